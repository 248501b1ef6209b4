/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bridge between two scenarios as a waterfall in ASCII. */
#include <math.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/diff.h"
#include "print/layout.h"

enum {
    INDENT = 2,
    GAP = 2,         /* between columns */
    LEAST_NAME = 12, /* columns */
    MOST_NAME = 30,
    LEAST_VALUES = 12,
    LEAST_BAR = 12,
    NUMBER_COLUMNS = 13,
    TEXT_SIZE = 1024,
};

static void put_amount(FILE *out, int decimals, double amount, bool is_signed)
{
    char digits[NUMBER_TEXT_SIZE], text[NUMBER_TEXT_SIZE + 1];
    if (decimals < 0 || !isfinite(amount))
        number_format_fit(digits, amount, NUMBER_COLUMNS - 2);
    else
        number_format_grouped(digits, amount == 0 ? 0 : amount, decimals);
    snprintf(text, sizeof text, "%s%s", is_signed && amount > 0 ? "+" : "", digits);
    layout_right(out, text, NUMBER_COLUMNS);
}

struct waterfall {
    int name, values, bar; /* columns */
    double low, high;      /* of the levels */
    int decimals;          /* of amounts */
};

static void format_values(const struct diff *diff, const struct bridge_step *step, char *out,
                          size_t size)
{
    if (step->kind == BRIDGE_PARAMETER)
        comparison_format_change(diff_step_line(diff, step, 0), diff_step_line(diff, step, 1), out,
                                 size);
    else
        snprintf(out, size, "%s",
                 step->kind == BRIDGE_STRUCTURE ? _("other changes, below") : _("on the way"));
}

static void format_name(const struct diff *diff, const struct bridge_step *step, char *out,
                        size_t size)
{
    if (step->kind == BRIDGE_PARAMETER)
        model_line_name(diff->scenarios[0]->model, step->from, out, size);
    else
        snprintf(out, size, "%s", _(bridge_kind_name(step->kind)));
}

static struct waterfall measure(const struct diff *diff)
{
    const struct bridge *bridge = &diff->bridge;
    struct waterfall waterfall = {LEAST_NAME,   LEAST_VALUES, 0,
                                  bridge->from, bridge->from, bridge_decimals(bridge)};
    double level = bridge->from;
    char text[TEXT_SIZE];
    for (size_t i = 0; i < bridge->n; i++) {
        format_name(diff, &bridge->steps[i], text, sizeof text);
        waterfall.name = layout_widest(waterfall.name, text, MOST_NAME);
    }
    waterfall.bar = LAYOUT_WIDTH - INDENT - waterfall.name - NUMBER_COLUMNS - 2 * GAP;
    for (size_t i = 0; i < bridge->n; i++) {
        format_values(diff, &bridge->steps[i], text, sizeof text);
        waterfall.values = layout_widest(waterfall.values, text, waterfall.bar - LEAST_BAR);
        level += bridge->steps[i].contribution;
        waterfall.low = fmin(waterfall.low, level);
        waterfall.high = fmax(waterfall.high, level);
    }
    waterfall.bar -= waterfall.values;
    return waterfall;
}

/* TEXT in a column of COLUMNS, which begins at *AT; what is too wide for it has a line of its own.
 */
static void put_label(FILE *out, const char *text, int columns, int *at)
{
    int width = layout_left(out, text, columns);
    *at += columns;
    if (width > columns)
        fprintf(out, "\n%*s", *at, "");
}

static void put_labels(FILE *out, const struct waterfall *waterfall, const char *name,
                       const char *values)
{
    int at = INDENT;
    fprintf(out, "%*s", INDENT, "");
    put_label(out, name, waterfall->name + GAP, &at);
    put_label(out, values, waterfall->values, &at);
}

static int place_of(const struct waterfall *waterfall, double level)
{
    double range = waterfall->high - waterfall->low;
    return range > 0 ? (int)round((level - waterfall->low) / range * waterfall->bar) : 0;
}

/* From one level to another: '+' up, '-' down, '|' if it is too short for either. */
static void put_bar(FILE *out, const struct waterfall *waterfall, double from, double to)
{
    int a = place_of(waterfall, fmin(from, to)), b = place_of(waterfall, fmax(from, to));
    char bar[LAYOUT_WIDTH + 1];
    if (a == b) {
        a = a < waterfall->bar ? a : waterfall->bar - 1;
        b = a + 1;
        bar[a] = '|';
    } else {
        memset(bar + a, to > from ? '+' : '-', (size_t)(b - a));
    }
    memset(bar, ' ', (size_t)a);
    fprintf(out, "%*s%.*s\n", GAP, "", b, bar);
}

static void put_end(FILE *out, const struct waterfall *waterfall, const char *name, double level)
{
    put_labels(out, waterfall, name, "");
    put_amount(out, waterfall->decimals, bridge_round(level, waterfall->decimals), false);
    put_bar(out, waterfall, level, level);
}

static void put_steps(FILE *out, const struct diff *diff, const struct waterfall *waterfall)
{
    const struct bridge *bridge = &diff->bridge;
    double level = bridge->from;
    for (size_t i = 0; i < bridge->n; i++) {
        const struct bridge_step *step = &bridge->steps[i];
        char name[TEXT_SIZE], values[TEXT_SIZE];
        double next = i + 1 < bridge->n ? level + step->contribution : bridge->to;
        format_name(diff, step, name, sizeof name);
        format_values(diff, step, values, sizeof values);
        if (bridge->state != BRIDGE_WHOLE) {
            fprintf(out, "%*s", INDENT, "");
            layout_left(out, name, waterfall->name + GAP);
            layout_wrap(out, values, 0, 2 * INDENT);
            continue;
        }
        put_labels(out, waterfall, name, values);
        put_amount(out, waterfall->decimals,
                   bridge_round(next, waterfall->decimals) -
                       bridge_round(level, waterfall->decimals),
                   true);
        if (step->contribution != 0)
            put_bar(out, waterfall, level, next);
        else
            fputc('\n', out);
        level = next;
    }
}

void diff_write_waterfall(FILE *out, const struct diff *diff)
{
    struct waterfall waterfall = measure(diff);
    char text[TEXT_SIZE], number[NUMBER_TEXT_SIZE];
    if (diff->bridge.n == 0) {
        number_format_fit(number, diff->bridge.to, NUMBER_COLUMNS);
        snprintf(text, sizeof text, _("%.400s stays as it is: %s %.100s"), diff->outcome, number,
                 diff->unit);
        fputc('\n', out);
        layout_wrap(out, text, 0, INDENT);
        return;
    }
    snprintf(text, sizeof text, _("What the changes did to %.400s%s%.100s"), diff->outcome,
             *diff->unit ? ", " : "", diff->unit);
    fputc('\n', out);
    layout_wrap(out, text, 0, INDENT);
    put_end(out, &waterfall, "A", diff->bridge.from);
    put_steps(out, diff, &waterfall);
    put_end(out, &waterfall, "B", diff->bridge.to);
    if (diff->bridge.state != BRIDGE_WHOLE) {
        fprintf(out, "%*s", INDENT, "");
        layout_wrap(out, bridge_reason(&diff->bridge), INDENT, INDENT);
    }
}
