/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goal seek on polynomials of known roots and on random models: no root missed, none that is none,
 * and no proof where trying many values finds something. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/solve/solve.h"
#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

enum { MOST_ROOTS = 6, POLYNOMIALS = 120, TEXT_SIZE = 1024 };

/* c * (x - r1) * (x - r2) ..., a root of even order as a square. */
struct polynomial {
    size_t n;
    double roots[MOST_ROOTS]; /* ascending */
    bool is_double[MOST_ROOTS];
    char factors[TEXT_SIZE], expanded[TEXT_SIZE];
};

static void write_factors(struct polynomial *p, double factor)
{
    size_t at = (size_t)snprintf(p->factors, TEXT_SIZE, "%.17g", factor);
    for (size_t i = 0; i < p->n; i++)
        at += (size_t)snprintf(p->factors + at, TEXT_SIZE - at, " * (x - (%.17g))%s", p->roots[i],
                               p->is_double[i] ? " ^ 2" : "");
}

/* The same after Horner, ((a * x + b) * x + c) ..., with coefficients rounded to doubles. */
static void write_expanded(struct polynomial *p, double factor)
{
    long double c[2 * MOST_ROOTS + 1] = {factor};
    size_t degree = 0;
    for (size_t i = 0; i < p->n; i++)
        for (int k = 0; k <= p->is_double[i]; k++, degree++)
            for (size_t j = degree + 1; j > 0; j--)
                c[j] -= c[j - 1] * (long double)p->roots[i];
    size_t at = 0;
    for (size_t j = 0; j < degree; j++)
        p->expanded[at++] = '(';
    at += (size_t)snprintf(p->expanded + at, TEXT_SIZE - at, "%.17Lg", c[0]);
    for (size_t j = 1; j <= degree; j++)
        at += (size_t)snprintf(p->expanded + at, TEXT_SIZE - at, " * x + (%.17Lg))", c[j]);
}

/* Roots in -10..10, at least 0.1 apart, some double, some at whole and half numbers or the ends. */
static void make_polynomial(struct polynomial *p, uint64_t *seed, double *low, double *high)
{
    double at = -10 + random_between(seed, 0, 3);
    *p = (struct polynomial){0};
    *low = -10;
    *high = 10;
    for (size_t wanted = 1 + random_next(seed) % MOST_ROOTS; p->n < wanted && at < 10;) {
        if (random_next(seed) % 3 == 0)
            at = ceil(2 * at) / 2;
        p->is_double[p->n] = random_next(seed) % 4 == 0;
        p->roots[p->n++] = at;
        at += random_between(seed, 0.1, 4);
    }
    if (random_next(seed) % 3 == 0)
        *low = p->roots[0];
    if (random_next(seed) % 3 == 0 && p->n > 1)
        *high = p->roots[p->n - 1];
    double factor = random_between(seed, -3, 3);
    write_factors(p, factor);
    write_expanded(p, factor);
}

static void solve_x(const char *formula, struct range range, struct solving *out)
{
    struct scenario *scenario = scenario_from_text("[shared]\nx = 0.1\n");
    struct probe *probe;
    struct solver *solver;
    const struct goal goal = {OP_EQ, 0, false};
    assert_int_equal(probe_new(scenario, &formula, 1, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(
        solver_new(probe, 0, scenario, model_find(scenario->model, "x"), range, &solver, NULL),
        STATUS_OK);
    solver_solve(solver, &goal, SOLVE_QUICKLY, out);
    solver_free(solver);
    probe_free(probe);
    scenario_free(scenario);
}

static void check_polynomial(const struct polynomial *p, const char *formula, struct range range,
                             double single, double twice)
{
    struct solving s;
    solve_x(formula, range, &s);
    if (s.n_solutions != p->n)
        fail_msg("%s in %g..%g: %zu roots, not %zu", formula, range.low, range.high, s.n_solutions,
                 p->n);
    for (size_t i = 0; i < p->n; i++)
        if (!near_doubles(s.solutions[i].low, p->roots[i], p->is_double[i] ? twice : single))
            fail_msg("%s: %.17g is not %.17g", formula, s.solutions[i].low, p->roots[i]);
    assert_int_equal(s.n_jumps, 0);
}

static void test_polynomials(void **state)
{
    uint64_t seed = 5;
    (void)state;
    for (int i = 0; i < POLYNOMIALS; i++) {
        struct polynomial p;
        struct range range;
        make_polynomial(&p, &seed, &range.low, &range.high);
        check_polynomial(&p, p.factors, range, 1e-12, 1e-6);
        /* what the coefficients' rounding moves a root out of the range, or makes two of one, is no
         * fault of the search */
        range = (struct range){-10.5, 10.5};
        bool has_double = false;
        for (size_t k = 0; k < p.n; k++)
            has_double = has_double || p.is_double[k];
        if (!has_double)
            check_polynomial(&p, p.expanded, range, 1e-6, 0);
    }
}

/* What OUTPUT of a random model is at values of one parameter, the others as they are. */
struct subject {
    struct run run;
    uint32_t parameter, output;
};

static double value_at(struct subject *subject, double x)
{
    run_set(&subject->run, subject->parameter, x);
    run_block(&subject->run, 1);
    return *run_cell(&subject->run, subject->output, 0);
}

enum { SCANNED = 1500, LANES = 128 };

/* What trying many values finds: whether one has the relation OP to TARGET, whether the difference
 * changes its sign, and how large it is at most. */
struct scan {
    bool is_met, has_change;
    double scale;
};

static struct scan scan(struct subject *subject, struct range range, struct goal goal)
{
    struct scan found = {0};
    int before = 0;
    double x[SCANNED + 1], outcomes[SCANNED + 1];
    for (int i = 0; i <= SCANNED; i++)
        x[i] = range.low + (range.high - range.low) * i / SCANNED;
    program_run(&subject->run, SCANNED + 1, &(struct lane_input){subject->parameter, x}, 1,
                &(struct lane_output){subject->output, outcomes}, 1);
    for (int i = 0; i <= SCANNED; i++) {
        double y = outcomes[i];
        int sign = (y > goal.target) - (y < goal.target);
        found.has_change = found.has_change || sign * before < 0;
        found.is_met = found.is_met || (goal.op == OP_GE ? y >= goal.target : y == goal.target);
        if (isfinite(y))
            found.scale = fmax(found.scale, fabs(y - goal.target));
        before = sign != 0 ? sign : before;
    }
    return found;
}

enum { SOLVED, PROVEN, CONDITIONS_SOLVED, CONDITIONS_PROVEN, N_COUNTS };

static void check_equation(struct subject *subject, const struct solving *s, double target,
                           const struct scan *found, int *count)
{
    if (s->proven_none)
        assert_false(found->is_met || found->has_change);
    for (size_t i = 0; i < s->n_solutions; i++) {
        assert_true(s->solutions[i].low <= s->solutions[i].high);
        double residual = value_at(subject, s->solutions[i].low) - target;
        if (!(fabs(residual) <= 1e-8 * found->scale))
            fail_msg("%.17g is no root: %g of %g", s->solutions[i].low, residual, found->scale);
    }
    for (size_t i = 0; i < s->n_jumps; i++) {
        double a = value_at(subject, s->jumps[i].x[0]) - target;
        double b = value_at(subject, s->jumps[i].x[1]) - target;
        /* at a pole, where the divisor is 0 but for rounding, the program says NaN */
        assert_true(a * b < 0 || (isnan(a) && isnan(b)));
        assert_true(nextafter(s->jumps[i].x[0], INFINITY) == s->jumps[i].x[1] ||
                    fabs(s->jumps[i].x[0] - s->jumps[i].x[1]) < 1e-18);
    }
    assert_true(!found->has_change || s->n_solutions > 0 || s->n_jumps > 0 || s->has_undefined);
    count[SOLVED] += s->n_solutions > 0;
    count[PROVEN] += s->proven_none;
}

/* At the end of a stretch; next to a pole, where the divisor is 0 but for rounding, it is NaN. */
static bool is_met(struct subject *subject, double x, double target)
{
    double value = value_at(subject, x);
    return value >= target || isnan(value);
}

static void check_condition(struct subject *subject, const struct solving *s, double target,
                            const struct scan *found, int *count)
{
    if (s->proven_none)
        assert_false(found->is_met);
    for (size_t i = 0; i < s->n_solutions; i++) {
        const struct solution *solution = &s->solutions[i];
        assert_true(is_met(subject, solution->low, target));
        assert_true(is_met(subject, solution->high, target));
        assert_true(is_met(subject, solution->nearest, target));
        /* what differs by rounding is met as well */
        double low = solution->low - 1e-10 * fabs(solution->low);
        double high = solution->high + 1e-10 * fabs(solution->high);
        if (low > s->range.low && fabs(solution->low) > 1e-4)
            assert_false(value_at(subject, low) >= target);
        if (high < s->range.high && fabs(solution->high) > 1e-4)
            assert_false(value_at(subject, high) >= target);
    }
    count[CONDITIONS_SOLVED] += s->n_solutions > 0;
    count[CONDITIONS_PROVEN] += s->proven_none;
}

static void check_model(const struct scenario *scenario, uint64_t *seed, int *count)
{
    struct subject subject = {0};
    uint32_t p = (uint32_t)(random_next(seed) % RANDOM_PARAMETERS);
    uint32_t k = (uint32_t)(random_next(seed) % RANDOM_OUTPUTS);
    const struct range range = {random_between(seed, -8, 0), random_between(seed, 1, 9)};
    struct probe *probe;
    struct solver *solver;
    const char *expression = random_output_name(k);
    uint32_t line = model_find(scenario->model, random_parameter_name(p));
    assert_int_equal(probe_new(scenario, &expression, 1, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(solver_new(probe, 0, scenario, line, range, &solver, NULL), STATUS_OK);
    assert_int_equal(run_init(&subject.run, scenario->program, LANES, RANDOM_MONTHS, NULL),
                     STATUS_OK);
    run_load(&subject.run, scenario->model);
    subject.parameter = random_parameter(scenario, p);
    subject.output = random_output(scenario, k);
    for (int i = 0; i < 4; i++) {
        /* what the outcome is somewhere, or near it */
        double target = value_at(&subject, random_between(seed, range.low, range.high));
        target = isfinite(target) ? target : 0;
        target += i % 2 == 0 ? 0 : random_between(seed, -1, 1) * (fabs(target) + 1);
        const struct goal goal = {i < 2 ? OP_EQ : OP_GE, target, false};
        struct solving solving;
        solver_solve(solver, &goal, SOLVE_QUICKLY, &solving);
        struct scan found = scan(&subject, range, goal);
        if (goal.op == OP_EQ)
            check_equation(&subject, &solving, target, &found, count);
        else
            check_condition(&subject, &solving, target, &found, count);
    }
    run_fini(&subject.run);
    solver_free(solver);
    probe_free(probe);
}

static void test_models(void **state)
{
    uint64_t seed = 23;
    int count[N_COUNTS] = {0};
    (void)state;
    for (int round = 0; round < 60; round++) {
        struct scenario *scenario = random_scenario(&seed);
        for (int i = 0; i < 3; i++)
            check_model(scenario, &seed, count);
        scenario_free(scenario);
    }
    /* the test has tested something */
    assert_true(count[SOLVED] > 100 && count[PROVEN] > 60);
    assert_true(count[CONDITIONS_SOLVED] > 100 && count[CONDITIONS_PROVEN] > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_polynomials),
        cmocka_unit_test(test_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
