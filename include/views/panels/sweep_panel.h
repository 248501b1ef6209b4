/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Sweep view shows: which parameters the outcome is swept over, within which ranges, and
 * what it comes to there, in the scenario and in the baseline. While values are being typed, ranges
 * and scales stay as they are as long as they hold what is to be shown. Not here: drawing.
 */
#ifndef PROFORMA_VIEWS_PANELS_SWEEP_PANEL_H
#define PROFORMA_VIEWS_PANELS_SWEEP_PANEL_H

#include "analysis/sweep.h"
#include "draw/chart_axis.h"
#include "views/panels/stamp.h"

enum { SWEEP_MOST_ROWS = 16 };

/* One of the parameters. */
struct sweep_parameter {
    char name[MODEL_NAME_SIZE];     /* "promotion.conversion"; "": none */
    char unit[UNIT_TEXT_SIZE];      /* as written; "" if it has none */
    struct chart_axis axis;         /* its range */
    char range[VARIABLE_TEXT_SIZE]; /* the same as text: "5..60 %" */
    bool is_off;                    /* its stage is switched off */
    double now, before; /* its value; that in the baseline, NaN if it is no parameter there */
};

/* A row of a table of the curve. */
struct sweep_row {
    double at, now, before;
};

/* Zero-initialise; sweep_panel_fini frees. */
struct sweep_panel {
    struct sweep_parameter first;  /* the one that was focused last, along the horizontal axis */
    struct sweep_parameter second; /* the one that was chosen, upwards */
    size_t n_by;                   /* how many of them are swept; 0: `reason` says why */
    char reason[ERROR_TEXT_SIZE];
    struct sweep now;
    struct sweep before; /* over one parameter; has no outcomes if they are those of `now`, or can't
                            be computed */
    struct chart_scale
        scale; /* of the outcomes; in a map, of their distance from what counts as 0 */
    struct sweep_row rows[SWEEP_MOST_ROWS]; /* the curve at round values */
    size_t n_rows;

    struct stamp stamp;          /* of all of it, a version of the analyses */
    struct stamp probes;         /* of the probes that the sweeps were made for */
    int view_rows, view_columns; /* the size of the view that it was made for */
};

void sweep_panel_fini(struct sweep_panel *panel);

/* FOCUSED, a line of MODEL or NAMES_NONE, has been selected. If it is a parameter, it becomes the
 * first one, unless it is the second one of two. */
void sweep_panel_follow(struct sweep_panel *panel, const struct model *model, uint32_t focused);

/* Make LINE of MODEL the second parameter; if it is that already, there is none any more. False if
 * LINE is no parameter. */
bool sweep_panel_choose(struct sweep_panel *panel, const struct model *model, uint32_t line);

/* What sweeps are made of: probes of the outcome, or NULL, in both scenarios. */
struct sweep_of {
    const struct scenario *scenario, *baseline;
    const struct probe *probe, *baseline_probe;
    unsigned long probes; /* another number means other probes */
};

/* The first of two steps: choose the ranges. `reason` says what is wrong with them. */
void sweep_panel_aim(struct sweep_panel *panel, const struct sweep_of *of);
/* The second step: compute the outcomes, over two parameters at ROWS x COLUMNS points, or at fewer
 * if that would take too long. Only STATUS_NO_MEMORY can happen; then nothing is shown. */
enum status sweep_panel_run(struct sweep_panel *panel, const struct sweep_of *of, int rows,
                            int columns, struct error *err);

#endif
