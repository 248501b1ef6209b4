/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of sweeps share, and those that are for programs to read. */
#include "print/sweep.h"

#include "print/json.h"

#include "csv.h"

/* The value of axis AXIS at point I. */
static double value_at(const struct sweep *sweep, size_t axis, size_t i)
{
    size_t n = sweep->n_axes > 1 ? sweep->axes[1].n : 1;
    return sweep->axes[axis].at[axis == 0 ? i / n : i % n];
}

static void add_point(struct json *json, const char *key, const struct sweep *sweep, size_t i)
{
    if (i >= sweep->n) {
        json_add_null(json, key);
        return;
    }
    json_open_object(json, key, true);
    json_open_array(json, "at", true);
    for (size_t axis = 0; axis < sweep->n_axes; axis++)
        json_add_number(json, NULL, value_at(sweep, axis, i));
    json_close(json);
    json_add_number(json, "outcome", sweep->outcomes[i]);
    json_close(json);
}

static void add_crossings(struct json *json, const struct sweep *picture)
{
    json_open_array(json, "crossings", false);
    for (size_t i = 0; i < picture->n_crossings && i < SWEEP_MOST_CROSSINGS; i++) {
        json_open_object(json, NULL, true);
        json_add_number(json, "at", picture->crossings[i].at);
        json_add_bool(json, "jump", picture->crossings[i].is_jump);
        json_close(json);
    }
    json_close(json);
}

bool sweep_write_json(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->sweep;
    struct json json;
    char name[MODEL_NAME_SIZE];
    json_begin(&json, out);
    json_open_object(&json, NULL, false);
    json_add_text(&json, "of", report->outcome);
    json_add_text(&json, "unit", report->unit);
    json_open_array(&json, "by", true);
    for (size_t i = 0; i < sweep->n_axes; i++) {
        model_line_name(report->scenario->model, report->by[i].line, name, sizeof name);
        json_add_text(&json, NULL, name);
    }
    json_close(&json);
    json_add_number(&json, "value", report->value);
    if (sweep->n_axes == 1)
        add_crossings(&json, report->picture);
    add_point(&json, "lowest", sweep, sweep->lowest);
    add_point(&json, "highest", sweep, sweep->highest);
    json_open_array(&json, "points", false);
    for (size_t i = 0; i < sweep->n; i++)
        add_point(&json, NULL, sweep, i);
    json_close(&json);
    json_close(&json);
    return json_end(&json);
}

void sweep_write_csv(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->sweep;
    char name[MODEL_NAME_SIZE];
    for (size_t axis = 0; axis < sweep->n_axes; axis++) {
        model_line_name(report->scenario->model, report->by[axis].line, name, sizeof name);
        csv_put_text(out, name);
        fputc(',', out);
    }
    csv_put_text(out, report->outcome);
    fputc('\n', out);
    for (size_t i = 0; i < sweep->n; i++) {
        for (size_t axis = 0; axis < sweep->n_axes; axis++) {
            csv_put_number(out, value_at(sweep, axis, i));
            fputc(',', out);
        }
        csv_put_number(out, sweep->outcomes[i]);
        fputc('\n', out);
    }
}
