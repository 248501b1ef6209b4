/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Simulations of the command line: run on several threads, with progress on a terminal, until all
 * samples are there or somebody presses Ctrl-C; written as text, as JSON and as CSV. Writers only
 * read; whether the stream took everything is the caller's to check.
 */
#ifndef PROFORMA_CLI_SIMULATE_H
#define PROFORMA_CLI_SIMULATE_H

#include <stdio.h>

#include "analysis/simulation.h"

enum {
    SIMULATE_MAX_THREADS = 256,
    /* The first samples, which the balance's percentiles and the drivers are from. */
    SIMULATE_FAN_SAMPLES = 10 * SIMULATION_CHUNK,
    SIMULATE_DRIVER_SAMPLES = 100 * SIMULATION_CHUNK
};

/* Run all samples of SIMULATION, which has been prepared for SCENARIO, on N_THREADS threads. On
 * SIGINT it ends early, with the samples so far in the result, and *INTERRUPTED becomes true. */
enum status simulate_run(struct simulation *simulation, const struct scenario *scenario,
                         uint32_t n_threads, bool *interrupted, struct error *err);

/* What to write about. All borrowed. */
struct simulate {
    const struct scenario *scenario;
    const struct simulation *simulation; /* finished */
    const char *of;                      /* the outcome's expression */
    bool is_interrupted;
};

/* The result's bins without the empty ones at the ends. */
const struct simulation_bin *simulate_bins(const struct simulation_result *result, uint32_t *n);

/* Text of at most 79 columns, but where a single word is longer. */
void simulate_write_text(FILE *out, const struct simulate *simulate);
/* False when memory ran out. */
bool simulate_write_json(FILE *out, const struct simulate *simulate);
/* One table: record,name,month,from,to,value. */
void simulate_write_csv(FILE *out, const struct simulate *simulate);

#endif
