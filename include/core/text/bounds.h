/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lesser and the greater of two whole numbers, and one kept within bounds. For doubles there
 * are fmin and fmax. */
#ifndef PROFORMA_CORE_TEXT_BOUNDS_H
#define PROFORMA_CORE_TEXT_BOUNDS_H

#include <assert.h>
#include <stddef.h>

static inline int lesser(int a, int b)
{
    return a < b ? a : b;
}

static inline int greater(int a, int b)
{
    return a > b ? a : b;
}

/* VALUE, or the bound that it lies beyond; LOW is at most HIGH. */
static inline int bounded(int value, int low, int high)
{
    assert(low <= high);
    return value < low ? low : value > high ? high : value;
}

static inline size_t lesser_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

#endif
