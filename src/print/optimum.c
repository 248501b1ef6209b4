/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What optimize found, for programs to read. */
#include "print/optimum.h"

#include <math.h>

#include "print/json.h"

#include "csv.h"

static void add_field(struct json *json, const struct optimum_report *report,
                      const struct optimum_field *field)
{
    char name[MODEL_NAME_SIZE];
    model_line_name(report->scenario->model, field->line, name, sizeof name);
    json_open_object(json, NULL, true);
    json_add_text(json, "name", name);
    json_add_number(json, "value", field->value);
    json_add_number(json, "before", field->before);
    json_add_text(json, "text", field->text);
    json_add_bool(json, "whole", field->is_whole);
    json_close(json);
}

static void add_condition(struct json *json, const char *text,
                          const struct optimum_condition *condition)
{
    json_open_object(json, NULL, true);
    json_add_text(json, "text", text);
    json_add_bool(json, "met", condition->is_met);
    json_add_bool(json, "binding", condition->is_binding);
    json_add_bool(json, "possible", condition->is_possible);
    json_add_number(json, "left", condition->has_sides ? condition->left : (double)NAN);
    json_add_number(json, "right", condition->has_sides ? condition->right : (double)NAN);
    json_close(json);
}

bool optimum_write_json(FILE *out, const struct optimum_report *report)
{
    const struct optimize_request *request = report->request;
    const struct optimum *optimum = report->optimum;
    bool is_found = optimum->state == OPTIMUM_FOUND;
    struct json json;
    json_begin(&json, out);
    json_open_object(&json, NULL, false);
    json_add_text(&json, request->is_minimum ? "minimize" : "maximize", request->outcome);
    json_add_bool(&json, "found", is_found);
    json_add_number(&json, "value", is_found ? optimum->value : (double)NAN);
    json_add_number(&json, "before", optimum->before);
    json_open_array(&json, "at", false);
    for (size_t i = 0; is_found && i < optimum->n_fields; i++)
        add_field(&json, report, &optimum->fields[i]);
    json_close(&json);
    json_open_array(&json, "constraints", false);
    for (size_t i = 0; i < optimum->n_conditions; i++)
        add_condition(&json, request->conditions[i], &optimum->conditions[i]);
    json_close(&json);
    json_close(&json);
    return json_end(&json);
}

static void put_row(FILE *out, const char *record, const char *name, double before, double value,
                    const char *text)
{
    fprintf(out, "%s,", record);
    csv_put_text(out, name);
    fputc(',', out);
    csv_put_number(out, before);
    fputc(',', out);
    csv_put_number(out, value);
    fputc(',', out);
    csv_put_text(out, text);
    fputc('\n', out);
}

void optimum_write_csv(FILE *out, const struct optimum_report *report)
{
    const struct optimize_request *request = report->request;
    const struct optimum *optimum = report->optimum;
    bool is_found = optimum->state == OPTIMUM_FOUND;
    char name[MODEL_NAME_SIZE];
    fputs("record,name,before,value,text\n", out);
    put_row(out, request->is_minimum ? "minimize" : "maximize", request->outcome, optimum->before,
            is_found ? optimum->value : (double)NAN, optimum->unit);
    for (size_t i = 0; is_found && i < optimum->n_fields; i++) {
        const struct optimum_field *field = &optimum->fields[i];
        model_line_name(report->scenario->model, field->line, name, sizeof name);
        put_row(out, "parameter", name, field->before, field->value, field->text);
    }
    for (size_t i = 0; i < optimum->n_conditions; i++) {
        const struct optimum_condition *condition = &optimum->conditions[i];
        put_row(out, "condition", request->conditions[i], condition->was_met, condition->is_met,
                condition->is_binding    ? "binding"
                : condition->is_possible ? ""
                                         : "impossible");
    }
}
