/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes as a scenario of which every analysis is made: derivatives, swings, flip points, intervals,
 * a sweep, a simulation, the bridge to an edited copy, the best values of two parameters. Whatever
 * the scenario is, nothing breaks or hangs, and what the analyses promise of their results holds.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "analysis/compare/bridge.h"
#include "analysis/compare/comparison.h"
#include "analysis/optimize/optimize.h"
#include "analysis/sensitivity.h"
#include "analysis/simulation/simulation.h"
#include "analysis/solve/solve.h"
#include "analysis/sweep.h"
#include "core/program/enclosure.h"
#include "support/fuzz_scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_LINES = 400, SAMPLES = 2048, MOST_SWEPT = 4, INTERVALS = 40 };

static const double most_steps = 2e6; /* of one search */

static struct probe *probe_of(const struct scenario *scenario, const char *expression)
{
    struct probe *probe = NULL;
    struct error err;
    fuzz_check(probe_new(scenario, &expression, 1, 0, &probe, NULL, &err) == STATUS_OK);
    return probe;
}

static void check_sensitivity(const struct scenario *scenario, const struct probe *probe)
{
    struct sensitivity s = {0};
    struct error err;
    fuzz_check(sensitivity_init(&s, probe, 0, scenario, &err) == STATUS_OK);
    fuzz_check(sensitivity_derive(&s, scenario, &err) == STATUS_OK);
    fuzz_check(sensitivity_find_swings(&s, scenario, most_steps, &err) == STATUS_OK);
    sensitivity_sort(&s);
    fuzz_check(sensitivity_find_flips(&s, scenario, NAMES_NONE, most_steps, &err) == STATUS_OK);
    for (size_t i = 1; i < s.n; i++)
        fuzz_check(!(s.order[i]->swing > s.order[i - 1]->swing));
    for (size_t i = 0; i < s.n; i++)
        fuzz_check(!(s.rows[i].swing < 0) && !isinf(s.rows[i].flip));
    sensitivity_fini(&s);
}

/* The present value lies in what comes out for intervals around the parameters. */
static void check_enclosure(const struct scenario *scenario, const struct probe *probe)
{
    struct enclosure enclosure = {0};
    struct error err;
    double value;
    probe_evaluate(probe, scenario, &value);
    fuzz_check(enclosure_init(&enclosure, probe->program, probe->months, &err) == STATUS_OK);
    probe_load(probe, &enclosure.run, scenario);
    for (uint32_t i = 0; i < scenario->model->n_lines; i++) {
        const struct line *line = &scenario->model->lines[i];
        uint32_t reg = probe_register(probe, i);
        if (reg != REGISTER_NONE && !line->is_whole && i % 3 == 0)
            enclosure_set(&enclosure, reg, line->value - fabs(line->value) / 4,
                          line->value + fabs(line->value) / 4);
    }
    enclosure_run(&enclosure);
    struct interval in = enclosure_of(&enclosure, probe->items[0].reg, 0);
    fuzz_check(isnan(in.low) || (in.low <= value && value <= in.high));
    enclosure_fini(&enclosure);
}

static void check_sweeps(const struct scenario *scenario, const struct probe *probe)
{
    const struct model *model = scenario->model;
    struct sweep sweep = {0};
    struct error err;
    int swept = 0;
    fuzz_check(sweep_init(&sweep, probe, 0, &err) == STATUS_OK);
    for (uint32_t i = 0; i < model->n_lines && swept < MOST_SWEPT; i++) {
        struct sweep_by by[2] = {{.line = i, .intervals = INTERVALS},
                                 {.line = model->budget, .intervals = INTERVALS / 8}};
        if (model->lines[i].kind != LINE_PARAMETER || i == model->budget ||
            variable_range(model, i, (double)NAN, (double)NAN, &by[0].range, &err) ||
            variable_range(model, model->budget, (double)NAN, (double)NAN, &by[1].range, &err))
            continue;
        fuzz_check(sweep_run(&sweep, scenario, by, 2, &err) == STATUS_OK);
        fuzz_check(sweep_run(&sweep, scenario, by, 1, &err) == STATUS_OK);
        sweep_find_crossings(&sweep);
        for (size_t k = 0; k < sweep.n_crossings && k < SWEEP_MOST_CROSSINGS; k++)
            fuzz_check(sweep.crossings[k].at >= by[0].range.low &&
                       sweep.crossings[k].at <= by[0].range.high);
        swept++;
    }
    sweep_fini(&sweep);
}

/* Solutions lie in the range, a condition's meet it; where there is provably none, none of some
 * values is one. */
static void check_goal(const struct scenario *scenario, const struct probe *probe, uint32_t line,
                       struct range range)
{
    struct solver *solver = NULL;
    struct solving solving;
    struct error err;
    double target = 0;
    probe_evaluate(probe, scenario, &target);
    target = isfinite(target) ? target : 0;
    fuzz_check(solver_new(probe, 0, scenario, line, range, &solver, &err) == STATUS_OK);
    for (int i = 0; i < 4; i++) {
        bool is_equation = i % 2 == 0;
        struct goal goal = {is_equation ? OP_EQ : OP_GE, i < 2 ? target : 2 * target + 1, false};
        solver_solve(solver, &goal, SOLVE_QUICKLY, &solving);
        for (size_t k = 0; k < solving.n_solutions; k++) {
            const struct solution *solution = &solving.solutions[k];
            fuzz_check(range.low <= solution->low && solution->low <= solution->nearest);
            fuzz_check(solution->nearest <= solution->high && solution->high <= range.high);
            fuzz_check(is_equation || solver_outcome(solver, solution->low) >= goal.target);
        }
        for (int k = 0; solving.proven_none && k <= INTERVALS; k++) {
            double x = range.low + (range.high - range.low) * k / INTERVALS;
            double y = solver_outcome(solver, scenario->model->lines[line].is_whole ? floor(x) : x);
            fuzz_check(is_equation ? y != goal.target : !(y >= goal.target));
        }
    }
    solver_free(solver);
}

static void check_goals(const struct scenario *scenario, const struct probe *probe)
{
    const struct model *model = scenario->model;
    struct range range;
    struct error err;
    int sought = 0;
    if (probe->items[0].op != OP_COPY)
        return; /* a goal of its own */
    for (uint32_t i = 0; i < model->n_lines && sought < MOST_SWEPT; i++) {
        if (model->lines[i].kind != LINE_PARAMETER ||
            variable_range(model, i, (double)NAN, (double)NAN, &range, &err))
            continue;
        check_goal(scenario, probe, i, range);
        sought++;
    }
}

static void check_simulation(const struct scenario *scenario, const char *outcome)
{
    struct simulation simulation = {0};
    struct simulation_settings settings = {
        .samples = SAMPLES, .seed = 1, .fan_samples = SAMPLES, .driver_samples = SAMPLES};
    struct error err;
    fuzz_check(simulation_prepare(&simulation, scenario, outcome, &settings, &err) == STATUS_OK);
    fuzz_check(simulation_run(&simulation, scenario, &err) == STATUS_OK);
    const struct simulation_result *result = &simulation.result;
    uint64_t counted = result->undefined + result->infinite;
    for (uint32_t i = 0; i < result->n_bins; i++)
        counted += result->bins[i].count;
    fuzz_check(result->samples == 0 || result->n_bins == 0 || counted == result->samples);
    for (int i = 1; i < N_PERCENTILES; i++)
        fuzz_check(!(result->percentiles[i] < result->percentiles[i - 1]));
    fuzz_check(!(result->loss < 0 || result->loss > 1));
    simulation_fini(&simulation);
}

/* The steps add up to the change. */
static void check_bridge(const struct scenario *scenario, const struct probe *probe,
                         const char *outcome, size_t seed)
{
    struct scenario *other = scenario_clone(scenario);
    struct error err;
    fuzz_check(other != NULL);
    for (uint32_t i = 0; i < other->model->n_lines; i++) {
        const struct line *line = &other->model->lines[i];
        char text[64];
        if (line->kind != LINE_PARAMETER || (i + seed) % 4 != 0)
            continue;
        snprintf(text, sizeof text, "%.9g", line->value * 1.25 + 1);
        scenario_set(other, model_section_of(other->model, i)->name, line->name, text, &err);
    }
    struct probe *other_probe = NULL;
    if (probe_new(other, &outcome, 1, 0, &other_probe, NULL, &err) == STATUS_OK) {
        struct bridge bridge = {0};
        struct bridge_end from = {scenario, probe}, to = {other, other_probe};
        double sum = 0, size = 0;
        fuzz_check(bridge_make(&bridge, &from, &to, &err) == STATUS_OK);
        for (size_t i = 0; i < bridge.n; i++) {
            sum += bridge.steps[i].contribution;
            size += fabs(bridge.steps[i].contribution);
        }
        fuzz_check(bridge.state != BRIDGE_WHOLE || !isfinite(size) ||
                   fabs(sum - (bridge.to - bridge.from)) <=
                       1e-9 * (size + fabs(bridge.to) + fabs(bridge.from)));
        bridge_fini(&bridge);
    }
    const struct scenario *const both[] = {scenario, other};
    struct comparison comparison = {0};
    fuzz_check(comparison_make(&comparison, both, 2, &err) == STATUS_OK);
    comparison_fini(&comparison);
    probe_free(other_probe);
    scenario_free(other);
}

/* The best values meet the condition, lie within the ranges, and are no worse than the present
 * ones where these do. */
static void check_optimum(const struct scenario *scenario, const char *outcome)
{
    static const char *const condition = "cash.runway >= 2";
    const struct model *model = scenario->model;
    uint32_t fields[2];
    struct optimize_request request = {outcome, false, &condition, 1, fields, 0};
    struct optimum optimum = {0};
    struct range range;
    struct error err;
    bool is_inside = true;
    for (uint32_t i = model->n_lines; i-- > 0 && request.n_fields < 2;) {
        const struct line *line = &model->lines[i];
        if (line->kind != LINE_PARAMETER || i == model->months ||
            variable_range(model, i, (double)NAN, (double)NAN, &range, &err))
            continue;
        is_inside = is_inside && line->value >= range.low && line->value <= range.high;
        fields[request.n_fields++] = i;
    }
    if (request.n_fields == 0)
        return;
    enum status status = optimize(scenario, &request, &optimum, NULL, &err);
    fuzz_check(status == STATUS_OK || status == STATUS_FAULTY);
    for (size_t i = 0; optimum.state == OPTIMUM_FOUND && i < optimum.n_fields; i++) {
        const struct optimum_field *field = &optimum.fields[i];
        fuzz_check(!optimum.is_better || !field->has_effect ||
                   (field->value >= field->low && field->value <= field->high));
    }
    if (optimum.state == OPTIMUM_FOUND && optimum.n_conditions > 0) {
        fuzz_check(optimum.conditions[0].is_met && !isnan(optimum.value));
        fuzz_check(!is_inside || !optimum.conditions[0].was_met || isnan(optimum.before) ||
                   optimum.value >= optimum.before);
    }
    optimum_fini(&optimum);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const outcomes[] = {"total.profit", "cash.lowest", "cash.runway",
                                           "cash.npv",     "cash.irr",    "cash.lowest >= 0"};
    const char *outcome = outcomes[size % (sizeof outcomes / sizeof *outcomes)];
    struct scenario *scenario = fuzz_scenario(data, size);
    if (scenario != NULL && scenario->model->n_lines < MOST_LINES &&
        scenario_months(scenario) <= 60) {
        struct probe *probe = probe_of(scenario, outcome);
        check_sensitivity(scenario, probe);
        check_enclosure(scenario, probe);
        check_sweeps(scenario, probe);
        check_goals(scenario, probe);
        check_simulation(scenario, outcome);
        check_bridge(scenario, probe, outcome, size);
        check_optimum(scenario, outcome);
        probe_free(probe);
    }
    scenario_free(scenario);
    return 0;
}
