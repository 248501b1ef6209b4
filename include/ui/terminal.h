/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: events in, a canvas out. The one module that knows curses. It leaves the terminal
 * as it was on every way out: terminal_close, a signal, a crash, a stalled connection. It decides
 * nothing about what events mean, and there is one open terminal at a time.
 */
#ifndef PROFORMA_UI_TERMINAL_H
#define PROFORMA_UI_TERMINAL_H

#include "ui/canvas.h"
#include "ui/event.h"
#include "ui/theme.h"

struct terminal;

struct terminal_options {
    const struct theme *theme; /* copied */
    bool no_color;             /* attributes only, whatever the terminal can do */
    bool mouse;                /* report clicks and the wheel, where the terminal can */
};

/* Take over standard input and output, both of which must be terminals, in the caller's locale.
 * STATUS_IO with what to do about it where that isn't possible. From here on until terminal_close,
 * signals that end the program come back from terminal_wait. */
enum status terminal_open(const struct terminal_options *options, struct terminal **out,
                          struct error *err);
/* Give the terminal back as it was. NULL is fine. */
void terminal_close(struct terminal *terminal);

/* What the user should know about the terminal (it is unknown and treated as another), translated;
 * NULL where there is nothing to tell. Borrowed. */
const char *terminal_notice(const struct terminal *terminal);

void terminal_size(const struct terminal *terminal, int *rows, int *columns);

enum terminal_result {
    TERMINAL_EVENT,   /* *EVENT is the next thing that the user did */
    TERMINAL_TIMEOUT, /* nothing happened in time */
    TERMINAL_CLOSED,  /* nobody is there any more, or a signal ends the program: close unsaved */
};

/* The next event, at the latest after TIMEOUT_MS milliseconds (-1: whenever it comes). */
enum terminal_result terminal_wait(struct terminal *terminal, int timeout_ms,
                                   struct ui_event *event);

/* Whether terminal_wait has another event at hand, so that drawing can wait until all have been
 * taken. In an endless stream of input it says no from time to time. */
bool terminal_has_more(struct terminal *terminal);

/* The signal that ends the program; 0 where there was none (the connection broke, or input ended).
 * Afterwards a program usually exits with 128 plus it. */
int terminal_signal(const struct terminal *terminal);

/* Show CANVAS, sending what differs from what is shown. Characters that the locale or the terminal
 * can't show in the columns they have are shown as '?'. */
void terminal_present(struct terminal *terminal, const struct canvas *canvas);
/* Send everything again at the next terminal_present. */
void terminal_repaint(struct terminal *terminal);

/* Show roles as THEME (copied) says from the next terminal_present on. */
void terminal_set_theme(struct terminal *terminal, const struct theme *theme);
void terminal_set_mouse(struct terminal *terminal, bool mouse);

/* Give the terminal back and stop as Ctrl-Z does; returns when the program goes on. An
 * EVENT_RESIZE follows. */
void terminal_suspend(struct terminal *terminal);

#endif
