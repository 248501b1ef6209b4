/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Units: words with whole exponents, checked and then erased. A unit keeps the words as written
 * (TB/GB stays TB/GB); comparing expands them to base words and a factor. Not here: what a formula
 * does with units (src/core/model_units.c).
 */
#ifndef PROFORMA_CORE_LANGUAGE_UNIT_H
#define PROFORMA_CORE_LANGUAGE_UNIT_H

#include "core/text/status.h"

enum {
    UNIT_MAX_FACTORS = 8,
    UNIT_TEXT_SIZE = 160,
    UNIT_WORD_SIZE = 64,
    UNIT_MAX_DEFINITIONS = 1000
};

/* specified false: agrees with anything. n 0 and specified: dimensionless. */
struct unit {
    bool specified;
    uint8_t n;
    struct {
        uint16_t word; /* in the table */
        int8_t power;  /* not 0 */
    } factors[UNIT_MAX_FACTORS];
};

#define UNIT_ANY ((struct unit){.specified = false})
#define UNIT_NONE ((struct unit){.specified = true})

struct unit_table;

/* A table with the built-in words (year, month, TB, kWh, kgCO2e, …) and the word `currency`
 * standing for CURRENCY (for itself where that is empty or longer than UNIT_WORD_SIZE). NULL when
 * out of memory. */
struct unit_table *unit_table_new(const char *currency);
void unit_table_free(struct unit_table *table);

/* [units]: WORD = TEXT, e.g. EUR = "1.08 USD" (a number, then a unit; the number may be left out).
 * STATUS_FAULTY where TEXT isn't that, the number isn't above 0, WORD is built in or defined
 * already, they go in a circle, or there are more than UNIT_MAX_DEFINITIONS. */
enum status unit_table_define(struct unit_table *table, const char *word, const char *text,
                              size_t n, struct error *err);

/* From now on, and for the words met so far: `Mtoken` is a million of `token` if both are words of
 * the table, nobody has defined the first, and the second isn't built in; k, M, G and T likewise.
 * STATUS_NO_MEMORY. */
enum status unit_table_scale(struct unit_table *table);

/* A plan's periods have MONTHS months, 1 if that is left out. */
void unit_table_set_period(struct unit_table *table, unsigned months);
/* The next word from *AT (0 at first) on that was found to be a scale: *WORD is *FACTOR times *OF.
 * False at the end. The texts are valid until the next word is met. */
bool unit_table_next_scaled(const struct unit_table *table, size_t *at, const char **word,
                            double *factor, const char **of);

/* One word of a unit's text. */
struct unit_word {
    size_t at, length; /* bytes in the text */
    int power;         /* 2 of s^2; below 0 behind '/', 0 where it has more than two digits */
};

/* The word at *AT of the unit TEXT (0 at first), with the '/', '*', '·' or blank before it unless
 * it is the first, which may have a '/'; *AT moves behind it and its ^INTEGER. STATUS_NOT_FOUND
 * where none is there: at the end, or where what stands there is no part of a unit (`and or not if
 * to value` aren't words).
 */
enum status unit_next_word(const char *text, size_t n, size_t *at, struct unit_word *out);

/* TEXT as value.h's UNIT, where `1` and `%` alone are dimensionless and `1/` or '/' may
 * begin it. Unknown
 * words become base words of their own; `s` at the end of a word of three letters or more doesn't
 * matter, nor do other plurals of English (companies, boxes, analyses, people). Powers are -9 to 9.
 */
enum status unit_parse(struct unit_table *table, const char *text, size_t n, struct unit *out,
                       struct error *err);

/* Whether A is just WORD, in the singular. */
bool unit_is_word(const struct unit_table *table, struct unit a, const char *word);

/* Products: a part that is unspecified makes the result unspecified; so does more than
 * UNIT_MAX_FACTORS words or a power beyond 100. */
struct unit unit_multiply(struct unit a, struct unit b);
struct unit unit_divide(struct unit a, struct unit b);
struct unit unit_power(struct unit a, int power);
/* False where a power is odd. */
bool unit_root(struct unit a, struct unit *out);

/* A equals B where factor is 1 and the dimensions are the same. */
enum unit_relation {
    UNIT_SAME,      /* or one of the two is unspecified */
    UNIT_BY_FACTOR, /* the same dimension, another size */
    UNIT_DIFFERENT  /* other dimensions */
};

/* How A relates to B; *FACTOR (may be NULL) is how many B one A is, to 12 digits, where that means
 * something. monthly: a power of `month` between them doesn't matter (5 USD/month is that month's 5
 * USD). */
enum unit_relation unit_compare(const struct unit_table *table, struct unit a, struct unit b,
                                bool monthly, double *factor);

/* A as text: "USD·TB/GB", "1" where dimensionless, "?" where unspecified. */
void unit_format(const struct unit_table *table, struct unit a, char out[UNIT_TEXT_SIZE]);

#endif
