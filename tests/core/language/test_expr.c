/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formulas: precedence, functions, faults with their place, bounded nesting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/language/expr.h"
#include "support/assert_near.h"

static double evaluate(const char *text)
{
    struct expr *expr = NULL;
    struct error err = {.text = ""};
    double value = 0;
    if (expr_parse(NULL, text, strlen(text), &expr, &err) ||
        expr_evaluate(expr, text, 10, &value, &err)) {
        fprintf(stderr, "%s: %s\n", text, err.text);
        value = (double)NAN;
    }
    expr_free(expr);
    return value;
}

static void test_values(void **state)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"1 + 2 * 3", 7},
        {"(1 + 2) * 3", 9},
        {"2 - 3 - 4", -5},
        {"8 / 4 / 2", 1},
        {"-2 ^ 2", -4},
        {"2 ^ -1", 0.5},
        {"2 ^ 3 ^ 2", 512},
        {"- - 3", 3},
        {"+3", 3},
        {"4.1 %", 0.041},
        {"2k + 3万", 32000},
        {"\xe2\x88\x92"
         "3 + 5",
         2},
        {"1 < 2", 1},
        {"1 < 2 and 2 < 1", 0},
        {"1 < 2 or 2 < 1 and 0", 1},
        {"not 1 < 2", 0},
        {"not 0 and 1", 1},
        {"1 == 1.0", 1},
        {"1 != 1", 0},
        {"3 >= 3", 1},
        {"min(3, 1, 2)", 1},
        {"max(3, 1, 2)", 3},
        {"max(\xef\xbc\x93, 1)", 3},
        {"max(1\xef\xbc\x8c 2)", 2},
        {"abs(-3)", 3},
        {"sqrt(9)", 3},
        {"exp(0)", 1},
        {"ln(1)", 0},
        {"log10(1000)", 3},
        {"floor(-1.5)", -2},
        {"ceil(-1.5)", -1},
        {"round(-2.5)", -3},
        {"round(2.5)", 3},
        {"mod(-7, 3)", 2},
        {"mod(7, -3)", -2},
        {"clamp(5, 1, 3)", 3},
        {"clamp(0, 1, 3)", 1},
        {"if(1, 2, 1 / 0)", 2},
        {"if(0, 2, 3)", 3},
        {"within(100, 101, 1 %)", 1},
        {"within(100, 102, 1 %)", 0},
        {"steps(5, 1, 5, 2, 6, 3)", 2},
        {"steps(4, 1, 5, 2, 6, 3)", 1},
        {"steps(9, 1, 5, 2, 6, 3)", 3},
        {"steps(9, 1)", 1},
        {"value * 2", 20},
        {"0.5*value", 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!near_doubles(evaluate(cases[i].text), cases[i].value, 1e-15))
            fail_msg("%s is %.17g, not %.17g", cases[i].text, evaluate(cases[i].text),
                     cases[i].value);
}

static void test_nan_stays(void **state)
{
    static const char *const texts[] = {
        "0 / 0",         "(0 / 0) and 0",    "(0 / 0) or 1",
        "not (0 / 0)",   "if(0 / 0, 1, 2)",  "min(0 / 0, 1)",
        "max(1, 0 / 0)", "0 / 0 == 1",       "within(1, 1, 0 / 0)",
        "sqrt(-1)",      "clamp(0/0, 1, 2)", "steps(0/0, 1, 2, 3)",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!isnan(evaluate(texts[i])))
            fail_msg("%s is %.17g", texts[i], evaluate(texts[i]));
    assert_true(isinf(evaluate("1 / 0")));
    assert_same_bits(evaluate("1 / 0 > -1 / 0"), 1);
}

/* A comma between operands parts them wherever it can't be one of thousands. */
static void test_commas(void **state)
{
    (void)state;
    assert_same_bits(evaluate("max(1, 500)"), 500);
    assert_same_bits(evaluate("max(1,50)"), 50);
    assert_same_bits(evaluate("max(0.5,100)"), 100);
    assert_same_bits(evaluate("max(1,5000)"), 5000);
    assert_same_bits(evaluate("max(1 ,500)"), 500);
    assert_same_bits(evaluate("max(1k,500)"), 1000);
    assert_same_bits(evaluate("max((1),500)"), 500);
    /* nor are these days */
    assert_same_bits(evaluate("2000/12/25"), 2000.0 / 12 / 25);
    assert_same_bits(evaluate("2026 - 01 - 01"), 2024);
    assert_same_bits(evaluate("20260-01"), 20259);
}

static void test_faults(void **state)
{
    static const struct {
        const char *text;
        size_t offset;
        const char *says;
    } cases[] = {
        {"1 +", 3, "a value is missing at the end"},
        {"(1 + 2", 6, "')' is missing"},
        {"1 2", 2, "to multiply, write * 2"},
        {"2 x", 2, "to multiply, write * x"},
        {"a < b < c", 6, "do not chain"},
        {"mxa(1, 2)", 0, "did you mean 'max'"},
        {"f(1)", 0, "unknown function 'f'"},
        {"sqrt(1, 2)", 0, "takes other operands: sqrt(x)"},
        {"sqrt()", 0, "takes other operands"},
        {"steps(1, 2, 3)", 0, "takes other operands"},
        {"1 + ]", 4, "']' means nothing"},
        {"1 ] 2", 2, "']' is out of place"},
        {"1 ! 2", 2, "for '!', write not"},
        {"1 = 2", 2, "for '=', write =="},
        {"1 => 2", 2, "for '=>', write >="},
        {"1 <> 2", 2, "for '<>', write !="},
        {"(1 && 2)", 3, "for '&&', write and"},
        {"1 || 2", 2, "for '||', write or"},
        {"2 ** 3", 2, "for '**', write ^"},
        {"2 \xc3\x97 3", 2, "write *"},
        {"$20", 0, "write 20 USD"},
        {"20$", 2, "write 20 USD"},
        {"20 \xe2\x82\xac/user", 3, "write 20 EUR/user"},
        {"x * $", 4, "write 20 USD"},
        {"20 USD # list price", 7, "a comment behind a value begins with a blank and ;"},
        {"x # note", 2, "a comment behind"},
        {"1 000 000 USD", 0, "write 1000000"},
        {"1'000", 0, "write 1000"},
        {"12 1000", 3, "to multiply, write * 1000"},
        {"max(1,000, x)", 4, "'1,000' could be one number or several: write 1000 or 1, 000"},
        {"if(x > 2,000, 5)", 7, "write 2000 or 2, 000"},
        {"series(1, 1,350,200)", 10, "write 1350200 or 1, 350, 200"},
        {"round(1,500)", 6, "write 1500 or 1, 500"},
        {"total.profit >= 170,000", 16, "has no commas: write 170000"},
        {"2026-01-01", 0, "'2026-01-01' is a day; a month is written without one: 2026-01"},
        {"1 + 2027-03", 4, "needs 'start' in [scenario]"},
        {"2 * 1000-10", 4, "to subtract, write 1000 - 10"},
        {"1 + 2026/01/31", 4, "is a day and no number"},
        {"(12,345 + 1)", 1, "write 12345"},
        {"3 * 0x10", 4, "0x10"},
        {"", 0, "a value is missing"},
        {"* 2", 0, "a value is missing before '*'"},
        {"a and or b", 6, "a value is missing before 'or'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct expr *expr = NULL;
        struct error err = {.text = ""};
        assert_int_equal(expr_parse(NULL, cases[i].text, strlen(cases[i].text), &expr, &err),
                         STATUS_FAULTY);
        if (err.offset != cases[i].offset || !strstr(err.text, cases[i].says))
            fail_msg("%s: at %zu '%s'", cases[i].text, err.offset, err.text);
    }
}

/* N times OPEN, 1, N times CLOSE. */
static enum status parse_nested(const char *open, const char *close, size_t n)
{
    size_t a = strlen(open), b = strlen(close);
    char *text = malloc(n * (a + b) + 1);
    for (size_t i = 0; i < n; i++) {
        memcpy(text + i * a, open, a);
        memcpy(text + n * a + 1 + i * b, close, b);
    }
    text[n * a] = '1';
    struct expr *expr = NULL;
    struct error err;
    enum status status = expr_parse(NULL, text, n * (a + b) + 1, &expr, &err);
    expr_free(expr);
    free(text);
    return status;
}

static void test_nesting_is_bounded(void **state)
{
    static const char *const ways[][2] = {
        {"(", ")"}, {"-", ""}, {"1^", ""}, {"abs(", ")"}, {"not ", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        assert_int_equal(parse_nested(ways[i][0], ways[i][1], 40), STATUS_OK);
        assert_int_equal(parse_nested(ways[i][0], ways[i][1], 60000), STATUS_FAULTY);
    }
    /* a long flat formula is no nested one */
    assert_int_equal(parse_nested("1+", "", 60000), STATUS_OK);
}

static void test_nodes_know_their_text(void **state)
{
    const char *text = "a * (b + 2) - max(c, 1)";
    struct expr *expr = NULL;
    (void)state;
    assert_int_equal(expr_parse(NULL, text, strlen(text), &expr, NULL), STATUS_OK);
    uint32_t root = expr->n - 1, product = expr_operand(expr, root, 0);
    assert_int_equal(expr->nodes[root].op, OP_SUB);
    assert_int_equal(expr->nodes[root].length, strlen(text));
    assert_int_equal(expr->nodes[product].op, OP_MUL);
    assert_memory_equal(text + expr->nodes[product].at, "a * (b + 2)", 11);
    assert_int_equal(expr->nodes[product].length, 11);
    uint32_t sum = expr_operand(expr, product, 1);
    assert_memory_equal(text + expr->nodes[sum].at, "(b + 2)", 7);
    assert_int_equal(expr->nodes[sum].length, 7);
    uint32_t largest = expr_operand(expr, root, 1);
    assert_int_equal(expr->nodes[largest].size, 3);
    expr_free(expr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_nan_stays),
        cmocka_unit_test(test_commas),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_nesting_is_bounded),
        cmocka_unit_test(test_nodes_know_their_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
