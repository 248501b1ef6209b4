/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quantile function of a standard distribution as a table. It is built with GSL, once for a
 * shape; then a sample takes a few additions and multiplications. The cells are eighths of octaves
 * of the distance to the nearer end, so that tails are as fine as the middle. Each cell has the
 * polynomial of degree 5 that agrees with the function, its slope and its curvature at both ends.
 * Errors are below 1e-8 of the range, or of a standard deviation if the range is infinite. Private
 * to the analyses.
 */
#ifndef PROFORMA_ANALYSIS_PROBE_QUANTILE_TABLE_H
#define PROFORMA_ANALYSIS_PROBE_QUANTILE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    TABLE_OCTAVES = 32, /* distances from 2^-33 to 1/2 */
    TABLE_STEP_BITS = 3,
    TABLE_CELLS = TABLE_OCTAVES << TABLE_STEP_BITS, /* of one tail */
    TABLE_TERMS = 6
};

struct quantile_table {
    double terms[2 * TABLE_CELLS][TABLE_TERMS]; /* lower tail, then upper */
};

/* Fill TABLE for a beta distribution on 0..1. False where a table would not be that exact: ALPHA or
 * BETA is below 1/2, or both are so large that the density is beyond a double. */
bool quantile_table_beta(struct quantile_table *table, double alpha, double beta);
/* Fill TABLE for the standard normal distribution. */
bool quantile_table_normal(struct quantile_table *table);

/* Replace each of N probabilities, between 0 and 1, by its quantile times SCALE plus BASE. For
 * probabilities nearer to an end than 2^-33 that distance is taken. */
void quantile_table_apply(const struct quantile_table *table, double base, double scale,
                          double *values, uint32_t n);

#endif
