/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentiles, mean, standard deviation; chances of what should not happen. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_risk.h"

enum {
    LABEL_COLUMNS = 5, /* the blank behind included */
    NUMBER_COLUMNS = 9,
    ROOMY_COLUMNS = 28, /* from which on numbers and changes may be longer */
    ROOMY_NUMBER_COLUMNS = 13,
    CHANGE_COLUMNS = 8, /* of a chance, the blanks before it included */
    CHANCE_COLUMNS = 7,
    MOST_COLUMNS = 44, /* so that the eye still finds the change that belongs to a value */
};

enum { N_OF_DISTRIBUTION = 6, N_PAIRS = N_OF_DISTRIBUTION / 2 };

struct risk_figure {
    const char *label; /* untranslated */
    double now, before;
};

/* The figures; the first half are the percentiles. */
static void fill_figures(const struct risk_view *view,
                         struct risk_figure figures[N_OF_DISTRIBUTION])
{
    const struct analyses *analyses = view->input->analyses;
    const struct simulation_result *now = view->now;
    const struct simulation_result *before = view->before ? view->before : now;
    const struct risk_figure all[N_OF_DISTRIBUTION] = {
        {"P5", now->percentiles[PERCENTILE_5], before->percentiles[PERCENTILE_5]},
        {"P50", now->percentiles[PERCENTILE_50], before->percentiles[PERCENTILE_50]},
        {"P95", now->percentiles[PERCENTILE_95], before->percentiles[PERCENTILE_95]},
        {N_("mean"), now->mean, before->mean},
        {N_("sd"), now->sd, before->sd},
        /* what it comes to without any uncertainty */
        {N_("plan"), analyses->value, view->before ? analyses->baseline_value : analyses->value},
    };
    memcpy(figures, all, sizeof all);
}

void view_risk_draw_figures(const struct risk_view *view, struct view_pen *pen)
{
    struct risk_figure figures[N_OF_DISTRIBUTION];
    char text[VIEW_TEXT_SIZE];
    int columns = lesser(pen->rect.columns, MOST_COLUMNS);
    int number = columns < ROOMY_COLUMNS ? NUMBER_COLUMNS : ROOMY_NUMBER_COLUMNS;
    int end = LABEL_COLUMNS + number;
    fill_figures(view, figures);
    for (int i = 0; i < N_OF_DISTRIBUTION; i++, pen->row++) {
        const struct risk_figure *figure = &figures[i];
        canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, LABEL_COLUMNS - 1, UI_NORMAL,
                        _(figure->label));
        view_format_amount(text, figure->now, number);
        canvas_text_right(pen->canvas, pen->rect, pen->row, end, view_value_role(figure->now),
                          text);
        view_format_change(text, figure->now, figure->before, columns - end - 1);
        if (view->before && text_width(text, strlen(text)) < columns - end)
            canvas_text_right(pen->canvas, pen->rect, pen->row, columns,
                              view_change_role(figure->now, figure->before, 0), text);
    }
}

void view_risk_draw_figures_short(const struct risk_view *view, struct view_pen *pen)
{
    struct risk_figure figures[N_OF_DISTRIBUTION];
    char text[VIEW_TEXT_SIZE];
    int columns = lesser(pen->rect.columns, MOST_COLUMNS);
    int half = (columns - 1) / 2;
    fill_figures(view, figures);
    for (int i = 0; i < N_OF_DISTRIBUTION; i++) {
        const struct risk_figure *figure = &figures[i];
        int row = pen->row + i % N_PAIRS, column = i < N_PAIRS ? 0 : columns - half;
        canvas_text_cut(pen->canvas, pen->rect, row, column, LABEL_COLUMNS - 1, UI_NORMAL,
                        _(figure->label));
        view_format_amount(text, figure->now, half - LABEL_COLUMNS);
        canvas_text_right(pen->canvas, pen->rect, row, column + half, view_value_role(figure->now),
                          text);
    }
    pen->row += N_PAIRS;
}

/* A probability: "38.2 %"; what is neither never nor always is not said to be. */
static void format_chance(char out[VIEW_TEXT_SIZE], double chance)
{
    const double least = 0.0005;
    char digits[NUMBER_TEXT_SIZE];
    const char *sign = "";
    double shown = chance;
    if (isnan(chance)) {
        snprintf(out, VIEW_TEXT_SIZE, "NaN");
        return;
    }
    if (chance > 0 && chance < least) {
        sign = "<";
        shown = 0.001;
    } else if (chance < 1 && chance > 1 - least) {
        sign = ">";
        shown = 0.999;
    }
    number_format_grouped(digits, 100 * shown, 1);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s %%", sign, digits);
}

/* In points of a percentage: "+12.1". */
static void format_chance_change(char out[VIEW_TEXT_SIZE], double now, double before)
{
    char digits[NUMBER_TEXT_SIZE];
    if (number_is_same(now, before) || isnan(now) || isnan(before)) {
        view_format_change(out, now, before, CHANGE_COLUMNS);
        return;
    }
    number_format_grouped(digits, 100 * (now - before), fabs(now - before) < 0.0005 ? 2 : 1);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s", now > before ? "+" : "", digits);
}

/* A row: what may happen, how likely that is, and what became of it. */
static void draw_chance(const struct risk_view *view, struct view_pen *pen, const char *label,
                        double now, double before)
{
    char text[VIEW_TEXT_SIZE];
    int columns = lesser(pen->rect.columns, MOST_COLUMNS);
    int end = columns - CHANGE_COLUMNS;
    enum ui_role role = isnan(now) ? UI_BAD : now == 0 ? UI_MUTED : UI_VALUE;
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, end - CHANCE_COLUMNS, UI_NORMAL, label);
    format_chance(text, now);
    canvas_text_right(pen->canvas, pen->rect, pen->row, end, role, text);
    if (view->before) {
        format_chance_change(text, now, before);
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns,
                          view_change_role(now, before, -1), text);
    }
    pen->row++;
}

void view_risk_draw_chances(const struct risk_view *view, struct view_pen *pen)
{
    const struct simulation_result *now = view->now;
    const struct simulation_result *before = view->before ? view->before : now;
    bool is_profit = strcmp(view->input->analyses->outcome, "total.profit") == 0;
    if (now->undefined < now->samples)
        draw_chance(view, pen, is_profit ? _("loss") : _("below 0"), now->loss, before->loss);
    draw_chance(view, pen, _("cash below 0"), now->below_zero, before->below_zero);
}

/* How likely the baseline misses what is LINE of the scenario; NOW where it has no such target. */
static double missed_before(const struct risk_view *view, uint32_t line, double now)
{
    const struct view_input *input = view->input;
    if (!view->before)
        return now;
    uint32_t at = model_line_in(input->scenario->model, line, input->baseline->model);
    for (uint32_t i = 0; i < view->before->n_targets; i++)
        if (view->before->targets[i].line == at)
            return view->before->targets[i].missed;
    return now;
}

void view_risk_draw_missed(const struct risk_view *view, struct view_pen *pen)
{
    const struct model *model = view->input->scenario->model;
    if (view->now->n_targets == 0)
        return;
    const char *title = _("Chance of missing");
    int row = view_heading(pen, title);
    const char *against = view->input->baseline_is_pinned ? _("vs pinned") : _("vs saved");
    int columns = lesser(pen->rect.columns, MOST_COLUMNS);
    int room = columns - text_width(title, strlen(title));
    if (view->before && text_width(against, strlen(against)) < room)
        canvas_text_right(pen->canvas, pen->rect, row, columns, UI_MUTED, against);
    for (uint32_t i = 0; i < view->now->n_targets; i++) {
        const struct simulation_target *target = &view->now->targets[i];
        draw_chance(view, pen, model->lines[target->line].name, target->missed,
                    missed_before(view, target->line, target->missed));
    }
}
