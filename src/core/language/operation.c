/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/language/operation.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/expr.h"
#include "core/text/gettext.h"

/* clang-format off */
/* What the columns for operands say of them. */
#define SMOOTH(slope) {SHAPE_SMOOTH, REACH_PRESENT}
#define KINK(slope, edge) {SHAPE_KINK, REACH_PRESENT}
#define SAW(slope, edge) {SHAPE_SAW, REACH_PRESENT}
#define STEP(edge) {SHAPE_STEP, REACH_PRESENT}
#define STEP_UNLESS(decided, edge) {SHAPE_STEP, REACH_PRESENT}
#define PRESENT(shape) {SHAPE_##shape, REACH_PRESENT}
#define EARLIER(shape) {SHAPE_##shape, REACH_EARLIER}
#define WHOLE(shape) {SHAPE_##shape, REACH_WHOLE}
#define NO_OPERAND {SHAPE_NONE, REACH_PRESENT}

static const struct {
    uint8_t period;
    struct {
        uint8_t shape, reach;
    } operands[N_OPERANDS];
} operations[N_OPERATIONS] = {
#define X(name, function, unit, value, enclosure, a, b, c)                                         \
    [OP_##name] = {PERIOD_OPERANDS, {a, b, c}},
    LANE_OPERATIONS(X)
#undef X
#define X(name, function, unit, period, code, a, b, c)                                             \
    [OP_##name] = {PERIOD_##period, {a, b, c}},
    MONTHS_OPERATIONS(X)
#undef X
#define X(name, function, unit, period, code, constant)                                            \
    [OP_##name] = {PERIOD_##period, {NO_OPERAND, NO_OPERAND, NO_OPERAND}},
    FORMULA_OPERATIONS(X)
#undef X
};
/* clang-format on */

uint8_t operation_n_operands(enum operation op)
{
    uint8_t n = 0;
    while (n < N_OPERANDS && operations[op].operands[n].shape != SHAPE_NONE)
        n++;
    return n;
}

enum operand_shape operation_shape(enum operation op, uint8_t k)
{
    assert((size_t)op < N_OPERATIONS && k < N_OPERANDS);
    return (enum operand_shape)operations[op].operands[k].shape;
}

enum operand_reach operation_reach(enum operation op, uint8_t k)
{
    assert((size_t)op < N_OPERATIONS && k < N_OPERANDS);
    return (enum operand_reach)operations[op].operands[k].reach;
}

enum operation_period operation_period(enum operation op)
{
    assert((size_t)op < N_OPERATIONS);
    return (enum operation_period)operations[op].period;
}

double operation_apply(enum operation op, double a, double b, double c)
{
    switch (op) {
#define X(name, function, unit, value, ...)                                                        \
    case OP_##name:                                                                                \
        return value;
        LANE_OPERATIONS(X)
#undef X
#define X(name, ...) case OP_##name:
        MONTHS_OPERATIONS(X)
        FORMULA_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        break;
    }
    assert(false);
    return (double)NAN;
}

/* One of LANE_OPERATIONS over N operands: of more than it has, from left to right. */
static double apply_lane(enum operation op, const double *operands, uint32_t n)
{
    double value = operands[0];
    if (operation_n_operands(op) == n)
        return operation_apply(op, value, n > 1 ? operands[1] : 0, n > 2 ? operands[2] : 0);
    for (uint32_t i = 1; i < n; i++)
        value = operation_apply(op, value, operands[i], 0);
    return value;
}

/* The operation over N constants; NaN for what needs months. */
static double apply(enum operation op, const double *operands, uint32_t n)
{
    switch (op) {
#define X(name, ...) case OP_##name:
        LANE_OPERATIONS(X)
#undef X
        return apply_lane(op, operands, n);
#define X(name, function, unit, period, code, constant)                                            \
    case OP_##name:                                                                                \
        return constant;
        FORMULA_OPERATIONS(X)
#undef X
#define X(name, ...) case OP_##name:
        MONTHS_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        break;
    }
    return (double)NAN;
}

enum status expr_evaluate(const struct expr *expr, const char *text, double value, double *out,
                          struct error *err)
{
    double *stack = malloc(expr->n * sizeof *stack);
    if (!stack)
        return error_no_memory(err);
    size_t height = 0;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < expr->n && status == STATUS_OK; i++) {
        const struct expr_node *node = &expr->nodes[i];
        const char *word = text + node->op_at;
        if (node->op == OP_NUMBER) {
            stack[height++] = node->number;
        } else if (node->op == OP_NAME && node->op_length == 5 && memcmp(word, "value", 5) == 0) {
            stack[height++] = value;
        } else if (node->op == OP_NAME) {
            status = error_set_at(err, STATUS_FAULTY, node->op_at, node->op_length,
                                  _("'%.*s' is not known here; only numbers and 'value' are"),
                                  (int)node->op_length, word);
        } else if (operation_period((enum operation)node->op) != PERIOD_OPERANDS) {
            status = error_set_at(err, STATUS_FAULTY, node->op_at, node->op_length,
                                  _("'%.*s' needs months and is not known here"),
                                  (int)node->op_length, word);
        } else {
            height -= node->n_operands;
            stack[height] = apply((enum operation)node->op, stack + height, node->n_operands);
            height++;
        }
    }
    if (status == STATUS_OK)
        *out = stack[0];
    free(stack);
    return status;
}
