/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Risk view: goldens in every size and for every state, scales that stay, and what is shown
 * against the simulation itself. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/golden.h"
#include "support/manual.h"
#include "support/scenario_text.h"
#include "support/screen.h"
#include "views/panels/risk.h"

static void test_every_size(void **state)
{
    (void)state;
    screen_check_sizes("risk", "risk.ini", "v5/conv<Enter>9<Enter>/conv<Enter>");
}

/* The screen after KEYS at ROWS x COLUMNS against the golden NAME. */
static void check(const char *name, const char *file, const char *keys, int rows, int columns)
{
    struct screen screen;
    screen_open(&screen, file, rows, columns, true);
    screen_type(&screen, keys);
    char *dump = screen_dump(&screen);
    bool matches = golden_matches(name, dump);
    free(dump);
    screen_close(&screen);
    assert_true(matches);
}

static void test_the_rest_by_scrolling(void **state)
{
    (void)state;
    struct screen screen;
    screen_open(&screen, "risk.ini", 24, 80, true);
    screen_type(&screen, "v5/price<Enter>");
    free(screen_dump(&screen)); /* how far it can be scrolled is known once it is drawn */
    screen_type(&screen, "JJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJ");
    char *dump = screen_dump(&screen);
    bool matches = golden_matches("view-risk-scrolled", dump);
    free(dump);
    screen_close(&screen);
    assert_true(matches);
}

static void test_what_there_is_to_say_first(void **state)
{
    (void)state;
    check("view-risk-certain", "dashboard.ini", "v5/campaign_cost<Enter>", 24, 80);
    check("view-risk-upside-down", "risk.ini", "v5/campaign_rev<Enter>15k<Enter>", 40, 120);
    check("view-risk-unmoved", "risk.ini", "v5:outcome office.cost<Enter>", 24, 80);
    check("view-risk-undefined", "risk.ini", "v5:outcome metrics.root<Enter>", 24, 80);
    check("view-risk-hopeless", "risk.ini", "v5:outcome metrics.hopeless<Enter>", 24, 80);
    check("view-risk-infinite", "risk.ini", "v5:outcome cash.runway<Enter>", 24, 80);
    check("view-risk-negative", "risk.ini", "v5:outcome -total.cost<Enter>", 24, 80);
}

static void test_an_outcome_that_is_gone(void **state)
{
    (void)state;
    struct screen screen;
    screen_open(&screen, "risk.ini", 24, 80, false);
    screen_type(&screen, "v5:set metrics.mine total.profit / 2<Enter>:outcome metrics.mine<Enter>");
    assert_true(screen_shows(&screen, "10,000 samples"));
    screen_type(&screen, "uuu");
    assert_true(screen_shows(&screen, "metrics.mine"));
    assert_false(screen_shows(&screen, "10,000 samples"));
    screen_close(&screen);
}

/* What is typed is seen while it is typed; the same keys give the same screen; and a change that is
 * taken back leaves it as it was. */
static void test_determined_by_what_is_typed(void **state)
{
    (void)state;
    struct screen *a = screen_new("risk.ini", 40, 120, true);
    struct screen *b = screen_new("risk.ini", 40, 120, true);
    screen_type(a, "v5");
    screen_type(b, "v5");
    char *before = screen_dump(a), *other = screen_dump(b);
    assert_string_equal(before, other);
    free(other);
    screen_type(a, "/conv<Enter>8");
    screen_type(b, "/conv<Enter>8<Enter>");
    char *typing = screen_dump(a);
    other = screen_dump(b);
    assert_string_not_equal(typing, before);
    screen_type(a, "<Enter>");
    char *kept = screen_dump(a);
    assert_string_equal(kept, other);
    screen_type(a, "u/budget<Enter>");
    screen_type(b, "u/budget<Enter>");
    free(other);
    char *back = screen_dump(a);
    other = screen_dump(b);
    assert_string_equal(back, other);
    free(other);
    free(back);
    free(kept);
    free(typing);
    free(before);
    screen_free(a);
    screen_free(b);
}

/* What the manual says that one sees after an edit: the lines of the display behind it. */
static void test_the_example_of_the_manual(void **state)
{
    (void)state;
    const char *edit = ":set subscriptions.organic.dist 0.9*value to 1.2*value";
    const char *begin = ".Bd -literal -offset indent\n";
    struct manual manual = manual_read("proforma.1");
    struct screen screen;
    screen_open(&screen, "../../scenarios/starter.ini", 24, 80, true);
    screen_type(&screen, "v5");
    assert_true(screen_row_of(&screen, "subscriptions.organic") <
                screen_row_of(&screen, ".usual_churn"));
    screen_type(&screen, edit);
    screen_type(&screen, "<Enter>");
    assert_true(screen_row_of(&screen, ".usual_churn") <
                screen_row_of(&screen, "subscriptions.organic"));
    char *at = strstr(manual.text, edit);
    assert_non_null(at);
    at = strstr(at, begin);
    assert_non_null(at);
    size_t n = 0;
    for (at += strlen(begin); strncmp(at, ".Ed\n", 4) != 0; n++) {
        size_t length = strcspn(at, "\n");
        assert_int_equal(at[length], '\n');
        at[length] = '\0';
        assert_true(screen_shows(&screen, at));
        at += length + 1;
    }
    assert_int_equal(n, 2);
    free(manual.text);
    screen_close(&screen);
}

static const char text[] = "[scenario]\nbudget = 40\nmonths = 6\n[shared]\nx = 10\n"
                           "x.dist = uniform(value - 12, value + 12)\n"
                           "[a]\nrevenue = x\n[targets]\nt = total.profit > 5\n";

/* The figures of uniform(-2, 22) but for the sample's error: 3 standard errors of 10,000 samples.
 */
static void test_figures_are_those_of_the_distribution(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(text), *baseline = scenario_clone(scenario);
    struct risk risk = {0};
    struct error err;
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    const struct simulation_result *result = &risk.now.result;
    double half = 12 / sqrt(3) / 100;
    assert_true(fabs(result->mean - 10) < 3 * half);
    assert_true(fabs(result->loss - 2.0 / 24) < 3 * sqrt(2.0 / 24 * 22 / 24) / 100);
    assert_true(fabs(result->targets[0].missed - 7.0 / 24) < 3 * sqrt(7.0 / 24 * 17 / 24) / 100);
    uint32_t sum = risk.histogram.below + risk.histogram.above;
    for (int i = 0; i < HISTOGRAM_BINS; i++)
        sum += risk.histogram.counts[i];
    assert_int_equal(sum, result->samples);
    assert_ptr_equal(risk_before(&risk), &risk.now); /* nothing has been edited */
    risk_fini(&risk);
    scenario_free(scenario);
    scenario_free(baseline);
}

/* An edit moves the outcomes of all samples alike; scale and baseline stay. */
static void test_edits_move_columns_and_nothing_else(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(text), *baseline = scenario_clone(scenario);
    struct risk risk = {0};
    struct error err;
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    struct histogram before = risk.histogram;
    double mean = risk.now.result.mean;
    assert_int_equal(scenario_set(scenario, "shared", "x", "11", &err), STATUS_OK);
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    assert_true(fabs(risk.now.result.mean - mean - 1) < 1e-9);
    assert_true(risk.histogram.width == before.width && risk.histogram.first == before.first);
    assert_memory_equal(risk.histogram.tops, before.tops, sizeof before.tops);
    assert_memory_equal(risk.histogram.ghost, before.counts, sizeof before.counts);
    assert_memory_not_equal(risk.histogram.counts, before.counts, sizeof before.counts);
    assert_true(fabs(risk_before(&risk)->result.mean - mean) < 1e-9);
    assert_int_equal(scenario_set(scenario, "shared", "x", "10", &err), STATUS_OK);
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    assert_memory_equal(&risk.histogram, &before, sizeof before);
    risk_fini(&risk);
    scenario_free(scenario);
    scenario_free(baseline);
}

/* A baseline without any uncertainty is a single value, which no scale has to reach. */
static void test_a_certain_baseline(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(text), *baseline = scenario_clone(scenario);
    struct risk risk = {0};
    struct error err;
    assert_int_equal(scenario_set(baseline, "shared", "x.dist", NULL, &err), STATUS_OK);
    assert_int_equal(scenario_set(baseline, "shared", "x", "1000", &err), STATUS_OK);
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    assert_true(risk_before(&risk)->result.mean == 1000);
    assert_true(risk.histogram.width < 5);
    for (int i = 0; i < HISTOGRAM_BINS; i++)
        assert_int_equal(risk.histogram.ghost[i], 0);
    risk_fini(&risk);
    scenario_free(scenario);
    scenario_free(baseline);
}

/* 600 months of formulas are too many for 10,000 samples at a keystroke; how many there were is
 * said. */
static void test_fewer_samples_of_a_large_scenario(void **state)
{
    (void)state;
    struct screen screen;
    screen_open(&screen, "risk.ini", 24, 80, true);
    screen_type(&screen, "v5");
    assert_true(screen_shows(&screen, "10,000 samples, seed 1"));
    screen_type(&screen, "/months<Enter>600<Enter>");
    assert_true(screen_shows(&screen, "2,048 samples, seed 1"));
    screen_close(&screen);
}

/* Another model of the scenario, and another baseline. */
static void test_structure_and_baseline_change(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(text), *baseline = scenario_clone(scenario);
    struct risk risk = {0};
    struct error err;
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    assert_int_equal(scenario_set(scenario, "a", "cost", "y", &err), STATUS_FAULTY);
    assert_int_equal(scenario_set(scenario, "a", "cost", "x / 2", &err), STATUS_OK);
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    assert_true(fabs(2 * risk.now.result.mean - risk_before(&risk)->result.mean) < 1e-9);
    scenario_free(baseline);
    baseline = scenario_clone(scenario);
    risk_forget(&risk);
    assert_int_equal(scenario_set(scenario, "shared", "x", "20", &err), STATUS_OK);
    assert_int_equal(risk_update(&risk, "total.profit", scenario, baseline, &err), STATUS_OK);
    assert_true(fabs(risk.now.result.mean - risk_before(&risk)->result.mean - 5) < 1e-9);
    risk_fini(&risk);
    scenario_free(scenario);
    scenario_free(baseline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_the_rest_by_scrolling),
        cmocka_unit_test(test_what_there_is_to_say_first),
        cmocka_unit_test(test_an_outcome_that_is_gone),
        cmocka_unit_test(test_determined_by_what_is_typed),
        cmocka_unit_test(test_the_example_of_the_manual),
        cmocka_unit_test(test_figures_are_those_of_the_distribution),
        cmocka_unit_test(test_edits_move_columns_and_nothing_else),
        cmocka_unit_test(test_a_certain_baseline),
        cmocka_unit_test(test_fewer_samples_of_a_large_scenario),
        cmocka_unit_test(test_structure_and_baseline_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
