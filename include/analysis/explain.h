/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind one line: its formula with numbers put in, who uses it, where a NaN began. */
#ifndef PROFORMA_ANALYSIS_EXPLAIN_H
#define PROFORMA_ANALYSIS_EXPLAIN_H

#include "core/scenario.h"

/*
 * The formula of LINE with its names replaced by their values, into OUT (cut at a whole character):
 * "campaigns * conversion" becomes "200 * 10 %". A parameter stands as it is written, without its
 * unit; a negative value in parentheses; a series in a monthly formula with its value in MONTH
 * (0-based), inside of prev() with that of the month before; one inside of sum() and the like as
 * "first..last". Returns false, and OUT is empty, where LINE has no formula.
 */
bool explain_numbers(const struct scenario *scenario, uint32_t line, uint32_t month, char *out,
                     size_t size);

/* The lines whose formulas refer to LINE, in the model's order, into OUT (room for MOST); returns
 * how many there are, which may be more. What cash figures are made of has no name: of the budget,
 * these figures count. */
size_t explain_dependents(const struct scenario *scenario, uint32_t line, uint32_t *out,
                          size_t most);

/* Whether LINE is finite (in every month). */
bool explain_is_finite(const struct scenario *scenario, uint32_t line);

/* Where a NaN or infinity of LINE began: the line, LINE itself or one behind it, that is not finite
 * although all it uses is. LINE where that can't be told; NAMES_NONE where LINE is finite. */
uint32_t explain_origin(const struct scenario *scenario, uint32_t line);

#endif
