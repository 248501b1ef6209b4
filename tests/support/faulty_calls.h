/* SPDX-License-Identifier: GPL-3.0-or-later */
/* System calls of a save that fail on demand: the real ones, counted, with a fault in one of them.
 */
#ifndef PROFORMA_TESTS_FAULTY_CALLS_H
#define PROFORMA_TESTS_FAULTY_CALLS_H

#include "io/save.h"

enum fault_kind { FAULT_NONE, FAULT_ERROR, FAULT_SHORT_WRITE, FAULT_KILL };

/* What happens at call number `at` (from 1). */
struct fault {
    enum fault_kind kind;
    int at;
    int error;        /* of FAULT_ERROR: errno */
    bool is_lasting;  /* the same call fails from then on */
    const char *only; /* not at `at` but at every call of this name; NULL: none */
};

extern const struct save_calls faulty_calls;

/* Begin counting anew, with FAULT. */
void faulty_begin(struct fault fault);
/* Calls made since. */
int faulty_count(void);
/* The name of the call that failed, or NULL. */
const char *faulty_name(void);
/* The names of the calls in their order, blanks between them; those beyond 4 KiB are left out. */
const char *faulty_trace(void);

#endif
