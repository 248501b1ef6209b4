/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind one line: its formula with numbers put in, who uses it, where a NaN began. */
#ifndef PROFORMA_ANALYSIS_EXPLAIN_H
#define PROFORMA_ANALYSIS_EXPLAIN_H

#include "core/scenario.h"

/*
 * Write the formula of the line INDEX, its names replaced by their values, into OUT (cut at a whole
 * character): "campaigns * conversion" becomes "200 * 10 %". A parameter is written as it stands in
 * the file, without its unit, and a negative value in parentheses. A series in a monthly formula
 * has its value in MONTH (from 0), inside of prev() or lag() that of the month they look at, which
 * may lie between two; inside of sum() and the like it is written as "first..last". Returns false,
 * and OUT is empty, if the line has no formula.
 */
bool explain_numbers(const struct scenario *scenario, uint32_t index, uint32_t month, char *out,
                     size_t size);

/* Put the lines whose formulas refer to the line INDEX into OUT (room for MOST), in the model's
 * order; returns how many there are, which may be more. The lines that cash figures are made of
 * have no names for people: the figures themselves are the budget's dependents. */
size_t explain_dependents(const struct scenario *scenario, uint32_t index, uint32_t *out,
                          size_t most);

/* Whether the line INDEX is finite, a series in every month. */
bool explain_is_finite(const struct scenario *scenario, uint32_t index);

/* Where a NaN or infinity of the line INDEX began: the line that is not finite although all lines
 * that it uses are. It is INDEX itself or one that INDEX depends on; INDEX if that is unknown;
 * NAMES_NONE if INDEX is finite. */
uint32_t explain_origin(const struct scenario *scenario, uint32_t index);

#endif
