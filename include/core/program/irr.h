/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The internal rate of return of flows, one a period. Private to the core. */
#ifndef PROFORMA_CORE_PROGRAM_IRR_H
#define PROFORMA_CORE_PROGRAM_IRR_H

#include <stddef.h>
#include <stdint.h>

/*
 * The annual rate r at which the sum of flow_m / (1 + r)^(m / PER_YEAR), m = 1 .. N, is 0, if a
 * year has PER_YEAR periods; NaN where there is none. Flow m is flows[(m - 1) * stride]. *COUNT
 * (may be NULL) becomes how many such rates were found; of several it is the one nearest to 0 by
 * |ln(1 + r)|. Rates from -99.9999 % to 10^12 are looked at. -100 in month 1 and 110 in month 13 of
 * 12 a year give 0.1.
 */
double irr_annual(const double *flows, size_t stride, uint32_t n, double per_year, int *count);

/*
 * Add to INTO, laid out like the flows, ADJOINT times the derivative of RATE, which irr_annual
 * found, by each flow. By the implicit function theorem: where x = (1 + r)^(-1/p), p periods are a
 * year and the sum of flow_m x^(m - 1) is 0, dr / dflow_m = p (1 + r) x^(m - 1) / sum of (j - 1)
 * flow_j x^(j - 1). Of -100 in month 1 and 110 in month 13 it is 0.011 by the first, 0.01 by the
 * second.
 */
void irr_pull(const double *flows, size_t stride, uint32_t n, double per_year, double rate,
              double adjoint, double *into);

#endif
