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
    uint32_t early;          /* of them before month 1: 1 or 0 */
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

/* How far lag() looks back: to the month WHOLE months ago, and SHARE of the way to the one before.
 * Beyond all months, WHOLE is their number. */
struct look {
    uint32_t whole;
    double share;
};

/* A lag of N, not NaN, which counts as at least LEAST. */
static inline struct look look_back(double n, double least, uint32_t months)
{
    n = n > least ? n : least;
    if (!(n < months))
        return (struct look){months, 0};
    return (struct look){(uint32_t)n, n - floor(n)};
}

/* The operand AGO months ago in LANE; the initial value where there was none. */
static inline double months_ago(const struct months *at, uint32_t ago, uint32_t lane)
{
    return ago > at->month ? at->c[lane] : (at->a - ago * at->stride)[lane];
}

static VECTOR_INLINE void look_value(const struct months *at, double least, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        double n = at->b[lane];
        struct look look = look_back(n, least, at->n);
        double value = months_ago(at, look.whole, lane);
        if (look.share > 0)
            value = (1 - look.share) * value + look.share * months_ago(at, look.whole + 1, lane);
        at->y[lane] = n != n ? n : value;
    }
}

/* The slope by n, to the right of a whole number. */
static inline double look_slope(const struct months *at, double least, uint32_t lane)
{
    double n = at->b[lane];
    struct look look = look_back(n, least, at->n);
    if (n < least || look.whole == at->n)
        return 0;
    return n != n ? n : months_ago(at, look.whole + 1, lane) - months_ago(at, look.whole, lane);
}

static VECTOR_INLINE void look_pull(const struct months *at, double least, const double *adjoint,
                                    double *into, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        if (at->k == OPERAND_b) {
            into[lane] += operation_share(adjoint[lane], look_slope(at, least, lane));
            continue;
        }
        struct look look = look_back(at->b[lane], least, at->n);
        const double shares[2] = {1 - look.share, look.share};
        for (uint32_t i = 0; i < 2; i++) {
            uint32_t ago = look.whole + i;
            double part = operation_share(adjoint[lane], shares[i]);
            if (at->k == OPERAND_a && ago <= at->month)
                (into - ago * at->stride)[lane] += part;
            else if (at->k == OPERAND_c && ago > at->month)
                into[lane] += part;
        }
    }
}

static VECTOR_INLINE void lag_value(const struct months *at, uint32_t lanes)
{
    look_value(at, 0, lanes);
}

static VECTOR_INLINE void lag_pull(const struct months *at, const double *adjoint, double *into,
                                   uint32_t lanes)
{
    look_pull(at, 0, adjoint, into, lanes);
}

static VECTOR_INLINE void lag_back_value(const struct months *at, uint32_t lanes)
{
    look_value(at, 1, lanes);
}

static VECTOR_INLINE void lag_back_pull(const struct months *at, const double *adjoint,
                                        double *into, uint32_t lanes)
{
    look_pull(at, 1, adjoint, into, lanes);
}

/* What has come in each month, a, times the share that is left at its age, b. */
static VECTOR_INLINE void by_age_value(const struct months *at, uint32_t lanes)
{
    const double *shares = at->b - at->month * at->stride;
    FOR_EACH_LANE (lane, lanes)
        at->y[lane] = at->a[lane] * shares[lane];
    for (size_t age = 1; age <= at->month; age++)
        FOR_EACH_LANE (lane, lanes)
            at->y[lane] += (at->a - age * at->stride)[lane] * (shares + age * at->stride)[lane];
}

static VECTOR_INLINE void by_age_pull(const struct months *at, const double *adjoint, double *into,
                                      uint32_t lanes)
{
    const double *shares = at->b - at->month * at->stride;
    for (size_t age = 0; age <= at->month; age++) {
        size_t back = age * at->stride, by_age = (at->month - age) * at->stride;
        for (uint32_t lane = 0; lane < lanes; lane++)
            if (at->k == OPERAND_a)
                (into - back)[lane] += operation_share(adjoint[lane], shares[back + lane]);
            else
                (into - by_age)[lane] += operation_share(adjoint[lane], (at->a - back)[lane]);
    }
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

static VECTOR_INLINE void low_value(const struct months *at, uint32_t lanes)
{
    memcpy(at->y, at->a, lanes * sizeof *at->y);
    for (size_t m = 1; m < at->n; m++)
        FOR_EACH_LANE (lane, lanes)
            at->y[lane] = operation_min(at->y[lane], at->a[m * at->stride + lane]);
}

static VECTOR_INLINE void low_pull(const struct months *at, const double *adjoint, double *into,
                                   uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        const double *x = at->a + lane;
        size_t taken = 0; /* the first NaN, else the last of the lowest */
        for (size_t m = 1; m < at->n; m++)
            taken = operation_is_lower(x[taken * at->stride], x[m * at->stride]) ? taken : m;
        into[taken * at->stride + lane] += adjoint[lane];
    }
}

/* Months first..end - 1, from 0, of a part of the horizon. */
struct part {
    uint32_t first, end;
};

/* Months FROM..TO, counted from 1, rounded and cut to the N that there are, EARLY of them before
 * month 1; none where either is NaN. */
static inline struct part part_of(double from, double to, uint32_t n, uint32_t early)
{
    from = operation_max(round(from) + early, 1);
    to = operation_min(round(to) + early, n);
    if (!(from <= to))
        return (struct part){0, 0};
    return (struct part){(uint32_t)from - 1, (uint32_t)to};
}

static inline struct part part_in(const struct months *at, uint32_t lane)
{
    return part_of(at->b[lane], at->c[lane], at->n, at->early);
}

static VECTOR_INLINE void sum_part_value(const struct months *at, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        struct part part = part_in(at, lane);
        double sum = at->b[lane] != at->b[lane] || at->c[lane] != at->c[lane] ? (double)NAN : 0;
        for (size_t m = part.first; m < part.end; m++)
            sum += at->a[m * at->stride + lane];
        at->y[lane] = sum;
    }
}

static VECTOR_INLINE void part_pull(const struct months *at, bool is_mean, const double *adjoint,
                                    double *into, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        struct part part = part_in(at, lane);
        double n = is_mean ? part.end - part.first : 1;
        for (size_t m = part.first; m < part.end; m++)
            into[m * at->stride + lane] += adjoint[lane] / n;
    }
}

static VECTOR_INLINE void sum_part_pull(const struct months *at, const double *adjoint,
                                        double *into, uint32_t lanes)
{
    part_pull(at, false, adjoint, into, lanes);
}

static VECTOR_INLINE void avg_part_value(const struct months *at, uint32_t lanes)
{
    sum_part_value(at, lanes);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        struct part part = part_in(at, lane);
        at->y[lane] /= (double)(part.end - part.first); /* NaN without any */
    }
}

static VECTOR_INLINE void avg_part_pull(const struct months *at, const double *adjoint,
                                        double *into, uint32_t lanes)
{
    part_pull(at, true, adjoint, into, lanes);
}

/* The month of the part that its largest or smallest value is from: the first NaN, else the last of
 * these. The number of months where the part has none. */
static inline size_t part_taken(const struct months *at, bool is_peak, uint32_t lane)
{
    struct part part = part_in(at, lane);
    const double *x = at->a + lane;
    size_t taken = part.first;
    for (size_t m = taken + 1; m < part.end; m++) {
        double best = x[taken * at->stride], value = x[m * at->stride];
        bool stays = is_peak ? operation_is_higher(best, value) : operation_is_lower(best, value);
        taken = stays ? taken : m;
    }
    return part.first < part.end ? taken : at->n;
}

static VECTOR_INLINE void end_part_value(const struct months *at, bool is_peak, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        size_t taken = part_taken(at, is_peak, lane);
        at->y[lane] = taken < at->n ? at->a[taken * at->stride + lane] : (double)NAN;
    }
}

static VECTOR_INLINE void end_part_pull(const struct months *at, bool is_peak,
                                        const double *adjoint, double *into, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        size_t taken = part_taken(at, is_peak, lane);
        if (taken < at->n)
            into[taken * at->stride + lane] += adjoint[lane];
    }
}

static VECTOR_INLINE void peak_part_value(const struct months *at, uint32_t lanes)
{
    end_part_value(at, true, lanes);
}

static VECTOR_INLINE void peak_part_pull(const struct months *at, const double *adjoint,
                                         double *into, uint32_t lanes)
{
    end_part_pull(at, true, adjoint, into, lanes);
}

static VECTOR_INLINE void low_part_value(const struct months *at, uint32_t lanes)
{
    end_part_value(at, false, lanes);
}

static VECTOR_INLINE void low_part_pull(const struct months *at, const double *adjoint,
                                        double *into, uint32_t lanes)
{
    end_part_pull(at, false, adjoint, into, lanes);
}

/* The month, from 0, that M means, counted from 1 and rounded; N where that is none of N, EARLY of
 * which are before month 1. */
static inline uint32_t month_at(double m, uint32_t n, uint32_t early)
{
    m = round(m) + early;
    return m >= 1 && m <= n ? (uint32_t)m - 1 : n;
}

static VECTOR_INLINE void at_value(const struct months *at, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        size_t m = month_at(at->b[lane], at->n, at->early);
        at->y[lane] = m < at->n ? at->a[m * at->stride + lane] : (double)NAN;
    }
}

static VECTOR_INLINE void at_pull(const struct months *at, const double *adjoint, double *into,
                                  uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++) {
        size_t m = month_at(at->b[lane], at->n, at->early);
        if (m < at->n)
            into[m * at->stride + lane] += adjoint[lane];
    }
}

/* Month M, from 0, in years from the start, if EARLY are before month 1 and PER_YEAR in a year. */
static inline double years_at(size_t m, uint32_t early, double per_year)
{
    return ((double)m + 1 - early) / per_year;
}

static VECTOR_INLINE void npv_value(const struct months *at, uint32_t lanes)
{
    for (uint32_t lane = 0; lane < lanes; lane++)
        at->y[lane] = at->a[lane] / pow(1 + at->b[lane], years_at(0, at->early, at->per_year));
    for (size_t m = 1; m < at->n; m++)
        for (uint32_t lane = 0; lane < lanes; lane++)
            at->y[lane] += at->a[m * at->stride + lane] /
                           pow(1 + at->b[lane], years_at(m, at->early, at->per_year));
}

static VECTOR_INLINE void npv_pull(const struct months *at, const double *adjoint, double *into,
                                   uint32_t lanes)
{
    for (size_t m = 0; m < at->n; m++)
        for (uint32_t lane = 0; lane < lanes; lane++) {
            double growth = 1 + at->b[lane], x = at->a[m * at->stride + lane],
                   years = years_at(m, at->early, at->per_year);
            if (at->k == OPERAND_a)
                into[m * at->stride + lane] += operation_share(adjoint[lane], pow(growth, -years));
            else
                into[lane] += operation_share(adjoint[lane],
                                              operation_share(x, -years) * pow(growth, -years - 1));
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
