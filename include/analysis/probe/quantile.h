/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The distributions that a parameter may have, as functions: their quantiles. A normal
 * distribution has a mean and an sd; a lognormal one has the mean and the sd of the variable
 * itself, not of its logarithm. Of a distribution of single values the quantile is the least value
 * that it does not exceed with that probability. GSL's error handler, which would abort, has to be
 * off, as probe.c leaves it. Not here: sampling (analysis/simulation/sampler.h), which inverts the
 * same functions by tables.
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

/* The value X between 0 and 1 that a beta distribution with ALPHA and BETA, both above 0, does not
 * exceed with probability P, which is between 0 and 1. Where both are at least 200k it is an
 * expansion around the normal distribution (Cornish and Fisher), right to 1e-8 of the standard
 * deviation next to the middle. */
double quantile_beta(double p, double alpha, double beta);

/* Whether DIST is a single value, its first argument: its bounds are equal, or its standard
 * deviation is 0. False for DIST_NONE. */
bool quantile_is_constant(const struct dist *dist);

#endif
