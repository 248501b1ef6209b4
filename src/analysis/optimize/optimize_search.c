/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "optimize_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"

enum {
    MOST_SAMPLES = 4096, /* of a program of which that many take some hundredths of a second */
    LEAST_SAMPLES = 256,
    LINE_SAMPLES = 1025, /* of a single field: evenly spaced, both ends included */
    MOST_CORNERS = 8,    /* fields of which all corners are tried */
    DIRECTIONS = 32,     /* besides the axes */
    MOST_ROUNDS = 160
};

static const double work = 2e7; /* instructions of a lane that sampling may take */

enum status search_init(struct search *search, struct problem *problem, struct error *err)
{
    size_t n = problem->n_fields;
    struct search made = {.problem = problem};
    made.best.point = calloc(n, sizeof *made.best.point);
    made.moving = calloc(n, sizeof *made.moving);
    made.starts = calloc(SEARCH_STARTS * n, sizeof *made.starts);
    made.scratch = calloc(3 * n + problem->probe->n, sizeof *made.scratch);
    if (!made.best.point || !made.moving || !made.starts || !made.scratch) {
        search_fini(&made);
        return error_no_memory(err);
    }
    made.best.score = score_worst();
    for (size_t i = 0; i < n; i++) {
        made.best.point[i] = problem->fields[i].before;
        if (problem->fields[i].reg != REGISTER_NONE)
            made.moving[made.n_moving++] = i;
    }
    *search = made;
    return STATUS_OK;
}

void search_fini(struct search *search)
{
    free(search->best.point);
    free(search->moving);
    free(search->starts);
    free(search->scratch);
    *search = (struct search){0};
}

void search_fix(struct search *search, size_t i)
{
    size_t n = 0;
    for (size_t k = 0; k < search->n_moving; k++)
        if (search->moving[k] != i)
            search->moving[n++] = search->moving[k];
    search->n_moving = n;
}

bool search_consider_all(struct search *search, size_t n)
{
    problem_evaluate(search->problem, n);
    size_t best = problem_best(search->problem, n);
    return problem_consider(search->problem, &search->best, problem_point(search->problem, best),
                            &search->problem->scores[best]);
}

/* ---- Sampling ---- */

/* The fractions of a point of the sequence whose points fill a cube of N dimensions evenly: I / x,
 * I / x^2, ... with x^(N+1) = x + 1, of which the whole part is dropped. In one dimension x is the
 * golden ratio. */
static void fill_evenly(size_t n, size_t i, double *fractions)
{
    double x = 1.5, part = 1;
    for (int k = 0; k < 64; k++)
        x = pow(1 + x, 1.0 / (double)(n + 1));
    for (size_t k = 0; k < n; k++) {
        double whole;
        part /= x;
        fractions[k] = modf(0.5 + part * (double)(i + 1), &whole);
    }
}

/* Between the ends of FIELD's range, both included. */
static double at_fraction(const struct problem_field *field, double fraction)
{
    const struct range *range = &field->range;
    double value = range->low + fraction * (range->high - range->low);
    return fmin(fmax(value, range->low), range->high);
}

/* How many combinations there are where all fields are counted; 0 where they aren't, or are more
 * than can be tried. */
static size_t n_combinations(const struct search *search)
{
    double n = 1;
    for (size_t k = 0; k < search->n_moving; k++) {
        const struct problem_field *field = &search->problem->fields[search->moving[k]];
        n *= field->is_whole ? field->range.high - field->range.low + 1 : (double)INFINITY;
    }
    return n <= MOST_SAMPLES ? (size_t)n : 0;
}

/* Combination I of counted fields. */
static void make_combination(const struct search *search, size_t i, double *point)
{
    const struct problem *problem = search->problem;
    for (size_t k = 0; k < problem->n_fields; k++)
        point[k] = problem->fields[k].before;
    for (size_t k = 0; k < search->n_moving; k++) {
        const struct range *range = &problem->fields[search->moving[k]].range;
        size_t n = (size_t)(range->high - range->low) + 1;
        point[search->moving[k]] = range->low + (double)(i % n);
        i /= n;
    }
}

/* Sample I: the present values, the middle, corners, then all over. */
static void make_sample(const struct search *search, size_t i, double *point)
{
    const struct problem *problem = search->problem;
    size_t n = search->n_moving, n_corners = n <= MOST_CORNERS ? (size_t)1 << n : 0;
    double *fractions = search->scratch;
    for (size_t k = 0; k < problem->n_fields; k++)
        point[k] = problem->fields[k].before;
    if (i == 0)
        return;
    for (size_t k = 0; k < n; k++)
        fractions[k] = i == 1   ? 0.5
                       : n == 1 ? (double)(i - 2) / (LINE_SAMPLES - 1)
                                : (double)((i - 2) >> k & 1);
    if (n > 1 && i >= 2 + n_corners)
        fill_evenly(n, i - 2 - n_corners, fractions);
    for (size_t k = 0; k < n; k++)
        point[search->moving[k]] = at_fraction(&problem->fields[search->moving[k]], fractions[k]);
}

/* How far two points are apart: the largest difference of a field, in widths of its range. */
static double distance(const struct problem *problem, const double *a, const double *b)
{
    double most = 0;
    for (size_t i = 0; i < problem->n_fields; i++) {
        const struct range *range = &problem->fields[i].range;
        most = fmax(most, fabs(a[i] - b[i]) / (range->high - range->low));
    }
    return most;
}

/* Keep POINT as a start in place I, before those that are worse. */
static void insert_start(struct search *search, size_t i, const double *point,
                         const struct score *score)
{
    size_t n = search->problem->n_fields, last = search->n_starts;
    if (last < SEARCH_STARTS)
        search->n_starts++;
    else
        last--;
    for (; last > i; last--) {
        memcpy(search->starts + last * n, search->starts + (last - 1) * n, n * sizeof(double));
        search->start_scores[last] = search->start_scores[last - 1];
    }
    memcpy(search->starts + i * n, point, n * sizeof(double));
    search->start_scores[i] = *score;
}

static void remove_start(struct search *search, size_t i)
{
    size_t n = search->problem->n_fields;
    for (search->n_starts--; i < search->n_starts; i++) {
        memcpy(search->starts + i * n, search->starts + (i + 1) * n, n * sizeof(double));
        search->start_scores[i] = search->start_scores[i + 1];
    }
}

/* Take POINT as a start if it is better than those near it and one of the best. */
static void consider_start(struct search *search, const double *point, const struct score *score)
{
    size_t n = search->problem->n_fields, place = 0;
    const double apart = search->n_moving == 1 ? 0.02 : 0.15;
    for (size_t i = 0; i < search->n_starts; i++) {
        bool is_better = score_is_better(&search->start_scores[i], score);
        place += is_better;
        if (is_better && distance(search->problem, point, search->starts + i * n) < apart)
            return;
    }
    if (place >= SEARCH_STARTS)
        return;
    for (size_t i = search->n_starts; i-- > place;)
        if (distance(search->problem, point, search->starts + i * n) < apart)
            remove_start(search, i);
    insert_start(search, place, point, score);
}

/* How much each item varies over the first N points that were evaluated last. */
static void find_scales(struct problem *problem, size_t n)
{
    for (size_t k = 0; k < problem->probe->n; k++) {
        double low = (double)INFINITY, high = (double)-INFINITY;
        for (size_t i = 0; i < n; i++) {
            double value = problem_item(problem, k, i);
            if (fabs(value) < 1e200) {
                low = fmin(low, value);
                high = fmax(high, value);
            }
        }
        problem->scales[k] = high > low ? high - low : high == low ? fmax(fabs(low), 1) : 1;
    }
}

static size_t n_samples(const struct search *search)
{
    double most = work / problem_cost(search->problem);
    size_t n = most > MOST_SAMPLES    ? MOST_SAMPLES
               : most < LEAST_SAMPLES ? LEAST_SAMPLES
                                      : (size_t)most;
    return search->n_moving == 1 ? LINE_SAMPLES + 2 : n;
}

/* Whether there is nothing more to find. */
static bool sample(struct search *search)
{
    struct problem *problem = search->problem;
    size_t n_all = n_combinations(search), n = n_all > 0 ? n_all : n_samples(search);
    search->n_starts = 0;
    for (size_t at = 0; at < n; at += PROBLEM_BATCH) {
        size_t batch = lesser_size(n - at, PROBLEM_BATCH);
        for (size_t i = 0; i < batch; i++)
            (n_all > 0 ? make_combination : make_sample)(search, at + i, problem_point(problem, i));
        if (at == 0) {
            problem_evaluate(problem, batch);
            find_scales(problem, batch);
        }
        search_consider_all(search, batch);
        for (size_t i = 0; i < batch; i++)
            consider_start(search, problem_point(problem, i), &problem->scores[i]);
    }
    return n_all > 0;
}

/* ---- Small steps ---- */

/* Direction I from the best point, of which the longest part is RADIUS widths of a range: along the
 * axes, then all over. */
static void make_step(const struct search *search, size_t i, double radius, double *point)
{
    const struct problem *problem = search->problem;
    size_t n = search->n_moving;
    double *parts = search->scratch, longest = 0;
    memcpy(point, search->best.point, problem->n_fields * sizeof *point);
    for (size_t k = 0; k < n; k++)
        parts[k] = i / 2 == k ? (double)(i % 2) : 0.5;
    if (i >= 2 * n)
        fill_evenly(n, i - 2 * n, parts);
    for (size_t k = 0; k < n; k++)
        longest = fmax(longest, fabs(parts[k] - 0.5));
    for (size_t k = 0; k < n; k++) {
        size_t field = search->moving[k];
        const struct range *range = &problem->fields[field].range;
        double step = radius * (parts[k] - 0.5) / longest * (range->high - range->low);
        point[field] = fmin(fmax(point[field] + step, range->low), range->high);
    }
}

/* Steps in all directions from the best point, shorter where none leads on. */
static void polish(struct search *search, double radius)
{
    size_t n = search->n_moving, batch = 2 * n + (n > 1 ? DIRECTIONS : 0);
    double most = 10 * work / problem_cost(search->problem) / (double)(batch + 1);
    int n_rounds = most > MOST_ROUNDS ? MOST_ROUNDS : (int)most;
    for (int round = 0; batch > 0 && round < n_rounds && radius > 1e-12; round++) {
        for (size_t i = 0; i < batch; i++)
            make_step(search, i, radius, problem_point(search->problem, i));
        if (!search_consider_all(search, batch))
            radius /= 2;
    }
}

enum status search_near(struct search *search, struct error *err)
{
    enum status status = search_locally(search, NULL, err);
    if (status == STATUS_OK)
        polish(search, 0.01);
    return status;
}

enum status search_all(struct search *search, struct error *err)
{
    size_t n = search->problem->n_fields;
    enum status status = STATUS_OK;
    double cost = problem_cost(search->problem);
    size_t n_starts = cost < 2e4 ? SEARCH_STARTS : cost < 2e5 ? 3 : 1;
    if (sample(search))
        return STATUS_OK;
    for (size_t i = 0; !status && i < search->n_starts && i < n_starts; i++)
        status = search_locally(search, search->starts + i * n, err);
    if (status == STATUS_OK)
        polish(search, 0.05);
    return status;
}
