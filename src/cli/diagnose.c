/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"
#include "print/layout.h"

/* The widest part of a line that is shown, and how much of it may stand before the caret. */
enum { WINDOW_COLUMNS = 72, WINDOW_BEFORE = 40, INDENT = 4 };

static const char gap[] = "...";

/* TEXT as it is shown: filtered, in memory of its own; NULL when out of memory. */
static char *filtered_copy(const char *text, size_t n)
{
    size_t size = 10 * n + 1;
    char *out = malloc(size);
    if (out)
        text_filter(out, size, text, n);
    return out;
}

static size_t count_characters(const char *text, size_t n)
{
    size_t count = 0;
    int32_t codepoint;
    for (size_t at = 0; at < n; count++)
        at += text_next(text + at, n - at, &codepoint);
    return count;
}

/* Line LINE (from 1) of FILE without its end, or NULL; its bytes into *N. */
static const char *find_line(const struct source_file *file, uint32_t line, size_t *n)
{
    const char *at = file->bytes, *end = at ? at + file->size : NULL;
    const char *stop;
    if (!at)
        return NULL;
    while (--line > 0) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at)
            return NULL;
        at++;
    }
    stop = memchr(at, '\n', (size_t)(end - at));
    *n = (size_t)((stop ? stop : end) - at);
    if (*n > 0 && at[*n - 1] == '\r')
        --*n;
    return at;
}

/* Bytes of TEXT to leave out so that what is left of it takes at most COLUMNS. */
static size_t skip_columns(const char *text, int columns)
{
    size_t n = strlen(text), used = 0;
    int width = text_width(text, n);
    while (width > columns && used < n) {
        int32_t codepoint;
        size_t step = text_next(text + used, n - used, &codepoint);
        width -= text_width(text + used, step);
        used += step;
    }
    return used;
}

static void print_caret(FILE *out, int before, int length)
{
    fprintf(out, "%*s^", INDENT + before, "");
    for (int i = 1; i < length; i++)
        fputc('~', out);
    fputc('\n', out);
}

/* The line in three parts: BEFORE the caret, MARKED by it, AFTER it. A long one is cut to a window
 * around the caret. */
static void print_parts(FILE *out, const char *before, const char *marked, const char *after)
{
    int gap_width = (int)sizeof gap - 1;
    size_t skipped = skip_columns(before, WINDOW_BEFORE);
    int before_width = text_width(before + skipped, strlen(before + skipped));
    int left = WINDOW_COLUMNS - before_width;
    int marked_width, after_width;
    size_t marked_n = text_fit(marked, strlen(marked), left, &marked_width);
    size_t after_n = text_fit(after, strlen(after), left - marked_width, &after_width);
    bool is_cut = marked[marked_n] || after[after_n];
    fprintf(out, "%*s%s%s%.*s%.*s%s\n", INDENT, "", skipped ? gap : "", before + skipped,
            (int)marked_n, marked, (int)(marked[marked_n] ? 0 : after_n), after, is_cut ? gap : "");
    print_caret(out, before_width + (skipped ? gap_width : 0), marked_width);
}

/* More of a line than this is not looked at around the caret: it would not be shown. */
enum { LOOK_BEFORE = 1024, LOOK_AFTER = 1024 };

/* The byte at which the character begins that byte AT of LINE is in. */
static size_t character_at(const char *line, size_t n, size_t at)
{
    while (at > 0 && at < n && ((unsigned char)line[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* AT is where a character begins. */
static void print_line(FILE *out, const char *line, size_t n, size_t at, size_t length)
{
    size_t from = character_at(line, n, at > LOOK_BEFORE ? at - LOOK_BEFORE : 0);
    char *before, *marked, *after;
    length = lesser_size(length, n - at);
    while (at + length < n && ((unsigned char)line[at + length] & 0xC0) == 0x80)
        length++;
    before = filtered_copy(line + from, at - from);
    marked = filtered_copy(line + at, lesser_size(length, LOOK_AFTER));
    after = filtered_copy(line + at + length, lesser_size(n - at - length, LOOK_AFTER));
    if (before && marked && after)
        print_parts(out, before, marked, after);
    free(before);
    free(marked);
    free(after);
}

static void print_message(FILE *out, const struct source *source, const char *file,
                          const struct message *message)
{
    const struct place *place = &message->place;
    const struct source_file *where = NULL;
    const char *line = NULL;
    size_t n = 0, at = place->column ? place->column - 1 : 0;
    if (source && place->line > 0 && place->file < source->n_files) {
        where = &source->files[place->file];
        line = find_line(where, place->line, &n);
        if (line)
            at = character_at(line, n, lesser_size(at, n));
    }
    if (where)
        file = where->name;
    layout_put(out, file, strlen(file));
    if (place->line > 0)
        fprintf(out, ":%lu:%zu", (unsigned long)place->line,
                (line ? count_characters(line, at) : at) + 1);
    fprintf(out, ": %s: ", message->severity == SEVERITY_ERROR ? _("error") : _("warning"));
    layout_put(out, message->text, strlen(message->text));
    fputc('\n', out);
    if (line)
        print_line(out, line, n, at, place->length);
}

void diagnose_line(FILE *out, const char *text, size_t offset, size_t length)
{
    size_t n = strlen(text);
    print_line(out, text, n, character_at(text, n, lesser_size(offset, n)), length);
}

void diagnose_messages(FILE *out, const struct source *source, const char *file,
                       const struct messages *list)
{
    size_t n_more = list->n_errors + list->n_warnings - list->n;
    for (size_t i = 0; i < list->n; i++)
        print_message(out, source, file, &list->items[i]);
    if (n_more > 0) {
        layout_put(out, file, strlen(file));
        fprintf(out, _(": and %zu more\n"), n_more);
    }
}

void diagnose_error(const char *file, const struct error *err)
{
    layout_put(stderr, file, strlen(file));
    fprintf(stderr, ": %s: ", _("error"));
    layout_put(stderr, err->text, strlen(err->text));
    fputc('\n', stderr);
}

void diagnose_vplain(const char *format, va_list arguments)
{
    char text[1024];
    vsnprintf(text, sizeof text, format, arguments);
    fputs("proforma: ", stderr);
    layout_put(stderr, text, strlen(text));
    fputc('\n', stderr);
}

void diagnose_plain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnose_vplain(format, arguments);
    va_end(arguments);
}

enum status diagnose_no_memory(void)
{
    struct error err;
    error_no_memory(&err);
    diagnose_plain("%s", err.text);
    return err.status;
}
