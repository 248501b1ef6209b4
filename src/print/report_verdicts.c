/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets and claims as text. */
#include <math.h>
#include <string.h>

#include "core/text/bounds.h"
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
        model_format_value(line, left, VALUE_COLUMNS, left_text);
        model_format_value(line, right, VALUE_COLUMNS, right_text);
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
    layout_heading(out, _("Targets"));
    int columns = name_columns(scenario, targets);
    for (uint32_t i = 0; i < targets->n_lines; i++)
        put_target(out, scenario, targets->first_line + i, columns);
}

/* STATED over COMPUTED in as many digits as it takes to see that it is not 1; "" for 0 over 0. */
static void format_ratio(char out[NUMBER_TEXT_SIZE], double stated, double computed)
{
    double ratio = stated / computed;
    out[0] = '\0';
    if (stated == 0 && computed == 0)
        return;
    number_format_fit(out, ratio, VALUE_COLUMNS);
    for (int digits = 5; ratio != 1 && digits <= 17 && strcmp(out, "1") == 0; digits++)
        number_format(out, number_round(ratio, digits));
}

/* The widest text and number of ITEM's terms. */
static void measure_terms(const struct claim_cause *item, int *text, int *number)
{
    *text = *number = 0;
    for (size_t i = 0; i < item->n_terms; i++) {
        char value[NUMBER_TEXT_SIZE];
        number_format_fit(value, item->terms[i].value, VALUE_COLUMNS);
        *text = greater(*text, layout_width(item->terms[i].text));
        *number = greater(*number, layout_width(value));
    }
}

/* What was printed for a claim, term by term, from COLUMN on. */
static void put_terms(FILE *out, const struct claim_cause *item, int column)
{
    char line[CLAIM_CAUSE_SIZE];
    int text, number;
    claim_printed_format(item, line, sizeof line);
    fprintf(out, "%*s", column, "");
    layout_wrap(out, line, column, column);
    measure_terms(item, &text, &number);
    for (size_t i = 0; i < item->n_terms; i++) {
        char value[NUMBER_TEXT_SIZE];
        int at = column + INDENT;
        number_format_fit(value, item->terms[i].value, VALUE_COLUMNS);
        fprintf(out, "%*s", at, "");
        at += layout_left(out, item->terms[i].text, text + 2);
        at += layout_right(out, value, number);
        at += layout_left(out, "", 2);
        layout_wrap(out, item->terms[i].verdict, at, at);
    }
}

/* The causes of a claim that fails, from COLUMN on. */
static void put_causes(FILE *out, const struct report *report, const struct claim_cause *item,
                       int column)
{
    char causes[CLAIM_MAX_CAUSES * CLAIM_CAUSE_SIZE];
    claim_cause_format(item, report->causes.is_complete, true, causes, sizeof causes);
    if (causes[0] == '\0')
        return;
    fprintf(out, "%*s", column, "");
    if (item->n_causes > 0)
        column += layout_left(out, _("likely cause: "), 0);
    layout_wrap(out, causes, column, column);
}

static void put_claim(FILE *out, const struct report *report, uint32_t index, int columns)
{
    const struct scenario *scenario = report->scenario;
    const struct claim_cause *cause = claim_causes_of(&report->causes, index);
    const struct line *line = &scenario->model->lines[index];
    double computed = scenario_value(scenario, index);
    bool holds = scenario_claim_holds(scenario, index);
    char text[256], stated_text[NUMBER_TEXT_SIZE], computed_text[NUMBER_TEXT_SIZE];
    char ratio_text[NUMBER_TEXT_SIZE];
    int column = INDENT;
    claim_format_pair(line->stated, computed, VALUE_COLUMNS, stated_text, computed_text);
    format_ratio(ratio_text, line->stated, computed);
    fprintf(out, "%*s", INDENT, "");
    column += layout_left(out, holds ? _("holds") : _("fails"), VERDICT_COLUMNS);
    column += layout_left(out, line->name, columns + 2);
    snprintf(text, sizeof text,
             ratio_text[0] ? _("stated %s, computed %s, ratio %s") : _("stated %s, computed %s"),
             stated_text, computed_text, ratio_text);
    layout_wrap(out, text, column, column);
    if (cause && cause->n_terms > 0)
        put_terms(out, cause, column);
    if (cause)
        put_causes(out, report, cause, column);
}

void report_write_claims(FILE *out, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    const struct section *claims = model_first_section(scenario->model, SECTION_CLAIMS);
    if (!claims || claims->n_lines == 0)
        return;
    layout_heading(out, _("Claims"));
    int columns = name_columns(scenario, claims);
    for (uint32_t i = 0; i < claims->n_lines; i++)
        put_claim(out, report, claims->first_line + i, columns);
}
