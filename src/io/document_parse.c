/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parsing a document. inih reads it from document_reader.c, line by line, and hands over keys and
 * values as pointers into the line; here they become entries with their places.
 */
#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

#include "document_parser.h"

/* A key in the present line, N bytes at OFFSET, with its value. */
static enum status take_key(struct parser *parser, size_t offset, size_t n, size_t value_offset,
                            size_t value_n)
{
    struct document *document = parser->document;
    struct document_section *section = &document->sections[document->n_sections - 1];
    char *key = text_nfc(document->bytes + offset, n);
    if (!key)
        return STATUS_NO_MEMORY;
    uint32_t known = names_find(&section->keys, key, strlen(key));
    if (known != NAMES_NONE) {
        struct place first =
            document_place(document, parser->file, section->entries[known].key_offset, 1);
        parser_fault(parser, offset, n, _("'%s' is in line %u already"), key, (unsigned)first.line);
        parser->state = PARSER_IN_FAULTY_KEY;
        free(key);
        return STATUS_OK;
    }
    struct document_entry *entry = parser_add_entry(parser, key);
    if (!entry) {
        free(key);
        return STATUS_NO_MEMORY;
    }
    entry->key_offset = offset;
    entry->key_length = n;
    parser->state = PARSER_IN_KEY;
    return parser_add_part(parser, entry, value_offset, value_n) ? STATUS_OK : STATUS_NO_MEMORY;
}

/* inih's handler: a key with its value, or one more line of the value before. */
static int handle_value(void *user, const char *section, const char *name, const char *value)
{
    struct parser *parser = user;
    struct document *document = parser->document;
    uintptr_t begin = (uintptr_t)parser->buffer, end = begin + parser->buffer_size;
    uintptr_t name_at = (uintptr_t)name, value_at = (uintptr_t)value;
    size_t line = document->lines[parser->line].offset;
    (void)section;
    /* Some builds of inih announce each section so. */
    if (!name)
        return 1;
    if (parser->status != STATUS_OK)
        return 0;
    if (value_at < begin || value_at >= end) {
        parser->is_confused = true;
        return 0;
    }
    size_t value_offset = line + (size_t)(value_at - begin);
    /* The name that a continuation line comes with is inih's own copy. */
    if (name_at >= begin && name_at < end) {
        parser->status = take_key(parser, line + (size_t)(name_at - begin), strlen(name),
                                  value_offset, strlen(value));
    } else if (parser->state == PARSER_IN_KEY) {
        struct document_section *last = &document->sections[document->n_sections - 1];
        if (!parser_add_part(parser, &last->entries[last->n_entries - 1], value_offset,
                             strlen(value)))
            parser->status = STATUS_NO_MEMORY;
    } else {
        parser->is_confused = true;
    }
    parser->n_handled++;
    return 1;
}

/* Feed the document to inih, which has to report exactly the lines that hold keys and values. */
static enum status parse_lines(struct parser *parser)
{
    int result = ini_parse_stream(parser_read_line, parser, handle_value, parser);
    if (result == -2 || parser->status == STATUS_NO_MEMORY)
        return STATUS_NO_MEMORY;
    if (parser->n_faults > 0)
        return STATUS_FAULTY;
    if (result != 0 || parser->is_confused || parser->n_handled != parser->n_passed) {
        size_t line = parser->line < parser->document->n_lines ? parser->line : 0;
        size_t offset = parser->document->n_lines == 0 ? parser->document->start
                                                       : parser->document->lines[line].offset;
        parser_fault(parser, offset, 1, _("inih could not read this line"));
        return STATUS_FAULTY;
    }
    return STATUS_OK;
}

/* Split the bytes into lines; false when out of memory. */
static bool split_lines(struct document *document)
{
    const char *bytes = document->bytes;
    size_t n = 0;
    for (size_t i = document->start; i < document->size; i++)
        n += bytes[i] == '\n';
    document->lines = malloc((n + 1) * sizeof(*document->lines));
    if (!document->lines)
        return false;

    for (size_t at = document->start; at < document->size;) {
        const char *newline = memchr(bytes + at, '\n', document->size - at);
        size_t end = newline ? (size_t)(newline - bytes) : document->size;
        size_t ending = newline ? 1 : 0;
        if (ending == 1 && end > at && bytes[end - 1] == '\r') {
            end--;
            ending = 2;
        }
        document->lines[document->n_lines++] = (struct document_line){at, end - at, ending};
        at = end + ending;
    }
    return true;
}

static enum status parse(const char *bytes, size_t size, uint32_t file, struct document **out,
                         struct messages *messages, bool keep_faulty)
{
    struct document *document = calloc(1, sizeof(*document));
    struct parser parser = {.document = document, .file = file, .messages = messages};
    if (!document)
        return STATUS_NO_MEMORY;
    document->bytes = malloc(size + 1);
    if (!document->bytes) {
        document_free(document);
        return STATUS_NO_MEMORY;
    }
    memcpy(document->bytes, bytes, size);
    document->bytes[size] = '\0';
    document->size = size;
    document->start = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    enum status status = STATUS_NO_MEMORY;
    if (split_lines(document))
        status = parser_check_bytes(&parser) ? parse_lines(&parser) : STATUS_FAULTY;
    if (status == STATUS_OK || (status == STATUS_FAULTY && keep_faulty))
        *out = document;
    else
        document_free(document);
    return status;
}

enum status document_parse(const char *bytes, size_t size, uint32_t file, struct document **out,
                           struct messages *messages)
{
    return parse(bytes, size, file, out, messages, false);
}

enum status document_parse_partly(const char *bytes, size_t size, uint32_t file,
                                  struct document **out, struct messages *messages)
{
    return parse(bytes, size, file, out, messages, true);
}
