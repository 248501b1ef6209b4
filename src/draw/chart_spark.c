/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart_spark.h"

#include <assert.h>
#include <math.h>

#include "chart_blocks.h"

/* The value that CELL of COLUMNS shows. */
static double value_at(const double *values, uint32_t n, int cell, int columns)
{
    return values[columns == 1 ? 0 : (uint64_t)cell * (n - 1) / (uint64_t)(columns - 1)];
}

/* The character for SHARE, 0 to 1, of the height. */
static int32_t block(const struct canvas *canvas, double share)
{
    static const char levels[] = "_.-^";
    if (canvas->utf8)
        return LOWER_EIGHTHS + 1 + (int)lround(share * (EIGHTHS - 1));
    return levels[lround(share * (double)(sizeof levels - 2))];
}

void chart_draw_spark(struct canvas *canvas, struct rect rect, int column, int columns,
                      enum ui_role role, const double *values, uint32_t n)
{
    double low = INFINITY, high = -INFINITY;
    assert(n > 0 && columns > 0);
    for (int i = 0; i < columns; i++) {
        double value = value_at(values, n, i, columns);
        low = isfinite(value) ? fmin(low, value) : low;
        high = isfinite(value) ? fmax(high, value) : high;
    }
    for (int i = 0; i < columns; i++) {
        double value = value_at(values, n, i, columns);
        if (isfinite(value))
            canvas_put(canvas, rect, 0, column + i, role,
                       block(canvas, high > low ? (value - low) / (high - low) : 0));
    }
}
