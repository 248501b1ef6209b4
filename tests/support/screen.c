/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/text.h"

#include "golden.h"

enum { MAX_BYTES = 1 << 20 };

static const struct {
    const char *name;
    int32_t key;
} key_names[] = {
    {"Up", KEY_UP_ARROW},
    {"Down", KEY_DOWN_ARROW},
    {"Left", KEY_LEFT_ARROW},
    {"Right", KEY_RIGHT_ARROW},
    {"PgUp", KEY_PAGE_UP},
    {"PgDn", KEY_PAGE_DOWN},
    {"Home", KEY_HOME_KEY},
    {"End", KEY_END_KEY},
    {"Tab", KEY_TAB},
    {"Shift-Tab", KEY_BACK_TAB},
    {"Enter", KEY_ENTER},
    {"Esc", KEY_ESCAPE},
    {"Backspace", KEY_BACKSPACE_KEY},
    {"Del", KEY_DELETE},
    {"F1", KEY_FUNCTION + 1},
    {"F2", KEY_FUNCTION + 2},
};

static struct scenario *load(const char *name, struct file **file)
{
    const char *source_folder = getenv("top_srcdir");
    char path[4096];
    struct source *source = NULL;
    struct scenario *scenario = NULL;
    struct messages messages = {0};
    snprintf(path, sizeof path, "%s/tests/data/%s", source_folder ? source_folder : ".", name);
    char *bytes = NULL;
    size_t size = 0;
    struct error err = {.text = ""};
    assert_int_equal(file_read(path, MAX_BYTES, &bytes, &size, NULL, &err), STATUS_OK);
    /* under its bare name, so that no path of the build machine gets onto the screen */
    enum status status = file_load_text(name, bytes, size, file, &source, &messages);
    free(bytes);
    if (status == STATUS_OK)
        status = scenario_new(source, &scenario, &messages);
    for (size_t i = 0; status != STATUS_OK && i < messages.n; i++)
        fprintf(stderr, "%s:%u: %s\n", path, (unsigned)messages.items[i].place.line,
                messages.items[i].text);
    messages_fini(&messages);
    assert_int_equal(status, STATUS_OK);
    return scenario;
}

struct scenario *screen_load(const char *name)
{
    struct file *file = NULL;
    struct scenario *scenario = load(name, &file);
    file_free(file);
    return scenario;
}

void screen_open(struct screen *screen, const char *name, int rows, int columns, bool utf8)
{
    *screen = (struct screen){0};
    struct scenario *scenario = load(name, &screen->file);
    assert_int_equal(app_new(scenario, name, &screen->app), STATUS_OK);
    screen->canvas.utf8 = utf8;
    screen_resize(screen, rows, columns);
}

void screen_close(struct screen *screen)
{
    app_free(screen->app);
    canvas_fini(&screen->canvas);
    file_free(screen->file);
}

struct screen *screen_new(const char *name, int rows, int columns, bool utf8)
{
    struct screen *screen = malloc(sizeof *screen);
    assert_non_null(screen);
    screen_open(screen, name, rows, columns, utf8);
    return screen;
}

void screen_free(struct screen *screen)
{
    screen_close(screen);
    free(screen);
}

double screen_value(const struct screen *screen, const char *name)
{
    return scenario_named(app_scenario(screen->app), name);
}

const char *screen_text(const struct screen *screen, const char *section, const char *key)
{
    const char *text = scenario_text(app_scenario(screen->app), section, key);
    return text != NULL ? text : "(none)";
}

static void send(struct screen *screen, const struct ui_event *event)
{
    screen->effects |= app_update(screen->app, event);
}

static int32_t named_key(const char *name, size_t n)
{
    if (n == strlen("Ctrl-X") && strncmp(name, "Ctrl-", 5) == 0)
        return KEY_CTRL(name[5]);
    for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++)
        if (strlen(key_names[i].name) == n && strncmp(key_names[i].name, name, n) == 0)
            return key_names[i].key;
    return KEY_NONE;
}

void screen_type(struct screen *screen, const char *keys)
{
    screen->effects = EFFECT_NONE;
    while (*keys != '\0') {
        const char *end = keys[0] == '<' ? strchr(keys, '>') : NULL;
        int32_t key = end != NULL ? named_key(keys + 1, (size_t)(end - keys - 1)) : KEY_NONE;
        if (key != KEY_NONE)
            keys = end + 1;
        else
            keys += text_next(keys, strlen(keys), &key);
        send(screen, &(struct ui_event){.kind = EVENT_KEY, .key = key});
    }
}

void screen_paste(struct screen *screen, const char *text)
{
    screen->effects = EFFECT_NONE;
    send(screen,
         &(struct ui_event){.kind = EVENT_PASTE, .paste = text, .paste_size = strlen(text)});
}

void screen_mouse(struct screen *screen, enum mouse_action action, int row, int column)
{
    screen->effects = EFFECT_NONE;
    send(screen,
         &(struct ui_event){.kind = EVENT_MOUSE, .action = action, .row = row, .column = column});
}

void screen_resize(struct screen *screen, int rows, int columns)
{
    assert_int_equal(canvas_resize(&screen->canvas, rows, columns), STATUS_OK);
    send(screen, &(struct ui_event){.kind = EVENT_RESIZE, .rows = rows, .columns = columns});
}

char *screen_dump(struct screen *screen)
{
    app_prepare(screen->app);
    app_draw(screen->app, &screen->canvas);
    char *dump = canvas_dump(&screen->canvas);
    assert_non_null(dump);
    return dump;
}

int screen_row_of(struct screen *screen, const char *text)
{
    char *dump = screen_dump(screen);
    char *at = strstr(dump, text);
    int row = 0;
    for (char *p = dump; at != NULL && p < at; p++)
        row += *p == '\n';
    free(dump);
    return at == NULL || row >= screen->canvas.rows ? -1 : row;
}

bool screen_shows(struct screen *screen, const char *text)
{
    return screen_row_of(screen, text) >= 0;
}

int screen_set_up(void **state)
{
    *state = screen_new("dashboard.ini", 24, 80, true);
    return 0;
}

int screen_tear_down(void **state)
{
    screen_free(*state);
    return 0;
}

void screen_focus_campaigns(struct screen *screen)
{
    screen_type(screen, "/campaigns<Enter>");
}

void screen_check_sizes(const char *name, const char *file, const char *keys)
{
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {40, 120}, {16, 60}, {1, 1}};
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof sizes[0]; i++) {
        int rows = sizes[i / 2].rows, columns = sizes[i / 2].columns;
        struct screen screen;
        char golden[128];
        screen_open(&screen, file, 24, 80, i % 2 == 1);
        screen_type(&screen, keys);
        screen_resize(&screen, rows, columns);
        snprintf(golden, sizeof golden, "app-%s-%dx%d-%s", name, columns, rows,
                 i % 2 == 1 ? "utf8" : "ascii");
        char *dump = screen_dump(&screen);
        bool matches = golden_matches(golden, dump);
        free(dump);
        screen_close(&screen);
        assert_true(matches);
    }
}
