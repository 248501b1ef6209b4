/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flip points: how far a parameter may go, all others as they are, until the outcome changes sign.
 * It is fast enough to be asked for every parameter at every keystroke. Not here: finding every
 * root, and proofs that there is none (analysis/solve/solve.h).
 */
#ifndef PROFORMA_ANALYSIS_FLIP_H
#define PROFORMA_ANALYSIS_FLIP_H

#include "analysis/probe/probe.h"
#include "analysis/probe/variable.h"

struct curve;

/* Zero-initialise. */
struct flip_search {
    struct curve *curve;
    double *x, *y;  /* values of a parameter, ascending, and of the outcome there */
    size_t present; /* which of them is the parameter's present value */
    size_t n;
};

/* Make ready for item ITEM of PROBE, which was made of SCENARIO and has to live longer. Only
 * STATUS_NO_MEMORY can happen. */
enum status flip_init(struct flip_search *search, const struct probe *probe, size_t item,
                      const struct scenario *scenario, struct error *err);
void flip_fini(struct flip_search *search);

/* Take the present values of SCENARIO: to be called after each change of them, before flip_find. */
void flip_load(struct flip_search *search, const struct scenario *scenario);

/*
 * The value of the parameter LINE, nearest to its present one within RANGE, from which on the
 * outcome is no longer positive, or no longer negative: the first such double, or the first whole
 * number if the parameter has to be whole. A RANGE without the present value is stretched to it.
 * NaN if there is no such value, or if none was found at 128 values (for months, at the numbers
 * next to the present one and some farther away). A jump over 0 is a change of sign, touching 0 is
 * none. Allocates nothing.
 * profit = 100 * price - 500 at price = 8 flips at 5.
 */
double flip_find(struct flip_search *search, const struct scenario *scenario, uint32_t line,
                 struct range range);

#endif
