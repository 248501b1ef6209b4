/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parameters drive the variance, and what is known of the selected one. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/probe/quantile.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_risk.h"

enum {
    MARK_COLUMNS = 2,
    SHARE_COLUMNS = 6,
    LEAST_BAR = 6,
    MOST_BAR = 30,
    MOST_NAME = 32,
    MOST_DRIVERS = 8,
    FEW_DRIVERS = 6, /* where rows are few */
    TEXT_SIZE = 256,
    POINTER = 0x25b8,
};

/* From which on a share gets a row of its own. */
static const double LEAST_SHARE = 0.005;

/* Where the parts of a row stand. */
struct layout {
    int name, bar; /* columns of each */
    int most;      /* rows */
};

static struct layout lay_out(const struct risk_view *view, const struct view_pen *pen)
{
    const struct model *model = view->input->scenario->model;
    struct layout layout = {.most = pen->rect.rows >= 30 ? MOST_DRIVERS : FEW_DRIVERS};
    for (uint32_t i = 0; i < view->now->n_drivers; i++) {
        char name[MODEL_NAME_SIZE];
        model_line_name(model, view->now->drivers[i].line, name, sizeof name);
        int width = text_width(name, strlen(name));
        layout.name = greater(width, layout.name);
    }
    int most = pen->rect.columns - MARK_COLUMNS - SHARE_COLUMNS - 1 - LEAST_BAR;
    layout.name = lesser(layout.name, lesser(most, MOST_NAME));
    int bar = pen->rect.columns - MARK_COLUMNS - layout.name - SHARE_COLUMNS - 1;
    layout.bar = lesser(bar, MOST_BAR);
    return layout;
}

/* The name of LINE in COLUMNS: where it is too long, its stage gives way. */
static void draw_name(struct view_pen *pen, enum ui_role role, const struct model *model,
                      uint32_t line, int columns)
{
    const char *own = model->lines[line].name;
    char name[MODEL_NAME_SIZE];
    model_line_name(model, line, name, sizeof name);
    int stage = columns - text_width(own, strlen(own)) - 1;
    int at = MARK_COLUMNS;
    if (text_width(name, strlen(name)) <= columns || stage < 3) {
        canvas_text_cut(pen->canvas, pen->rect, pen->row, at, columns, role,
                        stage < 3 ? own : name);
        return;
    }
    at += canvas_text_cut(pen->canvas, pen->rect, pen->row, at, stage, role,
                          model_section_of(model, line)->name);
    canvas_printf(pen->canvas, pen->rect, pen->row, at, role, ".%s", own);
}

static void format_share(char out[VIEW_TEXT_SIZE], double share)
{
    char digits[NUMBER_TEXT_SIZE];
    bool is_little = share > 0 && share < LEAST_SHARE;
    number_format_grouped(digits, is_little ? 1 : 100 * share, 0);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s %%", is_little ? "<" : "", digits);
}

static void draw_share(struct view_pen *pen, const struct layout *layout, double share)
{
    char text[VIEW_TEXT_SIZE];
    format_share(text, share);
    canvas_text_right(pen->canvas, pen->rect, pen->row, MARK_COLUMNS + layout->name + SHARE_COLUMNS,
                      share == 0 ? UI_MUTED : UI_VALUE, text);
}

/* The share that LINE of the scenario has in the baseline; NaN where it has none. */
static double share_before(const struct risk_view *view, uint32_t line)
{
    const struct view_input *input = view->input;
    if (!view->before)
        return NAN;
    uint32_t at = model_line_in(input->scenario->model, line, input->baseline->model);
    for (uint32_t i = 0; i < view->before->n_drivers; i++)
        if (view->before->drivers[i].line == at)
            return view->before->drivers[i].share;
    return NAN;
}

static void draw_driver(const struct risk_view *view, struct view_pen *pen,
                        const struct layout *layout, const struct simulation_driver *driver)
{
    static const struct chart_scale whole = {0, 1};
    bool is_selected = driver->line == view->input->line;
    if (is_selected)
        canvas_put(pen->canvas, pen->rect, pen->row, 0, UI_TITLE,
                   pen->canvas->utf8 ? POINTER : '>');
    draw_name(pen, is_selected ? UI_TITLE : UI_NORMAL, view->input->scenario->model, driver->line,
              layout->name);
    draw_share(pen, layout, driver->share);
    if (layout->bar > 0)
        chart_draw_bar(pen->canvas, pen->rect, pen->row,
                       MARK_COLUMNS + layout->name + SHARE_COLUMNS + 1, layout->bar, &whole,
                       driver->share, share_before(view, driver->line), UI_BALANCE);
    pen->row++;
}

/* What all the rows above leave of the variance. */
static void draw_rest(struct view_pen *pen, const struct layout *layout, const char *label,
                      double share)
{
    canvas_text_cut(pen->canvas, pen->rect, pen->row, MARK_COLUMNS, layout->name, UI_MUTED, label);
    draw_share(pen, layout, share);
    pen->row++;
}

void view_risk_draw_drivers(const struct risk_view *view, struct view_pen *pen)
{
    const struct simulation_result *now = view->now;
    struct layout layout = lay_out(view, pen);
    char label[VIEW_TEXT_SIZE];
    double others = 0;
    uint32_t shown = 0, n_others = 0;
    if (now->finding != SIMULATION_VARIES)
        return;
    view_heading(pen, _("What drives the variance"));
    if (isnan(now->rest)) {
        view_wrapped(pen, 0, UI_MUTED,
                     _("shares of the variance are undefined: the outcome is infinite in some "
                       "samples"));
        return;
    }
    for (uint32_t i = 0; i < now->n_drivers; i++) {
        const struct simulation_driver *driver = &now->drivers[i];
        bool is_large = fabs(driver->share) >= LEAST_SHARE && shown < (uint32_t)layout.most;
        if (is_large || driver->line == view->input->line) {
            draw_driver(view, pen, &layout, driver);
            shown += is_large;
        } else {
            others += driver->share;
            n_others++;
        }
    }
    if (n_others > 0) {
        snprintf(label, sizeof label, ngettext("%u other", "%u others", n_others),
                 (unsigned)n_others);
        draw_rest(pen, &layout, label, others);
    }
    if (fabs(now->rest) >= LEAST_SHARE)
        draw_rest(pen, &layout, _("curvature, interplay"), now->rest);
}

/* Percentile P of DIST to three digits as LINE is written: 0.3004 of a percentage is "30 %". */
static void format_percentile(char out[VIEW_TEXT_SIZE], const struct line *line,
                              const struct dist *dist, double p)
{
    char digits[NUMBER_TEXT_SIZE];
    double value = quantile_of(dist, p) * (line->number.percent ? 100 : 1);
    if (isfinite(value) && value != 0) {
        double unit = pow(10, floor(log10(fabs(value))) - 2);
        value = unit < 1 ? round(value / unit) / round(1 / unit) : round(value / unit) * unit;
    }
    number_format_fit(digits, value, 9);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s", digits, line->number.percent ? " %" : "");
}

/* The selected parameter; NULL where something else is selected, or nothing. */
static const struct line *find_selected(const struct risk_view *view)
{
    const struct model *model = view->input->scenario->model;
    uint32_t index = view->input->line;
    bool is_parameter = index != NAMES_NONE && model->lines[index].kind == LINE_PARAMETER;
    return is_parameter ? &model->lines[index] : NULL;
}

/* How the selected parameter varies at its present value; NULL where it doesn't, or where nothing
 * depends on it. */
static const struct sampler_input *find_input(const struct risk_view *view)
{
    const struct sampler *sampler = &view->risk->now.sampler;
    for (uint32_t i = 0; i < sampler->n; i++)
        if (sampler->inputs[i].line == view->input->line)
            return &sampler->inputs[i];
    return NULL;
}

/* "P5 5.98 %, P50 9.41 %, P95 14.1 %". */
static void format_percentiles(char *out, size_t size, const struct line *line,
                               const struct dist *dist)
{
    char low[VIEW_TEXT_SIZE], middle[VIEW_TEXT_SIZE], high[VIEW_TEXT_SIZE];
    format_percentile(low, line, dist, 0.05);
    format_percentile(middle, line, dist, 0.5);
    format_percentile(high, line, dist, 0.95);
    snprintf(out, size, "P5 %s, P50 %s, P95 %s", low, middle, high);
}

/* How much of the variance the selected parameter drives. */
static void draw_own_share(const struct risk_view *view, struct view_pen *pen)
{
    char share[VIEW_TEXT_SIZE], text[TEXT_SIZE];
    for (uint32_t i = 0; i < view->now->n_drivers; i++) {
        const struct simulation_driver *driver = &view->now->drivers[i];
        if (driver->line != view->input->line || isnan(driver->share))
            continue;
        format_share(share, driver->share);
        snprintf(text, sizeof text, _("drives %s of the variance"), share);
        view_wrapped(pen, MARK_COLUMNS, UI_MUTED,
                     driver->share == 0 ? _("has no effect on the outcome") : text);
    }
}

void view_risk_draw_selected(const struct risk_view *view, struct view_pen *pen)
{
    const struct line *line = find_selected(view);
    const struct sampler_input *input = find_input(view);
    char name[MODEL_NAME_SIZE], text[TEXT_SIZE];
    if (!line)
        return;
    model_line_name(view->input->scenario->model, view->input->line, name, sizeof name);
    view_heading(pen, name);
    if (!line->dist_text) {
        view_wrapped(pen, MARK_COLUMNS, UI_NORMAL, _("taken as certain; to say how sure it is:"));
        view_risk_draw_example(view, pen);
        return;
    }
    view_wrapped(pen, MARK_COLUMNS, UI_FORMULA, line->dist_text);
    if (input && input->dist.kind != DIST_NONE) {
        format_percentiles(text, sizeof text, line, &input->dist);
        view_wrapped(pen, MARK_COLUMNS, UI_VALUE, text);
    } else if (input) {
        view_wrapped(pen, MARK_COLUMNS, input->is_faulty ? UI_WARNING : UI_MUTED,
                     input->is_faulty ? _("impossible at this value: taken as certain")
                                      : _("without width: taken as certain"));
    }
    draw_own_share(view, pen);
}

/* TEXT at *COLUMN of the row, which becomes the column behind it. */
static void draw_piece(struct view_pen *pen, int *column, const char *text)
{
    *column += canvas_text_cut(pen->canvas, pen->rect, pen->row, *column,
                               pen->rect.columns - *column, UI_MUTED, text);
}

void view_risk_draw_selected_short(const struct risk_view *view, struct view_pen *pen)
{
    const struct line *line = find_selected(view);
    const struct sampler_input *input = find_input(view);
    char low[VIEW_TEXT_SIZE], high[VIEW_TEXT_SIZE], text[TEXT_SIZE];
    int column = MARK_COLUMNS;
    if (line) {
        draw_piece(pen, &column, line->label);
        draw_piece(pen, &column, ": ");
    }
    if (input && input->dist.kind != DIST_NONE) {
        format_percentile(low, line, &input->dist, 0.05);
        format_percentile(high, line, &input->dist, 0.95);
        snprintf(text, sizeof text, _("%s to %s, "), low, high); /* 90 % of it lie there */
        draw_piece(pen, &column, text);
    }
    if (line)
        draw_piece(pen, &column,
                   line->dist_text ? line->dist_text : _("taken as certain, it has no dist"));
    pen->row++;
}

/* The parameter for an example: the selected one, else the first one of a stage that isn't 0. */
static uint32_t find_example(const struct risk_view *view)
{
    const struct model *model = view->input->scenario->model;
    uint32_t index = view->input->line;
    if (index != NAMES_NONE && model->lines[index].kind == LINE_PARAMETER)
        return index;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        const struct line *line = &model->lines[i];
        if (model_section_of(model, i)->kind == SECTION_STAGE && line->value != 0 &&
            line->kind == LINE_PARAMETER && line->is_used)
            return i;
    }
    return NAMES_NONE;
}

void view_risk_draw_example(const struct risk_view *view, struct view_pen *pen)
{
    const struct model *model = view->input->scenario->model;
    const char *dist = "pert(0.5*value, value, 2*value)";
    char name[MODEL_NAME_SIZE], text[TEXT_SIZE];
    uint32_t index = find_example(view);
    if (index == NAMES_NONE)
        return;
    const struct line *line = &model->lines[index];
    if (line->value < 0)
        dist = "pert(2*value, value, 0.5*value)"; /* the lowest first */
    else if (line->value == 0)
        dist = "uniform(0, 1)";
    else if (line->number.percent && line->value > 0.5 && line->value <= 1)
        dist = "pert(0.7*value, value, 1)"; /* not beyond 100 % */
    model_line_name(model, index, name, sizeof name);
    snprintf(text, sizeof text, ":set %s.dist %s", name, dist);
    view_wrapped(pen, MARK_COLUMNS, UI_KEY, text);
}
