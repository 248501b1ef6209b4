/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulations written as text, as JSON and as CSV. Outcomes are in the outcome's unit,
 * probabilities and shares are fractions (0.05 for 5 %) but in the text, months are counted from 1.
 * Writers only read; whether the stream took everything is the caller's to check. */
#ifndef PROFORMA_PRINT_SIMULATE_H
#define PROFORMA_PRINT_SIMULATE_H

#include <stdio.h>

#include "analysis/simulation/simulation.h"

/* What to write about. All borrowed. */
struct simulate {
    const struct scenario *scenario;
    const struct simulation *simulation; /* finished */
    const char *of;                      /* the outcome's expression */
    bool is_interrupted;
};

/* The bins of RESULT without the empty ones at the ends, borrowed from it; how many into *N. */
const struct simulation_bin *simulate_bins(const struct simulation_result *result, uint32_t *n);

/* Text of at most 79 columns, unless a single word is longer. */
void simulate_write_text(FILE *out, const struct simulate *simulate);
/* False when memory ran out. */
bool simulate_write_json(FILE *out, const struct simulate *simulate);
/* One table: record,name,month,from,to,value. */
void simulate_write_csv(FILE *out, const struct simulate *simulate);

#endif
