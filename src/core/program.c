/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program.h"

#include <stdlib.h>
#include <string.h>

#include "irr.h"
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
    size_t cells = program_n_cells(program, months);
    if (lanes == 0)
        lanes = fitting_lanes(cells);
    if (cells > SIZE_MAX / sizeof(double) / lanes - CACHE_LINE)
        return error_no_memory(err);
    void *memory = calloc(cells * lanes + CACHE_LINE / sizeof(double), sizeof(double));
    if (!memory)
        return error_no_memory(err);
    size_t gap = CACHE_LINE - (uintptr_t)memory % CACHE_LINE;
    *run = (struct run){.program = program,
                        .months = months,
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
    run->months = months;
    for (uint32_t month = 0; month < months; month++) {
        double *number = run_cell(run, PROGRAM_MONTHS | REGISTER_SERIES, month);
        for (uint32_t lane = 0; lane < run->lanes; lane++)
            number[lane] = month + 1;
        memset(run_cell(run, PROGRAM_ZEROS | REGISTER_SERIES, month), 0,
               run->lanes * sizeof *number);
    }
}

void run_load(struct run *run, const struct model *model)
{
    const struct program *program = run->program;
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model->lines[i].kind == LINE_PARAMETER && program->line_registers[i] != REGISTER_NONE)
            run_set(run, program->line_registers[i], model->lines[i].value);
    for (uint32_t s = 0; s < model->n_sections; s++)
        if (program->enabled_registers[s] != REGISTER_NONE)
            run_set(run, program->enabled_registers[s], model->sections[s].is_enabled);
}

/* What reads a whole series: X is its first month's cell. */
static VECTOR_INLINE void over_months(const struct run *run, enum operation op, double *to,
                                      const double *x, uint32_t lanes)
{
    const size_t stride = run->lanes, n = run->months;
    memcpy(to, op == OP_LAST ? x + (n - 1) * stride : x, lanes * sizeof *to);
    switch (op) {
    case OP_SUM:
    case OP_AVG:
        for (size_t m = 1; m < n; m++)
            FOR_EACH_LANE (lane, lanes)
                to[lane] += x[m * stride + lane];
        for (uint32_t lane = 0; op == OP_AVG && lane < lanes; lane++)
            to[lane] /= (double)n;
        break;
    case OP_PEAK:
        for (size_t m = 1; m < n; m++)
            FOR_EACH_LANE (lane, lanes)
                to[lane] = operation_max(to[lane], x[m * stride + lane]);
        break;
    case OP_IRR:
        for (uint32_t lane = 0; lane < lanes; lane++)
            to[lane] = irr_annual(x + lane, stride, run->months, NULL);
        break;
    default: /* OP_FIRST, OP_LAST */
        break;
    }
}

static VECTOR_INLINE void execute(const struct run *run, const struct window *window,
                                  const struct instruction *code, uint32_t month, uint32_t lanes)
{
    double *to = run->cells + window_offset(window, code->to);
    const double *x = run->cells + window_offset(window, code->a);
    switch ((enum operation)code->op) {
#define X(name, operands, formula)                                                                 \
    case OP_##name: {                                                                              \
        const double *y = operands > 1 ? run->cells + window_offset(window, code->b) : x;          \
        const double *z = operands > 2 ? run->cells + window_offset(window, code->c) : x;          \
        FOR_EACH_LANE (lane, lanes) {                                                              \
            const double a = x[lane], b = y[lane], c = z[lane];                                    \
            (void)b, (void)c;                                                                      \
            to[lane] = formula;                                                                    \
        }                                                                                          \
        break;                                                                                     \
    }
        OPERATION_LIST(X)
#undef X
    case OP_PREVIOUS:
        memcpy(to, month == 0 ? run->cells + window_offset(window, code->b) : x - run->lanes,
               lanes * sizeof *to);
        break;
    default:
        over_months(run, (enum operation)code->op, to, x, lanes);
        break;
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
