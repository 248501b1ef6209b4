/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Expressions become lines of [targets] in a copy of the scenario's text: so they are parsed,
 * resolved, checked and compiled by what does that for a file. Of the copy only the program stays.
 */
#include "analysis/probe/probe.h"

#include <assert.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/figure.h"

static const char section[] = "targets";

enum { KEY_SIZE = 32 };

/* A name for expression I that the scenario doesn't have. */
static void choose_key(const struct source *source, size_t i, char key[KEY_SIZE])
{
    for (unsigned attempt = 0;; attempt++) {
        snprintf(key, KEY_SIZE, "probe_%zu_%u", i, attempt);
        if (!source_find(source, section, key))
            return;
    }
}

/* The scenario of SOURCE (taken) with the expressions as targets KEYS. */
static enum status build(struct source *source, const char *const *expressions, size_t n,
                         char (*keys)[KEY_SIZE], struct scenario **out, struct error *err)
{
    struct messages messages = {0};
    enum status status = source ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; !status && i < n; i++) {
        choose_key(source, i, keys[i]);
        status = source_set(source, section, keys[i], expressions[i]);
    }
    if (status == STATUS_OK)
        status = scenario_new(source, out, &messages);
    if (status == STATUS_FAULTY && messages.n > 0) {
        const struct message *first = &messages.items[0];
        size_t offset = first->place.column > 0 ? first->place.column - 1 : 0;
        error_set_at(err, status, offset, first->place.length, "%s", first->text);
    } else if (status != STATUS_OK) {
        status = error_no_memory(err);
    }
    if (status != STATUS_OK)
        source_free(source);
    messages_fini(&messages);
    return status;
}

/* Which of the expressions is at fault, and why: each is tried on its own. */
static enum status find_fault(const struct scenario *scenario, const char *const *expressions,
                              size_t n, size_t *failed, struct error *err)
{
    enum status status = STATUS_FAULTY;
    for (size_t i = 0; i < n; i++) {
        char key[1][KEY_SIZE];
        struct scenario *alone = NULL;
        status = build(source_clone(scenario->source), &expressions[i], 1, key, &alone, err);
        if (status != STATUS_OK) {
            if (failed)
                *failed = i;
            return status;
        }
        scenario_free(alone);
    }
    return status;
}

static void read_unit(const struct model *model, uint32_t index, char out[UNIT_TEXT_SIZE])
{
    const struct line *line = &model->lines[index];
    if (line->kind == LINE_PARAMETER)
        snprintf(out, UNIT_TEXT_SIZE, "%s", line->unit_text);
    else if (line->unit.specified && line->unit.n > 0)
        unit_format(model->units, line->unit, out);
}

static void read_item(const struct scenario *built, const char *key, struct probe_item *item,
                      double *constant)
{
    const struct model *model = built->model;
    uint32_t index = model_find_in(model, section, key);
    const struct line *line = &model->lines[index];
    const struct sides *sides = &built->program->sides[index];
    *item = (struct probe_item){
        .reg = built->program->line_registers[index],
        .op = OP_COPY,
        .left = sides->left,
        .right = sides->right,
    };
    *constant = line->kind == LINE_PARAMETER ? line->value : (double)NAN;
    if (sides->left != REGISTER_NONE)
        item->op = (enum operation)line->expr->nodes[line->expr->n - 1].op;
    else
        read_unit(model, index, item->unit);
}

/* A full name of what the scenario computes anyway needs no compiling. False where EXPRESSION is
 * anything else. */
static bool read_name(const struct scenario *scenario, const char *expression,
                      struct probe_item *item)
{
    const struct model *model = scenario->model;
    uint32_t section_index,
        index = strchr(expression, '.') ? model_find(model, expression) : NAMES_NONE;
    enum role role;
    *item = (struct probe_item){.op = OP_COPY, .left = REGISTER_NONE, .right = REGISTER_NONE};
    if (model_find_role(model, expression, strlen(expression), &section_index, &role)) {
        item->reg = scenario->program->roles[section_index][role].total;
        snprintf(item->unit, sizeof item->unit, "%s",
                 figure_unit(figure_at(figure_of_role(role)), model));
        return true;
    }
    if (index == NAMES_NONE || model->lines[index].is_series ||
        model_section_of(model, index)->kind == SECTION_TARGETS ||
        model_section_of(model, index)->kind == SECTION_CLAIMS)
        return false;
    item->reg = scenario->program->line_registers[index];
    read_unit(model, index, item->unit);
    return true;
}

/* Where the program of BUILT, cut down, has the parameters, lists and switches of MODEL. */
static void map_registers(struct probe *probe, const struct model *model,
                          const struct scenario *built)
{
    for (uint32_t i = 0; i < model->n_lines; i++) {
        bool is_input = model->lines[i].kind == LINE_PARAMETER || model->lines[i].n_numbers > 0;
        uint32_t line = is_input ? model_line_in(model, i, built->model) : NAMES_NONE;
        probe->registers[i] =
            line == NAMES_NONE ? REGISTER_NONE : probe->program->input_registers[line];
    }
    for (uint32_t s = 0; s < model->n_sections; s++) {
        uint32_t there = model->sections[s].kind == SECTION_STAGE
                             ? model_section_in(model, s, built->model)
                             : NAMES_NONE;
        probe->switches[s] =
            there == NAMES_NONE ? REGISTER_NONE : probe->program->enabled_registers[there];
    }
}

/* Cut the program of BUILT down to the items, whose registers become those of the new one. */
static enum status prune(struct probe *probe, const struct scenario *built, unsigned flags,
                         struct error *err)
{
    uint32_t *outputs = calloc(3 * probe->n + 1, sizeof *outputs);
    size_t n = 0;
    if (!outputs)
        return error_no_memory(err);
    for (size_t i = 0; i < probe->n; i++) {
        outputs[n++] = probe->items[i].reg;
        if (probe->items[i].left != REGISTER_NONE) {
            outputs[n++] = probe->items[i].left;
            outputs[n++] = probe->items[i].right;
        }
    }
    if (flags & PROBE_BALANCE)
        outputs[n++] = built->program->balance;
    enum status status = program_prune(built->program, outputs, n, &probe->program, err);
    n = 0;
    for (size_t i = 0; !status && i < probe->n; i++) {
        probe->items[i].reg = outputs[n++];
        if (probe->items[i].left != REGISTER_NONE) {
            probe->items[i].left = outputs[n++];
            probe->items[i].right = outputs[n++];
        }
    }
    probe->balance = !status && (flags & PROBE_BALANCE) ? outputs[n] : REGISTER_NONE;
    free(outputs);
    return status;
}

static bool allocate(struct probe *probe, const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    probe->months = scenario_months(scenario);
    probe->generation = scenario->generation;
    probe->n_lines = model->n_lines;
    probe->n_sections = model->n_sections;
    probe->items = calloc(probe->n + 1, sizeof *probe->items);
    probe->constants = calloc(probe->n + 1, sizeof *probe->constants);
    probe->registers = calloc(model->n_lines, sizeof *probe->registers);
    probe->switches = calloc(model->n_sections, sizeof *probe->switches);
    for (size_t i = 0; probe->constants && i < probe->n; i++)
        probe->constants[i] = (double)NAN;
    return probe->items && probe->constants && probe->registers && probe->switches;
}

/* Whether every expression is a name that needs no compiling; then the items are those. */
static bool read_names(struct probe *probe, const struct scenario *scenario,
                       const char *const *expressions)
{
    for (size_t i = 0; i < probe->n; i++)
        if (!read_name(scenario, expressions[i], &probe->items[i]))
            return false;
    return true;
}

/* Take over the program of BUILT, as much of it as the items need. */
static enum status take_program(struct probe *probe, const struct scenario *scenario,
                                const struct scenario *built, unsigned flags, struct error *err)
{
    enum status status = prune(probe, built, flags, err);
    if (status != STATUS_OK)
        return status;
    map_registers(probe, scenario->model, built);
    return run_init(&probe->run, probe->program, 1, probe->months, err);
}

static enum status compile(struct probe *probe, const struct scenario *scenario,
                           const char *const *expressions, unsigned flags, size_t *failed,
                           struct error *err)
{
    struct scenario *built = NULL;
    char(*keys)[KEY_SIZE] = calloc(probe->n + 1, sizeof *keys);
    if (!keys)
        return error_no_memory(err);
    enum status status =
        build(source_clone(scenario->source), expressions, probe->n, keys, &built, err);
    if (status == STATUS_FAULTY)
        status = find_fault(scenario, expressions, probe->n, failed, err);
    for (size_t i = 0; !status && i < probe->n; i++)
        read_item(built, keys[i], &probe->items[i], &probe->constants[i]);
    if (status == STATUS_OK)
        status = take_program(probe, scenario, built, flags, err);
    scenario_free(built);
    free(keys);
    return status;
}

enum status probe_new(const struct scenario *scenario, const char *const *expressions, size_t n,
                      unsigned flags, struct probe **out, size_t *failed, struct error *err)
{
    struct probe *probe = calloc(1, sizeof *probe);
    enum status status;
    gsl_set_error_handler_off(); /* which would abort; analyses look at what GSL returns */
    if (!probe)
        return error_no_memory(err);
    probe->n = n;
    if (!allocate(probe, scenario))
        status = error_no_memory(err);
    else if (read_names(probe, scenario, expressions))
        status = take_program(probe, scenario, scenario, flags, err);
    else
        status = compile(probe, scenario, expressions, flags, failed, err);
    if (status != STATUS_OK) {
        probe_free(probe);
        return status;
    }
    *out = probe;
    return STATUS_OK;
}

void probe_free(struct probe *probe)
{
    if (!probe)
        return;
    run_fini(&probe->run);
    program_free(probe->program);
    free(probe->items);
    free(probe->constants);
    free(probe->registers);
    free(probe->switches);
    free(probe);
}

bool probe_is_current(const struct probe *probe, const struct scenario *scenario)
{
    return probe && probe->generation == scenario->generation;
}

void probe_load(const struct probe *probe, struct run *run, const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    for (uint32_t i = 0; i < probe->n_lines; i++)
        if (probe->registers[i] != REGISTER_NONE)
            run_set(run, probe->registers[i], model_input(&model->lines[i]));
    if (probe->registers[model->months] != REGISTER_NONE)
        run_set(run, probe->registers[model->months], run->months - run->program->n_early);
    for (uint32_t s = 0; s < probe->n_sections; s++)
        if (probe->switches[s] != REGISTER_NONE)
            run_set(run, probe->switches[s], model->sections[s].is_enabled);
    for (size_t i = 0; i < probe->n; i++)
        if (!isnan(probe->constants[i]))
            run_set(run, probe->items[i].reg, probe->constants[i]);
}

uint32_t probe_register(const struct probe *probe, uint32_t line)
{
    assert(line < probe->n_lines);
    return probe->registers[line];
}

double probe_value(const struct probe *probe, const struct run *run, size_t i, uint32_t lane)
{
    assert(i < probe->n && lane < run->lanes);
    return run_cell(run, probe->items[i].reg, 0)[lane];
}

void probe_evaluate(const struct probe *probe, const struct scenario *scenario, double *out)
{
    struct run run = probe->run;
    probe_load(probe, &run, scenario);
    run_block(&run, 1);
    for (size_t i = 0; i < probe->n; i++)
        out[i] = probe_value(probe, &run, i, 0);
}
