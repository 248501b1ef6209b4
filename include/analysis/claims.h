/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a claim doesn't hold: which simple slips, each on its own, would make the scenario come out
 * as stated. The slips are tried out as edits of a copy of the scenario: a stage left out or
 * counted twice, a factor of one formula dropped or repeated. A power of ten is tried as well. A
 * slip that explains the claim within the tolerance is a likely cause; nothing is inferred beyond
 * that.
 */
#ifndef PROFORMA_ANALYSIS_CLAIMS_H
#define PROFORMA_ANALYSIS_CLAIMS_H

#include "core/scenario.h"

enum { CLAIM_MAX_CAUSES = 8, CLAIM_CAUSE_SIZE = 160 };

struct claim_cause {
    uint32_t line; /* the claim in the scenario's model */
    double stated, computed;
    double ratio;    /* stated / computed; NaN or infinite if computed is 0 or not finite */
    size_t n_causes; /* how many were found; the first CLAIM_MAX_CAUSES are kept */
    char causes[CLAIM_MAX_CAUSES][CLAIM_CAUSE_SIZE]; /* "stage 'operations' left out", translated */
};

/* The causes of the claims that fail, in the model's order. Zero-initialise; claim_causes_fini
 * frees. */
struct claim_causes {
    struct claim_cause *items;
    size_t n;
    bool is_complete; /* false: the scenario is too large for every slip to have been tried */
};

/* Find the causes of all failed claims of SCENARIO (evaluated) into *OUT, whose former content is
 * freed. The work is bounded: about 0.1 s at most, much less for a scenario of a screen's size.
 * Only STATUS_NO_MEMORY can happen. */
enum status claim_causes_find(const struct scenario *scenario, struct claim_causes *out,
                              struct error *err);
void claim_causes_fini(struct claim_causes *causes);

/* What is known about the claim LINE; NULL if it holds. */
const struct claim_cause *claim_causes_of(const struct claim_causes *causes, uint32_t line);

/* All causes of ITEM as one text, joined by "; ", or "unexplained"; cut at SIZE. */
void claim_cause_format(const struct claim_cause *item, bool is_complete, char *out, size_t size);

#endif
