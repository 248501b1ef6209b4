/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derivatives, swings and flip points of an outcome by every parameter: by hand, and on random
 * models against the scenario itself with the parameter edited. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/sensitivity.h"
#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

enum { DERIVATIVES = 1, SWINGS = 2, FLIPS = 4, ALL = 7 };

/* A scenario, and what an outcome of it owes to its parameters. */
struct subject {
    struct scenario *scenario;
    struct probe *probe;
    struct sensitivity s;
};

static void update(struct sensitivity *s, const struct scenario *scenario, unsigned parts)
{
    if (parts & DERIVATIVES)
        assert_int_equal(sensitivity_derive(s, scenario, NULL), STATUS_OK);
    if (parts & SWINGS)
        assert_int_equal(sensitivity_find_swings(s, scenario, (double)INFINITY, NULL), STATUS_OK);
    if (parts & FLIPS)
        assert_int_equal(sensitivity_find_flips(s, scenario, NAMES_NONE, (double)INFINITY, NULL),
                         STATUS_OK);
}

static struct subject look_at(struct scenario *scenario, const char *outcome, unsigned parts)
{
    struct subject subject = {.scenario = scenario};
    assert_int_equal(probe_new(scenario, &outcome, 1, 0, &subject.probe, NULL, NULL), STATUS_OK);
    assert_int_equal(sensitivity_init(&subject.s, subject.probe, 0, scenario, NULL), STATUS_OK);
    update(&subject.s, scenario, parts);
    sensitivity_sort(&subject.s);
    return subject;
}

static void release(struct subject *subject)
{
    sensitivity_fini(&subject->s);
    probe_free(subject->probe);
    scenario_free(subject->scenario);
}

static const struct sensitivity_row *row_of(const struct subject *subject, const char *name)
{
    uint32_t line = model_find(subject->scenario->model, name);
    assert_int_not_equal(line, NAMES_NONE);
    const struct sensitivity_row *row = sensitivity_of(&subject->s, line);
    assert_non_null(row);
    assert_int_equal(row->line, line);
    return row;
}

static void edit(struct subject *subject, const char *section, const char *key, const char *text)
{
    assert_int_equal(scenario_set(subject->scenario, section, key, text, NULL), STATUS_OK);
}

/* profit = units * (price - unit_cost) - rent = 100 * (8 - 3) - 200 = 300 */
static const char shop[] = "[scenario]\nmonths = 4\nbudget = 50\n[shared]\nspare = 3\n"
                           "[shop]\nunits = 100\nunits.min = 20\nunits.max = 120\n"
                           "price = 8\nprice.dist = uniform(6, 10)\nunit_cost = 3\n"
                           "revenue = units * price\ncost = units * unit_cost\n"
                           "[office]\nrent = 50\nper = month\ncost = rent\nlast_month = 4\n"
                           "[metrics]\nfactor = 2\ndouble_profit = total.profit * factor\n"
                           "[targets]\nalways = 1\n[claims]\ntotal.profit = 300\n";

static void test_by_hand(void **state)
{
    (void)state;
    struct subject subject = look_at(scenario_from_text(shop), "total.profit", ALL);
    assert_near(subject.s.value, 300, 0);
    static const struct {
        const char *name;
        double derivative, elasticity, one_percent, low, high, low_outcome, high_outcome, flip;
    } rows[] = {
        {"shop.units", 5, 5.0 / 3, 5, 20, 120, -100, 400, 40},
        {"shop.price", 100, 8.0 / 3, 8, 6.2, 9.8, 120, 480, 5},
        {"shop.unit_cost", -100, -1, -3, 2.7, 3.3, 330, 270, 6},
        {"office.rent", -4, -2.0 / 3, -2, 45, 55, 320, 280, 125},
        {"shared.spare", 0, 0, 0, 2.7, 3.3, 300, 300, NAN},
        {"scenario.budget", 0, 0, 0, 45, 55, 300, 300, NAN},
        {"scenario.months", NAN, NAN, NAN, 3, 5, 350, 300, NAN},
        {"office.last_month", NAN, NAN, NAN, 3, 5, 350, 300, NAN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct sensitivity_row *row = row_of(&subject, rows[i].name);
        assert_near(row->derivative, rows[i].derivative, 1e-15);
        assert_near(row->elasticity, rows[i].elasticity, 1e-15);
        assert_near(row->one_percent, rows[i].one_percent, 1e-15);
        assert_near(row->range.low, rows[i].low, 1e-15);
        assert_near(row->range.high, rows[i].high, 1e-15);
        assert_near(row->low_outcome, rows[i].low_outcome, 1e-14);
        assert_near(row->high_outcome, rows[i].high_outcome, 1e-14);
        assert_near(row->flip, rows[i].flip, 1e-15);
        assert_false(row->is_kink);
        assert_int_equal(sensitivity_has_effect(row), i != 4 && i != 5);
    }
    /* what targets and claims say is no parameter */
    assert_null(
        sensitivity_of(&subject.s, model_find_in(subject.scenario->model, "targets", "always")));
    assert_null(sensitivity_of(&subject.s, model_find(subject.scenario->model, "shop.cost")));
    assert_null(sensitivity_of(&subject.s, UINT32_MAX));
    release(&subject);
}

/* A list is one row, of the change of all its numbers; revenue = 10 + 20 + 2 * 30 = 90. */
static const char plan[] = "[scenario]\nmonths = 4\n[a]\nper = month\nsold = 10, 20, 30\n"
                           "rate = 50, 100 %\nbound = 40, 10\nbound.min = 8\nbound.max = 44\n"
                           "loss = -10, 0\nrevenue = sold\ncost = 5 * rate + 0 * bound\n"
                           "carbon = loss\n";

static void test_lists(void **state)
{
    (void)state;
    struct subject subject = look_at(scenario_from_text(plan), "total.revenue - 60", ALL);
    const struct sensitivity_row *row = row_of(&subject, "a.sold");
    assert_true(row->is_list && !row->is_number && !row->is_kink);
    assert_near(row->value, 0, 0);
    assert_near(row->derivative, 90, 1e-14);
    assert_near(row->one_percent, 0.9, 1e-14);
    assert_near(row->elasticity, 3, 1e-14);
    assert_near(row->range.low, -0.1, 0);
    assert_near(row->range.high, 0.1, 0);
    assert_near(row->low_outcome, 21, 1e-14);
    assert_near(row->high_outcome, 39, 1e-14);
    assert_near(row->flip, -1.0 / 3, 1e-14);
    double together = 0;
    for (uint32_t i = 1; i <= 3; i++) {
        const struct sensitivity_row *number = sensitivity_of(&subject.s, row->line + i);
        assert_true(number == row + i && number->is_number && number->list == row->line);
        together += number->one_percent;
    }
    assert_near(together, row->one_percent, 1e-14);
    /* all numbers stay within what each of them may be; 0 is 0 whatever it is changed by */
    assert_near(row_of(&subject, "a.bound")->range.low, -0.2, 1e-14);
    assert_near(row_of(&subject, "a.bound")->range.high, 0.1, 1e-14);
    struct range range;
    assert_int_equal(variable_range(subject.scenario->model, row_of(&subject, "a.rate")->line, NAN,
                                    NAN, &range, NULL),
                     STATUS_OK);
    assert_near(range.low, -1, 0);
    assert_near(range.high, 0, 0);
    assert_near(row_of(&subject, "a.loss")->range.high, 0.1, 0);
    assert_int_equal(sensitivity_n_without(&subject.s),
                     5); /* rate, bound, loss, budget, discount */
    release(&subject);
}

static void test_lists_as_text(void **state)
{
    (void)state;
    struct scenario *scenario =
        scenario_from_text("[a]\nper = month\nx = 1.5k,  2_000 from 3, 5万 USD\nrevenue = x\n");
    const struct model *model = scenario->model;
    uint32_t line = model_find(model, "a.x");
    char *text = variable_text(model, line, 0.1), shown[VARIABLE_TEXT_SIZE];
    assert_string_equal(text, "1.65k,  2_200 from 3, 5.5万 USD");
    free(text);
    double value;
    assert_int_equal(variable_value(model, line, " +12.5 %", &value, NULL), STATUS_OK);
    assert_near(value, 0.125, 0);
    assert_int_equal(variable_value(model, line, "-30", &value, NULL), STATUS_OK);
    assert_near(value, -0.3, 0);
    assert_int_equal(variable_value(model, line, "3 USD", &value, NULL), STATUS_FAULTY);
    variable_format_range(&model->lines[line], (struct range){-0.1, 0.25}, 6, shown);
    assert_string_equal(shown, "-10..+25 %");
    scenario_free(scenario);
}

/* The names of the rows in their order, for as long as they have a swing. */
static void assert_order(const struct subject *subject, const char *const *names, size_t n)
{
    for (size_t i = 0; i < subject->s.n; i++) {
        char name[128];
        const struct sensitivity_row *row = subject->s.order[i];
        model_line_name(subject->scenario->model, row->line, name, sizeof name);
        if (i < n)
            assert_string_equal(name, names[i]);
        else
            assert_true(row->swing == 0);
    }
}

static void test_order(void **state)
{
    (void)state;
    struct subject subject = look_at(scenario_from_text(shop), "total.profit", ALL);
    /* months and last_month swing alike: the model's order */
    static const char *const names[] = {"shop.units",      "shop.price",        "shop.unit_cost",
                                        "scenario.months", "office.last_month", "office.rent"};
    assert_order(&subject, names, 6);
    edit(&subject, "office", "rent", "200");
    update(&subject.s, subject.scenario, SWINGS);
    assert_order(&subject, names, 6); /* not before it is asked for */
    sensitivity_sort(&subject.s);
    static const char *const after[] = {"shop.units",        "shop.price",  "scenario.months",
                                        "office.last_month", "office.rent", "shop.unit_cost"};
    assert_order(&subject, after, 6);
    release(&subject);
}

/* What is not a number comes last, and what is infinite first. */
static void test_undefined(void **state)
{
    (void)state;
    struct subject subject = look_at(
        scenario_from_text("[a]\nx = 4\nx.min = -1\nx.max = 9\ny = 2\nz = 1\nz.min = 0\nz.max = 2\n"
                           "unused = 1\ncost = sqrt(x) + y + 1 / z\n"),
        "total.cost", ALL);
    assert_true(isinf(row_of(&subject, "a.z")->swing));
    assert_true(isnan(row_of(&subject, "a.x")->swing));
    assert_true(isnan(row_of(&subject, "a.x")->low_outcome));
    assert_near(row_of(&subject, "a.x")->high_outcome, 6, 0);
    assert_near(row_of(&subject, "a.x")->derivative, 0.25, 0);
    assert_true(sensitivity_has_effect(row_of(&subject, "a.x")));
    assert_ptr_equal(subject.s.order[0], row_of(&subject, "a.z"));
    assert_ptr_equal(subject.s.order[1], row_of(&subject, "a.y"));
    assert_ptr_equal(subject.s.order[subject.s.n - 1], row_of(&subject, "a.x"));
    release(&subject);

    /* two infinite outcomes are no distance apart */
    subject = look_at(scenario_from_text("[scenario]\nbudget = 9\n[a]\nrevenue = 3 * x\nx = 1\n"),
                      "cash.runway", ALL);
    assert_true(isinf(subject.s.value));
    assert_true(row_of(&subject, "a.x")->swing == 0);
    assert_true(isnan(row_of(&subject, "a.x")->elasticity));
    release(&subject);

    /* nothing is known of an outcome that is NaN throughout */
    subject = look_at(scenario_from_text("[a]\nx = 1\ncost = x + sqrt(-1)\n"), "total.cost", ALL);
    assert_true(isnan(subject.s.value));
    assert_true(isnan(row_of(&subject, "a.x")->swing));
    assert_true(isnan(row_of(&subject, "a.x")->flip));
    release(&subject);

    /* nor does anything move one that is a number */
    subject = look_at(scenario_from_text("[a]\nx = 1\ncost = x\n"), "42", ALL);
    assert_near(subject.s.value, 42, 0);
    for (size_t i = 0; i < subject.s.n; i++)
        assert_false(sensitivity_has_effect(&subject.s.rows[i]));
    release(&subject);
}

/* Best between the ends: they lie together, but the present outcome lies far from both. */
/* At the best price nothing is left of its effect but the rounding of what cancels out. */
static void test_no_noise_at_the_best(void **state)
{
    struct subject subject =
        look_at(scenario_from_text("[a]\nprice = 3.3\nrevenue = 1000 * price ^ -2\n"
                                   "cost = 1000 * price ^ -2 * 1.65 / price + 0.1\n"),
                "total.profit", DERIVATIVES);
    (void)state;
    for (int i = 1; i < 60; i++) {
        char text[32];
        double best = 1.5 * 1.65; /* of price^-2 - 1.65 * price^-3 */
        snprintf(text, sizeof text, "%.17g", best + (i - 30) * 4e-16);
        edit(&subject, "a", "price", text);
        update(&subject.s, subject.scenario, DERIVATIVES);
        assert_true(row_of(&subject, "a.price")->one_percent == 0);
        assert_true(row_of(&subject, "a.price")->elasticity == 0);
    }
    edit(&subject, "a", "price", "2.476");
    update(&subject.s, subject.scenario, DERIVATIVES);
    assert_true(row_of(&subject, "a.price")->one_percent < 0);
    release(&subject);
}

static void test_swing_over_a_hill(void **state)
{
    (void)state;
    struct subject subject =
        look_at(scenario_from_text("[a]\nx = 5\nx.min = 0\nx.max = 10\ny = 10\n"
                                   "revenue = 25 - (x - 5) ^ 2 + y\n"),
                "total.profit", ALL);
    assert_near(row_of(&subject, "a.x")->swing, 25, 0);
    assert_near(row_of(&subject, "a.x")->derivative, 0, 0);
    assert_ptr_equal(subject.s.order[0], row_of(&subject, "a.x"));
    release(&subject);
}

static void test_kinks_and_conditions(void **state)
{
    (void)state;
    static const char text[] = "[a]\nx = 3\ny = 7\nrevenue = max(x, 3) + y\n";
    struct subject subject = look_at(scenario_from_text(text), "total.profit", ALL);
    assert_true(row_of(&subject, "a.x")->is_kink);
    assert_false(row_of(&subject, "a.y")->is_kink);
    release(&subject);
    subject = look_at(scenario_from_text(text), "a.revenue > 10.5", ALL);
    assert_near(subject.s.value, 0, 0);
    assert_near(row_of(&subject, "a.y")->derivative, 0, 0);
    assert_near(row_of(&subject, "a.y")->high_outcome, 1, 0);
    assert_near(row_of(&subject, "a.y")->swing, 1, 0);
    assert_near(row_of(&subject, "a.y")->flip, 7.5, 1e-11); /* where it is more than rounding */
    release(&subject);
}

static void test_whole_numbers_and_ranges(void **state)
{
    (void)state;
    static const struct {
        const char *attributes; /* of x = 20 */
        double low, high;
    } rows[] = {
        {"", 18, 22},
        {"x.min = 5\n", 5, 22},
        {"x.max = 40\n", 18, 40},
        {"x.min = 5\nx.max = 40\n", 5, 40},
        {"x.dist = uniform(0, 100)\n", 5, 95},
        {"x.dist = normal(value, 2)\n", 20 - 2 * 1.6448536269514722, 20 + 2 * 1.6448536269514722},
        {"x.dist = uniform(0, 100)\nx.min = 7\n", 7, 95},
        {"x.dist = samples(25, 4, 22, 20)\n", 4, 25},
        {"x.dist = choice(10, 4 %, 20, 90 %, 30, 6 %)\n", 20, 30},
        {"x.dist = poisson(value)\n", 13, 28},
        {"x.dist = chance(20 %)\n", 0, 1},
        {"x.dist = uniform(0, 100)\nx.max = 70\n", 5, 70},
        {"x.max = 15\n", 18, 15}, /* the value lies outside: upside down */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text, "[a]\nx = 20\nrevenue = x\n%s", rows[i].attributes);
        struct subject subject = look_at(scenario_from_text(text), "total.profit", SWINGS);
        const struct sensitivity_row *row = row_of(&subject, "a.x");
        assert_near(row->range.low, rows[i].low, 1e-14);
        assert_near(row->range.high, rows[i].high, 1e-14);
        assert_near(row->low_outcome, rows[i].low, 1e-14);
        assert_near(row->high_outcome, rows[i].high, 1e-14);
        release(&subject);
    }
    struct subject subject =
        look_at(scenario_from_text("[scenario]\nmonths = 1\n[a]\nnegative = -20\nnothing = 0\n"
                                   "per = month\nrevenue = negative + nothing\nfirst_month = 1\n"
                                   "last_month = 600\n"
                                   "[b]\ncost = 1\nfirst_month = 31\n"
                                   "[c]\ncost = 1\nfirst_month = 9\nfirst_month.min = 2.5\n"
                                   "first_month.max = 5000\n"),
                "total.profit", ALL);
    static const struct {
        const char *name;
        double low, high;
    } more[] = {
        {"a.negative", -22, -18},  {"a.nothing", 0, 0},        {"scenario.months", 1, 2},
        {"a.first_month", 1, 2},   {"a.last_month", 540, 600}, {"b.first_month", 28, 34},
        {"c.first_month", 3, 600},
    };
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        assert_near(row_of(&subject, more[i].name)->range.low, more[i].low, 1e-14);
        assert_near(row_of(&subject, more[i].name)->range.high, more[i].high, 1e-14);
    }
    /* a uncertainty that an edit turns upside down is none */
    edit(&subject, "a", "negative.dist", "uniform(-30, value)");
    edit(&subject, "a", "negative", "-40");
    struct range range =
        variable_spread(subject.scenario->model, model_find(subject.scenario->model, "a.negative"));
    assert_near(range.low, -44, 1e-15);
    assert_near(range.high, -36, 1e-15);
    release(&subject);
}

/* What the scenario says once the parameter LINE is VALUE. */
static double edited(const struct scenario *scenario, uint32_t line, double value,
                     const char *outcome)
{
    struct scenario *copy = scenario_clone(scenario);
    char text[NUMBER_TEXT_SIZE];
    assert_non_null(copy);
    number_format(text, value);
    assert_int_equal(scenario_set(copy, model_section_of(copy->model, line)->name,
                                  copy->model->lines[line].name, text, NULL),
                     STATUS_OK);
    double result = scenario_named(copy, outcome);
    scenario_free(copy);
    return result;
}

static void test_random_models(void **state)
{
    (void)state;
    static const char *const outcomes[] = {"total.profit", "cash.lowest", "cash.npv",
                                           "u.revenue",    "shared.x17",  "cash.runway"};
    uint64_t seed = 20261;
    for (int i = 0; i < 60; i++) {
        const char *outcome = outcomes[i % 6];
        struct subject subject = look_at(random_scenario(&seed), outcome, ALL);
        assert_same_bits(subject.s.value, scenario_named(subject.scenario, outcome));
        for (size_t k = 0; k < subject.s.n; k++) {
            const struct sensitivity_row *row = &subject.s.rows[k];
            assert_same_bits(row->low_outcome,
                             edited(subject.scenario, row->line, row->range.low, outcome));
            assert_same_bits(row->high_outcome,
                             edited(subject.scenario, row->line, row->range.high, outcome));
            assert_true(k == 0 || !(subject.s.order[k - 1]->swing < subject.s.order[k]->swing));
        }
        release(&subject);
    }
}

/* Asked again after an edit, it says what a new one says; parts by themselves too. */
static void test_kept_buffers(void **state)
{
    (void)state;
    static const unsigned parts[] = {SWINGS, DERIVATIVES, FLIPS, ALL, ALL};
    static const char *const units[] = {"90", "70", "41", "119", "3"};
    struct subject subject = look_at(scenario_from_text(shop), "total.profit", DERIVATIVES);
    for (size_t i = 0; i < 5; i++) {
        edit(&subject, "shop", "units", units[i]);
        update(&subject.s, subject.scenario, parts[i]);
        struct subject fresh = look_at(scenario_clone(subject.scenario), "total.profit", parts[i]);
        for (size_t k = 0; k < fresh.s.n; k++) {
            const struct sensitivity_row *a = &subject.s.rows[k], *b = &fresh.s.rows[k];
            assert_same_bits(a->value, b->value);
            if (parts[i] & DERIVATIVES)
                assert_same_bits(a->derivative, b->derivative);
            if (parts[i] & SWINGS)
                assert_same_bits(a->swing, b->swing);
            if (parts[i] & FLIPS)
                assert_same_bits(a->flip, b->flip);
        }
        release(&fresh);
    }
    release(&subject);
}

/* With few steps to spend, the flip points of the first rows alone, and of the one asked for. */
static void test_budget_of_flips(void **state)
{
    (void)state;
    struct subject subject = look_at(scenario_from_text(shop), "total.profit", ALL);
    uint32_t rent = model_find(subject.scenario->model, "office.rent");
    for (size_t i = 0; i < subject.s.n; i++)
        assert_true(subject.s.order[i]->is_flip_known);
    edit(&subject, "office", "rent", "51");
    assert_int_equal(sensitivity_find_flips(&subject.s, subject.scenario, rent, 0, NULL),
                     STATUS_OK);
    for (size_t i = 0; i < subject.s.n; i++)
        assert_true(!subject.s.order[i]->is_flip_known || subject.s.order[i]->swing == 0);
    size_t known = 0;
    for (double most = 1000; known < 2; most *= 1.1) {
        known = 0;
        assert_int_equal(sensitivity_find_flips(&subject.s, subject.scenario, rent, most, NULL),
                         STATUS_OK);
        for (size_t i = 0; i < subject.s.n; i++)
            known += subject.s.order[i]->is_flip_known && subject.s.order[i]->swing != 0;
        assert_true(known <= 2);
    }
    assert_true(sensitivity_of(&subject.s, rent)->is_flip_known);
    assert_true(subject.s.order[0]->is_flip_known);
    assert_near(subject.s.order[0]->flip, 40.8, 1e-15);
    release(&subject);
}

/* More parameters than fit a block of lanes. */
static void test_many_parameters(void **state)
{
    (void)state;
    enum { N = 500 };
    static char text[N * 40];
    size_t used = (size_t)snprintf(text, sizeof text, "[a]\nx0 = 1\ny0 = x0 + 0\n");
    for (int i = 1; i < N; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "x%d = %d\ny%d = y%d + x%d\n", i,
                                 i + 1, i, i - 1, i);
    used += (size_t)snprintf(text + used, sizeof text - used, "revenue = y%d\n", N - 1);
    struct subject subject =
        look_at(scenario_from_text(text), "total.profit", DERIVATIVES | SWINGS);
    for (int i = 0; i < N; i++) {
        char name[16];
        snprintf(name, sizeof name, "a.x%d", i);
        const struct sensitivity_row *row = row_of(&subject, name);
        assert_near(row->derivative, 1, 0);
        assert_near(row->swing, (i + 1) / 5.0, 1e-9);
    }
    assert_ptr_equal(subject.s.order[0], row_of(&subject, "a.x499"));

    /* not all of them at a keystroke: those that count most run, here all the same a tangent does
     */
    edit(&subject, "a", "x7", "800");
    update(&subject.s, subject.scenario, DERIVATIVES);
    assert_int_equal(sensitivity_find_swings(&subject.s, subject.scenario, 200000, NULL),
                     STATUS_OK);
    sensitivity_sort(&subject.s);
    assert_ptr_equal(subject.s.order[0], row_of(&subject, "a.x7"));
    size_t n_exact = 0;
    for (size_t i = 0; i < N; i++) {
        assert_near(subject.s.order[i]->swing,
                    (i == 0    ? 800
                     : i < 493 ? 501 - (double)i
                               : 500 - (double)i) /
                        5,
                    1e-9);
        assert_true(i == 0 ||
                    !(subject.s.order[i - 1]->is_estimated && !subject.s.order[i]->is_estimated));
        n_exact += !subject.s.order[i]->is_estimated;
    }
    assert_in_range(n_exact, 20, 300);
    release(&subject);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_lists_as_text),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_no_noise_at_the_best),
        cmocka_unit_test(test_swing_over_a_hill),
        cmocka_unit_test(test_kinks_and_conditions),
        cmocka_unit_test(test_whole_numbers_and_ranges),
        cmocka_unit_test(test_random_models),
        cmocka_unit_test(test_kept_buffers),
        cmocka_unit_test(test_budget_of_flips),
        cmocka_unit_test(test_many_parameters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
