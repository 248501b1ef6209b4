/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart_swing.h"

#include <math.h>

#include "core/text/bounds.h"

#include "chart_blocks.h"

enum { VERTICAL = 0x2502 };

static const enum ui_role low_role = UI_GHOST, high_role = UI_BALANCE;

void chart_draw_swing_mark(struct canvas *canvas, struct rect rect, int row, int column,
                           bool is_high)
{
    if (is_high)
        canvas_put(canvas, rect, row, column, high_role, canvas->utf8 ? FULL_BLOCK : '+');
    else
        canvas_put(canvas, rect, row, column, low_role, canvas->utf8 ? MEDIUM_SHADE : '-');
}

int chart_swing_axis(const struct chart_scale *scale, int columns)
{
    double range = scale->high - scale->low;
    int axis = range > 0 ? (int)round(-scale->low / range * (columns - 1)) : columns / 2;
    if (scale->low < 0 && axis < 1)
        axis = 1;
    if (scale->high > 0 && axis > columns - 2)
        axis = columns - 2;
    return axis;
}

/* One side of the axis: which way it goes, how many cells it has, what of the scale. */
struct side {
    int step; /* -1 or 1 */
    int cells;
    double reach; /* a distance, with its sign */
};

/* How far a bar of DISTANCE goes on SIDE, in eighths: at least one. 0 on the other side. */
static int length_on(const struct side *side, double distance)
{
    int most = side->cells * EIGHTHS;
    if (!(distance * side->step > 0))
        return 0;
    double length = round(distance / side->reach * most);
    return side->reach == 0 || length > most ? most : length < 1 ? 1 : (int)length;
}

/* What of the cell number I from the axis on a bar of LENGTH fills, in eighths. */
static int filled_at(int length, int i)
{
    int filled = length - i * EIGHTHS;
    return bounded(filled, 0, EIGHTHS);
}

/* Whether a bar that fills FILLED eighths of cell I is drawn there where it can't be as fine. */
static bool is_drawn(int filled, int i)
{
    return 2 * filled >= EIGHTHS || (i == 0 && filled > 0);
}

/* The part of a block that fills FILLED eighths from the axis on. */
static int32_t block(const struct side *side, int filled)
{
    if (filled == EIGHTHS)
        return FULL_BLOCK;
    if (side->step > 0)
        return LEFT_EIGHTHS - filled;
    return 2 * filled >= EIGHTHS ? RIGHT_HALF : RIGHT_EIGHTH;
}

static void draw_side(struct canvas *canvas, struct rect rect, int row, int axis,
                      const struct side *side, double low, double high)
{
    int low_length = length_on(side, low), high_length = length_on(side, high);
    bool is_low_shorter = low_length > 0 && (high_length == 0 || low_length < high_length);
    for (int i = 0; i < side->cells; i++) {
        int column = axis + side->step * (i + 1);
        int low_filled = filled_at(low_length, i), high_filled = filled_at(high_length, i);
        bool has_low = is_drawn(low_filled, i);
        /* a fine end only where it doesn't stand on the other bar */
        bool is_fine = canvas->utf8 && low_filled == 0;
        bool has_high = is_fine ? high_filled > 0 : is_drawn(high_filled, i);
        if (has_high && !(has_low && is_low_shorter))
            canvas_put(canvas, rect, row, column, high_role,
                       canvas->utf8 ? block(side, high_filled) : '+');
        else if (has_low)
            chart_draw_swing_mark(canvas, rect, row, column, false);
    }
    if (isinf(low) && low_length > 0)
        canvas_put(canvas, rect, row, axis + side->step * side->cells, low_role,
                   side->step < 0 ? '<' : '>');
    if (isinf(high) && high_length > 0)
        canvas_put(canvas, rect, row, axis + side->step * side->cells, high_role,
                   side->step < 0 ? '<' : '>');
}

void chart_draw_swing(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                      const struct chart_scale *scale, double low, double high)
{
    int axis = chart_swing_axis(scale, columns);
    struct side left = {-1, axis, scale->low}, right = {1, columns - 1 - axis, scale->high};
    draw_side(canvas, rect, row, column + axis, &left, low, high);
    draw_side(canvas, rect, row, column + axis, &right, low, high);
    canvas_put(canvas, rect, row, column + axis, UI_AXIS, canvas->utf8 ? VERTICAL : '|');
}
