/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes as what a user does in the dashboard, and answers to its effects. Whatever that is, nothing
 * breaks, every state can be drawn, and undo leads back to the scenario as it was loaded.
 *
 * 0x01-0x1f: the key in special_keys; 0x20-0x7e: a character; 0x7f: a paste, up to the next 0x7f;
 * 0x80-0xbf: the mouse, its row and column in the two bytes that follow; 0xc0-0xdf: a resize
 * likewise; others: a character beyond ASCII.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "io/embedded.h"
#include "io/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_EVENTS = 400, MAX_UNDO = 1000 };

static const int32_t special_keys[32] = {
    KEY_ESCAPE,    KEY_UP_ARROW,  KEY_DOWN_ARROW, KEY_LEFT_ARROW,    KEY_RIGHT_ARROW,
    KEY_PAGE_UP,   KEY_PAGE_DOWN, KEY_HOME_KEY,   KEY_BACKSPACE_KEY, KEY_TAB,
    KEY_ENTER,     KEY_END_KEY,   KEY_BACK_TAB,   KEY_ENTER,         KEY_DELETE,
    KEY_INSERT,    KEY_WORD_LEFT, KEY_WORD_RIGHT, KEY_CTRL('R'),     KEY_CTRL('S'),
    KEY_CTRL('C'), KEY_CTRL('U'), KEY_CTRL('K'),  KEY_CTRL('W'),     KEY_CTRL('Y'),
    KEY_CTRL('L'), KEY_CTRL('Z'), KEY_ESCAPE,     KEY_FUNCTION + 1,  KEY_FUNCTION + 2,
    KEY_CTRL('A'), KEY_CTRL('E'),
};

static void require(int holds)
{
    if (!holds)
        abort();
}

static struct scenario *load_starter(void)
{
    const struct embedded *starter = embedded_find("scenarios/starter.ini");
    struct file *file = NULL;
    struct source *source = NULL;
    struct scenario *scenario = NULL;
    struct messages messages = {0};
    require(file_load_text("starter.ini", starter->text, starter->size, &file, &source,
                           &messages) == STATUS_OK);
    require(scenario_new(source, &scenario, &messages) == STATUS_OK);
    file_free(file);
    messages_fini(&messages);
    return scenario;
}

/* The event that DATA begins with; the bytes it takes. A paste is borrowed from DATA. */
static size_t next_event(const uint8_t *data, size_t size, struct ui_event *event)
{
    uint8_t byte = data[0];
    *event = (struct ui_event){.kind = EVENT_KEY, .key = byte};
    if (byte < 0x20) {
        event->key = special_keys[byte];
        return 1;
    }
    if (byte < 0x7f)
        return 1;
    if (byte == 0x7f) {
        const uint8_t *end = memchr(data + 1, 0x7f, size - 1);
        size_t n = end != NULL ? (size_t)(end - data - 1) : size - 1;
        event->kind = EVENT_PASTE;
        event->paste = (const char *)data + 1;
        event->paste_size = n;
        return n + 1 + (end != NULL);
    }
    if (byte >= 0xe0 || size < 3) {
        event->key = 0x4e00 + byte;
        return 1;
    }
    event->kind = byte < 0xc0 ? EVENT_MOUSE : EVENT_RESIZE;
    event->action = (enum mouse_action)(byte & 3);
    event->row = data[1] - 1;
    event->column = data[2] - 1;
    event->rows = data[1] % 60 + 1;
    event->columns = data[2] % 160 + 1;
    return 3;
}

/* Answer EFFECTS as the program would; whether the scenario is another one now. */
static bool answer(struct app *app, unsigned effects, size_t turn)
{
    struct error err = {.status = turn % 2 == 0 ? STATUS_CHANGED : STATUS_IO, .text = "no"};
    if (effects & EFFECT_LOAD) {
        app_loaded(app, load_starter(), app_request(app)->path);
        return true;
    }
    if (effects & EFFECT_COMPARE)
        app_compared(app, load_starter(), app_request(app)->path);
    if (!(effects & EFFECT_SAVE))
        return false;
    if (turn % 3 != 0) {
        app_save_failed(app, &err);
        return false;
    }
    app_saved(app, load_starter(), app_request(app)->path);
    return true;
}

static void undo_all(struct app *app)
{
    const struct ui_event escape = {.kind = EVENT_KEY, .key = KEY_ESCAPE};
    const struct ui_event undo = {.kind = EVENT_KEY, .key = 'u'};
    const struct ui_event resize = {.kind = EVENT_RESIZE, .rows = 24, .columns = 80};
    app_update(app, &resize);
    for (int i = 0; i < 3; i++) /* help, over an editor, over a field */
        app_update(app, &escape);
    for (int i = 0; i < MAX_UNDO && app_is_edited(app); i++)
        app_update(app, &undo);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct app *app = NULL;
    struct canvas canvas = {0};
    bool is_another = false;
    require(app_new(load_starter(), "starter.ini", &app) == STATUS_OK);
    require(canvas_resize(&canvas, 24, 80) == STATUS_OK);
    for (size_t turn = 0; size > 0 && turn < MAX_EVENTS; turn++) {
        struct ui_event event;
        size_t n = next_event(data, size, &event);
        data += n;
        size -= n;
        if (event.kind == EVENT_RESIZE)
            canvas_resize(&canvas, event.rows, event.columns);
        unsigned effects = app_update(app, &event);
        is_another = answer(app, effects, turn) || is_another;
        canvas.utf8 = turn % 2 == 0;
        if (turn % 4 == 0)
            app_prepare(app);
        app_draw(app, &canvas);
    }
    undo_all(app);
    require(is_another || !app_is_edited(app));
    app_prepare(app);
    app_draw(app, &canvas);
    app_free(app);
    canvas_fini(&canvas);
    return 0;
}
