/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Means and centred second moments of several variables, of parts that are merged: each part about
 * its own means, so that nothing cancels, and in an order of additions that doesn't depend on how
 * wide the processor's vectors are. After Chan, Golub, LeVeque, "Updating formulae and a pairwise
 * algorithm for computing sample variances" (1979). Private to the analysis layer.
 */
#ifndef PROFORMA_ANALYSIS_MOMENTS_H
#define PROFORMA_ANALYSIS_MOMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct moments {
    uint32_t n_variables;
    bool is_joint;  /* products of all pairs; else of each variable with itself and with the last */
    uint64_t n;     /* observations */
    double *mean;   /* of each variable */
    double *co;     /* sums of products about the means, of each variable i with those before it and
                       itself; of     those that aren't joint with itself and the last */
    double *deltas; /* room for merging */
};

/* False when out of memory. */
bool moments_init(struct moments *moments, uint32_t n_variables, bool is_joint);
void moments_fini(struct moments *moments);
/* No observations. */
void moments_clear(struct moments *moments);

/* The moments of N observations: those of variable i stand at COLUMNS[i * STRIDE] on; their mean is
 * taken off them. */
void moments_compute(struct moments *moments, double *columns, size_t stride, uint32_t n);

/* Add those of PART to TOTAL. */
void moments_merge(struct moments *total, const struct moments *part);

/* The sum of products about the means of variables I and J; 0 where it isn't computed. */
double moments_co(const struct moments *moments, uint32_t i, uint32_t j);

#endif
