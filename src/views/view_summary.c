/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 1, Summary: what the scenario comes to, stage by stage, and against the baseline. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_parts.h"

enum {
    LEAST_BAR = 3, /* columns below which a bar says nothing */
    MOST_BAR = 24,
    LEAST_NAME = 6,
    SHORT_NAME = 10, /* what a name is cut to before bars are left out */
    LEAST_NUMBER = 6,
    MOST_NUMBER = 15,
    PROFIT_COLUMNS = 70, /* from which on a stage's profit is shown as well */
    TWO_COLUMNS = 104,   /* from which on there are two columns of sections */
    COLUMN_GAP = 4,
    LEAST_CHART_ROWS = 4,
};

/* How the rows of stages are laid out: a name, then for cost and revenue a number and a bar. */
struct stage_layout {
    int name;        /* columns */
    int number, bar; /* bar 0: none */
    double largest;  /* magnitude of a number */
    bool is_compact; /* numbers with suffixes */
    bool has_profit;
    struct chart_scale scale;
};

static bool is_stage(const struct section *section)
{
    return section->kind == SECTION_STAGE && section->rows == NAMES_NONE;
}

static double baseline_role(const struct view_input *input, uint32_t section, enum role role)
{
    uint32_t before = model_section_in(input->scenario->model, section, input->baseline->model);
    return before == NAMES_NONE ? 0 : scenario_role(input->baseline, before, role);
}

static double stage_profit(const struct view_input *input, uint32_t section)
{
    return scenario_role(input->scenario, section, ROLE_REVENUE) -
           scenario_role(input->scenario, section, ROLE_COST);
}

static void format_number(const struct stage_layout *layout, double value, char out[VIEW_TEXT_SIZE])
{
    if (layout->is_compact)
        view_format_compact(out, value);
    else
        view_format_in_column(out, value, layout->largest, layout->number);
}

/* The columns of the longest name, and the scale of all numbers and bars. */
static void measure_stages(const struct view_input *input, struct stage_layout *layout)
{
    const struct model *model = input->scenario->model;
    for (uint32_t i = 0; i < model->n_sections; i++) {
        const struct section *section = &model->sections[i];
        if (!is_stage(section))
            continue;
        int name = text_width(section->name, strlen(section->name));
        layout->name = greater(name, layout->name);
        for (enum role role = ROLE_COST; role <= ROLE_REVENUE; role++) {
            double value = scenario_role(input->scenario, i, role);
            if (isfinite(value))
                layout->largest = fmax(layout->largest, fabs(value));
            chart_scale_add(&layout->scale, value);
            chart_scale_add(&layout->scale, baseline_role(input, i, role));
        }
    }
}

/* The columns of the longest number as the layout writes them. Those of the baseline count too, so
 * that columns stay where they are while a value is being typed. */
static int measure_numbers(const struct view_input *input, const struct stage_layout *layout)
{
    const struct model *model = input->scenario->model;
    struct stage_layout widest = *layout;
    int number = LEAST_NUMBER;
    widest.number = MOST_NUMBER;
    for (uint32_t i = 0; i < model->n_sections; i++) {
        if (!is_stage(&model->sections[i]))
            continue;
        const double values[] = {scenario_role(input->scenario, i, ROLE_COST),
                                 scenario_role(input->scenario, i, ROLE_REVENUE),
                                 layout->has_profit ? stage_profit(input, i) : 0,
                                 baseline_role(input, i, ROLE_COST),
                                 baseline_role(input, i, ROLE_REVENUE)};
        for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
            char text[VIEW_TEXT_SIZE];
            format_number(&widest, values[k], text);
            int width = text_width(text, strlen(text));
            number = greater(width, number);
        }
    }
    return number;
}

/* What COLUMNS leave for each of the two bars: name, then a blank, number, blank, bar for each. */
static int bar_columns(const struct stage_layout *layout, int columns)
{
    int numbers = layout->has_profit ? 3 : 2;
    return (columns - layout->name - numbers * (layout->number + 1) - numbers) / 2;
}

static struct stage_layout lay_out(const struct view_input *input, int columns)
{
    struct stage_layout layout = {.name = LEAST_NAME, .scale = CHART_SCALE_EMPTY};
    int most_name = greater(columns * 2 / 5, SHORT_NAME);
    layout.has_profit = columns >= PROFIT_COLUMNS;
    measure_stages(input, &layout);
    layout.name = lesser(layout.name, most_name);
    layout.number = measure_numbers(input, &layout);
    layout.bar = bar_columns(&layout, columns);
    if (layout.bar < LEAST_BAR) {
        layout.is_compact = true;
        layout.number = measure_numbers(input, &layout);
        layout.bar = bar_columns(&layout, columns);
    }
    if (layout.bar < LEAST_BAR && layout.name > SHORT_NAME) {
        layout.name = SHORT_NAME;
        layout.bar = bar_columns(&layout, columns);
    }
    layout.bar = layout.bar < LEAST_BAR ? 0 : lesser(layout.bar, MOST_BAR);
    if (layout.bar == 0) {
        int room = (columns - layout.name) / (layout.has_profit ? 3 : 2) - 1;
        layout.number = greater(room, layout.number);
    }
    return layout;
}

/* The column behind the number of ROLE. */
static int number_end(const struct stage_layout *layout, enum role role)
{
    int bar = layout->bar > 0 ? layout->bar + 1 : 0;
    int each = 1 + layout->number + bar;
    return layout->name + 1 + layout->number + (role == ROLE_REVENUE ? each : 0);
}

static int profit_end(const struct stage_layout *layout)
{
    return number_end(layout, ROLE_REVENUE) + layout->bar + 2 + layout->number;
}

static void draw_stage_role(const struct view_input *input, struct view_pen *pen,
                            const struct stage_layout *layout, uint32_t section, enum role role)
{
    bool is_on = input->scenario->model->sections[section].is_enabled;
    double now = scenario_role(input->scenario, section, role);
    double before = baseline_role(input, section, role);
    bool is_changed = !number_is_same(now, before);
    int end = number_end(layout, role);
    char text[VIEW_TEXT_SIZE];
    format_number(layout, now, text);
    enum ui_role number_role = !is_on       ? UI_OFF
                               : isnan(now) ? UI_BAD
                               : is_changed ? UI_CHANGED
                               : now == 0   ? UI_MUTED
                                            : UI_VALUE;
    canvas_text_right(pen->canvas, pen->rect, pen->row, end, number_role,
                      !is_on && role == ROLE_COST ? _("off") : text);
    if (layout->bar > 0)
        chart_draw_bar(pen->canvas, pen->rect, pen->row, end + 1, layout->bar, &layout->scale, now,
                       before, role == ROLE_COST ? UI_COST : UI_REVENUE);
}

static void draw_stage(const struct view_input *input, struct view_pen *pen,
                       const struct stage_layout *layout, uint32_t section)
{
    const struct section *stage = &input->scenario->model->sections[section];
    bool is_on = stage->is_enabled;
    char text[VIEW_TEXT_SIZE];
    if (view_pen_is_visible(pen)) {
        canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, layout->name,
                        !is_on                      ? UI_OFF
                        : section == input->section ? UI_STAGE
                                                    : UI_NORMAL,
                        stage->name);
        draw_stage_role(input, pen, layout, section, ROLE_COST);
        draw_stage_role(input, pen, layout, section, ROLE_REVENUE);
        if (layout->has_profit && is_on) {
            double profit = stage_profit(input, section);
            format_number(layout, profit, text);
            canvas_text_right(pen->canvas, pen->rect, pen->row, profit_end(layout),
                              view_value_role(profit), text);
        }
    }
    pen->row++;
}

static void draw_stages(const struct view_input *input, struct view_pen *pen)
{
    const struct model *model = input->scenario->model;
    struct stage_layout layout = lay_out(input, pen->rect.columns);
    int suffix = layout.is_compact ? 1 : 0;
    int row = view_heading(pen, _("Stages"));
    canvas_text_right(pen->canvas, pen->rect, row, number_end(&layout, ROLE_COST) - suffix, UI_COST,
                      _("cost"));
    canvas_text_right(pen->canvas, pen->rect, row, number_end(&layout, ROLE_REVENUE) - suffix,
                      UI_REVENUE, _("revenue"));
    if (layout.has_profit)
        canvas_text_right(pen->canvas, pen->rect, row, profit_end(&layout) - suffix, UI_MUTED,
                          _("profit"));
    for (uint32_t i = 0; i < model->n_sections; i++)
        if (is_stage(&model->sections[i]))
            draw_stage(input, pen, &layout, i);
}

static void draw_result(const struct view_input *input, struct view_pen *pen)
{
    view_draw_figures(input, pen, _("Result"), FIGURES_SUMMARY, FIGURES_SUMMARY);
}

static void draw_verdicts(const struct view_input *input, struct view_pen *pen)
{
    view_draw_target_rows(input, pen);
    view_draw_claim_rows(input, pen, false);
    view_draw_metric_rows(input, pen);
}

/* Where rows are left, a chart under TITLE fills them; it is no part of what scrolls. */
static bool begin_filler(struct view_pen *pen, const char *title, struct chart_place *place)
{
    int left = pen->rect.rows - pen->row - 2;
    if (pen->scroll > 0 || left < LEAST_CHART_ROWS)
        return false;
    int row = view_heading(pen, title);
    *place =
        (struct chart_place){.rect = pen->rect, .row = row + 1, .rows = pen->rect.rows - row - 1};
    return true;
}

static void draw_balance(const struct view_input *input, struct view_pen *pen)
{
    struct chart_place place;
    if (begin_filler(pen, _("Balance"), &place))
        view_draw_balance(input, pen->canvas, place);
}

static void draw_flows(const struct view_input *input, struct view_pen *pen)
{
    struct chart_place place;
    struct chart_months months = view_all_months(input->scenario);
    struct chart_scale scale = CHART_SCALE_EMPTY;
    const struct chart_line lines[] = {
        {scenario_total_series(input->scenario, ROLE_COST) - months.n_early, months.n, UI_COST},
        {scenario_total_series(input->scenario, ROLE_REVENUE) - months.n_early, months.n,
         UI_REVENUE}};
    char title[VIEW_TEXT_SIZE];
    snprintf(title, sizeof title, _("By %s"), _(calendar_period(&months.calendar)->name));
    if (!begin_filler(pen, title, &place))
        return;
    int end = canvas_text_right(pen->canvas, pen->rect, place.row - 1, pen->rect.columns,
                                UI_REVENUE, _("revenue"));
    canvas_text_right(pen->canvas, pen->rect, place.row - 1, end - 2, UI_COST, _("cost"));
    chart_scale_add_all(&scale, lines[0].values, months.n);
    chart_scale_add_all(&scale, lines[1].values, months.n);
    place.label_columns = chart_label_columns(&scale, place.rows);
    chart_draw_lines(pen->canvas, &place, &scale, &months, lines, 2);
}

int view_summary_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    if (rect.columns < TWO_COLUMNS) {
        struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
        draw_result(input, &pen);
        draw_stages(input, &pen);
        draw_verdicts(input, &pen);
        int rows = view_pen_rows(&pen);
        draw_balance(input, &pen);
        return rows;
    }
    int right = rect.columns * 55 / 100;
    struct rect halves[] = {rect_part(rect, 0, 0, rect.rows, right - COLUMN_GAP),
                            rect_part(rect, 0, right, rect.rows, rect.columns)};
    struct view_pen left_pen = view_pen_begin(canvas, halves[0], input->scroll);
    struct view_pen right_pen = view_pen_begin(canvas, halves[1], input->scroll);
    draw_result(input, &left_pen);
    draw_stages(input, &left_pen);
    draw_verdicts(input, &right_pen);
    int left_rows = view_pen_rows(&left_pen), right_rows = view_pen_rows(&right_pen);
    draw_flows(input, &left_pen);
    draw_balance(input, &right_pen);
    return greater(left_rows, right_rows);
}
