/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An INI document: its bytes as they are, a table of its lines, and where in them each key and
 * value stands, as inih reads them. Editing splices new text into the bytes and changes nothing
 * else. It knows sections and keys, not what they mean, and it reads and writes no files.
 */
#ifndef PROFORMA_IO_DOCUMENT_H
#define PROFORMA_IO_DOCUMENT_H

#include "core/names.h"
#include "core/status.h"

enum {
    DOCUMENT_MAX_SIZE = 1 << 20, /* bytes of a document */
    DOCUMENT_MAX_LINE = 198,     /* bytes of a line that is no comment, without its ending */
    DOCUMENT_MAX_NAME = 49       /* bytes of a section's name, and of a key */
};

/* Bytes `offset` to `offset + length` of the document; `ending` bytes of line ending follow. */
struct document_line {
    size_t offset, length, ending;
};

/* A piece of a value, in one line. Byte `at` of the entry's text stands at byte `offset`. */
struct document_part {
    size_t at, offset, length;
    uint32_t line; /* from 1 */
};

struct document_entry {
    char *key;  /* in NFC */
    char *text; /* the parts joined by a blank; "" where there is nothing behind the separator */
    struct document_part *parts; /* at least one, which is in the key's line */
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
    size_t start; /* 3 where a byte-order mark comes first, else 0 */
    struct document_line *lines;
    size_t n_lines;
    struct document_section *sections;
    size_t n_sections;
    size_t capacity;
    struct names names;
};

/* Parse SIZE bytes, which are copied. Every fault, up to MESSAGES_MAX_ERRORS, goes into MESSAGES
 * with FILE in its place; then STATUS_FAULTY, and there is no document. */
enum status document_parse(const char *bytes, size_t size, uint32_t file, struct document **out,
                           struct messages *messages);
/* The same, but on STATUS_FAULTY *OUT is what could be read, so that its values can be checked. */
enum status document_parse_partly(const char *bytes, size_t size, uint32_t file,
                                  struct document **out, struct messages *messages);
void document_free(struct document *document);

/* NULL where there is none. Names are in NFC. */
const struct document_section *document_find_section(const struct document *document,
                                                     const char *name);
const struct document_entry *document_find(const struct document *document, const char *section,
                                           const char *key);

/* Where byte OFFSET of the document stands, for messages; columns don't count a byte-order mark. */
struct place document_place(const struct document *document, uint32_t file, size_t offset,
                            size_t length);

/* One change: KEY of SECTION (both in NFC) becomes TEXT, or is removed where TEXT is NULL. */
struct document_edit {
    const char *section, *key, *text;
};

/*
 * The document's bytes with N edits, each about another key, as a malloc'ed *OUT of *SIZE bytes (a
 * NUL follows). A value that is replaced keeps its place, its comments, and the lines of it that
 * did not change; a new key is added behind its section's keys in their style, a new section at the
 * end; text longer than a line goes on in indented lines. The result is parsed again and compared:
 * STATUS_FAULTY, with the reason, where an INI file can't hold a text.
 */
enum status document_edit(const struct document *document, const struct document_edit *edits,
                          size_t n, char **out, size_t *size, struct error *err);

#endif
