/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcome that views look at, kept up to date with the scenario and its baseline. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/scenario_text.h"
#include "views/panels/analyses.h"

static const char text[] = "[shared]\nx = 4\n[a]\nrevenue = 10 * x\ncost = 5\n";

static void test_follows_scenario_and_baseline(void **state)
{
    struct scenario *scenario = scenario_from_text(text), *baseline = scenario_clone(scenario);
    struct analyses_scenarios of = {scenario, baseline};
    struct analyses analyses;
    struct error err;
    (void)state;
    analyses_init(&analyses);
    assert_int_equal(analyses_update(&analyses, &of, &err), STATUS_OK);
    assert_near(analyses.value, 35, 0);
    assert_int_equal(scenario_set(scenario, "shared", "x", "6", &err), STATUS_OK);
    assert_int_equal(analyses_update(&analyses, &of, &err), STATUS_OK);
    assert_near(analyses.value, 35, 0); /* not told of the change */
    analyses_touch(&analyses);
    assert_int_equal(analyses_update(&analyses, &of, &err), STATUS_OK);
    assert_near(analyses.value, 55, 0);
    assert_near(analyses.baseline_value, 35, 0);
    assert_int_equal(scenario_set(scenario, "a", "cost", "x", &err), STATUS_OK);
    analyses_touch(&analyses);
    assert_int_equal(analyses_update(&analyses, &of, &err), STATUS_OK);
    assert_near(analyses.value, 54, 0);
    analyses_fini(&analyses);
    scenario_free(scenario);
    scenario_free(baseline);
}

static void test_outcome_that_is_gone(void **state)
{
    struct scenario *scenario = scenario_from_text(text), *baseline = scenario_clone(scenario);
    struct analyses_scenarios of = {scenario, baseline};
    struct analyses analyses;
    struct error err;
    (void)state;
    analyses_init(&analyses);
    assert_int_equal(scenario_set(scenario, "metrics", "m", "2 * total.cost", &err), STATUS_OK);
    assert_int_equal(analyses_choose(&analyses, scenario, "metrics.m", &err), STATUS_OK);
    assert_int_equal(analyses_update(&analyses, &of, &err), STATUS_OK);
    assert_near(analyses.value, 10, 0);
    assert_true(isnan(analyses.baseline_value));
    assert_string_equal(analyses.error, "");
    assert_int_equal(analyses_choose(&analyses, scenario, "metrics.n +", &err), STATUS_FAULTY);
    assert_string_equal(analyses.outcome, "metrics.m");
    assert_int_equal(scenario_set(scenario, "metrics", "m", NULL, &err), STATUS_OK);
    analyses_touch(&analyses);
    assert_int_equal(analyses_update(&analyses, &of, &err), STATUS_OK);
    assert_null(analyses.probe);
    assert_true(isnan(analyses.value));
    assert_non_null(strstr(analyses.error, "metrics.m"));
    analyses_fini(&analyses);
    scenario_free(scenario);
    scenario_free(baseline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_follows_scenario_and_baseline),
        cmocka_unit_test(test_outcome_that_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
