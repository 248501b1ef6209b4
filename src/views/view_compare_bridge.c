/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bridge as a waterfall: a row for each change, largest first. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_compare.h"

enum {
    LEAST_NAME = 10, /* columns */
    MOST_NAME = 30,
    AMOUNT = 9,
    WIDE_AMOUNT = 13,
    VALUES = 24,
    LEAST_BAR = 5,
    MOST_BAR = 40,
    WITH_WIDE_AMOUNTS = 48, /* columns of the view from which on */
    WITH_VALUES = 72,
};

struct bridge_layout {
    int name, values, amount, bar;   /* columns */
    const struct chart_scale *scale; /* of levels, relative to the base: */
    double from;                     /* what the outcome is there */
    int decimals;                    /* of amounts; -1: as each fits */
    int better; /* 1: more of the outcome is better; -1: less is; 0: who knows */
};

/* Whether more of the outcome is better. */
static int better_of(const char *outcome)
{
    const struct figure *figure = figure_at(figure_find(outcome));
    const char *dot = strchr(outcome, '.');
    if (figure || !dot)
        return figure ? figure->better : 0;
    if (strcmp(dot, ".cost") == 0 || strcmp(dot, ".carbon") == 0)
        return -1;
    return strcmp(dot, ".revenue") == 0;
}

static struct bridge_layout lay_out(const struct view_input *input, int columns)
{
    const struct bridge *bridge = &input->analyses->compare.bridge;
    struct bridge_layout layout = {
        .amount = columns >= WITH_WIDE_AMOUNTS ? WIDE_AMOUNT : AMOUNT,
        .values = columns >= WITH_VALUES ? VALUES : 0,
        .scale = &input->analyses->compare.scale,
        .from = bridge->from,
        .decimals = bridge_decimals(bridge),
        .better = better_of(input->analyses->outcome),
    };
    int left = columns - layout.amount - layout.values;
    layout.name = bounded(left * 3 / 5, LEAST_NAME, MOST_NAME);
    layout.bar = lesser(left - layout.name - 1, MOST_BAR);
    return layout;
}

/* AMOUNT with the decimals of all amounts where it fits, so that they add up as they are shown. */
static void format_amount(const struct bridge_layout *layout, double amount, bool is_signed,
                          char out[VIEW_TEXT_SIZE])
{
    int columns = layout->amount - 1;
    char digits[NUMBER_TEXT_SIZE];
    number_format_grouped(digits, amount == 0 ? 0 : amount, layout->decimals);
    snprintf(out, VIEW_TEXT_SIZE, "%s%s", is_signed && amount > 0 ? "+" : "", digits);
    if (layout->decimals >= 0 && text_width(out, strlen(out)) <= columns)
        return;
    if (is_signed)
        view_format_change(out, amount, 0, columns);
    else
        view_format_amount(out, amount, columns);
}

/* A row: a name, what became of its values, an amount, and a bar between two levels. */
static void draw_row(struct view_pen *pen, const struct bridge_layout *layout, const char *name,
                     const char *values, const char *amount, enum ui_role role)
{
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, layout->name - 1, UI_NORMAL, name);
    if (layout->values > 0)
        canvas_text_cut(pen->canvas, pen->rect, pen->row, layout->name, layout->values - 1,
                        UI_MUTED, values);
    canvas_text_right(pen->canvas, pen->rect, pen->row,
                      layout->name + layout->values + layout->amount - 1, role, amount);
}

static void draw_bar(struct view_pen *pen, const struct bridge_layout *layout, double from,
                     double to, enum ui_role role)
{
    if (layout->bar >= LEAST_BAR)
        chart_draw_span(pen->canvas, pen->rect, pen->row,
                        layout->name + layout->values + layout->amount, layout->bar, layout->scale,
                        from - layout->from, to - layout->from, role);
}

static void draw_end(struct view_pen *pen, const struct bridge_layout *layout, const char *label,
                     double level)
{
    char amount[VIEW_TEXT_SIZE];
    format_amount(layout, bridge_round(level, layout->decimals), false, amount);
    draw_row(pen, layout, label, "", amount, view_value_role(level));
    draw_bar(pen, layout, level, level, UI_AXIS);
    pen->row++;
}

static void format_step(const struct view_input *input, const struct canvas *canvas,
                        const struct bridge_step *step, int columns, char name[VIEW_TEXT_SIZE],
                        char values[VIEW_TEXT_SIZE])
{
    const struct model *model = input->scenario->model;
    const struct line *line = &model->lines[step->to];
    values[0] = '\0';
    if (step->kind != BRIDGE_PARAMETER) {
        snprintf(name, VIEW_TEXT_SIZE, "%s", _(bridge_kind_name(step->kind)));
        return;
    }
    view_format_name(canvas, model_section_of(model, step->to)->name, line->name, columns, name);
    comparison_format_change(&compare_base_scenario(input)->model->lines[step->from], line, values,
                             VIEW_TEXT_SIZE);
}

static void draw_step(const struct view_input *input, struct view_pen *pen,
                      const struct bridge_layout *layout, const struct bridge_step *step,
                      double level)
{
    char name[VIEW_TEXT_SIZE], values[VIEW_TEXT_SIZE], amount[VIEW_TEXT_SIZE];
    double next = level + step->contribution;
    enum ui_role role = view_change_role(step->contribution, 0, layout->better);
    format_step(input, pen->canvas, step, layout->name - 1, name, values);
    format_amount(layout,
                  bridge_round(next, layout->decimals) - bridge_round(level, layout->decimals),
                  true, amount);
    draw_row(pen, layout, name, values, amount, role);
    draw_bar(pen, layout, level, next, role);
}

/* The steps that do something, then how many don't. */
static void draw_steps(const struct view_input *input, struct view_pen *pen,
                       const struct bridge_layout *layout)
{
    const struct bridge *bridge = &input->analyses->compare.bridge;
    double level = bridge->from;
    size_t i = 0;
    for (; i < bridge->n && bridge->steps[i].contribution != 0; i++, pen->row++) {
        if (view_pen_is_visible(pen))
            draw_step(input, pen, layout, &bridge->steps[i], level);
        level += bridge->steps[i].contribution;
    }
    if (i < bridge->n) {
        unsigned long n = bridge->n - i;
        canvas_printf(
            pen->canvas, pen->rect, pen->row++, 0, UI_MUTED,
            ngettext("%lu change has no effect on it", "%lu changes have no effect on it", n), n);
    }
}

void view_compare_draw_bridge(const struct view_input *input, struct view_pen *pen)
{
    const struct compare *compare = &input->analyses->compare;
    const struct bridge *bridge = &compare->bridge;
    int row = view_heading(pen, _("What the changes did to"));
    int title = text_width(_("What the changes did to"), strlen(_("What the changes did to")));
    if (title + 1 + (int)strlen(input->analyses->outcome) <= pen->rect.columns)
        canvas_text(pen->canvas, pen->rect, row, title + 1, UI_TITLE, input->analyses->outcome);
    else
        view_wrapped(pen, 0, UI_TITLE, input->analyses->outcome);
    if (!compare->has_bridge) {
        view_wrapped(pen, 0, UI_BAD, compare->error);
        return;
    }
    struct bridge_layout layout = lay_out(input, pen->rect.columns);
    draw_end(pen, &layout, compare_label(compare, input, compare_base(compare)), bridge->from);
    if (bridge->state == BRIDGE_WHOLE)
        draw_steps(input, pen, &layout);
    draw_end(pen, &layout, compare_label(compare, input, COMPARE_NOW), bridge->to);
    if (bridge->state != BRIDGE_WHOLE)
        view_wrapped(pen, 0, UI_MUTED, bridge_reason(bridge));
}
