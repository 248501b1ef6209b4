/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way is cut into intervals. Each is integrated by Gauss and Legendre's rule, whose points
 * together with the interval's ends are lanes of one block, and is cut where the integral does not
 * come to what the outcome gains from end to end. Breadth first: where there are more kinks
 * than can be looked into, all get the same care.
 */
#include "bridge_way.h"

#include <float.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>

#include "core/program/gradient.h"

enum {
    N_POINTS = 6,         /* of the rule, which is exact up to degree 11 */
    LANES = N_POINTS + 2, /* of an interval: its left end, the points, its right end */
    MOST_INTERVALS = 256,
    MOST_PARTS = 3, /* of one that is cut */
};

static const double TOLERANCE = 1e-9; /* of what the contributions are without their signs */
static const double SHARE = 0.1;      /* of it for each interval */
static const double SHORTEST = 0x1p-30;
static const double MARGIN = 1.0 / 16;    /* around a kink, of the distance of two lanes */
static const double BEYOND_MEASURE = 1e6; /* times what the outcome is at the ends */

struct interval {
    double left, right; /* on the way from 0 to 1 */
};

struct walk {
    const struct bridge_end *at;
    struct gradient gradient;
    uint32_t output;
    struct way_parameter *parameters;
    size_t n;
    double places[LANES], weights[LANES]; /* of the lanes in 0..1; the ends weigh nothing */
    double *slopes;                       /* of the outcome along the way, a lane each */
    struct interval intervals[MOST_INTERVALS];
    size_t n_intervals;
    double most; /* magnitude of an outcome that still has a meaning */
};

static enum status choose_points(struct walk *walk, struct error *err)
{
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(N_POINTS);
    int failed = table ? 0 : GSL_ENOMEM;
    for (size_t i = 0; i < N_POINTS && !failed; i++)
        failed = gsl_integration_glfixed_point(0, 1, i, &walk->places[i + 1], &walk->weights[i + 1],
                                               table);
    gsl_integration_glfixed_table_free(table);
    walk->places[LANES - 1] = 1;
    return failed ? error_no_memory(err) : STATUS_OK;
}

static double place_of(const struct walk *walk, const struct interval *interval, uint32_t lane)
{
    if (lane == LANES - 1)
        return interval->right;
    return interval->left + (interval->right - interval->left) * walk->places[lane];
}

/* Run N intervals as one block, and find the slopes. */
static void evaluate(struct walk *walk, const struct interval *intervals, uint32_t n)
{
    for (size_t i = 0; i < walk->n; i++) {
        const struct way_parameter *parameter = &walk->parameters[i];
        double *cell = run_cell(&walk->gradient.run, parameter->reg, 0);
        for (uint32_t lane = 0; lane < n * LANES; lane++) {
            double place = place_of(walk, &intervals[lane / LANES], lane % LANES);
            cell[lane] = (1 - place) * parameter->from + place * parameter->to;
        }
    }
    gradient_run(&walk->gradient, walk->output, n * LANES);
    for (uint32_t lane = 0; lane < n * LANES; lane++)
        walk->slopes[lane] = 0;
    for (size_t i = 0; i < walk->n; i++) {
        const struct way_parameter *parameter = &walk->parameters[i];
        const double *derivative = gradient_of(&walk->gradient, parameter->reg);
        for (uint32_t lane = 0; lane < n * LANES; lane++)
            walk->slopes[lane] += (parameter->to - parameter->from) * derivative[lane];
    }
}

/* The integral of VALUES, those of an interval's lanes, over a way of length 1. */
static double integrate(const struct walk *walk, const double *values)
{
    double sum = 0;
    for (uint32_t lane = 1; lane < LANES - 1; lane++)
        sum += walk->weights[lane] * values[lane];
    return sum;
}

/* Whether the outcome has a meaning in all lanes of an interval. */
static bool is_sound(const struct walk *walk, const double *values, const double *slopes)
{
    for (uint32_t lane = 0; lane < LANES; lane++)
        if (!(fabs(values[lane]) <= walk->most))
            return false;
    return isfinite(integrate(walk, slopes));
}

/* What rounding may do to the outcome: it is made of amounts that may cancel, and what each
 * parameter moves of it tells how large they are. */
static double estimate_noise(const struct walk *walk, const double *values)
{
    const struct model *model = walk->at->scenario->model;
    double largest = 0;
    for (uint32_t lane = 0; lane < LANES; lane += LANES - 1) {
        double amount = 0;
        for (uint32_t i = 0; i < model->n_lines; i++) {
            uint32_t reg = probe_register(walk->at->probe, i);
            double moved = reg == REGISTER_NONE ? 0
                                                : run_cell(&walk->gradient.run, reg, 0)[lane] *
                                                      gradient_of(&walk->gradient, reg)[lane];
            amount += isfinite(moved) ? fabs(moved) : 0;
        }
        largest = fmax(largest, fmax(amount, fabs(values[lane])));
    }
    return 8 * DBL_EPSILON * largest;
}

/* Learn from the whole way as one interval, which has been evaluated, what to expect. */
static void take_measure(struct walk *walk, const double *values, struct way *out)
{
    double scale = 0;
    out->start = values[0];
    out->end = values[LANES - 1];
    for (size_t i = 0; i < walk->n; i++) {
        const struct way_parameter *parameter = &walk->parameters[i];
        scale += fabs((parameter->to - parameter->from) *
                      integrate(walk, gradient_of(&walk->gradient, parameter->reg)));
    }
    scale = fmax(scale, fabs(out->end - out->start));
    out->noise = estimate_noise(walk, values);
    out->tolerance = TOLERANCE * scale + out->noise;
    walk->most = BEYOND_MEASURE * (fabs(out->start) + fabs(out->end) + scale);
}

/* Add an interval's integrals, whose lanes begin at FIRST, to the parameters' contributions. */
static void credit(struct walk *walk, const struct interval *interval, uint32_t first)
{
    for (size_t i = 0; i < walk->n; i++) {
        struct way_parameter *parameter = &walk->parameters[i];
        const double *derivative = gradient_of(&walk->gradient, parameter->reg) + first;
        parameter->contribution += (parameter->to - parameter->from) *
                                   (interval->right - interval->left) * integrate(walk, derivative);
    }
}

/*
 * Where an interval is to be cut: at its middle, or where most of what is missing lies between two
 * neighbouring lanes, close around that. A kink is where the tangents of the two lanes meet; where
 * they don't meet between them it is a jump, and anywhere.
 */
static struct interval find_cuts(const struct walk *walk, const struct interval *interval,
                                 const double *values, const double *slopes)
{
    double middle = interval->left + (interval->right - interval->left) / 2;
    double worst = 0, sum = 0, meet = (double)NAN, margin = 0;
    struct interval cuts = {middle, middle};
    for (uint32_t lane = 0; lane + 1 < LANES; lane++) {
        double from = place_of(walk, interval, lane), to = place_of(walk, interval, lane + 1);
        double gain = values[lane + 1] - values[lane];
        double missing = fabs(gain - (to - from) * (slopes[lane] + slopes[lane + 1]) / 2);
        missing = isfinite(missing) ? missing : DBL_MAX / LANES; /* a slope at an end is infinite */
        sum += missing;
        if (missing <= worst)
            continue;
        worst = missing;
        cuts = (struct interval){from, to};
        meet = from + (gain - slopes[lane + 1] * (to - from)) / (slopes[lane] - slopes[lane + 1]);
        margin = (to - from) * MARGIN;
    }
    if (!(worst > sum / 2))
        return (struct interval){middle, middle};
    if (meet > cuts.left && meet < cuts.right)
        return (struct interval){fmax(cuts.left, meet - margin), fmin(cuts.right, meet + margin)};
    return cuts;
}

static void leave_for_later(struct walk *walk, double left, double right)
{
    if (left < right)
        walk->intervals[walk->n_intervals++] = (struct interval){left, right};
}

/* Take an interval as it is, or leave its parts for later. */
static void judge(struct walk *walk, const struct interval *interval, uint32_t first,
                  const struct way *way)
{
    const double *values = run_cell(&walk->gradient.run, walk->output, 0) + first;
    const double *slopes = walk->slopes + first;
    double length = interval->right - interval->left;
    double error = length * integrate(walk, slopes) - (values[LANES - 1] - values[0]);
    if (fabs(error) <= SHARE * way->tolerance + way->noise || length <= SHORTEST ||
        walk->n_intervals + MOST_PARTS > MOST_INTERVALS) {
        credit(walk, interval, first);
        return;
    }
    struct interval whole = *interval, cuts = find_cuts(walk, interval, values, slopes);
    leave_for_later(walk, whole.left, cuts.left);
    leave_for_later(walk, cuts.left, cuts.right);
    leave_for_later(walk, cuts.right, whole.right);
}

static void go(struct walk *walk, struct way *out)
{
    const double *values = run_cell(&walk->gradient.run, walk->output, 0);
    uint32_t most = walk->gradient.run.lanes / LANES, n = 1;
    walk->intervals[walk->n_intervals++] = (struct interval){0, 1};
    for (size_t at = 0; at < walk->n_intervals && !out->is_lost; at += n) {
        size_t left = walk->n_intervals - at;
        n = left < most ? (uint32_t)left : most;
        evaluate(walk, walk->intervals + at, n);
        if (at == 0)
            take_measure(walk, values, out);
        for (uint32_t i = 0; i < n && !out->is_lost; i++) {
            out->is_lost = !is_sound(walk, values + i * LANES, walk->slopes + i * LANES);
            if (!out->is_lost)
                judge(walk, &walk->intervals[at + i], i * LANES, out);
        }
    }
}

static size_t find_jumper(struct walk *walk)
{
    size_t jumper = walk->n, n_jumpers = 0;
    for (size_t i = 0; i < walk->n && walk->n > 1; i++)
        if (gradient_has_jumps(&walk->gradient, walk->output, &walk->parameters[i].reg, 1)) {
            jumper = i;
            n_jumpers++;
        }
    return walk->n == 1 ? 0 : n_jumpers == 1 ? jumper : walk->n;
}

enum status way_go(const struct bridge_end *at, struct way_parameter *parameters, size_t n,
                   struct way *out, struct error *err)
{
    const struct probe *probe = at->probe;
    struct walk *walk = calloc(1, sizeof *walk);
    if (!walk)
        return error_no_memory(err);
    walk->at = at;
    walk->output = probe->items[0].reg;
    walk->parameters = parameters;
    walk->n = n;
    for (size_t i = 0; i < n; i++)
        parameters[i].contribution = 0;
    enum status status = choose_points(walk, err);
    if (status == STATUS_OK)
        status =
            gradient_init(&walk->gradient, probe->program, MOST_PARTS * LANES, probe->months, err);
    if (status == STATUS_OK) {
        walk->slopes = calloc(walk->gradient.run.lanes, sizeof *walk->slopes);
        status = walk->slopes ? STATUS_OK : error_no_memory(err);
    }
    if (status == STATUS_OK) {
        *out = (struct way){0};
        probe_load(probe, &walk->gradient.run, at->scenario);
        go(walk, out);
        out->jumper = find_jumper(walk);
    }
    free(walk->slopes);
    gradient_fini(&walk->gradient);
    free(walk);
    return status;
}
