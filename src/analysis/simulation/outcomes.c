/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcomes.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/program/lanes.h"
#include "core/text/bounds.h"

#include "order.h"

/* The edges are quantiles of the first outcomes, FOR_EDGES of them: enough to place them well, and
 * sorted in no time. */
enum { FOR_EDGES = 1 << 16, BLOCK = 1024 };

bool outcomes_init(struct outcomes *outcomes, uint64_t n)
{
    bool is_all = n <= OUTCOMES_MAX_KEPT;
    *outcomes = (struct outcomes){.capacity = is_all ? (size_t)n : OUTCOMES_MAX_KEPT};
    outcomes->kept = malloc((outcomes->capacity + 1) * sizeof *outcomes->kept);
    if (!is_all) {
        outcomes->edges = malloc(FOR_EDGES * sizeof *outcomes->edges);
        outcomes->counts = malloc(OUTCOMES_SLOTS * sizeof *outcomes->counts);
    }
    if (outcomes->kept && (is_all || (outcomes->edges && outcomes->counts))) {
        outcomes_clear(outcomes);
        return true;
    }
    outcomes_fini(outcomes);
    return false;
}

void outcomes_fini(struct outcomes *outcomes)
{
    free(outcomes->kept);
    free(outcomes->edges);
    free(outcomes->counts);
    *outcomes = (struct outcomes){0};
}

void outcomes_clear(struct outcomes *outcomes)
{
    outcomes->n_kept = 0;
    outcomes->n = outcomes->n_least = outcomes->n_largest = 0;
    outcomes->is_split = false;
    outcomes->low = outcomes->high = (double)NAN;
}

/* The number of edges below each value, by halves; twice that is its slot, and one more where the
 * value is the next edge itself. */
VECTOR_CLONES static void find(const double *edges, const double *values, uint32_t n,
                               uint16_t *slots)
{
    uint64_t below[BLOCK];
    for (uint32_t at = 0; at < n; at += BLOCK) {
        uint32_t size = n - at < BLOCK ? n - at : BLOCK;
        memset(below, 0, sizeof below);
        for (uint64_t half = OUTCOMES_EDGES / 2; half > 0; half /= 2)
            FOR_EACH_LANE (i, size)
                below[i] += edges[below[i] + half - 1] < values[at + i] ? half : 0;
        for (uint32_t i = 0; i < size; i++) {
            uint64_t edge = below[i] + (edges[below[i]] < values[at + i]);
            bool is_at = edge < OUTCOMES_EDGES && edges[edge] == values[at + i];
            slots[at + i] = (uint16_t)(2 * edge + is_at);
        }
    }
}

void outcomes_find(const struct outcomes *outcomes, const double *values, uint32_t n,
                   uint16_t *slots)
{
    find(outcomes->edges, values, n, slots);
}

static void count_slots(struct outcomes *outcomes, const double *values, size_t n,
                        const uint16_t *slots)
{
    uint16_t found[BLOCK];
    for (size_t at = 0; at < n; at += BLOCK) {
        uint32_t size = n - at < BLOCK ? (uint32_t)(n - at) : BLOCK;
        if (!slots)
            outcomes_find(outcomes, values + at, size, found);
        for (uint32_t i = 0; i < size; i++)
            outcomes->counts[slots ? slots[at + i] : found[i]]++;
    }
}

static void choose_edges(struct outcomes *outcomes)
{
    memcpy(outcomes->edges, outcomes->kept, FOR_EDGES * sizeof *outcomes->kept);
    order_sort(outcomes->edges, FOR_EDGES);
    for (size_t i = 0; i < OUTCOMES_EDGES; i++)
        outcomes->edges[i] = outcomes->edges[(2 * i + 1) * FOR_EDGES / (2 * OUTCOMES_EDGES)];
    memset(outcomes->counts, 0, OUTCOMES_SLOTS * sizeof *outcomes->counts);
    outcomes->is_split = true;
    count_slots(outcomes, outcomes->kept, outcomes->n_kept, NULL);
}

static void take_extremes(struct outcomes *outcomes, const double *values, uint32_t n)
{
    double low = outcomes->low, high = outcomes->high;
    for (uint32_t i = 0; i < n; i++) {
        low = isfinite(values[i]) && !(values[i] >= low) ? values[i] : low;
        high = isfinite(values[i]) && !(values[i] <= high) ? values[i] : high;
        outcomes->n_least += values[i] == (double)-INFINITY;
        outcomes->n_largest += values[i] == (double)INFINITY;
    }
    outcomes->low = low;
    outcomes->high = high;
}

void outcomes_add(struct outcomes *outcomes, const double *values, uint32_t n,
                  const uint16_t *slots)
{
    size_t room = outcomes->capacity - outcomes->n_kept, kept = lesser_size(n, room);
    take_extremes(outcomes, values, n);
    outcomes->n += n;
    memcpy(outcomes->kept + outcomes->n_kept, values, kept * sizeof *values);
    outcomes->n_kept += kept;
    if (kept == n)
        return;
    if (!outcomes->is_split)
        choose_edges(outcomes);
    count_slots(outcomes, values + kept, n - kept, slots ? slots + kept : NULL);
}

/* How many finite outcomes a slot holds, and between which they lie; FROM and TO are the same where
 * it is an edge. */
static uint64_t slot_count(const struct outcomes *outcomes, uint32_t slot, double *from, double *to)
{
    const double *edges = outcomes->edges, last = edges[OUTCOMES_EDGES - 1];
    uint32_t edge = slot / 2;
    uint64_t count = outcomes->counts[slot];
    *to = edge < OUTCOMES_EDGES && edges[edge] < outcomes->high ? edges[edge] : outcomes->high;
    *from = edge > 0 && edges[edge - 1] > outcomes->low ? edges[edge - 1] : outcomes->low;
    if (slot == 0 && isfinite(edges[0]))
        count -= outcomes->n_least;
    if (slot == OUTCOMES_SLOTS - 1 && isfinite(last))
        count -= outcomes->n_largest;
    if (slot % 2 == 0)
        return count;
    *from = *to;
    return isfinite(edges[edge]) ? count : 0;
}

/* The outcome of RANK, from 0, as far as slots tell. */
static double value_at(const struct outcomes *outcomes, uint64_t rank)
{
    if (rank < outcomes->n_least)
        return (double)-INFINITY;
    rank -= outcomes->n_least;
    for (uint32_t slot = 0; slot < OUTCOMES_SLOTS; slot++) {
        double from, to;
        uint64_t count = slot_count(outcomes, slot, &from, &to);
        if (rank < count)
            return from < to ? from + (to - from) * (((double)rank + 0.5) / (double)count) : to;
        rank -= count;
    }
    return (double)INFINITY;
}

void outcomes_percentiles(struct outcomes *outcomes, const int *percents, uint32_t n_percents,
                          double *out)
{
    if (!outcomes->is_split) {
        order_percentiles(outcomes->kept, outcomes->n_kept, percents, n_percents, out);
        return;
    }
    for (uint32_t i = 0; i < n_percents; i++) {
        double part;
        uint64_t rank = order_rank(outcomes->n, percents[i], &part);
        double low = value_at(outcomes, rank);
        out[i] =
            order_between(low, rank + 1 < outcomes->n ? value_at(outcomes, rank + 1) : low, part);
    }
}

/* The bin of VALUE. */
static uint32_t bin_of(const double *edges, uint32_t n_bins, double value)
{
    double at = (value - edges[0]) / (edges[n_bins] - edges[0]) * n_bins;
    uint32_t bin = at >= n_bins - 1 ? n_bins - 1 : at > 0 ? (uint32_t)at : 0;
    /* edges are rounded, and so is `at` */
    while (bin > 0 && value < edges[bin])
        bin--;
    while (bin < n_bins - 1 && value >= edges[bin + 1])
        bin++;
    return bin;
}

/* COUNT outcomes that lie evenly between FROM and TO: whole numbers that add up. */
static void count_evenly(const double *edges, uint32_t n_bins, uint64_t *counts, uint64_t count,
                         double from, double to)
{
    uint32_t bin = bin_of(edges, n_bins, from), last = bin_of(edges, n_bins, to);
    uint64_t done = 0;
    for (; bin < last; bin++) {
        double part = (edges[bin + 1] - from) / (to - from);
        uint64_t below = (uint64_t)round((double)count * part);
        below = below < done ? done : below > count ? count : below;
        counts[bin] += below - done;
        done = below;
    }
    counts[last] += count - done;
}

void outcomes_count(const struct outcomes *outcomes, const double *edges, uint32_t n_bins,
                    uint64_t *counts)
{
    assert(n_bins > 0);
    memset(counts, 0, n_bins * sizeof *counts);
    for (size_t i = 0; !outcomes->is_split && i < outcomes->n_kept; i++)
        if (isfinite(outcomes->kept[i]))
            counts[bin_of(edges, n_bins, outcomes->kept[i])]++;
    for (uint32_t slot = 0; outcomes->is_split && slot < OUTCOMES_SLOTS; slot++) {
        double from, to;
        uint64_t count = slot_count(outcomes, slot, &from, &to);
        if (count > 0)
            count_evenly(edges, n_bins, counts, count, from, to);
    }
}
