/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term_modes.h"

#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
static const char mouse_on[] = "\033[?1000h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1000l";

static void send_bytes(const struct term_modes *modes, const char *bytes)
{
    size_t n = modes->is_known ? strlen(bytes) : 0;
    while (n > 0) {
        ssize_t sent = write(modes->fd, bytes, n);
        if (sent <= 0)
            return; /* nobody is there: reading will tell */
        bytes += sent;
        n -= (size_t)sent;
    }
}

void modes_enter(const struct term_modes *modes)
{
    send_bytes(modes, paste_on);
    if (modes->mouse)
        send_bytes(modes, mouse_on);
}

void modes_leave(const struct term_modes *modes)
{
    if (modes->mouse)
        send_bytes(modes, mouse_off);
    send_bytes(modes, paste_off);
}

void modes_set_mouse(struct term_modes *modes, bool mouse)
{
    modes->mouse = mouse;
    send_bytes(modes, mouse ? mouse_on : mouse_off);
}

/* Append TEXT without its delays, which are written $<5>. */
static void append(char out[MODES_LEAVE_SIZE], const char *text)
{
    size_t n = strlen(out);
    for (; *text && n + 1 < MODES_LEAVE_SIZE; text++) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end)
            text = end;
        else
            out[n++] = *text;
    }
    out[n] = '\0';
}

void modes_leave_bytes(const struct term_modes *modes, const char *const *capabilities, int n,
                       char out[MODES_LEAVE_SIZE])
{
    out[0] = '\0';
    if (modes->is_known) {
        append(out, mouse_off);
        append(out, paste_off);
    }
    for (int i = 0; i < n; i++)
        if (capabilities[i])
            append(out, capabilities[i]);
}
