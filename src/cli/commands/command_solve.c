/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli/diagnose.h"
#include "cli/expression.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "print/solve.h"

/* What is asked for, and what answers it. */
struct question {
    uint32_t line;
    char name[MODEL_NAME_SIZE];
    struct range range;
    const char *text;
    struct goal_reading reading;
    struct solver *solver;
    struct solving solving;
};

/* An end of the range as an option says it; NaN where it doesn't. */
static enum status read_end(const struct options *options, enum option_id id, const char *name,
                            const struct model *model, uint32_t line, double *out)
{
    struct expression value = {name, options_value(options, id)};
    *out = (double)NAN;
    return value.text ? expression_value(model, line, &value, out) : STATUS_OK;
}

static enum status read_range(const struct options *options, const struct model *model,
                              struct question *question)
{
    struct error err;
    double min, max;
    enum status status = read_end(options, OPTION_MIN, "min", model, question->line, &min);
    if (status == STATUS_OK)
        status = read_end(options, OPTION_MAX, "max", model, question->line, &max);
    if (status != STATUS_OK)
        return status;
    status = variable_range(model, question->line, min, max, &question->range, &err);
    if (status == STATUS_OK)
        return status;
    diagnose_plain("%s", err.text);
    return isnan(min) && isnan(max) ? STATUS_FAULTY : STATUS_USAGE;
}

static enum status read_question(const struct options *options, const struct scenario *scenario,
                                 struct question *question)
{
    struct expression by = {"by", options_value(options, OPTION_BY)};
    struct expression target = {"target", options_value(options, OPTION_TARGET)};
    enum status status;
    if (!by.text || options->values[OPTION_BY].n > 1)
        return options_usage_error(COMMAND_SOLVE, _("'solve' needs one parameter, --by NAME"));
    if (!target.text)
        return options_usage_error(COMMAND_SOLVE,
                                   _("'solve' needs a goal, --target 'total.profit = 0'"));
    status = expression_variable(scenario->model, &by, &question->line);
    if (status == STATUS_OK)
        status = read_range(options, scenario->model, question);
    if (status == STATUS_OK)
        status = expression_goal(scenario, &target, &question->reading);
    model_line_name(scenario->model, question->line, question->name, sizeof question->name);
    question->text = target.text;
    return status;
}

static enum status write(const struct solve_report *report, enum format format)
{
    switch (format) {
    case FORMAT_JSON:
        return solve_write_json(stdout, report) ? STATUS_OK : STATUS_NO_MEMORY;
    case FORMAT_CSV:
        solve_write_csv(stdout, report);
        return STATUS_OK;
    default:
        solve_write_text(stdout, report);
        return STATUS_OK;
    }
}

/* STATUS_MISSED where there is no solution. */
static enum status answer(const struct options *options, const struct scenario *scenario,
                          struct question *question)
{
    struct error err;
    enum status status = solver_new(question->reading.probe, 0, scenario, question->line,
                                    question->range, &question->solver, &err);
    if (status == STATUS_OK) {
        const struct solve_report report = {
            scenario,       options->arguments[0], question->line,   question->name,
            question->text, &question->reading,    question->solver, &question->solving};
        solver_solve(question->solver, &question->reading.goal, SOLVE_THOROUGHLY,
                     &question->solving);
        status = write(&report, options->format);
    }
    if (status != STATUS_OK)
        return diagnose_no_memory();
    return question->solving.n_solutions > 0 ? STATUS_OK : STATUS_MISSED;
}

enum status command_solve(const struct options *options)
{
    struct question question = {.name = ""};
    struct opening opening;
    enum status status = opening_open_with(&opening, options->arguments[0], options);
    if (status != STATUS_OK)
        return status;
    status = read_question(options, opening.scenario, &question);
    if (status == STATUS_OK)
        status = answer(options, opening.scenario, &question);
    solver_free(question.solver);
    goal_reading_fini(&question.reading);
    opening_close(&opening);
    return status;
}
