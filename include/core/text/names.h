/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map from strings to indices (hashed, open addressing). Keys are borrowed: they must outlive
 * it. */
#ifndef PROFORMA_CORE_TEXT_NAMES_H
#define PROFORMA_CORE_TEXT_NAMES_H

#include "core/text/status.h"

struct names {
    struct name_slot *slots;
    size_t n, capacity;
};

void names_fini(struct names *map);

enum { NAMES_NONE = UINT32_MAX };

/* The index that KEY (N bytes) was put with, or NAMES_NONE. */
uint32_t names_find(const struct names *map, const char *key, size_t n);

/* Add KEY, which must not be there yet, with INDEX. Only STATUS_NO_MEMORY can happen. */
enum status names_put(struct names *map, const char *key, size_t n, uint32_t index);

/* The known key nearest to KEY (at most 2 edits, and fewer than half its length), or NULL; of
 * equally near ones that with the lowest index. It is the pointer that was put, ended by a NUL only
 * where it was then. */
const char *names_nearest(const struct names *map, const char *key, size_t n);

#endif
