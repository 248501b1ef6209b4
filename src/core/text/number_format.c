/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers for people's eyes: grouped, and fitted into columns. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/number.h"

enum { MAX_DECIMALS = 20, SIGNIFICANT = 4, SCIENTIFIC = -400 /* decimals of few digits */ };

static const double GROUPED_BELOW = 1e15;

/*
 * VALUE for printf, which rounds a half to the even digit: away from zero by the least there is, so
 * that halves go up as with round(), those too that a double can only be near (1.005). Not where so
 * many digits are shown that it would be seen.
 */
static double half_up(double value, int decimals)
{
    bool is_seen = fabs(value) * pow(10, decimals) >= 1e15;
    double raised = nextafter(value, copysign((double)INFINITY, value));
    return is_seen || value == 0 || !isfinite(raised) ? value : raised;
}

/* Copy the plain decimal text FROM with commas between groups of three whole digits. */
static void copy_grouped(char out[NUMBER_TEXT_SIZE], const char *from)
{
    size_t sign = from[0] == '-';
    size_t whole = strcspn(from + sign, ".");
    size_t to = 0;
    if (sign)
        out[to++] = '-';
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            out[to++] = ',';
        out[to++] = from[sign + i];
    }
    size_t rest = strlen(from + sign + whole);
    assert(to + rest < NUMBER_TEXT_SIZE);
    memcpy(out + to, from + sign + whole, rest + 1);
}

/* Whether the decimal TEXT says a zero. */
static bool is_zero_text(const char *text)
{
    return text[strspn(text, "-0.")] == '\0';
}

void number_format_grouped(char out[NUMBER_TEXT_SIZE], double value, int decimals)
{
    char plain[NUMBER_TEXT_SIZE];
    decimals = bounded(decimals, 0, MAX_DECIMALS);
    if (!isfinite(value)) {
        number_format(out, value);
        return;
    }
    if (fabs(value) >= GROUPED_BELOW) {
        snprintf(out, NUMBER_TEXT_SIZE, "%.2e", value);
        return;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, half_up(value, decimals));
    copy_grouped(out, plain[0] == '-' && is_zero_text(plain) ? plain + 1 : plain);
}

/* VALUE rounded to DIGITS significant ones: its decimal exponent then. */
static int rounded_exponent(double value, int digits)
{
    char text[NUMBER_TEXT_SIZE];
    assert(isfinite(value));
    snprintf(text, sizeof text, "%.*e", digits - 1, half_up(value, SCIENTIFIC));
    const char *e = strchr(text, 'e');
    assert(e);
    return (int)strtol(e + 1, NULL, 10);
}

/* "1.23e18": up to DIGITS significant digits and an exponent without padding. */
static void format_exponent(char out[NUMBER_TEXT_SIZE], double value, int digits)
{
    char text[NUMBER_TEXT_SIZE];
    snprintf(text, sizeof text, "%.*e", digits - 1, half_up(value, SCIENTIFIC));
    char *e = strchr(text, 'e');
    assert(e);
    long exponent = strtol(e + 1, NULL, 10);
    while (digits > 1 && e[-1] == '0') {
        e--;
        digits--;
    }
    if (e[-1] == '.')
        e--;
    snprintf(out, NUMBER_TEXT_SIZE, "%.*se%ld", (int)(e - text), text, exponent);
}

/* "10.00M": DIGITS significant digits with the suffix that fits; an exponent beyond them. */
static void format_scaled(char out[NUMBER_TEXT_SIZE], double value, int digits)
{
    static const char suffixes[] = "kMGT";
    int exponent = rounded_exponent(value, digits);
    int group = exponent / 3;
    if (exponent < 3 || group > (int)strlen(suffixes)) {
        format_exponent(out, value, digits);
        return;
    }
    int decimals = digits - 1 - exponent % 3;
    snprintf(out, NUMBER_TEXT_SIZE, "%.*f%c", greater(decimals, 0),
             half_up(value / pow(10, 3 * group), decimals), suffixes[group - 1]);
}

/* Below 1000 with a fraction: DIGITS significant digits, without zeros at the end. */
static void format_small(char out[NUMBER_TEXT_SIZE], double value, int digits)
{
    int exponent = rounded_exponent(value, digits);
    if (exponent >= digits)
        snprintf(out, NUMBER_TEXT_SIZE, "%.0f", half_up(value, 0));
    else if (exponent < -4)
        format_exponent(out, value, digits);
    else
        snprintf(out, NUMBER_TEXT_SIZE, "%.*g", digits, half_up(value, digits));
}

void number_format_fit(char out[NUMBER_TEXT_SIZE], double value, int columns)
{
    assert(columns >= 6);
    if (!isfinite(value) || value == 0) {
        number_format(out, value == 0 ? 0 : value);
        return;
    }
    /* 999.96 has four digits as 1,000. */
    bool whole = value == trunc(value) || rounded_exponent(value, SIGNIFICANT) >= 3;
    if (whole && fabs(value) < GROUPED_BELOW) {
        number_format_grouped(out, value, 0);
        if (strlen(out) <= (size_t)columns)
            return;
    }
    for (int digits = SIGNIFICANT; digits > 0; digits--) {
        if (whole)
            format_scaled(out, value, digits);
        else
            format_small(out, value, digits);
        if (strlen(out) <= (size_t)columns)
            return;
        if (whole) /* fewer digits with a suffix read better: -12.0k, not -1.2e4 */
            continue;
        format_exponent(out, value, digits);
        if (strlen(out) <= (size_t)columns)
            return;
    }
    snprintf(out, NUMBER_TEXT_SIZE, "0"); /* -1e-100 in six columns */
}

void number_format_change(char out[NUMBER_TEXT_SIZE], double value)
{
    char digits[NUMBER_TEXT_SIZE];
    /* what is half a digit but for rounding errors goes up alike */
    double raised = value * (1 + 1e-13);
    int exponent = isfinite(value) ? rounded_exponent(raised, fabs(value) < 100 ? 2 : 3) : 0;
    if (!isfinite(value) || value == 0)
        number_format(digits, value == 0 ? 0 : value);
    else if (exponent < -3)
        format_exponent(digits, raised, 2);
    else if (exponent < 0)
        snprintf(digits, sizeof digits, "%.*f", 1 - exponent, raised);
    else if (exponent < 3)
        snprintf(digits, sizeof digits, "%.*f", exponent == 0 && value != trunc(value), raised);
    else
        format_scaled(digits, raised, 2);
    snprintf(out, NUMBER_TEXT_SIZE, "%s%.20s", value > 0 ? "+" : "", digits);
}

bool number_is_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-12 * fmin(fabs(a), fabs(b));
}
