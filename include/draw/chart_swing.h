/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row of a tornado: how far an outcome moves, from an axis, while a parameter goes to the low
 * end of its range, and while it goes to the high end. The two differ without colours, too. Nothing
 * allocates.
 */
#ifndef PROFORMA_DRAW_CHART_SWING_H
#define PROFORMA_DRAW_CHART_SWING_H

#include "draw/chart.h"

/* Draw what the bar of the low or the high end is made of, for a key: '-' and '+', or a shade and a
 * block. */
void chart_draw_swing_mark(struct canvas *canvas, struct rect rect, int row, int column,
                           bool is_high);

/* Which of COLUMNS cells (at least 3) over SCALE the axis is in, from 0. */
int chart_swing_axis(const struct chart_scale *scale, int columns);

/* Draw bars from the axis to LOW and HIGH, which are distances from it. If both go the same way,
 * the shorter one is drawn over the longer. A bar that isn't 0 takes a cell at least; an infinite
 * one goes to the edge and ends in an arrow; NaN is left out. */
void chart_draw_swing(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                      const struct chart_scale *scale, double low, double high);

#endif
