/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code of formulas. Private to the folder. */
#ifndef PROFORMA_CORE_PROGRAM_FORMULA_H
#define PROFORMA_CORE_PROGRAM_FORMULA_H

#include "generator.h"

/* The code of the sub-formula at ROOT into register TO; if SIDES is not NULL, the root's operands
 * go into these two registers as well. Nodes of the other period, which stand inside sum() and its
 * like, have their own code. */
void formula_emit(struct generator *g, const struct expr *expr, uint32_t root, uint32_t to,
                  const uint32_t *sides);

/* The month in which the sub-formula at ROOT begins, the latest of its lines'; REGISTER_NONE if
 * that is the first month of all. TEMPORARY is free. */
uint32_t formula_begin(struct generator *g, const struct expr *expr, uint32_t root,
                       uint32_t temporary);
/* What lies in TO is 0 before month BEGIN. CONDITION is free. */
void formula_emit_begin(struct generator *g, uint32_t to, uint32_t begin, uint32_t condition);

/* The list or parameter LINE by age, 0 being in the first of all months, into the series TO: its
 * last number goes on, or IS_ENDED, and nothing comes behind it. */
void formula_emit_ages(struct generator *g, uint32_t line, bool is_ended, uint32_t to);

/* Whether a stage of that ACTIVITY is on and, in monthly code, active: a register. The temporaries
 * from I on are free. */
uint32_t formula_is_on(struct generator *g, const struct activity *activity, bool is_monthly,
                       uint32_t i);

#endif
