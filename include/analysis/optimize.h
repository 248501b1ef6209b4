/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of some parameters, each within its range, at which an outcome is highest or lowest
 * under conditions: `total.profit` by prices, subject to `cash.runway >= 12`. The whole range is
 * sampled, the best samples are followed uphill by NLopt (with exact derivatives where they tell
 * all, without them where the outcome or a condition jumps), and what is found is rounded to values
 * that one would write, their neighbours tried. The scenario is left alone. The same question has
 * the same answer, always.
 *
 * What is returned has been evaluated as it is written. It is the best that was found, not proven
 * to be the best there is, and never worse than the present values where these are within the
 * ranges and meet the conditions.
 */
#ifndef PROFORMA_ANALYSIS_OPTIMIZE_H
#define PROFORMA_ANALYSIS_OPTIMIZE_H

#include "core/scenario.h"

enum { OPTIMUM_TEXT_SIZE = 256 };

/* What to look for; all borrowed. Expressions mean what they would mean in [targets]. */
struct optimize_request {
    const char *outcome;
    bool is_minimum;
    const char *const *conditions;
    size_t n_conditions;
    const uint32_t *fields; /* lines of parameters, each once */
    size_t n_fields;        /* at least 1 */
};

enum optimum_state {
    OPTIMUM_FOUND,
    OPTIMUM_INFEASIBLE, /* no values were found that meet all conditions */
    OPTIMUM_UNDEFINED   /* the outcome is NaN at all values that were looked at */
};

struct optimum_field {
    uint32_t line; /* in the scenario's model */
    double before, value;
    double low, high;             /* the range that was looked in */
    char text[OPTIMUM_TEXT_SIZE]; /* of the value, as the parameter is written; its own text where
                                     it stays */
    bool is_whole;                /* whole numbers alone were tried in the end */
    bool has_effect;              /* the outcome or a condition depends on it */
};

struct optimum_condition {
    bool was_met, is_met; /* at the values before, at those found */
    bool is_binding;      /* a small step that breaks it would better the outcome */
    bool is_possible;     /* where infeasible: on its own it can be met */
    bool is_equality;     /* ==, which is hardly ever met exactly: within() says how nearly */
    bool has_sides;       /* it is a comparison, of: */
    double left, right;   /* at the values found; where it isn't possible, at its best */
};

struct optimum {
    enum optimum_state state;
    double before, value;      /* the outcome */
    char unit[UNIT_TEXT_SIZE]; /* of the outcome; "" where it has none */
    bool is_better; /* than the values before, or these break a condition; else they are kept */
    struct optimum_field *fields; /* where infeasible, the values that miss the conditions least */
    size_t n_fields;
    struct optimum_condition *conditions;
    size_t n_conditions;
};

/*
 * Answer REQUEST for SCENARIO. STATUS_FAULTY where an expression is wrong or a field can't be
 * varied: *FAILED (may be NULL) becomes 0 for the outcome, 1 + i for condition i, 1 + n_conditions
 * + i for field i, and err->offset the byte in an expression. The parabola 6 * x - x^2 over 0 to 10
 * has its maximum 9 at x = 3; subject to x >= 5 it is 5 at x = 5, and the condition binds.
 */
enum status optimize(const struct scenario *scenario, const struct optimize_request *request,
                     struct optimum *out, size_t *failed, struct error *err);
void optimum_fini(struct optimum *optimum);

#endif
