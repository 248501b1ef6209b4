/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of a sample, without sorting all of it. Private to the analyses. */
#ifndef PROFORMA_ANALYSIS_SIMULATION_ORDER_H
#define PROFORMA_ANALYSIS_SIMULATION_ORDER_H

#include <stddef.h>
#include <stdint.h>

enum { ORDER_MOST_PERCENTS = 16 };

/*
 * Put N_PERCENTS percentiles of N VALUES into OUT. The VALUES contain no NaN; they are put into
 * another order. PERCENTS are ascending, from 0 to 100, and at most ORDER_MOST_PERCENTS. The
 * percentile lies at that part of the way from the rank of the least value to that of the largest,
 * interpolated between two values: of 1, 2, 4 the 75th is 3. NaN if N is 0.
 */
void order_percentiles(double *values, size_t n, const int *percents, uint32_t n_percents,
                       double *out);

/* The rank, from 0, of the value at or below PERCENT of N values; N is at least 1. *PART becomes
 * how far it is to the next one, 0 to 1. It is computed in whole hundredths, so that it doesn't
 * depend on rounding. */
uint64_t order_rank(uint64_t n, int percent, double *part);
/* The value at PART of the way from LOW to HIGH, either of which may be infinite. */
double order_between(double low, double high, double part);

/* Sort VALUES without NaN. */
void order_sort(double *values, size_t n);

#endif
