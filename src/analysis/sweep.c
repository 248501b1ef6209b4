/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of the longer axis are lanes, those of the other one are held; numbers of months are runs
 * of their own, whichever axis they are. */
#include "analysis/sweep.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/solve/curve.h"
#include "core/text/gettext.h"

enum {
    DIGITS = 14, /* of values of an axis: 0.03, not 0.030000000000000002 */
    ONE_LANE = 4 /* times as much as an operation takes that is done for many lanes at once */
};

/* What is left of the outcome at a root beside what it is at the points around it. */
static const double NOTHING = 1e-6;

enum status sweep_init(struct sweep *sweep, const struct probe *probe, size_t item,
                       struct error *err)
{
    *sweep = (struct sweep){.curve = calloc(1, sizeof *sweep->curve)};
    if (!sweep->curve)
        return error_no_memory(err);
    enum status status = curve_init(sweep->curve, probe, 0, err);
    if (status != STATUS_OK) {
        sweep_fini(sweep);
        return status;
    }
    curve_look_at(sweep->curve, item);
    sweep->zero = sweep->curve->offset;
    return STATUS_OK;
}

void sweep_fini(struct sweep *sweep)
{
    if (sweep->curve)
        curve_fini(sweep->curve);
    free(sweep->curve);
    for (size_t i = 0; i < SWEEP_MOST_AXES; i++)
        free(sweep->axes[i].at);
    free(sweep->outcomes);
    free(sweep->row);
    *sweep = (struct sweep){0};
}

/* Room for N values in *VALUES; what is there is lost where that has to grow. */
static bool reserve(double **values, size_t *capacity, size_t n)
{
    if (n <= *capacity)
        return true;
    free(*values);
    *values = calloc(n, sizeof **values);
    *capacity = *values ? n : 0;
    return *values;
}

/* Points of BY. */
static size_t n_points(const struct scenario *scenario, const struct sweep_by *by)
{
    double most = by->range.high - by->range.low;
    bool is_whole = scenario->model->lines[by->line].is_whole;
    return (is_whole && most < (double)by->intervals ? (size_t)most : by->intervals) + 1;
}

/* The double nearest to VALUE's first DIGITS digits, where that is nothing beside STEP. */
static double tidy(double value, double step)
{
    double rounded = number_round(value, DIGITS);
    if (fabs(value) < 1e-9 * step)
        return 0;
    return fabs(rounded - value) > 1e-3 * step ? value : rounded;
}

static void fill_axis(struct sweep_axis *axis, struct range range, bool is_whole)
{
    double parts = (double)(axis->n - 1);
    double step = range.high / parts - range.low / parts;
    for (size_t i = 0; i < axis->n; i++) {
        double part = (double)i / parts;
        double at = range.low * (1 - part) + range.high * part;
        axis->at[i] = is_whole ? round(at) : tidy(at, step);
    }
    axis->at[0] = range.low;
    axis->at[axis->n - 1] = range.high;
}

/* Room for everything, and as many months as are asked for. */
static enum status prepare(struct sweep *sweep, const struct scenario *scenario,
                           const struct sweep_by *by, size_t n_by, struct error *err)
{
    size_t n = 1, longest = 0;
    bool fits = true;
    for (size_t i = 0; i < n_by; i++) {
        struct sweep_axis *axis = &sweep->axes[i];
        axis->n = n_points(scenario, &by[i]);
        fits = fits && axis->n <= SIZE_MAX / sizeof(double) / n &&
               reserve(&axis->at, &axis->capacity, axis->n);
        n *= axis->n;
        longest = axis->n > longest ? axis->n : longest;
    }
    if (!fits || !reserve(&sweep->outcomes, &sweep->outcomes_capacity, n) ||
        !reserve(&sweep->row, &sweep->row_capacity, longest))
        return error_no_memory(err);
    for (size_t i = 0; i < n_by; i++)
        if (by[i].line == scenario->model->months)
            return curve_reach(sweep->curve, (uint32_t)by[i].range.high, err);
    return STATUS_OK;
}

static void run_one(struct sweep *sweep, const struct scenario *scenario, const struct sweep_by *by)
{
    struct sweep_axis *axis = &sweep->axes[0];
    const struct lane_output output = {sweep->curve->left, sweep->outcomes};
    axis->has_effect = curve_choose(sweep->curve, scenario, by->line);
    curve_run(sweep->curve, axis->n, axis->at, &output, 1);
}

static void run_two(struct sweep *sweep, const struct scenario *scenario, const struct sweep_by *by)
{
    uint32_t months = scenario->model->months;
    bool is_first_longer = sweep->axes[0].n > sweep->axes[1].n;
    size_t varied = by[0].line == months || (by[1].line != months && is_first_longer) ? 0 : 1;
    struct sweep_axis *lanes = &sweep->axes[varied], *held = &sweep->axes[1 - varied];
    const struct lane_output output = {sweep->curve->left, sweep->row};
    lanes->has_effect = curve_choose(sweep->curve, scenario, by[varied].line);
    for (size_t h = 0; h < held->n; h++) {
        held->has_effect = curve_hold(sweep->curve, by[1 - varied].line, held->at[h]);
        curve_run(sweep->curve, lanes->n, lanes->at, &output, 1);
        double *first = sweep->outcomes + (varied == 1 ? h * lanes->n : h);
        size_t step = varied == 1 ? 1 : held->n;
        for (size_t l = 0; l < lanes->n; l++)
            first[l * step] = sweep->row[l];
    }
}

/* The lowest and the highest outcome, and what is unknown. */
static void survey(struct sweep *sweep)
{
    const double *outcomes = sweep->outcomes;
    sweep->lowest = sweep->highest = sweep->n;
    sweep->n_unknown = 0;
    for (size_t i = 0; i < sweep->n; i++) {
        if (!isfinite(outcomes[i])) {
            sweep->n_unknown++;
            continue;
        }
        if (sweep->lowest == sweep->n || outcomes[i] < outcomes[sweep->lowest])
            sweep->lowest = i;
        if (sweep->highest == sweep->n || outcomes[i] > outcomes[sweep->highest])
            sweep->highest = i;
    }
}

enum status sweep_run(struct sweep *sweep, const struct scenario *scenario,
                      const struct sweep_by *by, size_t n_by, struct error *err)
{
    assert(n_by >= 1 && n_by <= SWEEP_MOST_AXES && by[0].intervals >= 1);
    assert(n_by == 1 || (by[1].line != by[0].line && by[1].intervals >= 1));
    sweep->n = sweep->n_axes = sweep->n_crossings = 0;
    enum status status = prepare(sweep, scenario, by, n_by, err);
    if (status != STATUS_OK)
        return status;
    sweep->n_axes = n_by;
    sweep->n = sweep->axes[0].n * (n_by > 1 ? sweep->axes[1].n : 1);
    for (size_t i = 0; i < n_by; i++)
        fill_axis(&sweep->axes[i], by[i].range, scenario->model->lines[by[i].line].is_whole);
    curve_load(sweep->curve, scenario);
    if (n_by == 1)
        run_one(sweep, scenario, by);
    else
        run_two(sweep, scenario, by);
    survey(sweep);
    return STATUS_OK;
}

static bool jumps(struct sweep *sweep, double at, double before, double after)
{
    double largest = fmax(isinf(before) ? 0 : fabs(before), isinf(after) ? 0 : fabs(after)), y;
    curve_evaluate(sweep->curve, 1, &at, &y);
    return fabs(y) > NOTHING * largest;
}

/* The change of sign between the points I and J. */
static void add_crossing(struct sweep *sweep, size_t i, size_t j)
{
    const double *x = sweep->axes[0].at;
    double before = sweep->outcomes[i] - sweep->zero, after = sweep->outcomes[j] - sweep->zero;
    size_t k = i + 1; /* the first point without the sign of I */
    if (sweep->n_crossings++ >= SWEEP_MOST_CROSSINGS)
        return;
    struct sweep_crossing *crossing = &sweep->crossings[sweep->n_crossings - 1];
    crossing->at = curve_narrow(sweep->curve, x[i], x[k], curve_change(curve_sign(before)), NULL);
    crossing->is_jump = !sweep->curve->is_whole && jumps(sweep, crossing->at, before, after);
}

void sweep_find_crossings(struct sweep *sweep)
{
    size_t last = 0; /* the last point with a sign */
    int sign = 0;    /* its sign; 0 where there is none since what is NaN */
    sweep->n_crossings = 0;
    for (size_t i = 0; sweep->n_axes == 1 && i < sweep->n; i++) {
        double y = sweep->outcomes[i] - sweep->zero;
        int here = curve_sign(y);
        if (isnan(y))
            sign = 0;
        if (here == 0)
            continue;
        if (here == -sign)
            add_crossing(sweep, last, i);
        last = i;
        sign = here;
    }
}

const char *sweep_constant_sentence(const struct sweep *sweep)
{
    bool is_constant =
        sweep->n_unknown == 0 && sweep->n > 0 &&
        number_is_same(sweep->outcomes[sweep->lowest], sweep->outcomes[sweep->highest]);
    return is_constant ? _("The outcome is the same over the whole range.") : NULL;
}

const char *sweep_axis_sentence(const struct sweep *sweep, size_t i, const char *name,
                                char out[SWEEP_SENTENCE_SIZE])
{
    if (sweep->axes[i].has_effect)
        return NULL;
    snprintf(out, SWEEP_SENTENCE_SIZE, _("The outcome does not depend on %s."), name);
    return out;
}

const char *sweep_crossing_remark(const struct sweep *sweep, const struct sweep_crossing *crossing)
{
    return crossing->is_jump && sweep->zero == 0 ? _(" (a jump)") : "";
}

double sweep_cost(const struct sweep *sweep, const struct scenario *scenario,
                  const struct sweep_by *by, size_t n_by)
{
    const struct program *program = sweep->curve->probe->program;
    double months = sweep->curve->probe->months, scalar = 1, monthly = 0;
    bool is_alone = false;
    for (size_t i = 0; i < n_by; i++)
        if (by[i].line == scenario->model->months) {
            months = (by[i].range.low + by[i].range.high) / 2;
            is_alone = true;
        }
    for (uint32_t i = 0; i < program->n_segments; i++) {
        if (program->segments[i].is_monthly)
            monthly += program->segments[i].n;
        else
            scalar += program->segments[i].n;
    }
    return (scalar + months * monthly) * (is_alone ? ONE_LANE : 1);
}
