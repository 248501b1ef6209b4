/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the Compare view. Private to it. */
#ifndef PROFORMA_VIEWS_VIEW_COMPARE_H
#define PROFORMA_VIEWS_VIEW_COMPARE_H

#include "view_parts.h"

/* Draw what each change did to the outcome, as a waterfall from the base to the present
 * (view_compare_bridge.c). */
void view_compare_draw_bridge(const struct view_input *input, struct view_pen *pen);

/* Draw the parameters that differ, and the results, with a column for each scenario
 * (view_compare_table.c). */
void view_compare_draw_parameters(const struct view_input *input, struct view_pen *pen);
void view_compare_draw_results(const struct view_input *input, struct view_pen *pen);

#endif
