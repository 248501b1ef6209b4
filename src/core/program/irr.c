/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/irr.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

/* y is -ln(1 + r) / PER_YEAR, so that a flow counts exp(y) times as much in each period as a period
 * before.
 * Searched is a grid over it, finer around 0, where rates lie close together. */
enum { STEPS = 400 };

static const double ROUNDING = 1e-14; /* of a rate: nothing but that is left below it */

static double grid(int i, double per_year)
{
    const double lowest = -log(1e12) / per_year, highest = -log(1e-6) / per_year;
    double t = 2.0 * i / STEPS - 1;
    return t * t * t * (t < 0 ? -lowest : highest);
}

/* The flows' value at Y: a polynomial in exp(Y), scaled so that it doesn't overflow for large Y.
 * Its derivative by Y goes to *SLOPE, which may be NULL. */
static double value_at(const double *flows, size_t stride, uint32_t n, double y, double *slope)
{
    double x = exp(y > 0 ? -y : y), sum = 0, by_x = 0;
    for (uint32_t m = 0; m < n; m++) {
        by_x = by_x * x + sum;
        sum = sum * x + flows[(y > 0 ? m : n - 1 - m) * stride];
    }
    if (slope)
        *slope = y > 0 ? -x * by_x : x * by_x;
    return sum;
}

/* The zero between LO and HI, at which the values have different signs: by Newton's steps, and by
 * halves where they lead out or do not come nearer. */
static double zero_between(const double *flows, size_t stride, uint32_t n, double lo, double hi)
{
    bool is_below = value_at(flows, stride, n, lo, NULL) < 0;
    double y = lo + (hi - lo) / 2, before = hi - lo;
    for (int i = 0; i < 200; i++) {
        double slope, value = value_at(flows, stride, n, y, &slope), step = -value / slope;
        if (fabs(step) <= 2e-16 * fabs(y) + 1e-18)
            return y + step;
        if ((value < 0) == is_below)
            lo = y;
        else
            hi = y;
        bool is_good = y + step > lo && y + step < hi && fabs(step) < before / 2;
        double next = is_good ? y + step : lo + (hi - lo) / 2;
        if (next == lo || next == hi)
            return next;
        before = fabs(next - y);
        y = next;
    }
    return y;
}

/* By Descartes' rule there are no more rates than changes of sign; none where a flow is infinite or
 * NaN. */
static uint32_t count_sign_changes(const double *flows, size_t stride, uint32_t n)
{
    uint32_t changes = 0;
    double sign = 0;
    for (uint32_t m = 0; m < n; m++) {
        double flow = flows[m * stride];
        if (!isfinite(flow))
            return 0;
        changes += flow * sign < 0;
        sign = flow > 0 ? 1 : flow < 0 ? -1 : sign;
    }
    return changes;
}

/* The only rate there is, found by halving the grid. */
static double only_rate(const double *flows, size_t stride, uint32_t n, double per_year, int *found)
{
    int lo = 0, hi = STEPS;
    bool is_below = value_at(flows, stride, n, grid(lo, per_year), NULL) < 0;
    *found = is_below != (value_at(flows, stride, n, grid(hi, per_year), NULL) < 0);
    while (hi - lo > 1) {
        int middle = (lo + hi) / 2;
        if ((value_at(flows, stride, n, grid(middle, per_year), NULL) < 0) == is_below)
            lo = middle;
        else
            hi = middle;
    }
    return *found ? zero_between(flows, stride, n, grid(lo, per_year), grid(hi, per_year))
                  : (double)NAN;
}

/* Of all rates the one nearest to 0. */
static double nearest_rate(const double *flows, size_t stride, uint32_t n, double per_year,
                           int *found)
{
    double best = (double)NAN, y0 = grid(0, per_year), v0 = value_at(flows, stride, n, y0, NULL);
    *found = 0;
    for (int i = 1; i <= STEPS; i++) {
        double y1 = grid(i, per_year), v1 = value_at(flows, stride, n, y1, NULL);
        if (v1 == 0 || (v0 != 0 && (v0 < 0) != (v1 < 0))) {
            double y = v1 == 0 ? y1 : zero_between(flows, stride, n, y0, y1);
            best = (*found)++ == 0 || fabs(y) < fabs(best) ? y : best;
        }
        y0 = y1;
        v0 = v1;
    }
    return best;
}

double irr_annual(const double *flows, size_t stride, uint32_t n, double per_year, int *count)
{
    assert(n > 0 && stride > 0);
    uint32_t changes = count_sign_changes(flows, stride, n);
    int found = 0;
    double y = changes == 0   ? (double)NAN
               : changes == 1 ? only_rate(flows, stride, n, per_year, &found)
                              : nearest_rate(flows, stride, n, per_year, &found);
    if (count)
        *count = found;
    return fabs(y) < ROUNDING ? 0 : expm1(-per_year * y);
}

void irr_pull(const double *flows, size_t stride, uint32_t n, double per_year, double rate,
              double adjoint, double *into)
{
    /* from the end on where powers would grow, which leaves the quotient as it is */
    double x = pow(1 + rate, -1 / per_year), factor = x > 1 ? 1 / x : x, power = 1, sum = 0;
    for (uint32_t i = 0; i < n; i++, power *= factor) {
        uint32_t m = x > 1 ? n - 1 - i : i;
        sum += m * flows[m * stride] * power;
    }
    power = 1;
    for (uint32_t i = 0; i < n; i++, power *= factor)
        into[(x > 1 ? n - 1 - i : i) * stride] += adjoint * per_year * (1 + rate) / sum * power;
}
