/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/graph.h"

#include <assert.h>
#include <stdlib.h>

#include "core/model/model_private.h"

uint32_t graph_first_total(const struct model *model)
{
    static const char first[] = "total.cost";
    uint32_t line = names_find(&model->private->names, first, sizeof first - 1);
    assert(line != NAMES_NONE);
    return line;
}

uint32_t graph_total_flow(const struct model *model, uint32_t line)
{
    uint32_t item = line - graph_first_total(model);
    assert(item < graph_n_totals(model));
    return model->n_lines + item;
}

uint32_t graph_n_totals(const struct model *model)
{
    return model_section_of(model, graph_first_total(model))->n_lines;
}

uint32_t graph_counted(const struct model *model, uint32_t section, uint32_t role)
{
    assert(role < N_ROLES);
    return model->n_lines + graph_n_totals(model) + section * N_ROLES + role;
}

uint32_t graph_flow(const struct model *model, uint32_t section, uint32_t role)
{
    return graph_counted(model, section + model->n_sections, role);
}

uint32_t graph_activity(const struct model *model, uint32_t section)
{
    assert(section < model->n_sections);
    return model->n_lines + graph_n_totals(model) + 2 * model->n_sections * N_ROLES + section;
}

uint32_t graph_part(const struct model *model, uint32_t section, uint32_t role, bool is_monthly)
{
    return is_monthly ? graph_flow(model, section, role) : graph_counted(model, section, role);
}

uint32_t graph_name(const struct model *model, const struct expr_node *name)
{
    assert(name->op == OP_NAME && name->reference != EXPR_NONE && !name->is_composed);
    if (name->is_counted)
        return graph_part(model, name->reference, name->role, name->is_monthly);
    bool is_total = model_section_of(model, name->reference)->kind == SECTION_TOTAL;
    return is_total && name->is_monthly ? graph_total_flow(model, name->reference)
                                        : name->reference;
}

/* Whether lines of section S may begin after the first month of all. */
static bool is_late(const struct model *model, uint32_t s)
{
    const struct section *section = &model->sections[s];
    bool is_own = section->kind <= SECTION_METRICS; /* it has lines of the scenario's own */
    return section->first_month != NAMES_NONE || (model->has_opening && is_own);
}

/* Whether what the monthly NAME stands for may begin after the first month of all; then *SECTION is
 * the one in whose first month it does, [scenario] for month 1. */
static bool begins_late(const struct model *model, const struct expr_node *name, uint32_t *section)
{
    *section = 0;
    if (name->is_by_age) /* its ages begin with whatever it is taken of */
        return false;
    if (name->is_counted)
        return model->has_opening &&
               (name->is_others || !model->sections[name->reference].has_opening);
    const struct line *line = &model->lines[name->reference];
    if (line->is_series)
        *section = line->section;
    return line->is_series && is_late(model, line->section);
}

/* Whether there is a series in the sub-formula at ROOT. */
static bool has_series(const struct model *model, const struct expr *expr, uint32_t root)
{
    uint32_t end = root + 1 - expr->nodes[root].size;
    for (uint32_t i = root + 1; i-- > end;) {
        const struct expr_node *node = &expr->nodes[i];
        if (operation_period((enum operation)node->op) == PERIOD_HORIZON)
            i -= node->size - 1;
        bool is_name = node->op == OP_NAME && node->is_monthly && node->reference != EXPR_NONE &&
                       !node->is_by_age;
        if (node->op == OP_SERIES || node->op == OP_LIST ||
            (is_name && (node->is_counted || model->lines[node->reference].is_series ||
                         model_section_of(model, node->reference)->kind == SECTION_TOTAL)))
            return true;
    }
    return false;
}

bool graph_next_begin(const struct model *model, const struct expr *expr, uint32_t root,
                      uint32_t own, uint32_t *at, uint32_t *section)
{
    uint32_t end = root + 1 - expr->nodes[root].size;
    /* what has no series in it begins with the months of its own section */
    uint32_t plain = model->sections[own].is_monthly ? own : 0;
    if (*at == root + 1 && !has_series(model, expr, root)) {
        *at = end;
        *section = plain;
        return is_late(model, plain);
    }
    while (*at > end) {
        const struct expr_node *node = &expr->nodes[--*at];
        enum operation op = (enum operation)node->op;
        enum operation_period period = operation_period(op);
        if (period == PERIOD_HORIZON)
            *at -= node->size - 1;
        if (op == OP_NAME && node->is_monthly && node->reference != EXPR_NONE &&
            begins_late(model, node, section))
            return true;
        if (period != PERIOD_MONTH)
            continue;
        *section = op == OP_SERIES ? own : plain;
        if ((op == OP_SERIES || !has_series(model, expr, expr_operand(expr, *at, 0))) &&
            is_late(model, *section))
            return true;
    }
    return false;
}

void graph_fini(struct graph *graph)
{
    free(graph->nodes);
    free(graph->edges);
    free(graph->order);
}
