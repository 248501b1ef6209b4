/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing and bridging when memory runs out, at every allocation in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/compare/bridge.h"
#include "analysis/compare/comparison.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

static const char before[] = "[shared]\nx = 5\n[a]\ncost = 3 * x\nrevenue = max(x, 7)\n";
static const char after[] = "[shared]\nx = 9\ny = 2\n[a]\ncost = 4 * x\nrevenue = max(x, 7)\n";

struct fixture {
    struct scenario *scenarios[2];
    struct probe *probes[2];
};

static int set_up(void **state)
{
    static struct fixture fixture;
    const char *const texts[] = {before, after};
    const char *const outcome = "total.profit";
    for (int i = 0; i < 2; i++) {
        fixture.scenarios[i] = scenario_from_text(texts[i]);
        assert_int_equal(
            probe_new(fixture.scenarios[i], &outcome, 1, 0, &fixture.probes[i], NULL, NULL),
            STATUS_OK);
    }
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 2; i++) {
        probe_free(fixture->probes[i]);
        scenario_free(fixture->scenarios[i]);
    }
    return 0;
}

/* Once more with memory that was there before, as between two keystrokes. */
static void try_comparison(const struct fixture *fixture, bool lasting)
{
    const struct scenario *const scenarios[] = {fixture->scenarios[0], fixture->scenarios[1]};
    struct comparison comparison = {0};
    bool failed = true;
    int at;

    for (at = 1; failed; at++) {
        struct error err;
        failing_alloc_begin(at, lasting);
        enum status status = comparison_make(&comparison, scenarios, 2, &err);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_int_equal(comparison.n_rows, 0);
        }
        if (failed)
            comparison_fini(&comparison);
    }
    assert_true(at > 2);
    assert_int_equal(comparison_n_differences(&comparison), 3);
    failing_alloc_begin(1, true);
    assert_int_equal(comparison_make(&comparison, scenarios, 2, NULL), STATUS_OK);
    failing_alloc_end();
    comparison_fini(&comparison);
}

static void try_bridge(const struct fixture *fixture, bool lasting)
{
    struct bridge_end from = {fixture->scenarios[0], fixture->probes[0]};
    struct bridge_end to = {fixture->scenarios[1], fixture->probes[1]};
    struct bridge bridge = {0};
    bool failed = true;
    int at;

    for (at = 1; failed; at++) {
        struct error err;
        failing_alloc_begin(at, lasting);
        enum status status = bridge_make(&bridge, &from, &to, &err);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_int_equal(bridge.n, 0);
        }
    }
    assert_true(at > 5);
    assert_int_equal(bridge.n, 2);
    bridge_fini(&bridge);
}

static void test_one_allocation_fails(void **state)
{
    try_comparison(*state, false);
    try_bridge(*state, false);
}

static void test_all_allocations_fail_from_one_on(void **state)
{
    try_comparison(*state, true);
    try_bridge(*state, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_allocation_fails),
        cmocka_unit_test(test_all_allocations_fail_from_one_on),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
