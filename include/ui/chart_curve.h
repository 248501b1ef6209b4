/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Curves over an axis of a parameter's values, with points marked on them. In ASCII a curve is '*',
 * the baseline's ghost '.'; elsewhere both are Braille dots. Nothing allocates.
 */
#ifndef PROFORMA_UI_CHART_CURVE_H
#define PROFORMA_UI_CHART_CURVE_H

#include "ui/chart_axis.h"

/* A line through points from left to right. Where y is not finite, or lies beyond the scale, there
 * is none. */
struct chart_curve {
    const double *x, *y;
    size_t n;
    enum ui_role role;
};

enum chart_mark_kind {
    CHART_MARK_NOW,    /* where the scenario is: 'X', ● */
    CHART_MARK_BEFORE, /* where the baseline is: '+' */
    CHART_MARK_ZERO    /* where the outcome is 0: 'o', ○ */
};

struct chart_mark {
    double x, y; /* left out where it is not in the chart */
    enum chart_mark_kind kind;
};

struct chart_curves {
    struct chart_axis axis;           /* horizontal */
    struct chart_scale scale;         /* of the values; need not hold 0 */
    const struct chart_curve *curves; /* later ones over earlier ones */
    size_t n_curves;
    const struct chart_mark *marks; /* over all of them */
    size_t n_marks;
};

/* What a chart of N CURVES has to hold: all of them but for the peaks of poles, and 0 unless that
 * would leave too little of the rest. */
struct chart_scale chart_curve_scale(const struct chart_curve *curves, size_t n);

/* The curves at PLACE, whose last row of 4 and more has the axis's values. */
void chart_draw_curves(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_curves *curves);

/* A mark alone, for the words that explain it. */
void chart_draw_mark(struct canvas *canvas, struct rect rect, int row, int column,
                     enum chart_mark_kind kind);

#endif
