/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a formula. Private to the core. */
#ifndef PROFORMA_CORE_LANGUAGE_TOKEN_H
#define PROFORMA_CORE_LANGUAGE_TOKEN_H

#include "core/text/calendar.h"

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_NAME, TOKEN_OPERATOR, TOKEN_OTHER };

struct token {
    enum token_kind kind;
    size_t at, length;
    char op[3]; /* of an operator, spelt plainly */
    double number;
};

/* The token at byte AT of TEXT (SIZE bytes) or behind the blanks there; TOKEN_END where there is
 * none. A word of a month in CALENDAR, which may be NULL, is a number. STATUS_FAULTY, with the
 * offset in TEXT, for a number that is none. */
enum status token_scan(const struct calendar *calendar, const char *text, size_t size, size_t at,
                       struct token *out, struct error *err);

#endif
