/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart_curve.h"

#include <math.h>

#include "chart_plot.h"

static const struct {
    char ascii;
    int32_t symbol;
    enum ui_role role;
} mark_table[] = {
    [CHART_MARK_NOW] = {'X', 0x25cf, UI_FOCUS},
    [CHART_MARK_BEFORE] = {'+', '+', UI_GHOST},
    [CHART_MARK_ZERO] = {'o', 0x25cb, UI_VALUE},
};

/* Beyond these a difference of two values would overflow. */
static const double LARGEST = 1e300;

/* How many times its own range a curve may lie away from 0 so that its scale begins there; and from
 * how many times on it is as good as constant, which is to be seen. */
static const double FAR = 2, FLAT = 1e6;

/* Whether 0 belongs into the scale of a curve DISTANCE away from it. */
static bool is_near(double distance, double range)
{
    return distance <= FAR * range || distance >= FLAT * range;
}

struct chart_scale chart_curve_scale(const struct chart_curve *curves, size_t n)
{
    struct chart_scale scale = CHART_SCALE_NOTHING;
    for (size_t i = 0; i < n; i++)
        chart_scale_add_bulk(&scale, curves[i].y, curves[i].n);
    if (!(scale.low <= scale.high))
        return CHART_SCALE_EMPTY;
    double range = scale.high - scale.low;
    if (scale.low > 0 && is_near(scale.low, range))
        scale.low = 0;
    else if (scale.high < 0 && is_near(-scale.high, range))
        scale.high = 0;
    return scale;
}

void chart_draw_mark(struct canvas *canvas, struct rect rect, int row, int column,
                     enum chart_mark_kind kind)
{
    canvas_put(canvas, rect, row, column, mark_table[kind].role,
               canvas->utf8 ? mark_table[kind].symbol : mark_table[kind].ascii);
}

/* Two points that a line joins. */
struct segment {
    double x[2], y[2];
};

/* The value of SEGMENT at X, which lies between its ends. */
static double value_at(const struct segment *segment, double x)
{
    double width = segment->x[1] - segment->x[0];
    double part = width > 0 ? (x - segment->x[0]) / width : 0;
    return segment->y[0] + part * (segment->y[1] - segment->y[0]);
}

static void draw_segment(const struct plot *plot, const struct chart_axis *axis,
                         const struct segment *segment, enum ui_role role)
{
    int across = plot_across(plot);
    double width = across > 1 ? (axis->high - axis->low) / (across - 1) : 0; /* of a stroke */
    int last = plot_column_of(axis, segment->x[1], across);
    for (int i = plot_column_of(axis, segment->x[0], across); i <= last; i++) {
        double middle = axis->low + i * width;
        double from = fmin(fmax(middle - width / 2, segment->x[0]), segment->x[1]);
        double to = fmax(fmin(middle + width / 2, segment->x[1]), from);
        double a = value_at(segment, from), b = value_at(segment, to);
        if (fmin(a, b) <= plot->scale->high && fmax(a, b) >= plot->scale->low)
            plot_draw_stroke(plot, i, fmin(a, b), fmax(a, b), role);
    }
}

static void draw_curve(const struct plot *plot, const struct chart_axis *axis,
                       const struct chart_curve *curve)
{
    for (size_t i = 0; i < curve->n; i++) {
        size_t next = i + 1 < curve->n && isfinite(curve->y[i + 1]) ? i + 1 : i;
        struct segment segment = {
            {curve->x[i], curve->x[next]},
            {fmin(fmax(curve->y[i], -LARGEST), LARGEST),
             fmin(fmax(curve->y[next], -LARGEST), LARGEST)},
        };
        if (isfinite(curve->y[i]))
            draw_segment(plot, axis, &segment, curve->role);
    }
}

static void draw_mark(const struct plot *plot, const struct chart_axis *axis,
                      const struct chart_mark *mark)
{
    const struct chart_scale *scale = plot->scale;
    bool utf8 = plot->canvas->utf8;
    int across = utf8 ? PLOT_DOTS_ACROSS : 1, down = utf8 ? PLOT_DOTS_DOWN : 1;
    if (!(mark->x >= axis->low && mark->x <= axis->high) ||
        !(mark->y >= scale->low && mark->y <= scale->high))
        return;
    /* by way of the dots, so that it stands on its line */
    int row = plot_row_of(plot, mark->y, plot->rows * down) / down;
    int column = plot_column_of(axis, mark->x, plot->columns * across) / across;
    chart_draw_mark(plot->canvas, plot->rect, plot->row + row, plot->column + column, mark->kind);
}

void chart_draw_curves(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_curves *curves)
{
    bool has_values_below = place->rows >= CHART_ROWS_WITH_MONTHS;
    struct plot plot = plot_frame(canvas, place, &curves->scale, has_values_below);
    if (plot_is_empty(&plot))
        return;
    plot_draw_scale(&plot);
    if (has_values_below)
        plot_draw_axis_below(&plot, &curves->axis);
    plot_draw_zero_line(&plot);
    for (size_t i = 0; i < curves->n_curves; i++)
        draw_curve(&plot, &curves->axis, &curves->curves[i]);
    for (size_t i = 0; i < curves->n_marks; i++)
        draw_mark(&plot, &curves->axis, &curves->marks[i]);
}
