/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulations of the outcome, kept up to date, and the scales of their charts. */
#include "views/panels/risk.h"

#include <math.h>
#include <string.h>

#include "core/text/text.h"

enum {
    FAN_SAMPLES = 4 * SIMULATION_CHUNK, /* more would not show in a chart of a few rows */
    LEAST_SAMPLES = 2 * SIMULATION_CHUNK,
    MOST_INSTRUCTIONS = 5000, /* of one sample, up to which all samples fit a keystroke */
};

/* How far a histogram reaches beyond the 1st and 99th percentile, by the distance between them:
 * all of a normal distribution, not the far end of a long tail. */
static const double BEYOND_BULK = 0.2;

void risk_fini(struct risk *risk)
{
    simulation_fini(&risk->now);
    simulation_fini(&risk->before);
}

void risk_forget(struct risk *risk)
{
    risk->is_forgotten = true;
    stamp_clear(&risk->stamp);
}

/* SAMPLES, or fewer in a scenario that is so large that a keystroke would have to wait for them. */
static uint64_t affordable(uint64_t samples, const struct scenario *scenario)
{
    const struct program *program = scenario->program;
    uint64_t instructions = 1;
    for (uint32_t i = 0; i < program->n_segments; i++)
        instructions += (uint64_t)program->segments[i].n *
                        (program->segments[i].is_monthly ? scenario_months(scenario) : 1);
    if (instructions <= MOST_INSTRUCTIONS)
        return samples;
    samples = samples * MOST_INSTRUCTIONS / instructions;
    return samples < LEAST_SAMPLES ? LEAST_SAMPLES : samples;
}

/* Prepare SIMULATION for OUTCOME in SCENARIO, with a fan of FAN_SAMPLES at most. An outcome that
 * can't be computed there leaves it empty. */
static enum status prepare(struct simulation *simulation, const struct scenario *scenario,
                           const char *outcome, uint32_t fan_samples, struct error *err)
{
    struct simulation_settings settings = simulation_live_settings(scenario);
    settings.samples = affordable(settings.samples, scenario);
    if (settings.fan_samples > fan_samples)
        settings.fan_samples = fan_samples;
    enum status status = simulation_prepare(simulation, scenario, outcome, &settings, err);
    return status == STATUS_NO_MEMORY ? status : STATUS_OK;
}

static enum status run(struct simulation *simulation, const struct scenario *scenario,
                       struct error *err)
{
    return !simulation->probe ? STATUS_OK : simulation_run(simulation, scenario, err);
}

/* Widen *LOW and *HIGH so that a histogram between them shows the outcomes of SIMULATION. */
static void widen(const struct simulation *simulation, double *low, double *high)
{
    size_t n;
    const double *values = simulation_outcomes(simulation, &n);
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (isfinite(values[i])) {
            least = fmin(least, values[i]);
            most = fmax(most, values[i]);
        }
    }
    double from = simulation->result.percentiles[PERCENTILE_1];
    double to = simulation->result.percentiles[PERCENTILE_99], beyond = BEYOND_BULK * (to - from);
    if (n > 0 && isfinite(beyond) && beyond > 0) {
        least = fmax(least, from - beyond);
        most = fmin(most, to + beyond);
    }
    *low = fmin(*low, least);
    *high = fmax(*high, most);
}

static void settle(struct risk *risk)
{
    const struct simulation_result *result = &risk->now.result;
    struct chart_scale needed = CHART_SCALE_EMPTY;
    double low = INFINITY, high = -INFINITY;
    size_t n, n_before;
    const double *values = simulation_outcomes(&risk->now, &n);
    const double *before = simulation_outcomes(risk_before(risk), &n_before);
    widen(&risk->now, &low, &high);
    /* a single value is no histogram to compare with */
    if (risk_before(risk)->result.finding == SIMULATION_VARIES)
        widen(risk_before(risk), &low, &high);
    else
        n_before = 0;
    if (low <= high)
        histogram_fit(&risk->histogram, low, high);
    histogram_count(&risk->histogram, values, n, before, n_before);
    for (uint32_t month = 0; month < result->months; month++)
        for (int i = 0; i < N_FAN; i++)
            chart_scale_add(&needed, result->fan[i][month]);
    chart_scale_settle(&risk->balance, &needed);
}

/* Whether both say the same: then they come to the same. */
static bool is_same(const struct source *a, const struct source *b)
{
    if (a->n_sections != b->n_sections)
        return false;
    for (size_t i = 0; i < a->n_sections; i++) {
        const struct source_section *x = &a->sections[i], *y = &b->sections[i];
        if (x->n_entries != y->n_entries || strcmp(x->name, y->name) != 0)
            return false;
        for (size_t k = 0; k < x->n_entries; k++) {
            if (strcmp(x->entries[k].key, y->entries[k].key) != 0 ||
                !text_is_same(x->entries[k].text, y->entries[k].text))
                return false;
        }
    }
    return true;
}

static enum status simulate(struct risk *risk, const char *outcome, const struct scenario *scenario,
                            const struct scenario *baseline, struct error *err)
{
    bool forgotten = risk->is_forgotten;
    enum status status = STATUS_OK;
    risk->is_same = is_same(scenario->source, baseline->source);
    if (forgotten || !simulation_is_current(&risk->now, scenario))
        status = prepare(&risk->now, scenario, outcome, FAN_SAMPLES, err);
    if (!status && (forgotten || !simulation_is_current(&risk->before, baseline))) {
        status = prepare(&risk->before, baseline, outcome, 0, err);
        risk->is_due = true;
    }
    if (status == STATUS_OK)
        status = run(&risk->now, scenario, err);
    if (!status && risk->is_due && !risk->is_same) {
        status = run(&risk->before, baseline, err);
        risk->is_due = false;
    }
    return status;
}

enum status risk_update(struct risk *risk, const char *outcome, const struct scenario *scenario,
                        const struct scenario *baseline, struct error *err)
{
    enum status status = simulate(risk, outcome, scenario, baseline, err);
    if (status != STATUS_OK) {
        risk_forget(risk);
        return status;
    }
    risk->is_forgotten = false;
    settle(risk);
    return STATUS_OK;
}

const struct simulation *risk_before(const struct risk *risk)
{
    return risk->is_same ? &risk->now : &risk->before;
}
