/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every operation that a formula or a program knows, one row each: what it is called, what its
 * value is, and whatever else follows from it. Inner loops, derivatives, enclosures, units and the
 * list of functions are all expanded from these rows, each by the module that needs it.
 * A comparison is 1 or 0, and NaN if an operand is NaN; so are and, or, not and if.
 */
#ifndef PROFORMA_CORE_LANGUAGE_OPERATION_H
#define PROFORMA_CORE_LANGUAGE_OPERATION_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* clang-format off */
/*
 * To add an operation, write its row. What the row names and is not there yet, the compiler asks
 * for; a column that is left out does not compile either.
 *
 *   LANE_OPERATIONS: the value of a month from its operands' values in the same month, or one
 *   number from numbers. Nothing but the row is needed, unless its interval or unit follows a rule
 *   of its own: a function of interval.c, a measure_UNIT in model_units.c.
 *
 *   MONTHS_OPERATIONS: what reads other months as well. With CODE as its name there, write
 *       CODE_value, CODE_pull     in months.h: the value, and what derivatives the operands get
 *       CODE_enclosure            in enclosure.c: the value on intervals
 *       CODE_traits               in gradient_kinks.c: which months a change of the value is from
 *
 *   FORMULA_OPERATIONS: what the compiler says in terms of the others. Write
 *       emit_CODE                 in formula.c: its instructions
 *
 * A function is known to formulas by its row; say it in man/proforma-scenario.5 too, and let
 * tests/support/random_model.c use it: then whole programs with it are compared with differences
 * and with single runs. The columns of a row of LANE_OPERATIONS are tried as they stand, by
 * test_operation and test_enclosure.
 *
 * The first columns are the same in all three lists:
 *   name      OP_NAME
 *   function  FUNCTION(name, usage, summary, fewest and most operands; -1: any number) or OPERATOR.
 *             The summary is NULL for what only the built-in [cash] may use.
 *   unit      the rule for its unit: measure_UNIT in model_units.c
 */

/*
 *   value      over doubles a, b, c
 *   enclosure  the same over intervals, which are known but for if's, by functions of interval.c.
 *              is_same: a and b are the same number.
 *   operands   three columns: how the value y depends on a, b and c. What its graph is like
 *              (SHAPE_...), its slope (the partial derivative), and the edge: whether it has a kink
 *              or a jump right there. A slope at a kink is that of the operand which the value is
 *              taken from, 0 for abs; between its steps a graph is flat. STEP_UNLESS(decided, edge)
 *              means nothing to the value while the other operands alone decide it.
 * A function with more operands than the operation is taken from left to right; of one it is that
 * one.
 */
#define LANE_OPERATIONS(X)                                                                         \
    X(COPY, OPERATOR, shared,                                                                      \
      a, a,                                                                                        \
      SMOOTH(1), NO_OPERAND, NO_OPERAND)                                                           \
    X(NEG, OPERATOR, negative,                                                                     \
      -a, negate(a),                                                                               \
      SMOOTH(-1), NO_OPERAND, NO_OPERAND)                                                          \
    X(ADD, OPERATOR, shared,                                                                       \
      a + b, sum(a, b),                                                                            \
      SMOOTH(1), SMOOTH(1), NO_OPERAND)                                                            \
    X(SUB, OPERATOR, shared,                                                                       \
      a - b, difference(a, b, is_same),                                                            \
      SMOOTH(1), SMOOTH(-1), NO_OPERAND)                                                           \
    X(MUL, OPERATOR, product,                                                                      \
      a * b, is_same ? square(a) : product(a, b),                                                  \
      SMOOTH(b), SMOOTH(a), NO_OPERAND)                                                            \
    X(DIV, OPERATOR, quotient,                                                                     \
      a / b, quotient(a, b, is_same),                                                              \
      SMOOTH(1 / b), SMOOTH(-y / b), NO_OPERAND)                                                   \
    X(POW, OPERATOR, power,                                                                        \
      pow(a, b), power(a, b),                                                                      \
      SMOOTH(operation_share(b, pow(a, b - 1))), SMOOTH(operation_share(y, log(a))), NO_OPERAND)   \
    /* the comparisons, in a row */                                                                \
    X(LT, OPERATOR, comparison,                                                                    \
      operation_truth(a < b, a, b), less(a, b, is_same),                                           \
      STEP(a == b), STEP(a == b), NO_OPERAND)                                                      \
    X(LE, OPERATOR, comparison,                                                                    \
      operation_truth(a <= b, a, b), complement(less(b, a, is_same)),                              \
      STEP(a == b), STEP(a == b), NO_OPERAND)                                                      \
    X(GT, OPERATOR, comparison,                                                                    \
      operation_truth(a > b, a, b), less(b, a, is_same),                                           \
      STEP(a == b), STEP(a == b), NO_OPERAND)                                                      \
    X(GE, OPERATOR, comparison,                                                                    \
      operation_truth(a >= b, a, b), complement(less(a, b, is_same)),                              \
      STEP(a == b), STEP(a == b), NO_OPERAND)                                                      \
    X(EQ, OPERATOR, comparison,                                                                    \
      operation_truth(a == b, a, b), equal(a, b, is_same),                                         \
      STEP(a == b), STEP(a == b), NO_OPERAND)                                                      \
    X(NE, OPERATOR, comparison,                                                                    \
      operation_truth(a != b, a, b), complement(equal(a, b, is_same)),                             \
      STEP(a == b), STEP(a == b), NO_OPERAND)                                                      \
    X(AND, OPERATOR, condition,                                                                    \
      operation_truth((a != 0) & (b != 0), a, b), lower(truth(a), truth(b)),                       \
      STEP_UNLESS(b == 0, a == 0), STEP_UNLESS(a == 0, b == 0), NO_OPERAND)                        \
    X(OR, OPERATOR, condition,                                                                     \
      operation_truth((a != 0) | (b != 0), a, b), higher(truth(a), truth(b)),                      \
      STEP_UNLESS(b != 0, a == 0), STEP_UNLESS(a != 0, b == 0), NO_OPERAND)                        \
    X(NOT, OPERATOR, condition,                                                                    \
      operation_truth(a == 0, a, a), complement(truth(a)),                                         \
      STEP(a == 0), NO_OPERAND, NO_OPERAND)                                                        \
    X(MIN, FUNCTION("min", "min(x, y, ...)", N_("the smallest"), 1, -1), shared,                   \
      operation_min(a, b), lower(a, b),                                                            \
      KINK(operation_is_lower(a, b) ? 1 : 0, a == b),                                              \
      KINK(operation_is_lower(a, b) ? 0 : 1, a == b), NO_OPERAND)                                  \
    X(MAX, FUNCTION("max", "max(x, y, ...)", N_("the largest"), 1, -1), shared,                    \
      operation_max(a, b), higher(a, b),                                                           \
      KINK(operation_is_higher(a, b) ? 1 : 0, a == b),                                             \
      KINK(operation_is_higher(a, b) ? 0 : 1, a == b), NO_OPERAND)                                 \
    X(ABS, FUNCTION("abs", "abs(x)", N_("without its sign"), 1, 1), shared,                        \
      fabs(a), absolute(a),                                                                        \
      KINK(a < 0 ? -1 : a > 0 ? 1 : a, a == 0), NO_OPERAND, NO_OPERAND)                            \
    X(SQRT, FUNCTION("sqrt", "sqrt(x)", N_("square root"), 1, 1), root,                            \
      sqrt(a), square_root(a),                                                                     \
      SMOOTH(0.5 / y), NO_OPERAND, NO_OPERAND)                                                     \
    X(EXP, FUNCTION("exp", "exp(x)", N_("e to the power x"), 1, 1), number,                        \
      exp(a), exponential(a),                                                                      \
      SMOOTH(y), NO_OPERAND, NO_OPERAND)                                                           \
    X(LN, FUNCTION("ln", "ln(x)", N_("natural logarithm"), 1, 1), number,                          \
      log(a), monotone(log, a, 0),                                                                 \
      SMOOTH(1 / a), NO_OPERAND, NO_OPERAND)                                                       \
    X(LOG10, FUNCTION("log10", "log10(x)", N_("decimal logarithm"), 1, 1), number,                 \
      log10(a), monotone(log10, a, 0),                                                             \
      SMOOTH(1 / (a * 2.30258509299404568402)), NO_OPERAND, NO_OPERAND)                            \
    X(FLOOR, FUNCTION("floor", "floor(x)", N_("rounded down"), 1, 1), shared,                      \
      floor(a), stairs(floor, a),                                                                  \
      STEP(a == floor(a)), NO_OPERAND, NO_OPERAND)                                                 \
    X(CEIL, FUNCTION("ceil", "ceil(x)", N_("rounded up"), 1, 1), shared,                           \
      ceil(a), stairs(ceil, a),                                                                    \
      STEP(a == floor(a)), NO_OPERAND, NO_OPERAND)                                                 \
    X(ROUND, FUNCTION("round", "round(x)", N_("rounded, halves away from zero"), 1, 1), shared,    \
      round(a), stairs(round, a),                                                                  \
      STEP(fabs(a - trunc(a)) == 0.5), NO_OPERAND, NO_OPERAND)                                     \
    X(MOD, FUNCTION("mod", "mod(x, y)", N_("x - y*floor(x/y)"), 2, 2), shared,                     \
      a - b * floor(a / b), modulo(a, b),                                                          \
      SAW(1, a / b == floor(a / b)), SAW(-floor(a / b), a / b == floor(a / b)), NO_OPERAND)        \
    X(CLAMP, FUNCTION("clamp", "clamp(x, lo, hi)", N_("x, but at least lo and at most hi"), 3, 3), \
      shared,                                                                                      \
      operation_min(operation_max(a, b), c), lower(higher(a, b), c),                               \
      KINK(operation_clamp_taken(a, b, c) == 0 ? 1 : 0, operation_clamp_edge(a, b, c)),            \
      KINK(operation_clamp_taken(a, b, c) == 1 ? 1 : 0, operation_clamp_edge(a, b, c)),            \
      KINK(operation_clamp_taken(a, b, c) == 2 ? 1 : 0, operation_clamp_edge(a, b, c)))            \
    X(SELECT, FUNCTION("if", "if(condition, then, else)", N_("one of two values"), 3, 3), choice,  \
      operation_select(a, b, c), select(a, b, c),                                                  \
      STEP_UNLESS(b == c, a == 0), SMOOTH(a != 0 ? 1 : 0), SMOOTH(a != 0 ? 0 : 1))                 \
    X(WITHIN, FUNCTION("within", "within(x, y, tolerance)",                                        \
                       N_("whether |x - y| <= tolerance*|y|"), 3, 3), comparison,                  \
      operation_truth(fabs(a - b) <= c * fabs(b), a, b) + (c - c), within(a, b, c),                \
      STEP(fabs(a - b) == c * fabs(b)), STEP(fabs(a - b) == c * fabs(b)),                          \
      STEP(fabs(a - b) == c * fabs(b)))                                                            \
    /* what no formula says: rounding, and the size of the terms that it is measured by */         \
    X(CLEAR, OPERATOR, shared,                                                                     \
      operation_settle(a, 0, b), settle(a, (struct interval){0, 0}, b),                            \
      SMOOTH(1), SMOOTH(0), NO_OPERAND)                                                            \
    X(SETTLE, OPERATOR, shared,                                                                    \
      operation_settle(a, b, c), settle(a, b, c),                                                  \
      SMOOTH(1), SMOOTH(0), SMOOTH(0))                                                             \
    X(MOVED, OPERATOR, shared,                                                                     \
      fabs(a) + fabs(b), sum(absolute(a), absolute(b)),                                            \
      KINK(a < 0 ? -1 : a > 0 ? 1 : a, a == 0), KINK(b < 0 ? -1 : b > 0 ? 1 : b, b == 0),          \
      NO_OPERAND)                                                                                  \
    X(ANNUITY, FUNCTION("annuity", "annuity(rate, n)", N_("level payment a month on a loan of 1"), \
                        2, 2), annuity,                                                            \
      operation_annuity(a, b), annuity(a, b),                                                      \
      SMOOTH(operation_annuity_by_rate(a, b)), SMOOTH(operation_annuity_by_n(a, b)), NO_OPERAND)

/*
 *   period    what it has a value for: MONTH, every month, or HORIZON, all months together
 *   code      its name in months.h and the other files above
 *   operands  three columns: whether the month and those before it are read (PAST), these alone
 *             (EARLIER), all months (WHOLE) or one number (SINGLE); and what the graph over each is
 *             like. What a formula leaves out is 0.
 */
#define MONTHS_OPERATIONS(X)                                                                       \
    X(PREVIOUS, FUNCTION("prev", "prev(x, initial)", N_("one month earlier"), 1, 2), shared,       \
      MONTH, previous, EARLIER(SMOOTH), SINGLE(SMOOTH), NO_OPERAND)                                \
    X(LAG, FUNCTION("lag", "lag(x, n, initial)", N_("n months earlier, 1.5 is half way"), 2, 3),   \
      lag, MONTH, lag, PAST(SMOOTH), SINGLE(KINK), SINGLE(SMOOTH))                                 \
    /* a lag that leads in a circle: n is at least 1 */                                            \
    X(LAG_BACK, OPERATOR, lag,                                                                     \
      MONTH, lag_back, EARLIER(SMOOTH), SINGLE(KINK), SINGLE(SMOOTH))                              \
    /* b by age: its month 1 is age 0, which the month itself is for who joins in it */            \
    X(COHORTS, FUNCTION("cohorts", "cohorts(joined, kept)",                                        \
                        N_("what is left of all who joined, by age"), 2, 2), product,              \
      MONTH, by_age, PAST(SMOOTH), PAST(SMOOTH), NO_OPERAND)                                       \
    X(SPREAD, FUNCTION("spread", "spread(x, shares)",                                              \
                       N_("x in shares over the months from it on"), 2, 2), product,               \
      MONTH, by_age, PAST(SMOOTH), PAST(SMOOTH), NO_OPERAND)                                       \
    X(SUM, FUNCTION("sum", "sum(x, from, to)", N_("over the months"), 1, 1), shared,               \
      HORIZON, sum, WHOLE(SMOOTH), NO_OPERAND, NO_OPERAND)                                         \
    X(AVG, FUNCTION("avg", "avg(x, from, to)", N_("mean over the months"), 1, 1), shared,          \
      HORIZON, avg, WHOLE(SMOOTH), NO_OPERAND, NO_OPERAND)                                         \
    X(FIRST, FUNCTION("first", "first(x)", N_("in the first month"), 1, 1), shared,                \
      HORIZON, first, WHOLE(SMOOTH), NO_OPERAND, NO_OPERAND)                                       \
    X(LAST, FUNCTION("last", "last(x)", N_("in the last month"), 1, 1), shared,                    \
      HORIZON, last, WHOLE(SMOOTH), NO_OPERAND, NO_OPERAND)                                        \
    X(PEAK, FUNCTION("peak", "peak(x, from, to)", N_("the largest of the months"), 1, 1), shared,  \
      HORIZON, peak, WHOLE(KINK), NO_OPERAND, NO_OPERAND)                                          \
    X(LOW, FUNCTION("low", "low(x, from, to)", N_("the smallest of the months"), 1, 1), shared,    \
      HORIZON, low, WHOLE(KINK), NO_OPERAND, NO_OPERAND)                                           \
    /* the same over months from..to, both included; see operation_of_part */                      \
    X(SUM_PART, OPERATOR, part,                                                                    \
      HORIZON, sum_part, WHOLE(SMOOTH), SINGLE(STEP), SINGLE(STEP))                                \
    X(AVG_PART, OPERATOR, part,                                                                    \
      HORIZON, avg_part, WHOLE(SMOOTH), SINGLE(STEP), SINGLE(STEP))                                \
    X(PEAK_PART, OPERATOR, part,                                                                   \
      HORIZON, peak_part, WHOLE(KINK), SINGLE(STEP), SINGLE(STEP))                                 \
    X(LOW_PART, OPERATOR, part,                                                                    \
      HORIZON, low_part, WHOLE(KINK), SINGLE(STEP), SINGLE(STEP))                                  \
    X(AT, FUNCTION("at", "at(x, m)", N_("in month m"), 2, 2), part,                                \
      HORIZON, at, WHOLE(SMOOTH), SINGLE(STEP), NO_OPERAND)                                        \
    X(VOLUME, OPERATOR, shared,                                                                    \
      HORIZON, volume, WHOLE(KINK), NO_OPERAND, NO_OPERAND)                                        \
    X(NPV, FUNCTION("npv", "npv(x, rate)", N_("present value at a rate a year"), 2, 2), rated,     \
      HORIZON, npv, WHOLE(SMOOTH), SINGLE(SMOOTH), NO_OPERAND)                                     \
    X(IRR, FUNCTION("irr", "irr(x)", N_("the rate a year at which npv is 0"), 1, 1), none,         \
      HORIZON, rate, WHOLE(SMOOTH), NO_OPERAND, NO_OPERAND)

/*
 *   period    as above, or OPERANDS: as often as its operands
 *   code      emit_CODE in formula.c
 *   constant  its value over N numbers `operands`; NaN for what needs months
 */
#define FORMULA_OPERATIONS(X)                                                                      \
    X(STEPS, FUNCTION("steps", "steps(x, v0, x1, v1, ...)", N_("v0 below x1, v1 from x1 on, ..."), \
                      2, -1), steps,                                                               \
      OPERANDS, steps, operation_steps(operands, n))                                               \
    X(TIERS, FUNCTION("tiers", "tiers(x, p1, t1, p2, ...)",                                        \
                      N_("p1 for each up to t1, p2 for each beyond, ..."), 2, -1), tiers,          \
      OPERANDS, tiers, operation_tiers(operands, n))                                               \
    X(CUMULATIVE, FUNCTION("cumulative", "cumulative(x)", N_("all months up to this one"), 1, 1),  \
      shared,                                                                                      \
      MONTH, cumulative, (double)NAN)                                                              \
    X(SERIES, FUNCTION("series", "series(v1, v2, ...)", N_("a value a month, the last one on"),    \
                       1, -1), shared,                                                             \
      MONTH, series, (double)NAN)                                                                  \
    X(LIST, OPERATOR, list,                                                                        \
      MONTH, list, (double)NAN)                                                                    \
    /* of a section with rows: the sum over its rows, whose values are its operands */            \
    X(ROWS, OPERATOR, list,                                                                        \
      OPERANDS, rows, (double)NAN)                                                                 \
    X(ALL, FUNCTION("all", "all(rows.line)", N_("the sum over the rows of a section"), 1, 1),      \
      shared,                                                                                      \
      OPERANDS, all, operands[0])                                                                  \
    X(SETTLED, FUNCTION("cash.settled", "cash.settled(x)", NULL, 1, 1), shared,                    \
      OPERANDS, settled, operands[0])
/* clang-format on */

#define OPERATION_LIST(X)                                                                          \
    LANE_OPERATIONS(X)                                                                             \
    MONTHS_OPERATIONS(X)                                                                           \
    FORMULA_OPERATIONS(X)

enum operation {
#define X(name, ...) OP_##name,
    OPERATION_LIST(X)
#undef X
    /* leaves of formulas */
    OP_NUMBER,
    OP_NAME
};

#define X(...) +1
enum { N_LANE_OPERATIONS = LANE_OPERATIONS(X), N_OPERATIONS = OP_NAME + 1 };
#undef X

enum operand { OPERAND_a, OPERAND_b, OPERAND_c, N_OPERANDS };

enum operand_shape {
    SHAPE_NONE, /* the operation has no such operand */
    SHAPE_SMOOTH,
    SHAPE_KINK, /* without jumps, but its slope has some */
    SHAPE_SAW,  /* jumps, and has a slope between them */
    SHAPE_STEP  /* jumps, and is flat between them */
};

/* Which months of an operand the value of a month is made of. */
enum operand_reach {
    REACH_PRESENT, /* that month */
    REACH_PAST,    /* that month and months before it */
    REACH_EARLIER, /* only months before it: the operand may itself follow from the value */
    REACH_WHOLE,   /* all of them */
    REACH_SINGLE   /* it is one number, the same in every month */
};

/* What an operation has a value for. */
enum operation_period {
    PERIOD_OPERANDS, /* what its operands have one for */
    PERIOD_MONTH,    /* each month */
    PERIOD_HORIZON   /* all months together; its operands have one for each month */
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

/* A, or B where they differ by less than 1e-12 of TERMS, which are finite. */
static inline double operation_settle(double a, double b, double terms)
{
    double size = fabs(terms);
    return ((fabs(a - b) < 1e-12 * size) & (size < (double)INFINITY)) ? b : a;
}

/* A less B; 0 if nothing but rounding is between them. */
static inline double operation_difference(double a, double b)
{
    return operation_settle(a - b, 0, fabs(a) + fabs(b));
}

static inline double operation_select(double condition, double yes, double no)
{
    return condition != condition ? condition : condition != 0 ? yes : no;
}

/* OPERANDS[1], or the last OPERANDS[i + 1] of which OPERANDS[0] has reached OPERANDS[i], i even. */
static inline double operation_steps(const double *operands, uint32_t n)
{
    double value = operands[1];
    for (uint32_t i = 2; i + 1 < n; i += 2)
        value =
            operation_select(operation_truth(operands[0] >= operands[i], operands[0], operands[i]),
                             operands[i + 1], value);
    return value;
}

/* OPERANDS[1] for each of OPERANDS[0] up to OPERANDS[2], OPERANDS[3] for each beyond it, ... */
static inline double operation_tiers(const double *operands, uint32_t n)
{
    double value = operands[1] * (n > 2 ? operation_min(operands[0], operands[2]) : operands[0]);
    for (uint32_t i = 3; i < n; i += 2) {
        double x = i + 1 < n ? operation_min(operands[0], operands[i + 1]) : operands[0];
        value += operands[i] * operation_max(x - operands[i - 1], 0);
    }
    return value;
}

/* What pays back a loan of 1 in N equal payments at RATE a period, the first a period from now; and
 * its derivatives. NaN at a RATE of -1 and below. */
double operation_annuity(double rate, double n);
double operation_annuity_by_rate(double rate, double n);
double operation_annuity_by_n(double rate, double n);

/* <, <=, >, >=, ==, !=. */
static inline bool operation_is_comparison(enum operation op)
{
    return op >= OP_LT && op <= OP_NE;
}

/* The value of one of LANE_OPERATIONS; operands it doesn't have are ignored. */
double operation_apply(enum operation op, double a, double b, double c);
/* Whether its value in a month is made of its own value in the month before. */
static inline bool operation_is_running(enum operation op)
{
    return op == OP_CUMULATIVE;
}

/* OP as it is over a part of the months, if it can be: with two operands more, the first month of
 * the part and its last. OP itself if it cannot. */
static inline enum operation operation_of_part(enum operation op)
{
    return op == OP_SUM    ? OP_SUM_PART
           : op == OP_AVG  ? OP_AVG_PART
           : op == OP_PEAK ? OP_PEAK_PART
           : op == OP_LOW  ? OP_LOW_PART
                           : op;
}

/* Whether the value depends on when operand a begins, before which it is 0. */
bool operation_heeds_begin(enum operation op);
/* How many of a, b, c the operation reads in a program. */
uint8_t operation_n_operands(enum operation op);
/* How the value depends on operand K. Of what reads a series: on each of its months. */
enum operand_shape operation_shape(enum operation op, uint8_t k);
enum operand_reach operation_reach(enum operation op, uint8_t k);
enum operation_period operation_period(enum operation op);

#endif
