/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets, claims and metrics: as sections of a view, and the line at the bottom of the screen. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/gettext.h"
#include "core/text.h"
#include "ui/view_parts.h"

enum {
    MARK_COLUMNS = 2,
    MOST_NAME = 24,
    FORMULA_COLUMNS = 60, /* from which on a target's formula is shown beside its values */
    NUMBER_COLUMNS = 12,
    BETWEEN_ITEMS = 3,
    CHECK_MARK = 0x2713,
    CROSS_MARK = 0x2717,
};

/* Good, bad or neither, as a mark that reads without colours. */
static void draw_mark(struct canvas *canvas, struct rect rect, int row, int column,
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

static enum ui_role state_role(enum target_state state)
{
    return state == TARGET_MET ? UI_GOOD : state == TARGET_MISSED ? UI_BAD : UI_WARNING;
}

/* VALUE without blanks at its ends, compact or exact. */
static void format_side(char out[VIEW_TEXT_SIZE], double value, bool is_compact)
{
    if (!is_compact) {
        view_format_amount(out, value, NUMBER_COLUMNS + 2);
        return;
    }
    view_format_compact(out, value);
    size_t n = strlen(out);
    if (n > 0 && out[n - 1] == ' ')
        out[n - 1] = '\0';
}

/* "-30.99M > 0": what the target LINE compares, with its values. "" where it is no comparison. */
static void format_sides(const struct scenario *scenario, uint32_t line, bool is_compact,
                         char out[2 * VIEW_TEXT_SIZE + 8])
{
    const struct line *target = &scenario->model->lines[line];
    char left_text[VIEW_TEXT_SIZE], right_text[VIEW_TEXT_SIZE];
    double left, right;
    out[0] = '\0';
    if (target->expr == NULL || !scenario_target_sides(scenario, line, &left, &right))
        return;
    const struct expr_node *root = &target->expr->nodes[target->expr->n - 1];
    format_side(left_text, left, is_compact);
    format_side(right_text, right, is_compact);
    snprintf(out, 2 * VIEW_TEXT_SIZE + 8, "%s %.*s %s", left_text,
             (int)(root->op_length < 4 ? root->op_length : 4), target->text + root->op_at,
             right_text);
}

/* The widest name of SECTION's lines, at most MOST_NAME and a third of the row. */
static int name_columns(const struct model *model, const struct section *section, int columns)
{
    int widest = 4;
    for (uint32_t i = section->first_line; i < section->first_line + section->n_lines; i++) {
        int width = text_width(model->lines[i].name, strlen(model->lines[i].name));
        widest = width > widest ? width : widest;
    }
    int most = columns / 3 > 11 ? columns / 3 : 11;
    most = most > MOST_NAME ? MOST_NAME : most;
    return widest > most ? most : widest;
}

void view_draw_target_rows(const struct view_input *input, struct view_pen *pen)
{
    const struct model *model = input->scenario->model;
    const struct section *targets = view_find_section(model, SECTION_TARGETS);
    if (targets == NULL || targets->n_lines == 0)
        return;
    int columns = pen->rect.columns;
    int name = name_columns(model, targets, columns);
    int at = MARK_COLUMNS + name + 2;
    view_heading(pen, _("Targets"));
    for (uint32_t i = targets->first_line; i < targets->first_line + targets->n_lines; i++) {
        const struct line *line = &model->lines[i];
        enum target_state state = scenario_target(input->scenario, i);
        char sides[2 * VIEW_TEXT_SIZE + 8];
        draw_mark(pen->canvas, pen->rect, pen->row, 0, state);
        canvas_text_cut(pen->canvas, pen->rect, pen->row, MARK_COLUMNS, name, UI_NORMAL,
                        line->name);
        format_sides(input->scenario, i, columns < FORMULA_COLUMNS, sides);
        if (columns >= FORMULA_COLUMNS) {
            canvas_text_cut(pen->canvas, pen->rect, pen->row, at, columns / 2 - at, UI_FORMULA,
                            line->text);
            canvas_text_cut(pen->canvas, pen->rect, pen->row, columns / 2 + 1, columns,
                            state_role(state), sides);
        } else {
            canvas_text_cut(pen->canvas, pen->rect, pen->row, at, columns,
                            sides[0] == '\0' ? UI_FORMULA : state_role(state),
                            sides[0] == '\0' ? line->text : sides);
        }
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
    if (fabs(percent) < 1e5)
        number_format_grouped(digits, percent, 1);
    else
        number_format_fit(digits, percent, 7);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s %%", percent > 0 ? "+" : "", digits);
}

/* Where a claim's numbers end. */
struct claim_layout {
    int name, stated_end, computed_end, distance_end;
    bool is_compact;
};

static struct claim_layout lay_out_claims(const struct model *model, const struct section *claims,
                                          int columns)
{
    struct claim_layout layout = {.name = name_columns(model, claims, columns)};
    int left = columns - MARK_COLUMNS - layout.name;
    int number = left >= 2 * (NUMBER_COLUMNS + 2) ? NUMBER_COLUMNS : VIEW_COMPACT_COLUMNS;
    layout.is_compact = number == VIEW_COMPACT_COLUMNS;
    layout.stated_end = MARK_COLUMNS + layout.name + 1 + number;
    layout.computed_end = layout.stated_end + 1 + number;
    layout.distance_end = layout.computed_end + 2 + 9;
    return layout;
}

static void draw_claim(const struct view_input *input, struct view_pen *pen,
                       const struct claim_layout *layout, uint32_t index)
{
    const struct line *line = &input->scenario->model->lines[index];
    bool holds = scenario_claim_holds(input->scenario, index);
    double computed = scenario_value(input->scenario, index);
    char text[VIEW_TEXT_SIZE];

    draw_mark(pen->canvas, pen->rect, pen->row, 0, holds ? TARGET_MET : TARGET_MISSED);
    canvas_text_cut(pen->canvas, pen->rect, pen->row, MARK_COLUMNS, layout->name, UI_NORMAL,
                    line->name);
    if (layout->is_compact)
        view_format_compact(text, line->stated);
    else
        view_format_amount(text, line->stated, NUMBER_COLUMNS);
    canvas_text_right(pen->canvas, pen->rect, pen->row, layout->stated_end, UI_VALUE, text);
    if (layout->is_compact)
        view_format_compact(text, computed);
    else
        view_format_amount(text, computed, NUMBER_COLUMNS);
    canvas_text_right(pen->canvas, pen->rect, pen->row, layout->computed_end,
                      holds ? UI_VALUE : UI_BAD, text);
    format_distance(text, line->stated, computed);
    if (layout->distance_end <= pen->rect.columns)
        canvas_text_right(pen->canvas, pen->rect, pen->row, layout->distance_end,
                          holds ? UI_MUTED : UI_BAD, text);
    pen->row++;
}

static void draw_causes(const struct view_input *input, struct view_pen *pen, uint32_t line)
{
    char text[CLAIM_MAX_CAUSES * CLAIM_CAUSE_SIZE];
    const struct claim_cause *cause =
        input->causes == NULL ? NULL : claim_causes_of(input->causes, line);
    if (cause == NULL)
        return;
    claim_cause_format(cause, input->causes->is_complete, text, sizeof text);
    view_wrapped(pen, MARK_COLUMNS + 2, UI_MUTED, text);
}

void view_draw_claim_rows(const struct view_input *input, struct view_pen *pen, bool with_causes)
{
    const struct model *model = input->scenario->model;
    const struct section *claims = view_find_section(model, SECTION_CLAIMS);
    if (claims == NULL || claims->n_lines == 0)
        return;
    struct claim_layout layout = lay_out_claims(model, claims, pen->rect.columns);
    int suffix = layout.is_compact ? 1 : 0;
    int row = view_heading(pen, _("Claims"));
    canvas_text_right(pen->canvas, pen->rect, row, layout.stated_end - suffix, UI_MUTED,
                      _("stated"));
    canvas_text_right(pen->canvas, pen->rect, row, layout.computed_end - suffix, UI_MUTED,
                      _("computed"));
    if (layout.distance_end <= pen->rect.columns)
        canvas_text_right(pen->canvas, pen->rect, row, layout.distance_end, UI_MUTED, _("off by"));
    for (uint32_t i = claims->first_line; i < claims->first_line + claims->n_lines; i++) {
        draw_claim(input, pen, &layout, i);
        if (with_causes)
            draw_causes(input, pen, i);
    }
}

void view_draw_metric_rows(const struct view_input *input, struct view_pen *pen)
{
    const struct model *model = input->scenario->model;
    const struct section *metrics = view_find_section(model, SECTION_METRICS);
    if (metrics == NULL || metrics->n_lines == 0)
        return;
    int columns = pen->rect.columns;
    int name = name_columns(model, metrics, columns);
    int end = name + 1 + (columns >= 40 ? NUMBER_COLUMNS : VIEW_COMPACT_COLUMNS);
    view_heading(pen, _("Metrics"));
    for (uint32_t i = metrics->first_line; i < metrics->first_line + metrics->n_lines; i++) {
        double now = scenario_value(input->scenario, i);
        uint32_t at = view_line_in(input->scenario, i, input->baseline);
        double before = at == NAMES_NONE ? now : scenario_value(input->baseline, at);
        char text[VIEW_TEXT_SIZE], unit[UNIT_TEXT_SIZE];
        canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, name, UI_NORMAL,
                        model->lines[i].name);
        view_format_amount(text, now, end - name - 1);
        canvas_text_right(pen->canvas, pen->rect, pen->row, end,
                          isnan(now)                               ? UI_BAD
                          : now != before && !isnan(before) ? UI_CHANGED
                                                                   : UI_VALUE,
                          text);
        view_line_unit(model, i, unit);
        int used = canvas_text_cut(pen->canvas, pen->rect, pen->row, end + 1, columns - end - 1,
                                   UI_MUTED, unit);
        int most = columns < 64 ? columns : 64;
        int room = most - end - used - 2;
        view_format_change(text, now, before, room);
        if (text_width(text, strlen(text)) <= room)
            canvas_text_right(pen->canvas, pen->rect, pen->row, most,
                              view_change_role(now, before, 0), text);
        pen->row++;
    }
}

/* How the bottom line is filled from the left; `left` columns remain. */
struct strip {
    struct canvas *canvas;
    struct rect row;
    int at, end;
};

/* One target with its values, or without them; false where there is no room for either. */
static bool draw_strip_target(const struct view_input *input, struct strip *strip, uint32_t index)
{
    const struct line *line = &input->scenario->model->lines[index];
    enum target_state state = scenario_target(input->scenario, index);
    char text[2 * VIEW_TEXT_SIZE + 64], sides[2 * VIEW_TEXT_SIZE + 8];
    format_sides(input->scenario, index, true, sides);
    snprintf(text, sizeof text, " (%s)", sides);
    int width = MARK_COLUMNS + text_width(line->name, strlen(line->name));
    if (strip->at + width > strip->end)
        return false;
    if (strip->at + width + text_width(text, strlen(text)) > strip->end)
        sides[0] = '\0';
    draw_mark(strip->canvas, strip->row, 0, strip->at, state);
    strip->at += MARK_COLUMNS;
    strip->at += canvas_text(strip->canvas, strip->row, 0, strip->at,
                             state == TARGET_MET ? UI_NORMAL : state_role(state), line->name);
    if (sides[0] != '\0')
        strip->at += canvas_text(strip->canvas, strip->row, 0, strip->at, UI_MUTED, text);
    strip->at += BETWEEN_ITEMS;
    return true;
}

/* Draw the targets that are in STATE; how many found no room. */
static unsigned draw_strip_targets(const struct view_input *input, struct strip *strip,
                                   const struct section *targets, enum target_state state)
{
    unsigned n_left = 0;
    for (uint32_t i = targets->first_line; i < targets->first_line + targets->n_lines; i++)
        if (scenario_target(input->scenario, i) == state &&
            (n_left > 0 || !draw_strip_target(input, strip, i)))
            n_left++;
    return n_left;
}

static unsigned count_failed_claims(const struct scenario *scenario)
{
    const struct section *claims = view_find_section(scenario->model, SECTION_CLAIMS);
    unsigned n = 0;
    for (uint32_t i = 0; claims != NULL && i < claims->n_lines; i++)
        n += !scenario_claim_holds(scenario, claims->first_line + i);
    return n;
}

/* TEXT ending at the strip's end, which moves before it. */
static void draw_strip_end(struct strip *strip, enum ui_role role, const char *text)
{
    int width = text_width(text, strlen(text));
    if (strip->at + width > strip->end)
        return;
    canvas_text_right(strip->canvas, strip->row, 0, strip->end, role, text);
    strip->end -= width + BETWEEN_ITEMS;
}

void view_draw_targets(const struct view_input *input, struct canvas *canvas, struct rect row)
{
    static const enum target_state order[] = {TARGET_MISSED, TARGET_UNKNOWN, TARGET_MET};
    const struct section *targets = view_find_section(input->scenario->model, SECTION_TARGETS);
    struct strip strip = {canvas, row, 0, row.columns};
    unsigned n_claims = count_failed_claims(input->scenario);
    unsigned n_warnings = input->warnings == NULL ? 0 : (unsigned)input->warnings->n_warnings;
    unsigned n_hidden = 0;

    char text[VIEW_TEXT_SIZE];
    snprintf(text, sizeof text, ngettext("%u warning", "%u warnings", n_warnings), n_warnings);
    if (n_warnings > 0)
        draw_strip_end(&strip, UI_WARNING, text);
    snprintf(text, sizeof text, ngettext("%u claim fails", "%u claims fail", n_claims), n_claims);
    if (n_claims > 0)
        draw_strip_end(&strip, UI_BAD, text);
    if (targets == NULL || targets->n_lines == 0)
        return;
    const char *title = _("targets");
    if (row.columns >= 60)
        strip.at += canvas_text(canvas, row, 0, strip.at, UI_MUTED, title) + 2;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        n_hidden += draw_strip_targets(input, &strip, targets, order[i]);
    if (n_hidden > 0 && strip.at + 4 <= strip.end)
        canvas_printf(canvas, row, 0, strip.at, UI_MUTED, "+%u", n_hidden);
}
