/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of some parameters, each within its range, at which an outcome is highest or lowest
 * under conditions: `total.profit` by prices, subject to `cash.runway >= 12`. The whole range is
 * sampled, and NLopt goes uphill from the best samples: with exact derivatives if they say all,
 * without them if the outcome or a condition jumps. What is found is rounded to values that one
 * would write, and their neighbours are tried. The scenario is left alone. The same question always
 * has the same answer.
 *
 * What is returned has been evaluated as it is written. It is the best that was found, not proven
 * to be the best there is. It is never worse than the present values, if these are within the
 * ranges and meet the conditions.
 */
#ifndef PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_H
#define PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_H

#include "core/scenario.h"

enum { OPTIMUM_TEXT_SIZE = 256 };

/* What to look for; all borrowed. Expressions mean what they would mean in [targets]. */
struct optimize_request {
    const char *outcome;
    bool is_minimum;
    const char *const *conditions;
    size_t n_conditions;
    const uint32_t *fields; /* lines of parameters and lists, each once, and no number of these */
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
    char text[OPTIMUM_TEXT_SIZE]; /* the value as the parameter is written; the present text if it
                                     stays as it is; of a list its change: "+12 %" */
    bool is_whole;                /* in the end only whole numbers were tried */
    bool has_effect;              /* the outcome or a condition depends on it */
};

struct optimum_condition {
    bool was_met, is_met; /* at the values before, at those that were found */
    bool is_binding;      /* a small step that breaks it would improve the outcome */
    bool is_possible; /* on its own it can be met; true unless found out for an infeasible question
                       */
    bool is_equality; /* it is a ==, which is hardly ever met exactly; within() allows more */
    bool has_sides;   /* it is a comparison; these are its sides: */
    double left, right; /* at the values that were found; if it isn't possible, at its best */
};

struct optimum {
    enum optimum_state state;
    double before, value;      /* the outcome */
    char unit[UNIT_TEXT_SIZE]; /* of the outcome; "" if it has none */
    bool is_better; /* than the values before, or those break a condition; else those are kept */
    struct optimum_field *fields; /* if infeasible, the values that miss the conditions least */
    size_t n_fields;
    struct optimum_condition *conditions;
    size_t n_conditions;
};

/*
 * Answer REQUEST for SCENARIO. STATUS_FAULTY if an expression is wrong or a field can't be varied:
 * *FAILED (which may be NULL) becomes 0 for the outcome, 1 + i for condition i, 1 + n_conditions +
 * i for field i, and err->offset the byte in an expression. The parabola 6 * x - x^2 over 0 to 10
 * has its maximum 9 at x = 3; subject to x >= 5 the maximum is 5 at x = 5, and the condition is
 * binding.
 */
enum status optimize(const struct scenario *scenario, const struct optimize_request *request,
                     struct optimum *out, size_t *failed, struct error *err);
void optimum_fini(struct optimum *optimum);

/* The translated sentence, without a full stop, for an OUTCOME that is OPTIMUM_UNDEFINED. */
void optimum_undefined_sentence(const char *outcome, char out[ERROR_TEXT_SIZE]);

#endif
