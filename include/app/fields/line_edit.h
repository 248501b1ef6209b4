/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line of text being typed: its bytes, its caret, and what keys do to them. Used by fields and
 * by the command line. It knows nothing of values, history or completion, and draws nothing: it
 * says which part of the text shows in how many columns, and where the caret stands there.
 */
#ifndef PROFORMA_APP_FIELDS_LINE_EDIT_H
#define PROFORMA_APP_FIELDS_LINE_EDIT_H

#include "draw/event.h"

enum { LINE_EDIT_SIZE = 4096 }; /* bytes of the longest text, with its NUL */

/* Zero-initialised, an empty line. The fields are for reading. */
struct line_edit {
    char text[LINE_EDIT_SIZE];   /* UTF-8, NUL-terminated, one line */
    size_t size;                 /* bytes of text */
    size_t caret;                /* byte of text that the caret stands before, 0 to size */
    char killed[LINE_EDIT_SIZE]; /* what Ctrl-K, Ctrl-U or Ctrl-W cut last, for Ctrl-Y */
};

enum line_edit_result {
    LINE_EDIT_IGNORED, /* not a key of the line editor: Enter, Escape, Tab, Up, function keys, … */
    LINE_EDIT_MOVED,   /* taken; the text is as it was (the caret may be elsewhere or at an end) */
    LINE_EDIT_CHANGED, /* the text is another one */
};

/* The text becomes TEXT with the caret behind it; what was killed stays. What one line can't hold
 * (line breaks, invalid bytes, invisible characters) becomes a blank or is left out. False, and
 * nothing changes, where TEXT takes LINE_EDIT_SIZE bytes or more. */
bool line_edit_set(struct line_edit *line, const char *text);

/* What EVENT does: a character is inserted; Left, Right, Ctrl-B, Ctrl-F move by a character; Home,
 * End, Ctrl-A, Ctrl-E to the ends; Ctrl-Left, Ctrl-Right by a word; Backspace, Delete, Ctrl-H,
 * Ctrl-D delete a character; Ctrl-K, Ctrl-U, Ctrl-W cut to the end, to the start, the word before;
 * Ctrl-Y puts back what was cut; a paste is inserted as one line. What doesn't fit is left out.
 * A character is one with its combining marks. */
enum line_edit_result line_edit_update(struct line_edit *line, const struct ui_event *event);

/* The part of the text that shows in COLUMNS columns (at least 2), the caret's own included. */
struct line_edit_window {
    size_t from, n;   /* bytes: text + from, n of them */
    int caret_column; /* 0 to COLUMNS - 1 */
};

/* Depends on the text and the caret alone: it scrolls by half of COLUMNS. */
struct line_edit_window line_edit_window(const struct line_edit *line, int columns);

#endif
