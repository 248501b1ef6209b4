/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals as text: what they ask for, and what is wrong with them, and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/solve/goal.h"
#include "support/assert_near.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

static const char text[] = "[scenario]\ncurrency = USD\nmonths = 6\n"
                           "[a]\nx = 4 unit\nfee = 5 USD/unit\ncost = 3\nrevenue = x * fee\n";

static struct goal_reading read(const struct scenario *scenario, const char *goal)
{
    struct goal_reading reading = {0};
    struct error err;
    if (goal_read(scenario, goal, &reading, &err))
        fail_msg("%s: %s", goal, err.text);
    return reading;
}

static void assert_goal(const char *goal, enum operation op, double target, const char *outcome)
{
    struct scenario *scenario = scenario_from_text(text);
    struct goal_reading reading = read(scenario, goal);
    assert_int_equal(reading.goal.op, op);
    assert_near(reading.goal.target, target, 0);
    assert_int_equal(reading.outcome_length, strlen(outcome));
    assert_memory_equal(goal, outcome, strlen(outcome));
    goal_reading_fini(&reading);
    scenario_free(scenario);
}

static void test_goals(void **state)
{
    (void)state;
    assert_goal("total.profit = 0", OP_EQ, 0, "total.profit");
    assert_goal("total.profit==a.cost / 2", OP_EQ, 0, "total.profit");
    assert_goal("total.profit =-5k", OP_EQ, -5000, "total.profit");
    assert_goal("total.profit = 5k USD ", OP_EQ, 5000, "total.profit");
    assert_goal("total.profit = 1,500", OP_EQ, 1500, "total.profit");
    assert_goal("total.profit >= -1,500 USD", OP_GE, -1500, "total.profit");
    assert_goal("cash.runway >= 12", OP_GE, 12, "cash.runway");
    assert_goal("cash.runway<12", OP_LT, 12, "cash.runway");
    assert_goal("max(a.x, if(a.x <= 3, 1, 2)) > 3", OP_GT, 3, "max(a.x, if(a.x <= 3, 1, 2))");
    assert_goal("if(a.x <= 3, total.profit, 2) = 1,500 USD", OP_EQ, 1500,
                "if(a.x <= 3, total.profit, 2)");
    assert_goal("total.margin = 20 %", OP_EQ, 0.2, "total.margin");
    assert_goal("a.x >= a.fee", OP_GE, 0, "a.x");
    assert_goal("a.x != 3", OP_NE, 3, "a.x");
    assert_goal("a.x > 3 and a.fee = 5", OP_NE, 0, "a.x > 3 and a.fee = 5");
    assert_goal("not a.x = 5", OP_NE, 0, "not a.x = 5");
}

/* That GOAL is refused with MESSAGE in its text, at AT. */
static void assert_fault(const char *goal, size_t at, const char *message)
{
    struct scenario *scenario = scenario_from_text(text);
    struct goal_reading reading = {0};
    struct error err = {0};
    if (goal_read(scenario, goal, &reading, &err) != STATUS_FAULTY)
        fail_msg("%s is no fault", goal);
    if (!strstr(err.text, message))
        fail_msg("%s: %s", goal, err.text);
    assert_int_equal(err.offset, at);
    assert_null(reading.probe);
    scenario_free(scenario);
}

static void test_faults(void **state)
{
    (void)state;
    assert_fault("total.profit", 0, "asks for nothing");
    assert_fault("total.profit =", 14, "a value is missing after '='");
    assert_fault("total.proft = 0", 0, "did you mean 'total.profit'?");
    assert_fault("total.profit = total.cst", 15, "did you mean 'total.cost'?");
    assert_fault("a.x = 3 = a.y", 8, "");
    assert_fault("total.profit = 5 EUR", 17, "unit is USD");
    assert_fault("a.x / a.x = 5 USD", 14, "outcome has no unit");
    assert_fault("total.profit = 5e", 15, "'5e' is no number");
    assert_fault("= 5", 0, "a value is missing before '='");
    assert_fault("", 0, "");
    assert_fault("(total.profit = 0", 17, "");
}

static void test_values(void **state)
{
    struct goal goal;
    struct error err;
    (void)state;
    assert_int_equal(goal_read_value(NULL, " 20 %", "", &goal, &err), STATUS_OK);
    assert_int_equal(goal.op, OP_EQ);
    assert_near(goal.target, 0.2, 0);
    assert_int_equal(goal_read_value(NULL, ">= 1,200k USD", "USD", &goal, &err), STATUS_OK);
    assert_int_equal(goal.op, OP_GE);
    assert_near(goal.target, 1.2e6, 0);
    assert_int_equal(goal_read_value(NULL, "= -3", "USD", &goal, &err), STATUS_OK);
    assert_near(goal.target, -3, 0);
    assert_int_equal(goal_read_value(NULL, "", "USD", &goal, &err), STATUS_FAULTY);
    assert_int_equal(goal_read_value(NULL, ">", "USD", &goal, &err), STATUS_FAULTY);
    assert_int_equal(err.offset, 1);
    assert_int_equal(goal_read_value(NULL, "2 * 3", "USD", &goal, &err), STATUS_FAULTY);
    assert_int_equal(goal_read_value(NULL, "5 EUR", "USD", &goal, &err), STATUS_FAULTY);
    assert_int_equal(err.offset, 2);
    assert_near(goal.target, -3, 0);
}

static void try_memory(const struct scenario *scenario, const char *goal)
{
    bool failed = true;
    int at;
    for (at = 1; failed; at++) {
        struct goal_reading reading = {0};
        struct error err;
        failing_alloc_begin(at, false);
        enum status status = goal_read(scenario, goal, &reading, &err);
        failed = failing_alloc_end();
        assert_int_equal(status, status ? STATUS_NO_MEMORY : STATUS_OK);
        assert_true(failed || !status); /* a warning that finds no memory is left out */
        goal_reading_fini(&reading);
    }
    assert_true(at > 5);
}

static void test_memory(void **state)
{
    struct scenario *scenario = scenario_from_text(text);
    (void)state;
    try_memory(scenario, "total.profit = 2 * a.x");
    try_memory(scenario, "total.profit = 2k USD");
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goals),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
