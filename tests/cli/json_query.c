/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints what stands at a path ("stages.2.lines.0.value") of the JSON on standard input: a number
 * with all its digits, a text as it is, "null", "true", "false", or the number of elements.
 * Without a path it only reads. Status 1 where it is no JSON, or the path leads nowhere.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const json_t *step(const json_t *at, const char *name)
{
    if (json_is_array(at))
        return json_array_get(at, strtoul(name, NULL, 10));
    return json_object_get(at, name);
}

static void print(const json_t *value)
{
    if (json_is_number(value))
        printf("%.17g\n", json_number_value(value));
    else if (json_is_string(value))
        puts(json_string_value(value));
    else if (json_is_boolean(value))
        puts(json_is_true(value) ? "true" : "false");
    else if (json_is_null(value))
        puts("null");
    else
        printf("%zu\n", json_is_array(value) ? json_array_size(value) : json_object_size(value));
}

int main(int argc, char **argv)
{
    json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, NULL);
    const json_t *at = root;
    char *path = argc > 1 ? argv[1] : NULL;

    while (at && path && *path) {
        char *dot = path + strcspn(path, ".");
        char *next = *dot ? dot + 1 : dot;

        *dot = '\0';
        at = step(at, path);
        path = next;
    }
    if (at && argc > 1)
        print(at);
    json_decref(root);
    return at ? 0 : 1;
}
