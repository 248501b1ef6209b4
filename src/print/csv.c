/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv.h"

#include <stdbool.h>
#include <string.h>

#include "core/text/number.h"
#include "print/layout.h"

/* A text that a spreadsheet would take for a formula gets an apostrophe before it. */
static bool needs_guard(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

void csv_put_text(FILE *out, const char *text)
{
    bool is_quoted;
    if (!text)
        return;
    is_quoted = needs_guard(text) || text[strcspn(text, "\",\r\n")] || *text == ' ';
    if (is_quoted)
        fputc('"', out);
    if (needs_guard(text))
        fputc('\'', out);
    while (*text) {
        size_t n = strcspn(text, "\"");
        layout_put(out, text, n);
        text += n;
        if (*text) {
            fputs("\"\"", out);
            text++;
        }
    }
    if (is_quoted)
        fputc('"', out);
}

void csv_put_number(FILE *out, double number)
{
    char text[NUMBER_TEXT_SIZE];
    number_format(text, number);
    fputs(text, out);
}
