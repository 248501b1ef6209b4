/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/chart_fit.h"

#include <math.h>

enum { SAMPLE = 32 /* values that a scale is judged by */ };

/* How many times its own range a curve may lie away from 0 so that its scale begins there; and from
 * how many times on it is as good as constant, which is to be seen. */
static const double FAR = 2, FLAT = 1e6;

/* Beyond how many times the range of most points the highest and the lowest are left out. */
static const double OUTLIER = 8;

/* What is empty until something is added. */
static const struct chart_scale NOTHING = {INFINITY, -INFINITY};

/* Widen SCALE by the bulk of N VALUES: all of them but for outliers, which poles have. */
static void add_bulk(struct chart_scale *scale, const double *values, size_t n)
{
    double sorted[SAMPLE];
    size_t n_sorted = 0;
    for (size_t i = 0; i < SAMPLE && n > 0; i++) {
        double value = values[i * (n - 1) / (SAMPLE - 1)];
        size_t at = n_sorted;
        if (!isfinite(value))
            continue;
        for (; at > 0 && sorted[at - 1] > value; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = value;
        n_sorted++;
    }
    if (n_sorted == 0)
        return;
    double low = sorted[n_sorted / 8], high = sorted[n_sorted - 1 - n_sorted / 8];
    double reach = high > low ? OUTLIER * (high - low) : INFINITY;
    for (size_t i = 0; i < n; i++)
        if (values[i] >= low - reach && values[i] <= high + reach) {
            scale->low = fmin(scale->low, values[i]);
            scale->high = fmax(scale->high, values[i]);
        }
}

static struct chart_scale or_empty(struct chart_scale scale)
{
    return scale.low <= scale.high ? scale : CHART_SCALE_EMPTY;
}

/* Whether 0 belongs into the scale of a curve DISTANCE away from it. */
static bool is_near(double distance, double range)
{
    return distance <= FAR * range || distance >= FLAT * range;
}

struct chart_scale chart_fit_curves(const struct chart_curve *curves, size_t n)
{
    struct chart_scale scale = NOTHING;
    for (size_t i = 0; i < n; i++)
        add_bulk(&scale, curves[i].y, curves[i].n);
    scale = or_empty(scale);
    double range = scale.high - scale.low;
    if (scale.low > 0 && is_near(scale.low, range))
        scale.low = 0;
    else if (scale.high < 0 && is_near(-scale.high, range))
        scale.high = 0;
    return scale;
}

struct chart_scale chart_fit_heat(const double *values, size_t n, double zero)
{
    struct chart_scale scale = NOTHING;
    add_bulk(&scale, values, n);
    scale = or_empty(scale);
    return (struct chart_scale){scale.low - zero, scale.high - zero};
}
