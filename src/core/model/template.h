/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stages of a kind take over: the lines and attributes of a built-in kind, of [kind.NAME], or
 * of a section with rows, each on top of another. Private to the core.
 */
#ifndef PROFORMA_CORE_MODEL_TEMPLATE_H
#define PROFORMA_CORE_MODEL_TEMPLATE_H

#include "core/language/kinds.h"
#include "core/model/model.h"

struct template_entry {
    const char *key;  /* a line, or an attribute of one: "energy.unit" */
    const char *text; /* NULL: a stage has to give it */
    const char *unit; /* of what a stage gives without one; "1": a pure number; NULL: none */
    const char *label;
    const struct source_entry *entry; /* where it is written; NULL: built in */
    /* The parameter or list that all stages share who do not give their own, a line of the section
       in which it is written; NAMES_NONE: there is none. */
    uint32_t line;
    bool is_optional; /* a stage need not give what has no text */
};

struct template
{
    const char *name;        /* of the kind, or of the section with rows */
    const struct kind *kind; /* the built-in one that it began with; NULL: none */
    bool is_monthly;
    bool is_by_month;   /* speaks of months: for plans in other periods it is none */
    bool is_being_read; /* it may not begin with itself */
    int depth;          /* how many it stands on */
    struct template_entry *entries;
    size_t n, capacity;
};

/* An empty one, or a copy of PARENT called NAME; NULL when out of memory. NAME is borrowed. */
struct template *template_new(const char *name, const struct template *parent);
/* One with what the built-in KIND has; NULL when out of memory. */
struct template *template_of_kind(const struct kind *kind);
void template_free(struct template *template);

/* The entry KEY (N bytes), or NULL. */
struct template_entry *template_find(const struct template *template, const char *key, size_t n);
/* Put ENTRY in the place of the one with its key, or behind all. False when out of memory. */
bool template_put(struct template *template, struct template_entry entry);

#endif
