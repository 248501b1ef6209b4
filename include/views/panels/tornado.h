/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Sensitivity view shows, and the column of what +1 % of each field does: an outcome's
 * sensitivities, computed anew when values change. While a value is being typed, what would take
 * too long in a large model is left out until the value is kept; meanwhile the order of rows and
 * the scale of the bars stay as they are. Not here: drawing.
 */
#ifndef PROFORMA_VIEWS_PANELS_TORNADO_H
#define PROFORMA_VIEWS_PANELS_TORNADO_H

#include "analysis/sensitivity.h"
#include "draw/chart.h"
#include "views/panels/stamp.h"

/* Zero-initialise; tornado_fini frees. */
struct tornado {
    struct sensitivity sensitivity; /* `rows` NULL: of nothing */
    struct chart_scale scale;       /* of outcomes at the ends of ranges, from the present one */
    bool is_sorted; /* by the present swings, or by those from before a value was typed */
    double swings_budget, flips_budget;  /* with which swings and flips were found; 0: not yet */
    uint32_t flips_first;                /* whose flip point came first */
    struct stamp probes;                 /* of the probe that it is of */
    struct stamp derived, swung, sorted; /* of its parts, versions of the analyses */
};

/* What the tornado is of: the outcome's probe in the scenario, NULL if there is none. Other probes
 * and other values have other numbers. */
struct tornado_of {
    const struct scenario *scenario;
    const struct probe *probe;
    unsigned long probes, version;
};

void tornado_fini(struct tornado *tornado);

/* Bring the derivatives up to date. Only STATUS_NO_MEMORY can happen; then it is of nothing. */
enum status tornado_derive(struct tornado *tornado, const struct tornado_of *of, struct error *err);

/* Bring everything up to date; while a value IS_TYPED, only what there is time for, and the order
 * stays. The flip point of LINE, the selected parameter (or NAMES_NONE), comes first. */
enum status tornado_update(struct tornado *tornado, const struct tornado_of *of, uint32_t line,
                           bool is_typed, struct error *err);

#endif
