/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exact derivatives of one result of a program by every parameter at once: the program is run
 * forwards, then backwards from the result (automatic differentiation in reverse mode), over lanes
 * as in core/program/program.h. Takes about as long as four runs, however many parameters there
 * are.
 *
 * Where the result comes out of min, max, clamp, abs or peak, the derivative is that of the operand
 * taken; through what is flat between jumps (floor, ceil, round, comparisons, and, or, not, the
 * condition of if) it is 0. Whether a parameter's influence sits right on such a kink or jump,
 * gradient_is_kink says. What does not count contributes nothing, be it infinite or NaN.
 */
#ifndef PROFORMA_CORE_PROGRAM_GRADIENT_H
#define PROFORMA_CORE_PROGRAM_GRADIENT_H

#include "core/program/program.h"

/* Zero-initialise. The values are read and set in `run`, with the program's register numbers;
 * the rest is the module's own. */
struct gradient {
    struct run run; /* of the record (src/core/record.h) */
    struct program *record;
    double *adjoints; /* d result / d cell, laid out like run.cells */
    struct pull *pulls;
    struct segment *segments; /* of pulls, as the record's are of code */
    uint8_t *traits;          /* of each cell in lane 0, or of each register: gradient_kinks.c */
};

/*
 * Make ready for blocks of LANES (0: as many as fit the cache) over MONTHS. PROGRAM must live
 * longer; one that is pruned to the result (program_prune) is quicker. Load inputs by run_load,
 * run_set, run_cell on g->run. Only STATUS_NO_MEMORY can happen.
 */
enum status gradient_init(struct gradient *g, const struct program *program, uint32_t lanes,
                          uint32_t months, struct error *err);
void gradient_fini(struct gradient *g);

/* Run the first LANES lanes forwards, then backwards from OUTPUT, a scalar register or a series,
 * of which it is the last month; its value is in g->run afterwards. N lanes give the same bits as N
 * runs of one. Allocates nothing. */
void gradient_run(struct gradient *g, uint32_t output, uint32_t lanes);
/* Once the run is there (gradient_run, or run_block on g->run): backwards from another OUTPUT. */
void gradient_run_back(struct gradient *g, uint32_t output, uint32_t lanes);

/* d OUTPUT / d REG, one double a lane, of a scalar register that no code writes: a parameter or a
 * switch. Valid until the next run. x * y at (2, 3) has the derivatives 3 and 2. */
const double *gradient_of(const struct gradient *g, uint32_t reg);

/* After gradient_run, whose values it goes by: find in lane 0 on which kinks and jumps OUTPUT sits.
 * Allocates nothing. */
void gradient_find_kinks(struct gradient *g, uint32_t output);

/*
 * After gradient_find_kinks: whether a small change of the parameter REG moves OUTPUT through a
 * min, max, clamp, abs or peak that sits exactly on its kink, or through a comparison, floor, ceil,
 * round, mod or condition exactly on its jump, so that the derivative holds on one side at most.
 * max(x, 0) at x = 0 does, at x = 1 it does not; nor does max(x, 0) * y at y = 0.
 */
bool gradient_is_kink(const struct gradient *g, uint32_t reg);

/*
 * Whether, at whatever values, OUTPUT can depend on one of the N parameters INPUTS through
 * something with jumps: floor, ceil, round, mod, a comparison, and, or, not, a condition. Then its
 * derivative is not all that an optimiser needs. cash.runway does, cash.lowest does not. Needs no
 * run; what gradient_find_kinks found is lost.
 */
bool gradient_has_jumps(struct gradient *g, uint32_t output, const uint32_t *inputs, size_t n);

#endif
