/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outcome owes to each parameter, written as text, as JSON and as CSV. Values of parameters
 * are as in the model, 0.1 for 10 % but in the text. Writers only read; whether the stream took
 * everything is the caller's to check. */
#ifndef PROFORMA_PRINT_SENSITIVITY_H
#define PROFORMA_PRINT_SENSITIVITY_H

#include <stdio.h>

#include "analysis/sensitivity.h"

/* All borrowed. */
struct sensitivity_report {
    const struct scenario *scenario;
    const char *outcome;                   /* its expression */
    const char *unit;                      /* of it; "" if it has none */
    const struct sensitivity *sensitivity; /* complete, and sorted */
};

/* A tornado of at most 79 columns, unless a single word is longer. */
void sensitivity_write_text(FILE *out, const struct sensitivity_report *report);

/* False when memory ran out. */
bool sensitivity_write_json(FILE *out, const struct sensitivity_report *report);

/* One table, a row for the outcome and one a parameter. */
void sensitivity_write_csv(FILE *out, const struct sensitivity_report *report);

#endif
