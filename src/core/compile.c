/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model to a program: registers, and the code of each node in the order the graph gives. */
#include "compile.h"

#include <stdlib.h>
#include <string.h>

#include "core/grow.h"

/* Room for one more in an array of the program's. */
static bool has_room(struct generator *g, void *items, uint32_t n, size_t *capacity, size_t size)
{
    bool has = grow(items, n, capacity, size);
    g->out_of_memory |= !has;
    return has;
}

uint32_t generate_scalar(struct generator *g)
{
    return g->n_scalars++;
}

static uint32_t new_series(struct generator *g)
{
    return g->program->n_series++ | REGISTER_SERIES;
}

uint32_t generate_temporary(struct generator *g, uint32_t i)
{
    if (i >= g->n_temporaries)
        g->n_temporaries = i + 1;
    return i | SORT_TEMPORARY;
}

/* The register of VALUE; one of the last few that are the same is taken again. */
uint32_t generate_constant(struct generator *g, double value)
{
    struct program *program = g->program;
    uint32_t n = program->n_constants;
    for (uint32_t i = n; i-- > 0 && n - i <= 64;)
        if (memcmp(&program->constants[i], &value, sizeof value) == 0)
            return i | SORT_CONSTANT;
    if (has_room(g, &program->constants, n, &g->constants_capacity, sizeof value))
        program->constants[program->n_constants++] = value;
    return n | SORT_CONSTANT;
}

void generate(struct generator *g, enum operation op, uint32_t to, uint32_t a, uint32_t b,
              uint32_t c)
{
    struct program *program = g->program;
    if (!has_room(g, &program->code, program->n_code, &g->code_capacity, sizeof *program->code))
        return;
    program->code[program->n_code++] = (struct instruction){(uint8_t)op, to, a, b, c};
    program->segments[program->n_segments - 1].n++;
}

static void begin_segment(struct generator *g, bool is_monthly)
{
    struct program *program = g->program;
    if (program->n_segments > 0 &&
        program->segments[program->n_segments - 1].is_monthly == is_monthly)
        return;
    if (has_room(g, &program->segments, program->n_segments, &g->segments_capacity,
                 sizeof *program->segments))
        program->segments[program->n_segments++] =
            (struct segment){.is_monthly = is_monthly, .first = program->n_code};
}

static void emit_line(struct generator *g, uint32_t index)
{
    const struct line *line = &g->model->lines[index];
    if (!line->expr)
        return;
    uint32_t root = line->expr->n - 1;
    uint8_t op = line->expr->nodes[root].op;
    uint32_t sides[2];
    bool has_sides =
        model_section_of(g->model, index)->kind == SECTION_TARGETS && op >= OP_LT && op <= OP_NE;
    if (has_sides) {
        sides[0] = g->program->sides[index].left = generate_scalar(g);
        sides[1] = g->program->sides[index].right = generate_scalar(g);
    }
    generate_formula(g, line->expr, root, g->registers[index], has_sides ? sides : NULL);
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
        if (is_absent)
            g->registers[i] =
                node->is_monthly ? PROGRAM_ZEROS | REGISTER_SERIES : generate_constant(g, 0);
        else if (line && line->kind == LINE_BUILTIN)
            g->registers[i] = line->is_series ? PROGRAM_MONTHS | REGISTER_SERIES
                                              : generate_constant(g, line->value);
        else
            g->registers[i] = node->is_monthly ? new_series(g) : generate_scalar(g);
    }
}

static void emit_all(struct generator *g)
{
    const struct model *model = g->model;
    begin_segment(g, false);
    for (uint32_t s = 0; s < model->n_sections && !g->out_of_memory; s++) {
        g->program->enabled_registers[s] = REGISTER_NONE;
        if (model->sections[s].kind == SECTION_STAGE)
            generate_activity(g, s);
    }
    for (uint32_t i = 0; i < g->graph->n_nodes && !g->out_of_memory; i++) {
        uint32_t index = g->graph->order[i];
        const struct node *node = &g->graph->nodes[index];
        begin_segment(g, node->is_monthly);
        if (g->out_of_memory)
            return;
        if (node->kind == NODE_LINE)
            emit_line(g, node->owner);
        else if (node->kind == NODE_INNER)
            generate_formula(g, model->lines[node->owner].expr, node->item, g->registers[index],
                             NULL);
        else if (node->kind == NODE_TOTAL || node->kind == NODE_TOTAL_FLOW)
            generate_total(g, node->owner, node->is_monthly, g->registers[index]);
        else
            generate_role(g, node, g->registers[index]);
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
    for (uint32_t i = 0; i < model->n_lines; i++) {
        program->line_registers[i] = settle(g, g->registers[i]);
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
    program->line_registers = calloc(model->n_lines, sizeof *program->line_registers);
    program->sides = malloc(model->n_lines * sizeof *program->sides);
    program->enabled_registers = calloc(model->n_sections, sizeof *program->enabled_registers);
    program->roles = calloc(model->n_sections, sizeof *program->roles);
    g->activities = calloc(model->n_sections, sizeof *g->activities);
    g->registers = calloc(g->graph->n_nodes, sizeof *g->registers);
    g->stack = calloc(deepest, sizeof *g->stack);
    if (program->sides)
        memset(program->sides, 0xff, model->n_lines * sizeof *program->sides); /* REGISTER_NONE */
    return program->line_registers && program->sides && program->enabled_registers &&
           program->roles && g->activities && g->registers && g->stack;
}

enum status program_compile(const struct model *model, struct program **out, struct error *err)
{
    struct program *program = calloc(1, sizeof *program);
    struct generator g = {.model = model, .graph = &model->private->graph, .program = program};
    g.out_of_memory = !program || !allocate(&g, program);
    if (!g.out_of_memory) {
        place_nodes(&g);
        emit_all(&g);
    }
    if (!g.out_of_memory)
        settle_all(&g);
    free(g.activities);
    free(g.registers);
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
    free(program->enabled_registers);
    free(program->roles);
    free(program->sides);
    free(program);
}
