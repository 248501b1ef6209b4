/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One tidy table: whatever the scenario, the same seven columns, so that a spreadsheet's filter or
 * three lines of a script find anything.
 *
 *   record    section    name     month  value  unit     text
 *   scenario                                              the title, the currency
 *   line      its own    its own  or ""  yes    yes      as written (series: a row a month)
 *   stage     the stage  role              yes    yes      its title
 *   total                role              yes    yes
 *   month                role     yes      yes    yes      2026-01
 *   cash                 result            yes    yes
 *   metric               its own           yes    yes      as written
 *   target               its own           1, 0            as written
 *   claim                about             computed        as written: the stated number
 *   warning                                                the warning, with its line
 */
#include <string.h>

#include "core/model/figure.h"
#include "print/report.h"

#include "csv.h"

/* Columns of a row; `of_month` false and value NULL: empty. */
struct row {
    const char *record, *section, *name;
    int32_t month;
    const double *value;
    const char *unit, *text;
    bool of_month;
};

static void put_row(FILE *out, const struct row *row)
{
    fprintf(out, "%s,", row->record);
    csv_put_text(out, row->section);
    fputc(',', out);
    csv_put_text(out, row->name);
    fputc(',', out);
    if (row->of_month)
        fprintf(out, "%d", (int)row->month);
    fputc(',', out);
    if (row->value)
        csv_put_number(out, *row->value);
    fputc(',', out);
    csv_put_text(out, row->unit);
    fputc(',', out);
    csv_put_text(out, row->text);
    fputc('\n', out);
}

static void put_value(FILE *out, const char *record, const char *section, const char *name,
                      double value, const char *unit, const char *text)
{
    put_row(out, &(struct row){.record = record,
                               .section = section,
                               .name = name,
                               .value = &value,
                               .unit = unit,
                               .text = text});
}

static void put_line(FILE *out, const struct scenario *scenario, uint32_t index, const char *record,
                     const char *section)
{
    const struct line *line = &scenario->model->lines[index];
    char unit[UNIT_TEXT_SIZE];
    model_line_unit(scenario->model, index, unit);
    if (!line->is_series) {
        put_value(out, record, section, line->name, scenario_value(scenario, index), unit,
                  line->text);
        return;
    }
    int32_t months = (int32_t)scenario_months(scenario);
    for (int32_t m = -scenario_has_opening(scenario); m < months; m++)
        put_row(out, &(struct row){record, section, line->name, m + 1,
                                   &scenario_series(scenario, index)[m], unit, line->text, true});
}

static void put_stage(FILE *out, const struct scenario *scenario, uint32_t index)
{
    const struct section *stage = &scenario->model->sections[index];
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_STAGE, &row);)
        put_value(out, "stage", stage->name, figure_at(row)->name,
                  scenario_stage_figure(scenario, index, row),
                  figure_unit(figure_at(row), scenario->model), stage->title);
}

static void put_figures(FILE *out, const struct scenario *scenario)
{
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_DATA, &row);) {
        const struct figure *figure = figure_at(row);
        put_value(out, figure_section(figure), NULL, figure->name, scenario_figure(scenario, row),
                  figure_unit(figure, scenario->model), NULL);
    }
}

static void put_months(FILE *out, const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    const struct period *period = calendar_period(&model->calendar);
    char name[CALENDAR_TEXT_SIZE];
    int32_t months = (int32_t)scenario_months(scenario);
    for (int32_t m = -scenario_has_opening(scenario); m < months; m++) {
        calendar_format(&model->calendar, m + 1, name);
        for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_MONTHS, &row);)
            put_row(out, &(struct row){period->name, NULL, figure_at(row)->name, m + 1,
                                       &scenario_figure_series(scenario, row)[m],
                                       figure_unit(figure_at(row), model),
                                       model->calendar.start_year ? name : NULL, true});
    }
}

static void put_target(FILE *out, const struct scenario *scenario, uint32_t index)
{
    const struct line *line = &scenario->model->lines[index];
    enum target_state state = scenario_target(scenario, index);
    double met = state == TARGET_MET;
    put_row(out, &(struct row){.record = "target",
                               .name = line->name,
                               .value = state == TARGET_UNKNOWN ? NULL : &met,
                               .text = line->text});
}

static void put_warnings(FILE *out, const struct report *report)
{
    const struct source *source = report->scenario->source;
    const struct messages *warnings = &report->warnings;
    for (size_t i = 0; i < warnings->n; i++) {
        const struct message *warning = &warnings->items[i];
        const struct place *place = &warning->place;
        char text[2 * ERROR_TEXT_SIZE];
        if (place->line > 0 && place->file < source->n_files)
            snprintf(text, sizeof text, "%.*s:%u: %s", ERROR_TEXT_SIZE / 2,
                     source->files[place->file].name, place->line, warning->text);
        else
            snprintf(text, sizeof text, "%s", warning->text);
        put_row(out, &(struct row){.record = "warning", .text = text});
    }
}

static void put_section(FILE *out, const struct scenario *scenario, uint32_t index)
{
    const struct section *section = &scenario->model->sections[index];
    for (uint32_t i = section->first_line; i < section->first_line + section->n_lines; i++) {
        if (section->kind == SECTION_TARGETS)
            put_target(out, scenario, i);
        else if (section->kind == SECTION_CLAIMS)
            put_line(out, scenario, i, "claim", NULL);
        else if (section->kind == SECTION_METRICS)
            put_line(out, scenario, i, "metric", NULL);
        else if (section->kind < SECTION_METRICS)
            put_line(out, scenario, i, "line", section->name);
    }
}

void report_write_csv(FILE *out, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    const struct model *model = scenario->model;
    fprintf(out, "record,section,name,%s,value,unit,text\n",
            calendar_period(&model->calendar)->name);
    put_row(out, &(struct row){.record = "scenario", .name = "title", .text = model->title});
    put_row(out, &(struct row){.record = "scenario", .name = "currency", .text = model->currency});
    for (uint32_t i = 0; i < model->n_sections; i++)
        put_section(out, scenario, i);
    for (uint32_t i = 0; i < model->n_sections; i++)
        if (model->sections[i].kind == SECTION_STAGE)
            put_stage(out, scenario, i);
    put_figures(out, scenario);
    put_months(out, scenario);
    put_warnings(out, report);
}
