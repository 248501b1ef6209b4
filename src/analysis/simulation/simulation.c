/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/simulation/simulation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "simulation_sums.h"

static bool has_dist(const struct line *line)
{
    return line->kind == LINE_PARAMETER && line->dist_text;
}

static uint32_t count_dists(const struct model *model)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_lines; i++)
        n += has_dist(&model->lines[i]);
    return n;
}

struct simulation_settings simulation_live_settings(const struct scenario *scenario)
{
    /* what fits into a few milliseconds: balances of all months, products of all pairs */
    const uint32_t samples = 10000, balances = 12 * samples, products = 1 << 24;
    uint32_t n = count_dists(scenario->model) + 1;
    uint32_t fan = balances / scenario_months(scenario), drivers = products / n / n;
    fan = fan < SIMULATION_CHUNK ? SIMULATION_CHUNK : fan > samples ? samples : fan;
    drivers = drivers < 2 * SIMULATION_CHUNK ? 2 * SIMULATION_CHUNK
              : drivers > samples            ? samples
                                             : drivers;
    return (struct simulation_settings){samples, 1, fan, drivers};
}

static uint64_t whole_chunks(uint64_t samples)
{
    return samples / SIMULATION_CHUNK + (samples % SIMULATION_CHUNK > 0);
}

uint64_t simulation_n_chunks(const struct simulation *simulation)
{
    return whole_chunks(simulation->settings.samples);
}

/* The outcome, cash below zero, and the targets of SCENARIO. */
static enum status make_probe(struct simulation *simulation, const struct scenario *scenario,
                              const char *of, struct error *err)
{
    const struct model *model = scenario->model;
    uint32_t s = model_find_section(model, "targets");
    uint32_t n = s == NAMES_NONE ? 0 : model->sections[s].n_lines;
    const char **texts = calloc((size_t)n + ITEM_FIRST_TARGET, sizeof *texts);
    if (!texts)
        return error_no_memory(err);
    texts[ITEM_OUTCOME] = of;
    texts[ITEM_BELOW_ZERO] = "cash.lowest < 0";
    for (uint32_t i = 0; i < n; i++)
        texts[ITEM_FIRST_TARGET + i] = model->lines[model->sections[s].first_line + i].text;
    enum status status = probe_new(scenario, texts, (size_t)n + ITEM_FIRST_TARGET, PROBE_BALANCE,
                                   &simulation->probe, NULL, err);
    free(texts);
    return status;
}

static enum status make_sampler(struct simulation *simulation, const struct scenario *scenario,
                                struct error *err)
{
    const struct model *model = scenario->model;
    bool *wanted = calloc((size_t)model->n_lines + 1, sizeof *wanted);
    if (!wanted)
        return error_no_memory(err);
    for (uint32_t i = 0; i < model->n_lines; i++)
        wanted[i] = probe_register(simulation->probe, i) != REGISTER_NONE;
    enum status status =
        sampler_prepare(&simulation->sampler, model, wanted, simulation->settings.seed, err);
    free(wanted);
    return status;
}

/* The probe's program, what doesn't depend on the sampler's inputs put in front. */
static enum status make_program(struct simulation *simulation, struct error *err)
{
    const struct sampler *sampler = &simulation->sampler;
    uint32_t *inputs = calloc((size_t)sampler->n + 1, sizeof *inputs);
    size_t n = 0;
    if (!inputs)
        return error_no_memory(err);
    for (uint32_t i = 0; i < sampler->n; i++) {
        uint32_t reg = probe_register(simulation->probe, sampler->inputs[i].line);
        if (reg != REGISTER_NONE)
            inputs[n++] = reg;
    }
    enum status status =
        program_vary(simulation->probe->program, inputs, n, &simulation->program, err);
    free(inputs);
    return status;
}

static bool work_init(struct driver_work *work, const struct model *model, uint32_t n,
                      bool is_joint)
{
    uint32_t k = 0;
    work->lines = calloc((size_t)count_dists(model) + 1, sizeof *work->lines);
    work->active = calloc((size_t)n + 1, sizeof *work->active);
    work->matrix = calloc((is_joint ? (size_t)n * n : 0) + 1, sizeof(double));
    work->deviations = calloc((size_t)n + 1, sizeof(double));
    work->correlations = calloc((size_t)n + 1, sizeof(double));
    work->shares = calloc((size_t)n + 1, sizeof(double));
    if (!work->lines || !work->active || !work->matrix || !work->deviations ||
        !work->correlations || !work->shares)
        return false;
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (has_dist(&model->lines[i]))
            work->lines[k++] = i;
    return true;
}

static void work_fini(struct driver_work *work)
{
    free(work->lines);
    free(work->active);
    free(work->matrix);
    free(work->deviations);
    free(work->correlations);
    free(work->shares);
}

static void sums_free(struct simulation_sums *sums)
{
    if (!sums)
        return;
    free(sums->missed);
    free(sums->fan);
    work_fini(&sums->work);
    outcomes_fini(&sums->values);
    moments_fini(&sums->outcome);
    moments_fini(&sums->drivers);
    free(sums);
}

static enum status make_sums(struct simulation *simulation, const struct model *model,
                             struct error *err)
{
    const struct simulation_settings *settings = &simulation->settings;
    const struct probe *probe = simulation->probe;
    uint32_t n = simulation->sampler.n;
    bool is_joint = n <= SIMULATION_MAX_JOINT;
    struct simulation_sums *sums = calloc(1, sizeof *sums);
    if (!sums)
        return error_no_memory(err);
    uint64_t fan =
        settings->fan_samples < settings->samples ? settings->fan_samples : settings->samples;
    sums->driver_chunks = whole_chunks(settings->driver_samples);
    sums->fan_capacity = (uint32_t)whole_chunks(fan) * SIMULATION_CHUNK;
    sums->missed = calloc(probe->n, sizeof *sums->missed);
    sums->fan = malloc(((size_t)sums->fan_capacity * probe->months + 1) * sizeof *sums->fan);
    if (sums->missed && sums->fan && outcomes_init(&sums->values, settings->samples) &&
        work_init(&sums->work, model, n, is_joint) && moments_init(&sums->outcome, 1, true) &&
        moments_init(&sums->drivers, n + 1, is_joint)) {
        simulation->sums = sums;
        return STATUS_OK;
    }
    sums_free(sums);
    return error_no_memory(err);
}

static void result_fini(struct simulation_result *result)
{
    free(result->targets);
    free(result->drivers);
    for (int i = 0; i < N_FAN; i++)
        free(result->fan[i]);
    *result = (struct simulation_result){0};
}

static enum status make_result(struct simulation *simulation, const struct scenario *scenario,
                               struct error *err)
{
    const struct model *model = scenario->model;
    const struct probe *probe = simulation->probe;
    struct simulation_result *result = &simulation->result;
    uint32_t s = model_find_section(model, "targets");
    result->months = probe->months;
    result->n_targets = (uint32_t)probe->n - ITEM_FIRST_TARGET;
    result->targets = calloc((size_t)result->n_targets + 1, sizeof *result->targets);
    result->drivers = calloc((size_t)count_dists(model) + 1, sizeof *result->drivers);
    bool is_complete = result->targets && result->drivers;
    for (int i = 0; i < N_FAN; i++) {
        result->fan[i] = calloc(result->months, sizeof *result->fan[i]);
        if (!result->fan[i])
            is_complete = false;
    }
    if (!is_complete)
        return error_no_memory(err);
    for (uint32_t i = 0; i < result->n_targets; i++)
        result->targets[i].line = model->sections[s].first_line + i;
    result->n_drivers = count_dists(model);
    return STATUS_OK;
}

/* All but the sampler, whose tables serve again. */
static void clear(struct simulation *simulation)
{
    program_vary_free(simulation->program);
    simulation->program = NULL;
    probe_free(simulation->probe);
    simulation->probe = NULL;
    sums_free(simulation->sums);
    simulation->sums = NULL;
    simulation_worker_free(simulation->worker);
    simulation->worker = NULL;
    simulation_part_free(simulation->part);
    simulation->part = NULL;
    result_fini(&simulation->result);
}

enum status simulation_prepare(struct simulation *simulation, const struct scenario *scenario,
                               const char *of, const struct simulation_settings *settings,
                               struct error *err)
{
    clear(simulation);
    simulation->settings = *settings;
    enum status status = make_probe(simulation, scenario, of, err);
    if (status == STATUS_OK)
        status = make_sampler(simulation, scenario, err);
    if (status == STATUS_OK)
        status = make_program(simulation, err);
    if (status == STATUS_OK)
        status = make_sums(simulation, scenario->model, err);
    if (status == STATUS_OK)
        status = make_result(simulation, scenario, err);
    if (status == STATUS_OK)
        status = simulation_worker_new(simulation, scenario, &simulation->worker, err);
    if (status == STATUS_OK)
        status = simulation_part_new(simulation, &simulation->part, err);
    if (status != STATUS_OK)
        clear(simulation);
    return status;
}

void simulation_fini(struct simulation *simulation)
{
    clear(simulation);
    sampler_fini(&simulation->sampler);
    *simulation = (struct simulation){0};
}

bool simulation_is_current(const struct simulation *simulation, const struct scenario *scenario)
{
    return probe_is_current(simulation->probe, scenario);
}

const double *simulation_outcomes(const struct simulation *simulation, size_t *n)
{
    const struct simulation_sums *sums = simulation->sums;
    *n = sums ? sums->values.n_kept : 0;
    return sums ? sums->values.kept : NULL;
}

enum status simulation_load(struct simulation *simulation, const struct scenario *scenario,
                            struct error *err)
{
    struct simulation_sums *sums = simulation->sums;
    sums->tally = tally_none();
    outcomes_clear(&sums->values);
    memset(sums->missed, 0, simulation->probe->n * sizeof *sums->missed);
    moments_clear(&sums->outcome);
    moments_clear(&sums->drivers);
    simulation_worker_load(simulation, simulation->worker, scenario);
    return sampler_load(&simulation->sampler, scenario->model, err);
}

enum status simulation_run(struct simulation *simulation, const struct scenario *scenario,
                           struct error *err)
{
    enum status status = simulation_load(simulation, scenario, err);
    uint64_t n = simulation_n_chunks(simulation);
    for (uint64_t chunk = 0; chunk < n && !status; chunk++) {
        simulation_assign(simulation, simulation->part, chunk);
        simulation_compute(simulation, simulation->worker, simulation->part);
        simulation_merge(simulation, simulation->part);
    }
    if (status == STATUS_OK)
        simulation_finish(simulation);
    return status;
}
