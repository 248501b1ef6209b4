/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of operations: that its columns fit each other, whatever rows it has. Values are as the
 * slopes say, steps are flat, functions take the operands that their operation reads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/language/expr.h"
#include "support/random_model.h"

/* What the columns for operands say of the slope, and whether there is an edge. */
struct column {
    double slope;
    bool is_on_edge;
};

#define SMOOTH(slope) ((struct column){slope, false})
#define KINK(slope, edge) ((struct column){slope, edge})
#define SAW(slope, edge) ((struct column){slope, edge})
#define STEP(edge) ((struct column){0, edge})
#define STEP_UNLESS(decided, edge) ((struct column){0, edge})
#define NO_OPERAND ((struct column){0, false})

static struct column column_of(int op, uint8_t k, const double x[N_OPERANDS], double y)
{
    const double a = x[0], b = x[1], c = x[2];
    (void)y;
    switch (op) {
#define X(name, function, unit, value, enclosure, by_a, by_b, by_c)                                \
    case OP_##name:                                                                                \
        return k == OPERAND_a ? by_a : k == OPERAND_b ? by_b : by_c;
        LANE_OPERATIONS(X)
#undef X
    default:
        fail();
        return NO_OPERAND;
    }
}

static double apply(int op, const double x[N_OPERANDS])
{
    return operation_apply((enum operation)op, x[0], x[1], x[2]);
}

/* The slope by operand K from values STEP apart on both sides. */
static double difference(int op, const double x[N_OPERANDS], uint8_t k, double step)
{
    double low[N_OPERANDS], high[N_OPERANDS];
    memcpy(low, x, sizeof low);
    memcpy(high, x, sizeof high);
    low[k] -= step;
    high[k] += step;
    return (apply(op, high) - apply(op, low)) / (2 * step);
}

/* Where the slope hardly changes within a step, it is what the values say. */
static void test_slopes(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int op = 0; op < N_LANE_OPERATIONS; op++)
        for (uint8_t k = 0; k < operation_n_operands((enum operation)op); k++) {
            int n_compared = 0;
            for (int round = 0; round < 2000; round++) {
                double x[N_OPERANDS];
                for (int i = 0; i < N_OPERANDS; i++)
                    x[i] = random_between(&seed, -4, 4);
                double wide = difference(op, x, k, 2e-5), near = difference(op, x, k, 1e-5);
                struct column column = column_of(op, k, x, apply(op, x));
                if (!(fabs(wide - near) <= 1e-6 * (1 + fabs(near))) || column.is_on_edge)
                    continue;
                if (!(fabs(column.slope - near) <= 1e-5 * (1 + fabs(near))))
                    fail_msg("operation %d at %g, %g, %g: slope %g by operand %d is not %g", op,
                             x[0], x[1], x[2], column.slope, k, near);
                n_compared++;
            }
            assert_true(n_compared > 400);
        }
}

/* Right on a jump or kink of whole numbers there is an edge; off it there is none. */
static void test_edges(void **state)
{
    (void)state;
    uint64_t seed = 12;
    for (int op = 0; op < N_LANE_OPERATIONS; op++)
        for (uint8_t k = 0; k < operation_n_operands((enum operation)op); k++) {
            enum operand_shape shape = operation_shape((enum operation)op, k);
            int n_edges = 0;
            for (int round = 0; round < 2000; round++) {
                double x[N_OPERANDS];
                for (int i = 0; i < N_OPERANDS; i++)
                    x[i] = floor(random_between(&seed, -3, 4)) / 2;
                n_edges += column_of(op, k, x, apply(op, x)).is_on_edge;
            }
            assert_true((shape == SHAPE_SMOOTH) == (n_edges == 0));
        }
}

static void test_operands(void **state)
{
    (void)state;
    for (int i = 0; i < N_OPERATIONS; i++) {
        enum operation op = (enum operation)i;
        uint8_t n = operation_n_operands(op);
        bool is_lane = i < N_LANE_OPERATIONS;
        if (is_lane)
            assert_true(n > 0 && operation_period(op) == PERIOD_OPERANDS);
        for (uint8_t k = 0; k < N_OPERANDS; k++) {
            assert_true((operation_shape(op, k) == SHAPE_NONE) == (k >= n));
            assert_true(!is_lane || operation_reach(op, k) == REACH_PRESENT);
            /* a value that is made of all months is one for all of them */
            assert_true(operation_reach(op, k) != REACH_WHOLE ||
                        operation_period(op) == PERIOD_HORIZON);
            assert_true(operation_reach(op, k) != REACH_EARLIER ||
                        operation_period(op) == PERIOD_MONTH);
        }
    }
}

static void test_functions(void **state)
{
    (void)state;
    const struct expr_function *function;
    size_t n = 0;
    for (; (function = expr_function_at(n)); n++) {
        size_t length = strlen(function->name);
        uint8_t operands = operation_n_operands((enum operation)function->op);
        bool is_lane = function->op < N_LANE_OPERATIONS;
        assert_ptr_equal(expr_find_function(function->name, length), function);
        assert_memory_equal(function->usage, function->name, length);
        assert_int_equal(function->usage[length], '(');
        assert_true(*function->summary);
        assert_true(function->min_operands > 0);
        if (is_lane && function->max_operands < 0)
            assert_int_equal(operands, 2);
        else if (is_lane)
            assert_true(function->min_operands == operands && function->max_operands == operands);
        else if (operation_of_part((enum operation)function->op) != (enum operation)function->op)
            assert_int_equal(operation_n_operands(operation_of_part((enum operation)function->op)),
                             function->max_operands + 2);
        else if (operands > 0)
            assert_int_equal(function->max_operands, operands);
    }
    assert_true(n > 20);
    assert_null(expr_function_at(n + 1));
    assert_null(expr_find_function("add", 3));
}

/* Functions of any number of operands, and what is left to the compiler, on constants. */
static void test_constants(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } rows[] = {
        {"min(3)", 3},
        {"min(3, 1, 2)", 1},
        {"max(3, value, 2, 4)", 7},
        {"clamp(value, 1, 5)", 5},
        {"steps(value, 1)", 1},
        {"steps(value, 1, 7, 2, 8, 3)", 2},
        {"if(value > 6, 1, 2)", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct expr *expr;
        double value;
        assert_int_equal(expr_parse(NULL, rows[i].text, strlen(rows[i].text), &expr, NULL),
                         STATUS_OK);
        assert_int_equal(expr_evaluate(expr, rows[i].text, 7, &value, NULL), STATUS_OK);
        assert_true(value == rows[i].value);
        expr_free(expr);
    }
    static const char *const monthly[] = {"sum(value)", "series(1, 2)", "prev(value)"};
    for (size_t i = 0; i < sizeof monthly / sizeof *monthly; i++) {
        struct expr *expr;
        double value;
        assert_int_equal(expr_parse(NULL, monthly[i], strlen(monthly[i]), &expr, NULL), STATUS_OK);
        assert_int_equal(expr_evaluate(expr, monthly[i], 7, &value, NULL), STATUS_FAULTY);
        expr_free(expr);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slopes),    cmocka_unit_test(test_edges),
        cmocka_unit_test(test_operands),  cmocka_unit_test(test_functions),
        cmocka_unit_test(test_constants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
