/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outcome at values all over the range, in one batch; then whatever lies at or between them:
 * stretches that meet the goal, changes of sign, and places where the outcome comes near to it.
 */
#include "analysis/solve/solve.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "solver.h"

enum {
    MOST_VALUES = 4096,
    LEAST_VALUES = 256,
    MOST_TOUCHES = 32, /* places where the outcome comes near that are looked into */
};

/* Cells that a scenario's first batch may compute, about 10 ms. */
static const double batch_work = 1.6e7;
/* Cells that the intervals of a proof may compute. */
static const double proof_work[] = {[SOLVE_QUICKLY] = 1e6, [SOLVE_THOROUGHLY] = 5e7};
static const double most_boxes[] = {[SOLVE_QUICKLY] = 1e3, [SOLVE_THOROUGHLY] = 1e4};

static double work_of(const struct program *program, uint32_t months)
{
    double work = 1;
    for (uint32_t s = 0; s < program->n_segments; s++)
        work += program->segments[s].n * (program->segments[s].is_monthly ? (double)months : 1);
    return work;
}

/* How many values to try at first, the present one not counted. */
static size_t count_values(const struct solver *solver)
{
    if (solver->curve.is_whole)
        return (size_t)(solver->range.high - solver->range.low) + 1;
    double parts = fmin(fmax(batch_work / solver->work, LEAST_VALUES), MOST_VALUES);
    return (size_t)parts + 1;
}

static void choose_values(struct solver *solver)
{
    const struct range *range = &solver->range;
    size_t n = count_values(solver);
    double present = solver->curve.present, before = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        double x = i == n - 1
                       ? range->high
                       : range->low + (range->high - range->low) * ((double)i / (double)(n - 1));
        if (solver->curve.is_whole)
            x = range->low + (double)i;
        if (before < present && present < x && i > 0)
            solver->x[solver->n++] = present;
        if (x > before)
            solver->x[solver->n++] = x;
        before = x;
    }
}

static enum status allocate(struct solver *solver, struct error *err)
{
    size_t n = count_values(solver) + 1;
    solver->x = calloc(n, sizeof *solver->x);
    solver->base = calloc(n, sizeof *solver->base);
    solver->y = calloc(n, sizeof *solver->y);
    solver->brent = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver->x || !solver->base || !solver->y || !solver->brent)
        return error_no_memory(err);
    return STATUS_OK;
}

enum status solver_new(const struct probe *probe, size_t item, const struct scenario *scenario,
                       uint32_t line, struct range range, struct solver **out, struct error *err)
{
    assert(item < probe->n && line < scenario->model->n_lines);
    struct solver *solver = calloc(1, sizeof *solver);
    if (!solver)
        return error_no_memory(err);
    bool is_months = line == scenario->model->months;
    enum status status =
        curve_init(&solver->curve, probe, is_months ? (uint32_t)range.high : 0, err);
    if (status == STATUS_OK)
        status = enclosure_init(&solver->enclosure, probe->program, probe->months, err);
    if (status == STATUS_OK) {
        curve_compare(&solver->curve, item);
        curve_load(&solver->curve, scenario);
        solver->has_effect = curve_choose(&solver->curve, scenario, line);
        probe_load(probe, &solver->enclosure.run, scenario);
        solver->range = range;
        solver->work = work_of(probe->program, probe->months);
        status = allocate(solver, err);
    }
    if (status != STATUS_OK) {
        solver_free(solver);
        return status;
    }
    choose_values(solver);
    curve_evaluate(&solver->curve, solver->n, solver->x, solver->base);
    *out = solver;
    return STATUS_OK;
}

void solver_free(struct solver *solver)
{
    if (!solver)
        return;
    curve_fini(&solver->curve);
    enclosure_fini(&solver->enclosure);
    free(solver->x);
    free(solver->base);
    free(solver->y);
    if (solver->brent)
        gsl_root_fsolver_free(solver->brent);
    free(solver);
}

static struct bracket between(const struct solver *solver, size_t i, size_t j)
{
    return (struct bracket){{solver->x[i], solver->x[j]}, {solver->y[i], solver->y[j]}};
}

static void find_extremes(const struct solver *solver, struct solving *out)
{
    out->least = out->greatest = (double)NAN;
    for (size_t i = 0; i < solver->n; i++) {
        out->least = fmin(out->least, solver->base[i]);
        out->greatest = fmax(out->greatest, solver->base[i]);
        out->has_undefined = out->has_undefined || isnan(solver->base[i]);
    }
}

/* Whether an equation's y at the whole number I is 0 but for rounding, as ten times 0.1 less 1:
 * nothing beside the outcome there and at its neighbours. */
static bool is_rounded_zero(const struct solver *solver, size_t i)
{
    double scale = fmax(fabs(solver->base[i]), fabs(solver->goal.target));
    if (i > 0 && isfinite(solver->base[i - 1]))
        scale = fmax(scale, fabs(solver->base[i - 1]));
    if (i + 1 < solver->n && isfinite(solver->base[i + 1]))
        scale = fmax(scale, fabs(solver->base[i + 1]));
    return isfinite(scale) && fabs(solver->y[i]) <= 1e-12 * scale;
}

/* What the goal asks for at the values themselves. */
static void compute(struct solver *solver)
{
    bool is_rounded = solver->curve.is_whole && solver->goal.op == OP_EQ;
    solver->scale = 0;
    for (size_t i = 0; i < solver->n; i++) {
        solver->y[i] = solver->base[i] - solver->goal.target;
        if (isfinite(solver->y[i]))
            solver->scale = fmax(solver->scale, fabs(solver->y[i]));
        if (is_rounded && is_rounded_zero(solver, i))
            solver->y[i] = 0;
    }
}

static bool is_met(const struct solver *solver, size_t i)
{
    return curve_holds(solver->goal.op, solver->y[i]);
}

/* The values from FIRST to LAST meet the goal, those before and behind do not: the stretch with its
 * ends narrowed down. An equation's single values are looked at from both sides for what else is
 * between them and their neighbours. */
static void add_stretch(struct solver *solver, size_t first, size_t last, struct solving *out)
{
    enum operation op = solver->goal.op;
    const double *x = solver->x;
    if (solver->curve.is_whole || first != last || op != OP_EQ) {
        double low =
            first == 0 ? x[0] : curve_narrow(&solver->curve, x[first - 1], x[first], op, NULL);
        double high = last == solver->n - 1
                          ? x[last]
                          : curve_narrow(&solver->curve, x[last + 1], x[last], op, NULL);
        solver_add(solver, low, high, out);
        return;
    }
    struct bracket around = between(solver, first - (first > 0), last + (last < solver->n - 1));
    solver_add_around(solver, &around, x[first], out);
}

/* Roots between a value that is a root itself, I, and its neighbour J. */
static void look_beside(struct solver *solver, size_t i, size_t j, struct solving *out)
{
    double near = solver->x[i] + 1e-6 * (solver->x[j] - solver->x[i]);
    double y = curve_at(&solver->curve, near);
    struct bracket cell = i < j ? (struct bracket){{near, solver->x[j]}, {y, solver->y[j]}}
                                : (struct bracket){{solver->x[j], near}, {solver->y[j], y}};
    if (y * solver->y[j] < 0)
        solver_cross(solver, &cell, out);
}

static void find_stretches(struct solver *solver, struct solving *out)
{
    bool looks_beside = solver->goal.op == OP_EQ && !solver->curve.is_whole;
    for (size_t i = 0, end; i < solver->n; i = end + 1) {
        end = i;
        if (!is_met(solver, i))
            continue;
        while (end + 1 < solver->n && is_met(solver, end + 1))
            end++;
        add_stretch(solver, i, end, out);
        if (looks_beside && i > 0)
            look_beside(solver, i, i - 1, out);
        if (looks_beside && end + 1 < solver->n)
            look_beside(solver, end, end + 1, out);
    }
}

static void find_crossings(struct solver *solver, struct solving *out)
{
    for (size_t i = 0; i + 1 < solver->n; i++) {
        struct bracket cell = between(solver, i, i + 1);
        if (!((cell.y[0] < 0 && cell.y[1] > 0) || (cell.y[0] > 0 && cell.y[1] < 0)))
            continue;
        if (solver->curve.is_whole)
            solver_add_jump(&cell, out);
        else
            solver_cross(solver, &cell, out);
    }
}

/* How far the outcome at value I is from the goal's limit; infinite where it is undefined. */
static double distance(const struct solver *solver, size_t i)
{
    return isnan(solver->y[i]) ? INFINITY : fabs(solver->y[i]);
}

static bool is_same_side(const struct solver *solver, size_t i, size_t j)
{
    return isnan(solver->y[j]) || solver->y[i] * solver->y[j] > 0;
}

/* Where the outcome comes nearer to the goal's limit than on both sides, near enough that it may
 * reach it in between: as near as it changes from one value to the next. */
static void find_touches(struct solver *solver, struct solving *out)
{
    size_t n_touches = 0, last = solver->n - 1;
    for (size_t i = 0; i <= last && n_touches < MOST_TOUCHES; i++) {
        size_t before = i > 0 ? i - 1 : i, after = i < last ? i + 1 : i;
        double here = distance(solver, i);
        double left = before < i ? distance(solver, before) : INFINITY;
        double right = after > i ? distance(solver, after) : INFINITY;
        double change = fmax(isfinite(left) ? left - here : 0, isfinite(right) ? right - here : 0);
        if (!(here < left && here <= right) || !(here <= change) || here == 0 ||
            !is_same_side(solver, i, before) || !is_same_side(solver, i, after))
            continue;
        struct bracket cell = between(solver, before, after);
        solver_touch(solver, &cell, solver->x[i], out);
        n_touches++;
    }
}

/* Around a root of even order, rounding makes several changes of sign, or zeros, of one. Whether A
 * and B are such: between them, unlike between two roots, the outcome is as good as 0. */
static bool are_one_root(struct solver *solver, const struct solution *a, const struct solution *b)
{
    double middle = a->low + (b->low - a->low) / 2;
    return a->low == a->high && b->low == b->high &&
           b->low - a->low <= 1e-3 * (solver->range.high - solver->range.low) &&
           solver_may_be_zero(solver, middle, middle);
}

/* The middle of several that are one, if it is as good a root. */
static void merge_roots(struct solver *solver, struct solving *out)
{
    size_t n = 0;
    for (size_t i = 0, end; i < out->n_solutions; i = end + 1) {
        end = i;
        while (end + 1 < out->n_solutions &&
               are_one_root(solver, &out->solutions[end], &out->solutions[end + 1]))
            end++;
        double low = out->solutions[i].low, high = out->solutions[end].low;
        double middle = low + (high - low) / 2;
        double y_low = fabs(curve_at(&solver->curve, low));
        out->solutions[n] = out->solutions[i];
        if (end > i && fabs(curve_at(&solver->curve, middle)) <= y_low)
            out->solutions[n] = (struct solution){middle, middle, middle};
        n++;
    }
    out->n_solutions = n;
}

static void choose_nearest(struct solver *solver, struct solving *out)
{
    for (size_t i = 0; i < out->n_solutions; i++) {
        double x = out->solutions[i].nearest;
        if (!(fabs(x - out->present) >= fabs(out->value - out->present)))
            out->value = x;
    }
    if (out->n_solutions > 0)
        out->outcome = solver_outcome(solver, out->value);
}

/* Whole numbers were all tried. */
static bool prove_none(struct solver *solver, enum solve_effort effort)
{
    if (solver->curve.is_whole)
        return true;
    return solver_prove_none(solver,
                             (size_t)fmin(proof_work[effort] / solver->work, most_boxes[effort]));
}

void solver_solve(struct solver *solver, const struct goal *goal, enum solve_effort effort,
                  struct solving *out)
{
    assert(goal->op >= OP_LT && goal->op <= OP_NE);
    *out = (struct solving){
        .range = solver->range,
        .present = solver->curve.present,
        .has_effect = solver->has_effect,
        .value = (double)NAN,
        .outcome = (double)NAN,
    };
    solver->goal = *goal;
    solver->curve.offset = goal->target;
    find_extremes(solver, out);
    compute(solver);
    find_stretches(solver, out);
    if (goal->op == OP_EQ)
        find_crossings(solver, out);
    if (goal->op != OP_NE && !solver->curve.is_whole)
        find_touches(solver, out);
    if (goal->op == OP_EQ && !solver->curve.is_whole)
        merge_roots(solver, out);
    choose_nearest(solver, out);
    if (out->n_solutions == 0)
        out->proven_none = prove_none(solver, effort);
}
