/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text report's table of months, or of quarters or years if there are many of them. */
#include <string.h>

#include "core/model/figure.h"
#include "core/text/gettext.h"
#include "core/text/text.h"
#include "print/layout.h"
#include "print/report.h"

enum {
    MONTHLY_UP_TO = 24, /* months that are shown one by one */
    QUARTERLY_UP_TO = 96,
    PERIOD_COLUMNS = 22,
    NUMBER_COLUMNS = 14,
    MOST_METRICS = 3 /* columns of metrics */
};

static uint32_t months_per_row(uint32_t months)
{
    if (months <= MONTHLY_UP_TO)
        return 1;
    return months <= QUARTERLY_UP_TO ? 3 : 12;
}

static double sum(const double *values, uint32_t from, uint32_t to)
{
    double total = 0;
    for (uint32_t m = from; m < to; m++)
        total += values[m];
    return total;
}

/* The next metric behind INDEX that has a value a month, NAMES_NONE if none; NAMES_NONE begins. */
static uint32_t next_metric(const struct scenario *scenario, uint32_t index)
{
    const struct section *metrics = model_first_section(scenario->model, SECTION_METRICS);
    uint32_t end = metrics ? metrics->first_line + metrics->n_lines : 0;
    for (uint32_t i = index != NAMES_NONE ? index + 1
                      : metrics           ? metrics->first_line
                                          : 0;
         i < end; i++)
        if (scenario->model->lines[i].is_series)
            return i;
    return NAMES_NONE;
}

/* Metrics beside the figures, each a column: as many as fit. */
static void put_metric_names(FILE *out, const struct scenario *scenario)
{
    uint32_t index = NAMES_NONE;
    for (int i = 0; i < MOST_METRICS && (index = next_metric(scenario, index)) != NAMES_NONE; i++) {
        const char *label = model_label(&scenario->model->lines[index]);
        char name[4 * NUMBER_COLUMNS];
        size_t n = text_fit(label, strlen(label), NUMBER_COLUMNS - 2, NULL);
        snprintf(name, sizeof name, "%.*s", (int)n, label);
        layout_right(out, name, NUMBER_COLUMNS);
    }
}

static void put_metrics(FILE *out, const struct scenario *scenario, uint32_t month)
{
    uint32_t index = NAMES_NONE;
    for (int i = 0; i < MOST_METRICS && (index = next_metric(scenario, index)) != NAMES_NONE; i++)
        layout_number(out, scenario_series(scenario, index)[month], NUMBER_COLUMNS);
}

static void put_heading(FILE *out, const struct scenario *scenario, uint32_t step)
{
    fputc('\n', out);
    layout_left(out,
                step == 1   ? _("Months")
                : step == 3 ? _("Quarters")
                            : _("Years"),
                PERIOD_COLUMNS);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_MONTHS, &row);)
        layout_right(out, _(figure_at(row)->column), NUMBER_COLUMNS);
    put_metric_names(out, scenario);
    fputc('\n', out);
}

/* The months FROM up to but without TO. */
static void put_period(FILE *out, const struct scenario *scenario, uint32_t from, uint32_t to)
{
    char first[CALENDAR_TEXT_SIZE], last[CALENDAR_TEXT_SIZE], name[80];
    model_month_name(scenario->model, from + 1, first);
    model_month_name(scenario->model, to, last);
    if (to - from == 1)
        snprintf(name, sizeof name, "  %s", first);
    else
        snprintf(name, sizeof name, _("  %s to %s"), first, last);
    layout_left(out, name, PERIOD_COLUMNS);
}

void report_write_months(FILE *out, const struct scenario *scenario)
{
    uint32_t months = scenario_months(scenario), step = months_per_row(months);
    put_heading(out, scenario, step);
    for (uint32_t from = 0; from < months; from += step) {
        uint32_t to = from + step < months ? from + step : months;
        put_period(out, scenario, from, to);
        for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_MONTHS, &row);) {
            const double *series = scenario_figure_series(scenario, row);
            layout_number(out, figure_at(row)->is_level ? series[to - 1] : sum(series, from, to),
                          NUMBER_COLUMNS);
        }
        put_metrics(out, scenario, to - 1);
        fputc('\n', out);
    }
}
