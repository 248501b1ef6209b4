/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking for the best point of a problem: samples all over the ranges, NLopt from the best of
 * them, then steps in all directions from where NLopt ends, down to tiny ones.
 */
#ifndef PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_SEARCH_H
#define PROFORMA_ANALYSIS_OPTIMIZE_OPTIMIZE_SEARCH_H

#include "optimize_problem.h"

enum { SEARCH_STARTS = 6 };

/* All arrays hold n_fields values a point. */
struct search {
    struct problem *problem;
    struct best best; /* of the points that were evaluated so far */
    size_t *moving;   /* the fields to vary; the others keep the value that they have in `best` */
    size_t n_moving;
    double *starts; /* SEARCH_STARTS points, far from each other, best first */
    struct score start_scores[SEARCH_STARTS];
    size_t n_starts;
    double *scratch; /* 3 points and the values of a probe */
};

enum status search_init(struct search *search, struct problem *problem, struct error *err);
void search_fini(struct search *search);

/* Field I keeps its value from now on. */
void search_fix(struct search *search, size_t i);
/* Look for the best point for the problem's goal from nothing, and put it into `best`. Sets the
 * problem's scales. */
enum status search_all(struct search *search, struct error *err);
/* Look for the best point near `best`, with the fields that don't move as they are. */
enum status search_near(struct search *search, struct error *err);

/* Round `best` to values that one would write (optimize_round.c). STEPS becomes the powers of ten
 * that the fields' values are multiples of. GAIN is by how much `best` is better than the present
 * values; a little of it may be lost. */
enum status search_round(struct search *search, double gain, double *steps, struct error *err);

/* Evaluate the points in the first N rooms of the problem. If one of them is better than `best`, it
 * becomes that; returns whether one is. */
bool search_consider_all(struct search *search, size_t n);

/* Run NLopt from START, or from the best point so far if it is NULL (optimize_local.c). Each point
 * that NLopt evaluates is considered. */
enum status search_locally(struct search *search, const double *start, struct error *err);

#endif
