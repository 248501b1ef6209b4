/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever was on the screen before, after the writes it looks as the canvas does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "term/term_cells.h"

enum { ROWS = 1, COLUMNS = 24, ROUNDS = 20000 };

/* A screen that does what it is told, as terminals do with halves of wide characters. */
struct screen {
    struct cell cells[COLUMNS];
    int n_writes;
};

static void clear_other_half(struct screen *screen, int column)
{
    if (screen->cells[column].codepoint == 0 && column > 0)
        screen->cells[column - 1].codepoint = ' ';
    if (column + 1 < COLUMNS && screen->cells[column + 1].codepoint == 0)
        screen->cells[column + 1].codepoint = ' ';
}

static void put(void *user, int row, int column, const struct cell *cell, int width)
{
    struct screen *screen = user;
    assert_int_equal(row, 0);
    assert_true(column + width <= COLUMNS);
    screen->n_writes++;
    for (int i = 0; i < width; i++)
        clear_other_half(screen, column + i);
    screen->cells[column] = *cell;
    if (width == 2)
        screen->cells[column + 1] = (struct cell){.role = cell->role};
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* Words, marked letters, wide characters and blanks in a few roles, here and there. */
static void scribble(struct canvas *canvas, uint32_t *random)
{
    static const uint8_t roles[] = {UI_NORMAL, UI_MUTED, UI_GOOD, UI_FOCUS};
    int column = (int)(next_random(random) % COLUMNS);
    int end = column + (int)(next_random(random) % 8);
    uint8_t role = roles[next_random(random) % 4];
    int kind = (int)(next_random(random) % 4);
    struct rect rect = canvas_rect(canvas);
    for (; column < end && column < COLUMNS; column++) {
        if (kind == 2)
            column += canvas_text(canvas, rect, 0, column, (enum ui_role)role, "万") - 1;
        else if (kind == 3)
            canvas_text(canvas, rect, 0, column, (enum ui_role)role,
                        column % 2 == 0 ? "e\u0301" : "e\u0300");
        else
            canvas_put(canvas, rect, 0, column, (enum ui_role)role, kind == 0 ? ' ' : 'a' + column);
    }
}

static void assert_looks_alike(const struct cells_writer *writer, const struct screen *screen,
                               const struct canvas *canvas)
{
    for (int column = 0; column < COLUMNS; column++) {
        const struct cell *is = &screen->cells[column], *want = &canvas->cells[column];
        assert_int_equal(is->codepoint, want->codepoint);
        assert_memory_equal(is->marks, want->marks, sizeof is->marks);
        if (want->codepoint == ' ')
            assert_int_equal(writer->blank_is_normal[is->role],
                             writer->blank_is_normal[want->role]);
        else if (want->codepoint != 0)
            assert_int_equal(is->role, want->role);
    }
}

static void test_screen_follows_the_canvas(void **state)
{
    (void)state;
    struct screen screen = {0};
    struct cells_writer writer = {.put = put, .user = &screen};
    struct canvas canvas = {0}, shown = {0};
    uint32_t random = 1;
    memset(writer.blank_is_normal, true, sizeof writer.blank_is_normal);
    writer.blank_is_normal[UI_FOCUS] = false;
    assert_int_equal(canvas_resize(&canvas, ROWS, COLUMNS), STATUS_OK);
    assert_int_equal(canvas_resize(&shown, ROWS, COLUMNS), STATUS_OK);
    memcpy(screen.cells, shown.cells, sizeof screen.cells);
    for (int round = 0; round < ROUNDS; round++) {
        if (next_random(&random) % 16 == 0)
            canvas_clear(&canvas);
        scribble(&canvas, &random);
        cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
        assert_looks_alike(&writer, &screen, &canvas);
    }
    screen.n_writes = 0;
    cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
    assert_int_equal(screen.n_writes, 0);
    canvas_fini(&canvas);
    canvas_fini(&shown);
}

static void test_blanks_go_with_the_word_before(void **state)
{
    (void)state;
    struct screen screen = {0};
    struct cells_writer writer = {.put = put, .user = &screen};
    struct canvas canvas = {0}, shown = {0};
    writer.blank_is_normal[UI_NORMAL] = writer.blank_is_normal[UI_MUTED] = true;
    assert_int_equal(canvas_resize(&canvas, ROWS, COLUMNS), STATUS_OK);
    assert_int_equal(canvas_resize(&shown, ROWS, COLUMNS), STATUS_OK);
    struct rect rect = canvas_rect(&canvas);
    canvas_text(&canvas, rect, 0, 0, UI_MUTED, "a");
    canvas_text(&canvas, rect, 0, 2, UI_MUTED, "b");
    canvas_text(&canvas, rect, 0, 12, UI_MUTED, "c");
    cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
    assert_int_equal(screen.n_writes, 4); /* the blank between a and b, no other */
    assert_int_equal(screen.cells[1].role, UI_MUTED);
    canvas_fini(&canvas);
    canvas_fini(&shown);
}

/* A number that is aligned to the right and gets shorter: the blank that takes a digit's place is
 * written in the role of the digits behind it, and stays as it is from then on. */
static void test_blanks_go_with_the_shorter_number(void **state)
{
    (void)state;
    struct screen screen = {0};
    struct cells_writer writer = {.put = put, .user = &screen};
    struct canvas canvas = {0}, shown = {0};
    writer.blank_is_normal[UI_NORMAL] = writer.blank_is_normal[UI_MUTED] = true;
    assert_int_equal(canvas_resize(&canvas, ROWS, COLUMNS), STATUS_OK);
    assert_int_equal(canvas_resize(&shown, ROWS, COLUMNS), STATUS_OK);
    struct rect rect = canvas_rect(&canvas);
    canvas_text_right(&canvas, rect, 0, 20, UI_MUTED, "-370k");
    cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
    canvas_clear(&canvas);
    canvas_text_right(&canvas, rect, 0, 20, UI_MUTED, "-36k");
    screen.n_writes = 0;
    cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
    assert_int_equal(screen.n_writes, 4); /* all but the k */
    assert_int_equal(screen.cells[15].codepoint, ' ');
    assert_int_equal(screen.cells[15].role, UI_MUTED);
    screen.n_writes = 0;
    cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
    assert_int_equal(screen.n_writes, 0);
    canvas_fini(&canvas);
    canvas_fini(&shown);
}

/* As many digits as may part two words, and no more. */
static void test_blanks_go_with_a_much_shorter_number(void **state)
{
    (void)state;
    struct screen screen = {0};
    struct cells_writer writer = {.put = put, .user = &screen};
    struct canvas canvas = {0}, shown = {0};
    writer.blank_is_normal[UI_NORMAL] = writer.blank_is_normal[UI_MUTED] = true;
    assert_int_equal(canvas_resize(&canvas, ROWS, COLUMNS), STATUS_OK);
    assert_int_equal(canvas_resize(&shown, ROWS, COLUMNS), STATUS_OK);
    struct rect rect = canvas_rect(&canvas);
    canvas_text_right(&canvas, rect, 0, 20, UI_MUTED, "-1370000");
    cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
    canvas_clear(&canvas);
    canvas_text_right(&canvas, rect, 0, 20, UI_MUTED, "-36");
    cells_write_row(&writer, &shown, &canvas, 0, COLUMNS);
    assert_int_equal(screen.cells[12].role, UI_NORMAL);
    for (int column = 13; column < 17; column++) {
        assert_int_equal(screen.cells[column].codepoint, ' ');
        assert_int_equal(screen.cells[column].role, UI_MUTED);
    }
    canvas_fini(&canvas);
    canvas_fini(&shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_screen_follows_the_canvas),
        cmocka_unit_test(test_blanks_go_with_the_word_before),
        cmocka_unit_test(test_blanks_go_with_the_shorter_number),
        cmocka_unit_test(test_blanks_go_with_a_much_shorter_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
