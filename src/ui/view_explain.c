/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 7, Explain: what stands behind the selected line, then all warnings, targets and claims. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/explain.h"
#include "core/gettext.h"
#include "core/text.h"
#include "ui/view_parts.h"

enum {
    ENTRY_COLUMN = 10,     /* where the text behind a label begins */
    TEXT_SIZE = 1024,
    NAME_SIZE = 256,
    NUMBER_COLUMNS = 18,
    MOST_DEPENDENTS = 48,
    SERIES_ROWS = 7,
    MONTH_COLUMNS = 8,
    MONTH_CELL = 22,       /* of the grid of months: a month, its value, a gap */
};

/* An explanation under way. */
struct explanation {
    const struct view_input *input;
    const struct scenario *scenario;
    const struct model *model;
    struct view_pen *pen;
};

static void entry(struct explanation *e, const char *label, enum ui_role role, const char *text)
{
    view_entry(e->pen, ENTRY_COLUMN, label, role, text);
}

/* An entry, unless TEXT is NULL or empty. */
static void entry_if_any(struct explanation *e, const char *label, enum ui_role role,
                         const char *text)
{
    if (text != NULL && text[0] != '\0')
        entry(e, label, role, text);
}

/* VALUE and UNIT, as one text. */
static void format_value(char out[TEXT_SIZE], double value, const char *unit)
{
    char digits[VIEW_TEXT_SIZE];
    view_format_amount(digits, value, NUMBER_COLUMNS);
    snprintf(out, TEXT_SIZE, "%s%s%s", digits, unit[0] == '\0' ? "" : " ", unit);
}

/* What LINE comes to for others, as text: of a series its first and its last month. */
static void format_line_value(const struct explanation *e, uint32_t index, char out[TEXT_SIZE])
{
    const struct line *line = &e->model->lines[index];
    uint32_t last = scenario_months(e->scenario) - 1;
    char unit[UNIT_TEXT_SIZE], first_text[VIEW_TEXT_SIZE], last_text[VIEW_TEXT_SIZE];
    view_line_unit(e->model, index, unit);
    if (!line->is_series) {
        format_value(out, scenario_value(e->scenario, index), unit);
        return;
    }
    const double *series = scenario_series(e->scenario, index);
    view_format_amount(first_text, series == NULL ? NAN : series[0], NUMBER_COLUMNS);
    view_format_amount(last_text, series == NULL ? NAN : series[last], NUMBER_COLUMNS);
    snprintf(out, TEXT_SIZE, "%s .. %s %s", first_text, last_text, unit);
}

static void format_place(const struct explanation *e, struct place place, char out[TEXT_SIZE])
{
    const struct source *source = e->scenario->source;
    const char *file = place.file < source->n_files ? source->files[place.file].name : "?";
    snprintf(out, TEXT_SIZE, "%s:%u", file, (unsigned)place.line);
}

static void draw_formula(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    uint32_t last = scenario_months(e->scenario) - 1;
    char text[TEXT_SIZE], label[CHART_MONTH_SIZE];
    struct chart_months months = view_months(e->scenario);
    if (line->kind != LINE_FORMULA)
        return;
    entry_if_any(e, _("formula"), UI_FORMULA, line->text);
    if (!explain_numbers(e->scenario, index, last, text, sizeof text))
        return;
    if (line->is_series) {
        chart_format_month(label, &months, last + 1);
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "   (%s %s)", _("month"), label);
    }
    entry(e, _("numbers"), UI_VALUE, text);
}

static void draw_value(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    char text[TEXT_SIZE], before[VIEW_TEXT_SIZE];
    format_line_value(e, index, text);
    enum ui_role role = explain_is_finite(e->scenario, index) ? UI_VALUE : UI_BAD;
    if (!line->is_series) {
        double now = scenario_value(e->scenario, index);
        uint32_t at = view_line_in(e->scenario, index, e->input->baseline);
        double then = at == NAMES_NONE || e->input->baseline->model->lines[at].is_series
                          ? now
                          : scenario_value(e->input->baseline, at);
        if (now != then && !(isnan(now) && isnan(then))) {
            size_t used = strlen(text);
            view_format_amount(before, then, NUMBER_COLUMNS);
            snprintf(text + used, sizeof text - used, _("   was %s"), before);
            role = UI_CHANGED;
        }
    }
    entry(e, _("value"), role, text);
    if (line->kind == LINE_PARAMETER && line->number.scale != 0)
        entry_if_any(e, _("written"), UI_FORMULA, line->text);
    uint32_t origin = explain_origin(e->scenario, index);
    if (origin != NAMES_NONE && origin != index) {
        model_line_name(e->model, origin, text, NAME_SIZE);
        entry(e, _("began in"), UI_BAD, text);
    }
}

static void draw_origin(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    const struct section *section = &e->model->sections[line->section];
    char text[TEXT_SIZE];
    if (line->from_kind && section->kind_name != NULL)
        snprintf(text, sizeof text, _("the kind '%s'"), section->kind_name);
    else if (line->kind == LINE_BUILTIN || line->section >= e->model->n_sections)
        snprintf(text, sizeof text, "%s", _("built in"));
    else if (line->place.line == 0)
        snprintf(text, sizeof text, "%s", _("edited here"));
    else
        format_place(e, line->place, text);
    entry(e, _("from"), UI_NORMAL, text);
}

/* The lines that LINE uses, a row each with its value. */
static void draw_uses(struct explanation *e, const struct line *line)
{
    struct view_pen *pen = e->pen;
    int room = pen->rect.columns - ENTRY_COLUMN;
    int name_columns = 8;
    char name[NAME_SIZE], text[TEXT_SIZE];
    for (uint32_t i = 0; i < line->n_uses; i++) {
        model_line_name(e->model, line->uses[i], name, sizeof name);
        int width = text_width(name, strlen(name));
        name_columns = width > name_columns ? width : name_columns;
    }
    name_columns = name_columns > room * 3 / 5 ? room * 3 / 5 : name_columns;
    for (uint32_t i = 0; i < line->n_uses; i++, pen->row++) {
        if (!view_pen_is_visible(pen))
            continue;
        model_line_name(e->model, line->uses[i], name, sizeof name);
        format_line_value(e, line->uses[i], text);
        if (i == 0)
            canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, ENTRY_COLUMN - 1, UI_MUTED,
                            _("uses"));
        canvas_text_cut(pen->canvas, pen->rect, pen->row, ENTRY_COLUMN, name_columns, UI_NORMAL,
                        name);
        canvas_text_cut(pen->canvas, pen->rect, pen->row, ENTRY_COLUMN + name_columns + 2, room,
                        explain_is_finite(e->scenario, line->uses[i]) ? UI_VALUE : UI_BAD, text);
    }
}

static void draw_dependents(struct explanation *e, uint32_t index)
{
    uint32_t dependents[MOST_DEPENDENTS];
    size_t n = explain_dependents(e->scenario, index, dependents, MOST_DEPENDENTS);
    char text[TEXT_SIZE] = "", name[NAME_SIZE];
    size_t used = 0, shown = 0;
    while (shown < n && shown < MOST_DEPENDENTS) {
        model_line_name(e->model, dependents[shown], name, sizeof name);
        if (used + strlen(name) + 24 > sizeof text)
            break;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", shown == 0 ? "" : ", ",
                                 name);
        shown++;
    }
    if (shown < n)
        snprintf(text + used, sizeof text - used, ", +%zu", n - shown);
    if (n > 0)
        entry(e, _("used by"), UI_NORMAL, text);
    else if (!e->model->lines[index].is_used)
        entry(e, _("used by"), UI_WARNING, _("nothing"));
}

/* The attribute of LINE as written, or NULL. */
static const char *attribute(const struct explanation *e, const struct line *line,
                             const char *name)
{
    char key[NAME_SIZE];
    snprintf(key, sizeof key, "%s.%s", line->name, name);
    return scenario_text(e->scenario, e->model->sections[line->section].name, key);
}

static void draw_attributes(struct explanation *e, const struct line *line)
{
    char text[TEXT_SIZE];
    const char *low = attribute(e, line, "min"), *high = attribute(e, line, "max");
    const char *step = attribute(e, line, "step");
    if (low != NULL || high != NULL) {
        snprintf(text, sizeof text, "%s .. %s", low == NULL ? "" : low, high == NULL ? "" : high);
        entry(e, _("range"), UI_NORMAL, text);
    }
    entry_if_any(e, _("step"), UI_NORMAL, step);
    entry_if_any(e, _("dist"), UI_NORMAL, line->dist_text);
    entry_if_any(e, _("note"), UI_NORMAL, line->note);
    entry_if_any(e, _("source"), UI_NORMAL, line->source);
}

/* A series as a chart and month by month, as many beside each other as there is room for. */
static void draw_series(struct explanation *e, const char *title, const double *series)
{
    struct view_pen *pen = e->pen;
    struct chart_months months = view_months(e->scenario);
    struct chart_scale scale = CHART_SCALE_EMPTY;
    const struct chart_line line = {series, months.n, UI_BALANCE};
    uint32_t across = pen->rect.columns < MONTH_CELL ? 1 : (uint32_t)pen->rect.columns / MONTH_CELL;
    uint32_t down = (months.n + across - 1) / across;

    chart_scale_add_all(&scale, series, months.n);
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
            view_format_amount(text, series[month], MONTH_CELL - MONTH_COLUMNS - 3);
            canvas_text_right(pen->canvas, pen->rect, pen->row, at + MONTH_CELL - 2,
                              view_value_role(series[month]), text);
        }
    }
}

static void draw_line(struct explanation *e, uint32_t index)
{
    const struct line *line = &e->model->lines[index];
    char name[NAME_SIZE];
    model_line_name(e->model, index, name, sizeof name);
    view_heading(e->pen, name);
    if (line->label != NULL && line->label[0] != '\0' && strcmp(line->label, line->name) != 0)
        view_wrapped(e->pen, 0, UI_NORMAL, _(line->label));
    draw_formula(e, index);
    draw_value(e, index);
    draw_origin(e, index);
    draw_uses(e, line);
    draw_dependents(e, index);
    draw_attributes(e, line);
    const double *series = line->is_series ? scenario_series(e->scenario, index) : NULL;
    if (series != NULL)
        draw_series(e, _("By month"), series);
}

static void draw_stage_months(struct explanation *e, const struct section *stage)
{
    struct chart_months months = view_months(e->scenario);
    double first = 1, last = months.n;
    char text[TEXT_SIZE], from[CHART_MONTH_SIZE], to[CHART_MONTH_SIZE];
    if (stage->first_month != NAMES_NONE)
        first = fmax(scenario_value(e->scenario, stage->first_month), 1);
    if (stage->last_month != NAMES_NONE)
        last = fmin(scenario_value(e->scenario, stage->last_month), months.n);
    if (!(first <= last)) {
        entry(e, _("months"), UI_WARNING, _("none"));
        return;
    }
    chart_format_month(from, &months, (uint32_t)first);
    chart_format_month(to, &months, (uint32_t)last);
    snprintf(text, sizeof text, "%s .. %s", from, to);
    entry(e, _("months"), UI_NORMAL, text);
}

static void draw_stage_roles(struct explanation *e, uint32_t index)
{
    static const struct {
        const char *label; /* untranslated */
        enum role role;
        int better;
    } roles[] = {{N_("cost"), ROLE_COST, -1},
                 {N_("revenue"), ROLE_REVENUE, 1},
                 {N_("carbon"), ROLE_CARBON, -1}};
    const struct section *stage = &e->model->sections[index];
    uint32_t before = view_section_in(e->scenario, index, e->input->baseline);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        char text[TEXT_SIZE], change[VIEW_TEXT_SIZE];
        double now = scenario_role(e->scenario, index, roles[i].role);
        double then =
            before == NAMES_NONE ? 0 : scenario_role(e->input->baseline, before, roles[i].role);
        if (stage->roles[roles[i].role] == NAMES_NONE && now == 0 && then == 0)
            continue;
        format_value(text, now, roles[i].role == ROLE_CARBON ? "kgCO2e" : e->model->currency);
        view_format_change(change, now, then, NUMBER_COLUMNS);
        canvas_text(e->pen->canvas, e->pen->rect, e->pen->row,
                    ENTRY_COLUMN + text_width(text, strlen(text)) + 3,
                    view_change_role(now, then, roles[i].better), change);
        entry(e, _(roles[i].label), view_value_role(now), text);
    }
}

static void draw_section(struct explanation *e, uint32_t index)
{
    const struct section *section = &e->model->sections[index];
    char text[TEXT_SIZE];
    view_heading(e->pen, section->name);
    if (section->title != NULL && strcmp(section->title, section->name) != 0)
        view_wrapped(e->pen, 0, UI_NORMAL, section->title);
    if (section->kind == SECTION_STAGE) {
        if (!section->is_enabled)
            entry(e, _("state"), UI_OFF, _("off: it counts as 0"));
        entry(e, _("kind"), UI_NORMAL, section->kind_name == NULL ? _("none") : section->kind_name);
        entry(e, _("per"), UI_NORMAL, section->is_monthly ? _("month") : _("total"));
        draw_stage_months(e, section);
        draw_stage_roles(e, index);
    }
    if (section->place.line != 0) {
        format_place(e, section->place, text);
        entry(e, _("from"), UI_NORMAL, text);
    }
    entry_if_any(e, _("note"), UI_NORMAL,
                 section->kind == SECTION_SCENARIO ? e->model->note : section->note);
}

static void draw_warnings(struct explanation *e)
{
    const struct messages *warnings = e->input->warnings;
    char text[TEXT_SIZE];
    if (warnings == NULL || warnings->n == 0)
        return;
    snprintf(text, sizeof text, "%s (%zu)", _("Warnings"), warnings->n_warnings);
    view_heading(e->pen, text);
    for (size_t i = 0; i < warnings->n; i++) {
        const struct message *message = &warnings->items[i];
        if (message->place.line == 0)
            snprintf(text, sizeof text, "%s", message->text);
        else
            snprintf(text, sizeof text, _("line %u: %s"), (unsigned)message->place.line,
                     message->text);
        canvas_put(e->pen->canvas, e->pen->rect, e->pen->row, 0, UI_WARNING, '!');
        view_wrapped(e->pen, 2, UI_NORMAL, text);
    }
}

int view_explain_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
    struct explanation e = {input, input->scenario, input->scenario->model, &pen};
    if (input->line < e.model->n_lines)
        draw_line(&e, input->line);
    else if (input->section < e.model->n_sections)
        draw_section(&e, input->section);
    draw_warnings(&e);
    view_draw_target_rows(input, &pen);
    view_draw_claim_rows(input, &pen, true);
    return view_pen_rows(&pen);
}
