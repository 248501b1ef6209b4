/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that computes no more than what is asked of it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/program/program.h"

/* Reading the code backwards: what somebody further down still wants. */
struct pruner {
    const struct program *program;
    bool *is_wanted; /* of each register at the place that is read; scalars, then series */
    bool *is_used;   /* of each register, by code that is kept */
    bool *is_kept;   /* of each instruction */
    uint32_t *moved; /* the new number of each register that is used */
    uint32_t n_kept;
};

static uint32_t index_of(const struct pruner *pruner, uint32_t reg)
{
    return reg & REGISTER_SERIES ? pruner->program->n_scalars + (reg & ~(uint32_t)REGISTER_SERIES)
                                 : reg;
}

static void want(struct pruner *pruner, uint32_t reg)
{
    assert(index_of(pruner, reg) < pruner->program->n_scalars + pruner->program->n_series);
    pruner->is_wanted[index_of(pruner, reg)] = true;
    pruner->is_used[index_of(pruner, reg)] = true;
}

static void read_instruction(struct pruner *pruner, uint32_t i)
{
    const struct instruction *code = &pruner->program->code[i];
    if (!pruner->is_wanted[index_of(pruner, code->to)])
        return;
    if (!pruner->is_kept[i])
        pruner->n_kept++;
    pruner->is_kept[i] = true;
    pruner->is_used[index_of(pruner, code->to)] = true;
    /* what a scalar was before is lost here; of a series, other months stay */
    if (!(code->to & REGISTER_SERIES))
        pruner->is_wanted[code->to] = false;
    const uint32_t operands[] = {code->a, code->b, code->c};
    for (uint8_t k = 0; k < operation_n_operands(code->op); k++)
        want(pruner, operands[k]);
}

/* Last month's value may be wanted further up: monthly code is read until nothing new is kept. */
static void read_backwards(struct pruner *pruner)
{
    for (uint32_t s = pruner->program->n_segments; s-- > 0;) {
        const struct segment *segment = &pruner->program->segments[s];
        uint32_t before;
        do {
            before = pruner->n_kept;
            for (uint32_t i = segment->first + segment->n; i-- > segment->first;)
                read_instruction(pruner, i);
        } while (segment->is_monthly && pruner->n_kept > before);
    }
}

static uint32_t moved(const struct pruner *pruner, uint32_t reg)
{
    return reg == REGISTER_NONE || !pruner->is_used[index_of(pruner, reg)]
               ? REGISTER_NONE
               : pruner->moved[index_of(pruner, reg)];
}

/* New numbers without gaps. The first two series, the months and the zeros, stay where they are. */
static void number_registers(struct pruner *pruner, struct program *out)
{
    const struct program *program = pruner->program;
    for (uint32_t i = 0; i < program->n_scalars; i++) {
        if (!pruner->is_used[i])
            continue;
        if (i < program->n_constants)
            out->constants[out->n_constants++] = program->constants[i];
        pruner->moved[i] = out->n_scalars++;
    }
    for (uint32_t i = 0; i < program->n_series; i++) {
        pruner->is_used[program->n_scalars + i] |= i < PROGRAM_FIXED_SERIES;
        if (pruner->is_used[program->n_scalars + i])
            pruner->moved[program->n_scalars + i] = out->n_series++ | REGISTER_SERIES;
    }
}

static void copy_code(const struct pruner *pruner, struct program *out)
{
    const struct program *program = pruner->program;
    for (uint32_t s = 0; s < program->n_segments; s++) {
        const struct segment *segment = &program->segments[s];
        struct segment *copy = &out->segments[out->n_segments++];
        *copy = (struct segment){.is_monthly = segment->is_monthly, .first = out->n_code};
        for (uint32_t i = segment->first; i < segment->first + segment->n; i++) {
            struct instruction code = program->code[i];
            if (!pruner->is_kept[i])
                continue;
            uint32_t *const operands[] = {&code.a, &code.b, &code.c};
            code.to = moved(pruner, code.to);
            for (uint8_t k = 0; k < 3; k++)
                *operands[k] = k < operation_n_operands(code.op) ? moved(pruner, *operands[k]) : 0;
            out->code[out->n_code++] = code;
        }
        copy->n = out->n_code - copy->first;
    }
}

static struct flow moved_flow(const struct pruner *pruner, struct flow flow)
{
    return (struct flow){moved(pruner, flow.total), moved(pruner, flow.monthly)};
}

static void copy_tables(const struct pruner *pruner, struct program *out)
{
    const struct program *program = pruner->program;
    for (uint32_t i = 0; i < program->n_lines; i++) {
        out->line_registers[i] = moved(pruner, program->line_registers[i]);
        out->input_registers[i] = moved(pruner, program->input_registers[i]);
        out->sides[i].left = moved(pruner, program->sides[i].left);
        out->sides[i].right = moved(pruner, program->sides[i].right);
    }
    for (uint32_t s = 0; s < program->n_sections; s++) {
        out->enabled_registers[s] = moved(pruner, program->enabled_registers[s]);
        for (int role = 0; role < N_ROLES; role++)
            out->roles[s][role] = moved_flow(pruner, program->roles[s][role]);
    }
    for (int role = 0; role < N_ROLES; role++)
        out->totals[role] = moved_flow(pruner, program->totals[role]);
    out->profit = moved_flow(pruner, program->profit);
    out->balance = moved(pruner, program->balance);
}

/* Room for as much as PROGRAM has. */
static struct program *allocate(const struct program *program)
{
    struct program *out = calloc(1, sizeof *out);
    if (!out)
        return NULL;
    out->n_lines = program->n_lines;
    out->n_sections = program->n_sections;
    out->n_early = program->n_early;
    out->per_year = program->per_year;
    out->code = calloc((size_t)program->n_code + 1, sizeof *out->code);
    out->segments = calloc((size_t)program->n_segments + 1, sizeof *out->segments);
    out->constants = calloc((size_t)program->n_constants + 1, sizeof *out->constants);
    out->line_registers = calloc(program->n_lines, sizeof *out->line_registers);
    out->input_registers = calloc(program->n_lines, sizeof *out->input_registers);
    out->sides = calloc(program->n_lines, sizeof *out->sides);
    out->enabled_registers = calloc(program->n_sections, sizeof *out->enabled_registers);
    out->roles = calloc(program->n_sections, sizeof *out->roles);
    if (out->code && out->segments && out->constants && out->line_registers &&
        out->input_registers && out->sides && out->enabled_registers && out->roles)
        return out;
    program_free(out);
    return NULL;
}

enum status program_prune(const struct program *program, uint32_t *outputs, size_t n,
                          struct program **out, struct error *err)
{
    size_t n_registers = (size_t)program->n_scalars + program->n_series;
    struct pruner pruner = {.program = program};
    struct program *pruned = allocate(program);
    bool *flags = calloc(2 * n_registers + program->n_code + 1, sizeof *flags);
    pruner.moved = calloc(n_registers + 1, sizeof *pruner.moved);
    if (!pruned || !flags || !pruner.moved) {
        program_free(pruned);
        free(flags);
        free(pruner.moved);
        return error_no_memory(err);
    }
    pruner.is_wanted = flags;
    pruner.is_used = flags + n_registers;
    pruner.is_kept = flags + 2 * n_registers;
    for (size_t i = 0; i < n; i++)
        want(&pruner, outputs[i]);
    read_backwards(&pruner);
    number_registers(&pruner, pruned);
    copy_code(&pruner, pruned);
    copy_tables(&pruner, pruned);
    for (size_t i = 0; i < n; i++)
        outputs[i] = moved(&pruner, outputs[i]);
    free(flags);
    free(pruner.moved);
    *out = pruned;
    return STATUS_OK;
}
