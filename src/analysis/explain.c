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

/* The months, from 0, that a part of a formula is evaluated for; before 0 there are none. */
struct span {
    double from, to;
};

/* What operation NODE of the line INDEX takes as its operand K, one number; OTHERWISE where it has
 * no such operand. */
static double single_value(const struct scenario *scenario, uint32_t index, uint32_t node,
                           uint32_t k, double otherwise)
{
    const struct program *program = scenario->program;
    for (uint32_t i = 0; i < program->n_singles; i++) {
        const struct single_operand *single = &program->singles[i];
        if (single->line == index && single->node == node && single->operand == k)
            return *run_cell(&scenario->run, single->reg, 0);
    }
    return otherwise;
}

/* The months of operand 0 of NODE, which itself is evaluated for SPAN. */
static struct span span_of_operand(const struct scenario *scenario, uint32_t index, uint32_t node,
                                   struct span span)
{
    enum operation op = (enum operation)scenario->model->lines[index].expr->nodes[node].op;
    double back = 0;
    if (op == OP_PREVIOUS)
        back = 1;
    if (op == OP_LAG || op == OP_LAG_BACK)
        back = fmax(single_value(scenario, index, node, 1, 0), op == OP_LAG_BACK);
    if (op == OP_CUMULATIVE)
        span.from = 0;
    if (operation_period(op) == PERIOD_HORIZON) {
        double last = scenario_months(scenario);
        double from = round(single_value(scenario, index, node, 1, 1));
        double to = round(single_value(scenario, index, node, op == OP_AT ? 1 : 2, last));
        if (op == OP_NPV)
            from = 1;
        return (struct span){fmin(fmax(from, 1), last) - 1, fmin(to, last) - 1};
    }
    return (struct span){span.from - back, span.to - back};
}

/* The months that the name at NODE of the line INDEX means where the line is in MONTH. */
static struct span span_of_name(const struct scenario *scenario, uint32_t index, uint32_t node,
                                uint32_t month)
{
    const struct expr *expr = scenario->model->lines[index].expr;
    struct span span = {month, month};
    for (uint32_t at = expr->n; at-- > node + 1;) {
        if (expr->nodes[at].size <= at - node)
            continue; /* it is not in there */
        uint32_t first = expr_operand(expr, at, 0);
        if (node <= first && first - node < expr->nodes[first].size)
            span = span_of_operand(scenario, index, at, span);
    }
    return span;
}

/* What NAME says in month AT, before it begins; NaN but for lists that do. */
static double past_value(const struct scenario *scenario, const struct expr_node *name, double at)
{
    return name->is_counted ? (double)NAN : scenario_list_past(scenario, name->reference, at + 1);
}

/* NAME in month AT; before month 0 it is the balance, and that the budget, or a list that has a
 * past. */
static double month_value(const struct scenario *scenario, const struct expr_node *name, double at)
{
    double past = past_value(scenario, name, at);
    if (!isnan(past))
        return past;
    return at < 0 ? scenario_value(scenario, scenario->model->budget)
                  : scenario_name(scenario, name, (uint32_t)at);
}

/* NAME in month AT, or between two months; "-" where there was none. */
static void write_month(struct writer *writer, const struct scenario *scenario,
                        const struct expr_node *name, double at)
{
    bool has_start = (!name->is_counted && model_is_balance(scenario->model, name->reference)) ||
                     !isnan(past_value(scenario, name, floor(at)));
    if (!(at >= 0) && !has_start) {
        write_text(writer, "-", 1);
        return;
    }
    double share = at - floor(at), value = month_value(scenario, name, floor(at));
    if (share > 0)
        value = (1 - share) * value + share * month_value(scenario, name, ceil(at));
    write_number(writer, value);
}

/* What stands for the name at NODE of the line INDEX's formula. */
static void write_name(struct writer *writer, const struct scenario *scenario, uint32_t index,
                       uint32_t node, uint32_t month)
{
    const struct expr_node *name = &scenario->model->lines[index].expr->nodes[node];
    const struct line *used = name->is_counted ? NULL : &scenario->model->lines[name->reference];
    if (used && used->kind == LINE_PARAMETER && (used->value >= 0 || used->number.is_month)) {
        write_text(writer, used->text, used->number.length);
        return;
    }
    struct span span = span_of_name(scenario, index, node, month);
    if (!name->is_monthly)
        span = (struct span){0, 0};
    if (span.from != span.to && span.to >= 0) {
        write_month(writer, scenario, name, fmax(span.from, 0));
        write_text(writer, "..", 2);
    }
    write_month(writer, scenario, name, span.to);
}

bool explain_numbers(const struct scenario *scenario, uint32_t index, uint32_t month, char *out,
                     size_t size)
{
    assert(index < scenario->model->n_lines && month < scenario_months(scenario));
    const struct line *line = &scenario->model->lines[index];
    const struct section *section = model_section_of(scenario->model, index);
    struct writer writer = {out, size, 0};
    out[0] = '\0';
    bool is_list = line->expr && line->expr->nodes[line->expr->n - 1].op == OP_LIST;
    if (!line->expr || !line->text || section->kind == SECTION_CLAIMS || is_list)
        return false;
    size_t at = 0;
    /* Names are leaves: in post-order they stand as they do in the text. */
    for (uint32_t i = 0; i < line->expr->n; i++) {
        const struct expr_node *node = &line->expr->nodes[i];
        if (node->op != OP_NAME || node->reference == EXPR_NONE)
            continue;
        write_text(&writer, line->text + at, node->op_at - at);
        write_name(&writer, scenario, index, i, month);
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
        bool leads_on = (used < by || !model_is_step(model, by)) && model_is_step(model, used);
        if (leads_on && refers_to(model, used, index))
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
