/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program.h"

#include <stdlib.h>
#include <string.h>

#include "core/gettext.h"
#include "core/lanes.h"
#include "irr.h"

enum { FIRST_LEVEL_CACHE = 24 * 1024, MAX_LANES = 512, MAX_MONTHS = 600 };

size_t program_n_cells(const struct program *program, uint32_t months)
{
    return (size_t)program->n_scalars + (size_t)program->n_series * months;
}

enum status run_init(struct run *run, const struct program *program, uint32_t lanes,
                     uint32_t months, struct error *err)
{
    size_t cells = program_n_cells(program, months);
    if (lanes == 0) {
        size_t fit = FIRST_LEVEL_CACHE / sizeof(double) / (cells + 1) / 8 * 8;
        lanes = fit < 8 ? 8 : fit > MAX_LANES ? MAX_LANES : (uint32_t)fit;
    }
    if (cells > SIZE_MAX / sizeof(double) / lanes)
        return error_set(err, STATUS_NO_MEMORY, _("out of memory"));
    double *memory = calloc(cells * lanes, sizeof *memory);
    if (!memory)
        return error_set(err, STATUS_NO_MEMORY, _("out of memory"));
    *run = (struct run){.program = program, .months = months, .lanes = lanes, .cells = memory};
    for (uint32_t i = 0; i < program->n_constants; i++)
        run_set(run, i, program->constants[i]);
    run_set_months(run, months);
    return STATUS_OK;
}

void run_fini(struct run *run)
{
    free(run->cells);
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

/* What reads a whole series, for one lane: S points to its first month, STRIDE is a month. */
static double over_months(enum operation op, const double *s, size_t stride, uint32_t months)
{
    double value = s[0];
    switch (op) {
    case OP_LAST:
        return s[(months - 1) * stride];
    case OP_PEAK:
        for (uint32_t m = 1; m < months; m++)
            value = operation_max(value, s[m * stride]);
        return value;
    case OP_SUM:
    case OP_AVG:
        for (uint32_t m = 1; m < months; m++)
            value += s[m * stride];
        return op == OP_AVG ? value / months : value;
    case OP_IRR:
        return irr_annual(s, stride, months, NULL);
    default: /* OP_FIRST */
        return value;
    }
}

static void execute(const struct run *run, const struct instruction *code, uint32_t month,
                    uint32_t lanes)
{
    double *to = run_cell(run, code->to, month);
    const double *x = run_cell(run, code->a, month);
    const double *y = run_cell(run, code->b, month);
    const double *z = run_cell(run, code->c, month);
    switch ((enum operation)code->op) {
#define X(name, operands, formula)                                                                 \
    case OP_##name:                                                                                \
        EACH_LANE for (uint32_t lane = 0; lane < lanes; lane++)                                    \
        {                                                                                          \
            const double a = x[lane], b = operands > 1 ? y[lane] : 0,                              \
                         c = operands > 2 ? z[lane] : 0;                                           \
            (void)b, (void)c;                                                                      \
            to[lane] = formula;                                                                    \
        }                                                                                          \
        break;
        OPERATION_LIST(X)
#undef X
    case OP_PREVIOUS:
        memcpy(to, month == 0 ? y : x - run->lanes, lanes * sizeof *to);
        break;
    default:
        for (uint32_t lane = 0; lane < lanes; lane++)
            to[lane] = over_months((enum operation)code->op, x + lane, run->lanes, run->months);
        break;
    }
}

void run_block(struct run *run, uint32_t lanes)
{
    const struct program *program = run->program;
    for (uint32_t s = 0; s < program->n_segments; s++) {
        const struct segment *segment = &program->segments[s];
        const struct instruction *code = program->code + segment->first;
        uint32_t months = segment->is_monthly ? run->months : 1;
        for (uint32_t month = 0; month < months; month++)
            for (uint32_t i = 0; i < segment->n; i++)
                execute(run, &code[i], month, lanes);
    }
}

void program_run(struct run *run, size_t n, const struct lane_input *inputs, size_t n_inputs,
                 const struct lane_output *outputs, size_t n_outputs)
{
    for (size_t at = 0; at < n; at += run->lanes) {
        uint32_t lanes = n - at < run->lanes ? (uint32_t)(n - at) : run->lanes;
        for (size_t i = 0; i < n_inputs; i++)
            memcpy(run_cell(run, inputs[i].reg, 0), inputs[i].values + at, lanes * sizeof(double));
        run_block(run, lanes);
        for (size_t i = 0; i < n_outputs; i++)
            memcpy(outputs[i].values + at, run_cell(run, outputs[i].reg, 0),
                   lanes * sizeof(double));
    }
}
