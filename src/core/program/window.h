/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the cells of one month are, found without a branch: what instruction after instruction does
 * for each operand. Private to the core.
 */
#ifndef PROFORMA_CORE_PROGRAM_WINDOW_H
#define PROFORMA_CORE_PROGRAM_WINDOW_H

#include "core/program/lanes.h"
#include "core/program/program.h"

/* Of scalars, and of series in the month: the first one's offset in run->cells, in doubles, and how
 * far each is from the one before. */
struct window {
    size_t first[2], stride[2];
};

static VECTOR_INLINE struct window window_at(const struct run *run, uint32_t month)
{
    size_t lanes = run->lanes;
    return (struct window){{0, ((size_t)run->program->n_scalars + month) * lanes},
                           {lanes, lanes * run->months}};
}

/* The offset of register REG. */
static VECTOR_INLINE size_t window_offset(const struct window *window, uint32_t reg)
{
    bool is_series = reg & REGISTER_SERIES;
    return window->first[is_series] +
           (reg & ~(uint32_t)REGISTER_SERIES) * window->stride[is_series];
}

#endif
