/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Goal seek: at which values of one parameter a goal is met, all other parameters as they are.
 * Every root of an equation in a range, roots that only touch included where they can be found; of
 * a condition, from where to where it is met. Where nothing is found, whether that is proven. Goals
 * as text are read by analysis/goal.h. Not here: taking a solution.
 */
#ifndef PROFORMA_ANALYSIS_SOLVE_H
#define PROFORMA_ANALYSIS_SOLVE_H

#include "analysis/goal.h"
#include "analysis/probe.h"
#include "analysis/variable.h"

struct solver;

enum { SOLVE_MOST_SOLUTIONS = 64, SOLVE_MOST_JUMPS = 8 };

/* How much work a proof may take: 1,000 or 10,000 intervals, and of a large scenario fewer. */
enum solve_effort { SOLVE_QUICKLY, SOLVE_THOROUGHLY };

/* Values of the parameter that meet the goal: one, or all from low to high. */
struct solution {
    double low, high;
    double nearest; /* of them to the present value */
};

/* Two neighbouring values of the parameter between which the outcome jumps over the goal. */
struct jump {
    double x[2];
    double y[2]; /* the left side less the right one */
};

struct solving {
    struct range range;
    double present;  /* the parameter's value; may lie outside the range */
    bool has_effect; /* the outcome depends on the parameter */
    struct solution solutions[SOLVE_MOST_SOLUTIONS]; /* ascending */
    size_t n_solutions;
    bool is_cut;                         /* there are more */
    struct jump jumps[SOLVE_MOST_JUMPS]; /* of an equation; the first ones */
    size_t n_jumps;
    double value;           /* the solution nearest to the present value; NaN where there is none */
    double outcome;         /* the left side there; NaN where there is none */
    bool proven_none;       /* there can't be any in the range, not just none was found */
    double least, greatest; /* the left side less the right one without target, at all the values
                               that were tried; NaN where it is undefined at all of them */
    bool has_undefined;     /* it is NaN at some of them */
};

/* Prepare a search of item ITEM of PROBE, which was made of SCENARIO, over the parameter LINE in
 * RANGE, at the present values of SCENARIO. PROBE and SCENARIO are borrowed and have to stay as
 * they are. Only STATUS_NO_MEMORY can happen. */
enum status solver_new(const struct probe *probe, size_t item, const struct scenario *scenario,
                       uint32_t line, struct range range, struct solver **out, struct error *err);
void solver_free(struct solver *solver);

/*
 * Search for GOAL; again for another one takes much less than the first time. An equation's
 * solutions are its roots, to the last bits; a root of even order, as exactly as the outcome's
 * rounding lets it be told; a change of sign at a jump is none. A condition's are the stretches on
 * which it is met, their ends evaluated. Whole-number parameters are tried one by one. Roots that
 * lie nearer together than a 4096th part of the range (of a large scenario, a 256th) may be missed.
 * x^2 = 2 in -10..10 has the solutions -1.41421356 and 1.41421356. Allocates nothing.
 */
void solver_solve(struct solver *solver, const struct goal *goal, enum solve_effort effort,
                  struct solving *out);

/* The left side where the parameter is X. */
double solver_outcome(struct solver *solver, double x);

/*
 * A value near the solution X of the goal last searched for, in as few decimal digits as meet it
 * all the same: an equation to a 10^9th of what the two sides differ by elsewhere, rather with the
 * left side above the right one than below; a condition within a millionth of X.
 * X = 0.28915024800891204 may become 0.289150248.
 */
double solver_tidy(struct solver *solver, double x);

/* The solutions as single values into OUT, ascending; how many. Of a stretch, its ends where they
 * are not those of the range, where nothing is known of what is beyond; where both are, the value
 * nearest to the present one. */
size_t solving_values(const struct solving *solving, double out[2 * SOLVE_MOST_SOLUTIONS]);

#endif
