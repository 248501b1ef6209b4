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
#include <stdint.h>

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

/*
 * How the value y of each of these depends on each operand: the shape of its graph, its slope (the
 * partial derivative), and where it has a kink or a jump. A slope at a kink is that of the operand
 * which the value is taken from, 0 for abs; between its steps a graph is flat.
 */
#define OPERAND_LIST(X)                                                                            \
    X(COPY, a, SMOOTH, 1, false)                                                                   \
    X(NEG, a, SMOOTH, -1, false)                                                                   \
    X(ADD, a, SMOOTH, 1, false)                                                                    \
    X(ADD, b, SMOOTH, 1, false)                                                                    \
    X(SUB, a, SMOOTH, 1, false)                                                                    \
    X(SUB, b, SMOOTH, -1, false)                                                                   \
    X(MUL, a, SMOOTH, b, false)                                                                    \
    X(MUL, b, SMOOTH, a, false)                                                                    \
    X(DIV, a, SMOOTH, 1 / b, false)                                                                \
    X(DIV, b, SMOOTH, -y / b, false)                                                               \
    X(POW, a, SMOOTH, operation_share(b, pow(a, b - 1)), false)                                    \
    X(POW, b, SMOOTH, operation_share(y, log(a)), false)                                           \
    X(LT, a, STEP, 0, a == b)                                                                      \
    X(LT, b, STEP, 0, a == b)                                                                      \
    X(LE, a, STEP, 0, a == b)                                                                      \
    X(LE, b, STEP, 0, a == b)                                                                      \
    X(GT, a, STEP, 0, a == b)                                                                      \
    X(GT, b, STEP, 0, a == b)                                                                      \
    X(GE, a, STEP, 0, a == b)                                                                      \
    X(GE, b, STEP, 0, a == b)                                                                      \
    X(EQ, a, STEP, 0, a == b)                                                                      \
    X(EQ, b, STEP, 0, a == b)                                                                      \
    X(NE, a, STEP, 0, a == b)                                                                      \
    X(NE, b, STEP, 0, a == b)                                                                      \
    X(AND, a, STEP, 0, a == 0)                                                                     \
    X(AND, b, STEP, 0, b == 0)                                                                     \
    X(OR, a, STEP, 0, a == 0)                                                                      \
    X(OR, b, STEP, 0, b == 0)                                                                      \
    X(NOT, a, STEP, 0, a == 0)                                                                     \
    X(MIN, a, KINK, operation_is_lower(a, b) ? 1 : 0, a == b)                                      \
    X(MIN, b, KINK, operation_is_lower(a, b) ? 0 : 1, a == b)                                      \
    X(MAX, a, KINK, operation_is_higher(a, b) ? 1 : 0, a == b)                                     \
    X(MAX, b, KINK, operation_is_higher(a, b) ? 0 : 1, a == b)                                     \
    X(ABS, a, KINK, a<0 ? -1 : a> 0 ? 1 : a, a == 0)                                               \
    X(SQRT, a, SMOOTH, 0.5 / y, false)                                                             \
    X(EXP, a, SMOOTH, y, false)                                                                    \
    X(LN, a, SMOOTH, 1 / a, false)                                                                 \
    X(LOG10, a, SMOOTH, 1 / (a * 2.30258509299404568402), false)                                   \
    X(FLOOR, a, STEP, 0, a == floor(a))                                                            \
    X(CEIL, a, STEP, 0, a == floor(a))                                                             \
    X(ROUND, a, STEP, 0, fabs(a - trunc(a)) == 0.5)                                                \
    X(MOD, a, SAW, 1, a / b == floor(a / b))                                                       \
    X(MOD, b, SAW, -floor(a / b), a / b == floor(a / b))                                           \
    X(CLAMP, a, KINK, operation_clamp_taken(a, b, c) == 0 ? 1 : 0, operation_clamp_edge(a, b, c))  \
    X(CLAMP, b, KINK, operation_clamp_taken(a, b, c) == 1 ? 1 : 0, operation_clamp_edge(a, b, c))  \
    X(CLAMP, c, KINK, operation_clamp_taken(a, b, c) == 2 ? 1 : 0, operation_clamp_edge(a, b, c))  \
    X(SELECT, a, STEP, 0, a == 0)                                                                  \
    X(SELECT, b, SMOOTH, a != 0 ? 1 : 0, false)                                                    \
    X(SELECT, c, SMOOTH, a != 0 ? 0 : 1, false)                                                    \
    X(WITHIN, a, STEP, 0, fabs(a - b) == c * fabs(b))                                              \
    X(WITHIN, b, STEP, 0, fabs(a - b) == c * fabs(b))                                              \
    X(WITHIN, c, STEP, 0, fabs(a - b) == c * fabs(b))

enum operand { OPERAND_a, OPERAND_b, OPERAND_c, N_OPERANDS };

enum operand_shape {
    SHAPE_NONE, /* the operation has no such operand */
    SHAPE_SMOOTH,
    SHAPE_KINK, /* without jumps, but its slope has some */
    SHAPE_SAW,  /* jumps, and has a slope between them */
    SHAPE_STEP  /* jumps, and is flat between them */
};

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
    return ((a != a) | (b != b)) ? (double)NAN : condition ? 1.0 : 0.0;
}

static inline double operation_min(double a, double b)
{
    return a != a ? a : b != b ? b : a < b ? a : b;
}

static inline double operation_max(double a, double b)
{
    return a != a ? a : b != b ? b : a > b ? a : b;
}

/* Whether operation_min(a, b) is a, and operation_max(a, b). */
static inline bool operation_is_lower(double a, double b)
{
    return (a != a) | (a < b);
}

static inline bool operation_is_higher(double a, double b)
{
    return (a != a) | (a > b);
}

/* Which operand the value of clamp(a, b, c) is: 0, 1 or 2. */
static inline int operation_clamp_taken(double a, double b, double c)
{
    return !operation_is_lower(operation_max(a, b), c) ? 2 : operation_is_higher(a, b) ? 0 : 1;
}

static inline bool operation_clamp_edge(double a, double b, double c)
{
    double higher = operation_max(a, b);
    return (higher == c) | ((a == b) & (a < c));
}

/* The product of two factors of which a 0 wins, even over an infinity or NaN. */
static inline double operation_share(double a, double b)
{
    double product = a * b;
    return ((a == 0) | (b == 0)) ? 0 : product;
}

static inline double operation_select(double condition, double yes, double no)
{
    return condition != condition ? condition : condition != 0 ? yes : no;
}

/* One of OPERATION_LIST; operands it doesn't have are ignored. */
double operation_apply(enum operation op, double a, double b, double c);
/* How many of a, b, c the operation reads. */
uint8_t operation_n_operands(enum operation op);
/* How the value depends on operand K. Of what reads a series: on each of its months. */
enum operand_shape operation_shape(enum operation op, uint8_t k);

#endif
