/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Evaluation: monthly series, what counts of stages, cash; and that N lanes give the same bits as N
 * runs of one, for random models and for blocks of every width.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

static const double *series(const struct scenario *scenario, const char *name)
{
    const double *values = scenario_series(scenario, model_find(scenario->model, name));
    assert_non_null(values);
    return values;
}

static void assert_series(const struct scenario *scenario, const char *name, const double *values,
                          size_t n)
{
    const double *is = series(scenario, name);
    for (size_t i = 0; i < n; i++)
        assert_near(is[i], values[i], 1e-14);
}

static void test_series(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 6\n[shared]\ng = 50 %\n[s]\nper = month\nstart = 8\n"
        "users = prev(users, start) * (1 + g)\nadds = series(1, 2, 3)\n"
        "k = steps(month, 1, 3, 2, 5, 7)\nbefore = prev(adds)\n"
        "cost = 5\nfirst_month = 2\nlast_month = 4\n[m]\nx = sum(s.users * s.adds)\n"
        "[metrics]\nlast_ = last(s.users)\nflows = peak(total.cost)\n");
    (void)state;
    /* the stage begins in month 2: nothing before, the initial value and the first values then */
    assert_series(scenario, "s.users", (double[]){0, 12, 18, 27, 40.5, 60.75}, 6);
    assert_series(scenario, "s.adds", (double[]){0, 1, 2, 3, 3, 3}, 6);
    assert_series(scenario, "s.before", (double[]){0, 0, 1, 2, 3, 3}, 6);
    assert_series(scenario, "s.k", (double[]){0, 1, 2, 2, 7, 7}, 6);
    assert_near(scenario_named(scenario, "m.x"), 12 + 36 + 3 * (27 + 40.5 + 60.75), 1e-15);
    assert_near(scenario_named(scenario, "metrics.last_"), 60.75, 0);
    assert_near(scenario_named(scenario, "metrics.flows"), 5, 0);
    assert_near(scenario_total(scenario, ROLE_COST), 15, 0);
    const double *cost = scenario_total_series(scenario, ROLE_COST);
    for (int m = 0; m < 6; m++)
        assert_near(cost[m], m >= 1 && m <= 3 ? 5 : 0, 0);
    scenario_free(scenario);
}

/* What is taken over the months of a stage that is active throughout. */
static void test_over_months(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 6\n[s]\nper = month\nusers = prev(users, 8) * 1.5\n"
        "k = steps(month, 1, 3, 2, 5, 7)\n"
        "[metrics]\navg_ = avg(s.k)\nfirst_ = first(s.users)\nlast_ = last(s.users)\n"
        "peak_ = peak(-s.users)\n");
    (void)state;
    assert_series(scenario, "s.users", (double[]){12, 18, 27, 40.5, 60.75, 91.125}, 6);
    assert_near(scenario_named(scenario, "metrics.avg_"), 20.0 / 6, 1e-15);
    assert_near(scenario_named(scenario, "metrics.first_"), 12, 0);
    assert_near(scenario_named(scenario, "metrics.last_"), 91.125, 0);
    assert_near(scenario_named(scenario, "metrics.peak_"), -12, 0);
    scenario_free(scenario);
}

/* The first and the last month may be formulas, which are rounded and cut to the horizon; another
 * stage that looks back sees the initial value when the line begins. */
static void test_months_of_a_stage(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 6\n[shared]\nlaunch = 1.6\n"
        "[s]\nper = month\nfirst_month = launch + 1\nlast_month = first_month + 10\n"
        "users = prev(users, 8) * 1.5\nrevenue = users\n"
        "[t]\nper = month\nseen = prev(s.users, 5)\nflow = prev(s.revenue, 5)\n"
        "[u]\ncost = 12\nfirst_month = launch - 7\nlast_month = s.first_month\n");
    (void)state;
    assert_series(scenario, "s.users", (double[]){0, 0, 12, 18, 27, 40.5}, 6);
    assert_series(scenario, "t.seen", (double[]){0, 0, 5, 12, 18, 27}, 6);
    assert_series(scenario, "t.flow", (double[]){5, 0, 0, 12, 18, 27}, 6);
    const double *cost = scenario_total_series(scenario, ROLE_COST);
    for (int m = 0; m < 6; m++)
        assert_near(cost[m], m < 3 ? 4 : 0, 0);
    scenario_free(scenario);
}

/* A monthly stage may use a total stage that sums another monthly stage: three segments and more.
 */
/* The months of LINE of stage `a` with FORMULA, of which x is 1, 4, 9, 16, 25. */
static void assert_months(const char *formula, double a, double b, double c, double d, double e)
{
    char text[300];
    snprintf(text, sizeof text,
             "[scenario]\nmonths = 5\n[a]\nper = month\nx = month * month\nn = 2\nn.min = 1\n"
             "cost = y\ny = %s\n",
             formula);
    struct scenario *scenario = scenario_from_text(text);
    const double *is = scenario_series(scenario, model_find(scenario->model, "a.y"));
    const double expected[] = {a, b, c, d, e};
    for (int m = 0; m < 5; m++)
        if (!(fabs(is[m] - expected[m]) <= 1e-14 * fabs(expected[m])))
            fail_msg("%s in month %d: %.17g is not %g", formula, m + 1, is[m], expected[m]);
    scenario_free(scenario);
}

static void test_looking_back(void **state)
{
    (void)state;
    assert_months("prev(x + 1, 7)", 7, 2, 5, 10, 17);
    assert_months("prev(prev(x), 3)", 3, 0, 1, 4, 9);
    assert_months("prev(n * 10)", 0, 20, 20, 20, 20);
    assert_months("lag(x, 0)", 1, 4, 9, 16, 25);
    assert_months("lag(x, 1, 7)", 7, 1, 4, 9, 16);
    assert_months("lag(x, n, 7)", 7, 7, 1, 4, 9);
    assert_months("lag(x, 1.5, 7)", 7, 4, 2.5, 6.5, 12.5);
    assert_months("lag(x, -3, 7)", 1, 4, 9, 16, 25);
    assert_months("lag(x, 1e300, 7)", 7, 7, 7, 7, 7);
    assert_months("lag(x, 1 / 0)", 0, 0, 0, 0, 0);
    assert_months("lag(y, 1, 1) + lag(y, 2, 1)", 2, 3, 5, 8, 13);
    assert_months("lag(y + x, n) + 1", 1, 1, 3, 6, 13);
    assert_months("cumulative(x)", 1, 5, 14, 30, 55);
    assert_months("1 + cumulative(cumulative(1)) * 2", 3, 7, 13, 21, 31);
    assert_months("x / sum(x) * 55", 1, 4, 9, 16, 25);
    assert_months("sum(x)", 55, 55, 55, 55, 55);
    assert_months("prev(a.cost + total.cost, sum(x)) * 0", 0, 0, 0, 0, 0);
}

/* A stage that begins in month 3 of 7, where x is 1, 2, 4, 8, 16; o.one is 1 from month 1 on. */
static struct scenario *late_stage(const char *formula, const char *metric)
{
    char text[400];
    snprintf(text, sizeof text,
             "[scenario]\nmonths = 7\n[o]\nper = month\none = 0 * month + 1\ncost = one\n"
             "[a]\nper = month\nfirst_month = 3\nn = 2\nn.min = 1\nx = prev(2 * x, 1)\n"
             "y = %s\ncost = y\n[metrics]\nm = %s\n",
             formula, metric);
    return scenario_from_text(text);
}

static void test_looking_back_on_a_late_stage(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        double from_third[5]; /* of a line of the stage; 0 before */
    } cases[] = {
        {"prev(x, 7)", {7, 1, 2, 4, 8}},
        {"prev(x + 1, 7)", {7, 2, 3, 5, 9}},
        {"prev(prev(x), 3)", {3, 0, 1, 2, 4}},
        {"lag(x, 0, 7)", {1, 2, 4, 8, 16}},
        {"lag(x, 1)", {0, 1, 2, 4, 8}},
        {"lag(x, 1.5, 7)", {7, 4, 1.5, 3, 6}},
        {"lag(x, 0.25, 5)", {2, 1.75, 3.5, 7, 14}},
        {"lag(x + o.one, 2, 9)", {9, 9, 2, 3, 5}},
        {"lag(x, 1e300, 7)", {7, 7, 7, 7, 7}},
        {"lag(y, n, 5) + 1", {6, 6, 7, 7, 8}},
        {"cumulative(x)", {1, 3, 7, 15, 31}},
        {"1 + cumulative(o.one * x)", {2, 4, 8, 16, 32}},
        {"cumulative(o.one)", {3, 4, 5, 6, 7}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario *scenario = late_stage(cases[i].formula, "1");
        const double *is = scenario_series(scenario, model_find(scenario->model, "a.y"));
        for (int m = 0; m < 7; m++)
            if (!(fabs(is[m] - (m < 2 ? 0 : cases[i].from_third[m - 2])) <= 1e-14 * 32))
                fail_msg("%s in month %d: %.17g", cases[i].formula, m + 1, is[m]);
        scenario_free(scenario);
    }
}

/* The months before a series begins are left out. */
static void test_the_whole_of_a_late_stage(void **state)
{
    (void)state;
    static const struct {
        const char *metric;
        double is;
    } cases[] = {{"avg(a.x)", 6.2},          {"first(a.x)", 1},       {"low(a.x)", 1},
                 {"peak(-a.x)", -1},         {"avg(a.x, 1, 4)", 1.5}, {"low(a.x, 2, 7)", 1},
                 {"peak(-a.x, 1, 2)", NAN},  {"sum(a.x, 1, 4)", 3},   {"at(a.x, 2)", 0},
                 {"first(a.x * o.one)", 1},  {"avg(o.one)", 1},       {"last(a.x)", 16},
                 {"low(o.one + 5 * a.x)", 6}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario *scenario = late_stage("x", cases[i].metric);
        double is = scenario_value(scenario, model_find(scenario->model, "metrics.m"));
        if (!(fabs(is - cases[i].is) <= 1e-14 * 32) && !(isnan(is) && isnan(cases[i].is)))
            fail_msg("%s is %.17g", cases[i].metric, is);
        scenario_free(scenario);
    }
}

/* What begins with its stage, in month 3 of 5, does so inside of other formulas too; x is 1, 2, 3
 * from month 1 on. */
static void test_parts_that_begin_late(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        double from_third[3];
    } cases[] = {
        {"prev(series(5, 7) + x, 9)", {9, 8, 10}},
        {"lag(series(5, 7) + x, 2)", {0, 0, 8}},
        {"lag(cumulative(1) + x, 2)", {0, 0, 4}},
        {"prev(cumulative(1) * sum(x))", {0, 12, 24}},
        {"prev(sum(x), 7)", {7, 12, 12}},
        {"lag(sum(x), 1.5, 2)", {2, 7, 12}},
        {"cumulative(sum(x))", {12, 24, 36}},
        {"cumulative(series(5, 7) + x)", {8, 18, 28}},
        {"cumulative(x + 1 + b.list)", {14, 28, 42}},
        {"avg(series(5, 7) + x)", {28.0 / 3, 28.0 / 3, 28.0 / 3}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[300];
        snprintf(text, sizeof text,
                 "[scenario]\nmonths = 5\n[shared]\nx = 1, 2, 3\n[a]\nper = month\n"
                 "first_month = 3\ny = %s\ncost = y\n[b]\nfirst_month = 3\n"
                 "list = 10, 10\ncost = sum(x + series(200, 300))\n",
                 cases[i].formula);
        struct scenario *scenario = scenario_from_text(text);
        const double *is = scenario_series(scenario, model_find(scenario->model, "a.y"));
        for (int m = 0; m < 5; m++)
            if (!(fabs(is[m] - (m < 2 ? 0 : cases[i].from_third[m - 2])) <= 1e-14 * 36))
                fail_msg("%s in month %d: %.17g", cases[i].formula, m + 1, is[m]);
        assert_near(scenario_named(scenario, "b.cost"), 809, 0);
        scenario_free(scenario);
    }
}

/* lag by 0 is the operand, by 1 it is prev: bit for bit. */
static void test_lag_of_whole_months(void **state)
{
    (void)state;
    struct scenario *scenario =
        scenario_from_text("[a]\nper = month\nx = month ^ 0.3 / (month - 5)\nn = 1\n"
                           "zero = lag(x, 0)\none = lag(x, n, 0.1)\nbefore = prev(x, 0.1)\n");
    const double *x = scenario_series(scenario, model_find(scenario->model, "a.x"));
    const double *zero = scenario_series(scenario, model_find(scenario->model, "a.zero"));
    const double *one = scenario_series(scenario, model_find(scenario->model, "a.one"));
    const double *before = scenario_series(scenario, model_find(scenario->model, "a.before"));
    for (uint32_t m = 0; m < 12; m++) {
        assert_same_bits(zero[m], x[m]);
        assert_same_bits(one[m], before[m]);
    }
    scenario_free(scenario);
}

/* What FORMULA of the series a.x, which is 1, 4, 9, 16, 25, comes to. */
static double single(const char *formula)
{
    char text[300];
    snprintf(text, sizeof text,
             "[scenario]\nmonths = 5\nstart = 2026-01\n[a]\nper = month\nx = month * month\n"
             "y = if(month == 1, -1000, 260)\n[metrics]\nz = %s\n",
             formula);
    struct scenario *scenario = scenario_from_text(text);
    double value = scenario_named(scenario, "metrics.z");
    scenario_free(scenario);
    return value;
}

static void test_parts_of_the_horizon(void **state)
{
    (void)state;
    assert_near(single("at(a.x, 3)"), 9, 0);
    assert_near(single("at(a.x, 3.5)"), 16, 0);
    assert_true(isnan(single("at(a.x, 0)")) && isnan(single("at(a.x, 6)")));
    assert_true(isnan(single("at(a.x, 0 / 0)")));
    assert_near(single("low(-a.x) + low(a.x)"), -24, 0);
    assert_near(single("sum(a.x, 2, 4)"), 29, 0);
    assert_near(single("sum(a.x, 4, 99)"), 41, 0);
    assert_near(single("sum(a.x, 4, 2) + sum(a.x, -5, 0) + sum(a.x, 6, 9)"), 0, 0);
    assert_near(single("avg(a.x + 1, 2, 3)"), 7.5, 0);
    assert_near(single("peak(a.x, 1, 4) * 100 + low(a.x, 3, 5)"), 1609, 0);
    assert_true(isnan(single("avg(a.x, 4, 2)")) && isnan(single("low(a.x, 6, 7)")));
    assert_true(isnan(single("sum(a.x, 0 / 0, 3)")));
    assert_near(single("npv(a.x, 0)"), 55, 0);
    assert_near(single("npv(a.y, 0.1)"),
                -1000 / pow(1.1, 1.0 / 12) + 260 / pow(1.1, 2.0 / 12) + 260 / pow(1.1, 3.0 / 12) +
                    260 / pow(1.1, 4.0 / 12) + 260 / pow(1.1, 5.0 / 12),
                1e-13);
    assert_near(single("npv(a.y, irr(a.y))"), 0, 1e-9);
    assert_near(single("tiers(9, 5, 4, 3, 6, 2)"), 20 + 6 + 6, 0);
    assert_near(single("tiers(3, 5, 4, 3, 6, 2) + tiers(-1, 5, 4, 3)"), 10, 0);
    /* 100k at 6 % a year over 30 years costs 599.55 a month */
    assert_near(single("100k * annuity(6 % / 12, 360)"), 599.5505251527569, 1e-13);
    assert_near(single("annuity(0, 4)"), 0.25, 0);
    assert_near(single("annuity(1e-12, 4)"), 0.25 + 0.625e-12, 1e-15);
    assert_true(isnan(single("annuity(-2, 4)")) && isinf(single("annuity(0, 0)")));
}

/* Of the last three of 6 months. */
static void assert_ends(const struct scenario *scenario, const char *name, double d, double e,
                        double f)
{
    const double *is = scenario_series(scenario, model_find(scenario->model, name));
    assert_non_null(is);
    assert_near(is[3], d, 1e-15);
    assert_near(is[4], e, 1e-15);
    assert_near(is[5], f, 1e-15);
}

static void test_series_of_sections(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 6\nbudget = 100\n"
        "[shared]\nlate = double + 1\ndouble = 2 * month\nstill = sum(double) + last(late)\n"
        "[a]\nper = month\nrevenue = double\ncost = 40 + 0.5 * max(0, -prev(cash.balance))\n"
        "opening = prev(cash.balance)\nearlier = lag(cash.balance, 1.5)\n"
        "[metrics]\nscalar = total.cost - a.cost\nflow = total.revenue + 0 * month\n"
        "debt = max(0, -cash.balance)\nend = last(cash.balance) - low(cash.balance)\n"
        "more = debt + scalar\n[targets]\nok = cash.balance < -200\n[claims]\n"
        "cash.balance = -233.5625\n");
    /* 62, 26, -8, -40 - 4 + ..., worked out month by month */
    double balance = 100, opening[6], debt[6];
    for (int m = 0; m < 6; m++) {
        opening[m] = balance;
        balance += 2 * (m + 1) - 40 - 0.5 * fmax(0, -balance);
        debt[m] = fmax(0, -balance);
    }
    assert_ends(scenario, "shared.late", 9, 11, 13);
    assert_ends(scenario, "metrics.flow", 8, 10, 12);
    assert_ends(scenario, "metrics.debt", debt[3], debt[4], debt[5]);
    assert_ends(scenario, "metrics.more", debt[3], debt[4], debt[5]);
    assert_ends(scenario, "a.opening", opening[3], opening[4], opening[5]);
    assert_ends(scenario, "a.earlier", (opening[3] + opening[2]) / 2, (opening[4] + opening[3]) / 2,
                (opening[5] + opening[4]) / 2);
    const double *first = scenario_series(scenario, model_find(scenario->model, "a.earlier"));
    assert_near(first[0], 100, 0);
    assert_near(scenario_named(scenario, "shared.still"), 42 + 13, 0);
    assert_near(scenario_named(scenario, "metrics.scalar"), 0, 0);
    assert_near(scenario_named(scenario, "metrics.end"), 0, 0);
    assert_near(scenario_value(scenario, model_find(scenario->model, "metrics.debt")), debt[5], 0);
    assert_near(scenario_value(scenario, model_find(scenario->model, "targets.ok")), balance < -200,
                0);
    assert_near(scenario_value(scenario, model_find_in(scenario->model, "claims", "cash.balance")),
                balance, 1e-15);
    scenario_free(scenario);
}

static void test_profit_of_stages(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nmonths = 6\nstart = 2026-10\n"
        "[a]\nper = month\nrevenue = 100\ncost = 10 * calendar_month\n"
        "[b]\ncost = 60\nfirst_month = 4\n[off]\nenabled = no\ncost = 1k\n"
        "[tax]\nper = month\ncost = 20 % * max(0, others.profit + prev(others.profit + a.profit))\n"
        "[bonus]\ncost = 0.1 * others.profit\n"
        "[metrics]\nm = a.margin + sum(prev(a.margin))\np = b.profit + peak(a.profit)\n"
        "[own]\nprofit = 5\nmargin = profit * 2\n[uses]\nx = own.profit + own.margin\n"
        "cost = 0 * others.margin * others.carbon * others.revenue * x\n");
    static const double tax[] = {0, 0, 0, 6, 44, 38};
    const double *is =
        scenario_role_series(scenario, model_find_section(scenario->model, "tax"), ROLE_COST);
    for (int m = 0; m < 6; m++)
        assert_near(is[m], tax[m], 1e-15);
    assert_near(scenario_named(scenario, "bonus.cost"), 6.2, 1e-15); /* of what the tax leaves */
    assert_near(scenario_named(scenario, "bonus.profit"), -6.2, 1e-15);
    assert_near(scenario_named(scenario, "a.margin"), 0.35, 1e-15);
    assert_near(scenario_named(scenario, "metrics.m"), 0.35 + 0 - 0.1 - 0.2 + 0.9 + 0.8, 1e-15);
    assert_near(scenario_named(scenario, "metrics.p"), -60 + 90, 0);
    assert_near(scenario_named(scenario, "uses.x"), 15, 0); /* lines of that name come first */
    scenario_free(scenario);
}

static void test_segments(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[a]\nper = month\nrevenue = month\n[b]\ncost = 0.5 * a.revenue\n"
        "[c]\nper = month\ncost = b.cost + prev(cost)\n[metrics]\nx = sum(c.cost) - b.cost\n");
    (void)state;
    assert_near(scenario_named(scenario, "b.cost"), 39, 0);
    assert_near(series(scenario, "c.cost")[11], 39, 1e-14);
    assert_near(scenario_named(scenario, "metrics.x"), 39.0 / 12 * 78 - 39, 1e-14);
    scenario_free(scenario);
}

static void test_what_counts(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[a]\ncost = 10\nrevenue = 2 * cost\nenabled = no\n[b]\ncost = 3 + a.cost\n"
        "[c]\nrevenue = 6\nfirst_month = 20\n[d]\nrevenue = 8\nfirst_month = 11\nlast_month = "
        "99\n");
    (void)state;
    /* a bare role is the stage's own formula; by its full name it is what counts */
    assert_near(scenario_value(scenario, model_find(scenario->model, "a.revenue")), 20, 0);
    assert_near(scenario_named(scenario, "a.revenue"), 0, 0);
    assert_near(scenario_total(scenario, ROLE_COST), 3, 0);
    assert_near(scenario_total(scenario, ROLE_REVENUE), 8, 0);
    const double *revenue = scenario_total_series(scenario, ROLE_REVENUE);
    for (int m = 0; m < 12; m++)
        assert_near(revenue[m], m >= 10 ? 4 : 0, 0);
    assert_int_equal(scenario_set(scenario, "a", "enabled", "yes", NULL), STATUS_OK);
    assert_near(scenario_total(scenario, ROLE_COST), 23, 0);
    assert_near(scenario_total(scenario, ROLE_REVENUE), 28, 0);
    scenario_free(scenario);
}

static void test_cash(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[scenario]\nbudget = 100\nmonths = 4\ndiscount = 21 %\n[a]\nper = month\n"
        "revenue = series(0, 0, 300, 100)\ncost = series(60, 60, 0, 0)\n");
    (void)state;
    const double *balance = scenario_balance(scenario);
    for (int m = 0; m < 4; m++)
        assert_near(balance[m], ((double[]){40, -20, 280, 380})[m], 0);
    assert_near(scenario_named(scenario, "cash.final"), 380, 0);
    assert_near(scenario_named(scenario, "cash.lowest"), -20, 0);
    assert_near(scenario_named(scenario, "cash.runway"), 1, 0);
    assert_near(scenario_named(scenario, "cash.breakeven"), 3, 0);
    double npv = 0, at_irr = 0, irr = scenario_named(scenario, "cash.irr");
    static const double flows[] = {-60, -60, 300, 100};
    for (int m = 0; m < 4; m++) {
        npv += flows[m] / pow(1.21, (m + 1) / 12.0);
        at_irr += flows[m] / pow(1 + irr, (m + 1) / 12.0);
    }
    assert_near(scenario_named(scenario, "cash.npv"), npv, 1e-14);
    assert_near(at_irr, 0, 1e-9);
    scenario_free(scenario);
}

static void test_cash_without_a_loss(void **state)
{
    struct scenario *scenario = scenario_from_text("[scenario]\nbudget = 5\n[a]\nrevenue = 12\n");
    (void)state;
    assert_true(isinf(scenario_named(scenario, "cash.runway")));
    assert_near(scenario_named(scenario, "cash.breakeven"), 1, 0);
    assert_near(scenario_named(scenario, "cash.lowest"), 5, 0);
    assert_true(isnan(scenario_named(scenario, "cash.irr")));
    assert_int_equal(scenario_set(scenario, "metrics", "irr", "2 * cash.irr", NULL), STATUS_OK);
    assert_int_equal(scenario_set(scenario, "a", "revenue", "-12", NULL), STATUS_OK);
    assert_true(isinf(scenario_named(scenario, "cash.breakeven")));
    assert_near(scenario_named(scenario, "cash.runway"), 5, 0);
    scenario_free(scenario);
}

/* A total that is spread over the months comes back but for its rounding, which is no debt. */
static void test_cash_that_is_just_enough(void **state)
{
    (void)state;
    for (int n = 1; n <= 60; n++) {
        char text[128];
        snprintf(text, sizeof text,
                 "[scenario]\nbudget = %d\n[a]\ncost = %d\nlast_month = 7\n[b]\nrevenue = %d\n", n,
                 n, n);
        struct scenario *scenario = scenario_from_text(text);
        assert_near(scenario_named(scenario, "cash.breakeven"), 12, 0);
        assert_int_equal(scenario_set(scenario, "a", "cost", "0", NULL), STATUS_OK);
        snprintf(text, sizeof text, "-%d", n);
        assert_int_equal(scenario_set(scenario, "b", "revenue", text, NULL), STATUS_OK);
        assert_true(isinf(scenario_named(scenario, "cash.runway")));
        scenario_free(scenario);
    }
    struct scenario *scenario = scenario_from_text("[scenario]\nbudget = 5\n[a]\ncost = 1/0\n");
    assert_near(scenario_named(scenario, "cash.runway"), 0, 0);
    assert_true(isinf(scenario_named(scenario, "cash.breakeven")));
    scenario_free(scenario);
}

enum { LANES = 70, OUTPUTS = RANDOM_OUTPUTS };

/* Lane by lane against runs of one lane, with blocks of WIDTH. */
static void check_lanes(const struct scenario *scenario, uint64_t *seed, uint32_t width)
{
    const struct program *program = scenario->program;
    double values[RANDOM_PARAMETERS][LANES], results[OUTPUTS][LANES];
    struct lane_input inputs[RANDOM_PARAMETERS];
    struct lane_output outputs[OUTPUTS];
    for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++) {
        for (int lane = 0; lane < LANES; lane++)
            values[i][lane] = random_between(seed, -8, 12);
        inputs[i] = (struct lane_input){random_parameter(scenario, i), values[i]};
    }
    for (uint32_t k = 0; k < OUTPUTS; k++)
        outputs[k] = (struct lane_output){random_output(scenario, k), results[k]};
    struct run many, one;
    assert_int_equal(run_init(&many, program, width, RANDOM_MONTHS, NULL), STATUS_OK);
    assert_int_equal(run_init(&one, program, 1, RANDOM_MONTHS, NULL), STATUS_OK);
    run_load(&many, scenario->model);
    run_load(&one, scenario->model);
    program_run(&many, LANES, inputs, RANDOM_PARAMETERS, outputs, OUTPUTS);
    for (int lane = 0; lane < LANES; lane++) {
        for (int i = 0; i < RANDOM_PARAMETERS; i++)
            run_set(&one, inputs[i].reg, values[i][lane]);
        run_block(&one, 1);
        for (int k = 0; k < OUTPUTS; k++)
            assert_same_bits(*run_cell(&one, outputs[k].reg, 0), results[k][lane]);
    }
    run_fini(&many);
    run_fini(&one);
}

/* A pruned program gives the same bits with less code. */
static void check_pruned(const struct scenario *scenario, uint64_t *seed)
{
    uint32_t whole[OUTPUTS], outputs[OUTPUTS];
    struct program *pruned;
    struct run all, some;
    for (uint32_t i = 0; i < OUTPUTS; i++)
        whole[i] = outputs[i] = random_output(scenario, i);
    uint32_t first = (uint32_t)(random_next(seed) % OUTPUTS);
    uint32_t n = 1 + (uint32_t)(random_next(seed) % (OUTPUTS - first));
    assert_int_equal(program_prune(scenario->program, outputs + first, n, &pruned, NULL),
                     STATUS_OK);
    assert_true(pruned->n_code < scenario->program->n_code);
    assert_int_equal(run_init(&all, scenario->program, 1, RANDOM_MONTHS, NULL), STATUS_OK);
    assert_int_equal(run_init(&some, pruned, 0, RANDOM_MONTHS, NULL), STATUS_OK);
    run_load(&all, scenario->model);
    run_load(&some, scenario->model);
    run_block(&all, 1);
    run_block(&some, some.lanes);
    for (uint32_t i = first; i < first + n; i++)
        assert_same_bits(run_cell(&some, outputs[i], 0)[some.lanes - 1],
                         *run_cell(&all, whole[i], 0));
    run_fini(&all);
    run_fini(&some);
    program_free(pruned);
}

/* What is wanted by next month alone, further up in the code. */
static void test_pruned_by_last_month(void **state)
{
    struct scenario *scenario =
        scenario_from_text("[a]\nper = month\nx = prev(y, 1)\ny = 2 * x\ncost = x\nrevenue = 7\n");
    uint32_t output = scenario->program->totals[ROLE_COST].total;
    struct program *pruned;
    struct run run;
    (void)state;
    assert_int_equal(program_prune(scenario->program, &output, 1, &pruned, NULL), STATUS_OK);
    assert_int_equal(run_init(&run, pruned, 1, scenario_months(scenario), NULL), STATUS_OK);
    run_load(&run, scenario->model);
    run_block(&run, 1);
    assert_near(*run_cell(&run, output, 0), 4095, 0); /* 1 + 2 + ... + 2^11 */
    run_fini(&run);
    program_free(pruned);
    scenario_free(scenario);
}

static void test_pruned_programs(void **state)
{
    uint64_t seed = 2;
    (void)state;
    for (int round = 0; round < 200; round++) {
        struct scenario *scenario = random_scenario(&seed);
        check_pruned(scenario, &seed);
        scenario_free(scenario);
    }
}

static void test_lanes_are_runs(void **state)
{
    uint64_t seed = 1;
    (void)state;
    for (int round = 0; round < 60; round++) {
        struct scenario *scenario = random_scenario(&seed);
        static const uint32_t widths[] = {0, 1, 2, 3, 7, 8, 16, 64, 100};
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
            check_lanes(scenario, &seed, widths[w]);
        scenario_free(scenario);
    }
}

/* Some of the parameters vary from lane to lane, the others from one call to the next. */
static void check_varied(const struct scenario *scenario, uint64_t *seed, uint32_t width)
{
    double values[RANDOM_PARAMETERS][LANES], is[OUTPUTS][LANES], varied[OUTPUTS][LANES];
    struct lane_input inputs[RANDOM_PARAMETERS];
    struct lane_output outputs[OUTPUTS], varied_outputs[OUTPUTS];
    uint32_t registers[RANDOM_PARAMETERS], n = (uint32_t)random_next(seed) % RANDOM_PARAMETERS;
    for (uint32_t i = 0; i < n; i++) {
        registers[i] = random_parameter(scenario, (uint32_t)random_next(seed) % RANDOM_PARAMETERS);
        inputs[i] = (struct lane_input){registers[i], values[i]};
        for (int lane = 0; lane < LANES; lane++)
            values[i][lane] = random_between(seed, -8, 12);
    }
    for (uint32_t k = 0; k < OUTPUTS; k++) {
        outputs[k] = (struct lane_output){random_output(scenario, k), is[k]};
        varied_outputs[k] = (struct lane_output){random_output(scenario, k), varied[k]};
    }
    struct program *program;
    struct run plain, quick;
    assert_int_equal(program_vary(scenario->program, registers, n, &program, NULL), STATUS_OK);
    assert_int_equal(program->n_code, scenario->program->n_code);
    assert_true(n > 0 || program->n_settled == program->n_segments);
    assert_int_equal(run_init(&plain, scenario->program, width, RANDOM_MONTHS, NULL), STATUS_OK);
    assert_int_equal(run_init(&quick, program, width, RANDOM_MONTHS, NULL), STATUS_OK);
    run_load(&plain, scenario->model);
    run_load(&quick, scenario->model);
    for (int call = 0; call < 3; call++) {
        uint32_t other = random_parameter(scenario, (uint32_t)call);
        run_set(&plain, other, call + 0.5);
        run_set(&quick, other, call + 0.5);
        program_run(&plain, LANES, inputs, n, outputs, OUTPUTS);
        program_run(&quick, LANES, inputs, n, varied_outputs, OUTPUTS);
        for (int lane = 0; lane < LANES; lane++)
            for (int k = 0; k < OUTPUTS; k++)
                assert_same_bits(is[k][lane], varied[k][lane]);
        for (uint32_t month = 0; month < RANDOM_MONTHS && plain.lanes == quick.lanes; month++)
            assert_same_bits(*run_cell(&plain, scenario->program->balance, month),
                             *run_cell(&quick, program->balance, month));
    }
    run_fini(&plain);
    run_fini(&quick);
    program_vary_free(program);
}

static void test_varied_programs(void **state)
{
    uint64_t seed = 4;
    (void)state;
    for (int round = 0; round < 200; round++) {
        struct scenario *scenario = random_scenario(&seed);
        static const uint32_t widths[] = {0, 1, 3, 16};
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
            check_varied(scenario, &seed, widths[w]);
        scenario_free(scenario);
    }
}

/* What a cost changes is less than the whole, and the months of stages are no part of it. */
static void test_varied_code(void **state)
{
    struct scenario *scenario =
        scenario_from_text("[a]\nkind = subscription\ninitial_subscribers = 100 user\n"
                           "new_subscribers = 20 user/month\nchurn = 5 %\n"
                           "price = 10 USD/user/month\nservice_cost = 2 USD/user/month\n"
                           "first_month = 3\n");
    (void)state;
    uint32_t profit = scenario->program->profit.total;
    uint32_t line = model_find(scenario->model, "a.service_cost");
    struct program *pruned, *varied;
    assert_int_equal(program_prune(scenario->program, &profit, 1, &pruned, NULL), STATUS_OK);
    assert_int_equal(program_vary(pruned, &pruned->line_registers[line], 1, &varied, NULL),
                     STATUS_OK);
    for (uint32_t s = 0; s < varied->n_segments; s++) {
        const struct segment *segment = &varied->segments[s];
        for (uint32_t i = segment->first; i < segment->first + segment->n; i++)
            if (s >= varied->n_settled)
                assert_true(varied->code[i].op != OP_GE && varied->code[i].op != OP_PREVIOUS);
    }
    program_vary_free(varied);
    program_free(pruned);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_series),
        cmocka_unit_test(test_over_months),
        cmocka_unit_test(test_months_of_a_stage),
        cmocka_unit_test(test_looking_back),
        cmocka_unit_test(test_parts_that_begin_late),
        cmocka_unit_test(test_looking_back_on_a_late_stage),
        cmocka_unit_test(test_the_whole_of_a_late_stage),
        cmocka_unit_test(test_series_of_sections),
        cmocka_unit_test(test_parts_of_the_horizon),
        cmocka_unit_test(test_profit_of_stages),
        cmocka_unit_test(test_lag_of_whole_months),
        cmocka_unit_test(test_segments),
        cmocka_unit_test(test_what_counts),
        cmocka_unit_test(test_cash),
        cmocka_unit_test(test_cash_without_a_loss),
        cmocka_unit_test(test_cash_that_is_just_enough),
        cmocka_unit_test(test_pruned_by_last_month),
        cmocka_unit_test(test_pruned_programs),
        cmocka_unit_test(test_lanes_are_runs),
        cmocka_unit_test(test_varied_programs),
        cmocka_unit_test(test_varied_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
