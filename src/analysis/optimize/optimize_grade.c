/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "optimize_grade.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/grow.h"
#include "core/text/text.h"

struct writer {
    const struct scenario *scenario;
    struct grade *grade;
    char *text;
    size_t length;
    size_t capacity;
    bool out_of_memory;
    int n_targets; /* taken apart */
};

enum { MOST_TARGETS = 64 };

static void put(struct writer *writer, const char *text, size_t n)
{
    if (writer->out_of_memory)
        return;
    if (!grow_by(&writer->text, writer->length, n + 1, &writer->capacity, 1)) {
        writer->out_of_memory = true;
        return;
    }
    memcpy(writer->text + writer->length, text, n);
    writer->length += n;
    writer->text[writer->length] = '\0';
}

static void put_text(struct writer *writer, const char *text)
{
    put(writer, text, strlen(text));
}

/* A formula: its nodes and their text. */
struct formula {
    const struct expr *expr;
    const char *text;
};

static bool is_name(const struct formula *formula, uint32_t node, const char *name)
{
    const struct expr_node *n = &formula->expr->nodes[node];
    return n->op == OP_NAME && text_equals(formula->text + n->op_at, n->op_length, name);
}

/* The target that NODE names; NULL where it names none. */
static const struct line *find_target(const struct scenario *scenario,
                                      const struct formula *formula, uint32_t node)
{
    const struct model *model = scenario->model;
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model_section_of(model, i)->kind == SECTION_TARGETS && model->lines[i].expr &&
            is_name(formula, node, model->lines[i].name))
            return &model->lines[i];
    return NULL;
}

/*
 * How each condition is graded. The names stand for a comparison's side that is one. A, B, C are
 * the operands in brackets, F and G the grades of the first two, S the stage, X the whole.
 */
static const struct rule {
    enum operation op;
    const char *first, *second; /* names that the operands have to be; NULL: any */
    const char *text;
} rules[] = {
    {OP_GE, "cash.runway", NULL, "-peak(if(period - 1 < B, -S.balance, -1e300))"},
    {OP_GT, "cash.runway", NULL, "-peak(if(period - 1 <= B, -S.balance, -1e300))"},
    {OP_LE, NULL, "cash.runway", "-peak(if(period - 1 < A, -S.balance, -1e300))"},
    {OP_LT, NULL, "cash.runway", "-peak(if(period - 1 <= A, -S.balance, -1e300))"},
    {OP_LE, "cash.breakeven", NULL,
     "-peak(if(period + 1 > B or period == scenario.N, -S.cumulative, -1e300))"},
    {OP_LT, "cash.breakeven", NULL,
     "-peak(if(period + 1 >= B or period == scenario.N, -S.cumulative, -1e300))"},
    {OP_GE, NULL, "cash.breakeven",
     "-peak(if(period + 1 > A or period == scenario.N, -S.cumulative, -1e300))"},
    {OP_GT, NULL, "cash.breakeven",
     "-peak(if(period + 1 >= A or period == scenario.N, -S.cumulative, -1e300))"},
    {OP_GE, NULL, NULL, "A - B"},
    {OP_GT, NULL, NULL, "A - B"},
    {OP_LE, NULL, NULL, "B - A"},
    {OP_LT, NULL, NULL, "B - A"},
    {OP_EQ, NULL, NULL, "-abs(A - B)"},
    {OP_WITHIN, NULL, NULL, "C * abs(B) - abs(A - B)"},
    {OP_AND, NULL, NULL, "min(F, G)"},
    {OP_OR, NULL, NULL, "max(F, G)"},
};

static const char *find_rule(const struct formula *formula, uint32_t node)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct rule *rule = &rules[i];
        if (rule->op == (enum operation)formula->expr->nodes[node].op &&
            (!rule->first || is_name(formula, expr_operand(formula->expr, node, 0), rule->first)) &&
            (!rule->second || is_name(formula, expr_operand(formula->expr, node, 1), rule->second)))
            return rule->text;
    }
    return "if(X, 0.5, -0.5)";
}

static void put_node(struct writer *writer, const struct formula *formula, uint32_t node)
{
    const struct expr_node *n = &formula->expr->nodes[node];
    put_text(writer, "(");
    put(writer, formula->text + n->at, n->length);
    put_text(writer, ")");
}

/* The formula is at most EXPR_MAX_DEPTH deep. */
static void put_grade(struct writer *writer, const struct formula *formula, uint32_t node)
{
    const struct line *target = find_target(writer->scenario, formula, node);
    if (target && writer->n_targets++ < MOST_TARGETS) {
        put_grade(writer, &(struct formula){target->expr, target->text}, target->expr->n - 1);
        return;
    }
    for (const char *c = find_rule(formula, node); *c; c++)
        if (*c >= 'A' && *c <= 'C')
            put_node(writer, formula, expr_operand(formula->expr, node, (uint32_t)(*c - 'A')));
        else if (*c == 'F' || *c == 'G')
            put_grade(writer, formula, expr_operand(formula->expr, node, (uint32_t)(*c - 'F')));
        else if (*c == 'X')
            put_node(writer, formula, node);
        else if (*c == 'S')
            put_text(writer, writer->grade->stage);
        else if (*c == 'N')
            put_text(writer, calendar_period(&writer->scenario->model->calendar)->plural);
        else
            put(writer, c, 1);
}

/* A name for the stage that no section has. */
static void choose_stage(const struct source *source, char stage[GRADE_STAGE_SIZE])
{
    unsigned attempt = 0;
    do
        snprintf(stage, GRADE_STAGE_SIZE, "optimum_%u", attempt++);
    while (source_find_section(source, stage));
}

enum status grade_write(const struct scenario *scenario, const char *condition, struct grade *out,
                        struct error *err)
{
    struct expr *expr;
    struct grade grade = {0};
    enum status status =
        expr_parse(&scenario->model->calendar, condition, strlen(condition), &expr, err);
    if (status != STATUS_OK)
        return status;
    choose_stage(scenario->source, grade.stage);
    struct writer writer = {.scenario = scenario, .grade = &grade};
    put_grade(&writer, &(struct formula){expr, condition}, expr->n - 1);
    expr_free(expr);
    if (writer.out_of_memory) {
        free(writer.text);
        return error_no_memory(err);
    }
    grade.text = writer.text;
    grade.needs_stage = strstr(grade.text, grade.stage);
    grade.has_opening = scenario_has_opening(scenario);
    *out = grade;
    return STATUS_OK;
}

enum status grade_add_stage(struct source *source, const struct grade *grade)
{
    static const char *const lines[][2] = {
        {"per", "period"},
        {"balance", "prev(balance, scenario.budget) + total.profit"},
        {"cumulative", "prev(cumulative) + total.profit"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        enum status status = source_set(source, grade->stage, lines[i][0], lines[i][1]);
        if (status != STATUS_OK)
            return status;
    }
    return grade->has_opening ? source_set(source, grade->stage, "first_period", "0") : STATUS_OK;
}
