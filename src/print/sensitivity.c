/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of sensitivities share, and those that are for programs to read. */
#include "print/sensitivity.h"

#include <math.h>

#include "print/json.h"

#include "csv.h"

static void add_end(struct json *json, const char *key, double value, double outcome)
{
    json_open_object(json, key, true);
    json_add_number(json, "value", value);
    json_add_number(json, "outcome", outcome);
    json_close(json);
}

static void add_row(struct json *json, const struct sensitivity_report *report,
                    const struct sensitivity_row *row)
{
    char name[MODEL_NAME_SIZE];
    model_line_name(report->scenario->model, row->line, name, sizeof name);
    json_open_object(json, NULL, true);
    json_add_text(json, "name", name);
    if (row->is_list)
        json_add_bool(json, "list", true);
    json_add_number(json, "value", row->value);
    json_add_number(json, "derivative", row->derivative);
    json_add_number(json, "elasticity", row->elasticity);
    json_add_number(json, "one_percent", row->one_percent);
    json_add_bool(json, "kink", row->is_kink);
    json_add_number(json, "flip", row->flip);
    add_end(json, "low", row->range.low, row->low_outcome);
    add_end(json, "high", row->range.high, row->high_outcome);
    json_add_number(json, "swing", row->swing);
    json_close(json);
}

bool sensitivity_write_json(FILE *out, const struct sensitivity_report *report)
{
    const struct sensitivity *sensitivity = report->sensitivity;
    struct json json;
    json_begin(&json, out);
    json_open_object(&json, NULL, false);
    json_add_text(&json, "of", report->outcome);
    json_add_number(&json, "value", sensitivity->value);
    json_add_text(&json, "unit", report->unit);
    json_open_array(&json, "parameters", false);
    for (size_t i = 0; i < sensitivity->n; i++)
        add_row(&json, report, sensitivity->order[i]);
    json_close(&json);
    json_close(&json);
    return json_end(&json);
}

static void put_number(FILE *out, double number)
{
    fputc(',', out);
    csv_put_number(out, number);
}

/* Like put_number, but nothing if NUMBER is NaN. */
static void put_optional(FILE *out, double number)
{
    fputc(',', out);
    if (!isnan(number))
        csv_put_number(out, number);
}

static void put_row(FILE *out, const struct sensitivity_report *report,
                    const struct sensitivity_row *row)
{
    bool is_whole = report->scenario->model->lines[row->line].is_whole;
    char name[MODEL_NAME_SIZE];
    model_line_name(report->scenario->model, row->line, name, sizeof name);
    fputs(row->is_list ? "list," : "parameter,", out);
    csv_put_text(out, name);
    put_number(out, row->value);
    put_number(out, row->range.low);
    put_number(out, row->range.high);
    put_number(out, row->low_outcome);
    put_number(out, row->high_outcome);
    put_number(out, row->swing);
    (is_whole ? put_optional : put_number)(out, row->derivative);
    put_optional(out, row->elasticity);
    (is_whole ? put_optional : put_number)(out, row->one_percent);
    put_number(out, row->is_kink);
    put_optional(out, row->flip);
    fputc('\n', out);
}

void sensitivity_write_csv(FILE *out, const struct sensitivity_report *report)
{
    fputs("record,name,value,low,high,low_outcome,high_outcome,swing,derivative,elasticity,"
          "one_percent,kink,flip\noutcome,",
          out);
    csv_put_text(out, report->outcome);
    put_number(out, report->sensitivity->value);
    fputs(",,,,,,,,,,\n", out);
    for (size_t i = 0; i < report->sensitivity->n; i++)
        put_row(out, report, report->sensitivity->order[i]);
}
