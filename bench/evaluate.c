/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the compiled program runs over lanes: 16 uncertain inputs, 12 formulas, the inputs
 * already sampled, one thread; beside it the same arithmetic as a loop that a C programmer would
 * write (bench/evaluate_loop.c). Both must give the same bits.
 *
 *   evaluate [SAMPLES]
 */
#include "evaluate.h"

#include "core/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7, SAMPLES = 2000000 /* at least, in all rounds */ };

static const char *const formulas[] = {
    "users      = p0 * p1 + p2",
    "paying     = users * p3",
    "income     = paying * p4 + users * p5 * p6",
    "tokens     = users * p7 + paying * p8",
    "inference  = tokens / (p9 * p10) * p11",
    "support    = max(users * p12, p13)",
    "staff      = p13 * p14",
    "spend      = inference + support + staff",
    "tax        = max(income - spend, 0) * p15",
    "result     = income - spend - tax",
    "per_user   = result / users",
    "margin     = if(income > 0, result / income, 0) + per_user * 0",
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void die(const char *what, const struct messages *messages)
{
    fprintf(stderr, "evaluate: %s\n", what);
    for (size_t i = 0; messages && i < messages->n; i++)
        fprintf(stderr, "  %s\n", messages->items[i].text);
    exit(1);
}

static void load(struct source_section *section, const char *key, size_t n, const char *text)
{
    char name[32];
    snprintf(name, sizeof name, "%.*s", (int)n, key);
    struct place place = {.file = 0, .line = 1, .column = 1};
    if (source_load_entry(section, name, text, place, NULL, 0, true) != STATUS_OK)
        die("out of memory", NULL);
}

static struct scenario *make_scenario(void)
{
    struct source *source = source_new();
    if (!source || source_add_file(source, "bench", NULL, 0) != 0)
        die("out of memory", NULL);
    struct place place = {.file = 0, .line = 1, .column = 1};
    struct source_section *section = source_add_section(source, "shared", place, true);
    for (int i = 0; i < EVALUATE_INPUTS; i++) {
        char key[8];
        snprintf(key, sizeof key, "p%d", i);
        load(section, key, strlen(key), "1");
    }
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        const char *text = strchr(formulas[i], '=') + 2;
        load(section, formulas[i], strcspn(formulas[i], " "), text);
    }
    struct messages messages = {0};
    struct scenario *scenario = NULL;
    if (scenario_new(source, &scenario, &messages) != STATUS_OK)
        die("the scenario is faulty", &messages);
    messages_fini(&messages);
    return scenario;
}

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
        values[i] = triangular((double)(state >> 11) / 9007199254740992.0, 0.5, 1, 3);
    }
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    double *inputs[EVALUATE_INPUTS];
    double *lanes = calloc(n, sizeof *lanes), *loop = calloc(n, sizeof *loop);
    struct scenario *scenario = make_scenario();
    struct lane_input lane_inputs[EVALUATE_INPUTS];
    for (unsigned i = 0; i < EVALUATE_INPUTS; i++) {
        inputs[i] = calloc(n, sizeof *inputs[i]);
        if (!lanes || !loop || !inputs[i])
            die("out of memory", NULL);
        fill(inputs[i], n, i);
    }
    uint32_t outcome =
        scenario->program->line_registers[model_find(scenario->model, "shared.margin")];
    struct program *program;
    if (program_prune(scenario->program, &outcome, 1, &program, NULL) != STATUS_OK)
        die("out of memory", NULL);
    for (unsigned i = 0; i < EVALUATE_INPUTS; i++) {
        char name[16];
        snprintf(name, sizeof name, "shared.p%u", i);
        uint32_t line = model_find(scenario->model, name);
        lane_inputs[i] = (struct lane_input){program->line_registers[line], inputs[i]};
    }
    struct lane_output output = {outcome, lanes};

    struct run run;
    if (run_init(&run, program, 0, 1, NULL) != STATUS_OK)
        die("out of memory", NULL);
    run_load(&run, scenario->model);

    double best_lanes = 1e9, best_loop = 1e9;
    for (size_t round = 0; round < ROUNDS || round * n < SAMPLES; round++) {
        double begin = now();
        program_run(&run, n, lane_inputs, EVALUATE_INPUTS, &output, 1);
        double middle = now();
        evaluate_loop(n, inputs, loop);
        double end = now();
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
    for (int i = 0; i < EVALUATE_INPUTS; i++)
        free(inputs[i]);
    free(lanes);
    free(loop);
    return 0;
}
