/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counted random numbers, and samples of parameters against closed forms. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/probe/quantile.h"
#include "analysis/probe/quantile_table.h"
#include "analysis/simulation/sampler.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

enum { CHUNKS = 100, N = CHUNKS * SAMPLER_CHUNK };

/* Within 5 standard errors of what is expected. */
static void assert_within(double value, double expected, double error)
{
    if (!(fabs(value - expected) <= 5 * error))
        fail_msg("%.10g is not %.10g, give or take %.3g", value, expected, error);
}

static void test_known_answers(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], words[4];
    } rows[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t words[4];
        philox_words(rows[i].counter, rows[i].key, words);
        assert_memory_equal(words, rows[i].words, sizeof words);
    }
}

/* The numbers of a chunk are those of the blocks one by one, the counters' upper halves included.
 */
static void test_uniforms(void **state)
{
    (void)state;
    static const uint64_t chunks[] = {0, 1, 4194303, UINT64_C(0x123456789ab)};
    const uint64_t seed = UINT64_C(0xfedcba9876543210), stream = philox_stream("a.x");
    double uniforms[PHILOX_CHUNK];
    for (size_t c = 0; c < sizeof chunks / sizeof *chunks; c++) {
        philox_uniforms(seed, stream, chunks[c], uniforms);
        for (uint32_t i = 0; i < PHILOX_CHUNK; i++) {
            uint64_t block = chunks[c] * 256 + i % 256;
            uint32_t counter[4] = {(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)stream,
                                   (uint32_t)(stream >> 32)};
            uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)}, words[4];
            philox_words(counter, key, words);
            assert_same_bits(uniforms[i], (words[i / 256] + 0.5) / 4294967296.0);
            assert_true(uniforms[i] > 0 && uniforms[i] < 1);
        }
    }
    assert_true(philox_stream("a.x") != philox_stream("a.y"));
}

static const struct shape {
    struct dist dist;
    double mean, variance;
} shapes[] = {
    {{DIST_UNIFORM, {-3, 9, 0}}, 3, 12},
    {{DIST_TRIANGULAR, {0, 1, 2}}, 1, 1 / 6.0},
    {{DIST_TRIANGULAR, {10, 10, 16}}, 12, 2},
    {{DIST_TRIANGULAR, {-6, 0, 0}}, -2, 2},
    {{DIST_PERT, {0, 1, 4}}, 4 / 3.0, 4 / 3.0 * 8 / 3 / 7},
    {{DIST_PERT, {5, 5, 11}}, 6, 1 * 5 / 7.0},
    {{DIST_PERT, {5, 11, 11}}, 10, 5 * 1 / 7.0},
    {{DIST_NORMAL, {10, 2, 0}}, 10, 4},
    {{DIST_LOGNORMAL, {10, 2, 0}}, 10, 4},
    {{DIST_LOGNORMAL, {1, 0.1, 0}}, 1, 0.01},
};

static double exact_probability(const struct dist *dist, double x)
{
    const double *v = dist->arguments;
    double mu, sigma, place;
    switch (dist->kind) {
    case DIST_UNIFORM:
        return (x - v[0]) / (v[1] - v[0]);
    case DIST_TRIANGULAR:
        return x < v[1]
                   ? (x - v[0]) * (x - v[0]) / (v[2] - v[0]) / (v[1] - v[0])
                   : 1 - (v[2] - x) * (v[2] - x) / (v[2] - v[0]) / (v[2] > v[1] ? v[2] - v[1] : 1);
    case DIST_PERT:
        place = (v[1] - v[0]) / (v[2] - v[0]);
        return gsl_cdf_beta_P((x - v[0]) / (v[2] - v[0]), 1 + 4 * place, 5 - 4 * place);
    case DIST_NORMAL:
        return gsl_cdf_ugaussian_P((x - v[0]) / v[1]);
    default:
        sigma = sqrt(log(1 + v[1] * v[1] / v[0] / v[0]));
        mu = log(v[0]) - sigma * sigma / 2;
        return gsl_cdf_ugaussian_P((log(x) - mu) / sigma);
    }
}

static void test_functions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const struct dist *dist = &shapes[i].dist;
        for (double p = 0.005; p < 1; p += 0.005)
            assert_near(exact_probability(dist, quantile_of(dist, p)), p, 1e-9);
        assert_true(isnan(quantile_of(dist, 0)));
        assert_true(isnan(quantile_of(dist, 1)));
        assert_false(quantile_is_constant(dist));
    }
    assert_near(quantile_of(&shapes[1].dist, 0.05), 0.31622776601683794, 1e-12);
    assert_near(quantile_of(&shapes[7].dist, 0.05), 6.7102927460970556, 1e-12);
    const struct dist flat = {DIST_PERT, {7, 7, 7}}, none = {DIST_NONE, {0, 0, 0}};
    assert_true(quantile_is_constant(&flat));
    assert_near(quantile_of(&flat, 0.3), 7, 0);
    assert_true(isnan(quantile_of(&none, 0.3)));
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
    struct quantile_table *table = malloc(sizeof *table);
    uint64_t seed = 5;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double a = 1 + 4 * places[i], b = 5 - 4 * places[i], before = 0;
        assert_true(i == 0 ? quantile_table_normal(table) : quantile_table_pert(table, places[i]));
        for (int k = 0; k < 20000; k++) {
            double p = any_probability(&seed), q = p, upper = 1 - p;
            quantile_table_apply(table, 0, 1, &q, 1);
            double exact = i == 0
                               ? p < 0.5 ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_ugaussian_Qinv(upper)
                           : p < 0.5 ? gsl_cdf_beta_Pinv(p, a, b)
                                     : 1 - gsl_cdf_beta_Pinv(upper, b, a);
            if (!(fabs(q - exact) < 1e-8))
                fail_msg("place %g: quantile %.17g is %.12g, not %.12g", places[i], p, q, exact);
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

/* ---- Samples ---- */

static void prepare(struct sampler *sampler, const struct scenario *scenario, uint64_t seed)
{
    struct error err;
    assert_int_equal(sampler_prepare(sampler, scenario->model, NULL, seed, &err), STATUS_OK);
    assert_int_equal(sampler_load(sampler, scenario->model, &err), STATUS_OK);
}

/* N samples of every input, one input after the other; the caller frees them. */
static double *draw(const struct sampler *sampler)
{
    double *all = malloc((size_t)sampler->n * N * sizeof *all);
    double *columns = malloc((size_t)sampler->n * SAMPLER_CHUNK * sizeof *columns);
    assert_true(all && columns);
    for (uint64_t chunk = 0; chunk < CHUNKS; chunk++) {
        sampler_draw(sampler, chunk, columns);
        for (uint32_t i = 0; i < sampler->n; i++)
            memcpy(all + (size_t)i * N + chunk * SAMPLER_CHUNK, columns + (size_t)i * SAMPLER_CHUNK,
                   SAMPLER_CHUNK * sizeof *columns);
    }
    free(columns);
    return all;
}

static double mean_of(const double *values)
{
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += values[i];
    return sum / N;
}

static double covariance_of(const double *x, const double *y)
{
    double sum = 0, mean_x = mean_of(x), mean_y = mean_of(y);
    for (int i = 0; i < N; i++)
        sum += (x[i] - mean_x) * (y[i] - mean_y);
    return sum / (N - 1);
}

static double share_below(const double *values, double limit)
{
    int below = 0;
    for (int i = 0; i < N; i++)
        below += values[i] < limit;
    return (double)below / N;
}

/* Mean, variance and every tenth of each distribution, as the scenario language has it. */
static void test_distributions(void **state)
{
    (void)state;
    char text[2048];
    static const char *const names[] = {[DIST_UNIFORM] = "uniform",
                                        [DIST_TRIANGULAR] = "triangular",
                                        [DIST_PERT] = "pert",
                                        [DIST_NORMAL] = "normal",
                                        [DIST_LOGNORMAL] = "lognormal"};
    size_t n = sizeof shapes / sizeof *shapes;
    int used = snprintf(text, sizeof text, "[a]\ncost = 0\n");
    for (size_t i = 0; i < n; i++) {
        const double *v = shapes[i].dist.arguments;
        bool has_three = shapes[i].dist.kind == DIST_TRIANGULAR || shapes[i].dist.kind == DIST_PERT;
        used += snprintf(text + used, sizeof text - (size_t)used,
                         has_three ? "x%zu = 5\nx%zu.dist = %s(%g, %g, %g)\n"
                                   : "x%zu = 5\nx%zu.dist = %s(%g, %g)\n",
                         i, i, names[shapes[i].dist.kind], v[0], v[1], v[2]);
    }
    struct scenario *scenario = scenario_from_text(text);
    struct sampler sampler = {0};
    prepare(&sampler, scenario, 1);
    assert_int_equal(sampler.n, n);
    double *samples = draw(&sampler);
    for (size_t i = 0; i < n; i++) {
        const double *x = samples + i * N;
        double variance = covariance_of(x, x), fourth = 0, mean = mean_of(x);
        for (int k = 0; k < N; k++)
            fourth += pow(x[k] - mean, 4) / N;
        assert_within(mean, shapes[i].mean, sqrt(shapes[i].variance / N));
        assert_within(variance, shapes[i].variance, sqrt((fourth - variance * variance) / N));
        for (int k = 1; k < 20; k++)
            assert_within(share_below(x, quantile_of(&shapes[i].dist, k / 20.0)), k / 20.0,
                          sqrt(k / 20.0 * (1 - k / 20.0) / N));
        for (size_t j = 0; j < i; j++) { /* and nothing goes together */
            const double *y = samples + j * N;
            assert_within(covariance_of(x, y) / sqrt(variance * covariance_of(y, y)), 0,
                          1 / sqrt(N));
        }
    }
    free(samples);
    sampler_fini(&sampler);
    scenario_free(scenario);
}

/* What is computed for several samples at once has the bits of one at a time. */
static void test_bits(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[a]\nx = 1\nx.dist = triangular(-1, 0.3, 7)\ny = 1\ny.dist = uniform(0.1, 0.7)\n"
        "z = 1\nz.dist = pert(0.1, 0.2, 0.7)\ncost = x + y + z\n");
    struct sampler sampler = {0};
    struct quantile_table *table = malloc(sizeof *table);
    double columns[3 * SAMPLER_CHUNK], u[3][SAMPLER_CHUNK];
    prepare(&sampler, scenario, 99);
    assert_true(quantile_table_pert(table, round((0.2 - 0.1) / (0.7 - 0.1) * 0x1p30) / 0x1p30));
    for (uint64_t chunk = 0; chunk < 20; chunk++) {
        sampler_draw(&sampler, chunk, columns);
        for (int k = 0; k < 3; k++)
            philox_uniforms(99, sampler.inputs[k].stream, chunk, u[k]);
        for (int i = 0; i < SAMPLER_CHUNK; i++) {
            const double width = 7 - -1.0, mode = 0.3;
            double x = u[0][i] < (mode - -1.0) / width
                           ? -1.0 + sqrt(u[0][i] * (width * (mode - -1.0)))
                           : 7.0 - sqrt((1 - u[0][i]) * (width * (7.0 - mode)));
            double z = u[2][i];
            quantile_table_apply(table, 0.1, 0.7 - 0.1, &z, 1);
            assert_same_bits(columns[i], x);
            assert_same_bits(columns[SAMPLER_CHUNK + i], 0.1 + (0.7 - 0.1) * u[1][i]);
            assert_same_bits(columns[2 * SAMPLER_CHUNK + i], z);
        }
    }
    free(table);
    sampler_fini(&sampler);
    scenario_free(scenario);
}

/* Nine in ten between the ends, half of the others on each side; with the value, when it moves. */
static void test_intervals(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[a]\nx = 10\nx.dist = 0.5*value to 4*value\ny = 1\ny.dist = -2 to 6\ncost = x + y\n");
    struct sampler sampler = {0};
    struct error err;
    prepare(&sampler, scenario, 7);
    double *samples = draw(&sampler);
    assert_within(share_below(samples, 5), 0.05, sqrt(0.05 * 0.95 / N));
    assert_within(share_below(samples, 40), 0.95, sqrt(0.05 * 0.95 / N));
    assert_within(share_below(samples, sqrt(200)), 0.5, 0.5 / sqrt(N));
    assert_within(share_below(samples + N, -2), 0.05, sqrt(0.05 * 0.95 / N));
    assert_within(share_below(samples + N, 6), 0.95, sqrt(0.05 * 0.95 / N));
    assert_within(mean_of(samples + N), 2, 8 / 3.29 / sqrt(N));
    assert_int_equal(scenario_set(scenario, "a", "x", "20", &err), STATUS_OK);
    assert_int_equal(sampler_load(&sampler, scenario->model, &err), STATUS_OK);
    double *moved = draw(&sampler);
    for (int i = 0; i < N; i++)
        assert_near(moved[i], 2 * samples[i], 1e-12);
    free(moved);
    free(samples);
    sampler_fini(&sampler);
    scenario_free(scenario);
}

/* What an edit of one parameter does to the numbers of the others: nothing. */
static void test_common_numbers(void **state)
{
    (void)state;
    struct scenario *one = scenario_from_text("[b]\ny = 1\ny.dist = normal(1, 1)\n"
                                              "v = 1\nv.dist = pert(0, 1, 9)\ncost = v + y\n");
    struct scenario *more = scenario_from_text(
        "[shared]\nz = 1\nz.dist = uniform(0, 1)\n[a]\nx = 2\nx.dist = pert(0, 1, 4)\ncost = x\n"
        "[b]\nx = 3\nx.dist = 1 to 3\ny = 1\ny.dist = normal(1, 1)\n"
        "v = 1\nv.dist = pert(0, 1, 9)\ncost = v + x + y + z\n"
        "[correlations]\nc1 = a.x, z, 0.5\nc2 = b.y, b.x, 0.5\n");
    struct sampler a = {0}, b = {0}, other = {0};
    prepare(&a, one, 1);
    prepare(&b, more, 1);
    prepare(&other, one, 2);
    double *y = draw(&a), *all = draw(&b), *another = draw(&other);
    for (int i = 0; i < N; i++) {
        /* the first in [correlations] goes through the normal table and back */
        assert_true(fabs(y[i] - all[3 * N + i]) < 1e-7);
        assert_same_bits(y[N + i], all[4 * N + i]);
    }
    assert_within(covariance_of(y, another), 0, 1 / sqrt(N));
    free(y);
    free(all);
    free(another);
    sampler_fini(&a);
    sampler_fini(&b);
    sampler_fini(&other);
    scenario_free(one);
    scenario_free(more);
}

struct ranked {
    double value;
    int at;
};

static int compare(const void *a, const void *b)
{
    double x = ((const struct ranked *)a)->value, y = ((const struct ranked *)b)->value;
    return (x > y) - (x < y);
}

/* VALUES become their ranks. */
static void rank(double *values)
{
    struct ranked *sorted = malloc(N * sizeof *sorted);
    for (int i = 0; i < N; i++)
        sorted[i] = (struct ranked){values[i], i};
    qsort(sorted, N, sizeof *sorted, compare);
    for (int i = 0; i < N; i++)
        values[sorted[i].at] = i;
    free(sorted);
}

static void test_correlations(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[a]\nu = 1\nu.dist = uniform(0, 2)\nv = 1\nv.dist = triangular(0, 1, 9)\n"
        "w = 1\nw.dist = pert(0, 1, 9)\nx = 1\nx.dist = normal(0, 1)\n"
        "y = 1\ny.dist = 1 to 100\nz = 1\nz.dist = uniform(0, 1)\ncost = u+v+w+x+y+z\n"
        "[correlations]\na = a.u, a.v, 0.6\nb = a.v, a.w, -0.3\nc = a.x, a.y, 0.95\n"
        "d = a.u, a.x, 0.2\n");
    static const struct {
        int a, b;
        double rank;
    } wanted[] = {{0, 1, 0.6}, {1, 2, -0.3}, {3, 4, 0.95}, {0, 3, 0.2}, {0, 2, 0},
                  {1, 3, 0},   {2, 4, 0},    {0, 5, 0},    {4, 5, 0}};
    struct sampler sampler = {0};
    prepare(&sampler, scenario, 1);
    double *samples = draw(&sampler);
    for (uint32_t i = 0; i < sampler.n; i++) /* each keeps its distribution */
        for (int k = 1; k < 10; k++)
            assert_within(
                share_below(samples + i * N, quantile_of(&sampler.inputs[i].dist, k / 10.0)),
                k / 10.0, sqrt(k / 10.0 * (1 - k / 10.0) / N));
    for (uint32_t i = 0; i < sampler.n; i++)
        rank(samples + i * N);
    double variance = ((double)N * N - 1) / 12;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        double got = covariance_of(samples + wanted[i].a * N, samples + wanted[i].b * N) / variance;
        assert_within(got, wanted[i].rank, 1 / sqrt(N));
    }
    free(samples);
    sampler_fini(&sampler);
    scenario_free(scenario);
}

/* What doesn't vary: no width, upside down after an edit, the horizon; and what is whole. */
static void test_certain(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 6\nmonths.dist = uniform(1, 9)\n[a]\nx = 1\nx.dist = normal(3, 0)\n"
        "y = 2\ny.dist = uniform(1, value)\nz = 1\nz.dist = triangular(4, 4, 4)\n"
        "w = 1\nw.dist = 7 to 7\nfirst_month = 2\nfirst_month.dist = triangular(-1, 2, 9)\n"
        "cost = w + x + y + z\n[correlations]\nc1 = a.x, a.y, 0.9\n");
    static const double wanted[] = {3, 0, 4, 7};
    struct sampler sampler = {0};
    struct error err;
    assert_int_equal(scenario_set(scenario, "a", "y", "0", &err), STATUS_OK);
    prepare(&sampler, scenario, 1);
    assert_int_equal(sampler.n, 5);
    double *samples = draw(&sampler);
    bool seen[7] = {false};
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < 4; k++)
            assert_near(samples[k * N + i], wanted[k], 1e-15);
        double month = samples[4 * N + i];
        assert_true(month == floor(month) && month >= 1 && month <= 6);
        seen[(int)month] = true;
    }
    for (int month = 1; month <= 6; month++)
        assert_true(seen[month]);
    assert_false(sampler.inputs[0].is_faulty);
    assert_true(sampler.inputs[1].is_faulty);
    free(samples);
    sampler_fini(&sampler);
    scenario_free(scenario);
}

/* Tables are shared by shape, and kept while a shape stays. */
static void test_shared_tables(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[a]\nx = 3\nx.dist = pert(0.5*value, value, 2*value)\ny = 0.07\n"
        "y.dist = pert(0.5*value, value, 2*value)\nz = 5\nz.dist = pert(0, value, 100)\n"
        "cost = x + y + z\n");
    struct sampler sampler = {0};
    struct error err;
    prepare(&sampler, scenario, 1);
    assert_int_equal(sampler.n_tables, 2);
    const struct pert_table *first = sampler.inputs[0].table;
    assert_ptr_equal(sampler.inputs[1].table, first);
    for (int i = 0; i < 20; i++) {
        char value[16];
        snprintf(value, sizeof value, "0.%d", 11 + 3 * i);
        assert_int_equal(scenario_set(scenario, "a", "y", value, &err), STATUS_OK);
        assert_int_equal(scenario_set(scenario, "a", "z", value + 2, &err), STATUS_OK);
        assert_int_equal(sampler_load(&sampler, scenario->model, &err), STATUS_OK);
        assert_int_equal(sampler.n_tables, 2);
        assert_ptr_equal(sampler.inputs[1].table, first);
    }
    sampler_fini(&sampler);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_answers), cmocka_unit_test(test_uniforms),
        cmocka_unit_test(test_functions),     cmocka_unit_test(test_tables),
        cmocka_unit_test(test_distributions), cmocka_unit_test(test_bits),
        cmocka_unit_test(test_intervals),     cmocka_unit_test(test_common_numbers),
        cmocka_unit_test(test_correlations),  cmocka_unit_test(test_certain),
        cmocka_unit_test(test_shared_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
