/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PROFORMA_BENCH_EVALUATE_H
#define PROFORMA_BENCH_EVALUATE_H

#include <stddef.h>

/* The formulas of bench/evaluate.c by hand: N samples of each input to N outcomes. */
void evaluate_loop(size_t n, double *const *inputs, double *out);

#endif
