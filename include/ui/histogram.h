/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often values occur, for a picture that stays calm while they change: fine bins of one round
 * width with 0 always between two of them, in a window that stays while the values fit, and heights
 * that stay likewise. A chart joins as many bins to a column as its width asks for. Not here:
 * drawing (ui/chart_histogram.h).
 */
#ifndef PROFORMA_UI_HISTOGRAM_H
#define PROFORMA_UI_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

enum {
    HISTOGRAM_BINS = 720,
    HISTOGRAM_MOST_JOINED = 60 /* bins in a column: a chart has 12 columns or more */
};

/* Zero-initialised: empty. */
struct histogram {
    double width; /* of a bin; 0 while empty */
    double first; /* whole: the window begins at first * width */
    uint32_t counts[HISTOGRAM_BINS];
    uint32_t ghost[HISTOGRAM_BINS]; /* of the baseline; zeros: none */
    uint32_t below, above;          /* values of `counts` that lie outside of the window */
    /* What the height of a chart stands for, by the bins joined in a column: at least the highest
     * column; of the baseline's not more than half as much again. */
    uint32_t tops[HISTOGRAM_MOST_JOINED + 1];
};

/* Make the window hold LOW to HIGH (finite, LOW <= HIGH). It stays as it is while that fits and
 * takes a good part of it; a new one is somewhat wider, and ends at 0 where they do not reach
 * beyond. */
void histogram_fit(struct histogram *histogram, double low, double high);

/* Count N VALUES, of which those that are not finite are left out, and those of the baseline. */
void histogram_count(struct histogram *histogram, const double *values, size_t n,
                     const double *ghost, size_t n_ghost);

/* Columns of JOINED bins each (1 to HISTOGRAM_MOST_JOINED) begin at multiples of JOINED from 0. The
 * first column of the window, and how many there are. */
double histogram_first_column(const struct histogram *histogram, int joined);
int histogram_n_columns(const struct histogram *histogram, int joined);
/* The number of COUNTS in column I, from 0, of JOINED bins. */
uint32_t histogram_column(const struct histogram *histogram, const uint32_t *counts, int joined,
                          int i);

#endif
