/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Monte Carlo: what an outcome comes to while every parameter that has a `dist` varies. Samples
 * come in chunks that know nothing of each other; they may be computed by any number of threads, in
 * any order, and are merged in the order of their numbers: the result depends on the scenario, the
 * seed and the number of samples alone, bit for bit. Here are no threads: see simulation_run for
 * one thread, and the functions below it for several.
 *
 *     struct simulation simulation = {0};
 *     simulation_prepare(&simulation, scenario, "total.profit", &settings, &err);
 *     simulation_run(&simulation, scenario, &err);    again after every edit of a plain value
 *     simulation.result.mean, ...
 *     simulation_fini(&simulation);
 */
#ifndef PROFORMA_ANALYSIS_SIMULATION_H
#define PROFORMA_ANALYSIS_SIMULATION_H

#include "analysis/probe.h"
#include "analysis/sampler.h"

enum {
    SIMULATION_CHUNK = SAMPLER_CHUNK,
    /* Up to so many samples percentiles and bins are exact on the sample. Of more, all are counted
     * between 1024 quantiles of the first ones, and percentiles and bins interpolated there. */
    SIMULATION_MAX_KEPT = 1 << 20,
    /* Parameters whose shares of the variance are found together, from the normal equations; of
     * more, each on its own: the square of its correlation with the outcome. */
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

/* Those of the balance in each month. */
enum { FAN_5, FAN_25, FAN_50, FAN_75, FAN_95, N_FAN };
extern const int simulation_fan_percents[N_FAN];

struct simulation_settings {
    uint64_t samples; /* 1 or more; buffers are sized for it, up to SIMULATION_MAX_KEPT */
    uint64_t seed;
    uint32_t fan_samples;    /* the first ones, from which the fan is; rounded up to whole chunks */
    uint32_t driver_samples; /* the first ones, from which the shares of the variance are */
};

/* 10,000 samples, at a cost that fits a keystroke whatever the horizon. */
struct simulation_settings simulation_live_settings(const struct scenario *scenario);

/* What there is to say before any figure. */
enum simulation_finding {
    SIMULATION_VARIES,
    SIMULATION_NO_DIST,  /* no parameter has a `dist` */
    SIMULATION_NO_WIDTH, /* those that have are without width, or upside down */
    SIMULATION_UNMOVED,  /* the outcome is the same in all samples */
    SIMULATION_UNDEFINED /* the outcome is NaN in all samples */
};

/* Probabilities are in 0..1, and NaN where no sample tells. */
struct simulation_result {
    enum simulation_finding finding;
    uint64_t samples;   /* that were computed */
    uint64_t undefined; /* of these, those whose outcome is NaN: left out of all that follows but
                           `missed`, and each figure says how it counts what it can't know */
    uint64_t infinite;  /* of these, those whose outcome is infinite: they count in percentiles, min
                           and max, and make the mean infinite and the sd NaN */
    double mean, sd;    /* sd with n - 1 below */
    double min, max;
    double percentiles[N_PERCENTILES]; /* between two samples by their distance: of 1, 2 the 50th is
                                          1.5 */
    double loss;                       /* probability that the outcome is below 0 */
    double below_zero; /* that the balance is below 0 in some month, or at the start */
    struct simulation_target {
        uint32_t line;
        double missed; /* probability; a target that can't be told (NaN) counts as missed */
    } * targets;       /* in the scenario's order */
    uint32_t n_targets;
    /* Shares of the variance, largest first: b cov(x, y) / var(y), with b of the linear regression
     * of the outcome y on all parameters x. Exact for a linear model; a share is below 0 where a
     * correlated parameter dampens. What is left to 1 is `rest`: curvature and interplay. */
    struct simulation_driver {
        uint32_t line;
        double share; /* NaN where the variance is 0 or not finite */
    } * drivers;      /* all parameters with a `dist`, those without effect at the end with 0 */
    uint32_t n_drivers;
    double rest;
    /* Finite outcomes; edges are round, but for the outermost, which are min and max where those
     * lie beyond. Edges stay as they are from run to run while they fit; so some of the outer bins
     * may be empty. One bin without width where all outcomes are the same. */
    struct simulation_bin {
        double from, to; /* from included */
        uint64_t count;
    } bins[SIMULATION_MAX_BINS];
    uint32_t n_bins;
    uint32_t months;
    uint64_t fan_samples;
    double *fan[N_FAN]; /* of the balance at the end of each month; NaN where it is never defined */
};

/* Where a histogram's edges are: whole multiples of a round step. */
struct simulation_scale {
    int64_t first; /* the lowest edge is first * digit * 10^exponent */
    int digit;     /* 1, 2 or 5 */
    int exponent;
    uint32_t n; /* bins; 0: none chosen yet */
};

struct simulation {
    struct simulation_settings settings;
    struct probe *probe; /* items: the outcome, cash below 0, the targets */
    struct sampler sampler;
    struct program *program; /* the probe's, for what the sampler varies */
    struct simulation_sums *sums;
    struct simulation_worker *worker; /* of simulation_run, */
    struct simulation_part *part;     /* and this */
    struct simulation_scale scale;    /* of the last result */
    struct simulation_result result;
};

/*
 * Make SIMULATION, zero-initialised or used before, ready for the expression OF in SCENARIO.
 * STATUS_FAULTY where OF is none (err->offset in it); then SIMULATION is as if it never had been.
 */
enum status simulation_prepare(struct simulation *simulation, const struct scenario *scenario,
                               const char *of, const struct simulation_settings *settings,
                               struct error *err);
void simulation_fini(struct simulation *simulation);

/* Whether plain values alone have changed in SCENARIO since the preparation. False where there was
 * none. */
bool simulation_is_current(const struct simulation *simulation, const struct scenario *scenario);

/* All samples at the present values of SCENARIO, on this thread, into simulation->result. Allocates
 * nothing but for a new shape of a pert. Only STATUS_NO_MEMORY can happen. */
enum status simulation_run(struct simulation *simulation, const struct scenario *scenario,
                           struct error *err);

/* The first outcomes that aren't NaN, in no particular order, up to SIMULATION_MAX_KEPT; their
 * number into *N. Valid until SIMULATION changes; none before it has run. */
const double *simulation_outcomes(const struct simulation *simulation, size_t *n);

/* What to say of RESULT's finding in one sentence; NULL where there is nothing to say. */
const char *simulation_sentence(const struct simulation_result *result);

/*
 * The same in pieces. Load the present values and forget all samples; then for each chunk, from 0
 * to simulation_n_chunks() - 1: assign it to a part, compute it in a worker, merge it; at last
 * finish. Of these simulation_compute alone may run on several threads at once, each with a worker
 * of its own, and while others are assigned and merged on one thread.
 */
enum status simulation_load(struct simulation *simulation, const struct scenario *scenario,
                            struct error *err);
uint64_t simulation_n_chunks(const struct simulation *simulation);

/* Room to compute in, with the present values of SCENARIO, which are those that were loaded. */
enum status simulation_worker_new(const struct simulation *simulation,
                                  const struct scenario *scenario, struct simulation_worker **out,
                                  struct error *err);
void simulation_worker_free(struct simulation_worker *worker);

/* Room for what one chunk comes to. */
enum status simulation_part_new(const struct simulation *simulation, struct simulation_part **out,
                                struct error *err);
void simulation_part_free(struct simulation_part *part);

void simulation_assign(const struct simulation *simulation, struct simulation_part *part,
                       uint64_t chunk);
void simulation_compute(const struct simulation *simulation, struct simulation_worker *worker,
                        struct simulation_part *part);
/* Chunks have to come in order, without a gap. */
void simulation_merge(struct simulation *simulation, const struct simulation_part *part);
/* Make the result of the chunks that were merged, all or the first ones. */
void simulation_finish(struct simulation *simulation);

#endif
