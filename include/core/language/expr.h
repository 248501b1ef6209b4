/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Formulas as text to formulas as nodes. The nodes lie in one array in post-order: a node's
 * operands stand before it and the root is the last, so that whoever walks it needs no recursion.
 * Not here: what names mean (core/model/model.h) and how a formula is evaluated
 * (core/program/program.h).
 */
#ifndef PROFORMA_CORE_LANGUAGE_EXPR_H
#define PROFORMA_CORE_LANGUAGE_EXPR_H

#include "core/language/operation.h"
#include "core/text/calendar.h"

enum { EXPR_MAX_DEPTH = 64, EXPR_NONE = UINT32_MAX };

struct expr_node {
    uint8_t op;                /* enum operation */
    uint32_t at, length;       /* bytes of the whole sub-formula in the text, operands included */
    uint32_t op_at, op_length; /* bytes of its operator or function name */
    uint32_t n_operands;
    uint32_t size; /* nodes of the whole sub-formula, itself included */
    double number; /* of OP_NUMBER */
    /* for the model: */
    uint32_t reference; /* of OP_NAME: a line, or if is_counted a stage's section */
    uint8_t role;       /* where is_counted: which role of it, or COUNTED_PROFIT, COUNTED_MARGIN */
    bool is_all;        /* of OP_NAME: it stands inside all() */
    bool is_by_age;     /* of OP_NAME: a list whose numbers are meant by age, not by month */
    bool is_ended;      /* where is_by_age: nothing comes behind its last number */
    bool is_counted;    /* a stage's role by its full name: what counts of it */
    bool is_others;     /* where is_counted: not of that stage, but of its others */
    bool is_composed;   /* of OP_NAME: it has no register, but code that computes it */
    bool is_monthly;    /* evaluated once a month */
    bool is_money;   /* of a comparison of amounts of money, or of what may be some; of the root of
                        a metric or target that is one */
    bool is_inner;   /* it has code of its own: it is evaluated as often as the line is not, or
                        all its months are wanted, as inside sum() and prev() */
    uint32_t code;   /* the root of the code that it is part of */
    uint32_t reader; /* the root of the code that uses it: another one if is_inner */
    uint32_t graph;  /* if is_inner: its node in the graph */
};

struct expr {
    struct expr_node *nodes;
    uint32_t n;
};

/* Parse TEXT (N bytes). On STATUS_FAULTY err->offset and length say where. The names of functions
 * are known here, and the words of months in CALENDAR (none if it is NULL); names of lines are not
 * looked up. Depth is at most EXPR_MAX_DEPTH. */
enum status expr_parse(const struct calendar *calendar, const char *text, size_t n,
                       struct expr **out, struct error *err);
void expr_free(struct expr *expr);
/* Whether TEXT is no formula for being written as elsewhere (`$20`, `1 000`, `&&`): then ERR, which
 * is changed anyway, says what this language writes for it. */
bool expr_find_habit(const char *text, size_t n, struct error *err);

/* The node index of operand I of NODE. */
uint32_t expr_operand(const struct expr *expr, uint32_t node, uint32_t i);

/* The value of a formula of numbers and the one name `value`; STATUS_FAULTY for other names and for
 * what needs months. */
enum status expr_evaluate(const struct expr *expr, const char *text, double value, double *out,
                          struct error *err);

/* A word that the language keeps for itself: and or not to. Functions are words of it before a '('
 * alone, and `value` in an uncertainty. */
bool expr_is_reserved(const char *word, size_t n);

/* The functions of the table of operations, for suggestions and the manual's check: NULL beyond the
 * last. */
struct expr_function {
    uint8_t op; /* enum operation */
    const char *name;
    const char *usage; /* "clamp(x, lo, hi)" */
    const char
        *summary; /* untranslated; NULL: known to the built-in [cash] alone, and not listed */
    int min_operands, max_operands; /* max -1: any number */
};
const struct expr_function *expr_function_at(size_t i);
/* The function WORD (N bytes), or NULL. */
const struct expr_function *expr_find_function(const char *word, size_t n);

#endif
