/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentiles against a sort, and what is left of them when outcomes don't fit into memory. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/simulation/order.h"
#include "analysis/simulation/outcomes.h"
#include "support/assert_near.h"

enum { CHUNK = 1024 };

static const int percents[] = {0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100};
enum { N_PERCENTS = sizeof percents / sizeof *percents };

static double random_unit(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* By the definition, on sorted values. */
static double percentile(const double *sorted, size_t n, int percent)
{
    size_t at = (n - 1) * (size_t)percent, rank = at / 100;
    double part = (double)(at % 100) / 100;
    return part > 0 && sorted[rank] != sorted[rank + 1]
               ? sorted[rank] + part * (sorted[rank + 1] - sorted[rank])
               : sorted[rank];
}

static void test_percentiles_against_a_sort(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    for (int round = 0; round < 400; round++) {
        size_t n = round < 120 ? (size_t)round + 1 : (size_t)(random_unit(&seed) * 3000) + 1;
        double *values = malloc(n * sizeof *values), *sorted = malloc(n * sizeof *sorted);
        double got[N_PERCENTS];
        for (size_t i = 0; i < n;
             i++) /* random, few different ones, rising, falling, all the same */
            values[i] = round % 5 == 0   ? random_unit(&seed)
                        : round % 5 == 1 ? floor(4 * random_unit(&seed))
                        : round % 5 == 2 ? (double)i
                        : round % 5 == 3 ? -(double)i
                                         : 7;
        memcpy(sorted, values, n * sizeof *values);
        qsort(sorted, n, sizeof *sorted, compare);
        order_percentiles(values, n, percents, N_PERCENTS, got);
        for (int i = 0; i < N_PERCENTS; i++)
            assert_same_bits(got[i], percentile(sorted, n, percents[i]));
        order_sort(values, n); /* nothing was lost */
        assert_memory_equal(values, sorted, n * sizeof *values);
        free(values);
        free(sorted);
    }
    double three[] = {4, 1, 2}, got[1];
    const int third[] = {75};
    order_percentiles(three, 3, third, 1, got); /* the header's example */
    assert_near(got[0], 3, 0);
    order_percentiles(three, 0, third, 1, got);
    assert_true(isnan(got[0]));
}

static void test_infinite(void **state)
{
    (void)state;
    double values[] = {3, (double)INFINITY, 1, (double)-INFINITY, 2}, got[3];
    const int some[] = {10, 60, 90};
    order_percentiles(values, 5, some, 3, got);
    assert_true(got[0] == (double)-INFINITY);
    assert_near(got[1], 2.4, 1e-15);
    assert_true(got[2] == (double)INFINITY);
}

/* What lies on an edge counts in the bin that begins there, however edges are rounded. */
static void test_on_edges(void **state)
{
    (void)state;
    enum { BINS = 20 };
    static const double parts[] = {10, 3, 7};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        struct outcomes outcomes;
        double edges[BINS + 1];
        uint64_t counts[BINS];
        for (int i = 0; i <= BINS; i++)
            edges[i] = (i - 7) / parts[p];
        assert_true(outcomes_init(&outcomes, BINS));
        outcomes_add(&outcomes, edges, BINS, NULL);
        outcomes_count(&outcomes, edges, BINS, counts);
        for (int i = 0; i < BINS; i++)
            assert_int_equal(counts[i], 1);
        outcomes_fini(&outcomes);
    }
}

/* N values of SORT, those of a chunk found beforehand or not, by turns. */
static void fill(struct outcomes *outcomes, double *all, size_t n, int sort)
{
    uint64_t seed = 362436069362436069u + (unsigned)sort;
    uint16_t slots[CHUNK];
    for (size_t at = 0; at < n; at += CHUNK) {
        uint32_t size = n - at < CHUNK ? (uint32_t)(n - at) : CHUNK;
        for (uint32_t i = 0; i < size; i++) {
            double u = random_unit(&seed), v = random_unit(&seed);
            double normal = sort < 2 ? sqrt(-2 * log(1 - u)) * cos(6.283185307179586 * v) : 0;
            all[at + i] = sort == 0   ? normal
                          : sort == 1 ? exp(3 * normal)
                          : sort == 2 ? floor(12 * u)
                          : sort == 3 ? (u < 0.0001   ? (double)-INFINITY
                                         : u > 0.9992 ? (double)INFINITY
                                                      : v)
                          : sort == 4 ? (u < 0.3   ? (double)-INFINITY
                                         : u > 0.6 ? (double)INFINITY
                                                   : v)
                                      : 5;
        }
        bool is_known = outcomes->is_split && at / CHUNK % 2 == 0;
        if (is_known)
            outcomes_find(outcomes, all + at, size, slots);
        outcomes_add(outcomes, all + at, size, is_known ? slots : NULL);
    }
}

/* How many of N sorted VALUES lie below X, or with OR_EQUAL not above it. */
static size_t n_below(const double *values, size_t n, double x, bool or_equal)
{
    size_t from = 0, to = n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (values[middle] < x || (or_equal && values[middle] == x))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* The share of N sorted VALUES below X, in the middle of those that are X. */
static double share_below(const double *values, size_t n, double x)
{
    size_t both = n_below(values, n, x, false) + n_below(values, n, x, true);
    return (double)both / 2 / (double)n;
}

static void test_beyond_what_is_kept(void **state)
{
    (void)state;
    enum { N = 3 * OUTCOMES_MAX_KEPT / 2 + 77, BINS = 20 };
    double *all = malloc(N * sizeof *all), got[N_PERCENTS];
    for (int sort = 0; sort < 6; sort++) {
        struct outcomes outcomes;
        double edges[BINS + 1];
        uint64_t counts[BINS], total = 0;
        assert_true(outcomes_init(&outcomes, N));
        fill(&outcomes, all, N, sort);
        assert_true(outcomes.is_split);
        outcomes_percentiles(&outcomes, percents, N_PERCENTS, got);
        for (int i = 0; i <= BINS; i++)
            edges[i] = sort == 1   ? i / 10.0
                       : sort == 2 ? i - 2
                       : sort >= 3 ? i / 20.0
                                   : i / 2.0 - 5;
        outcomes_count(&outcomes, edges, BINS, counts);
        qsort(all, N, sizeof *all, compare);
        size_t first = n_below(all, N, (double)-INFINITY, true); /* of the finite ones */
        size_t end = n_below(all, N, (double)INFINITY, false), from = first;
        for (int i = 0; i < N_PERCENTS; i++) {
            double wanted = percentile(all, N, percents[i]);
            double off = fabs(share_below(all, N, got[i]) - percents[i] / 100.0);
            /* a tenth of a part's share, or the very value where many are the same */
            if (percents[i] > 0 && percents[i] < 100 && got[i] != wanted && !(off < 1e-4))
                fail_msg("sort %d: P%d is %g, not %g: off by %g", sort, percents[i], got[i], wanted,
                         off);
            if (sort == 2 || sort == 5)
                assert_true(got[i] == wanted);
        }
        for (int i = 0; i < BINS; i++) {
            size_t to = i < BINS - 1 ? n_below(all, N, edges[i + 1], false) : end;
            total += counts[i];
            assert_true(fabs((double)counts[i] - (double)(to - from)) < 2e-4 * N);
            from = to;
        }
        assert_int_equal(total, end - first);
        outcomes_clear(&outcomes);
        outcomes_percentiles(&outcomes, percents, N_PERCENTS, got);
        assert_true(isnan(got[5]));
        outcomes_fini(&outcomes);
    }
    free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percentiles_against_a_sort),
        cmocka_unit_test(test_infinite),
        cmocka_unit_test(test_on_edges),
        cmocka_unit_test(test_beyond_what_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
