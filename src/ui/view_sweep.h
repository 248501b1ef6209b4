/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the parts of the Sweep view: its facts, which curve and map have in common, and the
 * curve. */
#ifndef PROFORMA_UI_VIEW_SWEEP_H
#define PROFORMA_UI_VIEW_SWEEP_H

#include "ui/view_parts.h"

enum {
    VIEW_SWEEP_LABEL_COLUMN = 2, /* behind a mark */
    VIEW_SWEEP_FACT_COLUMN = 10, /* where values begin */
    VIEW_SWEEP_LEAST_LABELS = 6, /* columns left of a chart */
    VIEW_SWEEP_LEAST_ROWS = 5,   /* of a chart */
    VIEW_SWEEP_TEXT_SIZE = OUTCOME_SIZE + 1024,
};

/* Where the values of a row end: of the parameter, of the outcome, of its change. */
struct view_sweep_columns {
    int at, outcome, change;
};
struct view_sweep_columns view_sweep_columns(int columns);

/* VALUE of PARAMETER in its terms. */
void view_sweep_format_at(char out[VIEW_TEXT_SIZE], const struct sweep_parameter *parameter,
                          double value);
/* VALUE of the outcome, which is met or missed where it is a condition; and its role. */
void view_sweep_format_outcome(char out[VIEW_TEXT_SIZE], const struct sweep_panel *panel,
                               double value, int columns);
enum ui_role view_sweep_outcome_role(const struct sweep_panel *panel, double value);
/* "promotion.campaigns, 0..240 campaigns" in at most COLUMNS, without the stage and the unit where
 * there is no room for them. */
void view_sweep_format_range(char out[VIEW_SWEEP_TEXT_SIZE],
                             const struct sweep_parameter *parameter, int columns);

/* A row of facts: LABEL, where, and what the outcome is there. */
void view_sweep_draw_fact(struct view_pen *pen, const struct sweep_panel *panel, const char *label,
                          const char *at, double outcome);
/* The highest and the lowest outcome, unless it is the same everywhere, or a condition. */
void view_sweep_draw_extremes(struct view_pen *pen, const struct sweep_panel *panel);
/* What is odd about the outcomes, each in a sentence. */
void view_sweep_draw_oddities(struct view_pen *pen, const struct sweep_panel *panel);

/* The outcome over one parameter, all of it (view_sweep_curve.c). */
void view_sweep_draw_curve(const struct view_input *input, struct view_pen *pen);

#endif
