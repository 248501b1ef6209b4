/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "irr.h"

#include <math.h>
#include <stdbool.h>

/* The flows' value at the growth of exp(-Y) a month, first month undiscounted: a polynomial in
 * exp(Y), scaled so that it doesn't overflow for large Y. */
static double value_at(const double *flows, size_t stride, uint32_t n, double y)
{
    double x = exp(y > 0 ? -y : y), sum = 0;
    for (uint32_t m = 0; m < n; m++)
        sum = sum * x + flows[(y > 0 ? m : n - 1 - m) * stride];
    return sum;
}

/* The zero between LO and HI, at which the values have different signs. */
static double bisect(const double *flows, size_t stride, uint32_t n, double lo, double hi)
{
    bool is_below = value_at(flows, stride, n, lo) < 0;
    for (int i = 0; i < 200; i++) {
        double middle = lo + (hi - lo) / 2;
        if (middle == lo || middle == hi)
            break;
        if ((value_at(flows, stride, n, middle) < 0) == is_below)
            lo = middle;
        else
            hi = middle;
    }
    return lo + (hi - lo) / 2;
}

/* By Descartes' rule there are no more rates than changes of sign: none without one. */
static bool has_sign_change(const double *flows, size_t stride, uint32_t n)
{
    bool has_gain = false, has_loss = false;
    for (uint32_t m = 0; m < n; m++) {
        if (!isfinite(flows[m * stride]))
            return false;
        has_gain |= flows[m * stride] > 0;
        has_loss |= flows[m * stride] < 0;
    }
    return has_gain && has_loss;
}

double irr_annual(const double *flows, size_t stride, uint32_t n, int *count)
{
    enum { STEPS = 400 };
    int found = 0;
    double best = (double)NAN; /* as y */
    if (has_sign_change(flows, stride, n)) {
        /* y is -ln(1 + r) / 12; the grid is finer around 0, where rates lie close together */
        const double lowest = -log(1e12) / 12, highest = -log(1e-6) / 12;
        double y0 = lowest, v0 = value_at(flows, stride, n, y0);
        for (int i = 1; i <= STEPS; i++) {
            double t = 2.0 * i / STEPS - 1, y1 = t * t * t * (t < 0 ? -lowest : highest);
            double v1 = value_at(flows, stride, n, y1);
            if (v1 == 0 || (v0 != 0 && (v0 < 0) != (v1 < 0))) {
                double y = v1 == 0 ? y1 : bisect(flows, stride, n, y0, y1);
                best = found++ == 0 || fabs(y) < fabs(best) ? y : best;
            }
            y0 = y1;
            v0 = v1;
        }
    }
    if (count)
        *count = found;
    return expm1(-12 * best);
}

void irr_pull(const double *flows, size_t stride, uint32_t n, double rate, double adjoint,
              double *into)
{
    /* counted from the end where powers would grow, which leaves the quotient as it is */
    double x = pow(1 + rate, -1.0 / 12), sum = 0;
    uint32_t origin = x > 1 ? n - 1 : 0;
    for (uint32_t m = 0; m < n; m++)
        sum += m * flows[m * stride] * pow(x, (double)m - origin);
    for (uint32_t m = 0; m < n; m++)
        into[m * stride] += adjoint * 12 * (1 + rate) / sum * pow(x, (double)m - origin);
}
