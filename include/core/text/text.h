/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8 text: validity, letters, NFC, columns, the filter for untrusted text, nearest words.
 * Columns are those of utf8proc's table, in every locale, so that a report is the same everywhere.
 */
#ifndef PROFORMA_CORE_TEXT_TEXT_H
#define PROFORMA_CORE_TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at TEXT (N bytes left) into *CODEPOINT; the bytes it takes, at least 1 where
 * N > 0, 0 at the end. Invalid UTF-8 is one byte with *CODEPOINT -1. */
size_t text_next(const char *text, size_t n, int32_t *codepoint);

/* The first byte of TEXT that is not valid UTF-8, or N. */
size_t text_invalid_at(const char *text, size_t n);

/* Whether CODEPOINT may begin a name (a letter of any script or '_'), or go on in one (digits and
 * combining marks as well). */
bool text_is_name_start(int32_t codepoint);
bool text_is_name_part(int32_t codepoint);

/* Bytes of the name that TEXT begins with, 0 where it begins with none. */
size_t text_name_length(const char *text, size_t n);

/* CODEPOINT in UTF-8 into OUT: the bytes it takes, 0 if it is no character. */
size_t text_encode(int32_t codepoint, char out[4]);

/* Whether TEXT (N bytes) is WORD. */
bool text_equals(const char *text, size_t n, const char *word);
/* Whether A and B, which may be missing (NULL), are the same. */
bool text_is_same(const char *a, const char *b);
/* Whether WORD is one of the N words WORDS. */
bool text_is_among(const char *word, const char *const *words, size_t n);

static inline bool text_is_blank(char c)
{
    return c == ' ' || c == '\t';
}
/* Where TEXT (N bytes) goes on behind the blanks and tabs at AT. */
size_t text_skip_blanks(const char *text, size_t n, size_t at);
/* The bytes of TEXT (N bytes) without the blanks and tabs at its end. */
size_t text_trim_end(const char *text, size_t n);
/* TEXT (*N bytes) without those at both ends: where it begins; *N becomes its length. */
const char *text_trim(const char *text, size_t *n);
/* The same of a string, which is cut. */
char *text_trim_in_place(char *text);
/* If TEXT, which was cut at some byte, ends within a character, drop what is left of that one. */
void text_drop_torn(char *text);

/* TEXT in NFC, as a malloc'ed string that the caller frees; NULL when out of memory or invalid. */
char *text_nfc(const char *text, size_t n);

/* Columns TEXT takes on a terminal (control characters count as 0; filter first). */
int text_width(const char *text, size_t n);

/* How many bytes of TEXT fit into COLUMNS columns, whole characters with their combining marks;
 * *USED (may be NULL) becomes the columns they take. */
size_t text_fit(const char *text, size_t n, int columns, int *used);

/*
 * How many bytes of TEXT (N bytes) go into a row of COLUMNS, as WIDTH counts them (text_width, or
 * what also knows how TEXT will be shown). A row is broken before blanks, and before and behind
 * wide characters, since text in these is written without blanks; the blanks that follow belong to
 * no row. What stands before the first such place is taken even if it is too wide.
 */
size_t text_row(const char *text, size_t n, int columns, int (*width)(const char *text, size_t n));

/* How many combining marks a character may carry: as many as ordinary text has in any script. */
enum { TEXT_MARKS = 3 };

/*
 * The filter at every exit: TEXT into OUT (SIZE bytes with the NUL; cut at a whole character).
 * C0, DEL, C1, bidirectional and zero-width controls, U+00AD, U+2028, U+2029, tag characters,
 * combining marks beyond TEXT_MARKS and those without a character before them, invisible fillers
 * (U+115F, U+3164) and invalid bytes become a visible marker, `\xNN` for a byte or C0 and
 * `<U+NNNN>` for others. U+200C and U+200D stay between letters of scripts that are written with
 * them (Persian, Hindi); between emoji U+200D is left out, so that a family is as many columns wide
 * on every terminal. TAB becomes one blank. Everything else is unchanged. Returns the bytes written
 * without the NUL.
 */
size_t text_filter(char *out, size_t size, const char *text, size_t n);

/* Edits (insert, delete, replace, swap of neighbours) between A and B in bytes, at most LIMIT + 1.
 * Words longer than 64 bytes are LIMIT + 1 apart unless equal. */
int text_distance(const char *a, const char *b, int limit);

/*
 * The search for what WORD, which nobody knows, was meant to be: true if KNOWN is fewer than *EDITS
 * edits away, and fewer than half of WORD's bytes; *EDITS becomes how many. It begins as TEXT_FAR,
 * so that two edits at most make a misspelling:
 *
 *     int edits = TEXT_FAR;
 *     for (i = 0; i < n; i++)
 *         if (text_is_nearer(word, known[i], &edits))
 *             nearest = known[i];
 */
enum { TEXT_FAR = 3 };
bool text_is_nearer(const char *word, const char *known, int *edits);

#endif
