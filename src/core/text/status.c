/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors and lists of messages: filling, counting, sorting. */
#include "core/text/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/text.h"

int status_exit_code(enum status status)
{
    switch (status) {
#define X(name, code, text)                                                                        \
    case STATUS_##name:                                                                            \
        return code;
        STATUS_LIST(X)
#undef X
    }
    return 4;
}

/* Format into OUT and drop a character that the end of OUT has cut in two. */
static void format_text(char out[ERROR_TEXT_SIZE], const char *format, va_list arguments)
    PRINTF_LIKE(2, 0);

static void format_text(char out[ERROR_TEXT_SIZE], const char *format, va_list arguments)
{
    int wanted = vsnprintf(out, ERROR_TEXT_SIZE, format, arguments);
    if (wanted < 0) {
        out[0] = '\0';
        return;
    }
    if (wanted >= ERROR_TEXT_SIZE)
        text_drop_torn(out);
}

static void set_error(struct error *err, enum status status, size_t offset, size_t length,
                      const char *format, va_list arguments) PRINTF_LIKE(5, 0);

static void set_error(struct error *err, enum status status, size_t offset, size_t length,
                      const char *format, va_list arguments)
{
    /* By way of a buffer of its own: an argument may well be the text of ERR itself. */
    char text[ERROR_TEXT_SIZE];
    format_text(text, format, arguments);
    err->status = status;
    err->offset = offset;
    err->length = length;
    memcpy(err->text, text, sizeof text);
}

enum status error_set(struct error *err, enum status status, const char *format, ...)
{
    if (err) {
        va_list arguments;
        va_start(arguments, format);
        set_error(err, status, 0, 0, format, arguments);
        va_end(arguments);
    }
    return status;
}

enum status error_set_at(struct error *err, enum status status, size_t offset, size_t length,
                         const char *format, ...)
{
    if (err) {
        va_list arguments;
        va_start(arguments, format);
        set_error(err, status, offset, length > 0 ? length : 1, format, arguments);
        va_end(arguments);
    }
    return status;
}

enum status error_no_memory(struct error *err)
{
    return error_set(err, STATUS_NO_MEMORY, "%s", _("out of memory"));
}

void messages_fini(struct messages *list)
{
    free(list->items);
    *list = (struct messages){0};
}

void messages_clear(struct messages *list)
{
    list->n = 0;
    list->n_errors = 0;
    list->n_warnings = 0;
}

void messages_vadd(struct messages *list, enum severity severity, struct place place,
                   const char *format, va_list arguments)
{
    size_t order = list->n_errors + list->n_warnings;
    bool is_error = severity == SEVERITY_ERROR;
    size_t *count = is_error ? &list->n_errors : &list->n_warnings;
    size_t most = is_error ? MESSAGES_MAX_ERRORS : MESSAGES_MAX_WARNINGS;
    /* The counts alone say whether a scenario is faulty, so a message that finds no memory still
     * counts. */
    if ((*count)++ >= most || !grow(&list->items, list->n, &list->capacity, sizeof *list->items))
        return;
    struct message *message = &list->items[list->n++];
    message->severity = severity;
    message->place = place;
    message->order = (uint32_t)order;
    format_text(message->text, format, arguments);
}

void messages_add(struct messages *list, enum severity severity, struct place place,
                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    messages_vadd(list, severity, place, format, arguments);
    va_end(arguments);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_messages(const void *left, const void *right)
{
    const struct message *a = left;
    const struct message *b = right;
    int order = compare_numbers(a->place.file, b->place.file);
    if (order == 0)
        order = compare_numbers(a->place.line, b->place.line);
    if (order == 0)
        order = compare_numbers(a->place.column, b->place.column);
    return order != 0 ? order : compare_numbers(a->order, b->order);
}

void messages_sort(struct messages *list)
{
    if (list->n > 1)
        qsort(list->items, list->n, sizeof *list->items, compare_messages);
}
