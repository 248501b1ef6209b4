/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What optimize.c looks for, compiled: points, and how good they are. A point is one value for each
 * field, in the parameter's own terms.
 */
#ifndef PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_PROBLEM_H
#define PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_PROBLEM_H

#include "analysis/optimize/optimize.h"
#include "analysis/probe/probe.h"
#include "analysis/probe/variable.h"
#include "core/program/gradient.h"

/* How many points are evaluated at once; struct problem's `points` has room for as many. */
enum { PROBLEM_BATCH = 512 };

/* Lower violation is better, then higher outcome, then less distance. */
struct score {
    double violation; /* 0 if all conditions are met; infinite if the outcome is NaN */
    double outcome;   /* times the sign of the goal */
    double distance;  /* from the present values, in widths of the ranges */
};

/* The best point so far, n_fields values, and its score. */
struct best {
    double *point;
    struct score score;
};

struct problem_field {
    uint32_t line; /* in the model of the scenario that was asked about */
    uint32_t reg;  /* REGISTER_NONE if nothing depends on it */
    struct range range;
    double before; /* the present value, within the range */
    bool is_whole;
    double step; /* the power of ten that is tried first when rounding */
};

/* What is sought: the highest value of an item of the probe times a sign, under the first
 * n_conditions conditions. */
struct problem_goal {
    size_t item;
    double sign;
    size_t n_conditions;
};

struct problem {
    struct scenario *copy; /* with the stage that grades need; NULL if they need none */
    struct probe *probe;   /* of the outcome, the conditions, their grades */
    size_t n_conditions, n_fields;
    struct problem_field *fields;
    struct problem_goal goal;
    double *scales;  /* of each item of the probe: how much it varies over the range, above 0 */
    bool *is_smooth; /* of each item: its derivatives say all about it */
    struct program *varied;   /* the probe's, made for the fields to vary */
    struct run run;           /* of that, over many lanes */
    struct gradient gradient; /* one lane */
    /* PROBLEM_BATCH points to evaluate: a row of n_fields values each, and their scores */
    double *points;
    struct score *scores;
    double *columns; /* the same as a column for each field, then one for each item; then a row of
                        items */
    struct lane_input *inputs;
    struct lane_output *outputs;
};

/* The item of the grade of condition I. */
static inline size_t problem_grade(const struct problem *problem, size_t i)
{
    return 1 + problem->n_conditions + i;
}

/* STATUS_FAULTY and *FAILED are as in optimize. */
enum status problem_init(struct problem *problem, const struct scenario *scenario,
                         const struct optimize_request *request, size_t *failed, struct error *err);
void problem_fini(struct problem *problem);

/* Room I (below PROBLEM_BATCH) for a point. */
double *problem_point(const struct problem *problem, size_t i);
/* Evaluate the points in the first N rooms into their scores. */
void problem_evaluate(struct problem *problem, size_t n);
/* The value of ITEM at point I of those that were evaluated last. */
double problem_item(const struct problem *problem, size_t item, size_t i);
/* The score of POINT, at which the items have the VALUES. */
struct score problem_score(const struct problem *problem, const double *values,
                           const double *point);
bool score_is_better(const struct score *a, const struct score *b);
/* Worse than the score of any point. */
struct score score_worst(void);
/* Make POINT, which has SCORE, the best one if it is better; returns whether it is. */
bool problem_consider(const struct problem *problem, struct best *best, const double *point,
                      const struct score *score);
/* The index of the best of the first N scores; N is at least 1. */
size_t problem_best(const struct problem *problem, size_t n);

/* How many instructions of the program it takes to evaluate a point. */
double problem_cost(const struct problem *problem);

#endif
