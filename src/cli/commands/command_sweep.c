/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what --by says about one or two parameters: NAME, or NAME=[LO]..[HI][:STEPS]. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/diagnose.h"
#include "cli/expression.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "print/sweep.h"

enum {
    DEFAULT_STEPS = 20,
    MOST_STEPS = 10000,
    MOST_POINTS = 1000000,
    TEXT_SIZE = 1024, /* of --by, which names, numbers and units fill */
};

/* The parts of a --by; "" where one is left out. */
struct by_text {
    char name[TEXT_SIZE], low[TEXT_SIZE], high[TEXT_SIZE], steps[TEXT_SIZE];
    bool has_steps;
};

/* Print ERR about the --by TEXT. */
static enum status refuse(const char *text, const struct error *err)
{
    expression_diagnose(&(struct expression){"by", text}, err);
    return STATUS_USAGE;
}

static void copy(char out[TEXT_SIZE], const char *from, size_t n)
{
    memcpy(out, from, n);
    out[n] = '\0';
}

static enum status split(const char *text, struct by_text *out)
{
    size_t n_name = strcspn(text, "=");
    const char *range = text + n_name + (text[n_name] == '=');
    const char *dots = strstr(range, ".."), *colon = strrchr(range, ':');
    const char *end = colon ? colon : range + strlen(range);
    struct error err = {0};

    *out = (struct by_text){.name = ""};
    if (strlen(text) >= TEXT_SIZE) {
        error_set(&err, STATUS_USAGE, _("'%.40s...' is too long"), text);
        return refuse(text, &err);
    }
    if (text[n_name] == '=' && (!dots || dots > end) && colon != range) {
        error_set(&err, STATUS_USAGE, _("'%s' has no range: write NAME=LOW..HIGH"), text);
        return refuse(text, &err);
    }
    copy(out->name, text, n_name);
    if (dots) {
        copy(out->low, range, (size_t)(dots - range));
        copy(out->high, dots + 2, (size_t)(end - dots - 2));
    }
    if (colon)
        copy(out->steps, colon + 1, strlen(colon + 1));
    out->has_steps = colon;
    return STATUS_OK;
}

static enum status read_steps(const char *text, size_t *steps)
{
    size_t n = strspn(text, "0123456789");
    unsigned long value = n <= 9 ? strtoul(text, NULL, 10) : MOST_STEPS + 1;
    if (text[n] != '\0' || value < 1 || value > MOST_STEPS) {
        struct error err = {0};
        error_set(&err, STATUS_USAGE, _("'%s' is no number of steps: it is 1 to %d"), text,
                  MOST_STEPS);
        return refuse(text, &err);
    }
    *steps = value;
    return STATUS_OK;
}

/* An end of the range; NaN where TEXT is empty. */
static enum status read_end(const struct model *model, uint32_t line, const char *text,
                            double *value)
{
    *value = (double)NAN;
    if (text[strspn(text, " ")] == '\0')
        return STATUS_OK;
    return expression_value(model, line, &(struct expression){"by", text}, value);
}

static enum status read_by(const struct model *model, const char *text, struct sweep_by *by)
{
    struct by_text parts;
    struct error err = {0};
    double low, high;
    enum status status = split(text, &parts);
    if (status == STATUS_OK)
        status = expression_variable(model, &(struct expression){"by", parts.name}, &by->line);
    if (status == STATUS_OK)
        status = read_end(model, by->line, parts.low, &low);
    if (status == STATUS_OK)
        status = read_end(model, by->line, parts.high, &high);
    if (status != STATUS_OK)
        return status;
    by->intervals = DEFAULT_STEPS;
    if (parts.has_steps && read_steps(parts.steps, &by->intervals))
        return STATUS_USAGE;
    if (variable_range(model, by->line, low, high, &by->range, &err)) {
        expression_diagnose(&(struct expression){"by", text}, &err);
        return isnan(low) && isnan(high) ? STATUS_FAULTY : STATUS_USAGE;
    }
    return STATUS_OK;
}

static enum status read_all(const struct options *options, const struct model *model,
                            struct sweep_by *by)
{
    const struct option_values *given = &options->values[OPTION_BY];
    for (int i = 0; i < given->n; i++) {
        enum status status = read_by(model, given->items[i], &by[i]);
        if (status != STATUS_OK)
            return status;
    }
    if (given->n < 2)
        return STATUS_OK;
    if (by[0].line == by[1].line)
        return options_usage_error(COMMAND_SWEEP, _("--by names '%s' twice"), given->items[0]);
    if ((by[0].intervals + 1) * (by[1].intervals + 1) > MOST_POINTS)
        return options_usage_error(COMMAND_SWEEP, _("these are more than a million points"));
    return STATUS_OK;
}

static enum status write(const struct sweep_report *report, enum format format)
{
    switch (format) {
    case FORMAT_JSON:
        return sweep_write_json(stdout, report) ? STATUS_OK : STATUS_NO_MEMORY;
    case FORMAT_CSV:
        sweep_write_csv(stdout, report);
        return STATUS_OK;
    default:
        return sweep_write_text(stdout, report);
    }
}

static enum status run(struct sweep *sweep, const struct probe *probe,
                       const struct scenario *scenario, const struct sweep_by *by, size_t n)
{
    struct error err;
    enum status status = sweep_init(sweep, probe, 0, &err);
    return status ? status : sweep_run(sweep, scenario, by, n, &err);
}

/* The same as finely as a picture needs, and what is between its points. */
static enum status run_picture(struct sweep *sweep, const struct probe *probe,
                               const struct scenario *scenario, const struct sweep_by *by, size_t n)
{
    struct sweep_by fine[SWEEP_MOST_AXES];
    enum status status;
    memcpy(fine, by, n * sizeof *by);
    sweep_refine(scenario, fine, n);
    status = run(sweep, probe, scenario, fine, n);
    if (status == STATUS_OK)
        sweep_find_crossings(sweep);
    return status;
}

static enum status analyse(const struct scenario *scenario, const struct options *options,
                           const struct sweep_by *by)
{
    struct expression outcome = {"of", options_outcome(options)};
    struct sweep_report report = {.scenario = scenario, .outcome = outcome.text, .by = by};
    size_t n = (size_t)options->values[OPTION_BY].n;
    struct sweep sweep = {0}, picture = {0};
    struct probe *probe = NULL;
    enum status status = expression_compile(scenario, &outcome, 1, 0, &probe);
    if (status != STATUS_OK)
        return status;
    report.unit = probe->items[0].unit;
    report.sweep = &sweep;
    report.picture = &picture;
    probe_evaluate(probe, scenario, &report.value);
    status = run(&sweep, probe, scenario, by, n);
    if (status == STATUS_OK)
        status = run_picture(&picture, probe, scenario, by, n);
    if (status == STATUS_OK)
        status = write(&report, options->format);
    if (status != STATUS_OK)
        diagnose_no_memory();
    sweep_fini(&sweep);
    sweep_fini(&picture);
    probe_free(probe);
    return status;
}

enum status command_sweep(const struct options *options)
{
    int n = options->values[OPTION_BY].n;
    struct sweep_by by[SWEEP_MOST_AXES];
    struct opening opening;
    enum status status;
    if (n == 0)
        return options_usage_error(COMMAND_SWEEP, _("'sweep' needs --by NAME=LOW..HIGH"));
    if (n > SWEEP_MOST_AXES)
        return options_usage_error(COMMAND_SWEEP,
                                   _("'sweep' varies two parameters at most, not %d"), n);
    status = opening_open_with(&opening, options->arguments[0], options);
    if (status != STATUS_OK)
        return status;
    status = read_all(options, opening.scenario->model, by);
    if (status == STATUS_OK)
        status = analyse(opening.scenario, options, by);
    opening_close(&opening);
    return status;
}
