/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "token.h"

#include <assert.h>
#include <string.h>

#include "core/text/number.h"
#include "core/text/text.h"

/* The operator at TEXT into TOKEN, U+2212 and the full-width comma in their plain spelling. */
static bool scan_operator(const char *text, size_t n, struct token *token)
{
    static const struct {
        const char *written, *plain;
    } operators[] = {
        {"<=", "<="},
        {">=", ">="},
        {"==", "=="},
        {"!=", "!="},
        {"<", "<"},
        {">", ">"},
        {"+", "+"},
        {"-", "-"},
        {"*", "*"},
        {"/", "/"},
        {"^", "^"},
        {"(", "("},
        {")", ")"},
        {",", ","},
        {"\xe2\x88\x92", "-"},
        {"\xef\xbc\x8c", ","},
    };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        size_t length = strlen(operators[i].written);
        if (length <= n && memcmp(text, operators[i].written, length) == 0) {
            memcpy(token->op, operators[i].plain, strlen(operators[i].plain) + 1);
            token->length = length;
            return true;
        }
    }
    return false;
}

/* The bytes of the `[2]` that TEXT begins with: which number of a list is meant; 0 for none. */
static size_t index_length(const char *text, size_t n)
{
    size_t end = 1;
    while (end < n && text[end] >= '0' && text[end] <= '9')
        end++;
    return n > 0 && text[0] == '[' && end > 1 && end < n && text[end] == ']' ? end + 1 : 0;
}

/* The number that TEXT begins with, or the word of a month. */
static enum status scan_number(const struct calendar *calendar, const char *text, size_t n,
                               struct token *token, struct error *err)
{
    struct number number;
    struct calendar_word word;
    /* most tokens are names: no number begins with a letter */
    if (n == 0 || (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z'))
        return STATUS_NOT_FOUND;
    enum status status = calendar_read_month(calendar, text, n, &word, err);
    if (status == STATUS_OK) {
        token->number = word.number;
        token->length = word.length;
    }
    if (status != STATUS_NOT_FOUND)
        return status;
    status = number_scan(text, n, NUMBER_IN_FORMULA, &number, err);
    if (status == STATUS_OK) {
        token->number = number.value;
        token->length = number.length;
    }
    return status;
}

enum status token_scan(const struct calendar *calendar, const char *text, size_t size, size_t at,
                       struct token *out, struct error *err)
{
    assert(at <= size);
    at = text_skip_blanks(text, size, at);
    struct token token = {.kind = TOKEN_END, .at = at};
    size_t left = size - at;
    struct error fault;
    text += at;
    enum status status = scan_number(calendar, text, left, &token, &fault);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return error_set_at(err, status, at + fault.offset, fault.length, "%s", fault.text);
    if (status == STATUS_OK) {
        token.kind = TOKEN_NUMBER;
    } else if (left > 0 && (token.length = text_name_length(text, left)) > 0) {
        token.kind = TOKEN_NAME;
        size_t n = token.length;
        for (int dots = 0; dots < 2 && n + 1 < left && text[n] == '.'; dots++) {
            size_t more = text_name_length(text + n + 1, left - n - 1);
            token.length = n += more > 0 ? more + 1 : 0;
            dots += more == 0;
        }
        token.length += index_length(text + token.length, left - token.length);
    } else if (left > 0 && scan_operator(text, left, &token)) {
        token.kind = TOKEN_OPERATOR;
    } else if (left > 0) {
        int32_t codepoint;
        token.kind = TOKEN_OTHER;
        token.length = text_next(text, left, &codepoint);
    }
    *out = token;
    return STATUS_OK;
}
