/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/simulation.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_linear),
        cmocka_unit_test(test_workers_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
