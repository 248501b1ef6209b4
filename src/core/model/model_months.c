/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: what has a value for each month, and which parts of formulas need code of their
 * own for it. */
#include <stdlib.h>

#include "core/text/gettext.h"

#include "model_build.h"

struct months {
    struct builder *builder;
    struct model *model;
    uint32_t line; /* whose formula it is */
    const char *text;
    struct expr *expr;
    uint8_t *is_series; /* of each node: it differs from month to month */
};

/* What NODE's operation has a value for. */
static enum operation_period period_of(const struct expr_node *node)
{
    return operation_period((enum operation)node->op);
}

static enum operand_reach reach_of(const struct expr_node *node, uint32_t k)
{
    return k < N_OPERANDS ? operation_reach((enum operation)node->op, (uint8_t)k) : REACH_PRESENT;
}

/* Whether operand K of NODE is evaluated once a month. */
static bool is_operand_monthly(const struct expr_node *node, uint32_t k)
{
    enum operand_reach reach = reach_of(node, k);
    return reach == REACH_WHOLE || (reach != REACH_SINGLE && node->is_monthly);
}

/* Whether NAME has, each month, a register of its own. */
static bool has_series(const struct model *model, const struct expr_node *name)
{
    if (name->op != OP_NAME || name->is_composed || name->is_counted)
        return name->op == OP_NAME && !name->is_composed;
    if (name->reference == EXPR_NONE)
        return true; /* it was told */
    return model->lines[name->reference].is_series ||
           model_section_of(model, name->reference)->kind == SECTION_TOTAL;
}

/* Whether OPERAND, which operand K of NODE is, has code of its own. */
static bool is_inner(const struct model *model, const struct expr_node *node, uint32_t k,
                     const struct expr_node *operand)
{
    enum operand_reach reach = reach_of(node, k);
    if (reach == REACH_WHOLE || reach == REACH_PAST || reach == REACH_EARLIER)
        return !has_series(model, operand);
    bool is_leaf = operand->op == OP_NUMBER || (operand->op == OP_NAME && !operand->is_composed);
    /* what is summed up from month to month is 0 before it begins */
    return !is_leaf && (operand->is_monthly != node->is_monthly ||
                        operation_is_running((enum operation)node->op) ||
                        operation_is_running((enum operation)operand->op));
}

static bool is_balance(const struct model *model, const struct expr_node *name)
{
    return name->op == OP_NAME && !name->is_counted && name->reference != EXPR_NONE &&
           model_is_balance(model, name->reference);
}

/* cash.balance in a formula that is not itself one of [cash]: OPERAND, which is operand K of NODE
 * (NULL: the whole formula). Where one number is wanted it is that of the last month. */
static void check_balance(struct months *months, const struct expr_node *node, uint32_t k,
                          struct expr_node *operand)
{
    enum section_kind kind = model_section_of(months->model, months->line)->kind;
    bool is_input = kind == SECTION_STAGE || kind == SECTION_SHARED;
    bool looks_back = node && (node->op == OP_PREVIOUS || node->op == OP_LAG);
    if (!is_balance(months->model, operand) || kind == SECTION_CASH)
        return;
    operand->is_composed = !operand->is_monthly;
    uint32_t most = looks_back && node->op == OP_LAG ? 2 : 1;
    if (is_input && !(looks_back && k == 0)) {
        build_node_error(months->builder, months->line, operand,
                         _("'cash.balance' is known at the end of a month only; for the balance "
                           "that it begins with, write prev(cash.balance)"));
        operand->reference = EXPR_NONE; /* no circle besides */
    } else if (looks_back && k == 0 && node->n_operands > most) {
        build_node_error(months->builder, months->line, node,
                         _("'cash.balance' begins with the budget; leave the initial value out"));
    }
}

/* OPERAND of NODE is the name of a list by age. */
static void mark_by_age(struct months *months, const struct expr_node *node,
                        struct expr_node *operand)
{
    if (operand->op == OP_NAME && operand->reference == EXPR_NONE)
        return; /* it was told */
    operand->is_by_age = operand->op == OP_NAME && !operand->is_counted &&
                         model_list_of(months->model, operand->reference) != NAMES_NONE;
    operand->is_ended = node->op == OP_SPREAD;
    if (!operand->is_by_age)
        build_node_error(
            months->builder, months->line, operand,
            _("the shares by age are the name of a list, such as kept = 100, 90, 80 %%"));
}

/* From the root down: which nodes are evaluated once a month, and which code they belong to. */
static void spread_months(struct months *months)
{
    struct expr *expr = months->expr;
    struct expr_node *root = &expr->nodes[expr->n - 1];
    bool is_monthly = months->model->lines[months->line].is_series;
    root->is_monthly = is_monthly && period_of(root) != PERIOD_HORIZON;
    root->is_inner = root->is_monthly != is_monthly;
    if (operation_is_running((enum operation)root->op))
        root->is_inner = model_is_limited(model_section_of(months->model, months->line));
    root->code = root->reader = expr->n - 1;
    check_balance(months, NULL, 0, root);
    for (uint32_t i = expr->n; i-- > 0;) {
        const struct expr_node *node = &expr->nodes[i];
        if (period_of(node) == PERIOD_MONTH && !node->is_monthly)
            build_node_error(months->builder, months->line, node,
                             _("'%.*s' has a value for each month and is for stages with per = "
                               "month"),
                             (int)node->op_length, months->text + node->op_at);
        uint32_t at = i - 1;
        for (uint32_t k = node->n_operands; k-- > 0; at -= expr->nodes[at].size) {
            struct expr_node *operand = &expr->nodes[at];
            if (k == 1 && (node->op == OP_COHORTS || node->op == OP_SPREAD))
                mark_by_age(months, node, operand);
            operand->is_monthly =
                is_operand_monthly(node, k) && period_of(operand) != PERIOD_HORIZON;
            check_balance(months, node, k, operand);
            operand->is_inner = operand->is_by_age || is_inner(months->model, node, k, operand);
            operand->reader = node->code;
            operand->code = operand->is_inner ? at : node->code;
        }
    }
}

static bool name_is_series(const struct model *model, const struct expr_node *node)
{
    if (node->is_counted)
        return node->is_monthly;
    if (node->reference == EXPR_NONE)
        return false;
    const struct line *line = &model->lines[node->reference];
    return line->is_series ||
           (node->is_monthly && model_section_of(model, node->reference)->kind == SECTION_TOTAL);
}

static void check_name(struct months *months, const struct expr_node *node)
{
    int n = (int)node->op_length;
    const char *word = months->text + node->op_at;
    if (!node->is_monthly && !node->is_composed)
        build_node_error(
            months->builder, months->line, node,
            _("'%.*s' has a value for each month; use sum(%.*s), avg(), first(), last(), at(), "
              "peak() or low()"),
            n, word, n, word);
}

/* What stands behind `from` in the list at ROOT is one number. */
static void check_whens(struct months *months, uint32_t root)
{
    const struct expr_node *nodes = months->expr->nodes;
    uint32_t operand = root - 1;
    for (uint32_t k = nodes[root].n_operands; k-- > 0; operand -= nodes[operand].size)
        if (k % 2 != 0 && nodes[operand].op == OP_NAME && months->is_series[operand])
            build_node_error(months->builder, months->line, &nodes[operand],
                             _("'%.*s' has a value for each month; behind 'from' stands one month"),
                             (int)nodes[operand].op_length, months->text + nodes[operand].op_at);
}

/* From the leaves up: what differs from month to month, and whether it may. */
static void check_months(struct months *months)
{
    const struct expr *expr = months->expr;
    for (uint32_t i = 0; i < expr->n; i++) {
        const struct expr_node *node = &expr->nodes[i];
        bool is_series = period_of(node) == PERIOD_MONTH ||
                         (node->op == OP_NAME && name_is_series(months->model, node));
        uint32_t operand = i - 1;
        for (uint32_t k = node->n_operands; k-- > 0; operand -= expr->nodes[operand].size)
            is_series |= months->is_series[operand] != 0;
        if (node->op == OP_NAME && is_series)
            check_name(months, node);
        else if (node->op == OP_LIST)
            check_whens(months, i);
        else if (period_of(node) == PERIOD_HORIZON && !is_series)
            build_node_error(months->builder, months->line, node,
                             _("'%.*s' takes a line with a value for each month"),
                             (int)node->op_length, months->text + node->op_at);
        months->is_series[i] = is_series && period_of(node) != PERIOD_HORIZON;
    }
}

static void check_line(struct months *months, uint32_t index)
{
    struct line *line = &months->model->lines[index];
    bool is_claim = model_section_of(months->model, index)->kind == SECTION_CLAIMS;
    months->line = index;
    months->text = is_claim ? line->name : line->text;
    months->expr = line->expr;
    spread_months(months);
    check_months(months);
}

/* Whether LINE is a formula of [shared] or [metrics], which what it uses makes a series. */
static bool may_become_series(const struct model *model, uint32_t line)
{
    enum section_kind kind = model_section_of(model, line)->kind;
    return (kind == SECTION_SHARED || kind == SECTION_METRICS) && model->lines[line].expr;
}

/* Whether LINE's formula uses a series other than in sum() and its like. */
static bool uses_series(struct months *months, uint32_t line)
{
    const struct model *model = months->model;
    const struct expr *expr = model->lines[line].expr;
    for (uint32_t i = 0; i < expr->n; i++) {
        const struct expr_node *node = &expr->nodes[i];
        bool is_series = period_of(node) == PERIOD_MONTH;
        if (node->op == OP_NAME && !node->is_counted && node->reference != EXPR_NONE)
            is_series = model->lines[node->reference].is_series;
        uint32_t at = i - 1;
        for (uint32_t k = node->n_operands; k-- > 0; at -= expr->nodes[at].size)
            is_series |= months->is_series[at] && reach_of(node, k) != REACH_SINGLE;
        months->is_series[i] = is_series && period_of(node) != PERIOD_HORIZON;
    }
    return months->is_series[expr->n - 1];
}

/* Which lines use which others, turned round: those that use LINE are by[first[line]] up to
 * by[first[line + 1]]. */
struct users {
    uint32_t *first, *by;
};

static bool find_users(const struct model *model, struct users *users)
{
    size_t n = 0;
    users->first = calloc((size_t)model->n_lines + 2, sizeof *users->first);
    if (!users->first)
        return false;
    /* where they begin, one further than at the end: filling moves them on */
    uint32_t *begin = users->first + 1;
    for (uint32_t i = 0; i < model->n_lines; i++)
        for (uint32_t k = 0; may_become_series(model, i) && k < model->lines[i].n_uses; k++, n++)
            begin[model->lines[i].uses[k] + 1]++;
    for (uint32_t i = 0; i < model->n_lines; i++)
        begin[i + 1] += begin[i];
    users->by = calloc(n + 1, sizeof *users->by);
    for (uint32_t i = 0; users->by && i < model->n_lines; i++)
        for (uint32_t k = 0; may_become_series(model, i) && k < model->lines[i].n_uses; k++)
            users->by[begin[model->lines[i].uses[k]]++] = i;
    return users->by;
}

/* Which formulas of [shared] and [metrics] are series: those that use one, and those that use
 * these. QUEUE has room for every line. */
static void spread_series(struct months *months, const struct users *users, uint32_t *queue)
{
    struct model *model = months->model;
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (may_become_series(model, i) && uses_series(months, i)) {
            model->lines[i].is_series = true;
            queue[n++] = i;
        }
    for (uint32_t at = 0; at < n; at++)
        for (uint32_t k = users->first[queue[at]]; k < users->first[queue[at] + 1]; k++) {
            struct line *line = &model->lines[users->by[k]];
            if (line->is_series || !uses_series(months, users->by[k]))
                continue;
            line->is_series = true;
            queue[n++] = users->by[k];
        }
}

static void find_series(struct months *months)
{
    struct users users = {0};
    uint32_t *queue = calloc((size_t)months->model->n_lines + 1, sizeof *queue);
    bool is_ready = find_users(months->model, &users) && queue;
    months->builder->out_of_memory |= !is_ready;
    if (is_ready)
        spread_series(months, &users, queue);
    free(users.first);
    free(users.by);
    free(queue);
}

void build_months(struct builder *builder)
{
    struct model *model = builder->model;
    struct months months = {.builder = builder, .model = model};
    uint32_t largest = 1;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        struct line *line = &model->lines[i];
        const struct section *section = model_section_of(model, i);
        bool is_limit = i == section->first_month || i == section->last_month;
        if (section->kind == SECTION_STAGE)
            line->is_series = line->kind == LINE_FORMULA && section->is_monthly && !is_limit;
        line->is_series |= line->n_numbers > 0;
        if (line->expr && line->expr->n > largest)
            largest = line->expr->n;
    }
    months.is_series = calloc(largest, sizeof *months.is_series);
    builder->out_of_memory |= !months.is_series;
    if (!builder->out_of_memory)
        find_series(&months);
    for (uint32_t i = 0; i < model->n_lines && !builder->out_of_memory; i++)
        if (model->lines[i].expr)
            check_line(&months, i);
    free(months.is_series);
}
