/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "correlation.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

static const double PI = 3.14159265358979323846;
/* What has to be left of a variable's variance once those before it are known. */
static const double LEAST_PIVOT = 1e-10;

double correlation_of_ranks(double rank)
{
    return 2 * sin(PI * rank / 6);
}

double correlation_to_ranks(double normal)
{
    return 6 * asin(normal / 2) / PI;
}

/* Row I of the factor, from that row of the matrix and the rows above; what is left of the diagonal
 * before its root is taken. */
static double factor_row(double *matrix, uint32_t n, uint32_t i)
{
    double *row = matrix + (size_t)i * n, left = row[i];
    for (uint32_t j = 0; j < i; j++) {
        const double *above = matrix + (size_t)j * n;
        double sum = row[j];
        for (uint32_t k = 0; k < j; k++)
            sum -= row[k] * above[k];
        row[j] = sum / above[j];
        left -= row[j] * row[j];
    }
    row[i] = sqrt(left);
    for (uint32_t j = i + 1; j < n; j++)
        row[j] = 0;
    return left;
}

bool correlation_factor(double *matrix, uint32_t n)
{
    assert(n > 0);
    for (uint32_t i = 0; i < n; i++)
        if (!(factor_row(matrix, n, i) > LEAST_PIVOT))
            return false;
    return true;
}

/* Which of N variables stands at AT once FIRST and SECOND (the greater) are moved to the end. */
static uint32_t moved_to_end(uint32_t at, uint32_t n, uint32_t first, uint32_t second)
{
    if (at + 2 >= n)
        return at + 2 == n ? first : second;
    at += at >= first;
    return at + (at >= second);
}

/*
 * With I and J as the last two variables, and u and v their rows of the factor up to the others:
 * the entry is u v, give or take sqrt((1 - u u) (1 - v v)). A 0 in the entry's place makes the
 * factor's element there -u v / sqrt(1 - u u).
 */
bool correlation_range(const double *matrix, uint32_t n, uint32_t i, uint32_t j, double *work,
                       double *low, double *high)
{
    const uint32_t first = i < j ? i : j, second = i < j ? j : i;
    assert(first < second && second < n);
    double left = 0;
    for (uint32_t to = 0; to < n; to++) {
        double *row = work + (size_t)to * n;
        for (uint32_t from = 0; from <= to; from++)
            row[from] = matrix[(size_t)moved_to_end(from, n, first, second) * n +
                               moved_to_end(to, n, first, second)];
        if (to == n - 1)
            row[n - 2] = 0;
        left = factor_row(work, n, to);
        if (to < n - 1 && !(left > LEAST_PIVOT))
            return false;
    }
    double root = work[(size_t)(n - 2) * n + n - 2], element = work[(size_t)(n - 1) * n + n - 2];
    left += element * element;
    if (!(left > LEAST_PIVOT))
        return false;
    *low = fmax(-element * root - root * sqrt(left), -1);
    *high = fmin(-element * root + root * sqrt(left), 1);
    return true;
}
