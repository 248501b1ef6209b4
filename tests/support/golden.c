/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t n = 0, capacity = 1 << 16;
    char *text = malloc(capacity);
    while (text) {
        n += fread(text + n, 1, capacity - n - 1, file);
        if (n + 1 < capacity)
            break;
        char *grown = realloc(text, capacity *= 2);
        if (!grown)
            free(text);
        text = grown;
    }
    if (text)
        text[n] = '\0';
    fclose(file);
    return text;
}

static bool write_whole(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        perror(path);
        return false;
    }
    bool written = fputs(text, file) >= 0;
    return fclose(file) == 0 && written;
}

static void say_difference(const char *name, const char *expected, const char *actual)
{
    size_t line = 1, start = 0, at = 0;
    for (; expected[at] && expected[at] == actual[at]; at++)
        if (expected[at] == '\n') {
            line++;
            start = at + 1;
        }
    fprintf(stderr, "%s.txt:%zu differs\n  expected: %.*s\n  actual:   %.*s\n", name, line,
            (int)strcspn(expected + start, "\n"), expected + start,
            (int)strcspn(actual + start, "\n"), actual + start);
}

bool golden_matches(const char *name, const char *text)
{
    const char *source = getenv("top_srcdir");
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/golden/%s.txt", source ? source : ".", name);
    const char *update = getenv("GOLDEN_UPDATE");
    if (update && strcmp(update, "1") == 0)
        return write_whole(path, text);

    char *expected = read_whole(path);
    if (!expected) {
        fprintf(stderr, "%s: cannot be read; GOLDEN_UPDATE=1 makes it\n", path);
        return false;
    }
    bool matches = strcmp(expected, text) == 0;
    if (!matches) {
        say_difference(name, expected, text);
        snprintf(path, sizeof path, "golden-%s.actual", name);
        write_whole(path, text);
    }
    free(expected);
    return matches;
}
