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

enum { CORRELATION_MOST = 128 }; /* variables of a matrix */

/* The symmetric N x N MATRIX becomes the lower triangular factor L with L L' = MATRIX, zeros above
 * (Cholesky); a variable that follows from those before it has a 0 on the diagonal. False, and left
 * alone, where it isn't positive semidefinite, so that its correlations contradict each other. WORK
 * has room for N x N numbers. */
bool correlation_factor(double *matrix, uint32_t n, double *work);

/*
 * Between which values of its entry I, J alone (I != J) the symmetric N x N MATRIX is positive
 * semidefinite: both of them included, the same where there is but one. False where none would do.
 * WORK has room for N x N numbers. With 0.9 between 1 and 2 and between 2 and 3, that of 1 and 3
 * lies between 0.62 and 1.
 */
bool correlation_range(const double *matrix, uint32_t n, uint32_t i, uint32_t j, double *work,
                       double *low, double *high);

#endif
