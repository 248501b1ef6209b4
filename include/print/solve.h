/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a goal seek found, written as text, as JSON and as CSV. Values of parameters are as in the
 * model, 0.1 for 10 % but in the text. Writers only read; whether the stream took everything is the
 * caller's to check. */
#ifndef PROFORMA_PRINT_SOLVE_H
#define PROFORMA_PRINT_SOLVE_H

#include <stdio.h>

#include "analysis/solve/goal.h"
#include "analysis/solve/solve.h"

/* All borrowed. */
struct solve_report {
    const struct scenario *scenario;
    const char *path; /* of the scenario, as the user gave it */
    uint32_t line;    /* of the parameter */
    const char *name; /* its full name */
    const char *goal; /* as typed */
    const struct goal_reading *reading;
    struct solver *solver; /* of the goal, for what the outcome is elsewhere */
    const struct solving *solving;
};

/* Some sentences of at most 79 columns, unless a single word is longer. */
void solve_write_text(FILE *out, const struct solve_report *report);

/* False when memory ran out. */
bool solve_write_json(FILE *out, const struct solve_report *report);

/* One table, a row a solution. */
void solve_write_csv(FILE *out, const struct solve_report *report);

#endif
