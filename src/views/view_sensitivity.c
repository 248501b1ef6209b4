/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 3, Sensitivity: what the outcome owes to each parameter, as a tornado. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"
#include "draw/chart_swing.h"

#include "view_parts.h"

enum {
    LEAST_NAME = 12, /* columns */
    NAME_SHARE = 45, /* percent of what name and bars have, that the name may take */
    MOST_BAR = 41,
    EFFECT_COLUMNS = 8, /* what +1 % does, and the mark of a kink */
    FLIP_COLUMNS = 9,
    RANGE_COLUMNS = 15,
    MONTHS_COLUMNS = 17, /* of a range of months by their words */
    OUTCOME_COLUMNS = 10,
    NUMBER_COLUMNS = 6,   /* of one number in a range */
    WITH_FLIPS = 46,      /* columns from which on flip points are in the table */
    WITH_RANGES = 76,     /* and ranges */
    WITH_OUTCOMES = 98,   /* and outcomes at the ends */
    WITH_CHANGE = 48,     /* and the change against the baseline in the heading */
    ROWS_WITH_SCALE = 16, /* rows from which on the scale of the bars is written above them */
    FIGURES_COLUMNS = 60, /* that what stands above the table takes at most */
    WITH_DIGITS = 44,     /* columns from which on outcomes there have their digits */
    NAMES_SIZE = 1024,
};

/* The tornado being drawn. */
struct drawing {
    const struct view_input *input;
    const struct model *model;
    const struct tornado *tornado;
    const struct sensitivity *s;
    struct view_pen *pen;
    int name, range, bar;                     /* columns */
    bool has_flips, has_ranges, has_outcomes; /* in the table */
};

enum status view_sensitivity_prepare(struct analyses *analyses, const struct view_input *input,
                                     struct error *err)
{
    struct tornado_of of = {input->scenario, analyses->probe, analyses->probes, analyses->version};
    return tornado_update(&analyses->tornado, &of, input->line, input->is_typed, err);
}

static int figures_columns(const struct drawing *d)
{
    return lesser(d->pen->rect.columns, FIGURES_COLUMNS);
}

/* What the outcome is, beside its name. */
static void draw_heading(const struct drawing *d)
{
    const struct analyses *analyses = d->input->analyses;
    struct view_pen *pen = d->pen;
    char number[VIEW_TEXT_SIZE], change[VIEW_TEXT_SIZE];
    const char *unit = analyses->probe->items[0].unit;
    int end = figures_columns(d);
    view_format_amount(number, analyses->value, 15);
    view_format_change(change, analyses->value, analyses->baseline_value, 10);
    if (end >= WITH_CHANGE)
        end = canvas_text_right(pen->canvas, pen->rect, pen->row, end,
                                view_change_role(analyses->value, analyses->baseline_value, 0),
                                change) -
              2;
    if (unit[0] != '\0')
        end = canvas_text_right(pen->canvas, pen->rect, pen->row, end, UI_MUTED, unit) - 1;
    end = canvas_text_right(pen->canvas, pen->rect, pen->row, end, view_value_role(analyses->value),
                            number);
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, end - 1, UI_TITLE, analyses->outcome);
    pen->row++;
}

/* LABEL and TEXT at both ends of a row. */
static void draw_figure(const struct drawing *d, const char *label, enum ui_role role,
                        const char *text)
{
    struct view_pen *pen = d->pen;
    int end = canvas_text_right(pen->canvas, pen->rect, pen->row, figures_columns(d), role, text);
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, end - 1, UI_MUTED, label);
    pen->row++;
}

static void format_flip(const struct drawing *d, const struct sensitivity_row *row,
                        char out[VARIABLE_TEXT_SIZE])
{
    if (!row->is_flip_known)
        snprintf(out, VARIABLE_TEXT_SIZE, "..");
    else if (isnan(row->flip))
        snprintf(out, VARIABLE_TEXT_SIZE, "%s", _("none"));
    else
        variable_format(&d->model->lines[row->line], row->flip, NUMBER_COLUMNS, out);
}

/* What +1 % does, and in percent of the outcome; of a loss, too, what is gained is positive. */
static void format_effect(const struct drawing *d, const struct sensitivity_row *row,
                          char out[VIEW_SIDES_SIZE])
{
    char change[NUMBER_TEXT_SIZE], percent[NUMBER_TEXT_SIZE];
    const char *sign = row->one_percent > 0 ? "+" : "";
    const char *kink = row->is_kink ? _(", on a kink") : "";
    double part = row->one_percent / fabs(d->s->value) * 100;
    number_format_fit(change, row->one_percent, 12);
    number_format_change(percent, part);
    if (d->model->lines[row->line].is_whole)
        snprintf(out, VIEW_SIDES_SIZE, "%s", _("whole numbers only"));
    else if (!isfinite(part))
        snprintf(out, VIEW_SIDES_SIZE, "%s%s%.40s", sign, change, kink);
    else
        snprintf(out, VIEW_SIDES_SIZE, "%s%s (%s %%)%.40s", sign, change, percent, kink);
}

/* The figures of the selected parameter: always three rows, so that nothing below them moves. */
static void draw_selected(const struct drawing *d)
{
    const struct sensitivity_row *row = sensitivity_of(d->s, d->input->line);
    char text[VIEW_SIDES_SIZE], label[VARIABLE_TEXT_SIZE], name[MODEL_NAME_SIZE];
    char low[VIEW_TEXT_SIZE], high[VIEW_TEXT_SIZE], flip[VARIABLE_TEXT_SIZE];
    bool has_flip = row && (!row->is_flip_known || !isnan(row->flip));
    if (!row) {
        draw_figure(d, _("Select a parameter for its figures."), UI_NORMAL, "");
        d->pen->row += 2;
        return;
    }
    format_flip(d, row, flip);
    snprintf(text, sizeof text, has_flip ? _("flips at %.60s") : _("no flip point"), flip);
    model_line_name(d->model, row->line, name, sizeof name);
    draw_figure(d, name, has_flip ? UI_VALUE : UI_MUTED, text);
    format_effect(d, row, text);
    draw_figure(d, "+1 %", UI_VALUE, text);
    variable_format_range(&d->model->lines[row->line], row->range, NUMBER_COLUMNS, label);
    int digits = figures_columns(d) < WITH_DIGITS ? 8 : 11;
    view_format_amount(low, row->low_outcome, digits);
    view_format_amount(high, row->high_outcome, digits);
    snprintf(text, sizeof text, "%s%s .. %s", row->is_estimated ? "~" : "", low, high);
    draw_figure(d, label, UI_VALUE, text);
}

/* Where the columns of the table end, and the bars begin. */
static int bar_column(const struct drawing *d)
{
    return 1 + d->name + 1 + (d->has_ranges ? d->range + 1 : 0);
}

static int outcome_end(const struct drawing *d, int i)
{
    return bar_column(d) + d->bar + (i + 1) * OUTCOME_COLUMNS;
}

static int effect_end(const struct drawing *d)
{
    return (d->has_outcomes ? outcome_end(d, 1) : bar_column(d) + d->bar) + EFFECT_COLUMNS;
}

static int flip_end(const struct drawing *d)
{
    return effect_end(d) + 1 + FLIP_COLUMNS;
}

/* The label as it is in the list of fields, then the stage. */
static int name_columns(const struct drawing *d, const struct sensitivity_row *row)
{
    const struct line *line = &d->model->lines[row->line];
    const char *label = model_label(line), *stage = model_section_of(d->model, row->line)->name;
    return text_width(label, strlen(label)) + 1 + text_width(stage, strlen(stage));
}

static void lay_out(struct drawing *d)
{
    int columns = d->pen->rect.columns;
    int rest = columns - 1 - 1 - 1 - EFFECT_COLUMNS;
    int longest = LEAST_NAME;
    d->has_flips = columns >= WITH_FLIPS;
    d->has_ranges = columns >= WITH_RANGES;
    d->has_outcomes = columns >= WITH_OUTCOMES;
    rest -= d->has_flips ? FLIP_COLUMNS : 0;
    d->range = RANGE_COLUMNS;
    for (size_t i = 0; i < d->s->n; i++)
        if (d->model->lines[d->s->rows[i].line].number.is_month)
            d->range = MONTHS_COLUMNS;
    rest -= d->has_ranges ? d->range + 1 : 0;
    rest -= d->has_outcomes ? 2 * OUTCOME_COLUMNS : 0;
    for (size_t i = 0; i < d->s->n; i++) {
        const struct sensitivity_row *row = &d->s->rows[i];
        bool is_there = !row->is_number || row->list == d->input->open_list;
        longest = is_there ? greater(name_columns(d, row), longest) : longest;
    }
    int most = greater(rest * NAME_SHARE / 100, LEAST_NAME);
    d->name = lesser(longest, most);
    d->bar = lesser(rest - d->name, MOST_BAR);
}

/* The names of the columns, what the bars are made of, and how far they reach. */
static void draw_table_heading(const struct drawing *d)
{
    struct view_pen *pen = d->pen;
    struct canvas *canvas = pen->canvas;
    int row = view_heading(pen, _("Parameters")), column = bar_column(d);
    char label[CHART_LABEL_SIZE];
    chart_draw_swing_mark(canvas, pen->rect, row, column, false);
    int end = column + 2 + canvas_text(canvas, pen->rect, row, column + 2, UI_MUTED, _("low"));
    chart_draw_swing_mark(canvas, pen->rect, row, end + 1, true);
    canvas_text(canvas, pen->rect, row, end + 3, UI_MUTED, _("high"));
    if (d->has_ranges)
        canvas_text_right(canvas, pen->rect, row, column - 1, UI_MUTED, _("range"));
    for (int i = 0; d->has_outcomes && i < 2; i++)
        canvas_text_right(canvas, pen->rect, row, outcome_end(d, i), UI_MUTED,
                          i == 0 ? _("at low") : _("at high"));
    canvas_text_right(canvas, pen->rect, row, effect_end(d), UI_MUTED, "+1 %");
    if (d->has_flips)
        canvas_text_right(canvas, pen->rect, row, flip_end(d), UI_MUTED, _("flips at"));
    const struct chart_scale *scale = &d->tornado->scale;
    if (pen->rect.rows < ROWS_WITH_SCALE || scale->low == scale->high)
        return;
    double step = chart_nice_step(scale, 10);
    chart_format_tick(label, scale->low, scale, step);
    canvas_text(canvas, pen->rect, pen->row, column, UI_MUTED, label);
    chart_format_tick(label, scale->high, scale, step);
    int begin = canvas_text_right(canvas, pen->rect, pen->row, column + d->bar, UI_MUTED, label);
    canvas_put(canvas, pen->rect, pen->row, begin - 1, UI_MUTED, '+');
    pen->row++;
}

/* Bars, or where there is no place for an outcome the numbers. */
static void draw_bars(const struct drawing *d, const struct sensitivity_row *row)
{
    struct view_pen *pen = d->pen;
    double present = d->s->value;
    char low[VIEW_TEXT_SIZE], high[VIEW_TEXT_SIZE];
    if (isfinite(present) && !isnan(row->swing)) {
        chart_draw_swing(pen->canvas, pen->rect, pen->row, bar_column(d), d->bar,
                         &d->tornado->scale, row->low_outcome - present,
                         row->high_outcome - present);
        return;
    }
    view_format_amount(low, row->low_outcome, NUMBER_COLUMNS);
    view_format_amount(high, row->high_outcome, NUMBER_COLUMNS);
    int column = bar_column(d);
    column += canvas_text(pen->canvas, pen->rect, pen->row, column, UI_VALUE, low);
    column += canvas_text(pen->canvas, pen->rect, pen->row, column, UI_MUTED, "..");
    canvas_text(pen->canvas, pen->rect, pen->row, column, UI_VALUE, high);
}

static void draw_name(const struct drawing *d, const struct sensitivity_row *row)
{
    const struct line *line = &d->model->lines[row->line];
    struct view_pen *pen = d->pen;
    bool is_selected = row->line == d->input->line;
    if (is_selected)
        canvas_put(pen->canvas, pen->rect, pen->row, 0, UI_TITLE, '>');
    int column = 1 + canvas_text_cut(pen->canvas, pen->rect, pen->row, 1, d->name,
                                     is_selected ? UI_TITLE : UI_NORMAL, model_label(line));
    canvas_text_cut(pen->canvas, pen->rect, pen->row, column + 1, d->name - column, UI_MUTED,
                    model_section_of(d->model, row->line)->name);
}

static void draw_row(const struct drawing *d, const struct sensitivity_row *row)
{
    const struct line *line = &d->model->lines[row->line];
    struct view_pen *pen = d->pen;
    const double outcomes[] = {row->low_outcome, row->high_outcome};
    char text[VARIABLE_TEXT_SIZE];
    draw_name(d, row);
    variable_format_range(line, row->range, NUMBER_COLUMNS, text);
    if (d->has_ranges)
        canvas_text_right(pen->canvas, pen->rect, pen->row, bar_column(d) - 1, UI_MUTED, text);
    if (row->range.low >= row->range.high)
        canvas_put(pen->canvas, pen->rect, pen->row, bar_column(d) - 1, UI_WARNING,
                   row->range.low > row->range.high ? '!' : '?');
    draw_bars(d, row);
    for (int i = 0; d->has_outcomes && i < 2; i++) {
        view_format_amount(text, outcomes[i], OUTCOME_COLUMNS - 1);
        canvas_text_right(pen->canvas, pen->rect, pen->row, outcome_end(d, i), UI_VALUE, text);
    }
    number_format_change(text, row->one_percent);
    if (!line->is_whole)
        canvas_text_right(pen->canvas, pen->rect, pen->row, effect_end(d), UI_VALUE, text);
    if (row->is_kink)
        canvas_put(pen->canvas, pen->rect, pen->row, effect_end(d), UI_WARNING, '*');
    format_flip(d, row, text);
    if (d->has_flips)
        canvas_text_right(pen->canvas, pen->rect, pen->row, flip_end(d),
                          isnan(row->flip) ? UI_MUTED : UI_VALUE, text);
}

/* The sentence of REMARK behind its MARK, where it has to be made. */
static void draw_remark(const struct drawing *d, enum sensitivity_remark remark, enum ui_role role,
                        char mark)
{
    char text[ERROR_TEXT_SIZE];
    if (!sensitivity_has_remark(d->s, remark))
        return;
    snprintf(text, sizeof text, "%c %s", mark, sensitivity_sentence(remark));
    view_wrapped(d->pen, 0, role, text);
}

static void draw_remarks(const struct drawing *d)
{
    char text[NAMES_SIZE];
    size_t used, n_without = sensitivity_n_without(d->s);
    draw_remark(d, SENSITIVITY_KINK, UI_MUTED, '*');
    draw_remark(d, SENSITIVITY_UPSIDE_DOWN, UI_WARNING, '!');
    draw_remark(d, SENSITIVITY_EMPTY, UI_WARNING, '?');
    if (n_without == 0)
        return;
    used = (size_t)snprintf(text, sizeof text,
                            ngettext("%zu moves nothing within its range:",
                                     "%zu move nothing within their ranges:", n_without),
                            n_without);
    for (size_t i = 0, n = 0; i < d->s->n; i++) {
        char name[MODEL_NAME_SIZE];
        if (d->s->order[i]->is_number || sensitivity_has_effect(d->s->order[i]))
            continue;
        model_line_name(d->model, d->s->order[i]->line, name, sizeof name);
        if (used + strlen(name) + 8 > sizeof text) {
            snprintf(text + used, sizeof text - used, " ...");
            break;
        }
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s %s", n++ > 0 ? "," : "", name);
    }
    view_wrapped(d->pen, 0, UI_MUTED, text);
}

/* Whether ROW is in the table: numbers of a list stand below that one if it is open. */
static bool is_shown(const struct drawing *d, const struct sensitivity_row *row)
{
    return sensitivity_has_effect(row) && (!row->is_number || row->list == d->input->open_list);
}

static void draw_if_visible(const struct drawing *d, const struct sensitivity_row *row)
{
    if (view_pen_is_visible(d->pen))
        draw_row(d, row);
    d->pen->row++;
}

/* The rows of the numbers of LIST follow its own in the model's order. */
static void draw_numbers(const struct drawing *d, const struct sensitivity_row *list)
{
    const struct sensitivity_row *end = d->s->rows + d->s->n;
    for (const struct sensitivity_row *row = list + 1;
         row < end && row->is_number && row->list == list->line; row++)
        if (is_shown(d, row))
            draw_if_visible(d, row);
}

static void draw_table(struct drawing *d)
{
    lay_out(d);
    if (sensitivity_has_remark(d->s, SENSITIVITY_UNMOVED)) {
        view_wrapped(d->pen, 0, UI_NORMAL, sensitivity_sentence(SENSITIVITY_UNMOVED));
        return;
    }
    draw_table_heading(d);
    for (size_t i = 0; i < d->s->n; i++) {
        if (d->s->order[i]->is_number || !is_shown(d, d->s->order[i]))
            continue;
        draw_if_visible(d, d->s->order[i]);
        draw_numbers(d, d->s->order[i]);
    }
    d->pen->row += d->pen->spaced;
    draw_remarks(d);
}

int view_sensitivity_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    const struct analyses *analyses = input->analyses;
    struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
    struct drawing d = {.input = input,
                        .model = input->scenario->model,
                        .tornado = &analyses->tornado,
                        .s = &analyses->tornado.sensitivity,
                        .pen = &pen};
    if (!analyses_has_tornado(analyses)) {
        view_heading(&pen, analyses->outcome);
        view_wrapped(&pen, 0, UI_BAD, analyses->error);
        view_wrapped(&pen, 0, UI_NORMAL, _("o chooses another outcome."));
        return view_pen_rows(&pen);
    }
    draw_heading(&d);
    if (isnan(analyses->value)) {
        view_wrapped(&pen, 0, UI_NORMAL,
                     _("It is not a number, so nothing can be said about what moves it. Explain, "
                       "view 7, says where that begins."));
        return view_pen_rows(&pen);
    }
    draw_selected(&d);
    draw_table(&d);
    return view_pen_rows(&pen);
}
