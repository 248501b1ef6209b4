/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals while a terminal is open: they arrive in a pipe, to be polled beside the keys, and
 * whatever ends the program gives the terminal back first. Signal handlers have no argument, so
 * this is the one place with state of its own; it knows no curses.
 */
#ifndef PROFORMA_TERM_TERM_SIGNALS_H
#define PROFORMA_TERM_TERM_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* What has come, as bits. */
enum signal_bit {
    SIGNAL_RESIZE = 1 << 0,    /* the window has another size */
    SIGNAL_STOP = 1 << 1,      /* somebody asks to stop, as Ctrl-Z does */
    SIGNAL_CONTINUE = 1 << 2,  /* the program goes on after a stop */
    SIGNAL_INTERRUPT = 1 << 3, /* SIGINT, which means the key Ctrl-C */
    SIGNAL_END = 1 << 4,       /* hang-up, termination, quit: signals_ending says which */
};

/* Catch the signals; false if no pipe can be made. An ignored hang-up stays ignored. */
bool signals_install(void);
/* Let signals do again what they did before. */
void signals_remove(void);

/* Say what gives terminal FD back: its settings and N bytes of LEAVE (cut at 512). They are used on
 * a crash and by the watchdog; the caller sees to an orderly end. */
void signals_guard(int fd, const struct termios *settings, const char *leave, size_t n);

/* The descriptor to poll for reading. */
int signals_fd(void);
/* What has come since the last call, as bits of enum signal_bit. */
unsigned signals_take(void);
/* The signal that ends the program, or 0. After its arrival the program has 2 seconds to get out of
 * a write to the terminal (signals_writing), and 10 seconds to call signals_remove; then it exits.
 */
int signals_ending(void);
/* Say that the program may be stuck from now on until the terminal takes bytes, or that this is
 * over.
 */
void signals_writing(bool is_writing);

/* Stop the process group as Ctrl-Z does, and return when it goes on; false at once if stopping is
 * ignored. */
bool signals_stop(void);

#endif
