/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/fields/words.h"

#include <stdio.h>
#include <string.h>

void words_take(const char **text, char *word, size_t size)
{
    size_t n = strcspn(*text, " ");
    snprintf(word, size, "%.*s", (int)(n < size ? n : size - 1), *text);
    *text += n;
    *text += strspn(*text, " ");
}

char *words_cut_before(char *text, const char *word)
{
    size_t n = strlen(word);
    char *found = NULL;
    for (char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if ((at == text || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            found = at;
    if (!found)
        return NULL;
    *found = '\0';
    return found + n;
}
