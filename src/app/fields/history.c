/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo as one list of changes with a mark in it. Applies nothing. */
#include "app/fields/history.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/grow.h"
#include "core/text/text.h"

static void change_fini(struct change *change)
{
    free(change->section);
    free(change->key);
    free(change->before);
    free(change->after);
}

void history_fini(struct history *history)
{
    for (size_t i = 0; i < history->n; i++)
        change_fini(&history->changes[i]);
    free(history->changes);
    *history = (struct history){0};
}

/* A copy of TEXT, NULL for NULL; *OK becomes false where memory ran out. */
static char *copy(const char *text, bool *ok)
{
    if (!text)
        return NULL;
    char *result = strdup(text);
    if (!result)
        *ok = false;
    return result;
}

static bool change_init(struct change *change, const char *section, const char *key,
                        const char *before, const char *after)
{
    bool ok = true;
    *change = (struct change){
        .section = copy(section, &ok),
        .key = copy(key, &ok),
        .before = copy(before, &ok),
        .after = copy(after, &ok),
    };
    if (!ok)
        change_fini(change);
    return ok;
}

static bool make_room(struct history *history)
{
    return grow(&history->changes, history->n, &history->capacity, sizeof *history->changes);
}

static void forget_undone(struct history *history)
{
    while (history->n > history->done)
        change_fini(&history->changes[--history->n]);
}

/* Join a nudge to LAST; false where memory ran out. */
static bool join(struct history *history, struct change *last, const char *after)
{
    bool ok = true;
    char *text = copy(after, &ok);
    if (!ok)
        return false;
    forget_undone(history);
    free(last->after);
    last->after = text;
    if (text_is_same(last->before, last->after)) {
        history->done--;
        forget_undone(history);
    }
    return true;
}

enum status history_push(struct history *history, const char *section, const char *key,
                         const char *before, const char *after, bool is_nudge)
{
    struct change *last = history->done > 0 ? &history->changes[history->done - 1] : NULL;
    if (is_nudge && last && last->is_nudge && strcmp(last->section, section) == 0 &&
        strcmp(last->key, key) == 0)
        return join(history, last, after) ? STATUS_OK : STATUS_NO_MEMORY;
    if (text_is_same(before, after))
        return STATUS_OK;
    struct change change;
    if (!make_room(history) || !change_init(&change, section, key, before, after))
        return STATUS_NO_MEMORY;
    change.is_nudge = is_nudge;
    change.is_part = history->is_open && history->done > history->opened;
    forget_undone(history);
    history->changes[history->n++] = change;
    history->done = history->n;
    return STATUS_OK;
}

void history_open(struct history *history)
{
    history_end_nudge(history);
    history->is_open = true;
    history->opened = history->done;
}

void history_close(struct history *history)
{
    history->is_open = false;
}

void history_cancel(struct history *history)
{
    history_close(history);
    if (history->done == history->opened)
        return;
    history->done = history->opened;
    forget_undone(history);
}

enum status history_abandon(struct history *history, const char *section, const char *key,
                            const char *typed)
{
    struct change change;
    if (!make_room(history) || !change_init(&change, section, key, NULL, typed))
        return STATUS_NO_MEMORY;
    change.is_abandoned = true;
    struct change *at = history->changes + history->done;
    memmove(at + 1, at, (history->n - history->done) * sizeof *at);
    *at = change;
    history->n++;
    return STATUS_OK;
}

void history_end_nudge(struct history *history)
{
    if (history->done > 0)
        history->changes[history->done - 1].is_nudge = false;
}

const struct change *history_last(const struct history *history, size_t *n)
{
    size_t first = history->done > 0 ? history->done - 1 : 0;
    while (first > 0 && history->changes[first].is_part)
        first--;
    *n = history->done - first;
    return *n > 0 ? &history->changes[first] : NULL;
}

const struct change *history_next(const struct history *history, size_t *n)
{
    size_t end = history->done < history->n ? history->done + 1 : history->done;
    while (end < history->n && history->changes[end].is_part)
        end++;
    *n = end - history->done;
    return *n > 0 ? &history->changes[history->done] : NULL;
}

void history_undone(struct history *history)
{
    size_t n;
    history_last(history, &n);
    for (; n > 0; n--)
        history->changes[--history->done].is_nudge = false;
}

void history_put_before(struct history *history, size_t i, char *before)
{
    struct change *change = &history->changes[history->done + i];
    free(change->before);
    change->before = before;
}

void history_redone(struct history *history)
{
    size_t n;
    history_next(history, &n);
    for (; n > 0; n--)
        history->changes[history->done++].is_abandoned = false;
}

void history_drop_next(struct history *history)
{
    struct change *next = &history->changes[history->done];
    change_fini(next);
    history->n--;
    memmove(next, next + 1, (history->n - history->done) * sizeof *next);
}
