/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has to be evaluated, and in which order. A node is a line, what counts of a stage's role or
 * of a total (over the horizon, or in a month), or a part of a formula that has code of its own.
 * Private to the core.
 */
#ifndef PROFORMA_CORE_MODEL_GRAPH_H
#define PROFORMA_CORE_MODEL_GRAPH_H

#include "core/text/names.h"

enum node_kind {
    NODE_LINE,
    NODE_COUNTED,    /* a stage's role over the horizon */
    NODE_FLOW,       /* a stage's role in each month */
    NODE_TOTAL,      /* a built-in total over the horizon */
    NODE_TOTAL_FLOW, /* and in each month */
    NODE_ACTIVITY,   /* the months in which a stage is active */
    NODE_INNER       /* a part of a formula: inside sum(), prev(), ... */
};

struct node {
    uint8_t kind;
    bool is_monthly;
    uint32_t owner; /* the line; of NODE_COUNTED, NODE_FLOW and NODE_ACTIVITY the section */
    uint32_t item;  /* their role; of NODE_INNER the root's index in the line's formula */
    uint32_t first_edge, n_edges;
    uint32_t level; /* the segment it goes to: even ones are scalar, odd ones monthly */
};

struct edge {
    uint32_t to;
    bool is_earlier; /* an earlier month's value: no part of this month's order */
    uint32_t lag;    /* the lag() in the owner's formula that looks back on it, else EXPR_NONE */
};

struct graph {
    struct node *nodes;
    uint32_t n_nodes;
    struct edge *edges;
    uint32_t n_edges;
    size_t node_capacity, edge_capacity;
    uint32_t *order; /* nodes by level, then by dependency */
};

/*
 * The numbers of the nodes, which follow from the model's lines and sections: each line's own; in
 * each month the lines of [total]; of each section what counts of its roles over the horizon, and
 * in each month; the months of each section; whatever else the graph's builder adds.
 */
struct expr;
struct expr_node;
struct model;
/* The first line of [total], and how many there are: the roles in their order, profit, margin. */
uint32_t graph_first_total(const struct model *model);
uint32_t graph_n_totals(const struct model *model);
/* LINE, which is one of [total], in each month. */
uint32_t graph_total_flow(const struct model *model, uint32_t line);
/* What counts of a section's ROLE over the horizon, and in each month. */
uint32_t graph_counted(const struct model *model, uint32_t section, uint32_t role);
uint32_t graph_flow(const struct model *model, uint32_t section, uint32_t role);
/* The months in which a section is active, as far as they are limited. */
uint32_t graph_activity(const struct model *model, uint32_t section);
/* The same of a section's ROLE where IS_MONTHLY, or else. */
uint32_t graph_part(const struct model *model, uint32_t section, uint32_t role, bool is_monthly);
/* What in the sub-formula at ROOT, of a formula of section OWN, begins later than in the first
 * month of all, one after the other: in *SECTION the one in whose first month the next does that
 * stands before node *AT, which is ROOT + 1 at first; false if there is none. */
bool graph_next_begin(const struct model *model, const struct expr *expr, uint32_t root,
                      uint32_t own, uint32_t *at, uint32_t *section);
/* What NAME stands for, an OP_NAME whose meaning is known and that is not composed. */
uint32_t graph_name(const struct model *model, const struct expr_node *name);

void graph_fini(struct graph *graph);

#endif
