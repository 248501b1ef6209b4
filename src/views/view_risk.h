/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the Risk view share. Private to it. */
#ifndef PROFORMA_VIEWS_VIEW_RISK_H
#define PROFORMA_VIEWS_VIEW_RISK_H

#include "view_parts.h"

/* What is shown. All borrowed. */
struct risk_view {
    const struct view_input *input;
    const struct risk *risk;
    const struct simulation_result *now;
    const struct simulation_result *before; /* of the baseline; NULL if it has none */
};

/* Draw figures of the outcome's distribution; the chances of a loss and of cash below zero; those
 * of missing the first targets (view_risk_figures.c). */
void view_risk_draw_figures(const struct risk_view *view, struct view_pen *pen);
void view_risk_draw_figures_short(const struct risk_view *view, struct view_pen *pen);
void view_risk_draw_chances(const struct risk_view *view, struct view_pen *pen);
void view_risk_draw_missed(const struct risk_view *view, struct view_pen *pen);

/* Draw which parameters drive the variance, and what is known about the selected one
 * (view_risk_drivers.c). */
void view_risk_draw_drivers(const struct risk_view *view, struct view_pen *pen);
void view_risk_draw_selected(const struct risk_view *view, struct view_pen *pen);
/* The latter always in one row, so that nothing below moves with the selection. */
void view_risk_draw_selected_short(const struct risk_view *view, struct view_pen *pen);
/* Draw how to say that the selected parameter, or another one, is uncertain. */
void view_risk_draw_example(const struct risk_view *view, struct view_pen *pen);

#endif
