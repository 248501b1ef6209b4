/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formulas of bench/model.c through muParser, which compiles an expression to byte code and
 * evaluates it sample by sample: the inputs sampled beforehand, one thread. Built by bench/run.sh
 * where muParser is installed.
 *
 *   evaluate_muparser [SAMPLES]
 */
#include <muParserDLL.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { INPUTS = 16, RESULTS = 11, ROUNDS = 3 };

static const char *const results[RESULTS] = {"users",     "paying",  "income",  "tokens",
                                             "inference", "support", "staff",   "spend",
                                             "tax",       "result",  "per_user"};
static const char formulas[] =
    "users = p0 * p1 + p2, paying = users * p3, income = paying * p4 + users * p5 * p6, "
    "tokens = users * p7 + paying * p8, inference = tokens / (p9 * p10) * p11, "
    "support = max(users * p12, p13), staff = p13 * p14, spend = inference + support + staff, "
    "tax = max(income - spend, 0) * p15, result = income - spend - tax, "
    "per_user = result / users, (income > 0 ? result / income : 0) + per_user * 0";

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 200000;
    double *samples = malloc(n * INPUTS * sizeof *samples), p[INPUTS], values[RESULTS];
    muParserHandle_t parser = mupCreate(muBASETYPE_FLOAT);
    double best = 1e9, sum = 0;
    if (!samples || !parser)
        return 1;
    for (size_t i = 0; i < n * INPUTS; i++)
        samples[i] = 0.5 + (double)(i * 2654435761u % 4294967296u) / 4294967296.0 * 2.5;
    for (int i = 0; i < INPUTS; i++) {
        char name[8];
        snprintf(name, sizeof name, "p%d", i);
        mupDefineVar(parser, name, &p[i]);
    }
    for (int i = 0; i < RESULTS; i++)
        mupDefineVar(parser, results[i], &values[i]);
    mupSetExpr(parser, formulas);
    for (int round = 0; round < ROUNDS; round++) {
        double begin = now();
        for (size_t i = 0; i < n; i++) {
            for (int k = 0; k < INPUTS; k++)
                p[k] = samples[i * INPUTS + (size_t)k];
            sum += mupEval(parser);
        }
        double time = now() - begin;
        best = time < best ? time : best;
    }
    if (mupError(parser))
        fprintf(stderr, "%s\n", mupGetErrorMsg(parser));
    else
        printf("%.3e %g\n", (double)n / best, sum / (double)n / ROUNDS);
    mupRelease(parser);
    free(samples);
    return 0;
}
