/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, wrapped text, amounts: what the views have in common. */
#include "view_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum { ROWS_WITH_BLANKS = 16 /* from which on a blank row parts sections */ };

struct view_pen view_pen_begin(struct canvas *canvas, struct rect rect, int scroll)
{
    scroll = greater(scroll, 0);
    return (struct view_pen){canvas, rect, -scroll, scroll, rect.rows >= ROWS_WITH_BLANKS};
}

int view_pen_rows(const struct view_pen *pen)
{
    return pen->row + pen->scroll;
}

bool view_pen_is_visible(const struct view_pen *pen)
{
    return pen->row >= 0 && pen->row < pen->rect.rows;
}

int view_heading(struct view_pen *pen, const char *title)
{
    if (pen->spaced && view_pen_rows(pen) > 0)
        pen->row++;
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, pen->rect.columns, UI_TITLE, title);
    return pen->row++;
}

void view_wrapped(struct view_pen *pen, int column, enum ui_role role, const char *text)
{
    int columns = pen->rect.columns - column;
    size_t n = strlen(text);
    if (columns < 4) {
        pen->row++;
        return;
    }
    do {
        size_t length = text_row(text, n, columns, text_width);
        if (text_width(text, length) > columns)
            length = text_fit(text, n, columns, NULL);
        canvas_text_n(pen->canvas, pen->rect, pen->row, column, role, text, length);
        pen->row++;
        while (length < n && text[length] == ' ')
            length++;
        text += length;
        n -= length;
    } while (n > 0);
}

void view_entry(struct view_pen *pen, int column, const char *label, enum ui_role role,
                const char *text)
{
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, column - 1, UI_MUTED, label);
    view_wrapped(pen, column, role, text);
}

void view_format_amount(char out[VIEW_TEXT_SIZE], double value, int columns)
{
    number_format_fit(out, value, greater(columns, 6));
}

void view_format_in_column(char out[VIEW_TEXT_SIZE], double value, double largest, int columns)
{
    int decimals = largest >= 1000 ? 0 : largest >= 10 ? 2 : 4;
    if (isfinite(value) && fabs(value) < 1e15) {
        number_format_grouped(out, value == 0 ? 0 : value, decimals);
        if (text_width(out, strlen(out)) <= columns)
            return;
    }
    view_format_amount(out, value, columns);
}

void view_format_compact(char out[VIEW_TEXT_SIZE], double value)
{
    static const struct {
        double size;
        char suffix;
    } suffixes[] = {{1e3, 'k'}, {1e6, 'M'}, {1e9, 'G'}, {1e12, 'T'}};
    char digits[NUMBER_TEXT_SIZE];
    double magnitude = fabs(value);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && magnitude >= 9999.5; i++) {
        if (magnitude < 999.995 * suffixes[i].size) {
            number_format_grouped(digits, value / suffixes[i].size, 2);
            snprintf(out, VIEW_TEXT_SIZE, "%s%c", digits, suffixes[i].suffix);
            return;
        }
    }
    number_format_fit(digits, value, VIEW_COMPACT_COLUMNS - 1);
    snprintf(out, VIEW_TEXT_SIZE, "%s ", digits);
}

void view_format_change(char out[VIEW_TEXT_SIZE], double now, double before, int columns)
{
    char digits[NUMBER_TEXT_SIZE];
    if (number_is_same(now, before)) {
        snprintf(out, VIEW_TEXT_SIZE, "=");
    } else if (!isfinite(now) || !isfinite(before)) {
        number_format_fit(digits, before, columns < 10 ? 6 : columns - 4);
        snprintf(out, VIEW_TEXT_SIZE, _("was %s"), digits);
    } else if (columns < 7) {
        number_format_change(digits, now - before);
        snprintf(out, VIEW_TEXT_SIZE, "%s", digits);
    } else {
        bool is_up = now > before; /* then the sign is not the number's own */
        number_format_fit(digits, now - before, is_up ? columns - 1 : columns);
        snprintf(out, VIEW_TEXT_SIZE, "%s%s", is_up ? "+" : "", digits);
    }
}

enum ui_role view_change_role(double now, double before, int better)
{
    if (number_is_same(now, before))
        return UI_MUTED;
    if (better == 0 || isnan(now) || isnan(before))
        return UI_CHANGED;
    return (now > before) == (better > 0) ? UI_GOOD : UI_BAD;
}

enum ui_role view_value_role(double value)
{
    return value < 0 || isnan(value) ? UI_BAD : value == 0 ? UI_MUTED : UI_VALUE;
}

struct chart_months view_months(const struct scenario *scenario)
{
    return (struct chart_months){.n = scenario_months(scenario),
                                 .calendar = scenario->model->calendar};
}

struct chart_months view_all_months(const struct scenario *scenario)
{
    struct chart_months months = view_months(scenario);
    months.n_early = scenario_has_opening(scenario);
    months.n += months.n_early;
    return months;
}

void view_draw_balance(const struct view_input *input, struct canvas *canvas,
                       struct chart_place place)
{
    bool is_alike = scenario_has_opening(input->scenario) == scenario_has_opening(input->baseline);
    struct chart_months months =
        is_alike ? view_all_months(input->scenario) : view_months(input->scenario);
    uint32_t n_before = scenario_months(input->baseline) + months.n_early;
    const double *now = scenario_balance(input->scenario) - months.n_early;
    const double *before = scenario_balance(input->baseline) - months.n_early;
    struct chart_scale scale = CHART_SCALE_EMPTY;
    n_before = n_before < months.n ? n_before : months.n;
    chart_scale_add_all(&scale, now, months.n);
    chart_scale_add_all(&scale, before, n_before);
    if (place.label_columns == 0)
        place.label_columns = chart_label_columns(&scale, place.rows);
    const struct chart_line lines[] = {{before, n_before, UI_GHOST}, {now, months.n, UI_BALANCE}};
    bool is_same = n_before == months.n && memcmp(now, before, months.n * sizeof *now) == 0;
    chart_draw_lines(canvas, &place, &scale, &months, lines + is_same, is_same ? 1 : 2);
}
