/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best values of some parameters, written as text, as JSON and as CSV. They are as in the
 * model, 0.1 for 10 %, and besides as the parameter is written. Writers only read; whether the
 * stream took everything is the caller's to check. */
#ifndef PROFORMA_PRINT_OPTIMUM_H
#define PROFORMA_PRINT_OPTIMUM_H

#include <stdio.h>

#include "analysis/optimize/optimize.h"

/* All borrowed. */
struct optimum_report {
    const struct scenario *scenario;
    const struct optimize_request *request;
    const struct optimum *optimum; /* the answer to it */
    /* For the command that takes the values: the scenario's path as the user gave it ("-", standard
     * input, has no such command), and the edits that were in force, NAME=VALUE. */
    const char *path;
    const char *const *edits;
    size_t n_edits;
};

/* Text of at most 79 columns, unless a single word or the command is longer. */
void optimum_write_text(FILE *out, const struct optimum_report *report);

/* False when memory ran out. */
bool optimum_write_json(FILE *out, const struct optimum_report *report);

/* One table, record,name,before,value,text: the outcome, the parameters, and each condition as 1
 * (met) or 0. */
void optimum_write_csv(FILE *out, const struct optimum_report *report);

#endif
