/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/probe/quantile.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#include "core/language/poisson.h"

/* From here on both arguments of a beta distribution are too large for its distribution function,
 * which GSL finds by a continued fraction. */
static const double LARGE = 2e5;
/* How far from P the distribution function may be at its quantile, of P. */
static const double CLOSE = 1e-9, CLOSE_TANGENT = 1e-12;
/* Below it an argument makes an end so steep that it is looked for by logarithms. */
static const double SMALL = 0.5;
enum { MOST_TANGENTS = 20 };
/* The least number above 0. */
static const double LEAST = 0x1p-1074;

bool quantile_is_constant(const struct dist *dist)
{
    const double *v = dist->arguments;
    switch (dist->kind) {
    case DIST_UNIFORM:
    case DIST_BETA:
        return v[0] == v[1];
    case DIST_TRIANGULAR:
        return v[0] == v[2];
    case DIST_NORMAL:
    case DIST_LOGNORMAL:
        return v[1] == 0;
    case DIST_STEPS:
        return dist->n == 1;
    case DIST_POISSON:
        return v[0] == 0;
    default:
        return false;
    }
}

void quantile_log_parameters(const struct dist *dist, double *mu, double *sigma)
{
    double mean = dist->arguments[0], ratio = dist->arguments[1] / mean;
    double variance = log1p(ratio * ratio);
    *mu = log(mean) - variance / 2;
    *sigma = sqrt(variance);
}

/* By mean, sd, skewness and excess kurtosis. */
static double large_beta(double p, double a, double b)
{
    double n = a + b, mean = a / n, odds = mean * (b / n), z = gsl_cdf_ugaussian_Pinv(p);
    double sd = sqrt(odds / (n + 1)), lean = (b - a) / n;
    double skewness = 2 * lean * sqrt((n + 1) / odds) / (n + 2);
    double kurtosis = 6 * (lean * lean / odds * (n + 1) - (n + 2)) / (n + 2) / (n + 3);
    return mean + sd * (z + skewness / 6 * (z * z - 1) + kurtosis / 24 * (z * z * z - 3 * z) -
                        skewness * skewness / 36 * (2 * z * z * z - 5 * z));
}

/* By halving; numbers of every size are tried, as it may be next to 0. */
static double find_beta(double p, double a, double b)
{
    double low = 0, high = 1;
    for (double middle = 0.5; middle > low && middle < high;) {
        if (gsl_cdf_beta_P(middle, a, b) < p)
            low = middle;
        else
            high = middle;
        double root = sqrt(low) * sqrt(high);
        middle = low == 0         ? fmax(high * high, high > LEAST ? LEAST : 0)
                 : low < high / 4 ? root
                                  : low + (high - low) / 2;
    }
    return high;
}

/* Next to 0 the distribution function is x^a / (a B(a, b)): a straight line in logarithms, so that
 * tangents there lead to the quantile of a small A soon; NaN if they don't. */
static double small_beta(double p, double a, double b)
{
    double log_x = (log(p) + log(a) + gsl_sf_lnbeta(a, b)) / a;
    if (log_x < log(LEAST))
        return LEAST;
    for (int i = 0; i < MOST_TANGENTS; i++) {
        double x = exp(fmin(log_x, 0)), got = gsl_cdf_beta_P(x, a, b);
        if (fabs(got - p) <= CLOSE_TANGENT * p)
            return x;
        log_x -= log(got / p) * got / (x * gsl_ran_beta_pdf(x, a, b));
    }
    return (double)NAN;
}

static double lower_beta(double p, double a, double b)
{
    double x = a < SMALL ? small_beta(p, a, b) : (double)NAN;
    if (x > 0 && x < 1)
        return x;
    x = gsl_cdf_beta_Pinv(p, a, b);
    bool is_right = x >= 0 && x <= 1 && fabs(gsl_cdf_beta_P(x, a, b) - p) <= CLOSE * p;
    return is_right ? x : find_beta(p, a, b);
}

/* The upper part is the lower one turned around; P next to 0 would lose digits by that. */
double quantile_beta(double p, double alpha, double beta)
{
    if (alpha >= LARGE && beta >= LARGE)
        return large_beta(p, alpha, beta);
    bool is_upper = p > (beta < SMALL ? 0.001 : 0.5) && gsl_cdf_beta_P(0.5, alpha, beta) < p;
    return is_upper ? 1 - lower_beta(1 - p, beta, alpha) : lower_beta(p, alpha, beta);
}

static double uniform(const struct dist *dist, double p)
{
    return dist->arguments[0] + p * (dist->arguments[1] - dist->arguments[0]);
}

static double triangular(const struct dist *dist, double p)
{
    const double *v = dist->arguments;
    double width = v[2] - v[0];
    if (p < (v[1] - v[0]) / width)
        return v[0] + sqrt(p * width * (v[1] - v[0]));
    return v[2] - sqrt((1 - p) * width * (v[2] - v[1]));
}

static double beta_between(const struct dist *dist, double p)
{
    const double *v = dist->arguments;
    return v[0] + (v[1] - v[0]) * quantile_beta(p, v[2], v[3]);
}

static double normal(const struct dist *dist, double p)
{
    return dist->arguments[0] + dist->arguments[1] * gsl_cdf_ugaussian_Pinv(p);
}

static double lognormal(const struct dist *dist, double p)
{
    double mu, sigma;
    quantile_log_parameters(dist, &mu, &sigma);
    return exp(mu + sigma * gsl_cdf_ugaussian_Pinv(p));
}

static double steps(const struct dist *dist, double p)
{
    uint32_t i = 0;
    while (dist->arguments[DIST_MAX_VALUES + i] < p)
        i++;
    return dist->arguments[i];
}

static double poisson(const struct dist *dist, double p)
{
    return poisson_quantile(dist->arguments[0], p, gsl_cdf_ugaussian_Pinv(p));
}

/* The quantile of each shape that has width. */
static double (*const quantiles[N_DIST_KINDS])(const struct dist *dist, double p) = {
    [DIST_UNIFORM] = uniform, [DIST_TRIANGULAR] = triangular, [DIST_BETA] = beta_between,
    [DIST_NORMAL] = normal,   [DIST_LOGNORMAL] = lognormal,   [DIST_STEPS] = steps,
    [DIST_POISSON] = poisson,
};

double quantile_of(const struct dist *dist, double p)
{
    if (dist->kind == DIST_NONE || !(p > 0 && p < 1))
        return (double)NAN;
    if (quantile_is_constant(dist))
        return dist->arguments[0];
    return quantiles[dist->kind](dist, p);
}
