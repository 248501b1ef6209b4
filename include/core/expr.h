/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Formulas as text to formulas as nodes. The nodes lie in one array in post-order: a node's
 * operands stand before it and the root is the last, so that whoever walks it needs no recursion.
 * Not here: what names mean (core/model.h) and how a formula is evaluated (core/program.h).
 */
#ifndef PROFORMA_CORE_EXPR_H
#define PROFORMA_CORE_EXPR_H

#include "core/status.h"

/*
 * Every operation that a program can execute: name, operands, formula over doubles a, b, c.
 * The inner loops, the constant evaluator and the documentation of the operations follow from this
 * table. A comparison is 1 or 0, and NaN where an operand is NaN.
 */
#define OPERATION_LIST(X)                                                                          \
    X(COPY, 1, a)                                                                                  \
    X(NEG, 1, -a)                                                                                  \
    X(ADD, 2, a + b)                                                                               \
    X(SUB, 2, a - b)                                                                               \
    X(MUL, 2, a *b)                                                                                \
    X(DIV, 2, a / b)                                                                               \
    X(POW, 2, pow(a, b))                                                                           \
    X(LT, 2, op_truth(a < b, a + b))                                                               \
    X(LE, 2, op_truth(a <= b, a + b))                                                              \
    X(GT, 2, op_truth(a > b, a + b))                                                               \
    X(GE, 2, op_truth(a >= b, a + b))                                                              \
    X(EQ, 2, op_truth(a == b, a + b))                                                              \
    X(NE, 2, op_truth(a != b, a + b))                                                              \
    X(AND, 2, op_truth((a != 0) & (b != 0), a + b))                                                \
    X(OR, 2, op_truth((a != 0) | (b != 0), a + b))                                                 \
    X(NOT, 1, op_truth(a == 0, a))                                                                 \
    X(MIN, 2, op_min(a, b))                                                                        \
    X(MAX, 2, op_max(a, b))                                                                        \
    X(ABS, 1, fabs(a))                                                                             \
    X(SQRT, 1, sqrt(a))                                                                            \
    X(EXP, 1, exp(a))                                                                              \
    X(LN, 1, log(a))                                                                               \
    X(LOG10, 1, log10(a))                                                                          \
    X(FLOOR, 1, floor(a))                                                                          \
    X(CEIL, 1, ceil(a))                                                                            \
    X(ROUND, 1, round(a))                                                                          \
    X(MOD, 2, a - b * floor(a / b))                                                                \
    X(CLAMP, 3, op_min(op_max(a, b), c))                                                           \
    X(SELECT, 3, op_select(a, b, c))                                                               \
    X(WITHIN, 3, op_truth(fabs(a - b) <= c * fabs(b), a + b + c))

enum operation {
#define X(name, operands, formula) OP_##name,
    OPERATION_LIST(X)
#undef X
    /* what reads or makes a series; the program treats each of these on its own */
    OP_PREVIOUS, /* a one month earlier, b in month 1 */
    OP_SUM,      /* of the series a over the horizon, and so on */
    OP_AVG,
    OP_FIRST,
    OP_LAST,
    OP_PEAK,
    OP_IRR, /* the annual internal rate of return of the flows a */
    OP_SERIES, /* of formulas alone: series(v1, v2, ...) */
    OP_STEPS,  /* of formulas alone: steps(x, v0, x1, v1, ...) */
    OP_NUMBER, /* of formulas alone: a number */
    OP_NAME,   /* of formulas alone: a name */
    N_OPERATIONS
};

enum { EXPR_MAX_DEPTH = 64, EXPR_NONE = UINT32_MAX };

struct expr_node {
    uint8_t op;           /* enum operation */
    uint32_t at, length;  /* bytes of the whole sub-formula in the text, operands included */
    uint32_t op_at, op_length; /* bytes of its operator or function name */
    uint32_t n_operands;
    uint32_t size;        /* nodes of the whole sub-formula, itself included */
    double number;        /* of OP_NUMBER */
    uint32_t reference;   /* of OP_NAME: for the model, which line it means */
};

struct expr {
    struct expr_node *nodes;
    uint32_t n;
};

/* Parse TEXT (N bytes). On STATUS_FAULTY err->offset and length say where. The names of functions
 * are known here; names of lines are not looked up. Depth is at most EXPR_MAX_DEPTH. */
enum status expr_parse(const char *text, size_t n, struct expr **out, struct error *err);
void expr_free(struct expr *expr);

/* The node index of operand I of NODE. */
uint32_t expr_operand(const struct expr *expr, uint32_t node, uint32_t i);

/* The value of a formula of numbers and the one name `value`; STATUS_FAULTY for other names and for
 * what needs months. */
enum status expr_evaluate(const struct expr *expr, const char *text, double value, double *out,
                          struct error *err);

/* A word that the language keeps for itself: and or not if to value, and the functions. */
bool expr_is_reserved(const char *word, size_t n);

/* The functions, one row each, for completion and the manual's check: NULL beyond the last. */
struct expr_function {
    const char *name;
    const char *usage;   /* "clamp(x, lo, hi)" */
    const char *summary; /* untranslated */
    uint8_t op;
    int min_operands, max_operands; /* max -1: any number */
};
const struct expr_function *expr_function_at(size_t i);

#endif
