/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live scenario: plain edits, edits that build anew, failed edits that change nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/scenario_text.h"

static const char TEXT[] = "[scenario]\nbudget = 10\n[shared]\nrate = 10 %\n"
                           "[a]\nkind = promotion\ncampaigns = 200 campaigns\n"
                           "campaign_cost = 5万 USD/campaign\nconversion = 10 %\n"
                           "conversion.dist = pert(0.5*value, value, 2*value)\n"
                           "campaign_revenue = 50万 USD/campaign\n";

static void set_ok(struct scenario *scenario, const char *section, const char *key,
                   const char *text)
{
    struct error err = {.text = ""};
    if (scenario_set(scenario, section, key, text, &err))
        fail_msg("%s.%s = %s: %s", section, key, text ? text : "(removed)", err.text);
}

static void test_plain_edits_keep_the_model(void **state)
{
    struct scenario *scenario = scenario_from_text(TEXT);
    const struct model *model = scenario->model;
    (void)state;
    set_ok(scenario, "a", "conversion", "41 %");
    assert_ptr_equal(scenario->model, model);
    assert_near(scenario_profit(scenario), 31e6, 0);
    assert_string_equal(scenario_text(scenario, "a", "conversion"), "41 %");
    set_ok(scenario, "a", "enabled", "no");
    set_ok(scenario, "a", "enabled", "yes");
    set_ok(scenario, "a", "conversion", "10 %");
    assert_near(scenario_profit(scenario), 0, 0);
    /* `enabled` was not there before */
    set_ok(scenario, "a", "enabled", NULL);
    assert_false(source_is_edited(scenario->source));
    scenario_free(scenario);
}

static void test_other_edits_build_anew(void **state)
{
    struct scenario *scenario = scenario_from_text(TEXT);
    (void)state;
    set_ok(scenario, "a", "conversion", "2 * rate"); /* [shared] is seen from everywhere */
    assert_near(scenario_profit(scenario), 10e6, 0);
    set_ok(scenario, "a", "cost", "0");
    assert_near(scenario_profit(scenario), 20e6, 0);
    set_ok(scenario, "b", "cost", "7");
    assert_near(scenario_profit(scenario), 20e6 - 7, 0);
    set_ok(scenario, "scenario", "months", "24");
    assert_int_equal(scenario_months(scenario), 24);
    set_ok(scenario, "b", "cost", NULL);
    set_ok(scenario, "a", "cost", NULL);
    set_ok(scenario, "a", "conversion", "10 %");
    set_ok(scenario, "scenario", "months", NULL);
    assert_near(scenario_profit(scenario), 0, 0);
    assert_false(source_is_edited(scenario->source));
    scenario_free(scenario);
}

static void test_failed_edits_change_nothing(void **state)
{
    static const struct {
        const char *section, *key, *text;
        size_t offset;
        const char *says;
    } cases[] = {
        {"a", "conversion", "10 % + x", 7, "unknown name 'x'"},
        {"a", "conversion", "(1", 2, "')' is missing"},
        {"a", "conversion", "5 k", 2, "write 5k"},
        {"a", "conversion", "", 0, ""},
        {"a", "conversion", "revenue", 0, "circle"},
        {"a", "conversion", NULL, 0, "'promotion' needs 'conversion'"},
        {"a", "enabled", "maybe", 0, "no or yes"},
        {"a", "kind", "promo", 0, "unknown kind"},
        {"scenario", "months", "0", 0, "whole number"},
        {"scenario", "extends", "other.ini", 0, "is changed in its file"},
        {"shared", "1x", "5", 0, "is no name"},
        {"", "x", "5", 0, "a section without a name"},
        {"a", "conversion.dist", "pert(1)", 0, "does not make pert(lo, mode, hi)"},
    };
    struct scenario *scenario = scenario_from_text(TEXT);
    (void)state;
    set_ok(scenario, "a", "conversion", "12 %");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = {.text = ""};
        const struct model *model = scenario->model;
        assert_int_equal(
            scenario_set(scenario, cases[i].section, cases[i].key, cases[i].text, &err),
            STATUS_FAULTY);
        if (err.offset != cases[i].offset || !strstr(err.text, cases[i].says))
            fail_msg("%s: at %zu '%s'", cases[i].key, err.offset, err.text);
        assert_ptr_equal(scenario->model, model);
        assert_string_equal(scenario_text(scenario, "a", "conversion"), "12 %");
        assert_string_equal(model->lines[model_find(model, "a.conversion")].text, "12 %");
        assert_near(scenario_profit(scenario), 2e6, 1e-15);
    }
    scenario_free(scenario);
}

static void test_uncertainty_upside_down_after_an_edit(void **state)
{
    struct scenario *scenario =
        scenario_from_text("[a]\nx = 5\nx.dist = triangular(1, value, 9)\ncost = x\n");
    struct messages list = {0};
    (void)state;
    set_ok(scenario, "a", "x", "20");
    scenario_warnings(scenario, &list);
    assert_int_equal(list.n, 1);
    assert_non_null(strstr(list.items[0].text, "a.x: the uncertainty is upside down"));
    set_ok(scenario, "a", "revenue", "3"); /* building anew is still possible */
    set_ok(scenario, "a", "x", "6");
    scenario_warnings(scenario, &list);
    assert_int_equal(list.n, 0);
    messages_fini(&list);
    scenario_free(scenario);
}

/* What a parameter's own dist rules out is said; an end is no such value, and a value between those
 * of a choice isn't either. */
static void test_values_outside_of_their_dist(void **state)
{
    (void)state;
    static const struct {
        const char *value, *dist, *warning;
    } rows[] = {
        {"5", "uniform(6, 9)", "a.x is 5, outside its dist, which goes from 6 to 9"},
        {"10", "triangular(6, 7, 9)", "a.x is 10, outside its dist, which goes from 6 to 9"},
        {"6", "pert(6, 7, 9)", NULL},
        {"0.3", "uniform(0.1 * 3, 1)", NULL}, /* 0.30000000000000004 */
        {"13.08", "normal(10, 1)", NULL},
        {"13.1", "normal(10, 1)",
         "a.x is 13.1, outside the middle 99.8 % of its dist, from 6.91 to 13.09"},
        {"1", "4 to 9", "a.x is 1, outside the middle 99.8 % of its dist, from 2.8 to 12.85"},
        {"9", "lognormal(10, 0)", "a.x is 9, outside the middle 99.8 % of its dist, from 10 to 10"},
        {"100.2", "normal(100, 0.01)",
         "a.x is 100.2, outside the middle 99.8 % of its dist, from 99.9691 to 100.0309"},
        {"3", "normal(1e200, 1e199)",
         "a.x is 3, outside the middle 99.8 % of its dist, from 6.91e199 to 1.309e200"},
        {"50 %", "normal(3 %, 0.5 %)",
         "a.x is 50 %, outside the middle 99.8 % of its dist, from 1.455 % to 4.545 %"},
        {"1.1", "beta(2, 3)", "a.x is 1.1, outside its dist, which goes from 0 to 1"},
        {"0", "seen 12 of 40", NULL},
        {"0.3", "chance(value)", NULL},
        {"7", "choice(5, 50 %, 8, 50 %)", NULL},
        {"9", "choice(5, 50 %, 8, 50 %, 10, 0)",
         "a.x is 9, outside its dist, which goes from 5 to 8"},
        {"4", "samples(5, 6)", "a.x is 4, outside its dist, which goes from 5 to 6"},
        {"0.0001", "poisson(value)", NULL},
        {"11", "poisson(3)", "a.x is 11, outside the middle 99.8 % of its dist, from 0 to 10"},
        {"2M", "poisson(value)", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        struct messages list = {0};
        snprintf(text, sizeof text, "[a]\nx = %s\nx.dist = %s\nu = 1 USD\ncost = u * x\n",
                 rows[i].value, rows[i].dist);
        struct scenario *scenario = scenario_from_text(text);
        scenario_warnings(scenario, &list);
        const char *got = list.n > 0 ? list.items[0].text : "none";
        if (list.n != (rows[i].warning ? 1 : 0) ||
            (rows[i].warning && strcmp(got, rows[i].warning) != 0))
            fail_msg("%s, %s: %s", rows[i].value, rows[i].dist, got);
        messages_fini(&list);
        scenario_free(scenario);
    }
}

static void test_targets_and_claims(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[a]\nrevenue = 100\n[targets]\nmet = total.profit >= 100\nmissed = total.cost > 1\n"
        "unknown = 0 / total.cost > 1\nboth = total.cost == 0 and 1\n"
        "[claims]\ntotal.revenue = 100.4\na.revenue = 101\n");
    const struct model *model = scenario->model;
    double left, right;
    (void)state;
    assert_int_equal(scenario_target(scenario, model_find(model, "targets.met")), TARGET_MET);
    assert_int_equal(scenario_target(scenario, model_find(model, "targets.missed")), TARGET_MISSED);
    assert_int_equal(scenario_target(scenario, model_find(model, "targets.unknown")),
                     TARGET_UNKNOWN);
    assert_true(
        scenario_target_sides(scenario, model_find(model, "targets.missed"), &left, &right));
    assert_near(left, 0, 0);
    assert_near(right, 1, 0);
    assert_false(scenario_target_sides(scenario, model_find(model, "targets.both"), &left, &right));
    const struct section *claims = &model->sections[model_find_section(model, "claims")];
    assert_true(scenario_claim_holds(scenario, claims->first_line));
    assert_false(scenario_claim_holds(scenario, claims->first_line + 1));
    scenario_free(scenario);
}

/* The tolerance is a share of what is stated, of a loss as of a gain. */
static void test_claims_below_0(void **state)
{
    struct scenario *scenario =
        scenario_from_text("[a]\ncost = 100\n[claims]\ntotal.profit = -100.4\ntotal.cost = -100\n");
    const struct section *claims =
        &scenario->model->sections[model_find_section(scenario->model, "claims")];
    (void)state;
    assert_true(scenario_claim_holds(scenario, claims->first_line));
    assert_false(scenario_claim_holds(scenario, claims->first_line + 1));
    scenario_free(scenario);
}

/* Out, in, and out again: 10 % and 20 % a month both bring that to 0. */
static void test_two_rates_of_return(void **state)
{
    struct scenario *scenario =
        scenario_from_text("[scenario]\nmonths = 3\n[a]\nper = month\ncost = series(100, 0, 132)\n"
                           "revenue = series(0, 230, 0)\n");
    char all[1024];
    (void)state;
    scenario_warnings_text(scenario, all, sizeof all);
    assert_string_equal(all, "1: cash.irr: 2 rates bring the flows to 0; the one nearest to 0 is "
                             "shown\n");
    assert_near(scenario_named(scenario, "cash.irr"), pow(1.1, 12) - 1, 1e-9);
    scenario_free(scenario);
}

/* A parameter by whose name a stage begins decides whether there is a month 0. */
static void test_month_0_comes_and_goes(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 3\nbudget = 10\n[shared]\nclose = 2\n"
        "[a]\nper = month\nfirst_month = close\nx = prev(x, 5) + 1\nrevenue = x\n");
    uint32_t line = model_find(scenario->model, "a.x");
    (void)state;
    assert_false(scenario_has_opening(scenario));
    assert_near(scenario_balance(scenario)[0], 10, 0);
    set_ok(scenario, "shared", "close", "0");
    assert_true(scenario_has_opening(scenario));
    assert_int_equal(scenario_months(scenario), 3);
    assert_near(scenario_series(scenario, line)[-1], 6, 0);
    assert_near(scenario_series(scenario, line)[2], 9, 0);
    assert_near(scenario_balance(scenario)[-1], 16, 0);
    assert_near(scenario_total(scenario, ROLE_REVENUE), 6 + 7 + 8 + 9, 0);
    set_ok(scenario, "shared", "close", "1");
    assert_false(scenario_has_opening(scenario));
    assert_near(scenario_total(scenario, ROLE_REVENUE), 6 + 7 + 8, 0);
    scenario_free(scenario);
}

static void test_clones_are_apart(void **state)
{
    struct scenario *scenario = scenario_from_text(TEXT);
    (void)state;
    set_ok(scenario, "a", "conversion", "20 %");
    struct scenario *clone = scenario_clone(scenario);
    assert_non_null(clone);
    set_ok(scenario, "a", "conversion", "30 %");
    assert_near(scenario_profit(clone), 10e6, 0);
    assert_true(source_is_edited(clone->source));
    scenario_free(scenario);
    assert_string_equal(scenario_text(clone, "a", "conversion"), "20 %");
    scenario_free(clone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_edits_keep_the_model),
        cmocka_unit_test(test_other_edits_build_anew),
        cmocka_unit_test(test_failed_edits_change_nothing),
        cmocka_unit_test(test_uncertainty_upside_down_after_an_edit),
        cmocka_unit_test(test_values_outside_of_their_dist),
        cmocka_unit_test(test_targets_and_claims),
        cmocka_unit_test(test_claims_below_0),
        cmocka_unit_test(test_two_rates_of_return),
        cmocka_unit_test(test_month_0_comes_and_goes),
        cmocka_unit_test(test_clones_are_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
