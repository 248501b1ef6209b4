/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Units: reading them, the algebra of words with whole exponents, and how two of them compare. The
 * words themselves and what they stand for are unit_table.c's.
 */
#include "core/language/unit.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/number.h"
#include "core/text/text.h"

#include "unit_table.h"

enum { MAX_POWER = 100, MAX_WRITTEN_POWER = 9, FACTOR_DIGITS = 12 };

/* Two sizes that differ by less are the same unit. */
static const double FACTOR_TOLERANCE = 1e-9;

static bool is_reserved(const char *word, size_t length)
{
    static const char *const reserved[] = {"and", "or", "not", "if", "to", "value"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strlen(reserved[i]) == length && memcmp(reserved[i], word, length) == 0)
            return true;
    return false;
}

/* ^INTEGER at *AT, if there is one: its value (0 where it has more than two digits) into *POWER.
 * False for '^' without an integer behind it. */
static bool scan_power(const char *text, size_t n, size_t *at, int *power)
{
    size_t next = *at;
    *power = 1;
    if (next >= n || text[next] != '^')
        return true;
    bool negative = ++next < n && text[next] == '-';
    size_t first = next += negative;
    int value = 0;
    for (; next < n && text[next] >= '0' && text[next] <= '9'; next++)
        value = next - first < 2 ? 10 * value + (text[next] - '0') : 0;
    if (next == first)
        return false;
    *power = next - first > 2 ? 0 : negative ? -value : value;
    *at = next;
    return true;
}

enum status unit_next_word(const char *text, size_t n, size_t *at, struct unit_word *out)
{
    size_t next = text_skip_blanks(text, n, *at);
    bool divided = false;
    if (*at > 0 || (n > 0 && text[0] == '/')) {
        bool blank = next > *at;
        if (next < n && (text[next] == '/' || text[next] == '*')) {
            divided = text[next] == '/';
            next = text_skip_blanks(text, n, next + 1);
        } else if (n - next >= 2 && memcmp(text + next, "·", 2) == 0) {
            next = text_skip_blanks(text, n, next + 2);
        } else if (!blank) {
            return STATUS_NOT_FOUND;
        }
    }
    size_t length = text_name_length(text + next, n - next);
    if (length == 0 || is_reserved(text + next, length))
        return STATUS_NOT_FOUND;
    size_t end = next + length;
    int power;
    if (!scan_power(text, n, &end, &power))
        return STATUS_NOT_FOUND;
    *out = (struct unit_word){.at = next, .length = length, .power = divided ? -power : power};
    *at = end;
    return STATUS_OK;
}

/* A times WORD^POWER; false where it doesn't fit. */
static bool add_factor(struct unit *a, unsigned word, int power)
{
    unsigned at = 0;
    while (at < a->n && a->factors[at].word != word)
        at++;
    if (at < a->n)
        power += a->factors[at].power;
    if (power > MAX_POWER || power < -MAX_POWER || at == UNIT_MAX_FACTORS)
        return false;
    a->factors[at].word = (uint16_t)word;
    a->factors[at].power = (int8_t)power;
    if (at == a->n)
        a->n++;
    if (power == 0) {
        a->n--;
        memmove(&a->factors[at], &a->factors[at + 1], (a->n - at) * sizeof *a->factors);
    }
    return true;
}

enum status unit_parse(struct unit_table *table, const char *text, size_t n, struct unit *out,
                       struct error *err)
{
    struct unit unit = UNIT_NONE;
    size_t at = 0, slash = text_skip_blanks(text, n, 1);
    struct unit_word word;
    if (n == 1 && (text[0] == '1' || text[0] == '%')) {
        *out = unit;
        return STATUS_OK;
    }
    bool inverse = slash < n && text[0] == '1' && text[slash] == '/';
    if (inverse)
        at = slash;
    while (at < n && unit_next_word(text, n, &at, &word) == STATUS_OK) {
        if (word.power == 0 || abs(word.power) > MAX_WRITTEN_POWER)
            return error_set_at(err, STATUS_FAULTY, word.at, at - word.at,
                                _("a unit's power is between -%d and %d, and not 0"),
                                MAX_WRITTEN_POWER, MAX_WRITTEN_POWER);
        unsigned index;
        enum status status =
            unit_table_intern(table, text + word.at, word.length, word.at, &index, err);
        if (status != STATUS_OK)
            return status;
        if (!add_factor(&unit, index, word.power))
            return error_set_at(err, STATUS_FAULTY, word.at, at - word.at,
                                _("a unit has at most %d words"), UNIT_MAX_FACTORS);
    }
    if (at < n || n == 0)
        return error_set_at(err, STATUS_FAULTY, at, n - at, _("'%.*s' is no unit"),
                            (int)text_fit(text, n, UNIT_WORD_SIZE, NULL), text);
    *out = unit;
    return STATUS_OK;
}

/* TEXT, a number and a unit, either of which may be left out, in base words. */
static enum status parse_meaning(struct unit_table *table, const char *text, size_t n,
                                 struct unit_expansion *out, struct error *err)
{
    struct number number = {.value = 1};
    struct unit unit = UNIT_NONE;
    enum status status = number_scan(text, n, NUMBER_IN_VALUE, &number, err);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    size_t at = number.length;
    while (at < n && text[at] == ' ')
        at++;
    if (at < n || n == 0) {
        status = unit_parse(table, text + at, n - at, &unit, err);
        if (status == STATUS_FAULTY && err)
            err->offset += at;
        if (status != STATUS_OK)
            return status;
    }
    if (number.value <= 0)
        return error_set_at(err, STATUS_FAULTY, 0, number.length,
                            _("the size of a unit is above 0"));
    *out = (struct unit_expansion){.factor = number.value};
    for (unsigned i = 0; i < unit.n; i++)
        if (!unit_table_expand(table, unit.factors[i].word, unit.factors[i].power, out))
            return error_set_at(err, STATUS_FAULTY, 0, n, _("'%.*s' is too large for a unit"),
                                (int)text_fit(text, n, UNIT_WORD_SIZE, NULL), text);
    return STATUS_OK;
}

enum status unit_table_define(struct unit_table *table, const char *word, const char *text,
                              size_t n, struct error *err)
{
    struct unit_expansion meaning;
    unsigned index;
    enum status status = unit_table_declare(table, word, &index, err);
    if (status == STATUS_OK)
        status = parse_meaning(table, text, n, &meaning, err);
    if (status != STATUS_OK)
        return status;
    status = unit_table_assign(table, index, word, &meaning, err);
    if (status == STATUS_FAULTY && err)
        err->length = n;
    return status;
}

/* A times B^POWER. */
static struct unit combine(struct unit a, struct unit b, int power)
{
    if (!a.specified || !b.specified)
        return UNIT_ANY;
    for (unsigned i = 0; i < b.n; i++)
        if (!add_factor(&a, b.factors[i].word, power * b.factors[i].power))
            return UNIT_ANY;
    return a;
}

struct unit unit_multiply(struct unit a, struct unit b)
{
    return combine(a, b, 1);
}

struct unit unit_divide(struct unit a, struct unit b)
{
    return combine(a, b, -1);
}

struct unit unit_power(struct unit a, int power)
{
    if (!a.specified)
        return a;
    /* Beyond this no power of any word fits; the product below must not overflow either. */
    if (power > MAX_POWER || power < -MAX_POWER)
        return a.n == 0 ? a : UNIT_ANY;
    return power == 0 ? UNIT_NONE : combine(UNIT_NONE, a, power);
}

bool unit_is_word(const struct unit_table *table, struct unit a, const char *word)
{
    return a.specified && a.n == 1 && a.factors[0].power == 1 &&
           strcmp(unit_table_word(table, a.factors[0].word), word) == 0;
}

bool unit_root(struct unit a, struct unit *out)
{
    for (unsigned i = 0; i < a.n; i++) {
        if (a.factors[i].power % 2 != 0)
            return false;
        a.factors[i].power = (int8_t)(a.factors[i].power / 2);
    }
    *out = a;
    return true;
}

/* FACTOR without what products and quotients have rounded: 12, not 12.000000000000002. */
static double without_noise(double factor)
{
    char text[NUMBER_TEXT_SIZE];
    struct number number;
    snprintf(text, sizeof text, "%.*e", FACTOR_DIGITS - 1, factor);
    if (number_scan(text, strlen(text), NUMBER_IN_FORMULA, &number, NULL) != STATUS_OK)
        return factor;
    return number.value;
}

/* Whether FACTOR is 1 but for rounding. */
static bool is_one(double factor)
{
    return fabs(factor - 1) <= FACTOR_TOLERANCE;
}

/* A / B in base words. False where that has too many words or too high powers to say. */
static bool ratio_of(const struct unit_table *table, struct unit a, struct unit b,
                     struct unit_expansion *out)
{
    struct unit_expansion ratio = {.factor = 1};
    for (unsigned i = 0; i < a.n; i++)
        if (!unit_table_expand(table, a.factors[i].word, a.factors[i].power, &ratio))
            return false;
    for (unsigned i = 0; i < b.n; i++)
        if (!unit_table_expand(table, b.factors[i].word, -b.factors[i].power, &ratio))
            return false;
    *out = ratio;
    return true;
}

enum unit_relation unit_compare(const struct unit_table *table, struct unit a, struct unit b,
                                bool monthly, double *factor)
{
    struct unit_expansion ratio;
    if (!a.specified || !b.specified)
        return UNIT_SAME;
    /* What A and B share cancels before anything is expanded. */
    struct unit quotient = unit_divide(a, b);
    if (quotient.specified) {
        a = quotient;
        b = UNIT_NONE;
    }
    if (!ratio_of(table, a, b, &ratio))
        return UNIT_DIFFERENT;
    if (monthly && ratio.n == 1 && ratio.factors[0].word == UNIT_TABLE_DAY) {
        int power = ratio.factors[0].power;
        ratio.factor *= pow(unit_table_period(table), -power);
        ratio.n = 0;
    }
    if (ratio.n != 0)
        return UNIT_DIFFERENT;
    if (factor)
        *factor = without_noise(ratio.factor);
    return is_one(ratio.factor) ? UNIT_SAME : UNIT_BY_FACTOR;
}

/* Append WORD^POWER behind JOINER to OUT, whole or not at all. */
static void append_factor(char out[UNIT_TEXT_SIZE], const char *joiner, const char *word, int power)
{
    char text[UNIT_TEXT_SIZE];
    size_t length = strlen(out);
    assert(power > 0);
    int wanted = power == 1 ? snprintf(text, sizeof text, "%s%s", joiner, word)
                            : snprintf(text, sizeof text, "%s%s^%d", joiner, word, power);
    if (wanted > 0 && (size_t)wanted < UNIT_TEXT_SIZE - length)
        memcpy(out + length, text, (size_t)wanted + 1);
}

void unit_format(const struct unit_table *table, struct unit a, char out[UNIT_TEXT_SIZE])
{
    if (!a.specified) {
        snprintf(out, UNIT_TEXT_SIZE, "?");
        return;
    }
    out[0] = '\0';
    /* Money first, as people say it: USD·TB/GB. */
    for (unsigned i = 1; i < a.n; i++)
        if (a.factors[i].word == unit_table_currency(table)) {
            struct unit swapped = a;
            swapped.factors[0] = a.factors[i];
            memmove(&swapped.factors[1], &a.factors[0], i * sizeof *a.factors);
            a = swapped;
        }
    for (unsigned i = 0; i < a.n; i++)
        if (a.factors[i].power > 0)
            append_factor(out, out[0] != '\0' ? "·" : "", unit_table_word(table, a.factors[i].word),
                          a.factors[i].power);
    if (out[0] == '\0')
        snprintf(out, UNIT_TEXT_SIZE, "1");
    for (unsigned i = 0; i < a.n; i++)
        if (a.factors[i].power < 0)
            append_factor(out, "/", unit_table_word(table, a.factors[i].word), -a.factors[i].power);
}
