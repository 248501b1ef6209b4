/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parser under way: what is read into the document. The lines that inih gets come from
 * document_reader.c, its keys and values go to document_parse.c. Not for other modules. */
#ifndef PROFORMA_IO_DOCUMENT_PARSER_H
#define PROFORMA_IO_DOCUMENT_PARSER_H

#include "io/document.h"

enum parser_state {
    PARSER_BEFORE_SECTION,
    PARSER_IN_FAULTY_SECTION, /* its keys are checked and dropped */
    PARSER_IN_SECTION,        /* no key yet: an indented one is a key all the same */
    PARSER_IN_KEY,
    PARSER_IN_FAULTY_KEY /* the lines that continue it are dropped */
};

struct parser {
    struct document *document;
    uint32_t file;
    struct messages *messages;
    size_t n_faults;
    enum status status; /* STATUS_NO_MEMORY once memory ran out */
    enum parser_state state;
    bool has_begun;     /* inih has had the blank line that comes first */
    bool is_confused;   /* inih handed over something that is not in its line */
    size_t line;        /* the line that inih has now, from 0 */
    size_t next_line;   /* the line to look at next */
    size_t n_passed;    /* how many lines with keys or values were passed to inih */
    size_t n_handled;   /* how many of them inih has handed over */
    const char *buffer; /* inih's, which holds the line that it has now */
    size_t buffer_size;
    size_t text_size;                     /* of the text of the last entry */
    size_t text_capacity, parts_capacity; /* of the last entry */
};

/* Report a fault at LENGTH bytes from OFFSET of the document. */
void parser_fault(struct parser *parser, size_t offset, size_t length, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* Add the section NAME, which is taken; NULL when out of memory, and NAME stays the caller's. */
struct document_section *parser_add_section(struct parser *parser, char *name);
/* Add an entry under KEY to the section that is being read; KEY as NAME above. */
struct document_entry *parser_add_entry(struct parser *parser, char *key);
/* Add one more part to the value of ENTRY, the last one: N bytes at OFFSET of the document, in the
 * line that inih has. False when out of memory. */
bool parser_add_part(struct parser *parser, struct document_entry *entry, size_t offset, size_t n);

/* Whether the document is text at all; faults are reported (document_reader.c). */
bool parser_check_bytes(struct parser *parser);
/* inih's reader (document_reader.c). STREAM is the parser. Gives the next line that holds a
 * section, a key or a value, without its comment, always with a newline, and reports every fault
 * on the way. */
char *parser_read_line(char *buffer, int size, void *stream);

#endif
