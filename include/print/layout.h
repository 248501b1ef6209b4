/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in columns for the terminal and for mail: padded by what is displayed, not by bytes, and
 * wrapped. All text is filtered here (core/text/text.h), so callers pass it as it is.
 */
#ifndef PROFORMA_PRINT_LAYOUT_H
#define PROFORMA_PRINT_LAYOUT_H

#include <stddef.h>
#include <stdio.h>

enum { LAYOUT_WIDTH = 79 };

/* TEXT (N bytes, UTF-8) filtered; what reaches a terminal or a report goes through here. */
void layout_put(FILE *out, const char *text, size_t n);

/* Columns TEXT takes once it is filtered. */
int layout_width(const char *text);

/* COLUMNS, or what TEXT takes if that is more, but no more than MOST: a single long name does not
 * widen its column. */
int layout_widest(int columns, const char *text, int most);

/* TEXT and blanks up to COLUMNS; a longer text is not cut. Returns the columns written. */
int layout_left(FILE *out, const char *text, int columns);
int layout_right(FILE *out, const char *text, int columns);

/* TEXT in a line of its own, behind an empty one. */
void layout_heading(FILE *out, const char *text);

/* VALUE right-aligned in COLUMNS (at least 7), of which the first stays blank. */
void layout_number(FILE *out, double value, int columns);
/* A VALUE of 0.205 likewise (COLUMNS at least 9) as "20.5 %". */
void layout_percent(FILE *out, double value, int columns);

/* TEXT from column COLUMN on, where the line stands already, in rows of at most LAYOUT_WIDTH
 * columns broken as text_row does, the following ones indented by INDENT; several blanks become
 * one. Ends with a line end. */
void layout_wrap(FILE *out, const char *text, int column, int indent);

/* TEXT as one word of a shell's command: as it is, or in quotes if the shell would part or change
 * it. */
void layout_shell_word(FILE *out, const char *text);
/* A blank and NAME=VALUE as such a word. */
void layout_assignment(FILE *out, const char *name, const char *value);

#endif
