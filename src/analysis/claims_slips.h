/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between claims.c, which knows the failed claims, and claims_slips.c, which tries out slips. */
#ifndef PROFORMA_ANALYSIS_CLAIMS_SLIPS_H
#define PROFORMA_ANALYSIS_CLAIMS_SLIPS_H

#include "analysis/claims.h"

/* The [claims] of SCENARIO, or NULL. */
const struct section *claims_section(const struct scenario *scenario);
/* Whether VALUE is what was STATED, within TOLERANCE. */
bool claims_is_explained(double value, double stated, double tolerance);
/* Note one more cause of ITEM. */
void claims_add_cause(struct claim_cause *item, const char *format, ...) PRINTF_LIKE(2, 3);

/* Try every slip on a copy of SCENARIO and note it with the claims of FOUND that it explains. */
enum status claims_try_slips(const struct scenario *scenario, struct claim_causes *found,
                             struct error *err);

#endif
