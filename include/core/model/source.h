/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a scenario, as data: sections in order, their entries (key and value text), where
 * each stands in its file, and what of it has been edited. The room io fills it from INI files
 * (a variant's base first, then its own entries) and splices edits back into the file; the model is
 * built from it. It knows nothing of what the entries mean.
 */
#ifndef PROFORMA_CORE_MODEL_SOURCE_H
#define PROFORMA_CORE_MODEL_SOURCE_H

#include "core/text/names.h"

/* Byte `at` of a loaded value stands at `place`; a value with continuation lines has several. */
struct source_part {
    size_t at;
    struct place place;
};

struct source_entry {
    char *key;                 /* NFC, with its attribute: "conversion.min" */
    char *text;                /* the value in force; NULL: removed or not there */
    char *loaded;              /* what it was when loaded or last saved; NULL: it wasn't there */
    char *inherited;           /* what the base says; NULL: no base, or the base doesn't have it */
    size_t capacity;           /* bytes of the buffer at `text` */
    bool own;                  /* the scenario's own file has this key, or will once it is saved */
    struct place place;        /* of the key; line 0 for one that was added since */
    struct source_part *parts; /* of the loaded text */
    size_t n_parts;
};

struct source_section {
    char *name;                   /* NFC */
    struct place place;           /* of the name; line 0 for one that was added since */
    bool own;                     /* the scenario's own file has this section */
    struct source_entry *entries; /* in order; base's first; removed ones stay, with text NULL */
    size_t n_entries, capacity;
    struct names keys;
};

struct source_file {
    char *name;  /* as messages show it; "-" is standard input */
    char *bytes; /* its text, for carets; NULL for a built-in one */
    size_t size;
};

struct source {
    struct source_section *sections;
    size_t n_sections, capacity;
    struct source_file *files; /* 0 is the scenario's own, then its bases, nearest first */
    size_t n_files, files_capacity;
    size_t n_edited; /* entries whose text differs from what was loaded */
    struct names names;
};

struct source *source_new(void);
void source_free(struct source *source);

/* Add a file, copying NAME and BYTES (may be NULL); its index. UINT32_MAX when out of memory. */
uint32_t source_add_file(struct source *source, const char *name, const char *bytes, size_t size);

/* For loaders. The section NAME, added at the end if new; NULL when out of memory. Pointers to
 * sections and entries are valid until the next one is added. */
struct source_section *source_add_section(struct source *source, const char *name,
                                          struct place place, bool own);
/* For loaders. Set KEY in SECTION as loaded from PLACE: in the scenario's own file (OWN) or a base.
 * An own one over a base's keeps the base's as `inherited`; TEXT "" of an own one over an inherited
 * one removes it (text NULL). PARTS are copied. */
enum status source_load_entry(struct source_section *section, const char *key, const char *text,
                              struct place place, const struct source_part *parts, size_t n_parts,
                              bool own);

const struct source_section *source_find_section(const struct source *source, const char *name);
/* NULL where there is no such section or key (a removed entry is returned, with text NULL). */
const struct source_entry *source_find(const struct source *source, const char *section,
                                       const char *key);
/* The text in force, or NULL. */
const char *source_text(const struct source *source, const char *section, const char *key);

/* Edit: KEY of SECTION (both in NFC) becomes TEXT (copied; NULL: back to what it inherits, or
 * removed; "" over an inherited one: removed). Adds the section at the end and the key at the
 * section's end where they aren't there. Allocates nothing where the entry exists and its buffer is
 * large enough. Where the file itself removes an inherited key, NULL means that removal, so that
 * setting an entry to a text and then to the text before it (NULL too) undoes the edit. Only
 * STATUS_NO_MEMORY can happen. */
enum status source_set(struct source *source, const char *section, const char *key,
                       const char *text);

bool source_is_edited(const struct source *source);
bool source_entry_is_edited(const struct source_entry *entry);

/* Where LENGTH bytes from OFFSET of an entry's text stand, cut at the end of the line they begin
 * in; line 0 where the text was edited. */
struct place source_entry_place(const struct source_entry *entry, size_t offset, size_t length);

struct source *source_clone(const struct source *source);

#endif
