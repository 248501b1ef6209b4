/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart_heat.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/text/text.h"
#include "draw/chart_curve.h"

#include "chart_blocks.h"
#include "chart_plot.h"

enum { LEVELS = 4, UNKNOWN = '?' };

/* From little to much, in ASCII and else. */
static const int32_t above[2][LEVELS] = {{'.', ':', '+', '#'},
                                         {LIGHT_SHADE, MEDIUM_SHADE, DARK_SHADE, FULL_BLOCK}};
static const int32_t below[2][LEVELS] = {{'-', '=', '%', '@'}, {0x2802, 0x2812, 0x2836, 0x28ff}};

struct chart_scale chart_heat_scale(const double *values, size_t n, double zero)
{
    struct chart_scale scale = CHART_SCALE_NOTHING;
    chart_scale_add_bulk(&scale, values, n);
    if (!(scale.low <= scale.high))
        scale = CHART_SCALE_EMPTY;
    return (struct chart_scale){scale.low - zero, scale.high - zero};
}

/* Whether SCALE has values of both signs, so that the sign is what matters most. */
static bool has_both_signs(const struct chart_scale *scale)
{
    return scale->low < 0 && scale->high > 0;
}

/* The level, 0 to LEVELS - 1, of VALUE between FROM and TO. */
static int level_of(double value, double from, double to)
{
    double part = (value - from) / (to - from);
    return part > 0 ? (int)fmin(part * LEVELS, LEVELS - 1) : 0;
}

static void put_value(const struct plot *plot, const struct chart_scale *scale, int row, int column,
                      double value)
{
    bool utf8 = plot->canvas->utf8;
    if (isnan(value))
        plot_put(plot, row, column, UI_WARNING, UNKNOWN);
    else if (!has_both_signs(scale))
        plot_put(plot, row, column, UI_BALANCE,
                 above[utf8][level_of(value, scale->low, scale->high)]);
    else if (value < 0)
        plot_put(plot, row, column, UI_BAD, below[utf8][level_of(value, 0, scale->low)]);
    else
        plot_put(plot, row, column, UI_GOOD, above[utf8][level_of(value, 0, scale->high)]);
}

/* The index of the value that CELL of N_CELLS shows, of N. */
static size_t index_at(int cell, int n_cells, size_t n)
{
    return n_cells > 1 ? (size_t)llround((double)cell / (n_cells - 1) * (double)(n - 1)) : 0;
}

/* The value that the cell at ROW, COLUMN shows; NaN outside of the plot. */
static double value_at(const struct plot *plot, const struct chart_heat *heat, int row, int column)
{
    if (row < 0 || row >= plot->rows || column < 0 || column >= plot->columns)
        return NAN;
    size_t i = index_at(column, plot->columns, heat->n_x);
    size_t j = index_at(plot->rows - 1 - row, plot->rows, heat->n_y);
    return heat->values[i * heat->n_y + j] - heat->zero;
}

/* Whether the sign changes between this cell and one beside it, and this one is nearer to 0 (the
 * positive one of two that are as near). */
static bool is_contour(const struct plot *plot, const struct chart_heat *heat, int row, int column)
{
    static const int beside[][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
    double value = value_at(plot, heat, row, column);
    if (value == 0)
        return true;
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        double other = value_at(plot, heat, row + beside[i][0], column + beside[i][1]);
        bool changes = (value < 0 && other > 0) || (value > 0 && other < 0);
        bool is_nearer = fabs(value) < fabs(other) || (value > 0 && value == -other);
        if (changes && is_nearer)
            return true;
    }
    return false;
}

static void put_mark(const struct plot *plot, int row, int column, enum chart_mark_kind kind)
{
    chart_draw_mark(plot->canvas, plot->rect, plot->row + row, plot->column + column, kind);
}

static void draw_cells(const struct plot *plot, const struct chart_heat *heat)
{
    bool is_signed = has_both_signs(&heat->scale);
    for (int row = 0; row < plot->rows; row++)
        for (int column = 0; column < plot->columns; column++) {
            if (is_signed && is_contour(plot, heat, row, column))
                put_mark(plot, row, column, CHART_MARK_ZERO);
            else
                put_value(plot, &heat->scale, row, column, value_at(plot, heat, row, column));
        }
}

static void draw_now(const struct plot *plot, const struct chart_heat *heat)
{
    if (heat->now_x >= heat->x.low && heat->now_x <= heat->x.high && heat->now_y >= heat->y.low &&
        heat->now_y <= heat->y.high)
        put_mark(plot, plot_row_of(plot, heat->now_y, plot->rows),
                 plot_column_of(&heat->x, heat->now_x, plot->columns), CHART_MARK_NOW);
}

/* The plot at PLACE, whose rows are on SCALE. */
static struct plot begin(struct canvas *canvas, const struct chart_place *place,
                         const struct chart_scale *scale)
{
    return plot_frame(canvas, place, scale, place->rows >= CHART_ROWS_WITH_MONTHS);
}

struct chart_heat_cells chart_heat_cells(const struct chart_place *place)
{
    struct plot plot = begin(NULL, place, NULL);
    if (plot_is_empty(&plot))
        return (struct chart_heat_cells){0, 0};
    return (struct chart_heat_cells){plot.rows, plot.columns};
}

void chart_draw_heat(struct canvas *canvas, const struct chart_place *place,
                     const struct chart_heat *heat)
{
    assert(heat->n_x > 0 && heat->n_y > 0);
    struct chart_scale rows = {heat->y.low, heat->y.high};
    struct plot plot = begin(canvas, place, &rows);
    if (plot_is_empty(&plot))
        return;
    if (plot.column > 0) {
        plot_draw_axis(&plot);
        plot_draw_axis_left(&plot, &heat->y);
    }
    if (plot.rows < place->rows)
        plot_draw_axis_below(&plot, &heat->x);
    draw_cells(&plot, heat);
    draw_now(&plot, heat);
}

/* An end of the key at COLUMN, called NAME or else VALUE; the column behind it and a blank. */
static int put_end(struct canvas *canvas, struct rect rect, int row, int column, const char *name,
                   double value, const struct chart_scale *scale)
{
    char label[CHART_LABEL_SIZE];
    chart_format_tick(label, value, scale, chart_nice_step(scale, 10));
    return column + canvas_text(canvas, rect, row, column, UI_MUTED, name ? name : label) + 1;
}

void chart_draw_heat_key(struct canvas *canvas, struct rect rect, int row, int column,
                         const struct chart_heat_key *key)
{
    const struct chart_scale *scale = &key->scale;
    bool is_signed = has_both_signs(scale);
    column = put_end(canvas, rect, row, column, key->low, scale->low, scale);
    for (int i = LEVELS - 1; is_signed && i >= 0; i--)
        canvas_put(canvas, rect, row, column++, UI_BAD, below[canvas->utf8][i]);
    if (is_signed) {
        chart_draw_mark(canvas, rect, row, column + 1, CHART_MARK_ZERO);
        column += 3;
    }
    for (int i = 0; i < LEVELS; i++)
        canvas_put(canvas, rect, row, column++, is_signed ? UI_GOOD : UI_BALANCE,
                   above[canvas->utf8][i]);
    put_end(canvas, rect, row, column + 1, key->high, scale->high, scale);
}
