/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Sweep view shows: which parameters the outcome is swept over, within which ranges, and
 * what it comes to there, in the scenario and in the baseline. Ranges and scales stay as they are
 * while values are being typed, as long as they hold what there is to show. Not here: drawing.
 */
#ifndef PROFORMA_UI_SWEEP_PANEL_H
#define PROFORMA_UI_SWEEP_PANEL_H

#include "analysis/sweep.h"
#include "ui/chart_axis.h"
#include "ui/fields.h"

enum { SWEEP_MOST_ROWS = 16 };

/* One of the parameters. */
struct sweep_parameter {
    char name[MODEL_NAME_SIZE];     /* "promotion.conversion"; "": none */
    char unit[UNIT_TEXT_SIZE];      /* as written; "" where it has none */
    struct chart_axis axis;         /* its range */
    char range[VARIABLE_TEXT_SIZE]; /* the same as text: "5..60 %" */
    bool is_off;                    /* its stage is switched off */
    double now, before; /* its value; in the baseline, NaN where it is no parameter there */
};

/* A row of a table of the curve. */
struct sweep_row {
    double at, now, before;
};

/* Zero-initialise; sweep_panel_fini frees. */
struct sweep_panel {
    /* along the horizontal axis, whichever was focused last; upwards, which was chosen */
    struct sweep_parameter first, second;
    size_t n_by; /* how many of them are swept; 0: `reason` says why */
    char reason[ERROR_TEXT_SIZE];
    struct sweep now;
    struct sweep before; /* over one parameter; n 0: the same as `now`, or not to be had */
    struct chart_scale
        scale; /* of the outcomes; in a map, of their distance from what counts as 0 */
    struct sweep_row rows[SWEEP_MOST_ROWS]; /* the curve at round values */
    size_t n_rows;

    unsigned long version;       /* of the analyses that this is of; 0: of none */
    unsigned long probes;        /* those that the sweeps were made for */
    int view_rows, view_columns; /* that it was made for */
};

void sweep_panel_fini(struct sweep_panel *panel);

/* FOCUSED, a line of MODEL or NAMES_NONE, is selected: a parameter becomes the first one, unless it
 * is the second one of two. */
void sweep_panel_follow(struct sweep_panel *panel, const struct model *model, uint32_t focused);

/* Make LINE of MODEL the second parameter; where it is that already, there is none. False where
 * LINE is no parameter. */
bool sweep_panel_choose(struct sweep_panel *panel, const struct model *model, uint32_t line);

/* What sweeps are made of: probes of the outcome, or NULL, in both scenarios. */
struct sweep_of {
    const struct scenario *scenario, *baseline;
    const struct probe *probe, *baseline_probe;
    unsigned long probes; /* another number: other probes */
};

/* The first of two steps: the ranges. `reason` says what is wrong with them. */
void sweep_panel_aim(struct sweep_panel *panel, const struct sweep_of *of);
/* The second one: the outcomes, over two parameters in ROWS x COLUMNS points, or fewer where that
 * would take too long. Only STATUS_NO_MEMORY can happen; then nothing is shown. */
enum status sweep_panel_run(struct sweep_panel *panel, const struct sweep_of *of, int rows,
                            int columns, struct error *err);

#endif
