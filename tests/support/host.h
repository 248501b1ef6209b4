/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole program in a terminal of its own: a pseudo-terminal whose other side is libvterm. Keys
 * in as bytes, screens out as text. Waiting is for what shall appear, at the latest until a
 * deadline, after which the test fails with the screen as it is.
 */
#ifndef PROFORMA_TESTS_HOST_H
#define PROFORMA_TESTS_HOST_H

#include <stdbool.h>
#include <sys/types.h>
#include <vterm.h>

enum { HOST_DEADLINE_MS = 10000, HOST_MAX_ARGUMENTS = 16, HOST_SENT_SIZE = 128 * 1024 };

struct host {
    pid_t pid; /* 0 once it has ended */
    int fd;    /* the terminal's side; -1 once it is closed */
    int rows, columns;
    VTerm *vterm;
    VTermScreen *screen;
    char text[64 * 1024];      /* the screen, a line a row */
    char sent[HOST_SENT_SIZE]; /* the first bytes that the program sent */
    size_t n_sent;
};

struct host_options {
    const char *folder; /* where the program runs */
    int rows, columns;  /* 0: 24 x 80 */
    const char *const
        *environment;    /* "NAME=VALUE" or "NAME" to unset, NULL-terminated; NULL: none */
    bool ignores_hangup; /* it is started with SIGHUP ignored */
    const char *script;  /* started is a shell with this script, $0 being the program */
};

/* Start the program with the arguments that follow OPTIONS, ended by NULL. TERM is xterm-256color
 * and the locale C.UTF-8 unless the options say otherwise. */
void host_start(struct host *host, const struct host_options *options, ...)
    __attribute__((sentinel));
/* End the program, where it still runs, and free. */
void host_stop(struct host *host);

void host_send(struct host *host, const char *bytes);
void host_resize(struct host *host, int rows, int columns);
/* Close the terminal as a connection that breaks does. */
void host_hang_up(struct host *host);

/* Fail the test unless the screen shows TEXT before the deadline, or no longer shows it. */
void host_wait_for(struct host *host, const char *text);
void host_wait_until_gone(struct host *host, const char *text);
/* Whether the screen shows TEXT at present. */
bool host_shows(struct host *host, const char *text);
/* Whether a cell of the screen has a colour of its own. */
bool host_has_colours(struct host *host);

/* Whether the cell under the cursor has its colours exchanged. */
bool host_has_reverse_cursor(struct host *host);
/* Whether TEXT's first place on the screen is in the cursor's row. */
bool host_has_cursor_by(struct host *host, const char *text);
/* The row and column, from 0, at which TEXT begins; fails the test where the screen lacks it. */
void host_find(struct host *host, const char *text, int *row, int *column);
/* Fail the test unless HOLDS becomes true of TEXT before the deadline. */
void host_wait_until(struct host *host, bool (*holds)(struct host *host, const char *text),
                     const char *text);
/* Whether the program has sent BYTES since its start (of what HOST_SENT_SIZE holds). */
bool host_has_sent(struct host *host, const char *bytes);
/* Whether the terminal's settings are those of a shell: whole lines, with echo. */
bool host_is_cooked(const struct host *host);
/* Send BYTES again and again, reading nothing, until the program takes none any more: it is stuck
 * in sending. */
void host_stall(struct host *host, const char *bytes);

/* Take what is sent until nothing came for MS milliseconds. */
void host_wait_quiet(struct host *host, int ms);
/* Whether the program ends within MS milliseconds while nothing that it sends is read. */
bool host_ends_unread(struct host *host, int ms);

/* Wait for the program's end: its exit status, or 128 and the signal it died of; *CPU_MS (may be
 * NULL) becomes the processor time it took. */
int host_wait_for_end(struct host *host, long *cpu_ms);

#endif
