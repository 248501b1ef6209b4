/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Modes of the terminal that curses doesn't know, bracketed paste and mouse reports, and the bytes
 * that undo everything. They are only sent to terminals that know them or ignore them.
 */
#ifndef PROFORMA_TERM_TERM_MODES_H
#define PROFORMA_TERM_TERM_MODES_H

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

/* Put the bytes that leave the modes into OUT, as a string, and those of CAPABILITIES without their
 * delays. CAPABILITIES are N strings of the terminal's description, NULL if it lacks one. */
void modes_leave_bytes(const struct term_modes *modes, const char *const *capabilities, int n,
                       char out[MODES_LEAVE_SIZE]);

#endif
