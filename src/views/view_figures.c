/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of the whole scenario, a row each: profit, runway, NPV and the like. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_parts.h"

enum {
    WIDE_COLUMNS = 34, /* from which on digits before the point line up */
    LABEL_COLUMNS = 12,
    MOST_COLUMNS = 64, /* so that the eye still finds the change that belongs to a value */
};

/* A figure as text in two: what ends at the digit that lines up, and what follows it. */
struct figure_text {
    char head[VIEW_TEXT_SIZE];
    char tail[VIEW_TEXT_SIZE];
};

static void format_percent(struct figure_text *out, double value)
{
    char digits[NUMBER_TEXT_SIZE];
    if (!isfinite(value) || fabs(value) >= 1e7) {
        number_format_fit(digits, value * 100, 8);
        snprintf(out->head, sizeof out->head, "%s", digits);
        snprintf(out->tail, sizeof out->tail, "%s", isfinite(value) ? " %" : "");
        return;
    }
    number_format_grouped(digits, value * 100, 1);
    char *point = strchr(digits, '.');
    snprintf(out->tail, sizeof out->tail, "%s %%", !point ? "" : point);
    if (point)
        *point = '\0';
    snprintf(out->head, sizeof out->head, "%s", digits);
}

static void format_months(struct figure_text *out, const struct figure *figure, double value,
                          const struct chart_months *months)
{
    char month[CHART_MONTH_SIZE];
    const struct period *period = calendar_period(&months->calendar);
    unsigned horizon = (unsigned)months->n;
    if (figure->format == FIGURE_MONTH_COUNT) {
        if (isinf(value))
            snprintf(out->head, sizeof out->head, "%u+", horizon);
        else
            snprintf(out->head, sizeof out->head, "%.0f", value);
        snprintf(out->tail, sizeof out->tail, " %s", _(value == 1 ? period->name : period->plural));
    } else if (isinf(value)) {
        snprintf(out->head, sizeof out->head, "%s", _("none"));
        out->tail[0] = '\0';
    } else {
        snprintf(out->head, sizeof out->head, "%s %.0f", _(period->name), value);
        chart_format_month(month, months, value < 1 ? 1 : (uint32_t)fmin(value, 600));
        snprintf(out->tail, sizeof out->tail, "%s%s", months->calendar.start_year == 0 ? "" : "  ",
                 months->calendar.start_year == 0 ? "" : month);
    }
}

static void format_figure(struct figure_text *out, const struct figure *figure, double value,
                          const struct chart_months *months, int columns)
{
    out->tail[0] = '\0';
    switch (figure->format) {
    case FIGURE_PERCENT:
    case FIGURE_RATE:
        if (isnan(value))
            snprintf(out->head, sizeof out->head, "%s", _("none"));
        else
            format_percent(out, value);
        break;
    case FIGURE_MONTH_COUNT:
    case FIGURE_MONTH:
        if (!isnan(value)) {
            format_months(out, figure, value, months);
            break;
        }
        /* fall through */
    case FIGURE_MONEY:
    case FIGURE_AMOUNT:
        view_format_amount(out->head, value, columns);
        if (figure->format == FIGURE_AMOUNT)
            snprintf(out->tail, sizeof out->tail, " %s", figure->unit);
    }
}

static enum ui_role figure_colour(const struct figure *figure, double value)
{
    if (figure->format == FIGURE_RATE && isnan(value))
        return UI_MUTED;
    if (figure->format == FIGURE_MONTH_COUNT)
        return isfinite(value) || isnan(value) ? UI_BAD : UI_VALUE;
    if (figure->format == FIGURE_MONTH)
        return isnan(value) ? UI_BAD : UI_VALUE;
    return view_value_role(value);
}

/* What became of BEFORE, in at most COLUMNS columns. */
static void format_figure_change(char out[VIEW_TEXT_SIZE], const struct figure *figure, double now,
                                 double before, const struct chart_months *months, int columns)
{
    bool is_percent = figure_is_percentage(figure);
    double factor = is_percent ? 100 : 1;
    bool is_same = number_is_same(now, before);
    struct figure_text text;
    if (!is_same && is_percent && fabs(now - before) < 1e4) {
        char digits[NUMBER_TEXT_SIZE];
        if (fabs(now - before) >= 0.0005)
            number_format_grouped(digits, (now - before) * 100, fabs(now - before) < 10 ? 1 : 0);
        else
            number_format_fit(digits, (now - before) * 100, 6);
        snprintf(out, VIEW_TEXT_SIZE, "%s%s", now > before ? "+" : "", digits);
        return;
    }
    if (is_same || (isfinite(now) && isfinite(before))) {
        view_format_change(out, now * factor, before * factor, columns);
        return;
    }
    format_figure(&text, figure, before, months, columns - 4);
    snprintf(out, VIEW_TEXT_SIZE, _("was %.30s%.30s"), text.head, is_percent ? text.tail : "");
}

/* The change at the right end, where it fits behind column FROM. */
static void draw_change(struct view_pen *pen, enum ui_role role, const char *text, int from,
                        int columns)
{
    if (text_width(text, strlen(text)) < columns - from)
        canvas_text_right(pen->canvas, pen->rect, pen->row, columns, role, text);
}

/* Where the parts of a row stand: the label before `digits_at`, the digits up to `end`, the change
 * up to `columns`. */
struct figure_layout {
    int digits_at, end, columns;
    bool is_wide; /* what follows the digits stands behind `end` */
};

/* Whether an amount of money in LIST takes more than COLUMNS in the baseline; by the baseline, so
 * that columns stay where they are while a value is typed. */
static bool has_wide_amount(const struct view_input *input, enum figure_list list, int columns)
{
    char digits[NUMBER_TEXT_SIZE];
    for (uint32_t row = FIGURE_NONE; figure_next(list, &row);) {
        double value = scenario_figure(input->baseline, row);
        if (figure_at(row)->format != FIGURE_MONEY || !isfinite(value))
            continue;
        number_format_grouped(digits, value, 0);
        if ((int)strlen(digits) > columns)
            return true;
    }
    return false;
}

static struct figure_layout lay_out(const struct view_input *input, const struct view_pen *pen,
                                    enum figure_list first, enum figure_list last)
{
    struct figure_layout layout = {.columns = lesser(pen->rect.columns, MOST_COLUMNS)};
    layout.is_wide = layout.columns >= WIDE_COLUMNS;
    layout.digits_at = layout.is_wide ? LABEL_COLUMNS : LABEL_COLUMNS - 1;
    int digits = layout.columns >= WIDE_COLUMNS + 10 ? 15 : 11;
    bool is_any_wide = false;
    for (enum figure_list list = first; list <= last; list++)
        is_any_wide |= has_wide_amount(input, list, digits);
    if (layout.is_wide && is_any_wide)
        digits += 2;
    layout.end = layout.digits_at + digits;
    return layout;
}

static void draw_figure(const struct view_input *input, struct view_pen *pen,
                        const struct figure_layout *layout, uint32_t figure_row)
{
    const struct figure *figure = figure_at(figure_row);
    struct chart_months months = view_months(input->scenario);
    double now = scenario_figure(input->scenario, figure_row);
    double before = scenario_figure(input->baseline, figure_row);
    enum ui_role role = figure_colour(figure, now);
    int end = layout->end;
    int digits = layout->end - layout->digits_at;
    struct figure_text text;
    char change[VIEW_TEXT_SIZE];
    if (figure->format == FIGURE_AMOUNT && !layout->is_wide)
        digits = 7; /* the unit stands before `end` as well */
    if (!layout->is_wide)
        months.calendar.start_year = 0;
    format_figure(&text, figure, now, &months, digits);
    int tail = layout->is_wide ? text_width(text.tail, strlen(text.tail)) : 0;
    int room = layout->columns - end - tail;
    format_figure_change(change, figure, now, before, &months, room - 1);
    bool is_month = figure->format == FIGURE_MONTH_COUNT || figure->format == FIGURE_MONTH;
    if (layout->is_wide && is_month && text_width(change, strlen(change)) >= room)
        text.tail[0] = '\0'; /* the word or the date gives way to what there was before */
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, layout->digits_at - 1, UI_NORMAL,
                    _(figure->label));
    if (layout->is_wide) {
        canvas_text_right(pen->canvas, pen->rect, pen->row, end, role, text.head);
        end += canvas_text(pen->canvas, pen->rect, pen->row, end, role, text.tail);
    } else {
        char whole[2 * VIEW_TEXT_SIZE];
        snprintf(whole, sizeof whole, "%s%s", text.head, text.tail);
        canvas_text_right(pen->canvas, pen->rect, pen->row, end, role, whole);
    }
    draw_change(pen, view_change_role(now, before, figure->better), change, end, layout->columns);
    pen->row++;
}

static bool is_shown(const struct view_input *input, uint32_t row)
{
    return !figure_at(row)->is_optional || scenario_figure(input->scenario, row) != 0 ||
           scenario_figure(input->baseline, row) != 0;
}

void view_draw_figures(const struct view_input *input, struct view_pen *pen, const char *title,
                       enum figure_list first, enum figure_list last)
{
    struct figure_layout layout = lay_out(input, pen, first, last);
    int row = view_heading(pen, title);
    const char *against = input->baseline_is_pinned ? _("vs pinned") : _("vs saved");
    canvas_text_right(pen->canvas, pen->rect, row, layout.end, UI_MUTED,
                      input->scenario->model->currency);
    if (layout.columns - layout.end > text_width(against, strlen(against)))
        canvas_text_right(pen->canvas, pen->rect, row, layout.columns, UI_MUTED, against);
    for (enum figure_list list = first; list <= last; list++)
        for (uint32_t f = FIGURE_NONE; figure_next(list, &f);)
            if (is_shown(input, f))
                draw_figure(input, pen, &layout, f);
}

void view_format_figure(char out[VIEW_TEXT_SIZE], const struct figure *figure, double value,
                        uint32_t months, int columns)
{
    struct chart_months horizon = {.n = months};
    struct figure_text text;
    bool is_month = figure->format == FIGURE_MONTH_COUNT || figure->format == FIGURE_MONTH;
    if (is_month && isfinite(value)) {
        snprintf(out, VIEW_TEXT_SIZE, "%.0f", value);
        return;
    }
    format_figure(&text, figure, value, &horizon, columns);
    bool has_tail = !is_month && figure->format != FIGURE_AMOUNT;
    snprintf(out, VIEW_TEXT_SIZE, "%.40s%.20s", text.head, has_tail ? text.tail : "");
    if (figure_is_percentage(figure) && text_width(out, strlen(out)) > columns) {
        view_format_amount(text.head, 100 * value, columns - 1);
        snprintf(out, VIEW_TEXT_SIZE, "%.40s%%", text.head);
    }
}

void view_format_figure_change(char out[VIEW_TEXT_SIZE], const struct figure *figure, double now,
                               double before, uint32_t months, int columns)
{
    struct chart_months horizon = {.n = months};
    format_figure_change(out, figure, now, before, &horizon, columns);
}
