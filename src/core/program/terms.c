/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terms.h"

/* Whether a node's value was summed from others, so that its terms may be larger. */
enum sum { SUM_UNKNOWN, SUM_NO, SUM_YES };

static uint32_t terms_of_part(struct generator *g, const struct expr *expr, uint32_t i);

/* Monthly code is never cut in two: within it, of a single number that has no code for its terms
 * yet only the value is known. */
static bool is_in_months(const struct generator *g)
{
    const struct program *program = g->program;
    return program->n_segments > 0 && program->segments[program->n_segments - 1].is_monthly;
}

static uint32_t new_register(struct generator *g, bool is_monthly)
{
    return is_monthly ? new_series(g) : new_scalar(g);
}

static uint32_t emit_term(struct generator *g, bool is_monthly, enum operation op, uint32_t a,
                          uint32_t b)
{
    uint32_t to = new_register(g, is_monthly);
    begin_segment(g, is_monthly);
    if (!g->out_of_memory)
        emit(g, op, to, a, b, 0);
    return to;
}

uint32_t terms_together(struct generator *g, bool is_monthly, uint32_t a, uint32_t b)
{
    if (a == REGISTER_NONE || b == REGISTER_NONE || a == b)
        return a == REGISTER_NONE ? b : a;
    return emit_term(g, is_monthly, OP_MOVED, a, b);
}

/* The node that a part of a formula is, or that the name there stands for, which is not composed.
 */
static uint32_t node_of(const struct generator *g, const struct expr_node *node)
{
    return node->is_inner ? node->graph : graph_name(g->model, node);
}

/* Whether node I of a formula is no part of the code at ROOT. */
static bool is_elsewhere(const struct expr *expr, uint32_t i, uint32_t root)
{
    return i != root && expr->nodes[i].reader != root;
}

static bool is_summed(struct generator *g, const struct expr *expr, uint32_t root);

static bool is_summed_node(struct generator *g, uint32_t index)
{
    struct origin *origin = &g->origins[index];
    const struct node *node = &g->graph->nodes[index];
    const struct line *line = &g->model->lines[node->owner];
    if (origin->terms != REGISTER_NONE || origin->sum != SUM_UNKNOWN)
        return origin->terms != REGISTER_NONE || origin->sum == SUM_YES;
    origin->sum = SUM_YES; /* what looks back on itself */
    bool is_yes = false;
    if (node->kind == NODE_LINE || node->kind == NODE_INNER)
        is_yes = line->expr && is_summed(g, line->expr,
                                         node->kind == NODE_INNER ? node->item : line->expr->n - 1);
    origin->sum = is_yes ? SUM_YES : SUM_NO;
    return is_yes;
}

static bool is_summed(struct generator *g, const struct expr *expr, uint32_t root)
{
    for (uint32_t i = root + 1; i-- > root + 1 - expr->nodes[root].size;) {
        const struct expr_node *node = &expr->nodes[i];
        bool is_inner = i != root && node->is_inner, is_name = node->op == OP_NAME;
        if (is_elsewhere(expr, i, root))
            continue;
        if (node->op == OP_ADD || node->op == OP_SUB || node->op == OP_SUM || node->op == OP_AVG ||
            node->op == OP_SUM_PART || node->op == OP_AVG_PART || node->op == OP_CUMULATIVE ||
            (is_name && node->is_composed) ||
            ((is_name || is_inner) && is_summed_node(g, node_of(g, node))))
            return true;
    }
    return false;
}

/* Of NAME, which is made of what counts of stages, or is the last month of the balance. */
static uint32_t terms_composed(struct generator *g, const struct expr_node *name)
{
    const struct model *model = g->model;
    uint32_t terms = REGISTER_NONE;
    if (!name->is_counted)
        return emit_term(g, false, OP_LAST, terms_of_node(g, name->reference), 0);
    if (name->role == COUNTED_MARGIN)
        return REGISTER_NONE;
    for (uint32_t s = 0; s < model->n_sections; s++)
        for (uint32_t role = 0; role < N_ROLES; role++)
            if (model_counts(model, name, s, role))
                terms =
                    terms_together(g, name->is_monthly, terms,
                                   terms_of_node(g, graph_part(model, s, role, name->is_monthly)));
    return terms;
}

/* Of a formula's first operand and its last. */
static uint32_t join(struct generator *g, const struct expr *expr, uint32_t i, enum operation op)
{
    uint32_t a = terms_of_part(g, expr, expr_operand(expr, i, 0));
    uint32_t b = terms_of_part(g, expr, expr_operand(expr, i, 1));
    bool is_monthly = expr->nodes[i].is_monthly;
    if (op == OP_MOVED)
        return terms_together(g, is_monthly, a, b);
    return a == REGISTER_NONE || b == REGISTER_NONE ? REGISTER_NONE
                                                    : emit_term(g, is_monthly, op, a, b);
}

/* prev(x, initial): what lies in register A a month earlier. */
static uint32_t before(struct generator *g, const struct expr *expr, uint32_t i)
{
    bool has_initial = expr->nodes[i].n_operands > 1;
    uint32_t a = terms_of_part(g, expr, expr_operand(expr, i, 0));
    uint32_t b = has_initial ? terms_of_part(g, expr, expr_operand(expr, i, 1)) : REGISTER_NONE;
    if (a == REGISTER_NONE)
        return b;
    return emit_term(g, true, OP_PREVIOUS, a, b == REGISTER_NONE ? constant(g, 0) : b);
}

/* The terms of node I of a formula; REGISTER_NONE where nothing is known of them. */
static uint32_t terms_of(struct generator *g, const struct expr *expr, uint32_t i)
{
    const struct expr_node *node = &expr->nodes[i];
    uint32_t operand = node->n_operands > 0 ? expr_operand(expr, i, 0) : 0;
    switch ((enum operation)node->op) {
    case OP_NUMBER:
        return constant(g, node->number);
    case OP_NAME:
        return node->is_composed ? terms_composed(g, node) : terms_of_node(g, node_of(g, node));
    case OP_COPY:
    case OP_NEG:
    case OP_ABS:
    case OP_SETTLED:
        return terms_of_part(g, expr, operand);
    case OP_ADD:
    case OP_SUB:
        return join(g, expr, i, OP_MOVED);
    case OP_MUL:
    case OP_DIV:
        return join(g, expr, i, (enum operation)node->op);
    case OP_PREVIOUS:
        return before(g, expr, i);
    case OP_SUM:
    case OP_AVG:
    case OP_FIRST:
    case OP_LAST:
    case OP_PEAK:
    case OP_LOW:
    case OP_AT:
    case OP_SUM_PART:
    case OP_AVG_PART:
    case OP_PEAK_PART:
    case OP_LOW_PART:
        break;
    default:
        return REGISTER_NONE;
    }
    /* no sum is larger in the mean, or in a part, than in all, and no month than the largest */
    bool is_sum = node->op == OP_SUM || node->op == OP_AVG || node->op == OP_SUM_PART ||
                  node->op == OP_AVG_PART;
    enum operation op = is_sum ? OP_VOLUME : node->op == OP_LAST ? OP_LAST : OP_PEAK;
    return emit_term(g, node->is_monthly, op, terms_of_node(g, node_of(g, &expr->nodes[operand])),
                     0);
}

/* The same of node I, which may have code of its own. */
static uint32_t terms_of_part(struct generator *g, const struct expr *expr, uint32_t i)
{
    const struct expr_node *node = &expr->nodes[i];
    return node->is_inner ? terms_of_node(g, node->graph) : terms_of(g, expr, i);
}

uint32_t terms_of_node(struct generator *g, uint32_t index)
{
    struct origin *origin = &g->origins[index];
    const struct node *node = &g->graph->nodes[index];
    const struct line *line = &g->model->lines[node->owner];
    bool is_line = node->kind == NODE_LINE || node->kind == NODE_INNER;
    if (origin->terms != REGISTER_NONE)
        return origin->terms;
    if (!is_line || !origin->is_there || (is_in_months(g) && !node->is_monthly) ||
        !is_summed_node(g, index) || g->out_of_memory)
        return g->registers[index];
    bool was_in_months = is_in_months(g);
    uint32_t root = node->kind == NODE_INNER ? node->item : line->expr->n - 1;
    uint32_t terms = origin->terms = new_register(g, node->is_monthly);
    begin_segment(g, node->is_monthly);
    uint32_t found = REGISTER_NONE;
    if (!g->out_of_memory)
        found = node->kind == NODE_INNER ? terms_of(g, line->expr, root)
                                         : terms_of_part(g, line->expr, root);
    begin_segment(g, node->is_monthly);
    if (!g->out_of_memory)
        emit(g, OP_COPY, terms, found == REGISTER_NONE ? g->registers[index] : found, 0, 0);
    begin_segment(g, was_in_months);
    return terms;
}

/* Whether no rounding went into node I of a formula: it is a number that was written. */
static bool is_exact(const struct generator *g, const struct expr *expr, uint32_t i)
{
    const struct expr_node *node = &expr->nodes[i];
    if (node->op == OP_NEG)
        return is_exact(g, expr, expr_operand(expr, i, 0));
    return node->op == OP_NUMBER ||
           (node->op == OP_NAME && !node->is_counted &&
            model_section_of(g->model, node->reference)->kind != SECTION_TOTAL &&
            g->model->lines[node->reference].kind != LINE_FORMULA);
}

void terms_prepare(struct generator *g, const struct expr *expr, uint32_t root, uint32_t index)
{
    bool is_monthly = expr->nodes[root].is_monthly;
    for (uint32_t i = root + 1 - expr->nodes[root].size; i <= root && !g->out_of_memory; i++) {
        const struct expr_node *node = &expr->nodes[i];
        g->tolerances[i] = REGISTER_NONE;
        if (is_elsewhere(expr, i, root) || (i != root && node->is_inner))
            continue;
        if (node->op == OP_SETTLED && i == root) {
            /* first its register: it may look back on itself */
            uint32_t terms = g->origins[index].terms = new_register(g, is_monthly);
            uint32_t found = terms_of_part(g, expr, expr_operand(expr, i, 0));
            begin_segment(g, is_monthly);
            emit(g, OP_COPY, terms, found == REGISTER_NONE ? constant(g, 0) : found, 0, 0);
            g->tolerances[i] = terms;
        } else if (node->op == OP_SETTLED) {
            g->tolerances[i] = terms_of_part(g, expr, expr_operand(expr, i, 0));
        } else if (node->is_money && operation_is_comparison((enum operation)node->op) &&
                   !(is_exact(g, expr, expr_operand(expr, i, 0)) &&
                     is_exact(g, expr, expr_operand(expr, i, 1)))) {
            g->tolerances[i] = join(g, expr, i, OP_MOVED);
            if (g->tolerances[i] == REGISTER_NONE)
                g->tolerances[i] = constant(g, 0);
        } else if (node->is_money && i == root && node->op != OP_NAME && is_summed(g, expr, root)) {
            g->tolerances[i] = terms_of(g, expr, i);
        }
    }
    begin_segment(g, is_monthly);
}
