/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/fields/line_edit.h"

#include <string.h>

#include "core/text/text.h"

enum {
    MAX_MARKS = 8,    /* combining marks that go with the character before them */
    SHOWN_SIZE = 256, /* a character and its marks, as the filter shows them */
};

/* Bytes of the character at AT with its marks. */
static size_t next_size(const struct line_edit *line, size_t at)
{
    int32_t codepoint;
    size_t size = text_next(line->text + at, line->size - at, &codepoint);
    for (int i = 0; i < MAX_MARKS && at + size < line->size; i++) {
        const char *mark = line->text + at + size;
        size_t n = text_next(mark, line->size - at - size, &codepoint);
        if (text_width(mark, n) != 0)
            break;
        size += n;
    }
    return size;
}

/* Where the character before AT begins; 0 at the start. */
static size_t previous(const struct line_edit *line, size_t at)
{
    for (int marks = 0; at > 0; marks++) {
        size_t end = at;
        do
            at--;
        while (at > 0 && (line->text[at] & 0xc0) == 0x80);
        if (marks == MAX_MARKS || text_width(line->text + at, end - at) != 0)
            break;
    }
    return at;
}

static bool is_word(const struct line_edit *line, size_t at)
{
    int32_t codepoint;
    text_next(line->text + at, line->size - at, &codepoint);
    return text_is_name_part(codepoint);
}

static size_t word_left(const struct line_edit *line, size_t at)
{
    while (at > 0 && !is_word(line, previous(line, at)))
        at = previous(line, at);
    while (at > 0 && is_word(line, previous(line, at)))
        at = previous(line, at);
    return at;
}

static size_t word_right(const struct line_edit *line, size_t at)
{
    while (at < line->size && !is_word(line, at))
        at += next_size(line, at);
    while (at < line->size && is_word(line, at))
        at += next_size(line, at);
    return at;
}

/* Ctrl-W takes a word up to a blank, as shells do. */
static size_t blank_left(const struct line_edit *line, size_t at)
{
    while (at > 0 && line->text[at - 1] == ' ')
        at--;
    while (at > 0 && line->text[at - 1] != ' ')
        at--;
    return at;
}

static enum line_edit_result move(struct line_edit *line, size_t caret)
{
    line->caret = caret;
    return LINE_EDIT_MOVED;
}

static enum line_edit_result delete_range(struct line_edit *line, size_t from, size_t to)
{
    if (from == to)
        return LINE_EDIT_MOVED;
    memmove(line->text + from, line->text + to, line->size - to + 1);
    line->size -= to - from;
    line->caret = from;
    return LINE_EDIT_CHANGED;
}

static enum line_edit_result kill_range(struct line_edit *line, size_t from, size_t to)
{
    if (from < to) {
        memcpy(line->killed, line->text + from, to - from);
        line->killed[to - from] = '\0';
    }
    return delete_range(line, from, to);
}

/* What of the character TEXT (N bytes) the line takes at its caret: itself, a blank, or nothing
 * where the filter would mark it, a combining mark too many among them. */
static size_t accept(const struct line_edit *line, const char *text, size_t n, int32_t codepoint,
                     char out[5])
{
    size_t base = previous(line, line->caret);
    size_t before = line->caret - base;
    char both[SHOWN_SIZE], shown[SHOWN_SIZE];
    if (codepoint == '\n' || codepoint == '\r' || codepoint == '\t') {
        out[0] = ' ';
        return 1;
    }
    memcpy(both, line->text + base, before);
    memcpy(both + before, text, n);
    if (codepoint < 0 || text_filter(shown, sizeof shown, both, before + n) != before + n ||
        memcmp(shown, both, before + n) != 0)
        return 0;
    memcpy(out, text, n);
    return n;
}

static enum line_edit_result insert(struct line_edit *line, const char *text, size_t n)
{
    size_t old_size = line->size;
    for (size_t at = 0, taken; at < n; at += taken) {
        char out[5];
        int32_t codepoint;
        taken = text_next(text + at, n - at, &codepoint);
        if (codepoint == '\r' && at + 1 < n && text[at + 1] == '\n')
            continue;
        size_t size = accept(line, text + at, taken, codepoint, out);
        if (line->size + size >= LINE_EDIT_SIZE)
            break;
        memmove(line->text + line->caret + size, line->text + line->caret,
                line->size - line->caret + 1);
        memcpy(line->text + line->caret, out, size);
        line->size += size;
        line->caret += size;
    }
    return line->size == old_size ? LINE_EDIT_MOVED : LINE_EDIT_CHANGED;
}

/* A paste's line breaks at its ends come from how lines are copied, not from what was meant. */
static enum line_edit_result insert_paste(struct line_edit *line, const char *text, size_t n)
{
    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        n--;
    while (n > 0 && (*text == '\n' || *text == '\r')) {
        text++;
        n--;
    }
    return insert(line, text, n);
}

bool line_edit_set(struct line_edit *line, const char *text)
{
    size_t n = strlen(text);
    if (n >= LINE_EDIT_SIZE)
        return false;
    line->size = 0;
    line->caret = 0;
    line->text[0] = '\0';
    insert(line, text, n);
    return true;
}

static enum line_edit_result update_key(struct line_edit *line, int32_t key)
{
    size_t caret = line->caret;
    size_t right = caret < line->size ? caret + next_size(line, caret) : caret;
    switch (key) {
    case KEY_LEFT_ARROW:
    case KEY_CTRL('B'):
        return move(line, previous(line, caret));
    case KEY_RIGHT_ARROW:
    case KEY_CTRL('F'):
        return move(line, right);
    case KEY_HOME_KEY:
    case KEY_CTRL('A'):
        return move(line, 0);
    case KEY_END_KEY:
    case KEY_CTRL('E'):
        return move(line, line->size);
    case KEY_WORD_LEFT:
        return move(line, word_left(line, caret));
    case KEY_WORD_RIGHT:
        return move(line, word_right(line, caret));
    case KEY_BACKSPACE_KEY:
    case KEY_CTRL('H'):
        return delete_range(line, previous(line, caret), caret);
    case KEY_DELETE:
    case KEY_CTRL('D'):
        return delete_range(line, caret, right);
    case KEY_CTRL('K'):
        return kill_range(line, caret, line->size);
    case KEY_CTRL('U'):
        return kill_range(line, 0, caret);
    case KEY_CTRL('W'):
        return kill_range(line, blank_left(line, caret), caret);
    case KEY_CTRL('Y'):
        return insert(line, line->killed, strlen(line->killed));
    default:
        return LINE_EDIT_IGNORED;
    }
}

enum line_edit_result line_edit_update(struct line_edit *line, const struct ui_event *event)
{
    char text[4];
    if (event->kind == EVENT_PASTE)
        return insert_paste(line, event->paste, event->paste_size);
    if (event->kind != EVENT_KEY)
        return LINE_EDIT_IGNORED;
    if (event->key < ' ' || event->key >= KEY_FIRST_SPECIAL)
        return update_key(line, event->key);
    return insert(line, text, text_encode(event->key, text));
}

/* Columns of the N bytes at AT, one character with its marks, as the filter shows it. */
static int shown_width(const struct line_edit *line, size_t at, size_t n)
{
    char shown[SHOWN_SIZE];
    return text_width(shown, text_filter(shown, sizeof shown, line->text + at, n));
}

/* The columns that the text takes from byte FROM up to byte TO. */
static int columns_between(const struct line_edit *line, size_t from, size_t to)
{
    int columns = 0;
    for (size_t n; from < to; from += n) {
        n = next_size(line, from);
        columns += shown_width(line, from, n);
    }
    return columns;
}

/* The byte after as many characters from byte FROM as COLUMNS columns hold. */
static size_t fit(const struct line_edit *line, size_t from, int columns)
{
    while (from < line->size) {
        size_t n = next_size(line, from);
        columns -= shown_width(line, from, n);
        if (columns < 0)
            break;
        from += n;
    }
    return from;
}

struct line_edit_window line_edit_window(const struct line_edit *line, int columns)
{
    struct line_edit_window window = {0};
    size_t behind = line->caret < line->size ? line->caret + next_size(line, line->caret) : 0;
    int caret = columns_between(line, 0, line->caret);
    int own = behind > 0 ? columns_between(line, line->caret, behind) : 1; /* what it stands on */
    int excess = caret + own - columns;
    int step = columns / 2;
    if (excess > 0)
        window.from = fit(line, 0, (excess + step - 1) / step * step);
    /* A wide character on the edge stays out of sight, or the caret could be beyond the window. */
    if (window.from < line->caret &&
        columns_between(line, window.from, line->caret) + own > columns)
        window.from += next_size(line, window.from);
    window.caret_column = columns_between(line, window.from, line->caret);
    window.n = fit(line, window.from, columns) - window.from;
    return window;
}
