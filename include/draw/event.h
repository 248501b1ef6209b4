/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user does, as the terminal reports it. */
#ifndef PROFORMA_DRAW_EVENT_H
#define PROFORMA_DRAW_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum event_kind {
    EVENT_KEY,    /* a character or one of enum key */
    EVENT_PASTE,  /* a whole bracketed paste */
    EVENT_MOUSE,  /* a click or the wheel */
    EVENT_RESIZE, /* the canvas has a new size; also after a suspension */
};

/* Keys that are no characters. A character's key is its code point; that of Ctrl-X is 'X' & 0x1f.
 */
enum key {
    KEY_NONE = 0,
    KEY_TAB = 9,
    KEY_ENTER = 13,
    KEY_ESCAPE = 27,
    KEY_FIRST_SPECIAL = 0x110000,
    KEY_UP_ARROW = KEY_FIRST_SPECIAL,
    KEY_DOWN_ARROW,
    KEY_LEFT_ARROW,
    KEY_RIGHT_ARROW,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME_KEY,
    KEY_END_KEY,
    KEY_BACK_TAB,
    KEY_BACKSPACE_KEY, /* 8 and 127 are reported as this */
    KEY_DELETE,
    KEY_INSERT,
    KEY_WORD_LEFT,  /* Ctrl-Left, Alt-b */
    KEY_WORD_RIGHT, /* Ctrl-Right, Alt-f */
    KEY_FUNCTION,   /* KEY_FUNCTION + n is Fn, n = 1..12 */
    KEY_LAST_SPECIAL = KEY_FUNCTION + 12
};
#define KEY_CTRL(c) ((c)&0x1f)

enum mouse_action { MOUSE_CLICK, MOUSE_DOUBLE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct ui_event {
    enum event_kind kind;
    int32_t key;       /* EVENT_KEY */
    const char *paste; /* EVENT_PASTE: UTF-8, borrowed until the next event */
    size_t paste_size;
    enum mouse_action action; /* EVENT_MOUSE */
    int row, column;          /* EVENT_MOUSE: 0-based */
    int rows, columns;        /* EVENT_RESIZE */
};

#endif
