/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/text/calendar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 2199,
    YEAR_DIGITS = 4,
    MONTH_DIGITS = 2,
    MONTHS_PER_YEAR = 12,
    MONTHS_PER_QUARTER = 3,
    MAX_QUOTED = 60, /* bytes of the user's text in a message */
};

static const struct period periods[N_CALENDAR_UNITS] = {
    [CALENDAR_MONTH] = {N_("month"), N_("months"), 1, N_("Month"), N_("Months"), N_("monthly")},
    [CALENDAR_QUARTER] = {N_("quarter"), N_("quarters"), MONTHS_PER_QUARTER, N_("Quarter"),
                          N_("Quarters"), N_("quarterly")},
    [CALENDAR_YEAR] = {N_("year"), N_("years"), MONTHS_PER_YEAR, N_("Year"), N_("Years"),
                       N_("yearly")},
};

const struct period *calendar_period(const struct calendar *calendar)
{
    return &periods[calendar ? calendar->unit : CALENDAR_MONTH];
}

const struct period *calendar_unit_period(enum calendar_unit unit)
{
    return &periods[unit];
}

enum calendar_unit calendar_find_unit(const char *name, size_t n)
{
    enum calendar_unit unit = CALENDAR_MONTH;
    while (unit < N_CALENDAR_UNITS && !text_equals(name, n, periods[unit].name))
        unit++;
    return unit;
}

/* A month as months since year 0. */
static double months_of(int year, int month)
{
    return (double)year * MONTHS_PER_YEAR + month - 1;
}

static size_t n_digits(const char *text, size_t n)
{
    size_t length = 0;
    while (length < n && text[length] >= '0' && text[length] <= '9')
        length++;
    return length;
}

static int number_of(const char *text, size_t n)
{
    int number = 0;
    for (size_t i = 0; i < n; i++)
        number = 10 * number + (text[i] - '0');
    return number;
}

/* How many bytes of TEXT stand where a month's word may: a year, '-', digits or a quarter, and what
 * runs into them. 0 if it begins with nothing like that. */
static size_t candidate_length(const char *text, size_t n)
{
    size_t at = YEAR_DIGITS + 1;
    if (n_digits(text, n) != YEAR_DIGITS || n <= at || text[YEAR_DIGITS] != '-')
        return 0;
    bool is_quarter = (text[at] == 'Q' || text[at] == 'q') && n_digits(text + at + 1, n - at - 1);
    if (!is_quarter && n_digits(text + at, n - at) == 0)
        return 0;
    for (size_t more; at < n; at += more) {
        more = n_digits(text + at, n - at);
        more += text_name_length(text + at + more, n - at - more);
        bool is_joint =
            (text[at] == '.' || text[at] == '-') && n_digits(text + at + 1, n - at - 1) > 0;
        if (more == 0 && !is_joint)
            break;
        more += more == 0;
    }
    return at;
}

/* Read the month or quarter of LENGTH bytes; false if it is none. */
static bool read_word(const char *text, size_t length, int *month, bool *is_quarter)
{
    const char *rest = text + YEAR_DIGITS + 1;
    size_t n = length - YEAR_DIGITS - 1;
    *is_quarter = rest[0] == 'Q';
    if (n != MONTH_DIGITS || n_digits(rest + *is_quarter, n - *is_quarter) != n - *is_quarter)
        return false;
    int number = number_of(rest + *is_quarter, n - *is_quarter);
    *month = *is_quarter ? (number - 1) * MONTHS_PER_QUARTER + 1 : number;
    return *month >= 1 && *month <= MONTHS_PER_YEAR;
}

/* What looks like a word of LENGTH bytes is none, since WHY. */
static enum status fail(const char *text, size_t length, const char *why, struct error *err)
{
    int quoted = (int)text_fit(text, length, MAX_QUOTED, NULL);
    return error_set_at(err, STATUS_FAULTY, 0, length,
                        _("'%.*s' is no month: %s; to subtract, write %.*s - %.*s"), quoted, text,
                        why, YEAR_DIGITS, text, quoted - YEAR_DIGITS - 1, text + YEAR_DIGITS + 1);
}

static enum status fail_start(const char *text, size_t length, bool is_year, struct error *err)
{
    if (is_year)
        return error_set_at(err, STATUS_FAULTY, 0, length,
                            _("the year %.*s needs 'start' in [scenario], such as start = 2026-01"),
                            (int)length, text);
    return fail(text, length, _("it needs 'start' in [scenario], such as start = 2026-01"), err);
}

enum status calendar_read_month(const struct calendar *calendar, const char *text, size_t n,
                                struct calendar_word *out, struct error *err)
{
    size_t length = candidate_length(text, n);
    int month = 1;
    struct calendar_word word = {.length = length};
    if (length == 0 && calendar && calendar->has_years && n_digits(text, n) == YEAR_DIGITS &&
        (n == YEAR_DIGITS || text_is_blank(text[YEAR_DIGITS]))) {
        word.is_year = true;
        word.length = YEAR_DIGITS;
    }
    if (word.length == 0)
        return STATUS_NOT_FOUND;
    int year = number_of(text, YEAR_DIGITS);
    bool is_known = year >= FIRST_YEAR && year <= LAST_YEAR;
    if (word.is_year && !is_known)
        return STATUS_NOT_FOUND;
    if (!is_known)
        return fail(text, length, _("its year has to be 1900 to 2199"), err);
    if (length > 2 * MONTH_DIGITS + YEAR_DIGITS && text[YEAR_DIGITS + 1 + MONTH_DIGITS] == '-')
        return error_set_at(err, STATUS_FAULTY, 0, length,
                            _("'%.*s' is a day; a month is written without one: %.*s"),
                            (int)text_fit(text, length, MAX_QUOTED, NULL), text,
                            YEAR_DIGITS + 1 + MONTH_DIGITS, text);
    if (!word.is_year && !read_word(text, length, &month, &word.is_quarter))
        return fail(text, length, _("a month is written 2027-03, a quarter 2027-Q1"), err);
    if (!calendar || calendar->start_year == 0)
        return fail_start(text, word.length, word.is_year, err);
    double since = months_of(year, month) - months_of(calendar->start_year, calendar->start_month);
    word.number = floor(since / calendar_period(calendar)->months) + 1;
    *out = word;
    return STATUS_OK;
}

bool calendar_read_start(const char *text, struct calendar *out)
{
    size_t n = strlen(text);
    int month = 1, year;
    bool is_quarter;
    if (n_digits(text, n) != YEAR_DIGITS)
        return false;
    year = number_of(text, YEAR_DIGITS);
    if (year < FIRST_YEAR || year > LAST_YEAR)
        return false;
    if (n > YEAR_DIGITS &&
        (candidate_length(text, n) != n || !read_word(text, n, &month, &is_quarter)))
        return false;
    out->start_year = year;
    out->start_month = month;
    return true;
}

/* The first month of period NUMBER as months since year 0, within what four digits can say. */
static long first_month_of(const struct calendar *calendar, double number)
{
    double at = months_of(calendar->start_year, calendar->start_month) +
                (floor(number) - 1) * calendar_period(calendar)->months;
    return (long)fmin(fmax(at, 0), months_of(9999, MONTHS_PER_YEAR));
}

void calendar_format_word(const struct calendar *calendar, double number, bool is_quarter,
                          char out[CALENDAR_TEXT_SIZE])
{
    if (calendar->start_year == 0 || !isfinite(number)) {
        snprintf(out, CALENDAR_TEXT_SIZE, "%.0f", number);
        return;
    }
    long at = first_month_of(calendar, number), month = at % MONTHS_PER_YEAR;
    if (is_quarter && month % MONTHS_PER_QUARTER == 0)
        snprintf(out, CALENDAR_TEXT_SIZE, "%04ld-Q%ld", at / MONTHS_PER_YEAR,
                 month / MONTHS_PER_QUARTER + 1);
    else
        snprintf(out, CALENDAR_TEXT_SIZE, "%04ld-%02ld", at / MONTHS_PER_YEAR, month + 1);
}

void calendar_format(const struct calendar *calendar, double number, char out[CALENDAR_TEXT_SIZE])
{
    calendar_format_word(calendar, number, calendar->unit == CALENDAR_QUARTER, out);
    if (calendar->unit == CALENDAR_YEAR && calendar->start_month == 1 && calendar->start_year > 0 &&
        isfinite(number))
        out[YEAR_DIGITS] = '\0';
}
