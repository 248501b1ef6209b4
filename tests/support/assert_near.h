/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cmocka lacks: assertions about doubles. */
#ifndef PROFORMA_TESTS_ASSERT_NEAR_H
#define PROFORMA_TESTS_ASSERT_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Both are NaN, or equal, or differ by at most REL times the larger of the two. With a zero on one
 * side REL is the absolute difference. */
static inline int near_doubles(double a, double b, double rel)
{
    if (isnan(a) || isnan(b))
        return isnan(a) && isnan(b);
    if (a == b)
        return 1;
    if (isinf(a) || isinf(b))
        return 0;
    double scale = a == 0 || b == 0 ? 1 : fmax(fabs(a), fabs(b));
    return fabs(a - b) <= rel * scale;
}

/* The same 64 bits: -0 is not 0. Any NaN equals any other. */
static inline int same_bits(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static inline void assert_near_at(double a, double b, double rel, const char *file, int line)
{
    if (near_doubles(a, b, rel))
        return;
    fprintf(stderr, "%s:%d: %.17g is not near %.17g (%g)\n", file, line, a, b, rel);
    _fail(file, line);
}

static inline void assert_same_bits_at(double a, double b, const char *file, int line)
{
    if (same_bits(a, b))
        return;
    fprintf(stderr, "%s:%d: %.17g (%a) is not %.17g (%a)\n", file, line, a, a, b, b);
    _fail(file, line);
}

#define assert_near(a, b, rel) assert_near_at((a), (b), (rel), __FILE__, __LINE__)
#define assert_same_bits(a, b) assert_same_bits_at((a), (b), __FILE__, __LINE__)

#endif
