/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/panels/tornado.h"

#include <math.h>

/* Steps of the program that a keystroke of a value may take for swings and for flip points each,
 * about 5 ms; and any other keystroke, about 0.1 s. */
static const double BUDGET_TYPED = 4e7, BUDGET = 4e8;

void tornado_fini(struct tornado *tornado)
{
    sensitivity_fini(&tornado->sensitivity);
    *tornado = (struct tornado){0};
}

/* Let it be of OF's probe. */
static enum status renew(struct tornado *tornado, const struct tornado_of *of, struct error *err)
{
    if (of->probe && stamp_is(tornado->probes, of->probes))
        return STATUS_OK;
    struct chart_scale scale = tornado->scale;
    tornado_fini(tornado);
    if (!of->probe)
        return STATUS_OK;
    tornado->scale = scale; /* which may do for the new probe as well */
    enum status status = sensitivity_init(&tornado->sensitivity, of->probe, 0, of->scenario, err);
    if (status == STATUS_OK)
        tornado->probes.version = of->probes;
    return status;
}

enum status tornado_derive(struct tornado *tornado, const struct tornado_of *of, struct error *err)
{
    enum status status = renew(tornado, of, err);
    if (status || !of->probe || stamp_is(tornado->derived, of->version))
        return status;
    status = sensitivity_derive(&tornado->sensitivity, of->scenario, err);
    if (status != STATUS_OK)
        tornado_fini(tornado);
    else
        tornado->derived.version = of->version;
    return status;
}

/* Whether all swings are there that BUDGET allows. */
static bool has_swings(const struct tornado *tornado, const struct tornado_of *of, double budget)
{
    const struct sensitivity *s = &tornado->sensitivity;
    if (!stamp_is(tornado->swung, of->version) || tornado->swings_budget >= budget)
        return stamp_is(tornado->swung, of->version);
    for (size_t i = 0; i < s->n; i++)
        if (s->rows[i].is_estimated)
            return false;
    return true;
}

/* The swings, and a scale for their bars. */
static enum status find_swings(struct tornado *tornado, const struct tornado_of *of, double budget,
                               struct error *err)
{
    struct sensitivity *s = &tornado->sensitivity;
    struct chart_scale needed = CHART_SCALE_EMPTY;
    enum status status = sensitivity_find_swings(s, of->scenario, budget, err);
    if (status != STATUS_OK)
        return status;
    tornado->swung.version = of->version;
    tornado->swings_budget = budget;
    tornado->flips_budget = 0;
    for (size_t i = 0; i < s->n; i++) {
        chart_scale_add(&needed, s->rows[i].low_outcome - s->value);
        chart_scale_add(&needed, s->rows[i].high_outcome - s->value);
    }
    chart_scale_settle(&tornado->scale, &needed);
    return STATUS_OK;
}

/* Whether all flip points are there that BUDGET allows, and that of LINE. */
static bool has_flips(const struct tornado *tornado, uint32_t line, double budget)
{
    const struct sensitivity *s = &tornado->sensitivity;
    const struct sensitivity_row *selected = sensitivity_of(s, line);
    if (tornado->flips_budget == 0 ||
        (selected && !selected->is_flip_known && tornado->flips_first != line))
        return false;
    if (tornado->flips_budget >= budget)
        return true;
    for (size_t i = 0; i < s->n; i++)
        if (!s->rows[i].is_flip_known)
            return false;
    return true;
}

enum status tornado_update(struct tornado *tornado, const struct tornado_of *of, uint32_t line,
                           bool is_typed, struct error *err)
{
    double budget = is_typed ? BUDGET_TYPED : BUDGET;
    enum status status = tornado_derive(tornado, of, err);
    if (status || !of->probe)
        return status;
    if (!has_swings(tornado, of, budget)) {
        status = find_swings(tornado, of, budget, err);
        tornado->is_sorted = tornado->is_sorted && is_typed;
    }
    if (!status &&
        (!tornado->is_sorted || (!is_typed && !stamp_is(tornado->sorted, of->version)))) {
        tornado->is_sorted = true;
        sensitivity_sort(&tornado->sensitivity);
        tornado->sorted.version = of->version;
    }
    if (!status && !has_flips(tornado, line, budget)) {
        status = sensitivity_find_flips(&tornado->sensitivity, of->scenario, line, budget, err);
        tornado->flips_budget = budget;
        tornado->flips_first = line;
    }
    if (status != STATUS_OK)
        tornado_fini(tornado);
    return status;
}
