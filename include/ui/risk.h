/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Risk view shows: the simulation of the chosen outcome, that of the baseline, and scales
 * that stay as they are while an edit moves what is drawn on them. Not here: drawing.
 */
#ifndef PROFORMA_UI_RISK_H
#define PROFORMA_UI_RISK_H

#include "analysis/simulation.h"
#include "ui/chart.h"
#include "ui/histogram.h"
#include "ui/stamp.h"

/* Zero-initialised: nothing computed yet; risk_fini frees. */
struct risk {
    struct simulation now;      /* samples 0 where the outcome can't be computed */
    struct simulation before;   /* of the baseline: see risk_before */
    struct histogram histogram; /* of the outcomes of both; empty where none is finite */
    struct chart_scale balance; /* of the fan */
    struct stamp stamp;         /* of all of it, a version of the analyses */
    bool is_forgotten;          /* the outcome, the scenario or the baseline is another */
    bool is_same;               /* the scenario says what the baseline does */
    bool is_due;                /* `before` has yet to be run, once they differ */
};

void risk_fini(struct risk *risk);

/* Both simulations have to be made anew. */
void risk_forget(struct risk *risk);

/* Simulate OUTCOME in SCENARIO at its present values, and in BASELINE where that is another than
 * before. Only STATUS_NO_MEMORY can happen; then everything is tried again the next time. */
enum status risk_update(struct risk *risk, const char *outcome, const struct scenario *scenario,
                        const struct scenario *baseline, struct error *err);

/* What the baseline comes to; samples 0 where it hasn't the outcome. */
const struct simulation *risk_before(const struct risk *risk);

#endif
