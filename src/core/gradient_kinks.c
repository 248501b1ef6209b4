/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinks and jumps of what gradient.c differentiates. */
#include <string.h>

#include "core/gradient.h"
#include "record.h"

/* How the result depends on a cell; gone through backwards. */
enum trait {
    IS_MOVING = 1,  /* a small change of it changes the result */
    IS_JUMPING = 2, /* a jump of it may change the result */
    IS_KINK = 4     /* a small change of it acts on the result through a kink or jump */
};

static double value_of(const struct gradient *g, uint32_t reg, uint32_t month)
{
    return *run_cell(&g->run, reg, month);
}

/* The cell's traits. */
static uint8_t *traits_of(const struct gradient *g, uint32_t reg, uint32_t month)
{
    return g->traits + (size_t)(run_cell(&g->run, reg, month) - g->run.cells) / g->run.lanes;
}

/* Whether the other operands alone decide the value, so that operand K can do what it likes. */
static bool is_decided(enum operation op, uint8_t k, double a, double b, double c)
{
    switch (op) {
    case OP_MUL:
        return k == OPERAND_a ? b == 0 : a == 0;
    case OP_AND:
        return k == OPERAND_a ? b == 0 : a == 0;
    case OP_OR:
        return k == OPERAND_a ? b != 0 : a != 0;
    case OP_SELECT:
        return k == OPERAND_a ? b == c : (k == OPERAND_b) == (a == 0);
    default:
        return false;
    }
}

/* The slope of the value by operand K, and whether it sits on its kink or jump. */
static double slope_of(enum operation op, uint8_t k, double a, double b, double c, double y,
                       bool *is_on_edge)
{
    switch (op * N_OPERANDS + k) {
#define X(name, operand, shape, slope_formula, edge)                                               \
    case OP_##name *N_OPERANDS + OPERAND_##operand:                                                \
        *is_on_edge = edge;                                                                        \
        return slope_formula;
        OPERAND_LIST(X)
#undef X
    default:
        (void)c, (void)y;
        *is_on_edge = false;
        return 1;
    }
}

/* What operand K of an operation has of the traits of the value, Y_TRAITS. */
static uint8_t pass(enum operation op, uint8_t k, double slope, bool is_on_edge, uint8_t y_traits)
{
    enum operand_shape shape = operation_shape(op, k);
    bool is_flat = slope == 0;
    uint8_t traits = y_traits & IS_JUMPING;
    if (!is_flat)
        traits |= y_traits & (IS_MOVING | IS_KINK);
    if (shape == SHAPE_SMOOTH && is_flat)
        traits = 0;
    uint8_t acting = shape == SHAPE_KINK ? IS_MOVING | IS_KINK : IS_JUMPING;
    if (is_on_edge && (y_traits & acting))
        traits |= IS_KINK;
    return traits;
}

static void pass_series(const struct gradient *g, const struct instruction *code, uint8_t y_traits)
{
    enum operation op = (enum operation)code->op;
    double peak = value_of(g, code->to, 0);
    uint32_t n_highest = 0;
    for (uint32_t m = 0; m < g->run.months; m++)
        n_highest += value_of(g, code->a, m) == peak;
    for (uint32_t m = 0; m < g->run.months; m++) {
        bool is_taken = op == OP_FIRST  ? m == 0
                        : op == OP_LAST ? m == g->run.months - 1
                        : op == OP_PEAK ? value_of(g, code->a, m) == peak
                                        : true;
        if (is_taken || op == OP_PEAK)
            *traits_of(g, code->a, m) |=
                pass(op, OPERAND_a, is_taken, op == OP_PEAK && is_taken && n_highest > 1, y_traits);
    }
}

static void go_back(const struct gradient *g, const struct instruction *code, uint32_t month)
{
    enum operation op = (enum operation)code->op;
    uint8_t y_traits = *traits_of(g, code->to, month);
    if (y_traits == 0)
        return;
    if (op == OP_PREVIOUS) {
        *(month > 0 ? traits_of(g, code->a, month - 1) : traits_of(g, code->b, 0)) |= y_traits;
        return;
    }
    if (op > OP_PREVIOUS) {
        pass_series(g, code, y_traits);
        return;
    }
    const uint32_t operands[] = {code->a, code->b, code->c};
    double a = value_of(g, code->a, month), b = value_of(g, code->b, month);
    double c = value_of(g, code->c, month), y = value_of(g, code->to, month);
    for (uint8_t k = 0; k < operation_n_operands(op); k++) {
        bool is_on_edge;
        double slope = slope_of(op, k, a, b, c, y, &is_on_edge);
        is_on_edge &= !(operation_n_operands(op) == 2 && code->a == code->b); /* min(x, x) */
        if (!is_decided(op, k, a, b, c))
            *traits_of(g, operands[k], month) |= pass(op, k, slope, is_on_edge, y_traits);
    }
}

void gradient_find_kinks(struct gradient *g, uint32_t output)
{
    const struct program *record = g->record;
    memset(g->traits, 0, program_n_cells(record, g->run.months));
    *traits_of(g, output, run_last_month(&g->run, output)) = IS_MOVING | IS_JUMPING;
    for (uint32_t s = record->n_segments; s-- > 0;) {
        const struct segment *segment = &record->segments[s];
        for (uint32_t month = segment->is_monthly ? g->run.months : 1; month-- > 0;)
            for (uint32_t i = segment->n; i-- > 0;)
                go_back(g, &record->code[segment->first + i], month);
    }
}

bool gradient_is_kink(const struct gradient *g, uint32_t reg)
{
    return *traits_of(g, reg, 0) & IS_KINK;
}

/* Of a register: whether it depends on an input, and through a jump. */
enum { DEPENDS = 1, JUMPS = 2 };

/* Whether the instruction's value got a trait that it had not before. */
static bool go_forward(struct gradient *g, const struct instruction *code)
{
    const uint32_t operands[] = {code->a, code->b, code->c};
    enum operation op = (enum operation)code->op;
    uint8_t *y_traits = &g->traits[register_index(g->record, code->to)], before = *y_traits;
    for (uint8_t k = 0; k < operation_n_operands(op); k++) {
        uint8_t traits = g->traits[register_index(g->record, operands[k])];
        enum operand_shape shape = operation_shape(op, k);
        if ((traits & DEPENDS) && (shape == SHAPE_STEP || shape == SHAPE_SAW))
            traits |= JUMPS;
        *y_traits |= traits;
    }
    return *y_traits != before;
}

bool gradient_has_jumps(struct gradient *g, uint32_t output, const uint32_t *inputs, size_t n)
{
    const struct program *record = g->record;
    memset(g->traits, 0, program_n_cells(record, g->run.months));
    for (size_t i = 0; i < n; i++)
        g->traits[register_index(record, inputs[i])] = DEPENDS;
    for (uint32_t s = 0; s < record->n_segments; s++) {
        const struct segment *segment = &record->segments[s];
        bool is_new;
        do { /* again for what last month's values bring along */
            is_new = false;
            for (uint32_t i = segment->first; i < segment->first + segment->n; i++)
                is_new |= go_forward(g, &record->code[i]);
        } while (is_new && segment->is_monthly);
    }
    return g->traits[register_index(record, output)] & JUMPS;
}
