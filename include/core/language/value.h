/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a value: what makes it a parameter (`NUMBER` or `NUMBER UNIT`) or a formula, and how
 * an edit turns the old text into the new one while keeping its unit, suffix and decimals.
 */
#ifndef PROFORMA_CORE_LANGUAGE_VALUE_H
#define PROFORMA_CORE_LANGUAGE_VALUE_H

#include <stdbool.h>

#include "core/text/number.h"

enum value_kind { VALUE_NUMBER, VALUE_FORMULA };

struct value {
    enum value_kind kind;
    struct number number;        /* of a VALUE_NUMBER; begins at byte 0 of the text */
    size_t unit_at, unit_length; /* bytes of its unit in the text; length 0: no unit */
};

/*
 * CALENDAR is the plan's, whose months have words; without a start, or NULL, they have none. A
 * month's word is the whole of a value, and has no unit.
 */

/* Which of the two TEXT (N bytes, no blanks at its ends) is. STATUS_FAULTY for an empty text and
 * for what number_scan refuses; err->offset is the byte in TEXT. Unit words joined by '/', '*', '·'
 * or a blank, each with an optional ^INTEGER, make a unit; behind '%' a '/' may begin it: `5
 * %/month` has the unit `/month`. `12 / months` begins with no word and is a formula. */
enum status value_parse(const struct calendar *calendar, const char *text, size_t n,
                        struct value *out, struct error *err);

/* The bytes of TEXT's number, without its unit; 0 if TEXT is no VALUE_NUMBER. */
size_t value_number_length(const char *text);

/* What TYPED over OLD means as the line's new text, into OUT: a number without a unit takes over
 * OLD's unit, `%` included (12 over `10 %` is `12 %`, 6 over `5万 USD` is `6 USD`); all other texts
 * stay as typed, without blanks at the ends. STATUS_FAULTY where the result doesn't fit SIZE. */
enum status value_complete(const char *old, const char *typed, char *out, size_t size,
                           struct error *err);

/* The bytes of TEXT's number with its suffix, without % and unit. TEXT must be a VALUE_NUMBER. */
size_t value_bare_length(const char *text);

/* Whether TYPED over OLD is a number between 0 and 1, with neither % nor a unit, that takes over a
 * `%`: who means 10 % may well have written 0.1. Then *READING becomes "0.1 %", what it is, and
 * *OTHER "10", what to type for the other reading. */
bool value_is_small_percentage(const char *old, const char *typed, char reading[NUMBER_TEXT_SIZE],
                               char other[NUMBER_TEXT_SIZE]);

/* The text of TEXT's number plus STEPS times STEP (in the value's own terms: 0.01 is one percent),
 * suffix, `%`, commas and decimals kept where that is exact to 12 digits, more decimals where
 * needed, so that up and down again gives the same value; of a month's word, the word so many
 * periods later. TEXT must be a VALUE_NUMBER. */
enum status value_nudge(const struct calendar *calendar, const char *text, double step, int steps,
                        char *out, size_t size, struct error *err);

/* TEXT with VALUE in the place of its number, in as few digits as say just that double; suffix,
 * `%`, commas, a written exponent and the unit stay: 0.289 over `10 %` is `28.9 %`. Over a month's
 * word it is that of the nearest period. TEXT must be a VALUE_NUMBER. STATUS_FAULTY where VALUE
 * isn't finite or its digits don't fit, or its month has no word. */
enum status value_replace(const struct calendar *calendar, const char *text, double value,
                          char *out, size_t size, struct error *err);

/* The default step for a value: the 1, 2 or 5 times a power of ten nearest to a twentieth of
 * VALUE's magnitude; 1 where VALUE is 0. */
double value_default_step(double value);

#endif
