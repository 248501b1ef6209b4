/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Modes of the terminal that curses doesn't know, bracketed paste and mouse reports, and the bytes
 * that undo everything. Sent to terminals alone that know them or pass over them.
 */
#ifndef PROFORMA_UI_TERM_MODES_H
#define PROFORMA_UI_TERM_MODES_H

#include <stdbool.h>

enum { MODES_LEAVE_SIZE = 256 };

struct term_modes {
    int fd;
    bool is_known; /* whether the terminal may be sent them at all */
    bool mouse;
};

void modes_enter(const struct term_modes *modes);
void modes_leave(const struct term_modes *modes);
void modes_set_mouse(struct term_modes *modes, bool mouse);

/* The bytes that leave the modes and do what CAPABILITIES (N strings of the terminal's description,
 * NULL for those it lacks) say, delays left out, as a string in OUT. */
void modes_leave_bytes(const struct term_modes *modes, const char *const *capabilities, int n,
                       char out[MODES_LEAVE_SIZE]);

#endif
