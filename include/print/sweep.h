/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep written as text, as JSON and as CSV. Values of parameters are as in the model, 0.1 for
 * 10 % but in the text. Writers only read; whether the stream took everything is the caller's to
 * check. */
#ifndef PROFORMA_PRINT_SWEEP_H
#define PROFORMA_PRINT_SWEEP_H

#include <stdio.h>

#include "analysis/sweep.h"

/* All borrowed. */
struct sweep_report {
    const struct scenario *scenario;
    const char *outcome;       /* its expression */
    const char *unit;          /* of it; "" if it has none */
    double value;              /* of it as the scenario is */
    const struct sweep_by *by; /* of each parameter */
    const struct sweep *sweep; /* the points that were asked for */
    /* As finely as a picture needs; of one parameter with crossings, which are looked for between
     * its points. Of two parameters for the text alone. */
    const struct sweep *picture;
};

/* How finely the picture of a report is drawn, BY each of the N parameters. */
void sweep_refine(const struct scenario *scenario, struct sweep_by *by, size_t n);

/* A chart and a table of at most 79 columns, unless a single word is longer. Only
 * STATUS_NO_MEMORY can happen; then a part may have been written. */
enum status sweep_write_text(FILE *out, const struct sweep_report *report);

/* Points one by one. False when memory ran out. */
bool sweep_write_json(FILE *out, const struct sweep_report *report);

/* A row a point: the values of the parameters, the outcome. */
void sweep_write_csv(FILE *out, const struct sweep_report *report);

#endif
