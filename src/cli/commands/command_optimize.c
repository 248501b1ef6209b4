/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "analysis/probe/variable.h"
#include "cli/diagnose.h"
#include "cli/expression.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "print/optimum.h"

struct question {
    const struct options *options;
    const struct scenario *scenario;
    struct optimize_request request;
    struct expression *texts; /* the outcome, the conditions, the names, as optimize counts them */
    uint32_t *fields;
    struct optimum optimum;
};

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
    if (!question->texts || !question->fields)
        return diagnose_no_memory();
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
        if (status != STATUS_OK)
            return status;
        status = variable_range(model, question->fields[i], (double)NAN, (double)NAN, &range, &err);
        if (status != STATUS_OK)
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
    if (status != STATUS_OK)
        return status;
    status = find_fields(question, question->texts + 1 + request->n_conditions);
    if (status != STATUS_OK)
        return status;
    status = optimize(question->scenario, request, &question->optimum, &failed, &err);
    if (status == STATUS_NO_MEMORY) {
        diagnose_plain("%s", err.text);
    } else if (status != STATUS_OK) {
        expression_diagnose(&question->texts[failed], &err);
        status = STATUS_USAGE;
    }
    return status;
}

static enum status write(const struct optimum_report *report, enum format format)
{
    switch (format) {
    case FORMAT_JSON:
        return optimum_write_json(stdout, report) ? STATUS_OK : STATUS_NO_MEMORY;
    case FORMAT_CSV:
        optimum_write_csv(stdout, report);
        return STATUS_OK;
    default:
        optimum_write_text(stdout, report);
        return STATUS_OK;
    }
}

static enum status answer(const struct question *question)
{
    const struct options *options = question->options;
    const struct option_values *sets = &options->values[OPTION_SET];
    const struct optimum_report report = {question->scenario, &question->request,
                                          &question->optimum, options->arguments[0],
                                          sets->items,        (size_t)sets->n};
    enum status status = write(&report, options->format);
    if (status != STATUS_OK)
        return diagnose_no_memory();
    return question->optimum.state == OPTIMUM_FOUND ? STATUS_OK : STATUS_MISSED;
}

enum status command_optimize(const struct options *options)
{
    struct question question = {.options = options};
    struct opening opening;
    enum status status = check_use(options);
    if (status != STATUS_OK)
        return status;
    status = opening_open_with(&opening, options->arguments[0], options);
    if (status != STATUS_OK)
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
