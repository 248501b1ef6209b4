/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as people write them, and as the program shows them. The decimal point is '.' in every
 * locale. This is the only module that converts between text and double.
 */
#ifndef PROFORMA_CORE_TEXT_NUMBER_H
#define PROFORMA_CORE_TEXT_NUMBER_H

#include "core/text/calendar.h"

/* In a formula a number has no sign and no grouping commas; in a value it may have both. */
enum number_style { NUMBER_IN_FORMULA, NUMBER_IN_VALUE };

struct number {
    double value;             /* suffix and % applied, correctly rounded once: 4.1 % is 0.041 */
    int scale;                /* their decimal exponent together: 4 for 万, -2 for % */
    int decimals;             /* digits written behind the point */
    bool percent;             /* ends in % */
    bool grouped;             /* written with grouping commas */
    bool is_month;            /* a month's word (core/text/calendar.h); number_scan takes none */
    struct calendar calendar; /* of a month's word */
    size_t digits;            /* bytes of sign, digits, point and exponent */
    size_t length;            /* bytes in all, with suffix and % (and the blank before it) */
};

/*
 * The number that TEXT begins with. STATUS_NOT_FOUND where TEXT begins with none (then ERR is left
 * alone), STATUS_FAULTY for digits and letters that are no number (`0x10`, `5e`, `1.5.2`), for a
 * value that isn't finite or too small to tell from 0, for more than 64 significant digits,
 * misplaced commas and a scale out of place that follows (`5 k USD`, `3K`, `5m`, `5bn`, `5 万 USD`;
 * the message gives the fix). A blank, then a unit may follow.
 */
enum status number_scan(const char *text, size_t n, enum number_style style, struct number *out,
                        struct error *err);

/* STATUS_FAULTY if the comma at COMMA of TEXT, which is to part two numbers, could as well group
 * the digits of one: digits before it and exactly three behind it, without a blank (`1,000`). The
 * message gives both ways to write it; err->offset is the first digit. */
enum status number_check_comma(const char *text, size_t n, size_t comma, struct error *err);

enum { NUMBER_TEXT_SIZE = 64, NUMBER_PLAIN_SIZE = 128 };

/* The first N bytes of TEXT, which number_scan has taken for sign, digits, point and exponent, in
 * plain ASCII without separators: -1234.5e6. False where that doesn't fit. */
bool number_plain(const char *text, size_t n, char out[NUMBER_PLAIN_SIZE]);

/* The shortest text that reads back as VALUE, at most 24 bytes; "NaN", "inf", "-inf". */
void number_format(char out[NUMBER_TEXT_SIZE], double value);

/* The double nearest to VALUE in DIGITS (1 to 17) significant decimal digits: 0.28915 for
 * 0.289150248 in 5. What isn't finite stays. */
double number_round(double value, int digits);

/* VALUE rounded to DECIMALS digits behind the point, in groups of three: -30,994,765. Values of
 * 1e15 and beyond are written like 1.23e+18; never more than NUMBER_TEXT_SIZE - 1 bytes. */
void number_format_grouped(char out[NUMBER_TEXT_SIZE], double value, int decimals);

/* VALUE in at most COLUMNS (>= 6) columns, as exactly as that allows: whole numbers and amounts of
 * 1000 and more grouped without decimals, smaller ones with up to 4 significant digits or exactly
 * where that is shorter (0.01), too wide ones scaled: 10.00M, 1.005G; -0 is 0. */
void number_format_fit(char out[NUMBER_TEXT_SIZE], double value, int columns);

/* True if the two differ by rounding at most (1e-12 of the smaller one); two NaNs are equal. */
bool number_is_same(double a, double b);

/* VALUE as a change: with its sign and two significant digits, or as many as stand before the point
 * or a suffix: +2.0k, -25, +123M, +0.012, 0; at most 9 columns,
 * and 7 where its magnitude is between 1e-99 and 1e100. */
void number_format_change(char out[NUMBER_TEXT_SIZE], double value);

#endif
