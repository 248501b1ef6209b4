/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the parts of the Explain view. Private to it. */
#ifndef PROFORMA_VIEWS_VIEW_EXPLAIN_H
#define PROFORMA_VIEWS_VIEW_EXPLAIN_H

#include "view_parts.h"

enum {
    VIEW_EXPLAIN_ENTRY_COLUMN = 10, /* where the text behind a label begins */
    VIEW_EXPLAIN_TEXT_SIZE = VIEW_LINE_TEXT_SIZE,
    VIEW_EXPLAIN_NUMBER_COLUMNS = VIEW_LINE_NUMBER_COLUMNS
};

/* An explanation under way. */
struct explanation {
    const struct view_input *input;
    const struct scenario *scenario;
    const struct model *model;
    struct view_pen *pen;
};

/* LABEL with TEXT behind it. */
static inline void view_explain_entry(struct explanation *e, const char *label, enum ui_role role,
                                      const char *text)
{
    view_entry(e->pen, VIEW_EXPLAIN_ENTRY_COLUMN, label, role, text);
}

/* The same, unless TEXT is NULL or empty. */
static inline void view_explain_entry_if_any(struct explanation *e, const char *label,
                                             enum ui_role role, const char *text)
{
    if (text && text[0] != '\0')
        view_explain_entry(e, label, role, text);
}

/* Everything about the line INDEX (view_explain_line.c). */
void view_explain_draw_line(struct explanation *e, uint32_t index);

/* What the line INDEX owes to the parameters or, if it is one itself, what it moves
 * (view_explain_influence.c). */
void view_explain_draw_influence(struct explanation *e, uint32_t index);

#endif
