/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 2, Cash: the balance month by month, what flows in and out, and how long it lasts. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_parts.h"

enum {
    LEAST_BALANCE_ROWS = 6,
    MOST_BALANCE_ROWS = 18,
    SHARED_BALANCE_ROWS = 10, /* of more, a third is left for the table of months */
    LEAST_FLOW_ROWS = 3,
    FLOW_ROWS = 4, /* from ROWS_FOR_FLOW on for both charts */
    ROWS_FOR_FLOW = 12,
    MOST_FLOW_ROWS = 7,
    LABEL_COLUMNS = 6, /* left of both charts, at least */
    FINE_ROWS = 30,    /* of a chart whose labels are as wide as any of the flow's get */
    MONTH_COLUMNS = 8,
    NUMBER_COLUMNS = 13, /* fewer, and numbers are written compactly */
    MOST_NUMBER_COLUMNS = 16,
    MOST_TABLE_COLUMNS = 8,
    LEAST_TABLE_COLUMNS = 2, /* the last ones, which narrow tables keep */
    TWO_COLUMNS = 100,       /* from which on the figures stand in two columns */
    COLUMN_GAP = 4,
    ROWS_FOR_ALL = 17, /* from which on all figures stand above the chart */
};

/* Rows for the two charts out of those that the figures leave in sight. */
struct cash_layout {
    int balance, flow;
};

static struct cash_layout lay_out(const struct view_pen *pen)
{
    int left = pen->rect.rows - view_pen_rows(pen) - 2 - (pen->spaced ? 2 : 0);
    struct cash_layout layout = {.flow = left >= ROWS_FOR_FLOW ? FLOW_ROWS : LEAST_FLOW_ROWS};
    if (left > 2 * MOST_BALANCE_ROWS)
        layout.flow = MOST_FLOW_ROWS;
    layout.balance = left - layout.flow;
    if (layout.balance > SHARED_BALANCE_ROWS)
        layout.balance = layout.balance * 2 / 3;
    layout.balance = bounded(layout.balance, LEAST_BALANCE_ROWS, MOST_BALANCE_ROWS);
    return layout;
}

/* The figures in two columns. */
static void draw_figures_wide(const struct view_input *input, struct view_pen *pen)
{
    struct rect whole = pen->rect;
    int half = whole.columns / 2;
    struct view_pen right = *pen;
    right.rect = rect_part(whole, 0, half, whole.rows, half);
    pen->rect.columns = half - COLUMN_GAP;
    view_draw_figures(input, pen, _("Cash"), FIGURES_CASH, FIGURES_CASH);
    view_draw_figures(input, &right, "", FIGURES_CASH_END, FIGURES_CASH_END);
    pen->rect = whole;
    pen->row = greater(pen->row, right.row);
}

/* "lowest 2026-05" at the right end of the balance's heading; nothing while the start is lowest. */
static void draw_lowest_month(const struct view_input *input, struct view_pen *pen, int row)
{
    struct chart_months months = view_all_months(input->scenario);
    const double *balance = scenario_balance(input->scenario) - months.n_early;
    bool has_opening = scenario_has_opening(input->scenario);
    double lowest =
        has_opening ? (double)INFINITY : scenario_named(input->scenario, "scenario.budget");
    uint32_t at = 0;
    for (uint32_t i = 0; i < months.n; i++) {
        if (balance[i] < lowest) {
            lowest = balance[i];
            at = i + 1;
        }
    }
    char month[CHART_MONTH_SIZE];
    if (at == 0)
        return;
    chart_format_month(month, &months, at);
    int end = canvas_text_right(pen->canvas, pen->rect, row, pen->rect.columns, UI_MUTED, month);
    char text[VIEW_TEXT_SIZE];
    bool has_name = months.calendar.start_year > 0;
    snprintf(text, sizeof text, "%s%s%s", _("lowest in"), has_name ? "" : " ",
             has_name ? "" : _(calendar_period(&months.calendar)->name));
    canvas_text_right(pen->canvas, pen->rect, row, end - 1, UI_MUTED, text);
}

static void draw_charts(const struct view_input *input, struct view_pen *pen)
{
    struct chart_months months = view_all_months(input->scenario);
    const double *flow = scenario_profit_series(input->scenario) - months.n_early;
    struct cash_layout layout = lay_out(pen);
    char title[VIEW_TEXT_SIZE];
    struct chart_scale balance_scale = CHART_SCALE_EMPTY, flow_scale = CHART_SCALE_EMPTY;
    chart_scale_add_all(&balance_scale, scenario_balance(input->scenario) - months.n_early,
                        months.n);
    chart_scale_add_all(&flow_scale, flow, months.n);
    int labels = chart_label_columns(&balance_scale, layout.balance);
    int flow_labels = chart_label_columns(&flow_scale, FINE_ROWS);
    labels = greater(greater(labels, flow_labels), LABEL_COLUMNS);

    int row = view_heading(pen, _("Balance"));
    draw_lowest_month(input, pen, row);
    view_draw_balance(input, pen->canvas,
                      (struct chart_place){pen->rect, pen->row, layout.balance, labels});
    pen->row += layout.balance;
    snprintf(title, sizeof title, _("Revenue less cost, by %s"),
             _(calendar_period(&months.calendar)->name));
    view_heading(pen, title);
    chart_draw_columns(pen->canvas, &(struct chart_place){pen->rect, pen->row, layout.flow, labels},
                       &flow_scale, &months, flow);
    pen->row += layout.flow;
}

/* How the table is laid out. If it is narrow, all columns but the last ones are left out. */
struct table_layout {
    uint32_t figures[MOST_TABLE_COLUMNS]; /* rows of the table of figures */
    int n;                                /* of them */
    int number;                           /* columns of a number, the blank before it included */
    bool is_compact;
    double largest; /* magnitude of all numbers */
};

static double largest_of(const double *values, uint32_t n)
{
    double largest = 0;
    for (uint32_t i = 0; i < n; i++)
        if (isfinite(values[i]))
            largest = fmax(largest, fabs(values[i]));
    return largest;
}

static struct table_layout lay_out_table(const struct scenario *scenario, int columns)
{
    struct table_layout layout = {0};
    const int least = VIEW_COMPACT_COLUMNS + 1;
    for (uint32_t row = FIGURE_NONE;
         layout.n < MOST_TABLE_COLUMNS && figure_next(FIGURES_CASH_MONTHS, &row);)
        layout.figures[layout.n++] = row;
    if ((columns - MONTH_COLUMNS) / layout.n < least) {
        memmove(layout.figures, layout.figures + layout.n - LEAST_TABLE_COLUMNS,
                LEAST_TABLE_COLUMNS * sizeof *layout.figures);
        layout.n = LEAST_TABLE_COLUMNS;
    }
    layout.number = lesser((columns - MONTH_COLUMNS) / layout.n, MOST_NUMBER_COLUMNS);
    layout.is_compact = layout.number < NUMBER_COLUMNS;
    uint32_t n = scenario_months(scenario);
    layout.largest = fmax(largest_of(scenario_balance(scenario), n),
                          largest_of(scenario_total_series(scenario, ROLE_COST), n));
    return layout;
}

/* The column behind the numbers of table column I. */
static int table_end(const struct table_layout *layout, int i)
{
    return MONTH_COLUMNS + (i + 1) * layout->number;
}

static void draw_month_row(const struct view_input *input, struct view_pen *pen,
                           const struct table_layout *layout, int32_t month)
{
    const struct scenario *scenario = input->scenario;
    char text[VIEW_TEXT_SIZE], label[CHART_MONTH_SIZE];
    calendar_format(&scenario->model->calendar, month + 1, label);
    canvas_text(pen->canvas, pen->rect, pen->row, 0, UI_MUTED, label);
    for (int i = 0; i < layout->n; i++) {
        double value = scenario_figure_series(scenario, layout->figures[i])[month];
        bool is_sum = figure_role(layout->figures[i]) != ROLE_NONE; /* its sign says nothing */
        if (layout->is_compact)
            view_format_compact(text, value);
        else
            view_format_in_column(text, value, layout->largest, layout->number - 1);
        canvas_text_right(pen->canvas, pen->rect, pen->row, table_end(layout, i),
                          is_sum ? UI_VALUE : view_value_role(value), text);
    }
}

/* What stands above a column. Here the difference of revenue and cost is what flows. */
static const char *column_title(const struct figure *figure)
{
    return figure->is_difference ? _("flow") : _(figure->column);
}

/* Every month in a row of its own; only those in sight are drawn. */
static void draw_table(const struct view_input *input, struct view_pen *pen)
{
    struct table_layout layout = lay_out_table(input->scenario, pen->rect.columns);
    int row = view_heading(pen, _(calendar_period(&input->scenario->model->calendar)->title));
    for (int i = 0; i < layout.n; i++)
        canvas_text_right(pen->canvas, pen->rect, row, table_end(&layout, i) - layout.is_compact,
                          UI_MUTED, column_title(figure_at(layout.figures[i])));
    int32_t months = (int32_t)scenario_months(input->scenario);
    for (int32_t month = -scenario_has_opening(input->scenario); month < months;
         month++, pen->row++)
        if (view_pen_is_visible(pen))
            draw_month_row(input, pen, &layout, month);
}

int view_cash_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
    if (rect.columns >= TWO_COLUMNS) {
        draw_figures_wide(input, &pen);
        draw_charts(input, &pen);
    } else if (rect.rows >= ROWS_FOR_ALL) {
        view_draw_figures(input, &pen, _("Cash"), FIGURES_CASH, FIGURES_CASH_END);
        draw_charts(input, &pen);
    } else {
        /* Where rows are few, the chart comes before the figures that are seldom read. */
        view_draw_figures(input, &pen, _("Cash"), FIGURES_CASH, FIGURES_CASH);
        draw_charts(input, &pen);
        view_draw_figures(input, &pen, _("At the end"), FIGURES_CASH_END, FIGURES_CASH_END);
    }
    draw_table(input, &pen);
    return view_pen_rows(&pen);
}
