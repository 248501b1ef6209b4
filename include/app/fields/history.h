/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was edited, so that it can be undone and done again without limit: a list of changes of
 * which the first `done` are in force. It knows texts alone; applying them is the caller's.
 */
#ifndef PROFORMA_APP_FIELDS_HISTORY_H
#define PROFORMA_APP_FIELDS_HISTORY_H

#include "core/text/status.h"

struct change {
    char *section, *key;
    char *before, *after; /* texts; NULL: the scenario doesn't have the key */
    bool is_nudge;        /* may be joined by the next nudge of the same field */
    bool is_part;         /* of one edit with the change before it */
    bool is_abandoned;    /* typed and given up: `after` is as typed and may not parse */
};

/* Zero-initialise; history_fini frees and zeroes. */
struct history {
    struct change *changes;
    size_t n, capacity;
    size_t done;   /* changes[0 .. done) are in force, the rest can be done again */
    bool is_open;  /* what is pushed is one edit */
    size_t opened; /* where that begins */
};

void history_fini(struct history *history);

/* KEY of SECTION went from BEFORE to AFTER. What was undone before is forgotten. A nudge joins the
 * last change where that is a nudge of the same key; a change that leads back to where it began is
 * dropped. Only STATUS_NO_MEMORY can happen. */
enum status history_push(struct history *history, const char *section, const char *key,
                         const char *before, const char *after, bool is_nudge);

/* What is pushed from now on until history_close is one edit: undone and done again together. */
void history_open(struct history *history);
void history_close(struct history *history);
/* The same, but what has been pushed is forgotten. */
void history_cancel(struct history *history);

/* TYPED was given up for KEY of SECTION: the next redo brings it back; what was undone before
 * follows it. */
enum status history_abandon(struct history *history, const char *section, const char *key,
                            const char *typed);

/* A later nudge begins a change of its own. */
void history_end_nudge(struct history *history);

/* What undo and redo are about: the first of the N changes of one edit; NULL, and N 0, if there is
 * none. Valid until the next push. */
const struct change *history_last(const struct history *history, size_t *n);
const struct change *history_next(const struct history *history, size_t *n);

/* The last edit has been undone. */
void history_undone(struct history *history);
/* What the I'th change of the next edit will find: BEFORE (malloc'ed or NULL), which is taken. */
void history_put_before(struct history *history, size_t i, char *before);
/* The next edit is in force again. */
void history_redone(struct history *history);
/* Forget the next change, which was abandoned. */
void history_drop_next(struct history *history);

#endif
