/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's parts; parsing one is the work of document_parse.c. */
#include "io/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void document_free(struct document *document)
{
    if (!document)
        return;
    for (size_t i = 0; i < document->n_sections; i++) {
        struct document_section *section = &document->sections[i];
        for (size_t j = 0; j < section->n_entries; j++) {
            free(section->entries[j].key);
            free(section->entries[j].text);
            free(section->entries[j].parts);
        }
        names_fini(&section->keys);
        free(section->entries);
        free(section->name);
    }
    names_fini(&document->names);
    free(document->sections);
    free(document->lines);
    free(document->bytes);
    free(document);
}

const struct document_section *document_find_section(const struct document *document,
                                                     const char *name)
{
    uint32_t index = names_find(&document->names, name, strlen(name));
    return index == NAMES_NONE ? NULL : &document->sections[index];
}

const struct document_entry *document_find(const struct document *document, const char *section,
                                           const char *key)
{
    const struct document_section *found = document_find_section(document, section);
    uint32_t index = found ? names_find(&found->keys, key, strlen(key)) : NAMES_NONE;
    return index == NAMES_NONE ? NULL : &found->entries[index];
}

struct place document_place(const struct document *document, uint32_t file, size_t offset,
                            size_t length)
{
    size_t low = 0, high = document->n_lines;
    assert(offset <= document->size);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (document->lines[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    size_t begin = document->n_lines == 0 ? document->start : document->lines[low].offset;
    return (struct place){.file = file,
                          .line = (uint32_t)low + 1,
                          .column = (uint32_t)(offset - begin) + 1,
                          .length = (uint32_t)length};
}
