/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * That a goal is met nowhere in a range, by intervals: of a range that they say nothing about, both
 * halves are tried, down to what no halving makes clearer.
 */
#include <math.h>

#include "solver.h"

enum { MOST_DEPTH = 40 };

/* Where the two sides lie while the parameter is in LOW..HIGH. */
static void enclose(struct solver *solver, double low, double high, struct interval *left,
                    struct interval *right)
{
    const struct curve *curve = &solver->curve;
    double target = solver->goal.target;
    if (curve->reg != REGISTER_NONE)
        enclosure_set(&solver->enclosure, curve->reg, low, high);
    enclosure_run(&solver->enclosure);
    *left = enclosure_of(&solver->enclosure, curve->left, 0);
    *right = (struct interval){target, target};
    if (curve->right != REGISTER_NONE)
        *right = enclosure_of(&solver->enclosure, curve->right, 0);
}

/* Whether no LEFT is in the relation OP to any RIGHT. An unknown one may be. */
static bool is_impossible(enum operation op, struct interval left, struct interval right)
{
    switch (op) {
    case OP_LT:
        return left.low >= right.high;
    case OP_LE:
        return left.low > right.high;
    case OP_GT:
        return left.high <= right.low;
    case OP_GE:
        return left.high < right.low;
    case OP_EQ:
        return left.high < right.low || left.low > right.high;
    default: /* OP_NE */
        return left.low == left.high && left.low == right.low && right.low == right.high;
    }
}

bool solver_prove_none(struct solver *solver, size_t boxes)
{
    struct range stack[MOST_DEPTH + 1] = {solver->range};
    size_t n = 1;
    while (n > 0) {
        struct range box = stack[--n];
        struct interval left, right;
        double middle = box.low + (box.high - box.low) / 2;
        if (boxes-- == 0)
            return false;
        enclose(solver, box.low, box.high, &left, &right);
        if (is_impossible(solver->goal.op, left, right))
            continue;
        if (n + 2 > MOST_DEPTH || middle <= box.low || middle >= box.high ||
            solver->curve.reg == REGISTER_NONE)
            return false;
        stack[n++] = (struct range){middle, box.high};
        stack[n++] = (struct range){box.low, middle};
    }
    return true;
}

bool solver_may_be_zero(struct solver *solver, double low, double high)
{
    struct interval left, right;
    enclose(solver, low, high, &left, &right);
    return left.low <= right.high && right.low <= left.high;
}
