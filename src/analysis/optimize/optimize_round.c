/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rounding what was found. Each field is rounded down and up, in all combinations, and the steps
 * beside the best of them are tried until none is better. Powers of ten that are too coarse, since
 * conditions break or too much of the gain is lost, give way to finer ones. Where some fields are
 * counted, those come first, and the others are looked for anew beside each likely choice of them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"

#include "optimize_search.h"

enum {
    GROUP = 8,        /* fields whose roundings are combined */
    LIKELY = 4,       /* choices of counted fields that are followed */
    MOST_DIGITS = 12, /* finer steps than the first */
    MOST_CLIMBS = 100
};

static const double tolerated = 0.005; /* of the gain */

/* A multiple of STEP beside VALUE, within the range. */
static double round_to(const struct problem_field *field, double value, double step, bool is_up)
{
    double n = value / step, whole = round(n);
    if (fabs(n - whole) > 1e-6)
        whole = is_up ? ceil(n) : floor(n);
    /* a multiple of a tenth is a whole number divided by ten, not multiplied by a rounded 0.1 */
    double rounded = step < 1 ? whole / round(1 / step) : whole * step;
    return fmin(fmax(rounded, field->range.low), field->range.high);
}

/* Round N fields of POINT in all combinations; the points are in the first rooms of the problem.
 * Returns how many. */
static size_t combine(struct problem *problem, const double *point, const size_t *fields, size_t n,
                      const double *steps)
{
    size_t n_choices = (size_t)1 << n;
    for (size_t i = 0; i < n_choices; i++) {
        double *choice = problem_point(problem, i);
        memcpy(choice, point, problem->n_fields * sizeof *choice);
        for (size_t k = 0; k < n; k++)
            choice[fields[k]] = round_to(&problem->fields[fields[k]], point[fields[k]],
                                         steps[fields[k]], i >> k & 1);
    }
    problem_evaluate(problem, n_choices);
    return n_choices;
}

/* Steps of one field, and of two at once where they are few, from the best point of SEARCH. */
static size_t make_neighbours(const struct search *search, const double *steps)
{
    const struct problem *problem = search->problem;
    size_t n = search->n_moving, made = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k <= i; k++)
            for (int signs = 0; signs < 4 && made < PROBLEM_BATCH; signs++) {
                size_t a = search->moving[i], b = search->moving[k];
                double *point = problem_point(problem, made++);
                memcpy(point, search->best.point, problem->n_fields * sizeof *point);
                point[a] += signs & 1 ? steps[a] : -steps[a];
                if (b != a)
                    point[b] += signs & 2 ? steps[b] : -steps[b];
                point[a] = round_to(&problem->fields[a], point[a], steps[a], false);
                point[b] = round_to(&problem->fields[b], point[b], steps[b], false);
            }
    return made;
}

static void climb(struct search *search, const double *steps)
{
    for (int i = 0; i < MOST_CLIMBS; i++) {
        size_t n = make_neighbours(search, steps);
        if (n == 0 || !search_consider_all(search, n))
            return;
    }
}

/* The best rounding of POINT to STEPS into ROUNDED, whose best it becomes. */
static void round_all(struct search *rounded, const double *point, const double *steps)
{
    struct problem *problem = rounded->problem;
    double *present = rounded->scratch;
    memcpy(present, point, problem->n_fields * sizeof *present);
    rounded->best.score = score_worst();
    for (size_t at = 0; at < rounded->n_moving; at += GROUP) {
        size_t n = lesser_size(rounded->n_moving - at, GROUP);
        size_t n_choices = combine(problem, present, rounded->moving + at, n, steps);
        size_t best = problem_best(problem, n_choices);
        memcpy(present, problem_point(problem, best), problem->n_fields * sizeof *present);
        if (at + n == rounded->n_moving) {
            memcpy(rounded->best.point, present, problem->n_fields * sizeof *present);
            rounded->best.score = problem->scores[best];
        }
    }
    climb(rounded, steps);
}

/* ---- Counted fields beside others ---- */

/* Put POINT into SEARCH and look for the best values of the fields that aren't counted. */
static enum status follow(struct search *search, const double *point, struct error *err)
{
    struct problem *problem = search->problem;
    memcpy(problem_point(problem, 0), point, problem->n_fields * sizeof *point);
    search->best.score = score_worst();
    search_consider_all(search, 1);
    return search_near(search, err);
}

/* The best of the LIKELY best roundings of N counted FIELDS into FOUND. */
static enum status choose_counted(struct search *found, const double *point, const size_t *fields,
                                  size_t n, const double *steps, struct error *err)
{
    struct problem *problem = found->problem;
    struct search search;
    size_t n_fields = problem->n_fields;
    double *likely = calloc(LIKELY * n_fields, sizeof *likely);
    enum status status = likely ? search_init(&search, problem, err) : error_no_memory(err);
    if (status != STATUS_OK) {
        free(likely);
        return status;
    }
    for (size_t i = 0; i < n; i++)
        search_fix(&search, fields[i]);
    size_t n_choices = combine(problem, point, fields, n, steps), n_likely = 0;
    for (; n_likely < LIKELY && n_likely < n_choices; n_likely++) {
        size_t best = problem_best(problem, n_choices);
        memcpy(likely + n_likely * n_fields, problem_point(problem, best),
               n_fields * sizeof *likely);
        problem->scores[best].violation = (double)INFINITY; /* has had its turn */
        problem->scores[best].outcome = (double)-INFINITY;
    }
    for (size_t i = 0; !status && i < n_likely; i++) {
        status = follow(&search, likely + i * n_fields, err);
        problem_consider(problem, &found->best, search.best.point, &search.best.score);
    }
    search_fini(&search);
    free(likely);
    return status;
}

/* Make the counted fields whole where there are others as well, and adjust those: POINT, which has
 * SCORE. */
static enum status settle_counted(struct search *search, double *point, struct score *score,
                                  const double *steps, struct error *err)
{
    const struct problem *problem = search->problem;
    size_t counted[GROUP], n = 0;
    for (size_t i = 0; i < search->n_moving && n < GROUP; i++)
        if (problem->fields[search->moving[i]].is_whole)
            counted[n++] = search->moving[i];
    if (n == 0 || n == search->n_moving)
        return STATUS_OK;
    struct search found;
    enum status status = search_init(&found, search->problem, err);
    if (status != STATUS_OK)
        return status;
    status = choose_counted(&found, point, counted, n, steps, err);
    if (!status && found.best.score.violation <= score->violation) {
        memcpy(point, found.best.point, problem->n_fields * sizeof *point);
        *score = found.best.score;
    }
    search_fini(&found);
    return status;
}

/* ---- Powers of ten ---- */

/* The steps that have DIGITS more than the first; whether any is finer than those of one less. */
static bool choose_steps(const struct problem *problem, int digits, double *steps)
{
    bool is_finer = false;
    for (size_t i = 0; i < problem->n_fields; i++) {
        const struct problem_field *field = &problem->fields[i];
        double step = field->step / pow(10, digits);
        if (field->is_whole && step < 1)
            step = 1;
        is_finer |= step != steps[i];
        steps[i] = step;
    }
    return is_finer;
}

/* Whether A, rounded, is about as good as B. */
static bool is_good(const struct score *a, const struct score *b, double gain)
{
    if (a->violation > b->violation * (1 + 1e-6))
        return false;
    return a->outcome >= b->outcome || a->outcome >= b->outcome - tolerated * gain;
}

/* The first steps whose rounding of POINT is about as good as SCORE, into ROUNDED; else the best of
 * all. */
static enum status choose_digits(struct search *rounded, const double *point,
                                 const struct score *score, double gain, double *steps,
                                 struct error *err)
{
    size_t n = rounded->problem->n_fields;
    struct search chosen;
    enum status status = search_init(&chosen, rounded->problem, err);
    if (status != STATUS_OK)
        return status;
    double *chosen_steps = chosen.starts;
    for (int digits = 0; digits <= MOST_DIGITS; digits++) {
        if (!choose_steps(rounded->problem, digits, steps))
            break;
        round_all(rounded, point, steps);
        if (problem_consider(rounded->problem, &chosen.best, rounded->best.point,
                             &rounded->best.score))
            memcpy(chosen_steps, steps, n * sizeof *steps);
        if (is_good(&rounded->best.score, score, gain)) {
            search_fini(&chosen);
            return STATUS_OK;
        }
    }
    memcpy(rounded->best.point, chosen.best.point, n * sizeof *steps);
    memcpy(steps, chosen_steps, n * sizeof *steps);
    rounded->best.score = chosen.best.score;
    search_fini(&chosen);
    return STATUS_OK;
}

enum status search_round(struct search *search, double gain, double *steps, struct error *err)
{
    size_t n = search->problem->n_fields;
    struct score score = search->best.score;
    struct search rounded;
    for (size_t i = 0; i < n; i++)
        steps[i] = 1;
    if (search->n_moving == 0)
        return STATUS_OK;
    enum status status = search_init(&rounded, search->problem, err);
    if (status != STATUS_OK)
        return status;
    double *point = rounded.starts;
    memcpy(point, search->best.point, n * sizeof *point);
    status = settle_counted(search, point, &score, steps, err);
    memset(steps, 0, n * sizeof *steps);
    if (status == STATUS_OK)
        status = choose_digits(&rounded, point, &score, gain, steps, err);
    if (status == STATUS_OK) {
        memcpy(search->best.point, rounded.best.point, n * sizeof *point);
        search->best.score = rounded.best.score;
    }
    search_fini(&rounded);
    return status;
}
