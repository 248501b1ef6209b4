/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far a condition is from being met: an expression of the language that is at least 0 where the
 * condition is met, and falls the further below 0 the further it is missed. It is as smooth as the
 * condition allows.
 *
 *     a >= b              (a) - (b)
 *     a < b and c > d     min((b) - (a), (c) - (d))
 *     within(a, b, t)     (t) * abs(b) - abs((a) - (b))
 *     cash.runway >= n    the lowest balance of the first n months
 *     cash.breakeven <= n the lowest cumulative profit from month n on
 *
 * Runway and break-even jump from month to month; the balance and the profit that make them jump
 * don't. The name of a target is graded as its condition; anything else is 0.5 or -0.5. If a grade
 * is exactly 0, only the condition itself says whether it is met.
 */
#ifndef PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_GRADE_H
#define PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_GRADE_H

#include "core/scenario.h"

/* Bytes of the name of the stage with the lines that grades of runway and break-even use. A copy of
 * the scenario has to have it: grade_add_stage. */
enum { GRADE_STAGE_SIZE = 32 };

struct grade {
    char stage[GRADE_STAGE_SIZE]; /* a name that no section of the scenario has */
    char *text;                   /* the grade; free it */
    bool needs_stage;
    bool has_opening; /* the stage begins in month 0 */
};

/* Grade CONDITION, an expression as in [targets] of SCENARIO. STATUS_FAULTY if it can't be parsed;
 * err->offset is the byte in it. */
enum status grade_write(const struct scenario *scenario, const char *condition, struct grade *out,
                        struct error *err);

/* Add the stage that GRADE needs, which has neither cost nor revenue, to SOURCE, a copy of the
 * scenario's. Only STATUS_NO_MEMORY can happen. */
enum status grade_add_stage(struct source *source, const struct grade *grade);

#endif
