/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replacing a value. One that lies in several lines keeps the lines of it that the new text begins
 * and ends with; what is between them goes into the first line that changed. Comments stay.
 */
#include <string.h>

#include "document_splice.h"

/* Parts first to last (half-open) of the old value become n bytes of text; 0 bytes: they go. */
struct change {
    size_t first, last;
    const char *text;
    size_t n;
};

static const char *part_text(const struct document_entry *entry, size_t i)
{
    return entry->text + entry->parts[i].at;
}

/* How many parts TEXT, up to END, begins with; *BEGIN becomes the byte behind them. */
static size_t match_first(const struct document_entry *entry, const char *text, size_t *begin,
                          size_t end)
{
    size_t first = 0;
    for (; first < entry->n_parts && *begin < end; first++) {
        size_t n = entry->parts[first].length, left = end - *begin;
        /* Nothing behind the '=', the value in the lines below. */
        if (n == 0 && entry->n_parts > 1)
            continue;
        if (n == 0 || left < n || memcmp(text + *begin, part_text(entry, first), n) != 0)
            break;
        if (left == n) {
            *begin = end;
            continue;
        }
        if (text[*begin + n] != ' ' || strchr(" \t", text[*begin + n + 1]))
            break;
        *begin += n + 1;
    }
    return first;
}

/* The same from the end: the first of the parts that TEXT, from BEGIN, ends with. */
static size_t match_last(const struct document_entry *entry, const char *text, size_t first,
                         size_t begin, size_t *end)
{
    size_t last = entry->n_parts;
    for (; last > first && begin < *end; last--) {
        size_t n = entry->parts[last - 1].length, left = *end - begin;
        if (n == 0 || left < n || memcmp(text + *end - n, part_text(entry, last - 1), n) != 0)
            break;
        if (left == n) {
            *end = begin;
            continue;
        }
        if (text[*end - n - 1] != ' ' || strchr(" \t", text[*end - n - 2]))
            break;
        *end -= n + 1;
    }
    return last;
}

static struct change find_change(const struct document_entry *entry, const char *text)
{
    size_t begin = 0, end = strlen(text), size = end;
    size_t first = match_first(entry, text, &begin, end);
    size_t last = match_last(entry, text, first, begin, &end);
    if (begin < end && first == last) {
        /* Only inserted: the unchanged part behind it takes it in, or the last one. */
        if (last < entry->n_parts) {
            end += entry->parts[last].length + 1;
            last++;
        } else {
            first--;
            begin -= entry->parts[first].length + 1;
        }
    }
    /* A value begins in its key's line unless it already began below. */
    if (begin == end && first == 0 && size > 0)
        return (struct change){0, entry->n_parts, text, size};
    return (struct change){first, last, text + begin, end - begin};
}

static size_t separator_of(const struct document *document, const struct document_entry *entry)
{
    size_t at = entry->key_offset + entry->key_length;
    while (document->bytes[at] != '=' && document->bytes[at] != ':')
        at++;
    return at;
}

/* Take a part out: with its line unless a comment or the key is in it. */
static void remove_part(struct splicer *splicer, const struct document_entry *entry, size_t i)
{
    const struct document *document = splicer->document;
    const struct document_part *part = &entry->parts[i];
    const struct document_line *line = &document->lines[part->line - 1];
    size_t line_end = line->offset + line->length, end = part->offset + part->length;
    if (i == 0) {
        size_t behind = separator_of(document, entry) + 1;
        splicer_begin(splicer, behind, end - behind);
        return;
    }
    while (end < line_end && document->bytes[end] != ';')
        end++;
    if (end == line_end)
        splicer_remove_line(splicer, part->line - 1);
    else
        splicer_begin(splicer, part->offset, end - part->offset);
}

/* Put the changed text into part I, and what the line has no room for into lines below. */
static enum status replace_part(struct splicer *splicer, const struct document_entry *entry,
                                size_t i, const struct change *change, struct error *err)
{
    const struct document *document = splicer->document;
    const struct document_part *part = &entry->parts[i];
    const struct document_line *line = &document->lines[part->line - 1];
    size_t offset = part->offset, taken, room;
    const char *indent = "    ";
    size_t n_indent = 4;
    room = DOCUMENT_MAX_LINE > line->length - part->length
               ? DOCUMENT_MAX_LINE - (line->length - part->length)
               : 0;
    if (part->length == 0) {
        /* An empty value: behind the separator, with a blank where one stands before it. */
        offset = separator_of(document, entry);
        size_t n_blanks = offset > entry->key_offset + entry->key_length && room > 0;
        splicer_begin(splicer, offset + 1, 0);
        splicer_put(splicer, " ", n_blanks);
        room -= n_blanks;
    } else {
        splicer_begin(splicer, offset, part->length);
    }
    taken = splice_wrap(change->text, change->n, room);
    splicer_put(splicer, change->text, taken);
    if (taken == change->n)
        return STATUS_OK;
    if (taken > 0)
        taken++;
    if (entry->n_parts > 1) {
        const struct document_part *second = &entry->parts[1];
        size_t begin = document->lines[second->line - 1].offset;
        if (second->offset - begin < DOCUMENT_MAX_LINE / 2) {
            indent = document->bytes + begin;
            n_indent = second->offset - begin;
        }
    }
    return splice_continuation(splicer, part->line - 1, indent, n_indent, change->text + taken,
                               change->n - taken, err);
}

enum status splice_value(struct splicer *splicer, const struct document_entry *entry,
                         const char *text, struct error *err)
{
    struct change change = find_change(entry, text);
    size_t i = change.first;
    if (change.n > 0) {
        enum status status = replace_part(splicer, entry, i++, &change, err);
        if (status != STATUS_OK)
            return status;
    }
    for (; i < change.last; i++)
        remove_part(splicer, entry, i);
    return STATUS_OK;
}
