/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What generates a program's code, for the parts of the compiler: registers and instructions.
 * Private to the folder. */
#ifndef PROFORMA_CORE_PROGRAM_GENERATOR_H
#define PROFORMA_CORE_PROGRAM_GENERATOR_H

#include <assert.h>
#include <string.h>

#include "core/model/graph.h"
#include "core/model/model_private.h"
#include "core/program/program.h"
#include "core/text/grow.h"

/*
 * While code is generated, scalar registers of three sorts are numbered apart and told by these
 * bits; at the end they become one row: constants, then the others, then temporaries.
 */
enum { SORT_CONSTANT = 1u << 29, SORT_TEMPORARY = 1u << 28, SORT_BITS = 3u << 28 };

/* The months of a stage: from..to and how many; is_on is 1 if anything of it counts. */
struct activity {
    bool is_limited;
    uint32_t from, to, n, is_on;
};

/* What is known of a node's rounding: see terms.h. */
struct origin {
    uint32_t terms; /* the register of its terms; REGISTER_NONE: its value */
    bool is_there;  /* its value has been computed */
    uint8_t sum;    /* enum sum */
};

struct generator {
    const struct model *model;
    const struct graph *graph;
    struct program *program;
    struct activity *activities; /* of each section */
    const struct activity *own;  /* of the section whose formula is being compiled */
    uint32_t *registers;         /* of each node */
    struct origin *origins;      /* of each node */
    uint32_t *tolerances;        /* of each node of the formula that is being compiled */
    uint32_t tolerance;          /* of the node of it that is being compiled */
    uint32_t *stack;             /* operands that wait for their operator */
    uint32_t height;
    uint32_t line; /* whose formula is being compiled */
    size_t code_capacity, constants_capacity, segments_capacity, sites_capacity, singles_capacity;
    uint32_t n_scalars, n_temporaries;
    bool out_of_memory;
};

/* Room for one more in an array of the program's. */
static inline bool has_room(struct generator *g, void *items, uint32_t n, size_t *capacity,
                            size_t size)
{
    bool has = grow(items, n, capacity, size);
    g->out_of_memory |= !has;
    return has;
}

/* A scalar register of its own. */
static inline uint32_t new_scalar(struct generator *g)
{
    return g->n_scalars++;
}

static inline uint32_t new_series(struct generator *g)
{
    return g->program->n_series++ | REGISTER_SERIES;
}

/* A scalar register for use within one node's code: I counts from 0. */
static inline uint32_t temporary(struct generator *g, uint32_t i)
{
    if (i >= g->n_temporaries)
        g->n_temporaries = i + 1;
    return i | SORT_TEMPORARY;
}

/* The register of VALUE; one of the last few that are the same is taken again. */
static inline uint32_t constant(struct generator *g, double value)
{
    struct program *program = g->program;
    uint32_t n = program->n_constants;
    for (uint32_t i = n; i-- > 0 && n - i <= 64;)
        if (memcmp(&program->constants[i], &value, sizeof value) == 0)
            return i | SORT_CONSTANT;
    if (has_room(g, &program->constants, n, &g->constants_capacity, sizeof value))
        program->constants[program->n_constants++] = value;
    return n | SORT_CONSTANT;
}

static inline void emit(struct generator *g, enum operation op, uint32_t to, uint32_t a, uint32_t b,
                        uint32_t c)
{
    struct program *program = g->program;
    assert(program->n_segments > 0 && operation_n_operands(op) > 0);
    if (!has_room(g, &program->code, program->n_code, &g->code_capacity, sizeof *program->code))
        return;
    program->code[program->n_code++] = (struct instruction){(uint8_t)op, to, a, b, c};
    program->segments[program->n_segments - 1].n++;
}

/* Monthly or scalar code follows. */
static inline void begin_segment(struct generator *g, bool is_monthly)
{
    struct program *program = g->program;
    if (program->n_segments > 0 &&
        program->segments[program->n_segments - 1].is_monthly == is_monthly)
        return;
    if (has_room(g, &program->segments, program->n_segments, &g->segments_capacity,
                 sizeof *program->segments))
        program->segments[program->n_segments++] =
            (struct segment){.is_monthly = is_monthly, .first = program->n_code};
}

#endif
