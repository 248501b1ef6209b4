/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program run on intervals: where every parameter lies in an interval, no result can lie outside
 * the interval that comes out, neither in exact arithmetic nor as a run computes it, rounded at
 * every step. That is how one proves that an outcome has no zero in a range; a result that may be
 * NaN, or that nothing is known of, proves nothing.
 *
 * Intervals are rarely as narrow as they could be: that the same parameter is on both sides of a
 * minus is not seen. Halves of a range give narrower ones than the whole.
 */
#ifndef PROFORMA_CORE_PROGRAM_ENCLOSURE_H
#define PROFORMA_CORE_PROGRAM_ENCLOSURE_H

#include "core/language/interval.h"
#include "core/program/program.h"

/* Zero-initialise. */
struct enclosure {
    struct run run; /* of two lanes, low and high; run_load puts in a model's values */
};

/* PROGRAM must live longer. All parameters are 0 at first. Only STATUS_NO_MEMORY can happen. */
enum status enclosure_init(struct enclosure *enclosure, const struct program *program,
                           uint32_t months, struct error *err);
void enclosure_fini(struct enclosure *enclosure);

/* Let the scalar register REG, a parameter's, lie in LOW to HIGH; LOW is at most HIGH. */
void enclosure_set(struct enclosure *enclosure, uint32_t reg, double low, double high);

/* Allocates nothing. A run's time some five to twenty times over. */
void enclosure_run(struct enclosure *enclosure);
/* Where the register REG lies in MONTH (0-based; 0 for a scalar). x * x - x for x in 0 to 2 is in
 * -2 to 4. */
struct interval enclosure_of(const struct enclosure *enclosure, uint32_t reg, uint32_t month);

#endif
