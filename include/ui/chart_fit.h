/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scale of a chart has to hold: the values but for the peaks of poles, which would leave
 * too little of all the rest. */
#ifndef PROFORMA_UI_CHART_FIT_H
#define PROFORMA_UI_CHART_FIT_H

#include "ui/chart_curve.h"

/* Of N curves, with 0 unless they lie so far from it that too little would be left of them. */
struct chart_scale chart_fit_curves(const struct chart_curve *curves, size_t n);

/* Of N values of a heat map: how far they are from ZERO, which counts as their 0. */
struct chart_scale chart_fit_heat(const double *values, size_t n, double zero);

#endif
