/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcome over the range of one field: facts, crossings, the curve, a table of points. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/gettext.h"
#include "core/text.h"
#include "ui/chart_curve.h"
#include "view_sweep.h"

enum {
    GOOD_CHART_ROWS = 14,
    FAIR_CHART_ROWS = 10,
    EXTREME_ROWS = 2,
    TABLE_EXTRA_ROWS = 5, /* what stands around the rows of the table */
    LEAST_CHANGE_COLUMNS = 10,
};

static void draw_now(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    char at[VIEW_TEXT_SIZE];
    chart_draw_mark(pen->canvas, pen->rect, pen->row, 0, CHART_MARK_NOW);
    view_sweep_format_at(at, &panel->first, panel->first.now);
    view_sweep_draw_fact(pen, panel, _("now"), at, input->analyses->value);
    if (input->analyses->baseline_probe == NULL || isnan(panel->first.before))
        return;
    chart_draw_mark(pen->canvas, pen->rect, pen->row, 0, CHART_MARK_BEFORE);
    view_sweep_format_at(at, &panel->first, panel->first.before);
    view_sweep_draw_fact(pen, panel, input->baseline_is_pinned ? _("pinned") : _("saved"), at,
                         input->analyses->baseline_value);
}

static void draw_crossings(struct view_pen *pen, const struct sweep_panel *panel)
{
    const struct sweep *sweep = &panel->now;
    char text[VIEW_SWEEP_TEXT_SIZE] = "", at[VIEW_TEXT_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < sweep->n_crossings && i < SWEEP_MOST_CROSSINGS; i++) {
        const struct sweep_crossing *crossing = &sweep->crossings[i];
        view_sweep_format_at(at, &panel->first, crossing->at);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s", i > 0 ? ", " : "", at,
                                 sweep_crossing_remark(sweep, crossing));
    }
    if (sweep->n_crossings > SWEEP_MOST_CROSSINGS)
        snprintf(text + used, sizeof text - used, "%s", _(", and more"));
    chart_draw_mark(pen->canvas, pen->rect, pen->row, 0, CHART_MARK_ZERO);
    canvas_text(pen->canvas, pen->rect, pen->row, VIEW_SWEEP_LABEL_COLUMN, UI_MUTED,
                sweep->zero != 0 ? _("turns at") : _("0 at"));
    view_wrapped(pen, VIEW_SWEEP_FACT_COLUMN + 1, sweep->n_crossings > 0 ? UI_VALUE : UI_MUTED,
                 sweep->n_crossings > 0 ? text : _("nowhere here"));
}

/* Rows for the chart: what the view has left, but for the extremes and the table where there is
 * room for them as well. */
static int chart_rows(const struct view_pen *pen, const struct sweep_panel *panel)
{
    int left = pen->rect.rows - view_pen_rows(pen);
    int table = (int)panel->n_rows + TABLE_EXTRA_ROWS;
    int rows = left - table >= GOOD_CHART_ROWS          ? left - table
               : left - EXTREME_ROWS >= FAIR_CHART_ROWS ? left - EXTREME_ROWS
                                                        : left;
    return rows < VIEW_SWEEP_LEAST_ROWS ? VIEW_SWEEP_LEAST_ROWS : rows;
}

static void draw_chart(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    const struct sweep *now = &panel->now, *before = &panel->before;
    struct chart_mark marks[SWEEP_MOST_CROSSINGS + 2];
    size_t n = 0;
    for (; n < now->n_crossings && n < SWEEP_MOST_CROSSINGS; n++)
        marks[n] = (struct chart_mark){now->crossings[n].at, now->zero, CHART_MARK_ZERO};
    marks[n++] = (struct chart_mark){panel->first.before, input->analyses->baseline_value,
                                     CHART_MARK_BEFORE};
    marks[n++] = (struct chart_mark){panel->first.now, input->analyses->value, CHART_MARK_NOW};
    const struct chart_curve curves[] = {
        {before->axes[0].at, before->outcomes, before->n, UI_GHOST},
        {now->axes[0].at, now->outcomes, now->n, UI_BALANCE},
    };
    struct chart_curves chart = {panel->first.axis, panel->scale, curves, 2, marks, n};
    struct chart_place place = {pen->rect, pen->row, chart_rows(pen, panel), 0};
    int labels = chart_label_columns(&panel->scale, place.rows);
    place.label_columns = labels < VIEW_SWEEP_LEAST_LABELS ? VIEW_SWEEP_LEAST_LABELS : labels;
    chart_draw_curves(pen->canvas, &place, &chart);
    pen->row += place.rows;
}

static void draw_table(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    struct view_sweep_columns columns = view_sweep_columns(pen->rect.columns);
    bool has_change = panel->before.n > 0 && panel->now.zero == 0 &&
                      columns.change - columns.outcome >= LEAST_CHANGE_COLUMNS;
    char text[VIEW_TEXT_SIZE];
    double largest = 0;
    for (size_t i = 0; i < panel->n_rows; i++)
        if (isfinite(panel->rows[i].now))
            largest = fmax(largest, fabs(panel->rows[i].now));
    int row = view_heading(pen, _("Points"));
    if (has_change)
        canvas_text_right(pen->canvas, pen->rect, row, columns.change, UI_MUTED,
                          input->baseline_is_pinned ? _("vs pinned") : _("vs saved"));
    for (size_t i = 0; i < panel->n_rows; i++, pen->row++) {
        const struct sweep_row *point = &panel->rows[i];
        if (!view_pen_is_visible(pen))
            continue;
        view_sweep_format_at(text, &panel->first, point->at);
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns.at, UI_VALUE, text);
        if (panel->now.zero != 0)
            view_sweep_format_outcome(text, panel, point->now, columns.outcome - columns.at - 1);
        else
            view_format_in_column(text, point->now, largest, columns.outcome - columns.at - 1);
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns.outcome,
                          view_sweep_outcome_role(panel, point->now), text);
        if (!has_change)
            continue;
        view_format_change(text, point->now, point->before, columns.change - columns.outcome - 2);
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns.change,
                          view_change_role(point->now, point->before, 0), text);
    }
}

/* "total.profit by promotion.conversion, 5..60 %" in one row where that fits, else in two. */
static void draw_curve_heading(const struct view_input *input, struct view_pen *pen)
{
    const char *outcome = input->analyses->outcome, *by = _("by");
    int columns = pen->rect.columns, width = text_width(outcome, strlen(outcome)) + 1;
    char range[VIEW_SWEEP_TEXT_SIZE];
    view_sweep_format_range(range, &input->analyses->sweep.first, INT_MAX);
    int all = width + text_width(by, strlen(by)) + 1 + text_width(range, strlen(range));
    int column = all <= columns ? width : 0;
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, columns, UI_TITLE, outcome);
    pen->row += column == 0;
    column += canvas_text(pen->canvas, pen->rect, pen->row, column, UI_TITLE, by) + 1;
    view_sweep_format_range(range, &input->analyses->sweep.first, columns - column);
    canvas_text_cut(pen->canvas, pen->rect, pen->row++, column, columns - column, UI_TITLE, range);
}

void view_sweep_draw_curve(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    draw_curve_heading(input, pen);
    draw_now(input, pen);
    draw_crossings(pen, panel);
    view_sweep_draw_oddities(pen, panel);
    if (strcmp(panel->second.name, panel->first.name) == 0)
        view_wrapped(pen, 0, UI_MUTED,
                     _("This is the second parameter: select another field for a map."));
    pen->row += pen->spaced;
    draw_chart(input, pen);
    view_sweep_draw_extremes(pen, panel);
    if (panel->n_rows > 0)
        draw_table(input, pen);
}
