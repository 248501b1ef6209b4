/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * NLopt: SLSQP with exact derivatives where they tell all, COBYLA without any where something
 * jumps. Fields go from 0 to 1, values are in terms of how much they vary.
 */
#include <math.h>
#include <nlopt.h>
#include <stdlib.h>
#include <string.h>

#include "optimize_search.h"

enum { SLSQP_EVALUATIONS = 100, COBYLA_EVALUATIONS = 80 /* a field, and as many for all */ };

static const double most = 1e6;    /* of what NLopt sees */
static const double margin = 1e-9; /* by which conditions are to be met */

struct local {
    struct search *search;
    double *point;  /* the one evaluated last */
    double *values; /* of the probe's items there */
    bool is_evaluated;
};

/* An item of the probe as NLopt sees it: to be lowered, as FACTOR times its distance from ORIGIN,
 * or to be kept below 0. */
struct local_item {
    struct local *local;
    size_t item;
    double factor, origin, margin;
};

/* Put U, of the fields that move, into the point; whether that changes it. */
static bool move(struct local *local, const double *u)
{
    const struct search *search = local->search;
    bool is_moved = !local->is_evaluated;
    for (size_t i = 0; i < search->n_moving; i++) {
        const struct problem_field *field = &search->problem->fields[search->moving[i]];
        const struct range *range = &field->range;
        double value = range->low + u[i] * (range->high - range->low);
        value = fmin(fmax(value, range->low), range->high);
        is_moved |= local->point[search->moving[i]] != value;
        local->point[search->moving[i]] = value;
    }
    return is_moved;
}

/* Evaluate the point U, unless it is the last one, and keep it if it is the best. */
static void evaluate(struct local *local, const double *u)
{
    struct problem *problem = local->search->problem;
    struct run *run = &problem->gradient.run;
    if (!move(local, u))
        return;
    for (size_t i = 0; i < problem->n_fields; i++)
        if (problem->fields[i].reg != REGISTER_NONE)
            *run_cell(run, problem->fields[i].reg, 0) = local->point[i];
    run_block(run, 1);
    local->is_evaluated = true;
    for (size_t k = 0; k < problem->probe->n; k++)
        local->values[k] = probe_value(problem->probe, run, k, 0);
    struct score score = problem_score(problem, local->values, local->point);
    problem_consider(problem, &local->search->best, local->point, &score);
}

static void find_slopes(const struct local_item *item, double *slopes)
{
    const struct search *search = item->local->search;
    struct problem *problem = search->problem;
    gradient_run(&problem->gradient, problem->probe->items[item->item].reg, 1);
    for (size_t i = 0; i < search->n_moving; i++) {
        const struct problem_field *field = &problem->fields[search->moving[i]];
        double slope = *gradient_of(&problem->gradient, field->reg) * item->factor *
                       (field->range.high - field->range.low);
        slopes[i] = isfinite(slope) ? slope : 0;
    }
}

static double item_value(unsigned n, const double *u, double *slopes, void *data)
{
    const struct local_item *item = data;
    (void)n;
    evaluate(item->local, u);
    if (slopes)
        find_slopes(item, slopes);
    double value = item->factor * (item->local->values[item->item] - item->origin);
    value = isnan(value) ? most : fmin(fmax(value, -most), most);
    return value + item->margin;
}

/* Whether derivatives tell all about what the goal looks at. */
static bool is_smooth(const struct problem *problem)
{
    bool is_smooth = problem->is_smooth[problem->goal.item];
    for (size_t i = 0; i < problem->goal.n_conditions; i++)
        is_smooth &= problem->is_smooth[problem_grade(problem, i)];
    return is_smooth;
}

/* The outcome and the conditions as NLopt is to see them, into ITEMS. */
static void describe(struct local *local, struct local_item *items)
{
    const struct problem *problem = local->search->problem;
    const struct problem_goal *goal = &problem->goal;
    double origin = local->values[goal->item];
    items[0] = (struct local_item){
        .local = local,
        .item = goal->item,
        .factor = -goal->sign / problem->scales[goal->item],
        .origin = isfinite(origin) ? origin : 0,
    };
    for (size_t i = 0; i < goal->n_conditions; i++) {
        size_t grade = problem_grade(problem, i);
        items[1 + i] = (struct local_item){
            .local = local,
            .item = grade,
            .factor = -1 / problem->scales[grade],
            .margin = margin,
        };
    }
}

static nlopt_result set_up(nlopt_opt opt, struct local_item *items, size_t n_conditions, unsigned n)
{
    bool is_cobyla = nlopt_get_algorithm(opt) == NLOPT_LN_COBYLA;
    int n_evaluations = is_cobyla ? COBYLA_EVALUATIONS * ((int)n + 1) : SLSQP_EVALUATIONS;
    nlopt_result result = nlopt_set_min_objective(opt, item_value, &items[0]);
    for (size_t i = 0; result >= 0 && i < n_conditions; i++)
        result = nlopt_add_inequality_constraint(opt, item_value, &items[1 + i], 0);
    if (result >= 0)
        result = nlopt_set_lower_bounds1(opt, 0);
    if (result >= 0)
        result = nlopt_set_upper_bounds1(opt, 1);
    if (result >= 0)
        result = nlopt_set_xtol_abs1(opt, 1e-10);
    if (result >= 0)
        result = nlopt_set_maxeval(opt, n_evaluations);
    if (result >= 0 && is_cobyla)
        result = nlopt_set_initial_step1(opt, 0.1);
    return result;
}

enum status search_locally(struct search *search, const double *start, struct error *err)
{
    const struct problem *problem = search->problem;
    const size_t n = search->n_moving, n_fields = problem->n_fields;
    struct local local = {search, search->scratch + n_fields, search->scratch + 3 * n_fields,
                          false};
    double *u = search->scratch + 2 * n_fields, lowest;
    if (n == 0)
        return STATUS_OK;
    struct local_item *items = calloc(1 + problem->goal.n_conditions, sizeof *items);
    nlopt_opt opt =
        nlopt_create(is_smooth(problem) ? NLOPT_LD_SLSQP : NLOPT_LN_COBYLA, (unsigned)n);
    nlopt_result result = items && opt ? NLOPT_SUCCESS : NLOPT_OUT_OF_MEMORY;
    memcpy(local.point, start ? start : search->best.point, n_fields * sizeof *local.point);
    for (size_t i = 0; i < n; i++) {
        const struct range *range = &problem->fields[search->moving[i]].range;
        u[i] = (local.point[search->moving[i]] - range->low) / (range->high - range->low);
    }
    if (result >= 0) {
        evaluate(&local, u);
        describe(&local, items);
        result = set_up(opt, items, problem->goal.n_conditions, (unsigned)n);
    }
    if (result >= 0) /* how it ends doesn't matter: each point that it tried was considered */
        result = nlopt_optimize(opt, u, &lowest);
    nlopt_destroy(opt);
    free(items);
    return result == NLOPT_OUT_OF_MEMORY ? error_no_memory(err) : STATUS_OK;
}
