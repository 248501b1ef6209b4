/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What optimize found, as text. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/probe/variable.h"
#include "core/language/value.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/layout.h"
#include "print/optimum.h"

enum { INDENT = 2, VERDICT_COLUMNS = 8, BINDING_COLUMNS = 9, VALUE_COLUMNS = 20 };

static void put_outcome(FILE *out, const struct optimum_report *report)
{
    const struct optimum *optimum = report->optimum;
    char value[NUMBER_TEXT_SIZE], before[NUMBER_TEXT_SIZE], text[ERROR_TEXT_SIZE];
    const char *unit = isfinite(optimum->value) ? optimum->unit : "";
    number_format_fit(value, optimum->value, VALUE_COLUMNS);
    number_format_fit(before, optimum->before, VALUE_COLUMNS);
    if (optimum->state == OPTIMUM_UNDEFINED)
        optimum_undefined_sentence(report->request->outcome, text);
    else if (optimum->state == OPTIMUM_INFEASIBLE)
        snprintf(text, sizeof text, _("%s: no values were found that meet all conditions"),
                 report->request->outcome);
    else if (!optimum->is_better)
        snprintf(text, sizeof text, _("%s stays %s%s%s: no better values were found"),
                 report->request->outcome, value, *unit ? " " : "", unit);
    else
        snprintf(text, sizeof text, _("%s: %s -> %s%s%s"), report->request->outcome, before, value,
                 *unit ? " " : "", unit);
    layout_wrap(out, text, 0, INDENT);
}

static void put_field(FILE *out, const struct optimum_report *report,
                      const struct optimum_field *field, int name_columns, int before_columns)
{
    const struct line *line = &report->scenario->model->lines[field->line];
    char name[MODEL_NAME_SIZE], before[OPTIMUM_TEXT_SIZE];
    model_line_name(report->scenario->model, field->line, name, sizeof name);
    if (line->n_numbers > 0)
        variable_format(line, field->before, VALUE_COLUMNS, before);
    else
        snprintf(before, sizeof before, "%.*s", (int)line->number.length, line->text);
    fprintf(out, "%*s", INDENT, "");
    layout_left(out, name, name_columns + 2);
    layout_right(out, before, before_columns);
    if (field->value == field->before) {
        layout_left(out, line->n_numbers > 0 ? "" : line->text + line->number.length, 0);
        fputs(field->has_effect ? _("  stays") : _("  stays, without effect"), out);
        fputc('\n', out);
        return;
    }
    fputs(" -> ", out);
    layout_left(out, field->text, 0);
    if (field->value == field->low)
        fputs(_("  lowest of its range"), out);
    else if (field->value == field->high)
        fputs(_("  highest of its range"), out);
    fputc('\n', out);
}

static void put_fields(FILE *out, const struct optimum_report *report)
{
    const struct optimum *optimum = report->optimum;
    const struct model *model = report->scenario->model;
    int name_columns = 0, before_columns = 0;
    for (size_t i = 0; i < optimum->n_fields; i++) {
        char name[MODEL_NAME_SIZE];
        int columns = (int)model->lines[optimum->fields[i].line].number.length;
        model_line_name(report->scenario->model, optimum->fields[i].line, name, sizeof name);
        name_columns = greater(name_columns, layout_width(name));
        before_columns = greater(before_columns, columns);
    }
    fputc('\n', out);
    for (size_t i = 0; i < optimum->n_fields; i++)
        put_field(out, report, &optimum->fields[i], name_columns, before_columns);
}

static void put_condition(FILE *out, const struct optimum_report *report, size_t i)
{
    const struct optimum_condition *condition = &report->optimum->conditions[i];
    const char *text = report->request->conditions[i];
    bool is_found = report->optimum->state == OPTIMUM_FOUND;
    char line[ERROR_TEXT_SIZE], left[NUMBER_TEXT_SIZE], right[NUMBER_TEXT_SIZE];
    int column = INDENT;
    number_format_fit(left, condition->left, VALUE_COLUMNS);
    number_format_fit(right, condition->right, VALUE_COLUMNS);
    fprintf(out, "%*s", INDENT, "");
    column += layout_left(out, target_state_word(condition->is_met ? TARGET_MET : TARGET_MISSED),
                          VERDICT_COLUMNS);
    if (is_found)
        column += layout_left(out, condition->is_binding ? _("binding") : "", BINDING_COLUMNS);
    if (condition->is_equality && !condition->is_possible)
        snprintf(line, sizeof line, _("%s (can't be met exactly: write within(x, y, 0.1%%))"),
                 text);
    else if (!condition->has_sides)
        snprintf(line, sizeof line, condition->is_possible ? "%s" : _("%s (can't be met)"), text);
    else if (condition->is_possible)
        snprintf(line, sizeof line, _("%s (%s against %s)"), text, left, right);
    else
        snprintf(line, sizeof line, _("%s (can't be met: %s against %s at best)"), text, left,
                 right);
    layout_wrap(out, line, column, column);
}

static void put_conditions(FILE *out, const struct optimum_report *report)
{
    if (report->optimum->n_conditions == 0)
        return;
    layout_heading(out, _("Conditions"));
    for (size_t i = 0; i < report->optimum->n_conditions; i++)
        put_condition(out, report, i);
}

/* The command that writes the values into the file. */
static void put_command(FILE *out, const struct optimum_report *report)
{
    const struct optimum *optimum = report->optimum;
    char name[MODEL_NAME_SIZE];
    fprintf(out, "\n%s\n%*sproforma set ", _("To take them:"), INDENT, "");
    layout_shell_word(out, report->path);
    for (size_t i = 0; i < report->n_edits; i++) {
        fputc(' ', out);
        layout_shell_word(out, report->edits[i]);
    }
    for (size_t i = 0; i < optimum->n_fields; i++) {
        const struct optimum_field *field = &optimum->fields[i];
        if (field->value == field->before)
            continue;
        model_line_name(report->scenario->model, field->line, name, sizeof name);
        bool is_list = report->scenario->model->lines[field->line].n_numbers > 0;
        char *value = is_list ? variable_text(report->scenario->model, field->line, field->value)
                              : strndup(field->text, value_number_length(field->text));
        layout_assignment(out, name, value ? value : "");
        free(value);
    }
    fputc('\n', out);
}

static void put_rounding(FILE *out, const struct optimum_report *report)
{
    const struct optimum *optimum = report->optimum;
    char text[ERROR_TEXT_SIZE] = "", name[MODEL_NAME_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < optimum->n_fields && used < sizeof text; i++) {
        if (!optimum->fields[i].is_whole || !optimum->fields[i].has_effect)
            continue;
        model_line_name(report->scenario->model, optimum->fields[i].line, name, sizeof name);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 used > 0 ? ", " : _("In whole numbers, their neighbours tried: "),
                                 name);
    }
    if (used == 0)
        return;
    fputc('\n', out);
    layout_wrap(out, text, 0, INDENT);
}

void optimum_write_text(FILE *out, const struct optimum_report *report)
{
    const struct optimum *optimum = report->optimum;
    put_outcome(out, report);
    if (optimum->state == OPTIMUM_FOUND)
        put_fields(out, report);
    put_conditions(out, report);
    if (optimum->state != OPTIMUM_FOUND || !optimum->is_better)
        return;
    put_rounding(out, report);
    if (strcmp(report->path, "-") != 0)
        put_command(out, report);
}
