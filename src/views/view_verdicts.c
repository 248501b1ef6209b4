/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets, claims and metrics, as sections of a view. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/claims.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_parts.h"

enum {
    MARK_COLUMNS = 2,
    LEAST_NAME = 11, /* columns that a name may take in any case */
    MOST_NAME = 24,
    LEAST_FORMULA = 12, /* columns below which a target's formula is not shown */
    MOST_FIGURES = 64,  /* columns up to which a change may stand from its value */
    SIDES_SIZE = VIEW_SIDES_SIZE,
    NUMBER_COLUMNS = 12,
    LEAST_VERDICT = 16, /* columns for what is said of a printed term */
    LEAST_METRIC = 11,  /* columns before the point, so that they seldom move */
    DISTANCE_COLUMNS = 10,
    CHECK_MARK = 0x2713,
    CROSS_MARK = 0x2717,
};

void view_draw_mark(struct canvas *canvas, struct rect rect, int row, int column,
                    enum target_state state)
{
    switch (state) {
    case TARGET_MET:
        canvas_put(canvas, rect, row, column, UI_GOOD, canvas->utf8 ? CHECK_MARK : '+');
        break;
    case TARGET_MISSED:
        canvas_put(canvas, rect, row, column, UI_BAD, canvas->utf8 ? CROSS_MARK : 'x');
        break;
    case TARGET_UNKNOWN:
        canvas_put(canvas, rect, row, column, UI_WARNING, '?');
    }
}

enum ui_role view_state_role(enum target_state state)
{
    return state == TARGET_MET ? UI_GOOD : state == TARGET_MISSED ? UI_BAD : UI_WARNING;
}

/* VALUE, a side of TARGET, without blanks at its ends, compact or exact. */
static void format_side(char out[VIEW_TEXT_SIZE], const struct line *target, double value,
                        bool is_compact)
{
    if (!is_compact || target->number.is_month) {
        model_format_value(target, value, NUMBER_COLUMNS + 2, out);
        return;
    }
    view_format_compact(out, value);
    size_t n = strlen(out);
    if (n > 0 && out[n - 1] == ' ')
        out[--n] = '\0';
    if (n > 4 && memcmp(out + n - 4, ".00", 3) == 0) /* 100k, not 100.00k: no column of them */
        memmove(out + n - 4, out + n - 1, 2);
}

void view_format_sides(const struct scenario *scenario, uint32_t line, bool is_compact,
                       char out[SIDES_SIZE])
{
    const struct line *target = &scenario->model->lines[line];
    char left_text[VIEW_TEXT_SIZE], right_text[VIEW_TEXT_SIZE];
    double left, right;
    out[0] = '\0';
    if (!target->expr || !scenario_target_sides(scenario, line, &left, &right))
        return;
    const struct expr_node *root = &target->expr->nodes[target->expr->n - 1];
    format_side(left_text, target, left, is_compact);
    format_side(right_text, target, right, is_compact);
    snprintf(out, SIDES_SIZE, "%s %.*s %s", left_text,
             (int)(root->op_length < 4 ? root->op_length : 4), target->text + root->op_at,
             right_text);
}

/* The widest name of SECTION's lines, at most MOST_NAME and two fifths of the row. */
static int name_columns(const struct model *model, const struct section *section, int columns)
{
    int widest = 4;
    for (uint32_t i = section->first_line; i < section->first_line + section->n_lines; i++) {
        int width = text_width(model->lines[i].name, strlen(model->lines[i].name));
        widest = greater(width, widest);
    }
    return lesser(widest, bounded(columns * 2 / 5, LEAST_NAME, MOST_NAME));
}

/* The widest texts of the targets: their formulas, and what is compared. */
static void measure_targets(const struct scenario *scenario, const struct section *targets,
                            int *formula, int *sides)
{
    *formula = *sides = 0;
    for (uint32_t i = targets->first_line; i < targets->first_line + targets->n_lines; i++) {
        char text[SIDES_SIZE];
        int width =
            text_width(scenario->model->lines[i].text, strlen(scenario->model->lines[i].text));
        *formula = greater(*formula, width);
        view_format_sides(scenario, i, false, text);
        width = text_width(text, strlen(text));
        *sides = greater(*sides, width);
    }
}

void view_draw_target_rows(const struct view_input *input, struct view_pen *pen)
{
    const struct model *model = input->scenario->model;
    const struct section *targets = model_first_section(model, SECTION_TARGETS);
    if (!targets || targets->n_lines == 0)
        return;
    int columns = pen->rect.columns, formula, sides;
    int name = name_columns(model, targets, columns);
    int at = MARK_COLUMNS + name + 2;
    measure_targets(input->scenario, targets, &formula, &sides);
    bool is_compact = at + sides > columns;
    /* The formula too, where a useful part of it fits. */
    int room = columns - at - sides - 2;
    formula = room < LEAST_FORMULA ? 0 : lesser(formula, room);
    view_heading(pen, _("Targets"));
    for (uint32_t i = targets->first_line; i < targets->first_line + targets->n_lines; i++) {
        const struct line *line = &model->lines[i];
        enum target_state state = scenario_target(input->scenario, i);
        char text[SIDES_SIZE];
        int after = at;
        view_draw_mark(pen->canvas, pen->rect, pen->row, 0, state);
        canvas_text_cut(pen->canvas, pen->rect, pen->row, MARK_COLUMNS, name, UI_NORMAL,
                        line->name);
        view_format_sides(input->scenario, i, is_compact, text);
        if (formula > 0 || text[0] == '\0') {
            canvas_text_cut(pen->canvas, pen->rect, pen->row, at, formula > 0 ? formula : columns,
                            UI_FORMULA, line->text);
            after = at + formula + 2;
        }
        canvas_text_cut(pen->canvas, pen->rect, pen->row, after, columns, view_state_role(state),
                        text);
        pen->row++;
    }
}

/* How far a claim is off: "+13.3 %". */
static void format_distance(char out[VIEW_TEXT_SIZE], double stated, double computed)
{
    char digits[NUMBER_TEXT_SIZE];
    double percent = (computed - stated) / fabs(stated) * 100;
    out[0] = '\0';
    if (!isfinite(percent))
        return;
    if (fabs(percent) < 1e6)
        number_format_grouped(digits, percent, fabs(percent) < 999.95 ? 1 : 0);
    else
        number_format_fit(digits, percent, 6);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s %%", percent > 0 ? "+" : "", digits);
}

/* How the claims are laid out; a column that there is no room for ends at 0. */
struct claim_layout {
    int name, stated_end, computed_end, distance_end;
    bool is_compact;
};

static struct claim_layout lay_out_claims(const struct model *model, const struct section *claims,
                                          int columns)
{
    int room = columns - MARK_COLUMNS;
    struct claim_layout layout = {.name = name_columns(model, claims, columns)};
    layout.is_compact = room - layout.name < 2 * (NUMBER_COLUMNS + 1);
    int number = layout.is_compact ? VIEW_COMPACT_COLUMNS : NUMBER_COLUMNS;
    if (room - layout.name < 2 * (number + 1)) {
        /* Rather fewer numbers than names cut to nothing. */
        layout.distance_end = columns;
        int most = room - DISTANCE_COLUMNS - 1;
        layout.name = lesser(layout.name, most);
        return layout;
    }
    layout.stated_end = MARK_COLUMNS + layout.name + 1 + number;
    layout.computed_end = layout.stated_end + 1 + number;
    if (layout.computed_end + 1 + DISTANCE_COLUMNS <= columns)
        layout.distance_end = layout.computed_end + 1 + DISTANCE_COLUMNS;
    return layout;
}

/* TEXT ending at END, unless that column isn't shown. */
static void draw_cell(struct view_pen *pen, int row, int end, enum ui_role role, const char *text)
{
    if (end > 0)
        canvas_text_right(pen->canvas, pen->rect, row, end, role, text);
}

/* What is STATED and COMPUTED; with the digits that tell them apart where there is room. */
static void format_claim_numbers(char stated_text[VIEW_TEXT_SIZE],
                                 char computed_text[VIEW_TEXT_SIZE], double stated, double computed,
                                 bool is_compact)
{
    if (is_compact) {
        view_format_compact(stated_text, stated);
        view_format_compact(computed_text, computed);
        return;
    }
    claim_format_pair(stated, computed, NUMBER_COLUMNS, stated_text, computed_text);
    if (strlen(stated_text) > NUMBER_COLUMNS || strlen(computed_text) > NUMBER_COLUMNS) {
        view_format_amount(stated_text, stated, NUMBER_COLUMNS);
        view_format_amount(computed_text, computed, NUMBER_COLUMNS);
    }
}

static void draw_claim(const struct view_input *input, struct view_pen *pen,
                       const struct claim_layout *layout, uint32_t index)
{
    const struct line *line = &input->scenario->model->lines[index];
    bool holds = scenario_claim_holds(input->scenario, index);
    double computed = scenario_value(input->scenario, index);
    char text[VIEW_TEXT_SIZE], other[VIEW_TEXT_SIZE];
    view_draw_mark(pen->canvas, pen->rect, pen->row, 0, holds ? TARGET_MET : TARGET_MISSED);
    canvas_text_cut(pen->canvas, pen->rect, pen->row, MARK_COLUMNS, layout->name, UI_NORMAL,
                    line->name);
    format_claim_numbers(text, other, line->stated, computed, layout->is_compact);
    draw_cell(pen, pen->row, layout->stated_end, UI_VALUE, text);
    draw_cell(pen, pen->row, layout->computed_end, holds ? UI_VALUE : UI_BAD, other);
    format_distance(text, line->stated, computed);
    draw_cell(pen, pen->row, layout->distance_end, holds ? UI_MUTED : UI_BAD, text);
    pen->row++;
}

/* What was printed for a claim, term by term. */
static void draw_terms(struct view_pen *pen, const struct claim_cause *item)
{
    enum { INDENT = MARK_COLUMNS + 2 };
    char text[CLAIM_CAUSE_SIZE + VIEW_TEXT_SIZE + CLAIM_TERM_SIZE], value[VIEW_TEXT_SIZE];
    int widest = 0, number = 0, room = pen->rect.columns - INDENT - 2;
    claim_printed_format(item, text, sizeof text);
    view_wrapped(pen, INDENT, UI_MUTED, text);
    for (size_t i = 0; i < item->n_terms; i++) {
        const struct claim_term *term = &item->terms[i];
        view_format_amount(value, term->value, NUMBER_COLUMNS);
        widest = greater(widest, text_width(term->text, strlen(term->text)));
        number = greater(number, text_width(value, strlen(value)));
    }
    widest = lesser(widest, greater(room - number - LEAST_VERDICT, LEAST_NAME));
    for (size_t i = 0; i < item->n_terms; i++) {
        const struct claim_term *term = &item->terms[i];
        int at = INDENT + 2, end = at + widest + 2 + number;
        enum ui_role role = term->is_right ? UI_MUTED : UI_BAD;
        canvas_text_cut(pen->canvas, pen->rect, pen->row, at, widest, UI_FORMULA, term->text);
        view_format_amount(value, term->value, NUMBER_COLUMNS);
        canvas_text_right(pen->canvas, pen->rect, pen->row, end, UI_VALUE, value);
        view_wrapped(pen, end + 2, role, term->verdict);
    }
}

static void draw_causes(const struct view_input *input, struct view_pen *pen, uint32_t line)
{
    char text[CLAIM_MAX_CAUSES * CLAIM_CAUSE_SIZE];
    const struct claim_cause *cause = !input->causes ? NULL : claim_causes_of(input->causes, line);
    if (!cause)
        return;
    if (cause->n_terms > 0)
        draw_terms(pen, cause);
    claim_cause_format(cause, input->causes->is_complete, true, text, sizeof text);
    if (text[0])
        view_wrapped(pen, MARK_COLUMNS + 2, UI_MUTED, text);
}

void view_draw_claim_rows(const struct view_input *input, struct view_pen *pen, bool with_causes)
{
    const struct model *model = input->scenario->model;
    const struct section *claims = model_first_section(model, SECTION_CLAIMS);
    if (!claims || claims->n_lines == 0)
        return;
    struct claim_layout layout = lay_out_claims(model, claims, pen->rect.columns);
    int suffix = layout.is_compact && layout.stated_end > 0 ? 1 : 0;
    int row = view_heading(pen, _("Claims"));
    draw_cell(pen, row, layout.stated_end - suffix, UI_MUTED, _("stated"));
    draw_cell(pen, row, layout.computed_end - suffix, UI_MUTED, _("computed"));
    draw_cell(pen, row, layout.distance_end, UI_MUTED, _("off by"));
    for (uint32_t i = claims->first_line; i < claims->first_line + claims->n_lines; i++) {
        draw_claim(input, pen, &layout, i);
        if (with_causes)
            draw_causes(input, pen, i);
    }
}

/* Metrics as a table: names, numbers whose points line up, units. */
struct metric_layout {
    int name;
    int end;  /* the column behind the digits before the point */
    int tail; /* columns of what follows them */
};

/* Bytes of NUMBER before its point. */
static size_t head_length(const char *number)
{
    return strcspn(number, ".");
}

static struct metric_layout lay_out_metrics(const struct scenario *scenario,
                                            const struct section *metrics, int columns)
{
    struct metric_layout layout = {.name = name_columns(scenario->model, metrics, columns)};
    int head = columns >= 40 ? LEAST_METRIC : 1;
    for (uint32_t i = metrics->first_line; i < metrics->first_line + metrics->n_lines; i++) {
        char text[VIEW_TEXT_SIZE];
        model_format_value(&scenario->model->lines[i], scenario_value(scenario, i), NUMBER_COLUMNS,
                           text);
        int before = (int)head_length(text), behind = (int)strlen(text) - before;
        head = greater(before, head);
        layout.tail = greater(behind, layout.tail);
    }
    layout.end = layout.name + 2 + head;
    return layout;
}

static void draw_metric(const struct view_input *input, struct view_pen *pen,
                        const struct metric_layout *layout, uint32_t index)
{
    const struct model *model = input->scenario->model;
    double now = scenario_value(input->scenario, index);
    uint32_t at = model_line_in(input->scenario->model, index, input->baseline->model);
    double before = at == NAMES_NONE ? now : scenario_value(input->baseline, at);
    bool is_changed = !number_is_same(now, before);
    enum ui_role role = isnan(now) ? UI_BAD : is_changed ? UI_CHANGED : UI_VALUE;
    int columns = lesser(pen->rect.columns, MOST_FIGURES);
    char text[VIEW_TEXT_SIZE], unit[UNIT_TEXT_SIZE];
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, layout->name, UI_NORMAL,
                    model->lines[index].name);
    model_format_value(&model->lines[index], now, NUMBER_COLUMNS, text);
    size_t head = head_length(text);
    canvas_text(pen->canvas, pen->rect, pen->row, layout->end - (int)head, role, text);
    model_line_unit(model, index, unit);
    int end = layout->end + layout->tail + 1;
    if (model->lines[index].is_series)
        end += canvas_text_cut(pen->canvas, pen->rect, pen->row, end, columns - end, UI_MUTED,
                               *unit ? _("last, ") : _("last"));
    end += canvas_text_cut(pen->canvas, pen->rect, pen->row, end, columns - end, UI_MUTED, unit);
    view_format_change(text, now, before, columns - end - 1);
    if (text_width(text, strlen(text)) < columns - end)
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns,
                          view_change_role(now, before, 0), text);
    pen->row++;
}

void view_draw_metric_rows(const struct view_input *input, struct view_pen *pen)
{
    const struct section *metrics = model_first_section(input->scenario->model, SECTION_METRICS);
    if (!metrics || metrics->n_lines == 0)
        return;
    struct metric_layout layout = lay_out_metrics(input->scenario, metrics, pen->rect.columns);
    view_heading(pen, _("Metrics"));
    for (uint32_t i = metrics->first_line; i < metrics->first_line + metrics->n_lines; i++)
        if (input->scenario->model->lines[i].list == NAMES_NONE)
            draw_metric(input, pen, &layout, i);
}
