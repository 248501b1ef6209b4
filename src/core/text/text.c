/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 text on top of utf8proc's tables. */
#include "core/text/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "core/text/bounds.h"

size_t text_next(const char *text, size_t n, int32_t *codepoint)
{
    if (n == 0) {
        *codepoint = -1;
        return 0;
    }
    unsigned char first = (unsigned char)text[0];
    if (first < 0x80) {
        *codepoint = first;
        return 1;
    }
    utf8proc_int32_t decoded = -1;
    utf8proc_ssize_t taken =
        utf8proc_iterate((const utf8proc_uint8_t *)text, n < 4 ? (utf8proc_ssize_t)n : 4, &decoded);
    if (taken <= 0) {
        *codepoint = -1;
        return 1;
    }
    *codepoint = decoded;
    return (size_t)taken;
}

size_t text_encode(int32_t codepoint, char out[4])
{
    if (codepoint < 0 || codepoint > 0x10ffff || (codepoint >= 0xd800 && codepoint < 0xe000))
        return 0;
    uint32_t c = (uint32_t)codepoint;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)((0xf00 >> n & 0xff) | c);
    return n;
}

bool text_equals(const char *text, size_t n, const char *word)
{
    return strlen(word) == n && memcmp(text, word, n) == 0;
}

bool text_is_same(const char *a, const char *b)
{
    return !a || !b ? a == b : strcmp(a, b) == 0;
}

bool text_is_among(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

size_t text_skip_blanks(const char *text, size_t n, size_t at)
{
    while (at < n && text_is_blank(text[at]))
        at++;
    return at;
}

size_t text_trim_end(const char *text, size_t n)
{
    while (n > 0 && text_is_blank(text[n - 1]))
        n--;
    return n;
}

const char *text_trim(const char *text, size_t *n)
{
    *n = text_trim_end(text, *n);
    while (*n > 0 && text_is_blank(*text)) {
        text++;
        --*n;
    }
    return text;
}

char *text_trim_in_place(char *text)
{
    size_t n = strlen(text);
    size_t begin = (size_t)(text_trim(text, &n) - text);
    text[begin + n] = '\0';
    return text + begin;
}

void text_drop_torn(char *text)
{
    size_t end = strlen(text);
    size_t start = end;
    while (start > 0 && end - start < 4 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (end - (start - 1) < length)
        text[start - 1] = '\0';
}

size_t text_invalid_at(const char *text, size_t n)
{
    size_t at = 0;
    while (at < n) {
        int32_t codepoint;
        size_t taken = text_next(text + at, n - at, &codepoint);
        if (codepoint < 0)
            return at;
        at += taken;
    }
    return n;
}

/* Hangul fillers: letters by category that show nothing. */
static bool is_invisible_filler(int32_t codepoint)
{
    return codepoint == 0x115F || codepoint == 0x1160 || codepoint == 0x3164 || codepoint == 0xFFA0;
}

static bool is_mark(int32_t codepoint)
{
    if (codepoint < 0x300)
        return false;
    utf8proc_category_t category = utf8proc_category(codepoint);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

bool text_is_name_start(int32_t codepoint)
{
    if (codepoint < 0x80)
        return (codepoint >= 'a' && codepoint <= 'z') || (codepoint >= 'A' && codepoint <= 'Z') ||
               codepoint == '_';
    if (is_invisible_filler(codepoint))
        return false;
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: /* the ideographic zero, Roman numerals */
        return true;
    default:
        return false;
    }
}

bool text_is_name_part(int32_t codepoint)
{
    if (codepoint >= '0' && codepoint <= '9')
        return true;
    if (text_is_name_start(codepoint))
        return true;
    if (codepoint < 0x80)
        return false;
    utf8proc_category_t category = utf8proc_category(codepoint);
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_MN ||
           category == UTF8PROC_CATEGORY_MC;
}

size_t text_name_length(const char *text, size_t n)
{
    int32_t codepoint;
    size_t at = text_next(text, n, &codepoint);
    if (at == 0 || !text_is_name_start(codepoint))
        return 0;
    while (at < n) {
        size_t taken = text_next(text + at, n - at, &codepoint);
        if (!text_is_name_part(codepoint))
            break;
        at += taken;
    }
    return at;
}

char *text_nfc(const char *text, size_t n)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)n,
                                           &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return length >= 0 ? (char *)composed : NULL;
}

static int columns_of(int32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= 0x20 && codepoint < 0x7F ? 1 : 0;
    return utf8proc_charwidth(codepoint);
}

/* Printable ASCII, which most texts are made of, needs no table. */
static bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

int text_width(const char *text, size_t n)
{
    int width = 0;
    for (size_t at = 0; at < n;) {
        int32_t codepoint;
        bool plain = is_plain(text[at]);
        at += plain ? 1 : text_next(text + at, n - at, &codepoint);
        width += plain ? 1 : columns_of(codepoint);
    }
    return width;
}

size_t text_fit(const char *text, size_t n, int columns, int *used)
{
    int width = 0;
    size_t at = 0;
    while (at < n) {
        int32_t codepoint;
        size_t taken = text_next(text + at, n - at, &codepoint);
        int more = columns_of(codepoint);
        if (width + more > columns)
            break;
        width += more;
        at += taken;
    }
    if (used)
        *used = width;
    return at;
}

/* Bytes of TEXT that are never parted: the blanks that it begins with and a wide character, or what
 * stands before the next blank or wide character. */
static size_t piece_length(const char *text, size_t n)
{
    int width_before = 0; /* of the last character that is no combining mark; of blanks 0 */
    bool is_begun = false;
    for (size_t at = 0, taken; at < n; at += taken) {
        int32_t codepoint;
        taken = text_next(text + at, n - at, &codepoint);
        bool is_blank = codepoint == ' ';
        int width = is_blank ? 0 : columns_of(codepoint);
        bool is_beside_wide = width > 0 && (width_before == 2 || (width == 2 && is_begun));
        if (is_beside_wide || (is_blank && is_begun))
            return at;
        is_begun |= !is_blank;
        width_before = width > 0 ? width : width_before;
    }
    return n;
}

size_t text_row(const char *text, size_t n, int columns, int (*width)(const char *text, size_t n))
{
    size_t at = piece_length(text, n);
    int used = width(text, at);
    while (at < n) {
        size_t length = piece_length(text + at, n - at);
        used += width(text + at, length);
        if (used > columns)
            break;
        at += length;
    }
    return at;
}

/* Characters that could move the cursor, reorder or hide what is beside them, or not be seen. */
static bool is_unsafe(int32_t codepoint)
{
    if (codepoint < 0x20 || codepoint == 0x7F)
        return true;
    if (codepoint < 0x7F)
        return false;
    if (is_invisible_filler(codepoint) || codepoint == 0x034F)
        return true;
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_CC: /* C1 */
    case UTF8PROC_CATEGORY_CF: /* bidirectional, zero width, soft hyphen, tags */
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

enum { MARKER_SIZE = 16 };

/* How CODEPOINT, or the invalid BYTE where it is -1, is made visible. */
static size_t format_marker(char out[MARKER_SIZE], int32_t codepoint, unsigned char byte)
{
    int length;
    if (codepoint < 0x80)
        length = snprintf(out, MARKER_SIZE, "\\x%02X", (unsigned)byte);
    else
        length = snprintf(out, MARKER_SIZE, "<U+%04X>", (unsigned)codepoint);
    assert(length > 0 && length < MARKER_SIZE);
    return (size_t)length;
}

/* Scripts in which letters join, or are kept from it, by U+200D and U+200C. */
static bool is_of_joining_script(int32_t codepoint)
{
    static const int32_t ranges[][2] = {
        {0x0600, 0x08FF}, /* Arabic, Syriac, Thaana, N'Ko, Mandaic */
        {0x0900, 0x0DFF}, /* the scripts of India */
        {0x1000, 0x109F}, /* Myanmar */
        {0x1780, 0x18AF}, /* Khmer, Mongolian */
        {0xFB50, 0xFDFF}, /* Arabic, presentation forms */
        {0xFE70, 0xFEFC},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (codepoint >= ranges[i][0] && codepoint <= ranges[i][1])
            return text_is_name_start(codepoint) || is_mark(codepoint);
    return false;
}

static bool is_pictograph(int32_t codepoint)
{
    return codepoint > 0xFF && utf8proc_get_property(codepoint)->boundclass ==
                                   UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool is_skin_tone(int32_t codepoint)
{
    return codepoint >= 0x1F3FB && codepoint <= 0x1F3FF;
}

enum { ZERO_WIDTH_NON_JOINER = 0x200C, ZERO_WIDTH_JOINER = 0x200D, EMOJI_STYLE = 0xFE0F };

/* What the filter knows of the characters before. */
struct filtered {
    int32_t before; /* the last one; -1: none that anything may follow closely */
    int32_t base;   /* the one that the marks stand on */
    int n_marks;    /* on it */
};

/* What becomes of a character. */
enum passage { PASS_AS_IS, PASS_MARKED, PASS_LEFT_OUT };

/* CODEPOINT, a joiner, before the N bytes NEXT. */
static enum passage pass_joiner(const struct filtered *filtered, int32_t codepoint,
                                const char *next, size_t n)
{
    int32_t after;
    text_next(next, n, &after);
    if (is_of_joining_script(filtered->before) && is_of_joining_script(after) && !is_mark(after))
        return PASS_AS_IS;
    bool is_emoji = is_pictograph(filtered->base) &&
                    (filtered->before == filtered->base || filtered->before == EMOJI_STYLE ||
                     is_skin_tone(filtered->before));
    return codepoint == ZERO_WIDTH_JOINER && is_emoji && is_pictograph(after) ? PASS_LEFT_OUT
                                                                              : PASS_MARKED;
}

/* What becomes of CODEPOINT, which stands before the N bytes NEXT. */
static enum passage pass(struct filtered *filtered, int32_t codepoint, const char *next, size_t n)
{
    enum passage passage = PASS_AS_IS;
    bool mark = is_mark(codepoint);
    if (codepoint == ZERO_WIDTH_JOINER || codepoint == ZERO_WIDTH_NON_JOINER)
        passage = pass_joiner(filtered, codepoint, next, n);
    else if (is_unsafe(codepoint) ||
             (mark && (filtered->before < 0 || filtered->n_marks == TEXT_MARKS)))
        passage = PASS_MARKED;
    if (passage == PASS_MARKED) {
        *filtered = (struct filtered){-1, -1, 0};
    } else {
        filtered->n_marks = mark ? filtered->n_marks + 1 : 0;
        filtered->base = mark || is_skin_tone(codepoint) ? filtered->base : codepoint;
        filtered->before = codepoint;
    }
    return passage;
}

size_t text_filter(char *out, size_t size, const char *text, size_t n)
{
    size_t written = 0;
    struct filtered filtered = {-1, -1, 0};
    if (size == 0)
        return 0;
    for (size_t at = 0; at < n;) {
        char marker[MARKER_SIZE];
        int32_t codepoint;
        if (is_plain(text[at])) {
            if (written + 1 >= size)
                break;
            filtered = (struct filtered){text[at], text[at], 0};
            out[written++] = text[at++];
            continue;
        }
        const char *piece = text + at;
        size_t taken = text_next(piece, n - at, &codepoint), length = taken;
        if (codepoint == '\t') {
            piece = " ";
            filtered = (struct filtered){-1, -1, 0};
        } else {
            enum passage passage = pass(&filtered, codepoint, text + at + taken, n - at - taken);
            if (passage == PASS_MARKED) {
                length = format_marker(marker, codepoint, (unsigned char)text[at]);
                piece = marker;
            } else if (passage == PASS_LEFT_OUT) {
                length = 0;
            }
        }
        if (length >= size - written)
            break;
        memcpy(out + written, piece, length);
        written += length;
        at += taken;
    }
    out[written] = '\0';
    return written;
}

enum { DISTANCE_LENGTH = 64 };

int text_distance(const char *a, const char *b, int limit)
{
    size_t n_a = strlen(a), n_b = strlen(b);
    assert(limit >= 0);
    int rows[3][DISTANCE_LENGTH + 1];
    int *before = rows[0], *previous = rows[1], *current = rows[2];
    if (strcmp(a, b) == 0)
        return 0;
    if (n_a > DISTANCE_LENGTH || n_b > DISTANCE_LENGTH)
        return limit + 1;
    for (size_t j = 0; j <= n_b; j++)
        previous[j] = (int)j;
    for (size_t i = 1; i <= n_a; i++) {
        current[0] = (int)i;
        for (size_t j = 1; j <= n_b; j++) {
            int replaced = previous[j - 1] + (a[i - 1] != b[j - 1]);
            current[j] = lesser(replaced, 1 + lesser(previous[j], current[j - 1]));
            bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_swap && before[j - 2] + 1 < current[j])
                current[j] = before[j - 2] + 1;
        }
        int *oldest = before;
        before = previous;
        previous = current;
        current = oldest;
    }
    return previous[n_b] <= limit ? previous[n_b] : limit + 1;
}

bool text_is_nearer(const char *word, const char *known, int *edits)
{
    int distance = *edits > 0 ? text_distance(word, known, *edits - 1) : 0;
    if (distance >= *edits || 2 * (size_t)distance >= strlen(word))
        return false;
    *edits = distance;
    return true;
}
