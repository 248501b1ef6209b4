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

/* The rank, from 0, at or below PERCENT of N values (at least 1); *PART becomes how far it is on to
 * the next one. In whole numbers of hundredths, so that no rounding decides. */
uint64_t order_rank(uint64_t n, int percent, double *part);
/* What lies PART of the way between two values next to each other, either of which may be
 * infinite. */
double order_between(double low, double high, double part);

/* Sort VALUES without NaN. */
void order_sort(double *values, size_t n);

#endif
