/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations on intervals, rounded outwards. */
#ifndef PROFORMA_CORE_LANGUAGE_INTERVAL_H
#define PROFORMA_CORE_LANGUAGE_INTERVAL_H

#include "core/language/operation.h"

/* From LOW to HIGH, both included, either of which may be infinite; both NaN: unknown, NaN too. */
struct interval {
    double low, high;
};

#define INTERVAL_UNKNOWN ((struct interval){(double)NAN, (double)NAN})

static inline bool interval_is_unknown(struct interval x)
{
    return x.low != x.low;
}

/*
 * One of LANE_OPERATIONS: what it can come to for operands from A, B and C, of which it reads as
 * many as it has. IS_SAME: the first two are the same number, so that x - x is 0 and x * x not
 * negative. Unknown where the value may be NaN. 0 stands for -0 too: what is divided by an interval
 * that touches 0 can be anything.
 */
struct interval interval_apply(enum operation op, struct interval a, struct interval b,
                               struct interval c, bool is_same);

#endif
