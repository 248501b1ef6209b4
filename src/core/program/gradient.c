/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/gradient.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "months.h"
#include "record.h"
#include "window.h"

/* What one operand of one instruction gets from the adjoint of the value: one step backwards. */
struct pull {
    uint8_t slope; /* SLOPE of operation and operand */
    uint32_t y, a, b, c;
    uint32_t into; /* the operand */
};

#define SLOPE(op, k) ((uint8_t)((op)*N_OPERANDS + (k)))
_Static_assert(N_OPERATIONS *N_OPERANDS <= UINT8_MAX, "struct pull's slope is too small");

/* Whether operand K of CODE passes anything on: its register depends on a parameter, smoothly. */
static bool is_pulled(const struct instruction *code, uint8_t k, bool is_active)
{
    enum operand_shape shape = operation_shape((enum operation)code->op, k);
    return is_active && shape != SHAPE_NONE && shape != SHAPE_STEP;
}

/* The pulls of CODE, and whether there are any. */
static bool add_pulls(struct gradient *g, const struct instruction *code, bool *is_active,
                      struct segment *segment)
{
    const uint32_t operands[] = {code->a, code->b, code->c};
    bool is_any = false;
    for (uint8_t k = 0; k < operation_n_operands((enum operation)code->op); k++) {
        /* what earlier months came to is known only further down */
        bool is_later = operation_reach((enum operation)code->op, k) == REACH_EARLIER;
        if (!is_pulled(code, k, is_later || is_active[register_index(g->record, operands[k])]))
            continue;
        g->pulls[segment->first + segment->n++] =
            (struct pull){SLOPE(code->op, k), code->to, code->a, code->b, code->c, operands[k]};
        is_any = true;
    }
    return is_any;
}

/* Everything that depends on a register that is neither constant nor written. IS_ACTIVE is false
 * throughout. */
static void plan(struct gradient *g, bool *is_active)
{
    const struct program *record = g->record;
    size_t n_registers = (size_t)record->n_scalars + record->n_series;
    for (size_t i = record->n_constants; i < n_registers; i++)
        is_active[i] = i < record->n_scalars || i >= record->n_scalars + PROGRAM_FIXED_SERIES;
    for (uint32_t i = 0; i < record->n_code; i++)
        is_active[register_index(record, record->code[i].to)] = false;
    uint32_t n = 0;
    for (uint32_t s = 0; s < record->n_segments; s++) {
        const struct segment *from = &record->segments[s];
        struct segment *to = &g->segments[s];
        *to = (struct segment){.is_monthly = from->is_monthly, .first = n};
        for (uint32_t i = from->first; i < from->first + from->n; i++)
            if (add_pulls(g, &record->code[i], is_active, to))
                is_active[register_index(record, record->code[i].to)] = true;
        n += to->n;
    }
}

enum status gradient_init(struct gradient *g, const struct program *program, uint32_t lanes,
                          uint32_t months, struct error *err)
{
    struct gradient made = {0};
    enum status status = program_record(program, &made.record, err);
    if (status == STATUS_OK)
        status = run_init(&made.run, made.record, lanes, months, err);
    if (status != STATUS_OK) {
        gradient_fini(&made);
        return status;
    }
    size_t n_cells = program_n_cells(made.record, made.run.months);
    made.adjoints = calloc(n_cells * made.run.lanes, sizeof *made.adjoints);
    made.pulls = calloc((size_t)program->n_code * N_OPERANDS + 1, sizeof *made.pulls);
    made.segments = calloc((size_t)program->n_segments + 1, sizeof *made.segments);
    made.traits = calloc(n_cells, sizeof *made.traits);
    bool *is_active = calloc(n_cells, sizeof *is_active);
    if (!made.adjoints || !made.pulls || !made.segments || !made.traits || !is_active) {
        free(is_active);
        gradient_fini(&made);
        return error_no_memory(err);
    }
    plan(&made, is_active);
    free(is_active);
    *g = made;
    return STATUS_OK;
}

void gradient_fini(struct gradient *g)
{
    run_fini(&g->run);
    program_record_free(g->record);
    free(g->adjoints);
    free(g->pulls);
    free(g->segments);
    free(g->traits);
    *g = (struct gradient){0};
}

static double *adjoint_of(const struct gradient *g, uint32_t reg, uint32_t month)
{
    return g->adjoints + (run_cell(&g->run, reg, month) - g->run.cells);
}

/* What the columns for operands say of the slope; where it is 0 nothing is pulled. */
#define SMOOTH(slope) PULL(slope)
#define KINK(slope, edge) PULL(slope)
#define SAW(slope, edge) PULL(slope)
#define STEP(edge)
#define STEP_UNLESS(decided, edge)
#define NO_OPERAND

#define PULL(slope)                                                                                \
    {                                                                                              \
        const double *const at_y = cells + window_offset(window, pull->y);                         \
        const double *const at_a = cells + window_offset(window, pull->a);                         \
        const double *const at_b = cells + window_offset(window, pull->b);                         \
        const double *const at_c = cells + window_offset(window, pull->c);                         \
        FOR_EACH_LANE (lane, lanes) {                                                              \
            const double y = at_y[lane], a = at_a[lane], b = at_b[lane], c = at_c[lane];           \
            (void)y, (void)a, (void)b, (void)c;                                                    \
            into[lane] += operation_share(adjoint[lane], slope);                                   \
        }                                                                                          \
    }

static VECTOR_INLINE void pull_back(const struct gradient *g, const struct window *window,
                                    const struct pull *pull, uint32_t month, uint32_t lanes)
{
    double *const cells = g->run.cells;
    const double *const adjoint = g->adjoints + window_offset(window, pull->y);
    double *into = g->adjoints + window_offset(window, pull->into);
    switch (pull->slope) {
#define X(name, function, unit, value, enclosure, by_a, by_b, by_c)                                \
    case SLOPE(OP_##name, OPERAND_a):                                                              \
        by_a break;                                                                                \
    case SLOPE(OP_##name, OPERAND_b):                                                              \
        by_b break;                                                                                \
    case SLOPE(OP_##name, OPERAND_c):                                                              \
        by_c break;
        LANE_OPERATIONS(X)
#undef X
#define X(name, function, unit, period, stem, ...)                                                 \
    case SLOPE(OP_##name, OPERAND_a):                                                              \
    case SLOPE(OP_##name, OPERAND_b):                                                              \
    case SLOPE(OP_##name, OPERAND_c):                                                              \
        stem##_pull(&(struct months){.a = cells + window_offset(window, pull->a),                  \
                                     .b = cells + window_offset(window, pull->b),                  \
                                     .c = cells + window_offset(window, pull->c),                  \
                                     .y = cells + window_offset(window, pull->y),                  \
                                     .stride = g->run.lanes,                                       \
                                     .n = g->run.months,                                           \
                                     .early = g->record->n_early,                                  \
                                     .per_year = g->record->per_year,                              \
                                     .month = month,                                               \
                                     .k = (enum operand)(pull->slope % N_OPERANDS)},               \
                    adjoint, into, lanes);                                                         \
        break;
        MONTHS_OPERATIONS(X)
#undef X
    }
}

static VECTOR_INLINE void pull_segments(const struct gradient *g, uint32_t lanes)
{
    for (uint32_t s = g->record->n_segments; s-- > 0;) {
        const struct segment *segment = &g->segments[s];
        for (uint32_t month = segment->is_monthly ? g->run.months : 1; month-- > 0;) {
            const struct window window = window_at(&g->run, month);
            for (uint32_t i = segment->n; i-- > 0;)
                pull_back(g, &window, &g->pulls[segment->first + i], month, lanes);
        }
    }
}

VECTOR_CLONES static void pull_lanes(const struct gradient *g, uint32_t lanes)
{
    pull_segments(g, lanes);
}

/* The same without loops. */
static void pull_lane(const struct gradient *g)
{
    pull_segments(g, 1);
}

void gradient_run(struct gradient *g, uint32_t output, uint32_t lanes)
{
    run_block(&g->run, lanes);
    gradient_run_back(g, output, lanes);
}

void gradient_run_back(struct gradient *g, uint32_t output, uint32_t lanes)
{
    const struct program *record = g->record;
    assert(lanes <= g->run.lanes);
    memset(g->adjoints, 0,
           program_n_cells(record, g->run.months) * g->run.lanes * sizeof *g->adjoints);
    double *seed = adjoint_of(g, output, run_last_month(&g->run, output));
    for (uint32_t lane = 0; lane < lanes; lane++)
        seed[lane] = 1;
    if (lanes == 1)
        pull_lane(g);
    else
        pull_lanes(g, lanes);
}

const double *gradient_of(const struct gradient *g, uint32_t reg)
{
    assert(reg >= g->record->n_constants && !(reg & REGISTER_SERIES));
    return adjoint_of(g, reg, 0);
}
