/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: circles of formulas, and the segments of scalar and monthly code. */
#include <stdlib.h>
#include <string.h>

#include "core/model/model_private.h"
#include "core/text/gettext.h"

#include "components.h"
#include "model_build.h"

/* The line or total that NODE is shown as; false for one that has no name. */
static bool node_name(const struct model *model, const struct node *node, char *out, size_t size)
{
    if (node->kind == NODE_INNER || node->kind == NODE_ACTIVITY)
        return false;
    if (node->kind != NODE_COUNTED && node->kind != NODE_FLOW) {
        model_line_name(model, node->owner, out, size);
        return true;
    }
    struct error text;
    error_set(&text, STATUS_OK, "%s.%s", model->sections[node->owner].name,
              model_role_name((enum role)node->item));
    size_t n = strlen(text.text);
    n = n < size ? n : size - 1;
    memcpy(out, text.text, n);
    out[n] = '\0';
    return true;
}

/* The shortest way from START back to itself within its component: the nodes' predecessors. */
static void find_circle(const struct graph *graph, const struct components *c, uint32_t start,
                        uint32_t *came_from, uint32_t *queue)
{
    for (uint32_t i = 0; i < graph->n_nodes; i++)
        came_from[i] = NAMES_NONE;
    uint32_t head = 0, tail = 0;
    queue[tail++] = start;
    while (head < tail && came_from[start] == NAMES_NONE) {
        uint32_t node = queue[head++];
        const struct node *n = &graph->nodes[node];
        for (uint32_t e = n->first_edge; e < n->first_edge + n->n_edges; e++) {
            uint32_t to = graph->edges[e].to;
            if ((graph->edges[e].is_earlier && !c->use_earlier) || came_from[to] != NAMES_NONE ||
                c->of_node[to] != c->of_node[start])
                continue;
            came_from[to] = node;
            if (to != start)
                queue[tail++] = to;
        }
    }
}

/* "a.x -> b.y -> a.x" into TEXT. */
static void write_circle(const struct model *model, uint32_t start, const uint32_t *came_from,
                         uint32_t *way, char *text, size_t size)
{
    const struct graph *graph = &model->private->graph;
    uint32_t n = 0;
    way[n++] = start;
    for (uint32_t node = came_from[start]; node != start; node = came_from[node])
        way[n++] = node;
    way[n++] = start;
    char name[MODEL_NAME_SIZE], last[MODEL_NAME_SIZE] = "";
    size_t used = 0, n_names = 0;
    text[0] = '\0';
    for (uint32_t i = n; i-- > 0;) {
        /* a stage's formula and what of it counts have one name; x -> x has to close */
        if (!node_name(model, &graph->nodes[way[i]], name, sizeof name) ||
            ((i > 0 || n_names > 1) && strcmp(name, last) == 0))
            continue;
        n_names++;
        memcpy(last, name, sizeof last);
        const char *const pieces[] = {used > 0 ? " -> " : "", name};
        size_t length = strlen(pieces[0]) + strlen(name);
        if (used + length + sizeof " -> ..." > size) {
            memcpy(text + used, " -> ...", sizeof " -> ...");
            return;
        }
        for (size_t k = 0; k < 2; k++) {
            memcpy(text + used, pieces[k], strlen(pieces[k]) + 1);
            used += strlen(pieces[k]);
        }
    }
}

static bool has_edge_to_itself(const struct graph *graph, uint32_t node, bool use_earlier)
{
    const struct node *n = &graph->nodes[node];
    for (uint32_t e = n->first_edge; e < n->first_edge + n->n_edges; e++)
        if (graph->edges[e].to == node && (use_earlier || !graph->edges[e].is_earlier))
            return true;
    return false;
}

/* Of each component the line to name in an error, a single number if it has one, else NAMES_NONE;
 * and whether any of its nodes is a single number. */
static void find_lines(const struct graph *graph, const struct components *c, uint32_t *lines,
                       bool *has_single)
{
    for (uint32_t i = 0; i < c->n; i++)
        lines[i] = NAMES_NONE;
    for (uint32_t i = 0; i < graph->n_nodes; i++) {
        const struct node *node = &graph->nodes[i];
        uint32_t *line = &lines[c->of_node[i]];
        has_single[c->of_node[i]] |= !node->is_monthly;
        if (node->kind == NODE_LINE &&
            (*line == NAMES_NONE || (graph->nodes[*line].is_monthly && !node->is_monthly)))
            *line = i;
    }
}

/* An error for every component that is a circle: any with this month's edges alone; with last
 * month's as well, those with a single number in them. */
static void check_circles(struct builder *builder, const struct components *c)
{
    const struct model *model = builder->model;
    const struct graph *graph = &model->private->graph;
    uint32_t *space = malloc(4 * ((size_t)graph->n_nodes + 1) * sizeof *space);
    bool *has_single = calloc(c->n, sizeof *has_single);
    builder->out_of_memory |= !space || !has_single;
    uint32_t *came_from = space, *queue = space + graph->n_nodes + 1;
    uint32_t *way = space + 2 * (graph->n_nodes + 1), *lines = space + 3 * (graph->n_nodes + 1);
    if (!builder->out_of_memory)
        find_lines(graph, c, lines, has_single);
    for (uint32_t k = 0; k < c->n && !builder->out_of_memory; k++) {
        uint32_t i = lines[k];
        if (i == NAMES_NONE || (c->size[k] == 1 && !has_edge_to_itself(graph, i, c->use_earlier)) ||
            (c->use_earlier && !has_single[k]))
            continue;
        char text[ERROR_TEXT_SIZE - 64];
        find_circle(graph, c, i, came_from, queue);
        write_circle(model, i, came_from, way, text, sizeof text);
        const struct line *line = &model->lines[graph->nodes[i].owner];
        build_error(builder, line->place.line ? line->place : model->sections[line->section].place,
                    _("formulas go in a circle: %s"), text);
    }
    free(space);
    free(has_single);
}

/* Each component's segment: the first that all it needs allows. Even ones are scalar. */
static void set_levels(struct graph *graph, const struct components *c)
{
    for (uint32_t i = 0; i < graph->n_nodes;) {
        uint32_t component = c->of_node[c->order[i]], size = c->size[component];
        uint32_t level = graph->nodes[c->order[i]].is_monthly;
        for (uint32_t k = i; k < i + size; k++) {
            const struct node *n = &graph->nodes[c->order[k]];
            for (uint32_t e = n->first_edge; e < n->first_edge + n->n_edges; e++) {
                const struct node *to = &graph->nodes[graph->edges[e].to];
                if (c->of_node[graph->edges[e].to] == component)
                    continue;
                uint32_t least = to->level + (to->is_monthly != n->is_monthly);
                level = least > level ? least : level;
            }
        }
        for (uint32_t k = i; k < i + size; k++)
            graph->nodes[c->order[k]].level = level;
        i += size;
    }
}

/* Nodes by level, and within one as ORDER has them: a counting sort. */
static bool sort_by_level(struct graph *graph, const uint32_t *order)
{
    uint32_t n_levels = 0;
    for (uint32_t i = 0; i < graph->n_nodes; i++)
        n_levels = graph->nodes[i].level >= n_levels ? graph->nodes[i].level + 1 : n_levels;
    uint32_t *first = calloc((size_t)n_levels + 1, sizeof *first);
    graph->order = malloc(((size_t)graph->n_nodes + 1) * sizeof *graph->order);
    if (first && graph->order) {
        for (uint32_t i = 0; i < graph->n_nodes; i++)
            first[graph->nodes[i].level + 1]++;
        for (uint32_t i = 0; i < n_levels; i++)
            first[i + 1] += first[i];
        for (uint32_t i = 0; i < graph->n_nodes; i++)
            graph->order[first[graph->nodes[order[i]].level]++] = order[i];
    }
    bool is_done = first && graph->order;
    free(first);
    return is_done;
}

/*
 * What each lag() is that C, the components with all edges, has in a circle: of at least one month.
 * Elsewhere it may be of none, and what it looks at comes first. Whether that changes the order.
 */
static bool settle_lags(struct model *model, const struct components *c)
{
    struct graph *graph = &model->private->graph;
    bool is_new = false;
    for (uint32_t i = 0; i < graph->n_nodes; i++) {
        const struct node *node = &graph->nodes[i];
        for (uint32_t e = node->first_edge; e < node->first_edge + node->n_edges; e++) {
            struct edge *edge = &graph->edges[e];
            if (edge->lag == EXPR_NONE)
                continue;
            if (c->of_node[i] == c->of_node[edge->to]) {
                model->lines[node->owner].expr->nodes[edge->lag].op = OP_LAG_BACK;
            } else {
                is_new |= edge->is_earlier;
                edge->is_earlier = false;
            }
        }
    }
    return is_new;
}

void build_order(struct builder *builder)
{
    struct graph *graph = &builder->model->private->graph;
    struct components now = {0}, all = {0};
    size_t errors = builder->messages->n_errors;
    builder->out_of_memory |= !components_find(&now, graph, false);
    if (!builder->out_of_memory)
        check_circles(builder, &now);
    if (!builder->out_of_memory && builder->messages->n_errors == errors) {
        builder->out_of_memory |= !components_find(&all, graph, true);
        if (!builder->out_of_memory)
            check_circles(builder, &all);
    }
    if (!builder->out_of_memory && builder->messages->n_errors == errors &&
        settle_lags(builder->model, &all)) {
        components_fini(&now);
        builder->out_of_memory |= !components_find(&now, graph, false);
    }
    if (!builder->out_of_memory && builder->messages->n_errors == errors) {
        set_levels(graph, &all);
        builder->out_of_memory |= !sort_by_level(graph, now.order);
    }
    components_fini(&now);
    components_fini(&all);
}
