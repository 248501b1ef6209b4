/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Editing a document: each edit becomes splices of its bytes, the splices are carried out in order,
 * and the result is parsed again and compared with what was asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

#include "document_splice.h"

/* Why TEXT can't be a value, if so: what inih would not give back. */
static enum status check_text(const struct document_edit *edit, struct error *err)
{
    const char *text = edit->text;
    size_t n = strlen(text);
    size_t invalid = text_invalid_at(text, n);
    if (edit->section[0] == '\0' || edit->key[0] == '\0')
        return error_set(err, STATUS_FAULTY, _("a key without a name"));
    if (invalid < n)
        return error_set_at(err, STATUS_FAULTY, invalid, 1, _("invalid UTF-8"));
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < ' ' && c != '\t') || c == 0x7F)
            return error_set_at(err, STATUS_FAULTY, i, 1,
                                _("a line break or control character in '%s.%s'"), edit->section,
                                edit->key);
        if (c == ';' && (i == 0 || text_is_blank(text[i - 1])))
            return error_set_at(err, STATUS_FAULTY, i, 1,
                                _("';' behind a blank begins a comment; leave it out of '%s.%s'"),
                                edit->section, edit->key);
    }
    if (n > 0 && (text_is_blank(text[0]) || text_is_blank(text[n - 1])))
        return error_set_at(err, STATUS_FAULTY, text_is_blank(text[0]) ? 0 : n - 1, 1,
                            _("a blank at the end of '%s.%s'"), edit->section, edit->key);
    return STATUS_OK;
}

/* Splices for one edit of a key that the document has. */
static enum status edit_entry(struct splicer *splicer, const struct document_entry *entry,
                              const struct document_edit *edit, struct error *err)
{
    if (!edit->text) {
        splice_remove_entry(splicer, entry);
        return STATUS_OK;
    }
    if (strcmp(edit->text, entry->text) == 0)
        return STATUS_OK;
    return splice_value(splicer, entry, edit->text, err);
}

/* New sections, in the order of the edits that need them, at the end of the document. */
static enum status add_sections(struct splicer *splicer, const struct document_edit *edits,
                                size_t n, struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        bool is_begun = false;
        if (!edits[i].text || document_find_section(splicer->document, edits[i].section))
            continue;
        for (size_t j = 0; j < i && !is_begun; j++)
            is_begun = edits[j].text && strcmp(edits[j].section, edits[i].section) == 0;
        if (is_begun)
            continue;
        splice_section(splicer, edits[i].section);
        for (size_t j = i; j < n; j++) {
            if (!edits[j].text || strcmp(edits[j].section, edits[i].section) != 0)
                continue;
            enum status status = splice_key(splicer, NULL, edits[j].key, edits[j].text, err);
            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

static enum status collect_splices(struct splicer *splicer, const struct document_edit *edits,
                                   size_t n, struct error *err)
{
    const struct document *document = splicer->document;
    enum status status = STATUS_OK;
    /* First what is there, so that a value which needs more lines gets them before a new key comes
     * to stand behind it. */
    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        const struct document_entry *entry =
            document_find(document, edits[i].section, edits[i].key);
        if (edits[i].text)
            status = check_text(&edits[i], err);
        if (status == STATUS_OK && entry)
            status = edit_entry(splicer, entry, &edits[i], err);
    }
    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        const struct document_section *section = document_find_section(document, edits[i].section);
        if (section && edits[i].text && !document_find(document, edits[i].section, edits[i].key))
            status = splice_key(splicer, section, edits[i].key, edits[i].text, err);
    }
    return status == STATUS_OK ? add_sections(splicer, edits, n, err) : status;
}

static const struct document_edit *find_edit(const struct document_edit *edits, size_t n,
                                             const char *section, const char *key)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(edits[i].key, key) == 0 && strcmp(edits[i].section, section) == 0)
            return &edits[i];
    }
    return NULL;
}

/* Whether AFTER says what BEFORE said, but for the edits. */
static bool holds_edits(const struct document *before, const struct document *after,
                        const struct document_edit *edits, size_t n)
{
    size_t n_expected = 0, n_found = 0;
    for (size_t i = 0; i < n; i++) {
        const struct document_entry *entry = document_find(after, edits[i].section, edits[i].key);
        bool is_done = edits[i].text ? entry && strcmp(entry->text, edits[i].text) == 0 : !entry;
        if (!is_done)
            return false;
        if (edits[i].text && !document_find(before, edits[i].section, edits[i].key))
            n_expected++;
    }
    for (size_t i = 0; i < before->n_sections; i++) {
        const struct document_section *section = &before->sections[i];
        if (!document_find_section(after, section->name))
            return false;
        for (size_t j = 0; j < section->n_entries; j++) {
            const struct document_entry *old = &section->entries[j];
            const struct document_entry *new = document_find(after, section->name, old->key);
            if (new)
                n_expected++;
            if ((!new || strcmp(old->text, new->text) != 0) &&
                !find_edit(edits, n, section->name, old->key))
                return false;
        }
    }
    for (size_t i = 0; i < after->n_sections; i++)
        n_found += after->sections[i].n_entries;
    return n_found == n_expected;
}

/* Parse the result again; whatever a text did to it is found here, not in the next session. */
static enum status verify(const struct document *document, const struct document_edit *edits,
                          size_t n, const char *bytes, size_t size, struct error *err)
{
    struct document *after = NULL;
    struct messages messages = {0};
    enum status status = document_parse(bytes, size, 0, &after, &messages);
    if (status == STATUS_FAULTY && messages.n > 0)
        error_set(err, status, _("line %u would be faulty: %s"),
                  (unsigned)messages.items[0].place.line, messages.items[0].text);
    else if (status != STATUS_OK)
        status = error_no_memory(err);
    else if (!holds_edits(document, after, edits, n))
        status = error_set(err, STATUS_FAULTY, _("the edited text would not read back as it is"));
    document_free(after);
    messages_fini(&messages);
    return status;
}

enum status document_edit(const struct document *document, const struct document_edit *edits,
                          size_t n, char **out, size_t *size, struct error *err)
{
    struct splicer splicer = {.document = document};
    char *bytes = NULL;
    size_t n_bytes = 0;
    enum status status = collect_splices(&splicer, edits, n, err);
    if (status == STATUS_OK && !splicer_apply(&splicer, &bytes, &n_bytes))
        status = error_no_memory(err);
    splicer_fini(&splicer);
    if (status == STATUS_OK)
        status = verify(document, edits, n, bytes, n_bytes, err);
    if (status != STATUS_OK) {
        free(bytes);
        return status;
    }
    *out = bytes;
    *size = n_bytes;
    return STATUS_OK;
}
