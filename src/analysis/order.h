/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of a sample, without sorting all of it. Private to the analysis layer. */
#ifndef PROFORMA_ANALYSIS_ORDER_H
#define PROFORMA_ANALYSIS_ORDER_H

#include <stddef.h>
#include <stdint.h>

/*
 * The N_PERCENTS quantiles of N VALUES without NaN, which are put in another order: at PERCENTS
 * (ascending, 0 to 100) of the distance from the least to the largest, in ranks; between two values
 * by the distance. Of 1, 2, 4 the 75th is 3. NaN where N is 0.
 */
void order_percentiles(double *values, size_t n, const int *percents, uint32_t n_percents,
                       double *out);

/* Sort VALUES without NaN. */
void order_sort(double *values, size_t n);

#endif
