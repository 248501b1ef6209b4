/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bridge: answers by hand, kinks and jumps, other structures, ends that have no value; and on
 * random models that it adds up and that its steps are the integrals they claim to be.
 */
#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/compare/bridge.h"
#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

/* Two scenarios, an outcome of both, and the bridge between them. */
struct crossing {
    struct scenario *from, *to;
    struct probe *from_probe, *to_probe;
    struct bridge bridge;
};

/* The steps, in order and largest first, come to the change. */
static void assert_adds_up(const struct bridge *bridge)
{
    double sum = 0, size = 0;
    for (size_t i = 0; i < bridge->n; i++) {
        double contribution = fabs(bridge->steps[i].contribution);
        assert_true(isfinite(contribution));
        assert_true(i == 0 || contribution <= fabs(bridge->steps[i - 1].contribution));
        sum += bridge->steps[i].contribution;
        size += contribution;
    }
    double change = bridge->to - bridge->from;
    if (!(fabs(sum - change) <= 1e-12 * fabs(change) + 4 * DBL_EPSILON * size))
        fprintf(stderr, "%.17g, not %.17g\n", sum, change);
    assert_true(fabs(sum - change) <= 1e-12 * fabs(change) + 4 * DBL_EPSILON * size);
}

/* Take both scenarios. */
static struct crossing cross(struct scenario *from, struct scenario *to, const char *outcome)
{
    struct crossing crossing = {.from = from, .to = to};
    struct error err = {.text = ""};
    assert_int_equal(probe_new(from, &outcome, 1, 0, &crossing.from_probe, NULL, &err), STATUS_OK);
    assert_int_equal(probe_new(to, &outcome, 1, 0, &crossing.to_probe, NULL, &err), STATUS_OK);
    struct bridge_end a = {from, crossing.from_probe}, b = {to, crossing.to_probe};
    assert_int_equal(bridge_make(&crossing.bridge, &a, &b, &err), STATUS_OK);
    if (crossing.bridge.state == BRIDGE_WHOLE)
        assert_adds_up(&crossing.bridge);
    else
        for (size_t i = 0; i < crossing.bridge.n; i++)
            assert_true(isnan(crossing.bridge.steps[i].contribution));
    assert_true((crossing.bridge.state == BRIDGE_WHOLE) ==
                (*bridge_reason(&crossing.bridge) == '\0'));
    return crossing;
}

static struct crossing cross_texts(const char *from, const char *to, const char *outcome)
{
    return cross(scenario_from_text(from), scenario_from_text(to), outcome);
}

static void release(struct crossing *crossing)
{
    bridge_fini(&crossing->bridge);
    probe_free(crossing->from_probe);
    probe_free(crossing->to_probe);
    scenario_free(crossing->from);
    scenario_free(crossing->to);
}

/* The step of the parameter NAME; NULL where there is none. */
static const struct bridge_step *find_step(const struct crossing *crossing, const char *name)
{
    uint32_t line = model_find(crossing->from->model, name);
    assert_int_not_equal(line, NAMES_NONE);
    for (size_t i = 0; i < crossing->bridge.n; i++)
        if (crossing->bridge.steps[i].from == line)
            return &crossing->bridge.steps[i];
    return NULL;
}

static double step_of(const struct crossing *crossing, const char *name)
{
    const struct bridge_step *step = find_step(crossing, name);
    assert_non_null(step);
    assert_int_equal(step->kind, BRIDGE_PARAMETER);
    assert_int_equal(step->to, model_find(crossing->to->model, name));
    return step->contribution;
}

/* The step of KIND, which is no parameter's; 0 where there is none. */
static double other_step(const struct crossing *crossing, enum bridge_step_kind kind)
{
    for (size_t i = 0; i < crossing->bridge.n; i++)
        if (crossing->bridge.steps[i].kind == kind)
            return crossing->bridge.steps[i].contribution;
    return 0;
}

/* The examples of the header, and others that can be done by hand: the outcome is shared.y, which
 * is FORMULA of a and b. */
static void test_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        double a, to_a, b, to_b;
        double by_a, by_b, jumps;
    } rows[] = {
        {"a * b", 2, 3, 10, 20, 15, 25, 0},
        {"a + 2 * b", 1, 4, 5, 3, 3, -4, 0},
        {"a * b", 1, 3, 1, 3, 4, 4, 0}, /* what both do together is shared alike */
        {"a ^ 2 + b", 3, -1, 0, 1, -8, 1, 0},
        {"exp(a) * 0 + b", 3, 9, 1, 2, 0, 1, 0},
        {"ln(a) / ln(2) + b", 1, 1024, 1, 1, 10, 0, 0},
        {"max(a, 5) + b", 0, 10, 1, 2, 5, 1, 0},
        {"abs(a) + abs(b - 1 / 3)", -1, 2, 0, 1, 1, 1.0 / 3, 0},
        {"clamp(a, 1, b)", 0, 10, 4, 6, 4, 1, 0},
        /* jumps belong to the one that makes them */
        {"floor(a) + b", 0.5, 3.5, 1, 2, 3, 1, 0},
        {"floor(a) * b", 0.5, 1.5, 2, 4, 3, 1, 0},
        {"if(a > 2, 7, 0) + b", 0, 9, 1, 1.5, 7, 0.5, 0},
        {"floor(1000 * a) / 1000 + b", 0, 1, 0, 1, 1, 1, 0},
        {"5 * a - ceil(a / 300) * 2000 + b", 1000, 4000, 1, 1, -5000, 0, 0},
        {"floor(a) + floor(b)", 0.5, 3.5, 1.5, 2.5, 0, 0, 4},
        {"floor(a + b) + a", 0.5, 3.5, 1.25, 1.75, 3, 0, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char from[256], to[256];
        snprintf(from, sizeof from, "[shared]\na = %g\nb = %g\ny = %s\n", rows[i].a, rows[i].b,
                 rows[i].formula);
        snprintf(to, sizeof to, "[shared]\na = %g\nb = %g\ny = %s\n", rows[i].to_a, rows[i].to_b,
                 rows[i].formula);
        struct crossing crossing = cross_texts(from, to, "shared.y");
        assert_int_equal(crossing.bridge.state, BRIDGE_WHOLE);
        assert_near(step_of(&crossing, "a"), rows[i].by_a, 1e-6);
        if (rows[i].b != rows[i].to_b)
            assert_near(step_of(&crossing, "b"), rows[i].by_b, 1e-6);
        else
            assert_null(find_step(&crossing, "b"));
        assert_near(other_step(&crossing, BRIDGE_JUMPS), rows[i].jumps, 1e-6);
        assert_true(rows[i].jumps != 0 || other_step(&crossing, BRIDGE_JUMPS) == 0);
        assert_near(other_step(&crossing, BRIDGE_STRUCTURE), 0, 0);
        release(&crossing);
    }
}

static const char plan[] = "[scenario]\nmonths = 12\nbudget = 100\n[shared]\nfee = 5\nspare = 3\n"
                           "[a]\nunits = 4\nrevenue = units * fee\n"
                           "[b]\nper = month\nusers = prev(users, 10) * 1.1\nrent = 2\n"
                           "revenue = users * fee / 10\ncost = rent\n";

static struct scenario *edited(const char *text, const char *const (*edits)[3])
{
    struct scenario *scenario = scenario_from_text(text);
    for (; (*edits)[0] != NULL; edits++)
        assert_int_equal(scenario_set(scenario, (*edits)[0], (*edits)[1], (*edits)[2], NULL),
                         STATUS_OK);
    return scenario;
}

/* What has no derivative is one step, taken before the parameters move. */
static void test_structure(void **state)
{
    (void)state;
    static const char *const edits[][5][3] = {
        {{"a", "enabled", "no"}},
        {{"a", "enabled", "no"}, {"shared", "fee", "6"}},
        {{"a", "revenue", "units * fee * 3"}, {"a", "units", "5"}, {"shared", "fee", "6"}},
        {{"scenario", "months", "8"}, {"b", "rent", "3"}},
        {{"a", "first_month", "3"}, {"b", "first_month", "3"}, {"b", "rent", "3"}},
        {{"a", "extra", "7"}, {"a", "cost", "extra"}, {"shared", "fee", "6"}},
        {{"shared", "fee", "3 * spare"}, {"a", "units", "5"}},
        {{"a", "revenue", "50"}, {"a", "units", NULL}},
        {{"c", "cost", "1 + 1"}, {"shared", "spare", "9"}},
    };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        /* B with A's values of what both have as plain numbers is where structure ends */
        struct scenario *middle = edited(plan, edits[i]);
        struct crossing crossing =
            cross(scenario_from_text(plan), edited(plan, edits[i]), "total.profit");
        for (size_t k = 0; k < crossing.bridge.n; k++) {
            const struct bridge_step *step = &crossing.bridge.steps[k];
            if (step->kind != BRIDGE_PARAMETER)
                continue;
            const struct line *line = &crossing.from->model->lines[step->from];
            const char *section = model_section_of(crossing.from->model, step->from)->name;
            assert_int_equal(scenario_set(middle, section, line->name, line->text, NULL),
                             STATUS_OK);
        }
        assert_int_equal(crossing.bridge.state, BRIDGE_WHOLE);
        assert_near(other_step(&crossing, BRIDGE_STRUCTURE),
                    scenario_profit(middle) - scenario_profit(crossing.from), 1e-12);
        assert_near(other_step(&crossing, BRIDGE_JUMPS), 0, 0);
        scenario_free(middle);
        release(&crossing);
    }
}

/* A parameter without effect has a step of 0; what only one side has, or is a whole number, none.
 */
static void test_which_steps(void **state)
{
    (void)state;
    static const char *const edits[][3] = {{"shared", "spare", "9"},    {"shared", "fee", "5.0"},
                                           {"scenario", "months", "6"}, {"b", "more", "1"},
                                           {"b", "rent", "1"},          {NULL, NULL, NULL}};
    struct crossing crossing = cross(scenario_from_text(plan), edited(plan, edits), "total.profit");
    assert_int_equal(crossing.bridge.n, 3);
    assert_near(step_of(&crossing, "spare"), 0, 0);
    assert_near(step_of(&crossing, "b.rent"), 6, 1e-12);
    assert_int_equal(crossing.bridge.steps[0].kind, BRIDGE_STRUCTURE);
    assert_int_equal(crossing.bridge.steps[2].from, model_find(crossing.from->model, "spare"));
    assert_null(find_step(&crossing, "fee"));
    release(&crossing);
    crossing = cross(scenario_from_text(plan), scenario_from_text(plan), "total.profit");
    assert_int_equal(crossing.bridge.n, 0);
    assert_same_bits(crossing.bridge.from, crossing.bridge.to);
    release(&crossing);
}

static void test_lost(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        enum bridge_state state;
    } rows[] = {
        {"x = 0\ny = 1 / x\n", "x = 1\ny = 1 / x\n", BRIDGE_END_LOST},
        {"x = -1\ny = ln(x)\n", "x = 1\ny = ln(x)\n", BRIDGE_END_LOST},
        {"x = -1\ny = x\n", "x = 1\ny = ln(x)\n", BRIDGE_START_LOST},
        {"x = -1\ny = 1 / x\n", "x = 1\ny = 1 / x\n", BRIDGE_WAY_LOST},
        {"x = -1\ny = 1 / x\n", "x = 2\ny = 1 / x\n", BRIDGE_WAY_LOST},
        {"x = -1\ny = 1 / x ^ 2\n", "x = 1.7\ny = 1 / x ^ 2\n", BRIDGE_WAY_LOST},
        {"x = -1\ny = sqrt(x ^ 2 - 0.1)\n", "x = 1\ny = sqrt(x ^ 2 - 0.1)\n", BRIDGE_WAY_LOST},
        {"x = 0\ny = sqrt(x)\n", "x = 1\ny = sqrt(x)\n", BRIDGE_WHOLE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char from[256], to[256];
        snprintf(from, sizeof from, "[shared]\n%s", rows[i].from);
        snprintf(to, sizeof to, "[shared]\n%s", rows[i].to);
        struct crossing crossing = cross_texts(from, to, "shared.y");
        assert_int_equal(crossing.bridge.state, rows[i].state);
        release(&crossing);
    }
}

/* The shares as they are defined, by central differences at many points of the way. */
static void check_integrals(const struct crossing *crossing, double rel)
{
    enum { POINTS = 2000 };
    const struct probe *probe = crossing->to_probe;
    struct run run;
    assert_int_equal(run_init(&run, probe->program, 2, probe->months, NULL), STATUS_OK);
    probe_load(probe, &run, crossing->to);
    const struct bridge *bridge = &crossing->bridge;
    for (size_t i = 0; i < bridge->n; i++) {
        double sum = 0;
        for (int p = 0; p < POINTS; p++) {
            double place = (p + 0.5) / POINTS, h = 0;
            for (size_t k = 0; k < bridge->n; k++) {
                const struct bridge_step *step = &bridge->steps[k];
                assert_int_equal(step->kind, BRIDGE_PARAMETER);
                double from = crossing->from->model->lines[step->from].value;
                double to = crossing->to->model->lines[step->to].value;
                double *cell = run_cell(&run, probe_register(probe, step->to), 0);
                cell[0] = cell[1] = (1 - place) * from + place * to;
                if (k == i) {
                    h = 1e-4 * (to - from);
                    cell[0] -= h;
                    cell[1] += h;
                }
            }
            run_block(&run, 2);
            sum += probe_value(probe, &run, 0, 1) - probe_value(probe, &run, 0, 0);
        }
        assert_near(bridge->steps[i].contribution, sum / POINTS / 2e-4, rel);
    }
    run_fini(&run);
}

/* Smooth models have neither structure nor jumps, and each step is its integral. */
static void test_smooth_models(void **state)
{
    (void)state;
    static const char smooth[] = "[scenario]\nmonths = 12\nbudget = 100\ndiscount = 10 %%\n"
                                 "[shared]\nprice = %g\nelasticity = %g\nchurn = %g\n"
                                 "[seats]\nper = month\nwon = 40 * (price / 20) ^ (-elasticity)\n"
                                 "users = prev(users, 100) * (1 - churn) + won\n"
                                 "revenue = users * price\ncost = 300 + users * exp(-churn) * 3\n";
    static const char *const outcomes[] = {"total.profit", "cash.npv", "total.margin"};
    uint64_t seed = 7;
    for (int i = 0; i < 12; i++) {
        char texts[2][1024];
        for (int k = 0; k < 2; k++) {
            double price = random_between(&seed, 10, 40);
            double elasticity = random_between(&seed, 0, 3), churn = random_between(&seed, 0, 0.4);
            snprintf(texts[k], sizeof texts[k], smooth, price, elasticity, churn);
        }
        struct crossing crossing = cross_texts(texts[0], texts[1], outcomes[i % 3]);
        assert_int_equal(crossing.bridge.state, BRIDGE_WHOLE);
        assert_int_equal(crossing.bridge.n, 3);
        check_integrals(&crossing, 1e-5);
        release(&crossing);
    }
}

/* On models of all the language, with kinks and jumps and holes, whatever changes. */
static void test_random_models(void **state)
{
    (void)state;
    static const char *const outcomes[] = {"total.profit", "cash.lowest", "cash.npv",
                                           "total.margin", "u.revenue",   "shared.x17"};
    static const char *const names[] = {"x0", "x1", "x2", "x3", "x4", "x5"};
    uint64_t seed = 11;
    int n_whole = 0, n_with_jumps = 0;
    for (int i = 0; i < 400; i++) {
        struct scenario *from = random_scenario(&seed);
        struct scenario *to = scenario_clone(from);
        assert_non_null(to);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            char text[32];
            snprintf(text, sizeof text, "%g", random_between(&seed, -5, 20));
            if (random_next(&seed) % 3 > 0)
                assert_int_equal(scenario_set(to, "shared", names[k], text, NULL), STATUS_OK);
        }
        struct crossing crossing = cross(from, to, outcomes[i % 6]);
        n_whole += crossing.bridge.state == BRIDGE_WHOLE;
        n_with_jumps += other_step(&crossing, BRIDGE_JUMPS) != 0;
        release(&crossing);
    }
    assert_true(n_whole > 150);
    assert_true(n_with_jumps > 30 && n_with_jumps < n_whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),       cmocka_unit_test(test_structure),
        cmocka_unit_test(test_which_steps),   cmocka_unit_test(test_lost),
        cmocka_unit_test(test_smooth_models), cmocka_unit_test(test_random_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
