/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 7, Explain: what stands behind the selected line, then all warnings, targets and claims. */
#include "view_explain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/explain.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

static void draw_stage_months(struct explanation *e, const struct section *stage)
{
    struct chart_months months = view_months(e->scenario);
    const char *title = _(calendar_period(&months.calendar)->plural);
    double least = stage->has_opening ? 0 : 1, first = 1, last = months.n;
    char text[VIEW_EXPLAIN_TEXT_SIZE], from[CHART_MONTH_SIZE], to[CHART_MONTH_SIZE];
    if (stage->first_month != NAMES_NONE)
        first = fmax(round(scenario_value(e->scenario, stage->first_month)), least);
    if (stage->last_month != NAMES_NONE)
        last = fmin(round(scenario_value(e->scenario, stage->last_month)), months.n);
    if (!(first <= last)) {
        view_explain_entry(e, title, UI_WARNING, _("none"));
        return;
    }
    calendar_format(&months.calendar, first, from);
    calendar_format(&months.calendar, last, to);
    snprintf(text, sizeof text, "%s .. %s", from, to);
    view_explain_entry(e, title, UI_NORMAL, text);
}

static void draw_stage_roles(struct explanation *e, uint32_t index)
{
    const struct section *stage = &e->model->sections[index];
    uint32_t before = model_section_in(e->scenario->model, index, e->input->baseline->model);
    for (enum role role = 0; role < N_ROLES; role++) {
        const struct figure *figure = figure_at(figure_of_role(role));
        char text[VIEW_EXPLAIN_TEXT_SIZE], change[VIEW_TEXT_SIZE];
        double now = scenario_role(e->scenario, index, role);
        double then = before == NAMES_NONE ? 0 : scenario_role(e->input->baseline, before, role);
        if (stage->roles[role] == NAMES_NONE && now == 0 && then == 0)
            continue;
        view_format_value(text, now, figure_unit(figure, e->model));
        view_format_change(change, now, then, VIEW_EXPLAIN_NUMBER_COLUMNS);
        canvas_text(e->pen->canvas, e->pen->rect, e->pen->row,
                    VIEW_EXPLAIN_ENTRY_COLUMN + text_width(text, strlen(text)) + 3,
                    view_change_role(now, then, figure->better), change);
        view_explain_entry(e, figure->name, view_value_role(now), text);
    }
}

/* Every line of the section with what it is, under TITLE. */
static void draw_lines(struct explanation *e, const char *title, const struct section *section)
{
    struct view_pen *pen = e->pen;
    int most = pen->rect.columns * 2 / 5, name_columns = 8;
    char text[VIEW_EXPLAIN_TEXT_SIZE];
    uint32_t end = section->first_line + section->n_lines;
    for (uint32_t i = section->first_line; i < end; i++) {
        int width = text_width(e->model->lines[i].name, strlen(e->model->lines[i].name));
        name_columns = greater(width, name_columns);
    }
    name_columns = lesser(name_columns, most);
    view_heading(pen, title);
    for (uint32_t i = section->first_line; i < end; i++, pen->row++) {
        if (!view_pen_is_visible(pen))
            continue;
        view_fit_line(e->scenario, i, pen->rect.columns - name_columns - 2, text);
        canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, name_columns, UI_NORMAL,
                        e->model->lines[i].name);
        canvas_text_cut(pen->canvas, pen->rect, pen->row, name_columns + 2, pen->rect.columns,
                        explain_is_finite(e->scenario, i) ? UI_VALUE : UI_BAD, text);
    }
}

static void draw_section(struct explanation *e, uint32_t index)
{
    const struct section *section = &e->model->sections[index];
    char text[VIEW_EXPLAIN_TEXT_SIZE];
    view_heading(e->pen, section->name);
    if (section->title && strcmp(section->title, section->name) != 0)
        view_wrapped(e->pen, 0, UI_NORMAL, section->title);
    if (section->kind == SECTION_STAGE) {
        if (!section->is_enabled)
            view_explain_entry(e, _("state"), UI_OFF, _("off: it counts as 0"));
        view_explain_entry(e, _("kind"), UI_NORMAL,
                           !section->kind_name ? _("none") : section->kind_name);
        view_explain_entry(e, _("per"), UI_NORMAL,
                           section->is_monthly ? _(calendar_period(&e->model->calendar)->name)
                                               : _("total"));
        draw_stage_months(e, section);
        draw_stage_roles(e, index);
    }
    if (section->place.line != 0) {
        view_format_place(e->scenario->source, section->place, text);
        view_explain_entry(e, _("from"), UI_NORMAL, text);
    }
    view_explain_entry_if_any(e, _("note"), UI_NORMAL,
                              section->kind == SECTION_SCENARIO ? e->model->note : section->note);
    if (section->kind == SECTION_STAGE && section->n_lines > 0)
        draw_lines(e, _("Lines"), section);
}

static void draw_warnings(struct explanation *e)
{
    const struct messages *warnings = e->input->warnings;
    char text[VIEW_EXPLAIN_TEXT_SIZE];
    if (!warnings || warnings->n == 0)
        return;
    snprintf(text, sizeof text, "%s (%zu)", _("Warnings"), warnings->n_warnings);
    view_heading(e->pen, text);
    for (size_t i = 0; i < warnings->n; i++) {
        const struct message *message = &warnings->items[i];
        if (message->place.line == 0)
            snprintf(text, sizeof text, "%s", message->text);
        else
            snprintf(text, sizeof text, _("line %u: %.300s"), (unsigned)message->place.line,
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
        view_explain_draw_line(&e, input->line);
    else if (input->section < e.model->n_sections)
        draw_section(&e, input->section);
    draw_warnings(&e);
    view_draw_target_rows(input, &pen);
    view_draw_claim_rows(input, &pen, true);
    /* Last what stands around the line. */
    if (input->line < e.model->n_lines) {
        const struct section *section = model_section_of(e.model, input->line);
        draw_lines(&e, section->name, section);
    }
    return view_pen_rows(&pen);
}
