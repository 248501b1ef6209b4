/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The least that a terminal program can do for a keystroke: a digit changes a value, twelve numbers
 * that follow from it are drawn anew. What the dashboard is measured against. Leaves on q.
 */
#include <curses.h>

static void draw(double value)
{
    mvprintw(0, 0, "value %12.0f", value);
    for (int i = 0; i < 12; i++)
        mvprintw(i + 2, 4, "result %2d %16.2f", i + 1, value * (i + 1) * 1.01);
    move(0, 18);
    refresh();
}

int main(void)
{
    if (!initscr())
        return 1;
    cbreak();
    noecho();
    double value = 0;
    draw(value);
    for (int key; (key = getch()) != 'q' && key != ERR;) {
        if (key >= '0' && key <= '9')
            value = value * 10 + (key - '0');
        else
            value = (double)(long long)(value / 10);
        draw(value);
    }
    endwin();
    return 0;
}
