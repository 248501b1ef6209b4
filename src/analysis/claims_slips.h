/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What slips there are, and noting them with the claims that they explain. Private to the module
 * claims. */
#ifndef PROFORMA_ANALYSIS_CLAIMS_SLIPS_H
#define PROFORMA_ANALYSIS_CLAIMS_SLIPS_H

#include "analysis/claims.h"
#include "core/text/gettext.h"

/* One row a slip: its wording, in which {1} and {2} stand for what is said of it. */
#define CLAIM_SLIPS(X)                                                                             \
    /* of what is stated as a whole */                                                             \
    X(TOO_LARGE, N_("stated {1} times too large"))                                                 \
    X(TOO_SMALL, N_("stated {1} times too small"))                                                 \
    X(WAN_TOO_LARGE, N_("stated {1} times (a 万) too large"))                                      \
    X(WAN_TOO_SMALL, N_("stated {1} times (a 万) too small"))                                      \
    X(A_MONTHS, N_("a {2}'s amount stated for the {1}"))                                           \
    X(TIMES_MONTHS, N_("multiplied by the {1} once more"))                                         \
    X(A_YEARS, N_("a year's amount stated for the {1}"))                                           \
    X(A_TWELFTH, N_("a {1}th: a {2}'s amount stated for a year's"))                                \
    X(TIMES_TWELVE, N_("{1} times: a year's amount stated for a {2}'s"))                           \
    X(SIGN, N_("stated with the opposite sign"))                                                   \
    X(SWAPPED, N_("{1} stated for {2}"))                                                           \
    X(FOLLOWS, N_("follows from the stated {1} and {2}"))                                          \
    /* of a stage */                                                                               \
    X(LEFT_OUT, N_("stage '{1}' left out"))                                                        \
    X(TWICE, N_("stage '{1}' counted twice"))                                                      \
    X(PERCENT, N_("{1} taken as a number, not in percent"))                                        \
    X(UNIT, N_("{1} converted, by the factor {2} of its unit's warning"))                          \
    X(DROPPED, N_("factor {1} dropped in {2}"))                                                    \
    X(REPEATED, N_("factor {1} repeated in {2}"))                                                  \
    /* of what was printed */                                                                      \
    X(MIXED, N_("the printed expression adds amounts in 万 (10,000) and in units"))                \
    X(IN_WAN, N_("the printed expression is in 万 (10,000)"))                                      \
    X(PRINTED, N_("{1} is {2}"))                                                                   \
    X(NOT_PRINTED, N_("{1} left out of the printed expression"))                                   \
    X(NOT_ADDED, N_("what is stated is not what the printed expression gives, {1}"))

enum claim_slip_kind {
#define X(name, wording) SLIP_##name,
    CLAIM_SLIPS(X)
#undef X
};

/* Groups that are no stage's. */
enum { GROUP_WHOLE = UINT32_MAX, GROUP_OWN = UINT32_MAX - 1 /* each slip is one of its own */ };

/* Whether VALUE is what is stated, as far as its digits go. */
bool claim_is_explained(const struct claim_cause *item, double value);

/* Note with ITEM the slip KIND of LINE, of which its wording says FIRST and SECOND, unless the same
 * slip has been noted: then another factor's name is added, or nothing. */
void claim_note(struct claim_cause *item, enum claim_slip_kind kind, uint32_t group, uint32_t line,
                const char *first, const char *second);

/* Try the slips of the stages and formulas of SCENARIO, and note each with the claims of FOUND that
 * it explains (claims_try.c). Only STATUS_NO_MEMORY can happen. */
enum status claim_try_slips(const struct scenario *scenario, struct claim_causes *found,
                            struct error *err);

/* Compare what was printed for ITEM with what SCENARIO's stages come to (claims_printed.c). Only
 * STATUS_NO_MEMORY can happen. */
enum status claim_compare_printed(const struct scenario *scenario, struct claim_cause *item,
                                  struct error *err);

#endif
