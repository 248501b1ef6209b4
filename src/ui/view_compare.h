/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the Compare view. Private to it. */
#ifndef PROFORMA_UI_VIEW_COMPARE_H
#define PROFORMA_UI_VIEW_COMPARE_H

#include "ui/analyses.h"
#include "ui/view_parts.h"

/* SECTION.KEY in at most COLUMNS columns: the key whole where it can be, the section cut or left
 * out; cut at the end where even the key is too long. */
void compare_format_name(const struct canvas *canvas, const char *section, const char *key,
                         int columns, char out[VIEW_TEXT_SIZE]);

/* What each change did to the outcome, as a waterfall from the base to the present
 * (view_compare_bridge.c). */
void compare_draw_bridge(const struct view_input *input, struct view_pen *pen);

/* Differing parameters, and results, a column for each scenario (view_compare_table.c). */
void compare_draw_parameters(const struct view_input *input, struct view_pen *pen);
void compare_draw_results(const struct view_input *input, struct view_pen *pen);

#endif
