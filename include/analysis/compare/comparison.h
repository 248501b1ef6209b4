/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scenarios side by side: the parameters whose values differ, everything else that is written
 * differently (formulas, kinds, switches, settings, attributes), and what each scenario comes to.
 * Not here: which difference accounts for how much of a result (analysis/compare/bridge.h).
 */
#ifndef PROFORMA_ANALYSIS_COMPARE_COMPARISON_H
#define PROFORMA_ANALYSIS_COMPARE_COMPARISON_H

#include "core/scenario.h"

/* What a row is about; rows stand in this order. */
enum comparison_kind {
    COMPARISON_PARAMETER, /* a number in every scenario that has it; the values differ, or not all
                             of them have it */
    COMPARISON_TEXT,      /* anything else that is written, if it is not the same in all */
    COMPARISON_TOTAL,     /* total.cost and so on */
    COMPARISON_CASH,      /* cash.final and so on */
    COMPARISON_STAGE,     /* what is counted of a stage's roles, and its profit */
    COMPARISON_METRIC,
    COMPARISON_TARGET, /* 1 if it is met, 0 if it is missed, NaN if that is unknown */
    N_COMPARISON_KINDS
};

/* What one scenario has of a row. */
struct comparison_cell {
    bool is_there;           /* false: this scenario has no such line, stage or text */
    double value;            /* of a parameter or result; NaN if it is not there */
    const char *text;        /* as it is written; NULL if it is not there, or of a result */
    const struct line *line; /* NULL if the row is about no line */
};

/* A row is named `section.key`: "promotion.conversion", "total.cost", "promotion.kind". */
struct comparison_row {
    enum comparison_kind kind;
    const char *section, *key;
    bool differs; /* false only for results that are the same in all scenarios but for rounding */
    uint32_t figure; /* its row in core/model/figure.h; FIGURE_NONE if it is no figure */
    int better;      /* 1 if more is better, -1 if less is, 0 if nobody knows */
    size_t cells;    /* index of the first of its cells, one a scenario */
};

/* Zero-initialise; comparison_fini frees. The texts, names and lines in it are those of the
 * scenarios: valid until one of them is edited or freed. */
struct comparison {
    size_t n_scenarios;
    struct comparison_row *rows; /* differences in the scenarios' order of lines; all results */
    size_t n_rows;
    struct comparison_cell *cells;
    size_t n_cells;
    size_t rows_capacity, cells_capacity;
};

/*
 * Compare the N scenarios (evaluated) into *OUT, whose memory is used again. How a number is
 * written makes no difference (5万 is 50000); nor do blanks in formulas, nor the name of the file
 * that a scenario extends, which is a part of it. Formulas that built-in kinds bring are left out:
 * the difference is the kind. Only STATUS_NO_MEMORY can happen; *OUT is empty then.
 */
enum status comparison_make(struct comparison *out, const struct scenario *const *scenarios,
                            size_t n, struct error *err);
void comparison_fini(struct comparison *comparison);

/* The full name of ROW: "promotion.conversion". */
void comparison_row_name(const struct comparison_row *row, char out[MODEL_NAME_SIZE]);

/* What scenario S has of ROW. */
const struct comparison_cell *comparison_cell(const struct comparison *comparison,
                                              const struct comparison_row *row, size_t s);
/* The rows of KIND, which follow each other: returns the first one and puts their number into *N.
 */
const struct comparison_row *comparison_rows(const struct comparison *comparison,
                                             enum comparison_kind kind, size_t *n);
/* Whether ROW is a parameter that all scenarios have and that has to be whole in none of them: one
 * that a bridge has a step for. */
bool comparison_is_smooth(const struct comparison *comparison, const struct comparison_row *row);
/* How many parameters and texts differ. */
size_t comparison_n_differences(const struct comparison *comparison);

/* What became of the parameter A, which is B now, as both are written. A unit that they share is
 * written once: "560k -> 700k USD/year". Cut at SIZE. */
void comparison_format_change(const struct line *a, const struct line *b, char *out, size_t size);

#endif
