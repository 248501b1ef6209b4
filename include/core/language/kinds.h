/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in stage models, written in the scenario language and compiled in: one row each. */
#ifndef PROFORMA_CORE_LANGUAGE_KINDS_H
#define PROFORMA_CORE_LANGUAGE_KINDS_H

#include <stdbool.h>
#include <stddef.h>

enum { KIND_MAX_ENTRIES = 24 };

enum kind_per {
    KIND_PER_TOTAL,
    KIND_PER_MONTH, /* speaks of months, and works in no other period */
    KIND_PER_PERIOD,
};

struct kind {
    const char *name;    /* "promotion" */
    const char *summary; /* one line, untranslated */
    enum kind_per per;
    struct {
        const char *key, *without;
    } inert; /* the parameter KEY has no effect as long as WITHOUT is the kind's; NULL: none */
    struct kind_entry {
        const char *key;   /* a parameter, a formula, or an attribute of one: "energy.unit" */
        const char *text;  /* NULL: a parameter that a scenario has to give */
        const char *unit;  /* of a parameter, as checked by its formulas, with `currency` for the
                              scenario's; "1": a pure number, also where it is written without a
                              unit;  NULL: none */
        const char *label; /* what it means, untranslated; NULL where there is nothing to say */
    } entries[KIND_MAX_ENTRIES]; /* parameters first; ends with a NULL key */
};

/* The kind NAME, or NULL. */
const struct kind *kind_find(const char *name, size_t n);
/* Kind I in the table's order; NULL beyond the last. */
const struct kind *kind_at(size_t i);

#endif
