/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/operation.h"

#include <stdlib.h>
#include <string.h>

#include "core/expr.h"
#include "core/gettext.h"

static const struct {
    uint8_t n_operands, shapes[N_OPERANDS];
} operations[N_OPERATIONS] = {
#define X(name, operands, formula) [OP_##name].n_operands = operands,
    OPERATION_LIST(X)
#undef X
#define X(name, operand, shape, slope, edge) [OP_##name].shapes[OPERAND_##operand] = SHAPE_##shape,
        OPERAND_LIST(X)
#undef X
            [OP_PREVIOUS] = {2, {SHAPE_SMOOTH, SHAPE_SMOOTH}},
    [OP_SUM] = {1, {SHAPE_SMOOTH}},
    [OP_AVG] = {1, {SHAPE_SMOOTH}},
    [OP_FIRST] = {1, {SHAPE_SMOOTH}},
    [OP_LAST] = {1, {SHAPE_SMOOTH}},
    [OP_PEAK] = {1, {SHAPE_KINK}},
    [OP_IRR] = {1, {SHAPE_SMOOTH}},
};

uint8_t operation_n_operands(enum operation op)
{
    return operations[op].n_operands;
}

enum operand_shape operation_shape(enum operation op, uint8_t k)
{
    return (enum operand_shape)operations[op].shapes[k];
}

double operation_apply(enum operation op, double a, double b, double c)
{
    switch (op) {
#define X(name, operands, formula)                                                                 \
    case OP_##name:                                                                                \
        return formula;
        OPERATION_LIST(X)
#undef X
    default:
        (void)c;
        return (double)NAN;
    }
}

/* The node over its operands' values, which lie one behind the other. */
static double apply_node(const struct expr_node *node, const double *operands)
{
    enum operation op = (enum operation)node->op;
    double value = operands[0];
    switch (op) {
    case OP_MIN:
    case OP_MAX:
        for (uint32_t i = 1; i < node->n_operands; i++)
            value = operation_apply(op, value, operands[i], 0);
        return value;
    case OP_STEPS:
        value = operands[1];
        for (uint32_t i = 2; i + 1 < node->n_operands; i += 2)
            value = operation_select(
                operation_truth(operands[0] >= operands[i], operands[0], operands[i]),
                operands[i + 1], value);
        return value;
    default:
        return operation_apply(op, value, node->n_operands > 1 ? operands[1] : 0,
                               node->n_operands > 2 ? operands[2] : 0);
    }
}

enum status expr_evaluate(const struct expr *expr, const char *text, double value, double *out,
                          struct error *err)
{
    double *stack = malloc(expr->n * sizeof *stack);
    if (!stack)
        return error_no_memory(err);
    size_t height = 0;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < expr->n && !status; i++) {
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
        } else if (node->op >= OP_PREVIOUS && node->op <= OP_SERIES) {
            status = error_set_at(err, STATUS_FAULTY, node->op_at, node->op_length,
                                  _("'%.*s' needs months and is not known here"),
                                  (int)node->op_length, word);
        } else {
            height -= node->n_operands;
            stack[height] = apply_node(node, stack + height);
            height++;
        }
    }
    if (!status)
        *out = stack[0];
    free(stack);
    return status;
}
