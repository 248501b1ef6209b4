/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number being read, shared by what reads it (number.c) and what says why it is none
 * (number_fault.c). Private to the core. */
#ifndef PROFORMA_CORE_NUMBER_SCAN_H
#define PROFORMA_CORE_NUMBER_SCAN_H

#include "core/number.h"

enum { NUMBER_MAX_DIGITS = 64 }; /* significant ones; far more than a double holds */

struct number_scan {
    const char *text;
    size_t n, at;
    enum number_style style;
    char digits[NUMBER_MAX_DIGITS]; /* the significant ones */
    size_t n_significant;
    size_t n_written; /* digits in all, leading zeros included */
    int exponent;
    bool negative;
};

/* What scales: `k`, `万`. The ASCII ones want no letter behind them. */
struct number_scale {
    const char *text;
    int exponent;
    bool ascii;
};

/* Each returns the fault of its name, with its place in ERR. What begins with letters or digits and
 * is no number: */
enum status number_fault(const struct number_scan *s, struct error *err);
enum status number_fault_comma(size_t at, struct error *err);
/* The fault of a scale that stands at AT, LENGTH bytes long, where it means nothing. */
enum status number_fault_scale(const struct number_scan *s, const struct number *number, size_t at,
                               size_t length, const char *instead, struct error *err);
/* The fault of SECOND, which stands directly behind another scale: 5千万. */
enum status number_fault_second_scale(const struct number_scan *s, const struct number *number,
                                      const struct number_scale *second, struct error *err);

/* How many of N bytes of TEXT a message quotes. */
int number_quoted(const char *text, size_t n);

/* What to write for the WORD of LENGTH bytes, if it means a scale and is none where it stands; else
 * NULL. */
const char *number_misplaced_scale(const char *word, size_t length);

#endif
