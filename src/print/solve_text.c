/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a goal seek found, in sentences. */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/value.h"
#include "core/text/gettext.h"
#include "print/layout.h"
#include "print/solve.h"

enum { INDENT = 2, VALUE_COLUMNS = 14, TEXT_SIZE = 512, MOST_LISTED = 8, SENTENCE_SIZE = 4096 };

static void put(FILE *out, const char *format, ...) PRINTF_LIKE(2, 3);

static void put(FILE *out, const char *format, ...)
{
    char text[SENTENCE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    layout_wrap(out, text, 0, INDENT);
}

static const struct line *line_of(const struct solve_report *report)
{
    return &report->scenario->model->lines[report->line];
}

/* VALUE of the parameter in so few digits that it still meets the goal. */
static void write_value(const struct solve_report *report, double value,
                        char out[VARIABLE_TEXT_SIZE])
{
    variable_format_exact(line_of(report), solver_tidy(report->solver, value), out);
}

/* An end of a stretch: of the range, or a value up to which the goal is met. */
static void write_end(const struct solve_report *report, double value, char out[VARIABLE_TEXT_SIZE])
{
    const struct range *range = &report->solving->range;
    if (value == range->low || value == range->high)
        variable_format_exact(line_of(report), value, out);
    else
        write_value(report, value, out);
}

static void put_stretches(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    for (size_t i = 0; i < solving->n_solutions && i < MOST_LISTED; i++) {
        char low[VARIABLE_TEXT_SIZE], high[VARIABLE_TEXT_SIZE];
        write_end(report, solving->solutions[i].low, low);
        write_end(report, solving->solutions[i].high, high);
        if (solving->solutions[i].low == solving->solutions[i].high)
            put(out, _("It is met at %s"), low);
        else if (solving->solutions[i].low == solving->range.low &&
                 solving->solutions[i].high == solving->range.high)
            put(out, _("It is met all over the range"));
        else
            put(out, _("It is met from %s to %s"), low, high);
    }
}

/* "Also at 3 %, 41 %": the solutions but the nearest. */
static void put_others(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    char text[SENTENCE_SIZE] = "";
    size_t used = 0, n = 0;
    for (size_t i = 0; i < solving->n_solutions && n < MOST_LISTED; i++) {
        char value[VARIABLE_TEXT_SIZE];
        if (solving->solutions[i].nearest == solving->value)
            continue;
        write_value(report, solving->solutions[i].nearest, value);
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s%s", n++ > 0 ? ", " : "", value);
    }
    if (n > 0)
        put(out, _("Also at %s%s"), text, n + 1 < solving->n_solutions ? ", ..." : "");
}

static void put_command(FILE *out, const struct solve_report *report, const char *value)
{
    if (strcmp(report->path, "-") == 0)
        return;
    fputs(_("To take it: "), out);
    fputs("proforma set ", out);
    layout_shell_word(out, report->path);
    layout_assignment(out, report->name, value);
    fputc('\n', out);
}

static void put_found(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    bool is_equation = report->reading->goal.op == OP_EQ;
    bool is_met = solving->value == solving->present;
    char value[VARIABLE_TEXT_SIZE], present[VARIABLE_TEXT_SIZE];
    write_value(report, solving->value, value);
    variable_format_exact(line_of(report), solving->present, present);
    if (is_met)
        put(out, _("%s now, with %s at %s"), report->goal, report->name, present);
    else
        put(out, _("%s with %s at %s (now %s)"), report->goal, report->name, value, present);
    if (is_equation)
        put_others(out, report);
    if (!is_equation || solving->solutions[0].low < solving->solutions[0].high)
        put_stretches(out, report);
    if (solving->is_cut)
        put(out, _("There are more than the %d solutions that are kept"), SOLVE_MOST_SOLUTIONS);
    if (is_met)
        return;
    char *text = line_of(report)->n_numbers > 0
                     ? variable_text(report->scenario->model, report->line,
                                     solver_tidy(report->solver, solving->value))
                     : NULL;
    put_command(out, report, text ? text : value);
    free(text);
}

/* A value of the outcome, in percent if the goal is. */
static void write_outcome(const struct solve_report *report, double value, char *out, size_t size)
{
    const struct goal *goal = &report->reading->goal;
    char number[NUMBER_TEXT_SIZE];
    number_format_fit(number, goal->is_percent ? 100 * value : value, VALUE_COLUMNS);
    snprintf(out, size, "%s%s", number, goal->is_percent ? " %" : "");
}

/* "total.profit", or if the goal has two sides that vary, their difference. */
static void put_extremes(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    const struct probe_item *item = &report->reading->probe->items[0];
    char low[VARIABLE_TEXT_SIZE], high[VARIABLE_TEXT_SIZE], outcome[TEXT_SIZE];
    if (item->left != REGISTER_NONE)
        snprintf(outcome, sizeof outcome, "%s", _("the left side less the right one"));
    else
        snprintf(outcome, sizeof outcome, "%.*s", (int)report->reading->outcome_length,
                 report->goal);
    write_outcome(report, solving->least, low, sizeof low);
    write_outcome(report, solving->greatest, high, sizeof high);
    if (isnan(solving->least))
        put(out, _("There %s is undefined"), outcome);
    else if (solving->least == solving->greatest)
        put(out, _("There %s is %s%s%s"), outcome, low, *item->unit ? " " : "", item->unit);
    else
        put(out, _("There %s goes from %s to %s%s%s"), outcome, low, high, *item->unit ? " " : "",
            item->unit);
    if (solving->has_undefined && !isnan(solving->least))
        put(out, _("At some of the values it is undefined"));
}

static void put_jumps(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    double target = report->reading->goal.target;
    for (size_t i = 0; i < solving->n_jumps; i++) {
        const struct jump *jump = &solving->jumps[i];
        char before[VARIABLE_TEXT_SIZE], at[VARIABLE_TEXT_SIZE];
        char from[VARIABLE_TEXT_SIZE], to[VARIABLE_TEXT_SIZE];
        variable_format(line_of(report), jump->x[1], VALUE_COLUMNS, at);
        variable_format(line_of(report), jump->x[0], VALUE_COLUMNS, before);
        write_outcome(report, jump->y[0] + target, from, sizeof from);
        write_outcome(report, jump->y[1] + target, to, sizeof to);
        if (line_of(report)->is_whole)
            put(out, _("From %s to %s it goes from %s to %s"), before, at, from, to);
        else
            put(out, _("At %s it jumps from %s to %s"), at, from, to);
    }
}

static void put_none(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    char range[VARIABLE_TEXT_SIZE];
    variable_format_range(line_of(report), solving->range, VALUE_COLUMNS, range);
    if (!solving->has_effect)
        put(out, _("%s has no effect on %.*s"), report->name, (int)report->reading->outcome_length,
            report->goal);
    else if (solving->proven_none)
        put(out, _("No %s in %s meets %s: proven"), report->name, range, report->goal);
    else
        put(out, _("No %s in %s was found that meets %s; that is no proof"), report->name, range,
            report->goal);
    put_extremes(out, report);
    put_jumps(out, report);
}

void solve_write_text(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    char range[VARIABLE_TEXT_SIZE];
    if (solving->n_solutions == 0) {
        put_none(out, report);
        return;
    }
    put_found(out, report);
    variable_format_range(line_of(report), solving->range, VALUE_COLUMNS, range);
    put(out, _("Searched: %s"), range);
}
