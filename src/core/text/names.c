/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map from strings to indices: open addressing, linear probing, at most three quarters full. */
#include "core/text/names.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/text.h"

struct name_slot {
    const char *key; /* NULL: the slot is free */
    size_t length;
    uint32_t hash;
    uint32_t index;
};

enum { FIRST_CAPACITY = 16, NEAREST_LENGTH = 64 };

void names_fini(struct names *map)
{
    free(map->slots);
    *map = (struct names){0};
}

/* FNV-1a, 32 bits. */
static uint32_t hash_key(const char *key, size_t n)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    return hash;
}

/* The slot that holds KEY, or the free one where it belongs. The capacity is a power of two. */
static struct name_slot *slot_of(struct name_slot *slots, size_t capacity, const char *key,
                                 size_t n, uint32_t hash)
{
    size_t at = hash & (capacity - 1);
    while (slots[at].key) {
        if (slots[at].hash == hash && slots[at].length == n && memcmp(slots[at].key, key, n) == 0)
            break;
        at = (at + 1) & (capacity - 1);
    }
    return &slots[at];
}

uint32_t names_find(const struct names *map, const char *key, size_t n)
{
    if (map->n == 0)
        return NAMES_NONE;
    const struct name_slot *slot = slot_of(map->slots, map->capacity, key, n, hash_key(key, n));
    return slot->key ? slot->index : (uint32_t)NAMES_NONE;
}

/* Twice the slots; false when out of memory. */
static bool enlarge(struct names *map)
{
    size_t capacity = map->capacity > 0 ? 2 * map->capacity : FIRST_CAPACITY;
    struct name_slot *slots = calloc(capacity, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < map->capacity; i++) {
        const struct name_slot *old = &map->slots[i];
        if (old->key)
            *slot_of(slots, capacity, old->key, old->length, old->hash) = *old;
    }
    free(map->slots);
    map->slots = slots;
    map->capacity = capacity;
    return true;
}

enum status names_put(struct names *map, const char *key, size_t n, uint32_t index)
{
    if (map->n >= map->capacity / 4 * 3 && !enlarge(map))
        return STATUS_NO_MEMORY;
    uint32_t hash = hash_key(key, n);
    struct name_slot *slot = slot_of(map->slots, map->capacity, key, n, hash);
    assert(!slot->key);
    *slot = (struct name_slot){.key = key, .length = n, .hash = hash, .index = index};
    map->n++;
    return STATUS_OK;
}

const char *names_nearest(const struct names *map, const char *key, size_t n)
{
    char wanted[NEAREST_LENGTH + 1], known[NEAREST_LENGTH + 1];
    const struct name_slot *nearest = NULL;
    int fewest = TEXT_FAR;
    if (n == 0 || n > NEAREST_LENGTH)
        return NULL;
    memcpy(wanted, key, n);
    wanted[n] = '\0';
    for (size_t i = 0; i < map->capacity; i++) {
        const struct name_slot *slot = &map->slots[i];
        if (!slot->key || slot->length > NEAREST_LENGTH)
            continue;
        /* No fewer edits than the lengths differ by. */
        if (slot->length >= n + TEXT_FAR || n >= slot->length + TEXT_FAR)
            continue;
        memcpy(known, slot->key, slot->length);
        known[slot->length] = '\0';
        /* Of equally near keys the one put first, whatever the order of the slots. */
        int edits = fewest + (nearest && slot->index < nearest->index);
        if (text_is_nearer(wanted, known, &edits)) {
            fewest = edits;
            nearest = slot;
        }
    }
    return nearest ? nearest->key : NULL;
}
