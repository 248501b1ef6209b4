/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question to the optimiser from the command line, and its answer: what command_optimize.c asks
 * and optimum_text.c writes. */
#ifndef PROFORMA_CLI_OPTIMUM_H
#define PROFORMA_CLI_OPTIMUM_H

#include "analysis/optimize.h"
#include "cli/expression.h"
#include "cli/options.h"

struct question {
    const struct options *options;
    const struct scenario *scenario;
    struct optimize_request request;
    struct expression *texts; /* the outcome, the conditions, the names, as optimize counts them */
    uint32_t *fields;
    struct optimum optimum;
};

/* The answer to standard output. */
void question_write_text(const struct question *question);

#endif
