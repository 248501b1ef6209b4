/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order.h"

#include <math.h>
#include <stdlib.h>

enum { FEW = 24, MAX_PERCENTS = 16 };

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

static void swap(double *values, size_t i, size_t j)
{
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
}

static double median_of_three(const double *values, size_t n)
{
    double a = values[0], b = values[n / 2], c = values[n - 1];
    return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

/* Put those below PIVOT first, then those equal to it, then those above; where the second and the
 * third begin. */
static void split(double *values, size_t n, double pivot, size_t *equal, size_t *above)
{
    size_t low = 0, at = 0, high = n;
    while (at < high)
        if (values[at] < pivot)
            swap(values, low++, at++);
        else if (values[at] > pivot)
            swap(values, at, --high);
        else
            at++;
    *equal = low;
    *above = high;
}

/* Put the values in such an order that each of the N_RANKS RANKS (ascending, counted from FIRST)
 * holds what it would if they were sorted. BUDGET bounds the depth: what is unlucky beyond it is
 * sorted. */
static void place_ranks(double *values, size_t n, size_t first, const size_t *ranks,
                        uint32_t n_ranks, int budget)
{
    while (n_ranks > 0 && n > FEW && budget-- > 0) {
        size_t equal, above;
        split(values, n, median_of_three(values, n), &equal, &above);
        uint32_t below = 0, end = n_ranks;
        while (below < n_ranks && ranks[below] < first + equal)
            below++;
        while (end > below && ranks[end - 1] >= first + above)
            end--;
        place_ranks(values, equal, first, ranks, below, budget);
        values += above;
        first += above;
        n -= above;
        ranks += end;
        n_ranks -= end;
    }
    if (n_ranks > 0 && n > FEW)
        order_sort(values, n);
    else if (n_ranks > 0)
        insertion_sort(values, n);
}

uint64_t order_rank(uint64_t n, int percent, double *part)
{
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
    size_t ranks[2 * MAX_PERCENTS] = {0};
    uint32_t n_ranks = 0;
    double part;
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
