/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Derivatives: by hand, against closed forms, and on random models against differences of runs;
 * that N lanes give the bits of N runs of one; kinks and jumps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/program/gradient.h"
#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

/* A scenario, and the derivatives of one result in it. */
struct subject {
    struct scenario *scenario;
    struct gradient gradient;
    uint32_t output;
};

static uint32_t reg(const struct subject *subject, const char *name)
{
    uint32_t line = model_find(subject->scenario->model, name);
    assert_int_not_equal(line, NAMES_NONE);
    return subject->scenario->program->line_registers[line];
}

static struct subject derive(const char *text, const char *outcome)
{
    struct subject subject = {.scenario = scenario_from_text(text)};
    const struct scenario *scenario = subject.scenario;
    assert_int_equal(
        gradient_init(&subject.gradient, scenario->program, 1, scenario_months(scenario), NULL),
        STATUS_OK);
    run_load(&subject.gradient.run, scenario->model);
    subject.output = reg(&subject, outcome);
    gradient_run(&subject.gradient, subject.output, 1);
    gradient_find_kinks(&subject.gradient, subject.output);
    assert_same_bits(*run_cell(&subject.gradient.run, subject.output, 0),
                     scenario_named(scenario, outcome));
    return subject;
}

static void release(struct subject *subject)
{
    gradient_fini(&subject->gradient);
    scenario_free(subject->scenario);
}

static double by(const struct subject *subject, const char *name)
{
    return *gradient_of(&subject->gradient, reg(subject, name));
}

static bool is_kink(const struct subject *subject, const char *name)
{
    return gradient_is_kink(&subject->gradient, reg(subject, name));
}

static void test_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *formula; /* of x = 2, y = 3, n = 0 */
        double by_x, by_y, by_n;
    } rows[] = {
        {"x * y", 3, 2, 0},
        {"x + x - -y", 2, 1, 0},
        {"x / y", 1.0 / 3, -2.0 / 9, 0},
        {"x ^ y", 12, 8 * 0.69314718055994530942, 0},
        {"x ^ n", 0, 0, 0.69314718055994530942},
        {"n ^ x", 0, 0, 0},
        {"sqrt(x * y * 6)", 1.5, 1, 0},
        {"exp(x - 2) * y", 3, 1, 0},
        {"ln(x) + log10(y)", 0.5, 0.43429448190325182765 / 3, 0},
        {"abs(-x) - abs(y) + abs(n)", 1, -1, 0},
        {"min(x, y) + 10 * max(x, y, 1)", 1, 10, 0},
        {"min(y, x)", 1, 0, 0},
        {"clamp(x, n, y) + clamp(1, x, y) * 10 + clamp(5, x, y) * 100", 11, 100, 0},
        {"mod(7 * y, 2 * x)", -10, 7, 0},
        {"floor(x + 0.5) + ceil(y - 0.5) + round(x)", 0, 0, 0},
        {"if(x > y, x, 5 * y)", 0, 5, 0},
        {"if(x < y and y > 2 or not x, x * y, 1 / n)", 3, 2, 0},
        {"if(n, 1 / n, x)", 1, 0, 0},
        {"steps(x, 1, y - 1, y, 5, x / n)", 0, 1, 0},
        {"within(x, y, 1) * x", 1, 0, 0},
        {"n * (1 / n + x)", 0, 0, (double)INFINITY},
        {"x * x * x", 12, 0, 0},
        {"tiers(x, 5, 1, y, 4, 7)", 3, 1, 0},
        {"tiers(9, x, 4, y, 6, n) + tiers(n, x)", 4, 2, 5},
        {"annuity(x, 1) + annuity(n, y)", 1, -1.0 / 9, 2.0 / 3},
        {"y", 0, 1, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text, "[shared]\nx = 2\ny = 3\nn = 0\n[metrics]\nz = %s\n",
                 rows[i].formula);
        struct subject subject = derive(text, "metrics.z");
        assert_near(by(&subject, "shared.x"), rows[i].by_x, 4e-16);
        assert_near(by(&subject, "shared.y"), rows[i].by_y, 4e-16);
        assert_near(by(&subject, "shared.n"), rows[i].by_n, 4e-16);
        release(&subject);
    }
}

/* The derivatives of annuity() against differences, over the change from one formula to another. */
static void test_annuity(void **state)
{
    (void)state;
    static const double rates[] = {-0.5, -1e-3, -1e-7, 0, 1e-9, 1e-6, 8e-6, 9e-6, 1e-3, 0.2, 5};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        for (double n = 0.5; n < 100; n *= 2.6) {
            double r = rates[i], h = 1e-5 * (1 + r), k = 1e-5 * n, near = 1e-8 * (1 + fabs(r));
            double by_rate = (operation_annuity(r + h, n) - operation_annuity(r - h, n)) / (2 * h);
            double by_n = (operation_annuity(r, n + k) - operation_annuity(r, n - k)) / (2 * k);
            assert_near(operation_annuity_by_rate(r, n), by_rate, 1e-5);
            assert_near(operation_annuity_by_n(r, n), by_n, 1e-5);
            assert_near(operation_annuity_by_rate(r + near, n), operation_annuity_by_rate(r, n),
                        1e-5);
        }
    assert_near(operation_annuity_by_rate(0, 4), 0.625, 0);
    assert_near(operation_annuity_by_n(0, 4), -1.0 / 16, 0);
}

/* Subscribers after m months: c^m s + n (1 - c^m) / (1 - c), where c is the share that stays. */
static void test_subscription(void **state)
{
    (void)state;
    struct subject subject =
        derive("[scenario]\nmonths = 9\n[a]\nkind = subscription\ninitial_subscribers = 100 user\n"
               "new_subscribers = 20 user/month\nchurn = 5 %\nprice = 10 USD/user/month\n"
               "service_cost = 2 USD/user/month\n",
               "total.profit");
    double c = 0.95, subscribers = 0, by_initial = 0, by_new = 0, by_churn = 0;
    for (int m = 1; m <= 9; m++) {
        double left = pow(c, m), lost = m * pow(c, m - 1); /* d left / d c */
        subscribers += left * 100 + 20 * (1 - left) / (1 - c);
        by_initial += left * 8;
        by_new += (1 - left) / (1 - c) * 8;
        by_churn -= (lost * 100 + 20 * (1 - left - lost * (1 - c)) / ((1 - c) * (1 - c))) * 8;
    }
    assert_near(by(&subject, "a.initial_subscribers"), by_initial, 1e-13);
    assert_near(by(&subject, "a.new_subscribers"), by_new, 1e-13);
    assert_near(by(&subject, "a.churn"), by_churn, 1e-12);
    assert_near(by(&subject, "a.price"), subscribers, 1e-13);
    assert_near(by(&subject, "a.service_cost"), -subscribers, 1e-13);
    release(&subject);
}

/* From the last month of a series the same as from what reads it. */
static void test_last_month_of_a_series(void **state)
{
    (void)state;
    struct subject subject =
        derive("[scenario]\nmonths = 7\n[a]\nper = month\nx = 3\nz = 5\n"
               "y = prev(y, x) * z + max(month, 7) * x\n[metrics]\nend = last(a.y)\n",
               "metrics.end");
    double by_x = by(&subject, "a.x"), by_z = by(&subject, "a.z");
    bool x_is_kink = is_kink(&subject, "a.x");
    uint32_t series = reg(&subject, "a.y");
    assert_true(series & REGISTER_SERIES);
    gradient_run_back(&subject.gradient, series, 1);
    gradient_find_kinks(&subject.gradient, series);
    assert_same_bits(by(&subject, "a.x"), by_x);
    assert_same_bits(by(&subject, "a.z"), by_z);
    assert_true(is_kink(&subject, "a.x") == x_is_kink);
    release(&subject);
}

/* Of x = month ^ 2 in months 1 to 4, a lag by n and what it moves; n on a whole month is a kink. */
static void test_lag(void **state)
{
    (void)state;
    static const struct {
        const char *n;
        double by_n, by_x, by_initial;
        bool is_kink;
    } rows[] = {
        /* the value is (1 - s) x[3] + s x[2], and so on */
        {"1.25", -5, 7.75, 0, false}, {"0", -7, 16, 0, true},      {"-1", 0, 16, 0, false},
        {"2", -3, 4, 0, true},        {"3.5", 9, 0.5, 0.5, false}, {"4", 0, 0, 1, true},
        {"700", 0, 0, 1, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "[scenario]\nmonths = 4\n[a]\nper = month\nn = %s\nx = 1\nbefore = 10\n"
                 "y = lag(x * month ^ 2, n, before)\n[metrics]\nend = last(a.y)\n",
                 rows[i].n);
        struct subject subject = derive(text, "metrics.end");
        assert_near(by(&subject, "a.n"), rows[i].by_n, 4e-16);
        assert_near(by(&subject, "a.x"), rows[i].by_x, 4e-16);
        assert_near(by(&subject, "a.before"), rows[i].by_initial, 4e-16);
        assert_true(is_kink(&subject, "a.n") == rows[i].is_kink);
        assert_false(is_kink(&subject, "a.x"));
        release(&subject);
    }
}

static void test_cash(void **state)
{
    (void)state;
    static const char text[] = "[scenario]\nbudget = 100\nmonths = 13\ndiscount = 21 %\n"
                               "[a]\ncost = 100\nlast_month = 1\n"
                               "[b]\nrevenue = 110\nfirst_month = 13\n";
    struct subject npv = derive(text, "cash.npv");
    assert_near(by(&npv, "a.cost"), -pow(1.21, -1.0 / 12), 1e-14);
    assert_near(by(&npv, "b.revenue"), pow(1.21, -13.0 / 12), 1e-14);
    assert_near(by(&npv, "scenario.discount"),
                100 / 12.0 * pow(1.21, -13.0 / 12) - 110 * 13 / 12.0 * pow(1.21, -25.0 / 12),
                1e-13);
    release(&npv);
    struct subject irr = derive(text, "cash.irr");
    assert_near(by(&irr, "a.cost"), -0.011, 1e-12);
    assert_near(by(&irr, "b.revenue"), 0.01, 1e-12);
    assert_near(by(&irr, "scenario.budget"), 0, 0);
    release(&irr);
    struct subject lowest = derive(text, "cash.lowest");
    assert_near(by(&lowest, "a.cost"), -1, 0);
    assert_near(by(&lowest, "b.revenue"), 0, 0);
    assert_near(by(&lowest, "scenario.budget"), 1, 0);
    release(&lowest);
    struct subject runway = derive(text, "cash.runway");
    assert_near(by(&runway, "a.cost"), 0, 0);
    release(&runway);
}

static void test_kinks(void **state)
{
    (void)state;
    static const struct {
        const char *formula; /* of x = 2, y = 2, n = 0 */
        bool x, y, n;
    } rows[] = {
        {"max(x, y)", true, true, false},
        {"max(x, y + 1)", false, false, false},
        {"max(x, y) * n", false, false, false},
        {"if(n, max(x, y), 7)", false, false, true},
        {"if(n, max(x, y), x)", false, false, false},
        {"if(n + 1, max(x, y), x)", true, true, false},
        {"max(n, x, y + 1) + min(3, x)", false, false, false},
        {"abs(n) + x", false, false, true},
        {"clamp(x, y, 5) * (n + 1)", true, true, false},
        {"clamp(x, 0, y)", true, true, false},
        {"clamp(x, n, 5)", false, false, false},
        {"clamp(3, n + 3, y)", false, false, false},
        {"floor(x + 0.5) + y", false, false, false},
        {"floor(x)", true, false, false},
        {"floor(3 * x + n)", true, false, true},
        {"ceil(x) * n", false, false, false},
        {"round(x / 4)", true, false, false},
        {"mod(y, 1.5)", false, false, false},
        {"mod(y, x)", true, true, false},
        {"if(x > y, 1, 2)", true, true, false},
        {"if(x > y, 2, y)", false, false, false},
        {"if(x >= 1, y, 5)", false, false, false},
        {"if(floor(x) >= 2, y, 5)", true, false, false},
        {"if(x > 1 and n < 0, y, 5)", false, false, true},
        {"if(x > 2 and n > 1, y, 5)", false, false, false},
        {"if(x == 2 or n < 1, y, 5)", false, false, false},
        {"if(not (x == 3), y, 5)", false, false, false},
        {"if(within(x, 4, 0.5), y, 5)", true, false, false},
        {"steps(x, 1, 2, 4, 8, y)", true, false, false},
        {"min(x, x)", false, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text, "[shared]\nx = 2\ny = 2\nn = 0\n[metrics]\nz = %s\n",
                 rows[i].formula);
        struct subject subject = derive(text, "metrics.z");
        if (is_kink(&subject, "shared.x") != rows[i].x ||
            is_kink(&subject, "shared.y") != rows[i].y ||
            is_kink(&subject, "shared.n") != rows[i].n)
            fail_msg("%s: x %d, y %d, n %d", rows[i].formula, is_kink(&subject, "shared.x"),
                     is_kink(&subject, "shared.y"), is_kink(&subject, "shared.n"));
        release(&subject);
    }
}

/* Months and stages gate what counts; that is nobody's kink but theirs. */
static void test_kinks_of_months(void **state)
{
    (void)state;
    static const char text[] = "[scenario]\nbudget = 100\nmonths = 6\n"
                               "[a]\ncost = 30\nfirst_month = 2\n"
                               "[b]\nrevenue = 20\nfirst_month = 2\nlast_month = 5\n"
                               "[metrics]\ntop = peak(total.cost)\n"
                               "[c]\nper = month\nrevenue = x * mod(month, 2)\nx = 3\n"
                               "[d]\ncost = max(x, 7)\nx = 8\n";
    struct subject profit = derive(text, "total.profit");
    assert_false(is_kink(&profit, "a.cost"));
    assert_false(is_kink(&profit, "b.revenue"));
    assert_false(is_kink(&profit, "c.x"));
    assert_false(is_kink(&profit, "d.x"));
    release(&profit);
    struct subject npv = derive(text, "cash.npv");
    assert_true(is_kink(&npv, "a.first_month"));
    assert_false(is_kink(&npv, "a.cost"));
    assert_false(is_kink(&npv, "b.revenue"));
    release(&npv);
    struct subject lowest = derive(text, "cash.lowest");
    assert_false(is_kink(&lowest, "a.cost"));
    release(&lowest);
    struct subject top = derive(text, "metrics.top");
    assert_true(is_kink(&top, "a.cost")); /* the same in months 2 to 6 */
    release(&top);
    /* months that are all 0 make a sum of 0, which is no peak */
    struct subject free =
        derive("[a]\nper = month\nprice = 0\nrevenue = 5 * price\n", "total.profit");
    assert_near(by(&free, "a.price"), 60, 0);
    assert_false(is_kink(&free, "a.price"));
    release(&free);
}

static void test_jumps(void **state)
{
    (void)state;
    struct subject subject = derive(
        "[scenario]\nbudget = 100\n[a]\nkind = subscription\ninitial_subscribers = 100 user\n"
        "new_subscribers = 20 user/month\nchurn = 5 %\nprice = 10 USD/user/month\n"
        "service_cost = 2 USD/user/month\n[b]\nx = 2.5\ncost = floor(x)\nfirst_month = 3\n"
        "[c]\nper = month\ny = prev(z)\nz = prev(w) + x\nw = round(prev(z)) + y\nx = 3\n"
        "[metrics]\nlate = last(c.y)\n",
        "total.profit");
    struct gradient *g = &subject.gradient;
    uint32_t price = reg(&subject, "a.price"), x = reg(&subject, "b.x"), z = reg(&subject, "c.x");
    const uint32_t both[] = {price, x};
    assert_false(gradient_has_jumps(g, subject.output, &price, 1));
    assert_true(gradient_has_jumps(g, subject.output, &x, 1));
    assert_true(gradient_has_jumps(g, subject.output, both, 2));
    assert_false(gradient_has_jumps(g, reg(&subject, "cash.lowest"), &price, 1));
    assert_false(gradient_has_jumps(g, reg(&subject, "cash.npv"), &price, 1));
    assert_false(gradient_has_jumps(g, reg(&subject, "cash.irr"), &price, 1));
    assert_true(gradient_has_jumps(g, reg(&subject, "cash.runway"), &price, 1));
    assert_true(gradient_has_jumps(g, reg(&subject, "cash.breakeven"), &price, 1));
    assert_true(gradient_has_jumps(g, reg(&subject, "metrics.late"), &z, 1));
    assert_false(gradient_has_jumps(g, reg(&subject, "metrics.late"), &price, 1));
    release(&subject);
    /* what has a slope between its jumps */
    struct subject saw = derive("[a]\nx = 2.5\ncost = mod(x, 2)\n", "total.profit");
    x = reg(&saw, "a.x");
    assert_true(gradient_has_jumps(&saw.gradient, saw.output, &x, 1));
    release(&saw);
}

/* The result where parameter I is VALUE and the others as they are in MODEL. */
static double result(struct run *run, const struct scenario *scenario, uint32_t i, double value,
                     uint32_t output)
{
    run_load(run, scenario->model);
    run_set(run, random_parameter(scenario, i), value);
    run_block(run, 1);
    return *run_cell(run, output, 0);
}

/* Where the difference quotients of several widths agree, the derivative is one of them. */
struct tally {
    int n_tried, n_compared, n_zero, n_jumps;
};

static void compare(struct gradient *g, struct run *run, const struct scenario *scenario,
                    uint32_t i, uint32_t output, struct tally *tally)
{
    double x = *run_cell(&g->run, random_parameter(scenario, i), 0);
    double is = *gradient_of(g, random_parameter(scenario, i)), quotients[3], noise = 0;
    tally->n_tried++;
    for (int k = 0; k < 3; k++) {
        double h = (fabs(x) + 0.01) * pow(2, -14 - 2 * k);
        double above = result(run, scenario, i, x + h, output);
        double below = result(run, scenario, i, x - h, output);
        quotients[k] = (above - below) / (2 * h);
        noise = (fabs(above) + fabs(below)) * 1e-12 / h;
        if (gradient_is_kink(g, random_parameter(scenario, i)) || !isfinite(quotients[k]))
            return;
    }
    /* by Richardson, free of the error in h^2 */
    double first = (4 * quotients[1] - quotients[0]) / 3,
           second = (4 * quotients[2] - quotients[1]) / 3;
    if (fabs(first - second) > 1e-6 * fabs(second) + noise)
        return; /* a kink or pole close by */
    tally->n_compared++;
    tally->n_zero += second == 0;
    if (fabs(is - second) <= 1e-5 * fabs(second) + 10 * noise)
        return;
    /* steps finer than all widths look like a slope */
    uint32_t reg = random_parameter(scenario, i);
    bool has_jumps = gradient_has_jumps(g, output, &reg, 1);
    gradient_find_kinks(g, output);
    tally->n_jumps += has_jumps;
    if (!has_jumps)
        fail_msg("parameter %u, output %u: %.17g is not %.17g", (unsigned)i, (unsigned)output, is,
                 second);
}

static void test_differences(void **state)
{
    (void)state;
    uint64_t seed = 5;
    struct tally tally = {0};
    for (int round = 0; round < 300; round++) {
        struct scenario *scenario = random_scenario(&seed);
        for (uint32_t k = 0; k < RANDOM_OUTPUTS; k++) {
            struct gradient g = {0};
            struct run run;
            uint32_t output = random_output(scenario, k);
            assert_int_equal(gradient_init(&g, scenario->program, 1, RANDOM_MONTHS, NULL),
                             STATUS_OK);
            assert_int_equal(run_init(&run, scenario->program, 1, RANDOM_MONTHS, NULL), STATUS_OK);
            for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
                scenario->model->lines[model_find(scenario->model, "shared.x0") + i % 6].value =
                    random_between(&seed, -8, 12);
            run_load(&g.run, scenario->model);
            gradient_run(&g, output, 1);
            gradient_find_kinks(&g, output);
            for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
                compare(&g, &run, scenario, i, output, &tally);
            gradient_fini(&g);
            run_fini(&run);
        }
        scenario_free(scenario);
    }
    assert_true(tally.n_jumps < tally.n_compared / 200);
    assert_true(tally.n_compared > tally.n_tried / 2);
    assert_true(tally.n_compared - tally.n_zero > tally.n_tried / 4);
}

/* What no formula compiles to: a series that is read, by last month's value too, between two
 * writes. s = x * month, then s = s + prev(s, y): after three months 1 + 2 + 3 times x, and y. */
static void test_rewritten_series(void **state)
{
    (void)state;
    enum { CONSTANT, X, Y, OUTPUT, BEFORE, S = PROGRAM_FIXED_SERIES | REGISTER_SERIES };
    struct instruction code[] = {
        {OP_MUL, S, X, PROGRAM_MONTHS | REGISTER_SERIES, 0},
        {OP_PREVIOUS, BEFORE, S, Y, 0},
        {OP_ADD, S, S, BEFORE, 0},
        {OP_LAST, OUTPUT, S, 0, 0},
    };
    struct segment segments[] = {{true, 0, 3}, {false, 3, 1}};
    double constant = 0;
    const struct program program = {.code = code,
                                    .n_code = 4,
                                    .segments = segments,
                                    .n_segments = 2,
                                    .n_scalars = 5,
                                    .n_series = 3,
                                    .constants = &constant,
                                    .n_constants = 1};
    struct gradient g = {0};
    assert_int_equal(gradient_init(&g, &program, 1, 3, NULL), STATUS_OK);
    run_set(&g.run, X, 5);
    run_set(&g.run, Y, 7);
    gradient_run(&g, OUTPUT, 1);
    assert_near(*run_cell(&g.run, OUTPUT, 0), 37, 0);
    assert_near(*gradient_of(&g, X), 6, 0);
    assert_near(*gradient_of(&g, Y), 1, 0);
    gradient_fini(&g);
}

enum { LANES = 37 };

/* Derivatives of one result of PROGRAM in LANES what-ifs, in blocks of WIDTH. */
static void derive_lanes(const struct scenario *scenario, const struct program *program,
                         const uint32_t *parameters, uint32_t output, uint32_t width,
                         double values[][LANES], double derivatives[][LANES])
{
    struct gradient g = {0};
    assert_int_equal(gradient_init(&g, program, width, RANDOM_MONTHS, NULL), STATUS_OK);
    run_load(&g.run, scenario->model);
    for (uint32_t at = 0; at < LANES; at += g.run.lanes) {
        uint32_t n = LANES - at < g.run.lanes ? LANES - at : g.run.lanes;
        for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
            if (parameters[i] != REGISTER_NONE)
                memcpy(run_cell(&g.run, parameters[i], 0), values[i] + at, n * sizeof(double));
        gradient_run(&g, output, n);
        for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
            if (parameters[i] != REGISTER_NONE)
                memcpy(derivatives[i] + at, gradient_of(&g, parameters[i]), n * sizeof(double));
    }
    gradient_fini(&g);
}

/* One lane of the whole program, blocks of any width, and a pruned program. */
static void test_lanes_are_runs(void **state)
{
    uint64_t seed = 11;
    (void)state;
    for (int round = 0; round < 100; round++) {
        struct scenario *scenario = random_scenario(&seed);
        static double values[RANDOM_PARAMETERS][LANES], one[RANDOM_PARAMETERS][LANES],
            many[RANDOM_PARAMETERS][LANES];
        uint32_t parameters[RANDOM_PARAMETERS], moved[RANDOM_PARAMETERS];
        uint32_t output = random_output(scenario, (uint32_t)round % RANDOM_OUTPUTS), out = output;
        for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++) {
            parameters[i] = moved[i] = random_parameter(scenario, i);
            for (int lane = 0; lane < LANES; lane++)
                values[i][lane] = floor(random_between(&seed, -16, 24)) / 2;
        }
        derive_lanes(scenario, scenario->program, parameters, output, 1, values, one);
        static const uint32_t widths[] = {0, 2, 3, 8, 16, 64};
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            derive_lanes(scenario, scenario->program, parameters, output, widths[w], values, many);
            for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
                for (int lane = 0; lane < LANES; lane++)
                    assert_same_bits(one[i][lane], many[i][lane]);
        }
        struct program *pruned;
        assert_int_equal(program_prune(scenario->program, &out, 1, &pruned, NULL), STATUS_OK);
        for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
            for (uint32_t line = 0; line < pruned->n_lines; line++)
                if (scenario->program->line_registers[line] == parameters[i])
                    moved[i] = pruned->line_registers[line];
        derive_lanes(scenario, pruned, moved, out, 0, values, many);
        for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
            for (int lane = 0; lane < LANES && moved[i] != REGISTER_NONE; lane++)
                assert_same_bits(one[i][lane], many[i][lane]);
        program_free(pruned);
        scenario_free(scenario);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_annuity),
        cmocka_unit_test(test_subscription),
        cmocka_unit_test(test_last_month_of_a_series),
        cmocka_unit_test(test_lag),
        cmocka_unit_test(test_cash),
        cmocka_unit_test(test_kinks),
        cmocka_unit_test(test_kinks_of_months),
        cmocka_unit_test(test_jumps),
        cmocka_unit_test(test_differences),
        cmocka_unit_test(test_rewritten_series),
        cmocka_unit_test(test_lanes_are_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
