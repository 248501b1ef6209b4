/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model to a program: registers, and the code of each node in the order the graph gives. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "formula.h"
#include "generator.h"
#include "terms.h"

/* ---- What counts: roles of stages in their active months, totals ---- */

/* The period that LINE says, a whole number, from LEAST on. */
static uint32_t emit_month(struct generator *g, uint32_t line, double least)
{
    const struct line *limit = &g->model->lines[line];
    if (limit->is_whole && !limit->number.is_month)
        return g->registers[line];
    uint32_t month = new_scalar(g);
    emit(g, OP_MAX, month, g->registers[line], constant(g, least), 0);
    return month;
}

/* The months of stage S, which are limited: what the code of its lines and roles needs. */
static void emit_activity(struct generator *g, uint32_t s)
{
    const struct section *section = &g->model->sections[s];
    struct activity *activity = &g->activities[s];
    uint32_t months = g->registers[g->model->months], one = constant(g, 1), zero = constant(g, 0);
    uint32_t enabled = g->program->enabled_registers[s];
    double least = section->has_opening ? 0 : 1;
    *activity = (struct activity){true, one, months, new_scalar(g), new_scalar(g)};
    if (section->first_month != NAMES_NONE)
        activity->from = emit_month(g, section->first_month, least);
    if (section->last_month != NAMES_NONE) {
        activity->to = new_scalar(g);
        emit(g, OP_MIN, activity->to, emit_month(g, section->last_month, least), months, 0);
    }
    uint32_t n = temporary(g, 0);
    emit(g, OP_SUB, n, activity->to, activity->from, 0);
    emit(g, OP_ADD, n, n, one, 0);
    emit(g, OP_MAX, activity->n, n, zero, 0);
    emit(g, OP_GT, n, activity->n, zero, 0);
    emit(g, OP_AND, activity->is_on, n, enabled, 0);
}

/* What counts of a section with rows, into TO: the sum of what does of these. */
static void emit_rows_role(struct generator *g, const struct section *section,
                           const struct node *node, uint32_t to)
{
    emit(g, OP_COPY, to, constant(g, 0), 0, 0);
    for (uint32_t i = section->first_row; i < section->first_row + section->n_rows; i++)
        if (g->model->sections[i].roles[node->item] != NAMES_NONE)
            emit(g, OP_ADD, to, to,
                 g->registers[graph_part(g->model, i, node->item, node->is_monthly)], 0);
}

/* What counts of a stage's role, into TO: nothing while the stage is off or has no active months.
 */
static void emit_role(struct generator *g, const struct node *node, uint32_t to)
{
    const struct section *section = &g->model->sections[node->owner];
    const struct activity *activity = &g->activities[node->owner];
    struct origin *origin = &g->origins[node - g->graph->nodes];
    if (section->roles[node->item] == NAMES_NONE)
        return;
    if (section->n_rows > 0) {
        emit_rows_role(g, section, node, to);
        return;
    }
    uint32_t value = g->registers[section->roles[node->item]], zero = constant(g, 0);
    if (node->kind == NODE_COUNTED && section->is_monthly) {
        uint32_t flow = g->registers[graph_flow(g->model, node->owner, node->item)];
        uint32_t terms = origin->terms = new_scalar(g);
        emit(g, OP_VOLUME, terms, flow, 0, 0);
        emit(g, OP_SUM, temporary(g, 0), flow, 0, 0);
        emit(g, OP_CLEAR, to, temporary(g, 0), terms, 0);
        return;
    }
    if (node->kind == NODE_COUNTED) {
        uint32_t terms = terms_of_node(g, section->roles[node->item]);
        if (terms != value)
            origin->terms = terms;
        emit(g, OP_SELECT, to, activity->is_on, value, zero);
        return;
    }
    uint32_t is_on = formula_is_on(g, activity, true, 0);
    if (!section->is_monthly) {
        emit(g, OP_DIV, temporary(g, 1), value, activity->n, 0);
        value = temporary(g, 1);
    }
    emit(g, OP_SELECT, to, is_on, value, zero);
}

/* The sum over the stages of ROLE into TO; what it returns are its terms. */
static uint32_t emit_role_total(struct generator *g, uint32_t role, bool is_monthly, uint32_t to)
{
    const struct model *model = g->model;
    uint32_t terms = REGISTER_NONE;
    emit(g, OP_COPY, to, constant(g, 0), 0, 0);
    for (uint32_t s = 0; s < model->n_sections && !g->out_of_memory; s++) {
        if (!model_is_added(&model->sections[s]) || model->sections[s].roles[role] == NAMES_NONE)
            continue;
        uint32_t node = graph_part(model, s, role, is_monthly);
        emit(g, OP_ADD, to, to, g->registers[node], 0);
        terms = terms_together(g, is_monthly, terms, terms_of_node(g, node));
    }
    return terms == REGISTER_NONE ? to : terms;
}

/* A row of [total], node NODE, into TO: the sum of the stages' roles, or profit and margin from the
 * rows before. Without revenue there is no margin. */
static void emit_total(struct generator *g, const struct node *node, uint32_t to)
{
    const struct model *model = g->model;
    bool is_monthly = node->is_monthly;
    uint32_t cost = graph_first_total(model), item = node->owner - cost;
    struct origin *origin = &g->origins[node - g->graph->nodes];
    uint32_t nodes[N_ROLES + 1];
    for (uint32_t i = 0; i <= N_ROLES; i++)
        nodes[i] = is_monthly ? graph_total_flow(model, cost + i) : cost + i;
    uint32_t revenue = g->registers[nodes[ROLE_REVENUE]];
    if (item > N_ROLES) {
        emit(g, OP_DIV, temporary(g, 0), g->registers[nodes[N_ROLES]], revenue, 0);
        emit(g, OP_SELECT, to, revenue, temporary(g, 0), constant(g, (double)NAN));
        return;
    }
    if (item == N_ROLES) {
        emit(g, OP_SUB, to, revenue, g->registers[nodes[ROLE_COST]], 0);
        origin->terms = terms_together(g, is_monthly, terms_of_node(g, nodes[ROLE_REVENUE]),
                                       terms_of_node(g, nodes[ROLE_COST]));
    } else {
        origin->terms = emit_role_total(g, item, is_monthly, to);
    }
    if (!g->out_of_memory && origin->terms != to && (item == N_ROLES || !is_monthly))
        emit(g, OP_CLEAR, to, to, origin->terms, 0);
}

/* ---- The whole ---- */

/* Whether LINE is computed: what is built in for formulas to use, if one does. */
static bool has_code(const struct generator *g, uint32_t line)
{
    return g->model->lines[line].kind != LINE_FORMULA || g->model->lines[line].is_used ||
           model_section_of(g->model, line)->kind != SECTION_BUILTIN;
}

static void emit_line(struct generator *g, uint32_t index)
{
    const struct line *line = &g->model->lines[index];
    if (!line->expr || !has_code(g, index))
        return;
    g->line = index;
    uint32_t root = line->expr->n - 1;
    enum operation op = (enum operation)line->expr->nodes[root].op;
    uint32_t sides[2];
    bool has_sides =
        model_section_of(g->model, index)->kind == SECTION_TARGETS && operation_is_comparison(op);
    if (has_sides) {
        sides[0] = g->program->sides[index].left = new_scalar(g);
        sides[1] = g->program->sides[index].right = new_scalar(g);
    }
    uint32_t to = g->registers[index];
    bool is_copy = line->expr->nodes[root].is_inner;
    if (is_copy)
        g->tolerances[root] = REGISTER_NONE;
    else
        terms_prepare(g, line->expr, root, index);
    if (g->out_of_memory)
        return;
    if (is_copy)
        emit(g, OP_COPY, to, g->registers[line->expr->nodes[root].graph], 0, 0);
    else
        formula_emit(g, line->expr, root, to, has_sides ? sides : NULL);
    const struct section *section = model_section_of(g->model, index);
    if (line->is_checked)
        emit(g, OP_ROUND, to, to, 0, 0);
    bool is_own = section->kind <= SECTION_METRICS;
    bool is_late = section->first_month != NAMES_NONE || (g->model->has_opening && is_own);
    if (line->is_series && is_late)
        formula_emit_begin(g, to, g->activities[line->section].from, temporary(g, 0));
    bool is_rest = line->expr->nodes[root].is_money && !operation_is_comparison(op);
    if (is_rest && g->tolerances[root] != REGISTER_NONE)
        emit(g, OP_CLEAR, to, to, g->tolerances[root], 0);
}

/* The part of a formula that node INDEX is: 0 before the latest of its lines begins. */
static void emit_inner(struct generator *g, uint32_t index)
{
    const struct node *node = &g->graph->nodes[index];
    const struct expr *expr = g->model->lines[node->owner].expr;
    g->line = node->owner;
    const struct expr_node *root = &expr->nodes[node->item];
    if (root->is_by_age) {
        formula_emit_ages(g, model_list_of(g->model, root->reference), root->is_ended,
                          g->registers[index]);
        return;
    }
    terms_prepare(g, expr, node->item, index);
    if (g->out_of_memory)
        return;
    formula_emit(g, expr, node->item, g->registers[index], NULL);
    uint32_t begin = REGISTER_NONE;
    if (node->is_monthly)
        begin = formula_begin(g, expr, node->item, temporary(g, 0));
    if (begin != REGISTER_NONE)
        formula_emit_begin(g, g->registers[index], begin, temporary(g, 1));
}

/* A register for every node. What has no code lies in a constant or in a fixed series. */
static void place_nodes(struct generator *g)
{
    const struct model *model = g->model;
    for (uint32_t i = 0; i < g->graph->n_nodes; i++) {
        const struct node *node = &g->graph->nodes[i];
        bool is_role = node->kind == NODE_COUNTED || node->kind == NODE_FLOW;
        bool is_absent = is_role && model->sections[node->owner].roles[node->item] == NAMES_NONE;
        const struct line *line = node->kind == NODE_LINE ? &model->lines[node->owner] : NULL;
        if (is_absent || (line && !has_code(g, node->owner)))
            g->registers[i] = node->is_monthly ? PROGRAM_ZEROS | REGISTER_SERIES : constant(g, 0);
        else if (line && line->kind == LINE_BUILTIN && !line->expr)
            g->registers[i] =
                line->is_series ? PROGRAM_MONTHS | REGISTER_SERIES : constant(g, line->value);
        else if (node->kind != NODE_ACTIVITY)
            g->registers[i] = node->is_monthly ? new_series(g) : new_scalar(g);
    }
}

/* Registers for what is given. Each number of a list is what is given times 1 and the change of all
 * of them. */
static void emit_inputs(struct generator *g)
{
    const struct model *model = g->model;
    uint32_t *inputs = g->program->input_registers, factor = 0;
    for (uint32_t i = 0; i < model->n_lines && !g->out_of_memory; i++) {
        const struct line *line = &model->lines[i];
        inputs[i] = line->kind == LINE_PARAMETER ? g->registers[i] : REGISTER_NONE;
        if (line->n_numbers > 0) {
            inputs[i] = new_scalar(g);
            factor = new_scalar(g);
            emit(g, OP_ADD, factor, inputs[i], constant(g, 1), 0);
        } else if (line->list != NAMES_NONE) {
            inputs[i] = new_scalar(g);
            emit(g, OP_MUL, g->registers[i], inputs[i], factor, 0);
        }
    }
}

static void emit_nodes(struct generator *g)
{
    const struct model *model = g->model;
    begin_segment(g, false);
    emit_inputs(g);
    for (uint32_t s = 0; s < model->n_sections && !g->out_of_memory; s++) {
        uint32_t months = g->registers[g->model->months];
        g->program->enabled_registers[s] = REGISTER_NONE;
        uint32_t from = constant(g, model->sections[s].has_opening ? 0 : 1);
        g->activities[s] = (struct activity){.from = from, .to = months, .n = months};
        if (model->sections[s].kind != SECTION_STAGE)
            continue;
        /* with a month 0, whatever does not begin in it is limited to those behind */
        g->program->enabled_registers[s] = new_scalar(g);
        g->activities[s].is_limited = model->has_opening;
        g->activities[s].is_on = g->program->enabled_registers[s];
    }
    for (uint32_t i = 0; i < g->graph->n_nodes && !g->out_of_memory; i++) {
        uint32_t index = g->graph->order[i];
        const struct node *node = &g->graph->nodes[index];
        begin_segment(g, node->is_monthly);
        if (g->out_of_memory)
            return;
        if (node->kind == NODE_LINE || node->kind == NODE_INNER)
            g->own = &g->activities[model->lines[node->owner].section];
        if (node->kind == NODE_LINE)
            emit_line(g, node->owner);
        else if (node->kind == NODE_INNER)
            emit_inner(g, index);
        else if (node->kind == NODE_ACTIVITY && model_is_limited(&model->sections[node->owner]))
            emit_activity(g, node->owner);
        else if (node->kind == NODE_TOTAL || node->kind == NODE_TOTAL_FLOW)
            emit_total(g, node, g->registers[index]);
        else if (node->kind == NODE_COUNTED || node->kind == NODE_FLOW)
            emit_role(g, node, g->registers[index]);
        g->origins[index].is_there = true;
    }
}

/* The final number of a register. */
static uint32_t settle(const struct generator *g, uint32_t reg)
{
    if (reg == REGISTER_NONE || (reg & REGISTER_SERIES))
        return reg;
    uint32_t number = reg & ~(uint32_t)SORT_BITS, n_constants = g->program->n_constants;
    if (reg & SORT_CONSTANT)
        return number;
    return n_constants + number + (reg & SORT_TEMPORARY ? g->n_scalars : 0);
}

static struct flow settle_flow(const struct generator *g, uint32_t total, uint32_t monthly)
{
    return (struct flow){settle(g, g->registers[total]), settle(g, g->registers[monthly])};
}

static void settle_all(struct generator *g)
{
    struct program *program = g->program;
    const struct model *model = g->model;
    for (uint32_t i = 0; i < program->n_code; i++) {
        struct instruction *code = &program->code[i];
        code->to = settle(g, code->to);
        code->a = settle(g, code->a);
        code->b = settle(g, code->b);
        code->c = settle(g, code->c);
    }
    for (uint32_t i = 0; i < program->n_singles; i++)
        program->singles[i].reg = settle(g, program->singles[i].reg);
    for (uint32_t i = 0; i < model->n_lines; i++) {
        program->line_registers[i] = settle(g, g->registers[i]);
        program->input_registers[i] = settle(g, program->input_registers[i]);
        program->sides[i].left = settle(g, program->sides[i].left);
        program->sides[i].right = settle(g, program->sides[i].right);
    }
    for (uint32_t s = 0; s < model->n_sections; s++) {
        program->enabled_registers[s] = settle(g, program->enabled_registers[s]);
        for (uint32_t role = 0; role < N_ROLES; role++)
            program->roles[s][role] =
                settle_flow(g, graph_counted(model, s, role), graph_flow(model, s, role));
    }
    uint32_t cost = graph_first_total(model);
    for (uint32_t role = 0; role < N_ROLES; role++)
        program->totals[role] = settle_flow(g, cost + role, graph_total_flow(model, cost + role));
    program->profit = settle_flow(g, cost + N_ROLES, graph_total_flow(model, cost + N_ROLES));
    program->balance = settle(g, g->registers[model_find_line(model, "cash", "balance", 7)]);
    program->n_scalars = program->n_constants + g->n_scalars + g->n_temporaries;
}

static bool allocate(struct generator *g, struct program *program)
{
    const struct model *model = g->model;
    uint32_t deepest = 1;
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model->lines[i].expr && model->lines[i].expr->n > deepest)
            deepest = model->lines[i].expr->n;
    program->n_lines = model->n_lines;
    program->n_sections = model->n_sections;
    program->n_series = PROGRAM_FIXED_SERIES;
    program->n_early = model->has_opening;
    program->per_year = 12.0 / calendar_period(&model->calendar)->months;
    program->line_registers = calloc(model->n_lines, sizeof *program->line_registers);
    program->input_registers = calloc(model->n_lines, sizeof *program->input_registers);
    program->sides = malloc(model->n_lines * sizeof *program->sides);
    program->enabled_registers = calloc(model->n_sections, sizeof *program->enabled_registers);
    program->roles = calloc(model->n_sections, sizeof *program->roles);
    g->activities = calloc(model->n_sections, sizeof *g->activities);
    g->registers = calloc(g->graph->n_nodes, sizeof *g->registers);
    g->origins = calloc(g->graph->n_nodes, sizeof *g->origins);
    g->tolerances = calloc(deepest, sizeof *g->tolerances);
    g->stack = calloc(deepest, sizeof *g->stack);
    for (uint32_t i = 0; g->origins && i < g->graph->n_nodes; i++)
        g->origins[i].terms = REGISTER_NONE;
    if (program->sides)
        memset(program->sides, 0xff, model->n_lines * sizeof *program->sides); /* REGISTER_NONE */
    return program->line_registers && program->input_registers && program->sides &&
           program->enabled_registers && program->roles && g->activities && g->registers &&
           g->origins && g->tolerances && g->stack;
}

enum status program_compile(const struct model *model, struct program **out, struct error *err)
{
    struct program *program = calloc(1, sizeof *program);
    struct generator g = {.model = model, .graph = &model->private->graph, .program = program};
    g.out_of_memory = !program || !allocate(&g, program);
    if (!g.out_of_memory) {
        place_nodes(&g);
        emit_nodes(&g);
    }
    if (!g.out_of_memory)
        settle_all(&g);
    free(g.activities);
    free(g.registers);
    free(g.origins);
    free(g.tolerances);
    free(g.stack);
    if (g.out_of_memory) {
        program_free(program);
        return error_no_memory(err);
    }
    *out = program;
    return STATUS_OK;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    free(program->code);
    free(program->segments);
    free(program->constants);
    free(program->line_registers);
    free(program->input_registers);
    free(program->enabled_registers);
    free(program->roles);
    free(program->sides);
    free(program->singles);
    free(program->sites);
    free(program);
}
