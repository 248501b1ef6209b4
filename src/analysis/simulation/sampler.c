/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/simulation/sampler.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/probe/quantile.h"
#include "analysis/probe/quantile_table.h"
#include "core/language/poisson.h"
#include "core/program/lanes.h"
#include "core/text/grow.h"

static const double SQRT_HALF = 0.70710678118654752440;

struct beta_table {
    double alpha, beta;
    bool is_built, is_used;
    struct quantile_table table;
};

/* The horizon is the same in all samples: a program runs over one number of months. */
static bool is_uncertain(const struct model *model, uint32_t line)
{
    return model->lines[line].kind == LINE_PARAMETER && model->lines[line].dist_text &&
           line != model->months;
}

/* Flags for the lines to draw: those WANTED, and what they are correlated with. */
static bool *choose_lines(const struct model *model, const bool *wanted)
{
    bool *chosen = calloc((size_t)model->n_lines + 1, sizeof *chosen);
    if (!chosen)
        return NULL;
    for (uint32_t i = 0; i < model->n_lines; i++)
        chosen[i] = is_uncertain(model, i) && (!wanted || wanted[i]);
    for (uint32_t i = 0; i < model->n_correlated; i++) {
        const double *row = model->correlation_factor + (size_t)i * model->n_correlated;
        bool is_wanted = !wanted || wanted[model->correlated[i]];
        for (uint32_t j = 0; j < i && is_wanted; j++)
            chosen[model->correlated[j]] |= row[j] != 0;
    }
    return chosen;
}

static void free_inputs(struct sampler *sampler)
{
    for (uint32_t i = 0; i < sampler->n; i++)
        free(sampler->inputs[i].cumulative);
    free(sampler->inputs);
}

static enum status find_inputs(struct sampler *sampler, const struct model *model,
                               const bool *wanted, struct error *err)
{
    uint32_t n = 0;
    bool *chosen = choose_lines(model, wanted);
    for (uint32_t i = 0; i < model->n_lines && chosen; i++)
        n += chosen[i];
    struct sampler_input *inputs = calloc((size_t)n + 1, sizeof *inputs);
    if (!chosen || !inputs) {
        free(chosen);
        free(inputs);
        return error_no_memory(err);
    }
    free_inputs(sampler);
    sampler->inputs = inputs;
    sampler->n = 0;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        char name[MODEL_NAME_SIZE];
        if (!chosen[i])
            continue;
        model_line_name(model, i, name, sizeof name);
        inputs[sampler->n++] = (struct sampler_input){
            .line = i,
            .stream = philox_stream(name),
            .is_whole = model->lines[i].is_whole,
        };
    }
    free(chosen);
    return STATUS_OK;
}

static enum status find_variables(struct sampler *sampler, const struct model *model,
                                  struct error *err)
{
    size_t n = model->n_correlated;
    uint32_t *variables = calloc(n + 1, sizeof *variables);
    double *matrix = calloc(n * n + 1, sizeof *matrix);
    if (!variables || !matrix) {
        free(variables);
        free(matrix);
        return error_no_memory(err);
    }
    free(sampler->variables);
    free(sampler->factor);
    sampler->variables = variables;
    sampler->factor = matrix;
    sampler->n_variables = (uint32_t)n;
    for (size_t i = 0; i < n * n; i++)
        matrix[i] = model->correlation_factor[i];
    for (size_t i = 0; i < n; i++) {
        variables[i] = NAMES_NONE;
        for (uint32_t k = 0; k < sampler->n; k++)
            if (sampler->inputs[k].line == model->correlated[i]) {
                sampler->inputs[k].is_correlated = true;
                variables[i] = k;
            }
    }
    return STATUS_OK;
}

enum status sampler_prepare(struct sampler *sampler, const struct model *model, const bool *wanted,
                            uint64_t seed, struct error *err)
{
    if (!sampler->normal) {
        struct quantile_table *normal = malloc(sizeof *normal);
        if (!normal)
            return error_no_memory(err);
        quantile_table_normal(normal);
        sampler->normal = normal;
    }
    sampler->seed = seed;
    enum status status = find_inputs(sampler, model, wanted, err);
    return status ? status : find_variables(sampler, model, err);
}

void sampler_fini(struct sampler *sampler)
{
    for (uint32_t i = 0; i < sampler->n_tables; i++)
        free(sampler->tables[i]);
    free(sampler->tables);
    free(sampler->normal);
    free_inputs(sampler);
    free(sampler->variables);
    free(sampler->factor);
    *sampler = (struct sampler){0};
}

/* A table that nobody uses now, or a new one; NULL when out of memory. */
static struct beta_table *spare_table(struct sampler *sampler)
{
    for (uint32_t i = 0; i < sampler->n_tables; i++)
        if (!sampler->tables[i]->is_used)
            return sampler->tables[i];
    if (!grow(&sampler->tables, sampler->n_tables, &sampler->tables_capacity,
              sizeof(struct beta_table *)))
        return NULL;
    struct beta_table *table = calloc(1, sizeof *table);
    if (table)
        sampler->tables[sampler->n_tables++] = table;
    return table;
}

static bool is_table_of(const struct beta_table *table, const struct sampler_input *input)
{
    const double *v = input->dist.arguments;
    return table->alpha == v[2] && table->beta == v[3];
}

/* A shape that allows no table keeps one that is not built, so that it isn't tried again. */
static enum status take_table(struct sampler *sampler, struct sampler_input *input,
                              struct error *err)
{
    struct beta_table *table = NULL;
    for (uint32_t i = 0; i < sampler->n_tables && !table; i++)
        if (is_table_of(sampler->tables[i], input))
            table = sampler->tables[i];
    if (!table) {
        table = spare_table(sampler);
        if (!table)
            return error_no_memory(err);
        table->alpha = input->dist.arguments[2];
        table->beta = input->dist.arguments[3];
        table->is_built = quantile_table_beta(&table->table, table->alpha, table->beta);
    }
    table->is_used = true;
    input->table = table;
    return STATUS_OK;
}

/* Tables that fit as they are stay; then those that shapes need which have none. */
static enum status take_tables(struct sampler *sampler, struct error *err)
{
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < sampler->n_tables; i++)
        sampler->tables[i]->is_used = false;
    for (uint32_t i = 0; i < sampler->n; i++) {
        struct sampler_input *input = &sampler->inputs[i];
        if (input->dist.kind != DIST_BETA || !input->table || !is_table_of(input->table, input))
            input->table = NULL;
        else
            input->table->is_used = true;
    }
    for (uint32_t i = 0; i < sampler->n && !status; i++)
        if (sampler->inputs[i].dist.kind == DIST_BETA && !sampler->inputs[i].table)
            status = take_table(sampler, &sampler->inputs[i], err);
    return status;
}

/* How likely each number of events is, for a poisson that is not large. */
static enum status load_poisson(struct sampler_input *input, struct error *err)
{
    double mean = input->dist.arguments[0];
    if (input->cumulative && input->mean == mean)
        return STATUS_OK;
    free(input->cumulative);
    input->cumulative = NULL;
    if (mean > POISSON_MOST_EXACT)
        return STATUS_OK;
    struct poisson walk = poisson_begin(mean);
    input->cumulative = calloc(walk.n, sizeof *input->cumulative);
    if (!input->cumulative)
        return error_no_memory(err);
    input->mean = mean;
    input->first = walk.value;
    input->n_cumulative = walk.n;
    for (uint32_t i = 0; i < walk.n; i++, poisson_next(&walk))
        input->cumulative[i] = walk.cumulative;
    input->cumulative[walk.n - 1] = 1;
    return STATUS_OK;
}

static enum status load_input(struct sampler_input *input, const struct model *model,
                              struct error *err)
{
    const struct line *line = &model->lines[input->line];
    struct dist dist;
    enum status status = model_dist(model, input->line, &dist, err);
    if (status == STATUS_NO_MEMORY)
        return status;
    input->is_faulty = status != STATUS_OK;
    input->certain = line->value;
    bool is_checked = line->is_checked;
    input->low = is_checked ? fmin(line->value, 1) : (double)-INFINITY; /* or month 0 */
    input->high = is_checked ? model->lines[model->months].value : (double)INFINITY;
    if (input->is_faulty)
        dist = (struct dist){.kind = DIST_NONE};
    if (quantile_is_constant(&dist)) {
        input->certain = dist.arguments[0];
        dist.kind = DIST_NONE;
    }
    input->dist = dist;
    if (dist.kind == DIST_LOGNORMAL)
        quantile_log_parameters(&dist, &input->log_mean, &input->log_sd);
    return dist.kind == DIST_POISSON ? load_poisson(input, err) : STATUS_OK;
}

enum status sampler_load(struct sampler *sampler, const struct model *model, struct error *err)
{
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < sampler->n && !status; i++)
        status = load_input(&sampler->inputs[i], model, err);
    return status ? status : take_tables(sampler, err);
}

/* One square root, and no branch: which side of the mode decides about numbers alone. */
VECTOR_CLONES static void invert_triangular(const double *v, double *values)
{
    const double low = v[0], high = v[2], width = high - low;
    const double split = (v[1] - low) / width;
    const double left = width * (v[1] - low), right = width * (high - v[1]);
    for (int i = 0; i < SAMPLER_CHUNK; i++) {
        double u = values[i];
        double base = u < split ? low : high, area = u < split ? left : right;
        double from = u < split ? 0 : 1, sign = u < split ? 1 : -1;
        values[i] = base + sign * sqrt((from + sign * u) * area);
    }
}

VECTOR_CLONES static void invert_uniform(const double *v, double *values)
{
    const double low = v[0], width = v[1] - v[0];
    for (int i = 0; i < SAMPLER_CHUNK; i++)
        values[i] = low + width * values[i];
}

static void round_column(const struct sampler_input *input, double *values)
{
    for (int i = 0; i < SAMPLER_CHUNK; i++)
        values[i] = fmin(fmax(round(values[i]), input->low), input->high);
}

/* How many of the N rising numbers CUMULATIVE, of which the last is 1, are below P. */
static VECTOR_INLINE uint32_t count_below(const double *cumulative, uint32_t n, double p)
{
    const double *at = cumulative;
    while (n > 1) {
        uint32_t half = n / 2;
        at += at[half - 1] < p ? half : 0;
        n -= half;
    }
    return (uint32_t)(at - cumulative);
}

static void invert_steps(const struct dist *dist, double *values)
{
    const double *cumulative = dist->arguments + DIST_MAX_VALUES;
    for (int i = 0; i < SAMPLER_CHUNK; i++)
        values[i] = dist->arguments[count_below(cumulative, dist->n, values[i])];
}

static void invert_poisson(const struct sampler *sampler, const struct sampler_input *input,
                           double *values)
{
    if (!input->cumulative)
        quantile_table_apply(sampler->normal, 0, 1, values, SAMPLER_CHUNK);
    for (int i = 0; i < SAMPLER_CHUNK; i++)
        values[i] = input->cumulative ? input->first + count_below(input->cumulative,
                                                                   input->n_cumulative, values[i])
                                      : poisson_large_quantile(input->dist.arguments[0], values[i]);
}

/* Without a table, one by one; a probability is kept off the ends, where there is no quantile. */
static void invert_beta(const struct sampler_input *input, double *values)
{
    const double *v = input->dist.arguments;
    if (input->table->is_built)
        quantile_table_apply(&input->table->table, v[0], v[1] - v[0], values, SAMPLER_CHUNK);
    else
        for (int i = 0; i < SAMPLER_CHUNK; i++)
            values[i] = quantile_of(&input->dist, fmin(fmax(values[i], 0x1p-33), 1 - 0x1p-33));
}

/* Probabilities to quantiles. */
static void invert(const struct sampler *sampler, const struct sampler_input *input, double *values)
{
    const double *v = input->dist.arguments;
    switch (input->dist.kind) {
    case DIST_UNIFORM:
        invert_uniform(v, values);
        break;
    case DIST_TRIANGULAR:
        invert_triangular(v, values);
        break;
    case DIST_BETA:
        invert_beta(input, values);
        break;
    case DIST_NORMAL:
        quantile_table_apply(sampler->normal, v[0], v[1], values, SAMPLER_CHUNK);
        break;
    case DIST_LOGNORMAL:
        quantile_table_apply(sampler->normal, input->log_mean, input->log_sd, values,
                             SAMPLER_CHUNK);
        for (int i = 0; i < SAMPLER_CHUNK; i++)
            values[i] = exp(values[i]);
        break;
    case DIST_STEPS:
        invert_steps(&input->dist, values);
        break;
    case DIST_POISSON:
        invert_poisson(sampler, input, values);
        break;
    default:
        for (int i = 0; i < SAMPLER_CHUNK; i++)
            values[i] = input->certain;
        break;
    }
}

static double *column_of(const struct sampler *sampler, uint32_t variable, double *columns)
{
    uint32_t input = sampler->variables[variable];
    return input == NAMES_NONE ? NULL : columns + (size_t)input * SAMPLER_CHUNK;
}

/* Normal variables that go together as the parameters' ranks should, to the probabilities that the
 * distributions are inverted at. From the last to the first: each is made of those before it. */
static void correlate(const struct sampler *sampler, double *columns)
{
    for (uint32_t i = sampler->n_variables; i-- > 0;) {
        const double *row = sampler->factor + (size_t)i * sampler->n_variables;
        double *to = column_of(sampler, i, columns);
        for (int k = 0; k < SAMPLER_CHUNK && to; k++)
            to[k] *= row[i];
        for (uint32_t j = 0; j < i && to; j++) {
            const double *from = column_of(sampler, j, columns);
            for (int k = 0; k < SAMPLER_CHUNK && from && row[j] != 0; k++)
                to[k] += row[j] * from[k];
        }
    }
    for (uint32_t i = 0; i < sampler->n_variables; i++) {
        double *column = column_of(sampler, i, columns);
        for (int k = 0; k < SAMPLER_CHUNK && column; k++)
            column[k] = erfc(-column[k] * SQRT_HALF) / 2;
    }
}

void sampler_draw(const struct sampler *sampler, uint64_t chunk, double *columns)
{
    for (uint32_t i = 0; i < sampler->n; i++) {
        const struct sampler_input *input = &sampler->inputs[i];
        double *column = columns + (size_t)i * SAMPLER_CHUNK;
        if (input->dist.kind != DIST_NONE || input->is_correlated)
            philox_uniforms(sampler->seed, input->stream, chunk, column);
        if (input->is_correlated)
            quantile_table_apply(sampler->normal, 0, 1, column, SAMPLER_CHUNK);
    }
    correlate(sampler, columns);
    for (uint32_t i = 0; i < sampler->n; i++) {
        double *column = columns + (size_t)i * SAMPLER_CHUNK;
        invert(sampler, &sampler->inputs[i], column);
        if (sampler->inputs[i].is_whole)
            round_column(&sampler->inputs[i], column);
    }
}
