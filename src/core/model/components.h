/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strongly connected components of a graph, by Tarjan's algorithm. Private to the core. */
#ifndef PROFORMA_CORE_MODEL_COMPONENTS_H
#define PROFORMA_CORE_MODEL_COMPONENTS_H

#include "core/model/graph.h"

struct components {
    uint32_t *of_node; /* the component of each node; dependencies have the lower numbers */
    uint32_t *order;   /* the nodes, component by component, dependencies first */
    uint32_t *size;    /* nodes of each component */
    uint32_t n;
    bool use_earlier; /* whether last month's values count as dependencies */
    /* working space */
    uint32_t *index, *low, *stack, *path, *next_edge;
};

/* False when out of memory; components_fini may be called all the same. */
bool components_find(struct components *components, const struct graph *graph, bool use_earlier);
void components_fini(struct components *components);

#endif
