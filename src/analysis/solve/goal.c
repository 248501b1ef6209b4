/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/solve/goal.h"

#include <stdlib.h>
#include <string.h>

#include "core/language/value.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

/* Relations, longer ones first. */
static const struct relation {
    const char *text;
    enum operation op;
} relations[] = {
    {"<=", OP_LE}, {">=", OP_GE}, {"==", OP_EQ}, {"!=", OP_NE},
    {"<", OP_LT},  {">", OP_GT},  {"=", OP_EQ},
};

/* The relation that TEXT begins with, or NULL. */
static const struct relation *relation_at(const char *text)
{
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (strncmp(text, relations[i].text, strlen(relations[i].text)) == 0)
            return &relations[i];
    return NULL;
}

/* The first relation of TEXT that is in no brackets, and where; NULL where there is none. */
static const struct relation *find_relation(const char *text, size_t *at)
{
    int depth = 0;
    for (*at = 0; text[*at] != '\0'; ++*at) {
        const struct relation *relation = relation_at(text + *at);
        depth += (text[*at] == '(') - (text[*at] == ')');
        if (relation && depth <= 0)
            return relation;
    }
    return NULL;
}

static size_t blanks(const char *text)
{
    return strspn(text, " \t");
}

enum status goal_read_value(const struct calendar *calendar, const char *text, const char *unit,
                            struct goal *out, struct error *err)
{
    size_t at = blanks(text);
    const struct relation *relation = relation_at(text + at);
    if (relation)
        at += strlen(relation->text);
    at += blanks(text + at);
    size_t n = text_trim_end(text + at, strlen(text + at));
    struct value value;
    enum status status = value_parse(calendar, text + at, n, &value, err);
    if (status != STATUS_OK) {
        if (err)
            err->offset += at;
        return status;
    }
    if (value.kind != VALUE_NUMBER)
        return error_set_at(err, STATUS_FAULTY, at, n, _("'%.*s' is no number"), (int)n, text + at);
    if (value.unit_length > 0 && !text_equals(text + at + value.unit_at, value.unit_length, unit))
        return error_set_at(err, STATUS_FAULTY, at + value.unit_at, value.unit_length,
                            *unit ? _("the outcome's unit is %s") : _("the outcome has no unit"),
                            unit);
    *out = (struct goal){relation ? relation->op : OP_EQ, value.number.value, value.number.percent};
    return STATUS_OK;
}

/* TEXT in the language's terms, every lone `=` of it written `==`; NULL when out of memory. */
static char *in_language(const char *text)
{
    char *out = malloc(2 * strlen(text) + 1), *end = out;
    for (size_t at = 0; out && text[at] != '\0';) {
        const struct relation *relation = relation_at(text + at);
        const char *from = relation && relation->op == OP_EQ ? "==" : text + at;
        size_t n = relation ? strlen(relation->text) : 1, n_out = from == text + at ? n : 2;
        memcpy(end, from, n_out);
        end += n_out;
        at += n;
    }
    if (out)
        *end = '\0';
    return out;
}

/* Where the byte OFFSET of in_language(TEXT) is in TEXT. */
static size_t offset_in(const char *text, size_t offset)
{
    size_t at = 0;
    for (size_t in = 0; text[at] != '\0' && in < offset;) {
        const struct relation *relation = relation_at(text + at);
        size_t n = relation ? strlen(relation->text) : 1;
        in += relation && relation->op == OP_EQ ? 2 : n;
        at += n;
    }
    return at;
}

/* Whether the sub-formula NODE is a number, with a sign or without: *VALUE. */
static bool is_number(const struct expr *expr, uint32_t node, double *value)
{
    const struct expr_node *n = &expr->nodes[node];
    bool is_negative = n->op == OP_NEG;
    if (is_negative)
        n = &expr->nodes[expr_operand(expr, node, 0)];
    *value = is_negative ? -n->number : n->number;
    return n->op == OP_NUMBER;
}

/*
 * What the parsed goal asks of its probe's item. A number on the right side is the target, and
 * needs no compiling: *COMPILED bytes of the translated text do. STATUS_FAULTY where it asks
 * nothing.
 */
static enum status take_root(const char *text, const struct expr *expr, struct goal_reading *out,
                             size_t *compiled, struct error *err)
{
    const struct expr_node *root = &expr->nodes[expr->n - 1];
    enum operation op = (enum operation)root->op;
    if (op >= OP_LT && op <= OP_NE) {
        out->goal.op = op;
        if (is_number(expr, expr_operand(expr, expr->n - 1, 1), &out->goal.target)) {
            *compiled = root->op_at;
            out->goal.is_percent = strchr(text, '%');
        } else {
            out->goal.target = 0;
        }
        out->outcome_length = text_trim_end(text, offset_in(text, root->op_at));
        return STATUS_OK;
    }
    if (op == OP_AND || op == OP_OR || op == OP_NOT) {
        out->goal.op = OP_NE; /* than 0: true is 1 */
        out->outcome_length = strlen(text);
        return STATUS_OK;
    }
    return error_set(err, STATUS_FAULTY,
                     _("'%s' asks for nothing; write EXPR = VALUE, or a condition such as "
                       "cash.lowest >= 0"),
                     text);
}

static enum status read_language(const struct scenario *scenario, const char *text,
                                 struct goal_reading *out, struct error *err)
{
    char *translated = in_language(text);
    const char *expression = translated;
    size_t compiled = translated ? strlen(translated) : 0;
    struct expr *expr = NULL;
    struct goal_reading reading = {0};
    if (!translated)
        return error_no_memory(err);
    enum status status = expr_parse(&scenario->model->calendar, translated, compiled, &expr, err);
    bool has_place = true;
    if (status == STATUS_OK) {
        status = take_root(text, expr, &reading, &compiled, err);
        has_place = !status;
    }
    translated[text_trim_end(translated, compiled)] = '\0';
    if (status == STATUS_OK)
        status = probe_new(scenario, &expression, 1, 0, &reading.probe, NULL, err);
    if (status && err && has_place)
        err->offset = offset_in(text, err->offset);
    if (status == STATUS_OK)
        *out = reading;
    expr_free(expr);
    free(translated);
    return status;
}

/* Read LEFT, N bytes of TEXT, with what it has to be behind it: a value that the language has no
 * words for. */
static enum status read_value(const struct scenario *scenario, const char *text, size_t n,
                              struct goal_reading *out, struct error *err)
{
    char *left = strndup(text, n);
    const char *expression = left;
    struct goal_reading reading = {.outcome_length = n};
    if (!left)
        return error_no_memory(err);
    enum status status = probe_new(scenario, &expression, 1, 0, &reading.probe, NULL, err);
    free(left);
    if (status != STATUS_OK)
        return status;
    status = goal_read_value(&scenario->model->calendar, text + n, reading.probe->items[0].unit,
                             &reading.goal, err);
    if (status != STATUS_OK) {
        if (err)
            err->offset += n;
        goal_reading_fini(&reading);
        return status;
    }
    *out = reading;
    return STATUS_OK;
}

enum status goal_read(const struct scenario *scenario, const char *text, struct goal_reading *out,
                      struct error *err)
{
    size_t at, n = strlen(text);
    const struct relation *relation = find_relation(text, &at);
    struct value value;
    if (!relation)
        return read_language(scenario, text, out, err);
    size_t right = at + strlen(relation->text);
    right += blanks(text + right);
    size_t length = text_trim_end(text + right, n - right);
    if (length == 0)
        return error_set_at(err, STATUS_FAULTY, n, 1, _("a value is missing after '%s'"),
                            relation->text);
    if (text_trim_end(text, at) == 0)
        return error_set_at(err, STATUS_FAULTY, at, strlen(relation->text),
                            _("a value is missing before '%s'"), relation->text);
    if (value_parse(&scenario->model->calendar, text + right, length, &value, NULL) == STATUS_OK &&
        value.kind == VALUE_NUMBER && (value.unit_length > 0 || value.number.grouped))
        return read_value(scenario, text, text_trim_end(text, at), out, err);
    return read_language(scenario, text, out, err);
}

void goal_reading_fini(struct goal_reading *reading)
{
    probe_free(reading->probe);
    *reading = (struct goal_reading){0};
}
