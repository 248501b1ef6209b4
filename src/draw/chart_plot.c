/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of charts: axis, ticks, zero line, names of months; lines as strokes. */
#include "chart_plot.h"

#include <math.h>
#include <string.h>

#include "core/text/text.h"

enum {
    HORIZONTAL = 0x2500,
    VERTICAL = 0x2502,
    BRAILLE = 0x2800,
    LAST_BRAILLE = 0x28ff,
    LEAST_PLOT_COLUMNS = 8, /* what labels on the left must leave for the plot */
};

void plot_put(const struct plot *plot, int row, int column, enum ui_role role, int32_t codepoint)
{
    canvas_put(plot->canvas, plot->rect, plot->row + row, plot->column + column, role, codepoint);
}

void plot_put_label(const struct plot *plot, int row, const char *label)
{
    canvas_text_right(plot->canvas, plot->rect, plot->row + row, plot->column - 1, UI_MUTED, label);
}

int plot_row_of(const struct plot *plot, double value, int units)
{
    const struct chart_scale *scale = plot->scale;
    double range = scale->high - scale->low;
    if (!(range > 0))
        return units - 1;
    double at = round((scale->high - value) / range * (units - 1));
    return (int)fmin(fmax(at, 0), units - 1);
}

double plot_month_at(const struct plot *plot, double column, int units)
{
    return column / units * plot->n_months - 0.5;
}

void plot_draw_axis(const struct plot *plot)
{
    for (int row = 0; row < plot->rows; row++)
        plot_put(plot, row, -1, UI_AXIS, plot->canvas->utf8 ? VERTICAL : '|');
}

static void draw_ticks(const struct plot *plot)
{
    double step = chart_tick_step(plot->scale, plot->rows);
    double first = ceil(plot->scale->low / step - 1e-9);
    char label[CHART_LABEL_SIZE];
    for (double i = first; i <= plot->scale->high / step + 1e-9; i++) {
        int row = plot_row_of(plot, i * step, plot->rows);
        chart_format_tick(label, i * step, plot->scale, step);
        plot_put_label(plot, row, label);
        plot_put(plot, row, -1, UI_AXIS, plot->canvas->utf8 ? PLOT_TICK : '+');
    }
}

void plot_draw_scale(const struct plot *plot)
{
    if (plot->column == 0)
        return;
    plot_draw_axis(plot);
    draw_ticks(plot);
}

void plot_draw_zero_line(const struct plot *plot)
{
    int row = plot_row_of(plot, 0, plot->rows);
    if (plot->scale->low > 0 || plot->scale->high < 0)
        return;
    for (int column = 0; column < plot->columns; column++)
        plot_put(plot, row, column, UI_AXIS, plot->canvas->utf8 ? HORIZONTAL : '-');
}

void plot_draw_month_names(const struct plot *plot, const struct chart_months *months)
{
    static const uint32_t steps[] = {1, 2, 3, 6, 12, 24, 36, 60, 120, 240};
    char label[CHART_MONTH_SIZE];
    double slot = (double)plot->columns / months->n;
    chart_format_month(label, months, months->n);
    int width = text_width(label, strlen(label));
    uint32_t step = 600;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i] * slot >= width + 2) {
            step = steps[i];
            break;
        }
    }
    int free_from = 0; /* a label behind another one keeps a blank from it */
    for (uint32_t month = 0; month < months->n; month += step) {
        chart_format_month(label, months, month + 1);
        int own = text_width(label, strlen(label));
        int column = (int)floor((month + 0.5) * slot) - (own - 1) / 2;
        if (month == 0 && column < 0)
            column = 0;
        if (column < free_from || (column + own > plot->columns && month > 0))
            continue;
        free_from = column + own + 1;
        canvas_text(plot->canvas, plot->rect, plot->row + plot->rows, plot->column + column,
                    UI_MUTED, label);
    }
}

struct plot plot_frame(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_scale *scale, int rows_below)
{
    int labels = place->label_columns + 1;
    bool has_labels = place->rect.columns >= labels + LEAST_PLOT_COLUMNS;
    struct plot plot = {.canvas = canvas,
                        .rect = place->rect,
                        .row = place->row,
                        .rows = place->rows - rows_below,
                        .column = has_labels ? labels : 0,
                        .scale = scale};
    plot.columns = place->rect.columns - plot.column;
    return plot;
}

struct plot plot_begin(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_scale *scale, const struct chart_months *months,
                       bool has_month_names)
{
    struct plot plot = plot_frame(canvas, place, scale, has_month_names);
    plot.n_months = months->n;
    if (months->n == 0)
        plot.columns = 0;
    return plot;
}

bool plot_is_empty(const struct plot *plot)
{
    return plot->rows < 1 || plot->columns < 1;
}

int plot_across(const struct plot *plot)
{
    return plot->columns * (plot->canvas->utf8 ? PLOT_DOTS_ACROSS : 1);
}

/* Put the Braille dot at X, Y, keeping those that are there. */
static void put_dot(const struct plot *plot, int x, int y, enum ui_role role)
{
    static const uint8_t bits[PLOT_DOTS_DOWN][PLOT_DOTS_ACROSS] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    const struct canvas *canvas = plot->canvas;
    int row = plot->rect.row + plot->row + y / PLOT_DOTS_DOWN;
    int column = plot->rect.column + plot->column + x / PLOT_DOTS_ACROSS;
    if (row < 0 || row >= canvas->rows || column < 0 || column >= canvas->columns)
        return;
    int32_t old = canvas->cells[row * canvas->columns + column].codepoint;
    if (old < BRAILLE || old > LAST_BRAILLE)
        old = BRAILLE;
    plot_put(plot, y / PLOT_DOTS_DOWN, x / PLOT_DOTS_ACROSS, role,
             old | bits[y % PLOT_DOTS_DOWN][x % PLOT_DOTS_ACROSS]);
}

/* What a line is drawn with in ASCII. */
static char line_character(enum ui_role role)
{
    return role == UI_GHOST ? '.' : role == UI_COST ? '#' : role == UI_REVENUE ? '=' : '*';
}

void plot_draw_stroke(const struct plot *plot, int x, double low, double high, enum ui_role role)
{
    bool utf8 = plot->canvas->utf8;
    int down = plot->rows * (utf8 ? PLOT_DOTS_DOWN : 1);
    int bottom = plot_row_of(plot, low, down);
    for (int y = plot_row_of(plot, high, down); y <= bottom; y++) {
        if (utf8)
            put_dot(plot, x, y, role);
        else
            plot_put(plot, y, x, role, line_character(role));
    }
}

bool plot_open(struct plot *plot, struct canvas *canvas, const struct chart_place *place,
               const struct chart_scale *scale, const struct chart_months *months)
{
    bool has_month_names = place->rows >= CHART_ROWS_WITH_MONTHS;
    *plot = plot_begin(canvas, place, scale, months, has_month_names);
    if (plot_is_empty(plot))
        return false;
    plot_draw_scale(plot);
    if (has_month_names)
        plot_draw_month_names(plot, months);
    return true;
}
