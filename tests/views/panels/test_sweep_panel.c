/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Sweep view shows: which parameters, within which ranges, and calm while values change.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"
#include "views/panels/sweep_panel.h"

static const char shop[] = "[scenario]\nmonths = 6\n"
                           "[shop]\nvisitors = 200 visitors\nprice = 5 USD/visitor\n"
                           "share = 10 %\nshare.min = 2 %\nshare.max = 30 %\n"
                           "idle = 1\n"
                           "revenue = visitors * price * share\ncost = 60\n";

/* A panel and what it follows from. */
struct fixture {
    struct scenario *scenario, *baseline;
    struct probe *probe, *baseline_probe;
    unsigned long probes;
    struct sweep_panel panel;
};

static void make_probes(struct fixture *fixture, const char *outcome)
{
    probe_free(fixture->probe);
    probe_free(fixture->baseline_probe);
    fixture->probe = fixture->baseline_probe = NULL;
    probe_new(fixture->scenario, &outcome, 1, 0, &fixture->probe, NULL, NULL);
    probe_new(fixture->baseline, &outcome, 1, 0, &fixture->baseline_probe, NULL, NULL);
    fixture->probes++;
}

static void set_up(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){.scenario = scenario_from_text(text)};
    fixture->baseline = scenario_clone(fixture->scenario);
    assert_non_null(fixture->baseline);
    make_probes(fixture, "total.profit");
}

static void tear_down(struct fixture *fixture)
{
    sweep_panel_fini(&fixture->panel);
    probe_free(fixture->probe);
    probe_free(fixture->baseline_probe);
    scenario_free(fixture->scenario);
    scenario_free(fixture->baseline);
}

static uint32_t line(const struct fixture *fixture, const char *name)
{
    return model_find(fixture->scenario->model, name);
}

static enum status update(struct fixture *fixture, struct error *err)
{
    const struct sweep_of of = {fixture->scenario, fixture->baseline, fixture->probe,
                                fixture->baseline_probe, fixture->probes};
    sweep_panel_aim(&fixture->panel, &of);
    enum status status = sweep_panel_run(&fixture->panel, &of, 10, 20, err);
    fixture->panel.stamp.version = status ? 0 : 1;
    return status;
}

/* The panel with NAME selected. */
static void follow(struct fixture *fixture, const char *name)
{
    sweep_panel_follow(&fixture->panel, fixture->scenario->model, line(fixture, name));
    assert_int_equal(update(fixture, NULL), STATUS_OK);
}

static void edit(struct fixture *fixture, const char *key, const char *text)
{
    assert_int_equal(scenario_set(fixture->scenario, "shop", key, text, NULL), STATUS_OK);
    if (!probe_is_current(fixture->probe, fixture->scenario))
        make_probes(fixture, "total.profit");
    assert_int_equal(update(fixture, NULL), STATUS_OK);
}

static void assert_range(const struct sweep_parameter *parameter, double low, double high)
{
    assert_near(parameter->axis.low, low, 1e-15);
    assert_near(parameter->axis.high, high, 1e-15);
}

static void test_the_selected_parameter_is_swept(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, shop);
    const struct sweep_panel *panel = &fixture.panel;
    assert_int_equal(update(&fixture, NULL), STATUS_OK);
    assert_int_equal(panel->n_by, 0);
    assert_non_null(strstr(panel->reason, "Select a field"));
    follow(&fixture, "shop.share");
    assert_int_equal(panel->n_by, 1);
    assert_string_equal(panel->first.name, "shop.share");
    assert_string_equal(panel->first.range, "2..30 %");
    assert_range(&panel->first, 0.02, 0.3);
    assert_near(panel->first.now, 0.1, 0);
    assert_int_equal(panel->now.n_crossings, 1);
    assert_near(panel->now.crossings[0].at, 0.06, 1e-15);
    assert_int_equal(panel->before.n, 0); /* the same curve */
    /* what has no value of its own leaves the last one */
    follow(&fixture, "shop.revenue");
    assert_string_equal(panel->first.name, "shop.share");
    follow(&fixture, "nothing");
    assert_string_equal(panel->first.name, "shop.share");
    /* no parameter any more */
    edit(&fixture, "share", "0.1 + 0.2");
    assert_int_equal(panel->n_by, 0);
    assert_string_not_equal(panel->reason, "");
    edit(&fixture, "share", "10 %");
    assert_int_equal(panel->n_by, 1);
    tear_down(&fixture);
}

static void test_a_second_parameter_makes_a_map(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, shop);
    struct sweep_panel *panel = &fixture.panel;
    const struct model *model = fixture.scenario->model;
    follow(&fixture, "shop.visitors");
    assert_false(sweep_panel_choose(panel, model, line(&fixture, "shop.revenue")));
    assert_false(sweep_panel_choose(panel, model, NAMES_NONE));
    assert_true(sweep_panel_choose(panel, model, line(&fixture, "shop.price")));
    follow(&fixture, "shop.price"); /* it alone, until another one is selected */
    assert_int_equal(panel->n_by, 1);
    assert_string_equal(panel->first.name, "shop.price");
    follow(&fixture, "shop.share");
    assert_int_equal(panel->n_by, 2);
    assert_int_equal(panel->now.axes[0].n, 20);
    assert_int_equal(panel->now.axes[1].n, 10);
    assert_range(&panel->first, 0.02, 0.3);
    assert_range(&panel->second, 0, 50);
    assert_near(panel->now.outcomes[0], -60, 1e-12);
    assert_near(panel->now.outcomes[panel->now.n - 1], 200 * 50 * 0.3 - 60, 1e-12);
    follow(&fixture, "shop.price"); /* the second one is selected, and stays the second */
    assert_int_equal(panel->n_by, 2);
    assert_string_equal(panel->first.name, "shop.share");
    follow(&fixture, "shop.visitors");
    assert_string_equal(panel->first.name, "shop.visitors");
    assert_true(sweep_panel_choose(panel, model, line(&fixture, "shop.price")));
    follow(&fixture, "shop.price");
    assert_string_equal(panel->second.name, "");
    assert_int_equal(panel->n_by, 1);
    tear_down(&fixture);
}

static void test_ranges_stay_while_a_value_is_typed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double low, high;
    } steps[] = {{"3", 0, 2000},    {"30", 0, 2000}, {"300", 0, 2000}, {"3000", 0, 3000},
                 {"3100", 0, 4000}, {"0", 0, 2000},  {"-7", -8, 2000}, {"200", 0, 2000}};
    struct fixture fixture;
    set_up(&fixture, shop);
    follow(&fixture, "shop.visitors");
    assert_range(&fixture.panel.first, 0, 2000);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char text[32];
        snprintf(text, sizeof text, "%s visitors", steps[i].text);
        edit(&fixture, "visitors", text);
        assert_range(&fixture.panel.first, steps[i].low, steps[i].high);
        assert_int_equal(fixture.panel.before.n, 0);
    }
    follow(&fixture, "shop.share");
    edit(&fixture, "share", "40 %");
    assert_range(&fixture.panel.first, 0.02, 0.4);
    edit(&fixture, "share", "1 %");
    assert_range(&fixture.panel.first, 0, 0.3);
    follow(&fixture, "shop.visitors");
    edit(&fixture, "visitors", "1.7e308 visitors");
    assert_range(&fixture.panel.first, 0, 1.7e308);
    sweep_panel_follow(&fixture.panel, fixture.scenario->model, fixture.scenario->model->months);
    assert_int_equal(update(&fixture, NULL), STATUS_OK);
    assert_range(&fixture.panel.first, 1, 60);
    tear_down(&fixture);
}

static void test_a_range_that_is_wrong_is_said(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, shop);
    follow(&fixture, "shop.share");
    edit(&fixture, "share.min", "50 %");
    assert_int_equal(fixture.panel.n_by, 0);
    assert_non_null(strstr(fixture.panel.reason, "upside down"));
    edit(&fixture, "share.min", "5 %");
    assert_int_equal(fixture.panel.n_by, 1);
    assert_range(&fixture.panel.first, 0.05, 0.3);
    tear_down(&fixture);
}

/* The scale changes when it must, and comes back no sooner. */
static void test_the_scale_is_calm(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, shop);
    follow(&fixture, "shop.share");
    const struct chart_scale *scale = &fixture.panel.scale;
    struct chart_scale first = *scale;
    assert_true(first.low <= 200 * 5 * 0.02 - 60 && first.high >= 200 * 5 * 0.3 - 60);
    assert_near(first.high, 250, 0);
    edit(&fixture, "price", "4.7 USD/visitor");
    assert_near(scale->high, 250, 0);
    edit(&fixture, "price", "9 USD/visitor");
    assert_near(scale->high, 500, 0);
    edit(&fixture, "price", "6 USD/visitor");
    assert_near(scale->high, 500, 0);
    edit(&fixture, "price", "2 USD/visitor");
    assert_true(scale->high <= 250);
    edit(&fixture, "price", "5 USD/visitor");
    follow(&fixture, "shop.visitors"); /* another question, another scale */
    follow(&fixture, "shop.share");
    assert_near(scale->high, 250, 0);
    tear_down(&fixture);
}

static void assert_scale(const char *formula, double low, double high)
{
    char text[256];
    struct fixture fixture;
    snprintf(text, sizeof text, "[shared]\nx = 5\nx.min = 0\nx.max = 10\n[a]\nrevenue = %s\n",
             formula);
    set_up(&fixture, text);
    follow(&fixture, "shared.x");
    assert_near(fixture.panel.scale.low, low, 1e-12);
    assert_near(fixture.panel.scale.high, high, 1e-12);
    tear_down(&fixture);
}

static void test_what_the_scale_holds(void **state)
{
    (void)state;
    assert_scale("x + 5", 0, 16);      /* 0 where it is near */
    assert_scale("x + 500", 500, 510); /* not where the curve would be a straight line */
    assert_scale("-500 - x", -510, -500);
    assert_scale("500", 0, 500); /* but where it is one */
    assert_scale("0 * x", 0, 0);
    assert_scale("x / (x - x)", 0, 0); /* nothing to show */
    struct fixture fixture;            /* a pole leaves the rest to be seen */
    set_up(&fixture, "[shared]\nx = 5\nx.min = 0\nx.max = 10\n[a]\nrevenue = 1 / (x - 3.0001)\n");
    follow(&fixture, "shared.x");
    assert_true(fixture.panel.now.outcomes[fixture.panel.now.lowest] < -1000);
    assert_true(fixture.panel.scale.low > -100 && fixture.panel.scale.high < 100);
    tear_down(&fixture);
}

static void test_the_baseline_and_a_table_of_round_values(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, shop);
    follow(&fixture, "shop.share");
    edit(&fixture, "share", "20 %"); /* its own value doesn't matter */
    assert_int_equal(fixture.panel.before.n, 0);
    assert_near(fixture.panel.first.before, 0.1, 0);
    edit(&fixture, "price", "10 USD/visitor");
    const struct sweep_panel *panel = &fixture.panel;
    assert_int_equal(panel->before.n, panel->now.n);
    assert_near(panel->before.outcomes[0], -40, 1e-12);
    assert_near(panel->now.outcomes[0], -20, 1e-12);
    assert_int_equal(panel->n_rows, 6);
    for (size_t i = 0; i < panel->n_rows; i++) {
        double at = (5 + 5 * (double)i) / 100;
        assert_same_bits(panel->rows[i].at, at);
        assert_near(panel->rows[i].now, 200 * 10 * at - 60, 1e-12);
        assert_near(panel->rows[i].before, 200 * 5 * at - 60, 1e-12);
    }
    /* a parameter that the baseline hasn't */
    edit(&fixture, "extra", "3");
    edit(&fixture, "cost", "60 + extra");
    follow(&fixture, "shop.extra");
    assert_int_equal(panel->n_by, 1);
    assert_int_equal(panel->before.n, 0);
    assert_true(isnan(panel->first.before));
    assert_range(&panel->first, 0, 30);
    tear_down(&fixture);
}

static void test_an_outcome_that_is_not_there(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, shop);
    follow(&fixture, "shop.share");
    make_probes(&fixture, "metrics.nothing");
    assert_int_equal(update(&fixture, NULL), STATUS_OK);
    assert_int_equal(fixture.panel.n_by, 0);
    make_probes(&fixture, "shop.share * 2");
    assert_int_equal(update(&fixture, NULL), STATUS_OK);
    assert_near(fixture.panel.now.outcomes[0], 0.04, 1e-12);
    tear_down(&fixture);
}

static void test_memory_that_runs_out(void **state)
{
    (void)state;
    bool failed = true;
    for (int at = 1; failed; at++) {
        struct fixture fixture;
        struct error err;
        set_up(&fixture, shop);
        assert_int_equal(scenario_set(fixture.scenario, "shop", "price", "7 USD/visitor", NULL),
                         STATUS_OK);
        const struct model *model = fixture.scenario->model;
        sweep_panel_follow(&fixture.panel, model, line(&fixture, "shop.share"));
        failing_alloc_begin(at, false);
        enum status status = update(&fixture, &err);
        sweep_panel_choose(&fixture.panel, model, line(&fixture, "shop.price"));
        sweep_panel_follow(&fixture.panel, model, line(&fixture, "shop.share"));
        if (!status)
            status = update(&fixture, &err);
        failed = failing_alloc_end();
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
        if (failed)
            assert_int_equal(fixture.panel.n_by, 0);
        assert_int_equal(update(&fixture, &err), STATUS_OK); /* the next time it is all there */
        assert_int_not_equal(fixture.panel.n_by, 0);
        tear_down(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_selected_parameter_is_swept),
        cmocka_unit_test(test_a_second_parameter_makes_a_map),
        cmocka_unit_test(test_ranges_stay_while_a_value_is_typed),
        cmocka_unit_test(test_a_range_that_is_wrong_is_said),
        cmocka_unit_test(test_the_scale_is_calm),
        cmocka_unit_test(test_what_the_scale_holds),
        cmocka_unit_test(test_the_baseline_and_a_table_of_round_values),
        cmocka_unit_test(test_an_outcome_that_is_not_there),
        cmocka_unit_test(test_memory_that_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
