/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text report's table of months, or of longer periods if there are many of them. */
#include <string.h>

#include "core/model/figure.h"
#include "core/text/gettext.h"
#include "core/text/text.h"
#include "print/layout.h"
#include "print/report.h"

enum {
    ONE_BY_ONE = 24, /* periods that have a row each */
    MOST_ROWS = 32,  /* of several, unless they are years */
    PERIOD_COLUMNS = 22,
    NUMBER_COLUMNS = 14,
    MOST_METRICS = 3 /* columns of metrics */
};

/* What a row stands for, if CALENDAR has so many PERIODS: one of them, or a quarter or a year. */
static const struct period *choose_row(const struct calendar *calendar, uint32_t periods)
{
    const struct period *own = calendar_period(calendar), *row = own;
    enum calendar_unit unit = calendar->unit;
    while (periods > (row == own ? ONE_BY_ONE : MOST_ROWS * (row->months / own->months)) &&
           ++unit < N_CALENDAR_UNITS)
        row = calendar_unit_period(unit);
    return row;
}

static double sum(const double *values, int32_t from, int32_t to)
{
    double total = 0;
    for (int32_t m = from; m < to; m++)
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

static void put_metrics(FILE *out, const struct scenario *scenario, int32_t month)
{
    uint32_t index = NAMES_NONE;
    for (int i = 0; i < MOST_METRICS && (index = next_metric(scenario, index)) != NAMES_NONE; i++)
        layout_number(out, scenario_series(scenario, index)[month], NUMBER_COLUMNS);
}

static void put_heading(FILE *out, const struct scenario *scenario, const struct period *period)
{
    fputc('\n', out);
    layout_left(out, _(period->titles), PERIOD_COLUMNS);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_MONTHS, &row);)
        layout_right(out, _(figure_at(row)->column), NUMBER_COLUMNS);
    put_metric_names(out, scenario);
    fputc('\n', out);
}

/* The months FROM up to but without TO, month 1 being 0. */
static void put_period(FILE *out, const struct scenario *scenario, int32_t from, int32_t to)
{
    char first[CALENDAR_TEXT_SIZE], last[CALENDAR_TEXT_SIZE], name[80];
    calendar_format(&scenario->model->calendar, from + 1, first);
    calendar_format(&scenario->model->calendar, to, last);
    if (to - from == 1)
        snprintf(name, sizeof name, "  %s", first);
    else
        snprintf(name, sizeof name, _("  %s to %s"), first, last);
    layout_left(out, name, PERIOD_COLUMNS);
}

static void put_row(FILE *out, const struct scenario *scenario, int32_t from, int32_t to)
{
    put_period(out, scenario, from, to);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_MONTHS, &row);) {
        const double *series = scenario_figure_series(scenario, row);
        layout_number(out, figure_at(row)->is_level ? series[to - 1] : sum(series, from, to),
                      NUMBER_COLUMNS);
    }
    put_metrics(out, scenario, to - 1);
    fputc('\n', out);
}

void report_write_months(FILE *out, const struct scenario *scenario)
{
    const struct calendar *calendar = &scenario->model->calendar;
    uint32_t months = scenario_months(scenario);
    const struct period *row_period = choose_row(calendar, months);
    uint32_t step = row_period->months / calendar_period(calendar)->months;
    put_heading(out, scenario, row_period);
    if (scenario_has_opening(scenario))
        put_row(out, scenario, -1, 0);
    for (uint32_t from = 0; from < months; from += step)
        put_row(out, scenario, (int32_t)from,
                (int32_t)(from + step < months ? from + step : months));
}
