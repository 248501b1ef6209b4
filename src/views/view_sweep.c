/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 4, Sweep: the outcome over the range of the selected field as a curve, or over two as a map.
 */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"
#include "draw/chart_curve.h"
#include "draw/chart_heat.h"

#include "view_parts.h"

enum {
    LABEL_COLUMN = 2, /* behind a mark */
    FACT_COLUMN = 10, /* where values begin */
    MOST_FACT_COLUMNS = 34,
    AT_COLUMNS = 7,   /* of a parameter's number */
    LEAST_LABELS = 6, /* columns left of a chart */
    LEAST_ROWS = 5,   /* of a chart */
    TEXT_SIZE = OUTCOME_SIZE + 1024,
};

/* Of the curve. */
enum {
    GOOD_CHART_ROWS = 14,
    FAIR_CHART_ROWS = 10,
    EXTREME_ROWS = 2,
    TABLE_EXTRA_ROWS = 5, /* what stands around the rows of the table */
    LEAST_CHANGE_COLUMNS = 10,
};

/* Of the map. */
enum { MAP_ROWS_ABOVE = 5, MAP_ROWS_BELOW = 2 };

/* Where the values of a row end: of the parameter, of the outcome, of its change. */
struct columns {
    int at, outcome, change;
};

static struct columns lay_columns(int columns)
{
    int left = columns - FACT_COLUMN;
    left = lesser(left, MOST_FACT_COLUMNS);
    return (struct columns){FACT_COLUMN + left * 2 / 5, FACT_COLUMN + left, columns};
}

/* VALUE of PARAMETER in its terms. */
static void format_at(char out[VIEW_TEXT_SIZE], const struct sweep_parameter *parameter,
                      double value)
{
    bool is_percent = parameter->axis.is_percent;
    char number[NUMBER_TEXT_SIZE];
    if (parameter->axis.calendar.start_year > 0)
        calendar_format(&parameter->axis.calendar, round(value), number);
    else
        number_format_fit(number, is_percent ? 100 * value : value, AT_COLUMNS);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s", number, is_percent ? " %" : "");
}

/* VALUE of the outcome: if that is a condition, met or missed. */
static void format_outcome(char out[VIEW_TEXT_SIZE], const struct sweep_panel *panel, double value,
                           int columns)
{
    if (panel->now.zero != 0 && isfinite(value))
        snprintf(out, VIEW_TEXT_SIZE, "%s",
                 target_state_word(value > panel->now.zero ? TARGET_MET : TARGET_MISSED));
    else
        view_format_amount(out, value, columns);
}

/* "promotion.campaigns, 0..240 campaigns" in at most COLUMNS, without the stage and the unit if
 * there is no room for them. */
static void format_range(char out[TEXT_SIZE], const struct sweep_parameter *parameter, int columns)
{
    const char *dot = strrchr(parameter->name, '.'), *bare = dot ? dot + 1 : parameter->name;
    for (int brief = 0; brief < 3; brief++) {
        bool has_unit = parameter->unit[0] != '\0' && brief < 2;
        snprintf(out, TEXT_SIZE, "%s, %s%s%s", brief == 0 ? parameter->name : bare,
                 parameter->range, has_unit ? " " : "", has_unit ? parameter->unit : "");
        if (text_width(out, strlen(out)) <= columns)
            break;
    }
}

static enum ui_role outcome_role(const struct sweep_panel *panel, double value)
{
    if (panel->now.zero == 0)
        return view_value_role(value);
    return value > panel->now.zero ? UI_GOOD : UI_BAD;
}

/* A row of facts: LABEL, the place AT, and the outcome there. */
static void draw_fact(struct view_pen *pen, const struct sweep_panel *panel, const char *label,
                      const char *at, double outcome)
{
    struct columns columns = lay_columns(pen->rect.columns);
    char text[VIEW_TEXT_SIZE];
    canvas_text(pen->canvas, pen->rect, pen->row, LABEL_COLUMN, UI_MUTED, label);
    int end = columns.at;
    int width = text_width(at, strlen(at));
    end = greater(end, FACT_COLUMN + width);
    canvas_text_right(pen->canvas, pen->rect, pen->row, end, UI_VALUE, at);
    format_outcome(text, panel, outcome, columns.outcome - end - 1);
    canvas_text_right(pen->canvas, pen->rect, pen->row, columns.outcome,
                      outcome_role(panel, outcome), text);
    pen->row++;
}

/* Where point I of the sweep is: "30 %", or "30 %, 24". */
static void format_point(char out[VIEW_TEXT_SIZE], const struct sweep_panel *panel, size_t i)
{
    const struct sweep *sweep = &panel->now;
    char first[VIEW_TEXT_SIZE], second[VIEW_TEXT_SIZE];
    if (sweep->n_axes < 2) {
        format_at(out, &panel->first, sweep->axes[0].at[i]);
        return;
    }
    format_at(first, &panel->first, sweep->axes[0].at[i / sweep->axes[1].n]);
    format_at(second, &panel->second, sweep->axes[1].at[i % sweep->axes[1].n]);
    snprintf(out, VIEW_TEXT_SIZE, "%.30s, %.30s", first, second);
}

/* The highest and the lowest outcome, unless it is the same everywhere, or a condition. */
static void draw_extremes(struct view_pen *pen, const struct sweep_panel *panel)
{
    const struct sweep *sweep = &panel->now;
    const struct {
        const char *label;
        size_t i;
    } points[] = {{_("highest"), sweep->highest}, {_("lowest"), sweep->lowest}};
    bool shows = sweep->highest < sweep->n && sweep->zero == 0 && !sweep_constant_sentence(sweep);
    char at[VIEW_TEXT_SIZE];
    for (size_t i = 0; i < 2 && shows; i++) {
        format_point(at, panel, points[i].i);
        draw_fact(pen, panel, points[i].label, at, sweep->outcomes[points[i].i]);
    }
}

/* What is odd about the outcomes, each in a sentence. */
static void draw_oddities(struct view_pen *pen, const struct sweep_panel *panel)
{
    const struct sweep *sweep = &panel->now;
    const struct sweep_parameter *parameters[] = {&panel->first, &panel->second};
    const char *constant = sweep_constant_sentence(sweep);
    char text[SWEEP_SENTENCE_SIZE];
    bool is_effective = true;
    for (size_t i = 0; i < sweep->n_axes; i++) {
        const char *sentence = sweep_axis_sentence(sweep, i, parameters[i]->name, text);
        if (sentence)
            view_wrapped(pen, 0, UI_WARNING, sentence);
        is_effective &= !sentence;
    }
    if (is_effective && constant)
        view_wrapped(pen, 0, UI_WARNING,
                     panel->first.is_off
                         ? _("The outcome is the same over the whole range: the stage is off.")
                         : constant);
    if (sweep->n_unknown == sweep->n)
        view_wrapped(pen, 0, UI_WARNING, _("The outcome is not a number anywhere in this range."));
    else if (sweep->n_unknown > 0)
        view_wrapped(pen, 0, UI_WARNING,
                     _("The outcome is not a number in a part of the range, which is left out."));
    if (sweep->n_axes == 1 && sweep->n_unknown < sweep->n &&
        (sweep->outcomes[sweep->lowest] < panel->scale.low ||
         sweep->outcomes[sweep->highest] > panel->scale.high))
        view_wrapped(pen, 0, UI_MUTED, _("A part of the curve lies beyond the chart."));
}

/* ---- The curve ---- */

static void draw_now(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    char at[VIEW_TEXT_SIZE];
    chart_draw_mark(pen->canvas, pen->rect, pen->row, 0, CHART_MARK_NOW);
    format_at(at, &panel->first, panel->first.now);
    draw_fact(pen, panel, _("now"), at, input->analyses->value);
    if (!input->analyses->baseline_probe || isnan(panel->first.before))
        return;
    chart_draw_mark(pen->canvas, pen->rect, pen->row, 0, CHART_MARK_BEFORE);
    format_at(at, &panel->first, panel->first.before);
    draw_fact(pen, panel, input->baseline_is_pinned ? _("pinned") : _("saved"), at,
              input->analyses->baseline_value);
}

static void draw_crossings(struct view_pen *pen, const struct sweep_panel *panel)
{
    const struct sweep *sweep = &panel->now;
    char text[TEXT_SIZE] = "", at[VIEW_TEXT_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < sweep->n_crossings && i < SWEEP_MOST_CROSSINGS; i++) {
        const struct sweep_crossing *crossing = &sweep->crossings[i];
        format_at(at, &panel->first, crossing->at);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s", i > 0 ? ", " : "", at,
                                 sweep_crossing_remark(sweep, crossing));
    }
    if (sweep->n_crossings > SWEEP_MOST_CROSSINGS)
        snprintf(text + used, sizeof text - used, "%s", _(", and more"));
    chart_draw_mark(pen->canvas, pen->rect, pen->row, 0, CHART_MARK_ZERO);
    canvas_text(pen->canvas, pen->rect, pen->row, LABEL_COLUMN, UI_MUTED,
                sweep->zero != 0 ? _("turns at") : _("0 at"));
    view_wrapped(pen, FACT_COLUMN + 1, sweep->n_crossings > 0 ? UI_VALUE : UI_MUTED,
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
    return greater(rows, LEAST_ROWS);
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
    place.label_columns = greater(labels, LEAST_LABELS);
    chart_draw_curves(pen->canvas, &place, &chart);
    pen->row += place.rows;
}

static void draw_table(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    struct columns columns = lay_columns(pen->rect.columns);
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
        format_at(text, &panel->first, point->at);
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns.at, UI_VALUE, text);
        if (panel->now.zero != 0)
            format_outcome(text, panel, point->now, columns.outcome - columns.at - 1);
        else
            view_format_in_column(text, point->now, largest, columns.outcome - columns.at - 1);
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns.outcome,
                          outcome_role(panel, point->now), text);
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
    char range[TEXT_SIZE];
    format_range(range, &input->analyses->sweep.first, INT_MAX);
    int all = width + text_width(by, strlen(by)) + 1 + text_width(range, strlen(range));
    int column = all <= columns ? width : 0;
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, columns, UI_TITLE, outcome);
    pen->row += column == 0;
    column += canvas_text(pen->canvas, pen->rect, pen->row, column, UI_TITLE, by) + 1;
    format_range(range, &input->analyses->sweep.first, columns - column);
    canvas_text_cut(pen->canvas, pen->rect, pen->row++, column, columns - column, UI_TITLE, range);
}

static void draw_curve(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    draw_curve_heading(input, pen);
    draw_now(input, pen);
    draw_crossings(pen, panel);
    draw_oddities(pen, panel);
    if (strcmp(panel->second.name, panel->first.name) == 0)
        view_wrapped(pen, 0, UI_MUTED,
                     _("This is the second parameter: select another field for a map."));
    pen->row += pen->spaced;
    draw_chart(input, pen);
    draw_extremes(pen, panel);
    if (panel->n_rows > 0)
        draw_table(input, pen);
}

/* ---- The map ---- */

/* "across  promotion.conversion, 5..60 %". */
static void draw_axis_name(struct view_pen *pen, const char *label,
                           const struct sweep_parameter *parameter)
{
    char text[TEXT_SIZE];
    int column = canvas_text(pen->canvas, pen->rect, pen->row, 0, UI_MUTED, label);
    column = column < LEAST_LABELS + 1 ? LEAST_LABELS + 1 : column + 1;
    format_range(text, parameter, pen->rect.columns - column);
    canvas_text_cut(pen->canvas, pen->rect, pen->row, column, pen->rect.columns - column, UI_TITLE,
                    text);
    pen->row++;
}

/* Where the map of a view in RECT is. */
static struct chart_place place_map(const struct sweep_panel *panel, struct rect rect)
{
    int rows = rect.rows - MAP_ROWS_ABOVE - MAP_ROWS_BELOW;
    struct chart_place place = {rect, 0, greater(rows, LEAST_ROWS), 0};
    place.label_columns = chart_axis_label_columns(&panel->second.axis, place.rows - 1);
    return place;
}

/* What the cells stand for. */
static void draw_map_key(struct view_pen *pen, const struct sweep_panel *panel)
{
    const struct chart_heat_key key = {
        panel->scale,
        panel->now.zero != 0 ? target_state_word(TARGET_MISSED) : NULL,
        panel->now.zero != 0 ? target_state_word(TARGET_MET) : NULL,
    };
    chart_draw_heat_key(pen->canvas, pen->rect, pen->row++, 0, &key);
}

static void draw_map(const struct view_input *input, struct view_pen *pen)
{
    const struct sweep_panel *panel = &input->analyses->sweep;
    const struct sweep *sweep = &panel->now;
    char first[VIEW_TEXT_SIZE], second[VIEW_TEXT_SIZE], at[2 * VIEW_TEXT_SIZE + 2];
    canvas_text_cut(pen->canvas, pen->rect, pen->row++, 0, pen->rect.columns, UI_TITLE,
                    input->analyses->outcome);
    draw_axis_name(pen, _("across"), &panel->first);
    draw_axis_name(pen, _("up"), &panel->second);
    chart_draw_mark(pen->canvas, pen->rect, pen->row, 0, CHART_MARK_NOW);
    format_at(first, &panel->first, panel->first.now);
    format_at(second, &panel->second, panel->second.now);
    snprintf(at, sizeof at, "%s, %s", first, second);
    draw_fact(pen, panel, _("now"), at, input->analyses->value);
    draw_map_key(pen, panel);
    struct chart_heat heat = {panel->first.axis, panel->second.axis, sweep->zero,
                              panel->scale,      sweep->outcomes,    sweep->axes[0].n,
                              sweep->axes[1].n,  panel->first.now,   panel->second.now};
    struct chart_place place = place_map(panel, pen->rect);
    place.row = pen->row;
    chart_draw_heat(pen->canvas, &place, &heat);
    pen->row += place.rows;
    draw_extremes(pen, panel);
    draw_oddities(pen, panel);
}

/* ---- The view ---- */

int view_sweep_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
    const struct analyses *analyses = input->analyses;
    const struct sweep_panel *panel = &analyses->sweep;
    if (panel->n_by == 1 && panel->now.n > 0) {
        draw_curve(input, &pen);
    } else if (panel->n_by == 2 && panel->now.n > 0) {
        draw_map(input, &pen);
    } else {
        view_wrapped(&pen, 0, UI_TITLE, analyses->outcome);
        if (analyses->error[0] != '\0')
            view_wrapped(&pen, 0, UI_WARNING, analyses->error);
        else
            view_wrapped(&pen, 0, UI_MUTED, panel->reason);
    }
    return view_pen_rows(&pen);
}

enum status view_sweep_prepare(struct analyses *analyses, const struct view_input *input,
                               struct error *err)
{
    struct sweep_panel *panel = &analyses->sweep;
    struct sweep_of of = {input->scenario, input->baseline, analyses->probe,
                          analyses->baseline_probe, analyses->probes};
    sweep_panel_follow(panel, input->scenario->model, input->line);
    if (stamp_is(panel->stamp, analyses->version) && panel->view_rows == input->rows &&
        panel->view_columns == input->columns)
        return STATUS_OK;
    sweep_panel_aim(panel, &of);
    struct chart_heat_cells cells = {0, 0};
    if (panel->n_by == 2) {
        struct chart_place place =
            place_map(panel, (struct rect){0, 0, input->rows, input->columns});
        cells = chart_heat_cells(&place);
    }
    enum status status = sweep_panel_run(panel, &of, cells.rows, cells.columns, err);
    panel->stamp.version = status == STATUS_OK ? analyses->version : 0;
    panel->view_rows = input->rows;
    panel->view_columns = input->columns;
    return status;
}
