/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A parameter's uncertainty: its shape, and reading that from text. What can be written is one row
 * each of the table in dist.c, which makes it one of the shapes below; what a shape does, its
 * quantiles (analysis/probe/quantile.h) and its samples (analysis/simulation/sampler.h) know.
 */
#ifndef PROFORMA_CORE_LANGUAGE_DIST_H
#define PROFORMA_CORE_LANGUAGE_DIST_H

#include "core/text/calendar.h"

enum dist_kind {
    DIST_NONE,
    DIST_UNIFORM,
    DIST_TRIANGULAR,
    DIST_BETA,
    DIST_NORMAL,
    DIST_LOGNORMAL,
    DIST_STEPS, /* single values */
    DIST_POISSON,
    N_DIST_KINDS
};

enum { DIST_MAX_VALUES = 256, DIST_MAX_ARGUMENTS = 2 * DIST_MAX_VALUES };

/* Between these are alpha and beta: beyond them a share is as good as chance, or as good as known,
 * and its quantiles cannot be computed. */
#define DIST_LEAST_BETA 0.001
#define DIST_MOST_BETA 1e9

/*
 * The shape of a parameter's uncertainty. Arguments: uniform lo, hi; triangular lo, mode, hi; beta
 * lo, hi, alpha, beta; normal and lognormal mean, sd (of the variable itself); poisson mean; steps
 * the N values in ascending order, and from DIST_MAX_VALUES on how likely each or one before it is,
 * 1 at last. N is 0 for all others.
 */
struct dist {
    enum dist_kind kind;
    uint32_t n;
    double arguments[DIST_MAX_ARGUMENTS];
};

/* TEXT of a `dist` at VALUE, with the words of months in CALENDAR. STATUS_FAULTY with offset in
 * TEXT; *IS_SHAPE (may be NULL) is true if its form is right and only its numbers are impossible.
 * `pert(0, 1, 4)` is a beta with alpha 2 and beta 4 from 0 to 4, `seen 12 of 40` one with 13 and 29
 * from 0 to 1. */
enum status dist_evaluate(const struct calendar *calendar, const char *text, double value,
                          struct dist *out, bool *is_shape, struct error *err);

/* Between which values DIST, which is not DIST_NONE, lies: all of it, and true is returned; or
 * false where it has no end, then 99.8 % of it, and the mean of a poisson. */
bool dist_support(const struct dist *dist, double *low, double *high);

#endif
