/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A histogram as columns over an axis of values. The part below 0 and that above it differ in role,
 * in ASCII in character, and are separated by the line of 0. The baseline's histogram is shaded
 * behind it. If values lie outside of the window, the axis ends in '<' or '>'.
 */
#ifndef PROFORMA_DRAW_CHART_HISTOGRAM_H
#define PROFORMA_DRAW_CHART_HISTOGRAM_H

#include "draw/chart.h"
#include "draw/histogram.h"

/* A value to point at below the axis. */
struct chart_pointer {
    double value;      /* left out if it is not finite */
    const char *label; /* "P50" */
};

enum { CHART_HISTOGRAM_AXIS_ROWS = 3 /* below the columns: the axis, its labels, the marks */ };

/* Draw HISTOGRAM in ROWS rows from ROW of RECT on. From 5 rows on, the last ones are the axis. The
 * first marks matter most: later ones give way to them. */
void chart_draw_histogram(struct canvas *canvas, struct rect rect, int row, int rows,
                          const struct histogram *histogram, const struct chart_pointer *marks,
                          size_t n_marks);

#endif
