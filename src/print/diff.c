/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of differences share, and those that are for programs to read. */
#include "print/diff.h"

#include <math.h>

#include "print/json.h"

#include "csv.h"

const struct line *diff_step_line(const struct diff *diff, const struct bridge_step *step, size_t s)
{
    return &diff->scenarios[s]->model->lines[s == 0 ? step->from : step->to];
}

/* What STEP is called in tables. */
static void step_name(const struct diff *diff, const struct bridge_step *step,
                      char out[MODEL_NAME_SIZE])
{
    if (step->kind == BRIDGE_PARAMETER)
        model_line_name(diff->scenarios[0]->model, step->from, out, MODEL_NAME_SIZE);
    else
        snprintf(out, MODEL_NAME_SIZE, "%s", bridge_kind_name(step->kind));
}

static double change_of(const struct diff *diff, const struct comparison_row *row)
{
    return comparison_cell(&diff->comparison, row, 1)->value -
           comparison_cell(&diff->comparison, row, 0)->value;
}

/* JSON. */

static void add_cells(struct json *json, const struct diff *diff, const struct comparison_row *row)
{
    char name[MODEL_NAME_SIZE];
    comparison_row_name(row, name);
    json_add_text(json, "name", name);
    for (size_t s = 0; s < 2; s++) {
        const struct comparison_cell *cell = comparison_cell(&diff->comparison, row, s);
        if (row->kind == COMPARISON_TEXT)
            json_add_text(json, s == 0 ? "a" : "b", cell->text);
        else
            json_add_number(json, s == 0 ? "a" : "b", cell->value);
    }
}

static void add_step(struct json *json, const struct diff *diff, const struct bridge_step *step)
{
    bool is_parameter = step->kind == BRIDGE_PARAMETER;
    char name[MODEL_NAME_SIZE];
    step_name(diff, step, name);
    json_open_object(json, NULL, true);
    json_add_text(json, "name", name);
    for (size_t s = 0; s < 2; s++)
        json_add_number(json, s == 0 ? "a" : "b",
                        is_parameter ? diff_step_line(diff, step, s)->value : (double)NAN);
    json_add_number(json, "contribution", step->contribution);
    json_close(json);
}

/* First what the bridge explains, largest first, then what is in its structure. */
static void add_parameters(struct json *json, const struct diff *diff)
{
    size_t n;
    const struct comparison_row *rows =
        comparison_rows(&diff->comparison, COMPARISON_PARAMETER, &n);
    json_open_array(json, "parameters", false);
    for (size_t i = 0; i < diff->bridge.n; i++)
        add_step(json, diff, &diff->bridge.steps[i]);
    for (size_t i = 0; i < n; i++) {
        if (comparison_is_smooth(&diff->comparison, &rows[i]))
            continue;
        json_open_object(json, NULL, true);
        add_cells(json, diff, &rows[i]);
        json_add_null(json, "contribution");
        json_close(json);
    }
    json_close(json);
}

static void add_texts(struct json *json, const struct diff *diff)
{
    size_t n;
    const struct comparison_row *rows = comparison_rows(&diff->comparison, COMPARISON_TEXT, &n);
    json_open_array(json, "texts", false);
    for (size_t i = 0; i < n; i++) {
        json_open_object(json, NULL, true);
        add_cells(json, diff, &rows[i]);
        json_close(json);
    }
    json_close(json);
}

static void add_results(struct json *json, const struct diff *diff)
{
    json_open_array(json, "results", false);
    for (size_t i = 0; i < diff->comparison.n_rows; i++) {
        const struct comparison_row *row = &diff->comparison.rows[i];
        if (row->kind < COMPARISON_TOTAL)
            continue;
        json_open_object(json, NULL, true);
        add_cells(json, diff, row);
        json_add_number(json, "change", change_of(diff, row));
        json_close(json);
    }
    json_close(json);
}

bool diff_write_json(FILE *out, const struct diff *diff)
{
    const char *reason = bridge_reason(&diff->bridge);
    struct json json;
    json_begin(&json, out);
    json_open_object(&json, NULL, false);
    json_add_text(&json, "a", diff->names[0]);
    json_add_text(&json, "b", diff->names[1]);
    json_open_object(&json, "outcome", true);
    json_add_text(&json, "of", diff->outcome);
    json_add_number(&json, "a", diff->bridge.from);
    json_add_number(&json, "b", diff->bridge.to);
    json_add_number(&json, "change", diff->bridge.to - diff->bridge.from);
    json_add_text(&json, "unexplained", *reason ? reason : NULL);
    json_close(&json);
    add_parameters(&json, diff);
    add_texts(&json, diff);
    add_results(&json, diff);
    json_close(&json);
    return json_end(&json);
}

/* CSV. */

static void put_optional(FILE *out, const double *number)
{
    fputc(',', out);
    if (number)
        csv_put_number(out, *number);
}

static void put_row(FILE *out, const struct diff *diff, const struct comparison_row *row)
{
    static const char *const records[N_COMPARISON_KINDS] = {
        [COMPARISON_PARAMETER] = "parameter", [COMPARISON_TEXT] = "text",
        [COMPARISON_TOTAL] = "total",         [COMPARISON_CASH] = "cash",
        [COMPARISON_STAGE] = "stage",         [COMPARISON_METRIC] = "metric",
        [COMPARISON_TARGET] = "target",
    };
    char name[MODEL_NAME_SIZE];
    double change = change_of(diff, row);
    bool has_change = row->kind != COMPARISON_TEXT;
    comparison_row_name(row, name);
    fprintf(out, "%s,", records[row->kind]);
    csv_put_text(out, name);
    for (size_t s = 0; s < 2; s++) {
        const struct comparison_cell *cell = comparison_cell(&diff->comparison, row, s);
        if (row->kind != COMPARISON_TEXT) {
            put_optional(out, cell->is_there ? &cell->value : NULL);
        } else {
            fputc(',', out);
            csv_put_text(out, cell->text);
        }
        has_change = has_change && cell->is_there;
    }
    put_optional(out, has_change ? &change : NULL);
    fputs(",\n", out);
}

static void put_step(FILE *out, const struct diff *diff, const struct bridge_step *step)
{
    bool is_parameter = step->kind == BRIDGE_PARAMETER;
    double a = is_parameter ? diff_step_line(diff, step, 0)->value : 0;
    double b = is_parameter ? diff_step_line(diff, step, 1)->value : 0, change = b - a;
    char name[MODEL_NAME_SIZE];
    step_name(diff, step, name);
    fputs(is_parameter ? "parameter," : "bridge,", out);
    csv_put_text(out, name);
    put_optional(out, is_parameter ? &a : NULL);
    put_optional(out, is_parameter ? &b : NULL);
    put_optional(out, is_parameter ? &change : NULL);
    put_optional(out, &step->contribution);
    fputc('\n', out);
}

void diff_write_csv(FILE *out, const struct diff *diff)
{
    const struct bridge *bridge = &diff->bridge;
    double change = bridge->to - bridge->from;
    fputs("record,name,a,b,change,contribution\noutcome,", out);
    csv_put_text(out, diff->outcome);
    put_optional(out, &bridge->from);
    put_optional(out, &bridge->to);
    put_optional(out, &change);
    fputs(",\n", out);
    for (size_t i = 0; i < bridge->n; i++)
        put_step(out, diff, &bridge->steps[i]);
    for (size_t i = 0; i < diff->comparison.n_rows; i++)
        if (!comparison_is_smooth(&diff->comparison, &diff->comparison.rows[i]))
            put_row(out, diff, &diff->comparison.rows[i]);
}
