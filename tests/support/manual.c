/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manual.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANUAL_MAX_SIZE = 1 << 18 };

static void replace_all(char *text, const char *from, const char *to)
{
    size_t n_from = strlen(from), n_to = strlen(to);
    for (char *at = text; (at = strstr(at, from)); at += n_to) {
        memcpy(at, to, n_to);
        memmove(at + n_to, at + n_from, strlen(at + n_from) + 1);
    }
}

struct manual manual_read(const char *file)
{
    const char *source = getenv("top_srcdir");
    char path[4096];
    snprintf(path, sizeof path, "%s/man/%s", source ? source : ".", file);
    struct manual manual = {file, calloc(1, MANUAL_MAX_SIZE)};
    FILE *stream = fopen(path, "rb");
    if (!stream || !manual.text) {
        perror(path);
        exit(1);
    }
    size_t n = fread(manual.text, 1, MANUAL_MAX_SIZE - 1, stream);
    manual.text[n] = '\0';
    fclose(stream);
    replace_all(manual.text, "\\&", "");
    replace_all(manual.text, "\\-", "-");
    return manual;
}

static bool is_edge(char c)
{
    return c == '\0' || isspace((unsigned char)c);
}

static bool has_word(const char *start, const char *end, const char *word, size_t n)
{
    for (const char *at = start; at + n <= end; at++)
        if (memcmp(at, word, n) == 0 && (at == start || is_edge(at[-1])) && is_edge(at[n]))
            return true;
    return false;
}

unsigned manual_lacks(const struct manual *manual, const char *from, const char *to,
                      const char *what, const char *word, size_t n)
{
    const char *start = strstr(manual->text, from);
    if (start) {
        const char *end = strstr(start + strlen(from), to);
        if (has_word(start, end ? end : start + strlen(start), word, n))
            return 0;
    }
    fprintf(stderr, "%s lacks the %s '%.*s'\n", manual->file, what, (int)n, word);
    return 1;
}
