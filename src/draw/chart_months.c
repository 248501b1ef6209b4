/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts over months: lines in Braille dots, columns in blocks. */
#include <math.h>

#include "core/text/bounds.h"

#include "chart_blocks.h"
#include "chart_plot.h"

/* The lowest and highest value of the line that joins VALUES between months FROM and TO; false
 * where one of them is not finite. */
static bool range_between(const double *values, double from, double to, double *low, double *high)
{
    size_t first = (size_t)floor(from), last = (size_t)ceil(to);
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = first; i <= last; i++) {
        double value = values[i];
        if (!isfinite(value))
            return false;
        if (i < from && i + 1 <= last)
            value += (from - (double)i) * (values[i + 1] - value);
        else if (i > to && i > first)
            value = values[i - 1] + (to - (double)(i - 1)) * (value - values[i - 1]);
        *low = fmin(*low, value);
        *high = fmax(*high, value);
    }
    return true;
}

void plot_draw_line(const struct plot *plot, const struct chart_line *line)
{
    int across = plot_across(plot);
    double low, high;
    for (int x = 0; x < across; x++) {
        double from = fmax(plot_month_at(plot, x, across), 0);
        double to = fmin(plot_month_at(plot, x + 1, across), line->n - 1);
        /* A single month is drawn as wide as it is. */
        if (line->n == 1 && plot->n_months == 1)
            from = to = 0;
        if (from <= to && range_between(line->values, from, to, &low, &high))
            plot_draw_stroke(plot, x, low, high, line->role);
    }
}

void chart_draw_lines(struct canvas *canvas, const struct chart_place *place,
                      const struct chart_scale *scale, const struct chart_months *months,
                      const struct chart_line *lines, size_t n_lines)
{
    struct plot plot;
    if (!plot_open(&plot, canvas, place, scale, months))
        return;
    plot_draw_zero_line(&plot);
    for (size_t i = 0; i < n_lines; i++)
        if (lines[i].n > 0)
            plot_draw_line(&plot, &lines[i]);
}

/* The mean of the months that the plot's COLUMN stands for; NaN where that is none or unknown. */
static double column_value(const struct plot *plot, const double *values, int column)
{
    double slot = (double)plot->columns / plot->n_months;
    if (slot >= 1)
        return values[(size_t)fmin(column / slot, plot->n_months - 1)];
    size_t first = (size_t)(column / slot),
           last = (size_t)fmin((column + 1) / slot, plot->n_months);
    double sum = 0;
    for (size_t i = first; i < last; i++)
        sum += values[i];
    return last > first ? sum / (double)(last - first) : NAN;
}

/* The character of a cell of which EIGHTHS_FILLED, 1 to 8, are filled from the zero line on. */
static int32_t column_block(bool utf8, bool is_negative, int eighths_filled)
{
    if (!utf8)
        return eighths_filled >= EIGHTHS / 2 ? '#' : is_negative ? '\'' : '.';
    if (!is_negative)
        return LOWER_EIGHTHS + eighths_filled;
    return eighths_filled > 6 ? FULL_BLOCK : eighths_filled > 2 ? UPPER_HALF : UPPER_EIGHTH;
}

/* How the rows of a chart of columns are shared out: those above `zero_row` are positive, those
 * from it on negative; a row stands for `unit`. */
struct column_rows {
    int zero_row;
    double unit;
};

static struct column_rows share_rows(const struct chart_scale *scale, int rows)
{
    struct column_rows shares = {.zero_row = rows, .unit = 1};
    double range = scale->high - scale->low;
    if (!(range > 0))
        return shares;
    int zero_row = (int)round(scale->high / range * rows);
    /* Both signs get a row where there are two. */
    if (scale->high > 0 && zero_row == 0)
        zero_row = 1;
    if (scale->low < 0 && zero_row == rows && rows > 1)
        zero_row = rows - 1;
    double above = zero_row > 0 ? scale->high / zero_row : 0;
    double below = zero_row < rows ? -scale->low / (rows - zero_row) : 0;
    return (struct column_rows){zero_row, fmax(above, below)};
}

static void draw_column(const struct plot *plot, int column, double value,
                        struct column_rows shares)
{
    bool is_negative = value < 0;
    int rows = is_negative ? plot->rows - shares.zero_row : shares.zero_row;
    if (!isfinite(value) || value == 0 || rows == 0)
        return;
    double eighths = round(fmin(fabs(value) / shares.unit, rows) * EIGHTHS);
    int filled = eighths < 1 ? 1 : (int)eighths;
    for (int i = 0; filled > 0; i++, filled -= EIGHTHS) {
        int row = is_negative ? shares.zero_row + i : shares.zero_row - 1 - i;
        plot_put(plot, row, column, is_negative ? UI_BAD : UI_GOOD,
                 column_block(plot->canvas->utf8, is_negative, lesser(filled, EIGHTHS)));
    }
}

/* The ends of the scale, and zero where it is neither. */
static void draw_column_labels(const struct plot *plot, int zero_row)
{
    char label[CHART_LABEL_SIZE];
    double step = chart_nice_step(plot->scale, 10);
    if (plot->scale->high == plot->scale->low) {
        plot_put_label(plot, plot->rows - 1, "0");
        return;
    }
    chart_format_tick(label, plot->scale->high, plot->scale, step);
    plot_put_label(plot, 0, label);
    chart_format_tick(label, plot->scale->low, plot->scale, step);
    if (plot->rows > 1)
        plot_put_label(plot, plot->rows - 1, label);
    if (zero_row > 1 && zero_row < plot->rows - 1)
        plot_put_label(plot, zero_row, "0");
}

void chart_draw_columns(struct canvas *canvas, const struct chart_place *place,
                        const struct chart_scale *scale, const struct chart_months *months,
                        const double *values)
{
    struct plot plot = plot_begin(canvas, place, scale, months, false);
    if (plot_is_empty(&plot))
        return;
    struct column_rows shares = share_rows(scale, plot.rows);
    if (plot.column > 0) {
        plot_draw_axis(&plot);
        draw_column_labels(&plot, shares.zero_row);
    }
    double slot = (double)plot.columns / months->n;
    for (int column = 0; column < plot.columns; column++) {
        /* A blank between months where there is room for it. */
        bool is_gap = slot >= 3 && (int)((column + 1) / slot) != (int)(column / slot);
        if (!is_gap)
            draw_column(&plot, column, column_value(&plot, values, column), shares);
    }
}
