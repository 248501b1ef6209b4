/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How large the numbers were that a value was summed from, as code of its own: its terms. Of an
 * amount that is below 1e-12 of them nothing but rounding is left (OP_CLEAR, OP_SETTLE). The terms
 * of a sum or difference are those of both sides together, of a sum over months those of all
 * months; what is neither summed nor made of sums is its own size. Code for terms is generated for
 * what is compared or settled alone, and after the values that it reads. Private to the folder.
 */
#ifndef PROFORMA_CORE_PROGRAM_TERMS_H
#define PROFORMA_CORE_PROGRAM_TERMS_H

#include "generator.h"

/* The terms of node INDEX, whatever their sign; code for them follows where there is none yet. */
uint32_t terms_of_node(struct generator *g, uint32_t index);

/* The terms of A and B together; either may be REGISTER_NONE. */
uint32_t terms_together(struct generator *g, bool is_monthly, uint32_t a, uint32_t b);

/* Before the formula of node INDEX at ROOT is compiled: g->tolerances of its comparisons of money
 * and of what it settles, which is also the root of a metric that was summed; REGISTER_NONE for
 * its other nodes. */
void terms_prepare(struct generator *g, const struct expr *expr, uint32_t root, uint32_t index);

#endif
