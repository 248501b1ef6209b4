/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of fields as data: what stands in its columns, what counts as changed, what is in sight.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "app/fields/fields.h"
#include "support/scenario_text.h"

static void test_a_value_is_split_before_its_unit(void **state)
{
    static const struct {
        const char *text, *number, *unit;
    } rows[] = {
        {"12 %", "12", "%"},
        {"12%", "12", "%"},
        {"12 ％", "12", "%"},
        {"12％", "12", "%"},
        {"2.5 % users", "2.5", "% users"},
        {"5万 USD/user", "5万", "USD/user"},
        {"-3", "-3", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[128], number[64], unit[64];
        snprintf(text, sizeof text, "[a]\nx = %s\n", rows[i].text);
        struct scenario *scenario = scenario_from_text(text);
        field_split(&scenario->model->lines[model_find(scenario->model, "a.x")], number,
                    sizeof number, unit, sizeof unit);
        assert_string_equal(number, rows[i].number);
        assert_string_equal(unit, rows[i].unit);
        scenario_free(scenario);
    }
}

/* Whether x is changed where its text was BEFORE and is NOW. */
static bool is_changed(const char *before, const char *now)
{
    char text[128];
    snprintf(text, sizeof text, "[a]\nx = %s\ny = 4\n", before);
    struct scenario *baseline = scenario_from_text(text);
    snprintf(text, sizeof text, "[a]\nx = %s\ny = 4\n", now);
    struct scenario *scenario = scenario_from_text(text);
    bool is = field_is_changed(scenario, baseline, model_find(scenario->model, "a.x"));
    scenario_free(scenario);
    scenario_free(baseline);
    return is;
}

static void test_what_counts_as_changed(void **state)
{
    (void)state;
    assert_false(is_changed("5 USD", "5 USD"));
    assert_false(is_changed("5k USD", "5,000 USD"));
    assert_true(is_changed("5 USD", "6 USD"));
    assert_true(is_changed("5 USD", "5 users"));
    assert_true(is_changed("5", "y + 1"));
    assert_true(is_changed("y + 1", "1 + y"));
    assert_false(is_changed("y + 1", "y + 1"));
}

static int top_of(size_t focus, int top, int rows)
{
    struct fields fields = {.n = 20, .focus = focus, .top = top};
    fields_reveal(&fields, rows);
    return fields.top;
}

/* The list moves no further than the focus, and where there is room a row beside it, needs. */
static void test_the_focus_is_in_sight(void **state)
{
    (void)state;
    assert_int_equal(top_of(7, 3, 6), 3);
    assert_int_equal(top_of(8, 3, 6), 4);
    assert_int_equal(top_of(4, 3, 6), 3);
    assert_int_equal(top_of(3, 3, 6), 2);
    assert_int_equal(top_of(0, 3, 6), 0);
    assert_int_equal(top_of(19, 3, 6), 14);
    assert_int_equal(top_of(6, 3, 4), 3);
    assert_int_equal(top_of(7, 3, 4), 4);
    assert_int_equal(top_of(3, 3, 4), 3);
    assert_int_equal(top_of(19, 0, 30), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_value_is_split_before_its_unit),
        cmocka_unit_test(test_what_counts_as_changed),
        cmocka_unit_test(test_the_focus_is_in_sight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
