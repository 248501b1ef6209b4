/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen as data: rows of cells, each a character and its role. Views draw into it, the
 * terminal presents it, tests dump it. Everything is clipped; nothing allocates but resizing.
 */
#ifndef PROFORMA_UI_CANVAS_H
#define PROFORMA_UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"
#include "ui/role.h"

struct cell {
    int32_t codepoint; /* 0: the right half of the wide character before it */
    int32_t mark;      /* a combining mark on it, or 0 */
    uint8_t role;      /* enum ui_role */
};

struct canvas {
    int rows, columns;
    struct cell *cells; /* rows x columns, row by row */
    int cursor_row, cursor_column; /* where the terminal's cursor stands; row -1: hidden */
    bool utf8;          /* charts and rules may use more than ASCII */
};

/* A part of the canvas; what is drawn relative to it is clipped to it. */
struct rect {
    int row, column, rows, columns;
};

enum status canvas_resize(struct canvas *canvas, int rows, int columns);
void canvas_fini(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);

struct rect canvas_rect(const struct canvas *canvas);
/* The part of OUTER at ROW, COLUMN with at most ROWS x COLUMNS; may be empty. */
struct rect rect_part(struct rect outer, int row, int column, int rows, int columns);

/* Draw TEXT (filtered, UTF-8, N bytes or NUL-terminated for SIZE_MAX) at ROW, COLUMN of RECT; the
 * columns it took. Untrusted text is filtered here (core/text.h), so views pass it as it is. */
int canvas_text(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                const char *text);
int canvas_text_n(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                  const char *text, size_t n);
/* At most COLUMNS columns; a text that is cut ends in '~' (… in UTF-8). */
int canvas_text_cut(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                    enum ui_role role, const char *text);
/* Ending before column END (right-aligned). Returns the column it begins at. */
int canvas_text_right(struct canvas *canvas, struct rect rect, int row, int end, enum ui_role role,
                      const char *text);
int canvas_printf(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                  const char *format, ...) PRINTF_LIKE(6, 7);
void canvas_put(struct canvas *canvas, struct rect rect, int row, int column, enum ui_role role,
                int32_t codepoint);
/* Give COLUMNS cells another role, keeping their characters. */
void canvas_paint(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                  enum ui_role role);
void canvas_fill(struct canvas *canvas, struct rect rect, enum ui_role role, int32_t codepoint);
/* A horizontal rule across RECT's row, with an optional title in it. */
void canvas_rule(struct canvas *canvas, struct rect rect, int row, const char *title);

/* The canvas as text for goldens: its rows without blanks at the end, a line "--", then the roles'
 * letters likewise. A malloc'ed string; NULL when out of memory. */
char *canvas_dump(const struct canvas *canvas);

#endif
