/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random_model.h"

#include <stdio.h>

#include "scenario_text.h"

uint64_t random_next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

double random_between(uint64_t *seed, double lo, double hi)
{
    return lo + (hi - lo) * (double)random_next(seed) / 2147483648.0;
}

/* A formula of the lines x0 .. x(N-1). */
static void random_formula(uint64_t *seed, char *text, size_t size, unsigned n, int depth)
{
    static const char *const forms[] = {
        "%s + %s",
        "%s - %s",
        "%s * %s",
        "%s / %s",
        "%s * %s - x0",
        "(%s + %s) / 3",
        "min(%s, %s)",
        "max(%s, 5, %s)",
        "clamp(%s, 1, %s)",
        "if(%s > %s, 2, 3)",
        "if(%s > 3, %s, x1)",
        "if(%s, %s, 1)",
        "if(%s >= 3 and not (%s < 2) or x2 <= 1, x0, x1)",
        "mod(%s, %s)",
        "%s ^ 2 + %s",
        "(1 + abs(%s)) ^ (%s / 20)",
        "abs(%s) + exp(-abs(%s))",
        "sqrt(abs(%s) + 1) * %s",
        "ln(1 + abs(%s)) - %s",
        "log10(2 + abs(%s)) + %s",
        "floor(%s) + %s",
        "ceil(%s / 3) * %s",
        "round(%s) - %s",
        "within(%s, %s, 0.5)",
        "steps(%s, x1, 5, %s, 12, 4)",
        "tiers(%s, x1, 5, %s, 12, 4)",
        "annuity(abs(%s) / 30, 1 + abs(%s))",
    };
    if (depth == 0 || random_next(seed) % 4 == 0) {
        if (random_next(seed) % 3 == 0)
            snprintf(text, size, "%u.5", (unsigned)(random_next(seed) % 9));
        else
            snprintf(text, size, "x%u", (unsigned)(random_next(seed) % n));
        return;
    }
    char a[512], b[512];
    random_formula(seed, a, sizeof a / 4, n, depth - 1);
    random_formula(seed, b, sizeof b / 4, n, depth - 1);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, size, forms[random_next(seed) % (sizeof forms / sizeof *forms)], a, b);
#pragma GCC diagnostic pop
}

enum { SHARED = RANDOM_PARAMETERS - 2, FORMULAS = 12 };

struct scenario *random_scenario(uint64_t *seed)
{
    char text[16384], formula[600], other[600];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "[scenario]\nmonths = %d\nbudget = 20\ndiscount = 10 %%\n"
                                   "[shared]\n",
                                   RANDOM_MONTHS);
    for (unsigned i = 0; i < SHARED + FORMULAS; i++) {
        if (i < SHARED)
            snprintf(formula, sizeof formula, "%u", (unsigned)(random_next(seed) % 20));
        else
            random_formula(seed, formula, sizeof formula, i, 2);
        used += (size_t)snprintf(text + used, sizeof text - used, "x%u = %s\n", i, formula);
    }
    used += (size_t)snprintf(text + used, sizeof text - used,
                             "x5.min = 1\ns = 1.1 ^ month * x1\nt = prev(s, x2) - s\n");
    random_formula(seed, formula, sizeof formula, SHARED + FORMULAS, 2);
    random_formula(seed, other, sizeof other, SHARED + FORMULAS, 2);
    snprintf(
        text + used, sizeof text - used,
        "[m]\nper = month\ny = prev(y, x0) * 0.5 + (%s)\n"
        "z = series(1, x2, 3) * month + steps(month, x1, 3, prev(y))\n"
        "a = lag(z, x4 / 4, x1) - lag(prev(y * x2) + z, 1.5)\n"
        "b = cumulative(a - 1) * 0.1 + lag(b, x5, x2) * 0.5 + prev(x3 + lag(z, x5))\n"
        "revenue = y + month * x3 + a + t\ncost = x1 + prev(y) + 0.1 * "
        "z - b / (1 + abs(sum(z)))\n"
        "[o]\nper = month\ncost = 0.2 * max(others.profit, x4) + prev(m.profit * x0) / 9\n"
        "[t]\ncost = sum(m.y)\nfirst_month = 2\n"
        "[u]\nrevenue = avg(m.z) + peak(m.y) - first(m.z) * last(m.y)\nlast_month = 3\n"
        "cost = %s + at(m.y, clamp(x4, 1, 5)) + sum(m.z, x3, x4) - low(m.y) * npv(m.a, x0 / 20)\n"
        "[w]\ncost = avg(m.y, 2, max(x5, 2)) + peak(m.z, min(x3, 4), 4) / (1 + abs(low(m.y, 1, "
        "max(x4 / 2, 1))))\n"
        "[v]\nrevenue = 0.1 * others.cost + 0.2 * (m.profit + o.profit) + 0.01 * sum(t) * lag_of\n"
        "lag_of = 1 / (1 + abs(x0))\n"
        "[k]\nper = month\nfirst_month = 3\n"
        "y = lag(y, x5, x1) * 0.3 + prev(y + 0.1 * m.z, x0) * 0.2 + x4\n"
        "z = lag(y * 2, x3 / 3, x2) + cumulative(y - 1) * 0.1\ncost = 0.1 * z\n"
        "[e]\nper = month\nx = prev(cash.balance) * x0 - lag(cash.balance, 1.5)\n"
        "[metrics]\nd = s * cash.balance + total.cost\ng = sum(e.x) - at(d, 3) + "
        "low(cash.balance)\n"
        "h = avg(k.z) + first(k.y) * peak(k.z) - low(k.y * m.y) + avg(k.y, 1, x5) + "
        "at(k.z, 4) - low(k.z, 1, 5)\n",
        formula, other);
    return scenario_from_text(text);
}

const char *random_parameter_name(uint32_t i)
{
    static const char *const names[RANDOM_PARAMETERS] = {
        "shared.x0", "shared.x1", "shared.x2",       "shared.x3",
        "shared.x4", "shared.x5", "scenario.budget", "scenario.discount"};
    return names[i];
}

const char *random_output_name(uint32_t i)
{
    static const char *const names[RANDOM_OUTPUTS] = {
        "total.profit", "cash.lowest", "cash.npv",   "total.margin", "cash.irr",
        "t.cost",       "u.revenue",   "shared.x17", "metrics.g",    "metrics.h"};
    return names[i];
}

static uint32_t register_of(const struct scenario *scenario, const char *name)
{
    return scenario->program->line_registers[model_find(scenario->model, name)];
}

uint32_t random_parameter(const struct scenario *scenario, uint32_t i)
{
    return register_of(scenario, random_parameter_name(i));
}

uint32_t random_output(const struct scenario *scenario, uint32_t i)
{
    return register_of(scenario, random_output_name(i));
}
