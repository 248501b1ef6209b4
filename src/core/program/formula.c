/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formula.h"

#include <assert.h>

#include "terms.h"

static uint32_t name_register(const struct generator *g, const struct expr_node *name)
{
    return g->registers[graph_name(g->model, name)];
}

/* One of LANE_OPERATIONS over N operands, which lie on the stack from BASE on: of more than it has,
 * from left to right. */
static void emit_lane(struct generator *g, enum operation op, uint32_t to, uint32_t base,
                      uint32_t n)
{
    const uint32_t *operands = g->stack + base;
    if (n == operation_n_operands(op)) {
        emit(g, op, to, operands[0], n > 1 ? operands[1] : 0, n > 2 ? operands[2] : 0);
        return;
    }
    if (n == 1)
        emit(g, OP_COPY, to, operands[0], 0, 0);
    for (uint32_t i = 1; i < n; i++)
        emit(g, op, i == n - 1 ? to : temporary(g, base), i == 1 ? operands[0] : temporary(g, base),
             operands[i], 0);
}

/* VALUES[0], or the last VALUES[i] of which X has reached LIMITS[i], which is i + 1 if LIMITS is
 * NULL. The temporaries from BASE + 1 on are free. Values and limits lie STRIDE apart. */
static void emit_reached(struct generator *g, uint32_t to, uint32_t base, uint32_t x,
                         const uint32_t *values, const uint32_t *limits, uint32_t stride,
                         uint32_t n)
{
    uint32_t result = temporary(g, base + n * stride + 1);
    uint32_t condition = temporary(g, base + n * stride + 2);
    if (n == 1)
        emit(g, OP_COPY, to, values[0], 0, 0);
    for (uint32_t i = 1; i < n; i++) {
        uint32_t limit = limits ? limits[i * stride] : constant(g, i + 1);
        emit(g, OP_GE, condition, x, limit, 0);
        emit(g, OP_SELECT, i == n - 1 ? to : result, condition, values[i * stride],
             i == 1 ? values[0] : result);
    }
}

/* emit_CODE of each of FORMULA_OPERATIONS: its instructions over N operands, which lie on the stack
 * from BASE on. */

/* x, v0, x1, v1, x2, v2: the limit of a value stands before it. */
static void emit_steps(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    const uint32_t *operands = g->stack + base;
    emit_reached(g, to, base, operands[0], operands + 1, operands, 2, n / 2);
}

/* One value a month from the stage's first month on. */
static void emit_series(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    uint32_t month = PROGRAM_MONTHS | REGISTER_SERIES;
    if (g->own->is_limited) {
        uint32_t before = temporary(g, base + n + 3);
        emit(g, OP_SUB, before, g->own->from, constant(g, 1), 0);
        emit(g, OP_SUB, before, month, before, 0);
        month = before;
    }
    emit_reached(g, to, base, month, g->stack + base, NULL, 1, n);
}

uint32_t formula_is_on(struct generator *g, const struct activity *activity, bool is_monthly,
                       uint32_t i)
{
    uint32_t month = PROGRAM_MONTHS | REGISTER_SERIES, is_on = temporary(g, i);
    if (!activity->is_limited || !is_monthly)
        return activity->is_on;
    emit(g, OP_GE, is_on, month, activity->from, 0);
    emit(g, OP_AND, is_on, is_on, activity->is_on, 0);
    emit(g, OP_LE, temporary(g, i + 1), month, activity->to, 0);
    emit(g, OP_AND, is_on, is_on, temporary(g, i + 1), 0);
    return is_on;
}

/* v1, when1, v2, when2: the last value whose month has come. Those in turn count the months from
 * the stage's first one on. */
static void emit_list(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    const uint32_t *operands = g->stack + base;
    uint32_t month = PROGRAM_MONTHS | REGISTER_SERIES, turn = month;
    uint32_t in_turn = g->model->lines[g->line].n_in_turn;
    uint32_t result = temporary(g, base + n + 1), has_come = temporary(g, base + n + 2);
    if (in_turn > 1 && g->own->is_limited) {
        turn = temporary(g, base + n + 3);
        emit(g, OP_SUB, turn, g->own->from, constant(g, 1), 0);
        emit(g, OP_SUB, turn, month, turn, 0);
    }
    emit(g, OP_COPY, result, in_turn > 0 ? operands[0] : constant(g, 0), 0, 0);
    for (uint32_t i = in_turn > 0; 2 * i < n; i++) {
        emit(g, OP_GE, has_come, i < in_turn ? turn : month, operands[2 * i + 1], 0);
        emit(g, OP_SELECT, result, has_come, operands[2 * i], result);
    }
    emit(g, OP_COPY, to, result, 0, 0);
}

/* The values of the rows, in the order of their stages, as far as these are on and active. */
static void emit_rows(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    const struct section *section = model_section_of(g->model, g->line);
    uint32_t total = temporary(g, base + n + 1), value = temporary(g, base + n + 2);
    bool is_role = g->model->lines[g->line].role != ROLE_NONE;
    emit(g, OP_COPY, total, constant(g, 0), 0, 0);
    for (uint32_t i = 0; i < n; i++) {
        const struct activity *activity = &g->activities[section->first_row + i];
        uint32_t added = g->stack[base + i];
        if (!is_role) { /* what counts of a role is 0 then as it is */
            uint32_t is_on = formula_is_on(g, activity, section->is_monthly, base + n + 3);
            emit(g, OP_SELECT, value, is_on, added, constant(g, 0));
            added = value;
        }
        emit(g, OP_ADD, total, total, added, 0);
    }
    emit(g, OP_COPY, to, total, 0, 0);
}

static void emit_all(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    (void)n;
    emit(g, OP_COPY, to, g->stack[base], 0, 0);
}

static void emit_settled(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    (void)n;
    emit(g, OP_CLEAR, to, g->stack[base],
         g->tolerance == REGISTER_NONE ? constant(g, 0) : g->tolerance, 0);
}

/* Two operands wait on the stack from BASE on: copies of them for SIDES, if it is not NULL. Of two
 * that are compared, with TOLERANCE, the first then becomes the second if nothing but rounding is
 * between them. */
static void emit_sides(struct generator *g, uint32_t base, uint32_t tolerance,
                       const uint32_t *sides)
{
    uint32_t *operands = g->stack + base;
    uint32_t terms = temporary(g, base + 2), settled = temporary(g, base + 3);
    if (tolerance != REGISTER_NONE) {
        emit(g, OP_MOVED, terms, operands[0], operands[1], 0);
        emit(g, OP_MOVED, terms, terms, tolerance, 0);
    }
    for (uint32_t k = 0; sides && k < 2; k++)
        if (tolerance != REGISTER_NONE)
            emit(g, OP_CLEAR, sides[k], operands[k], terms, 0);
        else
            emit(g, OP_COPY, sides[k], operands[k], 0, 0);
    if (tolerance == REGISTER_NONE)
        return;
    emit(g, OP_SETTLE, settled, operands[0], operands[1], terms);
    operands[0] = settled;
}

/* The register of NODE, which is monthly and stands inside sum() and its like. */
static uint32_t inner_register(const struct generator *g, const struct expr_node *node)
{
    return node->op == OP_NAME ? name_register(g, node) : g->registers[node->reference];
}

/* When the line that NODE names begins; NULL if that is month 1. */
static const struct activity *begin_of(const struct generator *g, const struct expr_node *node)
{
    if (node->op != OP_NAME)
        return NULL;
    if (node->is_counted) {
        bool is_late = g->model->has_opening && !g->model->sections[node->reference].has_opening;
        return is_late ? &g->activities[0] : NULL; /* of [scenario]: month 1 */
    }
    const struct section *section = model_section_of(g->model, node->reference);
    bool is_own = section->kind <= SECTION_METRICS; /* a line of the scenario's own */
    bool is_late = section->is_monthly && section->first_month != NAMES_NONE;
    return is_late || (is_own && g->model->has_opening)
               ? &g->activities[section - g->model->sections]
               : NULL;
}

/* One of MONTHS_OPERATIONS, node I: on the stack, from BASE on, lie those of its operands that have
 * no code of their own. What is left out is 0. */
static void emit_months(struct generator *g, const struct expr *expr, uint32_t i, uint32_t to,
                        uint32_t base)
{
    const struct expr_node *node = &expr->nodes[i];
    enum operation op = (enum operation)node->op;
    uint32_t registers[N_OPERANDS] = {0};
    for (uint8_t k = 0; k < operation_n_operands(op); k++) {
        const struct expr_node *operand =
            k < node->n_operands ? &expr->nodes[expr_operand(expr, i, k)] : NULL;
        registers[k] = !operand                                  ? constant(g, 0)
                       : operand->is_monthly != node->is_monthly ? inner_register(g, operand)
                                                                 : g->stack[base++];
    }
    emit(g, op, to, registers[OPERAND_a], registers[OPERAND_b], registers[OPERAND_c]);
    const struct activity *begin = begin_of(g, &expr->nodes[expr_operand(expr, i, 0)]);
    if (op == OP_PREVIOUS && begin) {
        /* the initial value when what is looked back on begins, nothing before */
        uint32_t month = PROGRAM_MONTHS | REGISTER_SERIES,
                 condition = temporary(g, base + N_OPERANDS);
        emit(g, OP_GT, condition, month, begin->from, 0);
        emit(g, OP_SELECT, to, condition, to, registers[OPERAND_b]);
        emit(g, OP_GE, condition, month, begin->from, 0);
        emit(g, OP_SELECT, to, condition, to, constant(g, 0));
    }
}

/* Note where node I, which has two operands, is about to stand in the code. */
static void note_site(struct generator *g, enum operation op, uint32_t i)
{
    struct program *program = g->program;
    if (op != OP_ADD && op != OP_SUB && op != OP_MUL && op != OP_DIV)
        return;
    if (has_room(g, &program->sites, program->n_sites, &g->sites_capacity, sizeof *program->sites))
        program->sites[program->n_sites++] = (struct operation_site){program->n_code, g->line, i};
}

/* The code of node I, of whose operands those that have no code of their own wait on the stack from
 * BASE on, into register TO. */
static void emit_node(struct generator *g, const struct expr *expr, uint32_t i, uint32_t to,
                      uint32_t base)
{
    const struct expr_node *node = &expr->nodes[i];
    enum operation op = (enum operation)node->op;
    note_site(g, op, i);
    g->tolerance = g->tolerances[i];
    switch (op) {
#define X(name, ...) case OP_##name:
        LANE_OPERATIONS(X)
#undef X
        emit_lane(g, op, to, base, node->n_operands);
        break;
#define X(name, ...) case OP_##name:
        MONTHS_OPERATIONS(X)
#undef X
        emit_months(g, expr, i, to, base);
        break;
#define X(name, function, unit, period, code, constant)                                            \
    case OP_##name:                                                                                \
        emit_##code(g, to, base, node->n_operands);                                                \
        break;
        FORMULA_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        assert(false);
    }
}

/* How many operands of node I have no code of their own. */
static uint32_t n_waiting(const struct expr *expr, uint32_t i)
{
    uint32_t n = 0, operand = i - 1;
    for (uint32_t k = expr->nodes[i].n_operands; k-- > 0; operand -= expr->nodes[operand].size)
        n += expr->nodes[operand].is_monthly == expr->nodes[i].is_monthly;
    return n;
}

void formula_emit(struct generator *g, const struct expr *expr, uint32_t root, uint32_t to,
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
            value = constant(g, node->number);
        } else if (node->op == OP_NAME) {
            value = name_register(g, node);
        } else {
            uint32_t n = n_waiting(expr, i);
            assert(n <= g->height);
            g->height -= n;
            value = i == root ? to : temporary(g, g->height);
            if (operation_is_comparison((enum operation)node->op))
                emit_sides(g, g->height, g->tolerances[i], i == root ? sides : NULL);
            emit_node(g, expr, i, value, g->height);
        }
        assert(g->height < expr->n); /* what the stack has room for */
        g->stack[g->height++] = value;
    }
    assert(g->out_of_memory || g->height == 1);
    if (!g->out_of_memory && g->stack[0] != to)
        emit(g, OP_COPY, to, g->stack[0], 0, 0);
}
