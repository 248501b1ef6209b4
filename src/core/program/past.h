/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What prev() and lag() see of a list before it begins: `from` may place numbers there. Private to
 * the folder. */
#ifndef PROFORMA_CORE_PROGRAM_PAST_H
#define PROFORMA_CORE_PROGRAM_PAST_H

#include "generator.h"

/* Whether NAME, an operand, is a list that may say something about the months before its first. */
bool past_is_known(const struct generator *g, const struct expr_node *name);

/* What NAME, whose past is known, says before month BEGIN (REGISTER_NONE: before the first of all).
 * TO has the value of OP, prev() or lag(), with 0 for those months; as much as it looks back to
 * them, N months ago, is added: what the list says there, INITIAL before its first number. The
 * temporaries from FREE on are free. */
void past_emit(struct generator *g, enum operation op, uint32_t to, const struct expr_node *name,
               uint32_t n, uint32_t begin, uint32_t initial, uint32_t free);

#endif
