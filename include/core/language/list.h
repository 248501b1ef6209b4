/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A value that is a list: numbers parted by a comma and a blank, one a month (`46k, 76k, 56k USD`),
 * or placed by `from` (`99, 109 from 2027-01 USD`). Unit and `%` are written once and hold for all.
 * What month a word behind `from` means is not known here.
 */
#ifndef PROFORMA_CORE_LANGUAGE_LIST_H
#define PROFORMA_CORE_LANGUAGE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/text/status.h"

enum { LIST_MAX = 1200 /* numbers: twice as many as a horizon has months */ };

/* Bytes of the text that is split; without blanks at the ends. */
struct list_span {
    size_t at, length;
};

/*
 * The item of TEXT (N bytes) that begins at *AT, which moves behind the comma that ends it; 0 at
 * first. STATUS_NOT_FOUND behind the last. A comma with a blank or the end behind it parts two
 * items, one in the midst of digits groups them (`1,000`); STATUS_FAULTY for any other. Commas in
 * parentheses are not looked at.
 */
enum status list_next(const char *text, size_t n, size_t *at, struct list_span *out,
                      struct error *err);

struct list_number {
    struct list_span span; /* the number, with what of % and unit is written at it */
    size_t digits;         /* bytes of the number alone, with its suffix */
    struct list_span when; /* the word behind its `from`; length 0: there is none */
};

struct list {
    struct list_number *numbers; /* at most LIST_MAX */
    size_t n, capacity;
    struct list_span unit; /* of all; length 0: none */
    bool has_percent;      /* all are percentages */
    /* What is hardly meant: a suffix such as k at some numbers only; a number between 0 and 1
       without % beside others that have it. */
    bool has_odd_suffix, has_odd_share;
};

/* The list that TEXT (N bytes, no blanks at its ends) says. STATUS_NOT_FOUND where it is none: one
 * value without `from`. STATUS_FAULTY for what is no number, for units that differ, for a `from`
 * without a month; err->offset is the byte in TEXT. Free with list_fini. */
enum status list_parse(const char *text, size_t n, struct list *out, struct error *err);
void list_fini(struct list *list);

/* Number I as it would stand for itself, with % and unit: "76k USD". False where it doesn't fit. */
bool list_format(const struct list *list, const char *text, size_t i, char *out, size_t size);

#endif
