/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A probe as a function of one parameter of the scenario, the others as they are: its registers at
 * many values at once, or at a few. The months of the scenario count as a parameter, too.
 */
#ifndef PROFORMA_ANALYSIS_CURVE_H
#define PROFORMA_ANALYSIS_CURVE_H

#include "analysis/probe.h"

enum { CURVE_FEW = 16 /* values that take little longer than one */ };

/* Zero-initialise. */
struct curve {
    const struct probe *probe; /* borrowed */
    struct run many;           /* as many lanes as fit the cache */
    struct run few;            /* CURVE_FEW lanes */
    struct run horizon;        /* one lane, for other numbers of months */
    uint32_t most_months;      /* which it can have */
    bool is_months;            /* what varies is the number of months */
    uint32_t reg;              /* of what varies; REGISTER_NONE where the probe has none */
    double present;            /* its value in the scenario */
    uint32_t outcome;          /* register that curve_evaluate looks at */
    double zero;               /* what counts as its zero: 0.5 of a condition, which is 1 or 0 */
};

/* Make ready for PROBE, and for up to MOST_MONTHS (0: the months never vary). Only STATUS_NO_MEMORY
 * can happen. */
enum status curve_init(struct curve *curve, const struct probe *probe, uint32_t most_months,
                       struct error *err);
void curve_fini(struct curve *curve);

/* Let the months vary up to MOST_MONTHS, or farther where they do already. Load and choose anew
 * afterwards. Only STATUS_NO_MEMORY can happen. */
enum status curve_reach(struct curve *curve, uint32_t most_months, struct error *err);

/* Take the present values of SCENARIO, of which the probe was made. Choose anew afterwards. */
void curve_load(struct curve *curve, const struct scenario *scenario);

/* Put another parameter LINE, not the months, to VALUE, until curve_load. False where the probe
 * doesn't depend on it. */
bool curve_hold(struct curve *curve, uint32_t line, double value);

/* Let the parameter LINE of SCENARIO be what varies; the one before is as it was. False where the
 * probe doesn't depend on it. */
bool curve_choose(struct curve *curve, const struct scenario *scenario, uint32_t line);

/* The N_OUTPUTS registers OUTPUTS at the N values X of the parameter. Of months, X are whole
 * numbers from 1 to most_months. Allocates nothing. */
void curve_run(struct curve *curve, size_t n, const double *x, const struct lane_output *outputs,
               size_t n_outputs);

/* Let item ITEM of the probe be what the following look at. */
void curve_look_at(struct curve *curve, size_t item);
/* How far it is from its zero at the N values X, into Y. */
void curve_evaluate(struct curve *curve, size_t n, const double *x, double *y);
/* -1, 0 or 1; 0 of NaN. */
int curve_sign(double y);
/* The first value between FROM, where it has the sign NEAR, and TO, where it has not, at
 * which it has not: the first that double precision knows, or with IS_WHOLE the first whole number,
 * where FROM and TO are whole. As fast for a jump as for a root; NaN is no other sign. */
double curve_narrow(struct curve *curve, double from, double to, int near, bool is_whole);

#endif
