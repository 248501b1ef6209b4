/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code of what counts: stages' roles in their active months, and totals. */
#include "compile.h"

/* Nothing counts while the stage is off or has no active months. */
void generate_role(struct generator *g, const struct node *node, uint32_t to)
{
    const struct section *section = &g->model->sections[node->owner];
    const struct activity *activity = &g->activities[node->owner];
    if (section->roles[node->item] == NAMES_NONE)
        return;
    uint32_t value = g->registers[section->roles[node->item]], zero = generate_constant(g, 0);
    if (node->kind == NODE_COUNTED && section->is_monthly) {
        generate(g, OP_SUM, to, g->registers[graph_flow(g->model, node->owner, node->item)], 0, 0);
        return;
    }
    if (node->kind == NODE_COUNTED) {
        generate(g, OP_SELECT, to, activity->is_on, value, zero);
        return;
    }
    uint32_t month = PROGRAM_MONTHS | REGISTER_SERIES, is_on = activity->is_on;
    if (activity->is_limited) {
        is_on = generate_temporary(g, 0);
        generate(g, OP_GE, is_on, month, activity->from, 0);
        generate(g, OP_AND, is_on, is_on, activity->is_on, 0);
        generate(g, OP_LE, generate_temporary(g, 1), month, activity->to, 0);
        generate(g, OP_AND, is_on, is_on, generate_temporary(g, 1), 0);
    }
    if (!section->is_monthly) {
        generate(g, OP_DIV, generate_temporary(g, 1), value, activity->n, 0);
        value = generate_temporary(g, 1);
    }
    generate(g, OP_SELECT, to, is_on, value, zero);
}

/* A row of [total]: the sum of the stages' roles, or profit and margin from the rows before. */
void generate_total(struct generator *g, uint32_t index, bool is_monthly, uint32_t to)
{
    const struct model *model = g->model;
    uint32_t cost = graph_first_total(model), item = index - cost;
    uint32_t registers[N_ROLES + 1];
    for (uint32_t i = 0; i <= N_ROLES; i++)
        registers[i] = g->registers[is_monthly ? graph_total_flow(model, cost + i) : cost + i];
    if (item == N_ROLES) {
        generate(g, OP_SUB, to, registers[ROLE_REVENUE], registers[ROLE_COST], 0);
    } else if (item > N_ROLES) {
        generate(g, OP_DIV, to, registers[N_ROLES], registers[ROLE_REVENUE], 0);
    } else {
        generate(g, OP_COPY, to, generate_constant(g, 0), 0, 0);
        for (uint32_t s = 0; s < model->n_sections; s++)
            if (model->sections[s].kind == SECTION_STAGE &&
                model->sections[s].roles[item] != NAMES_NONE)
                generate(g, OP_ADD, to, to,
                         g->registers[is_monthly ? graph_flow(model, s, item)
                                                 : graph_counted(model, s, item)],
                         0);
    }
}

void generate_activity(struct generator *g, uint32_t s)
{
    const struct section *section = &g->model->sections[s];
    struct activity *activity = &g->activities[s];
    uint32_t months = g->registers[g->model->months], one = generate_constant(g, 1),
             zero = generate_constant(g, 0);
    uint32_t enabled = g->program->enabled_registers[s] = generate_scalar(g);
    *activity = (struct activity){.n = months, .is_on = enabled};
    if (section->first_month == NAMES_NONE && section->last_month == NAMES_NONE)
        return;
    *activity = (struct activity){true, one, months, generate_scalar(g), generate_scalar(g)};
    if (section->first_month != NAMES_NONE)
        activity->from = g->registers[section->first_month];
    if (section->last_month != NAMES_NONE) {
        activity->to = generate_scalar(g);
        generate(g, OP_MIN, activity->to, g->registers[section->last_month], months, 0);
    }
    uint32_t n = generate_temporary(g, 0);
    generate(g, OP_SUB, n, activity->to, activity->from, 0);
    generate(g, OP_ADD, n, n, one, 0);
    generate(g, OP_MAX, activity->n, n, zero, 0);
    generate(g, OP_GT, n, activity->n, zero, 0);
    generate(g, OP_AND, activity->is_on, n, enabled, 0);
}
