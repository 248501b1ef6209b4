/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What lies in one cell between two values: roots and jumps, which are distinguished, and values
 * that come nearest to the goal. Brent's method is GSL's; what it refuses (infinite values) or is
 * slow at (jumps) is narrowed down by signs.
 */
#include <float.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "solver.h"

enum {
    BRENT_STEPS = 60,
    TOUCH_STEPS = 24 /* each cuts a cell to 2/17 */
};

/* A difference this small beside what the cell has at both its ends is no jump. */
static const double negligible = 1e-8;
/* Stretches shorter than this part of the range count as one value. */
static const double one_value = 1e-7;

static double residual(double x, void *context)
{
    struct solver *solver = context;
    return curve_at(&solver->curve, x);
}

static void set_end(struct solver *solver, struct bracket *bracket, int end, double x)
{
    bracket->x[end] = x;
    bracket->y[end] = curve_at(&solver->curve, x);
}

/* A bracket with a change of sign, made as narrow as doubles allow, or both ends on a zero. */
static void narrow(struct solver *solver, struct bracket *bracket)
{
    gsl_function f = {residual, solver};
    double low = bracket->x[0], high = bracket->x[1];
    int status = gsl_root_fsolver_set(solver->brent, &f, low, high);
    for (int i = 0; i < BRENT_STEPS && status == GSL_SUCCESS; i++) {
        status = gsl_root_fsolver_iterate(solver->brent);
        if (status != GSL_SUCCESS)
            break;
        low = gsl_root_fsolver_x_lower(solver->brent);
        high = gsl_root_fsolver_x_upper(solver->brent);
        if (gsl_root_test_interval(low, high, 0, 2 * DBL_EPSILON) == GSL_SUCCESS)
            break;
    }
    enum operation op = bracket->y[1] > 0 ? OP_GE : OP_LE;
    /* one of Brent's ends may be the root itself */
    set_end(solver, bracket, 0, low);
    set_end(solver, bracket, 1, high);
    for (int end = 0; end < 2; end++)
        if (bracket->y[end] == 0) {
            bracket->x[1 - end] = bracket->x[end];
            bracket->y[1 - end] = 0;
            return;
        }
    high = curve_narrow(&solver->curve, low, high, op, &low);
    set_end(solver, bracket, 0, low);
    set_end(solver, bracket, 1, high);
}

/* Whether the difference between the ends of BRACKET, in CELL, is the less the narrower it is: not
 * so at a jump. Wider by 2^7 each time, a cube root's is 5 times as large. */
static bool is_shrinking(struct solver *solver, const struct bracket *cell,
                         const struct bracket *bracket)
{
    double difference = fabs(bracket->y[1] - bracket->y[0]);
    double width = bracket->x[1] - bracket->x[0];
    for (int i = 0; i < 3; i++) {
        struct bracket wide;
        width *= 128;
        set_end(solver, &wide, 0, fmax(cell->x[0], bracket->x[0] - width));
        set_end(solver, &wide, 1, fmin(cell->x[1], bracket->x[1] + width));
        double wider = fabs(wide.y[1] - wide.y[0]);
        if (!isfinite(wider) || !(wider > 2 * difference))
            return false;
        difference = wider;
    }
    return true;
}

/* Whether the change of sign in BRACKET, a narrow one in CELL, is a continuous one: its difference
 * is nothing beside those of the cell, or shrinks with it, or is within what rounding makes of 0.
 */
static bool is_root(struct solver *solver, const struct bracket *cell,
                    const struct bracket *bracket)
{
    double difference = fabs(bracket->y[1] - bracket->y[0]);
    double scale = fmin(fabs(cell->y[0]), fabs(cell->y[1]));
    if (!isfinite(difference))
        return false;
    return difference <= negligible * scale || is_shrinking(solver, cell, bracket) ||
           (difference <= negligible * solver->scale &&
            (solver_may_be_zero(solver, bracket->x[0], bracket->x[0]) ||
             solver_may_be_zero(solver, bracket->x[1], bracket->x[1])));
}

void solver_add_around(struct solver *solver, const struct bracket *cell, double x,
                       struct solving *out)
{
    enum operation op = solver->goal.op;
    double step = one_value * (solver->range.high - solver->range.low);
    double low = x, high = x;
    if (x - step > cell->x[0] && curve_holds(op, curve_at(&solver->curve, x - step)))
        low = curve_narrow(&solver->curve, cell->x[0], x - step, op, NULL);
    if (x + step < cell->x[1] && curve_holds(op, curve_at(&solver->curve, x + step)))
        high = curve_narrow(&solver->curve, cell->x[1], x + step, op, NULL);
    solver_add(solver, low, high, out);
}

/* The root, or the jump, of CELL. */
static void cross_once(struct solver *solver, const struct bracket *cell, struct solving *out)
{
    struct bracket bracket = *cell;
    narrow(solver, &bracket);
    int nearer = fabs(bracket.y[1]) < fabs(bracket.y[0]);
    if (bracket.y[nearer] == 0)
        solver_add_around(solver, cell, bracket.x[nearer], out);
    else if (is_root(solver, cell, &bracket))
        solver_add(solver, bracket.x[nearer], bracket.x[nearer], out);
    else if (isnan(bracket.y[0]) || isnan(bracket.y[1]))
        out->has_undefined = true;
    else
        solver_add_jump(&bracket, out);
}

void solver_cross(struct solver *solver, const struct bracket *cell, struct solving *out)
{
    double x[CURVE_FEW], y[CURVE_FEW];
    size_t n = curve_part(&solver->curve, cell->x[0], cell->x[1], CURVE_FEW + 1, x);
    struct bracket part = {.x = {cell->x[0]}, .y = {cell->y[0]}};
    curve_evaluate(&solver->curve, n, x, y);
    for (size_t i = 0; i <= n; i++) {
        part.x[1] = i < n ? x[i] : cell->x[1];
        part.y[1] = i < n ? y[i] : cell->y[1];
        if (part.y[1] == 0 && part.x[1] != cell->x[1])
            continue; /* the sign behind it counts */
        if ((part.y[0] < 0 && part.y[1] > 0) || (part.y[0] > 0 && part.y[1] < 0))
            cross_once(solver, &part, out);
        part.x[0] = part.x[1];
        part.y[0] = part.y[1];
    }
}

/* The goal is met, or passed, at X: what is on both sides of it in CELL. */
static void add_pocket(struct solver *solver, const struct bracket *cell, double x, double y,
                       struct solving *out)
{
    enum operation op = solver->goal.op;
    if (op != OP_EQ) {
        solver_add(solver, curve_narrow(&solver->curve, cell->x[0], x, op, NULL),
                   curve_narrow(&solver->curve, cell->x[1], x, op, NULL), out);
    } else if (y == 0) {
        solver_add_around(solver, cell, x, out);
    } else {
        struct bracket left = {{cell->x[0], x}, {cell->y[0], y}};
        struct bracket right = {{x, cell->x[1]}, {y, cell->y[1]}};
        solver_cross(solver, &left, out);
        solver_cross(solver, &right, out);
    }
}

/* One step: the value of CELL at which Y times SIDE is least becomes *MIDDLE where that is less
 * than there, and its neighbours the cell. False where the goal has been reached, or can't be. */
static bool approach(struct solver *solver, struct bracket *cell, double side, double *middle,
                     double *least)
{
    double x[CURVE_FEW + 2], y[CURVE_FEW + 2];
    size_t n = curve_part(&solver->curve, cell->x[0], cell->x[1], CURVE_FEW + 1, x + 1);
    size_t best = 0;
    if (n == 0)
        return false;
    curve_evaluate(&solver->curve, n, x + 1, y + 1);
    x[0] = cell->x[0];
    y[0] = cell->y[0];
    x[n + 1] = cell->x[1];
    y[n + 1] = cell->y[1];
    for (size_t i = 0; i < n + 2; i++)
        if (!isnan(y[i]) && (isnan(y[best]) || side * y[i] < side * y[best]))
            best = i;
    if (side * y[best] < side * *least) {
        *middle = x[best];
        *least = y[best];
    }
    size_t before = best > 0 ? best - 1 : 0, after = best < n + 1 ? best + 1 : n + 1;
    *cell = (struct bracket){{x[before], x[after]}, {y[before], y[after]}};
    double change = fmax(side * (y[before] - y[best]), side * (y[after] - y[best]));
    return side * *least > 0 && (isnan(change) || side * *least <= 4 * change);
}

/* The stretch that X is in, where the goal is not met, without what lies between the ends of CELL
 * where it is. */
static void split(struct solver *solver, const struct bracket *cell, double x, struct solving *out)
{
    enum operation op = solver->goal.op;
    double before = curve_narrow(&solver->curve, x, cell->x[0], op, NULL);
    double after = curve_narrow(&solver->curve, x, cell->x[1], op, NULL);
    for (size_t i = 0; i < out->n_solutions; i++) {
        struct solution *solution = &out->solutions[i];
        if (solution->low <= before && after <= solution->high) {
            double high = solution->high;
            solution->high = before;
            solution->nearest = fmin(solution->nearest, before);
            solver_add(solver, after, high, out);
            return;
        }
    }
}

void solver_touch(struct solver *solver, const struct bracket *cell, double middle,
                  struct solving *out)
{
    enum operation op = solver->goal.op;
    struct bracket part = *cell;
    double least = curve_at(&solver->curve, middle), side = least > 0 ? 1 : -1;
    bool was_met = curve_holds(op, least);
    if (part.x[0] < 0 && part.x[1] > 0) { /* what parts alone would never hit */
        double y = curve_at(&solver->curve, 0);
        middle = side * y < side * least ? 0 : middle;
        least = side * y < side * least ? y : least;
    }
    for (int i = 0; i < TOUCH_STEPS && approach(solver, &part, side, &middle, &least); i++)
        continue;
    double scale =
        fmax(isnan(cell->y[0]) ? 0 : fabs(cell->y[0]), isnan(cell->y[1]) ? 0 : fabs(cell->y[1]));
    bool is_met = curve_holds(op, least);
    if (was_met && !is_met)
        split(solver, cell, middle, out);
    else if (!was_met && (is_met || side * least < 0))
        add_pocket(solver, cell, middle, least, out);
    else if (op == OP_EQ && fabs(least) <= 1e-6 * scale &&
             solver_may_be_zero(solver, nextafter(middle, -INFINITY), nextafter(middle, INFINITY)))
        solver_add(solver, middle, middle, out);
}
