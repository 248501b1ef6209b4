/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a model: the unit that each formula comes out as. A mismatch is a warning; the numbers
 * stay as they are.
 */
#include <stdlib.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"

#include "model_build.h"

/* A literal is made of numbers alone: without dimension in a product, of any unit in a sum. */
struct measure {
    struct unit unit;
    bool is_literal;
    double number; /* of an OP_NUMBER and its negation; else NaN */
    bool is_month; /* the number of a month: its word, or what is so many months before or behind */
};

struct checker {
    struct builder *builder;
    struct model *model;
    uint32_t line;
    bool is_monthly; /* a power of month between two units doesn't matter */
    const struct expr *expr;
    struct measure *measures; /* of each node */
};

static struct unit factor_unit(struct measure m)
{
    return m.is_literal ? UNIT_NONE : m.unit;
}

static struct measure measure_unit(struct unit unit)
{
    return (struct measure){.unit = unit, .number = (double)NAN};
}

static struct measure measure_literal(double number)
{
    return (struct measure){.unit = UNIT_ANY, .is_literal = true, .number = number};
}

/* What a warning about a node says of it. */
struct spot {
    char name[MODEL_NAME_SIZE]; /* of the line */
    struct place place;
    const char *text; /* of the operator, `length` bytes */
    int length;
};

static struct spot spot_of(const struct checker *checker, const struct expr_node *node)
{
    struct spot spot = {
        .place = build_place(checker->builder, checker->line, node->op_at, node->op_length),
        .text = checker->model->lines[checker->line].text + node->op_at,
        .length = (int)node->op_length,
    };
    model_line_name(checker->model, checker->line, spot.name, sizeof spot.name);
    return spot;
}

static void warn_mismatch(struct checker *checker, const struct expr_node *node, struct unit a,
                          struct unit b, enum unit_relation relation, double factor)
{
    struct spot spot = spot_of(checker, node);
    char first[UNIT_TEXT_SIZE], second[UNIT_TEXT_SIZE], by[NUMBER_TEXT_SIZE];
    unit_format(checker->model->units, a, first);
    unit_format(checker->model->units, b, second);
    if (relation == UNIT_BY_FACTOR) {
        if (node->op == OP_ADD || node->op == OP_SUB)
            build_add_unit_slip(checker->builder, checker->line,
                                (uint32_t)(node - checker->expr->nodes), 1 / factor);
        /* of two sides none is the right one */
        number_format(by, factor < 1 ? number_round(1 / factor, 10) : factor);
        build_warning(checker->builder, spot.place,
                      _("%s: '%.*s' has %s on one side and %s on the other: off by a factor of %s"),
                      spot.name, spot.length, spot.text, first, second, by);
    } else {
        build_warning(checker->builder, spot.place,
                      _("%s: '%.*s' has %s on one side and %s on the other"), spot.name,
                      spot.length, spot.text, first, second);
    }
}

/* A and B stand side by side in NODE and must have the same unit; what both come out as. */
static struct measure join(struct checker *checker, const struct expr_node *node, struct measure a,
                           struct measure b)
{
    if (a.is_literal || b.is_literal)
        return a.is_literal && b.is_literal ? measure_literal((double)NAN)
               : a.is_literal               ? measure_unit(b.unit)
                                            : measure_unit(a.unit);
    double factor;
    enum unit_relation relation =
        unit_compare(checker->model->units, a.unit, b.unit, checker->is_monthly, &factor);
    if (relation != UNIT_SAME)
        warn_mismatch(checker, node, a.unit, b.unit, relation, factor);
    return measure_unit(a.unit.specified ? a.unit : b.unit);
}

/* Whether M is a number without a unit, for sure. */
static bool is_pure(struct measure m)
{
    return m.is_literal || (m.unit.specified && m.unit.n == 0);
}

/* Whether UNIT is a length of time that periods are counted in: month 8 is after 8 months. */
static bool is_periods(const struct checker *checker, struct unit unit)
{
    static const char *const words[] = {"month", "quarter", "year"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (unit_is_word(checker->model->units, unit, words[i]))
            return true;
    return false;
}

static void want_number(struct checker *checker, const struct expr_node *node, struct measure m)
{
    double factor;
    enum unit_relation relation =
        unit_compare(checker->model->units, m.unit, UNIT_NONE, checker->is_monthly, &factor);
    if (m.is_literal || relation == UNIT_SAME)
        return;
    struct spot spot = spot_of(checker, node);
    char unit[UNIT_TEXT_SIZE], by[BUILD_FACTOR_SIZE];
    unit_format(checker->model->units, m.unit, unit);
    if (relation == UNIT_BY_FACTOR) {
        build_format_factor(factor, by, sizeof by);
        build_warning(checker->builder, spot.place,
                      _("%s: '%.*s' wants a plain number, not %s: %s"), spot.name, spot.length,
                      spot.text, unit, by);
    } else {
        build_warning(checker->builder, spot.place, _("%s: '%.*s' wants a plain number, not %s"),
                      spot.name, spot.length, spot.text, unit);
    }
}

/* The rules of the operations: the unit of node I over its operands' measures, of which OF has the
 * first three. Each is called measure_UNIT after the column of the table
 * (core/language/operation.h). */

/* Operands from number FIRST on that must have the same unit: what they come out as. */
static struct measure join_all(struct checker *checker, uint32_t i, uint32_t first,
                               struct measure result)
{
    const struct expr_node *nodes = checker->expr->nodes;
    for (uint32_t k = nodes[i].n_operands, operand = i - 1; k-- > first;
         operand -= nodes[operand].size)
        result = join(checker, &nodes[i], result, checker->measures[operand]);
    result.number = (double)NAN;
    return result;
}

/* All have the same, and the value too. */
static struct measure measure_shared(struct checker *checker, uint32_t i, const struct measure *of)
{
    return join_all(checker, i, 1, of[0]);
}

static struct measure measure_negative(struct checker *checker, uint32_t i,
                                       const struct measure *of)
{
    (void)checker, (void)i;
    struct measure m = of[0];
    m.number = -m.number;
    return m;
}

static struct measure measure_product(struct checker *checker, uint32_t i, const struct measure *of)
{
    (void)checker, (void)i;
    if (of[0].is_literal && of[1].is_literal)
        return measure_literal((double)NAN);
    return measure_unit(unit_multiply(factor_unit(of[0]), factor_unit(of[1])));
}

static struct measure measure_quotient(struct checker *checker, uint32_t i,
                                       const struct measure *of)
{
    (void)checker, (void)i;
    if (of[0].is_literal && of[1].is_literal)
        return measure_literal((double)NAN);
    return measure_unit(unit_divide(factor_unit(of[0]), factor_unit(of[1])));
}

static struct measure measure_power(struct checker *checker, uint32_t i, const struct measure *of)
{
    const struct expr_node *node = &checker->expr->nodes[i];
    struct measure a = of[0], b = of[1];
    if (a.is_literal && b.is_literal)
        return measure_literal((double)NAN);
    if (b.number == floor(b.number) && fabs(b.number) <= 9 && !a.is_literal)
        return measure_unit(unit_power(a.unit, (int)b.number));
    /* (1 + rate) ^ time, where the rate is a pure number or one of that time */
    bool is_growth = is_periods(checker, b.unit) && is_pure(a);
    struct unit grown = unit_multiply(a.unit, b.unit);
    is_growth |= !is_pure(a) && grown.specified && is_periods(checker, b.unit) &&
                 unit_compare(checker->model->units, grown, UNIT_NONE, false, NULL) == UNIT_SAME;
    if (is_growth)
        return measure_unit(UNIT_NONE);
    want_number(checker, node, a);
    want_number(checker, node, b);
    return measure_unit(a.is_literal || a.unit.specified ? UNIT_NONE : UNIT_ANY);
}

static struct measure measure_root(struct checker *checker, uint32_t i, const struct measure *of)
{
    struct unit root;
    if (of[0].is_literal)
        return measure_literal((double)NAN);
    if (!of[0].unit.specified)
        return of[0];
    if (unit_root(of[0].unit, &root))
        return measure_unit(root);
    want_number(checker, &checker->expr->nodes[i], of[0]);
    return measure_unit(UNIT_ANY);
}

/* A plain number of a plain number. */
static struct measure measure_number(struct checker *checker, uint32_t i, const struct measure *of)
{
    want_number(checker, &checker->expr->nodes[i], of[0]);
    return of[0].is_literal ? measure_literal((double)NAN) : measure_unit(UNIT_NONE);
}

/* Whether M is an amount of money, or may be one. */
static bool is_money(const struct checker *checker, struct measure m)
{
    static const char currency[] = "currency";
    double factor;
    struct unit unit;
    unit_parse(checker->model->units, currency, sizeof currency - 1, &unit, NULL);
    return !m.is_literal && unit_compare(checker->model->units, m.unit, unit, checker->is_monthly,
                                         &factor) == UNIT_SAME;
}

/* The first two have the same; the value is 0 or 1. */
static struct measure measure_comparison(struct checker *checker, uint32_t i,
                                         const struct measure *of)
{
    bool counts_periods = (is_pure(of[0]) && is_periods(checker, of[1].unit)) ||
                          (is_pure(of[1]) && is_periods(checker, of[0].unit));
    if (counts_periods)
        return measure_literal((double)NAN);
    struct expr_node *node = &checker->model->lines[checker->line].expr->nodes[i];
    struct measure compared = join(checker, node, of[0], of[1]);
    node->is_money =
        operation_is_comparison((enum operation)node->op) && is_money(checker, compared);
    return measure_literal((double)NAN);
}

/* 0 or 1 of anything. */
static struct measure measure_condition(struct checker *checker, uint32_t i,
                                        const struct measure *of)
{
    (void)checker, (void)i, (void)of;
    return measure_literal((double)NAN);
}

/* One of the second and the third. */
static struct measure measure_choice(struct checker *checker, uint32_t i, const struct measure *of)
{
    return join(checker, &checker->expr->nodes[i], of[1], of[2]);
}

static struct measure measure_none(struct checker *checker, uint32_t i, const struct measure *of)
{
    (void)checker, (void)i, (void)of;
    return measure_unit(UNIT_NONE);
}

/* How many months: a pure number, or one in months. */
static void want_months(struct checker *checker, const struct expr_node *node, struct measure m)
{
    bool is_monthly = checker->is_monthly;
    checker->is_monthly = true;
    want_number(checker, node, m);
    checker->is_monthly = is_monthly;
}

/* lag(x, n, initial). */
static struct measure measure_lag(struct checker *checker, uint32_t i, const struct measure *of)
{
    const struct expr_node *node = &checker->expr->nodes[i];
    want_months(checker, node, of[1]);
    return node->n_operands > 2 ? join(checker, node, of[0], of[2]) : of[0];
}

/* at(x, m), sum(x, from, to): x, and months. */
static struct measure measure_part(struct checker *checker, uint32_t i, const struct measure *of)
{
    const struct expr_node *node = &checker->expr->nodes[i];
    for (uint32_t k = 1; k < node->n_operands; k++)
        want_months(checker, node, of[k]);
    return of[0];
}

/* npv(x, rate): x, and a pure number. */
static struct measure measure_rated(struct checker *checker, uint32_t i, const struct measure *of)
{
    want_number(checker, &checker->expr->nodes[i], of[1]);
    return of[0];
}

/* annuity(rate, n): a pure number. */
static struct measure measure_annuity(struct checker *checker, uint32_t i, const struct measure *of)
{
    want_number(checker, &checker->expr->nodes[i], of[0]);
    want_months(checker, &checker->expr->nodes[i], of[1]);
    return of[0].is_literal && of[1].is_literal ? measure_literal((double)NAN)
                                                : measure_unit(UNIT_NONE);
}

/* steps(x, v0, x1, v1, ...): x and what it is compared with; the values among themselves. */
static struct measure measure_steps(struct checker *checker, uint32_t i, const struct measure *of)
{
    const struct expr_node *nodes = checker->expr->nodes;
    struct measure result = of[1];
    for (uint32_t k = nodes[i].n_operands, operand = i - 1; k-- > 2; operand -= nodes[operand].size)
        if (k % 2 == 0)
            join(checker, &nodes[i], of[0], checker->measures[operand]);
        else
            result = join(checker, &nodes[i], result, checker->measures[operand]);
    return result;
}

/* Numbers that have one unit, and when they come. */
static struct measure measure_list(struct checker *checker, uint32_t i, const struct measure *of)
{
    (void)checker, (void)i;
    return of[0];
}

/* tiers(x, p1, t1, p2, ...): x and what it is compared with; prices among themselves, times x. */
static struct measure measure_tiers(struct checker *checker, uint32_t i, const struct measure *of)
{
    const struct measure price = measure_steps(checker, i, of), both[2] = {of[0], price};
    return measure_product(checker, i, both);
}

static struct measure (*const rules[N_OPERATIONS])(struct checker *checker, uint32_t i,
                                                   const struct measure *of) = {
#define X(name, function, unit, ...) [OP_##name] = measure_##unit,
    OPERATION_LIST(X)
#undef X
};

static struct measure name_measure(const struct checker *checker, const struct expr_node *node)
{
    struct unit unit;
    /* the running number of the period is a number like one that is written */
    if (!node->is_counted && node->reference == checker->model->builtins)
        return measure_literal((double)NAN);
    if (!node->is_counted)
        return measure_unit(checker->model->lines[node->reference].unit);
    if (node->role == COUNTED_MARGIN)
        return measure_unit(UNIT_NONE);
    enum role role = node->role == COUNTED_PROFIT ? ROLE_REVENUE : (enum role)node->role;
    const char *text = figure_at(figure_of_role(role))->unit;
    return unit_parse(checker->model->units, text, strlen(text), &unit, NULL) == STATUS_OK
               ? measure_unit(unit)
               : measure_unit(UNIT_ANY);
}

/* Whether node I is a month's word, or a name of what is one. */
static bool is_month_word(const struct checker *checker, uint32_t i)
{
    const struct expr_node *node = &checker->expr->nodes[i];
    struct calendar_word word;
    if (node->op == OP_NAME)
        return !node->is_counted && checker->model->lines[node->reference].number.is_month;
    const char *text = checker->model->lines[checker->line].text + node->op_at;
    return node->op == OP_NUMBER && calendar_read_month(&checker->model->calendar, text,
                                                        node->op_length, &word, NULL) == STATUS_OK;
}

/* Whether node I, over the first three of its operands, is the number of a month. */
static bool is_month(const struct checker *checker, uint32_t i, const struct measure *of)
{
    switch ((enum operation)checker->expr->nodes[i].op) {
    case OP_NUMBER:
    case OP_NAME:
        return is_month_word(checker, i);
    case OP_ADD:
        return of[0].is_month != of[1].is_month;
    case OP_SUB:
        return of[0].is_month && !of[1].is_month;
    case OP_MIN:
    case OP_MAX:
        return of[0].is_month || of[1].is_month;
    case OP_SELECT:
        return of[1].is_month || of[2].is_month;
    default:
        return false;
    }
}

/* The unit of node I over the first three of its operands. */
static struct measure measure_operation(struct checker *checker, uint32_t i,
                                        const struct measure *of)
{
    const struct expr_node *node = &checker->expr->nodes[i];
    if (node->op == OP_NUMBER)
        return measure_literal(node->number);
    if (node->op == OP_NAME)
        return name_measure(checker, node);
    return rules[node->op](checker, i, of);
}

/* What node I is; what its operands are is known. */
static struct measure measure_node(struct checker *checker, uint32_t i)
{
    const struct expr_node *nodes = checker->expr->nodes;
    struct measure of[3] = {0};
    for (uint32_t k = nodes[i].n_operands, operand = i - 1; k-- > 0; operand -= nodes[operand].size)
        if (k < 3)
            of[k] = checker->measures[operand];
    struct measure result = measure_operation(checker, i, of);
    result.is_month = is_month(checker, i, of);
    return result;
}

/* Note if what LINE comes to is the number of a month; of a target, what it compares. */
static void note_month(const struct checker *checker, struct line *line)
{
    const struct expr *expr = line->expr;
    uint32_t root = expr->n - 1;
    bool is_month = checker->measures[root].is_month;
    bool is_target = model_section_of(checker->model, checker->line)->kind == SECTION_TARGETS;
    if (is_target && operation_is_comparison((enum operation)expr->nodes[root].op))
        is_month = checker->measures[expr_operand(expr, root, 0)].is_month ||
                   checker->measures[expr_operand(expr, root, 1)].is_month;
    if (!is_month || line->is_series)
        return;
    line->number.is_month = true;
    line->number.calendar = checker->model->calendar;
}

/* What the line is, against what it has to be. */
static void check_result(struct checker *checker, struct measure m, struct unit wanted)
{
    if (!m.is_literal)
        build_compare_unit(checker->builder, checker->line, m.unit, wanted, checker->is_monthly);
}

static bool uses_months(const struct expr *expr)
{
    for (uint32_t i = 0; i < expr->n; i++)
        if (operation_period((enum operation)expr->nodes[i].op) != PERIOD_OPERANDS)
            return true;
    return false;
}

/* A claim's number has a unit that may not be the one of what it is about. */
static void check_claim(struct checker *checker, uint32_t index)
{
    const struct line *line = &checker->model->lines[index];
    const struct expr_node *name = line->expr ? &line->expr->nodes[line->expr->n - 1] : NULL;
    if (!name || name->op != OP_NAME || name->reference == EXPR_NONE || !*line->unit_text)
        return;
    struct unit unit = name_measure(checker, name).unit;
    build_compare_at(checker->builder, line->place, line->name, line->unit, unit, true);
}

static enum operation op_of_root(const struct expr *expr)
{
    return (enum operation)expr->nodes[expr->n - 1].op;
}

/* What the built-in [cash] compares with a number that is written is money. */
static void mark_comparisons(struct expr *expr)
{
    for (uint32_t i = 0; expr && i < expr->n; i++)
        expr->nodes[i].is_money = operation_is_comparison((enum operation)expr->nodes[i].op) &&
                                  expr->nodes[expr_operand(expr, i, 1)].op == OP_NUMBER;
}

static void check_line(struct checker *checker, uint32_t index)
{
    struct line *line = &checker->model->lines[index];
    const struct section *section = model_section_of(checker->model, index);
    struct measure m = measure_unit(line->unit);
    checker->line = index;
    checker->expr = line->expr;
    checker->builder->of_kind = line->from_kind && checker->builder->entries[index];
    checker->is_monthly =
        section->is_monthly || line->is_series || (line->expr && uses_months(line->expr));
    if (section->kind == SECTION_CASH) {
        mark_comparisons(line->expr);
        return;
    }
    if (section->kind == SECTION_CLAIMS) {
        check_claim(checker, index);
        return;
    }
    for (uint32_t i = 0; line->expr && i < line->expr->n; i++)
        m = checker->measures[i] = measure_node(checker, i);
    if (line->expr)
        note_month(checker, line);
    bool is_outcome = section->kind == SECTION_METRICS || section->kind == SECTION_TARGETS;
    if (line->expr && is_outcome && !operation_is_comparison(op_of_root(line->expr)))
        line->expr->nodes[line->expr->n - 1].is_money = is_money(checker, m);
    if (line->expr && *line->unit_text)
        check_result(checker, m, line->unit);
    else if (line->expr)
        line->unit = m.is_literal ? UNIT_ANY : m.unit;
    if (line->role == ROLE_NONE)
        return;
    const char *wanted = figure_at(figure_of_role(line->role))->unit;
    struct unit unit;
    if (unit_parse(checker->model->units, wanted, strlen(wanted), &unit, NULL) != STATUS_OK)
        return;
    check_result(checker, *line->unit_text ? measure_unit(line->unit) : m, unit);
    line->unit = unit;
}

void build_check_units(struct builder *builder)
{
    struct model *model = builder->model;
    uint32_t largest = 1;
    if (builder->messages->n_errors > 0)
        return; /* then there may be no order */
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model->lines[i].expr && model->lines[i].expr->n > largest)
            largest = model->lines[i].expr->n;
    struct checker checker = {.builder = builder, .model = model};
    checker.measures = calloc(largest, sizeof *checker.measures);
    builder->out_of_memory |= !checker.measures;
    const struct graph *graph = &model->private->graph;
    for (uint32_t i = 0; i < graph->n_nodes && checker.measures; i++) {
        const struct node *node = &graph->nodes[graph->order[i]];
        if (node->kind == NODE_LINE && model->lines[node->owner].kind != LINE_BUILTIN)
            check_line(&checker, node->owner);
    }
    free(checker.measures);
}
