/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Causes of failed claims: each kind of slip is found, and nothing else is. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/claims.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

/* Cost 100 + 30 + 7, revenue 3 * 5 * 20 / 4 = 75; profit -62. */
static const char base[] = "[shared]\n"
                           "rate = 3\n"
                           "[a]\n"
                           "cost = 100 USD\n"
                           "[b]\n"
                           "cost = 0.4 * revenue\n"
                           "days = 5\n"
                           "price = 20\n"
                           "revenue = rate * days * price / 4\n"
                           "[c]\n"
                           "per = month\n"
                           "first_month = 2\n"
                           "last_month = 8\n"
                           "cost = 1\n"
                           "[off]\n"
                           "enabled = no\n"
                           "cost = 55\n";

static struct scenario *with_claims(const char *claims)
{
    char text[4096];
    snprintf(text, sizeof text, "%s%s", base, claims);
    return scenario_from_text(text);
}

/* The causes of the only failed claim of CLAIM, as one text. */
static void assert_causes(const char *claim, const char *expected)
{
    char text[2048];
    struct claim_causes causes = {0};
    struct error err;
    snprintf(text, sizeof text, "[claims]\ntolerance = 0.1 %%\n%s\n", claim);
    struct scenario *scenario = with_claims(text);
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.n, 1);
    assert_true(causes.is_complete);
    claim_cause_format(&causes.items[0], causes.is_complete, false, text, sizeof text);
    assert_string_equal(text, expected);
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

static void test_claims_that_hold_need_no_cause(void **state)
{
    (void)state;
    struct claim_causes causes = {0};
    struct error err;
    struct scenario *scenario = with_claims("[claims]\ntotal.cost = 137\ntotal.profit = -62.1\n");
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.n, 0);
    assert_null(claim_causes_of(&causes, 0));
    claim_causes_fini(&causes);
    scenario_free(scenario);
    scenario = scenario_from_text(base);
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.n, 0);
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

static void test_powers_of_ten(void **state)
{
    (void)state;
    assert_causes("total.cost = 1370", "stated 10 times too large");
    assert_causes("total.revenue = 0.075", "stated 1,000 times too small");
    assert_causes("total.profit = -62万", "stated 10,000 times (a 万) too large");
    assert_causes("total.cost = 137e12", "stated 1,000,000,000,000 times too large");
    assert_causes("total.cost = 137e13", "unexplained");
}

static void test_stages_left_out_or_counted_twice(void **state)
{
    (void)state;
    assert_causes("total.cost = 107", "stage 'b' left out");
    assert_causes("total.cost = 130", "stage 'c' left out");
    assert_causes("total.cost = 237", "stage 'a' counted twice");
    assert_causes("total.profit = -69", "stage 'c' counted twice");
    /* both roles are counted again: 75 - 30 more */
    assert_causes("total.profit = -17", "stage 'b' counted twice");
}

static void test_factors_dropped_or_repeated(void **state)
{
    (void)state;
    assert_causes("b.revenue = 25", "factor 'rate' dropped in b.revenue");
    assert_causes("b.revenue = 375", "factor 'days' repeated in b.revenue");
    assert_causes("b.revenue = 18.75", "factor '4' repeated in b.revenue");
    assert_causes("b.cost = 75", "b.revenue stated for b.cost; factor '0.4' dropped in b.cost");
    assert_causes("b.cost = 12", "factor '0.4' repeated in b.cost");
}

static void test_all_causes_are_given(void **state)
{
    (void)state;
    /* 15 is 75 / 5 */
    assert_causes("b.revenue = 15", "factor 'days' dropped in b.revenue");
    /* 300 is both 75 without the division and with it done by a quarter */
    assert_causes("b.revenue = 300", "factor '4' dropped in b.revenue");
    char text[400];
    struct claim_causes causes = {0};
    struct error err;
    struct scenario *scenario =
        scenario_from_text("[a]\ncost = x * y\nx = 10\ny = 10\n[claims]\ntotal.cost = 1000\n");
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.items[0].n_causes, 2);
    assert_near(causes.items[0].ratio, 10, 1e-12);
    claim_cause_format(&causes.items[0], true, false, text, sizeof text);
    assert_string_equal(text, "stated 10 times too large; factor 'x' or 'y' repeated in a.cost");
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

static void test_no_cause_is_unexplained(void **state)
{
    (void)state;
    assert_causes("total.cost = 111", "unexplained");
    assert_causes("total.cost = 0", "unexplained");
    assert_causes("total.margin = 3", "unexplained");
}

static void test_nan_has_no_cause(void **state)
{
    (void)state;
    struct claim_causes causes = {0};
    struct error err;
    struct scenario *scenario =
        scenario_from_text("[a]\nx = 0\ncost = x / x\n[claims]\ntotal.cost = 5\n");
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.n, 1);
    assert_int_equal(causes.items[0].n_causes, 0);
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

/* Finding causes leaves the scenario alone. */
static void test_scenario_is_untouched(void **state)
{
    (void)state;
    struct claim_causes causes = {0};
    struct error err;
    struct scenario *scenario = with_claims("[claims]\ntolerance = 0.1 %\ntotal.cost = 107\n");
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_false(source_is_edited(scenario->source));
    assert_near(scenario_total(scenario, ROLE_COST), 137, 1e-12);
    /* and again into the same place */
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.items[0].n_causes, 1);
    assert_ptr_equal(claim_causes_of(&causes, causes.items[0].line), &causes.items[0]);
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

static void test_large_scenarios_are_not_searched_for_long(void **state)
{
    (void)state;
    enum { N = 1000 };
    static char text[N * 64];
    struct claim_causes causes = {0};
    struct error err;
    char cause[200];
    size_t used = 0;
    for (int i = 0; i < N; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "[s%d]\ncost = x * x\nx = %d\n",
                                 i, i + 2);
    snprintf(text + used, sizeof text - used, "[claims]\ntotal.cost = 12345\n");
    struct scenario *scenario = scenario_from_text(text);
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.n, 1);
    assert_false(causes.is_complete);
    claim_cause_format(&causes.items[0], causes.is_complete, false, cause, sizeof cause);
    assert_non_null(strstr(cause, "too large"));
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

/* A year of two stages: costs 60,000,000 + 100,000 and revenues 10,000,000 + 2,000. */
static const char printed_base[] = "[scenario]\nmonths = 24\n[ads]\n"
                                   "count = 200\neach = 30万\nwon = 10 %\nprice = 50万\n"
                                   "cost = count * each\nrevenue = count * won * price\n"
                                   "[help]\nusers = 50\nhours = 2000\nstay = 25 %\n"
                                   "spend = 200\ncost = users * hours\n"
                                   "revenue = users * stay * spend\n";

/* What is said of the terms of EXPRESSION, printed for NAME, joined by "; ". */
static void assert_terms(const char *name, const char *expression, double gives,
                         const char *expected)
{
    char text[2048], said[2048] = "";
    struct claim_causes causes = {0};
    struct error err;
    snprintf(text, sizeof text, "%s[claims]\n%s.printed = %s\n%s = 12345\n", printed_base, name,
             expression, name);
    struct scenario *scenario = scenario_from_text(text);
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    assert_int_equal(causes.n, 1);
    assert_near(causes.items[0].printed, gives, 1e-12);
    for (size_t i = 0; i < causes.items[0].n_terms; i++) {
        size_t used = strlen(said);
        snprintf(said + used, sizeof said - used, "%s%s", i > 0 ? "; " : "",
                 causes.items[0].terms[i].verdict);
    }
    assert_string_equal(said, expected);
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

static void test_printed_terms(void **state)
{
    (void)state;
    assert_terms("total.cost", "200*30 + 50*2000", 106000, "ads.cost in 万; help.cost");
    assert_terms("total.cost", "200*300000", 6e7, "ads.cost; help.cost left out");
    assert_terms("total.cost", "-(2 - 50*2000*10)", 999998,
                 "no stage's amount; help.cost with a stray factor 10; ads.cost left out");
    assert_terms("total.cost", "200*30*10 + 50*2000", 160000,
                 "ads.cost with a stray factor 10; help.cost");
    assert_terms("total.cost", "50", 50, "help.cost without the factor hours; ads.cost left out");
    assert_terms("total.cost", "50*200", 1e4, "help.cost, 10 times too small; ads.cost left out");
    assert_terms("total.revenue", "200*30*10% + 50*25%*200", 3100,
                 "ads.revenue, computed from ads.cost; help.revenue");
    assert_terms("total.revenue", "50*2000*25%*200 + 200*50", 5010000,
                 "help.revenue, computed from help.cost; ads.revenue without the factor won");
    assert_terms("total.profit", "50*25%*200 - 50*2000", -97500,
                 "help.revenue; help.cost; ads.cost left out; ads.revenue left out");
    assert_terms("help.cost", "50*2000*12", 1200000, "help.cost with a stray factor 12");
    assert_terms("cash.final", "1/0", (double)INFINITY, "no stage's amount");
}

static void test_digits_tell_the_difference(void **state)
{
    (void)state;
    char stated[NUMBER_TEXT_SIZE], computed[NUMBER_TEXT_SIZE];
    claim_format_pair(1199.15, 1199.10, 20, stated, computed);
    assert_string_equal(stated, "1,199.2");
    assert_string_equal(computed, "1,199.1");
    claim_format_pair(1199.1500001, 1199.15, 20, stated, computed);
    assert_string_equal(stated, "1,199.1500001");
    assert_string_equal(computed, "1,199.1500000");
    claim_format_pair(5, 5, 20, stated, computed);
    assert_string_equal(stated, "5");
    claim_format_pair(5, (double)NAN, 20, stated, computed);
    assert_string_equal(stated, "5");
}

static void test_neighbours(void **state)
{
    (void)state;
    assert_causes("total.profit = 75", "total.revenue stated for total.profit");
    assert_causes("total.profit = -137", "total.cost stated for total.profit");
    assert_causes("total.cost = 75", "total.revenue stated for total.cost");
    assert_causes("total.profit = 62", "stated with the opposite sign");
    char text[400];
    struct claim_causes causes = {0};
    struct error err;
    struct scenario *scenario = with_claims("[claims]\ntotal.profit = 3820\n"
                                            "total.revenue = 40000\ntotal.cost = 36180\n");
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    claim_cause_format(&causes.items[0], true, false, text, sizeof text);
    assert_string_equal(text, "follows from the stated total.revenue and total.cost");
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

/* The cause of the claim TEXT ends with; "" if it holds. */
static void assert_cause_of(const char *text, const char *expected)
{
    char cause[CLAIM_MAX_CAUSES * CLAIM_CAUSE_SIZE] = "";
    struct claim_causes causes = {0};
    struct error err;
    struct scenario *scenario = scenario_from_text(text);
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    if (causes.n > 0)
        claim_cause_format(&causes.items[0], causes.is_complete, false, cause, sizeof cause);
    assert_string_equal(cause, expected);
    claim_causes_fini(&causes);
    scenario_free(scenario);
}

static void test_times_and_units(void **state)
{
    (void)state;
#define MONTHLY "[scenario]\nmonths = 24\n[a]\nper = month\ncost = 700\nrevenue = 1000\n[claims]\n"
    assert_cause_of(MONTHLY "a.cost = 700\n", "a month's amount stated for the 24 months");
    assert_cause_of(MONTHLY "a.cost = 201600\n", "12 times: a year's amount stated for a month's");
    assert_cause_of(MONTHLY "a.revenue = 12000\n", "a year's amount stated for the 24 months");
    assert_cause_of(MONTHLY "cash.final = -7200\n", "stated with the opposite sign");
    assert_cause_of("[a]\nper = month\nsalary = 100k USD/year\ncost = salary\n"
                    "[claims]\ntotal.cost = 100000\n",
                    "a month's amount stated for the 12 months; "
                    "a.cost converted, by the factor 0.08333 of its unit's warning");
    assert_cause_of("[a]\nkg = 5 kgCO2e\nt = 3 tCO2e\ncarbon = kg + t\n"
                    "[claims]\ntotal.carbon = 3005\n",
                    "a.carbon converted, by the factor 1,000 of its unit's warning");
    assert_cause_of("[a]\ncost = 0 * 3\n[claims]\ntotal.cost = 0\n", "");
}

static void test_causes_are_cut_at_a_whole_character(void **state)
{
    (void)state;
    struct claim_cause item = {.n_causes = 1, .causes = {{.text = "万万万"}}};
    char text[6];
    claim_cause_format(&item, true, false, text, sizeof text);
    assert_string_equal(text, "万");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_claims_that_hold_need_no_cause),
        cmocka_unit_test(test_powers_of_ten),
        cmocka_unit_test(test_stages_left_out_or_counted_twice),
        cmocka_unit_test(test_factors_dropped_or_repeated),
        cmocka_unit_test(test_all_causes_are_given),
        cmocka_unit_test(test_no_cause_is_unexplained),
        cmocka_unit_test(test_nan_has_no_cause),
        cmocka_unit_test(test_scenario_is_untouched),
        cmocka_unit_test(test_large_scenarios_are_not_searched_for_long),
        cmocka_unit_test(test_printed_terms),
        cmocka_unit_test(test_digits_tell_the_difference),
        cmocka_unit_test(test_neighbours),
        cmocka_unit_test(test_times_and_units),
        cmocka_unit_test(test_causes_are_cut_at_a_whole_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
