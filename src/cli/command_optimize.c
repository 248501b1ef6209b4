/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "analysis/variable.h"
#include "cli/csv.h"
#include "cli/diagnose.h"
#include "cli/expression.h"
#include "cli/json.h"
#include "cli/opening.h"
#include "analysis/variable.h"
#include "optimum.h"

static bool write_json(const struct question *question)
{
    const struct optimum *optimum = &question->optimum;
    bool is_found = optimum->state == OPTIMUM_FOUND;
    char name[MODEL_NAME_SIZE];
    struct json json;

    json_begin(&json, stdout);
    json_open_object(&json, NULL, false);
    json_add_text(&json, question->request.is_minimum ? "minimize" : "maximize",
                  question->request.outcome);
    json_add_bool(&json, "found", is_found);
    json_add_number(&json, "value", is_found ? optimum->value : (double)NAN);
    json_add_number(&json, "before", optimum->before);
    json_open_array(&json, "at", false);
    for (size_t i = 0; is_found && i < optimum->n_fields; i++) {
        const struct optimum_field *field = &optimum->fields[i];

        model_line_name(question->scenario->model, field->line, name, sizeof name);
        json_open_object(&json, NULL, true);
        json_add_text(&json, "name", name);
        json_add_number(&json, "value", field->value);
        json_add_number(&json, "before", field->before);
        json_add_text(&json, "text", field->text);
        json_add_bool(&json, "whole", field->is_whole);
        json_close(&json);
    }
    json_close(&json);
    json_open_array(&json, "constraints", false);
    for (size_t i = 0; i < optimum->n_conditions; i++) {
        const struct optimum_condition *condition = &optimum->conditions[i];

        json_open_object(&json, NULL, true);
        json_add_text(&json, "text", question->request.conditions[i]);
        json_add_bool(&json, "met", condition->is_met);
        json_add_bool(&json, "binding", condition->is_binding);
        json_add_bool(&json, "possible", condition->is_possible);
        json_add_number(&json, "left", condition->has_sides ? condition->left : (double)NAN);
        json_add_number(&json, "right", condition->has_sides ? condition->right : (double)NAN);
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
    return json_end(&json);
}

static void put_row(const char *record, const char *name, double before, double value,
                    const char *text)
{
    fprintf(stdout, "%s,", record);
    csv_put_text(stdout, name);
    fputc(',', stdout);
    csv_put_number(stdout, before);
    fputc(',', stdout);
    csv_put_number(stdout, value);
    fputc(',', stdout);
    csv_put_text(stdout, text);
    fputc('\n', stdout);
}

/* record,name,before,value,text: the outcome, the parameters, and each condition as 1 or 0. */
static void write_csv(const struct question *question)
{
    const struct optimum *optimum = &question->optimum;
    bool is_found = optimum->state == OPTIMUM_FOUND;
    char name[MODEL_NAME_SIZE];

    fputs("record,name,before,value,text\n", stdout);
    put_row(question->request.is_minimum ? "minimize" : "maximize", question->request.outcome,
            optimum->before, is_found ? optimum->value : (double)NAN, optimum->unit);
    for (size_t i = 0; is_found && i < optimum->n_fields; i++) {
        model_line_name(question->scenario->model, optimum->fields[i].line, name, sizeof name);
        put_row("parameter", name, optimum->fields[i].before, optimum->fields[i].value,
                optimum->fields[i].text);
    }
    for (size_t i = 0; i < optimum->n_conditions; i++) {
        const struct optimum_condition *condition = &optimum->conditions[i];

        put_row("condition", question->request.conditions[i], condition->was_met, condition->is_met,
                condition->is_binding    ? "binding"
                : condition->is_possible ? ""
                                         : "impossible");
    }
}

/* ---- The question ---- */

/* What is asked: the outcome, the conditions, the names, in the order in which optimize counts
 * them. */
static enum status collect(struct question *question)
{
    const struct options *options = question->options;
    const struct option_values *by = &options->values[OPTION_BY];
    const struct option_values *conditions = &options->values[OPTION_SUBJECT_TO];
    struct optimize_request *request = &question->request;
    size_t n = 0;

    request->is_minimum = options_has(options, OPTION_MINIMIZE);
    request->n_conditions = (size_t)conditions->n;
    request->conditions = conditions->items;
    request->n_fields = (size_t)by->n + (size_t)options->n_arguments - 1;
    question->texts =
        calloc(1 + request->n_conditions + request->n_fields, sizeof *question->texts);
    question->fields = calloc(request->n_fields + 1, sizeof *question->fields);
    if (!question->texts || !question->fields) {
        diagnose_plain(_("out of memory"));
        return STATUS_NO_MEMORY;
    }
    request->fields = question->fields;
    request->outcome =
        options_value(options, request->is_minimum ? OPTION_MINIMIZE : OPTION_MAXIMIZE);
    question->texts[n++] =
        (struct expression){request->is_minimum ? "minimize" : "maximize", request->outcome};
    for (int i = 0; i < conditions->n; i++)
        question->texts[n++] = (struct expression){"subject-to", conditions->items[i]};
    for (int i = 0; i < by->n; i++)
        question->texts[n++] = (struct expression){"by", by->items[i]};
    for (int i = 1; i < options->n_arguments; i++)
        question->texts[n++] = (struct expression){"by", options->arguments[i]};
    return STATUS_OK;
}

static enum status check_use(const struct options *options)
{
    if (options_has(options, OPTION_MAXIMIZE) == options_has(options, OPTION_MINIMIZE) ||
        options->values[OPTION_MAXIMIZE].n > 1 || options->values[OPTION_MINIMIZE].n > 1)
        return options_usage_error(COMMAND_OPTIMIZE,
                                   _("'optimize' needs one --maximize or --minimize"));
    if (!options_has(options, OPTION_BY))
        return options_usage_error(COMMAND_OPTIMIZE, _("'optimize' needs --by NAME"));
    return STATUS_OK;
}

/* The fields, NAMES; STATUS_FAULTY where the scenario has no range for one, which is printed. */
static enum status find_fields(struct question *question, const struct expression *names)
{
    const struct model *model = question->scenario->model;
    enum status status = STATUS_OK;
    struct range range;
    struct error err = {0};

    for (size_t i = 0; status == STATUS_OK && i < question->request.n_fields; i++) {
        status = expression_variable(model, &names[i], &question->fields[i]);
        if (status)
            return status;
        status = variable_range(model, question->fields[i], (double)NAN, (double)NAN, &range, &err);
        if (status)
            expression_diagnose(&names[i], &err);
    }
    return status;
}

static enum status ask(struct question *question)
{
    const struct optimize_request *request = &question->request;
    enum status status = collect(question);
    struct error err = {0};
    size_t failed;

    if (status)
        return status;
    status = find_fields(question, question->texts + 1 + request->n_conditions);
    if (status)
        return status;
    status = optimize(question->scenario, request, &question->optimum, &failed, &err);
    if (status == STATUS_NO_MEMORY) {
        diagnose_plain("%s", err.text);
    } else if (status) {
        expression_diagnose(&question->texts[failed], &err);
        status = STATUS_USAGE;
    }
    return status;
}

static enum status answer(struct question *question)
{
    bool is_written = true;

    if (question->options->format == FORMAT_JSON)
        is_written = write_json(question);
    else if (question->options->format == FORMAT_CSV)
        write_csv(question);
    else
        question_write_text(question);
    if (!is_written) {
        diagnose_plain(_("out of memory"));
        return STATUS_NO_MEMORY;
    }
    return question->optimum.state == OPTIMUM_FOUND ? STATUS_OK : STATUS_MISSED;
}

enum status command_optimize(const struct options *options)
{
    struct question question = {.options = options};
    struct opening opening;
    enum status status = check_use(options);

    if (status)
        return status;
    status = opening_open_with(&opening, options->arguments[0], options);
    if (status)
        return status;
    question.scenario = opening.scenario;
    status = ask(&question);
    if (status == STATUS_OK)
        status = answer(&question);
    optimum_fini(&question.optimum);
    free(question.texts);
    free(question.fields);
    opening_close(&opening);
    return status;
}
