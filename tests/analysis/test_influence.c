/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line owes to the parameters, and what a parameter moves. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/influence.h"
#include "support/assert_near.h"
#include "support/failing_alloc.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

static const char shop[] =
    "[scenario]\nmonths = 3\nbudget = 100\n"
    "[shop]\nunits = 100\nprice = 8\nunit_cost = 3\nspare = 0\n"
    "revenue = units * price + spare * units\ncost = units * unit_cost\n"
    "[club]\nper = month\nstart = 10\ngrowth = 2\nfee = 1\n"
    "members = prev(members, start) * growth\nrevenue = members * fee\nfirst_month = 2\n"
    "[metrics]\nmargin_of_unit = shop.price - shop.unit_cost\n"
    "[targets]\nrich = total.profit > 200 * shop.price\nrounded = floor(shop.price) == 8\n"
    "[claims]\nshop.revenue = 800\n";

static struct influence look(const struct scenario *scenario, const char *name)
{
    struct influence influence = {0};
    uint32_t line = model_find(scenario->model, name);
    if (line == NAMES_NONE)
        line = model_find_in(scenario->model, "targets", name);
    assert_int_not_equal(line, NAMES_NONE);
    assert_int_equal(influence_update(&influence, scenario, line, NULL), STATUS_OK);
    assert_int_equal(influence.line, line);
    return influence;
}

static void assert_row(const struct influence *influence, const struct scenario *scenario, size_t i,
                       const char *name, double one_percent)
{
    char full[128];
    assert_true(i < influence->n);
    model_line_name(scenario->model, influence->rows[i].line, full, sizeof full);
    assert_string_equal(full, name);
    assert_near(influence->rows[i].one_percent, one_percent, 1e-14);
}

static void test_what_a_line_owes(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(shop);
    struct influence of = look(scenario, "shop.revenue");
    assert_int_equal(of.of, INFLUENCE_VALUE);
    assert_near(of.value, 800, 0);
    assert_int_equal(of.n, 2); /* +1 % of 0 is nothing */
    assert_row(&of, scenario, 0, "shop.units", 8);
    assert_row(&of, scenario, 1, "shop.price", 8);
    influence_fini(&of);

    of = look(scenario, "club.members"); /* 10 * 2 ^ 2 in the last month */
    assert_int_equal(of.of, INFLUENCE_LAST);
    assert_near(of.value, 40, 0);
    assert_int_equal(of.n, 2);
    assert_row(&of, scenario, 0, "club.growth", 10 * 2 * 2 * 2 / 100.0);
    assert_row(&of, scenario, 1, "club.start", 0.4);
    influence_fini(&of);

    of = look(scenario, "club.revenue"); /* 20 + 40 from month 2 on */
    assert_int_equal(of.of, INFLUENCE_SUM);
    assert_near(of.value, 60, 0);
    assert_int_equal(of.n, 3);
    assert_row(&of, scenario, 0, "club.growth", (10 + 10 * 2 * 2) * 2 / 100.0);
    assert_row(&of, scenario, 1, "club.start", 0.6);
    assert_row(&of, scenario, 2, "club.fee", 0.6);
    influence_fini(&of);

    of = look(scenario, "rich"); /* 800 - 300 + 60 - 1600 */
    assert_int_equal(of.of, INFLUENCE_GAP);
    assert_near(of.value, -1040, 0);
    assert_row(&of, scenario, 0, "shop.price", -8); /* (100 - 200) * 8 / 100 */
    assert_row(&of, scenario, 1, "shop.units", 5);
    influence_fini(&of);

    of = look(scenario, "rounded");
    assert_int_equal(of.n, 0);
    influence_fini(&of);
    scenario_free(scenario);
}

static void test_what_a_parameter_moves(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(shop);
    struct influence of = look(scenario, "shop.price");
    static const struct {
        const char *name;
        double value, one_percent;
    } rows[] = {{"total.revenue", 860, 8},
                {"total.profit", 560, 8},
                {"total.margin", 560.0 / 860, 8 * (860 - 560) / 860.0 / 860},
                {"cash.final", 660, 8},
                {"cash.npv", 560, 8},
                {"metrics.margin_of_unit", 5, 0.08},
                {"targets.rich", -1040, -8}};
    size_t at = 0;
    for (size_t i = 0; i < of.n; i++) {
        char full[128];
        model_line_name(scenario->model, of.rows[i].line, full, sizeof full);
        if (at < sizeof rows / sizeof *rows && strcmp(full, rows[at].name) == 0) {
            assert_near(of.rows[i].value, rows[at].value, 1e-14);
            assert_near(of.rows[i].one_percent, rows[at].one_percent, 1e-12);
            at++;
        }
    }
    assert_int_equal(at, sizeof rows / sizeof *rows); /* all of them, in this order */
    assert_true(of.is_complete);
    influence_fini(&of);

    of = look(scenario, "scenario.budget");
    assert_true(of.n > 0);
    for (size_t i = 0; i < of.n; i++) /* of cash alone */
        assert_int_equal(
            scenario->model->sections[scenario->model->lines[of.rows[i].line].section].kind,
            SECTION_CASH);
    influence_fini(&of);
    of = look(scenario, "scenario.months");
    assert_int_equal(of.n, 0);
    influence_fini(&of);
    scenario_free(scenario);
}

/* Another line, other values, another model, nothing. */
static void test_kept_buffers(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(shop);
    struct influence of = look(scenario, "shop.revenue");
    assert_int_equal(scenario_set(scenario, "shop", "price", "10", NULL), STATUS_OK);
    uint32_t cost = model_find(scenario->model, "shop.cost");
    failing_alloc_begin(1, true);
    enum status status = influence_update(&of, scenario, cost, NULL);
    assert_false(failing_alloc_end());
    assert_int_equal(status, STATUS_OK);
    assert_row(&of, scenario, 0, "shop.units", 3);
    assert_int_equal(influence_update(&of, scenario, NAMES_NONE, NULL), STATUS_OK);
    assert_int_equal(of.n, 0);
    assert_int_equal(scenario_set(scenario, "shop", "cost", "units ^ 2", NULL), STATUS_OK);
    cost = model_find(scenario->model, "shop.cost");
    assert_int_equal(influence_update(&of, scenario, cost, NULL), STATUS_OK);
    assert_row(&of, scenario, 0, "shop.units", 200);
    influence_fini(&of);
    scenario_free(scenario);
}

static void test_memory_runs_out(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(shop);
    uint32_t line = model_find(scenario->model, "shop.revenue");
    bool failed = true;
    int at;
    for (at = 1; failed; at++) {
        struct influence of = {0};
        struct error err;
        failing_alloc_begin(at, false);
        enum status status = influence_update(&of, scenario, line, &err);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_int_equal(of.line, NAMES_NONE);
            assert_int_equal(of.n, 0);
        }
        influence_fini(&of);
    }
    assert_true(at > 8);
    scenario_free(scenario);
}

/* On random models: rows in order, and each the derivative by a difference, away from kinks. */
static void test_random_models(void **state)
{
    (void)state;
    uint64_t seed = 77;
    size_t n_checked = 0;
    for (int round = 0; round < 40; round++) {
        struct scenario *scenario = random_scenario(&seed);
        struct influence of = look(scenario, round % 2 == 0 ? "m.y" : "t.cost");
        assert_int_equal(of.of, round % 2 == 0 ? INFLUENCE_LAST : INFLUENCE_VALUE);
        for (size_t i = 0; i < of.n; i++) {
            const struct line *line = &scenario->model->lines[of.rows[i].line];
            double h = 1e-6 * fmax(1, fabs(line->value)), at[2];
            assert_true(i == 0 ||
                        !(fabs(of.rows[i - 1].one_percent) < fabs(of.rows[i].one_percent)));
            for (int side = 0; side < 2; side++) {
                char text[NUMBER_TEXT_SIZE];
                struct scenario *copy = scenario_clone(scenario);
                number_format(text, line->value + (side == 0 ? -h : h));
                assert_int_equal(
                    scenario_set(copy, model_section_of(scenario->model, of.rows[i].line)->name,
                                 line->name, text, NULL),
                    STATUS_OK);
                at[side] = round % 2 == 0
                               ? scenario_series(copy, of.line)[scenario_months(copy) - 1]
                               : scenario_value(copy, of.line);
                scenario_free(copy);
            }
            double difference = (at[1] - at[0]) / (2 * h) * line->value / 100;
            if (of.rows[i].is_kink || !isfinite(difference) || !isfinite(of.rows[i].one_percent) ||
                fabs(of.value) > 1e6)
                continue;
            assert_near(of.rows[i].one_percent / fmax(1, fabs(of.value)),
                        difference / fmax(1, fabs(of.value)), 1e-3);
            n_checked++;
        }
        influence_fini(&of);
        scenario_free(scenario);
    }
    assert_true(n_checked > 40);
}

/* Of more results than there is time for, the first ones. */
static void test_many_results(void **state)
{
    char text[8192] = "[a]\nx = 2\ncost = x\n[metrics]\n";
    (void)state;
    for (int i = 0; i < 100; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "m%d = %d * a.x\n", i, i + 1);
    }
    struct scenario *scenario = scenario_from_text(text);
    struct influence of = look(scenario, "a.x");
    assert_false(of.is_complete);
    assert_true(of.n > 10 && of.n < 100);
    influence_fini(&of);
    of = look(scenario, "metrics.m99");
    assert_true(of.is_complete);
    assert_int_equal(of.n, 1);
    influence_fini(&of);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_line_owes), cmocka_unit_test(test_what_a_parameter_moves),
        cmocka_unit_test(test_many_results),     cmocka_unit_test(test_kept_buffers),
        cmocka_unit_test(test_memory_runs_out),  cmocka_unit_test(test_random_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
