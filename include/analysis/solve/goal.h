/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Goals as people write them: "total.profit = 0", "cash.runway >= 12", "a.cost == b.cost / 2"; or,
 * if the outcome is given already, only what it has to be: "0", ">= 12", "-5k USD".
 */
#ifndef PROFORMA_ANALYSIS_SOLVE_GOAL_H
#define PROFORMA_ANALYSIS_SOLVE_GOAL_H

#include "analysis/probe/probe.h"

/* What has to hold: the left side of a probe's item (or all of it, if it has no sides), the
 * relation `op`, one of OP_LT to OP_NE, and the right side (or 0) plus `target`. */
struct goal {
    enum operation op;
    double target;
    bool is_percent; /* the target was written in percent: for display */
};

/* A goal compiled with a scenario. */
struct goal_reading {
    struct probe *probe; /* of one item */
    struct goal goal;
    size_t outcome_length; /* bytes of the text, from its beginning, that are the left side; all of
                              them if the goal has no sides, as "a > 1 and b > 2" */
};

/*
 * Read TEXT: two expressions with a relation between them (`=` is `==`), or a condition with and,
 * or, not. The right side may also be a value with the left side's unit, or with grouping commas.
 * STATUS_FAULTY if TEXT is no goal, or an expression is wrong; err->offset is the byte in TEXT.
 */
enum status goal_read(const struct scenario *scenario, const char *text, struct goal_reading *out,
                      struct error *err);
void goal_reading_fini(struct goal_reading *reading);

/* Read what an outcome has to be: a value, with a relation before it unless that is `=`. UNIT is
 * the outcome's unit; a value with another one is a fault. Months of CALENDAR have words. */
enum status goal_read_value(const struct calendar *calendar, const char *text, const char *unit,
                            struct goal *out, struct error *err);

#endif
