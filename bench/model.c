/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char model_outcome[] = "shared.margin";

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

double model_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void model_die(const char *what, const struct messages *messages)
{
    fprintf(stderr, "bench: %s\n", what);
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
        model_die("out of memory", NULL);
}

struct scenario *model_make(void)
{
    struct source *source = source_new();
    if (!source || source_add_file(source, "bench", NULL, 0) != 0)
        model_die("out of memory", NULL);
    char dist[64];
    snprintf(dist, sizeof dist, "triangular(%g, %g, %g)", MODEL_LOW, MODEL_MODE, MODEL_HIGH);
    struct place place = {.file = 0, .line = 1, .column = 1};
    struct source_section *section = source_add_section(source, "shared", place, true);
    for (int i = 0; i < MODEL_INPUTS; i++) {
        char key[16];
        snprintf(key, sizeof key, "p%d", i);
        load(section, key, strlen(key), "1");
        snprintf(key, sizeof key, "p%d.dist", i);
        load(section, key, strlen(key), dist);
    }
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        const char *text = strchr(formulas[i], '=') + 2;
        load(section, formulas[i], strcspn(formulas[i], " "), text);
    }
    struct messages messages = {0};
    struct scenario *scenario = NULL;
    if (scenario_new(source, &scenario, &messages) != STATUS_OK)
        model_die("the scenario is faulty", &messages);
    messages_fini(&messages);
    return scenario;
}
