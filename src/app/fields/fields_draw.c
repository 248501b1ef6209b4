/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing the list of fields in columns: label, number, unit or formula, range, baseline value. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/probe/variable.h"
#include "app/fields/fields.h"
#include "app/fields/search.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"
#include "draw/chart_spark.h"

enum {
    INDENT = 2,
    GAP = 2,
    MIN_LABEL = 8,
    MIN_UNIT = 8,
    RANGE_COLUMNS = 12,
    CURVE_COLUMNS = 8, /* of a list, and the fewest for its text */
    MIN_LIST = 8,
    LIST_SIZE = 256,
    LABEL_SIZE = 64,
    MONTH_COLUMNS = 8,
    WAS_COLUMNS = 24,     /* of a baseline text; the rest of a formula is cut */
    MARK_OPEN = 0x25be,   /* a triangle that points down */
    MARK_FOLDED = 0x25b8, /* to the right */
};

/* Where the columns of the list are, relative to its rectangle. */
struct columns {
    int label, number, unit, extra; /* where each begins */
    int label_width, number_width, unit_width;
    int end;    /* of the unit */
    int effect; /* where the column of effects ends; the unit's where there is none */
};

static struct columns columns_of(const struct fields_look *look, int width)
{
    const struct fields *fields = look->fields;
    int effect = look->has_effects ? FIELDS_EFFECT_COLUMNS : 0;
    struct columns c = {.label = INDENT,
                        .label_width = fields->label_columns,
                        .number_width = fields->number_columns,
                        .unit_width = fields->unit_columns};
    int rest = width - INDENT - 1 - c.number_width - 1 - effect;
    if (c.label_width + c.unit_width > rest && c.unit_width > MIN_UNIT)
        c.unit_width = greater(rest - c.label_width, MIN_UNIT);
    if (c.label_width + c.unit_width > rest)
        c.label_width = greater(rest - c.unit_width, MIN_LABEL);
    c.number = c.label + c.label_width + 1;
    c.unit = c.number + c.number_width + 1;
    c.end = c.unit + c.unit_width;
    c.effect = c.end + effect;
    c.extra = c.effect + GAP;
    return c;
}

/* The range as "2..30", ">= 0" or "<= 30"; "" where there is none but that of a share. */
static void format_range(char out[VARIABLE_TEXT_SIZE], const struct line *line)
{
    struct range own = {line->min_is_limit && line->max_is_limit ? (double)NAN : line->min,
                        line->max_is_limit ? (double)NAN : line->max};
    variable_format_range(line, own, 6, out);
}

static const char *section_title(const struct section *section)
{
    switch (section->kind) {
    case SECTION_SCENARIO:
        return _("Scenario");
    case SECTION_SHARED:
        return _("Shared");
    case SECTION_METRICS:
        return _("Metrics");
    case SECTION_TARGETS:
        return _("Targets");
    case SECTION_CLAIMS:
        return _("Claims");
    default:
        return section->title ? section->title : section->name;
    }
}

static bool is_switched_off(const struct section *section)
{
    return section->kind == SECTION_STAGE && !section->is_enabled;
}

/* The mark before a heading, which tells whether it is folded. */
static int32_t fold_mark(const struct canvas *canvas, bool is_folded)
{
    if (canvas->utf8)
        return is_folded ? MARK_FOLDED : MARK_OPEN;
    return is_folded ? '+' : '-';
}

/* The terminal's cursor at COLUMN of ROW, if that is in sight. */
static void put_cursor(struct canvas *canvas, struct rect row, int column)
{
    if (row.rows == 0)
        return;
    canvas->cursor_row = row.row;
    canvas->cursor_column = row.column + column;
}

/* The role of a part of a row that is OWN unless the whole row has ROLE. */
static enum ui_role over(enum ui_role role, enum ui_role own)
{
    return role == UI_NORMAL ? own : role;
}

/* What the cells of the row SECTION say, in the numbers' column of its heading, up to END. */
static void draw_cells(const struct fields_look *look, struct canvas *canvas, struct rect row,
                       const struct section *section, enum ui_role role, int end)
{
    const struct section *rows = &look->scenario->model->sections[section->rows];
    const char *key = section->name + strlen(rows->name) + 1;
    const char *text = source_text(look->scenario->source, rows->name, key);
    int at = INDENT + look->fields->label_columns + 1;
    if (text && at < end)
        canvas_text_cut(canvas, row, 0, at, end - at, role, text);
}

static void draw_heading(const struct fields_look *look, struct canvas *canvas, struct rect row,
                         const struct section *section, bool is_focused)
{
    bool is_off = is_switched_off(section);
    enum ui_role role = is_focused ? UI_FOCUS : is_off ? UI_OFF : UI_STAGE;
    enum ui_role muted = is_focused ? UI_FOCUS : UI_MUTED;
    const char *title = section_title(section);
    bool is_row = section->rows != NAMES_NONE;
    const char *note = is_off ? _("off")
                       : section->is_monthly && !is_row
                           ? _(calendar_period(&look->scenario->model->calendar)->adverb)
                           : "";
    if (is_focused) {
        canvas_fill(canvas, row, UI_FOCUS, ' ');
        put_cursor(canvas, row, 0);
    }
    canvas_put(
        canvas, row, 0, is_row, muted,
        fold_mark(canvas, fields_is_folded(look->fields, look->scenario->model, section->name)));
    int end = canvas_text_right(canvas, row, 0, row.columns, is_off ? role : muted, note);
    int column = INDENT;
    column += canvas_text_cut(canvas, row, 0, column, end - 1 - column, role, title);
    if (is_row)
        draw_cells(look, canvas, row, section, over(muted, UI_VALUE), end - 1);
    else if (section->kind == SECTION_STAGE && strcmp(title, section->name) != 0)
        canvas_text_cut(canvas, row, 0, column + GAP, end - 1 - column - GAP, muted, section->name);
}

/* What stands in the number's column of a formula line, and its role. */
static enum ui_role format_result(const struct scenario *scenario, uint32_t index, int columns,
                                  char out[NUMBER_TEXT_SIZE])
{
    const struct line *line = &scenario->model->lines[index];
    const struct section *section = model_section_of(scenario->model, index);
    double value;
    if (section->kind == SECTION_TARGETS) {
        enum target_state state = scenario_target(scenario, index);
        snprintf(out, NUMBER_TEXT_SIZE, "%s",
                 state == TARGET_UNKNOWN ? "NaN" : target_state_word(state));
        return state == TARGET_MET ? UI_GOOD : UI_BAD;
    }
    if (!line->is_series)
        value = scenario_value(scenario, index);
    else if (line->role != ROLE_NONE)
        value = scenario_role(scenario, line->section, line->role);
    else
        value = scenario_series(scenario, index)[scenario_months(scenario) - 1];
    if (line->is_series)
        number_format_fit(out, value, columns);
    else
        model_format_value(line, value, columns, out);
    if (section->kind == SECTION_CLAIMS)
        return scenario_claim_holds(scenario, index) ? UI_GOOD : UI_BAD;
    return UI_VALUE;
}

/* A formula line: its result, then the formula as far as there is room. Returns where the number
 * begins. */
static int draw_formula(const struct fields_look *look, struct canvas *canvas, struct rect row,
                        const struct columns *c, uint32_t index, enum ui_role role)
{
    const struct line *line = &look->scenario->model->lines[index];
    enum section_kind kind = model_section_of(look->scenario->model, index)->kind;
    char result[NUMBER_TEXT_SIZE];
    enum ui_role result_role = format_result(look->scenario, index, c->number_width, result);
    int end = c->number + c->number_width;
    int begin = canvas_text_right(canvas, row, 0, end, over(role, result_role), result);
    const char *lead = "= ";
    if (kind == SECTION_TARGETS)
        lead = "";
    else if (kind == SECTION_CLAIMS)
        lead = _("stated ");
    else if (line->is_series && line->role == ROLE_NONE)
        lead = _("last = ");
    bool is_changed = field_is_changed(look->scenario, look->baseline, index);
    int column = c->unit;
    column +=
        canvas_text_cut(canvas, row, 0, column, row.columns - column, over(role, UI_MUTED), lead);
    canvas_text_cut(canvas, row, 0, column, row.columns - column,
                    over(role, is_changed ? UI_CHANGED : UI_FORMULA), line->text ? line->text : "");
    return begin;
}

/* What LINE was in the baseline: "was 200", with its unit where that is another one, "new", ""
 * where it is the same. */
static void format_was(char *out, size_t size, const struct scenario *scenario,
                       const struct scenario *baseline, uint32_t index)
{
    uint32_t before = field_baseline(scenario, baseline, index);
    out[0] = '\0';
    if (!field_is_changed(scenario, baseline, index))
        return;
    if (before == NAMES_NONE) {
        snprintf(out, size, "%s", _("new"));
        return;
    }
    const struct line *old = &baseline->model->lines[before];
    const char *unit = scenario->model->lines[index].unit_text;
    const char *text = old->text ? old->text : "0";
    if (old->kind == LINE_PARAMETER && unit && strcmp(unit, old->unit_text) == 0 &&
        old->number.length <= WAS_COLUMNS) {
        snprintf(out, size, _("was %.*s"), (int)old->number.length, text);
        return;
    }
    snprintf(out, size, _("was %.*s"), (int)text_fit(text, strlen(text), WAS_COLUMNS, NULL), text);
}

void field_describe(const struct scenario *scenario, const struct scenario *baseline,
                    const struct field *row, bool with_name, char *out, size_t size)
{
    char range[VARIABLE_TEXT_SIZE];
    char was[2 * NUMBER_TEXT_SIZE];
    const struct section *section = &scenario->model->sections[row->section];
    if (row->line == NAMES_NONE) {
        snprintf(out, size, "[%s]", section->name);
        return;
    }
    const struct line *line = &scenario->model->lines[row->line];
    format_range(range, line);
    format_was(was, sizeof was, scenario, baseline, row->line);
    int n = with_name ? snprintf(out, size, "%s.%s", section->name, line->name) : 0;
    if (n < 0 || (size_t)n >= size)
        return;
    snprintf(out + n, size - (size_t)n, "%s%s%s%s", range[0] != '\0' ? "  " : "", range,
             was[0] != '\0' ? "  " : "", was);
}

/* What +1 % of the parameter INDEX does to the outcome, or +1 % of all numbers of a list. */
static void draw_effect(const struct fields_look *look, struct canvas *canvas, struct rect row,
                        const struct columns *c, uint32_t index, enum ui_role role)
{
    const struct sensitivity_row *effect =
        look->effects ? sensitivity_of(look->effects, index) : NULL;
    char change[NUMBER_TEXT_SIZE], text[NUMBER_TEXT_SIZE];
    if (!look->has_effects || !effect || look->scenario->model->lines[index].is_whole)
        return;
    number_format_change(change, effect->one_percent);
    /* the whole column in one role: it changes in few bytes */
    snprintf(text, sizeof text, "%*s", FIELDS_EFFECT_COLUMNS - 1, change);
    canvas_text_right(canvas, row, 0, c->effect, over(role, UI_MUTED), text);
    if (effect->is_kink)
        canvas_put(canvas, row, 0, c->effect, over(role, UI_MUTED), '*');
}

/* What +1 % does, the range and the baseline's value, where there is room; the unit ends before
 * column UNIT_END. */
static void draw_extras(const struct fields_look *look, struct canvas *canvas, struct rect row,
                        const struct columns *c, uint32_t index, int unit_end, enum ui_role role)
{
    char range[VARIABLE_TEXT_SIZE];
    char was[2 * NUMBER_TEXT_SIZE];
    format_range(range, &look->scenario->model->lines[index]);
    format_was(was, sizeof was, look->scenario, look->baseline, index);
    int was_width = text_width(was, strlen(was));
    int at = c->extra + RANGE_COLUMNS + 1;
    int end = row.columns;
    if (was[0] != '\0' && at + was_width > end) {
        range[0] = '\0';
        at = c->extra;
        if (at + was_width > end) {
            at = unit_end + GAP;
            end = look->has_effects ? c->end : end;
        }
    }
    draw_effect(look, canvas, row, c, index, role);
    if (at + was_width <= end)
        canvas_text(canvas, row, 0, at, UI_CHANGED, was);
    if (c->extra + text_width(range, strlen(range)) <= row.columns)
        canvas_text(canvas, row, 0, c->extra, UI_MUTED, range);
}

/* A parameter: number, unit and what else there is room for. Returns where the number begins. */
static int draw_parameter(const struct fields_look *look, struct canvas *canvas, struct rect row,
                          const struct columns *c, uint32_t index, enum ui_role role)
{
    const struct line *line = &look->scenario->model->lines[index];
    bool is_changed = field_is_changed(look->scenario, look->baseline, index);
    char number[256];
    char unit[UNIT_TEXT_SIZE];
    field_split(line, number, sizeof number, unit, sizeof unit);
    int width = text_width(number, strlen(number));
    enum ui_role number_role = over(role, is_changed ? UI_CHANGED : UI_VALUE);
    int end = c->number + c->number_width;
    int begin = end - width;
    if (width <= c->number_width) {
        canvas_text_right(canvas, row, 0, end, number_role, number);
    } else { /* wider than its column: it may go on into the unit's */
        begin = c->number;
        end = begin + canvas_text_cut(canvas, row, 0, begin, c->end - begin, number_role, number);
    }
    int unit_end =
        end + 1 +
        canvas_text_cut(canvas, row, 0, end + 1, c->end - end - 1, over(role, UI_MUTED), unit);
    draw_extras(look, canvas, row, c, index, unit_end, role);
    return begin;
}

/* A list: what its text says, a small curve of it if there is room. Returns where the text begins.
 */
static int draw_list(const struct fields_look *look, struct canvas *canvas, struct rect row,
                     const struct columns *c, uint32_t index, enum ui_role role)
{
    bool is_changed = field_is_changed(look->scenario, look->baseline, index);
    int curve = lesser(CURVE_COLUMNS, (int)scenario_months(look->scenario)), at = c->extra;
    int end = c->end;
    if (at + curve > row.columns) { /* no room behind the columns: at the end of this one */
        at = row.columns - curve;
        end = look->has_effects ? c->end : row.columns;
        end = at > c->number + MIN_LIST && !look->has_effects ? at - 1 : end;
    }
    if (at > end)
        chart_draw_spark(canvas, row, at, curve, over(role, UI_MUTED),
                         scenario_series(look->scenario, index), scenario_months(look->scenario));
    draw_effect(look, canvas, row, c, index, role);
    char text[LIST_SIZE];
    scenario_list_text(look->scenario, index, text, sizeof text);
    canvas_text_cut(canvas, row, 0, c->number, end - c->number,
                    over(role, is_changed ? UI_CHANGED : UI_VALUE), text);
    return c->number;
}

/* What stands behind the text being typed, from column AT on: the unit that a number keeps, what a
 * formula comes to; then the range and the baseline's value, unless the text is too long. */
static void draw_behind_editor(const struct fields_look *look, struct canvas *canvas,
                               struct rect row, const struct columns *c, uint32_t index, int at)
{
    const struct line *line = &look->scenario->model->lines[index];
    char number[256];
    char text[UNIT_TEXT_SIZE];
    struct value typed;
    struct error err;
    bool is_number = value_parse(&look->scenario->model->calendar, look->edit->text,
                                 look->edit->size, &typed, &err) == STATUS_OK &&
                     typed.kind == VALUE_NUMBER;
    if (line->kind == LINE_PARAMETER)
        field_split(line, number, sizeof number, text, sizeof text);
    else
        snprintf(text, sizeof text, "= ");
    if (line->kind != LINE_PARAMETER)
        format_result(look->scenario, index, c->number_width, text + strlen(text));
    else if (is_number && (typed.unit_length > 0 || typed.number.percent || typed.number.is_month))
        text[0] = '\0'; /* it is in what is typed */
    at = greater(at, c->unit);
    int end = at + canvas_text_cut(canvas, row, 0, at, c->end - at, UI_FOCUS, text);
    if (line->kind == LINE_PARAMETER && at == c->unit)
        draw_extras(look, canvas, row, c, index, end, UI_FOCUS);
}

/* The text being typed, in place of the number. */
static void draw_editor(const struct fields_look *look, struct canvas *canvas, struct rect row,
                        const struct columns *c, uint32_t index)
{
    const struct line_edit *edit = look->edit;
    int needed = text_width(edit->text, edit->size) + 1;
    int width = greater(c->number_width + 1, needed);
    if (needed > row.columns - c->number) { /* over what is to the right of the list */
        row.columns = canvas->columns - row.column;
        canvas_fill(canvas, rect_part(row, 0, c->end, 1, row.columns), UI_NORMAL, ' ');
    }
    width = lesser(width, row.columns - c->number);
    if (width < 2)
        return;
    draw_behind_editor(look, canvas, row, c, index, c->number + width);
    enum ui_role role = look->is_invalid ? UI_INVALID : UI_EDIT;
    struct line_edit_window window = line_edit_window(edit, width);
    struct rect box = rect_part(row, 0, c->number, 1, width);
    canvas_fill(canvas, box, role, ' ');
    canvas_text_n(canvas, box, 0, 0, role, edit->text + window.from, window.n);
    put_cursor(canvas, box, window.caret_column);
}

static void paint_match(const struct fields_look *look, struct canvas *canvas, struct rect row,
                        const struct columns *c, const char *label)
{
    size_t at = search_match(label, look->search);
    if (at == SIZE_MAX)
        return;
    int from = text_width(label, at);
    int width = text_width(label + at, strlen(look->search));
    if (from + width > c->label_width)
        width = c->label_width - from;
    canvas_paint(canvas, row, 0, c->label + from, width, UI_MATCH);
}

/* What the number LINE of a list is called below it: its place in it, and its month. */
static const char *number_label(const struct scenario *scenario, uint32_t line,
                                char out[LABEL_SIZE])
{
    char month[NUMBER_TEXT_SIZE];
    double at = ceil(scenario_number_month(scenario, line));
    if (at >= 1 && at <= UINT32_MAX)
        model_month_name(scenario->model, (uint32_t)at, month);
    else
        number_format_fit(month, at, MONTH_COLUMNS);
    snprintf(out, LABEL_SIZE, "[%u] %.20s", line - scenario->model->lines[line].list, month);
    return out;
}

static void draw_line(const struct fields_look *look, struct canvas *canvas, struct rect row,
                      const struct columns *c, uint32_t index, bool is_focused)
{
    const struct model *model = look->scenario->model;
    const struct line *line = &model->lines[index];
    const struct section *section = model_section_of(model, index);
    enum ui_role role = is_focused ? UI_FOCUS : is_switched_off(section) ? UI_OFF : UI_NORMAL;
    char place[LABEL_SIZE];
    const char *label =
        line->list == NAMES_NONE ? model_label(line) : number_label(look->scenario, index, place);
    if (is_focused)
        canvas_fill(canvas, row, UI_FOCUS, ' ');
    if (line->n_numbers > 0)
        canvas_put(canvas, row, 0, 1, over(role, UI_MUTED),
                   fold_mark(canvas, !fields_is_open(look->fields, model, index)));
    canvas_text_cut(canvas, row, 0, c->label, c->label_width, role, label);
    if (is_focused && look->edit) {
        draw_editor(look, canvas, row, c, index);
        return;
    }
    bool is_number = line->kind == LINE_PARAMETER && section->kind != SECTION_CLAIMS;
    int begin = line->n_numbers > 0 ? draw_list(look, canvas, row, c, index, role)
                : is_number         ? draw_parameter(look, canvas, row, c, index, role)
                                    : draw_formula(look, canvas, row, c, index, role);
    if (look->search[0] != '\0')
        paint_match(look, canvas, row, c, label);
    if (is_focused)
        put_cursor(canvas, row, begin);
}

void fields_draw(const struct fields_look *look, struct canvas *canvas, struct rect rect)
{
    const struct fields *fields = look->fields;
    struct columns c = columns_of(look, rect.columns);
    for (int i = 0; i < rect.rows; i++) {
        size_t at = (size_t)(fields->top + i);
        if (at >= fields->n)
            break;
        const struct field *field = &fields->rows[at];
        struct rect row = rect_part(rect, i, 0, 1, rect.columns);
        if (field->line == NAMES_NONE)
            draw_heading(look, canvas, row, &look->scenario->model->sections[field->section],
                         at == fields->focus);
        else
            draw_line(look, canvas, row, &c, field->line, at == fields->focus);
    }
}

int fields_effect_end(const struct fields_look *look, int columns)
{
    return columns_of(look, columns).effect;
}
