/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON written piece by piece, so that a large result needs no tree in memory. Numbers are written
 * as the shortest text that reads back as the same double, infinite and NaN ones as null. A text
 * that could do something to a terminal is written with all but ASCII escaped.
 */
#ifndef PROFORMA_PRINT_JSON_H
#define PROFORMA_PRINT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { JSON_MAX_DEPTH = 8 };

struct json {
    FILE *out;
    int depth;
    struct {
        bool is_array, is_row, is_begun;
    } levels[JSON_MAX_DEPTH]; /* what is open: row, all on one line; begun, has an element */
    bool failed;              /* out of memory */
};

/* Begin a document on OUT, which is borrowed until json_end. */
void json_begin(struct json *json, FILE *out);
/* End the document with a line end; false when memory ran out. */
bool json_end(struct json *json);

/* Open and close an object or array, as the element KEY of an object, or with KEY NULL as an
 * element of an array or the whole document. is_row: its elements stand on one line. */
void json_open_object(struct json *json, const char *key, bool is_row);
void json_open_array(struct json *json, const char *key, bool is_row);
void json_close(struct json *json);

/* Elements; KEY as above. TEXT is UTF-8, NULL is null; what is no finite number is null. */
void json_add_text(struct json *json, const char *key, const char *text);
void json_add_number(struct json *json, const char *key, double number);
void json_add_bool(struct json *json, const char *key, bool value);
void json_add_null(struct json *json, const char *key);
void json_add_numbers(struct json *json, const char *key, const double *numbers, size_t n);

#endif
