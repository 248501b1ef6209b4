/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "past.h"

enum { FAR = 100000 /* months: more than any plan looks back */ };

/* The formula of a list; NULL if NAME is none. */
static const struct expr *list_of(const struct generator *g, const struct expr_node *name)
{
    const struct line *line;
    if (name->op != OP_NAME || name->is_counted || name->reference == EXPR_NONE)
        return NULL;
    line = &g->model->lines[name->reference];
    return line->expr && line->expr->nodes[line->expr->n - 1].op == OP_LIST ? line->expr : NULL;
}

/* The node that says when number I of LIST comes. */
static const struct expr_node *when_of(const struct expr *list, uint32_t i)
{
    return &list->nodes[expr_operand(list, list->n - 1, 2 * i + 1)];
}

/* Whether the number that comes at WHEN may come before the list of SECTION begins. */
static bool may_be_past(const struct generator *g, uint32_t section, const struct expr_node *when)
{
    const struct section *of = &g->model->sections[section];
    return when->op != OP_NUMBER || of->first_month != NAMES_NONE ||
           when->number < (of->has_opening ? 0 : 1);
}

bool past_is_known(const struct generator *g, const struct expr_node *name)
{
    const struct expr *list = list_of(g, name);
    if (!list)
        return false;
    const struct line *line = &g->model->lines[name->reference];
    uint32_t n = list->nodes[list->n - 1].n_operands / 2;
    for (uint32_t i = line->n_in_turn; i < n; i++)
        if (may_be_past(g, line->section, when_of(list, i)))
            return true;
    return false;
}

/* The register of when a number comes; TEMPORARY is free. */
static uint32_t when_register(struct generator *g, const struct expr_node *when, uint32_t temporary)
{
    if (when->op == OP_NUMBER)
        return constant(g, when->number);
    if (when->op == OP_NAME)
        return g->registers[graph_name(g->model, when)];
    emit(g, OP_ADD, temporary, g->registers[graph_name(g->model, when - 2)],
         constant(g, when[-1].number), 0);
    return temporary;
}

/* What is looked for in the past, and where: registers. */
struct look {
    const struct expr_node *name;
    uint32_t begin, initial, free;
};

/* What the list says in the month SAID (a register, changed), times SHARE, onto TO: nothing from
 * BEGIN on. */
static void add_month(struct generator *g, const struct look *look, uint32_t to, uint32_t said,
                      uint32_t share)
{
    const struct expr *list = list_of(g, look->name);
    const struct line *line = &g->model->lines[look->name->reference];
    uint32_t value = temporary(g, look->free), has_come = temporary(g, look->free + 1);
    uint32_t when = temporary(g, look->free + 2), n = list->nodes[list->n - 1].n_operands / 2;
    emit(g, OP_COPY, value, look->initial, 0, 0);
    for (uint32_t i = line->n_in_turn; i < n; i++) {
        const struct expr_node *node = when_of(list, i);
        if (!may_be_past(g, line->section, node))
            continue;
        emit(g, OP_GE, has_come, said, when_register(g, node, when), 0);
        uint32_t number = list->nodes[expr_operand(list, list->n - 1, 2 * i)].reference;
        emit(g, OP_SELECT, value, has_come, g->registers[number], value);
    }
    emit(g, OP_MUL, value, value, share, 0);
    emit(g, OP_SELECT, value, share, value, constant(g, 0));
    emit(g, OP_LT, has_come, said, look->begin, 0);
    emit(g, OP_SELECT, value, has_come, value, constant(g, 0));
    emit(g, OP_ADD, to, to, value, 0);
}

void past_emit(struct generator *g, enum operation op, uint32_t to, const struct expr_node *name,
               uint32_t n, uint32_t begin, uint32_t initial, uint32_t free)
{
    uint32_t said = temporary(g, free), share = temporary(g, free + 1);
    uint32_t whole = temporary(g, free + 2), month = PROGRAM_MONTHS | REGISTER_SERIES;
    if (begin == REGISTER_NONE)
        begin = constant(g, 1);
    const struct look look = {name, begin, initial, free + 3};
    if (op == OP_PREVIOUS) {
        emit(g, OP_SUB, said, month, constant(g, 1), 0);
        add_month(g, &look, to, said, constant(g, 1));
        return;
    }
    /* part of the month before that so many whole ones ago, the rest of that itself */
    emit(g, OP_CLAMP, share, n, constant(g, op == OP_LAG_BACK ? 1 : 0), constant(g, FAR));
    emit(g, OP_FLOOR, whole, share, 0, 0);
    emit(g, OP_SUB, share, share, whole, 0);
    emit(g, OP_SUB, said, month, whole, 0);
    emit(g, OP_SUB, said, said, constant(g, 1), 0);
    add_month(g, &look, to, said, share);
    emit(g, OP_ADD, said, said, constant(g, 1), 0);
    emit(g, OP_SUB, share, constant(g, 1), share, 0);
    add_month(g, &look, to, said, share);
}
