/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Curves over an axis of a parameter's values, with points marked on them. In ASCII a curve is made
 * of '*', the baseline's ghost of '.'; in UTF-8 both are Braille dots. Nothing allocates.
 */
#ifndef PROFORMA_DRAW_CHART_CURVE_H
#define PROFORMA_DRAW_CHART_CURVE_H

#include "draw/chart_axis.h"

/* A line through points from left to right. It has gaps where y is not finite or lies beyond the
 * scale. */
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
    double x, y; /* left out if it is not in the chart */
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

/* The scale that a chart of N CURVES needs. It holds all of them but the peaks of poles, and 0
 * unless that would leave too little room for the rest. */
struct chart_scale chart_curve_scale(const struct chart_curve *curves, size_t n);

/* Draw the curves at PLACE. From 4 rows on, the last one has the axis's values. */
void chart_draw_curves(struct canvas *canvas, const struct chart_place *place,
                       const struct chart_curves *curves);

/* Draw a mark on its own, beside the words that explain it. */
void chart_draw_mark(struct canvas *canvas, struct rect rect, int row, int column,
                     enum chart_mark_kind kind);

#endif
