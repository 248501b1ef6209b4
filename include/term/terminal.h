/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: events come in, a canvas goes out. It is the one module that knows curses. It
 * leaves the terminal as it was on every way out: terminal_close, a signal, a crash, a stalled
 * connection. It does not decide what events mean. At most one terminal is open at a time.
 */
#ifndef PROFORMA_TERM_TERMINAL_H
#define PROFORMA_TERM_TERMINAL_H

#include "draw/canvas.h"
#include "draw/event.h"
#include "draw/theme.h"

struct terminal;

struct terminal_options {
    const struct theme *theme; /* copied */
    bool no_color;             /* attributes only, whatever the terminal can do */
    bool mouse;                /* report clicks and the wheel, if the terminal can */
};

/* Take over standard input and output, both of which must be terminals, in the caller's locale.
 * STATUS_IO if that isn't possible; ERR says what to do about it. From here on until
 * terminal_close, terminal_wait returns if a signal ends the program. */
enum status terminal_open(const struct terminal_options *options, struct terminal **out,
                          struct error *err);
/* Give the terminal back as it was. NULL is fine. */
void terminal_close(struct terminal *terminal);

/* What the user should know about the terminal, translated: that it is unknown and treated as
 * another one. NULL if there is nothing to say. Borrowed. */
const char *terminal_notice(const struct terminal *terminal);

void terminal_size(const struct terminal *terminal, int *rows, int *columns);

enum terminal_result {
    TERMINAL_EVENT,   /* *EVENT is the next thing that the user did */
    TERMINAL_TIMEOUT, /* nothing happened in time */
    TERMINAL_CLOSED,  /* nobody is there any more, or a signal ends the program: close without
                         saving */
};

/* Wait for the next event, at most TIMEOUT_MS milliseconds (-1: until it comes). */
enum terminal_result terminal_wait(struct terminal *terminal, int timeout_ms,
                                   struct ui_event *event);

/* Whether terminal_wait has another event at hand, so that drawing can wait until all have been
 * taken. From time to time it is false even in an endless stream of input. */
bool terminal_has_more(struct terminal *terminal);

/* The signal that ends the program; 0 if there was none (the connection broke, or input ended). A
 * program usually exits with 128 plus its number. */
int terminal_signal(const struct terminal *terminal);

/* Show CANVAS by sending what differs from what is shown. Characters that the locale or the
 * terminal can't show in as many columns as they have are shown as '?'. */
void terminal_present(struct terminal *terminal, const struct canvas *canvas);
/* Send everything again at the next terminal_present. */
void terminal_repaint(struct terminal *terminal);

/* From the next terminal_present on, show roles as THEME (copied) says. */
void terminal_set_theme(struct terminal *terminal, const struct theme *theme);
void terminal_set_mouse(struct terminal *terminal, bool mouse);

/* Give the terminal back and stop as Ctrl-Z does; returns when the program goes on. An
 * EVENT_RESIZE follows. */
void terminal_suspend(struct terminal *terminal);

#endif
