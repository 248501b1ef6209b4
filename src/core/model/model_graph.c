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
static void add_edge(struct graph_builder *gb, uint32_t from, struct edge edge)
{
    struct graph *graph = gb->graph;
    if (!grow(&graph->edges, graph->n_edges, &graph->edge_capacity, sizeof *graph->edges)) {
        gb->builder->out_of_memory = true;
        return;
    }
    graph->edges[graph->n_edges++] = edge;
    graph->nodes[from].n_edges++;
}

static void add_plain_edge(struct graph_builder *gb, uint32_t from, uint32_t to)
{
    add_edge(gb, from, (struct edge){.to = to, .lag = EXPR_NONE});
}

/* What NODE, of section S, needs to know of the months in which that is active. */
static void add_activity(struct graph_builder *gb, uint32_t node, uint32_t s)
{
    if (model_is_limited(&gb->model->sections[s]))
        add_plain_edge(gb, node, graph_activity(gb->model, s));
}

/* What NODE needs to know of the months in which the lines in the sub-formula at ROOT begin. */
static void add_begins(struct graph_builder *gb, uint32_t node, uint32_t line, uint32_t root)
{
    const struct expr *expr = gb->model->lines[line].expr;
    uint32_t own = gb->model->lines[line].section, section;
    for (uint32_t at = root + 1; graph_next_begin(gb->model, expr, root, own, &at, &section);)
        add_activity(gb, node, section);
}

/* Whether lag(x, N) cannot look at the present month, so that x may follow from it. */
static bool is_back(const struct model *model, const struct expr_node *n)
{
    if (n->op == OP_NUMBER)
        return n->number >= 1;
    return n->op == OP_NAME && !n->is_counted && n->reference != EXPR_NONE &&
           model->lines[n->reference].kind == LINE_PARAMETER && model->lines[n->reference].min >= 1;
}

/* The edge to what operand 0 of node I of EXPR looks back on; its `to` is not yet known. */
static struct edge edge_back(const struct model *model, const struct expr *expr, uint32_t i)
{
    const struct expr_node *node = &expr->nodes[i];
    struct edge edge = {.lag = EXPR_NONE};
    edge.is_earlier = operation_reach((enum operation)node->op, OPERAND_a) == REACH_EARLIER;
    if (node->op == OP_LAG) {
        edge.is_earlier = is_back(model, &expr->nodes[expr_operand(expr, i, 1)]);
        edge.lag = i;
    }
    return edge;
}

/* The edges, like EDGE, to what NAME stands for. */
static void add_name(struct graph_builder *gb, uint32_t node, const struct expr_node *name,
                     struct edge edge)
{
    const struct model *model = gb->model;
    if (name->reference == EXPR_NONE)
        return; /* it was told */
    if (!name->is_composed) {
        edge.to = graph_name(model, name);
        add_edge(gb, node, edge);
        return;
    }
    if (!name->is_counted) { /* the last month of a series */
        edge.to = name->reference;
        add_edge(gb, node, edge);
        return;
    }
    for (uint32_t s = 0; s < model->n_sections; s++)
        for (uint32_t role = 0; role < N_ROLES; role++)
            if (model_counts(model, name, s, role)) {
                edge.to = graph_part(model, s, role, name->is_monthly);
                add_edge(gb, node, edge);
            }
}

/* The edges of the code at ROOT of LINE's formula. What has code of its own in it becomes a node of
 * its own; so does all of the formula if IS_LINE, which the line copies. */
static void add_formula(struct graph_builder *gb, uint32_t node, uint32_t line, uint32_t root,
                        bool is_line)
{
    struct expr *expr = gb->model->lines[line].expr;
    uint32_t end = root + 1 - expr->nodes[root].size, looked_at = EXPR_NONE;
    struct edge back = {0}, plain = {.lag = EXPR_NONE};
    for (uint32_t i = root + 1; i-- > end && !gb->builder->out_of_memory;) {
        struct expr_node *n = &expr->nodes[i];
        struct edge edge = i == looked_at ? back : plain;
        if (i != root && n->reader != root)
            continue;
        if (n->is_inner && (i != root || is_line)) {
            n->graph = edge.to = add_node(
                gb, (struct node){
                        .kind = NODE_INNER, .is_monthly = n->is_monthly, .owner = line, .item = i});
            add_edge(gb, node, edge);
            if (i == root)
                return;
        } else if (n->op == OP_NAME) {
            add_name(gb, node, n, edge);
        } else if (n->op == OP_ROWS) {
            const struct section *section = model_section_of(gb->model, line);
            for (uint32_t k = 0; k < section->n_rows; k++)
                add_activity(gb, node, section->first_row + k);
        } else if (operation_heeds_begin((enum operation)n->op)) {
            looked_at = expr_operand(expr, i, 0);
            add_begins(gb, node, line, looked_at);
            back = edge_back(gb->model, expr, i);
        }
    }
}

static void add_total(struct graph_builder *gb, uint32_t node, uint32_t line, bool is_monthly)
{
    const struct model *model = gb->model;
    uint32_t item = line - graph_first_total(model);
    if (item < N_ROLES) {
        for (uint32_t s = 0; s < model->n_sections; s++)
            if (model_is_added(&model->sections[s]) && model->sections[s].roles[item] != NAMES_NONE)
                add_plain_edge(gb, node, graph_part(model, s, item, is_monthly));
        return;
    }
    /* profit from cost and revenue; margin from profit and revenue */
    const char *const needs[2] = {"revenue", item == N_ROLES ? "cost" : "profit"};
    for (size_t i = 0; i < 2; i++) {
        uint32_t needed = model_find_line(model, "total", needs[i], strlen(needs[i]));
        add_plain_edge(gb, node, is_monthly ? graph_total_flow(model, needed) : needed);
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
    for (uint32_t k = 0; k < section->n_rows; k++)
        if (model->sections[section->first_row + k].roles[node->item] != NAMES_NONE)
            add_plain_edge(gb, i,
                           graph_part(model, section->first_row + k, node->item, node->is_monthly));
    if (section->n_rows > 0)
        return;
    bool is_sum = node->kind == NODE_COUNTED && section->is_monthly;
    add_plain_edge(
        gb, i, is_sum ? graph_flow(model, node->owner, node->item) : section->roles[node->item]);
    add_activity(gb, i, node->owner);
}

/* The lines that say in which months a stage is active. */
static void add_limits(struct graph_builder *gb, uint32_t i, const struct section *section)
{
    const uint32_t limits[] = {section->first_month, section->last_month};
    for (size_t k = 0; k < 2; k++)
        if (limits[k] != NAMES_NONE)
            add_plain_edge(gb, i, limits[k]);
}

static void add_edges(struct graph_builder *gb)
{
    const struct model *model = gb->model;
    struct graph *graph = gb->graph;
    for (uint32_t i = 0; i < graph->n_nodes && !gb->builder->out_of_memory; i++) {
        struct node node = graph->nodes[i];
        graph->nodes[i].first_edge = graph->n_edges;
        if (node.kind == NODE_LINE && model->lines[node.owner].expr) {
            add_formula(gb, i, node.owner, model->lines[node.owner].expr->n - 1, true);
            if (node.is_monthly)
                add_activity(gb, i, model->lines[node.owner].section);
        } else if (node.kind == NODE_INNER) {
            add_formula(gb, i, node.owner, node.item, false);
            if (node.is_monthly)
                add_begins(gb, i, node.owner, node.item);
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
