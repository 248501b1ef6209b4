/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a simulation share. Private to the analysis layer. */
#ifndef PROFORMA_ANALYSIS_SIMULATION_SUMS_H
#define PROFORMA_ANALYSIS_SIMULATION_SUMS_H

#include "analysis/simulation.h"
#include "moments.h"

/* The items of a simulation's probe. */
enum { ITEM_OUTCOME, ITEM_BELOW_ZERO, ITEM_FIRST_TARGET };

/* Samples counted, by what they come to. */
struct tally {
    uint64_t samples, undefined, infinite;
    uint64_t loss;             /* outcomes below 0 */
    uint64_t below_zero, told; /* balances below 0; samples in which that is known */
    double min, max;           /* of the outcomes; NaN where there is none */
    bool has_high, has_low;    /* an outcome of +infinity, of -infinity */
};

/* Quantiles that split the outcomes kept into as many parts, and how many later ones are in each.
 */
enum { N_PARTS = 4096 };
struct parts {
    double edges[N_PARTS + 1];    /* ascending; the outer ones are the least and the largest kept */
    uint64_t counts[N_PARTS + 2]; /* below the first edge, then from each edge on */
};

/* Room for finding the shares of the variance. */
struct driver_work {
    uint32_t *lines;  /* of all parameters with a dist */
    uint32_t *active; /* inputs that vary */
    double *matrix, *deviations, *correlations, *shares;
};

/* What was merged so far. */
struct simulation_sums {
    uint64_t chunks;
    struct tally tally;
    uint64_t *missed;       /* of each target */
    struct moments outcome; /* of finite outcomes */
    struct moments drivers; /* of the inputs and, last, the outcome, over the first samples */
    double *kept;           /* the first outcomes that aren't NaN */
    size_t n_kept, capacity;
    double *fan;           /* a row a month, fan_capacity wide; written by the workers */
    uint32_t fan_capacity; /* samples, whole chunks */
    uint32_t fan_months;
    uint64_t driver_chunks;
    struct driver_work work;
};

struct tally tally_none(void);

/* The finite outcomes of SIMULATION's result, whose percentiles are there, as a histogram. */
void simulation_fill_histogram(struct simulation *simulation);

/* One chunk, computed by one thread. */
struct simulation_worker {
    struct run run;
    uint64_t chunk;
    uint32_t n;         /* samples of the chunk, less than SIMULATION_CHUNK in the last one */
    double *columns;    /* of the inputs, then of the outcome */
    double *outcome;    /* the last of these */
    double *conditions; /* below zero, targets */
    double *values;     /* outcomes that aren't NaN */
    uint32_t n_values;
    struct tally tally;
    uint64_t *missed;
    struct moments of_outcome, of_drivers;
};

#endif
