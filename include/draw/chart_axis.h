/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An axis of a parameter's values, whose labels are in the parameter's terms: 0.05 is "5 %" if it
 * is a percentage, 9 is "2026-09" if it is a month. Not here: axes of results (draw/chart.h) and of
 * the horizon.
 */
#ifndef PROFORMA_DRAW_CHART_AXIS_H
#define PROFORMA_DRAW_CHART_AXIS_H

#include "draw/chart.h"

struct chart_axis {
    double low, high;         /* finite, low < high */
    bool is_percent;          /* 0.05 is written as 5 % */
    bool is_whole;            /* only whole numbers have a meaning */
    struct calendar calendar; /* whose months the values are; without a start they are numbers */
};

/* A round distance of which at most COUNT fit between the ends of AXIS: for 2 % to 30 % and 5 it is
 * 10 %. */
double chart_axis_step(const struct chart_axis *axis, int count);

/* VALUE as the label of AXIS with ticks every STEP: "10 %", "2.5k". */
void chart_axis_format(char out[CHART_LABEL_SIZE], const struct chart_axis *axis, double value,
                       double step);

/* How many columns the labels of AXIS take if it stands left of ROWS rows. */
int chart_axis_label_columns(const struct chart_axis *axis, int rows);

#endif
