/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a text that begins like a number, in words, and what to write instead. */
#include <string.h>

#include "core/gettext.h"
#include "core/text.h"
#include "number_scan.h"

enum { MAX_QUOTED = 60 }; /* bytes of the user's text in a message */

/* Words that mean a scale and are none where they stand, and what to write instead. */
static const struct misplaced_scale {
    const char *word, *instead;
} misplaced_scales[] = {
    {"k", "k"},      {"K", "k"},     {"thousand", "k"}, {"M", "M"},         {"m", "M"},
    {"mn", "M"},     {"mio", "M"},   {"million", "M"},  {"millions", "M"},  {"G", "G"},
    {"B", "B"},      {"b", "B"},     {"bn", "B"},       {"billion", "B"},   {"billions", "B"},
    {"T", "T"},      {"tn", "T"},    {"trillion", "T"}, {"trillions", "T"}, {"十", "e1"},
    {"百", "e2"},    {"千", "千"},   {"万", "万"},      {"亿", "亿"},       {"十万", "e5"},
    {"百万", "e6"},  {"千万", "e7"}, {"十亿", "e9"},    {"百亿", "e10"},    {"千亿", "e11"},
    {"万亿", "e12"},
};

/* The end of what a reader would take for one number: letters, digits, points from S's start. */
static size_t token_end(const struct number_scan *s)
{
    size_t at = s->at;
    while (at < s->n) {
        int32_t codepoint;
        size_t taken = text_next(s->text + at, s->n - at, &codepoint);
        if (!text_is_name_part(codepoint) && codepoint != '.')
            break;
        at += taken;
    }
    return at;
}

int number_quoted(const char *text, size_t n)
{
    return (int)text_fit(text, n, MAX_QUOTED, NULL);
}

enum status number_fault(const struct number_scan *s, struct error *err)
{
    size_t end = token_end(s);
    return error_set_at(err, STATUS_FAULTY, 0, end, _("'%.*s' is no number"),
                        number_quoted(s->text, end), s->text);
}

enum status number_fault_comma(size_t at, struct error *err)
{
    return error_set_at(err, STATUS_FAULTY, at, 1,
                        _("a comma parts groups of three digits only; the decimal point is '.'"));
}

enum status number_fault_scale(const struct number_scan *s, const struct number *number, size_t at,
                               size_t length, const char *instead, struct error *err)
{
    /* What follows in a formula isn't the number's unit. */
    size_t end = at + length;
    size_t rest = s->style == NUMBER_IN_VALUE && s->n - end <= MAX_QUOTED ? s->n - end : 0;
    if (number->scale != 0)
        return error_set_at(err, STATUS_FAULTY, at, length,
                            _("'%.*s' is a second scale behind '%.*s'; write one"), (int)length,
                            s->text + at, number_quoted(s->text, number->length), s->text);
    return error_set_at(err, STATUS_FAULTY, at, length,
                        _("'%.*s' is a scale out of place; write %.*s%s%.*s"), (int)length,
                        s->text + at, number_quoted(s->text, number->digits), s->text, instead,
                        (int)rest, s->text + end);
}

enum status number_fault_second_scale(const struct number_scan *s, const struct number *number,
                                      const struct number_scale *second, struct error *err)
{
    size_t length = strlen(second->text);
    if (s->exponent != 0)
        return number_fault_scale(s, number, s->at, length, "", err);
    return error_set_at(
        err, STATUS_FAULTY, s->at, length, _("'%s' is a second scale; write %.*se%d"), second->text,
        number_quoted(s->text, number->digits), s->text, number->scale + second->exponent);
}

const char *number_misplaced_scale(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof misplaced_scales / sizeof *misplaced_scales; i++) {
        const struct misplaced_scale *row = &misplaced_scales[i];
        if (strlen(row->word) == length && memcmp(row->word, word, length) == 0)
            return row->instead;
    }
    return NULL;
}
