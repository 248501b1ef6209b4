/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart_axis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/text.h"

#include "chart_plot.h"

enum { LABEL_GAP = 2 /* columns between two labels of a horizontal axis */ };

/* AXIS as it is written: percentages times 100. */
static struct chart_scale written_scale(const struct chart_axis *axis)
{
    double factor = axis->is_percent ? 100 : 1;
    return (struct chart_scale){factor * axis->low, factor * axis->high};
}

/* A number of periods that is a year's or its like, of which at most COUNT fit between the ends. */
static double calendar_step(const struct chart_axis *axis, int count)
{
    static const unsigned months[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600};
    unsigned period = calendar_period(&axis->calendar)->months;
    double step = 1;
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        if (months[i] % period != 0)
            continue;
        step = months[i] / period;
        if ((axis->high - axis->low) / step <= count)
            break;
    }
    return step;
}

double chart_axis_step(const struct chart_axis *axis, int count)
{
    struct chart_scale scale = written_scale(axis);
    double step = chart_nice_step(&scale, count);
    if (axis->calendar.start_year > 0)
        return calendar_step(axis, count);
    if (axis->is_whole)
        step = fmax(step, 1);
    return axis->is_percent ? step / 100 : step;
}

void chart_axis_format(char out[CHART_LABEL_SIZE], const struct chart_axis *axis, double value,
                       double step)
{
    struct chart_scale scale = written_scale(axis);
    double factor = axis->is_percent ? 100 : 1;
    char number[CHART_LABEL_SIZE];
    if (axis->calendar.start_year > 0) {
        calendar_format(&axis->calendar, round(value), out);
        return;
    }
    chart_format_tick(number, factor * value, &scale, factor * step);
    snprintf(out, CHART_LABEL_SIZE, "%.21s%s", number, axis->is_percent ? " %" : "");
}

/* Ticks of an axis every `step` from `shift` on: the first one's number, and how many there are. */
struct ticks {
    double step, first, shift;
    int n;
};

static struct ticks find_ticks(const struct chart_axis *axis, double step)
{
    /* of months every year in the same one, if possible the first */
    const struct calendar *calendar = &axis->calendar;
    double since = calendar->start_year * 12.0 + calendar->start_month - 1;
    double shift = calendar->start_year > 0
                       ? 1 - fmod(floor(since / calendar_period(calendar)->months), step)
                       : 0;
    double first = ceil((axis->low - shift) / step - 1e-9);
    double last = floor((axis->high - shift) / step + 1e-9);
    return (struct ticks){step, first, shift,
                          last >= first ? (int)fmin(last - first, 1000) + 1 : 0};
}

static double tick_at(const struct ticks *ticks, int i)
{
    return (ticks->first + i) * ticks->step + ticks->shift;
}

static int widest_label(const struct chart_axis *axis, const struct ticks *ticks)
{
    char label[CHART_LABEL_SIZE];
    int widest = 1;
    for (int i = 0; i < ticks->n; i++) {
        chart_axis_format(label, axis, tick_at(ticks, i), ticks->step);
        int width = text_width(label, strlen(label));
        widest = greater(width, widest);
    }
    return widest;
}

/* The ticks of a vertical axis of ROWS rows. */
static struct ticks ticks_left(const struct chart_axis *axis, int rows)
{
    return find_ticks(axis, chart_axis_step(axis, rows < 6 ? 2 : rows / 3));
}

int chart_axis_label_columns(const struct chart_axis *axis, int rows)
{
    struct ticks ticks = ticks_left(axis, rows);
    return widest_label(axis, &ticks);
}

int plot_column_of(const struct chart_axis *axis, double value, int units)
{
    double at = round((value - axis->low) / (axis->high - axis->low) * (units - 1));
    return (int)fmin(fmax(at, 0), units - 1);
}

void plot_draw_axis_left(const struct plot *plot, const struct chart_axis *axis)
{
    struct ticks ticks = ticks_left(axis, plot->rows);
    char label[CHART_LABEL_SIZE];
    for (int i = 0; i < ticks.n; i++) {
        double value = tick_at(&ticks, i);
        int row = plot_row_of(plot, value, plot->rows);
        chart_axis_format(label, axis, value, ticks.step);
        plot_put_label(plot, row, label);
        plot_put(plot, row, -1, UI_AXIS, plot->canvas->utf8 ? PLOT_TICK : '+');
    }
}

/* As many ticks as have room for their labels in COLUMNS. */
static struct ticks ticks_below(const struct chart_axis *axis, int columns)
{
    struct ticks ticks = {.n = 0};
    for (int count = columns / (1 + LABEL_GAP); count > 0; count--) {
        ticks = find_ticks(axis, chart_axis_step(axis, count));
        double apart = ticks.step / (axis->high - axis->low) * (columns - 1);
        if (apart >= widest_label(axis, &ticks) + LABEL_GAP)
            break;
    }
    return ticks;
}

void plot_draw_axis_below(const struct plot *plot, const struct chart_axis *axis)
{
    struct ticks ticks = ticks_below(axis, plot->columns);
    char label[CHART_LABEL_SIZE];
    int free_from = -plot->column;
    for (int i = 0; i < ticks.n; i++) {
        double value = tick_at(&ticks, i);
        chart_axis_format(label, axis, value, ticks.step);
        int width = text_width(label, strlen(label));
        int column = plot_column_of(axis, value, plot->columns) - (width - 1) / 2;
        if (column + width > plot->columns)
            column = plot->columns - width;
        if (column < free_from)
            continue;
        free_from = column + width + 1;
        canvas_text(plot->canvas, plot->rect, plot->row + plot->rows, plot->column + column,
                    UI_MUTED, label);
    }
}
