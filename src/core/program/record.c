/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Reading the code in the order in which it runs. */
struct recorder {
    const struct program *program;
    uint32_t *versions; /* of each register of the program: its number in the record, at present */
    uint32_t *n_writes; /* of each register: still to come */
};

static uint32_t version(const struct recorder *recorder, uint32_t reg)
{
    return recorder->versions[register_index(recorder->program, reg)];
}

/* The register of what is written to REG here: its own where nothing writes it further down. A
 * scalar that monthly code writes is a temporary, which nobody reads by its number. */
static uint32_t new_version(struct recorder *recorder, struct program *out, uint32_t reg,
                            bool is_monthly)
{
    size_t index = register_index(recorder->program, reg);
    assert(recorder->n_writes[index] > 0);
    bool is_series = reg & REGISTER_SERIES, is_last = --recorder->n_writes[index] == 0;
    uint32_t number = reg;
    if (is_monthly && (!is_last || !is_series))
        number = out->n_series++ | REGISTER_SERIES;
    else if (!is_last)
        number = out->n_scalars++;
    recorder->versions[index] = number;
    return number;
}

static void record_instruction(struct recorder *recorder, struct program *out,
                               struct instruction *code, bool is_monthly)
{
    uint32_t *const operands[] = {&code->a, &code->b, &code->c};
    for (uint8_t k = 0; k < operation_n_operands((enum operation)code->op); k++)
        /* what earlier months came to is the last version, which has the number of them all */
        if (operation_reach((enum operation)code->op, k) != REACH_EARLIER)
            *operands[k] = version(recorder, *operands[k]);
    code->to = new_version(recorder, out, code->to, is_monthly);
}

static void record_code(struct recorder *recorder, struct program *out)
{
    const struct program *program = recorder->program;
    for (uint32_t i = 0; i < program->n_scalars; i++)
        recorder->versions[i] = i;
    for (uint32_t i = 0; i < program->n_series; i++)
        recorder->versions[program->n_scalars + i] = i | REGISTER_SERIES;
    for (uint32_t i = 0; i < program->n_code; i++)
        recorder->n_writes[register_index(program, program->code[i].to)]++;
    for (uint32_t s = 0; s < program->n_segments; s++) {
        const struct segment *segment = &program->segments[s];
        for (uint32_t i = segment->first; i < segment->first + segment->n; i++) {
            out->code[i] = program->code[i];
            record_instruction(recorder, out, &out->code[i], segment->is_monthly);
        }
    }
}

enum status program_record(const struct program *program, struct program **out, struct error *err)
{
    size_t n_registers = (size_t)program->n_scalars + program->n_series;
    struct program *record = malloc(sizeof *record);
    struct instruction *code = calloc((size_t)program->n_code + 1, sizeof *code);
    uint32_t *numbers = calloc(2 * n_registers, sizeof *numbers);
    if (!record || !code || !numbers) {
        free(record);
        free(code);
        free(numbers);
        return error_no_memory(err);
    }
    *record = *program;
    record->code = code;
    record_code(&(struct recorder){program, numbers, numbers + n_registers}, record);
    free(numbers);
    *out = record;
    return STATUS_OK;
}

void program_record_free(struct program *record)
{
    if (record)
        free(record->code);
    free(record);
}
