/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/influence.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/probe/variable.h"

/* How many runs backwards there may be for one parameter: as many as 8 ms or so allow, but some. */
enum { LEAST_RUNS = 3, MOST_RUNS = 64 };
static const double BUDGET = 1e5; /* instructions, each in each month */

void influence_fini(struct influence *influence)
{
    gradient_fini(&influence->gradient);
    free(influence->rows);
    free(influence->derivatives);
    free(influence->kinks);
    *influence = (struct influence){.line = NAMES_NONE};
}

static enum status prepare(struct influence *influence, const struct scenario *scenario,
                           struct error *err)
{
    size_t n_lines = scenario->model->n_lines;
    if (influence->rows && influence->generation == scenario->generation)
        return STATUS_OK;
    influence_fini(influence);
    influence->rows = calloc(n_lines + 1, sizeof *influence->rows);
    influence->derivatives = calloc(n_lines + 1, sizeof *influence->derivatives);
    influence->kinks = calloc(n_lines + 1, sizeof *influence->kinks);
    enum status status = influence->rows && influence->derivatives && influence->kinks
                             ? gradient_init(&influence->gradient, scenario->program, 1,
                                             scenario_months(scenario), err)
                             : error_no_memory(err);
    if (status != STATUS_OK)
        influence_fini(influence);
    else
        influence->generation = scenario->generation;
    return status;
}

/* The registers that stand for a result: LEFT, less RIGHT where there is one. */
struct result {
    enum influence_of of;
    uint32_t left, right;
};

static struct result result_of(const struct scenario *scenario, uint32_t index)
{
    const struct line *line = &scenario->model->lines[index];
    const struct program *program = scenario->program;
    const struct sides *sides = &program->sides[index];
    struct result result = {INFLUENCE_VALUE, program->line_registers[index], REGISTER_NONE};
    if (sides->left != REGISTER_NONE)
        result = (struct result){INFLUENCE_GAP, sides->left, sides->right};
    else if (line->is_series && line->role != ROLE_NONE)
        result = (struct result){INFLUENCE_SUM, program->roles[line->section][line->role].total,
                                 REGISTER_NONE};
    else if (line->is_series)
        result.of = INFLUENCE_LAST;
    return result;
}

static bool is_varied(const struct model *model, uint32_t index)
{
    const struct line *line = &model->lines[index];
    enum section_kind kind = model_section_of(model, index)->kind;
    return (line->kind == LINE_PARAMETER || line->n_numbers > 0) && !line->is_whole &&
           kind != SECTION_TARGETS && kind != SECTION_CLAIMS;
}

/* Add SIGN times the derivatives of the register OUTPUT; its value. */
static double add_derivatives(struct influence *influence, const struct scenario *scenario,
                              uint32_t output, double sign)
{
    struct gradient *g = &influence->gradient;
    const struct model *model = scenario->model;
    uint32_t month = output & REGISTER_SERIES ? g->run.months - 1 : 0;
    gradient_run_back(g, output, 1);
    gradient_find_kinks(g, output);
    for (uint32_t i = 0; i < model->n_lines; i++) {
        uint32_t reg = scenario->program->input_registers[i];
        if (!is_varied(model, i))
            continue;
        influence->derivatives[i] += sign * *gradient_of(g, reg);
        influence->kinks[i] = influence->kinks[i] || gradient_is_kink(g, reg);
    }
    return *run_cell(&g->run, output, month);
}

/* The derivatives of RESULT by every parameter; its value. */
static double derive(struct influence *influence, const struct scenario *scenario,
                     const struct result *result)
{
    size_t n_lines = scenario->model->n_lines;
    memset(influence->derivatives, 0, n_lines * sizeof *influence->derivatives);
    memset(influence->kinks, 0, n_lines * sizeof *influence->kinks);
    double value = add_derivatives(influence, scenario, result->left, 1);
    if (result->right != REGISTER_NONE)
        value -= add_derivatives(influence, scenario, result->right, -1);
    return value;
}

/* Add a row about LINE, unless +1 % of PARAMETER does nothing, or there is no telling. */
static void add_row(struct influence *influence, const struct model *model, uint32_t line,
                    uint32_t parameter, const struct result *result, double value)
{
    double whole = variable_whole(&model->lines[parameter]);
    double one_percent = influence->derivatives[parameter] * (whole / 100);
    if (one_percent != 0 && !isnan(value))
        influence->rows[influence->n++] = (struct influence_row){
            line, result->of, value, one_percent, influence->kinks[parameter]};
}

/* NaN behind everything else; what counts alike as it stands in the model. */
static int compare_rows(const void *a, const void *b)
{
    const struct influence_row *x = a, *y = b;
    double left = fabs(x->one_percent), right = fabs(y->one_percent);
    if (isnan(left) != isnan(right))
        return isnan(left) ? 1 : -1;
    if (left != right && !isnan(left))
        return left > right ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* Whether the parameter or list INDEX is a row of what LINE owes its value to: the numbers of a
 * list are one, but for the list itself. */
static bool is_cause(const struct model *model, uint32_t index, uint32_t line)
{
    uint32_t list = model->lines[index].list;
    return is_varied(model, index) && index != line && (list == NAMES_NONE || list == line);
}

/* What LINE owes its value to. */
static void find_causes(struct influence *influence, const struct scenario *scenario, uint32_t line)
{
    struct result result = result_of(scenario, line);
    influence->of = result.of;
    influence->value = derive(influence, scenario, &result);
    for (uint32_t i = 0; i < scenario->model->n_lines; i++)
        if (is_cause(scenario->model, i, line))
            add_row(influence, scenario->model, i, i, &result, influence->value);
    qsort(influence->rows, influence->n, sizeof *influence->rows, compare_rows);
}

/* How many runs backwards there is time for. */
static uint32_t runs_allowed(const struct scenario *scenario)
{
    const struct program *program = scenario->program;
    double steps = 1;
    for (uint32_t i = 0; i < program->n_segments; i++)
        steps += program->segments[i].n *
                 (program->segments[i].is_monthly ? (double)scenario_months(scenario) : 1);
    return (uint32_t)fmin(fmax(BUDGET / steps, LEAST_RUNS), MOST_RUNS);
}

/* Whether INDEX, a line of a section of KIND, is a result to look at. */
static bool is_result(const struct scenario *scenario, uint32_t index, enum section_kind kind)
{
    const struct line *line = &scenario->model->lines[index];
    if (kind == SECTION_TARGETS)
        return scenario->program->sides[index].left != REGISTER_NONE;
    return line->kind != LINE_PARAMETER && !line->is_series;
}

/* The results that PARAMETER moves. */
static void find_effects(struct influence *influence, const struct scenario *scenario,
                         uint32_t parameter)
{
    static const enum section_kind kinds[] = {SECTION_TOTAL, SECTION_CASH, SECTION_METRICS,
                                              SECTION_TARGETS};
    const struct model *model = scenario->model;
    uint32_t runs = runs_allowed(scenario);
    influence->value = model->lines[parameter].value;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (uint32_t i = 0; i < model->n_lines; i++) {
            if (model_section_of(model, i)->kind != kinds[k] || !is_result(scenario, i, kinds[k]))
                continue;
            struct result result = result_of(scenario, i);
            uint32_t needed = result.right == REGISTER_NONE ? 1 : 2;
            influence->is_complete = runs >= needed;
            if (runs < needed)
                return;
            runs -= needed;
            add_row(influence, model, i, parameter, &result, derive(influence, scenario, &result));
        }
}

enum status influence_update(struct influence *influence, const struct scenario *scenario,
                             uint32_t line, struct error *err)
{
    assert(line == NAMES_NONE || line < scenario->model->n_lines);
    enum status status = prepare(influence, scenario, err);
    if (status != STATUS_OK)
        return status;
    influence->line = line;
    influence->of = INFLUENCE_VALUE;
    influence->n = 0;
    influence->is_complete = true;
    if (line == NAMES_NONE)
        return STATUS_OK;
    run_load(&influence->gradient.run, scenario->model);
    run_block(&influence->gradient.run, 1);
    if (scenario->model->lines[line].kind != LINE_PARAMETER)
        find_causes(influence, scenario, line);
    else if (is_varied(scenario->model, line))
        find_effects(influence, scenario, line);
    return STATUS_OK;
}
