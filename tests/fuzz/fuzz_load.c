/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a scenario: they load or are refused, come back byte for byte when nothing was
 * edited, and give back every edit otherwise, with all comments. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "io/save.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* Whether LINE is a comment of its own. */
static bool is_comment(const struct document *document, const struct document_line *line)
{
    const char *text = document->bytes + line->offset;
    size_t i = 0;

    while (i < line->length && memchr(" \t\v\f", text[i], 4) != NULL)
        i++;
    return i < line->length && (text[i] == ';' || text[i] == '#');
}

/* The comment lines of BEFORE are in AFTER, in order. */
static void check_comments(const struct document *before, const struct document *after)
{
    size_t at = 0;

    for (size_t i = 0; i < before->n_lines; i++) {
        const struct document_line *line = &before->lines[i];

        if (!is_comment(before, line))
            continue;
        while (at < after->n_lines && (after->lines[at].length != line->length ||
                                       memcmp(after->bytes + after->lines[at].offset,
                                              before->bytes + line->offset, line->length) != 0))
            at++;
        check(at++ < after->n_lines);
    }
}

/* Edit KEY of SECTION to TEXT by way of a source, as the program does; it reads back. */
static void check_edit(const struct file *file, const struct source *source, const char *section,
                       const char *key, const char *text)
{
    struct source *edited = source_clone(source);
    struct messages messages = {0};
    struct document *after = NULL;
    struct error err = {0};
    char *bytes = NULL;
    size_t n = 0;

    check(edited != NULL && source_set(edited, section, key, text) == STATUS_OK);
    check(file_render(file, edited, &bytes, &n, &err) == STATUS_OK);
    check(document_parse(bytes, n, 0, &after, &messages) == STATUS_OK);

    const struct document_entry *entry = document_find(after, section, key);

    check(text == NULL ? entry == NULL : entry != NULL && strcmp(entry->text, text) == 0);
    check_comments(file->document, after);
    document_free(after);
    messages_fini(&messages);
    free(bytes);
    source_free(edited);
}

/* Whether a section's line is indented: a key added above it would take it in, and is refused. */
static bool has_indented_section(const struct document *document)
{
    for (size_t i = 0; i < document->n_sections; i++) {
        const struct document_section *section = &document->sections[i];

        if (memchr(" \t\v\f", document->bytes[document->lines[section->line - 1].offset], 4) !=
            NULL)
            return true;
    }
    return false;
}

static void check_edits(const struct file *file, const struct source *source, size_t seed)
{
    static const char text[] = "7 USD";
    char words[401];

    for (size_t i = 0; i < sizeof(words); i++)
        words[i] = i % 9 == 8 ? ' ' : '8';
    words[sizeof(words) - 1] = '\0';
    check_edit(file, source, "a_new_section", "key", text);
    if (source->n_sections == 0)
        return;

    const struct source_section *section = &source->sections[seed % source->n_sections];

    if (!has_indented_section(file->document))
        check_edit(file, source, section->name, "a_new_key", words);
    if (section->n_entries == 0)
        return;

    const struct source_entry *entry = &section->entries[seed / 7 % section->n_entries];

    check_edit(file, source, section->name, entry->key, text);
    check_edit(file, source, section->name, entry->key, words);
    check_edit(file, source, section->name, entry->key, "");
    check_edit(file, source, section->name, entry->key, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    struct document *document = NULL;
    struct messages messages = {0};
    enum status status = document_parse(bytes, size, 0, &document, &messages);

    check((status == STATUS_OK) == (messages.n == 0));
    messages_fini(&messages);

    const struct document_entry *extends =
        status == STATUS_OK ? document_find(document, "scenario", "extends") : NULL;
    bool has_base = extends != NULL && extends->text[0] != '\0';

    document_free(document);
    if (status != STATUS_OK || has_base)
        return 0;

    struct file *file = NULL;
    struct source *source = NULL;
    struct error err = {0};
    char *rendered = NULL;
    size_t n = 0;

    check(file_load_text("fuzz", bytes, size, &file, &source, &messages) == STATUS_OK);
    check(file_render(file, source, &rendered, &n, &err) == STATUS_OK);
    check(n == size && memcmp(rendered, bytes, n) == 0);
    free(rendered);
    check_edits(file, source, size);
    file_free(file);
    source_free(source);
    return 0;
}
