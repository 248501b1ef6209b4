/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario means: names, months, circles, units, attributes, faults with their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/scenario_text.h"

/* TEXT has exactly one fault, at LINE:COLUMN, which says SAYS. */
static void assert_fault(const char *text, unsigned line, unsigned column, const char *says)
{
    struct messages messages = {0};
    struct scenario *scenario = scenario_try_text(text, &messages);
    const struct message *first = messages.n > 0 ? &messages.items[0] : NULL;
    if (scenario || messages.n != 1 || first->place.line != line || first->place.column != column ||
        !strstr(first->text, says)) {
        for (size_t i = 0; i < messages.n; i++)
            fprintf(stderr, "%u:%u: %s\n", (unsigned)messages.items[i].place.line,
                    (unsigned)messages.items[i].place.column, messages.items[i].text);
        fail_msg("wanted %u:%u: %s for\n%s", line, column, says, text);
    }
    messages_fini(&messages);
}

static void assert_one_fault(const char *text, const char *says)
{
    struct messages messages = {0};
    assert_null(scenario_try_text(text, &messages));
    assert_int_equal(messages.n, 1);
    assert_string_equal(messages.items[0].text, says);
    messages_fini(&messages);
}

static void test_faults(void **state)
{
    (void)state;
    assert_fault("[a]\nx = 0.6 y\ny = 5\ncost = x * y\n", 2, 9, "write 0.6 * y");
    assert_fault("[a]\nx = 2 USD/user\nuser = 5\ncost = x * user\n", 2, 11,
                 "rename one of the two or, to multiply, write 2 * user");
    assert_fault("[a]\nx = 2 cafe\u0301\ncaf\u00e9 = 5\ncost = x * caf\u00e9\n", 2, 7,
                 "is the name of a line");
    assert_fault("[a]\ncost = conversoin\nconversion = 2\nrevenue = conversion\n", 2, 8,
                 "did you mean 'conversion'");
    assert_fault("[a]\nx = 1\ncost = x\n[b]\ncost = x\n", 5, 8, "did you mean 'a.x'");
    assert_fault("[a]\nkind = promotoin\n", 2, 8, "did you mean 'promotion'");
    assert_fault("[a]\nkind = training\nrate = 5\n", 1, 2, "'training' needs 'duration'");
    assert_fault("[a]\nx = 1\ny.min = 2\ncost = x\n", 3, 1, "unknown name 'y'");
    assert_fault("[a]\nx = 1\nx.mni = 2\ncost = x\n", 3, 1, "unknown attribute 'mni'");
    assert_fault("[a]\nx = 1\nx.min = 2*3\ncost = x\n", 3, 9, "plain number");
    assert_fault("[a]\nx = 1\nx.step = 0\ncost = x\n", 3, 10, "a step has to be above 0");
    assert_fault("[a]\nx = 1\nx.dist = uniform(2, 1)\ncost = x\n", 3, 10, "upside down");
    assert_fault("[a]\nx = 1\nx.dist = normal(1, -1)\ncost = x\n", 3, 10, "negative");
    assert_fault("[a]\nx = 1\nx.dist = uniform(a, 1)\ncost = x\n", 3, 18, "'a' is not known here");
    assert_fault("[a]\nx = 1\nx.dist = normal(0/0, 1)\ncost = x\n", 3, 10, "not finite");
    assert_fault("[a]\nx = 1\nx.dist = 1 to 1/0\ncost = x\n", 3, 10, "not finite");
    assert_fault("[a]\nx = 1\nx.dist = gamma(1, 2)\ncost = x\n", 3, 10, "an uncertainty is");
    assert_fault("[scenario]\nmonths = 601\n", 2, 10, "whole number from 1 to 600");
    assert_fault("[scenario]\nmonths = 1.5\n", 2, 10, "whole number");
    assert_fault("[scenario]\nmonths = 0\n", 2, 10, "whole number from 1 to 600");
    assert_fault("[scenario]\nstart = 2026-13\n", 2, 9, "a month like");
    assert_fault("[a]\nper = year\n", 2, 7, "total or month");
    assert_fault("[a]\nenabled = maybe\n", 2, 11, "no or yes");
    assert_fault("[total]\nx = 1\n", 1, 2, "cannot be a stage");
    assert_fault("[others]\nx = 1\n", 1, 2, "cannot be a stage");
    assert_fault("[metrics]\nx = others.cost\n", 2, 5, "stands in stages only");
    assert_fault("[a]\nx = others.costs\n", 2, 5, "unknown name 'others.costs'");
    assert_fault("[a]\nper = month\nx = calendar_month\n", 3, 5, "write start = YYYY-MM");
    assert_fault("[a]\nnot = 1\n", 2, 1, "a word of the language");
    assert_fault("[a]\ncost = peak\n", 2, 8, "'peak' is a function: peak(x, from, to)");
    assert_fault("[a]\nseats = 5\nx = 10 seats/month\n", 3, 8, "for the unit, write seat");
    assert_fault("[a]\nx = 5 % / months\n", 2, 11, "to divide, write (5 %) / months");
    assert_fault("[claims]\ntotal.cots = 5\n", 2, 1, "did you mean 'total.cost'");
    assert_fault("[claims]\ntotal.cost = x\n", 2, 14, "has to be a number");
    assert_one_fault("[a]\nper = month\ncost = Month\n",
                     "unknown name 'Month'; did you mean 'month'?");
    assert_one_fault("[metrics]\nx = cash.moved\n", "unknown name 'cash.moved'");
    assert_one_fault("[metrics]\nx = targtes.t\n[targets]\nt = 1 > 0\n",
                     "unknown name 'targtes.t'");
    /* of two letters one is no slip */
    assert_one_fault("[a]\nxy = 1\ncost = xz + xy\n", "unknown name 'xz'");
    assert_fault("[a]\ncost = cash.final\n", 2, 8, "[metrics], [targets] and [claims] only");
    assert_fault("[metrics]\nx = targets.t\n[targets]\nt = 1 > 0\n", 2, 5,
                 "'targets.t' cannot be used in a formula");
}

static void test_months(void **state)
{
    (void)state;
    assert_fault("[a]\nper = month\nx = month\n[b]\ncost = a.x\n", 5, 8, "use sum(a.x)");
    assert_fault("[b]\nx = 1\ncost = sum(x)\n", 3, 8, "takes a line with a value for each month");
    assert_fault("[b]\nx = 1\ncost = prev(x)\n", 3, 8, "per = month");
    assert_fault("[b]\nper = month\nx = month\ncost = prev(x, x)\n", 4, 16, "use sum(x)");
    assert_fault("[b]\nper = month\nx = month\ncost = lag(x, x)\n", 4, 15, "use sum(x)");
    assert_fault("[b]\nper = month\ncost = lag(month, 1, prev(5))\n", 3, 22, "per = month");
    assert_fault("[b]\ncost = series(1, 2)\n", 2, 8, "per = month");
    assert_fault("[b]\ncost = month\n", 2, 8, "has a value for each month");
    assert_fault("[shared]\nx = y\ny = month\n[b]\ncost = x\n", 5, 8, "use sum(x)");
    assert_fault("[metrics]\nx = prev(x) + y\ny = x\n", 2, 5, "circle");
    assert_fault("[b]\ncost = cash.balance\n", 2, 8, "write prev(cash.balance)");
    assert_fault("[b]\nper = month\ncost = 0 * max(cash.balance, 1)\n", 3, 16,
                 "write prev(cash.balance)");
}

static void test_circles(void **state)
{
    (void)state;
    assert_fault("[a]\ncost = 0.6 * revenue\nrevenue = cost + 1\n", 2, 8,
                 "a.cost -> a.revenue -> a.cost");
    assert_fault("[a]\nx = x + 1\n", 2, 5, "a.x -> a.x");
    assert_fault("[a]\ncost = b.cost\n[b]\ncost = a.cost\n", 2, 8, "a.cost -> b.cost -> a.cost");
    assert_fault("[a]\ncost = total.cost\n", 2, 8, "a.cost -> total.cost -> a.cost");
    assert_fault("[a]\nenabled = no\ncost = if(0, total.profit, 1)\n", 3, 8, "circle");
    assert_fault("[a]\ncost = others.cost\n[b]\ncost = a.profit\n", 2, 8, "a.cost -> b.cost");
    assert_one_fault("[m]\nper = month\nx = prev(total.cost)\n[o]\ncost = sum(m.x)\n",
                     "formulas go in a circle: o.cost -> m.x -> total.cost -> o.cost");
    assert_one_fault("[a]\ncost = a.cost\n", "formulas go in a circle: a.cost -> a.cost");
    /* over last month's value, but through a single number */
    assert_fault("[a]\nper = month\nx = prev(y)\ny = prev(x) + b.z\n[b]\nz = sum(a.x)\n", 6, 5,
                 "b.z -> a.x -> a.y -> b.z");
    assert_one_fault("[a]\nper = month\nx = prev(x) + sum(x)\n",
                     "formulas go in a circle: a.x -> a.x");
    assert_fault("[a]\nper = month\nx = lag(y, 0.9)\ny = 2 * x\n", 3, 5, "a.x -> a.y -> a.x");
    assert_fault("[a]\nper = month\nn = 2\nx = lag(y, n)\ny = 2 * x\n", 4, 5, "circle");
    assert_fault("[a]\nper = month\nn = 2\nn.min = 0.5\nx = lag(x, n)\n", 5, 5, "circle");
    assert_fault("[a]\nper = month\nx = cumulative(x)\n", 3, 5, "circle");
    struct scenario *scenario =
        scenario_from_text("[a]\nper = month\nx = prev(y, 1)\ny = 2 * x\ncost = y\n");
    assert_near(scenario_total(scenario, ROLE_COST), 8190, 0); /* 2 + 4 + ... + 2^12 */
    scenario_free(scenario);
    /* two lines that feed each other, one of them through a single number of the months */
    scenario = scenario_from_text("[shared]\nall = sum(a.x)\n[a]\nper = month\np = prev(q, 1)\n"
                                  "x = month\nq = p + all\ncost = q\n");
    assert_near(scenario_total(scenario, ROLE_COST), 6096, 0); /* 1 + 78, 1 + 2 * 78, ... */
    scenario_free(scenario);
}

/* The lines in which TEXT has faults, and nothing else told twice. */
static void assert_faulty_lines(const char *text, const uint32_t *lines, size_t n)
{
    struct messages messages = {0};
    assert_null(scenario_try_text(text, &messages));
    for (size_t i = 0; i < messages.n; i++)
        if (i >= n || messages.items[i].place.line != lines[i])
            fail_msg("%u: %s", (unsigned)messages.items[i].place.line, messages.items[i].text);
    assert_int_equal(messages.n, n);
    messages_fini(&messages);
}

static void test_all_faults_at_once(void **state)
{
    (void)state;
    assert_faulty_lines("[a]\nx = 5 k\ny = 3K\ncost = (\n", (uint32_t[]){2, 3, 4}, 3);
    /* values, formulas, names, circles and what a kind needs */
    assert_faulty_lines("[a]\nx = 5 k\ny = (2\nz = nobody\nw = z + v\nv = w\n"
                        "[b]\nkind = training\nrate = 5\n",
                        (uint32_t[]){2, 3, 4, 5, 7}, 5);
    /* with faults of the file itself, what each line says on its own */
    assert_faulty_lines("[a]\nx = 5 k\nfoo\n[a]\ny = (2\n[b]\nz = (2\nw = foo\n",
                        (uint32_t[]){2, 3, 4, 7}, 4);
}

/* What the warnings of TEXT say, one a line; the caller compares. */
static void assert_warnings(const char *text, const char *says)
{
    struct scenario *scenario = scenario_from_text(text);
    char all[4096];
    scenario_warnings_text(scenario, all, sizeof all);
    assert_string_equal(all, says);
    scenario_free(scenario);
}

static void test_units(void **state)
{
    (void)state;
    assert_warnings("[data]\nvolume = 100 TB/day\nprice = 0.01 USD/GB\ndays = 365 days\n"
                    "cost = volume * price * days\n",
                    "5: data.cost is USD\u00b7TB/GB, not USD: off by a factor of 1000\n");
    assert_warnings("[a]\nx = 5 TB\ncost = x\n", "3: a.cost is TB, not USD\n");
    assert_warnings("[a]\nx = 5\ncost = x\n", "");
    assert_warnings("[a]\nx = 5 USD\ny = 3 users\ncost = x + y\n",
                    "4: a.cost: '+' has USD on one side and users on the other\n");
    assert_warnings("[a]\nx = 5 USD/user\ny = 3 users\ncost = x * y\n", "");
    assert_warnings("[a]\nper = month\nx = 5 USD/month\ncost = x\n", "");
    assert_warnings("[a]\nper = month\nx = 5 USD/day\ncost = x\n",
                    "4: a.cost is USD/day, not USD: off by a factor of 30.4166666667\n");
    assert_warnings("[units]\nEUR = 1.08 USD\n[a]\nx = 5 EUR\ncost = x\n",
                    "5: a.cost is EUR, not USD: off by a factor of 1.08\n");
    assert_warnings("[a]\nx = 5 mile\ny = sqrt(x * x)\ny.unit = km\ncost = 0 * exp(y)\n",
                    "3: a.y is mile, not km\n5: a.cost is 1, not USD\n"
                    "5: a.cost: 'exp' wants a plain number, not km\n");
    assert_warnings("[scenario]\ncurrency = CNY\n[a]\nx = 5 CNY\ncost = min(x, 3)\n", "");
}

static void test_units_of_powers(void **state)
{
    (void)state;
    /* what has no unit has none as the base of a power either; numbers alone stay numbers alone */
    assert_warnings("[a]\nusers = 5\ncost = users ^ 1.1\n", "");
    assert_warnings("[a]\nx = 5 USD\ncost = x + exp(1) + ln(2) + sqrt(4)\n", "");
    assert_warnings("[a]\nx = 5 USD\nn = 3\ncost = x * 1.02 ^ n\nrevenue = x * x * 1.02 ^ n\n",
                    "5: a.revenue is USD^2, not USD\n");
    assert_warnings("[a]\nx = 5 USD\ncost = x ^ sqrt(4)\n",
                    "3: a.cost is 1, not USD\n3: a.cost: '^' wants a plain number, not USD\n");
}

/* What is compared has one unit, what comes of it another. */
static void test_units_of_steps(void **state)
{
    (void)state;
    assert_warnings("[a]\nx = 5 users\nmost = 9 users\nlow = 1 USD\nhigh = 2 USD\n"
                    "cost = steps(x, low, most, high)\n",
                    "");
    assert_warnings("[a]\nx = 5 users\nmost = 9 kg\nlow = 1 USD\nhigh = 2 USD\n"
                    "cost = steps(x, low, most, high)\n",
                    "6: a.cost: 'steps' has users on one side and kg on the other\n");
}

/* A sum over the months is what each of them is a month. */
static void test_units_over_months(void **state)
{
    (void)state;
    assert_warnings("[a]\nper = month\nfee = 5 USD/month\nx = fee * month\ncost = x\n[metrics]\n"
                    "all = sum(a.x)\nall.unit = USD\n",
                    "");
    assert_warnings(
        "[a]\nfee = 5 USD/month\ncost = 3\n[metrics]\nall = a.fee * 2\nall.unit = USD\n",
        "5: metrics.all is USD/month, not USD\n");
}

static void test_stated_units(void **state)
{
    (void)state;
    assert_warnings("[scenario]\nbudget = 5 EUR\nmonths = 1 year\ndiscount = 1 USD\n",
                    "2: scenario.budget is EUR, not USD\n"
                    "3: scenario.months is year, not month: off by a factor of 12\n"
                    "4: scenario.discount is USD, not 1\n");
    assert_warnings("[scenario]\nbudget = 5 USD\nmonths = 6 months\ndiscount = 8 %\n", "");
    assert_warnings("[a]\ncost = 5\nfirst_month = 2 month\nlast_month = 3 day\n",
                    "4: a.last_month is day, not month: 30.41666667 times too large\n");
    assert_warnings("[a]\nx = 5 kg\nx.unit = USD\ncost = 0 * x\ncost.unit = USD\n",
                    "2: a.x is kg, not USD\n4: a.cost is kg, not USD\n");
    assert_warnings("[a]\nx = 5\nx.unit = USD/users\nusers = 3 users\ncost = x * users\n", "");
    assert_warnings("[a]\nper = month\nx = 5 USD/month\nx.unit = USD\ncost = x\n", "");
    assert_warnings("[a]\nchurn = 5 %\nchurn.unit = 1/month\ncost = 3 * 2\ncost.unit = EUR\n"
                    "revenue = churn * months\n",
                    "4: a.cost is EUR, not USD\n6: a.revenue is 1, not USD\n");
}

static void test_warnings(void **state)
{
    (void)state;
    assert_warnings("[scenario]\ncolour = red\n",
                    "2: 'colour' is no key of [scenario]; it is kept but means nothing\n");
    assert_warnings("[a]\nx = 5\ncost = 2\n", "2: nothing uses 'x'\n");
    assert_warnings("[a]\nmonths = 5\ncost = months\n",
                    "2: 'months' hides the built-in of that name\n");
    assert_warnings("[metrics]\nmonths = 5\n[targets]\nbudget = 5 > metrics.months\n",
                    "2: 'months' hides the built-in of that name\n"
                    "4: 'budget' hides the built-in of that name\n");
    assert_warnings("[a]\nper = month\nchurn = 0.05/month\ncost = 0 * churn / month\n",
                    "3: 'month' is the number of the month here; for a rate a month, write 0.05 "
                    "alone\n");
    assert_warnings("[a]\nx = 5\nx.max = 4\ncost = x\n", "2: a.x is 5, above its max of 4\n");
    assert_warnings("[a]\nx = 5\nx.min = 5\nx.max = 5\ncost = x\n", "");
    assert_warnings("[a]\nx = 0\ny = 1 / x\nz = y + 1\ncost = z\n",
                    "3: a.y is inf: a division by zero or another undefined result begins here\n");
    assert_warnings("[a]\nx = 0\ncost = if(x > 0, 1 / x, 0)\n", "");
    assert_warnings("[a]\nper = month\nx = 1 / (month - 3)\ncost = x\n",
                    "3: a.x is inf in month 3: a division by zero or another undefined result "
                    "begins here\n");
    /* where two lines feed each other, the one that comes first; through totals as well */
    assert_warnings("[a]\nper = month\nx = prev(y) * 1e200\ny = x * 2 + 1\nrevenue = 0 * x\n",
                    "3: a.x is inf in month 3: a division by zero or another undefined result "
                    "begins here\n");
    assert_warnings("[a]\nper = month\nx = 1\ncost = x + prev(total.cost) * 1e200\n",
                    "4: a.cost is inf in month 3: a division by zero or another undefined result "
                    "begins here\n");
    assert_warnings("[a]\nper = month\nx = month / (month - 3)\ncost = 0 * prev(x + 1)\n",
                    "3: a.x is inf in month 3: a division by zero or another undefined result "
                    "begins here\n");
    assert_warnings("[a]\nper = month\nn = -2\ncost = lag(month, n)\n",
                    "4: a.cost: lag() of -2 months, which count as 0\n");
    assert_warnings(
        "[a]\nper = month\nn = 0.5\nn.min = 1\ncost = lag(cost, n)\n",
        "3: a.n is 0.5, below its min of 1\n5: a.cost: lag() of 0.5 months, which count "
        "as 1 where formulas lead back\n");
    assert_warnings("[a]\nper = month\nn = 45 days\ncost = lag(month, n / days_per_month, 2)\n",
                    "");
    assert_warnings("[a]\nper = month\nn = 45 days\ncost = lag(0 * month, n)\n",
                    "4: a.cost: 'lag' wants a plain number, not day: 30.41666667 times too large"
                    "\n");
    assert_warnings(
        "[a]\nper = month\nx = month\n[metrics]\ny = sum(a.x, 5, 4) + sum(a.x, 5, 13)\n",
        "5: metrics.y: from month 5 to 4 there is none: the first is behind the last\n"
        "5: metrics.y: month 13 is outside of the horizon of 12 months\n");
    assert_warnings("[a]\nper = month\nx = month\n[metrics]\ny = at(a.x, 0)\n",
                    "5: metrics.y is NaN: a division by zero or another undefined result begins "
                    "here\n5: metrics.y: month 0 is outside of the horizon of 12 months\n");
    assert_warnings("[a]\nper = month\n"
                    "low_price = 0.1 USD/kWh\nhigh = 0.3 USD/kWh\nmuch = 20 kWh\n"
                    "bill = tiers(used, low_price, much, high)\nused = 30 kWh\n"
                    "cost = bill * annuity(rate, term)\nrate = 1 %\nterm = 60 months\n"
                    "[metrics]\ny = npv(a.cost, 5 %) + sum(a.cost, 1, years)\nyears = 2 months\n",
                    "");
    assert_warnings("[a]\nx = 5\nx.min = 6\nx.max = 4\ncost = x\n",
                    "2: the range of a.x is upside down: its min of 6 is above its max of 4\n");
    assert_warnings("[a]\ncost = 1e308\n[b]\ncost = 1e308\n", "0: total.cost is too large\n");
    assert_warnings("[a]\nper = month\ncost = 1e308\n", "3: a.cost is too large over all months\n");
    assert_warnings("[a]\ncost = 5\nlast_month = 20\n",
                    "3: a.last_month is 20, beyond the horizon of 12 months\n");
    assert_warnings("[a]\ncost = 5\n", ""); /* total.margin is NaN without a word */
}

/* The functions' names and `value` are lines like any other. */
static void test_words(void **state)
{
    (void)state;
    assert_warnings("[a]\npeak = 5\nfirst = 3\nvalue = 2\nmin = 1\n"
                    "peak.dist = uniform(0.5 * value, 2 * value)\n"
                    "cost = max(peak, first) * value * min\n",
                    "");
    assert_warnings("[min]\ncost = 3\n[b]\nrevenue = min(min.cost, 2)\n", "");
}

static void test_shares(void **state)
{
    static const char plan[] = "[s]\nkind = ecosystem\npartners = 3\npartner_revenue = 5\n"
                               "programme_cost = 1\n%s";
    static const struct {
        const char *lines, *says;
    } cases[] = {
        {"share = 15", "6: s.share is 1500 %, above 100 %; for 15 %, write 15 %\n"},
        {"share = 0.15", ""},
        {"share = 100 %", ""},
        {"share = 150 %", "6: s.share is 150 %, above its max of 100 %\n"},
        {"share = 250", "6: s.share is 25000 %, above its max of 100 %\n"},
        {"share = -5 %", "6: s.share is -5 %, below its min of 0 %\n"},
        {"share = 50 %\nshare.max = 40 %", "6: s.share is 50 %, above its max of 40 %\n"},
        {"share = 50 %\nshare.max = 60", "7: share.max is 6000 %; for 60 %, write 60 %\n"},
        {"share = 150 %\nshare.max = 200 %", ""},
        {"share = partners", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        snprintf(text, sizeof text, plan, cases[i].lines);
        if (*cases[i].lines && strlen(text) + 1 < sizeof text)
            strcat(text, "\n");
        assert_warnings(text, cases[i].says);
    }
    assert_warnings("[scenario]\ndiscount = 10\n[a]\ncost = 1\n",
                    "2: scenario.discount is 1000 %, above 100 %; for 10 %, write 10 %\n");
}

/* A pure number of a kind, left out or bare, keeps the units of its formulas checked. */
static void test_pure_numbers(void **state)
{
    (void)state;
    assert_warnings("[g]\nkind = gpu_training\ngpus = 64 GPU\nhours = 400 hours\n"
                    "gpu_price = 2 USD/GPU/hour\npower = 700 W/GPU\n"
                    "grid_intensity = 0.3 kgCO2e/kWh\n",
                    "1: g.energy is hour\xc2\xb7W, not kWh: 1000 times too large\n");
    assert_warnings("[g]\nkind = gpu_training\ngpus = 64 GPU\nhours = 400 hours\n"
                    "gpu_price = 2 USD/GPU/hour\npower = 0.7 kW/GPU\npue = 0.9\n"
                    "grid_intensity = 0.3 kgCO2e/kWh\n",
                    "7: g.pue is 0.9, below its min of 1\n");
    assert_warnings("[p]\nkind = promotion\ncampaigns = 3 campaigns\n"
                    "campaign_cost = 2 USD/campaign\nconversion = 0.1\n"
                    "campaign_revenue = 2 EUR/campaign\n",
                    "1: p.revenue is EUR, not USD\n");
}

static void test_switched_off(void **state)
{
    static const char ads[] = "[ads]\nenabled = no\ncost = 1000\nbuyers = 50\n";
    static const struct {
        const char *lines, *says;
    } cases[] = {
        {"[shop]\nrevenue = ads.buyers * 30\n",
         "6: shop.revenue uses ads.buyers, although 'ads' is off\n"},
        {"[metrics]\nm = 1 + max(ads.buyers, 2)\n",
         "6: metrics.m uses ads.buyers, although 'ads' is off\n"},
        {"[targets]\nm = ads.buyers > 2\n",
         "6: targets.m uses ads.buyers, although 'ads' is off\n"},
        {"[shop]\nrevenue = ads.cost * 2 * ads.buyers\n", ""},
        {"[shop]\nrevenue = 5 - ads.buyers * ads.cost / 3\n", ""},
        {"[shop]\nrevenue = ads.buyers + ads.cost\n",
         "6: shop.revenue uses ads.buyers, although 'ads' is off\n"},
        {"[shop]\nenabled = no\nrevenue = ads.buyers * 30\n", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        snprintf(text, sizeof text, "%s%s", ads, cases[i].lines);
        assert_warnings(text, cases[i].says);
    }
}

/* What is allowed, and hardly meant. */
static void test_slips(void **state)
{
    (void)state;
    assert_warnings("[a]\ncosts = 3\n", "2: nothing uses 'costs'; did you mean the role 'cost'?\n");
    assert_warnings("[a]\nRevenue = 2 * 3\n",
                    "2: nothing uses 'Revenue'; did you mean the role 'revenue'?\n");
    assert_warnings("[a]\nx = 5\ny = 2 * x\n",
                    "1: stage 'a' has neither cost nor revenue, and nothing uses its lines\n");
    assert_warnings("[a]\nx = 5\ny = 2 * x\n[metrics]\nm = a.y\n", "");
    assert_warnings("[a]\nper = month\nrevenue = month\n[metrics]\nm = max(a.revenue)\n",
                    "5: 'max' of one operand is that operand; the largest month of a series is "
                    "peak(x)\n");
    assert_warnings("[a]\nx = 300\nper = month\ncost = steps(month, 1, 7, 2, 4, 3) + "
                    "steps(month, 1, 4, 2, 7, 3) + x\n",
                    "4: a.cost: the thresholds of steps() fall; write them in rising order\n");
    assert_warnings("[a]\ncost = 120\nfirst_month = 7\nlast_month = 6\n",
                    "3: a is never active: its first_month, 7, is behind its last_month, 6\n");
}

/* Rates and powers of time; what the running number of the month is measured in. */
static void test_rates(void **state)
{
    (void)state;
    assert_warnings("[a]\nr = 5 %\nx = 10 USD\ncost = x * (1 + r) ^ (months / 12)\n", "");
    assert_warnings("[a]\nr = 5 %/year\nx = 10 USD\n"
                    "cost = x * (1 + r) ^ (months / months_per_year)\n",
                    "");
    assert_warnings("[a]\nr = 5 USD\nx = 10 USD\ncost = x * 2 ^ r\n",
                    "4: a.cost: '^' wants a plain number, not USD\n");
    assert_warnings("[a]\nper = month\nx = 10 USD\ncost = x + 10 * month\n", "");
    assert_warnings("[a]\nper = month\nn = 5 user\nlost = 6 % / year\nnew = 1 user/month\n"
                    "x = new - lost * n\nprice = 2 USD/user\ncost = x * price\n",
                    "6: a.x: '-' has user/month on one side and user/year on the other: off by a "
                    "factor of 12\n");
    assert_warnings("[scenario]\ndiscount = 8 %/year\n[a]\ncost = 5\n", "");
    assert_warnings("[scenario]\ndiscount = 1 %/month\n[a]\ncost = 5\n",
                    "2: scenario.discount is 1/month, not 1/year: off by a factor of 12\n");
    assert_warnings("[a]\npure = 300 %\nwhen = 8 months\ncost = if(when > pure, 1, 2)\n", "");
    assert_warnings("[a]\nx = 3 USD\nwhen = 8 months\ncost = if(when > x, 1, 2)\n",
                    "4: a.cost: '>' has month on one side and USD on the other\n");
    assert_warnings("[a]\nper = month\nx = 12 USD/year\ncost = x\n",
                    "4: a.cost is USD/year, not USD: 12 times too large\n");
}

/* Units beside the formulas: of ranges and of claims. */
static void test_units_beside(void **state)
{
    (void)state;
    assert_warnings("[a]\nkind = operations\nannual_cost = 12k USD/year\n"
                    "annual_cost.min = 1k USD/month\n",
                    "4: annual_cost.min is USD/month, not USD/year: off by a factor of 12\n");
    assert_warnings("[units]\nEUR = 1.25 USD\n[a]\ncost = 5 USD\n[claims]\ntotal.cost = 5 EUR\n",
                    "6: total.cost is EUR, not USD: off by a factor of 1.25\n");
    assert_warnings("[a]\nper = month\ncost = 5 USD/month\n[claims]\na.cost = 60 USD\n", "");
}

static void test_attributes(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[a]\nx = 10 %\nx.label = share\nx.note = n\nx.source = s\nx.min = 2 %\nx.max = 30 %\n"
        "x.step = 1 %\nx.dist = pert(0.5*value, value, 2*value)\ncost = x\n");
    uint32_t index = model_find(scenario->model, "a.x");
    const struct line *line = &scenario->model->lines[index];
    struct dist dist;
    (void)state;
    assert_string_equal(line->label, "share");
    assert_string_equal(line->note, "n");
    assert_string_equal(line->source, "s");
    assert_near(line->min, 0.02, 0);
    assert_near(line->max, 0.3, 0);
    assert_near(line->step, 0.01, 0);
    assert_int_equal(model_dist(scenario->model, index, &dist, NULL), STATUS_OK);
    assert_int_equal(dist.kind, DIST_BETA);
    assert_near(dist.arguments[0], 0.05, 0);
    assert_near(dist.arguments[1], 0.2, 0);
    scenario_free(scenario);
}

static void test_distributions_are_of_formulas(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[a]\nx = 4\nx.dist = triangular(min(1, value), (value), max(3, (2 + 4)) )\ncost = x\n");
    struct dist dist;
    (void)state;
    assert_int_equal(model_dist(scenario->model, model_find(scenario->model, "a.x"), &dist, NULL),
                     STATUS_OK);
    assert_int_equal(dist.kind, DIST_TRIANGULAR);
    assert_near(dist.arguments[0], 1, 0);
    assert_near(dist.arguments[1], 4, 0);
    assert_near(dist.arguments[2], 6, 0);
    scenario_free(scenario);
}

static void test_interval_holds_nine_tenths(void **state)
{
    struct scenario *scenario =
        scenario_from_text("[a]\nx = 10\nx.dist = -5 to 25\ny = 3\ny.dist = 1 to 4\ncost = x*y\n");
    struct dist dist;
    (void)state;
    assert_int_equal(model_dist(scenario->model, model_find(scenario->model, "a.x"), &dist, NULL),
                     STATUS_OK);
    assert_int_equal(dist.kind, DIST_NORMAL);
    assert_near(dist.arguments[0], 10, 1e-15);
    assert_near(dist.arguments[1], 15 / 1.6448536269514722, 1e-15);
    assert_int_equal(model_dist(scenario->model, model_find(scenario->model, "a.y"), &dist, NULL),
                     STATUS_OK);
    assert_int_equal(dist.kind, DIST_LOGNORMAL);
    /* mu = ln 2, sigma = ln 2 / 1.645: back from mean and sd of the variable itself */
    double variance = log1p(pow(dist.arguments[1] / dist.arguments[0], 2));
    assert_near(log(dist.arguments[0]) - variance / 2, log(2), 1e-12);
    assert_near(sqrt(variance), log(2) / 1.6448536269514722, 1e-12);
    scenario_free(scenario);
}

static void test_kind_lines_come_first(void **state)
{
    struct scenario *scenario = scenario_from_text(
        "[p]\nextra = 1\nkind = promotion\nconversion = 10 %\ncampaigns = 2\ncampaign_cost = 5\n"
        "campaign_revenue = 7\ncost = campaigns * campaign_cost * extra\n");
    const struct section *section =
        &scenario->model->sections[model_find_section(scenario->model, "p")];
    static const char *const names[] = {
        "campaigns", "campaign_cost", "conversion", "campaign_revenue", "cost", "revenue", "extra"};
    (void)state;
    assert_int_equal(section->n_lines, 7);
    for (uint32_t i = 0; i < 7; i++)
        assert_string_equal(scenario->model->lines[section->first_line + i].name, names[i]);
    assert_true(scenario->model->lines[section->roles[ROLE_REVENUE]].from_kind);
    assert_false(scenario->model->lines[section->roles[ROLE_COST]].from_kind);
    scenario_free(scenario);
}

static void test_names_in_any_script(void **state)
{
    /* the second spelling of e-acute is decomposed */
    struct scenario *scenario = scenario_from_text(
        "[数据收集]\n单价 = 5\n数量 = 3万\ncost = 单价 * 数量\nrevenue = caf\u00e9\n"
        "cafe\u0301 = 2\n");
    (void)state;
    assert_near(scenario_total(scenario, ROLE_COST), 150000, 0);
    assert_near(scenario_total(scenario, ROLE_REVENUE), 2, 0);
    assert_near(scenario_named(scenario, "数据收集.单价"), 5, 0);
    scenario_free(scenario);
}

/* What a nudge adds: what the scenario says, 1 % from 0 %, in whole numbers at least 1. */
static void test_steps(void **state)
{
    static const struct {
        const char *name;
        double step;
    } rows[] = {{"a.stated", 7},  {"a.none", 0.01}, {"a.zero", 1},         {"a.part", 0.005},
                {"a.price", 0.5}, {"a.large", 100}, {"scenario.months", 1}};
    struct scenario *scenario = scenario_from_text(
        "[a]\nstated = 100\nstated.step = 7\nnone = 0 %\nzero = 0\npart = 10 %\nprice = 12\n"
        "large = 1900\ncost = stated + none + zero + part + price + large\n");
    const struct model *model = scenario->model;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t line = model_find(model, rows[i].name);
        assert_near(model_step(model, line, model->lines[line].value), rows[i].step, 0);
    }
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_circles),
        cmocka_unit_test(test_all_faults_at_once),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_units_of_powers),
        cmocka_unit_test(test_units_of_steps),
        cmocka_unit_test(test_units_over_months),
        cmocka_unit_test(test_stated_units),
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_pure_numbers),
        cmocka_unit_test(test_switched_off),
        cmocka_unit_test(test_slips),
        cmocka_unit_test(test_rates),
        cmocka_unit_test(test_units_beside),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_distributions_are_of_formulas),
        cmocka_unit_test(test_interval_holds_nine_tenths),
        cmocka_unit_test(test_kind_lines_come_first),
        cmocka_unit_test(test_names_in_any_script),
        cmocka_unit_test(test_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
