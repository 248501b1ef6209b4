/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/solve/curve.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "analysis/probe/variable.h"
#include "core/text/bounds.h"

enum { CHUNK = 256 };

enum status curve_init(struct curve *curve, const struct probe *probe, uint32_t most_months,
                       struct error *err)
{
    const struct program *program = probe->program;
    *curve = (struct curve){.probe = probe, .reg = REGISTER_NONE};
    enum status status = run_init(&curve->many, program, 0, probe->months, err);
    if (status == STATUS_OK)
        status = program_unsettled(program, &curve->unsettled, err);
    if (status == STATUS_OK)
        status = run_init(&curve->few, curve->unsettled, CURVE_FEW, probe->months, err);
    if (status == STATUS_OK)
        status = curve_reach(curve, most_months, err);
    if (status != STATUS_OK)
        curve_fini(curve);
    return status;
}

enum status curve_reach(struct curve *curve, uint32_t most_months, struct error *err)
{
    struct run longer;
    if (most_months <= curve->most_months)
        return STATUS_OK;
    enum status status = run_init(&longer, curve->probe->program, 1, most_months, err);
    if (status != STATUS_OK)
        return status;
    run_fini(&curve->horizon);
    curve->horizon = longer;
    curve->most_months = most_months;
    return STATUS_OK;
}

void curve_fini(struct curve *curve)
{
    run_fini(&curve->many);
    run_fini(&curve->few);
    program_unsettled_free(curve->unsettled);
    run_fini(&curve->horizon);
    *curve = (struct curve){0};
}

void curve_load(struct curve *curve, const struct scenario *scenario)
{
    probe_load(curve->probe, &curve->many, scenario);
    probe_load(curve->probe, &curve->few, scenario);
    if (curve->most_months > 0)
        probe_load(curve->probe, &curve->horizon, scenario);
    curve->reg = REGISTER_NONE;
}

bool curve_choose(struct curve *curve, const struct scenario *scenario, uint32_t line)
{
    if (curve->reg != REGISTER_NONE) {
        run_set(&curve->many, curve->reg, curve->present);
        run_set(&curve->few, curve->reg, curve->present);
    }
    curve->is_months = line == scenario->model->months;
    curve->is_whole = scenario->model->lines[line].is_whole;
    curve->reg = probe_register(curve->probe, line);
    curve->present = variable_present(&scenario->model->lines[line]);
    /* whatever has months depends on how many there are */
    return curve->reg != REGISTER_NONE ||
           (curve->is_months && curve->probe->program->n_segments > 0);
}

bool curve_hold(struct curve *curve, uint32_t line, double value)
{
    uint32_t reg = probe_register(curve->probe, line);
    if (reg == REGISTER_NONE)
        return false;
    run_set(&curve->many, reg, value);
    run_set(&curve->few, reg, value);
    if (curve->most_months > 0)
        run_set(&curve->horizon, reg, value);
    return true;
}

static void run_months(struct curve *curve, size_t n, const double *x,
                       const struct lane_output *outputs, size_t n_outputs)
{
    struct run *run = &curve->horizon;
    for (size_t i = 0; i < n; i++) {
        run_set_months(run, (uint32_t)x[i]);
        if (curve->reg != REGISTER_NONE)
            run_set(run, curve->reg, x[i]);
        run_block(run, 1);
        for (size_t o = 0; o < n_outputs; o++)
            outputs[o].values[i] = run_cell(run, outputs[o].reg, 0)[0];
    }
}

static void run_in(struct curve *curve, struct run *run, size_t n, const double *x,
                   const struct lane_output *outputs, size_t n_outputs)
{
    const struct lane_input input = {curve->reg, x};
    if (curve->is_months)
        run_months(curve, n, x, outputs, n_outputs);
    else
        program_run(run, n, &input, curve->reg != REGISTER_NONE, outputs, n_outputs);
}

void curve_run(struct curve *curve, size_t n, const double *x, const struct lane_output *outputs,
               size_t n_outputs)
{
    run_in(curve, &curve->many, n, x, outputs, n_outputs);
}

/* Few values are those around a place that is looked for. */
static struct run *run_for(struct curve *curve, size_t n)
{
    return n <= CURVE_FEW ? &curve->few : &curve->many;
}

void curve_look_at(struct curve *curve, size_t item)
{
    const struct probe_item *of = &curve->probe->items[item];
    curve->left = of->reg;
    curve->right = REGISTER_NONE;
    curve->offset = of->op == OP_COPY ? 0 : 0.5;
}

void curve_compare(struct curve *curve, size_t item)
{
    const struct probe_item *of = &curve->probe->items[item];
    bool has_sides = of->left != REGISTER_NONE;
    curve->left = has_sides ? of->left : of->reg;
    curve->right = has_sides ? of->right : REGISTER_NONE;
    curve->offset = 0;
}

static void evaluate_sides(struct curve *curve, size_t n, const double *x, double *y)
{
    double right[CHUNK];
    const struct lane_output outputs[] = {{curve->left, y}, {curve->right, right}};
    run_in(curve, run_for(curve, n), n, x, outputs, 2);
    for (size_t i = 0; i < n; i++)
        y[i] = y[i] - right[i] - curve->offset;
}

void curve_evaluate(struct curve *curve, size_t n, const double *x, double *y)
{
    const struct lane_output output = {curve->left, y};
    if (curve->right != REGISTER_NONE) {
        for (size_t at = 0; at < n; at += CHUNK)
            evaluate_sides(curve, lesser_size(n - at, CHUNK), x + at, y + at);
        return;
    }
    run_in(curve, run_for(curve, n), n, x, &output, 1);
    for (size_t i = 0; i < n; i++)
        y[i] -= curve->offset;
}

double curve_at(struct curve *curve, double x)
{
    double y;
    curve_evaluate(curve, 1, &x, &y);
    return y;
}

int curve_sign(double y)
{
    return (y > 0) - (y < 0);
}

bool curve_holds(enum operation op, double y)
{
    switch (op) {
    case OP_LT:
        return y < 0;
    case OP_LE:
        return y <= 0;
    case OP_GT:
        return y > 0;
    case OP_GE:
        return y >= 0;
    case OP_EQ:
        return y == 0;
    default: /* OP_NE */
        return y < 0 || y > 0;
    }
}

enum operation curve_change(int sign)
{
    assert(sign == 1 || sign == -1);
    return sign > 0 ? OP_LE : OP_GE;
}

size_t curve_part(const struct curve *curve, double from, double to, size_t parts, double *x)
{
    size_t n = 0;
    assert(parts <= CURVE_FEW + 1);
    for (size_t i = 1; i < parts; i++) {
        double at = from + (to - from) * ((double)i / (double)parts);
        if (curve->is_whole)
            at = round(at);
        if (at != from && at != to && (n == 0 || at != x[n - 1]))
            x[n++] = at;
    }
    return n;
}

/* Add FROM..TO at PART of the way to the N values X, in their order, unless it is an end or there
 * already; how many they are then. */
static size_t add_part(double from, double to, double part, double *x, size_t n)
{
    double at = from + (to - from) * part;
    size_t i = n;
    bool is_up = to > from;
    if (!(part > 0 && part < 1) || at == from || at == to)
        return n;
    while (i > 0 && (is_up ? x[i - 1] > at : x[i - 1] < at))
        i--;
    if (i > 0 && x[i - 1] == at)
        return n;
    memmove(x + i + 1, x + i, (n - i) * sizeof *x);
    x[i] = at;
    return n + 1;
}

/* Values around PART of the way, where a straight line would cross, ever closer to it, and a few
 * all over; how many. */
static size_t aim(double from, double to, double part, double *x)
{
    size_t n = add_part(from, to, part, x, 0);
    for (int i = 1; i <= 6; i++) {
        n = add_part(from, to, part - ldexp(1, -4 * i), x, n);
        n = add_part(from, to, part + ldexp(1, -4 * i), x, n);
    }
    for (int i = 1; i < 4; i++)
        n = add_part(from, to, i / 4.0, x, n);
    return n;
}

/* What curve_narrow knows: the two ends, and how far they are from the zero; NaN: not known. */
struct narrowing {
    double from, to, from_y, to_y;
    bool is_aimed; /* the last step was, and it was the better for it */
};

/* The values of the next step into X; how many. */
static size_t choose(const struct curve *curve, const struct narrowing *now, double *x)
{
    double part = now->from_y / (now->from_y - now->to_y);
    size_t n = 0;
    if (now->is_aimed && !curve->is_whole && isfinite(part))
        n = aim(now->from, now->to, part, x);
    if (n == 0)
        n = curve_part(curve, now->from, now->to, curve->is_months ? 2 : CURVE_FEW + 1, x);
    return n;
}

double curve_narrow(struct curve *curve, double from, double to, enum operation op, double *before)
{
    struct narrowing now = {from, to, (double)NAN, (double)NAN, true};
    double x[CURVE_FEW], y[CURVE_FEW];
    size_t n;
    double enough = fabs(to - from) * ldexp(1, -60);
    if ((from < 0 && to > 0) || (from > 0 && to < 0)) /* what parts alone would never hit */
        *(curve_holds(op, curve_at(curve, 0)) ? &now.to : &now.from) = 0;
    while (fabs(now.to - now.from) > enough && (n = choose(curve, &now, x)) > 0) {
        double width = fabs(now.to - now.from);
        curve_evaluate(curve, n, x, y);
        for (size_t i = 0; i < n; i++) {
            if (curve_holds(op, y[i])) {
                now.to = x[i];
                now.to_y = y[i];
                break;
            }
            now.from = x[i];
            now.from_y = y[i];
        }
        /* what is no line, or jumps, is cut into equal parts */
        now.is_aimed = now.is_aimed && fabs(now.to - now.from) * CURVE_FEW <= width;
    }
    if (before)
        *before = now.from;
    return now.to;
}
