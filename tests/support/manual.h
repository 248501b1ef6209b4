/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Manual pages as text, for the tests that compare them with tables. */
#ifndef PROFORMA_TESTS_MANUAL_H
#define PROFORMA_TESTS_MANUAL_H

#include <stddef.h>

struct manual {
    const char *file;
    char *text; /* the caller frees it */
};

/* The page man/FILE, its escapes for characters undone as far as the tables' words have any. */
struct manual manual_read(const char *file);

/* 0 where WORD (N bytes) stands between blanks somewhere from the text FROM to the next TO.
 * Otherwise 1, and standard error says that the page lacks this WHAT. */
unsigned manual_lacks(const struct manual *manual, const char *from, const char *to,
                      const char *what, const char *word, size_t n);

#endif
