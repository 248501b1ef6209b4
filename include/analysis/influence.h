/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a line's value owes to each parameter, and which results a parameter moves, by exact
 * derivatives. These are taken of the scenario's own program, so that nothing is compiled for them.
 * Not here: ranges and flip points (analysis/sensitivity.h).
 */
#ifndef PROFORMA_ANALYSIS_INFLUENCE_H
#define PROFORMA_ANALYSIS_INFLUENCE_H

#include "core/program/gradient.h"
#include "core/scenario.h"

/* Which number stands for a line. */
enum influence_of {
    INFLUENCE_VALUE, /* its value */
    INFLUENCE_SUM,   /* for a monthly role: what is counted of it in all months together */
    INFLUENCE_LAST,  /* for any other series: its last month */
    INFLUENCE_GAP    /* for a comparison: its left side less the right one */
};

struct influence_row {
    uint32_t line;        /* of the parameter, or of the result */
    enum influence_of of; /* what stands for the result */
    double value;         /* of the result */
    double one_percent;   /* by how much +1 % of the parameter changes the result; never 0 */
    bool is_kink;         /* the derivative holds on one side at most (core/program/gradient.h) */
};

/* Zero-initialise; influence_fini frees. */
struct influence {
    uint32_t line;        /* what it is about; NAMES_NONE: nothing */
    enum influence_of of; /* what stands for the line */
    double value;         /* of the line */
    /* Of a formula: the parameters that its value depends on, the largest effect first. Of a
     * parameter: the totals, cash figures, metrics and targets that it moves, in this order. */
    struct influence_row *rows;
    size_t n;
    bool is_complete; /* false: the model is too large to look at all results */
    /* For the module itself. */
    struct gradient gradient;
    double *derivatives; /* of one result by every line */
    bool *kinks;
    unsigned long generation; /* of the scenario's model */
};

void influence_fini(struct influence *influence);

/* Look at LINE of SCENARIO (evaluated), or at nothing if LINE is NAMES_NONE. Allocates if the model
 * is another one than the last time; call influence_fini before looking at another scenario. Only
 * STATUS_NO_MEMORY can happen; then it is about nothing.
 * With profit = units * 5 - 20 at units = 10, +1 % of units adds 0.5 to the profit. */
enum status influence_update(struct influence *influence, const struct scenario *scenario,
                             uint32_t line, struct error *err);

#endif
