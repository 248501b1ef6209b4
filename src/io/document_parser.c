/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document_parser.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/grow.h"

void parser_fault(struct parser *parser, size_t offset, size_t length, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    messages_vadd(parser->messages, SEVERITY_ERROR,
                  document_place(parser->document, parser->file, offset, length), format,
                  arguments);
    va_end(arguments);
    parser->n_faults++;
}

/* Make room for one more part, and for N bytes behind the text and a NUL. */
static bool make_room(struct parser *parser, struct document_entry *entry, size_t n)
{
    return grow(&entry->parts, entry->n_parts, &parser->parts_capacity, sizeof(*entry->parts)) &&
           grow_by(&entry->text, parser->text_size, n + 2, &parser->text_capacity, 1);
}

bool parser_add_part(struct parser *parser, struct document_entry *entry, size_t offset, size_t n)
{
    assert(parser->line < parser->document->n_lines);
    if (!make_room(parser, entry, n))
        return false;
    if (n > 0 && parser->text_size > 0)
        entry->text[parser->text_size++] = ' ';
    entry->parts[entry->n_parts++] = (struct document_part){
        .at = parser->text_size, .offset = offset, .length = n, .line = (uint32_t)parser->line + 1};
    memcpy(entry->text + parser->text_size, parser->document->bytes + offset, n);
    parser->text_size += n;
    entry->text[parser->text_size] = '\0';
    return true;
}

struct document_section *parser_add_section(struct parser *parser, char *name)
{
    struct document *document = parser->document;
    if (!grow(&document->sections, document->n_sections, &document->capacity,
              sizeof(*document->sections)))
        return NULL;
    if (names_put(&document->names, name, strlen(name), (uint32_t)document->n_sections) !=
        STATUS_OK)
        return NULL;
    struct document_section *section = &document->sections[document->n_sections++];
    *section = (struct document_section){.name = name};
    return section;
}

struct document_entry *parser_add_entry(struct parser *parser, char *key)
{
    struct document *document = parser->document;
    assert(document->n_sections > 0);
    struct document_section *section = &document->sections[document->n_sections - 1];
    if (!grow(&section->entries, section->n_entries, &section->capacity, sizeof(*section->entries)))
        return NULL;
    if (names_put(&section->keys, key, strlen(key), (uint32_t)section->n_entries) != STATUS_OK)
        return NULL;
    struct document_entry *entry = &section->entries[section->n_entries++];
    *entry = (struct document_entry){.key = key};
    parser->text_size = parser->text_capacity = parser->parts_capacity = 0;
    return entry;
}
