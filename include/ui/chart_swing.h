/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row of a tornado: from an axis, how far an outcome moves while a parameter goes to the low
 * end of its range, and to the high end. Both are told apart without colours. Nothing allocates.
 */
#ifndef PROFORMA_UI_CHART_SWING_H
#define PROFORMA_UI_CHART_SWING_H

#include "ui/chart.h"

/* What the bars of both ends are made of, for a key: '-' and '+', or shade and block. */
void chart_draw_swing_mark(struct canvas *canvas, struct rect rect, int row, int column,
                           bool is_high);

/* The cell of the axis, from 0, in COLUMNS (at least 3) over SCALE. */
int chart_swing_axis(const struct chart_scale *scale, int columns);

/* Bars from the axis to LOW and HIGH, distances from it; the shorter one over the longer where they
 * go the same way. Whatever isn't 0 takes a cell; what is infinite goes to the edge, with an arrow.
 * NaN is left out. */
void chart_draw_swing(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                      const struct chart_scale *scale, double low, double high);

#endif
