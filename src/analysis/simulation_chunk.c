/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation's chunks: computing one, and merging it with those before it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/gettext.h"
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
    free(worker->values);
    free(worker->missed);
    moments_fini(&worker->of_outcome);
    moments_fini(&worker->of_drivers);
    free(worker);
}

enum status simulation_worker_new(const struct simulation *simulation,
                                  const struct scenario *scenario, struct simulation_worker **out,
                                  struct error *err)
{
    const struct probe *probe = simulation->probe;
    uint32_t n = simulation->sampler.n;
    struct simulation_worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return error_set(err, STATUS_NO_MEMORY, _("out of memory"));
    enum status status = run_init(&worker->run, probe->program, 0, probe->months, err);
    if (status) {
        free(worker);
        return status;
    }
    worker->columns = calloc(((size_t)n + 1) * SIMULATION_CHUNK, sizeof(double));
    worker->conditions = calloc(probe->n * SIMULATION_CHUNK, sizeof(double));
    worker->values = calloc(SIMULATION_CHUNK, sizeof(double));
    worker->missed = calloc(probe->n, sizeof *worker->missed);
    if (!worker->columns || !worker->conditions || !worker->values || !worker->missed ||
        !moments_init(&worker->of_outcome, 1, true) ||
        !moments_init(&worker->of_drivers, n + 1, simulation->sums->drivers.is_joint)) {
        simulation_worker_free(worker);
        return error_set(err, STATUS_NO_MEMORY, _("out of memory"));
    }
    worker->outcome = worker->columns + (size_t)n * SIMULATION_CHUNK;
    probe_load(probe, &worker->run, scenario);
    *out = worker;
    return STATUS_OK;
}

void simulation_assign(const struct simulation *simulation, struct simulation_worker *worker,
                       uint64_t chunk)
{
    uint64_t left = simulation->settings.samples - chunk * SIMULATION_CHUNK;
    worker->chunk = chunk;
    worker->n = left < SIMULATION_CHUNK ? (uint32_t)left : SIMULATION_CHUNK;
}

/* The balances of LANES samples from AT of the chunk on. */
static void take_balances(const struct simulation *simulation,
                          const struct simulation_worker *worker, uint32_t at, uint32_t lanes)
{
    const struct simulation_sums *sums = simulation->sums;
    size_t first = (size_t)worker->chunk * SIMULATION_CHUNK + at;
    for (uint32_t month = 0; month < simulation->probe->months; month++)
        memcpy(sums->fan + (size_t)month * sums->fan_capacity + first,
               run_cell(&worker->run, simulation->probe->balance, month), lanes * sizeof(double));
}

static void evaluate(const struct simulation *simulation, struct simulation_worker *worker)
{
    const struct sampler *sampler = &simulation->sampler;
    const struct probe *probe = simulation->probe;
    bool has_fan = worker->chunk < simulation->sums->fan_capacity / SIMULATION_CHUNK;
    uint32_t lanes;
    for (uint32_t at = 0; at < worker->n; at += lanes) {
        lanes = worker->n - at < worker->run.lanes ? worker->n - at : worker->run.lanes;
        for (uint32_t i = 0; i < sampler->n; i++) {
            uint32_t reg = probe_register(probe, sampler->inputs[i].line);
            if (reg != REGISTER_NONE)
                memcpy(run_cell(&worker->run, reg, 0),
                       worker->columns + (size_t)i * SIMULATION_CHUNK + at, lanes * sizeof(double));
        }
        run_block(&worker->run, lanes);
        for (size_t i = 0; i < probe->n; i++)
            memcpy(
                (i == ITEM_OUTCOME ? worker->outcome : worker->conditions + i * SIMULATION_CHUNK) +
                    at,
                run_cell(&worker->run, probe->items[i].reg, 0), lanes * sizeof(double));
        if (has_fan)
            take_balances(simulation, worker, at, lanes);
    }
}

/* Count what the chunk's samples come to; the outcomes that aren't NaN become its values. */
static void count_outcomes(struct simulation_worker *worker)
{
    struct tally tally = tally_none();
    uint32_t n_values = 0;
    tally.samples = worker->n;
    for (uint32_t i = 0; i < worker->n; i++) {
        double y = worker->outcome[i];
        worker->values[n_values] = y;
        n_values += y == y;
        tally.min = y < tally.min ? y : tally.min;
        tally.max = y > tally.max ? y : tally.max;
        tally.loss += y < 0;
        tally.infinite += isinf(y) != 0;
    }
    tally.undefined = worker->n - n_values;
    worker->n_values = n_values;
    worker->tally = tally;
}

static void count_conditions(const struct simulation *simulation, struct simulation_worker *worker)
{
    const double *below = worker->conditions + ITEM_BELOW_ZERO * SIMULATION_CHUNK;
    for (uint32_t i = 0; i < worker->n; i++) {
        worker->tally.below_zero += below[i] == 1;
        worker->tally.told += below[i] == below[i];
    }
    for (size_t item = ITEM_FIRST_TARGET; item < simulation->probe->n; item++) {
        const double *met = worker->conditions + item * SIMULATION_CHUNK;
        uint64_t missed = 0;
        for (uint32_t i = 0; i < worker->n; i++)
            missed += met[i] == 0 || met[i] != met[i];
        worker->missed[item] = missed;
    }
}

/* Leave the samples whose outcome isn't finite out of the columns from FIRST to LAST, which is the
 * outcome's; how many stay. */
static uint32_t drop_undefined(const struct simulation_worker *worker, uint32_t first,
                               uint32_t last)
{
    uint32_t n = worker->n;
    if (worker->n_values == n && worker->tally.infinite == 0)
        return n;
    for (uint32_t i = first; i <= last; i++) {
        double *column = worker->columns + (size_t)i * SIMULATION_CHUNK;
        n = 0;
        for (uint32_t k = 0; k < worker->n; k++)
            if (isfinite(worker->outcome[k]))
                column[n++] = column[k];
    }
    return n;
}

static void take_moments(const struct simulation *simulation, struct simulation_worker *worker)
{
    bool has_drivers = worker->chunk < simulation->sums->driver_chunks;
    uint32_t outcome = simulation->sampler.n;
    uint32_t n = drop_undefined(worker, has_drivers ? 0 : outcome, outcome);
    moments_compute(&worker->of_outcome, worker->outcome, SIMULATION_CHUNK, n);
    if (!has_drivers)
        return;
    moments_compute(&worker->of_drivers, worker->columns, SIMULATION_CHUNK, n);
    worker->of_drivers.mean[outcome] += worker->of_outcome.mean[0]; /* taken off already */
}

void simulation_compute(const struct simulation *simulation, struct simulation_worker *worker)
{
    sampler_draw(&simulation->sampler, worker->chunk, worker->columns);
    evaluate(simulation, worker);
    count_outcomes(worker);
    count_conditions(simulation, worker);
    take_moments(simulation, worker);
}

static void tally_merge(struct tally *total, const struct tally *part)
{
    total->samples += part->samples;
    total->undefined += part->undefined;
    total->infinite += part->infinite;
    total->loss += part->loss;
    total->below_zero += part->below_zero;
    total->told += part->told;
    total->min = part->min < total->min ? part->min : total->min;
    total->max = part->max > total->max ? part->max : total->max;
}

void simulation_merge(struct simulation *simulation, const struct simulation_worker *worker)
{
    struct simulation_sums *sums = simulation->sums;
    size_t room = sums->capacity - sums->n_kept;
    size_t n = worker->n_values < room ? worker->n_values : room;
    tally_merge(&sums->tally, &worker->tally);
    for (size_t i = ITEM_FIRST_TARGET; i < simulation->probe->n; i++)
        sums->missed[i] += worker->missed[i];
    memcpy(sums->kept + sums->n_kept, worker->values, n * sizeof *sums->kept);
    sums->n_kept += n;
    moments_merge(&sums->outcome, &worker->of_outcome);
    if (worker->chunk < sums->driver_chunks)
        moments_merge(&sums->drivers, &worker->of_drivers);
    sums->chunks++;
}
