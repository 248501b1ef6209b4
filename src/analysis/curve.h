/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A probe as a function of one parameter of the scenario, the others as they are: its registers at
 * many values at once, or at a few. The months of the scenario count as a parameter, too.
 */
#ifndef PROFORMA_ANALYSIS_CURVE_H
#define PROFORMA_ANALYSIS_CURVE_H

#include "analysis/probe.h"

enum { CURVE_FEW = 16 /* values that take little longer than one */ };

/* Zero-initialise. */
struct curve {
    const struct probe *probe; /* borrowed */
    struct run many;           /* as many lanes as fit the cache */
    struct run few;            /* CURVE_FEW lanes */
    struct run horizon;        /* one lane, for other numbers of months */
    uint32_t most_months;      /* which it can have */
    bool is_months;            /* what varies is the number of months */
    uint32_t reg;              /* of what varies; REGISTER_NONE where the probe has none */
    double present;            /* its value in the scenario */
};

/* Make ready for PROBE, and for up to MOST_MONTHS (0: the months never vary). Only STATUS_NO_MEMORY
 * can happen. */
enum status curve_init(struct curve *curve, const struct probe *probe, uint32_t most_months,
                       struct error *err);
void curve_fini(struct curve *curve);

/* Take the present values of SCENARIO, of which the probe was made. Choose anew afterwards. */
void curve_load(struct curve *curve, const struct scenario *scenario);

/* Let the parameter LINE of SCENARIO be what varies; the one before is as it was. False where the
 * probe doesn't depend on it. */
bool curve_choose(struct curve *curve, const struct scenario *scenario, uint32_t line);

/* The N_OUTPUTS registers OUTPUTS at the N values X of the parameter. Of months, X are whole
 * numbers from 1 to most_months. Allocates nothing. */
void curve_run(struct curve *curve, size_t n, const double *x, const struct lane_output *outputs,
               size_t n_outputs);

#endif
