/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets and claims as text. */
#include <math.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/layout.h"
#include "print/report.h"

enum { INDENT = 2, VERDICT_COLUMNS = 8, NAME_COLUMNS = 24, VALUE_COLUMNS = 20, MAX_NAME = 34 };

/* The columns that the names of SECTION's lines take. */
static int name_columns(const struct scenario *scenario, const struct section *section)
{
    int columns = 0;
    for (uint32_t i = section->first_line; i < section->first_line + section->n_lines; i++)
        columns = layout_widest(columns, scenario->model->lines[i].name, MAX_NAME);
    return columns;
}

static void put_target(FILE *out, const struct scenario *scenario, uint32_t index, int columns)
{
    const struct line *line = &scenario->model->lines[index];
    double left, right;
    int column = INDENT;
    fprintf(out, "%*s", INDENT, "");
    column +=
        layout_left(out, target_state_word(scenario_target(scenario, index)), VERDICT_COLUMNS);
    column += layout_left(out, line->name, columns + 2);
    if (scenario_target_sides(scenario, index, &left, &right)) {
        char text[2 * NUMBER_TEXT_SIZE + 1024], left_text[NUMBER_TEXT_SIZE],
            right_text[NUMBER_TEXT_SIZE];
        number_format_fit(left_text, left, VALUE_COLUMNS);
        number_format_fit(right_text, right, VALUE_COLUMNS);
        snprintf(text, sizeof text, _("%s (%s against %s)"), line->text, left_text, right_text);
        layout_wrap(out, text, column, column);
    } else {
        layout_wrap(out, line->text, column, column);
    }
}

void report_write_targets(FILE *out, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    const struct section *targets = model_first_section(scenario->model, SECTION_TARGETS);
    if (!targets || targets->n_lines == 0)
        return;
    fprintf(out, "\n%s\n", _("Targets"));
    for (uint32_t i = 0; i < targets->n_lines; i++)
        put_target(out, scenario, targets->first_line + i, name_columns(scenario, targets));
}

static void put_claim(FILE *out, const struct report *report, uint32_t index, int columns)
{
    const struct scenario *scenario = report->scenario;
    const struct claim_cause *cause = claim_causes_of(&report->causes, index);
    const struct line *line = &scenario->model->lines[index];
    double computed = scenario_value(scenario, index);
    bool holds = scenario_claim_holds(scenario, index);
    char text[256], stated_text[NUMBER_TEXT_SIZE], computed_text[NUMBER_TEXT_SIZE];
    char ratio_text[NUMBER_TEXT_SIZE], causes[CLAIM_MAX_CAUSES * CLAIM_CAUSE_SIZE];
    int column = INDENT;
    number_format_fit(stated_text, line->stated, VALUE_COLUMNS);
    number_format_fit(computed_text, computed, VALUE_COLUMNS);
    number_format_fit(ratio_text, line->stated / computed, VALUE_COLUMNS);
    fprintf(out, "%*s", INDENT, "");
    column += layout_left(out, holds ? _("holds") : _("fails"), VERDICT_COLUMNS);
    column += layout_left(out, line->name, columns + 2);
    snprintf(text, sizeof text, _("stated %s, computed %s, ratio %s"), stated_text, computed_text,
             ratio_text);
    layout_wrap(out, text, column, column);
    if (cause) {
        claim_cause_format(cause, report->causes.is_complete, causes, sizeof causes);
        fprintf(out, "%*s", column, "");
        if (cause->n_causes > 0)
            column += layout_left(out, _("likely cause: "), 0);
        layout_wrap(out, causes, column, column);
    }
}

void report_write_claims(FILE *out, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    const struct section *claims = model_first_section(scenario->model, SECTION_CLAIMS);
    if (!claims || claims->n_lines == 0)
        return;
    fprintf(out, "\n%s\n", _("Claims"));
    for (uint32_t i = 0; i < claims->n_lines; i++)
        put_claim(out, report, claims->first_line + i, name_columns(scenario, claims));
}
