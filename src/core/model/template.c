/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/grow.h"
#include "core/text/text.h"

struct template *template_new(const char *name, const struct template *parent)
{
    struct template *template = calloc(1, sizeof *template);
    if (!template)
        return NULL;
    if (parent) {
        *template = *parent;
        template->entries = calloc(parent->n + 1, sizeof *template->entries);
        template->capacity = parent->n + 1;
        template->depth = parent->depth + 1;
    }
    template->name = name;
    if (parent && !template->entries) {
        free(template);
        return NULL;
    }
    if (parent && parent->n > 0)
        memcpy(template->entries, parent->entries, parent->n * sizeof *parent->entries);
    return template;
}

struct template *template_of_kind(const struct kind *kind)
{
    struct template *template = template_new(kind->name, NULL);
    if (!template)
        return NULL;
    template->kind = kind;
    template->is_monthly = kind->per != KIND_PER_TOTAL;
    template->is_by_month = kind->per == KIND_PER_MONTH;
    for (const struct kind_entry *entry = kind->entries; entry->key; entry++) {
        struct template_entry own = {.key = entry->key,
                                     .text = entry->text,
                                     .unit = entry->unit,
                                     .label = entry->label,
                                     .line = NAMES_NONE};
        if (!template_put(template, own)) {
            template_free(template);
            return NULL;
        }
    }
    return template;
}

void template_free(struct template *template)
{
    if (template)
        free(template->entries);
    free(template);
}

struct template_entry *template_find(const struct template *template, const char *key, size_t n)
{
    for (size_t i = 0; i < template->n; i++)
        if (text_equals(key, n, template->entries[i].key))
            return &template->entries[i];
    return NULL;
}

bool template_put(struct template *template, struct template_entry entry)
{
    struct template_entry *there = template_find(template, entry.key, strlen(entry.key));
    if (there) {
        *there = entry;
        return true;
    }
    if (!grow(&template->entries, template->n, &template->capacity, sizeof entry))
        return false;
    template->entries[template->n++] = entry;
    return true;
}
