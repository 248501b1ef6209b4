/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program in which values are as rounding left them. */
#include <stdlib.h>
#include <string.h>

#include "core/program/program.h"

enum status program_unsettled(const struct program *program, struct program **out,
                              struct error *err)
{
    struct program *unsettled = malloc(sizeof *unsettled);
    struct instruction *code = calloc((size_t)program->n_code + 1, sizeof *code);
    if (!unsettled || !code) {
        free(unsettled);
        free(code);
        return error_no_memory(err);
    }
    memcpy(code, program->code, program->n_code * sizeof *code);
    for (uint32_t i = 0; i < program->n_code; i++)
        if (code[i].op == OP_CLEAR)
            code[i].op = OP_COPY;
    *unsettled = *program;
    unsettled->code = code;
    *out = unsettled;
    return STATUS_OK;
}

void program_unsettled_free(struct program *unsettled)
{
    if (unsettled)
        free(unsettled->code);
    free(unsettled);
}
