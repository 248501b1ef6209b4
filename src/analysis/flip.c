/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outcome at values all over the range in one batch; then the first bracket to the left of the
 * present value and the first to its right, of which the nearer ones are narrowed.
 */
#include "analysis/flip.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/solve/curve.h"

enum {
    PARTS = 128,
    NEAR_MONTHS = 8,  /* numbers of months that are tried one by one on each side */
    MOST_VALUES = 602 /* all whole numbers of a range, or PARTS and the ends */
};

enum status flip_init(struct flip_search *search, const struct probe *probe, size_t item,
                      const struct scenario *scenario, struct error *err)
{
    struct range months = {1, probe->months};
    /* an upside-down range is reported where it is asked for */
    variable_range(scenario->model, scenario->model->months, NAN, NAN, &months, NULL);
    *search = (struct flip_search){
        .curve = calloc(1, sizeof *search->curve),
        .x = calloc(MOST_VALUES, sizeof *search->x),
        .y = calloc(MOST_VALUES, sizeof *search->y),
    };
    enum status status =
        search->curve && search->x && search->y
            ? curve_init(search->curve, probe, (uint32_t)fmax(months.high, probe->months), err)
            : error_no_memory(err);
    if (status != STATUS_OK)
        flip_fini(search);
    else
        curve_look_at(search->curve, item);
    return status;
}

void flip_fini(struct flip_search *search)
{
    if (search->curve)
        curve_fini(search->curve);
    free(search->curve);
    free(search->x);
    free(search->y);
    *search = (struct flip_search){0};
}

void flip_load(struct flip_search *search, const struct scenario *scenario)
{
    curve_load(search->curve, scenario);
}

/* Values all over RANGE, the present one among them. */
static void choose_values(struct flip_search *search, struct range range, double present)
{
    bool is_placed = false;
    search->n = 0;
    for (size_t i = 0; i <= PARTS; i++) {
        double x =
            i == PARTS ? range.high : range.low + (range.high - range.low) * ((double)i / PARTS);
        if (!is_placed && x >= present) {
            search->present = search->n;
            search->x[search->n++] = present;
            is_placed = true;
        }
        if (x != present)
            search->x[search->n++] = x;
    }
}

/* Whether a number of months DISTANCE away from the present one is tried at first: 1, 2, .. 8, 10,
 * 13, 17, ...; each takes a run of its own. */
static bool is_tried(double distance)
{
    double at = 0;
    while (at < distance)
        at = at < NEAR_MONTHS ? at + 1 : ceil(at * 1.25);
    return at == distance;
}

static void choose_whole_values(struct flip_search *search, struct range range, double present)
{
    search->n = 0;
    for (double x = range.low; x <= range.high && search->n < MOST_VALUES; x++) {
        if (x == present)
            search->present = search->n;
        if (!search->curve->is_months || x == range.low || x == range.high ||
            is_tried(fabs(x - present)))
            search->x[search->n++] = x;
    }
}

/* Going from the present value by STEP, 1 or -1: the first value with a sign, or 0. */
static int first_sign(const struct flip_search *search, ptrdiff_t step)
{
    for (ptrdiff_t i = (ptrdiff_t)search->present; i >= 0 && i < (ptrdiff_t)search->n; i += step)
        if (curve_sign(search->y[i]) != 0)
            return curve_sign(search->y[i]);
    return 0;
}

/* Going by STEP: the index of the first value from which on the outcome hasn't the sign NEAR any
 * more and which leads to the other sign; -1 where there is none. NaN is no change. */
static ptrdiff_t first_flip(const struct flip_search *search, ptrdiff_t step, int near)
{
    ptrdiff_t candidate = -1;
    for (ptrdiff_t i = (ptrdiff_t)search->present; i >= 0 && i < (ptrdiff_t)search->n; i += step) {
        int at = curve_sign(search->y[i]);
        if (at == near)
            candidate = -1;
        else if (candidate < 0 && !isnan(search->y[i]))
            candidate = i;
        if (at == -near)
            return candidate;
    }
    return -1;
}

double flip_find(struct flip_search *search, const struct scenario *scenario, uint32_t line,
                 struct range range)
{
    double present = variable_present(&scenario->model->lines[line]);
    if (!curve_choose(search->curve, scenario, line))
        return (double)NAN;
    range.low = fmin(range.low, present);
    range.high = fmax(range.high, present);
    if (search->curve->is_whole)
        choose_whole_values(search, range, present);
    else
        choose_values(search, range, present);
    curve_evaluate(search->curve, search->n, search->x, search->y);
    int left_sign = first_sign(search, -1), right_sign = first_sign(search, 1);
    if (curve_sign(search->y[search->present]) == 0 && left_sign * right_sign < 0)
        return present;
    ptrdiff_t left = first_flip(search, -1, left_sign), right = first_flip(search, 1, right_sign);
    if (left < 0 && right < 0)
        return (double)NAN;
    /* the nearer one's far end is nearer than the other's near end: no need to narrow that */
    const double *x = search->x;
    if (right < 0 || (left >= 0 && present - x[left] <= x[right - 1] - present))
        return curve_narrow(search->curve, x[left + 1], x[left], curve_change(left_sign), NULL);
    if (left < 0 || x[right] - present <= present - x[left + 1])
        return curve_narrow(search->curve, x[right - 1], x[right], curve_change(right_sign), NULL);
    double below = curve_narrow(search->curve, x[left + 1], x[left], curve_change(left_sign), NULL);
    double above =
        curve_narrow(search->curve, x[right - 1], x[right], curve_change(right_sign), NULL);
    return present - below <= above - present ? below : above;
}
