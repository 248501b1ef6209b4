/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/panels/analyses.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/text/gettext.h"

void analyses_init(struct analyses *analyses)
{
    *analyses = (struct analyses){.version = 1};
    snprintf(analyses->outcome, sizeof analyses->outcome, "%s", FIGURE_DEFAULT);
}

void analyses_fini(struct analyses *analyses)
{
    probe_free(analyses->probe);
    probe_free(analyses->baseline_probe);
    sweep_panel_fini(&analyses->sweep);
    compare_fini(&analyses->compare);
    risk_fini(&analyses->risk);
    tornado_fini(&analyses->tornado);
    influence_fini(&analyses->influence);
}

void analyses_touch(struct analyses *analyses)
{
    analyses->version++;
}

void analyses_forget(struct analyses *analyses)
{
    probe_free(analyses->probe);
    probe_free(analyses->baseline_probe);
    analyses->probe = analyses->baseline_probe = NULL;
    influence_fini(&analyses->influence);
    stamp_clear(&analyses->influenced);
    compare_forget(&analyses->compare);
    risk_forget(&analyses->risk);
    analyses_touch(analyses);
}

enum status analyses_choose(struct analyses *analyses, const struct scenario *scenario,
                            const char *expression, struct error *err)
{
    struct probe *probe = NULL;
    if (strlen(expression) >= sizeof analyses->outcome)
        return error_set(err, STATUS_FAULTY, "%s", _("this expression is too long"));
    enum status status = probe_new(scenario, &expression, 1, 0, &probe, NULL, err);
    if (status != STATUS_OK)
        return status;
    analyses_forget(analyses);
    analyses->probe = probe;
    analyses->probes++;
    snprintf(analyses->outcome, sizeof analyses->outcome, "%s", expression);
    return STATUS_OK;
}

/* Make *PROBE one of SCENARIO's present model; NULL where that doesn't have the outcome. */
static enum status renew(struct analyses *analyses, struct probe **probe,
                         const struct scenario *scenario, struct error *err)
{
    const char *expression = analyses->outcome;
    if (probe_is_current(*probe, scenario))
        return STATUS_OK;
    probe_free(*probe);
    *probe = NULL;
    analyses->probes++;
    return probe_new(scenario, &expression, 1, 0, probe, NULL, err);
}

static double evaluate(const struct probe *probe, const struct scenario *scenario)
{
    double value = (double)NAN;
    if (probe)
        probe_evaluate(probe, scenario, &value);
    return value;
}

enum status analyses_update(struct analyses *analyses, const struct analyses_scenarios *of,
                            struct error *err)
{
    if (stamp_renew(&analyses->computed, analyses->version))
        return STATUS_OK;
    enum status status = renew(analyses, &analyses->probe, of->scenario, err);
    snprintf(analyses->error, sizeof analyses->error, "%s", status ? err->text : "");
    if (status != STATUS_NO_MEMORY)
        status = renew(analyses, &analyses->baseline_probe, of->baseline, err);
    analyses->value = evaluate(analyses->probe, of->scenario);
    analyses->baseline_value = evaluate(analyses->baseline_probe, of->baseline);
    if (status != STATUS_NO_MEMORY)
        return STATUS_OK;
    analyses_touch(analyses); /* to be tried again */
    return status;
}

enum status analyses_derive(struct analyses *analyses, const struct scenario *scenario,
                            struct error *err)
{
    struct tornado_of of = {scenario, analyses->probe, analyses->probes, analyses->version};
    return tornado_derive(&analyses->tornado, &of, err);
}

bool analyses_has_effects(const struct analyses *analyses)
{
    const struct tornado *tornado = &analyses->tornado;
    return analyses->probe && stamp_is(tornado->probes, analyses->probes) &&
           stamp_is(tornado->derived, analyses->version);
}

bool analyses_has_tornado(const struct analyses *analyses)
{
    return analyses_has_effects(analyses) && stamp_is(analyses->tornado.swung, analyses->version);
}
