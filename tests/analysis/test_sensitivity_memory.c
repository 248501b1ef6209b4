/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outcome owes to its parameters when memory runs out, at every allocation in turn; and
 * that none is needed once the buffers are there. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/sensitivity.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

static const char text[] = "[a]\nx = 5\nx.min = 0\nx.max = 10\nrevenue = 3 * x - 6\n"
                           "[b]\nper = month\ncost = x\nx = 0.5\nlast_month = 6\n";

static enum status compute(struct sensitivity *s, const struct scenario *scenario,
                           struct error *err)
{
    enum status status = sensitivity_derive(s, scenario, err);
    if (status == STATUS_OK)
        status = sensitivity_find_swings(s, scenario, (double)INFINITY, err);
    if (status == STATUS_OK)
        status = sensitivity_find_flips(s, scenario, NAMES_NONE, (double)INFINITY, err);
    return status;
}

static void try_all(bool lasting)
{
    static const char *const outcome = "total.profit";
    struct scenario *scenario = scenario_from_text(text);
    struct probe *probe = NULL;
    bool failed = true;
    int at;
    assert_int_equal(probe_new(scenario, &outcome, 1, 0, &probe, NULL, NULL), STATUS_OK);
    for (at = 1; failed; at++) {
        struct sensitivity s = {0};
        struct error err;
        failing_alloc_begin(at, lasting);
        enum status status = sensitivity_init(&s, probe, 0, scenario, &err);
        if (status == STATUS_OK)
            status = compute(&s, scenario, &err);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
            if (s.n > 0) /* what was there before can be used again */
                assert_int_equal(compute(&s, scenario, &err), STATUS_OK);
        }
        if (s.n > 0)
            assert_true(sensitivity_of(&s, model_find(scenario->model, "a.x"))->flip == 3);
        sensitivity_fini(&s);
    }
    assert_true(at > 10);
    probe_free(probe);
    scenario_free(scenario);
}

static void test_first_time(void **state)
{
    (void)state;
    try_all(false);
    try_all(true);
}

static void test_allocates_nothing_afterwards(void **state)
{
    (void)state;
    static const char *const outcome = "total.profit";
    struct scenario *scenario = scenario_from_text(text);
    struct probe *probe = NULL;
    struct sensitivity s = {0};
    assert_int_equal(probe_new(scenario, &outcome, 1, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(sensitivity_init(&s, probe, 0, scenario, NULL), STATUS_OK);
    assert_int_equal(compute(&s, scenario, NULL), STATUS_OK);
    assert_int_equal(scenario_set(scenario, "a", "x", "6", NULL), STATUS_OK);
    failing_alloc_begin(1, true);
    enum status status = compute(&s, scenario, NULL);
    assert_false(failing_alloc_end());
    assert_int_equal(status, STATUS_OK);
    assert_true(s.value == 9);
    sensitivity_fini(&s);
    probe_free(probe);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_time),
        cmocka_unit_test(test_allocates_nothing_afterwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
