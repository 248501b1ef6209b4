/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts in character cells: bars, lines over months, columns over months. If the canvas takes
 * UTF-8, bars are drawn in eighths of a cell and lines in Braille dots, else in ASCII. Values that
 * are NaN or infinite are left out, never drawn as something else. Nothing allocates.
 */
#ifndef PROFORMA_DRAW_CHART_H
#define PROFORMA_DRAW_CHART_H

#include <math.h>

#include "core/text/number.h"
#include "draw/canvas.h"

/* The values that a chart reaches over. It holds 0, unless a chart says that it need not. Start
 * with CHART_SCALE_EMPTY. */
struct chart_scale {
    double low, high; /* finite, low <= 0 <= high */
};

#define CHART_SCALE_EMPTY ((struct chart_scale){0, 0})

/* Widen SCALE so that it holds VALUE, or each of N VALUES. */
void chart_scale_add(struct chart_scale *scale, double value);
void chart_scale_add_all(struct chart_scale *scale, const double *values, size_t n);

/* The range of nothing, for chart_scale_add_bulk to begin with. */
#define CHART_SCALE_NOTHING ((struct chart_scale){INFINITY, -INFINITY})
/* Widen SCALE so that it holds N VALUES but for outliers, such as the peaks of poles. It need not
 * hold 0, and stays as it is if none of them is finite. */
void chart_scale_add_bulk(struct chart_scale *scale, const double *values, size_t n);

/* A round distance, 1, 2 or 5 times a power of ten, of which at most COUNT fit between the ends of
 * SCALE: for 0..41 and 5 it is 10. 1 if SCALE is empty. */
double chart_nice_step(const struct chart_scale *scale, int count);

/* The first round number, 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten, that is not
 * below LEAST: for 41 it is 50. 1 if LEAST isn't positive. */
double chart_round_up(double least);

/* Make SCALE hold NEEDED. It stays as it is if NEEDED fits and takes a good part of it; else it
 * becomes a new one that ends at round values. For charts that stay calm while values change. */
void chart_scale_settle(struct chart_scale *scale, const struct chart_scale *needed);

enum { CHART_LABEL_SIZE = 24, CHART_ROWS_WITH_MONTHS = 4 /* from which on months are named */ };

/* The distance between the ticks of an axis over SCALE in ROWS rows. */
double chart_tick_step(const struct chart_scale *scale, int rows);

/* VALUE as the label of an axis over SCALE with ticks every STEP: "-20M", "0", "2.5k". All labels
 * of an axis have the same suffix and decimals. */
void chart_format_tick(char out[CHART_LABEL_SIZE], double value, const struct chart_scale *scale,
                       double step);

/*
 * Draw a horizontal bar of VALUE from SCALE's zero, in COLUMNS cells of one row. GHOST is the
 * baseline's value: if it is finite and different, what the bar lacks of it is shaded behind the
 * bar, and what the bar has beyond it is painted as changed. In ASCII a bar is made of '#', a
 * UI_REVENUE one of '='.
 */
void chart_draw_bar(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                    const struct chart_scale *scale, double value, double ghost, enum ui_role role);

/* Draw a piece of a waterfall, from one value to another, in COLUMNS cells of one row, exact to
 * half a cell. In ASCII it is made of '+' upwards and of '-' downwards. A piece that has no length,
 * or is too short to be seen, is a thin line. */
void chart_draw_span(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                     const struct chart_scale *scale, double from, double to, enum ui_role role);

/* What the months on the horizontal axis are called. */
struct chart_months {
    uint32_t n; /* 1 to 600, and `n_early` */
    struct calendar calendar;
    uint32_t n_early; /* of them, those before month 1: 0 or 1 */
};

enum { CHART_MONTH_SIZE = CALENDAR_TEXT_SIZE };

/* The label of the one that is MONTH in their row (from 1): "2026-01", or "1". */
void chart_format_month(char out[CHART_MONTH_SIZE], const struct chart_months *months,
                        uint32_t month);

struct chart_line {
    const double *values; /* one a month */
    uint32_t n;
    enum ui_role role;
};

/* How many columns the labels of an axis over SCALE take in a chart of ROWS rows, including the row
 * of the months' names. */
int chart_label_columns(const struct chart_scale *scale, int rows);

/* Where a chart is drawn: `rows` rows from `row` on, as wide as `rect`, which clips it. The row may
 * be negative, if a view is scrolled. Labels of values take `label_columns` on the left if there is
 * room; charts of the same width, months and label_columns have their months below each other. */
struct chart_place {
    struct rect rect;
    int row, rows;
    int label_columns;
};

/* Draw lines over months. Later lines are drawn over earlier ones, so that the baseline's ghost
 * comes first. From 4 rows on, the last one names the months. In ASCII a line is made of '*', one
 * of cost of '#', one of revenue of '=', the ghost of '.'. */
void chart_draw_lines(struct canvas *canvas, const struct chart_place *place,
                      const struct chart_scale *scale, const struct chart_months *months,
                      const struct chart_line *lines, size_t n_lines);

/* Draw columns over months, up from zero as UI_GOOD and down from it as UI_BAD, each as wide as a
 * month is. A column that several months share stands for their mean. */
void chart_draw_columns(struct canvas *canvas, const struct chart_place *place,
                        const struct chart_scale *scale, const struct chart_months *months,
                        const double *values);

#endif
