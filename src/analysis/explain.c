/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts numbers into formulas and follows lines to what they use and what uses them. */
#include "analysis/explain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

enum { NUMBER_COLUMNS = 16 };

static const struct section *section_of(const struct model *model, const struct line *line)
{
    return &model->sections[line->section];
}

/* What total.NAME is in one MONTH. */
static double total_in_month(const struct scenario *scenario, const struct line *line,
                             uint32_t month)
{
    double cost = scenario_total_series(scenario, ROLE_COST)[month];
    double revenue = scenario_total_series(scenario, ROLE_REVENUE)[month];
    if (strcmp(line->name, "cost") == 0)
        return cost;
    if (strcmp(line->name, "revenue") == 0)
        return revenue;
    if (strcmp(line->name, "carbon") == 0)
        return scenario_total_series(scenario, ROLE_CARBON)[month];
    double profit = scenario_profit_series(scenario)[month];
    return strcmp(line->name, "profit") == 0 ? profit : profit / revenue;
}

double explain_value(const struct scenario *scenario, uint32_t index, uint32_t month,
                     bool is_qualified, bool is_monthly)
{
    const struct line *line = &scenario->model->lines[index];
    enum section_kind kind = section_of(scenario->model, line)->kind;
    if (kind == SECTION_TOTAL && is_monthly)
        return total_in_month(scenario, line, month);
    if (is_qualified && kind == SECTION_STAGE && line->role != ROLE_NONE)
        return is_monthly ? scenario_role_series(scenario, line->section, line->role)[month]
                          : scenario_role(scenario, line->section, line->role);
    if (!line->is_series)
        return scenario_value(scenario, index);
    const double *series = scenario_series(scenario, index);
    return series == NULL ? NAN : series[month];
}

/* Text that is written piece by piece and cut where it doesn't fit. */
struct writer {
    char *out;
    size_t size, used;
};

static void write_text(struct writer *writer, const char *text, size_t n)
{
    size_t room = writer->size - 1 - writer->used;
    n = n < room ? n : room;
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

/* How a name stands in a formula. */
struct context {
    const struct scenario *scenario;
    const char *text; /* the formula's */
    const struct expr *expr;
    uint32_t month;
    bool is_monthly;
};

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
        bool is_aggregate = outer->op >= OP_SUM && outer->op <= OP_PEAK;
        if ((outer->op == OP_PREVIOUS && is_first) || is_aggregate)
            return outer->op;
        if (outer->op == OP_PREVIOUS)
            return N_OPERATIONS;
    }
    return N_OPERATIONS;
}

static void write_name(struct writer *writer, const struct context *context, uint32_t node)
{
    const struct expr_node *name = &context->expr->nodes[node];
    const char *word = context->text + name->at;
    const struct model *model = context->scenario->model;
    if (name->reference >= model->n_lines) {
        write_text(writer, word, name->length);
        return;
    }
    const struct line *line = &model->lines[name->reference];
    bool is_qualified = memchr(word, '.', name->length) != NULL;
    uint8_t reader = reader_of(context->expr, node);
    if (line->kind == LINE_PARAMETER && line->number.length > 0 && line->value >= 0) {
        write_text(writer, line->text, line->number.length);
    } else if (reader == OP_PREVIOUS) {
        if (context->month == 0)
            write_text(writer, "-", 1);
        else
            write_number(writer, explain_value(context->scenario, name->reference,
                                               context->month - 1, is_qualified, true));
    } else if (reader != N_OPERATIONS) {
        uint32_t last = scenario_months(context->scenario) - 1;
        write_number(writer,
                     explain_value(context->scenario, name->reference, 0, is_qualified, true));
        write_text(writer, "..", 2);
        write_number(writer,
                     explain_value(context->scenario, name->reference, last, is_qualified, true));
    } else {
        write_number(writer, explain_value(context->scenario, name->reference, context->month,
                                           is_qualified, context->is_monthly));
    }
}

bool explain_numbers(const struct scenario *scenario, uint32_t index, uint32_t month, char *out,
                     size_t size)
{
    const struct line *line = &scenario->model->lines[index];
    const struct section *section = section_of(scenario->model, line);
    struct writer writer = {out, size, 0};
    out[0] = '\0';
    if (line->expr == NULL || line->text == NULL || section->kind == SECTION_CLAIMS)
        return false;
    struct context context = {scenario, line->text, line->expr, month,
                              section->kind == SECTION_STAGE && section->is_monthly};
    size_t at = 0;
    /* Names are leaves: in post-order they stand as they do in the text. */
    for (uint32_t i = 0; i < line->expr->n; i++) {
        const struct expr_node *node = &line->expr->nodes[i];
        if (node->op != OP_NAME)
            continue;
        write_text(&writer, line->text + at, node->op_at - at);
        write_name(&writer, &context, i);
        at = node->op_at + node->op_length;
    }
    write_text(&writer, line->text + at, strlen(line->text + at));
    out[writer.used] = '\0';
    out[text_invalid_at(out, writer.used)] = '\0';
    return true;
}

size_t explain_dependents(const struct scenario *scenario, uint32_t index, uint32_t *out,
                          size_t most)
{
    const struct model *model = scenario->model;
    size_t n = 0;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        const struct line *line = &model->lines[i];
        for (uint32_t k = 0; k < line->n_uses; k++) {
            if (line->uses[k] != index)
                continue;
            if (n < most)
                out[n] = i;
            n++;
            break;
        }
    }
    return n;
}

bool explain_is_finite(const struct scenario *scenario, uint32_t index)
{
    if (!scenario->model->lines[index].is_series)
        return isfinite(scenario_value(scenario, index));
    const double *series = scenario_series(scenario, index);
    uint32_t months = scenario_months(scenario);
    for (uint32_t i = 0; series != NULL && i < months; i++)
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
