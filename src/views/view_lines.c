/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario's lines as text: their names, what they come to, where they are written. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/text.h"

#include "view_parts.h"

enum { LEAST_SECTION = 3 /* columns of a section's name that is cut */ };

void view_format_name(const struct canvas *canvas, const char *section, const char *key,
                      int columns, char out[VIEW_TEXT_SIZE])
{
    int section_width = text_width(section, strlen(section));
    int left = columns - text_width(key, strlen(key)) - 1;
    const char *mark = canvas->utf8 ? "…" : "~";
    if (section_width <= left) {
        snprintf(out, VIEW_TEXT_SIZE, "%s.%s", section, key);
    } else if (left > LEAST_SECTION) {
        size_t fit = text_fit(section, strlen(section), left - 1, NULL);
        snprintf(out, VIEW_TEXT_SIZE, "%.*s%s.%s", (int)fit, section, mark, key);
    } else {
        snprintf(out, VIEW_TEXT_SIZE, "%s", key);
    }
}

void view_format_value(char out[VIEW_LINE_TEXT_SIZE], double value, const char *unit)
{
    char digits[VIEW_TEXT_SIZE];
    view_format_amount(digits, value, VIEW_LINE_NUMBER_COLUMNS);
    snprintf(out, VIEW_LINE_TEXT_SIZE, "%s%s%s", digits, unit[0] == '\0' ? "" : " ", unit);
}

void view_format_line(const struct scenario *scenario, uint32_t index,
                      char out[VIEW_LINE_TEXT_SIZE])
{
    assert(index < scenario->model->n_lines);
    const struct line *line = &scenario->model->lines[index];
    uint32_t last = scenario_months(scenario) - 1;
    char unit[UNIT_TEXT_SIZE], first_text[VIEW_TEXT_SIZE], last_text[VIEW_TEXT_SIZE];
    if (line->kind == LINE_PARAMETER && line->number.length > 0) {
        bool has_suffix = line->number.scale != 0 && !line->number.percent;
        view_format_amount(first_text, line->value, VIEW_LINE_NUMBER_COLUMNS);
        snprintf(out, VIEW_LINE_TEXT_SIZE, "%.600s%s%s", line->text, has_suffix ? " = " : "",
                 has_suffix ? first_text : "");
        return;
    }
    if (model_section_of(scenario->model, index)->kind == SECTION_TARGETS) {
        enum target_state state = scenario_target(scenario, index);
        snprintf(out, VIEW_LINE_TEXT_SIZE, "%s",
                 state == TARGET_UNKNOWN ? "NaN" : target_state_word(state));
        return;
    }
    model_line_unit(scenario->model, index, unit);
    if (!line->is_series && line->number.is_month) {
        model_format_value(line, scenario_value(scenario, index), VIEW_LINE_NUMBER_COLUMNS, out);
        return;
    }
    if (!line->is_series) {
        view_format_value(out, scenario_value(scenario, index), unit);
        return;
    }
    const double *series = scenario_series(scenario, index);
    view_format_amount(first_text, series ? series[0] : NAN, VIEW_LINE_NUMBER_COLUMNS);
    view_format_amount(last_text, series ? series[last] : NAN, VIEW_LINE_NUMBER_COLUMNS);
    snprintf(out, VIEW_LINE_TEXT_SIZE, "%s .. %s %s", first_text, last_text, unit);
}

void view_fit_line(const struct scenario *scenario, uint32_t index, int columns,
                   char out[VIEW_LINE_TEXT_SIZE])
{
    const struct line *line = &scenario->model->lines[index];
    const double *series = line->is_series ? scenario_series(scenario, index) : NULL;
    char first[VIEW_TEXT_SIZE], last[VIEW_TEXT_SIZE];
    view_format_line(scenario, index, out);
    if (text_width(out, strlen(out)) <= columns ||
        model_section_of(scenario->model, index)->kind == SECTION_TARGETS)
        return;
    if (line->kind == LINE_PARAMETER && line->number.length > 0) {
        snprintf(out, VIEW_LINE_TEXT_SIZE, "%.600s", line->text);
    } else if (!line->is_series) {
        model_format_value(line, scenario_value(scenario, index), greater(columns, 6), first);
        snprintf(out, VIEW_LINE_TEXT_SIZE, "%s", first);
    } else if (series) {
        int half = (columns - 4) / 2; /* " .. " parts them */
        view_format_amount(first, series[0], half);
        view_format_amount(last, series[scenario_months(scenario) - 1], half);
        snprintf(out, VIEW_LINE_TEXT_SIZE, "%s .. %s", first, last);
    }
}

void view_format_place(const struct source *source, struct place place,
                       char out[VIEW_LINE_TEXT_SIZE])
{
    const char *file = place.file < source->n_files ? source->files[place.file].name : "?";
    snprintf(out, VIEW_LINE_TEXT_SIZE, "%s:%u", file, (unsigned)place.line);
}
