/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an outcome owes to each parameter of a scenario: its exact derivative, what +1 % of the
 * parameter does, the outcome at both ends of the parameter's range (the tornado), and the flip
 * point. Each part is computed when it is asked for; buffers stay from one time to the next. Not
 * here: several parameters at once (analysis/simulation/simulation.h), every root
 * (analysis/solve/solve.h).
 */
#ifndef PROFORMA_ANALYSIS_SENSITIVITY_H
#define PROFORMA_ANALYSIS_SENSITIVITY_H

#include "analysis/flip.h"
#include "analysis/probe/probe.h"
#include "analysis/probe/variable.h"
#include "core/program/gradient.h"

/* A parameter; or a list, as analysis/probe/variable.h has it: all its numbers together. The rows
 * of these follow it. */
struct sensitivity_row {
    uint32_t line;
    double value; /* the parameter's own; 0 of a list */

    /* Filled in by sensitivity_derive. NaN for a parameter that has to be whole (months,
     * first_month, last_month), which has no derivative. */
    double derivative; /* d outcome / d parameter */
    /* Of a list, for whose value in this and the next stands 1: derivative * value / outcome: by
     * how many percent the outcome moves with +1 % of the parameter; NaN if the outcome is 0 or not
     * finite. That of profit = 3 * price - 50 at price = 100 is 300 / 250 = 1.2. */
    double elasticity;
    double one_percent; /* derivative * value / 100: the outcome's change by +1 %. If it is less
                           than 1e-13 of the outcome, both it and the elasticity are 0: at an
                           optimum nothing but rounding is left */
    bool is_kink;       /* the derivative holds on one side at most (core/program/gradient.h) */

    /* Filled in by sensitivity_find_swings. */
    struct range range;               /* variable_spread; low > high: upside down */
    double low_outcome, high_outcome; /* at its ends */
    /* How far apart the outcomes at low, at high and at present are; NaN if one of them is. */
    double swing;
    bool is_estimated; /* the outcomes are those of the tangent */

    /* Filled in by sensitivity_find_flips. */
    bool is_flip_known;
    double flip; /* flip_find within variable_range; NaN: there is none */

    bool is_list, is_number; /* all numbers of a list; one number */
    uint32_t list;           /* the line of which it is a number, if it is one */
};

/* Zero-initialise. */
struct sensitivity {
    struct sensitivity_row *rows; /* one for every parameter and list, in the model's order */
    size_t n;
    double value;       /* of the outcome */
    bool skips_numbers; /* may be set: no flip points of numbers of lists */
    /* The rows in the order that sensitivity_sort gave them; until then in the model's. */
    struct sensitivity_row **order;
    /* For the module itself. */
    const struct probe *probe;
    size_t item;
    struct sensitivity_row **queue;
    struct gradient gradient;
    struct run lanes, horizon;
    struct flip_search flips;
};

/* Make ready for item ITEM of PROBE, which was made of SCENARIO and has to live longer. Only
 * STATUS_NO_MEMORY can happen. */
enum status sensitivity_init(struct sensitivity *s, const struct probe *probe, size_t item,
                             const struct scenario *scenario, struct error *err);
void sensitivity_fini(struct sensitivity *s);

/*
 * Compute at the present values of SCENARIO, for which the probe has to be current: all
 * derivatives, by one run backwards; the outcome at the ends of all ranges, two lanes for each
 * parameter; the flip points, some hundred lanes each. Each function makes its buffers the first
 * time that it is called, and allocates nothing later on. Only STATUS_NO_MEMORY can happen.
 *
 * MOST is how many steps the work may take (INFINITY: as many as it needs), so that large models
 * keep up with the keyboard. A step is an instruction in one lane and month. The ranges that matter
 * most by their derivatives, which sensitivity_derive has found at the same values, come first; the
 * outcomes of the others are estimated by their derivatives. Flip points are searched for the
 * parameter FIRST (NAMES_NONE: none), then in the order of `order`, those of numbers of lists last;
 * those that would take too many steps stay unknown.
 */
enum status sensitivity_derive(struct sensitivity *s, const struct scenario *scenario,
                               struct error *err);
enum status sensitivity_find_swings(struct sensitivity *s, const struct scenario *scenario,
                                    double most, struct error *err);
enum status sensitivity_find_flips(struct sensitivity *s, const struct scenario *scenario,
                                   uint32_t first, double most, struct error *err);

/* Sort `order` by swing, the largest first. Swings that are NaN come last, equal ones are in the
 * model's order. */
void sensitivity_sort(struct sensitivity *s);

/* The row of LINE; NULL if it is neither a parameter nor a list. */
const struct sensitivity_row *sensitivity_of(const struct sensitivity *s, uint32_t line);

/* Whether the outcome moves with the parameter, as far as derivative and swing show. If they are
 * unknown (NaN), it counts as moving. */
bool sensitivity_has_effect(const struct sensitivity_row *row);

/* What there is to say about all rows together, but for those of numbers of lists. */
enum sensitivity_remark {
    SENSITIVITY_UNMOVED,     /* no row has an effect */
    SENSITIVITY_KINK,        /* a row with an effect is on a kink or jump */
    SENSITIVITY_UPSIDE_DOWN, /* such a row has a range that is upside down */
    SENSITIVITY_EMPTY,       /* or one that is a single value */
};

/* Whether REMARK has to be made about S, and it as a sentence, translated. The second and third are
 * what a mark in the row, '*' and '!', stands for. */
bool sensitivity_has_remark(const struct sensitivity *s, enum sensitivity_remark remark);
const char *sensitivity_sentence(enum sensitivity_remark remark);
/* How many rows have no effect; numbers of lists are not counted. */
size_t sensitivity_n_without(const struct sensitivity *s);

#endif
