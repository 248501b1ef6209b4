/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a line's value owes to each parameter, and what a parameter moves: results by their exact
 * derivatives, on the scenario's own program, so that nothing is compiled for it. Not here: ranges
 * and flip points (analysis/sensitivity.h).
 */
#ifndef PROFORMA_ANALYSIS_INFLUENCE_H
#define PROFORMA_ANALYSIS_INFLUENCE_H

#include "core/gradient.h"
#include "core/scenario.h"

/* What stands for a line. */
enum influence_of {
    INFLUENCE_VALUE, /* its value */
    INFLUENCE_SUM,   /* of a monthly role, what counts of it in all months together */
    INFLUENCE_LAST,  /* of any other series, its last month */
    INFLUENCE_GAP    /* of a comparison, its left side less the right one */
};

struct influence_row {
    uint32_t line;        /* the parameter, or the result */
    enum influence_of of; /* the result */
    double value;         /* the result's */
    double one_percent;   /* what +1 % of the parameter does to the result; never 0 */
    bool is_kink;         /* the derivative holds on one side at most (core/gradient.h) */
};

/* Zero-initialise; influence_fini frees. */
struct influence {
    uint32_t line;        /* what it is about; NAMES_NONE: nothing */
    enum influence_of of; /* the line */
    double value;         /* the line's */
    /* Of a formula, the parameters that it owes its value to, the largest effect first; of a
     * parameter, the totals, cash figures, metrics and targets that it moves, in this order. */
    struct influence_row *rows;
    size_t n;
    bool is_complete; /* false: the model is too large to look at all results */
    /* the module's own */
    struct gradient gradient;
    double *derivatives; /* of one result by every line */
    bool *kinks;
    unsigned long generation; /* of the scenario's model */
};

void influence_fini(struct influence *influence);

/* Look at LINE of SCENARIO (evaluated), or with NAMES_NONE at nothing. Allocates where the model is
 * another one than last time: influence_fini before another scenario is looked at. Only
 * STATUS_NO_MEMORY can happen; then it is about nothing.
 * Of profit = units * 5 - 20 at units = 10, +1 % of units gives 0.5. */
enum status influence_update(struct influence *influence, const struct scenario *scenario,
                             uint32_t line, struct error *err);

#endif
