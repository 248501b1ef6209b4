/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 4, Sweep: the outcome over the range of the selected field, or as a map over two. */
#include "view_sweep.h"

#include <stdio.h>
#include <string.h>

#include "core/gettext.h"
#include "core/text.h"
#include "ui/chart_curve.h"
#include "ui/chart_heat.h"

enum {
    MOST_FACT_COLUMNS = 34,
    AT_COLUMNS = 7, /* of a parameter's number */
    MAP_ROWS_ABOVE = 5,
    MAP_ROWS_BELOW = 2,
};

struct view_sweep_columns view_sweep_columns(int columns)
{
    int left = columns - VIEW_SWEEP_FACT_COLUMN;
    left = left > MOST_FACT_COLUMNS ? MOST_FACT_COLUMNS : left;
    return (struct view_sweep_columns){VIEW_SWEEP_FACT_COLUMN + left * 2 / 5,
                                       VIEW_SWEEP_FACT_COLUMN + left, columns};
}

void view_sweep_format_at(char out[VIEW_TEXT_SIZE], const struct sweep_parameter *parameter,
                          double value)
{
    bool is_percent = parameter->axis.is_percent;
    char number[NUMBER_TEXT_SIZE];
    number_format_fit(number, is_percent ? 100 * value : value, AT_COLUMNS);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s", number, is_percent ? " %" : "");
}

void view_sweep_format_outcome(char out[VIEW_TEXT_SIZE], const struct sweep_panel *panel,
                               double value, int columns)
{
    if (panel->now.zero != 0 && isfinite(value))
        snprintf(out, VIEW_TEXT_SIZE, "%s",
                 target_state_word(value > panel->now.zero ? TARGET_MET : TARGET_MISSED));
    else
        view_format_amount(out, value, columns);
}

void view_sweep_format_range(char out[VIEW_SWEEP_TEXT_SIZE],
                             const struct sweep_parameter *parameter, int columns)
{
    const char *dot = strrchr(parameter->name, '.'), *bare = dot ? dot + 1 : parameter->name;
    for (int brief = 0; brief < 3; brief++) {
        bool has_unit = parameter->unit[0] != '\0' && brief < 2;
        snprintf(out, VIEW_SWEEP_TEXT_SIZE, "%s, %s%s%s", brief == 0 ? parameter->name : bare,
                 parameter->range, has_unit ? " " : "", has_unit ? parameter->unit : "");
        if (text_width(out, strlen(out)) <= columns)
            break;
    }
}

void view_sweep_draw_fact(struct view_pen *pen, const struct sweep_panel *panel, const char *label,
                          const char *at, double outcome)
{
    struct view_sweep_columns columns = view_sweep_columns(pen->rect.columns);
    char text[VIEW_TEXT_SIZE];
    canvas_text(pen->canvas, pen->rect, pen->row, VIEW_SWEEP_LABEL_COLUMN, UI_MUTED, label);
    int end = columns.at;
    int width = text_width(at, strlen(at));
    if (VIEW_SWEEP_FACT_COLUMN + width > end)
        end = VIEW_SWEEP_FACT_COLUMN + width;
    canvas_text_right(pen->canvas, pen->rect, pen->row, end, UI_VALUE, at);
    view_sweep_format_outcome(text, panel, outcome, columns.outcome - end - 1);
    canvas_text_right(pen->canvas, pen->rect, pen->row, columns.outcome,
                      view_sweep_outcome_role(panel, outcome), text);
    pen->row++;
}

enum ui_role view_sweep_outcome_role(const struct sweep_panel *panel, double value)
{
    if (panel->now.zero == 0)
        return view_value_role(value);
    return value > panel->now.zero ? UI_GOOD : UI_BAD;
}

/* Where point I of the sweep is: "30 %", or "30 %, 24". */
static void format_point(char out[VIEW_TEXT_SIZE], const struct sweep_panel *panel, size_t i)
{
    const struct sweep *sweep = &panel->now;
    char first[VIEW_TEXT_SIZE], second[VIEW_TEXT_SIZE];
    if (sweep->n_axes < 2) {
        view_sweep_format_at(out, &panel->first, sweep->axes[0].at[i]);
        return;
    }
    view_sweep_format_at(first, &panel->first, sweep->axes[0].at[i / sweep->axes[1].n]);
    view_sweep_format_at(second, &panel->second, sweep->axes[1].at[i % sweep->axes[1].n]);
    snprintf(out, VIEW_TEXT_SIZE, "%.30s, %.30s", first, second);
}

void view_sweep_draw_extremes(struct view_pen *pen, const struct sweep_panel *panel)
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
        view_sweep_draw_fact(pen, panel, points[i].label, at, sweep->outcomes[points[i].i]);
    }
}

void view_sweep_draw_oddities(struct view_pen *pen, const struct sweep_panel *panel)
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

/* "across  promotion.conversion, 5..60 %". */
static void draw_axis_name(struct view_pen *pen, const char *label,
                           const struct sweep_parameter *parameter)
{
    char text[VIEW_SWEEP_TEXT_SIZE];
    int column = canvas_text(pen->canvas, pen->rect, pen->row, 0, UI_MUTED, label);
    column = column < VIEW_SWEEP_LEAST_LABELS + 1 ? VIEW_SWEEP_LEAST_LABELS + 1 : column + 1;
    view_sweep_format_range(text, parameter, pen->rect.columns - column);
    canvas_text_cut(pen->canvas, pen->rect, pen->row, column, pen->rect.columns - column, UI_TITLE,
                    text);
    pen->row++;
}

/* Where the map of a view in RECT is. */
static struct chart_place place_map(const struct sweep_panel *panel, struct rect rect)
{
    int rows = rect.rows - MAP_ROWS_ABOVE - MAP_ROWS_BELOW;
    struct chart_place place = {rect, 0,
                                rows < VIEW_SWEEP_LEAST_ROWS ? VIEW_SWEEP_LEAST_ROWS : rows, 0};
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
    view_sweep_format_at(first, &panel->first, panel->first.now);
    view_sweep_format_at(second, &panel->second, panel->second.now);
    snprintf(at, sizeof at, "%s, %s", first, second);
    view_sweep_draw_fact(pen, panel, _("now"), at, input->analyses->value);
    draw_map_key(pen, panel);
    struct chart_heat heat = {panel->first.axis, panel->second.axis, sweep->zero,
                              panel->scale,      sweep->outcomes,    sweep->axes[0].n,
                              sweep->axes[1].n,  panel->first.now,   panel->second.now};
    struct chart_place place = place_map(panel, pen->rect);
    place.row = pen->row;
    chart_draw_heat(pen->canvas, &place, &heat);
    pen->row += place.rows;
    view_sweep_draw_extremes(pen, panel);
    view_sweep_draw_oddities(pen, panel);
}

int view_sweep_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
    const struct analyses *analyses = input->analyses;
    const struct sweep_panel *panel = &analyses->sweep;
    if (panel->n_by == 1 && panel->now.n > 0) {
        view_sweep_draw_curve(input, &pen);
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
    if (panel->version == analyses->version && panel->view_rows == input->rows &&
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
    panel->version = status ? 0 : analyses->version;
    panel->view_rows = input->rows;
    panel->view_columns = input->columns;
    return status;
}
