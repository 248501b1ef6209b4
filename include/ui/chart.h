/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts in character cells: bars, lines over months, columns over months. Where the canvas takes
 * UTF-8, bars are drawn in eighths of a cell and lines in Braille dots; elsewhere in ASCII. Values
 * that are NaN or infinite are left out, never drawn as something else. Nothing allocates.
 */
#ifndef PROFORMA_UI_CHART_H
#define PROFORMA_UI_CHART_H

#include "core/number.h"
#include "ui/canvas.h"

#include <math.h>

/* The values a chart reaches over; always holds 0. Start with CHART_SCALE_EMPTY. */
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

/* The distance between two round values, 1, 2 or 5 times a power of ten, of which at most COUNT
 * steps fit between the ends of SCALE: 0 .. 41 in 5 steps is 10. 1 where SCALE is empty. */
double chart_nice_step(const struct chart_scale *scale, int count);

/* A round number, 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten, that is LEAST or
 * little more: 41 is 50. 1 where LEAST isn't positive. */
double chart_round_up(double least);

/* Make SCALE hold NEEDED: it stays as it is while that fits and takes a good part of it; a new one
 * ends at round values. For charts that stay calm while values change. */
void chart_scale_settle(struct chart_scale *scale, const struct chart_scale *needed);

enum { CHART_LABEL_SIZE = 24, CHART_ROWS_WITH_MONTHS = 4 /* from which on months are named */ };

/* The distance between the ticks of an axis over SCALE in ROWS rows. */
double chart_tick_step(const struct chart_scale *scale, int rows);

/* VALUE as the label of an axis over SCALE with ticks every STEP: all labels of one axis have the
 * same suffix and decimals: "-20M", "0", "2.5k". */
void chart_format_tick(char out[CHART_LABEL_SIZE], double value, const struct chart_scale *scale,
                       double step);

/*
 * A horizontal bar of VALUE from SCALE's zero, in COLUMNS cells of one row. GHOST, where finite and
 * different, is the baseline's value: what the bar lacks of it is shaded behind it, what it has
 * beyond is painted as changed. In ASCII a bar is '#', a UI_REVENUE one '='.
 */
void chart_draw_bar(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                    const struct chart_scale *scale, double value, double ghost, enum ui_role role);

/* A piece of a waterfall: from one value to another, in COLUMNS cells of one row, to half a cell.
 * In ASCII it is '+' up and '-' down; one too short to see, or of no length, is a thin line. */
void chart_draw_span(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                     const struct chart_scale *scale, double from, double to, enum ui_role role);

/* What the months on the horizontal axis are called. */
struct chart_months {
    uint32_t n;                  /* 1 to 600 */
    int start_year, start_month; /* of month 1; year 0: months are numbered from 1 */
};

enum { CHART_MONTH_SIZE = NUMBER_MONTH_SIZE };

/* MONTH (from 1) as a label: "2026-01", or "1". */
void chart_format_month(char out[CHART_MONTH_SIZE], const struct chart_months *months,
                        uint32_t month);

struct chart_line {
    const double *values; /* one a month */
    uint32_t n;
    enum ui_role role;
};

/* How many columns the labels of an axis over SCALE take in a chart of ROWS rows, that of the
 * months' names included. */
int chart_label_columns(const struct chart_scale *scale, int rows);

/* Where a chart over months is drawn: ROWS rows from ROW on, as wide as RECT, which clips it (ROW
 * may be negative where a view is scrolled). Labels of values take LABEL_COLUMNS on the left where
 * there is room; charts of the same width, months and LABEL_COLUMNS have their months below each
 * other. */
struct chart_place {
    struct rect rect;
    int row, rows;
    int label_columns;
};

/* Lines over months: later lines over earlier ones, so that the baseline's ghost comes first. Of 4
 * rows and more the last one names the months. In ASCII a line is '*', cost '#', revenue '=', the
 * ghost '.'. */
void chart_draw_lines(struct canvas *canvas, const struct chart_place *place,
                      const struct chart_scale *scale, const struct chart_months *months,
                      const struct chart_line *lines, size_t n_lines);

/* Columns over months, up from zero as UI_GOOD and down from it as UI_BAD, each as wide as a month
 * is; where several months share a column it stands for their mean. */
void chart_draw_columns(struct canvas *canvas, const struct chart_place *place,
                        const struct chart_scale *scale, const struct chart_months *months,
                        const double *values);

#endif
