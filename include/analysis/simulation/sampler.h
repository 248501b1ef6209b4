/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Samples of a scenario's uncertain parameters, in chunks. What a parameter is in sample i depends
 * only on the seed, the parameter's name and its `dist`, and if it is correlated, on the names of
 * those before it in [correlations]: an edit elsewhere leaves it as it is. A sample is the quantile
 * of a uniform number. Quantile functions without a closed form are inverted by tables, with errors
 * below 1e-8 of the range or the standard deviation. Not here: what the samples lead to
 * (analysis/simulation/simulation.h).
 */
#ifndef PROFORMA_ANALYSIS_SIMULATION_SAMPLER_H
#define PROFORMA_ANALYSIS_SIMULATION_SAMPLER_H

#include "analysis/simulation/philox.h"
#include "core/model/model.h"

enum { SAMPLER_CHUNK = PHILOX_CHUNK };

/* An uncertain parameter at its present value. */
struct sampler_input {
    uint32_t line;
    uint64_t stream;  /* of its name */
    double low, high; /* what samples are cut to; infinite unless they have to be whole numbers,
                         which are rounded as well */
    bool is_whole;
    bool is_correlated;
    bool is_faulty;   /* at the present value the numbers of `dist` are impossible: it is certain */
    struct dist dist; /* DIST_NONE if it is certain */
    double certain;   /* its value then */
    double log_mean, log_sd;  /* of a lognormal */
    struct beta_table *table; /* of a beta */
    double *cumulative;       /* of a poisson that is not large: how likely at most `first` events
                                 are, and each number after it; n_cumulative of them */
    double mean, first;       /* that they are of */
    uint32_t n_cumulative;
};

struct sampler {
    uint64_t seed;
    struct sampler_input *inputs; /* in the order of the model's lines */
    uint32_t n;
    uint32_t *variables; /* the input of each correlated parameter; NAMES_NONE if it has none */
    double *factor;      /* the model's correlation_factor: n_variables rows of as many */
    uint32_t n_variables;
    struct quantile_table *normal;
    struct beta_table **tables; /* one for each shape, kept from one preparation to the next */
    uint32_t n_tables;
    size_t tables_capacity;
};

/*
 * Make SAMPLER, zero-initialised or used before, ready for the parameters of MODEL that have a
 * `dist` and that WANTED (a flag for every line; NULL: all) asks for, and for those that these are
 * correlated with. sampler_load has to follow. Only STATUS_NO_MEMORY can happen.
 */
enum status sampler_prepare(struct sampler *sampler, const struct model *model, const bool *wanted,
                            uint64_t seed, struct error *err);
void sampler_fini(struct sampler *sampler);

/* Take the present values of MODEL, which may differ in plain values from the one that SAMPLER was
 * prepared for. A new shape of beta costs a table of 25 kB and some time, from 1 ms for a pert
 * to 40 ms for one of large arguments. Only STATUS_NO_MEMORY can happen. */
enum status sampler_load(struct sampler *sampler, const struct model *model, struct error *err);

/* Put the samples from CHUNK * SAMPLER_CHUNK on into COLUMNS: SAMPLER_CHUNK numbers for each input,
 * one input after the other. Any thread may do so while nobody prepares or loads. */
void sampler_draw(const struct sampler *sampler, uint64_t chunk, double *columns);

#endif
