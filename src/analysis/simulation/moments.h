/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Means and centred second moments of several variables, for parts that are merged. Each part is
 * taken about its own means, so that nothing cancels, and the order of additions doesn't depend on
 * how wide the processor's vectors are. After Chan, Golub, LeVeque, "Updating formulae and a
 * pairwise algorithm for computing sample variances" (1979). Private to the analyses.
 */
#ifndef PROFORMA_ANALYSIS_SIMULATION_MOMENTS_H
#define PROFORMA_ANALYSIS_SIMULATION_MOMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct moments {
    uint32_t n_variables;
    bool is_joint;  /* products of all pairs are computed; else those of each variable with itself
                       and with the last one */
    uint64_t n;     /* observations */
    double *mean;   /* of each variable */
    double *co;     /* sums of products about the means: of each variable with those before it and
                       itself; if they aren't joint, with itself and the last one */
    double *deltas; /* room for merging */
};

/* False when out of memory. */
bool moments_init(struct moments *moments, uint32_t n_variables, bool is_joint);
void moments_fini(struct moments *moments);
/* Forget all observations. */
void moments_clear(struct moments *moments);

/* Compute the moments of N observations. Those of variable i stand at COLUMNS[i * STRIDE] on; their
 * mean is subtracted from them. */
void moments_compute(struct moments *moments, double *columns, size_t stride, uint32_t n);

/* Add the observations of PART to TOTAL. */
void moments_merge(struct moments *total, const struct moments *part);

/* The sum of products about the means of variables I and J; 0 if it isn't computed. */
double moments_co(const struct moments *moments, uint32_t i, uint32_t j);

#endif
