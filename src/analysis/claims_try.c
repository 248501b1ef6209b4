/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slips of stages and formulas, tried on a copy of the scenario's program: its inputs are set, or
 * one of its instructions is altered, and it is run again. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/text.h"

#include "claims_slips.h"

enum { MOST_QUOTED = 40 };
static const double most_work = 8e6; /* instructions carried out in all */

/* An instruction that can be altered: the slots before and behind it do nothing until then. */
enum slot { SLOT_BEFORE = 1, SLOT_BEHIND = 2 };

struct trial {
    const struct scenario *scenario;
    struct claim_causes *out;
    bool *is_relevant; /* of each line: some failed claim depends on it */
    struct program altered;
    struct run run;
    uint32_t *sums; /* of each instruction of the scenario's program: the number of the stage, from
                       1 on, that it adds to a total, or 0 */
    uint32_t *places; /* of each of them: where it is in `altered` */
    uint8_t *slots;   /* of each of them: enum slot */
    uint32_t scratch; /* registers: for what lies between, and for a factor */
    uint32_t factor;
    double work; /* instructions that may still be carried out */
    double cost; /* of a trial */
};

/* ---- What the failed claims depend on ---- */

/* Mark LINE and note it in QUEUE, unless that has been done. */
static void reach(bool *is_relevant, uint32_t *queue, uint32_t *n, uint32_t line)
{
    if (line == NAMES_NONE || is_relevant[line])
        return;
    is_relevant[line] = true;
    queue[(*n)++] = line;
}

/* Find out which lines the failed claims depend on. QUEUE has room for all. */
static void find_relevant(struct trial *trial, uint32_t *queue)
{
    const struct model *model = trial->scenario->model;
    uint32_t n = 0;
    bool is_all = false; /* all stages' roles */
    for (size_t i = 0; i < trial->out->n; i++)
        if (!trial->out->items[i].holds)
            reach(trial->is_relevant, queue, &n, trial->out->items[i].line);
    for (uint32_t at = 0; at < n; at++) {
        const struct line *line = &model->lines[queue[at]];
        for (uint32_t i = 0; i < line->n_uses; i++)
            reach(trial->is_relevant, queue, &n, line->uses[i]);
        enum section_kind kind = model->sections[line->section].kind;
        if (is_all || (kind != SECTION_TOTAL && kind != SECTION_CASH))
            continue;
        is_all = true;
        for (uint32_t s = 0; s < model->n_sections; s++)
            for (int role = 0; model->sections[s].kind == SECTION_STAGE && role < N_ROLES; role++)
                reach(trial->is_relevant, queue, &n, model->sections[s].roles[role]);
    }
}

static bool is_stage_relevant(const struct trial *trial, const struct section *stage)
{
    if (stage->kind != SECTION_STAGE || !stage->is_enabled)
        return false;
    for (int role = 0; role < N_ROLES; role++)
        if (stage->roles[role] != NAMES_NONE && trial->is_relevant[stage->roles[role]])
            return true;
    return false;
}

/* ---- The program with slots ---- */

/* The number of register REG among all of PROGRAM's. */
static size_t number_of(const struct program *program, uint32_t reg)
{
    return reg & REGISTER_SERIES ? program->n_scalars + (reg & ~(uint32_t)REGISTER_SERIES) : reg;
}

/* Note where PROGRAM adds the flows of stages to the totals. OWNERS has room for each register. */
static void find_sums(struct trial *trial, const struct program *program, uint32_t *owners)
{
    for (uint32_t s = 0; s < program->n_sections; s++)
        for (uint32_t role = 0; role < N_ROLES; role++)
            if (program->enabled_registers[s] != REGISTER_NONE) {
                owners[number_of(program, program->roles[s][role].total)] = s + 1;
                owners[number_of(program, program->roles[s][role].monthly)] = s + 1;
            }
    for (uint32_t i = 0; i < program->n_code; i++) {
        const struct instruction *code = &program->code[i];
        bool is_total = false;
        for (uint32_t role = 0; role < N_ROLES && code->op == OP_ADD; role++)
            is_total |= code->to == program->totals[role].total ||
                        code->to == program->totals[role].monthly;
        if (is_total && code->to == code->a)
            trial->sums[i] = owners[number_of(program, code->b)];
    }
}

/* What can be altered: operations of formulas, sums of stages, lines in another unit. IS_ODD has
 * room for each register. */
static void mark_slots(struct trial *trial, const struct program *program, uint32_t *is_odd)
{
    const struct model *model = trial->scenario->model;
    memset(is_odd, 0, (program->n_scalars + program->n_series) * sizeof *is_odd);
    for (uint32_t i = 0; i < model->n_unit_slips; i++)
        is_odd[number_of(program, program->line_registers[model->unit_slips[i].line])] = 1;
    for (uint32_t i = 0; i < program->n_code; i++)
        if (trial->sums[i] > 0 || is_odd[number_of(program, program->code[i].to)])
            trial->slots[i] = SLOT_BEHIND;
    for (uint32_t i = 0; i < program->n_sites; i++)
        trial->slots[program->sites[i].instruction] = SLOT_BEFORE | SLOT_BEHIND;
}

/* Copy the program's code with the slots, in which SCRATCH is copied to itself. */
static void lay_out(struct trial *trial)
{
    const struct program *program = trial->scenario->program;
    const struct instruction nothing = {OP_COPY, trial->scratch, trial->scratch, 0, 0};
    struct instruction *code = trial->altered.code;
    uint32_t n = 0;
    for (uint32_t s = 0; s < program->n_segments; s++) {
        const struct segment *segment = &program->segments[s];
        trial->altered.segments[s].first = n;
        trial->altered.segments[s].is_monthly = segment->is_monthly;
        for (uint32_t i = segment->first; i < segment->first + segment->n; i++) {
            if (trial->slots[i] & SLOT_BEFORE)
                code[n++] = nothing;
            trial->places[i] = n;
            code[n++] = program->code[i];
            if (trial->slots[i] & SLOT_BEHIND)
                code[n++] = nothing;
        }
        trial->altered.segments[s].n = n - trial->altered.segments[s].first;
        trial->cost += (double)trial->altered.segments[s].n *
                       (segment->is_monthly ? scenario_months(trial->scenario) : 1);
    }
    trial->altered.n_code = n;
}

static enum status prepare(struct trial *trial, struct error *err)
{
    const struct program *program = trial->scenario->program;
    const struct model *model = trial->scenario->model;
    size_t n_registers = (size_t)program->n_scalars + program->n_series;
    uint32_t *queue = calloc(model->n_lines + 1u, sizeof *queue);
    uint32_t *registers = calloc(n_registers, sizeof *registers);
    trial->sums = calloc(program->n_code + 1u, sizeof *trial->sums);
    trial->is_relevant = calloc(model->n_lines + 1u, sizeof *trial->is_relevant);
    trial->places = calloc(program->n_code + 1u, sizeof *trial->places);
    trial->slots = calloc(program->n_code + 1u, sizeof *trial->slots);
    trial->altered = *program;
    trial->altered.code = calloc(3 * (size_t)program->n_code + 1, sizeof *trial->altered.code);
    trial->altered.segments = calloc(program->n_segments + 1u, sizeof *trial->altered.segments);
    trial->scratch = trial->altered.n_scalars++;
    trial->factor = trial->altered.n_scalars++;
    bool has = queue && registers && trial->sums && trial->is_relevant && trial->places &&
               trial->slots && trial->altered.code && trial->altered.segments;
    if (has) {
        find_relevant(trial, queue);
        find_sums(trial, program, registers);
        mark_slots(trial, program, registers);
        lay_out(trial);
    }
    free(queue);
    free(registers);
    if (!has)
        return error_no_memory(err);
    enum status status =
        run_init(&trial->run, &trial->altered, 1, scenario_months(trial->scenario), err);
    if (status != STATUS_OK)
        return status;
    run_load(&trial->run, model);
    run_set(&trial->run, trial->scratch, 0);
    return STATUS_OK;
}

static void finish(struct trial *trial)
{
    run_fini(&trial->run);
    free(trial->altered.code);
    free(trial->altered.segments);
    free(trial->is_relevant);
    free(trial->sums);
    free(trial->places);
    free(trial->slots);
}

/* ---- Trying ---- */

/* Run the program as it is altered; what it explains is the slip KIND. */
static void attempt(struct trial *trial, enum claim_slip_kind kind, uint32_t group, uint32_t line,
                    const char *first, const char *second)
{
    if (trial->work < trial->cost) {
        trial->out->is_complete = false;
        return;
    }
    trial->work -= trial->cost;
    run_block(&trial->run, 1);
    for (size_t i = 0; i < trial->out->n; i++) {
        struct claim_cause *item = &trial->out->items[i];
        uint32_t reg = trial->altered.line_registers[item->line];
        double value = item->holds ? (double)NAN : *run_cell(&trial->run, reg, 0);
        if (claim_is_explained(item, value))
            claim_note(item, kind, group, line, first, second);
    }
}

/* The group of LINE's slips: its stage, or the line itself. */
static uint32_t group_of(const struct model *model, uint32_t line)
{
    const struct section *section = model_section_of(model, line);
    return section->kind == SECTION_STAGE ? model->lines[line].section : model->n_sections + line;
}

static void try_stage(struct trial *trial, uint32_t s)
{
    const struct section *stage = &trial->scenario->model->sections[s];
    const struct program *program = trial->scenario->program;
    const struct instruction nothing = {OP_COPY, trial->scratch, trial->scratch, 0, 0};
    uint32_t enabled = program->enabled_registers[s];
    run_set(&trial->run, enabled, 0);
    attempt(trial, SLIP_LEFT_OUT, s, 0, stage->name, "");
    run_set(&trial->run, enabled, 1);
    for (int is_twice = 1; is_twice >= 0; is_twice--) {
        for (uint32_t i = 0; i < program->n_code; i++)
            if (trial->sums[i] == s + 1)
                trial->altered.code[trial->places[i] + 1] = is_twice ? program->code[i] : nothing;
        if (is_twice)
            attempt(trial, SLIP_TWICE, s, 0, stage->name, "");
    }
}

/* A percentage of which the sign was forgotten: 25 for 25 %. */
static void try_percent(struct trial *trial, uint32_t index)
{
    const struct model *model = trial->scenario->model;
    const struct line *line = &model->lines[index];
    uint32_t reg = trial->altered.input_registers[index];
    char name[MODEL_NAME_SIZE];
    if (line->kind != LINE_PARAMETER || !line->number.percent || line->value == 0)
        return;
    model_line_name(model, index, name, sizeof name);
    run_set(&trial->run, reg, line->value * 100);
    attempt(trial, SLIP_PERCENT, group_of(model, index), index, name, "");
    run_set(&trial->run, reg, line->value);
}

/* What a warning says of a unit, done right. */
static void try_unit(struct trial *trial, const struct unit_slip *slip)
{
    const struct model *model = trial->scenario->model;
    const struct program *program = trial->scenario->program;
    bool is_given = program->input_registers[slip->line] != REGISTER_NONE;
    uint32_t reg =
        is_given ? program->input_registers[slip->line] : program->line_registers[slip->line];
    uint32_t at = EXPR_NONE;
    char name[MODEL_NAME_SIZE], factor[NUMBER_TEXT_SIZE];
    model_line_name(model, slip->line, name, sizeof name);
    number_format_fit(factor, slip->factor, 12);
    run_set(&trial->run, trial->factor, slip->factor);
    for (uint32_t i = 0; slip->node == EXPR_NONE && i < program->n_code; i++)
        at = program->code[i].to == reg ? trial->places[i] : at;
    for (uint32_t i = 0; slip->node != EXPR_NONE && i < program->n_sites; i++)
        if (program->sites[i].line == slip->line && program->sites[i].node == slip->node)
            at = trial->places[program->sites[i].instruction];
    if (at == EXPR_NONE) { /* a parameter */
        run_set(&trial->run, reg, model->lines[slip->line].value * slip->factor);
        attempt(trial, SLIP_UNIT, group_of(model, slip->line), slip->line, name, factor);
        run_set(&trial->run, reg, model->lines[slip->line].value);
        return;
    }
    struct instruction *code = &trial->altered.code[at], before = code[-1], own = code[0];
    struct instruction behind = code[1];
    if (slip->node == EXPR_NONE) {
        code[1] = (struct instruction){OP_MUL, reg, reg, trial->factor, 0};
    } else {
        code[-1] = (struct instruction){OP_MUL, trial->scratch, own.b, trial->factor, 0};
        code[0].b = trial->scratch;
    }
    attempt(trial, SLIP_UNIT, group_of(model, slip->line), slip->line, name, factor);
    if (slip->node == EXPR_NONE) {
        code[1] = behind;
    } else {
        code[-1] = before;
        code[0] = own;
    }
}

/* N bytes of TEXT, at most MOST_QUOTED of them, in quotes into OUT. */
static void quote(char *out, size_t size, const char *text, size_t n)
{
    snprintf(out, size, "'%.*s", (int)lesser_size(n, MOST_QUOTED), text);
    text_drop_torn(out);
    size_t used = strlen(out);
    snprintf(out + used, size - used, "'");
}

/* Operand K of the product or quotient at SITE dropped, then repeated. */
static void try_factor(struct trial *trial, const struct operation_site *site, uint32_t k)
{
    const struct model *model = trial->scenario->model;
    const struct line *line = &model->lines[site->line];
    const struct expr_node *factor = &line->expr->nodes[expr_operand(line->expr, site->node, k)];
    struct instruction *code = &trial->altered.code[trial->places[site->instruction]];
    const struct instruction before = code[-1], own = code[0], behind = code[1];
    uint32_t reg = k == 0 ? own.a : own.b, other = k == 0 ? own.b : own.a;
    bool is_divisor = own.op == OP_DIV && k == 1;
    char name[MODEL_NAME_SIZE], text[CLAIM_TERM_SIZE];
    if (factor->op == OP_MUL || factor->op == OP_DIV)
        return; /* its own factors are tried one by one */
    model_line_name(model, site->line, name, sizeof name);
    quote(text, sizeof text, line->text + factor->at, factor->length);
    if (own.op == OP_DIV && k == 0) {
        run_set(&trial->run, trial->factor, 1);
        code[0].a = trial->factor;
    } else {
        code[0] = (struct instruction){OP_COPY, own.to, other, 0, 0};
    }
    attempt(trial, SLIP_DROPPED, group_of(model, site->line), site->line, text, name);
    code[-1] = (struct instruction){OP_COPY, trial->scratch, reg, 0, 0};
    code[0] = own;
    code[1] = (struct instruction){is_divisor ? OP_DIV : OP_MUL, own.to, own.to, trial->scratch, 0};
    attempt(trial, SLIP_REPEATED, group_of(model, site->line), site->line, text, name);
    code[-1] = before;
    code[1] = behind;
}

static bool is_formula_of_scenario(const struct model *model, uint32_t index)
{
    enum section_kind kind = model_section_of(model, index)->kind;
    return kind == SECTION_STAGE || kind == SECTION_SHARED || kind == SECTION_METRICS;
}

static void try_all(struct trial *trial)
{
    const struct model *model = trial->scenario->model;
    const struct program *program = trial->scenario->program;
    for (uint32_t i = 0; i < model->n_sections && trial->out->is_complete; i++)
        if (is_stage_relevant(trial, &model->sections[i]))
            try_stage(trial, i);
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (trial->is_relevant[i] && is_formula_of_scenario(model, i))
            try_percent(trial, i);
    for (uint32_t i = 0; i < model->n_unit_slips && trial->out->is_complete; i++)
        if (trial->is_relevant[model->unit_slips[i].line])
            try_unit(trial, &model->unit_slips[i]);
    for (uint32_t i = 0; i < program->n_sites && trial->out->is_complete; i++) {
        const struct operation_site *site = &program->sites[i];
        uint8_t op = program->code[site->instruction].op;
        if (!trial->is_relevant[site->line] || !is_formula_of_scenario(model, site->line) ||
            (op != OP_MUL && op != OP_DIV))
            continue;
        for (uint32_t k = 0; k < 2; k++)
            try_factor(trial, site, k);
    }
}

enum status claim_try_slips(const struct scenario *scenario, struct claim_causes *found,
                            struct error *err)
{
    struct trial trial = {.scenario = scenario, .out = found, .work = most_work};
    enum status status = prepare(&trial, err);
    if (status == STATUS_OK)
        try_all(&trial);
    finish(&trial);
    return status;
}
