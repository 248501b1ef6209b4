/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what a terminal sends: events are the same however the bytes are cut into pieces,
 * and a line editor that gets them stays a line. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/fields/line_edit.h"
#include "core/text/text.h"
#include "term/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

/* A line editor, and a number that differs for different events. */
struct seen {
    struct line_edit line;
    uint64_t sum;
};

static void add(struct seen *seen, int64_t number)
{
    seen->sum = (seen->sum ^ (uint64_t)number) * UINT64_C(1099511628211);
}

static void see(struct seen *seen, const struct ui_event *event)
{
    add(seen, event->kind);
    add(seen, event->key);
    add(seen, event->action);
    add(seen, event->row);
    add(seen, event->column);
    for (size_t i = 0; i < event->paste_size; i++)
        add(seen, event->paste[i]);
    require(event->kind != EVENT_KEY || event->key > 0);
    require(event->kind != EVENT_MOUSE || (event->row >= 0 && event->column >= 0));

    line_edit_update(&seen->line, event);
    const struct line_edit *line = &seen->line;
    struct line_edit_window window = line_edit_window(line, 10);
    require(line->size < LINE_EDIT_SIZE && strlen(line->text) == line->size);
    require(text_invalid_at(line->text, line->size) == line->size);
    require(line->caret <= line->size && window.from <= line->caret);
    require(window.from + window.n <= line->size);
    require(window.caret_column >= 0 && window.caret_column < 10);
}

/* The bytes in pieces of PIECE, then a pause that ends whatever has begun. */
static uint64_t decode(const uint8_t *data, size_t size, size_t piece)
{
    struct input *input = calloc(1, sizeof *input);
    struct seen *seen = calloc(1, sizeof *seen);
    struct ui_event event;
    require(input && seen);
    for (size_t at = 0, n; at < size; at += n) {
        size_t room;
        unsigned char *to = input_room(input, &room);
        require(room > 0);
        n = size - at < piece ? size - at : piece;
        if (n > room)
            n = room;
        memcpy(to, data + at, n);
        input_added(input, n);
        while (input_next(input, false, &event))
            see(seen, &event);
    }
    while (input_timeout(input, 1) >= 0)
        if (input_next(input, true, &event))
            see(seen, &event);
    uint64_t sum = seen->sum;
    free(seen);
    free(input);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t whole = decode(data, size, SIZE_MAX);
    require(decode(data, size, 1) == whole);
    require(decode(data, size, 7) == whole);
    return 0;
}
