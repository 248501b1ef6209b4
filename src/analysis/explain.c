/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts numbers into formulas and follows lines to what they use and what uses them. */
#include "analysis/explain.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/text/bounds.h"
#include "core/text/text.h"

enum { NUMBER_COLUMNS = 16 };

/* What LINE of [total] is in one MONTH. */
static double total_in_month(const struct scenario *scenario, uint32_t line, uint32_t month)
{
    const double *series = scenario_figure_series(scenario, figure_of_line(scenario->model, line));
    if (series)
        return series[month];
    double revenue = scenario_total_series(scenario, ROLE_REVENUE)[month];
    bool has_margin = revenue != 0;
    return has_margin ? scenario_profit_series(scenario)[month] / revenue : (double)NAN;
}

/* The value that NAME, a node of a formula, has there; in MONTH where it means a month's. */
static double name_value(const struct scenario *scenario, const struct expr_node *name,
                         uint32_t month)
{
    if (name->is_counted) {
        enum role role = (enum role)name->role;
        return name->is_monthly ? scenario_role_series(scenario, name->reference, role)[month]
                                : scenario_role(scenario, name->reference, role);
    }
    const struct line *line = &scenario->model->lines[name->reference];
    if (name->is_monthly &&
        model_section_of(scenario->model, name->reference)->kind == SECTION_TOTAL)
        return total_in_month(scenario, name->reference, month);
    if (!line->is_series)
        return scenario_value(scenario, name->reference);
    const double *series = scenario_series(scenario, name->reference);
    return !series ? NAN : series[month];
}

/* Text that is written piece by piece and cut where it doesn't fit. */
struct writer {
    char *out;
    size_t size, used;
};

static void write_text(struct writer *writer, const char *text, size_t n)
{
    size_t room = writer->size - 1 - writer->used;
    n = lesser_size(n, room);
    memcpy(writer->out + writer->used, text, n);
    writer->used += n;
}

static void write_number(struct writer *writer, double value)
{
    char digits[NUMBER_TEXT_SIZE];
    number_format_fit(digits, value, NUMBER_COLUMNS);
    bool is_negative = digits[0] == '-';
    write_text(writer, "(", is_negative);
    write_text(writer, digits, strlen(digits));
    write_text(writer, ")", is_negative);
}

/* The operation of the function that NODE is directly an argument of, where it is one that reads
 * other months; else N_OPERATIONS. */
static uint8_t reader_of(const struct expr *expr, uint32_t node)
{
    for (uint32_t at = node + 1; at < expr->n; at++) {
        const struct expr_node *outer = &expr->nodes[at];
        if (outer->size <= at - node)
            continue;
        /* the innermost that holds it */
        bool is_first = expr_operand(expr, at, 0) == node;
        bool is_aggregate = operation_period((enum operation)outer->op) == PERIOD_HORIZON;
        if ((outer->op == OP_PREVIOUS && is_first) || is_aggregate)
            return outer->op;
        if (outer->op == OP_PREVIOUS)
            return N_OPERATIONS;
    }
    return N_OPERATIONS;
}

/* The month, from 0, in which the line that NAME names begins. */
static uint32_t first_month(const struct scenario *scenario, const struct expr_node *name)
{
    const struct section *section =
        name->is_counted ? NULL : model_section_of(scenario->model, name->reference);
    if (!section || !section->is_monthly || section->first_month == NAMES_NONE)
        return 0;
    double month = round(scenario_value(scenario, section->first_month));
    return month >= 1 ? (uint32_t)fmin(month - 1, scenario_months(scenario)) : 0;
}

/* What stands for the name at NODE of LINE's formula. */
static void write_name(struct writer *writer, const struct scenario *scenario,
                       const struct line *line, uint32_t node, uint32_t month)
{
    const struct expr_node *name = &line->expr->nodes[node];
    const struct line *used = name->is_counted ? NULL : &scenario->model->lines[name->reference];
    uint8_t reader = reader_of(line->expr, node);
    if (used && used->kind == LINE_PARAMETER && (used->value >= 0 || used->number.is_month)) {
        write_text(writer, used->text, used->number.length);
    } else if (reader == OP_PREVIOUS && month <= first_month(scenario, name)) {
        write_text(writer, "-", 1);
    } else if (reader == OP_PREVIOUS) {
        write_number(writer, name_value(scenario, name, month - 1));
    } else if (reader != N_OPERATIONS) {
        write_number(writer, name_value(scenario, name, 0));
        write_text(writer, "..", 2);
        write_number(writer, name_value(scenario, name, scenario_months(scenario) - 1));
    } else {
        write_number(writer, name_value(scenario, name, month));
    }
}

bool explain_numbers(const struct scenario *scenario, uint32_t index, uint32_t month, char *out,
                     size_t size)
{
    assert(index < scenario->model->n_lines && month < scenario_months(scenario));
    const struct line *line = &scenario->model->lines[index];
    const struct section *section = model_section_of(scenario->model, index);
    struct writer writer = {out, size, 0};
    out[0] = '\0';
    if (!line->expr || !line->text || section->kind == SECTION_CLAIMS)
        return false;
    size_t at = 0;
    /* Names are leaves: in post-order they stand as they do in the text. */
    for (uint32_t i = 0; i < line->expr->n; i++) {
        const struct expr_node *node = &line->expr->nodes[i];
        if (node->op != OP_NAME || node->reference == EXPR_NONE)
            continue;
        write_text(&writer, line->text + at, node->op_at - at);
        write_name(&writer, scenario, line, i, month);
        at = node->op_at + node->op_length;
    }
    write_text(&writer, line->text + at, strlen(line->text + at));
    out[writer.used] = '\0';
    text_drop_torn(out);
    return true;
}

/* Whether the formula of BY refers to INDEX, by its name or through steps. These refer to
 * themselves and to ones before them alone, so that it comes to an end. */
static bool refers_to(const struct model *model, uint32_t by, uint32_t index)
{
    const struct line *line = &model->lines[by];
    for (uint32_t i = 0; i < line->n_uses; i++) {
        uint32_t used = line->uses[i];
        if (used == index)
            return true;
        if (used < by && model_is_step(model, used) && refers_to(model, used, index))
            return true;
    }
    return false;
}

size_t explain_dependents(const struct scenario *scenario, uint32_t index, uint32_t *out,
                          size_t most)
{
    const struct model *model = scenario->model;
    size_t n = 0;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        if (model_is_step(model, i) || !refers_to(model, i, index))
            continue;
        if (n < most)
            out[n] = i;
        n++;
    }
    return n;
}

bool explain_is_finite(const struct scenario *scenario, uint32_t index)
{
    assert(index < scenario->model->n_lines);
    if (!scenario->model->lines[index].is_series)
        return isfinite(scenario_value(scenario, index));
    const double *series = scenario_series(scenario, index);
    uint32_t months = scenario_months(scenario);
    for (uint32_t i = 0; series && i < months; i++)
        if (!isfinite(series[i]))
            return false;
    return true;
}

uint32_t explain_origin(const struct scenario *scenario, uint32_t index)
{
    const struct model *model = scenario->model;
    if (explain_is_finite(scenario, index))
        return NAMES_NONE;
    /* Only prev() can lead in a circle; then the walk ends after as many steps as there are lines.
     */
    for (uint32_t step = 0; step < model->n_lines; step++) {
        const struct line *line = &model->lines[index];
        uint32_t next = NAMES_NONE;
        for (uint32_t i = 0; i < line->n_uses && next == NAMES_NONE; i++)
            if (line->uses[i] != index && !explain_is_finite(scenario, line->uses[i]))
                next = line->uses[i];
        if (next == NAMES_NONE)
            break;
        index = next;
    }
    return index;
}
