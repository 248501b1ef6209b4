/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a scenario: growing it, editing it, and where a byte of it stands. */
#include "core/model/source.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/grow.h"
#include "core/text/text.h"

/* N bytes, which may be anything, with a NUL behind them; NULL when out of memory. */
static char *copy_bytes(const char *bytes, size_t n)
{
    char *copy = malloc(n + 1);
    if (copy) {
        memcpy(copy, bytes, n);
        copy[n] = '\0';
    }
    return copy;
}

/* Copy TEXT, which may be NULL, into *OUT; false when out of memory. */
static bool copy_text(const char *text, char **out)
{
    *out = text ? strdup(text) : NULL;
    return !text || *out;
}

static void entry_fini(struct source_entry *entry)
{
    free(entry->key);
    free(entry->text);
    free(entry->loaded);
    free(entry->inherited);
    free(entry->parts);
}

static void section_fini(struct source_section *section)
{
    for (size_t i = 0; i < section->n_entries; i++)
        entry_fini(&section->entries[i]);
    names_fini(&section->keys);
    free(section->entries);
    free(section->name);
}

struct source *source_new(void)
{
    return calloc(1, sizeof(struct source));
}

void source_free(struct source *source)
{
    if (!source)
        return;
    for (size_t i = 0; i < source->n_sections; i++)
        section_fini(&source->sections[i]);
    for (size_t i = 0; i < source->n_files; i++) {
        free(source->files[i].name);
        free(source->files[i].bytes);
    }
    names_fini(&source->names);
    free(source->sections);
    free(source->files);
    free(source);
}

uint32_t source_add_file(struct source *source, const char *name, const char *bytes, size_t size)
{
    if (!grow(&source->files, source->n_files, &source->files_capacity, sizeof *source->files))
        return UINT32_MAX;
    struct source_file *file = &source->files[source->n_files];
    file->size = bytes ? size : 0;
    file->name = strdup(name);
    file->bytes = bytes ? copy_bytes(bytes, size) : NULL;
    if (!file->name || (bytes && !file->bytes)) {
        free(file->name);
        free(file->bytes);
        return UINT32_MAX;
    }
    return (uint32_t)source->n_files++;
}

static struct source_section *find_section(const struct source *source, const char *name)
{
    uint32_t index = names_find(&source->names, name, strlen(name));
    return index == NAMES_NONE ? NULL : &source->sections[index];
}

struct source_section *source_add_section(struct source *source, const char *name,
                                          struct place place, bool own)
{
    struct source_section *section = find_section(source, name);
    if (section) {
        if (own && !section->own) {
            section->own = true;
            section->place = place;
        }
        return section;
    }
    if (!grow(&source->sections, source->n_sections, &source->capacity, sizeof *source->sections))
        return NULL;
    char *copy = strdup(name);
    if (!copy ||
        names_put(&source->names, copy, strlen(copy), (uint32_t)source->n_sections) != STATUS_OK) {
        free(copy);
        return NULL;
    }
    section = &source->sections[source->n_sections++];
    *section = (struct source_section){.name = copy, .place = place, .own = own};
    return section;
}

static struct source_entry *find_entry(const struct source_section *section, const char *key)
{
    uint32_t index = names_find(&section->keys, key, strlen(key));
    return index == NAMES_NONE ? NULL : &section->entries[index];
}

/* A new entry with nothing but its key; NULL when out of memory. */
static struct source_entry *add_entry(struct source_section *section, const char *key)
{
    if (!grow(&section->entries, section->n_entries, &section->capacity, sizeof *section->entries))
        return NULL;
    char *copy = strdup(key);
    if (!copy ||
        names_put(&section->keys, copy, strlen(copy), (uint32_t)section->n_entries) != STATUS_OK) {
        free(copy);
        return NULL;
    }
    struct source_entry *entry = &section->entries[section->n_entries++];
    *entry = (struct source_entry){.key = copy};
    return entry;
}

/* Copies made before anything is replaced, so that a failure changes nothing. */
struct entry_texts {
    char *text, *loaded, *inherited;
    struct source_part *parts;
};

static bool copy_entry_texts(struct entry_texts *out, const char *text, const char *loaded,
                             const char *inherited, const struct source_part *parts, size_t n_parts)
{
    bool copied = copy_text(text, &out->text);
    copied = copy_text(loaded, &out->loaded) && copied;
    copied = copy_text(inherited, &out->inherited) && copied;
    out->parts = NULL;
    if (n_parts > 0) {
        out->parts = malloc(n_parts * sizeof *parts);
        if (out->parts)
            memcpy(out->parts, parts, n_parts * sizeof *parts);
        copied = copied && out->parts;
    }
    if (!copied) {
        free(out->text);
        free(out->loaded);
        free(out->inherited);
        free(out->parts);
    }
    return copied;
}

static void take_entry_texts(struct source_entry *entry, const struct entry_texts *texts,
                             size_t n_parts)
{
    free(entry->text);
    free(entry->loaded);
    free(entry->inherited);
    free(entry->parts);
    entry->text = texts->text;
    entry->capacity = texts->text ? strlen(texts->text) + 1 : 0;
    entry->loaded = texts->loaded;
    entry->inherited = texts->inherited;
    entry->parts = texts->parts;
    entry->n_parts = n_parts;
}

enum status source_load_entry(struct source_section *section, const char *key, const char *text,
                              struct place place, const struct source_part *parts, size_t n_parts,
                              bool own)
{
    struct source_entry *entry = find_entry(section, key);
    const char *base = entry ? entry->text : NULL;
    const char *in_force = base && text[0] == '\0' ? NULL : text;
    struct entry_texts texts;
    if (!copy_entry_texts(&texts, in_force, in_force, own ? base : in_force, parts, n_parts))
        return STATUS_NO_MEMORY;
    if (!entry)
        entry = add_entry(section, key);
    if (!entry) {
        free(texts.text);
        free(texts.loaded);
        free(texts.inherited);
        free(texts.parts);
        return STATUS_NO_MEMORY;
    }
    take_entry_texts(entry, &texts, n_parts);
    entry->own = own;
    entry->place = place;
    return STATUS_OK;
}

const struct source_section *source_find_section(const struct source *source, const char *name)
{
    return find_section(source, name);
}

const struct source_entry *source_find(const struct source *source, const char *section,
                                       const char *key)
{
    const struct source_section *found = find_section(source, section);
    return found ? find_entry(found, key) : NULL;
}

const char *source_text(const struct source *source, const char *section, const char *key)
{
    const struct source_entry *entry = source_find(source, section, key);
    return entry ? entry->text : NULL;
}

/* Put TEXT, which may be the entry's own loaded or inherited one, into the entry's buffer. */
static enum status entry_put_text(struct source_entry *entry, const char *text)
{
    if (!text) {
        free(entry->text);
        entry->text = NULL;
        entry->capacity = 0;
        return STATUS_OK;
    }
    size_t size = strlen(text) + 1;
    if (size > entry->capacity) {
        size_t capacity = size + 32;
        char *grown = malloc(capacity);
        if (!grown)
            return STATUS_NO_MEMORY;
        memcpy(grown, text, size);
        free(entry->text);
        entry->text = grown;
        entry->capacity = capacity;
        return STATUS_OK;
    }
    memmove(entry->text, text, size);
    return STATUS_OK;
}

/* Whether the scenario's own file removes what the base has, by an empty value. */
static bool removes_inherited(const struct source_entry *entry)
{
    return entry->inherited && !entry->loaded;
}

enum status source_set(struct source *source, const char *section, const char *key,
                       const char *text)
{
    struct source_section *found = find_section(source, section);
    struct source_entry *entry = found ? find_entry(found, key) : NULL;
    const struct place nowhere = {0, 0, 0, 0};
    if (!entry && !text)
        return STATUS_OK;
    if (!found)
        found = source_add_section(source, section, nowhere, false);
    if (!found)
        return STATUS_NO_MEMORY;
    if (!entry)
        entry = add_entry(found, key);
    if (!entry)
        return STATUS_NO_MEMORY;
    bool was_edited = source_entry_is_edited(entry);
    bool own = true;
    if (!text) {
        own = removes_inherited(entry);
        if (!own)
            text = entry->inherited;
    } else if (text[0] == '\0' && entry->inherited) {
        text = NULL;
    }
    if (entry_put_text(entry, text) != STATUS_OK)
        return STATUS_NO_MEMORY;
    entry->own = own;
    source->n_edited += source_entry_is_edited(entry);
    source->n_edited -= was_edited;
    return STATUS_OK;
}

bool source_is_edited(const struct source *source)
{
    return source->n_edited > 0;
}

bool source_entry_is_edited(const struct source_entry *entry)
{
    return !text_is_same(entry->text, entry->loaded);
}

struct place source_entry_place(const struct source_entry *entry, size_t offset, size_t length)
{
    struct place place = entry->place;
    if (source_entry_is_edited(entry))
        return (struct place){0, 0, (uint32_t)offset + 1, (uint32_t)length};
    if (entry->n_parts == 0)
        return place;
    size_t i = entry->n_parts - 1;
    assert(i == 0 || entry->parts[i - 1].at <= entry->parts[i].at);
    while (i > 0 && entry->parts[i].at > offset)
        i--;
    const struct source_part *part = &entry->parts[i];
    size_t into = lesser_size(offset < part->at ? 0 : offset - part->at, part->place.length);
    length = lesser_size(length, part->place.length - into);
    place = part->place;
    place.column += (uint32_t)into;
    place.length = (uint32_t)length;
    return place;
}

static bool clone_section(struct source *clone, const struct source_section *section)
{
    struct source_section *copy =
        source_add_section(clone, section->name, section->place, section->own);
    if (!copy)
        return false;
    for (size_t i = 0; i < section->n_entries; i++) {
        const struct source_entry *entry = &section->entries[i];
        struct source_entry *added = add_entry(copy, entry->key);
        struct entry_texts texts;
        if (!added || !copy_entry_texts(&texts, entry->text, entry->loaded, entry->inherited,
                                        entry->parts, entry->n_parts))
            return false;
        take_entry_texts(added, &texts, entry->n_parts);
        added->own = entry->own;
        added->place = entry->place;
    }
    return true;
}

struct source *source_clone(const struct source *source)
{
    struct source *clone = source_new();
    if (!clone)
        return NULL;
    for (size_t i = 0; i < source->n_files; i++) {
        const struct source_file *file = &source->files[i];
        if (source_add_file(clone, file->name, file->bytes, file->size) == UINT32_MAX) {
            source_free(clone);
            return NULL;
        }
    }
    for (size_t i = 0; i < source->n_sections; i++) {
        if (!clone_section(clone, &source->sections[i])) {
            source_free(clone);
            return NULL;
        }
    }
    clone->n_edited = source->n_edited;
    return clone;
}
