/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grades of conditions: above 0 where the condition is met, below it where it is missed, and the
 * lower the further. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analysis/optimize/optimize_grade.h"
#include "analysis/probe/probe.h"
#include "support/scenario_text.h"

/* The balance is below 0 in the first month or later, and the profit above 0, as x has it. */
static const char text[] = "[scenario]\nbudget = 100\nmonths = 6\n[shared]\nx = 0\n"
                           "[a]\nper = month\nrevenue = x\ncost = if(month < 3, 60, 30)\n"
                           "[targets]\ngood = shared.x >= 11\n";

enum { LEAST = -90, MOST = 90 };

/* SCENARIO with the stage that GRADE needs. */
static struct scenario *with_stage(const struct scenario *scenario, const struct grade *grade)
{
    struct scenario *copy = NULL;
    struct messages messages = {0};
    struct source *source = source_clone(scenario->source);
    assert_non_null(source);
    assert_int_equal(grade_add_stage(source, grade), STATUS_OK);
    assert_int_equal(scenario_new(source, &copy, &messages), STATUS_OK);
    messages_fini(&messages);
    return copy;
}

/* The grade of CONDITION has the right sign for every x, each of the two for some. */
static void check(const char *condition)
{
    struct scenario *scenario = scenario_from_text(text);
    struct grade grade;
    struct probe *probe;
    int n_met = 0, n_missed = 0;
    assert_int_equal(grade_write(scenario, condition, &grade, NULL), STATUS_OK);
    struct scenario *copy = with_stage(scenario, &grade);
    const char *const expressions[] = {condition, grade.text};
    assert_int_equal(probe_new(copy, expressions, 2, 0, &probe, NULL, NULL), STATUS_OK);
    for (int x = LEAST; x <= MOST; x++) {
        double found[2];
        char value[16];
        snprintf(value, sizeof value, "%d", x);
        assert_int_equal(scenario_set(copy, "shared", "x", value, NULL), STATUS_OK);
        probe_evaluate(probe, copy, found);
        n_met += found[0] == 1;
        n_missed += found[0] == 0;
        if (found[0] == 1 ? !(found[1] >= 0) : !(found[1] <= 0))
            fail_msg("%s: where x is %d it is %g, its grade %g", condition, x, found[0], found[1]);
    }
    if (n_met == 0 || n_missed == 0)
        fail_msg("%s: met %d times, missed %d times", condition, n_met, n_missed);
    probe_free(probe);
    free(grade.text);
    scenario_free(copy);
    scenario_free(scenario);
}

static void test_signs(void **state)
{
    static const char *const conditions[] = {
        "x >= 5",
        "x > 5",
        "x <= 5",
        "x < 5",
        "x == 5",
        "not x > 3",
        "within(x, 50, 10 %)",
        "x > 0 and x < 30",
        "x < 0 or x > 30",
        "x < 0 or x > 30 and x < 50",
        "good",
        "good and x < 40",
        "total.profit >= 60",
        "cash.runway >= 3",
        "cash.runway > 3",
        "3 <= cash.runway",
        "3 < cash.runway",
        "cash.runway >= 3 + x / 30",
        "cash.breakeven <= 4",
        "cash.breakeven < 4",
        "4 >= cash.breakeven",
        "4 > cash.breakeven",
    };
    (void)state;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        check(conditions[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
