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
 * near to each other to be distinguished. */
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

void simulation_fill_histogram(struct simulation *simulation)
{
    const struct outcomes *values = &simulation->sums->values;
    struct simulation_result *result = &simulation->result;
    struct simulation_scale *scale = &simulation->scale;
    double range[2], edges[SIMULATION_MAX_BINS + 1];
    uint64_t counts[SIMULATION_MAX_BINS];
    result->n_bins = 0;
    if (isnan(values->low))
        return;
    find_range(result, values->low, values->high, range);
    if (!fits(scale, range) && !choose(scale, range)) {
        *scale = (struct simulation_scale){0};
        result->n_bins = 1;
        result->bins[0] =
            (struct simulation_bin){values->low, values->high, values->n - result->infinite};
        return;
    }
    for (uint32_t i = 0; i <= scale->n; i++)
        edges[i] = edge_at(scale, i);
    outcomes_count(values, edges, scale->n, counts);
    edges[0] = fmin(edges[0], values->low);
    edges[scale->n] = fmax(edges[scale->n], values->high);
    for (uint32_t i = 0; i < scale->n; i++)
        result->bins[i] = (struct simulation_bin){edges[i], edges[i + 1], counts[i]};
    result->n_bins = scale->n;
}
