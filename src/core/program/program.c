/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/program.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "months.h"
#include "window.h"

enum { CACHE = 1024 * 1024, CACHE_LINE = 64, LINE_LANES = 8, MAX_LINES = 31 };

size_t program_n_cells(const struct program *program, uint32_t months)
{
    return (size_t)program->n_scalars + (size_t)program->n_series * months;
}

/*
 * A block fills a good part of the second-level cache: one that fits the first has too few lanes to
 * make up for going from one instruction to the next. More lanes than these gain nothing. A cell is
 * an odd number of cache lines, lest they all fall on a few sets of the cache.
 */
static uint32_t fitting_lanes(size_t cells)
{
    size_t lines = CACHE / CACHE_LINE / (cells + 1);
    lines = lines < 1 ? 1 : lines > MAX_LINES ? MAX_LINES : lines;
    return (uint32_t)((lines - 1) | 1) * LINE_LANES;
}

enum status run_init(struct run *run, const struct program *program, uint32_t lanes,
                     uint32_t months, struct error *err)
{
    size_t cells = program_n_cells(program, months + program->n_early);
    assert(months > 0);
    if (lanes == 0)
        lanes = fitting_lanes(cells);
    if (cells > SIZE_MAX / sizeof(double) / lanes - CACHE_LINE)
        return error_no_memory(err);
    void *memory = calloc(cells * lanes + CACHE_LINE / sizeof(double), sizeof(double));
    if (!memory)
        return error_no_memory(err);
    size_t gap = CACHE_LINE - (uintptr_t)memory % CACHE_LINE;
    *run = (struct run){.program = program,
                        .months = months + program->n_early,
                        .lanes = lanes,
                        .cells = (double *)memory + gap / sizeof(double),
                        .memory = memory};
    for (uint32_t i = 0; i < program->n_constants; i++)
        run_set(run, i, program->constants[i]);
    run_set_months(run, months);
    return STATUS_OK;
}

void run_fini(struct run *run)
{
    free(run->memory);
    *run = (struct run){0};
}

double *run_cell(const struct run *run, uint32_t reg, uint32_t month)
{
    size_t cell = reg;
    assert(reg != REGISTER_NONE && month < run->months);
    if (reg & REGISTER_SERIES)
        cell = run->program->n_scalars + (size_t)(reg & ~(uint32_t)REGISTER_SERIES) * run->months +
               month;
    return run->cells + cell * run->lanes;
}

void run_set(struct run *run, uint32_t reg, double value)
{
    double *cell = run_cell(run, reg, 0);
    for (uint32_t lane = 0; lane < run->lanes; lane++)
        cell[lane] = value;
}

void run_set_months(struct run *run, uint32_t months)
{
    uint32_t n_early = run->program->n_early;
    assert(months > 0);
    run->months = months + n_early;
    for (uint32_t month = 0; month < run->months; month++) {
        double *number = run_cell(run, PROGRAM_MONTHS | REGISTER_SERIES, month);
        for (uint32_t lane = 0; lane < run->lanes; lane++)
            number[lane] = (double)month + 1 - n_early;
        memset(run_cell(run, PROGRAM_ZEROS | REGISTER_SERIES, month), 0,
               run->lanes * sizeof *number);
    }
}

void run_load(struct run *run, const struct model *model)
{
    const struct program *program = run->program;
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (program->input_registers[i] != REGISTER_NONE)
            run_set(run, program->input_registers[i], model_input(&model->lines[i]));
    for (uint32_t s = 0; s < model->n_sections; s++)
        if (program->enabled_registers[s] != REGISTER_NONE)
            run_set(run, program->enabled_registers[s], model->sections[s].is_enabled);
}

static VECTOR_INLINE void execute(const struct run *run, const struct window *window,
                                  const struct instruction *code, uint32_t month, uint32_t lanes)
{
    double *const cells = run->cells, *to = cells + window_offset(window, code->to);
    const double *at_a = cells + window_offset(window, code->a);
    switch ((enum operation)code->op) {
#define X(name, function, unit, value, ...)                                                        \
    case OP_##name: {                                                                              \
        const double *at_b = cells + window_offset(window, code->b);                               \
        const double *at_c = cells + window_offset(window, code->c);                               \
        FOR_EACH_LANE (lane, lanes) {                                                              \
            const double a = at_a[lane], b = at_b[lane], c = at_c[lane];                           \
            (void)b, (void)c;                                                                      \
            to[lane] = value;                                                                      \
        }                                                                                          \
        break;                                                                                     \
    }
        LANE_OPERATIONS(X)
#undef X
#define X(name, function, unit, period, stem, ...)                                                 \
    case OP_##name:                                                                                \
        stem##_value(&(struct months){.a = at_a,                                                   \
                                      .b = cells + window_offset(window, code->b),                 \
                                      .c = cells + window_offset(window, code->c),                 \
                                      .y = to,                                                     \
                                      .stride = run->lanes,                                        \
                                      .n = run->months,                                            \
                                      .early = run->program->n_early,                              \
                                      .per_year = run->program->per_year,                          \
                                      .month = month},                                             \
                     lanes);                                                                       \
        break;
        MONTHS_OPERATIONS(X)
#undef X
#define X(name, ...) case OP_##name:
        FORMULA_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        break; /* they are in no program */
    }
}

static VECTOR_INLINE void run_segments(const struct run *run, uint32_t first, uint32_t lanes)
{
    const struct program *program = run->program;
    for (uint32_t s = first; s < program->n_segments; s++) {
        const struct segment *segment = &program->segments[s];
        const struct instruction *code = program->code + segment->first;
        uint32_t months = segment->is_monthly ? run->months : 1;
        for (uint32_t month = 0; month < months; month++) {
            const struct window window = window_at(run, month);
            for (uint32_t i = 0; i < segment->n; i++)
                execute(run, &window, &code[i], month, lanes);
        }
    }
}

VECTOR_CLONES static void run_lanes(const struct run *run, uint32_t first, uint32_t lanes)
{
    run_segments(run, first, lanes);
}

/* The same without loops. */
static void run_lane(const struct run *run, uint32_t first)
{
    run_segments(run, first, 1);
}

static void run_from(const struct run *run, uint32_t first, uint32_t lanes)
{
    assert(lanes <= run->lanes);
    if (lanes == 1)
        run_lane(run, first);
    else
        run_lanes(run, first, lanes);
}

void run_block(struct run *run, uint32_t lanes)
{
    run_from(run, 0, lanes);
}

void run_again(struct run *run, uint32_t lanes)
{
    run_from(run, run->program->n_settled, lanes);
}

void program_run(struct run *run, size_t n, const struct lane_input *inputs, size_t n_inputs,
                 const struct lane_output *outputs, size_t n_outputs)
{
    for (size_t at = 0; at < n; at += run->lanes) {
        uint32_t lanes = n - at < run->lanes ? (uint32_t)(n - at) : run->lanes;
        for (size_t i = 0; i < n_inputs; i++)
            memcpy(run_cell(run, inputs[i].reg, 0), inputs[i].values + at, lanes * sizeof(double));
        run_from(run, at == 0 ? 0 : run->program->n_settled, lanes);
        for (size_t i = 0; i < n_outputs; i++)
            memcpy(outputs[i].values + at, run_cell(run, outputs[i].reg, 0),
                   lanes * sizeof(double));
    }
}
