/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Explain view says about one line: its formula, its value, what it uses and who uses it.
 */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/explain.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_explain.h"

enum {
    MOST_DEPENDENTS = 48,
    SERIES_ROWS = 7,
    MONTH_COLUMNS = 8,
    MONTH_CELL = 22, /* of the grid of months: a month, its value, a gap */
};

static void draw_formula(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    uint32_t last = scenario_months(e->scenario) - 1;
    char text[VIEW_EXPLAIN_TEXT_SIZE], label[CHART_MONTH_SIZE];
    struct chart_months months = view_months(e->scenario);
    if (line->kind != LINE_FORMULA)
        return;
    if (line->n_numbers > 0) {
        scenario_list_text(e->scenario, index, text, sizeof text);
        view_explain_entry(e, _("numbers"), UI_VALUE, text);
        return;
    }
    bool is_claim = model_section_of(e->model, index)->kind == SECTION_CLAIMS;
    view_explain_entry_if_any(e, is_claim ? _("stated") : _("formula"), UI_FORMULA, line->text);
    if (!explain_numbers(e->scenario, index, last, text, sizeof text))
        return;
    if (line->is_series) {
        chart_format_month(label, &months, last + 1);
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "   (%s %s)",
                 _(calendar_period(&months.calendar)->name), label);
    }
    view_explain_entry(e, _("numbers"), UI_VALUE, text);
}

/* What the baseline has for LINE, where that is another scalar; else "". */
static void format_before(const struct explanation *e, uint32_t index,
                          char out[VIEW_EXPLAIN_TEXT_SIZE])
{
    const struct scenario *baseline = e->input->baseline;
    uint32_t at = model_line_in(e->scenario->model, index, baseline->model);
    char digits[VIEW_TEXT_SIZE];
    out[0] = '\0';
    if (at == NAMES_NONE || baseline->model->lines[at].is_series ||
        e->model->lines[index].is_series)
        return;
    double now = scenario_value(e->scenario, index), then = scenario_value(baseline, at);
    if (number_is_same(now, then))
        return;
    view_format_amount(digits, then, VIEW_EXPLAIN_NUMBER_COLUMNS);
    if (baseline->model->lines[at].kind == LINE_PARAMETER)
        view_format_line(baseline, at, out);
    else
        snprintf(out, VIEW_EXPLAIN_TEXT_SIZE, "%s", digits);
}

static void draw_value(struct explanation *e, uint32_t index)
{
    char text[VIEW_EXPLAIN_TEXT_SIZE], before[VIEW_EXPLAIN_TEXT_SIZE];
    view_format_line(e->scenario, index, text);
    bool is_finite = explain_is_finite(e->scenario, index);
    view_explain_entry(e, _("value"), is_finite ? UI_VALUE : UI_BAD, text);
    format_before(e, index, before);
    view_explain_entry_if_any(e, e->input->baseline_is_pinned ? _("pinned") : _("saved"),
                              UI_CHANGED, before);
    uint32_t origin = explain_origin(e->scenario, index);
    if (origin != NAMES_NONE && origin != index) {
        model_line_name(e->model, origin, text, sizeof text);
        view_explain_entry(e, _("began in"), UI_BAD, text);
    }
}

static void draw_origin(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    const struct section *section = model_section_of(e->model, index);
    char text[VIEW_EXPLAIN_TEXT_SIZE];
    if (line->from_kind && section->kind_name)
        snprintf(text, sizeof text, _("the kind '%s'"), section->kind_name);
    else if (model_is_builtin(e->model, index))
        snprintf(text, sizeof text, "%s", _("built in"));
    else if (!scenario_own_text(e->scenario, section->name, line->name))
        snprintf(text, sizeof text, "%s", _("left out, the default counts"));
    else if (line->place.line == 0)
        snprintf(text, sizeof text, "%s", _("edited, not saved"));
    else
        view_format_place(e->scenario->source, line->place, text);
    view_explain_entry(e, _("from"), UI_NORMAL, text);
}

/* What LINE calls the line USED: by its bare name in the same section. */
static void format_used_name(const struct explanation *e, const struct line *line, uint32_t used,
                             char out[MODEL_NAME_SIZE])
{
    if (e->model->lines[used].section == line->section)
        snprintf(out, MODEL_NAME_SIZE, "%s", e->model->lines[used].name);
    else
        model_line_name(e->model, used, out, MODEL_NAME_SIZE);
}

/* The lines that LINE uses, a row each with its value. */
static void draw_uses(struct explanation *e, const struct line *line)
{
    struct view_pen *pen = e->pen;
    int room = pen->rect.columns - VIEW_EXPLAIN_ENTRY_COLUMN;
    int name_columns = 8;
    char name[MODEL_NAME_SIZE], text[VIEW_EXPLAIN_TEXT_SIZE];
    for (uint32_t i = 0; i < line->n_uses; i++) {
        format_used_name(e, line, line->uses[i], name);
        int width = text_width(name, strlen(name));
        name_columns = greater(width, name_columns);
    }
    name_columns = lesser(name_columns, room * 3 / 5);
    for (uint32_t i = 0; i < line->n_uses; i++, pen->row++) {
        if (!view_pen_is_visible(pen))
            continue;
        format_used_name(e, line, line->uses[i], name);
        view_fit_line(e->scenario, line->uses[i], room - name_columns - 2, text);
        if (i == 0)
            canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, VIEW_EXPLAIN_ENTRY_COLUMN - 1,
                            UI_MUTED, _("uses"));
        canvas_text_cut(pen->canvas, pen->rect, pen->row, VIEW_EXPLAIN_ENTRY_COLUMN, name_columns,
                        UI_NORMAL, name);
        canvas_text_cut(pen->canvas, pen->rect, pen->row,
                        VIEW_EXPLAIN_ENTRY_COLUMN + name_columns + 2, room,
                        explain_is_finite(e->scenario, line->uses[i]) ? UI_VALUE : UI_BAD, text);
    }
}

/* Append NAME to the list in TEXT; false where it has no room. */
static bool append_name(char text[VIEW_EXPLAIN_TEXT_SIZE], const char *name)
{
    size_t used = strlen(text);
    if (used + strlen(name) + 24 > VIEW_EXPLAIN_TEXT_SIZE)
        return false;
    snprintf(text + used, VIEW_EXPLAIN_TEXT_SIZE - used, "%s%s", used == 0 ? "" : ", ", name);
    return true;
}

static void draw_dependents(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    enum section_kind kind = model_section_of(e->model, index)->kind;
    uint32_t dependents[MOST_DEPENDENTS];
    size_t n = explain_dependents(e->scenario, index, dependents, MOST_DEPENDENTS);
    char text[VIEW_EXPLAIN_TEXT_SIZE] = "", name[MODEL_NAME_SIZE];
    size_t shown = 0;
    if (kind == SECTION_TARGETS || kind == SECTION_CLAIMS)
        return; /* they are there to be met, not to be used */
    if (line->role != ROLE_NONE) {
        model_line_name(e->model, e->model->builtins + figure_of_role(line->role), name,
                        sizeof name);
        append_name(text, name);
    }
    for (; shown < n && shown < MOST_DEPENDENTS; shown++) {
        model_line_name(e->model, dependents[shown], name, sizeof name);
        if (!append_name(text, name))
            break;
    }
    if (shown < n)
        snprintf(text + strlen(text), VIEW_EXPLAIN_TEXT_SIZE - strlen(text), ", +%zu", n - shown);
    view_explain_entry_if_any(e, _("used by"), UI_NORMAL, text);
    if (text[0] == '\0' && !line->is_used && kind != SECTION_METRICS)
        view_explain_entry(e, _("used by"), UI_WARNING, _("nothing"));
}

/* The attribute of line INDEX as written, or NULL. */
static const char *attribute(const struct explanation *e, uint32_t index, const char *name)
{
    char key[MODEL_NAME_SIZE];
    snprintf(key, sizeof key, "%s.%s", e->model->lines[index].name, name);
    return scenario_text(e->scenario, model_section_of(e->model, index)->name, key);
}

static void draw_attributes(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    char text[VIEW_EXPLAIN_TEXT_SIZE];
    const char *low = attribute(e, index, "min"), *high = attribute(e, index, "max");
    const char *step = attribute(e, index, "step");
    if (low || high) {
        snprintf(text, sizeof text, "%s .. %s", !low ? "" : low, !high ? "" : high);
        view_explain_entry(e, _("range"), UI_NORMAL, text);
    }
    view_explain_entry_if_any(e, _("step"), UI_NORMAL, step);
    view_explain_entry_if_any(e, _("dist"), UI_NORMAL, line->dist_text);
    view_explain_entry_if_any(e, _("note"), UI_NORMAL, line->note);
    view_explain_entry_if_any(e, _("source"), UI_NORMAL, line->source);
}

/* A series as a chart and month by month, as many beside each other as there is room for. */
static void draw_series(struct explanation *e, const char *title, const double *series)
{
    struct view_pen *pen = e->pen;
    struct chart_months months = view_all_months(e->scenario);
    struct chart_scale scale = CHART_SCALE_EMPTY;
    double largest = 0;
    series -= months.n_early;
    const struct chart_line line = {series, months.n, UI_BALANCE};
    uint32_t across = pen->rect.columns < MONTH_CELL ? 1 : (uint32_t)pen->rect.columns / MONTH_CELL;
    uint32_t down = (months.n + across - 1) / across;
    chart_scale_add_all(&scale, series, months.n);
    for (uint32_t month = 0; month < months.n; month++)
        largest = fmax(largest, fabs(series[month]));
    view_heading(pen, title);
    chart_draw_lines(pen->canvas,
                     &(struct chart_place){pen->rect, pen->row, SERIES_ROWS,
                                           chart_label_columns(&scale, SERIES_ROWS)},
                     &scale, &months, &line, 1);
    pen->row += SERIES_ROWS;
    for (uint32_t row = 0; row < down; row++, pen->row++) {
        for (uint32_t i = 0; view_pen_is_visible(pen) && i < across; i++) {
            uint32_t month = i * down + row;
            char text[VIEW_TEXT_SIZE], label[CHART_MONTH_SIZE];
            int at = (int)i * MONTH_CELL;
            if (month >= months.n)
                break;
            chart_format_month(label, &months, month + 1);
            canvas_text(pen->canvas, pen->rect, pen->row, at, UI_MUTED, label);
            view_format_in_column(text, series[month], largest, MONTH_CELL - MONTH_COLUMNS - 3);
            canvas_text_right(pen->canvas, pen->rect, pen->row, at + MONTH_CELL - 2,
                              view_value_role(series[month]), text);
        }
    }
}

void view_explain_draw_line(struct explanation *e, uint32_t index)
{
    assert(index < e->model->n_lines);
    const struct line *line = &e->model->lines[index];
    char name[MODEL_NAME_SIZE];
    model_line_name(e->model, index, name, sizeof name);
    view_heading(e->pen, name);
    if (line->label && line->label[0] != '\0' && strcmp(line->label, line->name) != 0)
        view_wrapped(e->pen, 0, UI_NORMAL, _(line->label));
    draw_formula(e, index);
    draw_value(e, index);
    draw_origin(e, index);
    draw_uses(e, line);
    draw_dependents(e, index);
    draw_attributes(e, index);
    view_explain_draw_influence(e, index);
    const double *series = line->is_series ? scenario_series(e->scenario, index) : NULL;
    char title[VIEW_TEXT_SIZE];
    snprintf(title, sizeof title, _("By %s"), _(calendar_period(&e->model->calendar)->name));
    if (series)
        draw_series(e, title, series);
}
