/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation's chunks: computing one, and merging it with those before it. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "simulation_sums.h"

struct tally tally_none(void)
{
    return (struct tally){.min = (double)INFINITY, .max = (double)-INFINITY};
}

void simulation_worker_free(struct simulation_worker *worker)
{
    if (!worker)
        return;
    run_fini(&worker->run);
    free(worker->columns);
    free(worker->conditions);
    free(worker);
}

enum status simulation_worker_new(const struct simulation *simulation,
                                  const struct scenario *scenario, struct simulation_worker **out,
                                  struct error *err)
{
    const struct probe *probe = simulation->probe;
    size_t n = simulation->sampler.n;
    struct simulation_worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return error_no_memory(err);
    enum status status = run_init(&worker->run, simulation->program, 0, probe->months, err);
    if (status == STATUS_OK) {
        worker->columns = calloc((n + 1) * SIMULATION_CHUNK, sizeof(double));
        worker->conditions = calloc(probe->n * SIMULATION_CHUNK, sizeof(double));
        if (!worker->columns || !worker->conditions)
            status = error_no_memory(err);
    }
    if (status != STATUS_OK) {
        simulation_worker_free(worker);
        return status;
    }
    worker->outcome = worker->columns + n * SIMULATION_CHUNK;
    simulation_worker_load(simulation, worker, scenario);
    *out = worker;
    return STATUS_OK;
}

void simulation_worker_load(const struct simulation *simulation, struct simulation_worker *worker,
                            const struct scenario *scenario)
{
    probe_load(simulation->probe, &worker->run, scenario);
    run_block(&worker->run, worker->run.lanes); /* what samples have in common */
}

void simulation_part_free(struct simulation_part *part)
{
    if (!part)
        return;
    free(part->missed);
    free(part->values);
    free(part->slots);
    moments_fini(&part->of_outcome);
    moments_fini(&part->of_drivers);
    free(part);
}

enum status simulation_part_new(const struct simulation *simulation, struct simulation_part **out,
                                struct error *err)
{
    struct simulation_part *part = calloc(1, sizeof *part);
    if (!part)
        return error_no_memory(err);
    part->missed = calloc(simulation->probe->n, sizeof *part->missed);
    part->values = calloc(SIMULATION_CHUNK, sizeof *part->values);
    part->slots = calloc(SIMULATION_CHUNK, sizeof *part->slots);
    if (!part->missed || !part->values || !part->slots ||
        !moments_init(&part->of_outcome, 1, true) ||
        !moments_init(&part->of_drivers, simulation->sampler.n + 1,
                      simulation->sums->drivers.is_joint)) {
        simulation_part_free(part);
        return error_no_memory(err);
    }
    *out = part;
    return STATUS_OK;
}

void simulation_assign(const struct simulation *simulation, struct simulation_part *part,
                       uint64_t chunk)
{
    assert(chunk < simulation_n_chunks(simulation));
    uint64_t left = simulation->settings.samples - chunk * SIMULATION_CHUNK;
    part->chunk = chunk;
    part->n = left < SIMULATION_CHUNK ? (uint32_t)left : SIMULATION_CHUNK;
    part->has_slots = simulation->sums->values.is_split;
}

/* The balances of LANES samples from AT of the chunk on. */
static void take_balances(const struct simulation *simulation,
                          const struct simulation_worker *worker, uint64_t chunk, uint32_t at,
                          uint32_t lanes)
{
    const struct simulation_sums *sums = simulation->sums;
    size_t first = (size_t)chunk * SIMULATION_CHUNK + at;
    for (uint32_t month = 0; month < simulation->probe->months; month++)
        memcpy(sums->fan + (size_t)month * sums->fan_capacity + first,
               run_cell(&worker->run, simulation->probe->balance,
                        month + worker->run.program->n_early),
               lanes * sizeof(double));
}

static void evaluate(const struct simulation *simulation, struct simulation_worker *worker,
                     const struct simulation_part *part)
{
    const struct sampler *sampler = &simulation->sampler;
    const struct probe *probe = simulation->probe;
    bool has_fan = part->chunk < simulation->sums->fan_capacity / SIMULATION_CHUNK;
    uint32_t lanes;
    for (uint32_t at = 0; at < part->n; at += lanes) {
        lanes = part->n - at < worker->run.lanes ? part->n - at : worker->run.lanes;
        for (uint32_t i = 0; i < sampler->n; i++) {
            uint32_t reg = probe_register(probe, sampler->inputs[i].line);
            if (reg != REGISTER_NONE)
                memcpy(run_cell(&worker->run, reg, 0),
                       worker->columns + (size_t)i * SIMULATION_CHUNK + at, lanes * sizeof(double));
        }
        run_again(&worker->run, lanes);
        for (size_t i = 0; i < probe->n; i++)
            memcpy(
                (i == ITEM_OUTCOME ? worker->outcome : worker->conditions + i * SIMULATION_CHUNK) +
                    at,
                run_cell(&worker->run, probe->items[i].reg, 0), lanes * sizeof(double));
        if (has_fan)
            take_balances(simulation, worker, part->chunk, at, lanes);
    }
}

/* Count what the chunk's samples come to; the outcomes that aren't NaN become its values. */
static void count_outcomes(const struct simulation_worker *worker, struct simulation_part *part)
{
    struct tally tally = tally_none();
    uint32_t n_values = 0;
    tally.samples = part->n;
    for (uint32_t i = 0; i < part->n; i++) {
        double y = worker->outcome[i];
        part->values[n_values] = y;
        n_values += y == y;
        tally.min = y < tally.min ? y : tally.min;
        tally.max = y > tally.max ? y : tally.max;
        tally.loss += y < 0;
        tally.infinite += isinf(y) != 0;
    }
    tally.undefined = part->n - n_values;
    part->n_values = n_values;
    part->tally = tally;
}

static void count_conditions(const struct simulation *simulation,
                             const struct simulation_worker *worker, struct simulation_part *part)
{
    const double *below = worker->conditions + ITEM_BELOW_ZERO * SIMULATION_CHUNK;
    for (uint32_t i = 0; i < part->n; i++) {
        part->tally.below_zero += below[i] == 1;
        part->tally.known += below[i] == below[i];
    }
    for (size_t item = ITEM_FIRST_TARGET; item < simulation->probe->n; item++) {
        const double *met = worker->conditions + item * SIMULATION_CHUNK;
        uint64_t missed = 0;
        for (uint32_t i = 0; i < part->n; i++)
            missed += met[i] == 0 || met[i] != met[i];
        part->missed[item] = missed;
    }
}

/* Leave the samples whose outcome isn't finite out of the columns from FIRST to LAST, which is the
 * outcome's; how many stay. */
static uint32_t drop_undefined(const struct simulation_worker *worker,
                               const struct simulation_part *part, uint32_t first, uint32_t last)
{
    uint32_t n = part->n;
    if (part->n_values == n && part->tally.infinite == 0)
        return n;
    for (uint32_t i = first; i <= last; i++) {
        double *column = worker->columns + (size_t)i * SIMULATION_CHUNK;
        n = 0;
        for (uint32_t k = 0; k < part->n; k++)
            if (isfinite(worker->outcome[k]))
                column[n++] = column[k];
    }
    return n;
}

static void take_moments(const struct simulation *simulation, struct simulation_worker *worker,
                         struct simulation_part *part)
{
    bool has_drivers = part->chunk < simulation->sums->driver_chunks;
    uint32_t outcome = simulation->sampler.n;
    uint32_t n = drop_undefined(worker, part, has_drivers ? 0 : outcome, outcome);
    moments_compute(&part->of_outcome, worker->outcome, SIMULATION_CHUNK, n);
    if (!has_drivers)
        return;
    moments_compute(&part->of_drivers, worker->columns, SIMULATION_CHUNK, n);
    part->of_drivers.mean[outcome] += part->of_outcome.mean[0]; /* taken off already */
}

void simulation_compute(const struct simulation *simulation, struct simulation_worker *worker,
                        struct simulation_part *part)
{
    sampler_draw(&simulation->sampler, part->chunk, worker->columns);
    evaluate(simulation, worker, part);
    count_outcomes(worker, part);
    if (part->has_slots)
        outcomes_find(&simulation->sums->values, part->values, part->n_values, part->slots);
    count_conditions(simulation, worker, part);
    take_moments(simulation, worker, part);
}

static void tally_merge(struct tally *total, const struct tally *part)
{
    total->samples += part->samples;
    total->undefined += part->undefined;
    total->infinite += part->infinite;
    total->loss += part->loss;
    total->below_zero += part->below_zero;
    total->known += part->known;
    total->min = part->min < total->min ? part->min : total->min;
    total->max = part->max > total->max ? part->max : total->max;
}

void simulation_merge(struct simulation *simulation, const struct simulation_part *part)
{
    struct simulation_sums *sums = simulation->sums;
    assert(sums->tally.samples == part->chunk * SIMULATION_CHUNK); /* in order, without a gap */
    tally_merge(&sums->tally, &part->tally);
    for (size_t i = ITEM_FIRST_TARGET; i < simulation->probe->n; i++)
        sums->missed[i] += part->missed[i];
    outcomes_add(&sums->values, part->values, part->n_values, part->has_slots ? part->slots : NULL);
    moments_merge(&sums->outcome, &part->of_outcome);
    if (part->chunk < sums->driver_chunks)
        moments_merge(&sums->drivers, &part->of_drivers);
}
