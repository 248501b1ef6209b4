/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code of formulas. */
#include "compile.h"

static uint32_t name_register(const struct generator *g, const struct expr_node *name)
{
    return g->registers[graph_name(g->model, name)];
}

/* min and max of N operands, which lie on the stack from BASE on. */
static void emit_chain(struct generator *g, enum operation op, uint32_t to, uint32_t base,
                       uint32_t n)
{
    const uint32_t *operands = g->stack + base;
    if (n == 1)
        generate(g, OP_COPY, to, operands[0], 0, 0);
    for (uint32_t i = 1; i < n; i++)
        generate(g, op, i == n - 1 ? to : generate_temporary(g, base),
                 i == 1 ? operands[0] : generate_temporary(g, base), operands[i], 0);
}

/* VALUES[0], or the last VALUES[i] of which X has reached LIMITS[i]. The temporaries from BASE + 1
 * on are free. Values and limits lie STRIDE apart. */
static void emit_steps(struct generator *g, uint32_t to, uint32_t base, uint32_t x,
                       const uint32_t *values, const uint32_t *limits, uint32_t stride, uint32_t n)
{
    uint32_t result = generate_temporary(g, base + n * stride + 1);
    uint32_t condition = generate_temporary(g, base + n * stride + 2);
    if (n == 1)
        generate(g, OP_COPY, to, values[0], 0, 0);
    for (uint32_t i = 1; i < n; i++) {
        uint32_t limit = limits ? limits[i * stride] : generate_constant(g, i + 1);
        generate(g, OP_GE, condition, x, limit, 0);
        generate(g, OP_SELECT, i == n - 1 ? to : result, condition, values[i * stride],
                 i == 1 ? values[0] : result);
    }
}

/* The code of one node, whose operands wait on the stack from BASE on, into register TO. */
static void emit_node(struct generator *g, const struct expr_node *node, uint32_t to, uint32_t base)
{
    const uint32_t *operands = g->stack + base;
    uint32_t n = node->n_operands;
    enum operation op = (enum operation)node->op;
    switch (op) {
    case OP_MIN:
    case OP_MAX:
        emit_chain(g, op, to, base, n);
        break;
    case OP_STEPS: /* x, v0, x1, v1, x2, v2: the limit of value i stands before it */
        emit_steps(g, to, base, operands[0], operands + 1, operands, 2, n / 2);
        break;
    case OP_SERIES:
        emit_steps(g, to, base, PROGRAM_MONTHS | REGISTER_SERIES, operands, NULL, 1, n);
        break;
    case OP_PREVIOUS:
        generate(g, op, to, operands[0], n > 1 ? operands[1] : generate_constant(g, 0), 0);
        break;
    default:
        generate(g, op, to, operands[0], n > 1 ? operands[1] : 0, n > 2 ? operands[2] : 0);
        break;
    }
}

/* Nodes of the other period, which stand inside sum() and its like, have their own code. */
void generate_formula(struct generator *g, const struct expr *expr, uint32_t root, uint32_t to,
                      const uint32_t *sides)
{
    bool is_monthly = expr->nodes[root].is_monthly;
    g->height = 0;
    for (uint32_t i = root + 1 - expr->nodes[root].size; i <= root && !g->out_of_memory; i++) {
        const struct expr_node *node = &expr->nodes[i];
        if (node->is_monthly != is_monthly)
            continue;
        uint32_t value;
        if (node->op == OP_NUMBER) {
            value = generate_constant(g, node->number);
        } else if (node->op == OP_NAME) {
            value = name_register(g, node);
        } else if (node->op >= OP_SUM && node->op <= OP_IRR) {
            const struct expr_node *operand = &expr->nodes[i - 1];
            value = i == root ? to : generate_temporary(g, g->height);
            generate(g, (enum operation)node->op, value,
                     operand->op == OP_NAME ? name_register(g, operand)
                                            : g->registers[node->reference],
                     0, 0);
        } else {
            g->height -= node->n_operands;
            value = i == root ? to : generate_temporary(g, g->height);
            for (uint32_t k = 0; i == root && sides && k < 2; k++)
                generate(g, OP_COPY, sides[k], g->stack[g->height + k], 0, 0);
            emit_node(g, node, value, g->height);
        }
        g->stack[g->height++] = value;
    }
    if (!g->out_of_memory && g->stack[0] != to)
        generate(g, OP_COPY, to, g->stack[0], 0, 0);
}
