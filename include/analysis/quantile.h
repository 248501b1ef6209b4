/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The distributions that a parameter may have, as functions: their quantiles. A normal
 * distribution has (mean, sd), a lognormal the mean and sd of the variable itself; pert is a beta
 * distribution between lo and hi with 4 times the mode's weight. Not here: sampling
 * (analysis/sampler.h), which inverts the same functions from tables.
 */
#ifndef PROFORMA_ANALYSIS_QUANTILE_H
#define PROFORMA_ANALYSIS_QUANTILE_H

#include "core/model.h"

/*
 * The value below which DIST lies with probability P, in (0, 1). NaN for DIST_NONE and for P
 * outside; a distribution without width is its one value. The 5th percentile of triangular(0, 1, 2)
 * is sqrt(0.1) = 0.31623; that of normal(10, 2) is 6.7103.
 */
double quantile_of(const struct dist *dist, double p);

/* The logarithm of a lognormal is normal(mu, sigma): sigma^2 = ln(1 + (sd / mean)^2), mu = ln(mean)
 * - sigma^2 / 2. */
void quantile_log_parameters(const struct dist *dist, double *mu, double *sigma);

/* The mode's place between lo and hi, 0 to 1, of a triangular or pert that has width. */
double quantile_mode_place(const struct dist *dist);

/* Whether DIST is one value: bounds that are equal, a standard deviation of 0. False for DIST_NONE.
 */
bool quantile_is_constant(const struct dist *dist);

#endif
