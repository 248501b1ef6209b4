/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for one more item in an array. Private to the core. */
#ifndef PROFORMA_CORE_GROW_H
#define PROFORMA_CORE_GROW_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* ITEMS points to the pointer to an array of N items of SIZE bytes, with room for *CAPACITY, which
 * is doubled where it is full. False when out of memory; the array is as it was then. */
static inline bool grow(void *items, uint32_t n, uint32_t *capacity, size_t size)
{
    void **array = items;
    if (n < *capacity)
        return true;
    uint32_t wanted = *capacity ? 2 * *capacity : 32;
    void *larger = wanted > *capacity ? realloc(*array, wanted * size) : NULL;
    if (!larger)
        return false;
    *array = larger;
    *capacity = wanted;
    return true;
}

#endif
