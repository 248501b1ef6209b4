/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for more items in an array. */
#ifndef PROFORMA_CORE_GROW_H
#define PROFORMA_CORE_GROW_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* ITEMS points to the pointer to an array of N items of SIZE bytes, with room for *CAPACITY, which
 * is doubled until MORE items fit. False when out of memory; the array is as it was then. */
static inline bool grow_by(void *items, size_t n, size_t more, uint32_t *capacity, size_t size)
{
    enum { FIRST_CAPACITY = 8 };
    void **array = items;
    uint32_t wanted = *capacity ? *capacity : FIRST_CAPACITY;
    if (n + more <= *capacity)
        return true;
    while (wanted < n + more && wanted <= UINT32_MAX / 2)
        wanted *= 2;
    void *larger =
        wanted >= n + more && wanted <= SIZE_MAX / size ? realloc(*array, wanted * size) : NULL;
    if (!larger)
        return false;
    *array = larger;
    *capacity = wanted;
    return true;
}

/* The same for one more item. */
static inline bool grow(void *items, size_t n, uint32_t *capacity, size_t size)
{
    return grow_by(items, n, 1, capacity, size);
}

#endif
