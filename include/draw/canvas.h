/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen as data: rows of cells, each a character and its role. Views draw into it, the
 * terminal presents it, tests dump it. Everything is clipped; only resizing allocates.
 */
#ifndef PROFORMA_DRAW_CANVAS_H
#define PROFORMA_DRAW_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text/status.h"
#include "core/text/text.h"
#include "draw/role.h"

enum { CELL_MARKS = TEXT_MARKS + 1 };

struct cell {
    int32_t codepoint;         /* 0: the right half of the wide character before it */
    int32_t marks[CELL_MARKS]; /* combining marks on it, and a joiner behind it; then 0 */
    uint8_t role;              /* enum ui_role */
};

struct canvas {
    int rows, columns;
    struct cell *cells;            /* rows x columns, row by row */
    int cursor_row, cursor_column; /* where the terminal's cursor stands; row -1: hidden */
    bool utf8;                     /* charts and rules may use more than ASCII */
};

/* A part of the canvas. What is drawn relative to it is clipped to it. */
struct rect {
    int row, column, rows, columns;
};

enum status canvas_resize(struct canvas *canvas, int rows, int columns);
void canvas_fini(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);

struct rect canvas_rect(const struct canvas *canvas);
/* The part of OUTER at ROW, COLUMN of at most ROWS x COLUMNS. It may be empty. */
struct rect rect_part(struct rect outer, int row, int column, int rows, int columns);

/* Draw TEXT, in UTF-8, at ROW, COLUMN of RECT; returns how many columns it took. canvas_text_n
 * draws N bytes, or up to the NUL if N is SIZE_MAX. Untrusted text is filtered here
 * (core/text/text.h), so that views pass it as it is. */
int canvas_text(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                const char *text);
int canvas_text_n(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                  const char *text, size_t n);
/* The same in at most COLUMNS columns; a text that is cut ends in '~', or in … if the canvas takes
 * UTF-8. */
int canvas_text_cut(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                    enum ui_role role, const char *text);
/* The same, right-aligned: TEXT ends before column END. Returns the column that it begins at. */
int canvas_text_right(struct canvas *canvas, struct rect rect, int row, int end, enum ui_role role,
                      const char *text);
int canvas_printf(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                  const char *format, ...) PRINTF_LIKE(6, 7);
void canvas_put(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                int32_t codepoint);
/* Give COLUMNS cells another role; they keep their characters. */
void canvas_paint(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                  enum ui_role role);
void canvas_fill(struct canvas *canvas, struct rect rect, enum ui_role role, int32_t codepoint);
/* Draw a horizontal rule across ROW of RECT, with TITLE in it unless that is NULL. */
void canvas_rule(struct canvas *canvas, struct rect rect, int row, const char *title);

/* The canvas as text for goldens: its rows without blanks at their ends, a line "--", then the
 * letters of the roles in the same way. A malloc'ed string; NULL when out of memory. */
char *canvas_dump(const struct canvas *canvas);

#endif
