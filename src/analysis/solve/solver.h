/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of goal seek share. */
#ifndef PROFORMA_ANALYSIS_SOLVE_SOLVER_H
#define PROFORMA_ANALYSIS_SOLVE_SOLVER_H

#include <gsl/gsl_roots.h>

#include "analysis/solve/curve.h"
#include "analysis/solve/solve.h"
#include "core/program/enclosure.h"

struct solver {
    struct curve curve; /* y is above 0 if the left side is above the goal */
    bool has_effect;
    struct range range;
    size_t n;     /* values that are tried at first */
    double *x;    /* ascending, the ends of the range and the present value among them */
    double *base; /* y there for target 0 */
    double *y;    /* y there for the goal's target */
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
/* Add the jump over the goal between the values of BRACKET, if there is room for one more. */
void solver_add_jump(const struct bracket *bracket, struct solving *out);

/* Add all roots or jumps that are found in CELL, at whose ends y has different signs. */
void solver_cross(struct solver *solver, const struct bracket *cell, struct solving *out);
/* Add X, at which the goal is met, or the stretch around it. At the ends of CELL, between which X
 * lies, the goal is not met. */
void solver_add_around(struct solver *solver, const struct bracket *cell, double x,
                       struct solving *out);
/* Look into CELL, at whose MIDDLE y comes nearer to 0 than at its ends, and perhaps still nearer
 * elsewhere. If the goal is not met there, add what meets it in between; if it is met, leave out
 * what does not. */
void solver_touch(struct solver *solver, const struct bracket *cell, double middle,
                  struct solving *out);

/* Whether intervals show that the goal is met nowhere in the range, with at most BOXES of them. */
bool solver_prove_none(struct solver *solver, size_t boxes);
/* Whether intervals allow y to be 0 somewhere in LOW..HIGH. If both are the same value, that is
 * whether y is as near to 0 there as its rounding can tell. */
bool solver_may_be_zero(struct solver *solver, double low, double high);

#endif
