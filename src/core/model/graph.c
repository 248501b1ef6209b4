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

uint32_t graph_name(const struct model *model, const struct expr_node *name)
{
    assert(name->op == OP_NAME && name->reference != EXPR_NONE);
    if (name->is_counted)
        return name->is_monthly ? graph_flow(model, name->reference, name->role)
                                : graph_counted(model, name->reference, name->role);
    bool is_total = model_section_of(model, name->reference)->kind == SECTION_TOTAL;
    return is_total && name->is_monthly ? graph_total_flow(model, name->reference)
                                        : name->reference;
}

void graph_fini(struct graph *graph)
{
    free(graph->nodes);
    free(graph->edges);
    free(graph->order);
}
