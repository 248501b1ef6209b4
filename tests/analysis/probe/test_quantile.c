/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of a beta distribution, and tables of quantiles, against GSL. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analysis/probe/quantile.h"
#include "analysis/probe/quantile_table.h"
#include "support/assert_near.h"

/* Of every size of its arguments, at every probability, GSL finding it or not. */
static void test_beta(void **state)
{
    (void)state;
    static const double arguments[] = {1e-3, 0.03, 0.3, 1, 4, 13, 1e3, 1e5, 2e5, 1e6, 1e8};
    static const double probabilities[] = {0x1p-33, 1e-6, 0.001, 0.3, 0.5, 0.9, 0.99999};
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++)
        for (size_t j = 0; j < sizeof arguments / sizeof *arguments; j++)
            for (size_t k = 0; k < sizeof probabilities / sizeof *probabilities; k++) {
                double a = arguments[i], b = arguments[j], p = probabilities[k];
                double x = quantile_beta(p, a, b);
                assert_true(x >= 0 && x <= 1);
                if (a >= 2e5 && b >= 2e5) { /* an expansion, where GSL can tell */
                    double got = gsl_cdf_beta_P(x, a, b);
                    assert_true(isnan(got) || fabs(got - p) < 1e-7);
                    continue;
                }
                /* a step to the next double may be a large one in probability */
                double before = gsl_cdf_beta_P(nextafter(x, 0), a, b);
                double after = x < 1 ? gsl_cdf_beta_P(nextafter(x, 1), a, b) : 1;
                if (!(before <= p * (1 + 1e-8) && after >= p * (1 - 1e-8)))
                    fail_msg("beta(%g, %g): %g is not the quantile at %g", a, b, x, p);
            }
}

/* A probability of every size, near to both ends. */
static double any_probability(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    double p = ldexp(1 + (double)(*seed >> 40) / 16777216.0, -2 - (int)(*seed >> 33) % 32);
    return *seed >> 32 & 1 ? 1 - p : p;
}

static void test_tables(void **state)
{
    (void)state;
    static const double places[] = {-1, 0, 1e-6, 0.1, 1 / 3.0, 0.5, 0.77, 1};
    static const double betas[][2] = {{0.5, 0.5}, {0.5, 9}, {13, 29}, {1201, 38801}, {4, 1e6}};
    enum { N_PLACES = sizeof places / sizeof *places, N_BETAS = sizeof betas / sizeof *betas };
    struct quantile_table *table = malloc(sizeof *table);
    uint64_t seed = 5;
    for (size_t i = 0; i < N_PLACES + N_BETAS; i++) {
        double a = i < N_PLACES ? 1 + 4 * places[i] : betas[i - N_PLACES][0];
        double b = i < N_PLACES ? 5 - 4 * places[i] : betas[i - N_PLACES][1], before = 0;
        assert_true(i == 0 ? quantile_table_normal(table) : quantile_table_beta(table, a, b));
        for (int k = 0; k < (i < N_PLACES ? 20000 : 2000); k++) {
            double p = any_probability(&seed), q = p, upper = 1 - p;
            quantile_table_apply(table, 0, 1, &q, 1);
            double exact = i == 0
                               ? p < 0.5 ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_ugaussian_Qinv(upper)
                           : p < 0.5 ? quantile_beta(p, a, b)
                                     : 1 - quantile_beta(upper, b, a);
            if (!(fabs(q - exact) < 1e-8))
                fail_msg("beta(%g, %g): quantile %.17g is %.12g, not %.12g", a, b, p, q, exact);
        }
        for (int k = 1; k < 4000; k++) { /* it never falls */
            double q = k / 4000.0;
            quantile_table_apply(table, 0, 1, &q, 1);
            assert_true(k == 1 || q > before);
            before = q;
        }
    }
    double ends[] = {0x1p-60, 0x1p-33, 0.5,
                     1 - 0x1p-53}; /* beyond its own, and between the tails */
    quantile_table_normal(table);
    quantile_table_apply(table, 0, 1, ends, 4);
    assert_same_bits(ends[0], ends[1]);
    assert_true(fabs(ends[2]) < 1e-12);
    assert_near(ends[3], -ends[0], 1e-12);
    free(table);
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beta),
        cmocka_unit_test(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
