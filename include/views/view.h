/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view: one way to look at the live model, in the right part of the screen. Each view is a module
 * and a row in the table. A view only reads; it has no state but what it is given.
 */
#ifndef PROFORMA_VIEWS_VIEW_H
#define PROFORMA_VIEWS_VIEW_H

#include "draw/canvas.h"
#include "views/panels/view_input.h"

/* In the order of their tabs. The number of a view, the digit that selects it, is one more. */
enum {
    VIEW_SUMMARY,
    VIEW_CASH,
    VIEW_SENSITIVITY,
    VIEW_SWEEP,
    VIEW_RISK,
    VIEW_COMPARE,
    VIEW_EXPLAIN,
    N_VIEWS
};

struct view {
    const char *name;    /* for :view, "summary" */
    const char *title;   /* on the tab, untranslated: "Summary" */
    const char *summary; /* one line for the help, untranslated */
    /* Draw into RECT (at least 20 x 4). Returns how many rows all of it would take, so that the
     * caller can limit the scrolling. Allocates nothing. */
    int (*draw)(const struct view_input *input, struct canvas *canvas, struct rect rect);
    /* Bring what the view shows of ANALYSES up to date before drawing; these are the analyses of
     * INPUT, whose outcome is up to date. NULL if it shows nothing of them. Only STATUS_NO_MEMORY
     * can happen. */
    enum status (*prepare)(struct analyses *analyses, const struct view_input *input,
                           struct error *err);
};

extern const struct view view_table[N_VIEWS];

/* The view that WORD, a name or a number, means; SIZE_MAX if it means none. */
size_t view_find(const char *word);

/* Draw the row below the views that is always in sight: targets, claims, warnings. */
void view_draw_targets(const struct view_input *input, struct canvas *canvas, struct rect row);

#endif
