/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/expr.h"
#include "core/gettext.h"
#include "core/text.h"

static const struct expr_function functions[] = {
    {"min", "min(x, y, ...)", N_("the smallest"), OP_MIN, 1, -1},
    {"max", "max(x, y, ...)", N_("the largest"), OP_MAX, 1, -1},
    {"abs", "abs(x)", N_("without its sign"), OP_ABS, 1, 1},
    {"sqrt", "sqrt(x)", N_("square root"), OP_SQRT, 1, 1},
    {"exp", "exp(x)", N_("e to the power x"), OP_EXP, 1, 1},
    {"ln", "ln(x)", N_("natural logarithm"), OP_LN, 1, 1},
    {"log10", "log10(x)", N_("decimal logarithm"), OP_LOG10, 1, 1},
    {"floor", "floor(x)", N_("rounded down"), OP_FLOOR, 1, 1},
    {"ceil", "ceil(x)", N_("rounded up"), OP_CEIL, 1, 1},
    {"round", "round(x)", N_("rounded, halves away from zero"), OP_ROUND, 1, 1},
    {"mod", "mod(x, y)", N_("x - y*floor(x/y)"), OP_MOD, 2, 2},
    {"clamp", "clamp(x, lo, hi)", N_("x, but at least lo and at most hi"), OP_CLAMP, 3, 3},
    {"if", "if(condition, then, else)", N_("one of two values"), OP_SELECT, 3, 3},
    {"within", "within(x, y, tolerance)", N_("whether |x - y| <= tolerance*|y|"), OP_WITHIN, 3, 3},
    {"steps", "steps(x, v0, x1, v1, ...)", N_("v0 below x1, v1 from x1 on, ..."), OP_STEPS, 2, -1},
    {"prev", "prev(name, initial)", N_("one month earlier"), OP_PREVIOUS, 1, 2},
    {"series", "series(v1, v2, ...)", N_("a value a month, the last one on"), OP_SERIES, 1, -1},
    {"sum", "sum(x)", N_("over the months"), OP_SUM, 1, 1},
    {"avg", "avg(x)", N_("mean over the months"), OP_AVG, 1, 1},
    {"first", "first(x)", N_("in the first month"), OP_FIRST, 1, 1},
    {"last", "last(x)", N_("in the last month"), OP_LAST, 1, 1},
    {"peak", "peak(x)", N_("the largest of the months"), OP_PEAK, 1, 1},
};

/* Of the built-in [cash] alone. Its name can be no line's, so that nobody misses `irr`. */
static const struct expr_function rate_of_return = {
    "cash.rate_of", "cash.rate_of(flows)", "", OP_IRR, 1, 1};

enum { N_FUNCTIONS = sizeof functions / sizeof *functions };

const struct expr_function *expr_function_at(size_t i)
{
    return i < N_FUNCTIONS ? &functions[i] : NULL;
}

const struct expr_function *expr_find_function(const char *word, size_t n)
{
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        if (text_equals(word, n, functions[i].name))
            return &functions[i];
    return text_equals(word, n, rate_of_return.name) ? &rate_of_return : NULL;
}

bool expr_is_reserved(const char *word, size_t n)
{
    static const char *const words[] = {"and", "or", "not", "to", "value"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equals(word, n, words[i]))
            return true;
    return expr_find_function(word, n);
}
