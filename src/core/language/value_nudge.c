/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changing the number in the text of a value. A nudge's sum is exact, in decimal digits, so that as
 * many steps down as up give the same number, whatever the double in between.
 */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/value.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum { DECIMAL_DIGITS = 120, STEP_DIGITS = 12, RESULT_SIZE = 512, MAX_EXPONENT = 99999 };

/* digits times 10^exponent, the lowest digit first. */
struct decimal {
    bool negative;
    int exponent;
    int n;
    signed char digits[DECIMAL_DIGITS];
};

/* The written exponent at the end of the plain TEXT, 0 where there is none. Beyond what any finite
 * number but 0 needs it is cut. */
static int written_exponent(const char *text)
{
    const char *e = strpbrk(text, "eE");
    long exponent = e ? strtol(e + 1, NULL, 10) : 0;
    return exponent > MAX_EXPONENT    ? MAX_EXPONENT
           : exponent < -MAX_EXPONENT ? -MAX_EXPONENT
                                      : (int)exponent;
}

/* The decimal that the plain TEXT says: -1234.5e6. False where it has too many digits. */
static bool decimal_parse(const char *text, struct decimal *out)
{
    struct decimal d = {.negative = text[0] == '-', .exponent = written_exponent(text)};
    const char *mantissa = text + (text[0] == '-');
    size_t length = strcspn(mantissa, "eE");
    for (size_t i = length; i-- > 0;) {
        if (mantissa[i] == '.') {
            d.exponent -= d.n;
            continue;
        }
        if (d.n == DECIMAL_DIGITS)
            return false;
        d.digits[d.n++] = (signed char)(mantissa[i] - '0');
    }
    *out = d;
    return true;
}

/* D without zeros at either end; 0 has no digits and exponent 0. */
static void decimal_strip(struct decimal *d)
{
    int low = 0;
    while (d->n > 0 && d->digits[d->n - 1] == 0)
        d->n--;
    while (low < d->n && d->digits[low] == 0)
        low++;
    d->n -= low;
    d->exponent = d->n > 0 ? d->exponent + low : 0;
    memmove(d->digits, d->digits + low, (size_t)d->n);
    memset(d->digits + d->n, 0, (size_t)(DECIMAL_DIGITS - d->n));
}

/* D times FACTOR; false where the digits don't suffice. */
static bool decimal_multiply(struct decimal *d, int factor)
{
    long long carry = 0, by = llabs((long long)factor);
    for (int i = 0; i < DECIMAL_DIGITS; i++) {
        carry += by * d->digits[i];
        d->digits[i] = (signed char)(carry % 10);
        carry /= 10;
    }
    d->n = DECIMAL_DIGITS;
    d->negative = d->negative != (factor < 0);
    decimal_strip(d);
    return carry == 0;
}

/* The same D, written with the smaller EXPONENT; false where the digits don't suffice. */
static bool decimal_align(struct decimal *d, int exponent)
{
    int shift = d->exponent - exponent;
    assert(d->n == 0 || shift >= 0);
    if (d->n == 0) {
        d->exponent = exponent;
        return true;
    }
    if (shift > DECIMAL_DIGITS - 1 - d->n) /* one digit remains for a carry */
        return false;
    memmove(d->digits + shift, d->digits, (size_t)d->n);
    memset(d->digits, 0, (size_t)shift);
    d->n += shift;
    d->exponent = exponent;
    return true;
}

/* The digits of SIGN_A * A + SIGN_B * B into OUT: what is carried out at the top, below 0 where the
 * sum is. */
static int add_digits(const struct decimal *a, int sign_a, const struct decimal *b, int sign_b,
                      struct decimal *out)
{
    int carry = 0;
    for (int i = 0; i < DECIMAL_DIGITS; i++) {
        int sum = sign_a * a->digits[i] + sign_b * b->digits[i] + carry;
        carry = (sum + 20) / 10 - 2; /* rounded down: the sum is within -20 to 19 */
        out->digits[i] = (signed char)(sum - 10 * carry);
    }
    return carry;
}

/* A + B; false where the digits don't suffice. */
static bool decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
    int sign_a = a.negative ? -1 : 1, sign_b = b.negative ? -1 : 1;
    int exponent = a.n == 0                  ? b.exponent
                   : b.n == 0                ? a.exponent
                   : a.exponent < b.exponent ? a.exponent
                                             : b.exponent;
    if (!decimal_align(&a, exponent) || !decimal_align(&b, exponent))
        return false;
    *out = (struct decimal){.exponent = exponent, .n = DECIMAL_DIGITS};
    if (add_digits(&a, sign_a, &b, sign_b, out) < 0) {
        add_digits(&a, -sign_a, &b, -sign_b, out);
        out->negative = true;
    }
    decimal_strip(out);
    return true;
}

/* D in plain digits with at least DECIMALS of them behind the point, SEPARATOR (0: none) between
 * groups of three whole ones. Returns the bytes written, 0 where they don't fit SIZE. */
static size_t decimal_format(const struct decimal *d, int decimals, char separator, char *out,
                             size_t size)
{
    int whole = greater(d->n + d->exponent, 1);
    int behind = greater(-d->exponent, decimals);
    size_t at = 0;
    /* Sign, digits, a separator for every three, point. */
    if (whole > DECIMAL_DIGITS || (size_t)whole * 4 / 3 + (size_t)behind + 3 > size)
        return 0;
    if (d->negative && d->n > 0)
        out[at++] = '-';
    for (int place = whole - 1; place >= -behind; place--) {
        int i = place - d->exponent;
        if (place == -1)
            out[at++] = '.';
        out[at++] = (char)('0' + (i >= 0 && i < d->n ? d->digits[i] : 0));
        if (separator != 0 && place > 0 && place % 3 == 0)
            out[at++] = separator;
    }
    return at;
}

/* STEPS times STEP, in units of 10^SCALE. */
static bool decimal_of_step(double step, int steps, int scale, struct decimal *out)
{
    char text[NUMBER_TEXT_SIZE];
    if (!isfinite(step))
        return false;
    snprintf(text, sizeof text, "%.*e", STEP_DIGITS - 1, step);
    if (!decimal_parse(text, out))
        return false;
    out->exponent -= scale;
    decimal_strip(out);
    return decimal_multiply(out, steps);
}

/* A VALUE_NUMBER taken apart: the number in units of what is written behind it. */
struct written {
    struct decimal number;
    int scale; /* decimal exponent of exponent, suffix and `%` together */
    int decimals;
    char separator;   /* between groups of digits; 0: none */
    const char *tail; /* exponent, suffix, `%`, unit */
};

static enum status take_apart(const struct calendar *calendar, const char *text,
                              struct written *out, struct error *err)
{
    struct value value;
    char plain[NUMBER_PLAIN_SIZE];
    enum status status = value_parse(calendar, text, strlen(text), &value, err);
    if (status != STATUS_OK)
        return status;
    if (value.kind != VALUE_NUMBER)
        return error_set(err, STATUS_FAULTY, "%s", _("a formula has no steps"));
    size_t mantissa = lesser_size(strcspn(text, "eE"), value.number.digits);
    struct written written = {.decimals = value.number.decimals, .tail = text + mantissa};
    if (!number_plain(text, value.number.digits, plain) || !decimal_parse(plain, &written.number))
        return error_set(err, STATUS_FAULTY, "%s", _("the number has too many digits"));
    int exponent = written_exponent(plain);
    written.number.exponent -= exponent;
    decimal_strip(&written.number);
    written.scale = value.number.scale + exponent;
    written.separator = value.number.grouped ? ',' : memchr(text, '_', mantissa) ? '_' : 0;
    *out = written;
    return STATUS_OK;
}

/* D in the place of WRITTEN's number, into OUT; MISFIT is what is wrong where D has too many
 * digits.
 */
static enum status put_together(const struct written *written, const struct decimal *d,
                                int decimals, const char *misfit, char *out, size_t size,
                                struct error *err)
{
    char result[RESULT_SIZE];
    struct value value;
    size_t length = decimal_format(d, decimals, written->separator, result, sizeof result);
    size_t n_tail = strlen(written->tail);
    if (length == 0 || length + n_tail >= sizeof result)
        return error_set(err, STATUS_FAULTY, "%s", misfit);
    memcpy(result + length, written->tail, n_tail + 1);
    enum status status = value_parse(NULL, result, length + n_tail, &value, err);
    if (status != STATUS_OK)
        return status;
    if (length + n_tail >= size)
        return error_set(err, STATUS_FAULTY, "%s", _("the value is too long"));
    memcpy(out, result, length + n_tail + 1);
    return STATUS_OK;
}

/* Whether TEXT is the word of a month: *NUMBER. */
static bool is_month(const struct calendar *calendar, const char *text, struct number *number)
{
    struct value value;
    if (value_parse(calendar, text, strlen(text), &value, NULL) != STATUS_OK)
        return false;
    *number = value.number;
    return value.kind == VALUE_NUMBER && value.number.is_month;
}

/* The word of period VALUE, which takes the place of OLD, into OUT. */
static enum status write_month(const struct calendar *calendar, const char *old, double value,
                               char *out, size_t size, struct error *err)
{
    char word[CALENDAR_TEXT_SIZE];
    struct calendar_word read;
    size_t n = lesser_size(strlen(old), CALENDAR_TEXT_SIZE);
    calendar_format_word(calendar, round(value), memchr(old, 'Q', n), word);
    enum status status = calendar_read_month(calendar, word, strlen(word), &read, err);
    if (status != STATUS_OK)
        return error_set(err, STATUS_FAULTY, "%s", _("the month lies outside of 1900 to 2199"));
    if (strlen(word) >= size)
        return error_set(err, STATUS_FAULTY, "%s", _("the value is too long"));
    memcpy(out, word, strlen(word) + 1);
    return STATUS_OK;
}

enum status value_nudge(const struct calendar *calendar, const char *text, double step, int steps,
                        char *out, size_t size, struct error *err)
{
    struct written written;
    struct decimal change, sum;
    struct number month;
    if (is_month(calendar, text, &month))
        return write_month(calendar, text, month.value + step * steps, out, size, err);
    enum status status = take_apart(calendar, text, &written, err);
    if (status != STATUS_OK)
        return status;
    const char *misfit = _("the step doesn't fit the number");
    if (!decimal_of_step(step, steps, written.scale, &change) ||
        !decimal_add(written.number, change, &sum))
        return error_set(err, STATUS_FAULTY, "%s", misfit);
    return put_together(&written, &sum, written.decimals, misfit, out, size, err);
}

enum status value_replace(const struct calendar *calendar, const char *text, double value,
                          char *out, size_t size, struct error *err)
{
    struct written written;
    struct decimal number;
    struct number month;
    char plain[NUMBER_TEXT_SIZE];
    if (!isfinite(value))
        return error_set(err, STATUS_FAULTY, "%s", _("the value is not finite"));
    if (is_month(calendar, text, &month))
        return month.value == round(value) ? value_complete("", text, out, size, err)
                                           : write_month(calendar, text, value, out, size, err);
    enum status status = take_apart(calendar, text, &written, err);
    if (status != STATUS_OK)
        return status;
    number_format(plain, value);
    const char *misfit = _("the value has too many digits");
    if (!decimal_parse(plain, &number))
        return error_set(err, STATUS_FAULTY, "%s", misfit);
    number.exponent -= written.scale;
    decimal_strip(&number);
    return put_together(&written, &number, 0, misfit, out, size, err);
}
