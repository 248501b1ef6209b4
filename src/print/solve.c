/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a goal seek found, for programs to read. */
#include "print/solve.h"

#include <math.h>

#include "print/json.h"

#include "csv.h"

static void add_range(struct json *json, const char *key, double from, double to)
{
    json_open_object(json, key, true);
    json_add_number(json, "from", from);
    json_add_number(json, "to", to);
    json_close(json);
}

static void add_jump(struct json *json, const struct jump *jump, double target)
{
    json_open_object(json, NULL, true);
    json_add_number(json, "at", jump->x[1]);
    json_add_number(json, "from", jump->y[0] + target);
    json_add_number(json, "to", jump->y[1] + target);
    json_close(json);
}

/* The N VALUES by their words if the parameter is a month. */
static void add_months(struct json *json, const struct solve_report *report, const double *values,
                       size_t n)
{
    const struct line *line = &report->scenario->model->lines[report->line];
    char month[CALENDAR_TEXT_SIZE];
    if (!line->number.is_month)
        return;
    json_open_array(json, "months", true);
    for (size_t i = 0; i < n; i++) {
        calendar_format_word(&line->number.calendar, round(values[i]), false, month);
        json_add_text(json, NULL, month);
    }
    json_close(json);
}

bool solve_write_json(FILE *out, const struct solve_report *report)
{
    const struct solving *solving = report->solving;
    double values[2 * SOLVE_MOST_SOLUTIONS];
    size_t n = solving_values(solving, values);
    struct json json;
    json_begin(&json, out);
    json_open_object(&json, NULL, false);
    json_add_text(&json, "by", report->name);
    json_add_text(&json, "target", report->goal);
    json_add_number(&json, "now", solving->present);
    json_add_number(&json, "value", solving->value);
    json_add_number(&json, "outcome", solving->outcome);
    json_add_numbers(&json, "solutions", values, n);
    add_months(&json, report, values, n);
    json_add_bool(&json, "more", solving->is_cut);
    json_add_bool(&json, "proven_none", solving->proven_none);
    add_range(&json, "range", solving->range.low, solving->range.high);
    json_open_array(&json, "met", false);
    for (size_t i = 0; i < solving->n_solutions; i++)
        add_range(&json, NULL, solving->solutions[i].low, solving->solutions[i].high);
    json_close(&json);
    json_open_array(&json, "jumps", false);
    for (size_t i = 0; i < solving->n_jumps; i++)
        add_jump(&json, &solving->jumps[i], report->reading->goal.target);
    json_close(&json);
    json_close(&json);
    return json_end(&json);
}

void solve_write_csv(FILE *out, const struct solve_report *report)
{
    double values[2 * SOLVE_MOST_SOLUTIONS];
    size_t n = solving_values(report->solving, values);
    fputs("by,value,outcome\n", out);
    for (size_t i = 0; i < n; i++) {
        csv_put_text(out, report->name);
        fputc(',', out);
        csv_put_number(out, values[i]);
        fputc(',', out);
        csv_put_number(out, solver_outcome(report->solver, values[i]));
        fputc('\n', out);
    }
}
