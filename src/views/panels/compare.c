/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/panels/compare.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "views/panels/analyses.h"
#include "views/panels/view_input.h"

static void free_other(struct compare_other *other)
{
    scenario_free(other->scenario);
    probe_free(other->probe);
    free(other->path);
    *other = (struct compare_other){0};
}

void compare_fini(struct compare *compare)
{
    compare_clear(compare);
    comparison_fini(&compare->comparison);
    bridge_fini(&compare->bridge);
}

/* Where the file PATH is among the others, or would be added. */
static size_t find_other(const struct compare *compare, const char *path)
{
    size_t i = 0;
    while (i < compare->n_others && strcmp(compare->others[i].path, path) != 0)
        i++;
    return i;
}

enum status compare_add(struct compare *compare, struct scenario *scenario, const char *path,
                        struct error *err)
{
    size_t at = find_other(compare, path);
    char *copy = at < COMPARE_MOST_OTHERS ? strdup(path) : NULL;
    if (!copy) {
        scenario_free(scenario);
        if (at < COMPARE_MOST_OTHERS)
            return error_no_memory(err);
        return error_set(err, STATUS_FAULTY,
                         _("%d files are compared already; ':diff off' begins anew"),
                         COMPARE_MOST_OTHERS);
    }
    free_other(&compare->others[at]);
    compare->others[at] = (struct compare_other){.scenario = scenario, .path = copy};
    if (at == compare->n_others)
        compare->n_others++;
    return STATUS_OK;
}

void compare_clear(struct compare *compare)
{
    for (size_t i = 0; i < compare->n_others; i++)
        free_other(&compare->others[i]);
    compare->n_others = 0;
}

void compare_forget(struct compare *compare)
{
    compare->scale = CHART_SCALE_EMPTY;
    for (size_t i = 0; i < compare->n_others; i++) {
        probe_free(compare->others[i].probe);
        compare->others[i].probe = NULL;
    }
}

size_t compare_base(const struct compare *compare)
{
    return compare->n_others > 0 ? COMPARE_FIRST_OTHER : COMPARE_BASELINE;
}

const struct scenario *compare_scenario(const struct view_input *input, size_t i)
{
    assert(i < COMPARE_FIRST_OTHER + input->analyses->compare.n_others);
    return i == COMPARE_NOW ? input->scenario
           : i == COMPARE_BASELINE
               ? input->baseline
               : input->analyses->compare.others[i - COMPARE_FIRST_OTHER].scenario;
}

const struct scenario *compare_base_scenario(const struct view_input *input)
{
    return compare_scenario(input, compare_base(&input->analyses->compare));
}

const char *compare_label(const struct compare *compare, const struct view_input *input, size_t i)
{
    assert(i < COMPARE_FIRST_OTHER + compare->n_others);
    if (i == COMPARE_NOW)
        return _("now");
    if (i == COMPARE_BASELINE)
        return input->baseline_is_pinned ? _("pinned") : _("saved");
    const char *path = compare->others[i - COMPARE_FIRST_OTHER].path;
    const char *slash = strrchr(path, '/');
    return slash && slash[1] != '\0' ? slash + 1 : path;
}

/* The base with the outcome compiled; the probe is NULL where that has no such outcome, which
 * `error` says. */
static enum status find_base(struct compare *compare, const struct view_input *input,
                             struct bridge_end *base, struct error *err)
{
    const struct analyses *analyses = input->analyses;
    *base = (struct bridge_end){input->baseline, analyses->baseline_probe};
    if (compare->n_others > 0) {
        struct compare_other *other = &compare->others[0];
        const char *outcome = analyses->outcome;
        enum status status = STATUS_OK;
        if (!other->probe)
            status = probe_new(other->scenario, &outcome, 1, 0, &other->probe, NULL, err);
        if (status == STATUS_NO_MEMORY)
            return status;
        *base = (struct bridge_end){other->scenario, other->probe};
    }
    if (!base->probe)
        snprintf(compare->error, sizeof compare->error, _("%s has no outcome '%s'"),
                 compare_label(compare, input, compare_base(compare)), analyses->outcome);
    return STATUS_OK;
}

static void settle_scale(struct compare *compare)
{
    const struct bridge *bridge = &compare->bridge;
    struct chart_scale needed = CHART_SCALE_EMPTY;
    double level = 0;
    for (size_t i = 0; i < bridge->n && bridge->state == BRIDGE_WHOLE; i++)
        chart_scale_add(&needed, level += bridge->steps[i].contribution);
    chart_scale_settle(&compare->scale, &needed);
}

static enum status find_bridge(struct compare *compare, const struct view_input *input,
                               struct error *err)
{
    const struct analyses *analyses = input->analyses;
    struct bridge_end base, now = {input->scenario, analyses->probe};
    compare->has_bridge = false;
    snprintf(compare->error, sizeof compare->error, "%s", analyses->error);
    if (!now.probe)
        return STATUS_OK;
    enum status status = find_base(compare, input, &base, err);
    if (status != STATUS_OK || !base.probe)
        return status;
    compare->has_bridge = true;
    status = bridge_make(&compare->bridge, &base, &now, err);
    if (status == STATUS_OK)
        settle_scale(compare);
    return status;
}

enum status compare_update(struct compare *compare, const struct view_input *input,
                           struct error *err)
{
    const struct scenario *scenarios[COMPARE_MOST] = {
        [COMPARE_NOW] = input->scenario,
        [COMPARE_BASELINE] = input->baseline,
    };
    for (size_t i = 0; i < compare->n_others; i++)
        scenarios[COMPARE_FIRST_OTHER + i] = compare->others[i].scenario;
    enum status status = comparison_make(&compare->comparison, scenarios,
                                         COMPARE_FIRST_OTHER + compare->n_others, err);
    return status == STATUS_OK ? find_bridge(compare, input, err) : status;
}
