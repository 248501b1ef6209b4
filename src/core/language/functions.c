/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/language/expr.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

/* The functions among the operations; of others the name is NULL. */
static const struct expr_function functions[N_OPERATIONS] = {
#define FUNCTION(name, usage, summary, least, most) name, usage, summary, least, most
#define OPERATOR NULL, NULL, NULL, 0, 0
#define X(name, function, ...) [OP_##name] = {OP_##name, function},
    OPERATION_LIST(X)
#undef X
};

const struct expr_function *expr_function_at(size_t i)
{
    for (size_t op = 0; op < N_OPERATIONS; op++)
        if (functions[op].summary && i-- == 0)
            return &functions[op];
    return NULL;
}

const struct expr_function *expr_find_function(const char *word, size_t n)
{
    for (size_t op = 0; op < N_OPERATIONS; op++)
        if (functions[op].name && text_equals(word, n, functions[op].name))
            return &functions[op];
    return NULL;
}

bool expr_is_reserved(const char *word, size_t n)
{
    static const char *const words[] = {"and", "or", "not", "to"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equals(word, n, words[i]))
            return true;
    return false;
}
