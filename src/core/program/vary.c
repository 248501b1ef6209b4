/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that computes once what the same in every lane and every run. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/program/program.h"

#include "record.h"

/* Going by the record of the program, whose registers are versions of the program's: each written
 * in one place. */
struct splitter {
    const struct program *program, *record;
    bool *is_varying;  /* of each version: it depends on an input */
    bool *is_needed;   /* of each version: by code that depends on an input */
    bool *is_taken;    /* of each register of the program: by a version that must last */
    uint32_t *numbers; /* of each version: the register that it gets */
    uint32_t n_code;
};

static bool reads_varying(const struct splitter *splitter, const struct instruction *code)
{
    const uint32_t operands[] = {code->a, code->b, code->c};
    for (uint8_t k = 0; k < operation_n_operands((enum operation)code->op); k++)
        if (splitter->is_varying[register_index(splitter->record, operands[k])])
            return true;
    return false;
}

/* Monthly code is read until nothing new varies: last month's values are found only further down.
 */
static void find_varying(struct splitter *splitter)
{
    const struct program *record = splitter->record;
    for (uint32_t s = 0; s < record->n_segments; s++) {
        const struct segment *segment = &record->segments[s];
        bool is_new;
        do {
            is_new = false;
            for (uint32_t i = segment->first; i < segment->first + segment->n; i++) {
                bool *is_varying =
                    &splitter->is_varying[register_index(record, record->code[i].to)];
                is_new |= !*is_varying && reads_varying(splitter, &record->code[i]);
                *is_varying |= reads_varying(splitter, &record->code[i]);
            }
        } while (is_new && segment->is_monthly);
    }
}

static bool varies(const struct splitter *splitter, uint32_t i)
{
    return splitter->is_varying[register_index(splitter->record, splitter->record->code[i].to)];
}

static void find_needed(struct splitter *splitter)
{
    const struct program *record = splitter->record;
    for (uint32_t i = 0; i < record->n_code; i++) {
        const struct instruction *code = &record->code[i];
        const uint32_t operands[] = {code->a, code->b, code->c};
        for (uint8_t k = 0; k < operation_n_operands((enum operation)code->op); k++)
            splitter->is_needed[register_index(record, operands[k])] |= varies(splitter, i);
        if (!varies(splitter, i) && code->to == splitter->program->code[i].to)
            splitter->is_taken[register_index(splitter->program, code->to)] = true;
    }
}

/*
 * What varies keeps its registers, however often they are written, unless the last version of one
 * is to last. What does not vary is in the way of nobody while it is computed; what of it is needed
 * later gets a register of its own.
 */
static void number_versions(struct splitter *splitter, struct program *out)
{
    const struct program *record = splitter->record, *program = splitter->program;
    for (uint32_t i = 0; i < record->n_scalars; i++)
        splitter->numbers[i] = i;
    for (uint32_t i = 0; i < record->n_series; i++)
        splitter->numbers[record->n_scalars + i] = i | REGISTER_SERIES;
    for (uint32_t s = 0; s < record->n_segments; s++) {
        const struct segment *segment = &record->segments[s];
        for (uint32_t i = segment->first; i < segment->first + segment->n; i++) {
            uint32_t reg = program->code[i].to, version = record->code[i].to;
            size_t index = register_index(record, version);
            bool is_kept = splitter->is_varying[index]
                               ? !splitter->is_taken[register_index(program, reg)]
                               : !splitter->is_needed[index] || version == reg;
            splitter->numbers[index] = is_kept               ? reg
                                       : segment->is_monthly ? out->n_series++ | REGISTER_SERIES
                                                             : out->n_scalars++;
        }
    }
}

static uint32_t number(const struct splitter *splitter, uint32_t version)
{
    return splitter->numbers[register_index(splitter->record, version)];
}

/* The part of the code that varies, or the other one. */
static void emit(struct splitter *splitter, struct program *out, bool is_varying)
{
    const struct program *record = splitter->record;
    for (uint32_t s = 0; s < record->n_segments; s++) {
        const struct segment *segment = &record->segments[s];
        struct segment *to = &out->segments[out->n_segments];
        *to = (struct segment){.is_monthly = segment->is_monthly, .first = splitter->n_code};
        for (uint32_t i = segment->first; i < segment->first + segment->n; i++) {
            if (varies(splitter, i) != is_varying)
                continue;
            struct instruction code = record->code[i];
            uint32_t *const operands[] = {&code.a, &code.b, &code.c};
            for (uint8_t k = 0; k < operation_n_operands((enum operation)code.op); k++)
                *operands[k] = number(splitter, *operands[k]);
            code.to = number(splitter, code.to);
            out->code[splitter->n_code++] = code;
            to->n++;
        }
        out->n_segments += to->n > 0;
    }
}

static void split(struct splitter *splitter, struct program *out)
{
    find_varying(splitter);
    find_needed(splitter);
    number_versions(splitter, out);
    emit(splitter, out, false);
    out->n_settled = out->n_segments;
    emit(splitter, out, true);
}

enum status program_vary(const struct program *program, const uint32_t *inputs, size_t n,
                         struct program **out, struct error *err)
{
    struct program *record = NULL;
    enum status status = program_record(program, &record, err);
    if (status != STATUS_OK)
        return status;
    size_t n_versions = (size_t)record->n_scalars + record->n_series;
    struct program *varied = malloc(sizeof *varied);
    bool *flags = calloc(3 * n_versions, sizeof *flags);
    uint32_t *numbers = calloc(n_versions, sizeof *numbers);
    struct instruction *code = calloc((size_t)program->n_code + 1, sizeof *code);
    struct segment *segments = calloc(2 * (size_t)program->n_segments + 1, sizeof *segments);
    if (!varied || !flags || !numbers || !code || !segments) {
        free(varied);
        free(code);
        free(segments);
        status = error_no_memory(err);
    } else {
        *varied = *program;
        varied->code = code;
        varied->segments = segments;
        varied->n_segments = 0;
        for (size_t i = 0; i < n; i++) {
            assert(inputs[i] >= program->n_constants && inputs[i] < program->n_scalars);
            flags[register_index(record, inputs[i])] = true;
        }
        split(&(struct splitter){program, record, flags, flags + n_versions, flags + 2 * n_versions,
                                 numbers, 0},
              varied);
        *out = varied;
    }
    free(flags);
    free(numbers);
    program_record_free(record);
    return status;
}

void program_vary_free(struct program *varied)
{
    if (!varied)
        return;
    free(varied->code);
    free(varied->segments);
    free(varied);
}
