/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with solutions: keeping them, the outcome there, few digits, single values. */
#include <math.h>
#include <string.h>

#include "core/text/number.h"

#include "solver.h"

void solver_add(struct solver *solver, double low, double high, struct solving *out)
{
    double present = solver->curve.present;
    size_t at = out->n_solutions;
    if (out->n_solutions == SOLVE_MOST_SOLUTIONS) {
        out->is_cut = true;
        return;
    }
    while (at > 0 && out->solutions[at - 1].low > low)
        at--;
    memmove(&out->solutions[at + 1], &out->solutions[at],
            (out->n_solutions - at) * sizeof *out->solutions);
    out->solutions[at] = (struct solution){low, high, fmin(fmax(present, low), high)};
    out->n_solutions++;
}

void solver_add_jump(const struct bracket *bracket, struct solving *out)
{
    if (out->n_jumps < SOLVE_MOST_JUMPS)
        out->jumps[out->n_jumps++] =
            (struct jump){{bracket->x[0], bracket->x[1]}, {bracket->y[0], bracket->y[1]}};
}

double solver_outcome(struct solver *solver, double x)
{
    double outcome;
    const struct lane_output output = {solver->curve.left, &outcome};
    curve_run(&solver->curve, 1, &x, &output, 1);
    return outcome + 0.0; /* -0 is 0 */
}

/* How good X is in place of the solution: 2 good, 1 good but for the side it is on, 0 not. */
static int grade(struct solver *solver, double x, double solution)
{
    enum operation op = solver->goal.op;
    double y = curve_at(&solver->curve, x), away = fabs(x - solution);
    if (x < solver->range.low || x > solver->range.high)
        return 0;
    if (op != OP_EQ)
        return curve_holds(op, y) && away <= 1e-6 * fabs(solution) ? 2 : 0;
    return !(fabs(y) <= 1e-9 * solver->scale) ? 0 : y >= 0 ? 2 : 1;
}

double solver_tidy(struct solver *solver, double x)
{
    if (solver->curve.is_whole || x == solver->curve.present || x == 0)
        return x;
    for (int digits = 1; digits < 17; digits++) {
        double nearest = number_round(x, digits);
        double step = pow(10, floor(log10(fabs(x))) + 1 - digits);
        double other = number_round(nearest < x ? nearest + step : nearest - step, digits);
        int good = grade(solver, nearest, x), other_good = grade(solver, other, x);
        if (good > 0 || other_good > 0)
            return good >= other_good ? nearest : other;
    }
    return x;
}

size_t solving_values(const struct solving *solving, double out[2 * SOLVE_MOST_SOLUTIONS])
{
    size_t n = 0;
    for (size_t i = 0; i < solving->n_solutions; i++) {
        const struct solution *solution = &solving->solutions[i];
        bool has_low = solution->low > solving->range.low;
        bool has_high = solution->high < solving->range.high;
        if (solution->low == solution->high || (!has_low && !has_high)) {
            out[n++] = solution->nearest;
            continue;
        }
        if (has_low)
            out[n++] = solution->low;
        if (has_high)
            out[n++] = solution->high;
    }
    return n;
}
