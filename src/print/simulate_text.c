/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulations as text. */
#include <math.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/layout.h"
#include "print/report.h"
#include "print/simulate.h"

enum {
    INDENT = 2,
    NAME_COLUMNS = 32,
    NUMBER_COLUMNS = 16,
    EDGE_COLUMNS = 14,
    SHARE_COLUMNS = 9,
    BAR_COLUMNS = 30,
    MAX_ROWS = 32, /* of the histogram */
    MONTH_COLUMNS = 9,
    FAN_COLUMNS = 13,
    MOST_MONTHS = 24 /* that stand in the table one by one */
};

static void put_name(FILE *out, const char *name)
{
    fprintf(out, "%*s", INDENT, "");
    layout_left(out, name, NAME_COLUMNS);
}

static void put_count(FILE *out, const char *name, uint64_t count)
{
    char text[NUMBER_TEXT_SIZE];
    number_format_grouped(text, (double)count, 0);
    put_name(out, name);
    layout_right(out, text, NUMBER_COLUMNS);
    fputc('\n', out);
}

static void put_value(FILE *out, const char *name, double value)
{
    put_name(out, name);
    layout_number(out, value, NUMBER_COLUMNS);
    fputc('\n', out);
}

/* With two decimals; what is not quite 0 or 1 is not shown as that. */
static void put_part(FILE *out, double part, int columns)
{
    char text[NUMBER_TEXT_SIZE];
    if (isnan(part))
        snprintf(text, sizeof text, "%s", _("unknown"));
    else if (part > 0 && part < 0.0001)
        snprintf(text, sizeof text, "< 0.01 %%");
    else if (part < 1 && part > 0.9999)
        snprintf(text, sizeof text, "> 99.99 %%");
    else
        snprintf(text, sizeof text, "%.2f %%", fabs(part) < 0.00005 ? 0 : 100 * part);
    layout_right(out, text, columns);
}

static void put_probability(FILE *out, const char *name, double probability)
{
    put_name(out, name);
    put_part(out, probability, NUMBER_COLUMNS);
    fputc('\n', out);
}

/* LENGTH of BAR_COLUMNS as '#'; what is above 0 shows. */
static void put_bar(FILE *out, double length)
{
    int n = (int)round(length * BAR_COLUMNS);
    n = n == 0 && length > 0 ? 1 : n > BAR_COLUMNS ? BAR_COLUMNS : n;
    if (n > 0)
        fputs("  ", out);
    for (int i = 0; i < n; i++)
        fputc('#', out);
    fputc('\n', out);
}

static void put_title(FILE *out, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    const char *unit = simulate->simulation->probe->items[0].unit;
    const char *sentence = simulation_sentence(result);
    char samples[NUMBER_TEXT_SIZE], asked[NUMBER_TEXT_SIZE], seed[NUMBER_TEXT_SIZE];
    layout_wrap(out, model_title(simulate->scenario->model), 0, 0);
    layout_put(out, simulate->of, strlen(simulate->of));
    if (*unit) {
        fputs(_(" in "), out);
        layout_put(out, unit, strlen(unit));
    }
    number_format_grouped(samples, (double)result->samples, 0);
    number_format_grouped(asked, (double)simulate->simulation->settings.samples, 0);
    number_format(seed, (double)simulate->simulation->settings.seed);
    fprintf(out,
            ngettext("\n%s sample, seed %s\n", "\n%s samples, seed %s\n",
                     (unsigned long)result->samples),
            samples, seed);
    if (simulate->is_interrupted)
        fprintf(out, _("interrupted: %s samples were asked for\n"), asked);
    if (sentence)
        layout_wrap(out, sentence, 0, 0);
}

static void put_outcome(FILE *out, const struct simulation_result *result)
{
    layout_heading(out, _("Outcome"));
    if (result->undefined > 0)
        put_count(out, _("undefined, left out below"), result->undefined);
    if (result->infinite > 0)
        put_count(out, _("infinite"), result->infinite);
    put_value(out, _("mean"), result->mean);
    put_value(out, _("standard deviation"), result->sd);
    put_value(out, _("least"), result->min);
    for (int i = 0; i < N_PERCENTILES; i++) {
        char name[64];
        if (i == PERCENTILE_50)
            snprintf(name, sizeof name, "%s", _("median"));
        else
            snprintf(name, sizeof name, _("%d %% lie below"), simulation_percents[i]);
        put_value(out, name, result->percentiles[i]);
    }
    put_value(out, _("largest"), result->max);
}

static void put_probabilities(FILE *out, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    layout_heading(out, _("Probability"));
    put_probability(out, _("outcome below 0"), result->loss);
    put_probability(out, _("cash below 0 at some time"), result->below_zero);
    for (uint32_t i = 0; i < result->n_targets; i++) {
        char name[MODEL_NAME_SIZE];
        const struct line *line = &simulate->scenario->model->lines[result->targets[i].line];
        snprintf(name, sizeof name, _("target missed: %s"), line->label);
        put_probability(out, name, result->targets[i].missed);
    }
}

/* Two or more bins a row if there are many of them. */
static void put_histogram(FILE *out, const struct simulation_result *result)
{
    uint32_t n, merged;
    const struct simulation_bin *bins = simulate_bins(result, &n);
    uint64_t most = 0, all = 0;
    if (n == 0)
        return;
    merged = (n + MAX_ROWS - 1) / MAX_ROWS;
    for (uint32_t i = 0; i < n; i += merged) {
        uint64_t count = 0;
        for (uint32_t k = i; k < i + merged && k < n; k++)
            count += bins[k].count;
        most = count > most ? count : most;
        all += count;
    }
    layout_heading(out, _("Histogram"));
    for (uint32_t i = 0; i < n; i += merged) {
        uint32_t end = i + merged < n ? i + merged : n;
        uint64_t count = 0;
        for (uint32_t k = i; k < end; k++)
            count += bins[k].count;
        layout_number(out, bins[i].from, INDENT + EDGE_COLUMNS);
        fputs(_(" to"), out);
        layout_number(out, bins[end - 1].to, EDGE_COLUMNS);
        put_part(out, (double)count / (double)all, SHARE_COLUMNS);
        put_bar(out, (double)count / (double)most);
    }
}

static void put_drivers(FILE *out, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    if (result->n_drivers == 0 || isnan(result->rest))
        return;
    layout_heading(out, _("Share of the variance"));
    for (uint32_t i = 0; i < result->n_drivers; i++) {
        const struct simulation_driver *driver = &result->drivers[i];
        char name[MODEL_NAME_SIZE];
        model_line_name(simulate->scenario->model, driver->line, name, sizeof name);
        put_name(out, name);
        put_part(out, driver->share, SHARE_COLUMNS);
        put_bar(out, driver->share);
    }
    put_name(out, _("curvature and interplay"));
    put_part(out, result->rest, SHARE_COLUMNS);
    fputc('\n', out);
}

/* Every month, or of many months those at the ends of quarters or years. */
static void put_balance(FILE *out, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    const struct calendar *calendar = &simulate->scenario->model->calendar;
    uint32_t step = 1;
    /* by the month, the quarter or the year, whichever is not too many */
    for (enum calendar_unit unit = calendar->unit;
         result->months > step * MOST_MONTHS && ++unit < N_CALENDAR_UNITS;)
        step = calendar_unit_period(unit)->months / calendar_period(calendar)->months;
    layout_heading(out, _("Balance: so much of it lies below"));
    fprintf(out, "%*s", INDENT, "");
    layout_left(out, _(calendar_period(calendar)->name), MONTH_COLUMNS);
    for (int i = 0; i < N_FAN; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d %%", simulation_fan_percents[i]);
        layout_right(out, name, FAN_COLUMNS);
    }
    fputc('\n', out);
    for (uint32_t month = step - 1; month < result->months; month += step) {
        char name[CALENDAR_TEXT_SIZE];
        model_month_name(simulate->scenario->model, month + 1, name);
        fprintf(out, "%*s", INDENT, "");
        layout_left(out, name, MONTH_COLUMNS);
        for (int i = 0; i < N_FAN; i++)
            layout_number(out, result->fan[i][month], FAN_COLUMNS);
        fputc('\n', out);
    }
}

void simulate_write_text(FILE *out, const struct simulate *simulate)
{
    const struct simulation_result *result = &simulate->simulation->result;
    put_title(out, simulate);
    put_outcome(out, result);
    put_probabilities(out, simulate);
    put_histogram(out, result);
    put_drivers(out, simulate);
    put_balance(out, simulate);
}
