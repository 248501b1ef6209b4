/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fan chart. */
#include "draw/chart_fan.h"

#include <math.h>

#include "chart_blocks.h"
#include "chart_plot.h"

int32_t chart_fan_outer(bool utf8)
{
    return utf8 ? LIGHT_SHADE : '.';
}

int32_t chart_fan_inner(bool utf8)
{
    return utf8 ? MEDIUM_SHADE : ':';
}

/* VALUES at MONTH, from 0 and fractional, on the straight line between two months. */
static double value_at(const double *values, uint32_t n, double month)
{
    month = fmin(fmax(month, 0), n - 1);
    size_t before = (size_t)month;
    double part = month - (double)before;
    /* the second term would be NaN behind the last month, or beside one that is not finite */
    return part > 0 ? values[before] + part * (values[before + 1] - values[before])
                    : values[before];
}

/* The band between LOW and HIGH: at least a cell in every column where both are finite. */
static void draw_band(const struct plot *plot, const double *low, const double *high,
                      int32_t codepoint)
{
    for (int column = 0; column < plot->columns; column++) {
        double month = plot_month_at(plot, column + 0.5, plot->columns);
        double bottom = value_at(low, plot->n_months, month);
        double top = value_at(high, plot->n_months, month);
        if (!isfinite(bottom) || !isfinite(top))
            continue;
        int last = plot_row_of(plot, bottom, plot->rows);
        for (int row = plot_row_of(plot, top, plot->rows); row <= last; row++)
            plot_put(plot, row, column, UI_BALANCE, codepoint);
    }
}

void chart_draw_fan(struct canvas *canvas, const struct chart_place *place,
                    const struct chart_scale *scale, const struct chart_months *months,
                    const struct chart_fan *fan)
{
    struct plot plot;
    if (!plot_open(&plot, canvas, place, scale, months))
        return;
    draw_band(&plot, fan->p5, fan->p95, chart_fan_outer(canvas->utf8));
    draw_band(&plot, fan->p25, fan->p75, chart_fan_inner(canvas->utf8));
    plot_draw_zero_line(&plot);
    struct chart_line median = {fan->p50, months->n, UI_VALUE}; /* apart from the bands */
    plot_draw_line(&plot, &median);
}
