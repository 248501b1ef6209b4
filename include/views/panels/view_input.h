/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What views and the panels behind them may look at. */
#ifndef PROFORMA_VIEWS_PANELS_VIEW_INPUT_H
#define PROFORMA_VIEWS_PANELS_VIEW_INPUT_H

#include "core/scenario.h"

struct analyses;
struct claim_causes;

/* What a view may look at. All borrowed for the call. */
struct view_input {
    const struct scenario *scenario; /* as edited, evaluated */
    const struct scenario *baseline; /* as saved or pinned, evaluated */
    bool baseline_is_pinned;
    uint32_t line;                   /* the selected line, or NAMES_NONE (a stage or nothing) */
    uint32_t open_list;              /* the list that it is or is a number of, if that is open in
                                        the list of fields; else NAMES_NONE */
    uint32_t section;                /* the selected line's section, or the selected stage */
    const struct messages *warnings; /* all in force */
    /* Of the failed claims; NULL if nobody has looked for them. Only the Explain view shows them,
     * and finding them costs many evaluations. */
    const struct claim_causes *causes;
    const struct analyses *analyses; /* the outcome, and what the view's `prepare` computed */
    int scroll;                      /* rows scrolled down by the user, from 0 */
    int rows, columns;               /* of the view on the screen */
    bool is_typed; /* a value is being typed: what moves a lot or takes long can wait */
};

#endif
