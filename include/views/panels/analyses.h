/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the views show beyond the scenario's own results: the outcome that the user has chosen, and
 * the analyses of it. They are computed before drawing, once for all keys that were typed ahead,
 * and only if something that they follow from has changed. Buffers are kept from one keystroke to
 * the next.
 */
#ifndef PROFORMA_VIEWS_PANELS_ANALYSES_H
#define PROFORMA_VIEWS_PANELS_ANALYSES_H

#include "analysis/influence.h"
#include "analysis/probe/probe.h"
#include "views/panels/compare.h"
#include "views/panels/risk.h"
#include "views/panels/stamp.h"
#include "views/panels/sweep_panel.h"
#include "views/panels/tornado.h"

enum { OUTCOME_SIZE = 512 }; /* bytes of an outcome's expression with its NUL */

/* The two scenarios that views look at. Both borrowed. */
struct analyses_scenarios {
    const struct scenario *scenario; /* as edited, evaluated */
    const struct scenario *baseline; /* as saved or pinned, evaluated */
};

/* Zero-initialise, then analyses_init; analyses_fini frees. */
struct analyses {
    char outcome[OUTCOME_SIZE];   /* an expression of the language, "total.profit" */
    struct probe *probe;          /* of it in the scenario; NULL if it can't be computed there */
    struct probe *baseline_probe; /* of it in the baseline; NULL if it can't be computed there */
    double value, baseline_value; /* what it comes to; NaN if there is no probe */
    char error[ERROR_TEXT_SIZE];  /* why there is no probe; "" if there is one */
    unsigned long version;        /* of all that results follow from: values, outcome, baseline */
    struct stamp computed;        /* of `value` */
    unsigned long probes; /* how many probes there have been: what was made for an earlier probe has
                             to be made anew */
    struct sweep_panel sweep;   /* of the Sweep view */
    struct compare compare;     /* for the Compare view */
    struct risk risk;           /* of the Risk view */
    struct tornado tornado;     /* of the Sensitivity view, and of the column beside the fields */
    struct influence influence; /* of the selected line, for the Explain view */
    struct stamp influenced;    /* of `influence` */
};

void analyses_init(struct analyses *analyses);
void analyses_fini(struct analyses *analyses);

/* Values have changed: what follows from them is out of date. */
void analyses_touch(struct analyses *analyses);
/* The scenario or the baseline has become another object: everything is out of date. */
void analyses_forget(struct analyses *analyses);

/* Choose EXPRESSION, in SCENARIO's language, as the outcome. STATUS_FAULTY if it can't be one, with
 * the place in it; then the former one stays. */
enum status analyses_choose(struct analyses *analyses, const struct scenario *scenario,
                            const char *expression, struct error *err);

/* Bring the probes and values of the outcome up to date. It is no failure if the outcome can't be
 * computed any more: `error` says why. Only STATUS_NO_MEMORY can happen. */
enum status analyses_update(struct analyses *analyses, const struct analyses_scenarios *of,
                            struct error *err);

/* Bring the derivatives of the outcome up to date; to be called after analyses_update. Only
 * STATUS_NO_MEMORY can happen. */
enum status analyses_derive(struct analyses *analyses, const struct scenario *scenario,
                            struct error *err);
/* Whether the derivatives of the tornado are those of the present outcome. */
bool analyses_has_effects(const struct analyses *analyses);
/* Whether its swings are, too. */
bool analyses_has_tornado(const struct analyses *analyses);

#endif
