/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long all derivatives of a result take, measured in evaluations of the same program, pruned to
 * that result: of one lane, and of blocks of lanes.
 *
 *   derive SCENARIO [OUTCOME]...
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/program/gradient.h"
#include "core/scenario.h"
#include "io/load.h"

enum { ROUNDS = 15 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void die(const char *what)
{
    fprintf(stderr, "derive: %s\n", what);
    exit(1);
}

/* The best of some rounds, per lane, in which everything is done for about a hundredth second. */
static double measure(struct run *run, struct gradient *gradient, uint32_t output, uint32_t lanes)
{
    double best = 1e9;
    size_t n = 1;
    for (int round = 0; round < ROUNDS; round++) {
        double begin = now(), taken;
        for (size_t i = 0; i < n; i++) {
            if (gradient)
                gradient_run(gradient, output, lanes);
            else
                run_block(run, lanes);
        }
        taken = now() - begin;
        if (taken < 0.005 && round < ROUNDS - 1) {
            n *= 2;
            round = 0;
        } else if (taken / (double)n < best) {
            best = taken / (double)n;
        }
    }
    return best / lanes;
}

static void derive(const struct scenario *scenario, const char *name)
{
    uint32_t line = model_find(scenario->model, name), months = scenario_months(scenario);
    if (line == NAMES_NONE)
        die("there is no such outcome");
    uint32_t output = scenario->program->line_registers[line];
    struct program *program;
    if (program_prune(scenario->program, &output, 1, &program, NULL) != STATUS_OK)
        die("out of memory");
    double seconds[2][2];
    uint32_t lanes = 0;
    for (int many = 0; many < 2; many++) {
        struct run run;
        struct gradient gradient = {0};
        if (run_init(&run, program, !many, months, NULL) != STATUS_OK ||
            gradient_init(&gradient, program, !many, months, NULL) != STATUS_OK)
            die("out of memory");
        run_load(&run, scenario->model);
        run_load(&gradient.run, scenario->model);
        seconds[many][0] = measure(&run, NULL, output, run.lanes);
        lanes = gradient.run.lanes;
        seconds[many][1] = measure(NULL, &gradient, output, lanes);
        gradient_fini(&gradient);
        run_fini(&run);
    }
    printf("%s %u %.3f %.3f %.2f %u %.2f %.2f\n", name, program->n_code, seconds[0][0] * 1e6,
           seconds[0][1] * 1e6, seconds[0][1] / seconds[0][0], lanes, seconds[1][1] / seconds[1][0],
           seconds[0][1] / seconds[1][1]);
    program_free(program);
}

int main(int argc, char **argv)
{
    struct file *file = NULL;
    struct source *source = NULL;
    struct scenario *scenario = NULL;
    struct messages messages = {0};
    if (argc < 2)
        die("usage: derive SCENARIO [OUTCOME]...");
    if (file_load(argv[1], &file, &source, &messages) != STATUS_OK ||
        scenario_new(source, &scenario, &messages) != STATUS_OK)
        die(messages.n > 0 ? messages.items[0].text : "out of memory");
    printf("# outcome instructions evaluation_us gradient_us ratio lanes ratio_in_lanes gain\n");
    for (int i = 2; i < argc; i++)
        derive(scenario, argv[i]);
    if (argc == 2)
        derive(scenario, "total.profit");
    scenario_free(scenario);
    messages_fini(&messages);
    file_free(file);
    return 0;
}
