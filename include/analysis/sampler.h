/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Samples of a scenario's uncertain parameters, in chunks. What a parameter is in sample i depends
 * on the seed, the parameter's name and its `dist` alone (where it is correlated, also on the names
 * of those before it in [correlations]): an edit elsewhere leaves it as it is.
 * Distributions are inverted; what is not closed form is inverted from tables
 * (analysis/quantile_table.h), errors below 1e-8 of the range or standard deviation. Not here: what
 * the samples lead to (analysis/simulation.h).
 */
#ifndef PROFORMA_ANALYSIS_SAMPLER_H
#define PROFORMA_ANALYSIS_SAMPLER_H

#include "analysis/philox.h"
#include "core/model.h"

enum { SAMPLER_CHUNK = PHILOX_CHUNK };

/* An uncertain parameter at its present value. */
struct sampler_input {
    uint32_t line;
    uint64_t stream;  /* of its name */
    double low, high; /* cut to these: of whole numbers, which are rounded as well; else infinite */
    bool is_whole;
    bool is_correlated;
    bool is_faulty;   /* what `dist` says is upside down at the present value: taken as certain */
    struct dist dist; /* DIST_NONE where it is certain, */
    double certain;   /* at this value */
    double log_mean, log_sd;  /* of a lognormal */
    struct pert_table *table; /* of a pert */
};

struct sampler {
    uint64_t seed;
    struct sampler_input *inputs; /* in the order of the model's lines */
    uint32_t n;
    uint32_t *variables; /* of each correlated parameter its input, NAMES_NONE where it has none */
    double *factor;      /* the model's: n_variables rows of as many */
    uint32_t n_variables;
    struct quantile_table *normal;
    struct pert_table **tables; /* one a shape, kept from one preparation to the next */
    uint32_t n_tables;
    size_t tables_capacity;
};

/*
 * Make SAMPLER, zero-initialised or used before, ready for the parameters of MODEL that have a
 * `dist` and that WANTED (a flag for every line; NULL: all) asks for, and those that these are
 * correlated with. sampler_load has to follow. Only STATUS_NO_MEMORY can happen.
 */
enum status sampler_prepare(struct sampler *sampler, const struct model *model, const bool *wanted,
                            uint64_t seed, struct error *err);
void sampler_fini(struct sampler *sampler);

/* Take over the present values of MODEL, which may differ in plain values from the one that SAMPLER
 * was prepared for. A shape of pert that is new costs a table of 25 kB and 1 ms. Only
 * STATUS_NO_MEMORY can happen. */
enum status sampler_load(struct sampler *sampler, const struct model *model, struct error *err);

/* Samples CHUNK * SAMPLER_CHUNK on: SAMPLER_CHUNK numbers for each input, one input after the
 * other. Any thread may do so while nobody prepares or loads. */
void sampler_draw(const struct sampler *sampler, uint64_t chunk, double *columns);

#endif
