/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a byte of an entry's text stands in its file. */
#include "core/source.h"

struct place source_entry_place(const struct source_entry *entry, size_t offset, size_t length)
{
    struct place place = entry->place;
    if (source_entry_is_edited(entry))
        return (struct place){0, 0, (uint32_t)offset + 1, (uint32_t)length};
    if (entry->n_parts == 0)
        return place;
    size_t i = entry->n_parts - 1;
    while (i > 0 && entry->parts[i].at > offset)
        i--;
    const struct source_part *part = &entry->parts[i];
    size_t into = offset < part->at ? 0 : offset - part->at;
    if (into > part->place.length)
        into = part->place.length;
    if (length > part->place.length - into)
        length = part->place.length - into;
    place = part->place;
    place.column += (uint32_t)into;
    place.length = (uint32_t)length;
    return place;
}
