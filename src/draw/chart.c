/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scales, ticks and horizontal bars. */
#include "draw/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/number.h"
#include "core/text/text.h"

#include "chart_blocks.h"

enum {
    HALVES = 2,        /* of a cell */
    MOST_DECIMALS = 9, /* of a label */
    MOST_DIGITS = 15,
    SAMPLE = 32,       /* values that the bulk of many is judged by */
    SETTLED_STEPS = 8, /* at least half as many, between the ends of a scale that is kept */
};

/* Beyond these a scale's range, or a position in it, could overflow or lose all digits. */
static const double LARGEST = 1e300;
static const double SMALLEST = 1e-290;

/* Beyond how many times the range of most values the highest and the lowest are outliers. */
static const double OUTLIER = 8;

/* Of a scale that is kept, the part that has to be used. */
static const double LEAST_FILLED = 0.5;

void chart_scale_add(struct chart_scale *scale, double value)
{
    if (!isfinite(value))
        return;
    value = fmin(fmax(value, -LARGEST), LARGEST);
    scale->low = fmin(scale->low, value);
    scale->high = fmax(scale->high, value);
}

void chart_scale_add_all(struct chart_scale *scale, const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        chart_scale_add(scale, values[i]);
}

void chart_scale_add_bulk(struct chart_scale *scale, const double *values, size_t n)
{
    double sorted[SAMPLE];
    size_t n_sorted = 0;
    for (size_t i = 0; i < SAMPLE && n > 0; i++) {
        double value = values[i * (n - 1) / (SAMPLE - 1)];
        size_t at = n_sorted;
        if (!isfinite(value))
            continue;
        for (; at > 0 && sorted[at - 1] > value; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = value;
        n_sorted++;
    }
    if (n_sorted == 0)
        return;
    double low = sorted[n_sorted / 8], high = sorted[n_sorted - 1 - n_sorted / 8];
    double reach = high > low ? OUTLIER * (high - low) : INFINITY;
    for (size_t i = 0; i < n; i++)
        if (values[i] >= low - reach && values[i] <= high + reach) {
            scale->low = fmin(scale->low, values[i]);
            scale->high = fmax(scale->high, values[i]);
        }
}

/* The least of the N STEPS (ascending, 1 to 10) times a power of ten that is at least LEAST, but
 * for rounding. */
static double round_up(double least, const double *steps, size_t n)
{
    double power = pow(10, floor(log10(least)));
    for (size_t i = 0; i < n; i++)
        if (steps[i] * power >= least * (1 - 1e-9))
            return steps[i] * power;
    return 10 * power;
}

void chart_scale_settle(struct chart_scale *scale, const struct chart_scale *needed)
{
    double range = needed->high - needed->low;
    bool fits = needed->low >= scale->low && needed->high <= scale->high;
    if (fits && range >= LEAST_FILLED * (scale->high - scale->low))
        return;
    double step = chart_nice_step(needed, SETTLED_STEPS);
    /* at what is round but for rounding, or a hair beyond where the values are */
    scale->low = fmin(floor(needed->low / step + 1e-9) * step, needed->low);
    scale->high = fmax(ceil(needed->high / step - 1e-9) * step, needed->high);
}

double chart_nice_step(const struct chart_scale *scale, int count)
{
    static const double steps[] = {1, 2, 5};
    double least = (scale->high - scale->low) / greater(count, 1);
    return least > SMALLEST ? round_up(least, steps, sizeof steps / sizeof *steps) : 1;
}

double chart_round_up(double least)
{
    static const double steps[] = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};
    return least > SMALLEST ? round_up(least, steps, sizeof steps / sizeof *steps) : 1;
}

double chart_tick_step(const struct chart_scale *scale, int rows)
{
    return chart_nice_step(scale, rows < 6 ? 2 : rows / 3);
}

void chart_format_tick(char out[CHART_LABEL_SIZE], double value, const struct chart_scale *scale,
                       double step)
{
    static const struct {
        double size;
        const char *suffix;
    } suffixes[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
    double largest = fmax(scale->high, -scale->low);
    double size = 1;
    const char *suffix = "";
    char digits[NUMBER_TEXT_SIZE];
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && largest < 1e15; i++) {
        if (largest >= suffixes[i].size) {
            size = suffixes[i].size;
            suffix = suffixes[i].suffix;
            break;
        }
    }
    double needed = fmax(ceil(-log10(step / size) - 1e-9), 0);
    if (needed > MOST_DECIMALS && value != 0) { /* so near to 0, or to each other */
        double n = fmin(ceil(log10(fabs(value) / step) - 1e-9) + 1, MOST_DIGITS);
        number_format(digits, number_round(value, greater((int)n, 1)));
        snprintf(out, CHART_LABEL_SIZE, "%.22s", digits);
        return;
    }
    int decimals = (int)fmin(needed, MOST_DECIMALS);
    number_format_grouped(digits, value == 0 ? 0 : value / size, value == 0 ? 0 : decimals);
    snprintf(out, CHART_LABEL_SIZE, "%.20s%s", digits, value == 0 ? "" : suffix);
}

/* Where VALUE lies on SCALE drawn UNITS wide, from 0 to UNITS. */
static double position(const struct chart_scale *scale, double value, int units)
{
    double range = scale->high - scale->low;
    if (!(range > SMALLEST))
        return 0;
    double at = (value - scale->low) / range * units;
    return fmin(fmax(at, 0), units);
}

/* The character for a cell that is filled from eighth FROM to eighth TO. */
static int32_t block(int from, int to)
{
    if (from == 0)
        return to == EIGHTHS ? FULL_BLOCK : LEFT_EIGHTHS - to;
    if (to == EIGHTHS)
        return from <= 2 ? FULL_BLOCK : RIGHT_HALF;
    return LEFT_EIGHTHS - to;
}

/* One cell of a bar: what part of it, in eighths, the bar and its ghost fill. */
struct bar_cell {
    int from, to;             /* the bar's; equal: none */
    int ghost_from, ghost_to; /* the ghost's */
};

static void draw_bar_cell(struct canvas *canvas, struct rect rect, int row, int column,
                          const struct bar_cell *cell, bool has_ghost, enum ui_role role)
{
    int filled = cell->to - cell->from;
    int ghost = cell->ghost_to - cell->ghost_from;
    char ascii = role == UI_REVENUE ? '=' : '#';
    if (filled > 0 && (canvas->utf8 || 2 * filled >= EIGHTHS)) {
        bool is_new = has_ghost && 2 * ghost < filled;
        canvas_put(canvas, rect, row, column, is_new ? UI_CHANGED : role,
                   canvas->utf8 ? block(cell->from, cell->to) : ascii);
    } else if (2 * ghost >= EIGHTHS) {
        canvas_put(canvas, rect, row, column, UI_GHOST, canvas->utf8 ? LIGHT_SHADE : '.');
    } else if (filled > 0) {
        canvas_put(canvas, rect, row, column, role, '|');
    }
}

static int clip_eighth(double at, int cell)
{
    return (int)fmin(fmax(at - cell * EIGHTHS, 0), EIGHTHS);
}

/* VALUE's place in eighths: never on zero itself unless it is zero, so that little is not nothing.
 */
static double bar_end(const struct chart_scale *scale, double value, double zero, int units)
{
    double at = round(position(scale, value, units));
    if (value > 0 && at <= zero)
        return fmin(zero + 1, units);
    if (value < 0 && at >= zero)
        return fmax(zero - 1, 0);
    return at;
}

void chart_draw_bar(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                    const struct chart_scale *scale, double value, double ghost, enum ui_role role)
{
    if (columns < 1)
        return;
    columns = lesser(columns, rect.columns - column);
    /* Zero lies between cells, so that bars to both sides begin sharp. */
    int units = columns * EIGHTHS;
    double zero = round(position(scale, 0, columns)) * EIGHTHS;
    bool has_ghost = isfinite(ghost) && ghost != value;
    if (!isfinite(value)) {
        canvas_text_cut(canvas, rect, row, column, columns, UI_BAD,
                        isnan(value) ? "NaN"
                        : value > 0  ? "inf"
                                     : "-inf");
        return;
    }
    double end = bar_end(scale, value, zero, units);
    double ghost_end = has_ghost ? bar_end(scale, ghost, zero, units) : zero;
    for (int i = 0; i < columns; i++) {
        struct bar_cell cell = {clip_eighth(fmin(zero, end), i), clip_eighth(fmax(zero, end), i),
                                clip_eighth(fmin(zero, ghost_end), i),
                                clip_eighth(fmax(zero, ghost_end), i)};
        draw_bar_cell(canvas, rect, row, column + i, &cell, has_ghost, role);
    }
}

/* The character of a span's cell, halves FROM to TO of which are filled. */
static int32_t span_block(const struct canvas *canvas, int from, int to, bool is_up)
{
    if (!canvas->utf8)
        return is_up ? '+' : '-';
    return from > 0 ? RIGHT_HALF : to < HALVES ? LEFT_EIGHTHS - EIGHTHS / 2 : FULL_BLOCK;
}

void chart_draw_span(struct canvas *canvas, struct rect rect, int row, int column, int columns,
                     const struct chart_scale *scale, double from, double to, enum ui_role role)
{
    columns = lesser(columns, rect.columns - column);
    if (columns < 1 || !isfinite(from) || !isfinite(to))
        return;
    int unit = canvas->utf8 ? 1 : HALVES; /* in ASCII, whole cells */
    int a = (int)round(position(scale, fmin(from, to), columns * HALVES) / unit) * unit;
    int b = (int)round(position(scale, fmax(from, to), columns * HALVES) / unit) * unit;
    if (a == b) {
        int cell = a / HALVES < columns ? a / HALVES : columns - 1;
        bool is_right = a / HALVES >= columns || a % HALVES > 0;
        canvas_put(canvas, rect, row, column + cell, role,
                   !canvas->utf8 ? '|'
                   : is_right    ? RIGHT_EIGHTH
                                 : LEFT_EIGHTHS - 1);
        return;
    }
    for (int cell = a / HALVES; cell * HALVES < b; cell++) {
        int first = a > cell * HALVES ? a - cell * HALVES : 0;
        int last = b < (cell + 1) * HALVES ? b - cell * HALVES : HALVES;
        canvas_put(canvas, rect, row, column + cell, role,
                   span_block(canvas, first, last, to > from));
    }
}

void chart_format_month(char out[CHART_MONTH_SIZE], const struct chart_months *months,
                        uint32_t month)
{
    calendar_format(&months->calendar, (double)month - months->n_early, out);
}

int chart_label_columns(const struct chart_scale *scale, int rows)
{
    double step = chart_tick_step(scale, rows - (rows >= CHART_ROWS_WITH_MONTHS));
    int widest = 1;
    char label[CHART_LABEL_SIZE];
    for (double i = ceil(scale->low / step - 1e-9); i <= scale->high / step + 1e-9; i++) {
        chart_format_tick(label, i * step, scale, step);
        int width = text_width(label, strlen(label));
        widest = greater(width, widest);
    }
    return widest;
}
