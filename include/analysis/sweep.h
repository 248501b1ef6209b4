/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An outcome over the range of one parameter, or of two at once, all others as they are; and at
 * which values it changes sign. Not here: every root, and proofs that there is none
 * (analysis/solve/solve.h).
 */
#ifndef PROFORMA_ANALYSIS_SWEEP_H
#define PROFORMA_ANALYSIS_SWEEP_H

#include "analysis/probe/probe.h"
#include "analysis/probe/variable.h"

struct curve;

enum { SWEEP_MOST_AXES = 2, SWEEP_MOST_CROSSINGS = 8 };

/* What to vary, and how finely. */
struct sweep_by {
    uint32_t line; /* a parameter of the scenario's model */
    struct range range;
    size_t intervals; /* at least 1; there is one point more, both ends included. If the parameter
                         has to be whole, there are no more points than whole numbers. */
};

/* The values of one parameter. */
struct sweep_axis {
    double *at;      /* ascending */
    size_t n;        /* at least 2 */
    bool has_effect; /* false: the outcome does not depend on the parameter, whatever its value */
    size_t capacity;
};

/* A value of the parameter at which the outcome changes sign. */
struct sweep_crossing {
    double at;    /* the first value at which it no longer has the sign it had below */
    bool is_jump; /* it jumps over 0 there and is never 0: a step, or a pole */
};

/* Zero-initialise. */
struct sweep {
    size_t n_axes;
    struct sweep_axis axes[SWEEP_MOST_AXES];
    double *outcomes;       /* at values I and J: [I * axes[1].n + J]; of one parameter: [I] */
    size_t n;               /* how many outcomes */
    size_t lowest, highest; /* indices of these outcomes, the first if there are several; n if none
                               is finite */
    size_t n_unknown;       /* how many are NaN or infinite */
    double zero; /* what counts as the outcome's 0: 0.5 of a condition, which is 1 or 0 */
    struct sweep_crossing crossings[SWEEP_MOST_CROSSINGS]; /* only of one parameter; ascending */
    size_t n_crossings; /* how many there are at least; only as many as fit are kept */

    struct curve *curve;
    double *row; /* as long as the longer axis */
    size_t outcomes_capacity, row_capacity;
};

/* Make ready for item ITEM of PROBE, which has to live longer. Only STATUS_NO_MEMORY can happen. */
enum status sweep_init(struct sweep *sweep, const struct probe *probe, size_t item,
                       struct error *err);
void sweep_fini(struct sweep *sweep);

/*
 * Vary the N_BY parameters BY (1, or 2 different ones) of SCENARIO, of which the probe was made, at
 * its present values. Allocates if there are more points than before. Only STATUS_NO_MEMORY can
 * happen; then there are no points.
 * 0..10 in 10 intervals are the values 0, 1, .., 10; 2 %..30 % in 28 are whole percents.
 */
enum status sweep_run(struct sweep *sweep, const struct scenario *scenario,
                      const struct sweep_by *by, size_t n_by, struct error *err);

/*
 * Fill in `crossings`; a sweep over two parameters has none. A crossing is a change of sign between
 * two points that are next to each other or have nothing but zeros between them; it is exact to the
 * last bit of the value (to the whole number, if the parameter has to be whole). Touching 0 is no
 * crossing, and neither is a change of sign from one side of a NaN to the other. Allocates nothing.
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

/* About how many operations one point of BY takes, for choosing how many points there may be. */
double sweep_cost(const struct sweep *sweep, const struct scenario *scenario,
                  const struct sweep_by *by, size_t n_by);

#endif
