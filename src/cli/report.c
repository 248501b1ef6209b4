/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of reports share. */
#include "cli/report.h"

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
        enum section_kind kind = model->sections[model->lines[i].section].kind;

        if (kind == SECTION_TARGETS && scenario_target(scenario, i) != TARGET_MET)
            return true;
        if (kind == SECTION_CLAIMS && !scenario_claim_holds(scenario, i))
            return true;
    }
    return false;
}

const struct section *report_section(const struct scenario *scenario, enum section_kind kind)
{
    const struct model *model = scenario->model;

    for (uint32_t i = 0; i < model->n_sections; i++)
        if (model->sections[i].kind == kind)
            return &model->sections[i];
    return NULL;
}

void report_month_name(const struct scenario *scenario, uint32_t m, char *out, size_t size)
{
    const struct model *model = scenario->model;
    uint32_t month = (uint32_t)model->start_month - 1 + m;

    if (model->start_year == 0)
        snprintf(out, size, "%u", m + 1);
    else
        snprintf(out, size, "%04u-%02u", (unsigned)model->start_year + month / 12, month % 12 + 1);
}

void report_line_unit(const struct scenario *scenario, const struct line *line, char *out,
                      size_t size)
{
    char text[UNIT_TEXT_SIZE] = "";

    if (line->kind == LINE_PARAMETER)
        snprintf(text, sizeof text, "%s", line->unit_text);
    else if (line->unit.specified && line->unit.n > 0)
        unit_format(scenario->model->units, line->unit, text);
    snprintf(out, size, "%s", text);
}
