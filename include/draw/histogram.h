/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often values occur, for a picture that stays calm while they change: fine bins of a round
 * width, of which 0 always separates two, in a window that stays as it is as long as the values
 * fit, and heights that stay in the same way. A chart joins as many bins to a column as its width
 * asks for. Not here: drawing (draw/chart_histogram.h).
 */
#ifndef PROFORMA_DRAW_HISTOGRAM_H
#define PROFORMA_DRAW_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

enum {
    HISTOGRAM_BINS = 720,
    HISTOGRAM_MOST_JOINED = 60 /* bins in a column: a chart has 12 columns or more */
};

/* Zero-initialised: empty. */
struct histogram {
    double width; /* of a bin; 0 while empty */
    double first; /* a whole number: the window begins at first * width */
    uint32_t counts[HISTOGRAM_BINS];
    uint32_t ghost[HISTOGRAM_BINS]; /* counts of the baseline; all are 0 if there is none */
    uint32_t below, above;          /* values of `counts` that lie outside of the window */
    /* The count that the height of a chart stands for, by how many bins are joined in a column: at
     * least that of the highest column, and of the baseline's up to half as much again. */
    uint32_t tops[HISTOGRAM_MOST_JOINED + 1];
};

/* Make the window hold LOW to HIGH (finite, LOW <= HIGH). It stays as it is if they fit and take a
 * good part of it. A new window is somewhat wider, but ends at 0 if they do not reach beyond 0. */
void histogram_fit(struct histogram *histogram, double low, double high);

/* Count N VALUES, and N_GHOST values of the baseline. Those that are not finite are left out. */
void histogram_count(struct histogram *histogram, const double *values, size_t n,
                     const double *ghost, size_t n_ghost);

/* Columns of JOINED bins each (1 to HISTOGRAM_MOST_JOINED) begin at multiples of JOINED, counted
 * from 0. The number of the window's first column, and how many columns there are. */
double histogram_first_column(const struct histogram *histogram, int joined);
int histogram_n_columns(const struct histogram *histogram, int joined);
/* The sum of COUNTS in column I, from 0, of JOINED bins. */
uint32_t histogram_column(const struct histogram *histogram, const uint32_t *counts, int joined,
                          int i);

#endif
