/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PROFORMA_BENCH_SIMULATE_H
#define PROFORMA_BENCH_SIMULATE_H

#include <stdint.h>

struct simulate_moments {
    double mean, sd;
};

/* The simulation of bench/simulate.c by hand: N samples of the parameters whose random numbers are
 * STREAMS of SEED. */
void simulate_loop(uint64_t n, uint64_t seed, const uint64_t *streams,
                   struct simulate_moments *out);

#endif
