/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splices of a document's bytes: what an edit takes out and puts in, in the style of what stands
 * around it. Of the texts only the length is checked here, not whether an INI file can hold them.
 */
#ifndef PROFORMA_IO_DOCUMENT_SPLICE_H
#define PROFORMA_IO_DOCUMENT_SPLICE_H

#include "io/document.h"

struct splice {
    size_t offset, n_removed; /* of the document */
    size_t text, n_text;      /* of the splicer's text */
    size_t order;             /* how many were made before, for those at the same place */
};

/* Zero-initialise but for the document. */
struct splicer {
    const struct document *document;
    struct splice *splices;
    size_t n;
    size_t capacity, text_capacity;
    char *text; /* of all splices, one behind the other */
    size_t n_text;
    bool has_new_section;
    bool is_out_of_memory; /* then splicer_apply fails */
};

void splicer_fini(struct splicer *splicer);

/* The document's bytes with all splices, malloc'ed, a NUL behind; false when out of memory. */
bool splicer_apply(struct splicer *splicer, char **out, size_t *size);

/* Begin a splice that removes N bytes at OFFSET; splicer_put adds to its text. */
void splicer_begin(struct splicer *splicer, size_t offset, size_t n);
void splicer_put(struct splicer *splicer, const char *bytes, size_t n);
/* Begin and end a splice that puts a new line behind line BEHIND (from 0); it is filled in between.
 */
void splicer_begin_line(struct splicer *splicer, size_t behind);
void splicer_end_line(struct splicer *splicer, size_t behind);
/* Remove line LINE (from 0). */
void splicer_remove_line(struct splicer *splicer, size_t line);

/* How many of N bytes of TEXT go into ROOM bytes of a line: all, or up to a blank at which a value
 * can go on in the next line; 0 if its first word is longer. */
size_t splice_wrap(const char *text, size_t n, size_t room);
/* Put N bytes of TEXT into continuation lines behind line BEHIND, each after INDENT. STATUS_FAULTY
 * if a word is longer than a line. */
enum status splice_continuation(struct splicer *splicer, size_t behind, const char *indent,
                                size_t n_indent, const char *text, size_t n, struct error *err);

/* Put TEXT in the place of an entry's value. STATUS_FAULTY if a word of it is longer than a line.
 */
enum status splice_value(struct splicer *splicer, const struct document_entry *entry,
                         const char *text, struct error *err);
/* Take out the lines of an entry; comment lines between them stay. */
void splice_remove_entry(struct splicer *splicer, const struct document_entry *entry);
/* Add KEY with TEXT behind SECTION's keys, or at the document's end if SECTION is NULL. */
enum status splice_key(struct splicer *splicer, const struct document_section *section,
                       const char *key, const char *text, struct error *err);
/* Add a section's header at the document's end. */
void splice_section(struct splicer *splicer, const char *name);

#endif
