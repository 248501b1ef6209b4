/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histograms: columns in eighths of a cell over an axis of values. */
#include "draw/chart_histogram.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/text.h"

#include "chart_blocks.h"

enum {
    HORIZONTAL = 0x2500,
    VERTICAL = 0x2502,
    TICK = 0x252c,
    CROSS = 0x253c,
    MOST_SHIFT = 3,      /* of a mark's label, in columns */
    LABEL_GAP = 2,       /* columns between two labels */
    LEAST_WITH_AXIS = 5, /* rows */
    LEAST_COLUMNS = 12,  /* fewer could ask for more bins in a column than tops are kept for */
    MOST_COLUMNS = 72,   /* more would show the noise of the sample */
};

/* How a histogram lies in its rectangle. */
struct layout {
    struct canvas *canvas;
    struct rect rect;
    const struct histogram *histogram;
    int row, rows; /* of the columns alone */
    int joined;    /* bins in a column */
    int n;         /* columns, that of the zero line included */
    int zero; /* the column of the zero line; -1 where 0 is outside of or at the window's end */
};

/* Lay columns of JOINED bins out. */
static void join(struct layout *layout, int joined)
{
    double first = histogram_first_column(layout->histogram, joined);
    int n = histogram_n_columns(layout->histogram, joined);
    layout->joined = joined;
    layout->zero = first < 0 && first + n > 0 ? (int)-first : -1;
    layout->n = n + (layout->zero >= 0);
}

static struct layout lay_out(struct canvas *canvas, struct rect rect, int row, int rows,
                             const struct histogram *histogram)
{
    struct layout layout = {.canvas = canvas, .rect = rect, .histogram = histogram, .row = row};
    bool has_axis = rows >= LEAST_WITH_AXIS;
    layout.rows = has_axis ? rows - CHART_HISTOGRAM_AXIS_ROWS : rows;
    int columns = lesser(rect.columns, MOST_COLUMNS);
    join(&layout, 1);
    while (layout.n > columns && layout.joined < HISTOGRAM_MOST_JOINED)
        join(&layout, layout.joined + 1);
    return layout;
}

static void put(const struct layout *layout, int row, int column, enum ui_role role,
                int32_t codepoint)
{
    canvas_put(layout->canvas, layout->rect, layout->row + row, column, role, codepoint);
}

/* Where VALUE is drawn; outside of the window left or right of all columns. */
static int column_of(const struct layout *layout, double value)
{
    if (value == 0 && layout->zero >= 0)
        return layout->zero;
    double first = histogram_first_column(layout->histogram, layout->joined);
    double column = floor(value / layout->histogram->width / layout->joined) - first;
    if (layout->zero >= 0 && value >= 0)
        column++;
    return (int)fmin(fmax(column, -1), layout->n);
}

/* COUNT as the height of a column in eighths; what is not nothing is seen. */
static int eighths_of(const struct layout *layout, uint32_t count)
{
    int most = layout->rows * EIGHTHS;
    int at = (int)round((double)count / layout->histogram->tops[layout->joined] * most);
    return at > most ? most : at == 0 && count > 0 ? 1 : at;
}

/* The character of a cell of which FILLED, 1 to 8, eighths are filled from below. */
static int32_t column_block(bool utf8, bool is_negative, int filled)
{
    if (utf8)
        return LOWER_EIGHTHS + filled;
    return filled < EIGHTHS / 2 ? '.' : is_negative ? '=' : '#';
}

/* Column I, not counting that of the zero line. */
static void draw_column(const struct layout *layout, int i, int height, int ghost)
{
    bool utf8 = layout->canvas->utf8;
    bool is_negative = histogram_first_column(layout->histogram, layout->joined) + i < 0;
    int column = layout->zero >= 0 && !is_negative ? i + 1 : i;
    for (int level = 0; level < layout->rows; level++) {
        int filled = height - level * EIGHTHS, behind = ghost - level * EIGHTHS;
        int row = layout->rows - 1 - level;
        if (filled > 0)
            put(layout, row, column, is_negative ? UI_BAD : UI_BALANCE,
                column_block(utf8, is_negative, lesser(filled, EIGHTHS)));
        else if (2 * behind >= EIGHTHS)
            put(layout, row, column, UI_GHOST, utf8 ? LIGHT_SHADE : ':');
    }
}

static void draw_columns(const struct layout *layout)
{
    const struct histogram *histogram = layout->histogram;
    int n = layout->n - (layout->zero >= 0);
    for (int i = 0; i < n; i++) {
        uint32_t now = histogram_column(histogram, histogram->counts, layout->joined, i);
        uint32_t ghost = histogram_column(histogram, histogram->ghost, layout->joined, i);
        draw_column(layout, i, eighths_of(layout, now), eighths_of(layout, ghost));
    }
    for (int row = 0; layout->zero >= 0 && row < layout->rows; row++)
        put(layout, row, layout->zero, UI_AXIS, layout->canvas->utf8 ? VERTICAL : '|');
}

/* Texts in a row that don't touch: bit I is a column that is taken. */
struct taken {
    bool columns[MOST_COLUMNS];
};

/* TEXT around COLUMN, moved inside of the columns; false, and nothing is drawn, where something is
 * within GAP of that. */
static bool put_text(const struct layout *layout, struct taken *taken, int row, int column, int gap,
                     const char *text)
{
    int width = text_width(text, strlen(text));
    int from = column - (width - 1) / 2;
    from = from + width > layout->n ? layout->n - width : from;
    from = greater(from, 0);
    for (int i = from - gap; i < from + width + gap; i++)
        if (i >= 0 && i < MOST_COLUMNS && taken->columns[i])
            return false;
    for (int i = from; i < from + width && i < MOST_COLUMNS; i++)
        taken->columns[i] = true;
    canvas_text(layout->canvas, layout->rect, layout->row + row, from, UI_MUTED, text);
    return true;
}

/* The tick at VALUE with its label, which gives way to those that are there. */
static void draw_tick(const struct layout *layout, struct taken *taken, double value,
                      const struct chart_scale *scale, double step)
{
    bool utf8 = layout->canvas->utf8;
    int column = column_of(layout, value);
    char label[CHART_LABEL_SIZE];
    if (column < 0 || column >= layout->n)
        return;
    chart_format_tick(label, value, scale, step);
    if (put_text(layout, taken, layout->rows + 1, column, LABEL_GAP, label))
        put(layout, layout->rows, column, UI_AXIS,
            !utf8                    ? '+'
            : column == layout->zero ? CROSS
                                     : TICK);
}

static void draw_axis(const struct layout *layout)
{
    const struct histogram *histogram = layout->histogram;
    double from = histogram->first * histogram->width;
    struct chart_scale window = {from, from + HISTOGRAM_BINS * histogram->width};
    char label[CHART_LABEL_SIZE];
    struct taken taken = {0};
    for (int column = 0; column < layout->n; column++)
        put(layout, layout->rows, column, UI_AXIS, layout->canvas->utf8 ? HORIZONTAL : '-');
    /* As many ticks as there is room for labels of the width that such ticks have. */
    if (histogram->below > 0)
        put(layout, layout->rows, 0, UI_WARNING, '<');
    if (histogram->above > 0)
        put(layout, layout->rows, layout->n - 1, UI_WARNING, '>');
    double step = chart_nice_step(&window, layout->n / 8);
    chart_format_tick(label, ceil(window.low / step) * step, &window, step);
    int width = text_width(label, strlen(label)) + LABEL_GAP;
    step = chart_nice_step(&window, layout->n / (width < 8 ? 8 : width + 1));
    if (layout->zero >= 0)
        draw_tick(layout, &taken, 0, &window, step);
    for (double i = ceil(window.low / step - 1e-9); i * step < window.high; i++)
        if (i != 0 || layout->zero < 0)
            draw_tick(layout, &taken, i * step, &window, step);
}

static void draw_marks(const struct layout *layout, const struct chart_pointer *marks,
                       size_t n_marks)
{
    struct taken taken = {0};
    for (size_t i = 0; i < n_marks; i++) {
        int column = isfinite(marks[i].value) ? column_of(layout, marks[i].value) : -1;
        if (column < 0 || column >= layout->n)
            continue;
        /* a label gives way to the first one, to its own side, as long as it still points */
        int away = marks[i].value < marks[0].value ? -1 : 1;
        for (int by = 0; by <= MOST_SHIFT; by++)
            if (put_text(layout, &taken, layout->rows + 2, column + by * away, 1, marks[i].label))
                break;
    }
}

void chart_draw_histogram(struct canvas *canvas, struct rect rect, int row, int rows,
                          const struct histogram *histogram, const struct chart_pointer *marks,
                          size_t n_marks)
{
    if (rect.columns < LEAST_COLUMNS + 1 || rows < 1 || !(histogram->width > 0))
        return;
    struct layout layout = lay_out(canvas, rect, row, rows, histogram);
    draw_columns(&layout);
    if (layout.rows == rows)
        return;
    draw_axis(&layout);
    draw_marks(&layout, marks, n_marks);
}
