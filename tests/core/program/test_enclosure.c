/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs on intervals: whatever values are taken from the intervals that go in, what comes out of
 * a run lies in the interval that comes out; each operation and random models. And that intervals
 * are narrow where that is cheap.
 */
#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/language/interval.h"
#include "core/program/enclosure.h"
#include "support/assert_near.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

static const double extremes[] = {0,
                                  -0.0,
                                  1,
                                  -1,
                                  2,
                                  -3,
                                  0.5,
                                  4.9406564584124654e-324,
                                  -4.9406564584124654e-324,
                                  2.2250738585072014e-308,
                                  1.7976931348623157e308,
                                  -1.7976931348623157e308,
                                  (double)INFINITY,
                                  -(double)INFINITY,
                                  1e-170,
                                  1e170,
                                  710,
                                  -746,
                                  9007199254740992};

enum { N_EXTREMES = sizeof extremes / sizeof *extremes };

static double random_end(uint64_t *seed)
{
    switch (random_next(seed) % 4) {
    case 0:
        return extremes[random_next(seed) % N_EXTREMES];
    case 1:
        return floor(random_between(seed, -6, 7)) / 2;
    case 2:
        return random_between(seed, -3, 3) * pow(10, random_between(seed, -20, 20));
    default:
        return random_between(seed, -10, 10);
    }
}

static struct interval random_interval(uint64_t *seed)
{
    double a = random_end(seed), b = random_end(seed);
    if (random_next(seed) % 4 == 0)
        b = a;
    else if (random_next(seed) % 4 == 0)
        b = a + fabs(a) * random_between(seed, 0, 0.01);
    return a <= b ? (struct interval){a, b} : (struct interval){b, a};
}

/* Some number of X: an end, one of the extremes, or any. */
static double take(uint64_t *seed, struct interval x)
{
    double value = extremes[random_next(seed) % N_EXTREMES];
    switch (random_next(seed) % 4) {
    case 0:
        return x.low;
    case 1:
        return x.high;
    case 2:
        if (x.low <= value && value <= x.high)
            return value;
        /* fall through */
    default:
        if (x.low == x.high || isinf(x.low) || isinf(x.high) || isinf(x.high - x.low))
            return random_next(seed) % 2 ? x.low : x.high;
        value = random_between(seed, x.low, x.high);
        return value < x.low ? x.low : value > x.high ? x.high : value;
    }
}

static bool is_in(double value, struct interval x)
{
    return interval_is_unknown(x) || (x.low <= value && value <= x.high);
}

/* The result with more digits, to see what is rounded away; the value where there are no more. */
static long double apply_longer(enum operation op, double a, double b, double value)
{
    long double x = a, y = b;
    switch (op) {
    case OP_ADD:
        return x + y;
    case OP_SUB:
        return x - y;
    case OP_MUL:
        return x * y;
    case OP_DIV:
        return b == 0 ? value : x / y;
    case OP_SQRT:
        return sqrtl(x);
    case OP_EXP:
        return expl(x);
    case OP_LN:
        return logl(x);
    case OP_LOG10:
        return log10l(x);
    case OP_POW:
        return powl(x, y);
    default:
        return value;
    }
}

static bool is_in_longer(long double value, struct interval x)
{
    return interval_is_unknown(x) || (x.low <= value && value <= x.high);
}

static void test_operations(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int op = 0; op < N_LANE_OPERATIONS; op++) {
        int n_known = 0;
        for (int round = 0; round < 20000; round++) {
            struct interval a = random_interval(&seed), b = random_interval(&seed);
            struct interval c = random_interval(&seed);
            bool is_same = random_next(&seed) % 4 == 0;
            if (is_same)
                b = a;
            struct interval y = interval_apply((enum operation)op, a, b, c, is_same);
            n_known += !interval_is_unknown(y);
            for (int k = 0; k < 12; k++) {
                double x[] = {take(&seed, a), take(&seed, b), take(&seed, c)};
                x[1] = is_same ? x[0] : x[1];
                double value = operation_apply((enum operation)op, x[0], x[1], x[2]);
                if (!is_in(value, y) ||
                    !is_in_longer(apply_longer((enum operation)op, x[0], x[1], value), y))
                    fail_msg("operation %d of %a, %a, %a is %a, not in %a .. %a", op, x[0], x[1],
                             x[2], value, y.low, y.high);
            }
        }
        assert_true(n_known > 5000);
    }
}

/* Every operation does what the run does; what is unknown stays so unless it is not taken. */
static void test_unknown(void **state)
{
    (void)state;
    const struct interval unknown = INTERVAL_UNKNOWN, one = {1, 1}, zero = {0, 0}, wide = {0, 1};
    for (int op = 0; op < N_LANE_OPERATIONS; op++)
        for (uint8_t k = 0; k < operation_n_operands((enum operation)op); k++)
            if (op != OP_SELECT)
                assert_true(interval_is_unknown(
                    interval_apply((enum operation)op, k == 0 ? unknown : one,
                                   k == 1 ? unknown : one, k == 2 ? unknown : one, false)));
    assert_true(interval_is_unknown(interval_apply(OP_SELECT, unknown, one, one, false)));
    assert_true(interval_is_unknown(interval_apply(OP_SELECT, wide, one, unknown, false)));
    assert_true(interval_is_unknown(interval_apply(OP_SELECT, zero, one, unknown, false)));
    assert_false(interval_is_unknown(interval_apply(OP_SELECT, one, one, unknown, false)));
}

static void assert_interval(struct interval is, double low, double high)
{
    if (is.low != low || is.high != high)
        fail_msg("%a .. %a is not %a .. %a", is.low, is.high, low, high);
}

static void test_narrow(void **state)
{
    (void)state;
    const struct interval x = {-2, 3}, y = {0.1, 0.2}, third = {1.0 / 3, 1.0 / 3}, none = {0, 0};
    assert_interval(interval_apply(OP_MUL, x, x, none, true), 0, 9);
    assert_interval(interval_apply(OP_MUL, x, x, none, false), -6, 9);
    assert_interval(interval_apply(OP_SUB, y, y, none, true), 0, 0);
    assert_interval(interval_apply(OP_DIV, y, y, none, true), 1, 1);
    assert_interval(interval_apply(OP_ADD, x, (struct interval){1, 1}, none, false), -1, 4);
    assert_interval(interval_apply(OP_DIV, x, (struct interval){-2, -2}, none, false), -1.5, 1);
    assert_interval(interval_apply(OP_DIV, (struct interval){1, 1}, x, none, false),
                    -(double)INFINITY, (double)INFINITY);
    assert_interval(interval_apply(OP_SQRT, (struct interval){4, 9}, none, none, false), 2, 3);
    assert_interval(interval_apply(OP_LT, x, (struct interval){3.5, 4}, none, false), 1, 1);
    assert_interval(interval_apply(OP_LE, x, (struct interval){3, 4}, none, false), 1, 1);
    assert_interval(interval_apply(OP_GE, x, x, none, true), 1, 1);
    assert_interval(interval_apply(OP_GT, x, y, none, false), 0, 1);
    assert_interval(interval_apply(OP_MOD, x, (struct interval){4, 4}, none, false), -0x1p-50 * 11,
                    4 + 0x1p-50 * 11);
    /* a difference of two numbers is exact to the digit, and to both sides where it has none */
    struct interval d = interval_apply(OP_SUB, third, (struct interval){0.1, 0.1}, none, false);
    assert_true(d.low == 1.0 / 3 - 0.1 || d.high == 1.0 / 3 - 0.1);
    assert_true(nextafter(d.low, 1) >= d.high);
    struct interval square = interval_apply(OP_POW, x, (struct interval){2, 2}, none, false);
    assert_true(square.low == 0 && square.high >= 9 && square.high < 9.0000000000001);
    struct interval cube = interval_apply(OP_POW, x, (struct interval){3, 3}, none, false);
    assert_true(cube.low <= -8 && cube.low > -8.0000000000001);
    assert_true(cube.high >= 27 && cube.high < 27.0000000000001);
}

/* An interval of parameter I of the random models, now and then a single number or extreme. */
static struct interval random_box(uint64_t *seed, double width)
{
    if (random_next(seed) % 50 == 0)
        return random_interval(seed);
    double low = random_next(seed) % 3 == 0 ? floor(random_between(seed, -8, 12))
                                            : random_between(seed, -8, 12);
    return (struct interval){low, random_next(seed) % 3 == 0 ? low : low + width};
}

static void check_model(const struct scenario *scenario, uint64_t *seed, double width, int *n_known)
{
    struct enclosure enclosure = {0};
    struct run run;
    struct interval boxes[RANDOM_PARAMETERS];
    assert_int_equal(enclosure_init(&enclosure, scenario->program, RANDOM_MONTHS, NULL), STATUS_OK);
    assert_int_equal(run_init(&run, scenario->program, 1, RANDOM_MONTHS, NULL), STATUS_OK);
    run_load(&enclosure.run, scenario->model);
    run_load(&run, scenario->model);
    for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++) {
        boxes[i] = random_box(seed, width);
        enclosure_set(&enclosure, random_parameter(scenario, i), boxes[i].low, boxes[i].high);
    }
    enclosure_run(&enclosure);
    for (int sample = 0; sample < 20; sample++) {
        for (uint32_t i = 0; i < RANDOM_PARAMETERS; i++)
            run_set(&run, random_parameter(scenario, i), take(seed, boxes[i]));
        run_block(&run, 1);
        for (uint32_t k = 0; k < RANDOM_OUTPUTS; k++) {
            uint32_t output = random_output(scenario, k);
            assert_true(is_in(*run_cell(&run, output, 0), enclosure_of(&enclosure, output, 0)));
        }
        for (uint32_t m = 0; m < RANDOM_MONTHS; m++)
            assert_true(is_in(*run_cell(&run, scenario->program->balance, m),
                              enclosure_of(&enclosure, scenario->program->balance, m)));
    }
    for (uint32_t k = 0; k < RANDOM_OUTPUTS; k++) {
        struct interval is = enclosure_of(&enclosure, random_output(scenario, k), 0);
        *n_known += isfinite(is.low) && isfinite(is.high);
    }
    enclosure_fini(&enclosure);
    run_fini(&run);
}

static void test_random_models(void **state)
{
    (void)state;
    uint64_t seed = 17;
    int n_known = 0, n = 0;
    for (int round = 0; round < 200; round++) {
        struct scenario *scenario = random_scenario(&seed);
        static const double widths[] = {1e-12, 1e-3, 0.5, 6};
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++, n += RANDOM_OUTPUTS)
            check_model(scenario, &seed, widths[w], &n_known);
        scenario_free(scenario);
    }
    assert_true(n_known > n / 2);
}

/* Of single numbers an enclosure is a run to within its rounding. */
static void test_points(void **state)
{
    (void)state;
    struct scenario *scenario =
        scenario_from_text("[scenario]\nbudget = 50k\n[a]\nkind = subscription\n"
                           "initial_subscribers = 100 user\nnew_subscribers = 20 user/month\n"
                           "churn = 5 %\nprice = 10 USD/user/month\n"
                           "service_cost = 2 USD/user/month\n[b]\ncost = 30k\nfirst_month = 3\n");
    struct enclosure enclosure = {0};
    assert_int_equal(enclosure_init(&enclosure, scenario->program, scenario_months(scenario), NULL),
                     STATUS_OK);
    static const char *const names[] = {"total.profit", "cash.lowest", "cash.npv", "cash.runway",
                                        "cash.breakeven"};
    run_load(&enclosure.run, scenario->model);
    enclosure_run(&enclosure);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t line = model_find(scenario->model, names[i]);
        struct interval is = enclosure_of(&enclosure, scenario->program->line_registers[line], 0);
        assert_true(is_in(scenario_value(scenario, line), is));
        assert_near(is.low, is.high, 1e-12);
        assert_int_equal(isinf(is.low), i >= 3);
    }
    /* a wider range of the price, and the profit with it */
    uint32_t price = scenario->program->line_registers[model_find(scenario->model, "a.price")];
    enclosure_set(&enclosure, price, 10, 20);
    enclosure_run(&enclosure);
    struct interval profit = enclosure_of(&enclosure, scenario->program->profit.total, 0);
    double low = scenario_profit(scenario);
    assert_int_equal(scenario_set(scenario, "a", "price", "20 USD/user/month", NULL), STATUS_OK);
    assert_near(profit.low, low, 1e-13);
    assert_near(profit.high, scenario_profit(scenario), 1e-13);
    assert_true(profit.low <= low && profit.high >= scenario_profit(scenario));
    enclosure_fini(&enclosure);
    scenario_free(scenario);
}

/* Of what is divided by 0 all is known but for 0 itself. */
static void test_over_zero(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text("[a]\nx = 5\ncost = x / 0\n");
    struct enclosure enclosure = {0};
    uint32_t x = scenario->program->line_registers[model_find(scenario->model, "a.x")];
    uint32_t cost = scenario->program->line_registers[model_find(scenario->model, "a.cost")];
    assert_int_equal(enclosure_init(&enclosure, scenario->program, scenario_months(scenario), NULL),
                     STATUS_OK);
    run_load(&enclosure.run, scenario->model);
    enclosure_set(&enclosure, x, 1, 2);
    enclosure_run(&enclosure);
    assert_true(enclosure_of(&enclosure, cost, 0).low == (double)INFINITY);
    enclosure_set(&enclosure, x, -2, -1);
    enclosure_run(&enclosure);
    assert_true(enclosure_of(&enclosure, cost, 0).high == -(double)INFINITY);
    enclosure_set(&enclosure, x, 0, 2);
    enclosure_run(&enclosure);
    assert_true(interval_is_unknown(enclosure_of(&enclosure, cost, 0)));
    enclosure_fini(&enclosure);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operations), cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_narrow),     cmocka_unit_test(test_random_models),
        cmocka_unit_test(test_points),     cmocka_unit_test(test_over_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
