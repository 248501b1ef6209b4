/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: what depends on what, circles, and the order of evaluation. */
#include <stdlib.h>
#include <string.h>

#include "core/model/model_private.h"
#include "core/text/grow.h"

#include "model_build.h"

struct graph_builder {
    struct builder *builder;
    struct model *model;
    struct graph *graph;
};

static uint32_t add_node(struct graph_builder *gb, struct node node)
{
    struct graph *graph = gb->graph;
    if (!grow(&graph->nodes, graph->n_nodes, &graph->node_capacity, sizeof node)) {
        gb->builder->out_of_memory = true;
        return 0;
    }
    graph->nodes[graph->n_nodes] = node;
    return graph->n_nodes++;
}

/* An edge of the node whose edges are being added. */
static void add_edge(struct graph_builder *gb, struct node *from, uint32_t to, bool is_earlier)
{
    struct graph *graph = gb->graph;
    if (!grow(&graph->edges, graph->n_edges, &graph->edge_capacity, sizeof *graph->edges)) {
        gb->builder->out_of_memory = true;
        return;
    }
    graph->edges[graph->n_edges++] = (struct edge){to, is_earlier};
    from->n_edges++;
}

/* What NODE, of section S, needs to know of the months in which that is active. */
static void add_activity(struct graph_builder *gb, uint32_t node, uint32_t s)
{
    if (model_is_limited(&gb->model->sections[s]))
        add_edge(gb, &gb->graph->nodes[node], graph_activity(gb->model, s), false);
}

/* The edges for NAME in a formula; IS_EARLIER if it is looked back on, which takes the month in
 * which it begins. */
static void add_name(struct graph_builder *gb, uint32_t node, const struct expr_node *name,
                     bool is_earlier)
{
    if (name->reference == EXPR_NONE) /* unknown, which was told */
        return;
    add_edge(gb, &gb->graph->nodes[node], graph_name(gb->model, name), is_earlier);
    if (is_earlier && !name->is_counted)
        add_activity(gb, node, gb->model->lines[name->reference].section);
}

/* The edges of the sub-formula at ROOT of LINE. What is monthly in it and stands inside sum() and
 * its like becomes a node of its own, whose number its root remembers. */
static void add_formula(struct graph_builder *gb, uint32_t node, uint32_t line, uint32_t root)
{
    struct expr *expr = gb->model->lines[line].expr;
    uint32_t end = root + 1 - expr->nodes[root].size, earlier = EXPR_NONE;
    for (uint32_t i = root + 1; i-- > end && !gb->builder->out_of_memory;) {
        struct expr_node *n = &expr->nodes[i];
        if (n->op == OP_NAME) {
            add_name(gb, node, n, i == earlier);
        } else if (n->is_monthly != expr->nodes[root].is_monthly) {
            n->reference = add_node(
                gb,
                (struct node){.kind = NODE_INNER, .is_monthly = true, .owner = line, .item = i});
            add_edge(gb, &gb->graph->nodes[node], n->reference, false);
            i -= n->size - 1;
        } else if (n->op == OP_ROWS) {
            const struct section *section = model_section_of(gb->model, line);
            for (uint32_t k = 0; k < section->n_rows; k++)
                add_activity(gb, node, section->first_row + k);
        } else if (operation_reach((enum operation)n->op, OPERAND_a) == REACH_EARLIER) {
            earlier = expr_operand(expr, i, 0);
        }
    }
}

static void add_total(struct graph_builder *gb, uint32_t node, uint32_t line, bool is_monthly)
{
    const struct model *model = gb->model;
    uint32_t item = line - graph_first_total(model);
    struct node *from = &gb->graph->nodes[node];
    if (item < N_ROLES) {
        for (uint32_t s = 0; s < model->n_sections; s++)
            if (model_is_added(&model->sections[s]) && model->sections[s].roles[item] != NAMES_NONE)
                add_edge(gb, from,
                         is_monthly ? graph_flow(model, s, item) : graph_counted(model, s, item),
                         false);
        return;
    }
    /* profit from cost and revenue; margin from profit and revenue */
    const char *const needs[2] = {"revenue", item == N_ROLES ? "cost" : "profit"};
    for (size_t i = 0; i < 2; i++) {
        uint32_t needed = model_find_line(model, "total", needs[i], strlen(needs[i]));
        add_edge(gb, from, is_monthly ? graph_total_flow(model, needed) : needed, false);
    }
}

static void add_nodes(struct graph_builder *gb)
{
    const struct model *model = gb->model;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        bool is_total = model_section_of(model, i)->kind == SECTION_TOTAL;
        add_node(gb, (struct node){.kind = is_total ? NODE_TOTAL : NODE_LINE,
                                   .is_monthly = model->lines[i].is_series,
                                   .owner = i});
    }
    for (uint32_t i = 0; i < graph_n_totals(model); i++)
        add_node(gb, (struct node){.kind = NODE_TOTAL_FLOW,
                                   .is_monthly = true,
                                   .owner = graph_first_total(model) + i});
    for (uint32_t kind = 0; kind < 2; kind++)
        for (uint32_t s = 0; s < model->n_sections; s++)
            for (uint32_t role = 0; role < N_ROLES; role++)
                add_node(gb, (struct node){.kind = kind == 0 ? NODE_COUNTED : NODE_FLOW,
                                           .is_monthly = kind == 1,
                                           .owner = s,
                                           .item = role});
    for (uint32_t s = 0; s < model->n_sections; s++)
        add_node(gb, (struct node){.kind = NODE_ACTIVITY, .owner = s});
}

static void add_role(struct graph_builder *gb, uint32_t i, const struct node *node)
{
    const struct model *model = gb->model;
    const struct section *section = &model->sections[node->owner];
    if (section->roles[node->item] == NAMES_NONE)
        return;
    bool is_sum = node->kind == NODE_COUNTED && section->is_monthly;
    if (node->kind == NODE_FLOW && !section->is_monthly)
        for (uint32_t k = 0; k < section->n_rows; k++)
            add_edge(gb, &gb->graph->nodes[i],
                     graph_flow(model, section->first_row + k, node->item), false);
    add_edge(gb, &gb->graph->nodes[i],
             is_sum ? graph_flow(model, node->owner, node->item) : section->roles[node->item],
             false);
    add_activity(gb, i, node->owner);
}

/* The lines that say in which months a stage is active. */
static void add_limits(struct graph_builder *gb, uint32_t i, const struct section *section)
{
    const uint32_t limits[] = {section->first_month, section->last_month};
    for (size_t k = 0; k < 2; k++)
        if (limits[k] != NAMES_NONE)
            add_edge(gb, &gb->graph->nodes[i], limits[k], false);
}

static void add_edges(struct graph_builder *gb)
{
    const struct model *model = gb->model;
    struct graph *graph = gb->graph;
    for (uint32_t i = 0; i < graph->n_nodes && !gb->builder->out_of_memory; i++) {
        struct node node = graph->nodes[i];
        graph->nodes[i].first_edge = graph->n_edges;
        if (node.kind == NODE_LINE && model->lines[node.owner].expr) {
            add_formula(gb, i, node.owner, model->lines[node.owner].expr->n - 1);
            if (node.is_monthly)
                add_activity(gb, i, model->lines[node.owner].section);
        } else if (node.kind == NODE_INNER) {
            add_formula(gb, i, node.owner, node.item);
        } else if (node.kind == NODE_TOTAL || node.kind == NODE_TOTAL_FLOW) {
            add_total(gb, i, node.owner, node.is_monthly);
        } else if (node.kind == NODE_COUNTED || node.kind == NODE_FLOW) {
            add_role(gb, i, &node);
        } else if (node.kind == NODE_ACTIVITY) {
            add_limits(gb, i, &model->sections[node.owner]);
        }
    }
}

void build_graph(struct builder *builder)
{
    struct graph_builder gb = {builder, builder->model, &builder->model->private->graph};
    add_nodes(&gb);
    if (!builder->out_of_memory)
        add_edges(&gb);
    if (!builder->out_of_memory)
        build_order(builder);
}
