/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of goal seek share. */
#ifndef PROFORMA_ANALYSIS_SOLVER_H
#define PROFORMA_ANALYSIS_SOLVER_H

#include <gsl/gsl_roots.h>

#include "analysis/solve.h"
#include "core/enclosure.h"
#include "curve.h"

struct solver {
    struct curve curve; /* y is above 0 where the left side is above the goal */
    bool has_effect;
    struct range range;
    size_t n;     /* values that are tried at first */
    double *x;    /* ascending, the ends of the range and the present value among them */
    double *base; /* y there for target 0 */
    double *y;
    double scale; /* of y: the largest of its finite magnitudes */
    double work;  /* cells that one run computes */
    struct goal goal;
    struct enclosure enclosure;
    gsl_root_fsolver *brent;
};

/* Two values with what is there. */
struct bracket {
    double x[2], y[2];
};

/* Add what meets the goal from LOW to HIGH. */
void solver_add(struct solver *solver, double low, double high, struct solving *out);

/* CELL has different signs at its ends: add all roots or jumps that are found in it. */
void solver_cross(struct solver *solver, const struct bracket *cell, struct solving *out);
/* The goal is met at X, between the ends of CELL where it is not: add X, or the stretch it is in.
 */
void solver_add_around(struct solver *solver, const struct bracket *cell, double x,
                       struct solving *out);
/* The outcome comes nearer to the goal's limit between the ends of CELL than at them: at MIDDLE,
 * and perhaps elsewhere still nearer. Add what there is that meets the goal; where it is met at all
 * of these, leave out what does not. */
void solver_touch(struct solver *solver, const struct bracket *cell, double middle,
                  struct solving *out);

/* Whether intervals show that the goal is met nowhere in the range, with at most BOXES of them. */
bool solver_prove_none(struct solver *solver, size_t boxes);
/* Whether y may be 0 somewhere in LOW..HIGH, or at the one value that both are: then whether it is
 * as near to 0 as its rounding lets it be told. False where intervals say nothing. */
bool solver_may_be_zero(struct solver *solver, double low, double high);

#endif
