/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/language/interval.h"

#include <assert.h>
#include <float.h>

static const struct interval whole = {-(double)INFINITY, (double)INFINITY};
static const struct interval undecided = {0, 1};

/* Below this an error term may be too small to be held. */
#define SMALL 0x1p-960

/* VALUE is what a result was rounded to, ERROR has the sign of what was cut off (NaN: not known):
 * the neighbour on the far side of the result where it lies UP (or down) of VALUE. */
static double outwards(double value, double error, bool up)
{
    if (up)
        return error <= 0 ? value : nextafter(value, (double)INFINITY);
    return error >= 0 ? value : nextafter(value, -(double)INFINITY);
}

/* Whether an infinite result is what it is because an operand is infinite: then it is exact. */
static double error_of_infinity(double a, double b)
{
    return isinf(a) || isinf(b) ? 0 : (double)NAN;
}

static double add(double a, double b, bool up)
{
    double sum = a + b, part = sum - a;
    if (isinf(sum))
        return outwards(sum, error_of_infinity(a, b), up);
    return outwards(sum, (a - (sum - part)) + (b - part), up); /* Knuth's two-sum */
}

static double multiply(double a, double b, bool up)
{
    double product = a * b;
    if (isinf(product))
        return outwards(product, error_of_infinity(a, b), up);
    if (a == 0 || b == 0)
        return product;
    return outwards(product, fabs(product) < SMALL ? (double)NAN : fma(a, b, -product), up);
}

static double divide(double a, double b, bool up)
{
    double quotient = a / b;
    if (isinf(quotient) || isinf(b))
        return outwards(quotient, error_of_infinity(a, b), up);
    if (a == 0)
        return quotient;
    double rest = fabs(a) < SMALL || fabs(quotient) < SMALL ? (double)NAN : fma(-quotient, b, a);
    return outwards(quotient, b < 0 ? -rest : rest, up);
}

static double root(double a, bool up)
{
    double value = sqrt(a);
    if (a == 0 || isinf(a))
        return value;
    return outwards(value, a < SMALL ? (double)NAN : fma(-value, value, a), up);
}

/* What the C library computed, and computes for numbers nearby, is at most 8 units of the last
 * digit off. */
static struct interval around(struct interval x)
{
    double low = x.low - fabs(x.low) * 0x1p-49 - 4 * DBL_TRUE_MIN;
    double high = x.high + fabs(x.high) * 0x1p-49 + 4 * DBL_TRUE_MIN;
    return (struct interval){isinf(x.low) ? (x.low > 0 ? DBL_MAX : x.low) : low,
                             isinf(x.high) ? (x.high < 0 ? -DBL_MAX : x.high) : high};
}

static bool has(struct interval x, double value)
{
    return x.low <= value && value <= x.high;
}

static bool has_infinity(struct interval x)
{
    return isinf(x.low) || isinf(x.high);
}

static bool is_point(struct interval x)
{
    return x.low == x.high;
}

static struct interval hull(struct interval a, struct interval b)
{
    return (struct interval){a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

static struct interval negate(struct interval x)
{
    return (struct interval){-x.high, -x.low};
}

static struct interval sum(struct interval a, struct interval b)
{
    struct interval out = {add(a.low, b.low, false), add(a.high, b.high, true)};
    bool is_nan = (a.low == whole.low && b.high == whole.high) ||
                  (a.high == whole.high && b.low == whole.low);
    return is_nan ? INTERVAL_UNKNOWN : out;
}

static struct interval difference(struct interval a, struct interval b, bool is_same)
{
    return is_same && !has_infinity(a) ? (struct interval){0, 0} : sum(a, negate(b));
}

static struct interval absolute(struct interval x)
{
    if (x.low >= 0)
        return x;
    if (x.high <= 0)
        return negate(x);
    return (struct interval){0, -x.low > x.high ? -x.low : x.high};
}

static struct interval square(struct interval x)
{
    x = absolute(x);
    return (struct interval){multiply(x.low, x.low, false), multiply(x.high, x.high, true)};
}

/* The hull of the four corners, each rounded outwards. */
static struct interval corners(double (*operation)(double, double, bool), struct interval a,
                               struct interval b)
{
    const double x[] = {a.low, a.low, a.high, a.high}, y[] = {b.low, b.high, b.low, b.high};
    struct interval out = {operation(x[0], y[0], false), operation(x[0], y[0], true)};
    for (int i = 1; i < 4; i++)
        out =
            hull(out, (struct interval){operation(x[i], y[i], false), operation(x[i], y[i], true)});
    return out;
}

static struct interval product(struct interval a, struct interval b)
{
    if ((has(a, 0) && has_infinity(b)) || (has(b, 0) && has_infinity(a)))
        return INTERVAL_UNKNOWN;
    return corners(multiply, a, b);
}

static struct interval quotient(struct interval a, struct interval b, bool is_same)
{
    if (is_same && !has(a, 0) && !has_infinity(a))
        return (struct interval){1, 1};
    if ((has(a, 0) && has(b, 0)) || (has_infinity(a) && has_infinity(b)))
        return INTERVAL_UNKNOWN;
    return has(b, 0) ? whole : corners(divide, a, b);
}

/* A to the whole number N. */
static struct interval whole_power(struct interval a, double n)
{
    bool is_even = fmod(n, 2) == 0;
    if (n == 0)
        return (struct interval){1, 1};
    if (n == 1)
        return a;
    if (n < 0 && has(a, 0) && !is_even)
        return whole;
    if (is_even)
        a = absolute(a);
    struct interval out = {pow(n > 0 ? a.low : a.high, n), pow(n > 0 ? a.high : a.low, n)};
    out = around(out);
    if (is_even && out.low < 0)
        out.low = 0;
    return out;
}

static double power_corner(double a, double b, bool up)
{
    struct interval near = around((struct interval){pow(a, b), pow(a, b)});
    return up ? near.high : near.low;
}

static struct interval power(struct interval a, struct interval b)
{
    if (is_point(b) && isfinite(b.low) && b.low == floor(b.low))
        return whole_power(a, b.low);
    if (a.low < 0)
        return INTERVAL_UNKNOWN; /* NaN for all but whole exponents */
    if (a.low == 0 && b.low < 0)
        return whole;
    struct interval out = corners(power_corner, a, b);
    return out.low < 0 ? (struct interval){0, out.high} : out;
}

/* A monotone function of the C library over what of X is at least LOWEST; NaN below. */
static struct interval monotone(double (*function)(double), struct interval x, double lowest)
{
    if (x.low < lowest)
        return INTERVAL_UNKNOWN;
    return around((struct interval){function(x.low), function(x.high)});
}

static struct interval square_root(struct interval x)
{
    return x.low < 0 ? INTERVAL_UNKNOWN : (struct interval){root(x.low, false), root(x.high, true)};
}

static struct interval exponential(struct interval x)
{
    struct interval out = monotone(exp, x, whole.low);
    return (struct interval){operation_max(out.low, 0), operation_max(out.high, 0)};
}

/* FUNCTION over X is one of floor, ceil, round: exact. */
static struct interval stairs(double (*function)(double), struct interval x)
{
    return (struct interval){function(x.low), function(x.high)};
}

static struct interval decided(bool is_true, bool is_false)
{
    return is_true ? (struct interval){1, 1} : is_false ? (struct interval){0, 0} : undecided;
}

static struct interval complement(struct interval x)
{
    return (struct interval){1 - x.high, 1 - x.low};
}

/* Whether a condition holds, as an interval in 0 to 1. */
static struct interval truth(struct interval x)
{
    return decided(!has(x, 0), x.low == 0 && x.high == 0);
}

static struct interval less(struct interval a, struct interval b, bool is_same)
{
    return decided(a.high < b.low && !is_same, a.low >= b.high || is_same);
}

static struct interval equal(struct interval a, struct interval b, bool is_same)
{
    return decided(is_same || (is_point(a) && is_point(b) && a.low == b.low),
                   a.high < b.low || b.high < a.low);
}

static struct interval lower(struct interval a, struct interval b)
{
    return (struct interval){operation_min(a.low, b.low), operation_min(a.high, b.high)};
}

static struct interval higher(struct interval a, struct interval b)
{
    return (struct interval){operation_max(a.low, b.low), operation_max(a.high, b.high)};
}

/* a - b * floor(a / b), the same operations one by one; and at most what is rounded away outside 0
 * to b. */
static struct interval modulo(struct interval a, struct interval b)
{
    struct interval times = quotient(a, b, false);
    if (interval_is_unknown(times))
        return times;
    times = (struct interval){floor(times.low), floor(times.high)};
    struct interval taken = product(b, times);
    struct interval out = interval_is_unknown(taken) ? taken : sum(a, negate(taken));
    if (interval_is_unknown(out))
        return out;
    struct interval size = absolute(a);
    double slack = (size.high + fabs(b.low) + fabs(b.high)) * 0x1p-50 + 4 * DBL_TRUE_MIN;
    double low = (b.low < 0 ? b.low : 0) - slack, high = (b.high > 0 ? b.high : 0) + slack;
    if (has(b, 0) || has_infinity(a) || has_infinity(b) || has_infinity(taken))
        return out;
    return (struct interval){out.low > low ? out.low : low, out.high < high ? out.high : high};
}

/* What the C library computed, with what its argument of size U had lost before. */
static double annuity_corner(double rate, double n, bool up)
{
    double value = operation_annuity(rate, n), u = n * log1p(rate);
    struct interval near = around((struct interval){value, value});
    double slack = isinf(value) || isinf(u) ? 0 : fabs(value) * fabs(u) * 0x1p-50;
    return up ? near.high + slack : near.low - slack;
}

/* Where n has one sign, it falls as n grows, and goes one way with the rate for each n. */
static struct interval annuity(struct interval rate, struct interval n)
{
    if (!(rate.low > -1) || has_infinity(rate) || has_infinity(n))
        return INTERVAL_UNKNOWN;
    return n.low < SMALL && n.high > -SMALL ? whole : corners(annuity_corner, rate, n);
}

static struct interval within(struct interval a, struct interval b, struct interval c)
{
    if (has_infinity(c))
        return INTERVAL_UNKNOWN;
    struct interval distance = sum(a, negate(b)), allowed = product(c, absolute(b));
    if (interval_is_unknown(distance) || interval_is_unknown(allowed))
        return undecided;
    return complement(less(allowed, absolute(distance), false));
}

/* A, and B too where an amount of A may be as near to it as rounding. */
static struct interval settle(struct interval a, struct interval b, struct interval terms)
{
    struct interval size = absolute(terms);
    double least = a.low > b.high ? a.low - b.high : b.low > a.high ? b.low - a.high : 0;
    return least > 1.1e-12 * size.high ? a : hull(a, b);
}

static struct interval select(struct interval condition, struct interval yes, struct interval no)
{
    if (interval_is_unknown(condition))
        return condition;
    condition = truth(condition);
    if (is_point(condition))
        return condition.low != 0 ? yes : no;
    return interval_is_unknown(yes) || interval_is_unknown(no) ? INTERVAL_UNKNOWN : hull(yes, no);
}

/* What interval_apply needs of its operands to be known. */
static bool is_unknown(enum operation op, struct interval a, struct interval b, struct interval c)
{
    uint8_t n = operation_n_operands(op);
    if (op == OP_SELECT) /* which need not take what is unknown */
        return false;
    return interval_is_unknown(a) || (n > 1 && interval_is_unknown(b)) ||
           (n > 2 && interval_is_unknown(c));
}

struct interval interval_apply(enum operation op, struct interval a, struct interval b,
                               struct interval c, bool is_same)
{
    if (is_unknown(op, a, b, c))
        return INTERVAL_UNKNOWN;
    switch (op) {
#define X(name, function, unit, value, enclosure, ...)                                             \
    case OP_##name:                                                                                \
        return enclosure;
        LANE_OPERATIONS(X)
#undef X
#define X(name, ...) case OP_##name:
        MONTHS_OPERATIONS(X)
        FORMULA_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        break;
    }
    assert(false);
    return INTERVAL_UNKNOWN;
}
