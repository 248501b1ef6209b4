/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Goal seek: at which values of one parameter a goal is met, all other parameters as they are. Of
 * an equation, every root in a range, also roots that only touch, if they can be found; of a
 * condition, from where to where it is met. If nothing is found, it says whether that is proven.
 * Goals as text are read by analysis/solve/goal.h. Not here: taking a solution.
 */
#ifndef PROFORMA_ANALYSIS_SOLVE_SOLVE_H
#define PROFORMA_ANALYSIS_SOLVE_SOLVE_H

#include "analysis/probe/probe.h"
#include "analysis/probe/variable.h"
#include "analysis/solve/goal.h"

struct solver;

enum { SOLVE_MOST_SOLUTIONS = 64, SOLVE_MOST_JUMPS = 8 };

/* How much work a proof may take: 1,000 or 10,000 intervals, and fewer if the scenario is large. */
enum solve_effort { SOLVE_QUICKLY, SOLVE_THOROUGHLY };

/* Values of the parameter that meet the goal: a single one, or all from low to high. */
struct solution {
    double low, high;
    double nearest; /* the one that is nearest to the present value */
};

/* Two neighbouring values of the parameter between which the outcome jumps over the goal. */
struct jump {
    double x[2];
    double y[2]; /* the left side less the right one and the target */
};

struct solving {
    struct range range;
    double present;  /* the parameter's value; may lie outside the range */
    bool has_effect; /* the outcome depends on the parameter */
    struct solution solutions[SOLVE_MOST_SOLUTIONS]; /* ascending */
    size_t n_solutions;
    bool is_cut;                         /* there are more solutions */
    struct jump jumps[SOLVE_MOST_JUMPS]; /* the first ones; only of an equation */
    size_t n_jumps;
    double value;     /* the solution nearest to the present value; NaN if there is none */
    double outcome;   /* the left side there; NaN if there is none */
    bool proven_none; /* there can't be any solution in the range: it is not just that none was
                         found */
    double least, greatest; /* of the left side less the right one, without the target, at all the
                               values that were tried; NaN if it is undefined at all of them */
    bool has_undefined;     /* it is NaN at some of them */
};

/* Prepare a search with item ITEM of PROBE, which was made of SCENARIO, over the parameter LINE in
 * RANGE, at the present values of SCENARIO. PROBE and SCENARIO are borrowed and have to stay as
 * they are. Only STATUS_NO_MEMORY can happen. */
enum status solver_new(const struct probe *probe, size_t item, const struct scenario *scenario,
                       uint32_t line, struct range range, struct solver **out, struct error *err);
void solver_free(struct solver *solver);

/*
 * Search for GOAL. To search for another one afterwards takes much less than the first time. The
 * solutions of an equation are its roots, exact to the last bits; a root of even order is as exact
 * as the outcome's rounding allows; a change of sign at a jump is no root. The solutions of a
 * condition are the stretches on which it is met; at their ends it has been evaluated. Parameters
 * that have to be whole are tried number by number. Roots that lie nearer together than a 4096th
 * part of the range (a 256th if the scenario is large) may be missed. x^2 = 2 in -10..10 has the
 * solutions -1.41421356 and 1.41421356. Allocates nothing.
 */
void solver_solve(struct solver *solver, const struct goal *goal, enum solve_effort effort,
                  struct solving *out);

/* The left side of the goal if the parameter is X. */
double solver_outcome(struct solver *solver, double x);

/*
 * A value near X, a solution of the goal that was searched for last, with as few decimal digits as
 * will do. An equation has to be met to a 10^9th part of what its sides differ by elsewhere, and a
 * left side above the right one is preferred to one below; a condition has to be met within a
 * millionth of X. X = 0.28915024800891204 may become 0.289150248.
 */
double solver_tidy(struct solver *solver, double x);

/* Put the solutions as single values into OUT, ascending; returns how many. A stretch gives its
 * ends, without those that are ends of the range, since nothing is known of what lies beyond. If
 * both are, it gives its value nearest to the present one. */
size_t solving_values(const struct solving *solving, double out[2 * SOLVE_MOST_SOLUTIONS]);

#endif
