/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R. Tarjan, "Depth-first search and linear graph algorithms", 1972, with a stack of its own in
 * place of recursion: a chain of formulas may be as long as a file. */
#include "components.h"

#include <stdlib.h>

void components_fini(struct components *c)
{
    free(c->of_node);
}

/* All arrays lie in one block. */
static bool components_init(struct components *c, uint32_t n, bool use_earlier)
{
    uint32_t *block = calloc((size_t)n + 1, 8 * sizeof *block);
    *c = (struct components){.of_node = block, .use_earlier = use_earlier};
    if (!block)
        return false;
    uint32_t **const arrays[] = {&c->order, &c->size, &c->index,    &c->low,
                                 &c->stack, &c->path, &c->next_edge};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        *arrays[i] = block + (i + 1) * ((size_t)n + 1);
    return true;
}

static void find_from(struct components *c, const struct graph *graph, uint32_t root,
                      uint32_t *counter, uint32_t *n_ordered)
{
    uint32_t depth = 0, height = 0;
    c->path[depth++] = root;
    c->index[root] = c->low[root] = ++*counter;
    c->stack[height++] = root;
    while (depth > 0) {
        uint32_t node = c->path[depth - 1];
        const struct node *n = &graph->nodes[node];
        if (c->next_edge[node] < n->n_edges) {
            const struct edge *edge = &graph->edges[n->first_edge + c->next_edge[node]++];
            if (edge->is_earlier && !c->use_earlier)
                continue;
            if (c->index[edge->to] == 0) {
                c->index[edge->to] = c->low[edge->to] = ++*counter;
                c->stack[height++] = edge->to;
                c->path[depth++] = edge->to;
            } else if (c->of_node[edge->to] == 0 && c->index[edge->to] < c->low[node]) {
                c->low[node] = c->index[edge->to];
            }
            continue;
        }
        depth--;
        if (depth > 0 && c->low[node] < c->low[c->path[depth - 1]])
            c->low[c->path[depth - 1]] = c->low[node];
        if (c->low[node] != c->index[node])
            continue;
        c->n++;
        uint32_t member;
        do {
            member = c->stack[--height];
            c->of_node[member] = c->n; /* from 1 while searching: 0 is "not yet" */
            c->order[(*n_ordered)++] = member;
            c->size[c->n - 1]++;
        } while (member != node);
    }
}

bool components_find(struct components *c, const struct graph *graph, bool use_earlier)
{
    if (!components_init(c, graph->n_nodes, use_earlier))
        return false;
    uint32_t counter = 0, n_ordered = 0;
    for (uint32_t i = 0; i < graph->n_nodes; i++)
        if (c->index[i] == 0)
            find_from(c, graph, i, &counter, &n_ordered);
    for (uint32_t i = 0; i < graph->n_nodes; i++)
        c->of_node[i]--;
    return true;
}
