/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a fallible function returns, and how it says what failed.
 *
 * A fallible function returns enum status and takes struct error * last; on failure it leaves its
 * other outputs alone. Nothing here prints: whoever talks to the user does.
 */
#ifndef PROFORMA_CORE_TEXT_STATUS_H
#define PROFORMA_CORE_TEXT_STATUS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Name, exit status of the program, text. */
#define STATUS_LIST(X)                                                                             \
    X(OK, 0, "done")                                                                               \
    X(MISSED, 1, "a target or a claim is missed")                                                  \
    X(USAGE, 2, "wrong usage")                                                                     \
    X(FAULTY, 3, "the scenario is faulty")                                                         \
    X(IO, 4, "a file could not be read or written")                                                \
    X(NO_MEMORY, 4, "out of memory")                                                               \
    X(NOT_FOUND, 2, "not found")                                                                   \
    X(CHANGED, 4, "the file has changed since it was read")                                        \
    X(IN_PLACE, 4, "the file can be written in place only")                                        \
    X(UNCONFIRMED, 4, "written, but not confirmed on the disk")

enum status {
#define X(name, code, text) STATUS_##name,
    STATUS_LIST(X)
#undef X
};

/* The exit status of the program for STATUS: 0 to 4. */
int status_exit_code(enum status status);

#if defined(__GNUC__)
#define PRINTF_LIKE(format_index, first) __attribute__((format(printf, format_index, first)))
#else
#define PRINTF_LIKE(format_index, first)
#endif

enum { ERROR_TEXT_SIZE = 1024 };

/* Why a call failed: `text` is one sentence without a full stop, what failed first; `offset` is the
 * byte in the text given to the call at which it failed (0 where that means nothing). */
struct error {
    enum status status;
    size_t offset;
    size_t length; /* bytes of the faulty part, at least 1 where an offset is meant */
    char text[ERROR_TEXT_SIZE];
};

/* Fill ERR (which may be NULL) and return STATUS, so that `return error_set(...)` reads well. A
 * text too long for ERR is cut at a whole character; the text of ERR itself may be an argument. */
enum status error_set(struct error *err, enum status status, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The same for a fault at LENGTH bytes from OFFSET of the text that was given. */
enum status error_set_at(struct error *err, enum status status, size_t offset, size_t length,
                         const char *format, ...) PRINTF_LIKE(5, 6);

/* STATUS_NO_MEMORY, for `return error_no_memory(err);` after an allocation that failed. */
enum status error_no_memory(struct error *err);

/* A position in one of a scenario's files. line 0: no position. */
struct place {
    uint32_t file;   /* index into struct source's files */
    uint32_t line;   /* from 1 */
    uint32_t column; /* byte in the line, from 1 */
    uint32_t length; /* bytes that the caret underlines, 0 as 1 */
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct message {
    enum severity severity;
    struct place place;
    uint32_t order; /* in which it was added */
    char text[ERROR_TEXT_SIZE];
};

enum { MESSAGES_MAX_ERRORS = 20, MESSAGES_MAX_WARNINGS = 200 };

/* A growing list of messages. Zero-initialise; messages_fini frees. Errors beyond
 * MESSAGES_MAX_ERRORS and warnings beyond MESSAGES_MAX_WARNINGS, and those that find no memory, are
 * counted and dropped. */
struct messages {
    struct message *items;
    size_t n, capacity;
    size_t n_errors, n_warnings; /* all that were added, the dropped ones included */
};

void messages_fini(struct messages *list);
/* Forget all messages but keep the memory, so that refilling allocates nothing. */
void messages_clear(struct messages *list);
void messages_add(struct messages *list, enum severity severity, struct place place,
                  const char *format, ...) PRINTF_LIKE(4, 5);
void messages_vadd(struct messages *list, enum severity severity, struct place place,
                   const char *format, va_list arguments) PRINTF_LIKE(4, 0);
/* Sort by file, line, column, then the order of adding. */
void messages_sort(struct messages *list);

#endif
