/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The periods of a plan: months, quarters or years from its start on, their numbers and their
 * words. Period 1 begins with the start, the one before it is 0. Not here: what a period is to a
 * formula (core/model/figure.h).
 */
#ifndef PROFORMA_CORE_TEXT_CALENDAR_H
#define PROFORMA_CORE_TEXT_CALENDAR_H

#include "core/text/status.h"

enum calendar_unit { CALENDAR_MONTH, CALENDAR_QUARTER, CALENDAR_YEAR, N_CALENDAR_UNITS };

/* How long a period is, and what it is called. */
struct period {
    const char *name;   /* of one, and of its running number: "month" */
    const char *plural; /* of the horizon: "months" */
    unsigned months;
    const char *title, *titles; /* above a table, untranslated: "Month", "Months" */
    const char *adverb;         /* "monthly", untranslated */
};

struct calendar {
    int start_year, start_month; /* the first month of period 1; year 0: not known, without words */
    enum calendar_unit unit;
    /* a whole number from 1900 to 2199 is that year's first period, as in first_month */
    bool has_years;
};

/* The word of a month, or of a quarter, which stands for its first month. */
struct calendar_word {
    double number; /* of the period that holds it */
    size_t length; /* bytes */
    bool is_quarter, is_year;
};

const struct period *calendar_period(const struct calendar *calendar);
/* The period of UNIT. */
const struct period *calendar_unit_period(enum calendar_unit unit);
/* The unit called NAME (N bytes); N_CALENDAR_UNITS if there is none. */
enum calendar_unit calendar_find_unit(const char *name, size_t n);

/*
 * The word that TEXT (N bytes) begins with: 2027-03, 2027-Q3; 2027, if the calendar has years.
 * STATUS_NOT_FOUND if it begins with none (then ERR is left alone), STATUS_FAULTY for what looks
 * like one and is none (2027-13, 2027-3, 2027-03-15), for a year outside of 1900 to 2199, and if
 * CALENDAR is NULL or has no start.
 */
enum status calendar_read_month(const struct calendar *calendar, const char *text, size_t n,
                                struct calendar_word *out, struct error *err);

/* The start that TEXT says, the whole of it: 2026-04, 2026-Q2 or 2026; false if it says none. */
bool calendar_read_start(const char *text, struct calendar *out);

enum { CALENDAR_TEXT_SIZE = 24 };

/* The word of the first month of period NUMBER, as IS_QUARTER by its quarter if it begins one; the
 * number alone if CALENDAR has no start. */
void calendar_format_word(const struct calendar *calendar, double number, bool is_quarter,
                          char out[CALENDAR_TEXT_SIZE]);
/* What period NUMBER is called in tables and charts: 2026-05, 2026-Q2, 2026; a quarter or a year
 * that the start does not part like the calendar's is called by its first month. Its number alone
 * if CALENDAR has no start. */
void calendar_format(const struct calendar *calendar, double number, char out[CALENDAR_TEXT_SIZE]);

#endif
