/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening a scenario: its file, the edits of the command line, its evaluation. What is wrong has
 * been printed to standard error when opening_open returns.
 */
#ifndef PROFORMA_CLI_OPENING_H
#define PROFORMA_CLI_OPENING_H

#include "cli/options.h"
#include "core/scenario.h"
#include "io/load.h"

/* Zero-initialise; opening_close frees. */
struct opening {
    struct file *file;
    struct scenario *scenario;
};

/* NAME=VALUE assignments, in order. */
struct edits {
    const char **assignments;
    int n;
    bool must_exist; /* a new name that is near a known one is a mistake (see cli/assignment.h) */
};

/* The starter's name among the embedded files. */
extern const char opening_starter[];

/*
 * Load the scenario at PATH ("-": standard input; NULL: the built-in starter), apply the N_EDITS
 * lists EDITS and evaluate it. STATUS_USAGE where an assignment is none, or names nothing.
 */
enum status opening_open(struct opening *out, const char *path, const struct edits *edits,
                         size_t n_edits);
/* The same for the file at PATH as if it stood at PLACE (io/load.h; NULL: where it stands); what is
 * wrong is printed to FAULTS, or nowhere where that is NULL. */
enum status opening_open_as(struct opening *out, const char *path, const char *place,
                            const struct edits *edits, size_t n_edits, FILE *faults);
/* The same with the edits of --set alone. */
enum status opening_open_with(struct opening *out, const char *path, const struct options *options);
void opening_close(struct opening *opening);

#endif
