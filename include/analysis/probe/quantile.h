/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The distributions that a parameter may have, as functions: their quantiles. A normal
 * distribution has a mean and an sd; a lognormal one has the mean and the sd of the variable
 * itself, not of its logarithm. Pert is a beta distribution between lo and hi in which the mode
 * has 4 times the weight of an end. Not here: sampling (analysis/simulation/sampler.h), which
 * inverts the same functions by tables.
 */
#ifndef PROFORMA_ANALYSIS_PROBE_QUANTILE_H
#define PROFORMA_ANALYSIS_PROBE_QUANTILE_H

#include "core/model/model.h"

/*
 * The value below which DIST lies with probability P, which is between 0 and 1, neither included.
 * NaN for any other P and for DIST_NONE; a distribution without width gives its one value. The 5th
 * percentile of triangular(0, 1, 2) is sqrt(0.1) = 0.31623; that of normal(10, 2) is 6.7103.
 */
double quantile_of(const struct dist *dist, double p);

/* The logarithm of a lognormal variable is normal with mean *MU and sd *SIGMA: sigma^2 = ln(1 + (sd
 * / mean)^2), mu = ln(mean) - sigma^2 / 2. */
void quantile_log_parameters(const struct dist *dist, double *mu, double *sigma);

/* Where the mode of DIST, a triangular or pert one that has width, lies between lo and hi: 0 to 1.
 */
double quantile_mode_place(const struct dist *dist);

/* Whether DIST is a single value: its bounds are equal, or its standard deviation is 0. False for
 * DIST_NONE. */
bool quantile_is_constant(const struct dist *dist);

#endif
