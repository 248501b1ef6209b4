/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Matrices of correlations: whether one is possible at all, and how to draw from it. Parameters are
 * correlated by a Gaussian copula: of normal variables with correlation r = 2 sin(pi rho / 6) the
 * ranks have correlation rho (Spearman's), whatever distributions are laid over them; rho = 0.6
 * takes r = 0.61803. Private to the core.
 */
#ifndef PROFORMA_CORE_MODEL_CORRELATION_H
#define PROFORMA_CORE_MODEL_CORRELATION_H

#include <stdbool.h>
#include <stdint.h>

/* The correlation of normal variables whose ranks have correlation RANK, and the way back. */
double correlation_of_ranks(double rank);
double correlation_to_ranks(double normal);

/* The symmetric N x N MATRIX, of which the lower triangle is read, becomes the lower triangular
 * factor L with L L' = MATRIX, zeros above (Cholesky). False where it isn't positive definite; then
 * what it holds means nothing. */
bool correlation_factor(double *matrix, uint32_t n);

/*
 * Between which values of its entry I, J alone (I != J) the symmetric N x N MATRIX, filled on both
 * sides, would be positive definite. False where none would do. WORK has room for N x N numbers.
 * With 0.9 between 1 and 2 and between 2 and 3, that of 1 and 3 lies between 0.62 and 1.
 */
bool correlation_range(const double *matrix, uint32_t n, uint32_t i, uint32_t j, double *work,
                       double *low, double *high);

#endif
