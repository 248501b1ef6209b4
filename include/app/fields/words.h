/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a line that was typed. */
#ifndef PROFORMA_APP_FIELDS_WORDS_H
#define PROFORMA_APP_FIELDS_WORDS_H

#include <stddef.h>

/* The first word of *TEXT into WORD (SIZE bytes, cut to fit), *TEXT becoming what follows it and
 * its blanks. */
void words_take(const char **text, char *word, size_t size);
/* The part of TEXT behind the last word or words WORD, before which TEXT is cut; NULL if there are
 * none. */
char *words_cut_before(char *text, const char *word);

#endif
