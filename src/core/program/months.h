/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What reads other months than the present, over lanes: of each of MONTHS_OPERATIONS its value, and
 * what its operands get of a derivative. Private to the core.
 *
 * In monthly code the operands' cells are those of the month that is computed, in scalar code those
 * of the first month; a month later or earlier is STRIDE further or less far. An operand that is no
 * series is in its one cell.
 */
#ifndef PROFORMA_CORE_PROGRAM_MONTHS_H
#define PROFORMA_CORE_PROGRAM_MONTHS_H

#include <string.h>

#include "core/language/operation.h"
#include "core/program/irr.h"
#include "core/program/lanes.h"

struct months {
    const double *a, *b, *c; /* operands */
    double *y;               /* the value */
    size_t stride;           /* doubles from a month to the next */
    uint32_t n;              /* months in all, month 0 included if there is one */
    double per_year;         /* of them in a year */
    uint32_t month;          /* the present one, from 0; 0 in scalar code */
    enum operand k;          /* of CODE_pull: the operand that gets its share */
};

/*
 * CODE_value computes at->y. CODE_pull adds to INTO, the derivatives by operand K, laid out like
 * that operand, what they get of ADJOINT, the derivatives by the value, which is in at->y.
 */

static VECTOR_INLINE void months_add(double *into, const double *values, uint32_t lanes)
{
    FOR_EACH_LANE (lane, lanes)
        into[lane] += values[lane];
}

static VECTOR_INLINE void previous_value(const struct months *at, uint32_t lanes)
{
    memcpy(at->y, at->month == 0 ? at->b : at->a - at->stride, lanes * sizeof *at->y);
}

static VECTOR_INLINE void previous_pull(const struct months *at, const double *adjoint,
                                        double *into, uint32_t lanes)
{
    if (at->k == OPERAND_a && at->month > 0)
        months_add(into - at->stride, adjoint, lanes);
    else if (at->k == OPERAND_b && at->month == 0)
        months_add(into, adjoint, lanes);
}

static VECTOR_INLINE void sum_value(const struct months *at, uint32_t lanes)
{
    memcpy(at->y, at->a, lanes * sizeof *at->y);
    for (size_t m = 1; m < at->n; m++)
        FOR_EACH_LANE (lane, lanes)
            at->y[lane] += at->a[m * at->stride + lane];
}

static VECTOR_INLINE void sum_pull(const struct months *at, const double *adjoint, double *into,
                                   uint32_t lanes)
{
    for (size_t m = 0; m < at->n; m++)
        FOR_EACH_LANE (lane, lanes)
            into[m * at->stride + lane] += adjoint[lane];
}

/* The sum of the months without their signs. */
static VECTOR_INLINE void volume_value(const struct months *at, uint32_t lanes)
{
    FOR_EACH_LANE (lane, lanes)
        at->y[lane] = fabs(at->a[lane]);
    for (size_t m = 1; m < at->n; m++)
        FOR_EACH_LANE (lane, lanes)
            at->y[lane] += fabs(at->a[m * at->stride + lane]);
}

static VECTOR_INLINE void volume_pull(const struct months *at, const double *adjoint, double *into,
                                      uint32_t lanes)
{
    for (size_t m = 0; m < at->n; m++)
        for (uint32_t lane = 0; lane < lanes; lane++) {
            double x = at->a[m * at->stride + lane];
            into[m * at->stride + lane] += x < 0 ? -adjoint[lane] : x > 0 ? adjoint[lane] : 0;
        }
}

static VECTOR_INLINE void avg_value(const struct months *at, uint32_t lanes)
{
    sum_value(at, lanes);
    for (uint32_t lane = 0; lane < lanes; lane++)
        at->y[lane] /= (double)at->n;
}

static VECTOR_INLINE void avg_pull(const struct months *at, const double *adjoint, double *into,
                                   uint32_t lanes)
{
    for (size_t m = 0; m < at->n; m++)
        FOR_EACH_LANE (lane, lanes)
            into[m * at->stride + lane] += adjoint[lane] / (double)at->n;
}

static VECTOR_INLINE void first_value(const struct months *at, uint32_t lanes)
{
    memcpy(at->y, at->a, lanes * sizeof *at->y);
}

static VECTOR_INLINE void first_pull(const struct months *at, const double *adjoint, double *into,
                                     uint32_t lanes)
{
    (void)at;
    months_add(into, adjoint, lanes);
}

static VECTOR_INLINE void last_value(const struct months *at, uint32_t lanes)
{
    memcpy(at->y, at->a + (at->n - 1) * at->stride, lanes * sizeof *at->y);
}

static VECTOR_INLINE void last_pull(const struct months *at, const double *adjoint, double *into,
                                    uint32_t lanes)
{
    months_add(into + (at->n - 1) * at->stride, adjoint, lanes);
}

static VECTOR_INLINE void peak_value(const struct months *at, uint32_t lanes)
{
    memcpy(at->y, at->a, lanes * sizeof *at->y);
    for (size_t m = 1; m < at->n; m++)
        FOR_EACH_LANE (lane, lanes)
            at->y[lane] = operation_max(at->y[lane], at->a[m * at->stride + lane]);
}

static VECTOR_INLINE void peak_pull(const struct months *at, const double *adjoint, double *into,
                                    uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        const double *x = at->a + lane;
        size_t taken = 0; /* the first NaN, else the last of the highest */
        for (size_t m = 1; m < at->n; m++)
            taken = operation_is_higher(x[taken * at->stride], x[m * at->stride]) ? taken : m;
        into[taken * at->stride + lane] += adjoint[lane];
    }
}

static VECTOR_INLINE void rate_value(const struct months *at, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++)
        at->y[lane] = irr_annual(at->a + lane, at->stride, at->n, at->per_year, NULL);
}

static VECTOR_INLINE void rate_pull(const struct months *at, const double *adjoint, double *into,
                                    uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++)
        if (adjoint[lane] != 0)
            irr_pull(at->a + lane, at->stride, at->n, at->per_year, at->y[lane], adjoint[lane],
                     into + lane);
}

#endif
