/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying out splices, and those for new lines: keys, sections, continuations. */
#include "document_splice.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/text.h"

static const char plain_indent[] = "    ";

void splicer_fini(struct splicer *splicer)
{
    free(splicer->splices);
    free(splicer->text);
}

void splicer_begin(struct splicer *splicer, size_t offset, size_t n)
{
    if (!grow(&splicer->splices, splicer->n, &splicer->capacity, sizeof(*splicer->splices))) {
        splicer->is_out_of_memory = true;
        return;
    }
    splicer->splices[splicer->n] = (struct splice){
        .offset = offset, .n_removed = n, .text = splicer->n_text, .order = splicer->n};
    splicer->n++;
}

void splicer_put(struct splicer *splicer, const char *bytes, size_t n)
{
    if (splicer->is_out_of_memory)
        return;
    assert(splicer->n > 0); /* one was begun */
    if (!grow_by(&splicer->text, splicer->n_text, n, &splicer->text_capacity, 1)) {
        splicer->is_out_of_memory = true;
        return;
    }
    if (n > 0)
        memcpy(splicer->text + splicer->n_text, bytes, n);
    splicer->n_text += n;
    splicer->splices[splicer->n - 1].n_text += n;
}

static int compare_splices(const void *a, const void *b)
{
    const struct splice *x = a, *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

bool splicer_apply(struct splicer *splicer, char **out, size_t *size)
{
    const struct document *document = splicer->document;
    char *bytes = splicer->is_out_of_memory ? NULL : malloc(document->size + splicer->n_text + 1);
    size_t n = 0, from = 0;
    if (!bytes)
        return false;
    if (splicer->n > 0)
        qsort(splicer->splices, splicer->n, sizeof(*splicer->splices), compare_splices);
    for (size_t i = 0; i < splicer->n; i++) {
        const struct splice *splice = &splicer->splices[i];
        if (splice->offset > from) {
            memcpy(bytes + n, document->bytes + from, splice->offset - from);
            n += splice->offset - from;
            from = splice->offset;
        }
        if (splice->n_text > 0)
            memcpy(bytes + n, splicer->text + splice->text, splice->n_text);
        n += splice->n_text;
        if (splice->offset + splice->n_removed > from)
            from = splice->offset + splice->n_removed;
    }
    memcpy(bytes + n, document->bytes + from, document->size - from);
    n += document->size - from;
    bytes[n] = '\0';
    *out = bytes;
    *size = n;
    return true;
}

static void put_line_ending(struct splicer *splicer)
{
    const struct document *document = splicer->document;
    bool is_crlf = document->n_lines > 0 && document->lines[0].ending == 2;
    splicer_put(splicer, is_crlf ? "\r\n" : "\n", is_crlf ? 2 : 1);
}

/* Whether line LINE has no ending: the last one of a file that doesn't end in a newline. */
static bool is_open_line(const struct document *document, size_t line)
{
    return line < document->n_lines && document->lines[line].ending == 0;
}

void splicer_begin_line(struct splicer *splicer, size_t behind)
{
    const struct document *document = splicer->document;
    size_t offset = document->start;
    if (behind < document->n_lines) {
        const struct document_line *line = &document->lines[behind];
        offset = line->offset + line->length + line->ending;
    }
    splicer_begin(splicer, offset, 0);
    if (is_open_line(document, behind))
        put_line_ending(splicer);
}

void splicer_end_line(struct splicer *splicer, size_t behind)
{
    if (!is_open_line(splicer->document, behind))
        put_line_ending(splicer);
}

void splicer_remove_line(struct splicer *splicer, size_t line)
{
    const struct document_line *removed = &splicer->document->lines[line];
    splicer_begin(splicer, removed->offset, removed->length + removed->ending);
}

size_t splice_wrap(const char *text, size_t n, size_t room)
{
    if (n <= room)
        return n;
    for (size_t i = room; i > 0; i--) {
        /* A '#' at the start of a line would make it a comment. */
        if (text[i] == ' ' && !text_is_blank(text[i - 1]) && !text_is_blank(text[i + 1]) &&
            text[i + 1] != '#')
            return i;
    }
    return 0;
}

enum status splice_continuation(struct splicer *splicer, size_t behind, const char *indent,
                                size_t n_indent, const char *text, size_t n, struct error *err)
{
    while (n > 0) {
        size_t taken = splice_wrap(text, n, DOCUMENT_MAX_LINE - n_indent);
        if (taken == 0)
            return error_set(err, STATUS_FAULTY,
                             _("'%.40s...' is longer than a line; put blanks into it"), text);
        splicer_begin_line(splicer, behind);
        splicer_put(splicer, indent, n_indent);
        splicer_put(splicer, text, taken);
        splicer_end_line(splicer, behind);
        if (taken == n)
            break;
        text += taken + 1;
        n -= taken + 1;
    }
    return STATUS_OK;
}

void splice_remove_entry(struct splicer *splicer, const struct document_entry *entry)
{
    for (size_t i = 0; i < entry->n_parts; i++)
        splicer_remove_line(splicer, entry->parts[i].line - 1);
}

/* How the key of a new line stands: like that of the last key before it. */
struct key_style {
    const char *before, *behind; /* blanks around the separator */
    size_t n_before, n_behind;
    char separator;
    int column; /* of the separator where all keys have it in one, else 0 */
};

static struct key_style style_of_entry(const struct document *document,
                                       const struct document_entry *entry)
{
    const char *key_end = document->bytes + entry->key_offset + entry->key_length;
    const char *value = document->bytes + entry->parts[0].offset;
    struct key_style style = {.before = key_end, .behind = " ", .n_behind = 1};
    while (key_end[style.n_before] != '=' && key_end[style.n_before] != ':')
        style.n_before++;
    style.separator = key_end[style.n_before];
    if (entry->parts[0].length > 0) {
        style.behind = key_end + style.n_before + 1;
        style.n_behind = (size_t)(value - style.behind);
    }
    style.column =
        text_width(document->bytes + entry->key_offset, entry->key_length) + (int)style.n_before;
    return style;
}

/* The style of SECTION's keys, or of the last key in the document before its end. */
static struct key_style find_style(const struct document *document,
                                   const struct document_section *section)
{
    struct key_style style = {" ", " ", 1, 1, '=', 0};
    if (section && section->n_entries > 0) {
        const struct document_entry *last = &section->entries[section->n_entries - 1];
        bool is_aligned;
        style = style_of_entry(document, last);
        is_aligned = style.n_before > 1;
        for (size_t i = 0; i + 1 < section->n_entries && !is_aligned; i++) {
            const struct document_entry *entry = &section->entries[i];
            is_aligned = style_of_entry(document, entry).column == style.column &&
                         entry->key_length != last->key_length;
        }
        if (!is_aligned)
            style.column = 0;
        return style;
    }
    for (size_t i = document->n_sections; i > 0; i--) {
        const struct document_section *other = &document->sections[i - 1];
        if (other->n_entries == 0)
            continue;
        style = style_of_entry(document, &other->entries[other->n_entries - 1]);
        style.column = 0;
        if (style.n_before > 1)
            style.n_before = 1;
        break;
    }
    return style;
}

/* Put `KEY = ` into the line that was begun; the bytes it takes. */
static size_t put_key(struct splicer *splicer, const struct key_style *style, const char *key,
                      bool is_empty)
{
    size_t n = strlen(key), n_behind = is_empty ? 0 : style->n_behind;
    int missing = style->column - text_width(key, n);
    size_t n_before = style->n_before;
    splicer_put(splicer, key, n);
    if (style->column == 0) {
        splicer_put(splicer, style->before, n_before);
    } else {
        n_before = missing > 0 ? (size_t)missing : n_before > 0;
        for (size_t i = 0; i < n_before; i++)
            splicer_put(splicer, " ", 1);
    }
    splicer_put(splicer, &style->separator, 1);
    splicer_put(splicer, style->behind, n_behind);
    return n + n_before + 1 + n_behind;
}

enum status splice_key(struct splicer *splicer, const struct document_section *section,
                       const char *key, const char *text, struct error *err)
{
    const struct document *document = splicer->document;
    struct key_style style = find_style(document, section);
    size_t behind = document->n_lines - 1, n = strlen(text);
    if (section && section->n_entries > 0) {
        const struct document_entry *last = &section->entries[section->n_entries - 1];
        behind = last->parts[last->n_parts - 1].line - 1;
    } else if (section) {
        behind = section->line - 1;
    }
    splicer_begin_line(splicer, behind);
    size_t used = put_key(splicer, &style, key, n == 0);
    size_t taken = splice_wrap(text, n, used < DOCUMENT_MAX_LINE ? DOCUMENT_MAX_LINE - used : 0);
    splicer_put(splicer, text, taken);
    splicer_end_line(splicer, behind);
    if (taken == n)
        return STATUS_OK;
    if (taken > 0)
        taken++;
    return splice_continuation(splicer, behind, plain_indent, sizeof(plain_indent) - 1,
                               text + taken, n - taken, err);
}

void splice_section(struct splicer *splicer, const char *name)
{
    const struct document *document = splicer->document;
    size_t behind = document->n_lines - 1;
    if (splicer->has_new_section || (document->n_lines > 0 && document->lines[behind].length > 0)) {
        splicer_begin_line(splicer, behind);
        splicer_end_line(splicer, behind);
    }
    splicer_begin_line(splicer, behind);
    splicer_put(splicer, "[", 1);
    splicer_put(splicer, name, strlen(name));
    splicer_put(splicer, "]", 1);
    splicer_end_line(splicer, behind);
    splicer->has_new_section = true;
}
