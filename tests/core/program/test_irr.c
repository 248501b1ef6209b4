/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The internal rate of return: known rates, and on random flows that it is one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/program/irr.h"
#include "support/assert_near.h"
#include "support/random_model.h"

static void test_known_rates(void **state)
{
    (void)state;
    int n;
    const double year[] = {-100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 110};
    assert_near(irr_annual(year, 1, 13, 12, &n), 0.1, 1e-14);
    assert_int_equal(n, 1);
    assert_near(irr_annual((double[]){-100, 100}, 1, 2, 12, &n), 0, 1e-14);
    assert_near(irr_annual((double[]){100, 0, -50, -50}, 1, 4, 12, &n), 0, 1e-14);
    assert_near(irr_annual((double[]){-100, 50}, 1, 2, 12, &n), pow(0.5, 12) - 1, 1e-14);
    /* of two rates, 1 % and 3 % a month, the one nearer to 0; every other number is skipped */
    const double v = 1 / 1.01, w = 1 / 1.03, two[] = {v * w, 7, -v - w, 7, 1};
    assert_near(irr_annual(two, 2, 3, 12, &n), pow(1.01, 12) - 1, 1e-11);
    assert_int_equal(n, 2);
    /* of quarters and of years */
    assert_near(irr_annual((double[]){-100, 50}, 1, 2, 4, &n), pow(0.5, 4) - 1, 1e-14);
    assert_near(irr_annual((double[]){-100, 20}, 1, 2, 1, &n), -0.8, 1e-14);
    const double none[][3] = {
        {1, 2, 3},  {-1, -2, 0},  {0, 0, 0}, {-1, (double)INFINITY, 1}, {-1, (double)NAN, 3},
        {1, -1, 1}, {-1, 1e40, 0}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_true(isnan(irr_annual(none[i], 1, 3, 12, &n)));
        assert_int_equal(n, 0);
    }
}

/* The flows' value at RATE a year, and what its terms come to without their signs. */
static double value_at(const double *flows, uint32_t n, double per_year, double rate, double *size)
{
    double value = 0;
    *size = 0;
    for (uint32_t m = 0; m < n; m++) {
        double term = flows[m] * pow(1 + rate, -(double)m / per_year);
        value += term;
        *size += fabs(term);
    }
    return value;
}

static void test_random_flows(void **state)
{
    (void)state;
    uint64_t seed = 8;
    int n_found = 0;
    for (int round = 0; round < 3000; round++) {
        double flows[60], pulled[60] = {0}, size;
        const double per_year = (double[]){12, 4, 1}[round % 3];
        uint32_t n = 2 + (uint32_t)(random_next(&seed) % 58);
        uint32_t first_gain = (uint32_t)(random_next(&seed) % n);
        bool is_mixed = random_next(&seed) % 3 == 0;
        for (uint32_t m = 0; m < n; m++)
            flows[m] = is_mixed ? random_between(&seed, -100, 120)
                                : (m < first_gain ? -1 : 1) * random_between(&seed, 0, 1000);
        int count;
        double rate = irr_annual(flows, 1, n, per_year, &count);
        assert_int_equal(isnan(rate), count == 0);
        assert_true(is_mixed || count <= 1);
        if (count == 0)
            continue;
        n_found++;
        assert_true(fabs(value_at(flows, n, per_year, rate, &size)) <= 1e-11 * size);
        /* one flow more or less, where the rate is far from another one */
        uint32_t m = (uint32_t)(random_next(&seed) % n);
        double h = 1e-6 * (1 + fabs(flows[m])), flow = flows[m];
        irr_pull(flows, 1, n, per_year, rate, 2, pulled);
        flows[m] = flow + h;
        double above = irr_annual(flows, 1, n, per_year, NULL);
        flows[m] = flow - h;
        double below = irr_annual(flows, 1, n, per_year, NULL);
        if (count == 1 && fabs(rate) < 10 && !isnan(above) && !isnan(below))
            assert_true(fabs(pulled[m] - (above - below) / h) <=
                        1e-5 * fabs(pulled[m]) + 1e-8 * (1 + fabs(rate)));
    }
    assert_true(n_found > 1500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_rates),
        cmocka_unit_test(test_random_flows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
