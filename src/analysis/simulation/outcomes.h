/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outcomes of many samples in bounded memory: percentiles and counts between edges. The first
 * OUTCOMES_MAX_KEPT ones are kept, and answers about them are exact. When more come, all are
 * counted between (and at) quantiles of the first ones, each part about a thousandth of them;
 * outcomes are taken to lie evenly within a part. Private to the analyses.
 */
#ifndef PROFORMA_ANALYSIS_SIMULATION_OUTCOMES_H
#define PROFORMA_ANALYSIS_SIMULATION_OUTCOMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/simulation/simulation.h"

enum {
    OUTCOMES_MAX_KEPT = SIMULATION_MAX_KEPT,
    OUTCOMES_EDGES = 1024,
    OUTCOMES_SLOTS = 2 * OUTCOMES_EDGES + 1 /* below edge 0, at it, above it, at edge 1, ... */
};

struct outcomes {
    double *kept;
    size_t n_kept, capacity;
    double *edges;               /* NULL if all will be kept */
    uint64_t *counts;            /* of the slots */
    bool is_split;               /* edges and counts are in use */
    uint64_t n;                  /* all outcomes */
    uint64_t n_least, n_largest; /* how many of these are -infinity and infinity */
    double low, high;            /* the least and the largest finite one; NaN if there is none */
};

/* Make room for N outcomes, as far as they are kept. False when out of memory. */
bool outcomes_init(struct outcomes *outcomes, uint64_t n);
void outcomes_fini(struct outcomes *outcomes);
void outcomes_clear(struct outcomes *outcomes);

/* Put into SLOTS where outcomes that are split count each of N VALUES. */
void outcomes_find(const struct outcomes *outcomes, const double *values, uint32_t n,
                   uint16_t *slots);

/* Add N VALUES, which may be infinite but not NaN. SLOTS are where they are counted; NULL if that
 * isn't known yet. */
void outcomes_add(struct outcomes *outcomes, const double *values, uint32_t n,
                  const uint16_t *slots);

/* Percentiles as of order_percentiles, infinite outcomes included. */
void outcomes_percentiles(struct outcomes *outcomes, const int *percents, uint32_t n_percents,
                          double *out);

/* Count how many finite outcomes lie in each of N_BINS bins between EDGES (N_BINS + 1, ascending; a
 * lower edge is included). Those beyond the ends are counted in the outer bins. */
void outcomes_count(const struct outcomes *outcomes, const double *edges, uint32_t n_bins,
                    uint64_t *counts);

#endif
