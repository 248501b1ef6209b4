/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formula.h"

#include <assert.h>

#include "past.h"
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

/* x, p1, t1, p2, t2, p3, as operation_tiers. */
static void emit_tiers(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    const uint32_t *operands = g->stack + base;
    uint32_t amount = temporary(g, base + n), sum = temporary(g, base + n + 1);
    for (uint32_t i = 1; i < n; i += 2) {
        uint32_t x = operands[0];
        if (i + 1 < n)
            emit(g, OP_MIN, amount, x, operands[i + 1], 0);
        if (i + 1 < n)
            x = amount;
        if (i > 1) {
            emit(g, OP_SUB, amount, x, operands[i - 1], 0);
            emit(g, OP_MAX, amount, amount, constant(g, 0), 0);
            x = amount;
        }
        emit(g, OP_MUL, i > 1 ? amount : i + 2 < n ? sum : to, x, operands[i], 0);
        if (i > 1)
            emit(g, OP_ADD, i + 2 < n ? sum : to, sum, amount, 0);
    }
}

static void emit_cumulative(struct generator *g, uint32_t to, uint32_t base, uint32_t n)
{
    uint32_t before = temporary(g, base + n);
    emit(g, OP_PREVIOUS, before, to, constant(g, 0), 0);
    emit(g, OP_ADD, to, before, g->stack[base], 0);
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

/* When number I of a list comes, which node WHEN of EXPR says; TEMPORARY is free. */
static uint32_t when_register(struct generator *g, const struct expr *expr, uint32_t when,
                              uint32_t temporary)
{
    const struct expr_node *node = &expr->nodes[when];
    if (node->op == OP_NUMBER)
        return constant(g, node->number);
    if (node->op == OP_NAME)
        return g->registers[graph_name(g->model, node)];
    emit(g, OP_ADD, temporary, g->registers[graph_name(g->model, node - 2)],
         constant(g, node[-1].number), 0);
    return temporary;
}

void formula_emit_ages(struct generator *g, uint32_t line, bool is_ended, uint32_t to)
{
    const struct line *list = &g->model->lines[line];
    const struct expr *expr = list->expr;
    uint32_t n = expr ? expr->nodes[expr->n - 1].n_operands / 2 : 1, root = expr ? expr->n - 1 : 0;
    uint32_t age = temporary(g, 0), result = temporary(g, 1), has_come = temporary(g, 2);
    uint32_t when = temporary(g, 3), in_turn = expr ? list->n_in_turn : 1;
    emit(g, OP_SUB, age, PROGRAM_MONTHS | REGISTER_SERIES,
         constant(g, g->model->has_opening ? 0 : 1), 0);
    emit(g, OP_COPY, result, constant(g, 0), 0, 0);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t value = g->registers[line], from = constant(g, i);
        if (expr)
            value = g->registers[expr->nodes[expr_operand(expr, root, 2 * i)].reference];
        if (expr && i >= in_turn)
            from = when_register(g, expr, expr_operand(expr, root, 2 * i + 1), when);
        emit(g, OP_GE, has_come, age, from, 0);
        emit(g, OP_SELECT, result, has_come, value, result);
        if (i + 1 == n && is_ended) {
            emit(g, OP_GT, has_come, age, from, 0);
            emit(g, OP_SELECT, result, has_come, constant(g, 0), result);
        }
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

static void add_single(struct generator *g, uint32_t node, uint32_t operand, uint32_t reg)
{
    struct program *program = g->program;
    if (has_room(g, &program->singles, program->n_singles, &g->singles_capacity,
                 sizeof *program->singles))
        program->singles[program->n_singles++] =
            (struct single_operand){g->line, node, operand, reg};
}

/* What prev() and lag(), node I of the line's formula, have before month 1 where no initial value
 * is given: 0, and of the balance what it begins with. */
static uint32_t initial_register(struct generator *g, uint32_t i)
{
    const struct model *model = g->model;
    const struct expr *expr = model->lines[g->line].expr;
    const struct expr_node *x = &expr->nodes[expr_operand(expr, i, 0)];
    bool is_name = x->op == OP_NAME && !x->is_counted;
    return is_name && model_is_balance(model, x->reference) ? g->registers[model->budget]
                                                            : constant(g, 0);
}

/* The month in which the sub-formula at ROOT begins, the latest of its lines'; REGISTER_NONE if
 * that is month 1. TEMPORARY is free. */
uint32_t formula_begin(struct generator *g, const struct expr *expr, uint32_t root,
                       uint32_t temporary)
{
    uint32_t own = g->model->lines[g->line].section, section, begin = REGISTER_NONE;
    for (uint32_t at = root + 1; graph_next_begin(g->model, expr, root, own, &at, &section);) {
        uint32_t from = g->activities[section].from;
        if (begin == REGISTER_NONE || begin == from) {
            begin = from;
            continue;
        }
        emit(g, OP_MAX, temporary, begin, from, 0);
        begin = temporary;
    }
    return begin;
}

/* What lies in TO is 0 before month BEGIN. CONDITION is free. */
void formula_emit_begin(struct generator *g, uint32_t to, uint32_t begin, uint32_t condition)
{
    emit(g, OP_GE, condition, PROGRAM_MONTHS | REGISTER_SERIES, begin, 0);
    emit(g, OP_SELECT, to, condition, to, constant(g, 0));
}

/* What lies in REG as a series, to look back on: one number, such as sum(x), for each month from
 * BEGIN on. CONDITION is free. */
static uint32_t emit_to_look_at(struct generator *g, uint32_t reg, uint32_t begin,
                                uint32_t condition)
{
    if (reg & REGISTER_SERIES)
        return reg;
    uint32_t series = new_series(g);
    emit(g, OP_COPY, series, reg, 0, 0);
    if (begin != REGISTER_NONE)
        formula_emit_begin(g, series, begin, condition);
    return series;
}

/* lag() of what begins in month BEGIN, into TO: beside what is there already, which was taken with
 * 0 as the initial value, as much of INITIAL as n months look back to before BEGIN. The temporaries
 * from FREE on are free. */
static void emit_initial(struct generator *g, enum operation op, uint32_t to,
                         const uint32_t *registers, uint32_t begin, uint32_t initial, uint32_t free)
{
    uint32_t n = temporary(g, free), share = temporary(g, free + 1);
    uint32_t months = PROGRAM_MONTHS | REGISTER_SERIES;
    emit(g, OP_MAX, n, registers[OPERAND_b], constant(g, op == OP_LAG_BACK ? 1 : 0), 0);
    emit(g, OP_SUB, share, months, begin, 0);
    emit(g, OP_SUB, share, n, share, 0);
    emit(g, OP_CLAMP, share, share, constant(g, 0), constant(g, 1));
    emit(g, OP_MUL, n, share, initial, 0);
    emit(g, OP_SELECT, n, share, n, constant(g, 0));
    emit(g, OP_ADD, to, to, n, 0);
}

/* What of the horizon OP is over where its operand begins in month BEGIN, into TO. */
static bool emit_from_begin(struct generator *g, enum operation op, uint32_t to,
                            const uint32_t *registers, uint32_t begin, uint32_t free)
{
    uint32_t months = g->registers[g->model->months], from = temporary(g, free);
    switch (op) {
    case OP_FIRST:
        emit(g, OP_AT, to, registers[OPERAND_a], begin, 0);
        return true;
    case OP_AVG:
        emit(g, OP_AVG_PART, to, registers[OPERAND_a], begin, months);
        return true;
    case OP_PEAK:
        emit(g, OP_PEAK_PART, to, registers[OPERAND_a], begin, months);
        return true;
    case OP_LOW:
        emit(g, OP_LOW_PART, to, registers[OPERAND_a], begin, months);
        return true;
    case OP_AVG_PART:
    case OP_PEAK_PART:
    case OP_LOW_PART:
        emit(g, OP_MAX, from, registers[OPERAND_b], begin, 0);
        emit(g, op, to, registers[OPERAND_a], from, registers[OPERAND_c]);
        return true;
    default:
        return false;
    }
}

/* One of MONTHS_OPERATIONS, NODE of the line's formula, over N operands, which lie on the stack
 * from BASE on. */
static void emit_months(struct generator *g, enum operation op, uint32_t node, uint32_t to,
                        uint32_t base, uint32_t n)
{
    const struct expr *expr = g->model->lines[g->line].expr;
    uint32_t free = base + N_OPERANDS + 1;
    uint32_t begin = REGISTER_NONE;
    if (operation_heeds_begin(op))
        begin =
            formula_begin(g, expr, expr_operand(expr, node, 0), temporary(g, base + N_OPERANDS));
    uint32_t registers[N_OPERANDS] = {0};
    for (uint8_t k = 0; k < operation_n_operands(op); k++) {
        registers[k] = k < n ? g->stack[base + k] : initial_register(g, node);
        if (k < n && operation_reach(op, k) == REACH_SINGLE)
            add_single(g, node, k, registers[k]);
    }
    enum operand_reach reach = operation_reach(op, OPERAND_a);
    if (reach == REACH_PAST || reach == REACH_EARLIER)
        registers[OPERAND_a] = emit_to_look_at(g, registers[OPERAND_a], begin, temporary(g, free));
    bool is_late = begin != REGISTER_NONE;
    if (is_late && emit_from_begin(g, op, to, registers, begin, free))
        return;
    bool is_lag = op == OP_LAG || op == OP_LAG_BACK;
    const struct expr_node *x = &expr->nodes[expr_operand(expr, node, 0)];
    if ((is_lag || op == OP_PREVIOUS) && past_is_known(g, x)) {
        uint32_t ago = is_lag ? registers[OPERAND_b] : constant(g, 0);
        uint32_t zero = constant(g, 0);
        uint32_t before = registers[op == OP_PREVIOUS ? OPERAND_b : OPERAND_c];
        emit(g, op, to, registers[OPERAND_a], ago, zero);
        past_emit(g, op, to, x, ago, begin, before, free);
        if (is_late)
            formula_emit_begin(g, to, begin, temporary(g, free));
        return;
    }
    uint32_t initial = registers[OPERAND_c];
    if (is_late && is_lag)
        registers[OPERAND_c] = constant(g, 0);
    emit(g, op, to, registers[OPERAND_a], registers[OPERAND_b], registers[OPERAND_c]);
    if (is_late && is_lag && n > 2)
        emit_initial(g, op, to, registers, begin, initial, free);
    if (is_late && op == OP_PREVIOUS) {
        emit(g, OP_GT, temporary(g, free), PROGRAM_MONTHS | REGISTER_SERIES, begin, 0);
        emit(g, OP_SELECT, to, temporary(g, free), to, registers[OPERAND_b]);
    }
    if (is_late && operation_period(op) == PERIOD_MONTH)
        formula_emit_begin(g, to, begin, temporary(g, free));
}

/* The sum of what counts of ROLE in NAME into TO. */
static void emit_sum(struct generator *g, const struct expr_node *name, uint32_t role, uint32_t to)
{
    const struct model *model = g->model;
    emit(g, OP_COPY, to, constant(g, 0), 0, 0);
    for (uint32_t s = 0; s < model->n_sections; s++)
        if (model_counts(model, name, s, role))
            emit(g, OP_ADD, to, to, g->registers[graph_part(model, s, role, name->is_monthly)], 0);
}

/* The code of NAME, which is_composed, into TO. The temporaries from BASE + 1 on are free. */
static void emit_composed(struct generator *g, const struct expr_node *name, uint32_t to,
                          uint32_t base)
{
    uint32_t revenue = temporary(g, base + 1), cost = temporary(g, base + 2);
    if (!name->is_counted) {
        emit(g, OP_LAST, to, g->registers[name->reference], 0, 0);
        return;
    }
    if (name->role < N_ROLES) {
        emit_sum(g, name, name->role, to);
        return;
    }
    emit_sum(g, name, ROLE_REVENUE, revenue);
    emit_sum(g, name, ROLE_COST, cost);
    emit(g, OP_SUB, name->role == COUNTED_PROFIT ? to : cost, revenue, cost, 0);
    if (name->role == COUNTED_MARGIN) {
        emit(g, OP_DIV, cost, cost, revenue, 0);
        emit(g, OP_SELECT, to, revenue, cost, constant(g, (double)NAN));
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

/* The code of node I, whose operands lie on the stack from BASE on, into register TO. */
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
        emit_months(g, op, i, to, base, node->n_operands);
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

/* The code at ROOT of the line's formula EXPR into register TO; if SIDES is not NULL, the root's
 * operands go into these two registers as well. Of parts that have code of their own, the result is
 * there already. */
void formula_emit(struct generator *g, const struct expr *expr, uint32_t root, uint32_t to,
                  const uint32_t *sides)
{
    g->height = 0;
    for (uint32_t i = root + 1 - expr->nodes[root].size; i <= root && !g->out_of_memory; i++) {
        const struct expr_node *node = &expr->nodes[i];
        if (i != root && node->reader != root)
            continue;
        uint32_t value;
        if (i != root && node->is_inner) {
            value = g->registers[node->graph];
        } else if (node->op == OP_NUMBER) {
            value = constant(g, node->number);
        } else if (node->op == OP_NAME && node->is_composed) {
            value = i == root ? to : temporary(g, g->height);
            emit_composed(g, node, value, g->height);
        } else if (node->op == OP_NAME) {
            value = name_register(g, node);
        } else {
            assert(node->n_operands <= g->height);
            g->height -= node->n_operands;
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
