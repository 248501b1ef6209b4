/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What differs between two scenarios, A and B, and which change accounts for how much of an
 * outcome: as text, as JSON and as CSV. Writers only read; whether the stream took everything is
 * the caller's to check.
 */
#ifndef PROFORMA_PRINT_DIFF_H
#define PROFORMA_PRINT_DIFF_H

#include <stdio.h>

#include "analysis/compare/bridge.h"
#include "analysis/compare/comparison.h"

/* The scenarios and texts are borrowed; comparison and bridge are the caller's to free. */
struct diff {
    const char *names[2];                /* of A and B, as shown; borrowed */
    const char *outcome;                 /* the expression that is explained; borrowed */
    const char *unit;                    /* of it; "" if it has none; borrowed */
    const struct scenario *scenarios[2]; /* borrowed, evaluated */
    struct comparison comparison;
    struct bridge bridge;
};

/* The line that STEP, a parameter's, is about: in A (S = 0) or B (1). */
const struct line *diff_step_line(const struct diff *diff, const struct bridge_step *step,
                                  size_t s);

/* Text of at most 79 columns, unless a single word is longer. */
void diff_write_text(FILE *out, const struct diff *diff);
/* A part of it: what each change did to the outcome, as a waterfall from A to B. Amounts are
 * rounded so that they add up as they are printed: each is the difference of two rounded levels. */
void diff_write_waterfall(FILE *out, const struct diff *diff);

/* One object; infinite numbers and NaN are null. False when memory ran out. */
bool diff_write_json(FILE *out, const struct diff *diff);

/* One table, a row a difference or result: record,name,a,b,change,contribution; what is only in one
 * of the two has an empty cell. */
void diff_write_csv(FILE *out, const struct diff *diff);

#endif
