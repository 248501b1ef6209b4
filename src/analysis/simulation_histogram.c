/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation's histogram: where its edges are, and how many outcomes lie between them. */
#include <math.h>
#include <stdlib.h>

#include "simulation_sums.h"

enum { WANTED_BINS = 40, MAX_EXPONENT = 290 };

/* Edge I of SCALE, rounded once. */
static double edge_at(const struct simulation_scale *scale, uint32_t i)
{
    double multiple = (double)(scale->first + i) * scale->digit;
    return scale->exponent < 0 ? multiple / pow(10, -scale->exponent)
                               : multiple * pow(10, scale->exponent);
}

/* What a histogram should reach over: all outcomes, or where a few lie far out, the bulk of them.
 */
static void find_range(const struct simulation_result *result, double low, double high,
                       double range[2])
{
    double bulk_low = result->percentiles[PERCENTILE_1];
    double bulk_high = result->percentiles[PERCENTILE_99], bulk = bulk_high - bulk_low;
    range[0] = low;
    range[1] = high;
    if (bulk > 0 && isfinite(bulk) && high - low > 2.5 * bulk) {
        range[0] = fmax(low, bulk_low - bulk / 2);
        range[1] = fmin(high, bulk_high + bulk / 2);
    }
}

static bool fits(const struct simulation_scale *scale, const double range[2])
{
    if (scale->n == 0)
        return false;
    double low = edge_at(scale, 0), high = edge_at(scale, scale->n);
    return range[0] >= low && range[1] <= high && range[1] - range[0] > (high - low) / 3;
}

/* A scale with a margin, so that the next edit need not change it. False where the outcomes are too
 * near to each other to be told apart. */
static bool choose(struct simulation_scale *scale, const double range[2])
{
    static const int digits[] = {1, 2, 5, 10};
    double width = (range[1] - range[0]) * 1.25, largest = fmax(fabs(range[0]), fabs(range[1]));
    double wanted = width / WANTED_BINS;
    if (!isfinite(width) || !(wanted > largest * 1e-13))
        return false;
    int exponent = (int)floor(log10(wanted)), digit = 0;
    if (abs(exponent) > MAX_EXPONENT)
        return false;
    while (digits[digit] * pow(10, exponent) < wanted && digit < 3)
        digit++;
    scale->digit = digits[digit] == 10 ? 1 : digits[digit];
    scale->exponent = digits[digit] == 10 ? exponent + 1 : exponent;
    double step = scale->digit * pow(10, scale->exponent), margin = width / 10;
    scale->first = (int64_t)floor((range[0] - margin) / step);
    scale->n = (uint32_t)(ceil((range[1] + margin) / step) - (double)scale->first);
    return scale->n <= SIMULATION_MAX_BINS;
}

static void count(const struct simulation_sums *sums, struct simulation_result *result)
{
    struct simulation_bin *bins = result->bins;
    uint32_t n = result->n_bins;
    double low = bins[0].from, scale = n / (bins[n - 1].to - low);
    for (size_t i = 0; i < sums->n_kept; i++) {
        double y = sums->kept[i], at = (y - low) * scale;
        if (!isfinite(y))
            continue;
        uint32_t bin = at <= 0 ? 0 : at >= n - 1 ? n - 1 : (uint32_t)at;
        /* edges are rounded, and so is `at` */
        while (bin > 0 && y < bins[bin].from)
            bin--;
        while (bin < n - 1 && y >= bins[bin].to)
            bin++;
        bins[bin].count++;
    }
}

void simulation_fill_histogram(struct simulation *simulation)
{
    struct simulation_sums *sums = simulation->sums;
    struct simulation_result *result = &simulation->result;
    struct simulation_scale *scale = &simulation->scale;
    double low = (double)INFINITY, high = (double)-INFINITY, range[2];
    result->n_bins = 0;
    for (size_t i = 0; i < sums->n_kept; i++) {
        double y = sums->kept[i];
        low = isfinite(y) && y < low ? y : low;
        high = isfinite(y) && y > high ? y : high;
    }
    if (!(low <= high))
        return;
    find_range(result, low, high, range);
    if (!fits(scale, range) && !choose(scale, range)) {
        *scale = (struct simulation_scale){0};
        result->n_bins = 1;
        result->bins[0] = (struct simulation_bin){low, high, sums->n_kept - result->infinite};
        return;
    }
    result->n_bins = scale->n;
    for (uint32_t i = 0; i < scale->n; i++)
        result->bins[i] = (struct simulation_bin){edge_at(scale, i), edge_at(scale, i + 1), 0};
    count(sums, result);
    struct simulation_bin *first = &result->bins[0], *last = &result->bins[scale->n - 1];
    first->from = fmin(first->from, low);
    last->to = fmax(last->to, high);
}
