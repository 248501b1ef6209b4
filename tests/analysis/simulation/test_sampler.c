/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distributions and samples of parameters against closed forms. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
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

static const struct shape {
    const char *text;
    struct dist dist;
    double mean, variance;
} shapes[] = {
    {"uniform(-3, 9)", {DIST_UNIFORM, 0, {-3, 9}}, 3, 12},
    {"triangular(0, 1, 2)", {DIST_TRIANGULAR, 0, {0, 1, 2}}, 1, 1 / 6.0},
    {"triangular(10, 10, 16)", {DIST_TRIANGULAR, 0, {10, 10, 16}}, 12, 2},
    {"triangular(-6, 0, 0)", {DIST_TRIANGULAR, 0, {-6, 0, 0}}, -2, 2},
    {"pert(0, 1, 4)", {DIST_BETA, 0, {0, 4, 2, 4}}, 4 / 3.0, 4 / 3.0 * 8 / 3 / 7},
    {"pert(5, 5, 11)", {DIST_BETA, 0, {5, 11, 1, 5}}, 6, 1 * 5 / 7.0},
    {"pert(5, 11, 11)", {DIST_BETA, 0, {5, 11, 5, 1}}, 10, 5 * 1 / 7.0},
    {"normal(10, 2)", {DIST_NORMAL, 0, {10, 2}}, 10, 4},
    {"lognormal(10, 2)", {DIST_LOGNORMAL, 0, {10, 2}}, 10, 4},
    {"lognormal(1, 0.1)", {DIST_LOGNORMAL, 0, {1, 0.1}}, 1, 0.01},
    {"beta(2, 5)", {DIST_BETA, 0, {0, 1, 2, 5}}, 2 / 7.0, 10 / 392.0},
    {"beta(0.5, 0.5)", {DIST_BETA, 0, {0, 1, 0.5, 0.5}}, 0.5, 0.125},
    {"beta(0.2, 3)", {DIST_BETA, 0, {0, 1, 0.2, 3}}, 0.2 / 3.2, 0.6 / 10.24 / 4.2},
    {"seen 12 of 40", {DIST_BETA, 0, {0, 1, 13, 29}}, 13 / 42.0, 13 * 29 / 1764.0 / 43},
    {"seen 3M of 7M", {DIST_BETA, 0, {0, 1, 3000001, 4000001}}, 3 / 7.0, 12 / 49.0 / 7000003},
};
enum { N_SHAPES = sizeof shapes / sizeof *shapes };

static double exact_probability(const struct dist *dist, double x)
{
    const double *v = dist->arguments;
    double mu, sigma;
    switch (dist->kind) {
    case DIST_UNIFORM:
        return (x - v[0]) / (v[1] - v[0]);
    case DIST_TRIANGULAR:
        return x < v[1]
                   ? (x - v[0]) * (x - v[0]) / (v[2] - v[0]) / (v[1] - v[0])
                   : 1 - (v[2] - x) * (v[2] - x) / (v[2] - v[0]) / (v[2] > v[1] ? v[2] - v[1] : 1);
    case DIST_BETA:
        return gsl_cdf_beta_P((x - v[0]) / (v[1] - v[0]), v[2], v[3]);
    case DIST_NORMAL:
        return gsl_cdf_ugaussian_P((x - v[0]) / v[1]);
    default:
        sigma = sqrt(log(1 + v[1] * v[1] / v[0] / v[0]));
        mu = log(v[0]) - sigma * sigma / 2;
        return gsl_cdf_ugaussian_P((log(x) - mu) / sigma);
    }
}

/* What is written is the shape, and the shape's quantiles are where its distribution function says.
 */
static void test_functions(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_SHAPES; i++) {
        const struct dist *dist = &shapes[i].dist;
        struct dist read;
        struct error err;
        bool is_large = dist->kind == DIST_BETA && dist->arguments[2] > 1e6;
        assert_int_equal(dist_evaluate(NULL, shapes[i].text, 0, &read, NULL, &err), STATUS_OK);
        assert_int_equal(read.kind, dist->kind);
        assert_memory_equal(read.arguments, dist->arguments, sizeof read.arguments);
        for (double p = 0.005; p < 1; p += 0.005) {
            double got = exact_probability(dist, quantile_of(dist, p));
            if (!is_large || isfinite(got)) /* where GSL can tell */
                assert_near(got, p, is_large ? 1e-6 : 1e-9);
        }
        assert_true(isnan(quantile_of(dist, 0)));
        assert_true(isnan(quantile_of(dist, 1)));
        assert_false(quantile_is_constant(dist));
    }
    assert_near(quantile_of(&shapes[1].dist, 0.05), 0.31622776601683794, 1e-12);
    assert_near(quantile_of(&shapes[7].dist, 0.05), 6.7102927460970556, 1e-12);
    assert_near(quantile_of(&shapes[11].dist, 0.05), pow(sin(3.14159265358979324 / 40), 2), 1e-12);
    const struct dist flat = {DIST_BETA, 0, {7, 7, 1, 5}}, none = {.kind = DIST_NONE};
    assert_true(quantile_is_constant(&flat));
    assert_near(quantile_of(&flat, 0.3), 7, 0);
    assert_true(isnan(quantile_of(&none, 0.3)));
}

/* ---- Single values ---- */

static const struct single {
    const char *text;
    double mean, variance;
    uint32_t n; /* of values; 0: any number of events */
    double values[6], probabilities[6];
} singles[] = {
    {"chance(30 %)", 0.3, 0.21, 2, {0, 1}, {0.7, 0.3}},
    {"choice(100, 30 %, 150, 20 %, 90, 0.5)", 105, 525, 3, {90, 100, 150}, {0.5, 0.3, 0.2}},
    {"choice(2, 1/4, 1, 0, 2, 1/4, -7, 1/2)", -2.5, 20.25, 2, {-7, 2}, {0.5, 0.5}},
    {"samples(9, 1, 3, 2, 3)", 3.6, 7.84, 4, {1, 2, 3, 9}, {0.2, 0.2, 0.4, 0.2}},
    {"poisson(0.3)", 0.3, 0.3, 0, {0}, {0}},
    {"poisson(7.5)", 7.5, 7.5, 0, {0}, {0}},
    {"poisson(4000)", 4000, 4000, 0, {0}, {0}},
    {"poisson(1M)", 1e6, 1e6, 0, {0}, {0}},
    {"poisson(3M)", 3e6, 3e6, 0, {0}, {0}},
};
enum { N_SINGLES = sizeof singles / sizeof *singles };

static struct dist read_single(size_t i)
{
    struct dist dist = {.kind = DIST_NONE};
    struct error err = {.text = ""};
    if (dist_evaluate(NULL, singles[i].text, 0, &dist, NULL, &err) != STATUS_OK)
        fail_msg("%s: %s", singles[i].text, err.text);
    return dist;
}

/* How likely SINGLE is at most X. */
static double single_probability(const struct single *single, double x)
{
    double sum = 0;
    if (single->n == 0)
        return x < 0 ? 0 : gsl_cdf_poisson_P((unsigned)x, single->mean);
    for (uint32_t i = 0; i < single->n; i++)
        sum += single->values[i] <= x ? single->probabilities[i] : 0;
    return sum;
}

/* The least value that the variable does not exceed so often. */
static void test_singles(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_SINGLES; i++) {
        struct dist dist = read_single(i);
        double close = singles[i].mean > 1e6 ? 1e-4 : 1e-9, low, high;
        assert_false(quantile_is_constant(&dist));
        for (double p = 0.003; p < 1; p += 0.0034) {
            double x = quantile_of(&dist, p);
            double below = singles[i].n ? 1e-6 : 1;
            assert_true(single_probability(&singles[i], x) >= p - close);
            assert_true(single_probability(&singles[i], x - below) < p + close);
        }
        assert_int_equal(dist_support(&dist, &low, &high), singles[i].n > 0);
        assert_true(low == (singles[i].n ? singles[i].values[0] : quantile_of(&dist, 0.001)));
        assert_true(high >= quantile_of(&dist, 0.999));
    }
    static const char *const constants[] = {"chance(0)",  "chance(1)",          "samples(5)",
                                            "poisson(0)", "choice(5, 1, 6, 0)", "samples(5, 5)"};
    static const double wanted[] = {0, 1, 5, 0, 5, 5};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        struct dist dist;
        struct error err;
        assert_int_equal(dist_evaluate(NULL, constants[i], 0, &dist, NULL, &err), STATUS_OK);
        assert_true(quantile_is_constant(&dist));
        assert_near(quantile_of(&dist, 0.7), wanted[i], 0);
    }
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

/* A scenario with one parameter for each text, called x0, x1, ... */
static struct scenario *scenario_of(const char *(*text_at)(size_t i), size_t n)
{
    char text[4096];
    int used = snprintf(text, sizeof text, "[a]\ncost = 0\n");
    for (size_t i = 0; i < n; i++)
        used += snprintf(text + used, sizeof text - (size_t)used, "x%zu = 5\nx%zu.dist = %s\n", i,
                         i, text_at(i));
    assert_true((size_t)used < sizeof text);
    return scenario_from_text(text);
}

static const char *shape_text(size_t i)
{
    return shapes[i].text;
}

static const char *single_text(size_t i)
{
    return singles[i].text;
}

static void assert_moments(const double *x, double mean, double variance)
{
    double got = covariance_of(x, x), fourth = 0, middle = mean_of(x);
    for (int k = 0; k < N; k++)
        fourth += pow(x[k] - middle, 4) / N;
    assert_within(middle, mean, sqrt(variance / N));
    assert_within(got, variance, sqrt((fourth - got * got) / N));
}

/* Mean, variance and every twentieth of each distribution, as the scenario language has it. */
static void test_distributions(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_of(shape_text, N_SHAPES);
    struct sampler sampler = {0};
    prepare(&sampler, scenario, 1);
    assert_int_equal(sampler.n, N_SHAPES);
    double *samples = draw(&sampler);
    for (size_t i = 0; i < N_SHAPES; i++) {
        const double *x = samples + i * N;
        assert_moments(x, shapes[i].mean, shapes[i].variance);
        for (int k = 1; k < 20; k++)
            assert_within(share_below(x, quantile_of(&shapes[i].dist, k / 20.0)), k / 20.0,
                          sqrt(k / 20.0 * (1 - k / 20.0) / N));
        for (size_t j = 0; j < i; j++) { /* and nothing goes together */
            const double *y = samples + j * N;
            assert_within(covariance_of(x, y) / sqrt(covariance_of(x, x) * covariance_of(y, y)), 0,
                          1 / sqrt(N));
        }
    }
    free(samples);
    sampler_fini(&sampler);
    scenario_free(scenario);
}

/* A million samples: mean and variance, how often each value comes, and that no other does. */
static void test_single_samples(void **state)
{
    (void)state;
    enum { TIMES = 10 };
    struct scenario *scenario = scenario_of(single_text, N_SINGLES);
    struct sampler sampler = {0};
    double columns[N_SINGLES * SAMPLER_CHUNK], uniforms[SAMPLER_CHUNK];
    double *sums = calloc(N_SINGLES * 2, sizeof *sums);
    uint32_t counts[N_SINGLES][6] = {{0}};
    prepare(&sampler, scenario, 1);
    assert_int_equal(sampler.n, N_SINGLES);
    for (uint64_t chunk = 0; chunk < TIMES * CHUNKS; chunk++) {
        sampler_draw(&sampler, chunk, columns);
        for (size_t i = 0; i < N_SINGLES; i++) {
            const double *x = columns + i * SAMPLER_CHUNK;
            philox_uniforms(1, sampler.inputs[i].stream, chunk, uniforms);
            for (int k = 0; k < SAMPLER_CHUNK; k++) {
                sums[2 * i] += x[k] - singles[i].mean;
                sums[2 * i + 1] += pow(x[k] - singles[i].mean, 2);
                for (uint32_t j = 0; j < singles[i].n; j++)
                    counts[i][j] += x[k] == singles[i].values[j];
                if (chunk < 10 && singles[i].mean < 1e6) /* by inversion, exactly */
                    assert_same_bits(x[k], quantile_of(&sampler.inputs[i].dist, uniforms[k]));
            }
        }
    }
    for (size_t i = 0; i < N_SINGLES; i++) {
        double n = TIMES * N, variance = singles[i].variance, share = 0;
        assert_within(sums[2 * i] / n, 0, sqrt(variance / n));
        assert_within(sums[2 * i + 1] / n / variance, 1, sqrt((2 + 1 / variance + 20) / n));
        for (uint32_t j = 0; j < singles[i].n; j++) {
            double p = singles[i].probabilities[j];
            assert_within(counts[i][j] / n, p, sqrt(p * (1 - p) / n));
            share += counts[i][j] / n;
        }
        assert_near(share, singles[i].n ? 1 : 0, 1e-12);
    }
    free(sums);
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
    double place = round((0.2 - 0.1) / (0.7 - 0.1) * 0x1p30) / 0x1p30;
    assert_true(quantile_table_beta(table, 1 + 4 * place, 5 - 4 * place));
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

/* Correlations of 1 and -1, and those that follow from others; of single values, those of what lies
 * behind them. */
static void test_perfect_correlations(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[a]\nu = 1\nu.dist = uniform(0, 2)\nv = 1\nv.dist = 1 to 9\nw = 1\nw.dist = pert(0, 1, "
        "9)\n"
        "x = 1\nx.dist = normal(0, 1)\ny = 1\ny.dist = chance(25 %)\nz = 1\n"
        "z.dist = poisson(20)\ncost = u+v+w+x+y+z\n"
        "[correlations]\na = a.u, a.v, 1\nb = a.u, a.w, -100 %\nc = a.v, a.w, -1\n"
        "d = a.u, a.x, 0.5\ne = a.v, a.x, 0.5\nf = a.w, a.x, -0.5\ng = a.y, a.u, 1\n"
        "h = a.y, a.v, 1\ni = a.y, a.w, -1\nj = a.y, a.x, 0.5\nk = a.x, a.z, 0.8\n");
    struct sampler sampler = {0};
    prepare(&sampler, scenario, 1);
    double *samples = draw(&sampler);
    const double *u = samples, *v = samples + N, *w = samples + 2 * N, *y = samples + 4 * N;
    for (int i = 0; i < N; i++) {
        double p = u[i] / 2;
        assert_near(v[i], quantile_of(&sampler.inputs[1].dist, p), 1e-6);
        assert_true(fabs(w[i] - quantile_of(&sampler.inputs[2].dist, 1 - p)) < 1e-6);
        assert_true(y[i] == (p > 0.75));
    }
    for (uint32_t i = 0; i < sampler.n; i++)
        if (i != 4)
            rank(samples + i * N);
    double variance = ((double)N * N - 1) / 12;
    assert_within(covariance_of(u, samples + 3 * N) / variance, 0.5, 1 / sqrt(N));
    /* ranks of whole numbers, equal ones in the order of their samples */
    assert_within(covariance_of(samples + 3 * N, samples + 5 * N) / variance, 0.8, 0.002);
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
    const struct beta_table *first = sampler.inputs[0].table;
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
        cmocka_unit_test(test_functions),
        cmocka_unit_test(test_singles),
        cmocka_unit_test(test_distributions),
        cmocka_unit_test(test_single_samples),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_common_numbers),
        cmocka_unit_test(test_correlations),
        cmocka_unit_test(test_perfect_correlations),
        cmocka_unit_test(test_certain),
        cmocka_unit_test(test_shared_tables),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
