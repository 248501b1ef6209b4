/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "correlation.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

static const double PI = 3.14159265358979323846;
/* Rounding: a matrix with no eigenvalue further below 0 is possible. */
static const double ROUNDING = 1e-9;
/* So much of a variable's variance once those before it are known is nothing. */
static const double LEAST_PIVOT = 1e-10;

double correlation_of_ranks(double rank)
{
    return 2 * sin(PI * rank / 6);
}

double correlation_to_ranks(double normal)
{
    return 6 * asin(normal / 2) / PI;
}

/* Which of N variables that are not DONE varies most on the diagonal of MATRIX; N if all are. */
static uint32_t most_varied(const double *matrix, uint32_t n, const bool *done)
{
    uint32_t most = n;
    for (uint32_t i = 0; i < n; i++)
        if (!done[i] && (most == n || matrix[(size_t)i * n + i] > matrix[(size_t)most * n + most]))
            most = i;
    return most;
}

/*
 * Take what is known by one variable after the other, the most varied first, which keeps rounding
 * small, from the rest of the symmetric N x N MATRIX; but KEPT and ALSO_KEPT (N: none) stay in it.
 * False if a variance becomes negative, so that these variables cannot be.
 */
static bool eliminate(double *matrix, uint32_t n, uint32_t kept, uint32_t also_kept)
{
    bool done[CORRELATION_MOST + 1] = {false}, is_taken[CORRELATION_MOST] = {false};
    assert(n <= CORRELATION_MOST);
    done[kept] = done[also_kept] = true;
    for (uint32_t p; (p = most_varied(matrix, n, done)) < n; done[p] = is_taken[p] = true) {
        const double *pivots = matrix + (size_t)p * n;
        double pivot = pivots[p];
        if (!(pivot >= -ROUNDING))
            return false;
        for (uint32_t i = 0; i < n; i++) {
            double *row = matrix + (size_t)i * n, element = row[p];
            if (i == p || is_taken[i])
                continue;
            if (pivot <= ROUNDING && element * element > ROUNDING * fmax(row[i], ROUNDING))
                return false;
            for (uint32_t j = 0; pivot > ROUNDING && j < n; j++)
                row[j] -= j == p ? 0 : element * pivots[j] / pivot;
        }
    }
    return true;
}

/* Row I of the factor, from that row of the matrix and the rows above. */
static void factor_row(double *matrix, uint32_t n, uint32_t i)
{
    double *row = matrix + (size_t)i * n, left = row[i];
    for (uint32_t j = 0; j < i; j++) {
        const double *above = matrix + (size_t)j * n;
        double sum = row[j];
        for (uint32_t k = 0; k < j; k++)
            sum -= row[k] * above[k];
        row[j] = above[j] > 0 ? sum / above[j] : 0;
        left -= row[j] * row[j];
    }
    row[i] = left > LEAST_PIVOT ? sqrt(left) : 0;
    for (uint32_t j = i + 1; j < n; j++)
        row[j] = 0;
}

bool correlation_factor(double *matrix, uint32_t n, double *work)
{
    assert(n > 0);
    memcpy(work, matrix, sizeof *work * n * n);
    if (!eliminate(work, n, n, n))
        return false;
    for (uint32_t i = 0; i < n; i++)
        factor_row(matrix, n, i);
    return true;
}

/* With a 0 in the entry's place, what the others know of I and J together is the middle of the
 * range, turned around, and what they leave of each is how far it reaches. */
bool correlation_range(const double *matrix, uint32_t n, uint32_t i, uint32_t j, double *work,
                       double *low, double *high)
{
    assert(i < n && j < n && i != j);
    memcpy(work, matrix, sizeof *work * n * n);
    work[(size_t)i * n + j] = work[(size_t)j * n + i] = 0;
    if (!eliminate(work, n, i, j))
        return false;
    double left_i = work[(size_t)i * n + i], left_j = work[(size_t)j * n + j];
    if (!(left_i >= -ROUNDING && left_j >= -ROUNDING))
        return false;
    double middle = -work[(size_t)i * n + j];
    double reach = left_i > ROUNDING && left_j > ROUNDING ? sqrt(left_i) * sqrt(left_j) : 0;
    *low = fmax(middle - reach, -1);
    *high = fmin(middle + reach, 1);
    return true;
}
