/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What charts over months share: the frame around their plot. Private to the charts. */
#ifndef PROFORMA_UI_CHART_PLOT_H
#define PROFORMA_UI_CHART_PLOT_H

#include "ui/chart.h"

/* A chart's plot: where it is, and which months and values lie where in it. */
struct plot {
    struct canvas *canvas;
    struct rect rect;    /* clips everything */
    int row, rows;       /* of the plot without the months' names, relative to rect */
    int column, columns; /* without the values' labels */
    const struct chart_scale *scale;
    uint32_t n_months;
};

/* The plot that PLACE leaves for the values; plot_is_empty where nothing is left. */
struct plot plot_begin(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_scale *scale, const struct chart_months *months,
                       bool has_month_names);
bool plot_is_empty(const struct plot *plot);

/* The row of VALUE, 0 at the top, of UNITS rows. */
int plot_row_of(const struct plot *plot, double value, int units);
/* The month, from 0 and fractional, at COLUMN of UNITS across the plot. Each month takes the same
 * width and its value stands in the middle. */
double plot_month_at(const struct plot *plot, double column, int units);

void plot_put(const struct plot *plot, int row, int column, enum ui_role role, int32_t codepoint);
/* LABEL ending left of the axis. */
void plot_put_label(const struct plot *plot, int row, const char *label);

/* The vertical axis, which wants labels on the left; round values on it. */
void plot_draw_axis(const struct plot *plot);
void plot_draw_ticks(const struct plot *plot);
void plot_draw_zero_line(const struct plot *plot);
/* In the row below the plot. */
void plot_draw_month_names(const struct plot *plot, const struct chart_months *months);
/* LINE over whatever is there (chart_months.c). */
void plot_draw_line(const struct plot *plot, const struct chart_line *line);

#endif
