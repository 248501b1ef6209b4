/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sweeps: known curves and their crossings, whole numbers, months, what is NaN, two parameters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/sweep.h"
#include "support/assert_near.h"
#include "support/failing_alloc.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

/* A sweep and all that it borrows. */
struct fixture {
    struct scenario *scenario;
    struct probe *probe;
    struct sweep sweep;
};

static void set_up(struct fixture *fixture, const char *text, const char *outcome)
{
    *fixture = (struct fixture){.scenario = scenario_from_text(text)};
    assert_int_equal(probe_new(fixture->scenario, &outcome, 1, 0, &fixture->probe, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(sweep_init(&fixture->sweep, fixture->probe, 0, NULL), STATUS_OK);
}

static void tear_down(struct fixture *fixture)
{
    sweep_fini(&fixture->sweep);
    probe_free(fixture->probe);
    scenario_free(fixture->scenario);
}

static struct sweep_by by(const struct fixture *fixture, const char *name, double low, double high,
                          size_t intervals)
{
    uint32_t line = model_find(fixture->scenario->model, name);
    assert_int_not_equal(line, NAMES_NONE);
    return (struct sweep_by){line, {low, high}, intervals};
}

static void run(struct fixture *fixture, const char *name, double low, double high,
                size_t intervals)
{
    struct sweep_by one = by(fixture, name, low, high, intervals);
    assert_int_equal(sweep_run(&fixture->sweep, fixture->scenario, &one, 1, NULL), STATUS_OK);
    sweep_find_crossings(&fixture->sweep);
}

/* The sweep of FORMULA, in x, over LOW..HIGH. */
static void sweep_formula(struct fixture *fixture, const char *formula, double low, double high,
                          size_t intervals)
{
    set_up(fixture, "[shared]\nx = 3\ny = 0\n", formula);
    run(fixture, "shared.x", low, high, intervals);
}

static void test_values_are_spread_evenly(void **state)
{
    (void)state;
    struct fixture fixture;
    sweep_formula(&fixture, "x", 0, 10, 10);
    const struct sweep_axis *axis = &fixture.sweep.axes[0];
    assert_int_equal(axis->n, 11);
    assert_int_equal(fixture.sweep.n, 11);
    for (int i = 0; i <= 10; i++) {
        assert_same_bits(axis->at[i], i);
        assert_same_bits(fixture.sweep.outcomes[i], i);
    }
    run(&fixture, "shared.x", 0.02, 0.3, 28);
    for (int i = 0; i <= 28; i++)
        assert_same_bits(axis->at[i], (i + 2) / 100.0);
    run(&fixture, "shared.x", -0.3, 0.6, 9);
    assert_same_bits(axis->at[2], -0.1);
    assert_same_bits(axis->at[3], 0);
    run(&fixture, "shared.x", 0, 1, 3);
    assert_near(axis->at[1], 1.0 / 3, 1e-13);
    run(&fixture, "shared.x", 1, 1 + 1e-15, 3); /* finer than that the values are not tidied */
    assert_true(axis->at[1] > 1 && axis->at[1] < axis->at[3]);
    run(&fixture, "shared.x", -1e308, 1e308, 2);
    assert_same_bits(axis->at[1], 0);
    tear_down(&fixture);
}

static void assert_crossings(const char *formula, double low, double high, size_t n, double first,
                             bool is_jump)
{
    struct fixture fixture;
    sweep_formula(&fixture, formula, low, high, 40);
    assert_int_equal(fixture.sweep.n_crossings, n);
    if (n > 0) {
        assert_near(fixture.sweep.crossings[0].at, first, 1e-12);
        assert_int_equal(fixture.sweep.crossings[0].is_jump, is_jump);
    }
    tear_down(&fixture);
}

static void test_crossings(void **state)
{
    (void)state;
    assert_crossings("100 * x - 500", 0, 20, 1, 5, false);
    assert_crossings("x ^ 2 - 2", -3, 3, 2, -sqrt(2), false);
    assert_crossings("(x - 1) * (x - 4) * (x - 9)", 0, 10, 3, 1, false);
    assert_crossings("x - 100", 0, 20, 0, 0, false);
    /* on a point, and over several points that are zero */
    assert_crossings("x - 10", 0, 20, 1, 10, false);
    assert_crossings("min(x - 4.2, 0) + max(x - 9, 0)", 0, 20, 1, 4.2, false);
    /* neither touching zero nor beginning there is a change of sign */
    assert_crossings("(x - 10) ^ 2", 0, 20, 0, 0, false);
    assert_crossings("x", 0, 20, 0, 0, false);
    /* steps, poles, conditions */
    assert_crossings("if(x < 7.3, -5, 4)", 0, 20, 1, 7.3, true);
    assert_crossings("1 / (x - 7.3)", 0, 20, 1, 7.3, true);
    assert_crossings("x >= 7.3", 0, 20, 1, 7.3, true);
    assert_crossings("if(x < 7.3, -5, 0) + max(x - 9, 0)", 0, 20, 1, 7.3, false);
    /* nothing is known across what is not a number */
    assert_crossings("if(abs(x - 7) < 2, 0 / y, x - 7)", 0, 20, 0, 0, false);
    assert_crossings("if(x < 3, 0 / y, x - 7)", 0, 20, 1, 7, false);
}

static void test_more_crossings_than_are_kept(void **state)
{
    (void)state;
    struct fixture fixture;
    sweep_formula(&fixture, "if(floor(x) / 2 == floor(floor(x) / 2), 1, -1)", 0, 20, 40);
    assert_int_equal(fixture.sweep.n_crossings, 20);
    for (int i = 0; i < SWEEP_MOST_CROSSINGS; i++)
        assert_near(fixture.sweep.crossings[i].at, i + 1, 1e-15);
    tear_down(&fixture);
}

static void test_extremes_and_what_is_unknown(void **state)
{
    (void)state;
    struct fixture fixture;
    sweep_formula(&fixture, "if(x > 8, 0 / y, if(x == 2, 1 / y, (x - 5) ^ 2))", 0, 10, 10);
    const struct sweep *sweep = &fixture.sweep;
    assert_int_equal(sweep->n_unknown, 3);
    assert_true(isinf(sweep->outcomes[2]));
    assert_int_equal(sweep->lowest, 5);
    assert_int_equal(sweep->highest, 0);
    assert_true(sweep->axes[0].has_effect);
    tear_down(&fixture);
    sweep_formula(&fixture, "0 / y + x", 0, 10, 4);
    assert_int_equal(sweep->n_unknown, 5);
    assert_int_equal(sweep->lowest, 5);
    assert_int_equal(sweep->highest, 5);
    run(&fixture, "shared.y", 1, 2, 4);
    assert_int_equal(sweep->lowest, 0);
    tear_down(&fixture);
    sweep_formula(&fixture, "2 * y", 0, 10, 4);
    assert_false(sweep->axes[0].has_effect);
    assert_int_equal(sweep->highest, 0);
    tear_down(&fixture);
}

static const char plan[] = "[scenario]\nmonths = 6\n[shared]\nprice = 3\n"
                           "[a]\nper = month\nrevenue = price * month\ncost = 50 / months\n"
                           "first_month = 2\nlast_month = 4\n";

/* What NAME = VALUE makes of OUTCOME, by way of the scenario itself. */
static double edited(const char *outcome, const char *section, const char *key, double value)
{
    struct scenario *scenario = scenario_from_text(plan);
    char text[32];
    snprintf(text, sizeof text, "%.17g", value);
    assert_int_equal(scenario_set(scenario, section, key, text, NULL), STATUS_OK);
    double result = scenario_named(scenario, outcome);
    scenario_free(scenario);
    return result;
}

static void test_months_and_whole_numbers(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, plan, "total.profit");
    run(&fixture, "scenario.months", 1, 12, 100);
    assert_int_equal(fixture.sweep.n, 12); /* not more than there are whole numbers */
    for (int i = 0; i < 12; i++)
        assert_near(fixture.sweep.outcomes[i], edited("total.profit", "scenario", "months", i + 1),
                    1e-15);
    run(&fixture, "scenario.months", 1, 24, 10);
    assert_int_equal(fixture.sweep.n, 11);
    for (int i = 0; i < 11; i++) {
        double at = fixture.sweep.axes[0].at[i];
        assert_near(at, round(at), 0);
        assert_near(fixture.sweep.outcomes[i], edited("total.profit", "scenario", "months", at),
                    1e-15);
    }
    run(&fixture, "a.last_month", 2, 6, 2);
    assert_int_equal(fixture.sweep.n, 3);
    for (int i = 0; i < 3; i++)
        assert_near(fixture.sweep.outcomes[i], edited("total.profit", "a", "last_month", 2 + 2 * i),
                    1e-15);
    /* back to the present number */
    run(&fixture, "shared.price", 3, 4, 1);
    assert_near(fixture.sweep.outcomes[0], scenario_named(fixture.scenario, "total.profit"), 1e-15);
    tear_down(&fixture);
    /* between two points that are tried, the first whole number on the other side */
    set_up(&fixture, plan, "months - 41.5");
    run(&fixture, "scenario.months", 1, 101, 4);
    assert_int_equal(fixture.sweep.n_crossings, 1);
    assert_same_bits(fixture.sweep.crossings[0].at, 42);
    assert_false(fixture.sweep.crossings[0].is_jump);
    tear_down(&fixture);
}

/* The grid of all values of FIRST and SECOND equals edits one by one, whatever is held. */
static void assert_grid(const char *first, const char *second, const struct sweep_by *pair,
                        struct fixture *fixture)
{
    struct sweep *sweep = &fixture->sweep;
    assert_int_equal(sweep_run(sweep, fixture->scenario, pair, 2, NULL), STATUS_OK);
    assert_int_equal(sweep->n, sweep->axes[0].n * sweep->axes[1].n);
    for (size_t i = 0; i < sweep->axes[0].n; i++)
        for (size_t j = 0; j < sweep->axes[1].n; j++) {
            struct scenario *scenario = scenario_clone(fixture->scenario);
            const char *names[] = {first, second};
            for (size_t k = 0; k < 2; k++) {
                char section[32], text[32];
                const char *key = strchr(names[k], '.') + 1;
                snprintf(section, sizeof section, "%.*s", (int)(key - names[k] - 1), names[k]);
                snprintf(text, sizeof text, "%.17g", sweep->axes[k].at[k == 0 ? i : j]);
                assert_int_equal(scenario_set(scenario, section, key, text, NULL), STATUS_OK);
            }
            assert_near(sweep->outcomes[i * sweep->axes[1].n + j],
                        scenario_named(scenario, "total.profit"), 1e-14);
            scenario_free(scenario);
        }
    sweep_find_crossings(sweep);
    assert_int_equal(sweep->n_crossings, 0);
}

static void test_two_parameters(void **state)
{
    (void)state;
    static const char *const names[] = {"shared.price", "scenario.months", "a.first_month"};
    struct fixture fixture;
    set_up(&fixture, plan, "total.profit");
    const struct sweep_by all[] = {by(&fixture, names[0], 0, 30, 5),
                                   by(&fixture, names[1], 1, 9, 4),
                                   by(&fixture, names[2], 1, 3, 2)};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            if (i != j)
                assert_grid(names[i], names[j], (struct sweep_by[]){all[i], all[j]}, &fixture);
    tear_down(&fixture);
}

/* Grids and curves of random models are what the curve through one point gives there. */
static void test_random_models(void **state)
{
    (void)state;
    uint64_t seed = 20260104;
    for (int round = 0; round < 30; round++) {
        struct scenario *scenario = random_scenario(&seed);
        const struct model *model = scenario->model;
        uint32_t lines[2], n = 0;
        const char *outcome = "total.profit";
        struct probe *probe;
        struct sweep grid, line;
        for (uint32_t i = 0; i < model->n_lines && n < 2; i++)
            if (model->lines[i].kind == LINE_PARAMETER &&
                model_section_of(model, i)->kind == SECTION_SHARED)
                lines[n++] = i;
        assert_int_equal(n, 2);
        assert_int_equal(probe_new(scenario, &outcome, 1, 0, &probe, NULL, NULL), STATUS_OK);
        assert_int_equal(sweep_init(&grid, probe, 0, NULL), STATUS_OK);
        assert_int_equal(sweep_init(&line, probe, 0, NULL), STATUS_OK);
        struct sweep_by pair[] = {{lines[0], {-2, 3}, 1 + (size_t)round % 20},
                                  {lines[1], {0, 4}, 20 - (size_t)round % 20}};
        assert_int_equal(sweep_run(&grid, scenario, pair, 2, NULL), STATUS_OK);
        for (size_t i = 0; i < grid.axes[0].n; i++) {
            model->lines[lines[0]].value = grid.axes[0].at[i];
            assert_int_equal(sweep_run(&line, scenario, &pair[1], 1, NULL), STATUS_OK);
            for (size_t j = 0; j < line.n; j++)
                assert_same_bits(grid.outcomes[i * grid.axes[1].n + j], line.outcomes[j]);
        }
        sweep_fini(&grid);
        sweep_fini(&line);
        probe_free(probe);
        scenario_free(scenario);
    }
}

static void test_cost(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, plan, "total.profit");
    struct sweep_by price = by(&fixture, "shared.price", 0, 30, 5);
    struct sweep_by months = by(&fixture, "scenario.months", 1, 599, 5);
    double one = sweep_cost(&fixture.sweep, fixture.scenario, &price, 1);
    assert_true(one > 6 && one < 1000);
    assert_true(sweep_cost(&fixture.sweep, fixture.scenario, &months, 1) > 40 * one);
    tear_down(&fixture);
}

static void test_memory_that_runs_out(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, plan, "total.profit");
    struct sweep_by pair[] = {by(&fixture, "shared.price", 0, 30, 5),
                              by(&fixture, "scenario.months", 1, 20, 5)};
    bool failed = true;
    for (int at = 1; failed; at++) {
        struct sweep sweep = {0};
        struct error err = {0};
        failing_alloc_begin(at, false);
        enum status status = sweep_init(&sweep, fixture.probe, 0, &err);
        if (!status)
            status = sweep_run(&sweep, fixture.scenario, pair, 2, &err);
        failed = failing_alloc_end();
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
        if (status)
            assert_int_equal(sweep.n, 0);
        sweep_fini(&sweep);
    }
    /* nothing is allocated for as many points as before */
    assert_int_equal(sweep_run(&fixture.sweep, fixture.scenario, pair, 2, NULL), STATUS_OK);
    failing_alloc_begin(1, true);
    assert_int_equal(sweep_run(&fixture.sweep, fixture.scenario, pair, 2, NULL), STATUS_OK);
    assert_int_equal(sweep_run(&fixture.sweep, fixture.scenario, pair, 1, NULL), STATUS_OK);
    sweep_find_crossings(&fixture.sweep);
    assert_false(failing_alloc_end());
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_spread_evenly),
        cmocka_unit_test(test_crossings),
        cmocka_unit_test(test_more_crossings_than_are_kept),
        cmocka_unit_test(test_extremes_and_what_is_unknown),
        cmocka_unit_test(test_months_and_whole_numbers),
        cmocka_unit_test(test_two_parameters),
        cmocka_unit_test(test_random_models),
        cmocka_unit_test(test_cost),
        cmocka_unit_test(test_memory_that_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
