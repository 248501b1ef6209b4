/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What comes from the terminal: waiting for bytes and signals together, reading, timing. Bytes are
 * read here and not by curses, which splits a slow escape sequence, and which never stops on a
 * terminal that is gone.
 */
#ifndef PROFORMA_TERM_TERM_EVENTS_H
#define PROFORMA_TERM_TERM_EVENTS_H

#include "input.h"

/* Zero-initialised but for fd and escape_ms. */
struct term_events {
    int fd;
    int escape_ms; /* after which a lone ESC is the key */
    struct input input;
    unsigned signals; /* bits of enum signal_bit that came and were not returned yet */
    bool has_ahead;   /* `ahead` was decoded and not returned yet */
    struct ui_event ahead;
    bool in_batch;
    int64_t batch_start, last_read; /* milliseconds of a clock that only goes on */
    struct ui_event last_click;
    int64_t last_click_at;
};

enum events_result {
    EVENTS_EVENT,
    EVENTS_SIGNALS, /* *SIGNALS are bits to act on: SIGNAL_RESIZE, SIGNAL_STOP, SIGNAL_CONTINUE */
    EVENTS_TIMEOUT,
    EVENTS_CLOSED,
};

/* As terminal_wait does. */
enum events_result events_wait(struct term_events *events, int timeout_ms, struct ui_event *event,
                               unsigned *signals);
/* As terminal_has_more does. */
bool events_has_more(struct term_events *events);

#endif
