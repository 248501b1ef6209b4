/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { FEW = 24 };

static void insertion_sort(double *values, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        double value = values[i];
        size_t at = i;
        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void order_sort(double *values, size_t n)
{
    qsort(values, n, sizeof *values, compare);
}

static double median_of_three(const double *values, size_t n)
{
    double a = values[0], b = values[n / 2], c = values[n - 1];
    return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

/* Put those below PIVOT first, or with OR_EQUAL those that are it as well; how many. Without a
 * branch: which way a value goes can't be foreseen. */
static size_t split(double *values, size_t n, double pivot, bool or_equal)
{
    size_t low = 0;
    for (size_t i = 0; i < n; i++) {
        double value = values[i];
        values[i] = values[low];
        values[low] = value;
        low += or_equal ? value <= pivot : value < pivot;
    }
    return low;
}

/* Put the values in such an order that each of the N_RANKS RANKS (ascending, counted from FIRST)
 * holds what it would if they were sorted. BUDGET bounds the depth: what is unlucky beyond it is
 * sorted. */
static void place_ranks(double *values, size_t n, size_t first, const size_t *ranks,
                        uint32_t n_ranks, int budget)
{
    while (n_ranks > 0 && n > FEW && budget-- > 0) {
        double pivot = median_of_three(values, n);
        size_t low = split(values, n, pivot, false);
        bool is_least = low == 0; /* those that are the pivot are in their places at once */
        if (is_least)
            low = split(values, n, pivot, true);
        uint32_t below = 0;
        while (below < n_ranks && ranks[below] < first + low)
            below++;
        if (!is_least)
            place_ranks(values, low, first, ranks, below, budget);
        values += low;
        first += low;
        n -= low;
        ranks += below;
        n_ranks -= below;
    }
    if (n_ranks > 0 && n > FEW)
        order_sort(values, n);
    else if (n_ranks > 0)
        insertion_sort(values, n);
}

uint64_t order_rank(uint64_t n, int percent, double *part)
{
    assert(n > 0 && percent >= 0 && percent <= 100);
    uint64_t steps = (n - 1) / 100, left = (n - 1) % 100 * (uint64_t)percent;
    *part = (double)(left % 100) / 100;
    return steps * (uint64_t)percent + left / 100;
}

double order_between(double low, double high, double part)
{
    return part > 0 && low != high && isfinite(low) ? low + part * (high - low) : low;
}

void order_percentiles(double *values, size_t n, const int *percents, uint32_t n_percents,
                       double *out)
{
    size_t ranks[2 * ORDER_MOST_PERCENTS] = {0};
    uint32_t n_ranks = 0;
    double part;
    assert(n_percents <= ORDER_MOST_PERCENTS);
    for (uint32_t i = 0; i < n_percents; i++)
        out[i] = (double)NAN;
    if (n == 0)
        return;
    for (uint32_t i = 0; i < n_percents; i++) {
        size_t rank = (size_t)order_rank(n, percents[i], &part);
        for (size_t r = rank; r <= rank + 1 && r < n; r++)
            if (n_ranks == 0 || r > ranks[n_ranks - 1])
                ranks[n_ranks++] = r;
    }
    place_ranks(values, n, 0, ranks, n_ranks, 64);
    for (uint32_t i = 0; i < n_percents; i++) {
        size_t rank = (size_t)order_rank(n, percents[i], &part);
        out[i] = order_between(values[rank], rank + 1 < n ? values[rank + 1] : values[rank], part);
    }
}
