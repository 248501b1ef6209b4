/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Explain view says about derivatives: what the selected line owes to the parameters, or
 * what the selected parameter moves. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_explain.h"

enum {
    MOST_CAUSES = 6,   /* parameters that are shown; the rest as a sum */
    MOST_COLUMNS = 60, /* of the table */
    CHANGE_COLUMNS = 12,
    PERCENT_COLUMNS = 11,
};

enum status view_explain_prepare(struct analyses *analyses, const struct view_input *input,
                                 struct error *err)
{
    struct influence *influence = &analyses->influence;
    if (stamp_is(analyses->influenced, analyses->version) && influence->line == input->line)
        return STATUS_OK;
    enum status status = influence_update(influence, input->scenario, input->line, err);
    analyses->influenced.version = status == STATUS_OK ? analyses->version : 0;
    return status;
}

/* NAME, or where that has no room SHORT_NAME, as ROLE; then what +1 % does, and in percent. */
static void draw_row(struct explanation *e, enum ui_role role, const char *name,
                     const char *short_name, const struct influence_row *row)
{
    struct view_pen *pen = e->pen;
    int columns = lesser(pen->rect.columns, MOST_COLUMNS);
    char number[NUMBER_TEXT_SIZE], text[NUMBER_TEXT_SIZE + 8];
    double percent = row->one_percent / fabs(row->value) * 100;
    number_format_fit(number, row->one_percent, CHANGE_COLUMNS - 2);
    snprintf(text, sizeof text, "%s%s", row->one_percent > 0 ? "+" : "", number);
    int end = columns - PERCENT_COLUMNS;
    int begin = canvas_text_right(pen->canvas, pen->rect, pen->row, end,
                                  isnan(row->one_percent) ? UI_BAD : UI_VALUE, text);
    if (row->is_kink)
        canvas_put(pen->canvas, pen->rect, pen->row, end, UI_WARNING, '*');
    number_format_change(number, percent);
    snprintf(text, sizeof text, "%s %%", number);
    if (isfinite(percent) && row->of != INFLUENCE_GAP) /* of a distance it would say nothing */
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns, UI_MUTED, text);
    bool has_room = text_width(name, strlen(name)) < begin;
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, begin - 1, role,
                    has_room ? name : short_name);
    pen->row++;
}

static void draw_rows(struct explanation *e, size_t n)
{
    const struct influence *influence = &e->input->analyses->influence;
    char name[MODEL_NAME_SIZE], text[VIEW_EXPLAIN_TEXT_SIZE];
    struct influence_row rest = {.of = influence->of, .value = influence->value};
    bool has_kink = false;
    for (size_t i = 0; i < n; i++) {
        const struct influence_row *row = &influence->rows[i];
        bool is_of_gap = row->of == INFLUENCE_GAP && influence->of != INFLUENCE_GAP;
        model_line_name(e->model, row->line, name, sizeof name);
        snprintf(text, sizeof text, is_of_gap ? _("%s (gap)") : "%s", name);
        draw_row(e, UI_NORMAL, text, e->model->lines[row->line].name, row);
        has_kink = has_kink || row->is_kink;
    }
    for (size_t i = n; i < influence->n; i++)
        rest.one_percent += influence->rows[i].one_percent;
    snprintf(text, sizeof text, _("%zu others together"), influence->n - n);
    if (n < influence->n)
        draw_row(e, UI_MUTED, text, text, &rest);
    if (has_kink)
        view_wrapped(e->pen, 0, UI_MUTED,
                     _("* on a kink or a jump: the next step up and the next one down differ"));
}

static void draw_causes(struct explanation *e, const struct influence *influence)
{
    static const char *const titles[] = {
        [INFLUENCE_VALUE] = N_("+1 % of a parameter does to it"),
        [INFLUENCE_SUM] = N_("+1 % of a parameter does to the sum of all"),
        [INFLUENCE_LAST] = N_("+1 % of a parameter does to the last"),
        [INFLUENCE_GAP] = N_("+1 % of a parameter does to the gap, left less right"),
    };
    const struct period *period = calendar_period(&e->model->calendar);
    const char *of = influence->of == INFLUENCE_SUM    ? _(period->plural)
                     : influence->of == INFLUENCE_LAST ? _(period->name)
                                                       : "";
    char title[VIEW_TEXT_SIZE];
    snprintf(title, sizeof title, "%s%s%s", _(titles[influence->of]), *of ? " " : "", of);
    view_heading(e->pen, title);
    if (influence->n == 0)
        view_wrapped(e->pen, 0, UI_MUTED,
                     isnan(influence->value) ? _("unknown: it is not a number")
                                             : _("nothing: no small step moves it"));
    else
        draw_rows(e, influence->n > MOST_CAUSES + 1 ? MOST_CAUSES : influence->n);
}

static void draw_effects(struct explanation *e, const struct influence *influence,
                         const struct line *line)
{
    if (line->is_whole)
        return;
    view_heading(e->pen, _("+1 % of it moves"));
    if (influence->n == 0)
        view_wrapped(e->pen, 0, UI_MUTED,
                     line->value == 0 ? _("nothing: 1 % of 0 is 0")
                                      : _("no total, cash figure, metric or target"));
    else
        draw_rows(e, influence->n);
    if (!influence->is_complete)
        view_wrapped(e->pen, 0, UI_MUTED, _("The model is too large to look at everything."));
}

void view_explain_draw_influence(struct explanation *e, uint32_t index)
{
    const struct analyses *analyses = e->input->analyses;
    const struct line *line = &e->model->lines[index];
    if (!stamp_is(analyses->influenced, analyses->version) || analyses->influence.line != index)
        return;
    if (line->kind == LINE_PARAMETER)
        draw_effects(e, &analyses->influence, line);
    else
        draw_causes(e, &analyses->influence);
}
