/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/language/expr.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/number.h"
#include "core/text/text.h"

#include "token.h"

struct parser {
    const struct calendar *calendar;
    const char *text;
    size_t size;
    struct token token; /* the next one, not yet taken */
    size_t end;         /* where the last token that was taken ends */
    struct expr_node *nodes;
    uint32_t n;
    size_t capacity;
    int depth;
    bool is_habit; /* what is wrong is a habit from elsewhere */
    struct error *err;
};

/* Take the next token and look at the one behind it. */
static enum status advance(struct parser *parser)
{
    parser->end = parser->token.at + parser->token.length;
    return token_scan(parser->calendar, parser->text, parser->size, parser->end, &parser->token,
                      parser->err);
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

static enum status check_habits(struct parser *parser);

static enum status fail_missing(struct parser *parser, const char *what)
{
    const struct token *token = &parser->token;
    if (check_habits(parser) != STATUS_OK)
        return STATUS_FAULTY;
    if (token->kind == TOKEN_END)
        return error_set_at(parser->err, STATUS_FAULTY, token->at, 1,
                            _("%s is missing at the end of the formula"), what);
    return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                        _("%s is missing before '%.*s'"), what, (int)token->length,
                        parser->text + token->at);
}

/* Signs that other languages and habits have, and what this one writes for them. The first
 * character of some is an operator here. */
static const struct habit {
    const char *sign, *instead;
} habits[] = {
    {"&&", "and"}, {"||", "or"}, {"**", "^"},  {"<>", "!="}, {"=>", ">="},      {"=<", "<="},
    {"&", "and"},  {"|", "or"},  {"!", "not"}, {"=", "=="},  {"\xc3\x97", "*"}, {"\xc3\xb7", "/"},
};

/* Signs of currencies, and the word behind the number that says the same. */
static const struct currency {
    const char *sign, *word;
} currencies[] = {
    {"$", "USD"},        {"\xe2\x82\xac", "EUR"}, {"\xc2\xa3", "GBP"},
    {"\xc2\xa5", "CNY"}, {"\xef\xbf\xa5", "CNY"}, {"\xe2\x82\xb9", "INR"},
};

enum { MAX_QUOTED = 60 }; /* bytes of a number or a unit in a message */

static bool starts_with(const struct parser *parser, size_t at, const char *prefix)
{
    size_t n = strlen(prefix);
    return parser->size - at >= n && memcmp(parser->text + at, prefix, n) == 0;
}

/* `1,000 + x`, outside the operands of a function: STATUS_OK where that isn't next. */
static enum status check_grouped(struct parser *parser)
{
    struct error fault;
    char plain[MAX_QUOTED + 1];
    size_t n = 0;
    if (!next_is(parser, ",") ||
        number_check_comma(parser->text, parser->size, parser->token.at, &fault) == STATUS_OK)
        return STATUS_OK;
    for (size_t i = fault.offset; i < fault.offset + fault.length; i++)
        if (parser->text[i] >= '0' && parser->text[i] <= '9' && n < MAX_QUOTED)
            plain[n++] = parser->text[i];
    return error_set_at(parser->err, STATUS_FAULTY, fault.offset, fault.length,
                        _("a number in a formula has no commas: write %.*s"), (int)n, plain);
}

/* The sign of a currency is next: with the number before it, or behind it. */
static enum status fail_currency(struct parser *parser, const struct currency *currency)
{
    const struct token *token = &parser->token;
    const char *text = parser->text;
    const struct expr_node *last = parser->n > 0 ? &parser->nodes[parser->n - 1] : NULL;
    size_t behind = token->at + token->length, at = 0, length = 0;
    struct token number;
    if (last && last->op == OP_NUMBER && last->at + last->length == parser->end) {
        at = last->at;
        length = last->length;
    } else if (token_scan(parser->calendar, text, parser->size, behind, &number, NULL) ==
                   STATUS_OK &&
               number.kind == TOKEN_NUMBER) {
        at = number.at;
        length = number.length;
        behind = at + length;
    }
    if (length == 0 || length > MAX_QUOTED)
        return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                            _("a currency is a word behind the number: write 20 %s"),
                            currency->word);
    size_t rest = behind < parser->size && text[behind] == '/' ? parser->size - behind : 0;
    return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                        _("a currency is a word behind the number: write %.*s %s%.*s"), (int)length,
                        text + at, currency->word, rest > MAX_QUOTED ? 0 : (int)rest,
                        text + behind);
}

/* The end of the digits that stand behind one blank or apostrophe at AT and are three; AT where
 * there are none. */
static size_t spaced_group_end(const struct parser *parser, size_t at)
{
    static const char *const blanks[] = {" ", "'", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t first = at + strlen(blanks[i]);
        if (!starts_with(parser, at, blanks[i]) || first > parser->size)
            continue;
        size_t n = strspn(parser->text + first, "0123456789");
        if (n == 3)
            return first + n;
    }
    return at;
}

/* `1 000 000` and `1'000'000`: STATUS_OK where what is next isn't that. */
static enum status check_spaced(struct parser *parser)
{
    const struct expr_node *last = parser->n > 0 ? &parser->nodes[parser->n - 1] : NULL;
    if (!last || last->op != OP_NUMBER || last->at + last->length != parser->end ||
        strspn(parser->text + last->at, "0123456789") < last->length)
        return STATUS_OK;
    char one[MAX_QUOTED + 1];
    size_t first = last->at, end = parser->end, n = 0;
    for (size_t next; (next = spaced_group_end(parser, end)) > end;)
        end = next;
    if (end == parser->end || end - first > MAX_QUOTED)
        return STATUS_OK;
    for (size_t i = first; i < end; i++)
        if (parser->text[i] >= '0' && parser->text[i] <= '9')
            one[n++] = parser->text[i];
    return error_set_at(parser->err, STATUS_FAULTY, first, end - first,
                        _("a number is written without blanks: write %.*s"), (int)n, one);
}

/* One of the signs is next, or its second character. */
static enum status check_signs(struct parser *parser)
{
    const struct token *token = &parser->token;
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        bool is_inside = token->kind == TOKEN_OPERATOR && token->at > 0;
        bool is_there = token->kind == TOKEN_OTHER || is_inside;
        size_t n = strlen(habits[i].sign);
        if (is_there && starts_with(parser, token->at - is_inside, habits[i].sign) && n > is_inside)
            return error_set_at(parser->err, STATUS_FAULTY, token->at - is_inside, n,
                                _("for '%s', write %s"), habits[i].sign, habits[i].instead);
    }
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (token->kind == TOKEN_OTHER && starts_with(parser, token->at, currencies[i].sign))
            return fail_currency(parser, &currencies[i]);
    return STATUS_OK;
}

/* What is next belongs to another language, or to a habit: say what this one writes for it.
 * STATUS_OK where it is nothing of that kind. */
static enum status check_habits(struct parser *parser)
{
    size_t at = parser->token.at;
    const char *hash = at < parser->size ? memchr(parser->text + at, '#', parser->size - at) : NULL;
    parser->is_habit = true;
    if (hash)
        return error_set_at(parser->err, STATUS_FAULTY, (size_t)(hash - parser->text), 1,
                            _("a comment behind a value begins with a blank and ;"));
    enum status status = check_signs(parser);
    if (status == STATUS_OK)
        status = check_grouped(parser);
    if (status == STATUS_OK)
        status = check_spaced(parser);
    parser->is_habit = status != STATUS_OK;
    return status;
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

/* The comma that is next parts two operands: `max(1,500, x)` could mean 1500 as well. */
static enum status check_comma(struct parser *parser)
{
    return number_check_comma(parser->text, parser->size, parser->token.at, parser->err);
}

static enum status parse_operands(struct parser *parser, uint32_t *n)
{
    enum status status = advance(parser); /* the '(' */
    for (*n = 0; status == STATUS_OK && !next_is(parser, ")"); ++*n) {
        if (*n > 0 && !next_is(parser, ","))
            return fail_missing(parser, "')'");
        if (*n > 0)
            status = check_comma(parser);
        if (status == STATUS_OK && *n > 0)
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
    bool is_odd_step = (function->op == OP_STEPS || function->op == OP_TIERS) && n % 2 != 0;
    enum operation op = (enum operation)function->op, part = operation_of_part(op);
    bool is_part = part != op && (int)n == function->max_operands + 2;
    if ((int)n < function->min_operands || is_odd_step ||
        (function->max_operands >= 0 && (int)n > function->max_operands && !is_part))
        return error_set_at(parser->err, STATUS_FAULTY, at, parser->end - at,
                            _("'%s' takes other operands: %s"), function->name, function->usage);
    return emit(parser, is_part ? part : op, at, at, length, n, 0);
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
    if (expr_is_reserved(word, length))
        return error_set_at(parser->err, STATUS_FAULTY, at, length,
                            _("a value is missing before '%.*s'"), (int)length, word);
    return emit(parser, OP_NAME, at, at, length, 0, 0);
}

/* The length of the day that TEXT (N bytes) begins with, which a 0 tells from a quotient:
 * `2026/01/31`. 0 if it begins with none. */
static size_t day_length(const char *text, size_t n)
{
    static const char form[] = "dddd/dd/dd";
    size_t length = sizeof form - 1;
    for (size_t i = 0; i < length; i++) {
        bool is_digit = i < n && text[i] >= '0' && text[i] <= '9';
        if (i >= n || (form[i] == 'd' ? !is_digit : text[i] != form[i]))
            return 0;
    }
    bool has_zero = text[5] == '0' || text[8] == '0';
    bool goes_on = n > length && (text_name_length(text + length, n - length) > 0 ||
                                  (text[length] >= '0' && text[length] <= '9'));
    return has_zero && !goes_on ? length : 0;
}

static enum status parse_primary(struct parser *parser)
{
    struct token token = parser->token;
    enum status status;
    size_t day = token.kind == TOKEN_NUMBER
                     ? day_length(parser->text + token.at, parser->size - token.at)
                     : 0;
    if (day > 0)
        return error_set_at(parser->err, STATUS_FAULTY, token.at, day,
                            _("'%.*s' is a day and no number; to calculate, put blanks around "
                              "'/'"),
                            (int)day, parser->text + token.at);
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
    if (check_habits(parser) != STATUS_OK)
        return STATUS_FAULTY;
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
    if (check_habits(parser) != STATUS_OK)
        return STATUS_FAULTY;
    if (token->kind == TOKEN_NAME || token->kind == TOKEN_NUMBER || next_is(parser, "("))
        return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                            _("an operator is missing before '%.*s'; to multiply, write * %.*s"),
                            length, text, length, text);
    return error_set_at(parser->err, STATUS_FAULTY, token->at, token->length,
                        _("'%.*s' is out of place here"), length, text);
}

static enum status parse_all(struct parser *parser)
{
    enum status status = advance(parser);
    if (status == STATUS_OK)
        status = parse_level(parser, 0);
    if (status == STATUS_OK && parser->token.kind != TOKEN_END)
        status = fail_behind(parser);
    return status;
}

enum status expr_parse(const struct calendar *calendar, const char *text, size_t n,
                       struct expr **out, struct error *err)
{
    struct parser parser = {.calendar = calendar, .text = text, .size = n, .err = err};
    enum status status = parse_all(&parser);
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

bool expr_find_habit(const char *text, size_t n, struct error *err)
{
    struct parser parser = {.text = text, .size = n, .err = err};
    enum status status = parse_all(&parser);
    free(parser.nodes);
    return status == STATUS_FAULTY && parser.is_habit;
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
