/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting the rows of a comparison: what the module of texts (comparison_text.c) and that of
 * numbers (comparison.c) have in common. */
#ifndef PROFORMA_ANALYSIS_COMPARE_COMPARER_H
#define PROFORMA_ANALYSIS_COMPARE_COMPARER_H

#include "analysis/compare/comparison.h"

struct comparer {
    struct comparison *out;
    const struct scenario *const *scenarios;
    size_t n;
    bool out_of_memory;
};

/* Begin a row: returns its cells, which say that nothing is there; NULL if memory has run out,
 * which `out_of_memory` says. Valid until the next call. */
struct comparison_cell *comparer_begin(struct comparer *comparer);
/* Add the row that was begun. A row that is not added is forgotten. */
void comparer_add(struct comparer *comparer, enum comparison_kind kind, const char *section,
                  const char *key, bool differs);

/* Fill CELLS with line I of scenario S as it is in each scenario. False if a scenario before S has
 * it, so that it has been compared already. */
bool comparer_find_line(const struct comparer *comparer, size_t s, uint32_t i,
                        struct comparison_cell *cells);
/* Whether people write the lines of SECTION, so that they have to be compared. */
bool comparer_is_written(const struct section *section);
/* Whether all CELLS that are there are parameters. */
bool comparer_are_parameters(const struct comparer *comparer, const struct comparison_cell *cells);
/* Whether built-in kinds bring all CELLS that are there: then the row of the kind says it all. */
bool comparer_are_from_kinds(const struct comparer *comparer, const struct comparison_cell *cells);

/* Add the rows of COMPARISON_TEXT (comparison_text.c). */
void comparer_add_texts(struct comparer *comparer);

#endif
