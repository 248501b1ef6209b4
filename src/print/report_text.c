/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/layout.h"
#include "print/report.h"

enum { INDENT = 2, NAME_COLUMNS = 24, NUMBER_COLUMNS = 16 };

static void put_name(FILE *out, const char *name, int columns)
{
    fprintf(out, "%*s", INDENT, "");
    layout_left(out, name, columns);
}

static void put_title(FILE *out, const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    uint32_t months = scenario_months(scenario);
    char month[CALENDAR_TEXT_SIZE];
    layout_wrap(out, model_title(model), 0, 0);
    layout_put(out, model->currency, strlen(model->currency));
    const struct period *period = calendar_period(&model->calendar);
    fprintf(out, ", %u %s", months, ngettext(period->name, period->plural, months));
    if (model->calendar.start_year > 0) {
        model_month_name(model, 1, month);
        fprintf(out, _(" from %s"), month);
    }
    fputc('\n', out);
    if (model->note && *model->note)
        layout_wrap(out, model->note, 0, 0);
}

static void put_result(FILE *out, const char *name, double value, const char *unit)
{
    put_name(out, name, NAME_COLUMNS);
    layout_number(out, value, NUMBER_COLUMNS);
    fputs(*unit ? " " : "", out);
    layout_put(out, unit, strlen(unit));
    fputc('\n', out);
}

/* VALUE of LINE, the number of a month, by its word. */
static void put_word(FILE *out, const struct line *line, double value)
{
    char word[NUMBER_TEXT_SIZE];
    put_name(out, line->label, NAME_COLUMNS);
    model_format_value(line, value, NUMBER_COLUMNS, word);
    layout_right(out, word, NUMBER_COLUMNS);
    fputc('\n', out);
}

/* A metric with a value a month: its first month and its last one. */
static void put_series(FILE *out, const char *name, const struct scenario *scenario, uint32_t index,
                       const char *unit)
{
    put_name(out, name, NAME_COLUMNS);
    layout_number(out, scenario_series(scenario, index)[0], NUMBER_COLUMNS);
    fputs(" ..", out);
    layout_number(out, scenario_value(scenario, index), NUMBER_COLUMNS);
    fputs(*unit ? " " : "", out);
    layout_put(out, unit, strlen(unit));
    fputc('\n', out);
}

static void put_percentage(FILE *out, const char *name, double value)
{
    put_name(out, name, NAME_COLUMNS);
    if (isnan(value))
        layout_right(out, _("none"), NUMBER_COLUMNS);
    else
        layout_percent(out, value, NUMBER_COLUMNS + 2);
    fputc('\n', out);
}

/* A number of periods; NEVER if it is infinite. */
static void put_month_count(FILE *out, const char *name, double months, const char *never,
                            const struct scenario *scenario)
{
    const struct period *period = calendar_period(&scenario->model->calendar);
    put_name(out, name, NAME_COLUMNS);
    if (isinf(months))
        layout_right(out, never, NUMBER_COLUMNS);
    else
        layout_number(out, months, NUMBER_COLUMNS);
    if (isfinite(months))
        fprintf(out, " %s", ngettext(period->name, period->plural, (unsigned long)months));
    fputc('\n', out);
}

/* A period, from 1 on, by its name; NEVER if it is infinite. */
static void put_month(FILE *out, const char *name, double month, const char *never,
                      const struct scenario *scenario)
{
    char text[64], number[CALENDAR_TEXT_SIZE];
    if (isfinite(month) && month >= 1) {
        model_month_name(scenario->model, (uint32_t)month, number);
        const struct calendar *calendar = &scenario->model->calendar;
        bool has_name = calendar->start_year > 0;
        snprintf(text, sizeof text, "%s%s%s", has_name ? "" : _(calendar_period(calendar)->name),
                 has_name ? "" : " ", number);
    } else {
        snprintf(text, sizeof text, "%s", isnan(month) ? "NaN" : never);
    }
    put_name(out, name, NAME_COLUMNS);
    layout_right(out, text, NUMBER_COLUMNS);
    fputc('\n', out);
}

static void put_figure(FILE *out, const struct scenario *scenario, uint32_t row)
{
    const struct figure *figure = figure_at(row);
    const char *name = _(figure->long_label ? figure->long_label : figure->label);
    double value = scenario_figure(scenario, row);
    if (figure->is_optional && value == 0)
        return;
    switch (figure->format) {
    case FIGURE_MONEY:
    case FIGURE_AMOUNT:
        put_result(out, name, value, figure_unit(figure, scenario->model));
        break;
    case FIGURE_PERCENT:
    case FIGURE_RATE:
        put_percentage(out, name, value);
        break;
    case FIGURE_MONTH_COUNT:
        put_month_count(out, name, value, _(figure->never), scenario);
        break;
    case FIGURE_MONTH:
        put_month(out, name, value, _(figure->never), scenario);
    }
}

static void put_figures(FILE *out, const struct scenario *scenario, enum section_kind section)
{
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_REPORT, &row);)
        if (figure_at(row)->section == section)
            put_figure(out, scenario, row);
}

static void put_totals(FILE *out, const struct scenario *scenario)
{
    layout_heading(out, _("Result"));
    put_figures(out, scenario, SECTION_TOTAL);
}

static void put_cash(FILE *out, const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    layout_heading(out, _("Cash"));
    put_result(out, _("Budget"), scenario_value(scenario, model->budget), model->currency);
    put_figures(out, scenario, SECTION_CASH);
}

/* Walk through the columns of the stages' table, as figure_next does. */
static bool next_stage_column(const struct scenario *scenario, uint32_t *row)
{
    while (figure_next(FIGURES_STAGE, row))
        if (!figure_at(*row)->is_optional || scenario_figure(scenario, *row) != 0)
            return true;
    return false;
}

static void put_stage_row(FILE *out, const struct scenario *scenario, uint32_t index, int columns)
{
    const struct section *stage = &scenario->model->sections[index];
    char name[MODEL_NAME_SIZE];
    snprintf(name, sizeof name, "%s%s", stage->name, stage->is_enabled ? "" : _(" (off)"));
    put_name(out, name, NAME_COLUMNS);
    for (uint32_t row = FIGURE_NONE; next_stage_column(scenario, &row);)
        layout_number(out, scenario_stage_figure(scenario, index, row), columns);
    fputc('\n', out);
}

static void put_stages(FILE *out, const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    int n = 0;
    for (uint32_t row = FIGURE_NONE; next_stage_column(scenario, &row);)
        n++;
    int columns = lesser((LAYOUT_WIDTH - INDENT - NAME_COLUMNS) / n, NUMBER_COLUMNS);
    fputc('\n', out);
    layout_left(out, _("Stages"), NAME_COLUMNS + INDENT);
    for (uint32_t row = FIGURE_NONE; next_stage_column(scenario, &row);)
        layout_right(out, _(figure_at(row)->column), columns);
    fputc('\n', out);
    for (uint32_t i = 0; i < model->n_sections; i++)
        if (model->sections[i].kind == SECTION_STAGE)
            put_stage_row(out, scenario, i, columns);
    put_name(out, _("total"), NAME_COLUMNS);
    for (uint32_t row = FIGURE_NONE; next_stage_column(scenario, &row);)
        layout_number(out, scenario_figure(scenario, row), columns);
    fputc('\n', out);
}

static void put_metrics(FILE *out, const struct scenario *scenario)
{
    const struct section *metrics = model_first_section(scenario->model, SECTION_METRICS);
    if (!metrics || metrics->n_lines == 0)
        return;
    layout_heading(out, _("Metrics"));
    for (uint32_t i = metrics->first_line; i < metrics->first_line + metrics->n_lines; i++) {
        const struct line *line = &scenario->model->lines[i];
        char unit[UNIT_TEXT_SIZE];
        if (line->list != NAMES_NONE)
            continue;
        model_line_unit(scenario->model, i, unit);
        if (line->number.is_month)
            put_word(out, line, scenario_value(scenario, i));
        else if (line->is_series)
            put_series(out, line->label, scenario, i, unit);
        else
            put_result(out, line->label, scenario_value(scenario, i), unit);
    }
}

static void put_warnings(FILE *out, const struct report *report)
{
    const struct source *source = report->scenario->source;
    const struct messages *warnings = &report->warnings;
    if (warnings->n == 0)
        return;
    layout_heading(out, _("Warnings"));
    for (size_t i = 0; i < warnings->n; i++) {
        const struct message *warning = &warnings->items[i];
        const struct place *place = &warning->place;
        int column = 0;
        char where[32] = "";
        fprintf(out, "%*s", INDENT, "");
        if (place->line > 0 && place->file > 0 && place->file < source->n_files) {
            column = layout_left(out, source->files[place->file].name, 0);
            column += layout_left(out, ": ", 0);
        }
        if (place->line > 0)
            snprintf(where, sizeof where, _("line %u: "), place->line);
        column += layout_left(out, where, 0);
        layout_wrap(out, warning->text, INDENT + column, 2 * INDENT);
    }
    if (warnings->n_warnings > warnings->n)
        fprintf(out, _("  and %zu more\n"), warnings->n_warnings - warnings->n);
}

/* Words of units that were found to be scales of others, which nobody has said. */
static void put_units(FILE *out, const struct scenario *scenario)
{
    const char *word, *of;
    double factor;
    char number[NUMBER_TEXT_SIZE];
    size_t at = 0;
    for (bool is_first = true;
         unit_table_next_scaled(scenario->model->units, &at, &word, &factor, &of);
         is_first = false) {
        if (is_first)
            layout_heading(out, _("Units"));
        number_format_grouped(number, factor, 0);
        fprintf(out, "%*s", INDENT, "");
        layout_put(out, word, strlen(word));
        fprintf(out, " = %s ", number);
        layout_put(out, of, strlen(of));
        fputc('\n', out);
    }
}

void report_write_text(FILE *out, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    put_title(out, scenario);
    put_totals(out, scenario);
    report_write_targets(out, report);
    report_write_claims(out, report);
    put_stages(out, scenario);
    put_cash(out, scenario);
    put_metrics(out, scenario);
    put_units(out, scenario);
    put_warnings(out, report);
    report_write_months(out, scenario);
    report_write_lines(out, scenario);
}
