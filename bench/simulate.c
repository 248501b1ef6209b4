/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast a whole simulation is: 16 triangular parameters drawn, 12 formulas evaluated, moments,
 * percentiles and shares taken, one thread; beside it what a C programmer would write for the
 * samples and the moments alone (bench/simulate_loop.c), from the same random numbers.
 *
 * Or what 10,000 samples of a scenario cost, the fan of the balance included: a keystroke in the
 * dashboard, and after an edit of more than a value the preparation as well.
 *
 *   simulate [SAMPLES]
 *   simulate live SCENARIO...
 */
#include "simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/simulation/simulation.h"
#include "io/load.h"

#include "model.h"

enum { ROUNDS = 5 };

static void compare(uint64_t n)
{
    struct scenario *scenario = model_make();
    struct simulation simulation = {0};
    struct simulation_settings settings = {n, 1, SIMULATION_CHUNK, 100 * SIMULATION_CHUNK};
    struct simulate_moments moments = {0};
    uint64_t streams[MODEL_INPUTS];
    double best = 1e9, best_loop = 1e9;
    for (int i = 0; i < MODEL_INPUTS; i++) {
        char name[16];
        snprintf(name, sizeof name, "shared.p%d", i);
        streams[i] = philox_stream(name);
    }
    if (simulation_prepare(&simulation, scenario, model_outcome, &settings, NULL))
        model_die("the simulation cannot be prepared", NULL);
    for (int round = 0; round < ROUNDS; round++) {
        double begin = model_now();
        if (simulation_run(&simulation, scenario, NULL))
            model_die("out of memory", NULL);
        double middle = model_now();
        simulate_loop(n, settings.seed, streams, &moments);
        double end = model_now();
        best = fmin(best, middle - begin);
        best_loop = fmin(best_loop, end - middle);
    }
    const struct simulation_result *result = &simulation.result;
    bool is_same = fabs(result->mean - moments.mean) <= 1e-12 * result->sd &&
                   fabs(result->sd - moments.sd) <= 1e-12 * result->sd;
    printf("# samples simulation_per_s loop_per_s ratio mean sd same\n");
    printf("%llu %.3e %.3e %.2f %.9g %.9g %s\n", (unsigned long long)n, (double)n / best,
           (double)n / best_loop, best_loop / best, result->mean, result->sd,
           is_same ? "yes" : "NO");
    simulation_fini(&simulation);
    scenario_free(scenario);
}

/* What a keystroke costs in the Risk view. */
static void measure_live(const char *path)
{
    struct file *file = NULL;
    struct source *source = NULL;
    struct scenario *scenario = NULL;
    struct messages messages = {0};
    struct simulation simulation = {0};
    double prepared = 1e9, best = 1e9;
    if (file_load(path, &file, &source, &messages) || scenario_new(source, &scenario, &messages))
        model_die(path, &messages);
    struct simulation_settings settings = simulation_live_settings(scenario);
    for (int round = 0; round < ROUNDS; round++) {
        double begin = model_now();
        if (simulation_prepare(&simulation, scenario, "total.profit", &settings, NULL))
            model_die("the simulation cannot be prepared", NULL);
        double middle = model_now();
        if (simulation_run(&simulation, scenario, NULL))
            model_die("out of memory", NULL);
        best = fmin(best, model_now() - middle);
        prepared = fmin(prepared, middle - begin);
    }
    const char *name = strrchr(path, '/');
    printf("%s %.2f %.2f %u %u\n", name ? name + 1 : path, best * 1e3, prepared * 1e3,
           simulation.result.n_drivers, simulation.result.months);
    simulation_fini(&simulation);
    scenario_free(scenario);
    file_free(file);
    messages_fini(&messages);
}

int main(int argc, char **argv)
{
    if (argc > 2 && strcmp(argv[1], "live") == 0) {
        printf("# scenario run_ms prepare_ms parameters months\n");
        for (int i = 2; i < argc; i++)
            measure_live(argv[i]);
    } else {
        compare(argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000);
    }
    return 0;
}
