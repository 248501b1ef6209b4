/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goal seek: roots, double roots, jumps, conditions, whole numbers, proofs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analysis/solve/solve.h"
#include "support/assert_near.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

/* Search EXPRESSION OP TARGET over the parameter LINE of SCENARIO. */
static void solve_in(const struct scenario *scenario, const char *line, const char *expression,
                     struct goal goal, struct range range, struct solving *out)
{
    struct probe *probe;
    struct solver *solver;
    struct error err = {0};
    if (probe_new(scenario, &expression, 1, 0, &probe, NULL, &err))
        fail_msg("%s: %s", expression, err.text);
    assert_int_equal(
        solver_new(probe, 0, scenario, model_find(scenario->model, line), range, &solver, &err),
        STATUS_OK);
    solver_solve(solver, &goal, SOLVE_THOROUGHLY, out);
    solver_free(solver);
    probe_free(probe);
}

/* The same over x, which is X now, of a scenario that has nothing else. */
static struct solving solve(const char *expression, enum operation op, double target, double x,
                            double low, double high)
{
    char text[128];
    struct solving solving;
    snprintf(text, sizeof text, "[shared]\nx = %.17g\n", x);
    struct scenario *scenario = scenario_from_text(text);
    solve_in(scenario, "x", expression, (struct goal){op, target, false}, (struct range){low, high},
             &solving);
    scenario_free(scenario);
    return solving;
}

/* That the roots of EXPRESSION are the N values of WANTED, and the nearest to X the one of them at
 * NEAREST. */
static void assert_roots(const char *expression, double x, double low, double high, double rel,
                         size_t n, const double *wanted, size_t nearest)
{
    struct solving solving = solve(expression, OP_EQ, 0, x, low, high);
    if (solving.n_solutions != n)
        fail_msg("%s: %zu roots, not %zu", expression, solving.n_solutions, n);
    for (size_t i = 0; i < n; i++) {
        assert_near(solving.solutions[i].low, wanted[i], rel);
        assert_true(solving.solutions[i].low == solving.solutions[i].high);
    }
    assert_true(n == 0 || solving.value == solving.solutions[nearest].low);
    assert_false(solving.is_cut);
    assert_int_equal(solving.n_jumps, 0);
}

static void test_roots(void **state)
{
    static const double root_2[] = {-M_SQRT2, M_SQRT2}, three[] = {1, 4, 9}, ends[] = {0, 5, 10};
    static const double near[] = {5, 5.001}, exact[] = {2.5, 2.501}, one[] = {-3};
    static const double six[] = {-7.5,          -6.6130310666, -6.3563562352,
                                 -5.8346883477, -3.8514187639, -3};
    (void)state;
    assert_roots("x ^ 2 - 2", 3, -10, 10, 1e-15, 2, root_2, 1);
    assert_roots("x ^ 2 - 2", -3, -10, 10, 1e-15, 2, root_2, 0);
    assert_roots("(x - 1) * (x - 4) * (x - 9)", 5, 0, 10, 1e-14, 3, three, 1);
    assert_roots("x * (x - 5) * (x - 10)", 8, 0, 10, 1e-14, 3, ends, 2);
    assert_roots("(x - 5) * (x - 5.001)", 8, 0, 100, 1e-12, 2, near, 1);
    assert_roots("(x - 2.5) * (x - 2.501)", 2, 0, 10, 1e-12, 2, exact, 0);
    assert_roots("x + 3", 0, -10, 10, 1e-15, 1, one, 0);
    assert_roots("exp(100 * x) - exp(-300)", 0, -10, 10, 1e-13, 1, one, 0);
    assert_roots("(x + 3) ^ 3", 0, -10, 10, 1e-5, 1, one, 0);
    assert_roots("if(x < -3, -sqrt(-3 - x), sqrt(x + 3))", 0, -10, 10, 1e-12, 1, one, 0);
    /* where rounding, not the slope, is what neighbouring values differ by */
    assert_roots("((((((2.382056568749249 * x + 78.978263257644088) * x + 1073.1454866088917) * x"
                 " + 7633.7944159887938) * x + 29913.398931172656) * x + 61068.226466983173) * x"
                 " + 50626.952569762129)",
                 3, -10.5, 10.5, 1e-8, 6, six, 5);
    assert_roots("x ^ 2 + 2", 3, -10, 10, 0, 0, NULL, 0);
}

/* A root at which the sign doesn't change: at, between and next to values that are tried, as a
 * kink, at an end, where the outcome begins to be defined. */
static void test_touches(void **state)
{
    static const double three[] = {3}, third[] = {1 / 3.0}, two[] = {M_SQRT2, M_PI}, four[] = {4};
    static const double zero[] = {0}, high[] = {8};
    (void)state;
    assert_roots("(x - 3) ^ 2", 5, 0, 10, 1e-7, 1, three, 0);
    assert_roots("x * x - 6 * x + 9", 5, 0, 10.1, 1e-6, 1, three, 0);
    assert_roots("-(3 * x - 1) ^ 2", 5, 0, 10, 1e-7, 1, third, 0);
    assert_roots("(3 * x - 1) ^ 4", 5, 0, 10, 1e-3, 1, third, 0);
    assert_roots("abs(3 * x - 1)", 5, 0, 10, 1e-15, 1, third, 0);
    assert_roots("abs(0.1 * x - 0.3)", 5, 0, 10, 1e-15, 1, three, 0);
    assert_roots("(x * x - 2) ^ 2 * (x - 3.141592653589793) ^ 2", 1, 0, 10, 1e-6, 2, two, 0);
    assert_roots("x ^ 2", 5, 0, 10, 1e-7, 1, zero, 0);
    assert_roots("0.1 * x - 0.8", 5, 0, 8, 1e-15, 1, high, 0);
    assert_roots("sqrt(x - 4)", 5, 0, 10.3, 1e-15, 1, four, 0);
    assert_roots("(x - 3) ^ 2 + 0.000001", 5, 0, 10, 0, 0, NULL, 0);
    assert_roots("abs(x - 3) + 0.000001", 5, 0, 10, 0, 0, NULL, 0);
}

static void test_jumps(void **state)
{
    (void)state;
    struct solving s = solve("floor(x) - 2.5", OP_EQ, 0, 1, 0, 10);
    assert_int_equal(s.n_solutions, 0);
    assert_int_equal(s.n_jumps, 1);
    assert_near(s.jumps[0].x[1], 3, 0);
    assert_near(s.jumps[0].y[0], -0.5, 0);
    assert_near(s.jumps[0].y[1], 0.5, 0);
    assert_near(s.value, NAN, 0);
    assert_near(s.outcome, NAN, 0);

    s = solve("1 / (x - 3)", OP_EQ, 0, 1, 0, 10.1);
    assert_int_equal(s.n_solutions, 0);
    assert_int_equal(s.n_jumps, 1);
    assert_near(s.jumps[0].x[0], 3, 1e-15);
    assert_true(s.jumps[0].y[0] < 0 && s.jumps[0].y[1] > 0);

    /* a small jump on a steep slope, and a root beside it */
    s = solve("1000000000 * (x - 3) + if(x < 3, -1, 1)", OP_EQ, 0, 1, 0, 10.1);
    assert_int_equal(s.n_solutions, 0);
    assert_int_equal(s.n_jumps, 1);
    s = solve("1000000000 * (x - 3) + if(x < 2.99999, -1, 1)", OP_EQ, 0, 1, 0, 10.1);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.value, 3, 1e-9);
}

/* Stretches on which the outcome is what it should be. */
static void test_stretches(void **state)
{
    (void)state;
    struct solving s = solve("max(x - 6, 0) + min(x - 2, 0)", OP_EQ, 0, 9, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.solutions[0].low, 2, 1e-15);
    assert_near(s.solutions[0].high, 6, 1e-15);
    assert_near(s.value, 6, 1e-15);
    s = solve("max(x - 2.0001, 0) + min(x - 2, 0)", OP_EQ, 0, 9, 0, 100);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.solutions[0].low, 2, 1e-15);
    assert_near(s.solutions[0].high, 2.0001, 1e-15);
    s = solve("max(x - 6, 0)", OP_EQ, 0, 9, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.solutions[0].low, 0, 0);
    assert_near(s.value, 6, 1e-15);
    s = solve("0 * x", OP_EQ, 0, 9, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.solutions[0].high, 10, 0);
    assert_near(s.value, 9, 0);
    double values[2 * SOLVE_MOST_SOLUTIONS];
    assert_int_equal(solving_values(&s, values), 1);
    assert_near(values[0], 9, 0);
}

static void test_undefined(void **state)
{
    (void)state;
    struct solving s = solve("sqrt(x - 5) - 1", OP_EQ, 0, 1, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.value, 6, 1e-15);
    assert_true(s.has_undefined);
    assert_near(s.least, -1, 0.05);
    s = solve("if(x < 4, -1, sqrt(x - 5) + 1)", OP_EQ, 0, 8, 0, 10);
    assert_int_equal(s.n_solutions, 0);
    assert_int_equal(s.n_jumps, 0);
    assert_false(s.proven_none);
    s = solve("ln(-1) * x", OP_EQ, 0, 8, 0, 10);
    assert_int_equal(s.n_solutions, 0);
    assert_near(s.least, NAN, 0);
    assert_false(s.proven_none);
    s = solve("if(x < 4, 1 / 0, x - 5)", OP_EQ, 0, 8, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.value, 5, 0);
}

static void test_conditions(void **state)
{
    double values[2 * SOLVE_MOST_SOLUTIONS];
    (void)state;
    /* met now: the present value, and where it ends */
    struct solving s = solve("100 * x - 300", OP_GE, 0, 5, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.value, 5, 0);
    assert_near(s.outcome, 200, 0);
    assert_near(s.solutions[0].low, 3, 0);
    assert_near(s.solutions[0].high, 10, 0);
    assert_int_equal(solving_values(&s, values), 1);
    assert_near(values[0], 3, 0);
    /* not met now: the first value that meets it */
    s = solve("100 * x", OP_GT, 300, 1, 0, 10);
    assert_near(s.value, nextafter(3, 4), 0);
    assert_near(s.outcome, 300, 1e-15);
    assert_true(s.outcome > 300);
    s = solve("floor(x) >= 3", OP_GE, 0, 1, 0, 10);
    assert_near(s.value, 3, 0);
    s = solve("1 / x <= x - 1.5", OP_LE, 0, 9, 0.01, 10);
    assert_near(s.solutions[0].low, 2, 1e-15);
    /* within: both ends; between two values that are tried; one value */
    s = solve("(x - 2) * (x - 4)", OP_LT, 0, 9, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_int_equal(solving_values(&s, values), 2);
    assert_near(values[0], nextafter(2, 3), 0);
    assert_near(values[1], nextafter(4, 3), 0);
    assert_near(s.value, values[1], 0);
    s = solve("(x - 4) * (x - 4.001)", OP_LE, 0, 9, 0, 50);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.solutions[0].low, 4, 0);
    assert_near(s.solutions[0].high, 4.001, 1e-15);
    /* met but for a gap between two values that are tried */
    s = solve("(x - 4) * (x - 4.001)", OP_GE, 0, 9, 0, 50);
    assert_int_equal(s.n_solutions, 2);
    assert_near(s.solutions[0].low, 0, 0);
    assert_near(s.solutions[0].high, 4, 0);
    assert_near(s.solutions[1].low, 4.001, 1e-15);
    assert_near(s.solutions[1].high, 50, 0);
    assert_near(s.value, 9, 0);
    s = solve("abs(x - 3)", OP_GT, 0, 1, 0, 10.3);
    assert_int_equal(s.n_solutions, 2);
    assert_near(s.solutions[0].high, nextafter(3, 0), 0);
    assert_near(s.solutions[1].low, nextafter(3, 4), 0);
    s = solve("-abs(x - 3)", OP_GE, 0, 9, 0, 10.3);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.value, 3, 0);
    s = solve("x > 3 and x < 4", OP_NE, 0, 9, 0, 10);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.solutions[0].low, nextafter(3, 4), 0);
    s = solve("x", OP_GE, 20, 5, 0, 10);
    assert_int_equal(s.n_solutions, 0);
    assert_true(s.proven_none);
    /* a present value outside the range */
    s = solve("x", OP_GE, 2, 50, 0, 10);
    assert_near(s.value, 10, 0);
}

static void test_whole(void **state)
{
    static const char text[] = "[scenario]\nmonths = 12\n[a]\nper = month\nrevenue = 10\n"
                               "first_month = 3\n[b]\ncost = 60\n";
    struct scenario *scenario = scenario_from_text(text);
    struct range range = {1, 40};
    struct solving s;
    (void)state;
    solve_in(scenario, "scenario.months", "total.profit", (struct goal){OP_EQ, 0, false}, range,
             &s);
    assert_int_equal(s.n_solutions, 1);
    assert_near(s.value, 8, 0);
    solve_in(scenario, "scenario.months", "total.profit", (struct goal){OP_EQ, 5, false}, range,
             &s);
    assert_int_equal(s.n_solutions, 0);
    assert_true(s.proven_none);
    assert_int_equal(s.n_jumps, 1);
    assert_near(s.jumps[0].x[0], 8, 0);
    assert_near(s.jumps[0].x[1], 9, 0);
    assert_near(s.jumps[0].y[0], -5, 0);
    solve_in(scenario, "scenario.months", "total.profit >= 5", (struct goal){OP_GE, 0, false},
             range, &s);
    assert_near(s.solutions[0].low, 9, 0);
    assert_near(s.solutions[0].high, 40, 0);
    assert_near(s.value, 12, 0);
    solve_in(scenario, "a.first_month", "total.profit", (struct goal){OP_GT, 50, false},
             (struct range){1, 12}, &s);
    assert_near(s.value, 1, 0);
    assert_near(s.outcome, 60, 0);
    scenario_free(scenario);

    scenario = scenario_from_text("[a]\nper = month\ncost = 0.1\n");
    solve_in(scenario, "scenario.months", "total.cost", (struct goal){OP_EQ, 0.3, false}, range,
             &s);
    assert_near(s.value, 3, 0);
    scenario_free(scenario);
}

/* Proofs, and what is none. */
static void test_proofs(void **state)
{
    (void)state;
    assert_true(solve("x ^ 2 + 1", OP_EQ, 0, 3, -10, 10).proven_none);
    assert_true(solve("x * x - 6 * x + 9.01", OP_EQ, 0, 5, 0, 10).proven_none);
    assert_true(solve("exp(x) - x", OP_EQ, 0, 5, -5, 5).proven_none);
    assert_true(solve("x >= 11 or x < 0", OP_NE, 0, 5, 0, 10).proven_none);
    assert_true(solve("5 + 0 * x", OP_EQ, 0, 5, 0, 10).proven_none);
    assert_true(solve("5", OP_EQ, 0, 5, 0, 10).proven_none);
    assert_false(solve("5", OP_EQ, 0, 5, 0, 10).has_effect);
    /* a jump over 0 is never hit, but no interval can show that */
    assert_false(solve("1 / (x - 3)", OP_EQ, 0, 5, 0, 10).proven_none);
    assert_false(solve("sqrt(x - 5) + 1", OP_EQ, 0, 5, 0, 10).proven_none);
    assert_false(solve("x - 5", OP_EQ, 0, 5, 0, 10).proven_none);
    /* met between two of the values that are tried, just so */
    const char *slit = "if(x > 1.23456701 and x < 1.23456702, 3, 4)";
    assert_int_equal(solve(slit, OP_LE, 3, 5, 0, 10).n_solutions, 0);
    assert_false(solve(slit, OP_LE, 3, 5, 0, 10).proven_none);
    assert_true(solve(slit, OP_LT, 3, 5, 0, 10).proven_none);
}

/* Solutions in few digits. */
static void assert_tidy(const char *expression, enum operation op, double target, double wanted)
{
    struct scenario *scenario = scenario_from_text("[shared]\nx = 8\n");
    const struct goal goal = {.op = op, .target = target};
    struct probe *probe;
    struct solver *solver;
    struct solving solving;
    assert_int_equal(probe_new(scenario, &expression, 1, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(solver_new(probe, 0, scenario, model_find(scenario->model, "x"),
                                (struct range){0, 10}, &solver, NULL),
                     STATUS_OK);
    solver_solve(solver, &goal, SOLVE_QUICKLY, &solving);
    double tidy = solver_tidy(solver, solving.value);
    assert_near(tidy, wanted, 0);
    assert_near(solver_outcome(solver, solving.value), solving.outcome, 0);
    if (op != OP_EQ)
        assert_true(op == OP_LT ? solver_outcome(solver, tidy) < target
                                : solver_outcome(solver, tidy) >= target);
    solver_free(solver);
    probe_free(probe);
    scenario_free(scenario);
}

static void test_tidy(void **state)
{
    (void)state;
    assert_tidy("3 * x", OP_EQ, 7.5, 2.5);
    assert_tidy("3 * x", OP_EQ, 1, 0.33333334);
    assert_tidy("-3 * x", OP_EQ, -1, 0.33333333);
    assert_tidy("(x - 3) ^ 2", OP_EQ, 0, 3);
    assert_tidy("x", OP_EQ, 8, 8);
    assert_tidy("x", OP_EQ, 0, 0);
    assert_tidy("9 - 3 * x", OP_GE, 0, 3);
    assert_tidy("10 - 3 * x", OP_GE, 0, 3.333333);
    assert_tidy("10 - 3 * x", OP_LT, 0, 8);
    assert_tidy("1 / x", OP_GT, 3, 0.333333);
}

static void test_memory(void **state)
{
    struct scenario *scenario = scenario_from_text("[a]\nx = 4\ncost = 2 * x\nrevenue = x ^ 2\n");
    const char *expression = "total.profit";
    const struct goal goal = {OP_EQ, 3, false};
    struct probe *probe;
    bool failed = true;
    int at;
    (void)state;
    assert_int_equal(probe_new(scenario, &expression, 1, 0, &probe, NULL, NULL), STATUS_OK);
    for (at = 1; failed; at++) {
        struct solver *solver = NULL;
        struct solving solving;
        struct error err;
        failing_alloc_begin(at, false);
        enum status status = solver_new(probe, 0, scenario, model_find(scenario->model, "a.x"),
                                        (struct range){0, 40}, &solver, &err);
        failed = failing_alloc_end();
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
        if (!failed) { /* nothing more is needed */
            failing_alloc_begin(1, true);
            solver_solve(solver, &goal, SOLVE_QUICKLY, &solving);
            assert_false(failing_alloc_end());
            assert_near(solving.value, 3, 0);
        }
        solver_free(solver);
    }
    assert_true(at > 6);
    probe_free(probe);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roots),     cmocka_unit_test(test_touches),
        cmocka_unit_test(test_jumps),     cmocka_unit_test(test_stretches),
        cmocka_unit_test(test_undefined), cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_whole),     cmocka_unit_test(test_proofs),
        cmocka_unit_test(test_tidy),      cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
