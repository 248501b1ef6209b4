/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two ends of the bridge, and its steps from what was found on the way (bridge_way.c). */
#include "analysis/compare/bridge.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "core/text/gettext.h"
#include "core/text/grow.h"

#include "bridge_way.h"

enum { SPARE_STEPS = 2 /* structure, jumps */, BALANCINGS = 4 };

/* Whether LINE is a parameter that may move by any small amount. */
static bool is_smooth(const struct model *model, uint32_t line)
{
    return model->lines[line].kind == LINE_PARAMETER && !model->lines[line].is_whole &&
           model_section_of(model, line)->kind <= SECTION_METRICS;
}

/* Room for a step for each of N lines, and for structure and jumps. */
static bool reserve(struct bridge *out, size_t n)
{
    return grow_by(&out->steps, 0, n + SPARE_STEPS, &out->capacity, sizeof *out->steps);
}

/* A step for every parameter of both models whose value differs. */
static enum status collect(struct bridge *out, const struct model *from, const struct model *to,
                           struct error *err)
{
    out->n = 0;
    if (!reserve(out, from->n_lines))
        return error_no_memory(err);
    for (uint32_t i = 0; i < from->n_lines; i++) {
        uint32_t there = is_smooth(from, i) ? model_line_in(from, i, to) : NAMES_NONE;
        if (there != NAMES_NONE && is_smooth(to, there) &&
            from->lines[i].value != to->lines[there].value)
            out->steps[out->n++] = (struct bridge_step){BRIDGE_PARAMETER, i, there, (double)NAN};
    }
    return STATUS_OK;
}

static int by_size(const void *a, const void *b)
{
    const struct bridge_step *x = a, *y = b;
    double size_x = fabs(x->contribution), size_y = fabs(y->contribution);
    if (size_x != size_y)
        return size_x > size_y ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from; /* the file's order; others last */
}

static double sum_of(const struct bridge *bridge)
{
    double sum = 0;
    for (size_t i = 0; i < bridge->n; i++)
        sum += bridge->steps[i].contribution;
    return sum;
}

static void add_step(struct bridge *out, enum bridge_step_kind kind, double contribution)
{
    out->steps[out->n++] = (struct bridge_step){kind, NAMES_NONE, NAMES_NONE, contribution};
}

/* The steps add up but for rounding and what the integrals may miss: the largest takes that. */
static void balance(struct bridge *out)
{
    double change = out->to - out->from;
    qsort(out->steps, out->n, sizeof *out->steps, by_size);
    for (int i = 0; i < BALANCINGS && sum_of(out) != change; i++) {
        if (out->n == 0 || out->steps[0].contribution == 0) {
            add_step(out, BRIDGE_STRUCTURE, change); /* other sums, rounded otherwise */
            qsort(out->steps, out->n, sizeof *out->steps, by_size);
        } else {
            out->steps[0].contribution += change - sum_of(out);
        }
    }
}

/* JUMPER, which may be NULL, is owed what the integrals leave. */
static void finish(struct bridge *out, const struct way *way, struct bridge_step *jumper)
{
    double structure = way->start - out->from;
    double jumps = way->end - way->start - sum_of(out);
    if (jumper) {
        jumper->contribution += jumps;
        jumps = 0;
    }
    if (fabs(structure) > way->noise)
        add_step(out, BRIDGE_STRUCTURE, structure);
    if (fabs(jumps) > way->tolerance)
        add_step(out, BRIDGE_JUMPS, jumps);
    balance(out);
}

/* The parameters' contributions, of those that count for the outcome; *JUMPER becomes the one that
 * all jumps are owed to, if there is one. */
static enum status find_contributions(struct bridge *out, const struct bridge_end *from,
                                      const struct bridge_end *to, struct way *way,
                                      struct bridge_step **jumper, struct error *err)
{
    struct way_parameter *parameters = calloc(out->n + 1, sizeof *parameters);
    size_t n = 0;
    if (!parameters)
        return error_no_memory(err);
    for (size_t i = 0; i < out->n; i++) {
        const struct bridge_step *step = &out->steps[i];
        uint32_t reg = probe_register(to->probe, step->to);
        if (reg != REGISTER_NONE)
            parameters[n++] = (struct way_parameter){
                .reg = reg,
                .from = from->scenario->model->lines[step->from].value,
                .to = to->scenario->model->lines[step->to].value,
            };
    }
    enum status status = way_go(to, parameters, n, way, err);
    for (size_t i = 0, at = 0; !status && !way->is_lost && i < out->n; i++) {
        bool counts = probe_register(to->probe, out->steps[i].to) != REGISTER_NONE;
        if (counts && at == way->jumper)
            *jumper = &out->steps[i];
        out->steps[i].contribution = counts ? parameters[at++].contribution : 0;
    }
    free(parameters);
    return status;
}

enum status bridge_make(struct bridge *out, const struct bridge_end *from,
                        const struct bridge_end *to, struct error *err)
{
    assert(from->probe->n == 1 && to->probe->n == 1);
    struct way way = {0};
    struct bridge_step *jumper = NULL;
    double value_from = 0, value_to = 0;
    enum status status = collect(out, from->scenario->model, to->scenario->model, err);
    probe_evaluate(from->probe, from->scenario, &value_from);
    probe_evaluate(to->probe, to->scenario, &value_to);
    if (!status && isfinite(value_from) && isfinite(value_to))
        status = find_contributions(out, from, to, &way, &jumper, err);
    if (status != STATUS_OK) {
        out->n = 0;
        return status;
    }
    out->from = value_from;
    out->to = value_to;
    out->state = !isfinite(value_from) || !isfinite(value_to) ? BRIDGE_END_LOST
                 : !way.is_lost                               ? BRIDGE_WHOLE
                 : !isfinite(way.start)                       ? BRIDGE_START_LOST
                                                              : BRIDGE_WAY_LOST;
    if (out->state == BRIDGE_WHOLE)
        finish(out, &way, jumper);
    return STATUS_OK;
}

void bridge_fini(struct bridge *bridge)
{
    free(bridge->steps);
    *bridge = (struct bridge){0};
}

const char *bridge_kind_name(enum bridge_step_kind kind)
{
    return kind == BRIDGE_STRUCTURE ? N_("structure") : N_("jumps");
}

const char *bridge_reason(const struct bridge *bridge)
{
    switch (bridge->state) {
    case BRIDGE_END_LOST:
        return _(
            "The outcome is undefined or infinite at an end, so there is no change to explain.");
    case BRIDGE_START_LOST:
        return _("With the old values in the new formulas the outcome is undefined or infinite, so "
                 "its change can't be explained.");
    case BRIDGE_WAY_LOST:
        return _("On the way from the old values to the new ones the outcome is undefined or grows "
                 "without bound, so its change can't be explained.");
    default:
        return "";
    }
}

int bridge_decimals(const struct bridge *bridge)
{
    double level = bridge->from, largest = fmax(fabs(bridge->from), fabs(bridge->to));
    for (size_t i = 0; i < bridge->n && bridge->state == BRIDGE_WHOLE; i++) {
        level += bridge->steps[i].contribution;
        largest = fmax(largest, fabs(level));
    }
    if (!(largest >= 1e-4 && largest < 1e12))
        return -1;
    return largest >= 1000 ? 0 : largest >= 10 ? 2 : largest >= 0.1 ? 4 : 8;
}

double bridge_round(double level, int decimals)
{
    double factor = pow(10, decimals < 0 ? 0 : decimals);
    return decimals < 0 ? level : round(level * factor) / factor;
}
