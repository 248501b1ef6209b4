/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An INI document: its bytes as they are, a table of its lines, and the places in them of all keys
 * and values, as inih reads them. Editing splices new text into the bytes and changes nothing else.
 * A document knows sections and keys, but not what they mean; it neither reads nor writes files.
 */
#ifndef PROFORMA_IO_DOCUMENT_H
#define PROFORMA_IO_DOCUMENT_H

#include "core/text/names.h"
#include "core/text/status.h"

enum {
    DOCUMENT_MAX_SIZE = 1 << 20, /* bytes of a document */
    DOCUMENT_MAX_LINE = 198,     /* bytes of a line that is no comment, without its ending */
    DOCUMENT_MAX_NAME = 49       /* bytes of a section's name, and of a key */
};

/* Bytes `offset` to `offset + length` of the document; `ending` bytes of line ending follow. */
struct document_line {
    size_t offset, length, ending;
};

/* A piece of a value, within a line. Byte `at` of the entry's text stands at byte `offset` of the
 * document. */
struct document_part {
    size_t at, offset, length;
    uint32_t line; /* from 1 */
};

struct document_entry {
    char *key;  /* in NFC */
    char *text; /* the parts joined by blanks; "" if there is nothing behind the separator */
    struct document_part *parts; /* at least one; the first is in the key's line */
    size_t n_parts;
    size_t key_offset, key_length; /* the key as written */
};

struct document_section {
    char *name; /* in NFC */
    uint32_t line;
    size_t name_offset, name_length; /* the name as written */
    struct document_entry *entries;
    size_t n_entries;
    size_t capacity;
    struct names keys;
};

struct document {
    char *bytes; /* a copy; a NUL follows */
    size_t size;
    size_t start; /* 3 if a byte-order mark comes first, else 0 */
    struct document_line *lines;
    size_t n_lines;
    struct document_section *sections;
    size_t n_sections;
    size_t capacity;
    struct names names;
};

/* Parse SIZE bytes, which are copied. STATUS_FAULTY if there are faults; then there is no document,
 * and MESSAGES gets all faults, up to MESSAGES_MAX_ERRORS, with FILE in their places. */
enum status document_parse(const char *bytes, size_t size, uint32_t file, struct document **out,
                           struct messages *messages);
/* The same, but on STATUS_FAULTY *OUT is what could be read, so that its values can be checked. */
enum status document_parse_partly(const char *bytes, size_t size, uint32_t file,
                                  struct document **out, struct messages *messages);
void document_free(struct document *document);

/* The section NAME, or the entry KEY of SECTION; NULL if there is none. Names are in NFC. */
const struct document_section *document_find_section(const struct document *document,
                                                     const char *name);
const struct document_entry *document_find(const struct document *document, const char *section,
                                           const char *key);

/* The place of LENGTH bytes from byte OFFSET of the document, for messages. Columns don't count a
 * byte-order mark. */
struct place document_place(const struct document *document, uint32_t file, size_t offset,
                            size_t length);

/* A change: KEY of SECTION (both in NFC) becomes TEXT, or is removed if TEXT is NULL. */
struct document_edit {
    const char *section, *key, *text;
};

/*
 * Make the document's bytes with N edits, each of another key, as a malloc'ed *OUT of *SIZE bytes
 * (a NUL follows). A value that is replaced keeps its place, its comments, and the lines of it that
 * did not change. A new key is added behind its section's keys in their style, a new section at the
 * end. Text longer than a line goes on in indented lines. The result is parsed again and compared:
 * STATUS_FAULTY, with the reason, if an INI file can't hold a text.
 */
enum status document_edit(const struct document *document, const struct document_edit *edits,
                          size_t n, char **out, size_t *size, struct error *err);

#endif
