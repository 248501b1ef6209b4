/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/probe/quantile_table.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "analysis/probe/quantile.h"
#include "core/program/lanes.h"

enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1023, CELL_BITS = MANTISSA_BITS - TABLE_STEP_BITS };

/* Of a beta distribution: below it, an end is so steep that eighths of octaves are too coarse. */
static const double LEAST_ARGUMENT = 0.5;

/* A quantile as a function of the probability V that lies beyond it, with two derivatives. */
struct point {
    double value, slope, curvature;
};

struct shape {
    bool is_beta;
    double alpha, beta;
};

/* x' = 1 / f(x), x'' = -f'(x) / f(x) * x'^2, f the density: of a beta f' / f is (alpha - 1) / x -
 * (beta - 1) / (1 - x), of the normal -x. */
static struct point lower_point(const struct shape *shape, double v)
{
    struct point out;
    if (shape->is_beta) {
        double a = shape->alpha, b = shape->beta;
        double x = quantile_beta(v, a, b);
        out.value = x;
        out.slope = 1 / gsl_ran_beta_pdf(x, a, b);
        out.curvature = ((b - 1) / (1 - x) - (a - 1) / x) * out.slope * out.slope;
    } else {
        double x = gsl_cdf_ugaussian_Pinv(v);
        out.value = x;
        out.slope = 1 / gsl_ran_ugaussian_pdf(x);
        out.curvature = x * out.slope * out.slope;
    }
    return out;
}

/* The upper tail is the lower one of the distribution turned around. */
static struct point tail_point(const struct shape *shape, bool is_upper, double v)
{
    struct shape turned = {shape->is_beta, shape->beta, shape->alpha};
    if (!is_upper)
        return lower_point(shape, v);
    struct point out = lower_point(&turned, v);
    out.value = shape->is_beta ? 1 - out.value : -out.value;
    out.slope = -out.slope;
    out.curvature = -out.curvature;
    return out;
}

/* The probability at which cell I of a tail begins: 2^-33 times 1, 9/8, 10/8, ... */
static double cell_begin(uint32_t i)
{
    uint32_t steps = 1u << TABLE_STEP_BITS;
    return ldexp(1 + (double)(i % steps) / steps, (int)(i >> TABLE_STEP_BITS) - TABLE_OCTAVES - 1);
}

/* The Hermite polynomial over 0..1 between A and B, which are WIDTH apart. */
static void fit(double terms[TABLE_TERMS], struct point a, struct point b, double width)
{
    double rise = b.value - a.value;
    double slope_a = a.slope * width, slope_b = b.slope * width;
    double curve_a = a.curvature * width * width, curve_b = b.curvature * width * width;
    terms[0] = a.value;
    terms[1] = slope_a;
    terms[2] = curve_a / 2;
    terms[3] = 10 * rise - 6 * slope_a - 4 * slope_b - 1.5 * curve_a + 0.5 * curve_b;
    terms[4] = -15 * rise + 8 * slope_a + 7 * slope_b + 1.5 * curve_a - curve_b;
    terms[5] = 6 * rise - 3 * (slope_a + slope_b) - 0.5 * (curve_a - curve_b);
}

static bool build(struct quantile_table *table, const struct shape *shape)
{
    for (uint32_t tail = 0; tail < 2; tail++) {
        struct point begin = tail_point(shape, tail, cell_begin(0));
        for (uint32_t i = 0; i < TABLE_CELLS; i++) {
            double v = cell_begin(i), next = cell_begin(i + 1);
            struct point end = tail_point(shape, tail, next);
            if (!isfinite(end.value) || !isfinite(end.slope) || !isfinite(end.curvature))
                return false;
            fit(table->terms[tail * TABLE_CELLS + i], begin, end, next - v);
            begin = end;
        }
    }
    return true;
}

bool quantile_table_beta(struct quantile_table *table, double alpha, double beta)
{
    struct shape shape = {.is_beta = true, .alpha = alpha, .beta = beta};
    return alpha >= LEAST_ARGUMENT && beta >= LEAST_ARGUMENT && build(table, &shape);
}

bool quantile_table_normal(struct quantile_table *table)
{
    struct shape shape = {.is_beta = false};
    return build(table, &shape);
}

static VECTOR_INLINE double quantile(const struct quantile_table *table, double p)
{
    const double least = 0x1p-33, most = 0.5 - 0x1p-54;
    uint64_t upper = p < 0.5 ? 0 : TABLE_CELLS;
    double v = p < 0.5 ? p : 1 - p;
    v = v < least ? least : v > most ? most : v;
    /* the exponent and the first bits behind the point are the cell, the rest where in it */
    uint64_t bits, within;
    memcpy(&bits, &v, sizeof bits);
    uint64_t cell =
        (bits >> CELL_BITS) - ((uint64_t)(EXPONENT_BIAS - TABLE_OCTAVES - 1) << TABLE_STEP_BITS);
    within = (bits << TABLE_STEP_BITS & ((UINT64_C(1) << MANTISSA_BITS) - 1)) |
             (uint64_t)EXPONENT_BIAS << MANTISSA_BITS;
    double t;
    memcpy(&t, &within, sizeof t);
    t -= 1;
    const double *c = table->terms[upper + cell];
    return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
}

VECTOR_CLONES static void apply(const struct quantile_table *table, double base, double scale,
                                double *values, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        values[i] = base + scale * quantile(table, values[i]);
}

void quantile_table_apply(const struct quantile_table *table, double base, double scale,
                          double *values, uint32_t n)
{
    apply(table, base, scale, values, n);
}
