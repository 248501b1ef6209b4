/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parameter's uncertainty: its shape, and reading that from text. */
#ifndef PROFORMA_CORE_LANGUAGE_DIST_H
#define PROFORMA_CORE_LANGUAGE_DIST_H

#include "core/text/calendar.h"

enum dist_kind { DIST_NONE, DIST_UNIFORM, DIST_TRIANGULAR, DIST_PERT, DIST_NORMAL, DIST_LOGNORMAL };

/* The shape of a parameter's uncertainty. Arguments: uniform lo, hi; triangular and pert lo, mode,
 * hi; normal and lognormal mean, sd (of the variable itself). `LO to HI` has become one of the last
 * two. */
struct dist {
    enum dist_kind kind;
    double arguments[3];
};

/* TEXT of a `dist` at VALUE, with the words of months in CALENDAR. STATUS_FAULTY with offset in
 * TEXT; *IS_SHAPE (may be NULL) is true if its form is right and only its numbers are upside down.
 */
enum status dist_evaluate(const struct calendar *calendar, const char *text, double value,
                          struct dist *out, bool *is_shape, struct error *err);

#endif
