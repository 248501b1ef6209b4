/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A probe as a function of one parameter of the scenario, the others as they are: its registers at
 * many values at once, or at a few. The number of months is such a parameter, too.
 */
#ifndef PROFORMA_ANALYSIS_SOLVE_CURVE_H
#define PROFORMA_ANALYSIS_SOLVE_CURVE_H

#include "analysis/probe/probe.h"

enum { CURVE_FEW = 16 /* values that take little longer than one */ };

/* Zero-initialise. */
struct curve {
    const struct probe *probe; /* borrowed */
    struct run many;           /* as many lanes as fit the cache */
    struct program *unsettled; /* the probe's, for places where it is 0 */
    struct run few;            /* CURVE_FEW lanes of that */
    struct run horizon;        /* one lane, for other numbers of months */
    uint32_t most_months;      /* which it can have */
    bool is_months;            /* what varies is the number of months */
    bool is_whole;             /* what varies has to be a whole number */
    uint32_t reg;              /* of what varies; REGISTER_NONE if the probe has none */
    double present;            /* its value in the scenario */
    /* Registers: curve_evaluate looks at left - right - offset; right may be REGISTER_NONE. */
    uint32_t left, right;
    double offset;
};

/* Make ready for PROBE, and for up to MOST_MONTHS (0: the months never vary). Only STATUS_NO_MEMORY
 * can happen. */
enum status curve_init(struct curve *curve, const struct probe *probe, uint32_t most_months,
                       struct error *err);
void curve_fini(struct curve *curve);

/* Let the months vary up to MOST_MONTHS at least. Load and choose anew afterwards. Only
 * STATUS_NO_MEMORY can happen. */
enum status curve_reach(struct curve *curve, uint32_t most_months, struct error *err);

/* Take the present values of SCENARIO, of which the probe was made. Choose anew afterwards. */
void curve_load(struct curve *curve, const struct scenario *scenario);

/* Set another parameter, LINE, which is not the months, to VALUE until curve_load. False if the
 * probe doesn't depend on it. */
bool curve_hold(struct curve *curve, uint32_t line, double value);

/* Let the parameter LINE of SCENARIO vary; the one that varied before gets its present value again.
 * False if the probe doesn't depend on LINE. */
bool curve_choose(struct curve *curve, const struct scenario *scenario, uint32_t line);

/* Compute the N_OUTPUTS registers OUTPUTS at the N values X of the parameter. Months are whole
 * numbers from 1 to most_months. Allocates nothing. */
void curve_run(struct curve *curve, size_t n, const double *x, const struct lane_output *outputs,
               size_t n_outputs);

/* Let the functions below look at the value of item ITEM of the probe. A condition, which is 1 or
 * 0, is looked at less 0.5, so that its sign changes whenever it changes. */
void curve_look_at(struct curve *curve, size_t item);
/* The same; but of a comparison, its left side less its right one is looked at. */
void curve_compare(struct curve *curve, size_t item);
/* Put what that comes to at the N values X into Y; or return it for a single value. What is nothing
 * but rounding beside its terms is 0 where they are many, and as it is at CURVE_FEW or fewer. */
void curve_evaluate(struct curve *curve, size_t n, const double *x, double *y);
double curve_at(struct curve *curve, double x);

/* The sign of Y: -1, 0 or 1; 0 if it is NaN. */
int curve_sign(double y);
/* Whether Y stands in the relation OP, one of OP_LT to OP_NE, to 0. NaN stands in none. */
bool curve_holds(enum operation op, double y);
/* The relation to 0 that a value whose sign was SIGN (1 or -1) stands in once it has changed: OP_LE
 * for 1. */
enum operation curve_change(int sign);

/* Put the values that divide FROM..TO into PARTS (at most CURVE_FEW + 1) into X, without the ends
 * and without values that are the same as doubles, or as whole numbers; returns how many. */
size_t curve_part(const struct curve *curve, double from, double to, size_t parts, double *x);

/*
 * The first value at which OP holds on the way from FROM, where it doesn't, to TO, where it does.
 * If it changes once between them, the value is exact to the last bit (close to 0, to a 2^60th part
 * of the way); if it changes several times, the value is the first one after one of the changes.
 * Whole numbers are exact. *BEFORE (which may be NULL) becomes the value next to it at which OP
 * doesn't hold. Takes about 5 batches of CURVE_FEW values for a root, and 14 for a jump.
 */
double curve_narrow(struct curve *curve, double from, double to, enum operation op, double *before);

#endif
