/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/language/poisson.h"

#include <math.h>

/* Nine standard deviations, and for small means as many events as leave less than 1e-18. */
static const double DEVIATIONS = 9, EVENTS = 40;

struct poisson poisson_begin(double mean)
{
    double reach = DEVIATIONS * sqrt(mean), mode = floor(mean);
    struct poisson walk = {.mean = mean, .value = fmax(floor(mean - reach), 0), .weight = 1};
    walk.n = (uint32_t)(mode - walk.value + reach + EVENTS);
    for (double k = mode; k > walk.value; k--)
        walk.weight *= k / mean;
    double weight = walk.weight;
    for (uint32_t i = 0; i < walk.n; i++) {
        walk.total += weight;
        weight *= mean / (walk.value + i + 1);
    }
    walk.sum = walk.weight;
    walk.cumulative = walk.sum / walk.total;
    return walk;
}

void poisson_next(struct poisson *walk)
{
    walk->value++;
    walk->weight *= walk->mean / walk->value;
    walk->sum += walk->weight;
    walk->cumulative = walk->sum / walk->total;
}

double poisson_large_quantile(double mean, double z)
{
    return floor(mean + sqrt(mean) * z + (z * z - 1) / 6 + 0.5);
}

double poisson_quantile(double mean, double p, double z)
{
    if (mean > POISSON_MOST_EXACT)
        return poisson_large_quantile(mean, z);
    struct poisson walk = poisson_begin(mean);
    for (uint32_t i = 1; i < walk.n && walk.cumulative < p; i++)
        poisson_next(&walk);
    return walk.value;
}
