/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Curses draws and knows what the terminal can do. It doesn't read: see term_events.h. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "term/terminal.h"

#include "term_cells.h"
#include "term_events.h"
#include "term_modes.h"
#include "term_signals.h"

/* Behind draw/event.h: curses has a macro KEY_ENTER of its own. */
#define NCURSES_NOMACROS
#include <curses.h>

enum {
    ESCAPE_MS = 50,
    MAX_SIDE = 1000, /* rows or columns that are used */
    NOTICE_SIZE = 160,
    DIRECT_COLORS = 1 << 24,
};

static const char fallback_name[] = "xterm-256color";

/* Keys whose sequences the terminal's description tells. */
static const struct {
    const char *capability;
    int32_t key;
} key_table[] = {
    {"kcuu1", KEY_UP_ARROW},     {"kcud1", KEY_DOWN_ARROW},   {"kcub1", KEY_LEFT_ARROW},
    {"kcuf1", KEY_RIGHT_ARROW},  {"khome", KEY_HOME_KEY},     {"kend", KEY_END_KEY},
    {"kpp", KEY_PAGE_UP},        {"knp", KEY_PAGE_DOWN},      {"kich1", KEY_INSERT},
    {"kdch1", KEY_DELETE},       {"kcbt", KEY_BACK_TAB},      {"kf1", KEY_FUNCTION + 1},
    {"kf2", KEY_FUNCTION + 2},   {"kf3", KEY_FUNCTION + 3},   {"kf4", KEY_FUNCTION + 4},
    {"kf5", KEY_FUNCTION + 5},   {"kf6", KEY_FUNCTION + 6},   {"kf7", KEY_FUNCTION + 7},
    {"kf8", KEY_FUNCTION + 8},   {"kf9", KEY_FUNCTION + 9},   {"kf10", KEY_FUNCTION + 10},
    {"kf11", KEY_FUNCTION + 11}, {"kf12", KEY_FUNCTION + 12},
};

struct terminal {
    SCREEN *screen;
    struct term_events events;
    struct term_modes modes;
    struct canvas shown; /* what the terminal shows, as far as curses was told */
    struct theme theme;
    enum theme_depth depth;
    attr_t attributes[N_UI_ROLES];
    struct cells_writer writer;
    bool repaint;
    bool resized; /* an EVENT_RESIZE is due */
    char notice[NOTICE_SIZE];
};

/* ---- Colours ---- */

/* COLOR as curses counts colours on this terminal. */
static int curses_color(enum theme_depth depth, int32_t color)
{
    if (depth != THEME_TRUE || color < 8)
        return color;
    int32_t rgb = theme_rgb(color);
    return rgb < 8 ? 0 : rgb; /* the first eight numbers are the palette's */
}

static enum theme_depth find_depth(bool no_color)
{
    if (no_color || !has_colors() || start_color() == ERR || COLORS < 8)
        return THEME_MONO;
    use_default_colors();
    return COLORS >= DIRECT_COLORS ? THEME_TRUE : COLORS >= 256 ? THEME_256 : THEME_8;
}

/* The colour pair of ROLE: that of the first role with its colours, so that nothing is sent between
 * roles that differ by name alone. The terminal's own colours are a pair as well: from pair to pair
 * curses sends colours alone, to no pair also the end of all attributes. */
static attr_t color_pair(const struct terminal *terminal, enum ui_role role)
{
    enum theme_depth depth = terminal->depth;
    struct theme_style style = theme_style(&terminal->theme, depth, role);
    int first = 0;
    for (; first < (int)role; first++) {
        struct theme_style other = theme_style(&terminal->theme, depth, (enum ui_role)first);
        if (other.foreground == style.foreground && other.background == style.background)
            break;
    }
    init_extended_pair(first + 1, curses_color(depth, style.foreground),
                       curses_color(depth, style.background));
    return (attr_t)COLOR_PAIR(first + 1);
}

static void apply_theme(struct terminal *terminal)
{
    static const attr_t attributes[] = {A_BOLD, A_DIM, A_UNDERLINE, A_REVERSE};
    struct theme_style normal = theme_style(&terminal->theme, terminal->depth, UI_NORMAL);
    for (int role = 0; role < N_UI_ROLES; role++) {
        struct theme_style style =
            theme_style(&terminal->theme, terminal->depth, (enum ui_role)role);
        attr_t attribute = A_NORMAL;
        for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
            if (style.attributes & 1u << i)
                attribute |= attributes[i];
        if (terminal->depth != THEME_MONO)
            attribute |= color_pair(terminal, (enum ui_role)role);
        terminal->attributes[role] = attribute;
        terminal->writer.blank_is_normal[role] =
            style.background == normal.background &&
            !((style.attributes ^ normal.attributes) & (THEME_UNDERLINE | THEME_REVERSE));
    }
    bkgdset(' ' | terminal->attributes[UI_NORMAL]);
    terminal->repaint = true;
}

/* Write CELL, WIDTH columns wide, where the locale has the same idea of its width. */
static void put_cell(void *user, int row, int column, const struct cell *cell, int width)
{
    const struct terminal *terminal = user;
    attr_t attributes = terminal->attributes[cell->role];
    wchar_t text[CELL_MARKS + 2] = {(wchar_t)cell->codepoint};
    cchar_t out;
    bool is_plain = cell->codepoint >= ' ' && cell->codepoint < 0x7f && width == 1;
    if (!is_plain && wcwidth(text[0]) != width) {
        text[0] = L'?';
        for (; width > 1; width--)
            mvaddch(row, column + width - 1, ' ' | attributes);
    } else {
        for (size_t i = 0, n = 1; i < CELL_MARKS && cell->marks[i]; i++)
            if (n < CCHARW_MAX && wcwidth((wchar_t)cell->marks[i]) == 0)
                text[n++] = (wchar_t)cell->marks[i];
    }
    if (is_plain && !text[1]) {
        mvaddch(row, column, (chtype)text[0] | attributes);
        return;
    }
    setcchar(&out, text, attributes, (short)PAIR_NUMBER(attributes), NULL);
    mvadd_wch(row, column, &out);
}

/* ---- Opening and closing ---- */

static const char *capability(const char *name)
{
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/* What gives the terminal back where no time is left for curses to do it. */
static void guard_terminal(const struct terminal *terminal, const struct termios *settings)
{
    const char *const leave[] = {capability("sgr0"), capability("op"), capability("cnorm"),
                                 capability("rmcup"), "\r\n"};
    char bytes[MODES_LEAVE_SIZE];
    modes_leave_bytes(&terminal->modes, leave, sizeof leave / sizeof *leave, bytes);
    signals_guard(STDOUT_FILENO, settings, bytes, strlen(bytes));
}

static enum status check_terminals(struct error *err)
{
    struct winsize size = {0};
    if (!isatty(STDIN_FILENO))
        return error_set(err, STATUS_IO, _("standard input is not a terminal"));
    if (!isatty(STDOUT_FILENO))
        return error_set(err, STATUS_IO, _("standard output is not a terminal"));
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    if (size.ws_row > MAX_SIDE || size.ws_col > MAX_SIDE)
        return error_set(err, STATUS_IO, _("the terminal says that it has %d rows and %d columns"),
                         size.ws_row, size.ws_col);
    return STATUS_OK;
}

static enum status open_screen(struct terminal *terminal, struct error *err)
{
    const char *name = getenv("TERM");
    use_env(FALSE); /* LINES and COLUMNS outlive the window that they were about */
    use_tioctl(TRUE);
    terminal->screen = newterm(NULL, stdout, stdin);
    if (!terminal->screen) {
        terminal->screen = newterm(fallback_name, stdout, stdin);
        snprintf(terminal->notice, sizeof terminal->notice,
                 _("the terminal '%.40s' is not known here; treated as %s"), name ? name : "",
                 fallback_name);
    }
    if (!terminal->screen)
        return error_set(err, STATUS_IO, _("neither the terminal '%.40s' nor %s is known here"),
                         name ? name : "", fallback_name);
    if (!capability("cup")) {
        endwin();
        delscreen(terminal->screen);
        return error_set(err, STATUS_IO, _("the terminal '%.40s' can't move its cursor"),
                         name ? name : "");
    }
    return STATUS_OK;
}

static void set_up_screen(struct terminal *terminal, const struct terminal_options *options)
{
    raw();
    noecho();
    nonl();
    typeahead(-1);
    terminal->modes = (struct term_modes){
        .fd = STDOUT_FILENO, .is_known = capability("kmous"), .mouse = options->mouse};
    terminal->depth = find_depth(options->no_color);
    apply_theme(terminal);
    terminal->events.fd = STDIN_FILENO;
    terminal->events.escape_ms = getenv("ESCDELAY") ? get_escdelay() : ESCAPE_MS;
    for (size_t i = 0; i < sizeof key_table / sizeof *key_table; i++) {
        const char *sequence = capability(key_table[i].capability);
        if (sequence)
            input_add_sequence(&terminal->events.input, sequence, key_table[i].key);
    }
}

enum status terminal_open(const struct terminal_options *options, struct terminal **out,
                          struct error *err)
{
    struct termios settings;
    enum status status = check_terminals(err);
    if (status != STATUS_OK)
        return status;
    struct terminal *terminal = calloc(1, sizeof *terminal);
    if (!terminal)
        return error_no_memory(err);
    terminal->theme = *options->theme;
    terminal->writer.put = put_cell;
    terminal->writer.user = terminal;
    tcgetattr(STDOUT_FILENO, &settings);
    if (!signals_install()) {
        free(terminal);
        return error_set(err, STATUS_IO, _("no pipe for signals"));
    }
    status = open_screen(terminal, err);
    if (status == STATUS_OK) {
        set_up_screen(terminal, options);
        guard_terminal(terminal, &settings);
        status = canvas_resize(&terminal->shown, LINES, COLS);
        if (status == STATUS_OK) {
            modes_enter(&terminal->modes);
            *out = terminal;
            return STATUS_OK;
        }
        error_no_memory(err);
        endwin();
        delscreen(terminal->screen);
    }
    signals_remove();
    free(terminal);
    return status;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    signals_writing(true);
    modes_leave(&terminal->modes);
    endwin();
    delscreen(terminal->screen);
    signals_writing(false);
    signals_remove();
    canvas_fini(&terminal->shown);
    free(terminal);
}

const char *terminal_notice(const struct terminal *terminal)
{
    return *terminal->notice ? terminal->notice : NULL;
}

void terminal_size(const struct terminal *terminal, int *rows, int *columns)
{
    *rows = terminal->shown.rows;
    *columns = terminal->shown.columns;
}

int terminal_signal(const struct terminal *terminal)
{
    (void)terminal;
    return signals_ending();
}

/* ---- Events ---- */

/* Take over the window's size; where there is no memory for it, the old one stays. */
static void resize(struct terminal *terminal)
{
    struct winsize size = {0};
    terminal->resized = true;
    terminal->repaint = true;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        return;
    int rows = lesser(size.ws_row, MAX_SIDE);
    int columns = lesser(size.ws_col, MAX_SIDE);
    if (canvas_resize(&terminal->shown, rows, columns) == STATUS_OK)
        resize_term(rows, columns);
}

/* Take the terminal again after the program was stopped. */
static void resume(struct terminal *terminal)
{
    reset_prog_mode();
    modes_enter(&terminal->modes);
    resize(terminal);
}

void terminal_suspend(struct terminal *terminal)
{
    signals_writing(true);
    modes_leave(&terminal->modes);
    endwin();
    signals_writing(false);
    signals_stop();
    resume(terminal);
}

static void handle_signals(struct terminal *terminal, unsigned signals)
{
    if (signals & SIGNAL_STOP)
        terminal_suspend(terminal);
    /* In the background the terminal is somebody else's. */
    else if ((signals & SIGNAL_CONTINUE) && tcgetpgrp(STDIN_FILENO) == getpgrp())
        resume(terminal);
    else if (signals & SIGNAL_RESIZE)
        resize(terminal);
}

enum terminal_result terminal_wait(struct terminal *terminal, int timeout_ms,
                                   struct ui_event *event)
{
    for (;;) {
        unsigned signals = 0;
        if (terminal->resized) {
            terminal->resized = false;
            *event = (struct ui_event){.kind = EVENT_RESIZE,
                                       .rows = terminal->shown.rows,
                                       .columns = terminal->shown.columns};
            return TERMINAL_EVENT;
        }
        switch (events_wait(&terminal->events, timeout_ms, event, &signals)) {
        case EVENTS_EVENT:
            return TERMINAL_EVENT;
        case EVENTS_SIGNALS:
            handle_signals(terminal, signals);
            break;
        case EVENTS_TIMEOUT:
            return TERMINAL_TIMEOUT;
        case EVENTS_CLOSED:
            return TERMINAL_CLOSED;
        }
    }
}

bool terminal_has_more(struct terminal *terminal)
{
    return terminal->resized || events_has_more(&terminal->events);
}

/* ---- Drawing ---- */

void terminal_present(struct terminal *terminal, const struct canvas *canvas)
{
    struct canvas *shown = &terminal->shown;
    int rows = lesser(canvas->rows, shown->rows);
    int columns = lesser(canvas->columns, shown->columns);
    if (terminal->repaint) {
        terminal->repaint = false;
        canvas_clear(shown);
        erase();
        clearok(stdscr, TRUE);
    }
    for (int row = 0; row < rows; row++)
        cells_write_row(&terminal->writer, shown, canvas, row, columns);
    bool has_cursor = canvas->cursor_row >= 0 && /* move refuses what is beyond the screen */
                      move(canvas->cursor_row, canvas->cursor_column) == OK;
    signals_writing(true);
    curs_set(has_cursor ? 1 : 0);
    refresh();
    signals_writing(false);
}

void terminal_repaint(struct terminal *terminal)
{
    terminal->repaint = true;
}

void terminal_set_theme(struct terminal *terminal, const struct theme *theme)
{
    terminal->theme = *theme;
    apply_theme(terminal);
}

void terminal_set_mouse(struct terminal *terminal, bool mouse)
{
    modes_set_mouse(&terminal->modes, mouse);
}
