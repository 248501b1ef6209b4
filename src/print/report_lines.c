/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text report's last part: every parameter and formula of every section. */
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/layout.h"
#include "print/report.h"

enum {
    INDENT = 2,
    MAX_NAME = 28, /* columns that names are given before the others give way */
    MAX_UNIT = 20,
    VALUE_COLUMNS = 13,
    SERIES_COLUMNS = 24,
    LIST_SIZE = 4096,
    LEAST_REST = 32 /* columns that text which doesn't fit beside the value is wrapped in there */
};

/* Columns of a section's table. */
struct columns {
    int name, value, unit;
};

static struct columns measure(const struct scenario *scenario, const struct section *section)
{
    struct columns columns = {0, VALUE_COLUMNS, 0};
    for (uint32_t i = section->first_line; i < section->first_line + section->n_lines; i++) {
        const struct line *line = &scenario->model->lines[i];
        char unit[UNIT_TEXT_SIZE];
        if (line->list != NAMES_NONE)
            continue;
        columns.name = layout_widest(columns.name, line->name, MAX_NAME);
        model_line_unit(scenario->model, i, unit);
        columns.unit = layout_widest(columns.unit, unit, MAX_UNIT);
        if (line->is_series)
            columns.value = SERIES_COLUMNS;
    }
    return columns;
}

/* A series as its first and last month; what stands behind both: " %" or "". */
static const char *format_series(const struct scenario *scenario, uint32_t index, char *out,
                                 size_t size)
{
    const struct line *line = &scenario->model->lines[index];
    const double *values = scenario_series(scenario, index);
    char first[NUMBER_TEXT_SIZE], last[NUMBER_TEXT_SIZE];
    model_format_value(line, values[0], SERIES_COLUMNS / 2 - 3, first);
    const char *percent = model_format_value(line, values[scenario_months(scenario) - 1],
                                             SERIES_COLUMNS / 2 - 3, last);
    snprintf(out, size, _("%s .. %s"), first, last);
    return percent;
}

static int put_value(FILE *out, const struct scenario *scenario, uint32_t index,
                     const struct columns *columns)
{
    const struct line *line = &scenario->model->lines[index];
    char text[3 * NUMBER_TEXT_SIZE], unit[UNIT_TEXT_SIZE], number[NUMBER_TEXT_SIZE];
    double value = line->is_series ? 0 : scenario_value(scenario, index);
    const char *percent = "";
    int width;
    if (line->is_series) {
        percent = format_series(scenario, index, text, sizeof text);
    } else {
        percent = model_format_value(line, value, VALUE_COLUMNS - 1, number);
        snprintf(text, sizeof text, "%s", number);
    }
    model_line_unit(scenario->model, index, unit);
    width = layout_right(out, text, columns->value);
    if (*percent)
        width += layout_left(out, percent, 0);
    else if (*unit)
        width += layout_left(out, " ", 0) + layout_left(out, unit, 0);
    return width;
}

/* What is said about LINE beside its value, as a malloc'ed text; NULL when out of memory. */
static char *describe(const struct scenario *scenario, uint32_t index)
{
    const struct line *line = &scenario->model->lines[index];
    char list[LIST_SIZE];
    bool is_list = line->n_numbers > 0;
    bool is_formula = line->kind == LINE_FORMULA;
    /* 5万 is shown as 50,000: what was written is worth showing. */
    bool shows_text = is_formula || (line->number.scale != 0 && !line->number.percent);
    const char *text = shows_text ? line->text : "";
    if (is_list) {
        scenario_list_text(scenario, index, list, sizeof list);
        text = list;
    }
    const char *label = line->label && strcmp(line->label, line->name) != 0 ? line->label : "";
    const char *source = line->source ? line->source : "";
    char *out = NULL;
    if (asprintf(&out, "%s%s%s%s%s%s%s", is_formula && !is_list ? "= " : "", text,
                 *text && *label ? "; " : "", label, *source && (*text || *label) ? "; " : "",
                 *source ? _("source: ") : "", source) < 0)
        return NULL;
    return out;
}

static void put_line(FILE *out, const struct scenario *scenario, uint32_t index,
                     const struct columns *columns)
{
    const struct line *line = &scenario->model->lines[index];
    int rest = INDENT + columns->name + columns->value + 1 + columns->unit + 2;
    int column = INDENT;
    char *text = describe(scenario, index);
    fprintf(out, "%*s", INDENT, "");
    column += layout_left(out, line->name, columns->name);
    column += put_value(out, scenario, index, columns);
    if (!text || !*text) {
        fputc('\n', out);
    } else if (rest + layout_width(text) > LAYOUT_WIDTH && rest + LEAST_REST > LAYOUT_WIDTH) {
        fprintf(out, "\n%*s", 3 * INDENT, "");
        layout_wrap(out, text, 3 * INDENT, 3 * INDENT);
    } else {
        fprintf(out, "%*s", column < rest ? rest - column : 1, "");
        layout_wrap(out, text, column < rest ? rest : column + 1, rest);
    }
    free(text);
}

static bool has_own_lines(const struct scenario *scenario, const struct section *section)
{
    for (uint32_t i = section->first_line; i < section->first_line + section->n_lines; i++)
        if (!model_is_builtin(scenario->model, i))
            return true;
    return false;
}

static void put_heading(FILE *out, const struct period *period, const struct section *section)
{
    fputs("\n[", out);
    layout_put(out, section->name, strlen(section->name));
    fputc(']', out);
    if (section->kind == SECTION_STAGE && strcmp(section->title, section->name) != 0) {
        fputc(' ', out);
        layout_put(out, section->title, strlen(section->title));
    }
    if (section->kind_name)
        fprintf(out, _(", kind %s"), section->kind_name);
    if (section->is_monthly)
        fprintf(out, _(", per %s"), _(period->name));
    if (section->kind == SECTION_STAGE && !section->is_enabled)
        fputs(_(", off"), out);
    fputc('\n', out);
    if (section->note && *section->note && section->kind == SECTION_STAGE) {
        fprintf(out, "%*s", INDENT, "");
        layout_wrap(out, section->note, INDENT, INDENT);
    }
}

void report_write_lines(FILE *out, const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    for (uint32_t i = 0; i < model->n_sections; i++) {
        const struct section *section = &model->sections[i];
        struct columns columns;
        if (section->kind > SECTION_METRICS || !has_own_lines(scenario, section))
            continue;
        columns = measure(scenario, section);
        put_heading(out, calendar_period(&scenario->model->calendar), section);
        for (uint32_t j = section->first_line; j < section->first_line + section->n_lines; j++)
            if (!model_is_builtin(model, j) && model->lines[j].list == NAMES_NONE)
                put_line(out, scenario, j, &columns);
    }
}
