/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far from met a condition is: an expression of the language that is at least 0 where the
 * condition is met and falls below it the further it is missed, as smooth as the condition allows.
 *
 *     a >= b              (a) - (b)
 *     a < b and c > d     min((b) - (a), (c) - (d))
 *     within(a, b, t)     (t) * abs(b) - abs((a) - (b))
 *     cash.runway >= n    the lowest balance of the first n months
 *     cash.breakeven <= n the lowest cumulative profit from month n on
 *
 * The last two jump in terms of their parts but not in terms of what makes them jump. The name of a
 * target is graded as its condition; anything else is 0.5 or -0.5. Where a grade is exactly 0, only
 * the condition itself tells.
 */
#ifndef PROFORMA_ANALYSIS_OPTIMIZE_GRADE_H
#define PROFORMA_ANALYSIS_OPTIMIZE_GRADE_H

#include "core/scenario.h"

/* The lines that grades of runway and break-even use, in a stage that a copy of the scenario has to
 * have: grade_add_stage. */
enum { GRADE_STAGE_SIZE = 32 };

struct grade {
    char stage[GRADE_STAGE_SIZE]; /* a name that no section of the scenario has */
    char *text;                   /* the grade; free it */
    bool needs_stage;
};

/* Grade CONDITION, an expression as in [targets] of SCENARIO. STATUS_FAULTY where it can't be
 * parsed, with the place in it. */
enum status grade_write(const struct scenario *scenario, const char *condition, struct grade *out,
                        struct error *err);

/* Add to SOURCE, a copy of the scenario's, the stage that GRADE needs; it has no cost or revenue.
 * Only STATUS_NO_MEMORY can happen. */
enum status grade_add_stage(struct source *source, const struct grade *grade);

#endif
