/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for more items in an array that grows. */
#ifndef PROFORMA_CORE_TEXT_GROW_H
#define PROFORMA_CORE_TEXT_GROW_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { GROW_FIRST = 8 };

/*
 * ITEMS is the address of the pointer to an array of N items of SIZE bytes, with room for
 * *CAPACITY, which is doubled until MORE items fit. False when out of memory; the array is as it
 * was then. The pointer may be NULL while *CAPACITY is 0; whoever owns the array frees it.
 */
static inline bool grow_by(void *items, size_t n, size_t more, size_t *capacity, size_t size)
{
    assert(n <= *capacity);
    if (more <= *capacity - n)
        return true;
    size_t wanted = *capacity > 0 ? *capacity : GROW_FIRST;
    const size_t most = SIZE_MAX / 2 / size; /* no object is larger than that */
    while (wanted - n < more && wanted <= most)
        wanted *= 2;
    void *array; /* copied as bytes: it is a pointer to another type */
    memcpy(&array, items, sizeof array);
    void *larger = wanted <= most ? realloc(array, wanted * size) : NULL;
    if (!larger)
        return false;
    memcpy(items, &larger, sizeof larger);
    *capacity = wanted;
    return true;
}

/*
 * The same for one more item.
 *
 *     if (!grow(&list->items, list->n, &list->capacity, sizeof *list->items))
 *         return error_no_memory(err);
 *     list->items[list->n++] = item;
 */
static inline bool grow(void *items, size_t n, size_t *capacity, size_t size)
{
    return grow_by(items, n, 1, capacity, size);
}

#endif
