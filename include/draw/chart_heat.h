/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A heat map: values over two parameters as cells, whose characters alone say sign and size. In
 * ASCII '.', ':', '+', '#' are more and more above 0, '-', '=', '%', '@' are below it, 'o' is where
 * the sign changes, '?' is a value that is not a number. In UTF-8 there are shades above 0, dots
 * below it, and ○. If the scale lies on one side of 0, the shades go from its lower end to its
 * upper one. Nothing allocates.
 */
#ifndef PROFORMA_DRAW_CHART_HEAT_H
#define PROFORMA_DRAW_CHART_HEAT_H

#include "draw/chart_axis.h"

struct chart_heat {
    struct chart_axis x, y;   /* to the right, upwards */
    double zero;              /* what counts as 0 of the values: 0.5 of what is 1 or 0 */
    struct chart_scale scale; /* of their distance from it; need not hold 0 */
    const double *values;     /* n_x times n_y: of x I and y J, values[I * n_y + J] */
    size_t n_x, n_y;          /* at least 1; spread evenly from end to end of the axes */
    double now_x, now_y;      /* where the scenario is; left out if that is not in the map */
};

/* The scale that a map of N VALUES needs: their distances from ZERO, without the peaks of poles. */
struct chart_scale chart_heat_scale(const double *values, size_t n, double zero);

/* How the cells of a heat map lie at PLACE. */
struct chart_heat_cells {
    int rows, columns; /* 0 if nothing fits */
};
struct chart_heat_cells chart_heat_cells(const struct chart_place *place);

/* Draw the map at PLACE. From 4 rows on, the last one has the values of x. Each cell shows the
 * nearest value. */
void chart_draw_heat(struct canvas *canvas, const struct chart_place *place,
                     const struct chart_heat *heat);

struct chart_heat_key {
    struct chart_scale scale;
    const char *low, *high; /* what its ends are called; NULL: the numbers */
};

/* Draw the key to a map in one row: "-4.2M @%=- o .:+# 12M". */
void chart_draw_heat_key(struct canvas *canvas, struct rect rect, int row, int column,
                         const struct chart_heat_key *key);

#endif
