/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen as cells: clipping, filtering and placing characters. Knows no terminal. */
#include "draw/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/text.h"

enum {
    MAX_SIDE = 4096,    /* rows or columns of a canvas, so that their product fits an int */
    TEXT_BUFFER = 4096, /* bytes of a filtered text; a longer one is cut */
    ELLIPSIS = 0x2026,
    RULE = 0x2500,
};

enum status canvas_resize(struct canvas *canvas, int rows, int columns)
{
    if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE)
        return STATUS_USAGE;
    struct cell *cells = calloc((size_t)rows * (size_t)columns, sizeof *cells);
    if (!cells)
        return STATUS_NO_MEMORY;
    free(canvas->cells);
    canvas->cells = cells;
    canvas->rows = rows;
    canvas->columns = columns;
    canvas_clear(canvas);
    return STATUS_OK;
}

void canvas_fini(struct canvas *canvas)
{
    free(canvas->cells);
    canvas->cells = NULL;
    canvas->rows = canvas->columns = 0;
}

void canvas_clear(struct canvas *canvas)
{
    const struct cell blank = {.codepoint = ' ', .role = UI_NORMAL};
    size_t n = (size_t)canvas->rows * (size_t)canvas->columns;
    for (size_t i = 0; i < n; i++)
        canvas->cells[i] = blank;
    canvas->cursor_row = -1;
    canvas->cursor_column = 0;
}

struct rect canvas_rect(const struct canvas *canvas)
{
    return (struct rect){.rows = canvas->rows, .columns = canvas->columns};
}

/* [*start, *start + *size) cut to [0, limit); size 0 where nothing is left. */
static void clip_span(int *start, int *size, int limit)
{
    if (*start < 0) {
        *size = *size < -*start ? 0 : *size + *start;
        *start = 0;
    }
    *start = lesser(*start, limit);
    *size = greater(lesser(*size, limit - *start), 0);
}

struct rect rect_part(struct rect outer, int row, int column, int rows, int columns)
{
    clip_span(&row, &rows, outer.rows);
    clip_span(&column, &columns, outer.columns);
    return (struct rect){outer.row + row, outer.column + column, rows, columns};
}

/* The cell at ROW, COLUMN of RECT, or NULL where that is outside of it or of the canvas. */
static struct cell *cell_at(const struct canvas *canvas, struct rect rect, int row, int column)
{
    if (row < 0 || row >= rect.rows || column < 0 || column >= rect.columns)
        return NULL;
    row += rect.row;
    column += rect.column;
    if (row < 0 || row >= canvas->rows || column < 0 || column >= canvas->columns)
        return NULL;
    return &canvas->cells[row * canvas->columns + column];
}

/* Before CELL is written to: what would be left of a wide character that it is half of is blanked.
 * A right half never begins a row, so that neighbours in the array are neighbours on the screen. */
static void split_wide(const struct canvas *canvas, struct cell *cell)
{
    const struct cell *end = canvas->cells + canvas->rows * canvas->columns;
    if (cell->codepoint == 0) {
        cell[-1].codepoint = ' ';
        memset(cell[-1].marks, 0, sizeof cell[-1].marks);
    }
    if (cell + 1 < end && cell[1].codepoint == 0)
        cell[1].codepoint = ' ';
}

/* Write one character of WIDTH columns, 1 or 2; a wide one that does not fit becomes a blank. */
static void put_wide(struct canvas *canvas, struct rect rect, int row, int column,
                     enum ui_role role, int32_t codepoint, int width)
{
    struct cell *cell = cell_at(canvas, rect, row, column);
    struct cell *right = width == 2 ? cell_at(canvas, rect, row, column + 1) : NULL;
    if (!cell) {
        if (right)
            put_wide(canvas, rect, row, column + 1, role, ' ', 1);
        return;
    }
    split_wide(canvas, cell);
    bool fits = width == 1 || right;
    *cell = (struct cell){.codepoint = fits ? codepoint : ' ', .role = (uint8_t)role};
    if (right) {
        split_wide(canvas, right);
        *right = (struct cell){.codepoint = 0, .role = (uint8_t)role};
    }
}

void canvas_put(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                int32_t codepoint)
{
    put_wide(canvas, rect, row, column, role, codepoint == 0 ? ' ' : codepoint, 1);
}

/* Draw the printable ASCII that TEXT (N bytes) begins with, at COLUMN of RECT: how many characters
 * it is. Most of what is drawn is this. */
static size_t draw_plain(struct canvas *canvas, struct rect rect, int row, int column,
                         enum ui_role role, const char *text, size_t n)
{
    size_t length = 0;
    while (length < n && text[length] >= ' ' && text[length] < 0x7f)
        length++;
    for (size_t i = 0; i < length && column + (int)i < rect.columns; i++) {
        struct cell *cell = cell_at(canvas, rect, row, column + (int)i);
        if (!cell)
            continue;
        split_wide(canvas, cell);
        *cell = (struct cell){.codepoint = text[i], .role = (uint8_t)role};
    }
    return length;
}

static void add_mark(struct cell *cell, int32_t mark)
{
    for (size_t i = 0; i < CELL_MARKS; i++)
        if (cell->marks[i] == 0) {
            cell->marks[i] = mark;
            return;
        }
}

/* Draw N bytes that the filter has passed; the columns they take. */
static int draw_filtered(struct canvas *canvas, struct rect rect, int row, int column,
                         enum ui_role role, const char *text, size_t n)
{
    int begin = column;
    size_t length;
    for (size_t at = 0; at < n; at += length) {
        int32_t codepoint;
        length = draw_plain(canvas, rect, row, column, role, text + at, n - at);
        if (length > 0) {
            column += (int)length;
            continue;
        }
        length = text_next(text + at, n - at, &codepoint);
        if (length == 0)
            break;
        int width = text_width(text + at, length);
        if (width > 0) {
            put_wide(canvas, rect, row, column, role, codepoint, width);
            column += width;
        } else if (column > begin) {
            struct cell *cell = cell_at(canvas, rect, row, column - 1);
            if (cell && cell->codepoint == 0)
                cell = cell_at(canvas, rect, row, column - 2);
            if (cell)
                add_mark(cell, codepoint);
        }
    }
    return column - begin;
}

int canvas_text_n(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                  const char *text, size_t n)
{
    char filtered[TEXT_BUFFER];
    if (n == SIZE_MAX)
        n = strlen(text);
    n = text_filter(filtered, sizeof filtered, text, n);
    return draw_filtered(canvas, rect, row, column, role, filtered, n);
}

int canvas_text(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                const char *text)
{
    return canvas_text_n(canvas, rect, row, column, role, text, SIZE_MAX);
}

int canvas_text_cut(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                    enum ui_role role, const char *text)
{
    char filtered[TEXT_BUFFER];
    size_t n = text_filter(filtered, sizeof filtered, text, strlen(text));
    columns = lesser(columns, rect.columns - column);
    if (columns <= 0)
        return 0;
    if (text_width(filtered, n) <= columns)
        return draw_filtered(canvas, rect, row, column, role, filtered, n);
    int used = 0;
    n = text_fit(filtered, n, columns - 1, &used);
    draw_filtered(canvas, rect, row, column, role, filtered, n);
    canvas_put(canvas, rect, row, column + used, role, canvas->utf8 ? ELLIPSIS : '~');
    return used + 1;
}

int canvas_text_right(struct canvas *canvas, struct rect rect, int row, int end, enum ui_role role,
                      const char *text)
{
    char filtered[TEXT_BUFFER];
    size_t n = text_filter(filtered, sizeof filtered, text, strlen(text));
    int begin = end - text_width(filtered, n);
    draw_filtered(canvas, rect, row, begin, role, filtered, n);
    return begin;
}

int canvas_printf(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                  const char *format, ...)
{
    char text[TEXT_BUFFER];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (n < 0)
        return 0;
    return canvas_text(canvas, rect, row, column, role, text);
}

void canvas_paint(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                  enum ui_role role)
{
    clip_span(&column, &columns, rect.columns);
    for (int i = 0; i < columns; i++) {
        struct cell *cell = cell_at(canvas, rect, row, column + i);
        if (cell)
            cell->role = (uint8_t)role;
    }
}

void canvas_fill(struct canvas *canvas, struct rect rect, enum ui_role role, int32_t codepoint)
{
    for (int row = 0; row < rect.rows; row++)
        for (int column = 0; column < rect.columns; column++)
            canvas_put(canvas, rect, row, column, role, codepoint);
}

void canvas_rule(struct canvas *canvas, struct rect rect, int row, const char *title)
{
    int column = 0;
    if (title && title[0] != '\0') {
        column = canvas_text_cut(canvas, rect, row, 0, rect.columns, UI_TITLE, title);
        canvas_put(canvas, rect, row, column++, UI_NORMAL, ' ');
    }
    for (; column < rect.columns; column++)
        canvas_put(canvas, rect, row, column, UI_AXIS, canvas->utf8 ? RULE : '-');
}

/* Forget blanks between BEGIN and END; end the line. */
static char *end_line(char *begin, char *end, char blank)
{
    while (end > begin && end[-1] == blank)
        end--;
    *end++ = '\n';
    return end;
}

char *canvas_dump(const struct canvas *canvas)
{
    size_t n = (size_t)canvas->rows * (size_t)canvas->columns;
    char *dump = malloc(n * (4 * (1 + CELL_MARKS) + 1) + (size_t)canvas->rows * 2 + sizeof "--\n");
    if (!dump)
        return NULL;
    char *end = dump;
    for (int row = 0; row < canvas->rows; row++) {
        char *begin = end;
        const struct cell *cells = &canvas->cells[row * canvas->columns];
        for (int column = 0; column < canvas->columns; column++) {
            if (cells[column].codepoint != 0)
                end += text_encode(cells[column].codepoint, end);
            for (size_t i = 0; i < CELL_MARKS && cells[column].marks[i] != 0; i++)
                end += text_encode(cells[column].marks[i], end);
        }
        end = end_line(begin, end, ' ');
    }
    memcpy(end, "--\n", 3);
    end += 3;
    for (int row = 0; row < canvas->rows; row++) {
        char *begin = end;
        const struct cell *cells = &canvas->cells[row * canvas->columns];
        for (int column = 0; column < canvas->columns; column++)
            *end++ = ui_role_letter((enum ui_role)cells[column].role);
        end = end_line(begin, end, ui_role_letter(UI_NORMAL));
    }
    *end = '\0';
    return dump;
}
