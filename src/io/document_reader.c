/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines that inih gets to see. inih drops, cuts and misreads without a word what it can't
 * handle: long lines, names over 49 bytes, a section without ']', a NUL. So each line is judged
 * here first, and only what inih is sure to read as it stands is passed on.
 */
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

#include "document_parser.h"

bool parser_check_bytes(struct parser *parser)
{
    const struct document *document = parser->document;
    const char *bytes = document->bytes;
    const char *nul = memchr(bytes, '\0', document->size);
    const char *cr = memchr(bytes, '\r', document->size);
    if (document->size > DOCUMENT_MAX_SIZE) {
        parser_fault(parser, document->start, 1, _("larger than 1 MiB"));
        return false;
    }
    if (document->size >= 2 &&
        (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        parser_fault(parser, document->start, 1, _("UTF-16 text; convert it to UTF-8"));
        return false;
    }
    if (nul) {
        parser_fault(parser, (size_t)(nul - bytes), 1, _("a NUL byte; this is no text"));
        return false;
    }
    if (cr && !memchr(bytes, '\n', document->size)) {
        parser_fault(parser, (size_t)(cr - bytes), 1,
                     _("lines that end in CR alone; end them in LF or CR LF"));
        return false;
    }
    return true;
}

/* inih's idea of a blank. */
static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A line without its blanks at both ends and without its comment: bytes begin to end. */
struct bare_line {
    size_t begin, end;
    bool is_indented;
    bool is_comment; /* or blank */
};

static struct bare_line strip_line(const char *bytes, struct document_line line)
{
    struct bare_line bare = {line.offset, line.offset + line.length, false, true};
    while (bare.begin < bare.end && is_blank(bytes[bare.begin]))
        bare.begin++;
    bare.is_indented = bare.begin > line.offset;
    if (bare.begin == bare.end || bytes[bare.begin] == ';' || bytes[bare.begin] == '#')
        return bare;
    bare.is_comment = false;
    for (size_t i = bare.begin + 1; i < bare.end; i++) {
        if (bytes[i] == ';' && is_blank(bytes[i - 1]))
            bare.end = i;
    }
    while (is_blank(bytes[bare.end - 1]))
        bare.end--;
    return bare;
}

/* Faults that any line can have, comments too but for the length. */
static bool check_line(struct parser *parser, struct document_line line, bool is_comment)
{
    const char *text = parser->document->bytes + line.offset;
    size_t invalid = text_invalid_at(text, line.length);
    const char *cr = memchr(text, '\r', line.length);
    if (invalid < line.length) {
        parser_fault(parser, line.offset + invalid, 1, _("invalid UTF-8"));
        return false;
    }
    if (cr) {
        parser_fault(parser, line.offset + (size_t)(cr - text), 1,
                     _("a CR that is not part of a line's end"));
        return false;
    }
    size_t most = DOCUMENT_MAX_LINE;
    if (parser->buffer_size < most + 2)
        most = parser->buffer_size < 2 ? 0 : parser->buffer_size - 2;
    if (!is_comment && line.length > most) {
        parser_fault(parser, line.offset + most, 1,
                     _("a line of %zu bytes, over %zu; go on in an indented line"), line.length,
                     most);
        return false;
    }
    return true;
}

/* Begin the section whose name, in brackets, is the whole of LINE; false after a fault. */
static bool read_section(struct parser *parser, struct bare_line line)
{
    struct document *document = parser->document;
    const char *bytes = document->bytes;
    const char *close = memchr(bytes + line.begin, ']', line.end - line.begin);
    size_t begin = line.begin + 1, end;
    parser->state = PARSER_IN_FAULTY_SECTION;
    if (!close) {
        parser_fault(parser, line.begin, line.end - line.begin, _("no ']' behind the section"));
        return false;
    }
    end = (size_t)(close - bytes);
    if (end + 1 < line.end) {
        parser_fault(parser, end + 1, line.end - end - 1, _("text behind the section's ']'"));
        return false;
    }
    /* As inih counts, the blanks in the brackets included. */
    size_t length = end - begin;
    while (begin < end && is_blank(bytes[begin]))
        begin++;
    while (begin < end && is_blank(bytes[end - 1]))
        end--;
    if (begin == end) {
        parser_fault(parser, line.begin, line.end - line.begin, _("a section without a name"));
        return false;
    }
    if (length > DOCUMENT_MAX_NAME) {
        parser_fault(parser, begin, end - begin, _("a section's name of %zu bytes, over %d"),
                     length, DOCUMENT_MAX_NAME);
        return false;
    }
    char *name = text_nfc(bytes + begin, end - begin);
    const struct document_section *known = name ? document_find_section(document, name) : NULL;
    if (known) {
        parser_fault(parser, begin, end - begin, _("section '%s' is in line %u already"), name,
                     (unsigned)known->line);
        free(name);
        return false;
    }
    struct document_section *section = name ? parser_add_section(parser, name) : NULL;
    if (!section) {
        free(name);
        parser->status = STATUS_NO_MEMORY;
        return false;
    }
    section->line = (uint32_t)parser->line + 1;
    section->name_offset = begin;
    section->name_length = end - begin;
    parser->state = PARSER_IN_SECTION;
    return true;
}

/* Whether LINE, which begins a key, can be passed on; a fault is reported. */
static bool read_key(struct parser *parser, struct bare_line line)
{
    const char *bytes = parser->document->bytes;
    size_t separator = line.begin;
    bool was_before = parser->state == PARSER_BEFORE_SECTION;
    bool is_dropped = was_before || parser->state == PARSER_IN_FAULTY_SECTION;
    while (separator < line.end && bytes[separator] != '=' && bytes[separator] != ':')
        separator++;
    size_t end = separator;
    while (end > line.begin && is_blank(bytes[end - 1]))
        end--;

    /* Before any fault, so that the lines which continue this one are dropped as well. */
    if (!is_dropped)
        parser->state = PARSER_IN_FAULTY_KEY;
    if (separator == line.end) {
        parser_fault(parser, line.begin, line.end - line.begin, _("no '=' in the line"));
        return false;
    }
    if (end == line.begin) {
        parser_fault(parser, line.begin, 1, _("no key before '%c'"), bytes[separator]);
        return false;
    }
    if (end - line.begin > DOCUMENT_MAX_NAME) {
        parser_fault(parser, line.begin, end - line.begin, _("a key of %zu bytes, over %d"),
                     end - line.begin, DOCUMENT_MAX_NAME);
        return false;
    }
    if (was_before) {
        parser_fault(parser, line.begin, end - line.begin, _("a key before the first section"));
        parser->state = PARSER_IN_FAULTY_SECTION;
    }
    return !is_dropped;
}

/* Keys and attributes whose values are texts for people, in which anything may stand. */
static bool is_text_key(const char *key)
{
    static const char *const keys[] = {"title", "note", "extends"};
    static const char *const attributes[] = {"label", "note", "source"};
    const char *dot = strrchr(key, '.');
    return dot ? text_is_among(dot + 1, attributes, sizeof(attributes) / sizeof(attributes[0]))
               : text_is_among(key, keys, sizeof(keys) / sizeof(keys[0]));
}

/* Whether N bytes of TEXT look like a line that was meant to stand alone: a section, or a key. */
static bool looks_unindented(const char *text, size_t n)
{
    if (text[0] == '[' && text[n - 1] == ']')
        return true;
    for (size_t i = 0; i < n; i++) {
        bool is_comparison =
            (i > 0 && memchr("<>=!", text[i - 1], 4)) || (i + 1 < n && text[i + 1] == '=');
        if (text[i] == ':' || (text[i] == '=' && !is_comparison))
            return true;
    }
    return false;
}

/* Whether the indented LINE can be passed on as one more part of the value above it. */
static bool read_continuation(struct parser *parser, struct bare_line line)
{
    const struct document *document = parser->document;
    if (parser->state != PARSER_IN_KEY)
        return false;
    const struct document_section *section = &document->sections[document->n_sections - 1];
    const char *key = section->entries[section->n_entries - 1].key;
    if (!is_text_key(key) &&
        looks_unindented(document->bytes + line.begin, line.end - line.begin)) {
        parser_fault(parser, line.begin, line.end - line.begin,
                     _("an indented line continues '%s'; unindent it"), key);
        return false;
    }
    return true;
}

/* Whether LINE goes to inih. */
static bool judge_line(struct parser *parser, struct document_line line, struct bare_line *bare)
{
    const char *bytes = parser->document->bytes;
    *bare = strip_line(bytes, line);
    bool is_continuation = bare->is_indented && (parser->state == PARSER_IN_KEY ||
                                                 parser->state == PARSER_IN_FAULTY_KEY ||
                                                 parser->state == PARSER_IN_FAULTY_SECTION);
    if (!check_line(parser, line, bare->is_comment)) {
        if (bare->is_comment || is_continuation)
            return false;
        if (bytes[bare->begin] == '[' || parser->state == PARSER_BEFORE_SECTION)
            parser->state = PARSER_IN_FAULTY_SECTION;
        else if (parser->state != PARSER_IN_FAULTY_SECTION)
            parser->state = PARSER_IN_FAULTY_KEY;
        return false;
    }
    if (bare->is_comment)
        return false;
    bool is_passed = is_continuation             ? read_continuation(parser, *bare)
                     : bytes[bare->begin] == '[' ? read_section(parser, *bare)
                                                 : read_key(parser, *bare);
    if (is_passed && (is_continuation || bytes[bare->begin] != '['))
        parser->n_passed++;
    return is_passed;
}

char *parser_read_line(char *buffer, int size, void *stream)
{
    struct parser *parser = stream;
    const struct document *document = parser->document;
    if (size < 2)
        return NULL;
    parser->buffer = buffer;
    parser->buffer_size = (size_t)size;
    /* inih skips a byte-order mark in the first line it gets, wherever that came from. */
    if (!parser->has_begun) {
        parser->has_begun = true;
        memcpy(buffer, "\n", 2);
        return buffer;
    }
    while (parser->next_line < document->n_lines && parser->status == STATUS_OK) {
        struct document_line line = document->lines[parser->next_line];
        struct bare_line bare;
        parser->line = parser->next_line++;
        if (!judge_line(parser, line, &bare))
            continue;
        size_t length = bare.end - line.offset;
        memcpy(buffer, document->bytes + line.offset, length);
        memcpy(buffer + length, "\n", 2);
        return buffer;
    }
    return NULL;
}
