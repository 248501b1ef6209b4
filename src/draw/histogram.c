/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting values in bins and a window that stay where they are. */
#include "draw/histogram.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "draw/chart.h"

static const double MARGIN = 0.05;       /* of the range, on each side of a new window */
static const double LEAST_FILLED = 0.4;  /* of the window: where less is used it is chosen anew */
static const double LEAST_HEIGHT = 0.45; /* of the top, likewise */
static const double HEADROOM = 1.1;      /* of a new top above the highest column */
static const double MOST_GHOST = 1.5;    /* of the present highest column, that of the baseline */
static const double FINEST = 1e-12;      /* the least width by the magnitude of what it divides */
static const double LARGEST = 1e300;     /* beyond, the window's ends could overflow */

static bool fits(const struct histogram *histogram, double low, double high)
{
    double from = histogram->first * histogram->width;
    double range = HISTOGRAM_BINS * histogram->width;
    return histogram->width > 0 && low >= from && high < from + range &&
           high - low >= LEAST_FILLED * range;
}

void histogram_fit(struct histogram *histogram, double low, double high)
{
    assert(low <= high);
    low = fmax(low, -LARGEST);
    high = fmin(high, LARGEST);
    if (fits(histogram, low, high))
        return;
    double least = (high - low) * (1 + 2 * MARGIN) / (HISTOGRAM_BINS - 1);
    least = fmax(least, fmax(fabs(low), fabs(high)) * FINEST);
    double width = least > 0 ? chart_round_up(least) : 1;
    double bottom = floor(low / width), top = floor(high / width);
    double first = bottom - floor((HISTOGRAM_BINS - (top - bottom + 1)) / 2);
    if (low >= 0)
        first = fmax(first, 0);
    else if (high < 0)
        first = fmin(first, -HISTOGRAM_BINS);
    histogram->width = width;
    histogram->first = first;
    memset(histogram->tops, 0, sizeof histogram->tops);
}

static void count(struct histogram *histogram, uint32_t *counts, const double *values, size_t n,
                  uint32_t *below, uint32_t *above)
{
    memset(counts, 0, sizeof histogram->counts);
    *below = *above = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(values[i]))
            continue;
        double bin = floor(values[i] / histogram->width) - histogram->first;
        if (bin < 0)
            ++*below;
        else if (bin >= HISTOGRAM_BINS)
            ++*above;
        else
            counts[(size_t)bin]++;
    }
}

double histogram_first_column(const struct histogram *histogram, int joined)
{
    return floor(histogram->first / joined);
}

int histogram_n_columns(const struct histogram *histogram, int joined)
{
    double last = floor((histogram->first + HISTOGRAM_BINS - 1) / joined);
    return (int)(last - histogram_first_column(histogram, joined)) + 1;
}

uint32_t histogram_column(const struct histogram *histogram, const uint32_t *counts, int joined,
                          int i)
{
    double from = (histogram_first_column(histogram, joined) + i) * joined - histogram->first;
    int begin = (int)fmax(from, 0), end = (int)fmin(from + joined, HISTOGRAM_BINS);
    uint32_t sum = 0;
    for (int bin = begin; bin < end; bin++)
        sum += counts[bin];
    return sum;
}

/* The highest column of both; of a baseline that is much narrower, not all. */
static double highest(const struct histogram *histogram, int joined)
{
    uint32_t most = 0, most_ghost = 0;
    int n = histogram_n_columns(histogram, joined);
    for (int i = 0; i < n; i++) {
        uint32_t now = histogram_column(histogram, histogram->counts, joined, i);
        uint32_t ghost = histogram_column(histogram, histogram->ghost, joined, i);
        most = now > most ? now : most;
        most_ghost = ghost > most_ghost ? ghost : most_ghost;
    }
    return fmax(most, fmin(most_ghost, MOST_GHOST * most));
}

static void settle_tops(struct histogram *histogram)
{
    for (int joined = 1; joined <= HISTOGRAM_MOST_JOINED; joined++) {
        double most = highest(histogram, joined);
        uint32_t *top = &histogram->tops[joined];
        if (most == 0)
            *top = 1;
        else if (most > *top || most < LEAST_HEIGHT * *top)
            *top = (uint32_t)ceil(chart_round_up(most * HEADROOM) - 1e-6);
    }
}

void histogram_count(struct histogram *histogram, const double *values, size_t n,
                     const double *ghost, size_t n_ghost)
{
    uint32_t below, above; /* what of the baseline lies outside is not said */
    if (!(histogram->width > 0))
        return;
    count(histogram, histogram->counts, values, n, &histogram->below, &histogram->above);
    count(histogram, histogram->ghost, ghost, n_ghost, &below, &above);
    settle_tops(histogram);
}
