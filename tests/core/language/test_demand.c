/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demand of the kinds `subscription` and `usage` at a price: of constant elasticity where the
 * scenario gives one, and as stated, to the last bit, where it does not.
 */
#include "core/language/kinds.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

#define SUBSCRIPTION                                                                               \
    "[s]\nkind = subscription\ninitial_subscribers = 17 users\nnew_subscribers = 13 users/month\n" \
    "churn = 3.7 %\nservice_cost = 1.3 USD/user/month\n"
#define USAGE                                                                                      \
    "[u]\nkind = usage\nusers = 331 users\nrequests_per_user = 17 request/user/month\n"            \
    "request_cost = 0.01 USD/request\n"

/* What the warnings of SCENARIO say, one a line. */
static void assert_warnings(const struct scenario *scenario, const char *says)
{
    char all[4096];
    scenario_warnings_text(scenario, all, sizeof all);
    assert_string_equal(all, says);
}

static double value_of(const char *text, const char *name)
{
    struct scenario *scenario = scenario_from_text(text);
    double value = scenario_named(scenario, name);
    assert_warnings(scenario, "");
    scenario_free(scenario);
    return value;
}

/* The formulas that the kinds had before there was an elasticity, month by month. */
static void test_without_elasticity_nothing_changes(void **state)
{
    double subscribers = 17, revenue = 0, cost = 0;
    (void)state;
    for (int month = 0; month < 12; month++) {
        subscribers = subscribers * (1 - 0.037) + 13;
        revenue += subscribers * 29.99;
        cost += subscribers * 1.3;
    }
    assert_same_bits(value_of(SUBSCRIPTION "price = 29.99 USD/user/month\n", "s.revenue"), revenue);
    assert_same_bits(value_of(SUBSCRIPTION "price = 29.99 USD/user/month\n", "s.cost"), cost);
    revenue = cost = 0;
    for (int month = 0; month < 12; month++) {
        revenue += 331.0 * 17 * 0.07;
        cost += 331.0 * 17 * 0.01;
    }
    assert_same_bits(value_of(USAGE "request_price = 0.07 USD/request\n", "u.revenue"), revenue);
    assert_same_bits(value_of(USAGE "request_price = 0.07 USD/request\n", "u.cost"), cost);
}

/* What is given away has a price of 0, and no demand to speak of a ratio to it. */
static void test_a_price_of_0(void **state)
{
    (void)state;
    assert_same_bits(value_of(SUBSCRIPTION "price = 0 USD/user/month\n", "s.revenue"), 0);
    assert_true(value_of(SUBSCRIPTION "price = 0 USD/user/month\n", "s.cost") > 0);
    assert_same_bits(value_of(USAGE "request_price = 0 USD/request\n", "u.revenue"), 0);
}

/* At the reference price the demand is what is stated; 1 % above it, e percent are lost. */
static void test_demand_at_a_price(void **state)
{
    (void)state;
    assert_near(value_of(USAGE "request_price = 0.07 USD/request\nprice_elasticity = 1.2\n"
                               "reference_price = 0.07 USD/request\n",
                         "u.revenue"),
                12 * 331.0 * 17 * 0.07, 1e-14);
    assert_near(value_of(USAGE "request_price = 0.077 USD/request\nprice_elasticity = 1.2\n"
                               "reference_price = 0.07 USD/request\n",
                         "u.cost"),
                12 * 331.0 * 17 * 0.01 * pow(1.1, -1.2), 1e-14);
    /* with an elasticity of 1, what is paid doesn't depend on the price */
    assert_near(value_of(USAGE "request_price = 0.35 USD/request\nprice_elasticity = 1\n"
                               "reference_price = 0.07 USD/request\n",
                         "u.revenue"),
                12 * 331.0 * 17 * 0.07, 1e-14);
}

/* The price moves those who join; those who are there stay or leave by `churn` alone. */
static void test_subscribers_at_a_price(void **state)
{
    double subscribers = 17, joining = 13 * pow(20.0 / 30, -1.5);
    (void)state;
    for (int month = 0; month < 12; month++)
        subscribers = subscribers * (1 - 0.037) + joining;
    assert_near(value_of(SUBSCRIPTION "price = 20 USD/user/month\nprice_elasticity = 1.5\n"
                                      "reference_price = 30 USD/user/month\n"
                                      "[metrics]\nat_end = last(s.subscribers)\n",
                         "metrics.at_end"),
                subscribers, 1e-14);
}

/* A price that changes over time, and one that is a formula of the scenario's. */
static void test_a_series_of_prices(void **state)
{
    (void)state;
    assert_near(value_of("[scenario]\nmonths = 2\n" USAGE
                         "list = 0.1 USD/request\nrequest_price = series(1, 0.5) * list\n"
                         "price_elasticity = 2\nreference_price = list\n",
                         "u.cost"),
                331.0 * 17 * 0.01 * (1 + 4), 1e-14);
}

static void test_an_elasticity_without_its_price(void **state)
{
    struct scenario *scenario =
        scenario_from_text(SUBSCRIPTION "price = 20 USD/user/month\nprice_elasticity = 1.5\n");
    struct error err;
    (void)state;
    assert_warnings(scenario, "8: s.price_elasticity has no effect without 'reference_price', the "
                              "price at which demand is as stated\n");
    double before = scenario_named(scenario, "s.revenue");
    assert_int_equal(scenario_set(scenario, "s", "price", "40 USD/user/month", &err), STATUS_OK);
    assert_same_bits(scenario_named(scenario, "s.revenue"), 2 * before);
    /* typed on the screen: the warning comes and goes with the values */
    assert_int_equal(scenario_set(scenario, "s", "price_elasticity", "0", &err), STATUS_OK);
    assert_warnings(scenario, "");
    assert_int_equal(scenario_set(scenario, "s", "price_elasticity", "1.5", &err), STATUS_OK);
    assert_int_equal(scenario_set(scenario, "s", "reference_price", "40 USD/user/month", &err),
                     STATUS_OK);
    assert_warnings(scenario, "");
    assert_same_bits(scenario_named(scenario, "s.revenue"), 2 * before);
    scenario_free(scenario);
    /* a demand of one's own need not know a reference price */
    assert_true(value_of(SUBSCRIPTION "price = 20 USD/user/month\nprice_elasticity = 1.5\n"
                                      "demand_factor = 2 - price_elasticity\n",
                         "s.revenue") > 0);
}

static void test_wrong_elasticities(void **state)
{
    struct scenario *scenario =
        scenario_from_text(USAGE "request_price = 0.1 USD/request\nprice_elasticity = -1.2\n"
                                 "reference_price = 0.1 USD/request\n");
    (void)state;
    assert_warnings(scenario, "7: u.price_elasticity is -1.2, below its min of 0\n");
    scenario_free(scenario);
    scenario = scenario_from_text(USAGE "request_price = 0.1 USD/request\nprice_elasticity = -1.2\n"
                                        "reference_price = 0.1 USD/request\n"
                                        "price_elasticity.min = -2\n");
    assert_warnings(scenario, "");
    scenario_free(scenario);
    scenario = scenario_from_text(USAGE "request_price = 0.1 USD/request\nprice_elasticity = 2\n"
                                        "reference_price = 5 USD/user/month\n");
    assert_warnings(scenario,
                    "1: u.demand_factor: '^' wants a plain number, not user·month/request\n");
    scenario_free(scenario);
    scenario = scenario_from_text(SUBSCRIPTION "price = 20 USD/user/month\nprice_elasticity = 2\n"
                                               "reference_price = 240 USD/user/year\n");
    assert_warnings(scenario, "1: s.demand_factor: '^' wants a plain number, not year/month: "
                              "off by a factor of 12\n");
    scenario_free(scenario);
}

/* What stands in the place of a formula of the kind: a formula is held to its unit, a number says
 * its own. */
static void test_a_demand_of_ones_own(void **state)
{
    struct scenario *scenario =
        scenario_from_text(SUBSCRIPTION "price = 20 USD/user/month\ndemand_factor = price\n");
    (void)state;
    assert_warnings(scenario, "8: s.demand_factor is USD/user/month, not 1\n");
    scenario_free(scenario);
    scenario = scenario_from_text(SUBSCRIPTION "price = 20 USD/user/month\ndemand_factor = 2 kg\n");
    assert_warnings(scenario, "1: s.subscribers: '+' has user on one side and user·kg/month on the "
                              "other\n");
    scenario_free(scenario);
}

/* The units of what the kinds compute are what they were. */
static void test_units_stay(void **state)
{
    struct scenario *scenario = scenario_from_text(SUBSCRIPTION "price = 20\n");
    const struct model *model = scenario->model;
    char text[UNIT_TEXT_SIZE];
    (void)state;
    unit_format(model->units, model->lines[model_find(model, "s.subscribers")].unit, text);
    assert_string_equal(text, "user");
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_elasticity_nothing_changes),
        cmocka_unit_test(test_a_price_of_0),
        cmocka_unit_test(test_demand_at_a_price),
        cmocka_unit_test(test_subscribers_at_a_price),
        cmocka_unit_test(test_a_series_of_prices),
        cmocka_unit_test(test_an_elasticity_without_its_price),
        cmocka_unit_test(test_wrong_elasticities),
        cmocka_unit_test(test_a_demand_of_ones_own),
        cmocka_unit_test(test_units_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
