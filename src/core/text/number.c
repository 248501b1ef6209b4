/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text to double and back, and what is wrong with a text that begins like a number. What is
 * converted is a text of digits and a decimal exponent without a point, so the locale's decimal
 * point can't matter here; number_format relies on LC_NUMERIC never being set.
 */
#include "core/text/number.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

enum {
    MAX_DIGITS = 64,      /* significant ones; far more than a double holds */
    MAX_EXPONENT = 99999, /* beyond any double; one digit more than that is no overflow yet */
    MAX_QUOTED = 60,      /* bytes of the user's text in a message */
    CONVERSION_SIZE = 96, /* sign, MAX_DIGITS, exponent */
};

/* A number being read. */
struct scan {
    const char *text;
    size_t n, at;
    enum number_style style;
    char digits[MAX_DIGITS]; /* the significant ones */
    size_t n_significant;
    size_t n_written; /* digits in all, leading zeros included */
    int exponent;
    bool negative;
};

/* What scales: `k`, `万`. */
struct scale {
    const char *text;
    int exponent;
    bool ascii; /* wants no letter behind it */
};

static const struct scale scales[] = {
    {"k", 3, true},  {"M", 6, true},   {"G", 9, true},   {"B", 9, true},
    {"T", 12, true}, {"千", 3, false}, {"万", 4, false}, {"亿", 8, false},
};

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

/* The character at AT of S in its plain form: full-width digits, comma, percent sign and U+2212 as
 * ASCII; 0 for any other that isn't ASCII and at the end. *TAKEN becomes its bytes. */
static char plain_at(const struct scan *s, size_t at, size_t *taken)
{
    int32_t codepoint;
    *taken = text_next(s->text + at, s->n - at, &codepoint);
    if (codepoint < 0)
        return 0;
    if (codepoint < 0x80)
        return (char)codepoint;
    if (codepoint >= 0xFF10 && codepoint <= 0xFF19)
        return (char)('0' + (codepoint - 0xFF10));
    switch (codepoint) {
    case 0xFF0C:
        return ',';
    case 0xFF05:
        return '%';
    case 0x2212:
        return '-';
    default:
        return 0;
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool digit_at(const struct scan *s, size_t at)
{
    size_t taken;
    return is_digit(plain_at(s, at, &taken));
}

static void push_digit(struct scan *s, char digit)
{
    s->n_written++;
    if (s->n_significant == 0 && digit == '0')
        return;
    if (s->n_significant < MAX_DIGITS)
        s->digits[s->n_significant] = digit;
    s->n_significant++; /* beyond MAX_DIGITS: refused when all are read */
}

/* The end of what a reader would take for one number: letters, digits, points from S's start. */
static size_t token_end(const struct scan *s)
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

/* How many of N bytes of TEXT a message quotes. */
static int quoted(const char *text, size_t n)
{
    return (int)text_fit(text, n, MAX_QUOTED, NULL);
}

/* What S begins with is letters and digits, and no number. */
static enum status fail_number(const struct scan *s, struct error *err)
{
    size_t end = token_end(s);
    return error_set_at(err, STATUS_FAULTY, 0, end, _("'%.*s' is no number"), quoted(s->text, end),
                        s->text);
}

static enum status fail_comma(size_t at, struct error *err)
{
    return error_set_at(err, STATUS_FAULTY, at, 1,
                        _("a comma parts groups of three digits only; the decimal point is '.'"));
}

/* A scale that means nothing stands at AT, LENGTH bytes long; INSTEAD is what to write for it. */
static enum status fail_scale(const struct scan *s, const struct number *number, size_t at,
                              size_t length, const char *instead, struct error *err)
{
    /* What follows in a formula isn't the number's unit. */
    size_t end = at + length;
    size_t rest = s->style == NUMBER_IN_VALUE && s->n - end <= MAX_QUOTED ? s->n - end : 0;
    if (number->scale != 0)
        return error_set_at(err, STATUS_FAULTY, at, length,
                            _("'%.*s' is a second scale behind '%.*s'; write one"), (int)length,
                            s->text + at, quoted(s->text, number->length), s->text);
    return error_set_at(err, STATUS_FAULTY, at, length,
                        _("'%.*s' is a scale out of place; write %.*s%s%.*s"), (int)length,
                        s->text + at, quoted(s->text, number->digits), s->text, instead, (int)rest,
                        s->text + end);
}

/* SECOND stands directly behind another scale: 5千万. */
static enum status fail_second_scale(const struct scan *s, const struct number *number,
                                     const struct scale *second, struct error *err)
{
    size_t length = strlen(second->text);
    if (s->exponent != 0)
        return fail_scale(s, number, s->at, length, "", err);
    return error_set_at(err, STATUS_FAULTY, s->at, length,
                        _("'%s' is a second scale; write %.*se%d"), second->text,
                        quoted(s->text, number->digits), s->text, number->scale + second->exponent);
}

/* What to write for the WORD of LENGTH bytes if it means a scale and is none where it stands; else
 * NULL. */
static const char *find_misplaced(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof misplaced_scales / sizeof *misplaced_scales; i++) {
        const struct misplaced_scale *row = &misplaced_scales[i];
        if (strlen(row->word) == length && memcmp(row->word, word, length) == 0)
            return row->instead;
    }
    return NULL;
}

/* Digits with '_' between them, from S->at. */
static enum status scan_run(struct scan *s, struct error *err)
{
    bool after_digit = false;
    for (;;) {
        size_t taken;
        char c = plain_at(s, s->at, &taken);
        if (is_digit(c)) {
            push_digit(s, c);
            after_digit = true;
        } else if (c == '_' && after_digit && digit_at(s, s->at + taken)) {
            after_digit = false;
        } else if (c == '_' && s->n_written > 0) {
            return fail_number(s, err);
        } else {
            return STATUS_OK;
        }
        s->at += taken;
    }
}

/* The groups behind the first, whose digits began at FIRST: ",000,000". */
static enum status scan_groups(struct scan *s, size_t first, struct number *out, struct error *err)
{
    size_t taken;
    size_t n_first = s->n_written;
    bool starts_with_zero = plain_at(s, first, &taken) == '0';
    bool underscores = memchr(s->text + first, '_', s->at - first);
    while (plain_at(s, s->at, &taken) == ',' && digit_at(s, s->at + taken)) {
        size_t comma = s->at;
        size_t before = s->n_written;
        s->at += taken;
        for (char c; is_digit(c = plain_at(s, s->at, &taken)); s->at += taken)
            push_digit(s, c);
        if (s->n_written - before != 3 || n_first == 0 || n_first > 3 || starts_with_zero ||
            underscores || plain_at(s, s->at, &taken) == '_')
            return fail_comma(comma, err);
        out->grouped = true;
    }
    return STATUS_OK;
}

/* "e6", "E-3": an exponent, where what stands at S->at is one. */
static enum status scan_exponent(struct scan *s, struct error *err)
{
    size_t taken;
    char c = plain_at(s, s->at, &taken);
    if (c != 'e' && c != 'E')
        return STATUS_OK;
    size_t at = s->at + taken;
    char sign = plain_at(s, at, &taken);
    if (sign == '-' || sign == '+')
        at += taken;
    if (!digit_at(s, at)) {
        /* `5EUR` is a number and its unit; `5e` and `5e-x` are nothing. */
        return text_name_length(s->text + s->at, s->n - s->at) > 1 ? STATUS_OK
                                                                   : fail_number(s, err);
    }
    int exponent = 0;
    for (; is_digit(c = plain_at(s, at, &taken)); at += taken)
        if (exponent < MAX_EXPONENT)
            exponent = 10 * exponent + (c - '0');
    s->exponent = sign == '-' ? -exponent : exponent;
    s->at = at;
    return STATUS_OK;
}

/* The scale at S->at, or NULL. */
static const struct scale *find_scale(const struct scan *s)
{
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        size_t length = strlen(scales[i].text);
        if (s->n - s->at < length || memcmp(s->text + s->at, scales[i].text, length) != 0)
            continue;
        int32_t next;
        text_next(s->text + s->at + length, s->n - s->at - length, &next);
        if (!scales[i].ascii || !text_is_name_part(next))
            return &scales[i];
    }
    return NULL;
}

/* The '%' directly behind the number or after blanks. */
static void scan_percent(struct scan *s, struct number *out)
{
    size_t at = text_skip_blanks(s->text, s->n, s->at), taken;
    if (plain_at(s, at, &taken) != '%')
        return;
    out->percent = true;
    out->scale -= 2;
    s->at = at + taken;
}

/* A word behind the number, with blanks between or without, that is a scale out of place, and
 * letters and digits that run into the number. */
static enum status check_word(const struct scan *s, const struct number *number, struct error *err)
{
    size_t at = text_skip_blanks(s->text, s->n, s->at);
    const char *word = s->text + at;
    size_t length = text_name_length(word, s->n - at);
    if (length == 0)
        return STATUS_OK;
    const char *instead = find_misplaced(word, length);
    if (instead && at + length < s->n && word[length] == '^' && s->style == NUMBER_IN_VALUE)
        return error_set_at(err, STATUS_FAULTY, at, length,
                            _("'%.*s' could be a scale and is no unit; write a longer word, such "
                              "as metre^2"),
                            (int)length, word);
    if (instead)
        return fail_scale(s, number, at, length, instead, err);
    if (at > s->at)
        return STATUS_OK;
    for (size_t i = 0; i < length; i++)
        if (is_digit(word[i]) || word[i] == '_')
            return fail_number(s, err);
    return STATUS_OK;
}

/* Suffix, '%' and the traps behind the digits. */
static enum status scan_scales(struct scan *s, struct number *out, struct error *err)
{
    size_t taken;
    const struct scale *scale = find_scale(s);
    if (scale) {
        s->at += strlen(scale->text);
        out->scale = scale->exponent;
        out->length = s->at;
        const struct scale *second = find_scale(s);
        if (second)
            return fail_second_scale(s, out, second, err);
        if (is_digit(plain_at(s, s->at, &taken)))
            return fail_number(s, err);
    }
    if (plain_at(s, s->at, &taken) == '.')
        return fail_number(s, err);
    scan_percent(s, out);
    out->length = s->at;
    return check_word(s, out, err);
}

/* Up to 15 digits and powers of ten up to 10^22 are doubles, so that one multiplication or division
 * rounds once, as it has to (W. Clinger, "How to read floating point numbers accurately", 1990).
 * False where the digits or EXPONENT are beyond that, or doubles are kept in wider registers. */
static bool convert_exactly(const struct scan *s, int exponent, double *out)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (FLT_EVAL_METHOD != 0 || s->n_significant > DBL_DIG || exponent < -22 || exponent > 22)
        return false;
    double value = 0;
    for (size_t i = 0; i < s->n_significant; i++)
        value = 10 * value + (s->digits[i] - '0');
    value = exponent < 0 ? value / powers[-exponent] : value * powers[exponent];
    *out = s->negative ? -value : value;
    return true;
}

/* The double that the digits times 10^EXPONENT mean. */
static double convert(const struct scan *s, int exponent)
{
    char text[CONVERSION_SIZE];
    double value;
    if (convert_exactly(s, exponent, &value))
        return value;
    snprintf(text, sizeof text, "%s%.*se%d", s->negative ? "-" : "",
             s->n_significant > 0 ? (int)s->n_significant : 1,
             s->n_significant > 0 ? s->digits : "0", exponent);
    return strtod(text, NULL);
}

/* Sign, digits and point; STATUS_NOT_FOUND where there are no digits. */
static enum status scan_digits(struct scan *s, struct number *out, struct error *err)
{
    size_t taken;
    char c = plain_at(s, s->at, &taken);
    if (s->style == NUMBER_IN_VALUE && (c == '-' || c == '+')) {
        s->negative = c == '-';
        s->at += taken;
    }
    size_t first = s->at;
    enum status status = scan_run(s, err);
    if (status == STATUS_OK && s->style == NUMBER_IN_VALUE && s->n_written > 0)
        status = scan_groups(s, first, out, err);
    if (status != STATUS_OK)
        return status;
    size_t n_whole = s->n_written;
    if (plain_at(s, s->at, &taken) == '.' && (n_whole > 0 || digit_at(s, s->at + taken))) {
        s->at += taken;
        if ((status = scan_run(s, err)) != STATUS_OK)
            return status;
        out->decimals = (int)(s->n_written - n_whole);
    }
    return s->n_written > 0 ? STATUS_OK : STATUS_NOT_FOUND;
}

enum status number_scan(const char *text, size_t n, enum number_style style, struct number *out,
                        struct error *err)
{
    struct scan s = {.text = text, .n = n, .style = style};
    struct number number = {0};
    enum status status = scan_digits(&s, &number, err);
    if (status == STATUS_OK)
        status = scan_exponent(&s, err);
    if (status != STATUS_OK)
        return status;
    number.digits = s.at;
    number.length = s.at;
    if (s.n_significant > MAX_DIGITS)
        return error_set_at(err, STATUS_FAULTY, 0, s.at, _("a number has at most %d digits"),
                            MAX_DIGITS);
    status = scan_scales(&s, &number, err);
    if (status != STATUS_OK)
        return status;
    number.value = convert(&s, s.exponent + number.scale - number.decimals);
    if (!isfinite(number.value))
        return error_set_at(err, STATUS_FAULTY, 0, number.length, _("'%.*s' is too large"),
                            quoted(text, number.length), text);
    if (number.value == 0 && s.n_significant > 0)
        return error_set_at(err, STATUS_FAULTY, 0, number.length,
                            _("'%.*s' is too small; write 0 if that is meant"),
                            quoted(text, number.length), text);
    *out = number;
    return STATUS_OK;
}

/* The bytes of the digit that ends at AT of S; 0 where none does. */
static size_t digit_before(const struct scan *s, size_t at)
{
    if (at >= 1 && is_digit(s->text[at - 1]))
        return 1;
    return at >= 3 && (unsigned char)s->text[at - 3] == 0xEF && digit_at(s, at - 3) ? 3 : 0;
}

/* Where the whole number begins whose last digit ends at END of S: `12` of `x + 12`; END where it
 * is no whole number: `x12`, `0.12`. */
static size_t whole_number_at(const struct scan *s, size_t end)
{
    size_t at = end;
    for (size_t n; (n = digit_before(s, at)) > 0;)
        at -= n;
    char before = at > 0 ? s->text[at - 1] : ' ';
    bool is_part = before == '.' || before == '_' || (unsigned char)before >= 0x80 ||
                   (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    return is_part ? end : at;
}

/* The end of the comma and exactly three digits at AT of S; AT where there are none. */
static size_t group_end(const struct scan *s, size_t at)
{
    size_t taken, n_digits = 0, end = at;
    if (plain_at(s, end, &taken) != ',')
        return at;
    end += taken;
    for (; is_digit(plain_at(s, end, &taken)); end += taken)
        n_digits++;
    return n_digits == 3 ? end : at;
}

enum status number_check_comma(const char *text, size_t n, size_t comma, struct error *err)
{
    struct scan s = {.text = text, .n = n};
    char one[MAX_QUOTED + 1] = "", two[2 * MAX_QUOTED + 1] = "";
    size_t first = whole_number_at(&s, comma), end = comma, taken, n_one = 0, n_two = 0;
    for (size_t next; (next = group_end(&s, end)) > end;)
        end = next;
    if (first == comma || end == comma || end - first > MAX_QUOTED)
        return STATUS_OK;
    for (size_t at = first; at < end; at += taken) {
        char c = plain_at(&s, at, &taken);
        two[n_two++] = c;
        if (c == ',')
            two[n_two++] = ' ';
        else
            one[n_one++] = c;
    }
    return error_set_at(err, STATUS_FAULTY, first, end - first,
                        _("'%.*s' could be one number or several: write %s or %s"),
                        (int)(end - first), text + first, one, two);
}

bool number_plain(const char *text, size_t n, char out[NUMBER_PLAIN_SIZE])
{
    struct scan s = {.text = text, .n = n};
    size_t length = 0;
    for (size_t taken; s.at < n; s.at += taken) {
        char c = plain_at(&s, s.at, &taken);
        if (c == ',' || c == '_' || c == '+')
            continue;
        if (length + 1 >= NUMBER_PLAIN_SIZE)
            return false;
        out[length++] = c;
    }
    out[length] = '\0';
    return true;
}

/* "1e+06" as "1e6", in place. */
static void shorten_exponent(char *text)
{
    char *e = strchr(text, 'e');
    if (!e)
        return;
    const char *from = e + 1;
    char *to = e + 1;
    if (*from == '-')
        *to++ = '-';
    from += strspn(from, "+-0");
    memmove(to, from, strlen(from) + 1);
}

void number_format(char out[NUMBER_TEXT_SIZE], double value)
{
    /* 15 digits are always kept by a normal double, so what needs fewer comes out shorter by
     * itself; subnormal ones keep less. */
    int precision = fabs(value) < DBL_MIN ? 1 : DBL_DIG;
    if (!isfinite(value)) {
        snprintf(out, NUMBER_TEXT_SIZE, "%s", isnan(value) ? "NaN" : value > 0 ? "inf" : "-inf");
        return;
    }
    do
        snprintf(out, NUMBER_TEXT_SIZE, "%.*g", precision, value);
    while (strtod(out, NULL) != value && ++precision <= DBL_DECIMAL_DIG);
    shorten_exponent(out);
}

double number_round(double value, int digits)
{
    char text[NUMBER_TEXT_SIZE];
    assert(digits >= 1 && digits <= DBL_DECIMAL_DIG);
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    return isfinite(value) ? strtod(text, NULL) : value;
}
