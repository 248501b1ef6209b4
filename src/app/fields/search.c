/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/fields/search.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

size_t search_match(const char *text, const char *pattern)
{
    if (pattern[0] == '\0')
        return SIZE_MAX;
    for (size_t at = 0; text[at] != '\0'; at++) {
        size_t n = 0;
        while (pattern[n] != '\0' && lower(text[at + n]) == lower(pattern[n]))
            n++;
        if (pattern[n] == '\0')
            return at;
    }
    return SIZE_MAX;
}
