/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What optimize found, as text. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/layout.h"
#include "core/gettext.h"
#include "core/number.h"
#include "core/value.h"
#include "optimum.h"

enum { INDENT = 2, VERDICT_COLUMNS = 8, BINDING_COLUMNS = 9, VALUE_COLUMNS = 20 };

/* NUMBER of TEXT, a value as a parameter is written, without its unit. */
static int number_length(const char *text)
{
    struct value value;

    return value_parse(text, strlen(text), &value, NULL) ? (int)strlen(text)
                                                         : (int)value.number.length;
}

static void put_outcome(const struct question *question)
{
    const struct optimum *optimum = &question->optimum;
    char value[NUMBER_TEXT_SIZE], before[NUMBER_TEXT_SIZE], text[ERROR_TEXT_SIZE];
    const char *unit = isfinite(optimum->value) ? optimum->unit : "";

    number_format_fit(value, optimum->value, VALUE_COLUMNS);
    number_format_fit(before, optimum->before, VALUE_COLUMNS);
    if (optimum->state == OPTIMUM_UNDEFINED)
        snprintf(text, sizeof text, _("%s is undefined at all values that were tried"),
                 question->request.outcome);
    else if (optimum->state == OPTIMUM_INFEASIBLE)
        snprintf(text, sizeof text, _("%s: no values were found that meet all conditions"),
                 question->request.outcome);
    else if (!optimum->is_better)
        snprintf(text, sizeof text, _("%s stays %s%s%s: no better values were found"),
                 question->request.outcome, value, *unit ? " " : "", unit);
    else
        snprintf(text, sizeof text, _("%s: %s -> %s%s%s"), question->request.outcome, before, value,
                 *unit ? " " : "", unit);
    layout_wrap(stdout, text, 0, INDENT);
}

static void put_field(const struct question *question, const struct optimum_field *field,
                      int name_columns, int before_columns)
{
    const struct line *line = &question->scenario->model->lines[field->line];
    char name[MODEL_NAME_SIZE], before[OPTIMUM_TEXT_SIZE];

    model_line_name(question->scenario->model, field->line, name, sizeof name);
    snprintf(before, sizeof before, "%.*s", (int)line->number.length, line->text);
    printf("%*s", INDENT, "");
    layout_left(stdout, name, name_columns + 2);
    layout_right(stdout, before, before_columns);
    if (field->value == field->before) {
        layout_left(stdout, line->text + line->number.length, 0);
        puts(field->has_effect ? _("  stays") : _("  stays, without effect"));
        return;
    }
    fputs(" -> ", stdout);
    layout_left(stdout, field->text, 0);
    if (field->value == field->low)
        fputs(_("  lowest of its range"), stdout);
    else if (field->value == field->high)
        fputs(_("  highest of its range"), stdout);
    putchar('\n');
}

static void put_fields(const struct question *question)
{
    const struct optimum *optimum = &question->optimum;
    const struct model *model = question->scenario->model;
    int name_columns = 0, before_columns = 0;

    for (size_t i = 0; i < optimum->n_fields; i++) {
        char name[MODEL_NAME_SIZE];
        int columns = (int)model->lines[optimum->fields[i].line].number.length;

        model_line_name(question->scenario->model, optimum->fields[i].line, name, sizeof name);
        if (layout_width(name) > name_columns)
            name_columns = layout_width(name);
        if (columns > before_columns)
            before_columns = columns;
    }
    putchar('\n');
    for (size_t i = 0; i < optimum->n_fields; i++)
        put_field(question, &optimum->fields[i], name_columns, before_columns);
}

static void put_condition(const struct question *question, size_t i)
{
    const struct optimum_condition *condition = &question->optimum.conditions[i];
    const char *text = question->request.conditions[i];
    bool is_found = question->optimum.state == OPTIMUM_FOUND;
    char line[ERROR_TEXT_SIZE], left[NUMBER_TEXT_SIZE], right[NUMBER_TEXT_SIZE];
    int column = INDENT;

    number_format_fit(left, condition->left, VALUE_COLUMNS);
    number_format_fit(right, condition->right, VALUE_COLUMNS);
    printf("%*s", INDENT, "");
    column += layout_left(stdout, condition->is_met ? _("met") : _("missed"), VERDICT_COLUMNS);
    if (is_found)
        column += layout_left(stdout, condition->is_binding ? _("binding") : "", BINDING_COLUMNS);
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
    layout_wrap(stdout, line, column, column);
}

static void put_conditions(const struct question *question)
{
    if (question->optimum.n_conditions == 0)
        return;
    printf("\n%s\n", _("Conditions"));
    for (size_t i = 0; i < question->optimum.n_conditions; i++)
        put_condition(question, i);
}

static bool is_plain(const char *text)
{
    static const char plain[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%+,-./:=_";

    for (; *text; text++)
        if ((unsigned char)*text < 0x80 && !strchr(plain, *text))
            return false;
    return true;
}

/* TEXT as a word of a shell's command. */
static void put_word(const char *text)
{
    if (is_plain(text)) {
        layout_put(stdout, text, strlen(text));
        return;
    }
    putchar('\'');
    for (size_t n; *text; text += n) {
        n = strcspn(text, "'");
        layout_put(stdout, text, n);
        if (text[n] == '\'') {
            fputs("'\\''", stdout);
            n++;
        }
    }
    putchar('\'');
}

/* The command that writes the values into the file. */
static void put_command(const struct question *question)
{
    const struct options *options = question->options;
    const struct option_values *sets = &options->values[OPTION_SET];
    const struct optimum *optimum = &question->optimum;
    char text[MODEL_NAME_SIZE + OPTIMUM_TEXT_SIZE], name[MODEL_NAME_SIZE];

    printf("\n%s\n%*sproforma set ", _("To take them:"), INDENT, "");
    put_word(options->arguments[0]);
    for (int i = 0; i < sets->n; i++) {
        putchar(' ');
        put_word(sets->items[i]);
    }
    for (size_t i = 0; i < optimum->n_fields; i++) {
        const struct optimum_field *field = &optimum->fields[i];

        if (field->value == field->before)
            continue;
        model_line_name(question->scenario->model, field->line, name, sizeof name);
        snprintf(text, sizeof text, "%s=%.*s", name, number_length(field->text), field->text);
        putchar(' ');
        put_word(text);
    }
    putchar('\n');
}

static void put_rounding(const struct question *question)
{
    const struct optimum *optimum = &question->optimum;
    char text[ERROR_TEXT_SIZE] = "", name[MODEL_NAME_SIZE];
    size_t used = 0;

    for (size_t i = 0; i < optimum->n_fields && used < sizeof text; i++) {
        if (!optimum->fields[i].is_whole || !optimum->fields[i].has_effect)
            continue;
        model_line_name(question->scenario->model, optimum->fields[i].line, name, sizeof name);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 used > 0 ? ", " : _("In whole numbers, their neighbours tried: "),
                                 name);
    }
    if (used == 0)
        return;
    putchar('\n');
    layout_wrap(stdout, text, 0, INDENT);
}

void question_write_text(const struct question *question)
{
    const struct optimum *optimum = &question->optimum;

    put_outcome(question);
    if (optimum->state == OPTIMUM_FOUND)
        put_fields(question);
    put_conditions(question);
    if (optimum->state != OPTIMUM_FOUND || !optimum->is_better)
        return;
    put_rounding(question);
    if (strcmp(question->options->arguments[0], "-") != 0)
        put_command(question);
}
