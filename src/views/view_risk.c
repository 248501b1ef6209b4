/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 5, Risk: what the outcome may come to, how likely the bad ends are, and what drives them. */
#include "view_risk.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"
#include "draw/chart_fan.h"
#include "draw/chart_histogram.h"

enum {
    SIDE_BY_SIDE = 50, /* columns from which on figures and chances stand beside each other */
    SIDE_GAP = 2,
    LEFT_COLUMNS = 23, /* of the figures; from ROOMY_COLUMNS on */
    ROOMY_COLUMNS = 70,
    ROOMY_LEFT_COLUMNS = 32,
    MOST_BESIDE = 6, /* targets; more have a section of their own */
    TALL_ROWS = 40,
    SHORT_ROWS = 14, /* below, a histogram has to make do with few rows */
    HISTOGRAM_ROWS = 8,
    TALL_HISTOGRAM_ROWS = 10,
    SHORT_HISTOGRAM_ROWS = 6,
    LEAST_FAN_ROWS = 6,
    FAN_ROWS = 9, /* where they have to be scrolled to */
    MOST_FAN_ROWS = 16,
    LEAST_OUTCOME = 12,
    TEXT_SIZE = 160,
};

/* The outcome, its unit, and what was simulated. */
static void draw_heading(const struct risk_view *view, struct view_pen *pen)
{
    const struct simulation *simulation = &view->risk->now;
    const char *outcome = view->input->analyses->outcome;
    const char *unit = simulation->probe ? simulation->probe->items[0].unit : "";
    char samples[NUMBER_TEXT_SIZE], text[2][TEXT_SIZE];
    int columns = pen->rect.columns, width = text_width(outcome, strlen(outcome));
    int least = lesser(width, LEAST_OUTCOME);
    number_format_grouped(samples, (double)view->now->samples, 0);
    snprintf(text[0], sizeof text[0], _("%s samples, seed %u"), samples,
             (unsigned)simulation->settings.seed);
    snprintf(text[1], sizeof text[1], _("%s, seed %u"), samples,
             (unsigned)simulation->settings.seed);
    int end = columns;
    for (int i = 0; i < 2 && end == columns && view->now->samples > 0; i++)
        if (text_width(text[i], strlen(text[i])) + 1 + least <= columns)
            end = canvas_text_right(pen->canvas, pen->rect, pen->row, columns, UI_MUTED, text[i]);
    struct rect whole = pen->rect;
    pen->rect.columns = end < columns ? end - 1 : columns;
    if (width + 1 + text_width(unit, strlen(unit)) < pen->rect.columns)
        canvas_text(pen->canvas, pen->rect, pen->row, width + 1, UI_MUTED, unit);
    view_heading(pen, outcome);
    pen->rect = whole;
}

/* Uncertainties that are upside down as the values are now. */
static void draw_faulty(const struct risk_view *view, struct view_pen *pen)
{
    const struct model *model = view->input->scenario->model;
    const struct sampler *sampler = &view->risk->now.sampler;
    for (uint32_t i = 0; i < sampler->n; i++) {
        char name[TEXT_SIZE / 2], text[ERROR_TEXT_SIZE + TEXT_SIZE];
        struct dist dist;
        struct error err;
        if (!sampler->inputs[i].is_faulty ||
            model_dist(model, sampler->inputs[i].line, &dist, &err) == STATUS_OK)
            continue;
        model_line_name(model, sampler->inputs[i].line, name, sizeof name);
        snprintf(text, sizeof text, _("%s: %s; taken as certain"), name, err.text);
        view_wrapped(pen, 0, UI_WARNING, text);
    }
}

/* How many samples are not what they should be. */
static void draw_notes(const struct risk_view *view, struct view_pen *pen)
{
    const struct simulation_result *now = view->now;
    char count[NUMBER_TEXT_SIZE], samples[NUMBER_TEXT_SIZE], text[TEXT_SIZE];
    number_format_grouped(samples, (double)now->samples, 0);
    if (now->undefined > 0 && now->undefined < now->samples) {
        number_format_grouped(count, (double)now->undefined, 0);
        snprintf(text, sizeof text, _("%s of %s samples are undefined (NaN) and left out"), count,
                 samples);
        view_wrapped(pen, 0, UI_WARNING, text);
    }
    if (now->infinite > 0) {
        number_format_grouped(count, (double)now->infinite, 0);
        snprintf(text, sizeof text, _("%s of %s samples are infinite: not in the picture"), count,
                 samples);
        view_wrapped(pen, 0, UI_WARNING, text);
    }
}

static void draw_histogram(const struct risk_view *view, struct view_pen *pen)
{
    const double *percentiles = view->now->percentiles;
    const struct chart_pointer marks[] = {{percentiles[PERCENTILE_50], "P50"},
                                          {percentiles[PERCENTILE_5], "P5"},
                                          {percentiles[PERCENTILE_95], "P95"}};
    int rows = pen->rect.rows < SHORT_ROWS  ? SHORT_HISTOGRAM_ROWS
               : pen->rect.rows < TALL_ROWS ? HISTOGRAM_ROWS
                                            : TALL_HISTOGRAM_ROWS;
    if (view->now->finding != SIMULATION_VARIES)
        return;
    pen->row += pen->spaced;
    chart_draw_histogram(pen->canvas, pen->rect, pen->row, rows, &view->risk->histogram, marks,
                         sizeof marks / sizeof *marks);
    pen->row += rows;
}

/* What the bands are, at the right end of ROW. */
static void draw_legend(struct view_pen *pen, int row)
{
    bool utf8 = pen->canvas->utf8;
    int column =
        canvas_text_right(pen->canvas, pen->rect, row, pen->rect.columns, UI_MUTED, _("25-75 %")) -
        2;
    canvas_put(pen->canvas, pen->rect, row, column, UI_BALANCE, chart_fan_inner(utf8));
    column = canvas_text_right(pen->canvas, pen->rect, row, column - 2, UI_MUTED, _("5-95 %")) - 2;
    canvas_put(pen->canvas, pen->rect, row, column, UI_BALANCE, chart_fan_outer(utf8));
}

static void draw_fan(const struct risk_view *view, struct view_pen *pen)
{
    const struct simulation_result *now = view->now;
    const struct chart_fan fan = {now->fan[FAN_5], now->fan[FAN_25], now->fan[FAN_50],
                                  now->fan[FAN_75], now->fan[FAN_95]};
    struct chart_months months = view_months(view->input->scenario);
    const struct chart_scale *scale = &view->risk->balance;
    draw_legend(pen, view_heading(pen, _("Balance")));
    int rows = pen->rect.rows - view_pen_rows(pen);
    if (rows < LEAST_FAN_ROWS)
        rows = pen->rect.columns >= SIDE_BY_SIDE ? FAN_ROWS : LEAST_FAN_ROWS;
    rows = lesser(rows, MOST_FAN_ROWS);
    chart_draw_fan(
        pen->canvas,
        &(struct chart_place){pen->rect, pen->row, rows, chart_label_columns(scale, rows)}, scale,
        &months, &fan);
    pen->row += rows;
}

/* Figures left, chances right. */
static void draw_side_by_side(const struct risk_view *view, struct view_pen *pen)
{
    struct rect whole = pen->rect;
    int left = whole.columns < ROOMY_COLUMNS ? LEFT_COLUMNS : ROOMY_LEFT_COLUMNS;
    struct view_pen right = *pen;
    pen->rect.columns = left;
    right.rect = rect_part(whole, 0, left + SIDE_GAP, whole.rows, whole.columns);
    right.spaced = false;
    if (view->now->finding != SIMULATION_UNDEFINED)
        view_risk_draw_figures(view, pen);
    view_risk_draw_chances(view, &right);
    if (view->now->n_targets <= MOST_BESIDE)
        view_risk_draw_missed(view, &right);
    pen->rect = whole;
    pen->row = greater(right.row, pen->row);
}

/* All that follows from the samples. */
static void draw_result(const struct risk_view *view, struct view_pen *pen)
{
    bool is_wide = pen->rect.columns >= SIDE_BY_SIDE;
    bool has_missed = is_wide && view->now->n_targets <= MOST_BESIDE;
    if (is_wide) {
        draw_side_by_side(view, pen);
    } else {
        if (view->now->finding != SIMULATION_UNDEFINED)
            view_risk_draw_figures_short(view, pen);
        view_risk_draw_chances(view, pen);
    }
    draw_notes(view, pen);
    draw_histogram(view, pen);
    view_risk_draw_drivers(view, pen);
    if (is_wide)
        view_risk_draw_selected_short(view, pen);
    else
        view_risk_draw_selected(view, pen);
    if (!has_missed)
        view_risk_draw_missed(view, pen);
    draw_fan(view, pen);
}

int view_risk_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    const struct risk *risk = &input->analyses->risk;
    const struct simulation_result *before = &risk_before(risk)->result;
    struct risk_view view = {.input = input,
                             .risk = risk,
                             .now = &risk->now.result,
                             .before = before->samples > 0 ? before : NULL};
    struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
    draw_heading(&view, &pen);
    if (view.now->samples == 0) {
        view_wrapped(&pen, 0, UI_WARNING, input->analyses->error);
        return view_pen_rows(&pen);
    }
    draw_faulty(&view, &pen);
    if (view.now->finding == SIMULATION_NO_DIST) {
        view_wrapped(&pen, 0, UI_NORMAL,
                     _("Nothing is uncertain: no parameter has a dist. To say how sure a number "
                       "is, for example between half and twice as much:"));
        view_risk_draw_example(&view, &pen);
        return view_pen_rows(&pen);
    }
    if (simulation_sentence(view.now))
        view_wrapped(&pen, 0, UI_WARNING, simulation_sentence(view.now));
    draw_result(&view, &pen);
    return view_pen_rows(&pen);
}

enum status view_risk_prepare(struct analyses *analyses, const struct view_input *input,
                              struct error *err)
{
    struct risk *risk = &analyses->risk;
    if (stamp_renew(&risk->stamp, analyses->version))
        return STATUS_OK;
    return risk_update(risk, analyses->outcome, input->scenario, input->baseline, err);
}
