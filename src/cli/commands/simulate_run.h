/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation on several threads, with progress on a terminal, until all samples are there or
 * somebody presses Ctrl-C. */
#ifndef PROFORMA_CLI_COMMANDS_SIMULATE_RUN_H
#define PROFORMA_CLI_COMMANDS_SIMULATE_RUN_H

#include "analysis/simulation/simulation.h"

enum { SIMULATE_MAX_THREADS = 256 };

/* Run all samples of SIMULATION, which has been prepared for SCENARIO, on N_THREADS threads. On
 * SIGINT it ends early, with the samples so far in the result, and *INTERRUPTED becomes true. */
enum status simulate_run(struct simulation *simulation, const struct scenario *scenario,
                         uint32_t n_threads, bool *interrupted, struct error *err);

#endif
