/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of several values when memory runs out, at every allocation in turn: they are undone, done
 * again, put back and taken whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/failing_alloc.h"
#include "support/screen.h"

enum { SIZE = 256 };

/* Two values that one edit changes; the first one may be of a line that is new in the file. */
struct story {
    const char *optimize;
    const char *names[2];
    char before[2][SIZE], after[2][SIZE];
};

static struct story plain = {
    ":optimize total.revenue by sales.units, sales.price",
    {"sales.units", "sales.price"},
    {"", ""},
    {"", ""},
};

static struct story with_a_new_line = {
    ":minimize cash.npv by scenario.discount, sales.units subject to sales.units >= 5",
    {"scenario.discount", "sales.units"},
    {"", ""},
    {"", ""},
};

static void read_values(const struct screen *screen, const struct story *story,
                        char values[2][SIZE])
{
    for (size_t i = 0; i < 2; i++)
        snprintf(values[i], SIZE, "%.17g", screen_value(screen, story->names[i]));
}

/* The story's edit, made. */
static void begin(struct screen *screen, struct story *story)
{
    screen_open(screen, "undo.ini", 24, 80, true);
    read_values(screen, story, story->before);
    screen_type(screen, story->optimize);
    screen_type(screen, "<Enter>");
    read_values(screen, story, story->after);
    for (size_t i = 0; i < 2; i++)
        assert_string_not_equal(story->before[i], story->after[i]);
}

/* Whether the edit is in force; fails the test if a part of it is. */
static bool is_in_force(const struct screen *screen, const struct story *story)
{
    char now[2][SIZE];
    read_values(screen, story, now);
    bool is_after = strcmp(now[0], story->after[0]) == 0;
    for (size_t i = 0; i < 2; i++)
        assert_string_equal(now[i], is_after ? story->after[i] : story->before[i]);
    return is_after;
}

/* Hit KEY, which leads from an edit that is in force (WAS) to one that isn't or back, with
 * allocation after allocation failing. What couldn't be done can be done then. */
static void try_all(struct story *story, const char *key, bool was, bool lasting)
{
    struct screen screen;
    bool failed = true;
    begin(&screen, story);
    screen_type(&screen, was ? "<Enter>" : "<Enter>u");
    for (int at = 1; failed; at++) {
        failing_alloc_begin(at, lasting);
        screen_type(&screen, key);
        failed = failing_alloc_end();
        bool is_done = is_in_force(&screen, story) != was;
        assert_true(failed || is_done);
        if (!is_done)
            screen_type(&screen, key);
        assert_int_equal(is_in_force(&screen, story), !was);
        assert_int_equal(app_is_edited(screen.app), !was);
        screen_type(&screen, was ? "<Ctrl-R>" : "u");
        assert_int_equal(is_in_force(&screen, story), was);
    }
    free(screen_dump(&screen));
    screen_close(&screen);
}

static void test_undo(void **state)
{
    (void)state;
    for (int lasting = 0; lasting < 2; lasting++) {
        try_all(&plain, "u", true, lasting);
        try_all(&with_a_new_line, "u", true, lasting);
    }
}

static void test_redo(void **state)
{
    (void)state;
    for (int lasting = 0; lasting < 2; lasting++) {
        try_all(&plain, "<Ctrl-R>", false, lasting);
        try_all(&with_a_new_line, "<Ctrl-R>", false, lasting);
    }
}

/* What can't be put back stays in sight, and in question. */
static void try_putting_back(struct story *story, bool lasting)
{
    struct screen screen;
    bool failed = true;
    begin(&screen, story);
    for (int at = 1; failed; at++) {
        failing_alloc_begin(at, lasting);
        screen_type(&screen, "<Esc>");
        failed = failing_alloc_end();
        if (is_in_force(&screen, story)) {
            assert_true(failed);
            assert_true(screen_shows(&screen, "out of memory"));
            assert_true(screen_shows(&screen, "Esc back"));
        } else if (failed) { /* it did without */
            assert_false(app_is_edited(screen.app));
            screen_close(&screen);
            begin(&screen, story);
        }
    }
    assert_false(app_is_edited(screen.app));
    screen_close(&screen);
}

static void test_putting_back(void **state)
{
    (void)state;
    for (int lasting = 0; lasting < 2; lasting++) {
        try_putting_back(&plain, lasting);
        try_putting_back(&with_a_new_line, lasting);
    }
}

/* What can't be taken stays in sight and in question as well, and leaves nothing to do again. */
static void test_taking(void **state)
{
    struct screen screen;
    bool failed = true;
    (void)state;
    begin(&screen, &plain);
    for (int at = 1; failed; at++) {
        failing_alloc_begin(at, false);
        screen_type(&screen, "<Enter>");
        failed = failing_alloc_end();
        assert_true(is_in_force(&screen, &plain));
        if (failed)
            assert_true(screen_shows(&screen, "out of memory  Enter take"));
    }
    screen_type(&screen, "u");
    assert_false(is_in_force(&screen, &plain));
    screen_type(&screen, "u");
    assert_true(screen_shows(&screen, "nothing to undo"));
    screen_type(&screen, "<Ctrl-R>");
    assert_true(is_in_force(&screen, &plain));
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undo),
        cmocka_unit_test(test_redo),
        cmocka_unit_test(test_putting_back),
        cmocka_unit_test(test_taking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
