/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/json.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/number.h"
#include "core/text/text.h"

/* Whether the filter would change TEXT, which then is safe only with everything escaped. */
static bool is_hostile(const char *text, size_t n)
{
    bool is_changed = true;
    char *filtered = malloc(10 * n + 1);
    if (filtered) {
        text_filter(filtered, 10 * n + 1, text, n);
        is_changed = strcmp(filtered, text) != 0;
    }
    free(filtered);
    return is_changed;
}

/* JSON has no need to escape DEL, but terminals may obey it. */
static int put_bytes(const char *bytes, size_t n, void *out)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i] == '\x7f')
            fputs("\\u007F", out);
        else
            fputc(bytes[i], out);
    return ferror((FILE *)out) ? -1 : 0;
}

static void put_text(struct json *json, const char *text)
{
    size_t n = strlen(text);
    size_t flags = JSON_ENCODE_ANY | (is_hostile(text, n) ? JSON_ENSURE_ASCII : 0);
    json_t *string = json_stringn(text, n);
    if (!string || (json_dump_callback(string, put_bytes, json->out, flags) && !ferror(json->out)))
        json->failed = true;
    json_decref(string);
}

static void put_line(struct json *json, int depth)
{
    fprintf(json->out, "\n%*s", 2 * depth, "");
}

/* What stands before an element: comma, line, key. */
static void begin_element(struct json *json, const char *key)
{
    if (json->depth > 0) {
        int top = json->depth - 1;
        if (json->levels[top].is_begun)
            fputc(',', json->out);
        if (!json->levels[top].is_row)
            put_line(json, json->depth);
        else if (json->levels[top].is_begun)
            fputc(' ', json->out);
        json->levels[top].is_begun = true;
        assert(json->levels[top].is_array == !key);
    }
    if (key) {
        put_text(json, key);
        fputs(": ", json->out);
    }
}

static void open_level(struct json *json, const char *key, bool is_array, bool is_row)
{
    begin_element(json, key);
    assert(json->depth < JSON_MAX_DEPTH);
    json->levels[json->depth].is_array = is_array;
    json->levels[json->depth].is_row = is_row;
    json->levels[json->depth].is_begun = false;
    json->depth++;
    fputc(is_array ? '[' : '{', json->out);
}

void json_begin(struct json *json, FILE *out)
{
    *json = (struct json){.out = out};
}

bool json_end(struct json *json)
{
    assert(json->depth == 0);
    fputc('\n', json->out);
    return !json->failed;
}

void json_open_object(struct json *json, const char *key, bool is_row)
{
    open_level(json, key, false, is_row);
}

void json_open_array(struct json *json, const char *key, bool is_row)
{
    open_level(json, key, true, is_row);
}

void json_close(struct json *json)
{
    int top = --json->depth;
    if (json->levels[top].is_begun && !json->levels[top].is_row)
        put_line(json, top);
    fputc(json->levels[top].is_array ? ']' : '}', json->out);
}

void json_add_text(struct json *json, const char *key, const char *text)
{
    if (!text) {
        json_add_null(json, key);
        return;
    }
    begin_element(json, key);
    put_text(json, text);
}

void json_add_number(struct json *json, const char *key, double number)
{
    char text[NUMBER_TEXT_SIZE];
    if (!isfinite(number)) {
        json_add_null(json, key);
        return;
    }
    begin_element(json, key);
    number_format(text, number);
    fputs(text, json->out);
    if (number == 0 && signbit(number))
        fputs(".0", json->out); /* a whole -0 would be read as 0 */
}

void json_add_bool(struct json *json, const char *key, bool value)
{
    begin_element(json, key);
    fputs(value ? "true" : "false", json->out);
}

void json_add_null(struct json *json, const char *key)
{
    begin_element(json, key);
    fputs("null", json->out);
}

void json_add_numbers(struct json *json, const char *key, const double *numbers, size_t n)
{
    json_open_array(json, key, true);
    for (size_t i = 0; i < n; i++)
        json_add_number(json, NULL, numbers[i]);
    json_close(json);
}
