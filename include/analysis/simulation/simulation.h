/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Monte Carlo: what an outcome comes to while every parameter that has a `dist` varies. Samples
 * come in chunks that are independent of each other. They may be computed by any number of threads,
 * in any order, and are merged in the order of their numbers, so that the result depends only on
 * the scenario, the seed and the number of samples, bit for bit. This module starts no threads: see
 * simulation_run for one thread, and the functions below it for several.
 *
 *     struct simulation simulation = {0};
 *     simulation_prepare(&simulation, scenario, "total.profit", &settings, &err);
 *     simulation_run(&simulation, scenario, &err);    again after every edit of a plain value
 *     simulation.result.mean, ...
 *     simulation_fini(&simulation);
 */
#ifndef PROFORMA_ANALYSIS_SIMULATION_SIMULATION_H
#define PROFORMA_ANALYSIS_SIMULATION_SIMULATION_H

#include "analysis/probe/probe.h"
#include "analysis/simulation/sampler.h"

enum {
    SIMULATION_CHUNK = SAMPLER_CHUNK,
    /* Up to this many samples, percentiles and bins are those of the samples, exactly. If there are
     * more, all are counted between 1024 quantiles of the first ones, and percentiles and bins are
     * interpolated there. */
    SIMULATION_MAX_KEPT = 1 << 20,
    /* Up to this many parameters, their shares of the variance are found together, from the normal
     * equations. If there are more, each share is found on its own: the square of the parameter's
     * correlation with the outcome. */
    SIMULATION_MAX_JOINT = 128,
    SIMULATION_MAX_BINS = 48
};

/* The percentiles of the outcome: simulation_percents[PERCENTILE_50] is 50. */
enum {
    PERCENTILE_1,
    PERCENTILE_5,
    PERCENTILE_10,
    PERCENTILE_25,
    PERCENTILE_50,
    PERCENTILE_75,
    PERCENTILE_90,
    PERCENTILE_95,
    PERCENTILE_99,
    N_PERCENTILES
};
extern const int simulation_percents[N_PERCENTILES];

/* The percentiles of the balance in each month. */
enum { FAN_5, FAN_25, FAN_50, FAN_75, FAN_95, N_FAN };
extern const int simulation_fan_percents[N_FAN];

struct simulation_settings {
    uint64_t samples; /* at least 1; buffers are made for it, up to SIMULATION_MAX_KEPT */
    uint64_t seed;
    uint32_t fan_samples;    /* how many of the first ones the fan is made of; rounded up to whole
                                chunks */
    uint32_t driver_samples; /* how many of the first ones the shares of the variance are made of */
};

/* Settings for 10,000 samples, at a cost that fits a keystroke whatever the horizon is. */
struct simulation_settings simulation_live_settings(const struct scenario *scenario);

/* What has to be said before any figure. */
enum simulation_finding {
    SIMULATION_VARIES,
    SIMULATION_NO_DIST,  /* no parameter has a `dist` */
    SIMULATION_NO_WIDTH, /* every `dist` is without width, or upside down */
    SIMULATION_UNMOVED,  /* the outcome is the same in all samples */
    SIMULATION_UNDEFINED /* the outcome is NaN in all samples */
};

/* Probabilities are from 0 to 1, and NaN if no sample says anything about them. */
struct simulation_result {
    enum simulation_finding finding;
    uint64_t samples;   /* how many were computed */
    uint64_t undefined; /* how many of them have an outcome that is NaN; these are left out of all
                           that follows, unless it says otherwise */
    uint64_t infinite; /* how many of them have an infinite outcome; these count in percentiles, min
                          and max, and make the mean infinite and the sd NaN */
    double mean, sd;   /* the sd is that of a sample, with n - 1 */
    double min, max;
    double percentiles[N_PERCENTILES]; /* interpolated between samples: the 50th of 1, 2 is 1.5 */
    double loss;                       /* probability that the outcome is below 0 */
    double below_zero; /* that the balance is below 0 in some month, or at the start, among the
                          samples in which that is known */
    struct simulation_target {
        uint32_t line;
        double missed; /* probability over all samples; an unknown target (NaN) counts as missed */
    } * targets;       /* in the scenario's order */
    uint32_t n_targets;
    /* Shares of the variance, largest first: b cov(x, y) / var(y), where b is x's coefficient in
     * the linear regression of the outcome y on all parameters. They are exact for a linear model;
     * the share of a correlated parameter that dampens the outcome is below 0. `rest` is what is
     * left to 1: curvature and interplay. */
    struct simulation_driver {
        uint32_t line;
        double share; /* NaN if the variance is 0 or not finite */
    } * drivers;      /* all parameters with a `dist`; those without effect are last, with 0 */
    uint32_t n_drivers;
    double rest;
    /* Of the finite outcomes. Edges are round, except the outermost ones if min and max lie beyond
     * them: then they are min and max. Edges stay as they are from run to run as long as they fit,
     * so that some of the outer bins may be empty. If all outcomes are the same, there is one bin
     * without width. */
    struct simulation_bin {
        double from, to; /* `from` is included */
        uint64_t count;
    } bins[SIMULATION_MAX_BINS];
    uint32_t n_bins;
    uint32_t months;
    uint64_t fan_samples;
    double *fan[N_FAN]; /* of the balance at the end of each month; NaN if it is never defined */
};

/* Where a histogram's edges are: whole multiples of a round step. */
struct simulation_scale {
    int64_t first; /* the lowest edge is first * digit * 10^exponent */
    int digit;     /* 1, 2 or 5 */
    int exponent;
    uint32_t n; /* number of bins; 0: none are chosen yet */
};

struct simulation {
    struct simulation_settings settings;
    struct probe *probe; /* items: the outcome, cash below 0, the targets */
    struct sampler sampler;
    struct program *program; /* the probe's, made for what the sampler varies */
    struct simulation_sums *sums;
    struct simulation_worker *worker; /* for simulation_run */
    struct simulation_part *part;     /* for simulation_run */
    struct simulation_scale scale;    /* of the last result */
    struct simulation_result result;
};

/*
 * Make SIMULATION, zero-initialised or used before, ready for the expression OF in SCENARIO.
 * STATUS_FAULTY if OF is none (err->offset is the byte in it); then SIMULATION is empty, as if
 * zero-initialised.
 */
enum status simulation_prepare(struct simulation *simulation, const struct scenario *scenario,
                               const char *of, const struct simulation_settings *settings,
                               struct error *err);
void simulation_fini(struct simulation *simulation);

/* Whether nothing but plain values has changed in SCENARIO since it was prepared. False if it was
 * not. */
bool simulation_is_current(const struct simulation *simulation, const struct scenario *scenario);

/* Compute all samples at the present values of SCENARIO, on this thread, into simulation->result.
 * Allocates nothing unless a beta has a new shape or a poisson a new mean. Only STATUS_NO_MEMORY
 * can happen. */
enum status simulation_run(struct simulation *simulation, const struct scenario *scenario,
                           struct error *err);

/* The first outcomes that aren't NaN, in no particular order, up to SIMULATION_MAX_KEPT; puts their
 * number into *N. Valid until SIMULATION changes; there are none before it has run. */
const double *simulation_outcomes(const struct simulation *simulation, size_t *n);

/* RESULT's finding as a translated sentence; NULL if there is nothing to say. */
const char *simulation_sentence(const struct simulation_result *result);

/*
 * The same in pieces. simulation_load loads the present values and forgets all samples. Then each
 * chunk, from 0 to simulation_n_chunks() - 1, is assigned to a part, computed in a worker, and
 * merged; at last simulation_finish makes the result. Of these only simulation_compute may run on
 * several threads at once, each with a worker of its own, also while one thread assigns and merges
 * other chunks.
 */
enum status simulation_load(struct simulation *simulation, const struct scenario *scenario,
                            struct error *err);
uint64_t simulation_n_chunks(const struct simulation *simulation);

/* Make room to compute in, with the present values of SCENARIO, which have to be those that were
 * loaded. */
enum status simulation_worker_new(const struct simulation *simulation,
                                  const struct scenario *scenario, struct simulation_worker **out,
                                  struct error *err);
void simulation_worker_free(struct simulation_worker *worker);

/* Make room for what one chunk comes to. */
enum status simulation_part_new(const struct simulation *simulation, struct simulation_part **out,
                                struct error *err);
void simulation_part_free(struct simulation_part *part);

void simulation_assign(const struct simulation *simulation, struct simulation_part *part,
                       uint64_t chunk);
void simulation_compute(const struct simulation *simulation, struct simulation_worker *worker,
                        struct simulation_part *part);
/* Chunks have to come in order, without a gap. */
void simulation_merge(struct simulation *simulation, const struct simulation_part *part);
/* Make the result of the chunks that were merged: all of them, or the first ones. */
void simulation_finish(struct simulation *simulation);

#endif
