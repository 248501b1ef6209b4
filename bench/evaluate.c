/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the compiled program runs over lanes: 16 uncertain inputs, 12 formulas, the inputs
 * already sampled, one thread; beside it the same arithmetic as a loop that a C programmer would
 * write (bench/evaluate_loop.c). Both must give the same bits.
 *
 *   evaluate [SAMPLES]
 */
#include "evaluate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

enum { ROUNDS = 7, SAMPLES = 2000000 /* at least, in all rounds */ };

/* A triangular variable of U, uniform in 0 to 1. */
static double triangular(double u, double low, double mode, double high)
{
    double split = (mode - low) / (high - low);
    return u < split ? low + (high - low) * __builtin_sqrt(u * split)
                     : high - (high - low) * __builtin_sqrt((1 - u) * (1 - split));
}

static void fill(double *values, size_t n, unsigned seed)
{
    uint64_t state = 88172645463325252u + seed * 2654435761u;
    for (size_t i = 0; i < n; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        values[i] = triangular((double)(state >> 11) / 9007199254740992.0, MODEL_LOW, MODEL_MODE,
                               MODEL_HIGH);
    }
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    double *inputs[MODEL_INPUTS];
    double *lanes = calloc(n, sizeof *lanes), *loop = calloc(n, sizeof *loop);
    struct scenario *scenario = model_make();
    struct lane_input lane_inputs[MODEL_INPUTS];
    for (unsigned i = 0; i < MODEL_INPUTS; i++) {
        inputs[i] = calloc(n, sizeof *inputs[i]);
        if (!lanes || !loop || !inputs[i])
            model_die("out of memory", NULL);
        fill(inputs[i], n, i);
    }
    uint32_t outcome =
        scenario->program->line_registers[model_find(scenario->model, model_outcome)];
    struct program *program;
    if (program_prune(scenario->program, &outcome, 1, &program, NULL) != STATUS_OK)
        model_die("out of memory", NULL);
    for (unsigned i = 0; i < MODEL_INPUTS; i++) {
        char name[16];
        snprintf(name, sizeof name, "shared.p%u", i);
        uint32_t line = model_find(scenario->model, name);
        lane_inputs[i] = (struct lane_input){program->line_registers[line], inputs[i]};
    }
    struct lane_output output = {outcome, lanes};

    struct run run;
    if (run_init(&run, program, 0, 1, NULL) != STATUS_OK)
        model_die("out of memory", NULL);
    run_load(&run, scenario->model);

    double best_lanes = 1e9, best_loop = 1e9;
    for (size_t round = 0; round < ROUNDS || round * n < SAMPLES; round++) {
        double begin = model_now();
        program_run(&run, n, lane_inputs, MODEL_INPUTS, &output, 1);
        double middle = model_now();
        evaluate_loop(n, inputs, loop);
        double end = model_now();
        best_lanes = middle - begin < best_lanes ? middle - begin : best_lanes;
        best_loop = end - middle < best_loop ? end - middle : best_loop;
    }
    printf("# instructions lanes program_per_s loop_per_s ratio same_bits\n");
    printf("%u %u %.3e %.3e %.2f %s\n", program->n_code, run.lanes, (double)n / best_lanes,
           (double)n / best_loop, best_loop / best_lanes,
           memcmp(lanes, loop, n * sizeof *loop) == 0 ? "yes" : "NO");

    run_fini(&run);
    program_free(program);
    scenario_free(scenario);
    for (int i = 0; i < MODEL_INPUTS; i++)
        free(inputs[i]);
    free(lanes);
    free(loop);
    return 0;
}
