/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulations when memory runs out, at every allocation in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/simulation/simulation.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

static const char text[] = "[scenario]\nmonths = 1\n"
                           "[a]\nx = 3\nx.dist = pert(value, value, 9)\ny = 5\ny.dist = 2 to 8\n"
                           "z = 2\nz.dist = poisson(value)\n"
                           "cost = 3 * x\nrevenue = y + 0 * z\n[targets]\nt = total.profit > 0\n"
                           "[correlations]\nc1 = a.x, a.y, 0.5\n";

/* Everything once, on a simulation that may have been used before. */
static enum status run_once(struct simulation *simulation, const struct scenario *scenario)
{
    struct simulation_settings settings = {SIMULATION_MAX_KEPT + 1, 1, 1024, 1024};
    struct simulation_worker *worker = NULL;
    struct simulation_part *part = NULL;
    struct error err;
    enum status status = simulation_prepare(simulation, scenario, "total.profit", &settings, &err);
    if (!status)
        status = simulation_load(simulation, scenario, &err);
    if (!status)
        status = simulation_worker_new(simulation, scenario, &worker, &err);
    if (!status)
        status = simulation_part_new(simulation, &part, &err);
    if (!status) {
        simulation_assign(simulation, part, 0);
        simulation_compute(simulation, worker, part);
        simulation_merge(simulation, part);
        simulation_finish(simulation);
        assert_true(simulation->result.mean < 0);
    }
    simulation_worker_free(worker);
    simulation_part_free(part);
    return status;
}

static void try_all(bool lasting, bool is_used)
{
    struct scenario *scenario = scenario_from_text(text);
    bool failed = true;
    int at;
    for (at = 1; failed; at++) {
        struct simulation simulation = {0};
        if (is_used)
            assert_int_equal(run_once(&simulation, scenario), STATUS_OK);
        failing_alloc_begin(at, lasting);
        enum status status = run_once(&simulation, scenario);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_int_equal(run_once(&simulation, scenario), STATUS_OK); /* and again */
        }
        simulation_fini(&simulation);
    }
    assert_true(at > 40);
    scenario_free(scenario);
}

static void test_one_allocation_fails(void **state)
{
    (void)state;
    try_all(false, false);
    try_all(false, true);
}

static void test_all_allocations_fail_from_one_on(void **state)
{
    (void)state;
    try_all(true, false);
    try_all(true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_allocation_fails),
        cmocka_unit_test(test_all_allocations_fail_from_one_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
