/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Amounts of which nothing but rounding is left are 0, and money that differs by rounding compares
 * as equal: in results, comparisons, lanes, derivatives and on intervals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/program/enclosure.h"
#include "core/program/gradient.h"
#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

static double named(const char *text, const char *name)
{
    struct scenario *scenario = scenario_from_text(text);
    double value = scenario_named(scenario, name);
    scenario_free(scenario);
    return value;
}

static const char rounding[] =
    "[a]\nprice = 0.1 USD\nn = 3\ncost = price * n\nrevenue = 0.3 USD\n"
    "[metrics]\nleft = total.revenue - total.cost\n[targets]\n"
    "a = total.profit >= 0\nb = total.revenue >= total.cost\n"
    "c = metrics.left >= 0\nd = total.cost <= 0.3\n"
    "e = total.cost > 0.3\nf = total.cost != 0.3\ng = total.cost == 0.3\n"
    "h = total.revenue - total.cost >= 0\n";

static void test_results_and_targets(void **state)
{
    static const char *const zeros[] = {"total.profit", "total.margin", "metrics.left",
                                        "cash.final",   "cash.lowest",  "cash.npv",
                                        "targets.e",    "targets.f"};
    static const char *const ones[] = {"targets.a", "targets.b", "targets.c",
                                       "targets.d", "targets.g", "targets.h"};
    (void)state;
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        assert_near(named(rounding, zeros[i]), 0, 0);
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++)
        assert_near(named(rounding, ones[i]), 1, 0);
}

static void test_months_that_cancel_out(void **state)
{
    static const char text[] = "[scenario]\nmonths = 3\n[a]\nper = month\n"
                               "revenue = series(-0.1, -0.2, 0.3)\nmine = prev(mine) + revenue\n"
                               "[metrics]\nend = last(a.mine)\nall = sum(a.revenue - a.cost)\n"
                               "[b]\ncost = 5\nrevenue = 5\n[targets]\na = a.revenue >= 0\n"
                               "b = last(a.mine) >= 0\nc = sum(a.mine - a.mine + a.revenue) >= 0\n";
    static const char *const zeros[] = {"total.profit", "cash.final", "cash.irr", "metrics.end"};
    (void)state;
    struct scenario *scenario = scenario_from_text(text);
    assert_near(scenario_role(scenario, model_find_section(scenario->model, "a"), ROLE_REVENUE), 0,
                0);
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        assert_near(scenario_named(scenario, zeros[i]), 0, 0);
    assert_near(scenario_named(scenario, "targets.a"), 1, 0);
    assert_near(scenario_named(scenario, "targets.b"), 1, 0);
    assert_near(scenario_named(scenario, "targets.c"), 1, 0);
    scenario_free(scenario);
}

/* What is small, but no rounding, stays; so does what is infinite or unknown. */
static void test_amounts_stay(void **state)
{
    (void)state;
    assert_near(named("[a]\nrevenue = 1000.00001\ncost = 1000\n", "total.profit"), 1e-5, 1e-6);
    assert_near(named("[a]\nrevenue = 1e-20\n", "total.profit"), 1e-20, 0);
    assert_near(
        named("[a]\nrevenue = 1 / 0\ncost = 5\n[t]\nx = 1\n[targets]\nt = total.profit > 5\n",
              "targets.t"),
        1, 0);
    assert_near(named("[a]\nrevenue = 1\n[targets]\nt = cash.runway >= 12\n", "targets.t"), 1, 0);
    assert_near(named("[a]\nrevenue = 1\n[targets]\nt = cash.runway <= 12\n", "targets.t"), 0, 0);
    assert_true(
        isnan(named("[a]\nrevenue = 0 / 0\n[targets]\nt = total.profit >= 0\n", "targets.t")));
    /* a condition about what is no money is as exact as ever */
    assert_near(named("[a]\nx = 0.1 kg\ny = 0.2 kg\n[targets]\nt = a.x + a.y > 0.3\n", "targets.t"),
                1, 0);
}

static void test_margin_needs_revenue(void **state)
{
    static const char text[] = "[a]\ncost = 5\n[targets]\nt = total.margin < 10 %\n";
    (void)state;
    assert_true(isnan(named(text, "total.margin")));
    assert_true(isnan(named(text, "targets.t")));
}

static void test_runway_before_unknown_months(void **state)
{
    (void)state;
    assert_near(named("[scenario]\nbudget = 10\nmonths = 4\n[a]\nper = month\n"
                      "cost = series(5, 10, 1, 0 / 0)\n",
                      "cash.runway"),
                1, 0);
    assert_true(isnan(named("[scenario]\nbudget = 100\nmonths = 4\n[a]\nper = month\n"
                            "cost = series(5, 10, 1, 0 / 0)\n",
                            "cash.runway")));
}

/* A plan that spends exactly what it has. */
static void test_budgets_that_are_spent(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (int plan = 0; plan < 300; plan++) {
        char text[512];
        unsigned months = 6 + (unsigned)(random_next(&seed) % 31);
        unsigned a = 1 + (unsigned)(random_next(&seed) % 900000);
        unsigned b = 1 + (unsigned)(random_next(&seed) % 900000), both = a + b;
        snprintf(text, sizeof text,
                 "[scenario]\nmonths = %u\nbudget = %u.%02u USD\n[a]\ncost = %u.%02u USD\n"
                 "[b]\ncost = %u.%02u USD\nfirst_month = 3\n[targets]\na = cash.lowest >= 0\n"
                 "b = cash.final >= 0\nc = total.cost <= scenario.budget\n"
                 "d = scenario.budget - total.cost >= 0\ne = cash.runway >= scenario.months\n",
                 months, both / 100, both % 100, a / 100, a % 100, b / 100, b % 100);
        struct scenario *scenario = scenario_from_text(text);
        for (char key[] = "targets.a"; key[8] <= 'e'; key[8]++)
            if (scenario_named(scenario, key) != 1)
                fail_msg("%s is missed in\n%s", key, text);
        assert_near(scenario_named(scenario, "cash.final"), 0, 0);
        scenario_free(scenario);
    }
}

/* The same in each of many lanes, backwards, and on intervals. */
static void test_lanes_slopes_intervals(void **state)
{
    enum { N = 40 };
    double prices[N], profits[N];
    struct run run;
    struct gradient g;
    struct enclosure enclosure;
    struct scenario *scenario = scenario_from_text(rounding);
    const struct model *model = scenario->model;
    const struct program *program = scenario->program;
    uint32_t price = program->line_registers[model_find(model, "a.price")];
    uint32_t profit = program->line_registers[model_find(model, "total.profit")];
    (void)state;
    for (int i = 0; i < N; i++)
        prices[i] = i % 2 ? 0.1 : 0.1 + i * 1e-3;
    assert_int_equal(run_init(&run, program, 0, 12, NULL), STATUS_OK);
    run_load(&run, model);
    program_run(&run, N, &(struct lane_input){price, prices}, 1,
                &(struct lane_output){profit, profits}, 1);
    for (int i = 0; i < N; i++)
        assert_true(i % 2 ? profits[i] == 0 : profits[i] == 0.3 - prices[i] * 3 || i == 0);
    run_fini(&run);
    assert_int_equal(gradient_init(&g, program, 1, 12, NULL), STATUS_OK);
    run_load(&g.run, model);
    gradient_run(&g, profit, 1);
    assert_near(gradient_of(&g, price)[0], -3, 0);
    gradient_fini(&g);
    assert_int_equal(enclosure_init(&enclosure, program, 12, NULL), STATUS_OK);
    run_load(&enclosure.run, model);
    enclosure_run(&enclosure);
    assert_true(enclosure_of(&enclosure, profit, 0).high >= 0);
    enclosure_set(&enclosure, price, 0.11, 0.2);
    enclosure_run(&enclosure);
    assert_true(enclosure_of(&enclosure, profit, 0).high < -0.02);
    enclosure_fini(&enclosure);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_results_and_targets),
        cmocka_unit_test(test_months_that_cancel_out),
        cmocka_unit_test(test_amounts_stay),
        cmocka_unit_test(test_margin_needs_revenue),
        cmocka_unit_test(test_runway_before_unknown_months),
        cmocka_unit_test(test_budgets_that_are_spent),
        cmocka_unit_test(test_lanes_slopes_intervals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
