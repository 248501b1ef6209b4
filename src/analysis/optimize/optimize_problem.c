/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "optimize_problem.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"

#include "optimize_grade.h"

/* ---- Compiling ---- */

/* A copy of the scenario with the stage of GRADE. */
static enum status add_stage(struct problem *problem, const struct scenario *scenario,
                             const struct grade *grade, struct error *err)
{
    struct source *source = source_clone(scenario->source);
    struct messages messages = {0};
    enum status status = source ? grade_add_stage(source, grade) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = scenario_new(source, &problem->copy, &messages);
    messages_fini(&messages);
    if (status == STATUS_OK)
        return STATUS_OK;
    source_free(source);
    return error_no_memory(err);
}

/* The grades of the conditions into GRADES; the caller frees them. */
static enum status write_grades(struct problem *problem, const struct scenario *scenario,
                                const struct optimize_request *request, char **grades,
                                size_t *failed, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < problem->n_conditions; i++) {
        struct grade grade;
        *failed = 1 + i;
        status = grade_write(scenario, request->conditions[i], &grade, err);
        if (status != STATUS_OK)
            return status;
        grades[i] = grade.text;
        if (grade.needs_stage && !problem->copy)
            status = add_stage(problem, scenario, &grade, err);
    }
    return status;
}

/* The probe of the outcome, the conditions and GRADES. */
static enum status make_probe(struct problem *problem, const struct scenario *scenario,
                              const struct optimize_request *request, char *const *grades,
                              size_t *failed, struct error *err)
{
    size_t m = problem->n_conditions;
    const char **texts = calloc(1 + 2 * m, sizeof *texts);
    if (!texts)
        return error_no_memory(err);
    texts[0] = request->outcome;
    for (size_t i = 0; i < m; i++) {
        texts[1 + i] = request->conditions[i];
        texts[problem_grade(problem, i)] = grades[i];
    }
    enum status status = probe_new(problem->copy ? problem->copy : scenario, texts, 1 + 2 * m, 0,
                                   &problem->probe, failed, err);
    if (status && *failed > m) /* a grade, where the condition is as deep as may be */
        *failed -= m;
    free(texts);
    return status;
}

static enum status compile(struct problem *problem, const struct scenario *scenario,
                           const struct optimize_request *request, size_t *failed,
                           struct error *err)
{
    char **grades = calloc(problem->n_conditions + 1, sizeof *grades);
    if (!grades)
        return error_no_memory(err);
    enum status status = write_grades(problem, scenario, request, grades, failed, err);
    if (status == STATUS_OK)
        status = make_probe(problem, scenario, request, grades, failed, err);
    for (size_t i = 0; i < problem->n_conditions; i++)
        free(grades[i]);
    free(grades);
    return status;
}

/* ---- Fields ---- */

static bool is_whole(double value)
{
    return value == floor(value) && fabs(value) < 1e15;
}

/* Whether the parameter is counted: it has to be whole, or its value and the step that it states
 * are. */
static bool is_counted(const struct model *model, uint32_t index)
{
    const struct line *line = &model->lines[index];
    return line->is_whole ||
           (line->step >= 1 && is_whole(line->step) && is_whole(line->value)); /* not if NaN */
}

static enum status read_field(struct problem *problem, const struct scenario *scenario, size_t i,
                              uint32_t index, struct error *err)
{
    const struct model *model = scenario->model;
    const struct line *line = &model->lines[index];
    struct problem_field *field = &problem->fields[i];
    if (index == model->months)
        return error_set(err, STATUS_FAULTY,
                         _("'%s' is the horizon, over which the outcome is counted; name "
                           "another parameter"),
                         line->name);
    for (size_t k = 0; k < i; k++) {
        uint32_t other = problem->fields[k].line;
        if (other == index)
            return error_set(err, STATUS_FAULTY, _("'%s' is named twice"), line->name);
        if (line->list == other || model->lines[other].list == index)
            return error_set(err, STATUS_FAULTY, _("'%s' is named, and a number of it"),
                             model->lines[line->list == other ? other : index].name);
    }
    enum status status = variable_range(model, index, (double)NAN, (double)NAN, &field->range, err);
    if (status != STATUS_OK)
        return status;
    struct range *range = &field->range;
    uint32_t own = problem->copy ? model_line_in(model, index, problem->copy->model) : index;
    field->line = index;
    field->reg = probe_register(problem->probe, own);
    field->is_whole = is_counted(model, index) && ceil(range->low) < floor(range->high);
    if (field->is_whole)
        *range = (struct range){ceil(range->low), floor(range->high)};
    field->before = fmin(fmax(variable_present(line), range->low), range->high);
    double step = isnan(line->step) ? (range->high - range->low) / 1000 : line->step;
    field->step = pow(10, floor(log10(step) + 1e-9));
    if (field->is_whole || !(field->step > 0))
        field->step = fmax(field->step, 1);
    return STATUS_OK;
}

static enum status read_fields(struct problem *problem, const struct scenario *scenario,
                               const struct optimize_request *request, size_t *failed,
                               struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < request->n_fields; i++) {
        *failed = 1 + request->n_conditions + i;
        status = read_field(problem, scenario, i, request->fields[i], err);
    }
    return status;
}

/* ---- Running ---- */

/* Which items have derivatives that tell all by the N registers INPUTS. */
static void find_smooth(struct problem *problem, const uint32_t *inputs, size_t n)
{
    for (size_t i = 0; i < problem->probe->n; i++)
        problem->is_smooth[i] =
            !gradient_has_jumps(&problem->gradient, problem->probe->items[i].reg, inputs, n);
}

static enum status make_runs(struct problem *problem, const struct scenario *scenario,
                             struct error *err)
{
    const struct probe *probe = problem->probe;
    const struct scenario *own = problem->copy ? problem->copy : scenario;
    uint32_t *inputs = calloc(problem->n_fields + 1, sizeof *inputs);
    size_t n = 0;
    if (!inputs)
        return error_no_memory(err);
    for (size_t i = 0; i < problem->n_fields; i++)
        if (problem->fields[i].reg != REGISTER_NONE)
            inputs[n++] = problem->fields[i].reg;
    enum status status = program_vary(probe->program, inputs, n, &problem->varied, err);
    if (status == STATUS_OK)
        status = run_init(&problem->run, problem->varied, 0, probe->months, err);
    if (status == STATUS_OK)
        status = gradient_init(&problem->gradient, probe->program, 1, probe->months, err);
    if (status == STATUS_OK) {
        probe_load(probe, &problem->run, own);
        probe_load(probe, &problem->gradient.run, own);
        find_smooth(problem, inputs, n);
    }
    free(inputs);
    return status;
}

static enum status allocate(struct problem *problem, struct error *err)
{
    size_t n = problem->n_fields, n_items = 1 + 2 * problem->n_conditions;
    problem->fields = calloc(n + 1, sizeof *problem->fields);
    problem->scales = calloc(n_items, sizeof *problem->scales);
    problem->is_smooth = calloc(n_items, sizeof *problem->is_smooth);
    problem->points = calloc(PROBLEM_BATCH * (n + 1), sizeof *problem->points);
    problem->scores = calloc(PROBLEM_BATCH, sizeof *problem->scores);
    problem->columns = calloc(PROBLEM_BATCH * (n + n_items) + n_items, sizeof *problem->columns);
    problem->inputs = calloc(n + 1, sizeof *problem->inputs);
    problem->outputs = calloc(n_items, sizeof *problem->outputs);
    if (!problem->fields || !problem->scales || !problem->is_smooth || !problem->points ||
        !problem->scores || !problem->columns || !problem->inputs || !problem->outputs)
        return error_no_memory(err);
    for (size_t i = 0; i < n_items; i++)
        problem->scales[i] = 1;
    return STATUS_OK;
}

enum status problem_init(struct problem *problem, const struct scenario *scenario,
                         const struct optimize_request *request, size_t *failed, struct error *err)
{
    *problem = (struct problem){
        .n_conditions = request->n_conditions,
        .n_fields = request->n_fields,
        .goal = {0, request->is_minimum ? -1 : 1, request->n_conditions},
    };
    enum status status = allocate(problem, err);
    if (status == STATUS_OK)
        status = compile(problem, scenario, request, failed, err);
    if (status == STATUS_OK)
        status = read_fields(problem, scenario, request, failed, err);
    if (status == STATUS_OK)
        status = make_runs(problem, scenario, err);
    if (status != STATUS_OK)
        problem_fini(problem);
    return status;
}

void problem_fini(struct problem *problem)
{
    gradient_fini(&problem->gradient);
    run_fini(&problem->run);
    program_vary_free(problem->varied);
    probe_free(problem->probe);
    scenario_free(problem->copy);
    free(problem->fields);
    free(problem->scales);
    free(problem->is_smooth);
    free(problem->points);
    free(problem->scores);
    free(problem->columns);
    free(problem->inputs);
    free(problem->outputs);
    *problem = (struct problem){0};
}

double *problem_point(const struct problem *problem, size_t i)
{
    assert(i < PROBLEM_BATCH);
    return problem->points + i * problem->n_fields;
}

static double *column_of(const struct problem *problem, size_t i)
{
    return problem->columns + i * PROBLEM_BATCH;
}

double problem_item(const struct problem *problem, size_t item, size_t i)
{
    return column_of(problem, problem->n_fields + item)[i];
}

/* ---- Scores ---- */

/* By how much the conditions are missed, each in terms of how much it varies. */
static double violation_of(const struct problem *problem, const double *values)
{
    double violation = 0;
    for (size_t i = 0; i < problem->goal.n_conditions; i++) {
        size_t grade = problem_grade(problem, i);
        if (values[1 + i] != 0 && !isnan(values[1 + i]))
            continue;
        /* where the grade says nothing, or that all is well, the condition is missed all the same
         */
        double missed = -values[grade] / problem->scales[grade];
        violation += missed > 1e-15 ? missed : isnan(missed) ? 1e3 : 1e-15;
    }
    return violation;
}

struct score problem_score(const struct problem *problem, const double *values, const double *point)
{
    double outcome = problem->goal.sign * values[problem->goal.item];
    struct score score = {.violation = violation_of(problem, values), .outcome = outcome};
    if (isnan(outcome))
        score.violation = (double)INFINITY;
    for (size_t i = 0; i < problem->n_fields; i++) {
        const struct problem_field *field = &problem->fields[i];
        score.distance += fabs(point[i] - field->before) / (field->range.high - field->range.low);
    }
    return score;
}

bool score_is_better(const struct score *a, const struct score *b)
{
    if (a->violation != b->violation)
        return a->violation < b->violation;
    if (a->outcome != b->outcome)
        return a->outcome > b->outcome;
    return a->distance < b->distance;
}

struct score score_worst(void)
{
    return (struct score){(double)INFINITY, (double)-INFINITY, (double)INFINITY};
}

bool problem_consider(const struct problem *problem, struct best *best, const double *point,
                      const struct score *score)
{
    if (!score_is_better(score, &best->score))
        return false;
    best->score = *score;
    memcpy(best->point, point, problem->n_fields * sizeof *point);
    return true;
}

void problem_evaluate(struct problem *problem, size_t n)
{
    size_t n_fields = problem->n_fields, n_items = problem->probe->n, n_inputs = 0;
    assert(n <= PROBLEM_BATCH);
    for (size_t f = 0; f < n_fields; f++) {
        double *column = column_of(problem, f);
        for (size_t i = 0; i < n; i++)
            column[i] = problem_point(problem, i)[f];
        if (problem->fields[f].reg != REGISTER_NONE)
            problem->inputs[n_inputs++] = (struct lane_input){problem->fields[f].reg, column};
    }
    for (size_t k = 0; k < n_items; k++)
        problem->outputs[k] =
            (struct lane_output){problem->probe->items[k].reg, column_of(problem, n_fields + k)};
    program_run(&problem->run, n, problem->inputs, n_inputs, problem->outputs, n_items);
    double *values = problem->columns + PROBLEM_BATCH * (n_fields + n_items);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n_items; k++)
            values[k] = problem_item(problem, k, i);
        problem->scores[i] = problem_score(problem, values, problem_point(problem, i));
    }
}

size_t problem_best(const struct problem *problem, size_t n)
{
    size_t best = 0;
    assert(n > 0);
    for (size_t i = 1; i < n; i++)
        if (score_is_better(&problem->scores[i], &problem->scores[best]))
            best = i;
    return best;
}

double problem_cost(const struct problem *problem)
{
    const struct program *program = problem->varied;
    double cost = 1;
    for (uint32_t s = program->n_settled; s < program->n_segments; s++) {
        const struct segment *segment = &program->segments[s];
        cost += (double)segment->n * (segment->is_monthly ? problem->run.months : 1);
    }
    return cost;
}
