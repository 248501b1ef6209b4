/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a claim doesn't hold: which simple slips, each on its own, would make the scenario come out
 * as stated; and, where the claim says what its source printed, what that comes to, term by term
 * beside the scenario's stages. A slip is a likely cause where it explains the claim to the digits
 * that are stated (to 0.05 % where there are more, within the tolerance in any case); nothing is
 * inferred beyond that.
 */
#ifndef PROFORMA_ANALYSIS_CLAIMS_H
#define PROFORMA_ANALYSIS_CLAIMS_H

#include "core/scenario.h"

enum {
    CLAIM_MAX_CAUSES = 8,
    CLAIM_CAUSE_SIZE = 192,
    CLAIM_TERM_SIZE = 64,
    CLAIM_MAX_TERMS = 32, /* of a printed expression; further ones are not looked at */
};

/* One slip. What is the same slip has the same group: of a group the first is kept. */
struct claim_slip {
    bool is_of_terms;     /* the claim's terms say it, too */
    uint8_t kind;         /* private to the search, as the next three are */
    uint32_t group, line; /* a stage, or what stands for one; whose formula */
    char names[CLAIM_TERM_SIZE];
    char text[CLAIM_CAUSE_SIZE]; /* "stage 'operations' left out", translated */
};

/* A term of what the source printed, or a stage that it leaves out. */
struct claim_term {
    char text[CLAIM_TERM_SIZE]; /* as printed; "" where a stage is left out */
    double value;               /* what it comes to; of the stage that is left out, its amount */
    bool is_right;              /* it is just what a stage comes to */
    char verdict[CLAIM_CAUSE_SIZE]; /* "training.cost, 10,000 times (a 万) too small" */
};

struct claim_cause {
    uint32_t line; /* the claim in the scenario's model */
    bool holds;    /* then there are no causes, only what was printed */
    double stated, computed;
    double ratio;     /* stated / computed; NaN or infinite if computed is 0 or not finite */
    double precision; /* share of what is stated up to which a slip explains it */
    size_t n_causes;  /* how many were found; the first CLAIM_MAX_CAUSES are kept */
    struct claim_slip causes[CLAIM_MAX_CAUSES];
    double printed;           /* what the printed expression gives; NaN where there is none */
    struct claim_term *terms; /* of it, in its order, then the stages that it leaves out */
    size_t n_terms;
};

/* The causes of the claims that fail, and the claims that say what was printed, in the model's
 * order. Zero-initialise; claim_causes_fini frees. */
struct claim_causes {
    struct claim_cause *items;
    size_t n;
    bool is_complete; /* false: the scenario is too large for every slip to have been tried */
};

/* Find the causes of all failed claims of SCENARIO (evaluated) into *OUT, whose former content is
 * freed. The slips are tried on a copy of its program, whose instructions are altered: the work is
 * bounded to about 0.1 s, and takes less than a millisecond for a scenario of a screen's size.
 * Only STATUS_NO_MEMORY can happen. */
enum status claim_causes_find(const struct scenario *scenario, struct claim_causes *out,
                              struct error *err);
void claim_causes_fini(struct claim_causes *causes);

/* What is known about the claim LINE; NULL if it holds and nothing was printed. */
const struct claim_cause *claim_causes_of(const struct claim_causes *causes, uint32_t line);

/* All causes of ITEM as one text, joined by "; ", or "unexplained"; cut at SIZE. IS_BESIDE_TERMS
 * leaves out what ITEM's terms say, which may leave "". */
void claim_cause_format(const struct claim_cause *item, bool is_complete, bool is_beside_terms,
                        char *out, size_t size);

/* "the printed expression gives 4,665, not 36,180,000", of ITEM whose `printed` is a number. */
void claim_printed_format(const struct claim_cause *item, char *out, size_t size);

/* STATED and COMPUTED as text in at most COLUMNS, with as many digits as it takes to see that they
 * differ. */
void claim_format_pair(double stated, double computed, int columns, char stated_text[],
                       char computed_text[]);

#endif
