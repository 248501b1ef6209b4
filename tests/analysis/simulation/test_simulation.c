/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/simulation/simulation.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

/* Within COUNT standard errors of what is expected: 5 are missed once in two million. */
static void assert_within(double value, double expected, double error)
{
    if (!(fabs(value - expected) <= 5 * error))
        fail_msg("%.10g is not %.10g, give or take %.3g", value, expected, error);
}

static void simulate(struct simulation *simulation, const struct scenario *scenario, const char *of,
                     uint64_t samples)
{
    struct simulation_settings settings = {samples, 1, 10240, 102400};
    struct error err;
    assert_int_equal(simulation_prepare(simulation, scenario, of, &settings, &err), STATUS_OK);
    assert_int_equal(simulation_run(simulation, scenario, &err), STATUS_OK);
}

static double share_of(const struct simulation *simulation, const struct scenario *scenario,
                       const char *name)
{
    uint32_t line = model_find(scenario->model, name);
    for (uint32_t i = 0; i < simulation->result.n_drivers; i++)
        if (simulation->result.drivers[i].line == line)
            return simulation->result.drivers[i].share;
    fail_msg("no driver %s", name);
    return 0;
}

static const char linear[] =
    "[shared]\nx = 10\nx.dist = uniform(0, 20)\ny = 5\ny.dist = triangular(0, 5, 10)\n"
    "z = 2\nz.dist = normal(2, 1)\n[a]\ncost = 10 * z\nrevenue = 2 * x + 3 * y - 15\n"
    "[targets]\nprofitable = total.profit > 0\n";

static void test_linear(void **state)
{
    (void)state;
    enum { N = 100000 };
    struct scenario *scenario = scenario_from_text(linear);
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", N);
    const struct simulation_result *r = &simulation.result;
    double x = 4 * 400 / 12.0, y = 9 * 100 / 24.0, z = 100, variance = x + y + z;
    double sd = sqrt(variance);
    assert_int_equal(r->finding, SIMULATION_VARIES);
    assert_int_equal(r->samples, N);
    assert_within(r->mean, 0, sd / sqrt(N));
    assert_within(r->sd, sd, sd / sqrt(2.0 * N));
    assert_within(r->loss, 0.5, 0.5 / sqrt(N));
    assert_true(r->targets[0].missed == r->loss);
    assert_true(r->below_zero == r->loss); /* flows are even: below at the end or never */
    /* shares are exact but for the variances, which are the sample's */
    assert_within(share_of(&simulation, scenario, "shared.x"), x / variance, 1 / sqrt(N));
    assert_within(share_of(&simulation, scenario, "shared.y"), y / variance, 1 / sqrt(N));
    assert_within(share_of(&simulation, scenario, "shared.z"), z / variance, 1 / sqrt(N));
    assert_true(fabs(r->rest) < 1e-9);
    uint64_t counted = 0;
    for (uint32_t i = 0; i < r->n_bins; i++) {
        assert_true(r->bins[i].from < r->bins[i].to);
        assert_true(i == 0 || r->bins[i].from == r->bins[i - 1].to);
        counted += r->bins[i].count;
    }
    assert_int_equal(counted, N);
    /* the balance grows evenly: a twelfth of the year's in each month */
    assert_near(r->fan[FAN_95][0] * 12, r->fan[FAN_95][11], 1e-9);
    assert_within(r->fan[FAN_50][11], 0, 1.26 * sd / sqrt(10240));
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* What does not hold still in a result: its arrays. */
static void assert_same_result(const struct simulation_result *a, const struct simulation_result *b)
{
    assert_int_equal(a->samples, b->samples);
    assert_same_bits(a->mean, b->mean);
    assert_same_bits(a->sd, b->sd);
    assert_same_bits(a->loss, b->loss);
    for (int i = 0; i < N_PERCENTILES; i++)
        assert_same_bits(a->percentiles[i], b->percentiles[i]);
    for (uint32_t i = 0; i < a->n_drivers; i++)
        assert_same_bits(a->drivers[i].share, b->drivers[i].share);
    for (uint32_t month = 0; month < a->months; month++)
        for (int i = 0; i < N_FAN; i++)
            assert_same_bits(a->fan[i][month], b->fan[i][month]);
}

/* Two workers by turns, each ahead of what is merged. */
static void test_workers_do_not_matter(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(linear);
    struct simulation one = {0}, two = {0};
    struct simulation_worker *workers[2];
    struct simulation_part *parts[2];
    struct error err;
    struct simulation_settings settings = {10500, 1, 10240, 102400};
    simulate(&one, scenario, "total.profit", 10500);
    assert_int_equal(simulation_prepare(&two, scenario, "total.profit", &settings, &err), 0);
    assert_int_equal(simulation_load(&two, scenario, &err), 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(simulation_worker_new(&two, scenario, &workers[i], &err), 0);
        assert_int_equal(simulation_part_new(&two, &parts[i], &err), 0);
    }
    for (uint64_t chunk = 0; chunk < simulation_n_chunks(&two); chunk += 2) {
        for (uint64_t i = 2; i-- > 0;)
            if (chunk + i < simulation_n_chunks(&two)) {
                simulation_assign(&two, parts[i], chunk + i);
                simulation_compute(&two, workers[i], parts[i]);
            }
        for (uint64_t i = 0; i < 2 && chunk + i < simulation_n_chunks(&two); i++)
            simulation_merge(&two, parts[i]);
    }
    simulation_finish(&two);
    assert_same_result(&one.result, &two.result);
    for (int i = 0; i < 2; i++) {
        simulation_worker_free(workers[i]);
        simulation_part_free(parts[i]);
    }
    simulation_fini(&one);
    simulation_fini(&two);
    scenario_free(scenario);
}

/* The same numbers in every run: an edit of one parameter moves what it moves, and nothing else. */
static void test_edits_move_the_picture(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(linear);
    struct simulation simulation = {0};
    struct error err;
    double before[N_PERCENTILES], mean, sd;
    simulate(&simulation, scenario, "total.profit", 10000);
    memcpy(before, simulation.result.percentiles, sizeof before);
    mean = simulation.result.mean;
    sd = simulation.result.sd;
    struct simulation_scale scale = simulation.scale;
    uint32_t n_bins = simulation.result.n_bins;
    assert_int_equal(scenario_set(scenario, "scenario", "budget", "7", &err), STATUS_OK);
    assert_int_equal(scenario_set(scenario, "shared", "x", "10", &err), STATUS_OK);
    if (!simulation_is_current(&simulation, scenario))
        simulate(&simulation, scenario, "total.profit", 10000);
    else
        assert_int_equal(simulation_run(&simulation, scenario, &err), STATUS_OK);
    assert_same_bits(simulation.result.mean, mean);
    assert_same_bits(simulation.result.sd, sd);
    assert_memory_equal(simulation.result.percentiles, before, sizeof before);
    /* half as much more of everything shifts all samples by the same amount; edges stay */
    assert_int_equal(scenario_set(scenario, "a", "cost", "10 * z - 1", &err), STATUS_OK);
    assert_false(simulation_is_current(&simulation, scenario));
    simulate(&simulation, scenario, "total.profit", 10000);
    for (int i = 0; i < N_PERCENTILES; i++)
        assert_true(fabs(simulation.result.percentiles[i] - before[i] - 1) < 1e-9);
    assert_true(fabs(simulation.result.sd - sd) < 1e-9);
    assert_memory_equal(&simulation.scale, &scale, sizeof scale);
    assert_int_equal(simulation.result.n_bins, n_bins);
    /* far away, or far narrower, they must change */
    assert_int_equal(scenario_set(scenario, "a", "cost", "10 * z - 1000", &err), STATUS_OK);
    simulate(&simulation, scenario, "total.profit", 10000);
    assert_true(simulation.result.bins[0].from > 800);
    assert_int_equal(scenario_set(scenario, "a", "cost", "0", &err), STATUS_OK);
    assert_int_equal(scenario_set(scenario, "a", "revenue", "x / 100", &err), STATUS_OK);
    simulate(&simulation, scenario, "total.profit", 10000);
    assert_true(simulation.result.n_bins > 8);
    assert_true(simulation.result.bins[simulation.result.n_bins - 1].to < 0.3);
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* Parameters that go together perfectly share what they do, and take nothing from the others. */
static void test_perfect_shares(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct scenario *scenario =
        scenario_from_text("[a]\nx = 1\nx.dist = normal(0, 1)\ny = 1\ny.dist = normal(0, 0.7)\n"
                           "z = 1\nz.dist = normal(0, 4)\ncost = 0\nrevenue = x + y + z\n"
                           "[correlations]\nc1 = a.x, a.y, 1\n");
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", N);
    assert_within(share_of(&simulation, scenario, "a.x"), 1.445 / 18.89, 1 / sqrt(N));
    assert_within(share_of(&simulation, scenario, "a.y"), 1.445 / 18.89, 1 / sqrt(N));
    assert_within(share_of(&simulation, scenario, "a.z"), 16 / 18.89, 1 / sqrt(N));
    assert_true(fabs(simulation.result.rest) < 1e-6);
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* var(x + y) = 1 + 1 + 2 r; each has the share (1 + r) / (2 + 2 r), and one without effect none. */
static void test_correlated_shares(void **state)
{
    (void)state;
    enum { N = 100000 };
    const double rho = 0.6, r = 2 * sin(3.14159265358979323846 * rho / 6);
    struct scenario *scenario = scenario_from_text(
        "[a]\nx = 0\nx.dist = normal(0, 1)\ny = 0\ny.dist = normal(0, 1)\nz = 0\n"
        "z.dist = normal(0, 1)\nrevenue = x + 3 * y\ncost = 0 * z\n"
        "[correlations]\nc1 = a.x, a.y, 0.6\nc2 = a.y, a.z, 0.5\n");
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", N);
    double variance = 1 + 9 + 6 * r;
    assert_within(simulation.result.sd, sqrt(variance), sqrt(variance / 2 / N));
    assert_within(share_of(&simulation, scenario, "a.x"), (1 + 3 * r) / variance, 1 / sqrt(N));
    assert_within(share_of(&simulation, scenario, "a.y"), (9 + 3 * r) / variance, 1 / sqrt(N));
    assert_true(fabs(share_of(&simulation, scenario, "a.z")) < 1e-9);
    assert_true(fabs(simulation.result.rest) < 1e-9);
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* Of x^2 with x normal about 1: b = 2, so the line has 4 of the variance of 4 + 2; of x * y about 0
 * no line has anything. */
static void test_curvature(void **state)
{
    (void)state;
    enum { N = 100000 };
    struct scenario *scenario =
        scenario_from_text("[shared]\nx = 1\nx.dist = normal(1, 1)\ny = 0\ny.dist = normal(0, 1)\n"
                           "z = 0\nz.dist = normal(0, 1)\n[a]\nrevenue = x ^ 2\ncost = 0\n"
                           "[metrics]\nm = y * z\n");
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", N);
    assert_within(simulation.result.mean, 2, sqrt(6.0 / N));
    assert_within(share_of(&simulation, scenario, "shared.x"), 4 / 6.0, 3 / sqrt(N));
    assert_within(simulation.result.rest, 2 / 6.0, 3 / sqrt(N));
    assert_near(share_of(&simulation, scenario, "shared.y"), 0, 0); /* it isn't even drawn */
    assert_int_equal(simulation.sampler.n, 1);
    simulate(&simulation, scenario, "metrics.m", N);
    assert_within(simulation.result.sd, 1, 2 / sqrt(N));
    assert_within(simulation.result.rest, 1, 10.0 / N);
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* 200 parameters, too many for the normal equations: each by its correlation. */
static void test_many_drivers(void **state)
{
    (void)state;
    enum { N = 50000, PARAMETERS = 200 };
    char *text = malloc(100000);
    int used = snprintf(text, 100000, "[a]\n");
    for (int i = 0; i < PARAMETERS; i++)
        used += snprintf(text + used, 100000 - (size_t)used, "x%d = 1\nx%d.dist = uniform(0, 2)\n",
                         i, i);
    used += snprintf(text + used, 100000 - (size_t)used, "cost = 0\nrevenue = 10 * x7");
    for (int i = 0; i < PARAMETERS; i++)
        used += snprintf(text + used, 100000 - (size_t)used, "%s + x%d", i % 8 ? "" : "\n ", i);
    snprintf(text + used, 100000 - (size_t)used, "\n");
    struct scenario *scenario = scenario_from_text(text);
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", N);
    assert_int_equal(simulation.result.n_drivers, PARAMETERS);
    assert_within(simulation.result.drivers[0].share, 121 / 320.0, 1 / sqrt(N));
    assert_string_equal(scenario->model->lines[simulation.result.drivers[0].line].name, "x7");
    simulation_fini(&simulation);
    scenario_free(scenario);
    free(text);
}

/* x is uniform in -1 .. 3: undefined in a quarter of the samples. */
static void test_undefined(void **state)
{
    (void)state;
    enum { N = 40000 };
    struct scenario *scenario =
        scenario_from_text("[a]\nx = 1\nx.dist = uniform(-1, 3)\nrevenue = sqrt(x)\ncost = 0\n"
                           "[targets]\nt = total.profit >= 0\nu = 1 > 0\nv = sqrt(a.x - 1) < 2\n");
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", N);
    const struct simulation_result *r = &simulation.result;
    assert_int_equal(r->finding, SIMULATION_VARIES);
    assert_within((double)r->undefined / N, 0.25, sqrt(0.25 * 0.75 / N));
    assert_true(r->loss == 0 && r->min >= 0);
    assert_within(r->mean, 2 / sqrt(3), 0.4 / sqrt(N)); /* of sqrt(u), u in 0 .. 3 */
    assert_near(r->targets[0].missed, (double)r->undefined / N, 1e-15);
    assert_near(r->targets[1].missed, 0, 0);
    assert_within(r->targets[2].missed, 0.5, 0.5 / sqrt(N));
    assert_near(r->below_zero, 0, 0); /* where it can be told */
    assert_true(share_of(&simulation, scenario, "a.x") > 0.9);
    uint64_t counted = 0;
    for (uint32_t i = 0; i < r->n_bins; i++)
        counted += r->bins[i].count;
    assert_int_equal(counted, N - r->undefined);
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* x is uniform in -1 .. 3, and the cash falls below zero while the root of x is below 1: that is
 * known in three quarters of the samples, and so in a third of these. */
static void test_cash_that_is_not_always_known(void **state)
{
    (void)state;
    enum { N = 40000 };
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 1\n[a]\nx = 1\nx.dist = uniform(-1, 3)\nrevenue = sqrt(x)\n"
        "cost = 1\n");
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.cost + a.x", N);
    assert_int_equal(simulation.result.undefined, 0);
    assert_within(simulation.result.below_zero, 1 / 3.0, 0.5 / sqrt(0.75 * N));
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* One sample is the least and the largest, but no sign that nothing moves the outcome. */
static void test_one_sample(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(linear);
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", 1);
    assert_int_equal(simulation.result.finding, SIMULATION_VARIES);
    assert_same_bits(simulation.result.min, simulation.result.max);
    assert_same_bits(simulation.result.mean, simulation.result.max);
    assert_true(isnan(simulation.result.sd));
    simulation_fini(&simulation);
    scenario_free(scenario);
}

static enum simulation_finding find(const char *text, const char *of)
{
    struct scenario *scenario = scenario_from_text(text);
    struct simulation simulation = {0};
    simulate(&simulation, scenario, of, 3000);
    enum simulation_finding finding = simulation.result.finding;
    assert_true((simulation_sentence(&simulation.result) == NULL) ==
                (finding == SIMULATION_VARIES));
    assert_true(finding == SIMULATION_VARIES || finding == SIMULATION_UNDEFINED ||
                (simulation.result.sd == 0 && simulation.result.min == simulation.result.max &&
                 simulation.result.n_bins == 1 && simulation.result.bins[0].count == 3000));
    simulation_fini(&simulation);
    scenario_free(scenario);
    return finding;
}

static void test_findings(void **state)
{
    (void)state;
    static const char uncertain[] = "[a]\nx = 0.1\nx.dist = uniform(0, 1)\nw = 0.3\ncost = x\n";
    assert_int_equal(find("[a]\ncost = 0.1\n", "total.profit"), SIMULATION_NO_DIST);
    assert_int_equal(find("[a]\nx = 1\nx.dist = normal(0.7, 0)\ncost = x\n", "total.profit"),
                     SIMULATION_NO_WIDTH);
    assert_int_equal(find(uncertain, "a.w"), SIMULATION_UNMOVED);
    assert_int_equal(find(uncertain, "a.w + 0 * a.x"), SIMULATION_UNMOVED);
    assert_int_equal(find(uncertain, "sqrt(-1 - a.x)"), SIMULATION_UNDEFINED);
    assert_int_equal(find("[a]\ncost = 0.1\n", "0/0"), SIMULATION_UNDEFINED);
    assert_int_equal(find(uncertain, "total.profit"), SIMULATION_VARIES);
}

/* Months of runway, infinite where the money lasts. */
static void test_infinite(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nbudget = 12\n[a]\nx = 0\nx.dist = uniform(-20, 20)\nrevenue = x\ncost = 0\n");
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "cash.runway", N);
    const struct simulation_result *r = &simulation.result;
    assert_within((double)r->infinite / N, 0.8, sqrt(0.16 / N));
    assert_within(r->below_zero, 0.2, sqrt(0.16 / N));
    assert_true(isinf(r->mean) && r->mean > 0 && isnan(r->sd) && isnan(r->rest));
    assert_true(isfinite(r->percentiles[PERCENTILE_10]));
    assert_true(isinf(r->percentiles[PERCENTILE_50]) && isinf(r->max));
    assert_int_equal(r->undefined, 0);
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* More samples than are kept: what is kept goes on being right. */
static void test_beyond_what_is_kept(void **state)
{
    (void)state;
    enum { N = SIMULATION_MAX_KEPT + 400000 };
    struct scenario *scenario =
        scenario_from_text("[a]\nx = 0\nx.dist = uniform(0, 1)\nrevenue = x\ncost = 0.3\n");
    struct simulation simulation = {0};
    simulate(&simulation, scenario, "total.profit", N);
    const struct simulation_result *r = &simulation.result;
    assert_within(r->mean, 0.2, sqrt(1 / 12.0 / N));
    assert_within(r->loss, 0.3, sqrt(0.21 / N));
    for (int i = 0; i < N_PERCENTILES; i++) {
        double p = simulation_percents[i] / 100.0;
        assert_within(r->percentiles[i], p - 0.3, sqrt(p * (1 - p) / N));
    }
    uint64_t counted = 0;
    for (uint32_t i = 0; i < r->n_bins; i++)
        counted += r->bins[i].count;
    assert_int_equal(counted, N);
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* A run that is cut off after a few chunks is a run of so many samples. */
static void test_cut_short(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(linear);
    struct simulation full = {0}, cut = {0};
    struct error err;
    struct simulation_settings settings = {1000000, 1, 10240, 102400};
    simulate(&full, scenario, "total.profit", 3 * SIMULATION_CHUNK);
    assert_int_equal(simulation_prepare(&cut, scenario, "total.profit", &settings, &err), 0);
    assert_int_equal(simulation_load(&cut, scenario, &err), 0);
    for (uint64_t chunk = 0; chunk < 3; chunk++) {
        simulation_assign(&cut, cut.part, chunk);
        simulation_compute(&cut, cut.worker, cut.part);
        simulation_merge(&cut, cut.part);
    }
    simulation_finish(&cut);
    assert_same_result(&full.result, &cut.result);
    simulation_load(&cut, scenario, &err); /* and of none: nothing is known */
    simulation_finish(&cut);
    assert_int_equal(cut.result.samples, 0);
    assert_true(isnan(cut.result.mean) && isnan(cut.result.loss) && cut.result.n_bins == 0);
    simulation_fini(&full);
    simulation_fini(&cut);
    scenario_free(scenario);
}

static void test_live_settings(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(linear);
    struct simulation_settings settings = simulation_live_settings(scenario);
    assert_int_equal(settings.samples, 10000);
    assert_int_equal(settings.fan_samples, 10000);
    assert_int_equal(settings.driver_samples, 10000);
    scenario_free(scenario);
    scenario = scenario_from_text("[scenario]\nmonths = 600\n[a]\ncost = 1\n");
    assert_int_equal(simulation_live_settings(scenario).fan_samples, 1024);
    scenario_free(scenario);
}

/* What is wrong with the outcome is said, and the simulation may be prepared again. */
static void test_faulty_outcome(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(linear);
    struct simulation simulation = {0};
    struct simulation_settings settings = {1000, 1, 1024, 1024};
    struct error err = {0};
    assert_false(simulation_is_current(&simulation, scenario));
    assert_int_equal(simulation_prepare(&simulation, scenario, "2 * total.proft", &settings, &err),
                     STATUS_FAULTY);
    assert_int_equal(err.offset, 4);
    assert_non_null(strstr(err.text, "did you mean 'total.profit'?"));
    assert_false(simulation_is_current(&simulation, scenario));
    simulate(&simulation, scenario, "2 * total.profit", 1000);
    assert_true(simulation_is_current(&simulation, scenario));
    simulation_fini(&simulation);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_linear),
        cmocka_unit_test(test_workers_do_not_matter),
        cmocka_unit_test(test_edits_move_the_picture),
        cmocka_unit_test(test_correlated_shares),
        cmocka_unit_test(test_perfect_shares),
        cmocka_unit_test(test_curvature),
        cmocka_unit_test(test_many_drivers),
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_cash_that_is_not_always_known),
        cmocka_unit_test(test_one_sample),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_infinite),
        cmocka_unit_test(test_beyond_what_is_kept),
        cmocka_unit_test(test_cut_short),
        cmocka_unit_test(test_live_settings),
        cmocka_unit_test(test_faulty_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
