/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of simulations share, and those that are for programs to read. */
#include "print/simulate.h"

#include "print/json.h"
#include "print/report.h"

#include "csv.h"

const struct simulation_bin *simulate_bins(const struct simulation_result *result, uint32_t *n)
{
    uint32_t first = 0, end = result->n_bins;
    while (end > first && result->bins[end - 1].count == 0)
        end--;
    while (first < end && result->bins[first].count == 0)
        first++;
    *n = end - first;
    return &result->bins[first];
}

/* JSON. */

static void add_outcome(struct json *json, const struct simulation_result *result)
{
    char percent[8];
    json_add_number(json, "undefined", (double)result->undefined);
    json_add_number(json, "infinite", (double)result->infinite);
    json_add_number(json, "mean", result->mean);
    json_add_number(json, "sd", result->sd);
    json_add_number(json, "min", result->min);
    json_add_number(json, "max", result->max);
    json_open_object(json, "percentiles", true);
    for (int i = 0; i < N_PERCENTILES; i++) {
        snprintf(percent, sizeof percent, "%d", simulation_percents[i]);
        json_add_number(json, percent, result->percentiles[i]);
    }
    json_close(json);
    json_add_number(json, "probability_of_loss", result->loss);
    json_add_number(json, "probability_of_cash_below_zero", result->below_zero);
}

static void add_targets(struct json *json, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    json_open_array(json, "targets", false);
    for (uint32_t i = 0; i < result->n_targets; i++) {
        json_open_object(json, NULL, true);
        json_add_text(json, "name", simulate->scenario->model->lines[result->targets[i].line].name);
        json_add_number(json, "probability", result->targets[i].missed);
        json_close(json);
    }
    json_close(json);
}

static void add_drivers(struct json *json, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    json_open_array(json, "drivers", false);
    for (uint32_t i = 0; i < result->n_drivers; i++) {
        char name[MODEL_NAME_SIZE];
        model_line_name(simulate->scenario->model, result->drivers[i].line, name, sizeof name);
        json_open_object(json, NULL, true);
        json_add_text(json, "name", name);
        json_add_number(json, "share", result->drivers[i].share);
        json_close(json);
    }
    json_close(json);
    json_add_number(json, "rest", result->rest);
}

static void add_histogram(struct json *json, const struct simulation_result *result)
{
    uint32_t n;
    const struct simulation_bin *bins = simulate_bins(result, &n);
    json_open_array(json, "histogram", false);
    for (uint32_t i = 0; i < n; i++) {
        json_open_object(json, NULL, true);
        json_add_number(json, "from", bins[i].from);
        json_add_number(json, "to", bins[i].to);
        json_add_number(json, "count", (double)bins[i].count);
        json_close(json);
    }
    json_close(json);
}

static void add_balance(struct json *json, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    const struct period *period = calendar_period(&simulate->scenario->model->calendar);
    char percent[8];
    json_add_number(json, "balance_samples", (double)result->fan_samples);
    json_open_array(json, "balance", false);
    for (uint32_t month = 0; month < result->months; month++) {
        json_open_object(json, NULL, true);
        json_add_number(json, period->name, month + 1);
        for (int i = 0; i < N_FAN; i++) {
            snprintf(percent, sizeof percent, "p%d", simulation_fan_percents[i]);
            json_add_number(json, percent, result->fan[i][month]);
        }
        json_close(json);
    }
    json_close(json);
}

bool simulate_write_json(FILE *out, const struct simulate *simulate)
{
    const struct simulation *simulation = simulate->simulation;
    const struct simulation_result *result = &simulation->result;
    struct json json;
    json_begin(&json, out);
    json_open_object(&json, NULL, false);
    json_add_text(&json, "of", simulate->of);
    json_add_text(&json, "unit", simulation->probe->items[0].unit);
    json_add_number(&json, "samples", (double)result->samples);
    json_add_number(&json, "seed", (double)simulation->settings.seed);
    json_add_bool(&json, "interrupted", simulate->is_interrupted);
    add_outcome(&json, result);
    add_targets(&json, simulate);
    add_drivers(&json, simulate);
    add_histogram(&json, result);
    add_balance(&json, simulate);
    json_close(&json);
    return json_end(&json);
}

/* CSV. */

static void put_row(FILE *out, const char *record, const char *name, double value)
{
    csv_put_text(out, record);
    fputc(',', out);
    csv_put_text(out, name);
    fputs(",,,,", out);
    csv_put_number(out, value);
    fputc('\n', out);
}

static void put_percentiles(FILE *out, const struct simulation_result *result)
{
    char percent[8];
    for (int i = 0; i < N_PERCENTILES; i++) {
        snprintf(percent, sizeof percent, "%d", simulation_percents[i]);
        put_row(out, "percentile", percent, result->percentiles[i]);
    }
}

static void put_bins(FILE *out, const struct simulation_result *result)
{
    uint32_t n;
    const struct simulation_bin *bins = simulate_bins(result, &n);
    for (uint32_t i = 0; i < n; i++) {
        fputs("histogram,,,", out);
        csv_put_number(out, bins[i].from);
        fputc(',', out);
        csv_put_number(out, bins[i].to);
        fprintf(out, ",%llu\n", (unsigned long long)bins[i].count);
    }
}

static void put_balance(FILE *out, const struct simulation_result *result)
{
    for (uint32_t month = 0; month < result->months; month++)
        for (int i = 0; i < N_FAN; i++) {
            fprintf(out, "balance,p%d,%u,,,", simulation_fan_percents[i], month + 1);
            csv_put_number(out, result->fan[i][month]);
            fputc('\n', out);
        }
}

void simulate_write_csv(FILE *out, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    char name[MODEL_NAME_SIZE];
    fprintf(out, "record,name,%s,from,to,value\n",
            calendar_period(&simulate->scenario->model->calendar)->name);
    put_row(out, "outcome", "samples", (double)result->samples);
    put_row(out, "outcome", "seed", (double)simulate->simulation->settings.seed);
    put_row(out, "outcome", "undefined", (double)result->undefined);
    put_row(out, "outcome", "infinite", (double)result->infinite);
    put_row(out, "outcome", "mean", result->mean);
    put_row(out, "outcome", "sd", result->sd);
    put_row(out, "outcome", "min", result->min);
    put_row(out, "outcome", "max", result->max);
    put_percentiles(out, result);
    put_row(out, "probability", "loss", result->loss);
    put_row(out, "probability", "cash_below_zero", result->below_zero);
    for (uint32_t i = 0; i < result->n_targets; i++)
        put_row(out, "target", simulate->scenario->model->lines[result->targets[i].line].name,
                result->targets[i].missed);
    for (uint32_t i = 0; i < result->n_drivers; i++) {
        model_line_name(simulate->scenario->model, result->drivers[i].line, name, sizeof name);
        put_row(out, "driver", name, result->drivers[i].share);
    }
    put_row(out, "rest", "", result->rest);
    put_bins(out, result);
    put_balance(out, result);
}
