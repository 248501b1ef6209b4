/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Risk view shows: the simulation of the chosen outcome, that of the baseline, and scales
 * that stay as they are while an edit moves what is drawn on them. Not here: drawing.
 */
#ifndef PROFORMA_VIEWS_PANELS_RISK_H
#define PROFORMA_VIEWS_PANELS_RISK_H

#include "analysis/simulation/simulation.h"
#include "draw/chart.h"
#include "draw/histogram.h"
#include "views/panels/stamp.h"

/* Zero-initialised: nothing computed yet; risk_fini frees. */
struct risk {
    struct simulation now;      /* has 0 samples if the outcome can't be computed */
    struct simulation before;   /* of the baseline: see risk_before */
    struct histogram histogram; /* of the outcomes of both; empty if none is finite */
    struct chart_scale balance; /* of the fan */
    struct stamp stamp;         /* of all of it, a version of the analyses */
    bool is_forgotten;          /* the outcome, the scenario or the baseline is another one now */
    bool is_same;               /* the scenario says what the baseline says */
    bool is_due;                /* `before` has yet to be run, once they differ */
};

void risk_fini(struct risk *risk);

/* Let both simulations be made anew the next time. */
void risk_forget(struct risk *risk);

/* Simulate OUTCOME in SCENARIO at its present values, and in BASELINE if that is another one than
 * before. Only STATUS_NO_MEMORY can happen; then everything is tried again the next time. */
enum status risk_update(struct risk *risk, const char *outcome, const struct scenario *scenario,
                        const struct scenario *baseline, struct error *err);

/* The simulation of the baseline; it has 0 samples if the baseline doesn't have the outcome. */
const struct simulation *risk_before(const struct risk *risk);

#endif
