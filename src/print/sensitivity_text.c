/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outcome owes to each parameter as a tornado in ASCII. */
#include <math.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/layout.h"
#include "print/sensitivity.h"

enum {
    GAP = 2,         /* between columns */
    LEAST_NAME = 12, /* columns */
    MOST_NAME = 29,
    RANGE_COLUMNS = 15,
    MONTHS_COLUMNS = 17, /* of a range of months by their words */
    EFFECT_COLUMNS = 9,
    FLIP_COLUMNS = 9,
    NUMBER_COLUMNS = 6, /* of one number in a range */
    VALUE_COLUMNS = 20,
    TEXT_SIZE = 2048,
};

/* The columns, and the outcomes that the bars reach over. */
struct tornado {
    int name, range, bar; /* columns */
    int axis;             /* the column of the present outcome in the bars */
    double low, high;
};

static int place_of(const struct tornado *tornado, double outcome)
{
    double range = tornado->high - tornado->low;
    if (!(outcome < tornado->high))
        return tornado->bar - 1;
    return outcome > tornado->low && range > 0
               ? (int)round((outcome - tornado->low) / range * (tornado->bar - 1))
               : 0;
}

static void reach(struct tornado *tornado, double outcome)
{
    if (!isfinite(outcome))
        return;
    tornado->low = fmin(tornado->low, outcome);
    tornado->high = fmax(tornado->high, outcome);
}

/* Lists stand for their numbers. */
static bool is_shown(const struct sensitivity_row *row)
{
    return !row->is_number && sensitivity_has_effect(row);
}

static struct tornado measure(const struct sensitivity_report *report)
{
    const struct sensitivity *s = report->sensitivity;
    struct tornado tornado = {LEAST_NAME, RANGE_COLUMNS, 0, 0, s->value, s->value};
    for (size_t i = 0; i < s->n; i++) {
        char name[MODEL_NAME_SIZE];
        if (!is_shown(s->order[i]))
            continue;
        model_line_name(report->scenario->model, s->order[i]->line, name, sizeof name);
        tornado.name = layout_widest(tornado.name, name, MOST_NAME);
        if (report->scenario->model->lines[s->order[i]->line].number.is_month)
            tornado.range = MONTHS_COLUMNS + 1;
        reach(&tornado, s->order[i]->low_outcome);
        reach(&tornado, s->order[i]->high_outcome);
    }
    tornado.bar = LAYOUT_WIDTH - tornado.name - tornado.range - GAP - EFFECT_COLUMNS - FLIP_COLUMNS;
    tornado.axis = place_of(&tornado, s->value);
    /* room for at least one cell on each side that has a bar */
    if (tornado.axis == 0 && tornado.low < s->value)
        tornado.axis = 1;
    if (tornado.axis == tornado.bar - 1 && tornado.high > s->value)
        tornado.axis = tornado.bar - 2;
    return tornado;
}

/* From the axis to where OUTCOME lies; an arrow at the edge if it is infinite. */
static void fill(char *bar, const struct tornado *tornado, double present, double outcome,
                 char filled)
{
    int to = place_of(tornado, outcome), axis = tornado->axis;
    if (outcome < present)
        memset(bar + (to < axis ? to : axis - 1), filled, (size_t)(to < axis ? axis - to : 1));
    else if (outcome > present)
        memset(bar + axis + 1, filled, (size_t)(to > axis ? to - axis : 1));
    if (isinf(outcome) && outcome != present)
        bar[outcome < present ? 0 : tornado->bar - 1] = outcome < present ? '<' : '>';
}

/* Both ends' bars: if they lie on the same side, the shorter one over the longer one. If
 * there is no place for an outcome, the numbers instead. */
static void put_bars(FILE *out, const struct tornado *tornado, double present,
                     const struct sensitivity_row *row)
{
    bool is_low_longer = fabs(row->low_outcome - present) > fabs(row->high_outcome - present);
    char bar[2 * NUMBER_TEXT_SIZE + 2], low[NUMBER_TEXT_SIZE], high[NUMBER_TEXT_SIZE];
    if (!isfinite(present) || isnan(row->swing)) {
        number_format_fit(low, row->low_outcome, NUMBER_COLUMNS);
        number_format_fit(high, row->high_outcome, NUMBER_COLUMNS);
        snprintf(bar, sizeof bar, "%s..%s", low, high);
        layout_left(out, bar, tornado->bar);
        return;
    }
    memset(bar, ' ', (size_t)tornado->bar);
    bar[tornado->bar] = '\0';
    for (int i = 0; i < 2; i++) {
        bool is_low = (i == 0) == is_low_longer;
        fill(bar, tornado, present, is_low ? row->low_outcome : row->high_outcome,
             is_low ? '-' : '+');
    }
    bar[tornado->axis] = '|';
    fputs(bar, out);
}

static void put_effect(FILE *out, const struct sensitivity_row *row, bool is_whole)
{
    char text[NUMBER_TEXT_SIZE] = "";
    if (!is_whole)
        number_format_change(text, row->one_percent);
    layout_right(out, text, EFFECT_COLUMNS - 1);
    fputc(row->is_kink ? '*' : ' ', out);
}

static void put_row(FILE *out, const struct sensitivity_report *report,
                    const struct tornado *tornado, const struct sensitivity_row *row)
{
    const struct line *line = &report->scenario->model->lines[row->line];
    char name[MODEL_NAME_SIZE], text[VARIABLE_TEXT_SIZE];
    model_line_name(report->scenario->model, row->line, name, sizeof name);
    if (layout_left(out, name, tornado->name) > tornado->name)
        fprintf(out, "\n%*s", tornado->name, "");
    variable_format_range(line, row->range, NUMBER_COLUMNS, text);
    layout_right(out, text, tornado->range);
    fputs(row->range.low > row->range.high    ? "! "
          : row->range.low == row->range.high ? "? "
                                              : "  ",
          out);
    put_bars(out, tornado, report->sensitivity->value, row);
    put_effect(out, row, line->is_whole);
    if (isnan(row->flip))
        snprintf(text, sizeof text, "%s", _("none"));
    else
        variable_format(line, row->flip, NUMBER_COLUMNS, text);
    layout_right(out, text, FLIP_COLUMNS);
    fputc('\n', out);
}

static void put_head(FILE *out, const struct sensitivity_report *report,
                     const struct tornado *tornado)
{
    char low[NUMBER_TEXT_SIZE], high[NUMBER_TEXT_SIZE];
    number_format_fit(low, tornado->low, NUMBER_COLUMNS + 1);
    number_format_fit(high, tornado->high, NUMBER_COLUMNS + 1);
    fputc('\n', out);
    layout_left(out, _("parameter"), tornado->name);
    layout_right(out, _("range"), tornado->range);
    fprintf(out, "%*s", GAP, "");
    if (isfinite(report->sensitivity->value)) {
        layout_left(out, low, layout_width(low));
        layout_right(out, high, tornado->bar - layout_width(low));
    } else {
        layout_left(out, report->outcome, tornado->bar);
    }
    layout_right(out, "+1 %", EFFECT_COLUMNS - 1);
    layout_right(out, _("flips at"), FLIP_COLUMNS + 1);
    fputc('\n', out);
}

static void put_remark(FILE *out, const struct sensitivity *s, enum sensitivity_remark remark,
                       const char *mark)
{
    if (!sensitivity_has_remark(s, remark))
        return;
    int column = layout_left(out, mark, 0);
    layout_wrap(out, sensitivity_sentence(remark), column, column);
}

/* The names of what moves nothing, as one paragraph. */
static void put_without(FILE *out, const struct sensitivity_report *report, size_t n)
{
    const struct sensitivity *s = report->sensitivity;
    char name[MODEL_NAME_SIZE], text[TEXT_SIZE];
    size_t used =
        (size_t)snprintf(text, sizeof text,
                         ngettext("%zu parameter does not move it within its range:",
                                  "%zu parameters do not move it within their ranges:", n),
                         n);
    for (size_t i = 0, left = n; i < s->n; i++) {
        if (s->order[i]->is_number || sensitivity_has_effect(s->order[i]))
            continue;
        model_line_name(report->scenario->model, s->order[i]->line, name, sizeof name);
        if (used + strlen(name) + 8 > sizeof text) {
            snprintf(text + used, sizeof text - used, " ...");
            break;
        }
        used +=
            (size_t)snprintf(text + used, sizeof text - used, " %s%s", name, --left > 0 ? "," : "");
    }
    layout_wrap(out, text, 0, GAP);
}

static bool has_lists(const struct sensitivity *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->rows[i].is_list && sensitivity_has_effect(&s->rows[i]))
            return true;
    return false;
}

static void put_remarks(FILE *out, const struct sensitivity_report *report)
{
    const struct sensitivity *s = report->sensitivity;
    size_t n_without = sensitivity_n_without(s);
    fputc('\n', out);
    layout_wrap(out,
                _("Bars: the parameter at the low end of its range (-), at the high end (+). A "
                  "range is min..max, else the middle 90 % of dist, else 10 % off the value."),
                0, 0);
    put_remark(out, s, SENSITIVITY_KINK, "* ");
    put_remark(out, s, SENSITIVITY_UPSIDE_DOWN, "! ");
    put_remark(out, s, SENSITIVITY_EMPTY, "? ");
    if (has_lists(s))
        layout_wrap(out,
                    _("All numbers of a list are moved together; its range and where it flips are "
                      "their change. JSON and CSV have each number, too."),
                    0, 0);
    if (n_without > 0)
        put_without(out, report, n_without);
}

void sensitivity_write_text(FILE *out, const struct sensitivity_report *report)
{
    const struct sensitivity *s = report->sensitivity;
    char number[NUMBER_TEXT_SIZE], text[TEXT_SIZE];
    number_format_fit(number, s->value, VALUE_COLUMNS);
    snprintf(text, sizeof text, "%.1000s = %s %.200s", report->outcome, number, report->unit);
    text[strlen(text) - (*report->unit == '\0')] = '\0';
    layout_wrap(out, text, 0, GAP);
    if (isnan(s->value)) {
        layout_wrap(out, _("It is not a number, so nothing can be said about what moves it."), 0,
                    0);
        return;
    }
    if (sensitivity_has_remark(s, SENSITIVITY_UNMOVED)) {
        layout_wrap(out, sensitivity_sentence(SENSITIVITY_UNMOVED), 0, 0);
        return;
    }
    struct tornado tornado = measure(report);
    put_head(out, report, &tornado);
    for (size_t i = 0; i < s->n; i++)
        if (is_shown(s->order[i]))
            put_row(out, report, &tornado, s->order[i]);
    put_remarks(out, report);
}
