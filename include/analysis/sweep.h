/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An outcome over the range of one parameter, or of two at once, all others as they are; and where
 * it changes sign on the way. Not here: every root and proofs that there is none
 * (analysis/solve.h).
 */
#ifndef PROFORMA_ANALYSIS_SWEEP_H
#define PROFORMA_ANALYSIS_SWEEP_H

#include "analysis/probe.h"
#include "analysis/variable.h"

struct curve;

enum { SWEEP_MOST_AXES = 2, SWEEP_MOST_CROSSINGS = 8 };

/* What to vary, and how finely. */
struct sweep_by {
    uint32_t line; /* a parameter of the scenario's model */
    struct range range;
    size_t intervals; /* at least 1; one point more, both ends among them. Of a parameter that has
                         to be whole no more than there are whole numbers. */
};

/* The values of one parameter. */
struct sweep_axis {
    double *at;      /* ascending */
    size_t n;        /* at least 2 */
    bool has_effect; /* false: the outcome does not depend on the parameter, whatever its value */
    size_t capacity;
};

/* Where the outcome changes sign. */
struct sweep_crossing {
    double at;    /* the first value at which it no longer has the sign it had below */
    bool is_jump; /* it jumps over 0 there and is never 0: a step, or a pole */
};

/* Zero-initialise. */
struct sweep {
    size_t n_axes;
    struct sweep_axis axes[SWEEP_MOST_AXES];
    double *outcomes; /* of the values I and J: [I * axes[1].n + J]; of one parameter alone: [I] */
    size_t n;         /* how many */
    size_t lowest, highest; /* which of them, the first of several; n where none is finite */
    size_t n_unknown;       /* how many are NaN or infinite */
    double zero; /* what counts as the outcome's 0: 0.5 of a condition, which is 1 or 0 */
    struct sweep_crossing crossings[SWEEP_MOST_CROSSINGS]; /* of one parameter, ascending */
    size_t n_crossings; /* how many there are at least; no more than fit are kept */

    struct curve *curve;
    double *row; /* of the longer axis */
    size_t outcomes_capacity, row_capacity;
};

/* Make ready for item ITEM of PROBE, which has to live longer. Only STATUS_NO_MEMORY can happen. */
enum status sweep_init(struct sweep *sweep, const struct probe *probe, size_t item,
                       struct error *err);
void sweep_fini(struct sweep *sweep);

/*
 * Vary the N_BY (1 or 2, different ones) parameters BY of SCENARIO, of which the probe was made, at
 * its present values. Allocates where there are more points than before: only STATUS_NO_MEMORY can
 * happen, and then there are no points.
 * 0..10 in 10 intervals are the values 0, 1, .., 10; 2 %..30 % in 28 are whole percents.
 */
enum status sweep_run(struct sweep *sweep, const struct scenario *scenario,
                      const struct sweep_by *by, size_t n_by, struct error *err);

/*
 * Fill in `crossings` of a sweep over one parameter: a change of sign between two points that are
 * next to each other, or have nothing but zeros between them, to the last bit of the value (to the
 * whole number). Touching 0 is none, and nothing is said across what is NaN. Allocates nothing.
 * profit = 100 * price - 500 over 0..20 crosses at 5.
 */
void sweep_find_crossings(struct sweep *sweep);

/* What is odd about SWEEP, each in a sentence, translated; NULL if it is not so: that the outcome
 * is the same at all points but for rounding; that it does not depend on axis I, whose parameter is
 * called NAME, written into OUT. */
enum { SWEEP_SENTENCE_SIZE = 256 };
const char *sweep_constant_sentence(const struct sweep *sweep);
const char *sweep_axis_sentence(const struct sweep *sweep, size_t i, const char *name,
                                char out[SWEEP_SENTENCE_SIZE]);

/* What to add to CROSSING where the outcome jumps over 0 there: " (a jump)", translated; else "".
 */
const char *sweep_crossing_remark(const struct sweep *sweep, const struct sweep_crossing *crossing);

/* About how many operations one point of BY takes: for choosing how many there may be. */
double sweep_cost(const struct sweep *sweep, const struct scenario *scenario,
                  const struct sweep_by *by, size_t n_by);

#endif
