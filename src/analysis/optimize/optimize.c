/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/optimize/optimize.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"

#include "optimize_search.h"

enum { LIST_DIGITS = 12, MOST_FIELDS = 64, MOST_DIRECTIONS = 3 * 3 * 3 * 3 * 3 - 1 };

static const double noise = 1e-9; /* of how much the outcome varies: what isn't worth a change */

/* What is made on the way. */
struct work {
    const struct scenario *scenario;
    const struct optimize_request *request;
    struct problem problem;
    struct search search;
    double *steps;  /* to which each field was rounded */
    double *before; /* the present values, even if they are outside of the ranges */
    struct optimum made;
};

/* Evaluate POINT alone, in the problem's gradient's run. */
static void run_point(struct problem *problem, const double *point)
{
    struct run *run = &problem->gradient.run;
    for (size_t i = 0; i < problem->n_fields; i++)
        if (problem->fields[i].reg != REGISTER_NONE)
            run_set(run, problem->fields[i].reg, point[i]);
    run_block(run, 1);
}

static double item_of(const struct problem *problem, size_t item)
{
    return probe_value(problem->probe, &problem->gradient.run, item, 0);
}

static bool is_met(const struct problem *problem, size_t condition)
{
    double value = item_of(problem, 1 + condition);
    return value != 0 && !isnan(value);
}

static struct score score_point(struct problem *problem, const double *point)
{
    memcpy(problem_point(problem, 0), point, problem->n_fields * sizeof *point);
    problem_evaluate(problem, 1);
    return problem->scores[0];
}

/* The sides of CONDITION at the point that was run last. */
static void read_sides(const struct problem *problem, size_t i, struct optimum_condition *out)
{
    const struct probe_item *item = &problem->probe->items[1 + i];
    out->has_sides = item->left != REGISTER_NONE;
    out->is_equality = item->op == OP_EQ;
    if (out->has_sides) {
        out->left = *run_cell(&problem->gradient.run, item->left, 0);
        out->right = *run_cell(&problem->gradient.run, item->right, 0);
    }
}

static enum status allocate(struct work *work, struct error *err)
{
    struct optimum *made = &work->made;
    made->n_fields = work->request->n_fields;
    made->n_conditions = work->request->n_conditions;
    made->fields = calloc(made->n_fields + 1, sizeof *made->fields);
    made->conditions = calloc(made->n_conditions + 1, sizeof *made->conditions);
    work->steps = calloc(made->n_fields + 1, sizeof *work->steps);
    work->before = calloc(made->n_fields + 1, sizeof *work->before);
    if (!made->fields || !made->conditions || !work->steps || !work->before)
        return error_no_memory(err);
    return STATUS_OK;
}

/* The outcome and the conditions at the present values. */
static void look_at_present(struct work *work)
{
    struct optimum *made = &work->made;
    for (size_t i = 0; i < made->n_fields; i++)
        work->before[i] =
            variable_present(&work->scenario->model->lines[work->problem.fields[i].line]);
    run_point(&work->problem, work->before);
    made->before = item_of(&work->problem, 0);
    memcpy(made->unit, work->problem.probe->items[0].unit, sizeof made->unit);
    for (size_t i = 0; i < made->n_conditions; i++)
        made->conditions[i].was_met = is_met(&work->problem, i);
}

/* VALUE as the parameter or list OUT->line is written into OUT, and what that text says. */
static enum status write_value(const struct model *model, double value, struct optimum_field *out,
                               struct error *err)
{
    const struct line *line = &model->lines[out->line];
    const struct calendar calendar = model_line_calendar(model, out->line);
    struct value written;
    if (line->n_numbers > 0) {
        bool is_end = value == out->low || value == out->high;
        out->value = !out->has_effect ? out->before
                     : is_end         ? value
                                      : number_round(value, LIST_DIGITS);
        variable_format_exact(line, out->value, out->text);
        return STATUS_OK;
    }
    enum status status =
        value_nudge(&calendar, line->text, out->has_effect ? value - line->value : 0, 1, out->text,
                    sizeof out->text, err);
    if (status == STATUS_OK)
        status = value_parse(&calendar, out->text, strlen(out->text), &written, err);
    if (status == STATUS_OK)
        out->value = written.number.value;
    return status;
}

/* Write the values of the best point as the parameters are written; the point becomes what these
 * texts say. */
static enum status write_values(struct work *work, struct error *err)
{
    for (size_t i = 0; i < work->made.n_fields; i++) {
        const struct problem_field *field = &work->problem.fields[i];
        const struct line *line = &work->scenario->model->lines[field->line];
        struct optimum_field *out = &work->made.fields[i];
        *out = (struct optimum_field){
            .line = field->line,
            .before = variable_present(line),
            .low = field->range.low,
            .high = field->range.high,
            .is_whole = field->is_whole && work->steps[i] == 1,
            .has_effect = field->reg != REGISTER_NONE,
        };
        enum status status =
            write_value(work->scenario->model, work->search.best.point[i], out, err);
        if (status != STATUS_OK)
            return status;
        work->search.best.point[i] = out->value;
    }
    return STATUS_OK;
}

/* Point I of those around the best one, up to two steps of each field away; false where there are
 * no more. */
static bool make_near(const struct work *work, size_t i, double *point)
{
    const struct search *search = &work->search;
    size_t n = search->n_moving, n_fields = work->made.n_fields;
    double reach = 1;
    memcpy(point, search->best.point, n_fields * sizeof *point);
    if (n <= 5) {
        size_t n_directions = 1;
        for (size_t k = 0; k < n; k++)
            n_directions *= 3;
        if (i >= 2 * n_directions)
            return false;
        reach = i < n_directions ? 1 : 2;
        for (size_t k = 0, rest = i % n_directions; k < n; k++, rest /= 3)
            point[search->moving[k]] +=
                ((double)(rest % 3) - 1) * reach * work->steps[search->moving[k]];
    } else {
        if (i >= 4 * n)
            return false;
        reach = i < 2 * n ? 1 : 2;
        size_t k = search->moving[i % (2 * n) / 2];
        point[k] += (i % 2 ? reach : -reach) * work->steps[k];
    }
    for (size_t k = 0; k < n_fields; k++)
        point[k] = fmin(fmax(point[k], work->problem.fields[k].range.low),
                        work->problem.fields[k].range.high);
    return true;
}

/* Which conditions stand in the way of a better outcome right beside the best point. */
static void find_binding(struct work *work)
{
    struct problem *problem = &work->problem;
    size_t n = 0;
    while (n < PROBLEM_BATCH && make_near(work, n, problem_point(problem, n)))
        n++;
    problem_evaluate(problem, n);
    for (size_t i = 0; i < n; i++) {
        if (!(problem->scores[i].outcome > work->search.best.score.outcome))
            continue;
        for (size_t k = 0; k < work->made.n_conditions; k++) {
            double value = problem_item(problem, 1 + k, i);
            work->made.conditions[k].is_binding |= value == 0 || isnan(value);
        }
    }
}

/* Which conditions can't be met even on their own, and how near one gets. */
static enum status find_impossible(struct work *work, struct error *err)
{
    struct problem *problem = &work->problem;
    const struct problem_goal goal = problem->goal;
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < work->made.n_conditions; i++) {
        struct search search;
        status = search_init(&search, problem, err);
        if (status != STATUS_OK)
            break;
        problem->goal = (struct problem_goal){problem_grade(problem, i), 1, 0};
        status = search_all(&search, err);
        problem->goal = goal;
        if (status == STATUS_OK) {
            run_point(problem, search.best.point);
            work->made.conditions[i].is_possible = is_met(problem, i);
            read_sides(problem, i, &work->made.conditions[i]);
        }
        search_fini(&search);
    }
    return status;
}

/* Whether the best point is worth leaving the present values for. */
static bool is_worth_it(struct work *work)
{
    struct problem *problem = &work->problem;
    struct score present = score_point(problem, work->before), best = work->search.best.score;
    for (size_t i = 0; i < work->made.n_fields; i++)
        if (work->before[i] != problem->fields[i].before) /* outside the range */
            return true;
    if (present.violation != best.violation)
        return best.violation < present.violation;
    return best.outcome > present.outcome &&
           !(best.outcome - present.outcome <= noise * problem->scales[problem->goal.item]);
}

/* What of the outcome the best point gains over the present values. */
static double find_gain(struct work *work)
{
    struct problem *problem = &work->problem;
    struct score present = score_point(problem, work->before);
    double gain = work->search.best.score.outcome - present.outcome;
    return present.violation == 0 && isfinite(gain) ? fmax(gain, 0)
                                                    : 0.02 * problem->scales[problem->goal.item];
}

static enum status finish(struct work *work, struct error *err)
{
    struct problem *problem = &work->problem;
    struct optimum *made = &work->made;
    made->is_better = is_worth_it(work);
    if (!made->is_better)
        memcpy(work->search.best.point, work->before, made->n_fields * sizeof *work->before);
    enum status status = write_values(work, err);
    if (status != STATUS_OK)
        return status;
    work->search.best.score = score_point(problem, work->search.best.point);
    made->state = isinf(work->search.best.score.violation) ? OPTIMUM_UNDEFINED
                  : work->search.best.score.violation > 0  ? OPTIMUM_INFEASIBLE
                                                           : OPTIMUM_FOUND;
    run_point(problem, work->search.best.point);
    made->value = item_of(problem, 0);
    for (size_t i = 0; i < made->n_conditions; i++) {
        made->conditions[i].is_met = is_met(problem, i);
        made->conditions[i].is_possible = true;
        read_sides(problem, i, &made->conditions[i]);
    }
    if (made->state == OPTIMUM_FOUND)
        find_binding(work);
    return made->state == OPTIMUM_INFEASIBLE ? find_impossible(work, err) : STATUS_OK;
}

static enum status answer(struct work *work, size_t *failed, struct error *err)
{
    enum status status = problem_init(&work->problem, work->scenario, work->request, failed, err);
    if (status == STATUS_OK)
        status = search_init(&work->search, &work->problem, err);
    if (status == STATUS_OK)
        status = allocate(work, err);
    if (status != STATUS_OK)
        return status;
    look_at_present(work);
    status = search_all(&work->search, err);
    if (status == STATUS_OK)
        status = search_round(&work->search, find_gain(work), work->steps, err);
    return status ? status : finish(work, err);
}

enum status optimize(const struct scenario *scenario, const struct optimize_request *request,
                     struct optimum *out, size_t *failed, struct error *err)
{
    struct work work = {.scenario = scenario, .request = request};
    size_t which = 0;
    enum status status;
    assert(request->n_fields > 0);
    if (request->n_fields > MOST_FIELDS)
        status = error_set(err, STATUS_FAULTY, _("more than %d parameters"), MOST_FIELDS);
    else
        status = answer(&work, &which, err);
    free(work.steps);
    free(work.before);
    search_fini(&work.search);
    problem_fini(&work.problem);
    if (status != STATUS_OK)
        optimum_fini(&work.made);
    else
        *out = work.made;
    if (status && failed)
        *failed = which;
    return status;
}

void optimum_fini(struct optimum *optimum)
{
    free(optimum->fields);
    free(optimum->conditions);
    *optimum = (struct optimum){0};
}

void optimum_undefined_sentence(const char *outcome, char out[ERROR_TEXT_SIZE])
{
    snprintf(out, ERROR_TEXT_SIZE, _("%s is undefined at all values that were tried"), outcome);
}
