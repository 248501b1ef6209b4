/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What prev() and lag() see of a list before it begins: its values, and what they owe to each
 * parameter, against differences of runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/program/gradient.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

static const char text[] = "[scenario]\nmonths = 6\nstart = 2026-01\n"
                           "[shared]\nwait = 1.5\nbefore = 2026-02\nfar = 90 from -2, 80\n"
                           "[s]\nper = month\nfirst_month = 3\n"
                           "past    = 1 from 2025-12, 2, 4, 8, 16\n"
                           "turn    = 5, 6, 9 from before\n"
                           "last    = prev(past, 100)\n"
                           "two     = lag(past, 2)\n"
                           "five    = lag(past, 5, 100)\n"
                           "part    = lag(past, wait)\n"
                           "edge    = lag(past, 4.5, 100)\n"
                           "formula = prev(past + 0, 100)\n"
                           "turned  = prev(turn, 7)\n"
                           "revenue = part + turned + edge\n"
                           "[now]\nper = month\nearly = lag(far, 3)\nother = lag(s.past, 1)\n"
                           "cost = early + other\n";

static void assert_series(const struct scenario *scenario, const char *name, const double *expected)
{
    const double *series = scenario_series(scenario, model_find(scenario->model, name));
    assert_non_null(series);
    for (uint32_t m = 0; m < scenario_months(scenario); m++)
        assert_near(series[m], expected[m], 1e-14);
}

static void test_values(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(text);
    assert_series(scenario, "s.past", (const double[]){0, 0, 8, 16, 16, 16});
    assert_series(scenario, "s.last", (const double[]){0, 0, 4, 8, 16, 16});
    assert_series(scenario, "s.two", (const double[]){0, 0, 2, 4, 8, 16});
    assert_series(scenario, "s.five", (const double[]){0, 0, 100, 100, 1, 2});
    assert_series(scenario, "s.part", (const double[]){0, 0, 3, 6, 12, 16});
    assert_series(scenario, "s.edge", (const double[]){0, 0, 100, 50.5, 1.5, 3});
    /* the list itself has a past, a formula of it has none */
    assert_series(scenario, "s.formula", (const double[]){0, 0, 100, 8, 16, 16});
    assert_series(scenario, "s.turn", (const double[]){0, 0, 9, 9, 9, 9});
    assert_series(scenario, "s.turned", (const double[]){0, 0, 9, 9, 9, 9});
    assert_series(scenario, "now.early", (const double[]){90, 80, 80, 80, 80, 80});
    assert_series(scenario, "now.other", (const double[]){0, 0, 4, 8, 16, 16});
    scenario_free(scenario);
}

/* In another stage, too, months in which the list has begun are its own. */
static void test_moved_beginning(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(text);
    assert_int_equal(scenario_set(scenario, "s", "first_month", "2", NULL), STATUS_OK);
    assert_series(scenario, "s.last", (const double[]){0, 2, 4, 8, 16, 16});
    assert_int_equal(scenario_set(scenario, "shared", "before", "2026-05", NULL), STATUS_OK);
    assert_series(scenario, "s.turned", (const double[]){0, 7, 5, 6, 6, 9});
    assert_int_equal(scenario_set(scenario, "shared", "wait", "1e9", NULL), STATUS_OK);
    assert_series(scenario, "s.part", (const double[]){0, 0, 0, 0, 0, 0});
    scenario_free(scenario);
}

static double outcome(struct scenario *scenario, const char *section, const char *key, double value)
{
    char number[64];
    snprintf(number, sizeof number, "%.17g", value);
    assert_int_equal(scenario_set(scenario, section, key, number, NULL), STATUS_OK);
    return scenario_named(scenario, "total.revenue");
}

static void test_derivatives(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"shared", "wait"}, {"s", "past[1]"}, {"s", "past[3]"}, {"s", "past[5]"}, {"s", "turn[3]"}};
    struct scenario *scenario = scenario_from_text(text);
    struct gradient gradient = {0};
    uint32_t output =
        scenario->program->line_registers[model_find(scenario->model, "total.revenue")];
    assert_int_equal(gradient_init(&gradient, scenario->program, 1, 6, NULL), STATUS_OK);
    run_load(&gradient.run, scenario->model);
    gradient_run(&gradient, output, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t line = model_find_in(scenario->model, names[i][0], names[i][1]);
        double value = scenario->model->lines[line].value, step = 1.0 / 64;
        double above = outcome(scenario, names[i][0], names[i][1], value + step);
        double below = outcome(scenario, names[i][0], names[i][1], value - step);
        outcome(scenario, names[i][0], names[i][1], value);
        assert_near(*gradient_of(&gradient, scenario->program->line_registers[line]),
                    (above - below) / (2 * step), 1e-9);
    }
    gradient_fini(&gradient);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_moved_beginning),
        cmocka_unit_test(test_derivatives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
