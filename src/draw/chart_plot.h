/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What charts share: the frame around their plot, and lines in it. Private to the charts. */
#ifndef PROFORMA_DRAW_CHART_PLOT_H
#define PROFORMA_DRAW_CHART_PLOT_H

#include "draw/chart_axis.h"

enum {
    PLOT_DOTS_ACROSS = 2, /* Braille dots of a cell */
    PLOT_DOTS_DOWN = 4,
    PLOT_TICK = 0x2524, /* on a vertical axis */
};

/* A chart's plot: where it is, and which values lie where in it. */
struct plot {
    struct canvas *canvas;
    struct rect rect;    /* clips everything */
    int row, rows;       /* of the plot without what is below it, relative to rect */
    int column, columns; /* without the values' labels */
    const struct chart_scale *scale;
    uint32_t n_months; /* 0 if the chart is not over months */
};

/* The plot that PLACE leaves for the values above ROWS_BELOW rows. It may be empty. */
struct plot plot_frame(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_scale *scale, int rows_below);
/* The same over months. */
struct plot plot_begin(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_scale *scale, const struct chart_months *months,
                       bool has_month_names);
bool plot_is_empty(const struct plot *plot);
/* Begin *PLOT over months and draw its scale and, if there is room, the names of the months; false,
 * and nothing is drawn, if it is empty. */
bool plot_open(struct plot *plot, struct canvas *canvas, const struct chart_place *place,
               const struct chart_scale *scale, const struct chart_months *months);

/* The row of VALUE, from 0 at the top, if the plot is divided into UNITS rows. */
int plot_row_of(const struct plot *plot, double value, int units);
/* The month, from 0 and fractional, at COLUMN of UNITS across the plot. Each month takes the same
 * width and its value stands in the middle. */
double plot_month_at(const struct plot *plot, double column, int units);

void plot_put(const struct plot *plot, int row, int column, enum ui_role role, int32_t codepoint);
/* Draw LABEL so that it ends left of the axis. */
void plot_put_label(const struct plot *plot, int row, const char *label);

/* Draw the vertical axis, for labels on the left. */
void plot_draw_axis(const struct plot *plot);
/* Draw it with round values; nothing if there is no room for labels. */
void plot_draw_scale(const struct plot *plot);
void plot_draw_zero_line(const struct plot *plot);
/* Draw the names of MONTHS in the row below the plot. */
void plot_draw_month_names(const struct plot *plot, const struct chart_months *months);
/* The column of VALUE of AXIS, if the plot is UNITS wide: the ends of the axis are the first and
 * the last column (chart_axis.c). */
int plot_column_of(const struct chart_axis *axis, double value, int units);
/* Draw round values of AXIS in the row below the plot, or left of a plot whose scale it is. */
void plot_draw_axis_below(const struct plot *plot, const struct chart_axis *axis);
void plot_draw_axis_left(const struct plot *plot, const struct chart_axis *axis);

/* Draw the part of a line that goes from LOW to HIGH at X, which is below plot_across, over
 * whatever is there, in Braille dots or in ASCII. What lies beyond the scale is drawn at its end.
 */
int plot_across(const struct plot *plot);
void plot_draw_stroke(const struct plot *plot, int x, double low, double high, enum ui_role role);
/* Draw LINE over whatever is there (chart_months.c). */
void plot_draw_line(const struct plot *plot, const struct chart_line *line);

#endif
