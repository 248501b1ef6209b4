/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is freed all at once. Nothing in it moves. */
#ifndef PROFORMA_CORE_TEXT_ARENA_H
#define PROFORMA_CORE_TEXT_ARENA_H

#include <stddef.h>

struct arena {
    struct arena_block *last;
};

void arena_fini(struct arena *arena);
/* SIZE zeroed bytes, aligned for anything; NULL when out of memory. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy of TEXT (N bytes) with a NUL; NULL when out of memory. */
char *arena_text(struct arena *arena, const char *text, size_t n);

#endif
