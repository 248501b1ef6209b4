/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of units, inside core: what unit.c needs of unit_table.c. */
#ifndef PROFORMA_CORE_LANGUAGE_UNIT_TABLE_H
#define PROFORMA_CORE_LANGUAGE_UNIT_TABLE_H

#include "core/language/unit.h"

/* The index of `day`, the base word of time. */
enum { UNIT_TABLE_DAY = 0, UNIT_MAX_BASES = 16 };

#define UNIT_DAYS_PER_MONTH (365.0 / 12)

/* A product of base words, times a factor. */
struct unit_expansion {
    double factor;
    unsigned n;
    struct {
        uint16_t word;
        int16_t power; /* not 0 */
    } factors[UNIT_MAX_BASES];
};

/* The index of WORD (N bytes), which becomes a base word where it is unknown. An error is at AT. */
enum status unit_table_intern(struct unit_table *table, const char *word, size_t n, size_t at,
                              unsigned *index, struct error *err);

/* The index of WORD, which is to be defined. STATUS_FAULTY if it is no word of letters, is built in
 * or has been defined, or if there are UNIT_MAX_DEFINITIONS already. */
enum status unit_table_declare(struct unit_table *table, const char *word, unsigned *index,
                               struct error *err);

/* Let WORD, whose INDEX unit_table_declare has given, stand for MEANING from now on, in the
 * expansions of other words too. STATUS_FAULTY, and nothing changed, if it is defined by itself or
 * something becomes too large. */
enum status unit_table_assign(struct unit_table *table, unsigned index, const char *word,
                              const struct unit_expansion *meaning, struct error *err);

/* The index of the scenario's currency. */
unsigned unit_table_currency(const struct unit_table *table);

/* The days of a period. */
double unit_table_period(const struct unit_table *table);

/* WORD as it is shown. */
const char *unit_table_word(const struct unit_table *table, unsigned word);

/* PRODUCT times WORD^POWER in base words. False where it has too many words or too high powers;
 * PRODUCT is spoilt then. */
bool unit_table_expand(const struct unit_table *table, unsigned word, int power,
                       struct unit_expansion *product);

#endif
