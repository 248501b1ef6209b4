/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "cli/diagnose.h"
#include "cli/expression.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "core/text/number.h"
#include "print/simulate.h"

#include "simulate_run.h"

/* Counts and seeds: whole numbers, all of which a double tells apart. */
static const double MAX_SAMPLES = 1e12, MAX_SEED = 9007199254740991;
enum {
    DEFAULT_SAMPLES = 100000,
    DEFAULT_SEED = 1,
    /* the first samples, which the balance's percentiles and the drivers are from */
    FAN_SAMPLES = 10 * SIMULATION_CHUNK,
    DRIVER_SAMPLES = 100 * SIMULATION_CHUNK
};

/* The whole number that OPTION has, from MIN to MAX; 100k and 1e6 are numbers. Left alone where the
 * option wasn't given. */
static enum status read_whole(const struct options *options, enum option_id option,
                              const char *name, double min, double max, uint64_t *out)
{
    const char *text = options_value(options, option);
    struct number number;
    char most[NUMBER_TEXT_SIZE];
    if (!text)
        return STATUS_OK;
    if (number_scan(text, strlen(text), NUMBER_IN_VALUE, &number, NULL) == STATUS_OK &&
        text[number.length] == '\0' && number.value >= min && number.value <= max &&
        number.value == floor(number.value)) {
        *out = (uint64_t)number.value;
        return STATUS_OK;
    }
    number_format(most, max);
    return options_usage_error(options->command, _("'--%s' is a whole number from %.0f to %s"),
                               name, min, most);
}

/* As many threads as there are processors. */
static uint64_t count_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > SIMULATE_MAX_THREADS ? SIMULATE_MAX_THREADS : (uint64_t)n;
}

struct job {
    const char *of;
    struct simulation_settings settings;
    uint64_t threads;
};

static enum status read_job(const struct options *options, struct job *job)
{
    enum status status;
    *job = (struct job){options_outcome(options),
                        {DEFAULT_SAMPLES, DEFAULT_SEED, FAN_SAMPLES, DRIVER_SAMPLES},
                        count_processors()};
    status = read_whole(options, OPTION_SAMPLES, "samples", 1, MAX_SAMPLES, &job->settings.samples);
    if (status == STATUS_OK)
        status = read_whole(options, OPTION_SEED, "seed", 0, MAX_SEED, &job->settings.seed);
    if (status == STATUS_OK)
        status =
            read_whole(options, OPTION_THREADS, "threads", 1, SIMULATE_MAX_THREADS, &job->threads);
    return status;
}

/* An edit may have turned a `dist` upside down. */
static void warn_of_faults(const struct scenario *scenario, const struct sampler *sampler)
{
    for (uint32_t i = 0; i < sampler->n; i++) {
        char name[MODEL_NAME_SIZE];
        struct dist dist;
        struct error err;
        if (!sampler->inputs[i].is_faulty)
            continue;
        model_line_name(scenario->model, sampler->inputs[i].line, name, sizeof name);
        if (model_dist(scenario->model, sampler->inputs[i].line, &dist, &err))
            diagnose_plain(_("warning: %s: %s; it is taken as certain"), name, err.text);
    }
}

static enum status write_result(const struct simulate *simulate, enum format format)
{
    const char *sentence = simulation_sentence(&simulate->simulation->result);
    warn_of_faults(simulate->scenario, &simulate->simulation->sampler);
    if (sentence)
        diagnose_plain(_("warning: %s"), sentence);
    switch (format) {
    case FORMAT_JSON:
        return simulate_write_json(stdout, simulate) ? STATUS_OK : STATUS_NO_MEMORY;
    case FORMAT_CSV:
        simulate_write_csv(stdout, simulate);
        return STATUS_OK;
    default:
        simulate_write_text(stdout, simulate);
        return STATUS_OK;
    }
}

static enum status simulate_scenario(const struct options *options, const struct job *job,
                                     const struct scenario *scenario)
{
    struct simulation simulation = {0};
    struct simulate simulate = {scenario, &simulation, job->of, false};
    const struct expression expression = {"of", job->of};
    struct error err;
    struct probe *probe = NULL;
    enum status status = expression_compile(scenario, &expression, 1, 0, &probe);
    probe_free(probe);
    if (status != STATUS_OK)
        return status;
    status = simulation_prepare(&simulation, scenario, job->of, &job->settings, &err);
    if (status == STATUS_OK)
        status = simulate_run(&simulation, scenario, (uint32_t)job->threads,
                              &simulate.is_interrupted, &err);
    if (status != STATUS_OK)
        diagnose_plain("%s", err.text);
    else if (write_result(&simulate, options->format) != STATUS_OK)
        status = diagnose_no_memory();
    simulation_fini(&simulation);
    return status;
}

enum status command_simulate(const struct options *options)
{
    struct opening opening;
    struct job job;
    enum status status = read_job(options, &job);
    if (status == STATUS_OK)
        status = opening_open_with(&opening, options->arguments[0], options);
    if (status != STATUS_OK)
        return status;
    status = simulate_scenario(options, &job, opening.scenario);
    opening_close(&opening);
    return status;
}
