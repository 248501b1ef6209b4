/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a simulation share. Private to the analyses. */
#ifndef PROFORMA_ANALYSIS_SIMULATION_SIMULATION_SUMS_H
#define PROFORMA_ANALYSIS_SIMULATION_SIMULATION_SUMS_H

#include "analysis/simulation/simulation.h"

#include "moments.h"
#include "outcomes.h"

/* The items of a simulation's probe. */
enum { ITEM_OUTCOME, ITEM_BELOW_ZERO, ITEM_FIRST_TARGET };

/* Samples, counted by what they come to. */
struct tally {
    uint64_t samples, undefined, infinite;
    uint64_t loss;              /* outcomes below 0 */
    uint64_t below_zero, known; /* balances below 0; samples in which that is known */
    double min, max;            /* of the outcomes; infinity and -infinity if there is none */
};

/* Room for finding the shares of the variance. */
struct driver_work {
    uint32_t *lines;  /* of all parameters with a dist */
    uint32_t *active; /* inputs that vary */
    double *matrix, *deviations, *correlations, *shares;
};

/* What was merged so far. */
struct simulation_sums {
    struct tally tally;
    uint64_t *missed;       /* of each target */
    struct moments outcome; /* of finite outcomes */
    struct moments drivers; /* of the inputs and, last, the outcome, over the first samples */
    struct outcomes values; /* that aren't NaN */
    double *fan;            /* a row for each month, fan_capacity wide; written by the workers */
    uint32_t fan_capacity;  /* samples, in whole chunks */
    uint64_t driver_chunks;
    struct driver_work work;
};

struct tally tally_none(void);

/* Make the histogram of SIMULATION's result, whose percentiles are there already. */
void simulation_fill_histogram(struct simulation *simulation);

/* Room to compute a chunk in. */
struct simulation_worker {
    struct run run;
    double *columns;    /* of the inputs, then of the outcome */
    double *outcome;    /* the last of these */
    double *conditions; /* of the probe's items but the outcome */
};

/* Put the present values of SCENARIO into WORKER, and all that follows from them alone. */
void simulation_worker_load(const struct simulation *simulation, struct simulation_worker *worker,
                            const struct scenario *scenario);

/* What a chunk comes to. */
struct simulation_part {
    uint64_t chunk;
    uint32_t n;     /* samples, less than SIMULATION_CHUNK in the last one */
    bool has_slots; /* outcomes were split when the chunk was assigned */
    struct tally tally;
    uint64_t *missed; /* of the probe's items; only targets have them */
    double *values;   /* outcomes that aren't NaN */
    uint16_t *slots;  /* where these are counted, if has_slots */
    uint32_t n_values;
    struct moments of_outcome, of_drivers;
};

#endif
