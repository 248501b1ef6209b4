/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the parts of the Explain view: the section and all messages, and the selected line. */
#ifndef PROFORMA_UI_VIEW_EXPLAIN_H
#define PROFORMA_UI_VIEW_EXPLAIN_H

#include "ui/view_parts.h"

/* Where the text behind a label begins; sizes of texts; columns of a number. */
enum {
    VIEW_EXPLAIN_ENTRY_COLUMN = 10,
    VIEW_EXPLAIN_TEXT_SIZE = 1024,
    VIEW_EXPLAIN_NUMBER_COLUMNS = 18
};

/* An explanation under way. */
struct explanation {
    const struct view_input *input;
    const struct scenario *scenario;
    const struct model *model;
    struct view_pen *pen;
};

/* LABEL and TEXT; the second leaves out a TEXT that is NULL or empty. */
void view_explain_entry(struct explanation *e, const char *label, enum ui_role role,
                        const char *text);
void view_explain_entry_if_any(struct explanation *e, const char *label, enum ui_role role,
                               const char *text);

/* VALUE and UNIT, as one text. */
void view_explain_format_value(char out[VIEW_EXPLAIN_TEXT_SIZE], double value, const char *unit);
/* What LINE of SCENARIO is, as text: of a series its first and its last month; of a parameter what
 * is written, and what that is where it has a suffix. */
void view_explain_format_line(const struct scenario *scenario, uint32_t line,
                              char out[VIEW_EXPLAIN_TEXT_SIZE]);
/* The same without what does not fit COLUMNS: the unit, what a suffix comes to; no number is cut.
 */
void view_explain_fit_line(const struct scenario *scenario, uint32_t line, int columns,
                           char out[VIEW_EXPLAIN_TEXT_SIZE]);
/* "FILE:LINE". */
void view_explain_format_place(const struct explanation *e, struct place place,
                               char out[VIEW_EXPLAIN_TEXT_SIZE]);

/* Everything about LINE. */
void view_explain_draw_line(struct explanation *e, uint32_t line);

/* What LINE owes to the parameters, or what it moves where it is one. */
void view_explain_draw_influence(struct explanation *e, uint32_t line);

#endif
