/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moments.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/program/lanes.h"

/* Sums have this many parts, and each part takes every 16th term: more than the vectors of any
 * processor hold. */
enum { PARTS = 16 };

static size_t n_pairs(const struct moments *moments)
{
    size_t n = moments->n_variables;
    return moments->is_joint ? n * (n + 1) / 2 : 2 * n;
}

bool moments_init(struct moments *moments, uint32_t n_variables, bool is_joint)
{
    *moments = (struct moments){.n_variables = n_variables, .is_joint = is_joint};
    moments->mean = calloc((size_t)n_variables + 1, sizeof(double));
    moments->deltas = calloc((size_t)n_variables + 1, sizeof(double));
    moments->co = calloc(n_pairs(moments) + 1, sizeof(double));
    if (moments->mean && moments->deltas && moments->co)
        return true;
    moments_fini(moments);
    return false;
}

void moments_fini(struct moments *moments)
{
    free(moments->mean);
    free(moments->deltas);
    free(moments->co);
    *moments = (struct moments){0};
}

void moments_clear(struct moments *moments)
{
    moments->n = 0;
    memset(moments->mean, 0, moments->n_variables * sizeof(double));
    memset(moments->co, 0, n_pairs(moments) * sizeof(double));
}

static VECTOR_INLINE double fold(double *parts)
{
    for (uint32_t width = PARTS / 2; width > 0; width /= 2)
        for (uint32_t i = 0; i < width; i++)
            parts[i] += parts[i + width];
    return parts[0];
}

VECTOR_CLONES static double sum(const double *x, uint32_t n)
{
    double parts[PARTS] = {0};
    uint32_t whole = n - n % PARTS;
    for (uint32_t at = 0; at < whole; at += PARTS)
        for (uint32_t i = 0; i < PARTS; i++)
            parts[i] += x[at + i];
    for (uint32_t i = whole; i < n; i++)
        parts[i - whole] += x[i];
    return fold(parts);
}

VECTOR_CLONES static double sum_of_products(const double *restrict x, const double *restrict y,
                                            uint32_t n)
{
    double parts[PARTS] = {0};
    uint32_t whole = n - n % PARTS;
    for (uint32_t at = 0; at < whole; at += PARTS)
        for (uint32_t i = 0; i < PARTS; i++)
            parts[i] += x[at + i] * y[at + i];
    for (uint32_t i = whole; i < n; i++)
        parts[i - whole] += x[i] * y[i];
    return fold(parts);
}

VECTOR_CLONES static double centre(double *x, uint32_t n)
{
    double mean = sum(x, n) / n;
    for (uint32_t i = 0; i < n; i++)
        x[i] -= mean;
    return mean;
}

/* The variables that a variable is multiplied with: FIRST and each STEP further, up to LAST. */
struct partners {
    uint32_t first, step, last;
};

static struct partners partners_of(const struct moments *moments, uint32_t i)
{
    uint32_t last = moments->n_variables - 1;
    if (moments->is_joint)
        return (struct partners){0, 1, i};
    return (struct partners){i, i < last ? last - i : 1, i < last ? last : i};
}

void moments_compute(struct moments *moments, double *columns, size_t stride, uint32_t n)
{
    moments_clear(moments);
    moments->n = n;
    if (n == 0)
        return;
    for (uint32_t i = 0; i < moments->n_variables; i++)
        moments->mean[i] = centre(columns + i * stride, n);
    double *co = moments->co;
    for (uint32_t i = 0; i < moments->n_variables; i++) {
        struct partners with = partners_of(moments, i);
        for (uint32_t j = with.first; j <= with.last; j += with.step)
            *co++ = sum_of_products(columns + i * stride, columns + j * stride, n);
    }
}

void moments_merge(struct moments *total, const struct moments *part)
{
    assert(part->n_variables == total->n_variables && part->is_joint == total->is_joint);
    if (part->n == 0)
        return;
    double n = (double)(total->n + part->n);
    double of_part = (double)part->n / n, weight = (double)total->n * of_part;
    for (uint32_t i = 0; i < total->n_variables; i++)
        total->deltas[i] = part->mean[i] - total->mean[i];
    const double *from = part->co;
    double *co = total->co;
    for (uint32_t i = 0; i < total->n_variables; i++) {
        struct partners with = partners_of(total, i);
        for (uint32_t j = with.first; j <= with.last; j += with.step)
            *co++ += *from++ + total->deltas[i] * total->deltas[j] * weight;
        total->mean[i] += total->deltas[i] * of_part;
    }
    total->n += part->n;
}

double moments_co(const struct moments *moments, uint32_t i, uint32_t j)
{
    assert(i < moments->n_variables && j < moments->n_variables);
    size_t low = i < j ? i : j, high = i < j ? j : i, last = moments->n_variables - 1;
    if (moments->is_joint)
        return moments->co[high * (high + 1) / 2 + low];
    return low == high ? moments->co[2 * low] : high == last ? moments->co[2 * low + 1] : 0;
}
