/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/model/figure.h"
#include "print/json.h"
#include "print/report.h"

/* The word of VALUE, if LINE is the number of a month. */
static void add_month(struct json *json, const struct line *line, double value)
{
    char month[CALENDAR_TEXT_SIZE];
    if (!line->number.is_month || line->is_series || !isfinite(value))
        return;
    calendar_format_word(&line->number.calendar, round(value), false, month);
    json_add_text(json, "month", month);
}

static void add_line(struct json *json, const struct scenario *scenario, uint32_t index)
{
    const struct line *line = &scenario->model->lines[index];
    char unit[UNIT_TEXT_SIZE];
    double value = line->is_series ? 0 : scenario_value(scenario, index);
    uint32_t n_early = scenario_has_opening(scenario); /* month 0, in front */
    model_line_unit(scenario->model, index, unit);
    json_open_object(json, NULL, true);
    json_add_text(json, "name", line->name);
    json_add_text(json, "label", line->label);
    json_add_bool(json, "parameter", line->kind == LINE_PARAMETER);
    if (line->is_series)
        json_add_numbers(json, "series", scenario_series(scenario, index) - n_early,
                         scenario_months(scenario) + n_early);
    else
        json_add_number(json, "value", value);
    add_month(json, line, value);
    json_add_text(json, "unit", unit);
    json_add_text(json, "text", line->text);
    json_close(json);
}

/* The lines of SECTION (NULL: none) that the scenario itself has. */
static void add_lines(struct json *json, const char *key, const struct scenario *scenario,
                      const struct section *section)
{
    json_open_array(json, key, false);
    for (uint32_t i = 0; section && i < section->n_lines; i++)
        if (!model_is_builtin(scenario->model, section->first_line + i))
            add_line(json, scenario, section->first_line + i);
    json_close(json);
}

static void add_stage(struct json *json, const struct scenario *scenario, uint32_t index)
{
    const struct section *stage = &scenario->model->sections[index];
    const struct period *period = calendar_period(&scenario->model->calendar);
    json_open_object(json, NULL, false);
    json_add_text(json, "name", stage->name);
    json_add_text(json, "title", stage->title);
    json_add_text(json, "kind", stage->kind_name);
    json_add_text(json, "per", stage->is_monthly ? period->name : "total");
    json_add_bool(json, "enabled", stage->is_enabled);
    if (stage->n_rows > 0)
        json_add_number(json, "rows", stage->n_rows);
    if (stage->rows != NAMES_NONE)
        json_add_text(json, "row_of", scenario->model->sections[stage->rows].name);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_STAGE, &row);)
        json_add_number(json, figure_at(row)->name, scenario_stage_figure(scenario, index, row));
    add_lines(json, "lines", scenario, stage);
    json_close(json);
}

/* What the kinds of the scenario's own share. */
static void add_kinds(struct json *json, const struct scenario *scenario)
{
    json_open_array(json, "kinds", false);
    for (uint32_t i = 0; i < scenario->model->n_sections; i++) {
        const struct section *section = &scenario->model->sections[i];
        if (section->kind != SECTION_KIND)
            continue;
        json_open_object(json, NULL, false);
        json_add_text(json, "name", section->name);
        json_add_text(json, "title", section->title);
        add_lines(json, "lines", scenario, section);
        json_close(json);
    }
    json_close(json);
}

static void add_stages(struct json *json, const struct scenario *scenario)
{
    json_open_array(json, "stages", false);
    for (uint32_t i = 0; i < scenario->model->n_sections; i++)
        if (scenario->model->sections[i].kind == SECTION_STAGE)
            add_stage(json, scenario, i);
    json_close(json);
}

/* The figures of SECTION as the object KEY. */
static void add_figures(struct json *json, const struct scenario *scenario, const char *key,
                        enum section_kind section)
{
    json_open_object(json, key, true);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_DATA, &row);)
        if (figure_at(row)->section == section)
            json_add_number(json, figure_at(row)->name, scenario_figure(scenario, row));
    json_close(json);
}

static void add_results(struct json *json, const struct scenario *scenario)
{
    add_figures(json, scenario, "total", SECTION_TOTAL);
    add_figures(json, scenario, "cash", SECTION_CASH);
}

static void add_months(struct json *json, const struct scenario *scenario)
{
    const struct period *period = calendar_period(&scenario->model->calendar);
    json_open_array(json, "monthly", false);
    int32_t months = (int32_t)scenario_months(scenario);
    for (int32_t m = -scenario_has_opening(scenario); m < months; m++) {
        json_open_object(json, NULL, true);
        json_add_number(json, period->name, m + 1);
        for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_MONTHS, &row);)
            json_add_number(json, figure_at(row)->name, scenario_figure_series(scenario, row)[m]);
        json_close(json);
    }
    json_close(json);
}

static void add_metrics(struct json *json, const struct scenario *scenario)
{
    const struct section *metrics = model_first_section(scenario->model, SECTION_METRICS);
    char unit[UNIT_TEXT_SIZE];
    json_open_array(json, "metrics", false);
    for (uint32_t i = 0; metrics && i < metrics->n_lines; i++) {
        const struct line *line = &scenario->model->lines[metrics->first_line + i];
        model_line_unit(scenario->model, metrics->first_line + i, unit);
        json_open_object(json, NULL, true);
        json_add_text(json, "name", line->name);
        json_add_number(json, "value", scenario_value(scenario, metrics->first_line + i));
        add_month(json, line, scenario_value(scenario, metrics->first_line + i));
        json_add_text(json, "unit", unit);
        json_close(json);
    }
    json_close(json);
}

static void add_targets(struct json *json, const struct scenario *scenario)
{
    const struct section *targets = model_first_section(scenario->model, SECTION_TARGETS);
    json_open_array(json, "targets", false);
    for (uint32_t i = 0; targets && i < targets->n_lines; i++) {
        const struct line *line = &scenario->model->lines[targets->first_line + i];
        enum target_state state = scenario_target(scenario, targets->first_line + i);
        json_open_object(json, NULL, true);
        json_add_text(json, "name", line->name);
        if (state == TARGET_UNKNOWN)
            json_add_null(json, "met");
        else
            json_add_bool(json, "met", state == TARGET_MET);
        json_add_text(json, "text", line->text);
        json_close(json);
    }
    json_close(json);
}

/* What was printed for the claim LINE, whose CAUSE has the terms. */
static void add_printed(struct json *json, const struct line *line, const struct claim_cause *cause)
{
    json_open_object(json, "printed", true);
    json_add_text(json, "text", line->printed);
    json_add_number(json, "value", cause ? cause->printed : (double)NAN);
    json_open_array(json, "terms", true);
    for (size_t i = 0; cause && i < cause->n_terms; i++) {
        const struct claim_term *term = &cause->terms[i];
        json_open_object(json, NULL, true);
        json_add_text(json, "text", term->text[0] ? term->text : NULL);
        json_add_number(json, "value", term->value);
        json_add_bool(json, "right", term->is_right);
        json_add_text(json, "verdict", term->verdict);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

static void add_claims(struct json *json, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    const struct section *claims = model_first_section(scenario->model, SECTION_CLAIMS);
    json_open_array(json, "claims", false);
    for (uint32_t i = 0; claims && i < claims->n_lines; i++) {
        uint32_t index = claims->first_line + i;
        const struct line *line = &scenario->model->lines[index];
        const struct claim_cause *cause = claim_causes_of(&report->causes, index);
        char text[CLAIM_MAX_CAUSES * CLAIM_CAUSE_SIZE];
        if (cause && cause->n_causes > 0)
            claim_cause_format(cause, report->causes.is_complete, false, text, sizeof text);
        json_open_object(json, NULL, true);
        json_add_text(json, "name", line->name);
        json_add_number(json, "stated", line->stated);
        json_add_number(json, "computed", scenario_value(scenario, index));
        json_add_bool(json, "holds", scenario_claim_holds(scenario, index));
        json_add_text(json, "cause", cause && cause->n_causes > 0 ? text : NULL);
        if (line->printed)
            add_printed(json, line, cause);
        json_close(json);
    }
    json_close(json);
}

static void add_warnings(struct json *json, const struct report *report)
{
    const struct source *source = report->scenario->source;
    const struct messages *warnings = &report->warnings;
    json_open_array(json, "warnings", false);
    for (size_t i = 0; i < warnings->n; i++) {
        const struct place *place = &warnings->items[i].place;
        json_open_object(json, NULL, true);
        if (place->line > 0)
            json_add_number(json, "line", place->line);
        else
            json_add_null(json, "line");
        /* A line of the scenario's own file needs no file's name. */
        if (place->line > 0 && place->file > 0 && place->file < source->n_files)
            json_add_text(json, "file", source->files[place->file].name);
        json_add_text(json, "text", warnings->items[i].text);
        json_close(json);
    }
    json_close(json);
}

void report_add_verdicts(struct json *json, const struct report *report)
{
    add_targets(json, report->scenario);
    add_claims(json, report);
    add_warnings(json, report);
}

bool report_write_json(FILE *out, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    const struct model *model = scenario->model;
    struct json json;
    json_begin(&json, out);
    json_open_object(&json, NULL, false);
    json_add_text(&json, "title", model->title);
    json_add_text(&json, "currency", model->currency);
    json_add_number(&json, calendar_period(&scenario->model->calendar)->plural,
                    scenario_months(scenario));
    add_lines(&json, "scenario", scenario, model_first_section(scenario->model, SECTION_SCENARIO));
    add_lines(&json, "shared", scenario, model_first_section(scenario->model, SECTION_SHARED));
    if (model_first_section(scenario->model, SECTION_KIND))
        add_kinds(&json, scenario);
    add_stages(&json, scenario);
    add_results(&json, scenario);
    add_months(&json, scenario);
    add_metrics(&json, scenario);
    report_add_verdicts(&json, report);
    json_close(&json);
    return json_end(&json);
}
