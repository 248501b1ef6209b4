/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/probe/quantile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

bool quantile_is_constant(const struct dist *dist)
{
    const double *v = dist->arguments;
    switch (dist->kind) {
    case DIST_NONE:
        return false;
    case DIST_UNIFORM:
        return v[0] == v[1];
    case DIST_TRIANGULAR:
    case DIST_PERT:
        return v[0] == v[2];
    default:
        return v[1] == 0;
    }
}

void quantile_log_parameters(const struct dist *dist, double *mu, double *sigma)
{
    double mean = dist->arguments[0], ratio = dist->arguments[1] / mean;
    double variance = log1p(ratio * ratio);
    *mu = log(mean) - variance / 2;
    *sigma = sqrt(variance);
}

double quantile_mode_place(const struct dist *dist)
{
    const double *v = dist->arguments;
    return (v[1] - v[0]) / (v[2] - v[0]);
}

static double triangular_quantile(const double *v, double p)
{
    double width = v[2] - v[0];
    if (p < (v[1] - v[0]) / width)
        return v[0] + sqrt(p * width * (v[1] - v[0]));
    return v[2] - sqrt((1 - p) * width * (v[2] - v[1]));
}

double quantile_of(const struct dist *dist, double p)
{
    const double *v = dist->arguments;
    double mu, sigma, place;
    if (dist->kind == DIST_NONE || !(p > 0 && p < 1))
        return (double)NAN;
    if (quantile_is_constant(dist))
        return v[0];
    switch (dist->kind) {
    case DIST_UNIFORM:
        return v[0] + p * (v[1] - v[0]);
    case DIST_TRIANGULAR:
        return triangular_quantile(v, p);
    case DIST_PERT:
        place = quantile_mode_place(dist);
        return v[0] + (v[2] - v[0]) * gsl_cdf_beta_Pinv(p, 1 + 4 * place, 5 - 4 * place);
    case DIST_NORMAL:
        return v[0] + v[1] * gsl_cdf_ugaussian_Pinv(p);
    default:
        quantile_log_parameters(dist, &mu, &sigma);
        return exp(mu + sigma * gsl_cdf_ugaussian_Pinv(p));
    }
}
