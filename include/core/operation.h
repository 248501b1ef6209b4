/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every operation that a formula and a program know: name, operands, formula over doubles a, b, c.
 * The program's inner loops and the evaluator of constants both follow from this table.
 * A comparison is 1 or 0, and NaN where an operand is NaN; so are and, or, not and if.
 */
#ifndef PROFORMA_CORE_OPERATION_H
#define PROFORMA_CORE_OPERATION_H

#include <math.h>
#include <stdbool.h>

#define OPERATION_LIST(X)                                                                          \
    X(COPY, 1, a)                                                                                  \
    X(NEG, 1, -a)                                                                                  \
    X(ADD, 2, a + b)                                                                               \
    X(SUB, 2, a - b)                                                                               \
    X(MUL, 2, a *b)                                                                                \
    X(DIV, 2, a / b)                                                                               \
    X(POW, 2, pow(a, b))                                                                           \
    X(LT, 2, operation_truth(a < b, a, b))                                                         \
    X(LE, 2, operation_truth(a <= b, a, b))                                                        \
    X(GT, 2, operation_truth(a > b, a, b))                                                         \
    X(GE, 2, operation_truth(a >= b, a, b))                                                        \
    X(EQ, 2, operation_truth(a == b, a, b))                                                        \
    X(NE, 2, operation_truth(a != b, a, b))                                                        \
    X(AND, 2, operation_truth((a != 0) & (b != 0), a, b))                                          \
    X(OR, 2, operation_truth((a != 0) | (b != 0), a, b))                                           \
    X(NOT, 1, operation_truth(a == 0, a, a))                                                       \
    X(MIN, 2, operation_min(a, b))                                                                 \
    X(MAX, 2, operation_max(a, b))                                                                 \
    X(ABS, 1, fabs(a))                                                                             \
    X(SQRT, 1, sqrt(a))                                                                            \
    X(EXP, 1, exp(a))                                                                              \
    X(LN, 1, log(a))                                                                               \
    X(LOG10, 1, log10(a))                                                                          \
    X(FLOOR, 1, floor(a))                                                                          \
    X(CEIL, 1, ceil(a))                                                                            \
    X(ROUND, 1, round(a))                                                                          \
    X(MOD, 2, a - b * floor(a / b))                                                                \
    X(CLAMP, 3, operation_min(operation_max(a, b), c))                                             \
    X(SELECT, 3, operation_select(a, b, c))                                                        \
    X(WITHIN, 3, operation_truth(fabs(a - b) <= c * fabs(b), a, b) + (c - c))

enum operation {
#define X(name, operands, formula) OP_##name,
    OPERATION_LIST(X)
#undef X
    /* what reads or makes a series; a program treats each of these on its own */
    OP_PREVIOUS, /* the series a one month earlier, b in month 1 */
    OP_SUM,      /* of the series a over the horizon, and so on */
    OP_AVG,
    OP_FIRST,
    OP_LAST,
    OP_PEAK,
    OP_IRR, /* the annual internal rate of return of the monthly flows a */
    /* of formulas alone: a program has them in terms of the others */
    OP_SERIES, /* series(v1, v2, ...) */
    OP_STEPS,  /* steps(x, v0, x1, v1, ...) */
    OP_NUMBER,
    OP_NAME,
    N_OPERATIONS
};

static inline double operation_truth(bool condition, double a, double b)
{
    return ((a != a) | (b != b)) ? (double)NAN : (double)condition;
}

static inline double operation_min(double a, double b)
{
    return a != a ? a : b != b ? b : a < b ? a : b;
}

static inline double operation_max(double a, double b)
{
    return a != a ? a : b != b ? b : a > b ? a : b;
}

static inline double operation_select(double condition, double yes, double no)
{
    return condition != condition ? condition : condition != 0 ? yes : no;
}

#endif
