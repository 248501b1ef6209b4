/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was edited, so that it can be undone and done again without limit: a list of changes of
 * which the first `done` are in force. It knows texts alone; applying them is the caller's.
 */
#ifndef PROFORMA_UI_HISTORY_H
#define PROFORMA_UI_HISTORY_H

#include "core/status.h"

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

/* TYPED was given up for KEY of SECTION: the next redo brings it back; what was undone before
 * follows it. */
enum status history_abandon(struct history *history, const char *section, const char *key,
                            const char *typed);

/* A later nudge begins a change of its own. */
void history_end_nudge(struct history *history);

/* What undo and redo are about; NULL where there is nothing. Valid until the next push. */
const struct change *history_last(const struct history *history);
const struct change *history_next(const struct history *history);

/* The last change has been undone. */
void history_undone(struct history *history);
/* The next one is in force again; until then its key's text was BEFORE (malloc'ed or NULL), which
 * is taken. */
void history_redone_take(struct history *history, char *before);
/* Forget the next one. */
void history_drop_next(struct history *history);

#endif
