/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes from a terminal become events: UTF-8, escape sequences of keys and of the mouse, bracketed
 * pastes. It is a state machine over bytes without a clock: the caller measures how long nothing
 * has come.
 */
#ifndef PROFORMA_TERM_INPUT_H
#define PROFORMA_TERM_INPUT_H

#include "draw/event.h"

enum {
    INPUT_SIZE = 4096,        /* bytes that wait to be decoded */
    INPUT_PASTE_SIZE = 65536, /* bytes of a paste that are kept; the rest is left out */
    INPUT_MAX_SEQUENCES = 64,
    INPUT_SEQUENCE_SIZE = 16,
    INPUT_CONTINUE_MS = 3000, /* how long to wait for the rest of a sequence or a paste */
};

/* A key's sequence from the terminal's description, in addition to those that every terminal has.
 */
struct input_sequence {
    char bytes[INPUT_SEQUENCE_SIZE]; /* NUL-terminated, begins with ESC */
    int32_t key;
};

/* Zero-initialised, with nothing read. */
struct input {
    unsigned char bytes[INPUT_SIZE];
    size_t begin, end; /* of the bytes not yet decoded */
    char paste[INPUT_PASTE_SIZE];
    size_t paste_size;
    bool is_pasting;
    struct input_sequence sequences[INPUT_MAX_SEQUENCES];
    size_t n_sequences;
};

/* Let BYTES, which are from the terminal's description, mean KEY. They are ignored if they don't
 * begin with ESC, or are too long, or if there are too many sequences already. */
void input_add_sequence(struct input *input, const char *bytes, int32_t key);

/* Where to put bytes that are read; *ROOM becomes how many fit, which is at least 1 after
 * input_next has returned false. input_added says how many were put there. */
unsigned char *input_room(struct input *input, size_t *room);
void input_added(struct input *input, size_t n);

/* The next event; false if there is none, or only the beginning of one. If TIMED_OUT, a beginning
 * is taken for what it is by itself: an Escape, keys, a paste that ends here. The times of clicks
 * are not known here, so that a double click is two clicks. */
bool input_next(struct input *input, bool timed_out, struct ui_event *event);

/* How long to wait for more bytes before the next call says TIMED_OUT, in milliseconds: -1 if
 * nothing has begun, ESCAPE_MS after a lone ESC, INPUT_CONTINUE_MS within a sequence or a paste. */
int input_timeout(const struct input *input, int escape_ms);

#endif
