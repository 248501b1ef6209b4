/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimiser on problems with known answers, conditions binding, not binding, and impossible. */
#include <string.h>

#include "analysis/optimize/optimize.h"
#include "analysis/probe/variable.h"
#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

enum { MOST = 8 };

/* A question and its answer. */
struct question {
    struct scenario *scenario;
    struct optimum optimum;
    const char *conditions[MOST];
    uint32_t fields[MOST];
    size_t n_conditions, n_fields;
};

/* Ask for the highest or, with a '-' in front, the lowest OUTCOME by the parameters BY, separated
 * by blanks, under CONDITIONS, separated by semicolons. */
static void ask(struct question *q, const char *text, const char *outcome, const char *by,
                const char *conditions)
{
    static char words[512];
    struct error err = {0};
    size_t failed = 99;
    char *rest = words;

    *q = (struct question){.scenario = scenario_from_text(text)};
    snprintf(words, sizeof words, "%s", by);
    for (char *name = strtok_r(words, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
        assert_int_equal(variable_find(q->scenario->model, name, &q->fields[q->n_fields++], &err),
                         STATUS_OK);
    snprintf(words, sizeof words, "%s", conditions);
    for (char *c = strtok_r(words, ";", &rest); c; c = strtok_r(NULL, ";", &rest))
        q->conditions[q->n_conditions++] = c + strspn(c, " ");
    enum status status = optimize(q->scenario,
                                  &(struct optimize_request){
                                      .outcome = outcome + (*outcome == '-'),
                                      .is_minimum = *outcome == '-',
                                      .conditions = q->conditions,
                                      .n_conditions = q->n_conditions,
                                      .fields = q->fields,
                                      .n_fields = q->n_fields,
                                  },
                                  &q->optimum, &failed, &err);
    if (status)
        fail_msg("%s: %s", outcome, err.text);
}

static void end(struct question *q)
{
    optimum_fini(&q->optimum);
    scenario_free(q->scenario);
}

/* The value that field I was given. */
static double value_of(const struct question *q, size_t i)
{
    return q->optimum.fields[i].value;
}

/* The answer is that the outcome comes to VALUE, and BINDING has a letter for each condition: b
 * where it binds, - where it is met without binding. */
static void assert_found(const struct question *q, double value, const char *binding)
{
    const struct optimum *o = &q->optimum;
    assert_int_equal(o->state, OPTIMUM_FOUND);
    assert_near(o->value, value, 1e-12);
    for (size_t i = 0; i < o->n_conditions; i++) {
        assert_true(o->conditions[i].is_met);
        assert_int_equal(o->conditions[i].is_binding, binding[i] == 'b');
    }
}

#define X_0_TO_10 "x = 1.0\nx.min = 0\nx.max = 10\nx.step = 0.1\n"
#define Y_0_TO_10 "y = 1.0\ny.min = 0\ny.max = 10\ny.step = 0.1\n"

static void test_a_parabola(void **state)
{
    static const char text[] = "[a]\n" X_0_TO_10 "revenue = 6 * x - x ^ 2\n";
    struct question q;
    (void)state;
    ask(&q, text, "total.profit", "a.x", "");
    assert_found(&q, 9, "");
    assert_same_bits(value_of(&q, 0), 3);
    assert_string_equal(q.optimum.fields[0].text, "3.0");
    assert_same_bits(q.optimum.before, 5);
    assert_true(q.optimum.is_better);
    end(&q);
    ask(&q, text, "total.profit", "a.x", "a.x >= 5");
    assert_found(&q, 5, "b");
    assert_same_bits(q.optimum.conditions[0].left, 5);
    assert_same_bits(q.optimum.conditions[0].right, 5);
    assert_false(q.optimum.conditions[0].was_met);
    end(&q);
    ask(&q, text, "total.profit", "a.x", "a.x >= 2; total.profit > 0");
    assert_found(&q, 9, "--");
    end(&q);
    ask(&q, text, "-total.profit", "a.x", "");
    assert_found(&q, -40, "");
    assert_same_bits(value_of(&q, 0), 10);
    end(&q);
}

/* max 3x + 5y, 2y <= 12, 3x + 2y <= 18, x <= 4: the vertex (2, 6). */
static void test_a_linear_program(void **state)
{
    struct question q;
    (void)state;
    ask(&q, "[a]\n" X_0_TO_10 Y_0_TO_10 "revenue = 3 * x + 5 * y\n", "total.revenue", "a.x a.y",
        "a.x <= 4; 2 * a.y <= 12; 3 * a.x + 2 * a.y <= 18");
    assert_found(&q, 36, "-bb");
    assert_same_bits(value_of(&q, 0), 2);
    assert_same_bits(value_of(&q, 1), 6);
    end(&q);
}

/* Lagrange: 20 - 6x = 4x - 11 with x + y = 7. */
static void test_a_quadratic_program(void **state)
{
    struct question q;
    (void)state;
    ask(&q, "[a]\n" X_0_TO_10 Y_0_TO_10 "revenue = 6 * x - x ^ 2 + 3 * y - (y - x) ^ 2\n",
        "total.profit", "a.x a.y", "a.x + a.y <= 7");
    assert_found(&q, 20.05, "b");
    assert_near(value_of(&q, 0), 3.1, 1e-12);
    assert_near(value_of(&q, 1), 3.9, 1e-12);
    end(&q);
}

/* Of a demand with the constant elasticity e and unit cost c, the best price is c * e / (e - 1). */
static void test_the_price_of_a_monopoly(void **state)
{
    struct question q;
    (void)state;
    for (double elasticity = 1.5; elasticity < 5; elasticity += 0.5) {
        char text[512];
        snprintf(text, sizeof text,
                 "[u]\nkind = usage\nusers = 100 users\nrequests_per_user = 20 request/user/month\n"
                 "request_price = 0.07 USD/request\nrequest_price.min = 0.01\n"
                 "request_price.max = 0.5\nrequest_price.step = 0.0001\n"
                 "request_cost = 0.02 USD/request\nreference_price = 0.05 USD/request\n"
                 "price_elasticity = %g\n",
                 elasticity);
        ask(&q, text, "total.profit", "u.request_price", "");
        assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
        assert_true(fabs(value_of(&q, 0) - 0.02 * elasticity / (elasticity - 1)) <= 0.00005);
        end(&q);
    }
}

/* Two hills: the present values lie at the lower one. */
static void test_the_higher_of_two_hills(void **state)
{
    struct question q;
    (void)state;
    ask(&q,
        "[a]\nx = 2.0\nx.min = 0\nx.max = 10\ny = 2.0\ny.min = 0\ny.max = 10\n"
        "revenue = exp(-((x - 2) ^ 2 + (y - 2) ^ 2) / 4) +"
        " 1.5 * exp(-((x - 8) ^ 2 + (y - 7) ^ 2))\n",
        "total.profit", "a.x a.y", "");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_near(q.optimum.value, 1.5, 1e-5);
    assert_near(value_of(&q, 0), 8, 1e-2);
    assert_near(value_of(&q, 1), 7, 1e-2);
    end(&q);
    ask(&q,
        "[a]\nx = 1.0\nx.min = 0\nx.max = 10\nx.step = 0.1\n"
        "revenue = 10 - (x - 1) ^ 2 + 12 * exp(-((x - 9.2) / 0.05) ^ 2) * 10\n",
        "total.profit", "a.x", "");
    assert_same_bits(value_of(&q, 0), 9.2);
    end(&q);
}

#define COUNTED(name) name " = 1\n" name ".min = 0\n" name ".max = 10\n" name ".step = 1\n"

/* max 5x + 8y, x + y <= 6, 5x + 9y <= 45: 41.25 at (2.25, 3.75), in whole numbers 40 at (0, 5),
 * which is no neighbour of it. */
static void test_whole_numbers(void **state)
{
    struct question q;
    (void)state;
    ask(&q, "[a]\n" COUNTED("x") COUNTED("y") "revenue = 5 * x + 8 * y\n", "total.profit",
        "a.x a.y", "a.x + a.y <= 6; 5 * a.x + 9 * a.y <= 45");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_same_bits(q.optimum.value, 40);
    assert_same_bits(value_of(&q, 0), 0);
    assert_same_bits(value_of(&q, 1), 5);
    assert_true(q.optimum.fields[0].is_whole);
    assert_string_equal(q.optimum.fields[1].text, "5");
    end(&q);
}

/* Too many to try them all: rounded, and the steps around. */
static void test_many_whole_numbers(void **state)
{
    struct question q;
    (void)state;
    ask(&q,
        "[a]\nx = 1000\nx.min = 0\nx.max = 9000\nx.step = 1\ny = 1000\ny.min = 0\ny.max = 9000\n"
        "y.step = 1\nrevenue = 7 * x + 5 * y - ((x - 2000) ^ 2 + (y - 3000) ^ 2) / 1000\n",
        "total.profit", "a.x a.y", "3 * a.x + 2 * a.y <= 10000.5");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_true(q.optimum.conditions[0].is_binding);
    double best = (double)-INFINITY;
    for (int x = 0; x <= 3333; x++) {
        int y = (int)floor((10000.5 - 3 * x) / 2); /* more of y is better up to 5500 */
        double value = 7.0 * x + 5.0 * y - (pow(x - 2000, 2) + pow(y - 3000, 2)) / 1000;
        best = y <= 5500 && value > best ? value : best;
    }
    assert_near(q.optimum.value, best, 1e-9);
    end(&q);
}

/* In hundreds, where single steps gain next to nothing. */
static void test_large_whole_numbers(void **state)
{
    struct question q;
    (void)state;
    ask(&q,
        "[a]\nx = 1000\nx.min = 0\nx.max = 100000\n"
        "revenue = 1e9 - (x - 54321) ^ 2\n",
        "total.profit", "a.x", "");
    assert_near(value_of(&q, 0), 54300, 0);
    assert_false(q.optimum.fields[0].is_whole);
    end(&q);
}

/* Of values that are as good the nearest is taken. */
static void test_no_farther_than_needed(void **state)
{
    struct question q;
    (void)state;
    ask(&q, "[a]\n" X_0_TO_10 "revenue = min(x, 5)\n", "total.profit", "a.x", "");
    assert_found(&q, 5, "");
    assert_same_bits(value_of(&q, 0), 5);
    end(&q);
}

/* A counted field beside one that is not: the latter is adjusted to the former. */
static void test_whole_beside_others(void **state)
{
    struct question q;
    (void)state;
    ask(&q,
        "[a]\nn = 3\nn.min = 0\nn.max = 100\nn.step = 1\n" X_0_TO_10
        "revenue = 40 * n - 3.1 * n ^ 2 - (x - n / 2) ^ 2\n",
        "total.profit", "a.n a.x", "");
    /* 40 / 6.2 = 6.45 */
    assert_found(&q, 40 * 6 - 3.1 * 36, "");
    assert_same_bits(value_of(&q, 0), 6);
    assert_same_bits(value_of(&q, 1), 3);
    assert_true(q.optimum.fields[0].is_whole);
    assert_false(q.optimum.fields[1].is_whole);
    end(&q);
}

static void test_months_of_a_stage(void **state)
{
    static const char text[] = "[a]\nrevenue = 100 * last_month - 7 * last_month ^ 2\n"
                               "last_month = 3\nlast_month.max = 12\n[b]\nper = month\n"
                               "revenue = 45 - 10 * month\nfirst_month = 6\nfirst_month.max = 12\n"
                               "last_month = 12\nlast_month.max = 12\n";
    struct question q;
    (void)state;
    ask(&q, text, "total.profit", "a.last_month b.first_month b.last_month", "");
    /* 700 - 343, and 35 + 25 + 15 + 5 of the months 1 to 4 */
    assert_found(&q, 700 - 343 + 80, "");
    assert_same_bits(value_of(&q, 0), 7);
    assert_same_bits(value_of(&q, 1), 1);
    assert_same_bits(value_of(&q, 2), 4);
    end(&q);
}

#define PRICING                                                                                    \
    "[scenario]\nbudget = 100 USD\nmonths = 12\n[s]\nper = month\nprice = 5 USD\nprice.min = 0\n"  \
    "price.max = 20\nprice.step = 0.01\nsold = 30 - price\ncost = 6 * sold + 20\n"                 \
    "revenue = if(month <= 6, 0.2, 1) * sold * price\n"

/* The number of months that the money lasts jumps; what is behind it is smooth. */
static void test_runway(void **state)
{
    struct question q;
    (void)state;
    ask(&q, PRICING, "total.profit", "s.price", "");
    double best = q.optimum.value, lowest = (double)-INFINITY;
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    end(&q);
    /* the first month loses (30 - p) * (6 - 0.2 * p) + 20: six of them with p = 20 are 260 */
    for (int p = 0; p <= 2000; p++) {
        double price = p / 100.0, sold = 30 - price;
        double one = sold * (0.2 * price - 6) - 20;
        double all = 6 * one + 6 * (sold * (price - 6) - 20);
        if (100 + one >= 0 && all > lowest)
            lowest = all;
    }
    ask(&q, PRICING, "total.profit", "s.price", "cash.runway >= 1");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_near(q.optimum.value, lowest, 1e-9);
    assert_true(q.optimum.value <= best);
    end(&q);
    ask(&q, PRICING, "cash.runway", "s.price", "");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_same_bits(q.optimum.value, 2);
    end(&q);
}

/* Each way of writing a condition whose parts jump. */
static void test_graded_conditions(void **state)
{
    static const char *const same[][2] = {{"cash.runway >= 3", "cash.runway > 2"},
                                          {"3 <= cash.runway", "2 < cash.runway"},
                                          {"cash.runway >= 2.5", "cash.runway >= 3"},
                                          {"cash.breakeven <= 9", "9 >= cash.breakeven"},
                                          {"cash.breakeven < 10", "10 > cash.breakeven"}};
    static const char text[] =
        "[scenario]\nbudget = 60 USD\n[s]\nper = month\nx = 5.0\nx.min = 0\nx.max = 40\n"
        "x.step = 0.01\ncost = x\nrevenue = if(month <= 4, 0, x ^ 0.7 * 2)\n";
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct question a, b;
        ask(&a, text, "s.x", "s.x", same[i][0]);
        ask(&b, text, "s.x", "s.x", same[i][1]);
        assert_int_equal(a.optimum.state, OPTIMUM_FOUND);
        assert_true(a.optimum.conditions[0].is_binding);
        assert_same_bits(a.optimum.value, b.optimum.value);
        if (i < 3) /* three months of x are at most 60 */
            assert_same_bits(a.optimum.value, 20);
        end(&a);
        end(&b);
    }
}

static void test_conditions_in_words(void **state)
{
    static const char text[] = "[a]\n" X_0_TO_10 "revenue = x\n[targets]\nsmall = a.x <= 7\n"
                               "odd = floor(a.x) == 3 or a.x > 20\n";
    struct question q;
    (void)state;
    ask(&q, text, "a.x", "a.x", "a.x <= 8 and a.x * 2 <= 11");
    assert_found(&q, 5.5, "b");
    end(&q);
    ask(&q, text, "a.x", "a.x", "a.x <= 2 or a.x >= 4 and a.x <= 6");
    assert_found(&q, 6, "b");
    end(&q);
    ask(&q, text, "a.x", "a.x", "within(a.x, 4, 12.5 %)");
    assert_found(&q, 4.5, "b");
    end(&q);
    ask(&q, text, "a.x", "a.x", "small");
    assert_found(&q, 7, "b");
    end(&q);
    ask(&q, text, "a.x", "a.x", "small and odd");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_true(value_of(&q, 0) > 3.99 && value_of(&q, 0) < 4);
    assert_true(q.optimum.conditions[0].is_binding);
    end(&q);
    ask(&q, text, "a.x", "a.x", "not a.x > 2");
    assert_found(&q, 2, "b");
    end(&q);
    ask(&q, text, "a.x", "a.x", "a.x != 10");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_true(value_of(&q, 0) > 9.8);
    end(&q);
}

static void test_steps_in_two_dimensions(void **state)
{
    struct question q;
    (void)state;
    /* as much of x and y as six whole ones of both allow: almost 7 in sum with floor */
    ask(&q, "[a]\n" X_0_TO_10 Y_0_TO_10 "revenue = x + 2 * y\n", "total.profit", "a.x a.y",
        "floor(a.x) + floor(a.y) <= 6");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_true(q.optimum.value >= 0.9 + 2 * 6.9 - 1e-9);
    assert_true(q.optimum.conditions[0].is_binding);
    end(&q);
}

static void test_what_cannot_be_met(void **state)
{
    static const char text[] = "[a]\n" X_0_TO_10 "revenue = 6 * x - x ^ 2\n";
    struct question q;
    (void)state;
    ask(&q, text, "total.profit", "a.x", "a.x <= 5; total.profit >= 12");
    assert_int_equal(q.optimum.state, OPTIMUM_INFEASIBLE);
    assert_true(q.optimum.conditions[0].is_possible);
    assert_false(q.optimum.conditions[1].is_possible);
    assert_false(q.optimum.conditions[1].is_met);
    assert_near(q.optimum.conditions[1].left, 9, 1e-9);
    assert_same_bits(q.optimum.conditions[1].right, 12);
    end(&q);
    /* each on its own, but not both */
    ask(&q, text, "total.profit", "a.x", "a.x >= 6; total.profit >= 8");
    assert_int_equal(q.optimum.state, OPTIMUM_INFEASIBLE);
    assert_true(q.optimum.conditions[0].is_possible);
    assert_true(q.optimum.conditions[1].is_possible);
    assert_false(q.optimum.conditions[0].is_met && q.optimum.conditions[1].is_met);
    end(&q);
    ask(&q, "[scenario]\nbudget = 5\n[a]\n" X_0_TO_10 "cost = 100 + x\n", "a.x", "a.x",
        "cash.runway >= 12");
    assert_int_equal(q.optimum.state, OPTIMUM_INFEASIBLE);
    assert_false(q.optimum.conditions[0].is_possible);
    assert_same_bits(q.optimum.conditions[0].left, 0);
    end(&q);
}

static void test_undefined_outcomes(void **state)
{
    struct question q;
    (void)state;
    ask(&q, "[a]\n" X_0_TO_10 "revenue = sqrt(x - 4) - x / 8\n", "total.profit", "a.x", "");
    /* 1 / (2 sqrt(x - 4)) = 1 / 8: x = 20, beyond the end */
    assert_found(&q, sqrt(6) - 1.25, "");
    assert_true(isnan(q.optimum.before));
    end(&q);
    ask(&q, "[a]\n" X_0_TO_10 "revenue = sqrt(x - 40)\n", "total.profit", "a.x", "");
    assert_int_equal(q.optimum.state, OPTIMUM_UNDEFINED);
    end(&q);
    /* infinite is better than all else, and nothing is changed for more of it */
    ask(&q, "[a]\n" X_0_TO_10 "revenue = 2 * x\n", "cash.runway", "a.x", "");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_true(isinf(q.optimum.value));
    assert_false(q.optimum.is_better);
    assert_same_bits(value_of(&q, 0), 1);
    end(&q);
}

static void test_no_effect(void **state)
{
    static const char text[] = "[a]\n" X_0_TO_10 Y_0_TO_10 "revenue = 6 * x - x ^ 2\nz = y\n";
    struct question q;
    (void)state;
    ask(&q, text, "total.profit", "a.y", "");
    assert_found(&q, 5, "");
    assert_false(q.optimum.is_better);
    assert_false(q.optimum.fields[0].has_effect);
    assert_string_equal(q.optimum.fields[0].text, "1.0");
    end(&q);
    ask(&q, text, "total.profit", "a.y a.x", "");
    assert_found(&q, 9, "");
    assert_same_bits(value_of(&q, 0), 1);
    assert_same_bits(value_of(&q, 1), 3);
    end(&q);
}

/* The best values stay, whatever else would do as well. */
static void test_the_best_is_kept(void **state)
{
    struct question q;
    (void)state;
    ask(&q, "[a]\nx = 2.7183\nx.min = 0\nx.max = 10\nrevenue = min(x, 2) + 0 * x\n", "total.profit",
        "a.x", "");
    assert_found(&q, 2, "");
    assert_false(q.optimum.is_better);
    assert_string_equal(q.optimum.fields[0].text, "2.7183");
    end(&q);
    /* one that is out of its range goes back into it */
    ask(&q, "[a]\nx = 3.0\nx.min = 5\nx.max = 10\nrevenue = 6 * x - x ^ 2\n", "total.profit", "a.x",
        "");
    assert_found(&q, 5, "");
    assert_true(q.optimum.is_better);
    assert_same_bits(q.optimum.before, 9);
    end(&q);
}

/* Values come as the parameters are written. */
static void test_texts(void **state)
{
    struct question q;
    (void)state;
    ask(&q,
        "[a]\nshare = 10 %\nbudget_ = 5万 USD\nprice = 1,200 USD/seat\nseats = 3\n"
        "revenue = -(share - 0.123) ^ 2 - (budget_ / 100000 - 1.2) ^ 2 - (price / 1000 - 4.4) ^ "
        "2\n",
        "total.profit", "a.share a.budget_ a.price", "");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    assert_string_equal(q.optimum.fields[0].text, "12.3 %");
    assert_string_equal(q.optimum.fields[1].text, "12万 USD");
    assert_string_equal(q.optimum.fields[2].text, "4,400 USD/seat");
    end(&q);
}

static void test_wrong_questions(void **state)
{
    static const char text[] = "[a]\n" X_0_TO_10 "revenue = x\nup = 5\nup.min = 9\nup.max = 7\n"
                               "cost = up\n";
    static const struct {
        const char *outcome, *condition, *field, *says;
        size_t failed, offset;
    } rows[] = {
        {"total.proft", "a.x > 1", "a.x", "did you mean 'total.profit'", 0, 0},
        {"a.x +", "a.x > 1", "a.x", "missing", 0, 5},
        {"a.x", "1 + a.y > 1", "a.x", "unknown name 'a.y'", 1, 4},
        {"a.x", "a.x > (1", "a.x", "')' is missing", 1, 8},
        {"a.x", "a.x > 1", "scenario.months", "horizon", 2, 0},
        {"a.x", "a.x > 1", "a.up", "upside down", 2, 0},
    };
    struct scenario *scenario = scenario_from_text(text);
    struct optimum optimum = {0};
    struct error err;
    size_t failed;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t field = model_find(scenario->model, rows[i].field);
        struct optimize_request request = {rows[i].outcome, false, &rows[i].condition, 1,
                                           &field,          1};
        err = (struct error){0};
        failed = 99;
        assert_int_equal(optimize(scenario, &request, &optimum, &failed, &err), STATUS_FAULTY);
        if (!strstr(err.text, rows[i].says))
            fail_msg("%s: %s", rows[i].says, err.text);
        assert_int_equal(failed, rows[i].failed);
        assert_int_equal(err.offset, rows[i].offset);
        assert_null(optimum.fields);
    }
    uint32_t x = model_find(scenario->model, "a.x"), twice[] = {x, x};
    struct optimize_request request = {"a.x", false, NULL, 0, twice, 2};
    assert_int_equal(optimize(scenario, &request, &optimum, &failed, &err), STATUS_FAULTY);
    assert_int_equal(failed, 2);
    scenario_free(scenario);
}

/* Random parabolas in two fields under random lines: no point of a fine grid that meets the
 * conditions is better by more than the rounding may cost. */
static void test_random_programs(void **state)
{
    uint64_t seed = 5;
    (void)state;
    for (int i = 0; i < 60; i++) {
        struct question q;
        double c[11];
        char text[512], conditions[256];
        for (int k = 0; k < 11; k++)
            c[k] = round(random_between(&seed, -30, 30)) / 10;
        double a = fabs(c[0]) + 0.2, b = fabs(c[1]) + 0.2, best = (double)-INFINITY;
        double lowest = (double)INFINITY, highest = (double)-INFINITY;
        snprintf(text, sizeof text,
                 "[a]\n" X_0_TO_10 Y_0_TO_10
                 "revenue = -%g * (x - 5 - %g) ^ 2 - %g * (y - 5 - %g) ^ 2 + %g * x * y / 10\n",
                 a, c[2], b, c[3], c[4]);
        snprintf(conditions, sizeof conditions, "%g * a.x + %g * a.y <= %g; %g * a.x >= a.y - %g",
                 c[5], c[6], 10 + 4 * c[7], c[8], 3 + c[9]);
        for (int u = 0; u <= 400; u++)
            for (int v = 0; v <= 400; v++) {
                double x = u / 40.0, y = v / 40.0;
                double value =
                    -a * pow(x - 5 - c[2], 2) - b * pow(y - 5 - c[3], 2) + c[4] * x * y / 10;
                lowest = fmin(lowest, value);
                highest = fmax(highest, value);
                if (c[5] * x + c[6] * y <= 10 + 4 * c[7] && c[8] * x >= y - (3 + c[9]) &&
                    value > best)
                    best = value;
            }
        ask(&q, text, "total.profit", "a.x a.y", conditions);
        if (isinf(best)) {
            assert_int_equal(q.optimum.state, OPTIMUM_INFEASIBLE);
        } else {
            double gain = q.optimum.value - q.optimum.before;
            for (int k = 0; k < 2; k++)
                if (!q.optimum.conditions[k].was_met)
                    gain = 0.02 * (highest - lowest);
            assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
            if (q.optimum.value < best - 0.005 * gain - 1e-4 * fabs(best))
                fail_msg("%s%s: %.12g at %s, %s, the grid has %.12g", text, conditions,
                         q.optimum.value, q.optimum.fields[0].text, q.optimum.fields[1].text, best);
            for (int k = 0; k < 2; k++)
                assert_true(q.optimum.conditions[k].is_met);
        }
        end(&q);
    }
}

/* As many fields as may be, each with its own best value. */
static void test_many_fields(void **state)
{
    char text[8192] = "[a]\n", by[512] = "";
    size_t used = strlen(text), used_by = 0;
    struct question q;
    (void)state;
    for (int i = 0; i < MOST; i++) {
        used +=
            (size_t)snprintf(text + used, sizeof text - used,
                             "x%d = 1.0\nx%d.min = 0\nx%d.max = 10\nx%d.step = 0.1\n", i, i, i, i);
        used_by += (size_t)snprintf(by + used_by, sizeof by - used_by, "a.x%d ", i);
    }
    used += (size_t)snprintf(text + used, sizeof text - used, "cost = 0");
    for (int i = 0; i < MOST; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, " + (x%d - %d.5) ^ 2", i, i);
    ask(&q, text, "-total.cost", by, "");
    assert_int_equal(q.optimum.state, OPTIMUM_FOUND);
    for (int i = 0; i < MOST; i++)
        assert_near(value_of(&q, (size_t)i), i + 0.5, 1e-12);
    end(&q);
}

static void test_the_same_again(void **state)
{
    struct question first, second;
    (void)state;
    ask(&first, PRICING, "total.profit", "s.price scenario.budget",
        "cash.runway >= 2; total.profit < 500");
    ask(&second, PRICING, "total.profit", "s.price scenario.budget",
        "cash.runway >= 2; total.profit < 500");
    assert_same_bits(first.optimum.value, second.optimum.value);
    for (size_t i = 0; i < 2; i++)
        assert_string_equal(first.optimum.fields[i].text, second.optimum.fields[i].text);
    end(&first);
    end(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_parabola),
        cmocka_unit_test(test_a_linear_program),
        cmocka_unit_test(test_a_quadratic_program),
        cmocka_unit_test(test_the_price_of_a_monopoly),
        cmocka_unit_test(test_the_higher_of_two_hills),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_many_whole_numbers),
        cmocka_unit_test(test_large_whole_numbers),
        cmocka_unit_test(test_no_farther_than_needed),
        cmocka_unit_test(test_whole_beside_others),
        cmocka_unit_test(test_months_of_a_stage),
        cmocka_unit_test(test_runway),
        cmocka_unit_test(test_graded_conditions),
        cmocka_unit_test(test_conditions_in_words),
        cmocka_unit_test(test_steps_in_two_dimensions),
        cmocka_unit_test(test_what_cannot_be_met),
        cmocka_unit_test(test_undefined_outcomes),
        cmocka_unit_test(test_no_effect),
        cmocka_unit_test(test_the_best_is_kept),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_wrong_questions),
        cmocka_unit_test(test_random_programs),
        cmocka_unit_test(test_many_fields),
        cmocka_unit_test(test_the_same_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
