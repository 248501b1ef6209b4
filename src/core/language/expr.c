/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/language/expr.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/text.h"

#include "token.h"

struct parser {
    const char *text;
    size_t size;
    struct token token; /* the next one, not yet taken */
    size_t end;         /* where the last token that was taken ends */
    struct expr_node *nodes;
    uint32_t n;
    size_t capacity;
    int depth;
    struct error *err;
};

/* Take the next token and look at the one behind it. */
static enum status advance(struct parser *parser)
{
    parser->end = parser->token.at + parser->token.length;
    return token_scan(parser->text, parser->size, parser->end, &parser->token, parser->err);
}

static bool next_is(const struct parser *parser, const char *op)
{
    return parser->token.kind == TOKEN_OPERATOR && strcmp(parser->token.op, op) == 0;
}

static bool next_is_word(const struct parser *parser, const char *word)
{
    return parser->token.kind == TOKEN_NAME &&
           text_equals(parser->text + parser->token.at, parser->token.length, word);
}

static enum status fail_missing(struct parser *parser, const char *what)
{
    const struct token *token = &parser->token;
    if (token->kind == TOKEN_END)
        return error_set_at(parser->err, STATUS_FAULTY, token->at, 1,
                            _("%s is missing at the end of the formula"), what);
    return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                        _("%s is missing before '%.*s'"), what, (int)token->length,
                        parser->text + token->at);
}

/* Append a node whose text runs from AT to the end of the last token; its N_OPERANDS operands,
 * whole sub-formulas, are the last ones in the array. */
static enum status emit(struct parser *parser, enum operation op, size_t at, size_t op_at,
                        size_t op_length, uint32_t n_operands, double number)
{
    if (!grow(&parser->nodes, parser->n, &parser->capacity, sizeof *parser->nodes))
        return error_no_memory(parser->err);
    uint32_t size = 1;
    for (uint32_t i = 0; i < n_operands; i++)
        size += parser->nodes[parser->n - size].size;
    parser->nodes[parser->n++] = (struct expr_node){
        .op = (uint8_t)op,
        .at = (uint32_t)at,
        .length = (uint32_t)(parser->end - at),
        .op_at = (uint32_t)op_at,
        .op_length = (uint32_t)op_length,
        .n_operands = n_operands,
        .size = size,
        .number = number,
        .reference = EXPR_NONE,
    };
    return STATUS_OK;
}

static enum status parse_level(struct parser *parser, int level);

static enum status enter(struct parser *parser)
{
    if (++parser->depth > EXPR_MAX_DEPTH)
        return error_set_at(parser->err, STATUS_FAULTY, parser->token.at, parser->token.length,
                            _("the formula is nested more than %d deep; give a part of it a line "
                              "of its own"),
                            EXPR_MAX_DEPTH);
    return STATUS_OK;
}

static enum status parse_operands(struct parser *parser, uint32_t *n)
{
    enum status status = advance(parser); /* the '(' */
    for (*n = 0; status == STATUS_OK && !next_is(parser, ")"); ++*n) {
        if (*n > 0 && !next_is(parser, ","))
            return fail_missing(parser, "')'");
        if (*n > 0)
            status = advance(parser);
        if (status == STATUS_OK)
            status = parse_level(parser, 0);
    }
    return status != STATUS_OK ? status : advance(parser);
}

static enum status parse_call(struct parser *parser, const struct expr_function *function,
                              size_t at, size_t length)
{
    uint32_t n;
    enum status status = parse_operands(parser, &n);
    if (status != STATUS_OK)
        return status;
    bool is_odd_step = function->op == OP_STEPS && n % 2 != 0;
    if ((int)n < function->min_operands || is_odd_step ||
        (function->max_operands >= 0 && (int)n > function->max_operands))
        return error_set_at(parser->err, STATUS_FAULTY, at, parser->end - at,
                            _("'%s' takes other operands: %s"), function->name, function->usage);
    return emit(parser, (enum operation)function->op, at, at, length, n, 0);
}

static enum status fail_unknown_function(struct parser *parser, size_t at, size_t length)
{
    const char *word = parser->text + at;
    char name[32] = "";
    memcpy(name, word, length < sizeof name ? length : 0);
    const struct expr_function *function;
    for (size_t i = 0; (function = expr_function_at(i)); i++)
        if (text_distance(name, function->name, 1) <= 1)
            return error_set_at(parser->err, STATUS_FAULTY, at, length,
                                _("unknown function '%.*s'; did you mean '%s'?"), (int)length, word,
                                function->name);
    return error_set_at(parser->err, STATUS_FAULTY, at, length,
                        _("unknown function '%.*s'; to multiply, write %.*s * (...)"), (int)length,
                        word, (int)length, word);
}

static enum status parse_name(struct parser *parser)
{
    size_t at = parser->token.at, length = parser->token.length;
    const char *word = parser->text + at;
    enum status status = advance(parser);
    if (status != STATUS_OK)
        return status;
    const struct expr_function *function = expr_find_function(word, length);
    if (next_is(parser, "("))
        return function ? parse_call(parser, function, at, length)
                        : fail_unknown_function(parser, at, length);
    if (function)
        return error_set_at(parser->err, STATUS_FAULTY, at, length, _("'%s' is a function: %s"),
                            function->name, function->usage);
    if (text_equals(word, length, "to") || text_equals(word, length, "and") ||
        text_equals(word, length, "or") || text_equals(word, length, "not"))
        return error_set_at(parser->err, STATUS_FAULTY, at, length,
                            _("a value is missing before '%.*s'"), (int)length, word);
    return emit(parser, OP_NAME, at, at, length, 0, 0);
}

static enum status parse_primary(struct parser *parser)
{
    struct token token = parser->token;
    enum status status;
    if (token.kind == TOKEN_NUMBER) {
        if ((status = advance(parser)) != STATUS_OK)
            return status;
        return emit(parser, OP_NUMBER, token.at, token.at, token.length, 0, token.number);
    }
    if (token.kind == TOKEN_NAME)
        return parse_name(parser);
    if (next_is(parser, "(")) {
        if ((status = advance(parser)) != STATUS_OK ||
            (status = parse_level(parser, 0)) != STATUS_OK)
            return status;
        if (!next_is(parser, ")"))
            return fail_missing(parser, "')'");
        if ((status = advance(parser)) != STATUS_OK)
            return status;
        /* the brackets belong to the sub-formula's text */
        struct expr_node *node = &parser->nodes[parser->n - 1];
        node->at = (uint32_t)token.at;
        node->length = (uint32_t)(parser->end - token.at);
        return STATUS_OK;
    }
    if (token.kind == TOKEN_OTHER)
        return error_set_at(parser->err, STATUS_FAULTY, token.at, token.length,
                            _("'%.*s' means nothing in a formula"), (int)token.length,
                            parser->text + token.at);
    return fail_missing(parser, _("a value"));
}

static enum status parse_unary(struct parser *parser);

static enum status parse_power(struct parser *parser)
{
    size_t at = parser->token.at;
    enum status status = parse_primary(parser);
    if (status != STATUS_OK || !next_is(parser, "^"))
        return status;
    size_t op_at = parser->token.at;
    if ((status = enter(parser)) != STATUS_OK || (status = advance(parser)) != STATUS_OK ||
        (status = parse_unary(parser)) != STATUS_OK)
        return status;
    parser->depth--;
    return emit(parser, OP_POW, at, op_at, 1, 2, 0);
}

/* A sign or `not`, and its operand. */
static enum status parse_prefix(struct parser *parser, enum operation op,
                                enum status (*operand)(struct parser *))
{
    size_t at = parser->token.at, length = parser->token.length;
    enum status status;
    if ((status = enter(parser)) != STATUS_OK || (status = advance(parser)) != STATUS_OK ||
        (status = operand(parser)) != STATUS_OK)
        return status;
    parser->depth--;
    return emit(parser, op, at, at, length, 1, 0);
}

static enum status parse_unary(struct parser *parser)
{
    if (next_is(parser, "-"))
        return parse_prefix(parser, OP_NEG, parse_unary);
    if (next_is(parser, "+"))
        return parse_prefix(parser, OP_COPY, parse_unary);
    return parse_power(parser);
}

/* The binary operators from the loosest to the tightest; `not` stands alone between them. */
static const struct binary {
    const char *text;
    int level;
    uint8_t op;
} binaries[] = {
    {"or", 0, OP_OR}, {"and", 1, OP_AND}, {"<", 3, OP_LT},  {"<=", 3, OP_LE},
    {">", 3, OP_GT},  {">=", 3, OP_GE},   {"==", 3, OP_EQ}, {"!=", 3, OP_NE},
    {"+", 4, OP_ADD}, {"-", 4, OP_SUB},   {"*", 5, OP_MUL}, {"/", 5, OP_DIV},
};

enum { LEVEL_NOT = 2, LEVEL_COMPARISON = 3, LEVEL_UNARY = 6 };

static const struct binary *next_binary(const struct parser *parser, int level)
{
    for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++)
        if (binaries[i].level == level &&
            (next_is(parser, binaries[i].text) || next_is_word(parser, binaries[i].text)))
            return &binaries[i];
    return NULL;
}

static enum status parse_not(struct parser *parser)
{
    if (next_is_word(parser, "not"))
        return parse_prefix(parser, OP_NOT, parse_not);
    return parse_level(parser, LEVEL_COMPARISON);
}

static enum status parse_binaries(struct parser *parser, int level)
{
    size_t at = parser->token.at;
    enum status status = parse_level(parser, level + 1);
    const struct binary *binary;
    for (int chain = 0; status == STATUS_OK && (binary = next_binary(parser, level)); chain++) {
        size_t op_at = parser->token.at, op_length = parser->token.length;
        if (level == LEVEL_COMPARISON && chain > 0)
            return error_set_at(parser->err, STATUS_FAULTY, op_at, op_length,
                                _("comparisons do not chain; write a < b and b < c"));
        if ((status = advance(parser)) == STATUS_OK &&
            (status = parse_level(parser, level + 1)) == STATUS_OK)
            status = emit(parser, (enum operation)binary->op, at, op_at, op_length, 2, 0);
    }
    return status;
}

/* Everything that binds as tightly as LEVEL or tighter. */
static enum status parse_level(struct parser *parser, int level)
{
    if (level == LEVEL_UNARY)
        return parse_unary(parser);
    if (level == LEVEL_NOT)
        return parse_not(parser);
    if (level > 0)
        return parse_binaries(parser, level);
    enum status status = enter(parser);
    if (status == STATUS_OK)
        status = parse_binaries(parser, level);
    parser->depth--;
    return status;
}

static enum status fail_behind(struct parser *parser)
{
    const struct token *token = &parser->token;
    int length = (int)token->length;
    const char *text = parser->text + token->at;
    if (token->kind == TOKEN_NAME || token->kind == TOKEN_NUMBER || next_is(parser, "("))
        return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                            _("an operator is missing before '%.*s'; to multiply, write * %.*s"),
                            length, text, length, text);
    return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                        _("'%.*s' is out of place here"), length, text);
}

enum status expr_parse(const char *text, size_t n, struct expr **out, struct error *err)
{
    struct parser parser = {.text = text, .size = n, .err = err};
    enum status status = advance(&parser);
    if (status == STATUS_OK)
        status = parse_level(&parser, 0);
    if (status == STATUS_OK && parser.token.kind != TOKEN_END)
        status = fail_behind(&parser);
    struct expr *expr = status == STATUS_OK ? malloc(sizeof *expr) : NULL;
    if (status == STATUS_OK && !expr)
        status = error_no_memory(err);
    if (status != STATUS_OK) {
        free(parser.nodes);
        return status;
    }
    *expr = (struct expr){.nodes = parser.nodes, .n = parser.n};
    *out = expr;
    return STATUS_OK;
}

void expr_free(struct expr *expr)
{
    if (expr)
        free(expr->nodes);
    free(expr);
}

uint32_t expr_operand(const struct expr *expr, uint32_t node, uint32_t i)
{
    uint32_t operand = node - 1;
    assert(node < expr->n && i < expr->nodes[node].n_operands);
    for (uint32_t k = expr->nodes[node].n_operands - 1; k > i; k--)
        operand -= expr->nodes[operand].size;
    return operand;
}
