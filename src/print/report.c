/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of reports share. */
#include "print/report.h"

#include <string.h>

enum status report_init(struct report *report, const struct scenario *scenario, struct error *err)
{
    *report = (struct report){.scenario = scenario};
    scenario_warnings(scenario, &report->warnings);
    return claim_causes_find(scenario, &report->causes, err);
}

void report_fini(struct report *report)
{
    messages_fini(&report->warnings);
    claim_causes_fini(&report->causes);
}

bool report_has_missed(const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        enum section_kind kind = model_section_of(model, i)->kind;
        if (kind == SECTION_TARGETS && scenario_target(scenario, i) != TARGET_MET)
            return true;
        if (kind == SECTION_CLAIMS && !scenario_claim_holds(scenario, i))
            return true;
    }
    return false;
}
