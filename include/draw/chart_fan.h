/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A fan over months: the band between the 5th and the 95th percentile is shaded lightly, that
 * between the 25th and the 75th more densely; the median is a line, and the line of zero is drawn
 * over the shades.
 */
#ifndef PROFORMA_DRAW_CHART_FAN_H
#define PROFORMA_DRAW_CHART_FAN_H

#include "draw/chart.h"

/* Percentiles of a balance, one value for each month. Months in which one of them is not finite are
 * left out. */
struct chart_fan {
    const double *p5, *p25, *p50, *p75, *p95;
};

/* Draw FAN, at PLACE as for chart_draw_lines. In ASCII the outer band is made of '.', the inner one
 * of ':', the median of '*'. */
void chart_draw_fan(struct canvas *canvas, const struct chart_place *place,
                    const struct chart_scale *scale, const struct chart_months *months,
                    const struct chart_fan *fan);

/* The characters, one cell wide, that the bands are made of, for a legend. */
int32_t chart_fan_outer(bool utf8);
int32_t chart_fan_inner(bool utf8);

#endif
