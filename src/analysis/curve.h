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
    bool is_whole;             /* what varies has to be a whole number */
    uint32_t reg;              /* of what varies; REGISTER_NONE where the probe has none */
    double present;            /* its value in the scenario */
    uint32_t left, right; /* registers: what curve_evaluate looks at is left - right - offset */
    double offset;        /* right may be REGISTER_NONE */
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

/* Let the value of item ITEM of the probe be what the following look at; of a condition, which is 1
 * or 0, less 0.5, so that it changes its sign where the condition changes. */
void curve_look_at(struct curve *curve, size_t item);
/* The same, of a comparison its left side less its right one. */
void curve_compare(struct curve *curve, size_t item);
/* What that comes to at the N values X, into Y, or at one value. */
void curve_evaluate(struct curve *curve, size_t n, const double *x, double *y);
double curve_at(struct curve *curve, double x);

/* -1, 0 or 1; 0 of NaN. */
int curve_sign(double y);
/* Whether Y is in the relation OP, one of OP_LT .. OP_NE, to 0; NaN is in none. */
bool curve_holds(enum operation op, double y);
/* The relation to 0 that holds where a Y of the sign SIGN has changed: OP_LE for 1. */
enum operation curve_change(int sign);

/* The values that part FROM..TO into PARTS (at most CURVE_FEW + 1), without the ends and without
 * what doubles, or whole numbers, can't tell apart, into X; how many. */
size_t curve_part(const struct curve *curve, double from, double to, size_t parts, double *x);

/*
 * The first value on the way from FROM, where OP doesn't hold, to TO, where it does, at which it
 * holds: to the last bit where it changes once between them (close to 0, to a 2^60th of the way),
 * else the first after one of the changes; of whole numbers the first one. *BEFORE (may be NULL)
 * becomes the value next to it at which it doesn't. Takes about 5 batches of CURVE_FEW values for a
 * root, and 14 for a jump.
 */
double curve_narrow(struct curve *curve, double from, double to, enum operation op, double *before);

#endif
