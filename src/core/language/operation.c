/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/language/operation.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/expr.h"
#include "core/text/gettext.h"

/* clang-format off */
/* What the columns for operands say of them. */
#define SMOOTH(slope) {SHAPE_SMOOTH, REACH_PRESENT}
#define KINK(slope, edge) {SHAPE_KINK, REACH_PRESENT}
#define SAW(slope, edge) {SHAPE_SAW, REACH_PRESENT}
#define STEP(edge) {SHAPE_STEP, REACH_PRESENT}
#define STEP_UNLESS(decided, edge) {SHAPE_STEP, REACH_PRESENT}
#define PAST(shape) {SHAPE_##shape, REACH_PAST}
#define EARLIER(shape) {SHAPE_##shape, REACH_EARLIER}
#define WHOLE(shape) {SHAPE_##shape, REACH_WHOLE}
#define SINGLE(shape) {SHAPE_##shape, REACH_SINGLE}
#define NO_OPERAND {SHAPE_NONE, REACH_PRESENT}

static const struct {
    uint8_t period;
    struct {
        uint8_t shape, reach;
    } operands[N_OPERANDS];
} operations[N_OPERATIONS] = {
#define X(name, function, unit, value, enclosure, a, b, c)                                         \
    [OP_##name] = {PERIOD_OPERANDS, {a, b, c}},
    LANE_OPERATIONS(X)
#undef X
#define X(name, function, unit, period, code, a, b, c)                                             \
    [OP_##name] = {PERIOD_##period, {a, b, c}},
    MONTHS_OPERATIONS(X)
#undef X
#define X(name, function, unit, period, code, constant)                                            \
    [OP_##name] = {PERIOD_##period, {NO_OPERAND, NO_OPERAND, NO_OPERAND}},
    FORMULA_OPERATIONS(X)
#undef X
};
/* clang-format on */

bool operation_heeds_begin(enum operation op)
{
    return op == OP_PREVIOUS || op == OP_LAG || op == OP_LAG_BACK || op == OP_FIRST ||
           op == OP_AVG || op == OP_PEAK || op == OP_LOW || op == OP_AVG_PART ||
           op == OP_PEAK_PART || op == OP_LOW_PART;
}

uint8_t operation_n_operands(enum operation op)
{
    uint8_t n = 0;
    while (n < N_OPERANDS && operations[op].operands[n].shape != SHAPE_NONE)
        n++;
    return n;
}

enum operand_shape operation_shape(enum operation op, uint8_t k)
{
    assert((size_t)op < N_OPERATIONS && k < N_OPERANDS);
    return (enum operand_shape)operations[op].operands[k].shape;
}

enum operand_reach operation_reach(enum operation op, uint8_t k)
{
    assert((size_t)op < N_OPERATIONS && k < N_OPERANDS);
    return (enum operand_reach)operations[op].operands[k].reach;
}

enum operation_period operation_period(enum operation op)
{
    assert((size_t)op < N_OPERATIONS);
    return (enum operation_period)operations[op].period;
}

double operation_apply(enum operation op, double a, double b, double c)
{
    switch (op) {
#define X(name, function, unit, value, ...)                                                        \
    case OP_##name:                                                                                \
        return value;
        LANE_OPERATIONS(X)
#undef X
#define X(name, ...) case OP_##name:
        MONTHS_OPERATIONS(X)
        FORMULA_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        break;
    }
    assert(false);
    return (double)NAN;
}

/* Whether RATE makes no difference to 1 / N that a double can hold. */
static bool is_free(double rate, double n)
{
    return fabs(rate) * (fabs(n) + 1) < 0x1p-54;
}

double operation_annuity(double rate, double n)
{
    return is_free(rate, n) ? 1 / n : rate / -expm1(-n * log1p(rate));
}

/* By the quotient rule; where the difference in it is of little more than what is rounded away, by
 * the series in the rate. */
double operation_annuity_by_rate(double rate, double n)
{
    double paid = -expm1(-n * log1p(rate)); /* the share of the loan that is paid by then */
    double least = fabs(rate) * operation_max(fabs(n), 1), square = n * n - 1;
    if (least < 3e-4)
        return ((n + 1) / 2 + (square / 6 - square / 8 * rate) * rate) / n;
    return (1 - (1 - paid) * n * rate / ((1 + rate) * paid)) / paid;
}

double operation_annuity_by_n(double rate, double n)
{
    double grown = log1p(rate), paid = -expm1(-n * grown);
    return is_free(rate, n) ? -1 / (n * n) : -rate / paid * grown * (1 - paid) / paid;
}

/* One of LANE_OPERATIONS over N operands: of more than it has, from left to right. */
static double apply_lane(enum operation op, const double *operands, uint32_t n)
{
    double value = operands[0];
    if (operation_n_operands(op) == n)
        return operation_apply(op, value, n > 1 ? operands[1] : 0, n > 2 ? operands[2] : 0);
    for (uint32_t i = 1; i < n; i++)
        value = operation_apply(op, value, operands[i], 0);
    return value;
}

/* The operation over N constants; NaN for what needs months. */
static double apply(enum operation op, const double *operands, uint32_t n)
{
    switch (op) {
#define X(name, ...) case OP_##name:
        LANE_OPERATIONS(X)
#undef X
        return apply_lane(op, operands, n);
#define X(name, function, unit, period, code, constant)                                            \
    case OP_##name:                                                                                \
        return constant;
        FORMULA_OPERATIONS(X)
#undef X
#define X(name, ...) case OP_##name:
        MONTHS_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        break;
    }
    return (double)NAN;
}

enum status expr_evaluate(const struct expr *expr, const char *text, double value, double *out,
                          struct error *err)
{
    double *stack = malloc(expr->n * sizeof *stack);
    if (!stack)
        return error_no_memory(err);
    size_t height = 0;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < expr->n && status == STATUS_OK; i++) {
        const struct expr_node *node = &expr->nodes[i];
        const char *word = text + node->op_at;
        if (node->op == OP_NUMBER) {
            stack[height++] = node->number;
        } else if (node->op == OP_NAME && node->op_length == 5 && memcmp(word, "value", 5) == 0) {
            stack[height++] = value;
        } else if (node->op == OP_NAME) {
            status = error_set_at(err, STATUS_FAULTY, node->op_at, node->op_length,
                                  _("'%.*s' is not known here; only numbers and 'value' are"),
                                  (int)node->op_length, word);
        } else if (operation_period((enum operation)node->op) != PERIOD_OPERANDS) {
            status = error_set_at(err, STATUS_FAULTY, node->op_at, node->op_length,
                                  _("'%.*s' needs months and is not known here"),
                                  (int)node->op_length, word);
        } else {
            height -= node->n_operands;
            stack[height] = apply((enum operation)node->op, stack + height, node->n_operands);
            height++;
        }
    }
    if (status == STATUS_OK)
        *out = stack[0];
    free(stack);
    return status;
}
