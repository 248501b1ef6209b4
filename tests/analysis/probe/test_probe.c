/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions compiled beside a scenario, and parameters as something to vary. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/probe/probe.h"
#include "analysis/probe/variable.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

static const char text[] =
    "[scenario]\nmonths = 6\nbudget = 50 USD\n[shared]\nrate = 10 %\nspare = 3\n"
    "[a]\nunits = 4 unit\nfee = 5 USD/unit\ncost = 30\nrevenue = units * fee\n"
    "[b]\nper = month\nusers = prev(users, 2) * (1 + rate)\nrevenue = users\n"
    "[targets]\nprobe_0_0 = total.profit > 0\n";

static uint32_t line_of(const struct scenario *scenario, const char *name)
{
    uint32_t line = model_find(scenario->model, name);
    assert_int_not_equal(line, NAMES_NONE);
    return line;
}

/* What a probe computes is what the scenario itself says, after plain edits too. */
static void test_same_as_the_scenario(void **state)
{
    struct scenario *scenario = scenario_from_text(text);
    const char *const expressions[] = {"total.profit", "cash.lowest >= 20", "last(b.users) / 2",
                                       "42 USD", "probe_0_0"};
    double values[5];
    struct probe *probe;
    (void)state;
    assert_int_equal(probe_new(scenario, expressions, 5, PROBE_BALANCE, &probe, NULL, NULL),
                     STATUS_OK);
    for (int i = 0; i < 2; i++) {
        probe_evaluate(probe, scenario, values);
        assert_same_bits(values[0], scenario_profit(scenario));
        assert_true(values[1] == (scenario_named(scenario, "cash.lowest") >= 20));
        assert_same_bits(values[2], scenario_series(scenario, line_of(scenario, "b.users"))[5] / 2);
        assert_near(values[3], 42, 0);
        assert_true(values[4] == (scenario_profit(scenario) > 0));
        assert_int_equal(scenario_set(scenario, "a", "units", "8 unit", NULL), STATUS_OK);
        assert_int_equal(scenario_set(scenario, "shared", "rate", "30 %", NULL), STATUS_OK);
    }
    static const char *const names[] = {"total.profit", "a.revenue", "b.revenue", "cash.lowest",
                                        "a.fee"};
    struct probe *named;
    assert_int_equal(probe_new(scenario, names, 5, 0, &named, NULL, NULL), STATUS_OK);
    probe_evaluate(named, scenario, values);
    for (int i = 0; i < 5; i++)
        assert_same_bits(values[i], scenario_named(scenario, names[i]));
    assert_string_equal(named->items[2].unit, "USD");
    assert_string_equal(named->items[4].unit, "USD/unit");
    probe_free(named);
    assert_true(probe_is_current(probe, scenario));
    assert_string_equal(probe->items[0].unit, "USD");
    assert_string_equal(probe->items[3].unit, "USD");
    assert_int_equal(probe->items[0].op, OP_COPY);
    assert_int_equal(probe->items[1].op, OP_GE);
    assert_int_equal(probe_register(probe, line_of(scenario, "shared.spare")), REGISTER_NONE);
    assert_int_equal(probe_register(probe, line_of(scenario, "a.revenue")), REGISTER_NONE);
    assert_int_not_equal(probe_register(probe, line_of(scenario, "a.fee")), REGISTER_NONE);

    struct run run;
    assert_int_equal(run_init(&run, probe->program, 3, probe->months, NULL), STATUS_OK);
    probe_load(probe, &run, scenario);
    run_block(&run, 3);
    for (uint32_t m = 0; m < 6; m++)
        assert_same_bits(run_cell(&run, probe->balance, m)[2], scenario_balance(scenario)[m]);
    assert_near(run_cell(&run, probe->items[1].right, 0)[1], 20, 0);
    run_fini(&run);
    assert_int_equal(scenario_set(scenario, "a", "cost", "30 + 1", NULL), STATUS_OK);
    assert_false(probe_is_current(probe, scenario));
    assert_false(probe_is_current(NULL, scenario));
    probe_free(probe);
    scenario_free(scenario);
}

/* A program compiled for one horizon runs over another. */
static void test_other_months(void **state)
{
    struct scenario *scenario = scenario_from_text(text);
    const char *const expressions[] = {"total.profit", "cash.runway + months"};
    struct probe *probe;
    struct run run;
    (void)state;
    assert_int_equal(probe_new(scenario, expressions, 2, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(run_init(&run, probe->program, 1, 9, NULL), STATUS_OK);
    probe_load(probe, &run, scenario);
    run_block(&run, 1);
    assert_int_equal(scenario_set(scenario, "scenario", "months", "9", NULL), STATUS_OK);
    assert_same_bits(probe_value(probe, &run, 0, 0), scenario_profit(scenario));
    assert_same_bits(probe_value(probe, &run, 1, 0), scenario_named(scenario, "cash.runway") + 9);
    /* and the same run over fewer, then more */
    for (uint32_t months = 4; months <= 7; months += 3) {
        char text_of_months[8];
        snprintf(text_of_months, sizeof text_of_months, "%u", months);
        run_set_months(&run, months);
        probe_load(probe, &run, scenario);
        run_block(&run, 1);
        assert_int_equal(scenario_set(scenario, "scenario", "months", text_of_months, NULL),
                         STATUS_OK);
        assert_same_bits(probe_value(probe, &run, 0, 0), scenario_profit(scenario));
    }
    run_fini(&run);
    probe_free(probe);
    scenario_free(scenario);
}

static void test_faults(void **state)
{
    struct scenario *scenario = scenario_from_text(text);
    struct probe *probe = NULL;
    struct error err;
    size_t failed = 99;
    (void)state;
    const char *const unknown[] = {"total.profit", "2 * total.proft"};
    assert_int_equal(probe_new(scenario, unknown, 2, 0, &probe, &failed, &err), STATUS_FAULTY);
    assert_int_equal(failed, 1);
    assert_int_equal(err.offset, 4);
    assert_non_null(strstr(err.text, "did you mean 'total.profit'?"));
    const char *const series[] = {"b.users"};
    assert_int_equal(probe_new(scenario, series, 1, 0, &probe, &failed, &err), STATUS_FAULTY);
    assert_int_equal(failed, 0);
    const char *const empty[] = {""};
    assert_int_equal(probe_new(scenario, empty, 1, 0, &probe, &failed, &err), STATUS_FAULTY);
    const char *const broken[] = {"1 +"};
    assert_int_equal(probe_new(scenario, broken, 1, 0, &probe, NULL, &err), STATUS_FAULTY);
    assert_null(probe);
    assert_false(source_is_edited(scenario->source));
    scenario_free(scenario);
}

static void test_variables(void **state)
{
    struct scenario *scenario = scenario_from_text(text);
    struct error err;
    uint32_t line = 0;
    (void)state;
    assert_int_equal(variable_find(scenario->model, "a.units", &line, &err), STATUS_OK);
    assert_int_equal(line, line_of(scenario, "a.units"));
    assert_int_equal(variable_find(scenario->model, "rate", &line, &err), STATUS_OK);
    assert_int_equal(variable_find(scenario->model, "a.unit", &line, &err), STATUS_FAULTY);
    assert_non_null(strstr(err.text, "did you mean 'a.units'?"));
    assert_int_equal(variable_find(scenario->model, "units", &line, &err), STATUS_FAULTY);
    assert_non_null(strstr(err.text, "did you mean 'a.units'?"));
    assert_int_equal(variable_find(scenario->model, "a.revenue", &line, &err), STATUS_FAULTY);
    assert_non_null(strstr(err.text, "is a formula"));
    assert_int_equal(variable_find(scenario->model, "b.cost", &line, &err), STATUS_FAULTY);
    assert_int_equal(variable_find(scenario->model, "nothing.like", &line, &err), STATUS_FAULTY);
    assert_int_equal(line, line_of(scenario, "shared.rate"));
    scenario_free(scenario);
}

static void assert_value(const char *line, const char *typed, double expected)
{
    char whole[128];
    double value = NAN;
    struct error err;
    snprintf(whole, sizeof whole, "[shared]\nx = %s\n", line);
    struct scenario *scenario = scenario_from_text(whole);
    enum status status =
        variable_value(scenario->model, line_of(scenario, "x"), typed, &value, &err);
    assert_int_equal(status, isnan(expected) ? STATUS_FAULTY : STATUS_OK);
    if (!isnan(expected))
        assert_near(value, expected, 0);
    scenario_free(scenario);
}

static void test_values(void **state)
{
    (void)state;
    assert_value("10 %", "30", 0.3);
    assert_value("10 %", "30 %", 0.3);
    assert_value("5 USD", " 2k ", 2000);
    assert_value("5 USD", "-2 USD", -2);
    assert_value("5", "50 %", 0.5);
    assert_value("5 USD", "2 EUR", NAN);
    assert_value("5 USD", "2 * 3", NAN);
    assert_value("5 USD", "", NAN);
    assert_value("5 USD", "5e", NAN);

    struct scenario *scenario = scenario_from_text("[shared]\nx = 5 USD\n[scenario]\nmonths = 6\n");
    double value = 7;
    struct error err;
    uint32_t x = line_of(scenario, "x");
    assert_int_equal(variable_value(scenario->model, x, "  2 EUR", &value, &err), STATUS_FAULTY);
    assert_string_equal(err.text, "the unit of 'x' is USD");
    assert_int_equal(err.offset, 4);
    assert_int_equal(variable_value(scenario->model, x, "  1.5.2", &value, &err), STATUS_FAULTY);
    assert_int_equal(err.offset, 2);
    assert_near(value, 7, 0);
    assert_int_equal(variable_value(scenario->model, scenario->model->months, "9", &value, &err),
                     STATUS_OK);
    assert_near(value, 9, 0);
    scenario_free(scenario);
}

static void assert_range(const char *line, double min, double max, double low, double high)
{
    char whole[128];
    struct range range;
    snprintf(whole, sizeof whole, "[shared]\nx = %s\n", line);
    struct scenario *scenario = scenario_from_text(whole);
    assert_int_equal(
        variable_range(scenario->model, line_of(scenario, "x"), min, max, &range, NULL), STATUS_OK);
    assert_near(range.low, low, 1e-15);
    assert_near(range.high, high, 1e-15);
    scenario_free(scenario);
}

static void test_ranges(void **state)
{
    (void)state;
    assert_range("200", NAN, NAN, 0, 2000);
    assert_range("10 %", NAN, NAN, 0, 1);
    assert_range("0 %", NAN, NAN, 0, 1);
    assert_range("100 %", NAN, NAN, 0, 1);
    assert_range("150 %", NAN, NAN, 0, 15);
    assert_range("0", NAN, NAN, -10, 10);
    assert_range("-3", NAN, NAN, -30, 0);
    assert_range("5\nx.min = 2\nx.max = 7", NAN, NAN, 2, 7);
    assert_range("5\nx.min = 2\nx.max = 7", 3, NAN, 3, 7);
    assert_range("5\nx.min = 2\nx.max = 7", NAN, 100, 2, 100);
    assert_range("5\nx.min = 80", NAN, NAN, 80, 880);
    assert_range("5\nx.max = -80", NAN, NAN, -880, -80);

    struct scenario *scenario = scenario_from_text("[shared]\nx = 5\n[a]\nfirst_month = 3\n");
    struct range range = {1, 2};
    struct error err;
    uint32_t x = line_of(scenario, "x");
    assert_int_equal(variable_range(scenario->model, x, 4, 3, &range, &err), STATUS_FAULTY);
    assert_int_equal(variable_range(scenario->model, x, 4, 4, &range, &err), STATUS_FAULTY);
    assert_int_equal(variable_range(scenario->model, x, 4, INFINITY, &range, &err), STATUS_FAULTY);
    assert_int_equal(variable_range(scenario->model, x, -1e308, 1e308, &range, &err),
                     STATUS_FAULTY);
    assert_string_equal(err.text, "the range of 'shared.x' is not finite: -1e308..1e308");
    assert_near(range.low, 1, 0);
    assert_int_equal(
        variable_range(scenario->model, line_of(scenario, "a.first_month"), NAN, NAN, &range, &err),
        STATUS_OK);
    assert_near(range.low, 1, 0);
    assert_near(range.high, 30, 0);
    scenario_free(scenario);
}

static void test_formats(void **state)
{
    struct scenario *scenario = scenario_from_text("[shared]\nx = 5k USD\ny = 12.5 %\n");
    const struct line *x = &scenario->model->lines[line_of(scenario, "x")];
    const struct line *y = &scenario->model->lines[line_of(scenario, "y")];
    char out[VARIABLE_TEXT_SIZE];
    (void)state;
    variable_format(x, 5000, 6, out);
    assert_string_equal(out, "5,000");
    variable_format(y, 0.13, 6, out);
    assert_string_equal(out, "13 %");
    variable_format_range(x, (struct range){4500, 1234567}, 6, out);
    assert_string_equal(out, "4,500..1.235M");
    variable_format_range(y, (struct range){0.02, 0.3}, 6, out);
    assert_string_equal(out, "2..30 %");
    variable_format_range(y, (struct range){0.02, NAN}, 6, out);
    assert_string_equal(out, ">= 2 %");
    variable_format_range(x, (struct range){NAN, 30}, 6, out);
    assert_string_equal(out, "<= 30");
    variable_format_range(x, (struct range){NAN, NAN}, 6, out);
    assert_string_equal(out, "");
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_the_scenario),
        cmocka_unit_test(test_other_months),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_variables),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
