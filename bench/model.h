/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenario that evaluating and simulating are measured with: 16 parameters, 12 formulas. */
#ifndef PROFORMA_BENCH_MODEL_H
#define PROFORMA_BENCH_MODEL_H

#include "core/scenario.h"

enum { MODEL_INPUTS = 16 };
/* The outcome, and the distribution of every parameter. */
extern const char model_outcome[];
static const double MODEL_LOW = 0.5, MODEL_MODE = 1, MODEL_HIGH = 3;

/* The scenario; it ends the program where something is wrong. */
struct scenario *model_make(void);
/* End the program with WHAT, and MESSAGES where it isn't NULL. */
void model_die(const char *what, const struct messages *messages);
/* Seconds of processor time: what else runs on the machine matters little. */
double model_now(void);

/* The formulas by hand: the outcome of 16 values. */
static inline double model_compute(const double *p)
{
    double users = p[0] * p[1] + p[2];
    double paying = users * p[3];
    double income = paying * p[4] + users * p[5] * p[6];
    double tokens = users * p[7] + paying * p[8];
    double inference = tokens / (p[9] * p[10]) * p[11];
    double support = users * p[12];
    if (!(support >= p[13]))
        support = p[13];
    double staff = p[13] * p[14];
    double spend = inference + support + staff;
    double tax = income - spend;
    if (!(tax >= 0))
        tax = 0;
    tax *= p[15];
    double result = income - spend - tax;
    double per_user = result / users;
    return (income > 0 ? result / income : 0) + per_user * 0;
}

#endif
