/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario and everything that follows from it, written as text to paste into a mail, as JSON and
 * as CSV. Money is in the scenario's currency, carbon in kgCO2e; a percentage is a fraction in JSON
 * and CSV (0.1 for 10 %), and months are counted from 1. Writers only read; whether the stream took
 * everything is the caller's to check.
 */
#ifndef PROFORMA_PRINT_REPORT_H
#define PROFORMA_PRINT_REPORT_H

#include <stdio.h>

#include "analysis/claims.h"
#include "core/scenario.h"
#include "print/json.h"

/* What there is to say about a scenario. */
struct report {
    const struct scenario *scenario; /* borrowed, evaluated */
    struct messages warnings;        /* all in force */
    struct claim_causes causes;      /* of the claims that fail */
};

/* Gather what is to be said about SCENARIO, which is not to be edited meanwhile. Only
 * STATUS_NO_MEMORY can happen; report_fini frees what REPORT holds, also after that. */
enum status report_init(struct report *report, const struct scenario *scenario, struct error *err);
void report_fini(struct report *report);

/* Text of at most 79 columns, unless a single word is longer. */
void report_write_text(FILE *out, const struct report *report);
/* Parts of it: tables with their headings; nothing if there is nothing to say. */
void report_write_targets(FILE *out, const struct report *report);
void report_write_claims(FILE *out, const struct report *report);
void report_write_months(FILE *out, const struct scenario *scenario);
void report_write_lines(FILE *out, const struct scenario *scenario);

/* One object; infinite numbers and NaN are null. False when memory ran out. */
bool report_write_json(FILE *out, const struct report *report);
/* A part of it: targets, claims and warnings as members of the object that is open. */
void report_add_verdicts(struct json *json, const struct report *report);

/*
 * One table, a row a value: record,section,name,month,value,unit,text. What a row is about stands
 * in `record`: scenario, line, stage, total, cash, month, metric, target, claim, warning. Infinite
 * numbers and NaN are written as inf, -inf, NaN.
 */
void report_write_csv(FILE *out, const struct report *report);

/* Whether a target is missed or cannot be told, or a claim does not hold. */
bool report_has_missed(const struct scenario *scenario);

#endif
