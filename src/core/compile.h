/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Generating a program's code, shared by what generates formulas (compile_formula.c), what counts
 * of stages and totals (compile_flow.c) and the whole (compile.c). Private to the core.
 */
#ifndef PROFORMA_CORE_COMPILE_H
#define PROFORMA_CORE_COMPILE_H

#include "core/program.h"
#include "graph.h"
#include "model_private.h"

/*
 * While code is generated, scalar registers of three sorts are numbered apart and told by these
 * bits; at the end they become one row: constants, then the others, then temporaries.
 */
enum { SORT_CONSTANT = 1u << 29, SORT_TEMPORARY = 1u << 28, SORT_BITS = 3u << 28 };

/* The months of a stage: from..to and how many; is_on is 1 where anything of it counts. */
struct activity {
    bool is_limited;
    uint32_t from, to, n, is_on;
};

struct generator {
    const struct model *model;
    const struct graph *graph;
    struct program *program;
    struct activity *activities; /* of each section */
    uint32_t *registers;         /* of each node */
    uint32_t *stack;             /* operands that wait for their operator */
    uint32_t height;
    size_t code_capacity, constants_capacity, segments_capacity;
    uint32_t n_scalars, n_temporaries;
    bool out_of_memory;
};

void generate(struct generator *g, enum operation op, uint32_t to, uint32_t a, uint32_t b,
              uint32_t c);
/* A scalar register of its own. */
uint32_t generate_scalar(struct generator *g);
/* A scalar register for use within one node's code: I counts from 0. */
uint32_t generate_temporary(struct generator *g, uint32_t i);
/* The register of VALUE. */
uint32_t generate_constant(struct generator *g, double value);

/* The code of the sub-formula at ROOT into register TO; where SIDES is not NULL, the root's
 * operands go into these two registers as well. */
void generate_formula(struct generator *g, const struct expr *expr, uint32_t root, uint32_t to,
                      const uint32_t *sides);
/* The months of stage S: what its roles' code needs. Scalar code. */
void generate_activity(struct generator *g, uint32_t s);
/* What counts of a stage's role, into TO. */
void generate_role(struct generator *g, const struct node *node, uint32_t to);
/* A row of [total], line INDEX, into TO. */
void generate_total(struct generator *g, uint32_t index, bool is_monthly, uint32_t to);

#endif
