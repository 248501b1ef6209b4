/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formulas with numbers put in, who uses a line, and where a NaN began. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/explain.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

static const char text[] = "[scenario]\n"
                           "months = 3\n"
                           "[shared]\n"
                           "fee = 2.5 %\n"
                           "loss = -5\n"
                           "[ads]\n"
                           "views = 5万 view\n"
                           "price = 0.5\n"
                           "cost = views * price * (1 + fee)\n"
                           "revenue = max(cost, 2 * loss) - loss\n"
                           "[subs]\n"
                           "per = month\n"
                           "start = 100\n"
                           "users = prev(users, start) + 10\n"
                           "cost = users * 2 + ads.cost / months\n"
                           "late = prev(users + month) + lag(users, 1.5) + cumulative(users)\n"
                           "share = users / sum(prev(users))\n"
                           "[off]\n"
                           "enabled = no\n"
                           "cost = 7\n"
                           "[late]\n"
                           "cost = cost_of_off + sum(subs.users) + off.cost\n"
                           "cost_of_off = 1\n"
                           "[nan]\n"
                           "zero = 0\n"
                           "bad = 1 / zero\n"
                           "worse = bad - bad\n"
                           "alone = 2\n"
                           "[metrics]\n"
                           "worst = nan.worse + total.cost\n";

static int set_up(void **state)
{
    *state = scenario_from_text(text);
    return *state == NULL;
}

static int tear_down(void **state)
{
    scenario_free(*state);
    return 0;
}

static uint32_t find(const struct scenario *scenario, const char *name)
{
    uint32_t line = model_find(scenario->model, name);
    assert_int_not_equal(line, NAMES_NONE);
    return line;
}

static void assert_numbers(const struct scenario *scenario, const char *name, uint32_t month,
                           const char *expected)
{
    char out[256];
    assert_true(explain_numbers(scenario, find(scenario, name), month, out, sizeof out));
    assert_string_equal(out, expected);
}

static void test_names_become_numbers_as_written(void **state)
{
    const struct scenario *scenario = *state;
    assert_numbers(scenario, "ads.cost", 0, "5万 * 0.5 * (1 + 2.5 %)");
}

static void test_negative_numbers_stand_in_parentheses(void **state)
{
    const struct scenario *scenario = *state;
    assert_numbers(scenario, "ads.revenue", 0, "max(25,625, 2 * (-5)) - (-5)");
}

static void test_series_stand_for_one_month(void **state)
{
    const struct scenario *scenario = *state;
    assert_numbers(scenario, "subs.users", 0, "prev(-, 100) + 10");
    assert_numbers(scenario, "subs.users", 2, "prev(120, 100) + 10");
    assert_numbers(scenario, "subs.late", 0, "prev(- + -) + lag(-, 1.5) + cumulative(110)");
    assert_numbers(scenario, "subs.late", 2,
                   "prev(120 + 2) + lag(115, 1.5) + cumulative(110..130)");
    assert_numbers(scenario, "subs.share", 2, "130 / sum(prev(110..120))");
}

static void test_a_qualified_role_is_what_counts(void **state)
{
    const struct scenario *scenario = *state;
    assert_numbers(scenario, "late.cost", 0, "1 + sum(110..130) + 0");
}

static void test_profits_and_what_others_come_to(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 3\nbudget = 50\n[a]\nper = month\nrevenue = 10 * month\n"
        "cost = 5 + 0.1 * revenue\n[b]\ncost = 30\n"
        "[c]\nper = month\ncost = others.profit * a.margin - prev(a.profit)\n"
        "[d]\ncost = others.profit\n[e]\nper = month\n"
        "x = prev(cash.balance) + lag(cash.balance, 1.5)\n"
        "[metrics]\nm = cash.balance\n");
    assert_numbers(scenario, "c.cost", 1, "3 * 0.65 - prev(4)");
    assert_numbers(scenario, "d.cost", 0, "17.65");
    assert_numbers(scenario, "e.x", 0, "prev(50) + lag(50, 1.5)");
    assert_numbers(scenario, "e.x", 2, "prev(39.68) + lag(40.1, 1.5)");
    assert_numbers(scenario, "metrics.m", 2, "50");
    scenario_free(scenario);
}

static void test_flows_of_other_stages_are_the_months(void **state)
{
    const struct scenario *scenario = *state;
    char out[256];
    assert_true(explain_numbers(scenario, find(scenario, "subs.cost"), 1, out, sizeof out));
    /* a third of 25625 falls into each month */
    assert_non_null(strstr(out, "120 * 2 + 8,5"));
}

/* A total in a line of months is that month's, the margin as well. */
static void test_totals_are_the_months(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 3\n[a]\nper = month\nrevenue = 100 * month\ncost = 50\n[b]\n"
        "per = month\nx = total.margin + total.profit / total.revenue - total.cost\n");
    (void)state;
    assert_numbers(scenario, "b.x", 0, "0.5 + 50 / 100 - 50");
    assert_numbers(scenario, "b.x", 1, "0.75 + 150 / 200 - 50");
    scenario_free(scenario);
}

static void test_what_has_no_formula_has_no_numbers(void **state)
{
    const struct scenario *scenario = *state;
    char out[8] = "x";
    assert_false(explain_numbers(scenario, find(scenario, "ads.price"), 0, out, sizeof out));
    assert_string_equal(out, "");
}

static void test_numbers_are_cut_where_they_do_not_fit(void **state)
{
    const struct scenario *scenario = *state;
    for (size_t size = 1; size < 24; size++) {
        char out[24];
        memset(out, 'x', sizeof out);
        assert_true(explain_numbers(scenario, find(scenario, "ads.cost"), 0, out, size));
        assert_true(strlen(out) < size);
        assert_memory_equal(out, "5万 * 0.5 * (1 + 2.5 %)", strlen(out));
    }
}

static void test_dependents(void **state)
{
    const struct scenario *scenario = *state;
    uint32_t found[4];
    assert_int_equal(explain_dependents(scenario, find(scenario, "shared.loss"), found, 4), 1);
    assert_int_equal(found[0], find(scenario, "ads.revenue"));
    assert_int_equal(explain_dependents(scenario, find(scenario, "ads.cost"), NULL, 0), 2);
    assert_int_equal(explain_dependents(scenario, find(scenario, "nan.alone"), found, 4), 0);
    assert_int_equal(explain_dependents(scenario, find(scenario, "scenario.budget"), found, 4), 3);
    assert_int_equal(found[0], find(scenario, "cash.final"));
    assert_int_equal(found[1], find(scenario, "cash.lowest"));
    assert_int_equal(found[2], find(scenario, "cash.runway"));
}

static void test_a_nan_is_followed_to_where_it_began(void **state)
{
    const struct scenario *scenario = *state;
    uint32_t bad = find(scenario, "nan.bad");
    assert_int_equal(explain_origin(scenario, find(scenario, "metrics.worst")), bad);
    assert_int_equal(explain_origin(scenario, find(scenario, "nan.worse")), bad);
    assert_int_equal(explain_origin(scenario, bad), bad);
    assert_int_equal(explain_origin(scenario, find(scenario, "ads.cost")), NAMES_NONE);
    assert_true(explain_is_finite(scenario, find(scenario, "subs.users")));
}

/* prev() and lag() look back on what a list says before it begins. */
static void test_a_list_with_a_past(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 4\n[a]\nper = month\nfirst_month = 2\nx = 3 from -1, 5, 8 from 2\n"
        "y = prev(x) + lag(x, 2.5) + x\nrevenue = y\n");
    static const char *const texts[] = {"", "prev(5) + lag(4, 2.5) + 8",
                                        "prev(8) + lag(5, 2.5) + 8"};
    char said[100];
    for (uint32_t month = 1; month < 3; month++) {
        assert_true(explain_numbers(scenario, find(scenario, "a.y"), month, said, sizeof said));
        assert_string_equal(said, texts[month]);
    }
    assert_false(explain_numbers(scenario, find(scenario, "a.x"), 1, said, sizeof said));
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_with_a_past),
        cmocka_unit_test_setup_teardown(test_names_become_numbers_as_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_negative_numbers_stand_in_parentheses, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_series_stand_for_one_month, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_qualified_role_is_what_counts, set_up, tear_down),
        cmocka_unit_test(test_profits_and_what_others_come_to),
        cmocka_unit_test_setup_teardown(test_flows_of_other_stages_are_the_months, set_up,
                                        tear_down),
        cmocka_unit_test(test_totals_are_the_months),
        cmocka_unit_test_setup_teardown(test_what_has_no_formula_has_no_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_are_cut_where_they_do_not_fit, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_dependents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_nan_is_followed_to_where_it_began, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
