/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation's result: what the merged chunks come to. */
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "core/text/gettext.h"

#include "order.h"
#include "simulation_sums.h"

const int simulation_percents[N_PERCENTILES] = {1, 5, 10, 25, 50, 75, 90, 95, 99};
const int simulation_fan_percents[N_FAN] = {5, 25, 50, 75, 95};

/* Of the factor of correlations: what goes together more than this is as good as the same, and
 * what then is added on the diagonal. */
static const double LEAST_PIVOT = 1e-4, RIDGE = 1e-8;

static double ratio(uint64_t count, uint64_t of)
{
    return of > 0 ? (double)count / (double)of : (double)NAN;
}

static void fill_moments(const struct simulation_sums *sums, struct simulation_result *result)
{
    const struct tally *tally = &sums->tally;
    uint64_t n = tally->samples - tally->undefined;
    bool has_high = isinf(tally->max), has_low = isinf(tally->min);
    result->samples = tally->samples;
    result->undefined = tally->undefined;
    result->infinite = tally->infinite;
    result->min = n > 0 ? tally->min : (double)NAN;
    result->max = n > 0 ? tally->max : (double)NAN;
    result->loss = ratio(tally->loss, n);
    result->below_zero = ratio(tally->below_zero, tally->known);
    result->mean = n > 0 ? sums->outcome.mean[0] : (double)NAN;
    result->sd = n > 1 ? sqrt(sums->outcome.co[0] / (double)(n - 1)) : (double)NAN;
    if (n > 0 && result->min == result->max) { /* no rounding makes it vary */
        result->mean = result->min;
        result->sd = isinf(result->min) || n < 2 ? (double)NAN : 0;
        return;
    }
    if (n == 0 || (!has_high && !has_low))
        return;
    result->mean = has_high ? has_low ? (double)NAN : (double)INFINITY : (double)-INFINITY;
    result->sd = (double)NAN;
}

static void fill_fan(const struct simulation_sums *sums, struct simulation_result *result)
{
    uint64_t n =
        sums->tally.samples < sums->fan_capacity ? sums->tally.samples : sums->fan_capacity;
    result->fan_samples = n;
    for (uint32_t month = 0; month < result->months; month++) {
        double *values = sums->fan + (size_t)month * sums->fan_capacity;
        double percentiles[N_FAN];
        size_t n_known = 0;
        for (size_t i = 0; i < n; i++)
            if (!isnan(values[i]))
                values[n_known++] = values[i];
        order_percentiles(values, n_known, simulation_fan_percents, N_FAN, percentiles);
        for (int i = 0; i < N_FAN; i++)
            result->fan[i][month] = percentiles[i];
    }
}

/* Factor the correlations of the N inputs that vary, to which RIDGE is added on the diagonal. False
 * where they are as good as singular. */
static bool factor(const struct moments *moments, struct driver_work *work, uint32_t n,
                   double ridge)
{
    const uint32_t *active = work->active;
    gsl_matrix_view matrix = gsl_matrix_view_array(work->matrix, n, n);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j <= i; j++)
            work->matrix[i * n + j] = moments_co(moments, active[i], active[j]) /
                                          work->deviations[i] / work->deviations[j] +
                                      (i == j ? ridge : 0);
    if (gsl_linalg_cholesky_decomp1(&matrix.matrix))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (work->matrix[i * n + i] < LEAST_PIVOT)
            return false;
    return true;
}

/*
 * Solve the normal equations of the N inputs that vary, work->active, each divided by its standard
 * deviation: work->shares[k] becomes the share of the k-th of them. Inputs that go together
 * perfectly share alike what they do (a ridge next to 0 has the least solution). Where they are not
 * joint, each stands on its own.
 */
static void solve_shares(const struct moments *moments, struct driver_work *work, uint32_t n)
{
    const uint32_t *active = work->active;
    uint32_t y = moments->n_variables - 1;
    for (uint32_t i = 0; i < n; i++) {
        double own = sqrt(moments_co(moments, active[i], active[i]));
        work->deviations[i] = own;
        work->correlations[i] =
            moments_co(moments, active[i], y) / own / sqrt(moments_co(moments, y, y));
        work->shares[i] = work->correlations[i];
    }
    if (moments->is_joint && n > 0 &&
        (factor(moments, work, n, 0) || factor(moments, work, n, RIDGE))) {
        gsl_matrix_view matrix = gsl_matrix_view_array(work->matrix, n, n);
        gsl_vector_view slopes = gsl_vector_view_array(work->shares, n);
        gsl_linalg_cholesky_svx(&matrix.matrix, &slopes.vector);
    }
    for (uint32_t i = 0; i < n; i++)
        work->shares[i] *= work->correlations[i];
}

static int compare_drivers(const void *a, const void *b)
{
    const struct simulation_driver *x = a, *y = b;
    int by_share = (y->share > x->share) - (y->share < x->share);
    return by_share ? by_share : (x->line > y->line) - (x->line < y->line);
}

static void fill_drivers(struct simulation *simulation)
{
    struct simulation_sums *sums = simulation->sums;
    struct simulation_result *result = &simulation->result;
    struct driver_work *work = &sums->work;
    const struct moments *moments = &sums->drivers;
    const struct sampler *sampler = &simulation->sampler;
    uint32_t n = 0, k = 0;
    double variance = moments_co(moments, sampler->n, sampler->n);
    bool is_defined = result->sd > 0 && isfinite(variance) && variance > 0;
    for (uint32_t i = 0; i < sampler->n && is_defined; i++)
        if (sampler->inputs[i].dist.kind != DIST_NONE && moments_co(moments, i, i) > 0)
            work->active[n++] = i;
    solve_shares(moments, work, n);
    result->rest = is_defined ? 1 : (double)NAN;
    for (uint32_t i = 0; i < result->n_drivers; i++) {
        struct simulation_driver *driver = &result->drivers[i];
        *driver = (struct simulation_driver){work->lines[i], is_defined ? 0 : (double)NAN};
        if (k < n && sampler->inputs[work->active[k]].line == driver->line)
            driver->share = work->shares[k++];
        result->rest -= driver->share;
    }
    qsort(result->drivers, result->n_drivers, sizeof *result->drivers, compare_drivers);
}

static enum simulation_finding find(const struct simulation *simulation)
{
    const struct simulation_result *result = &simulation->result;
    const struct sampler *sampler = &simulation->sampler;
    bool varies = false;
    if (result->samples > 0 && result->undefined == result->samples)
        return SIMULATION_UNDEFINED;
    if (result->n_drivers == 0)
        return SIMULATION_NO_DIST;
    for (uint32_t i = 0; i < sampler->n; i++)
        varies |= sampler->inputs[i].dist.kind != DIST_NONE;
    if (!varies && sampler->n > 0)
        return SIMULATION_NO_WIDTH;
    bool is_same = result->samples > 1 && result->min == result->max;
    return is_same ? SIMULATION_UNMOVED : SIMULATION_VARIES;
}

const char *simulation_sentence(const struct simulation_result *result)
{
    switch (result->finding) {
    case SIMULATION_NO_DIST:
        return _("nothing is uncertain: no parameter has a dist, such as conversion.dist = "
                 "triangular(5 %, 10 %, 20 %)");
    case SIMULATION_NO_WIDTH:
        return _("nothing is uncertain: every dist that matters is without width");
    case SIMULATION_UNMOVED:
        return _("no uncertain parameter moves the outcome");
    case SIMULATION_UNDEFINED:
        return _("the outcome is undefined in every sample");
    default:
        return NULL;
    }
}

void simulation_finish(struct simulation *simulation)
{
    struct simulation_sums *sums = simulation->sums;
    struct simulation_result *result = &simulation->result;
    fill_moments(sums, result);
    outcomes_percentiles(&sums->values, simulation_percents, N_PERCENTILES, result->percentiles);
    for (uint32_t i = 0; i < result->n_targets; i++)
        result->targets[i].missed = ratio(sums->missed[ITEM_FIRST_TARGET + i], sums->tally.samples);
    fill_fan(sums, result);
    fill_drivers(simulation);
    result->finding = find(simulation);
    simulation_fill_histogram(simulation);
}
