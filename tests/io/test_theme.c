/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "draw/theme.h"
#include "io/theme_load.h"

static enum status set(void *user, const char *section, const char *key, const char *value,
                       struct error *err)
{
    return theme_set(user, section, key, value, err);
}

static void assert_style(const struct theme *theme, enum theme_depth depth, enum ui_role role,
                         int32_t foreground, int32_t background, int attributes)
{
    struct theme_style style = theme_style(theme, depth, role);
    assert_int_equal(style.foreground, foreground);
    assert_int_equal(style.background, background);
    assert_int_equal(style.attributes, attributes);
}

static void test_parts_of_a_style(void **state)
{
    (void)state;
    struct theme theme;
    struct error err;
    theme_init(&theme, "test");
    assert_style(&theme, THEME_TRUE, UI_FOCUS, THEME_DEFAULT, THEME_DEFAULT, 0);
    assert_int_equal(theme_set(&theme, "8", "focus", "black on cyan", &err), STATUS_OK);
    assert_style(&theme, THEME_8, UI_FOCUS, 0, 6, 0);
    assert_int_equal(theme_set(&theme, "256", "focus", "bold bright-red underline", &err),
                     STATUS_OK);
    assert_style(&theme, THEME_256, UI_FOCUS, 9, THEME_DEFAULT, THEME_BOLD | THEME_UNDERLINE);
    assert_int_equal(theme_set(&theme, "true", "focus", "on #1d5A8f  dim reverse 255", &err),
                     STATUS_OK);
    assert_style(&theme, THEME_TRUE, UI_FOCUS, 255, THEME_RGB + 0x1d5a8f,
                 THEME_DIM | THEME_REVERSE);
    assert_int_equal(theme_set(&theme, "true", "focus", "default on default", &err), STATUS_OK);
    assert_style(&theme, THEME_TRUE, UI_FOCUS, THEME_DEFAULT, THEME_DEFAULT, 0);
    assert_int_equal(theme_set(&theme, "true", "focus", "", &err), STATUS_OK);
}

static void test_poorer_section_fills_in(void **state)
{
    (void)state;
    struct theme theme;
    theme_init(&theme, "test");
    assert_int_equal(theme_set(&theme, "mono", "good", "bold", NULL), STATUS_OK);
    assert_style(&theme, THEME_TRUE, UI_GOOD, THEME_DEFAULT, THEME_DEFAULT, THEME_BOLD);
    assert_int_equal(theme_set(&theme, "8", "good", "green", NULL), STATUS_OK);
    assert_style(&theme, THEME_MONO, UI_GOOD, THEME_DEFAULT, THEME_DEFAULT, THEME_BOLD);
    assert_style(&theme, THEME_256, UI_GOOD, 2, THEME_DEFAULT, 0);
}

static void test_general_keys(void **state)
{
    (void)state;
    struct theme theme;
    theme_init(&theme, "a name that is longer than any name of a theme may be in its table");
    assert_int_equal(strlen(theme.name), THEME_NAME_SIZE - 1);
    assert_false(theme.ascii);
    assert_int_equal(theme_set(&theme, "theme", "glyphs", "ascii", NULL), STATUS_OK);
    assert_true(theme.ascii);
    assert_int_equal(theme_set(&theme, "theme", "glyphs", "unicode", NULL), STATUS_OK);
    assert_false(theme.ascii);
    assert_int_equal(theme_set(&theme, "theme", "title", "a\033[2J", NULL), STATUS_OK);
    assert_string_equal(theme.title, "a\\x1B[2J");
}

static void test_faults_leave_the_theme_alone(void **state)
{
    (void)state;
    static const struct {
        const char *section, *key, *value;
        size_t offset, length;
        const char *text;
    } rows[] = {
        {"8", "focus", "black on mauve", 9, 5, "'mauve' is no colour and no attribute"},
        {"8", "focus", "red on", 6, 1, "'' is no colour and no attribute"},
        {"8", "focus", "red green", 4, 5, "a second colour, 'green'"},
        {"8", "focus", "on red on green", 10, 5, "a second colour, 'green'"},
        {"8", "focus", "bright-red", 0, 10, "[8] has no colour 'bright-red'"},
        {"8", "focus", "8", 0, 1, "[8] has no colour '8'"},
        {"mono", "focus", "red", 0, 3, "[mono] has no colour 'red'"},
        {"256", "focus", "#ffffff", 0, 7, "[256] has no colour '#ffffff'"},
        {"256", "focus", "256", 0, 3, "'256' is no colour and no attribute"},
        {"true", "focus", "#fffff", 0, 6, "'#fffff' is no colour and no attribute"},
        {"true", "focus", "#fffffg", 0, 7, "'#fffffg' is no colour and no attribute"},
        {"true", "focus", "bright-default", 0, 14,
         "'bright-default' is no colour and no attribute"},
        {"8", "focsu", "red", 0, 0, "unknown role 'focsu'; did you mean 'focus'?"},
        {"8", "background", "red", 0, 0, "unknown role 'background'"},
        {"16", "focus", "red", 0, 0, "unknown section [16]"},
        {"theme", "colours", "red", 0, 0, "unknown key 'colours' in [theme]"},
        {"theme", "glyphs", "braille", 0, 7, "glyphs are 'ascii' or 'unicode', not 'braille'"},
    };
    struct theme before, theme;
    theme_init(&before, "test");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        theme = before;
        assert_int_equal(theme_set(&theme, rows[i].section, rows[i].key, rows[i].value, &err),
                         STATUS_FAULTY);
        assert_string_equal(err.text, rows[i].text);
        assert_int_equal(err.offset, rows[i].offset);
        assert_int_equal(err.length, rows[i].length);
        assert_memory_equal(&theme, &before, sizeof theme);
    }
}

static void test_palette(void **state)
{
    (void)state;
    assert_int_equal(theme_rgb(1), 0xcd0000);
    assert_int_equal(theme_rgb(16), 0x000000);
    assert_int_equal(theme_rgb(208), 0xff8700);
    assert_int_equal(theme_rgb(231), 0xffffff);
    assert_int_equal(theme_rgb(232), 0x080808);
    assert_int_equal(theme_rgb(255), 0xeeeeee);
    assert_int_equal(theme_rgb(THEME_RGB + 0x123456), 0x123456);
}

static void test_built_in_themes(void **state)
{
    (void)state;
    static const char *const no_folders[] = {NULL};
    char *names[THEME_MAX_NAMES];
    size_t n = theme_names(no_folders, names);
    assert_int_equal(n, 3);
    assert_string_equal(names[0], "dark");
    assert_string_equal(names[1], "light");
    assert_string_equal(names[2], "mono");
    for (size_t i = 0; i < n; i++) {
        struct theme theme;
        struct error err = {0};
        theme_init(&theme, names[i]);
        theme_load(names[i], no_folders, &(struct theme_sink){set, &theme}, &err);
        assert_string_equal(err.text, "");
        assert_string_not_equal(theme.title, "");
        assert_true(theme_style(&theme, THEME_MONO, UI_FOCUS).attributes & THEME_REVERSE);
        free(names[i]);
    }
}

/* A folder of themes that lasts as long as a test. */
struct folder {
    char path[64];
    char file[80];
};

static void make_folder(struct folder *folder, const char *text)
{
    const char *parent = getenv("TMPDIR");
    snprintf(folder->path, sizeof folder->path, "%.40s/themeXXXXXX", parent ? parent : "/tmp");
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->file, sizeof folder->file, "%s/dark.ini", folder->path);
    FILE *file = fopen(folder->file, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_folder(const struct folder *folder)
{
    unlink(folder->file);
    rmdir(folder->path);
}

static void test_folders_come_first(void **state)
{
    (void)state;
    struct folder folder;
    struct theme theme;
    make_folder(&folder, "[theme]\ntitle = mine\n");
    const char *const folders[] = {"/nonexistent", folder.path, NULL};
    char *names[THEME_MAX_NAMES];
    theme_init(&theme, "dark");
    assert_int_equal(theme_load("dark", folders, &(struct theme_sink){set, &theme}, NULL),
                     STATUS_OK);
    assert_string_equal(theme.title, "mine");
    theme_init(&theme, "dark");
    assert_int_equal(theme_load(folder.file, folders + 2, &(struct theme_sink){set, &theme}, NULL),
                     STATUS_OK);
    assert_string_equal(theme.title, "mine");
    char hidden[96];
    snprintf(hidden, sizeof hidden, "%s/.dark.ini", folder.path);
    assert_int_equal(link(folder.file, hidden), 0);
    size_t n = theme_names(folders, names);
    assert_int_equal(n, 3); /* what is hidden is an editor's */
    while (n > 0)
        free(names[--n]);
    unlink(hidden);
    remove_folder(&folder);
}

static void assert_fault(const char *text, const char *where, const char *why)
{
    struct folder folder;
    struct theme theme;
    struct error err = {0};
    char expected[ERROR_TEXT_SIZE];
    make_folder(&folder, text);
    const char *const folders[] = {folder.path, NULL};
    theme_init(&theme, "dark");
    assert_int_equal(theme_load("dark", folders, &(struct theme_sink){set, &theme}, &err),
                     STATUS_FAULTY);
    snprintf(expected, sizeof expected, "%s:%s: %s", folder.file, where, why);
    assert_string_equal(err.text, expected);
    remove_folder(&folder);
}

static void test_faults_have_a_place(void **state)
{
    (void)state;
    assert_fault("[8]\n\nfocus = red on mauve\n", "3:16", "'mauve' is no colour and no attribute");
    assert_fault("[8]\nfocsu = red\n", "2:1", "unknown role 'focsu'; did you mean 'focus'?");
}

static void test_missing_themes(void **state)
{
    (void)state;
    static const char *const no_folders[] = {NULL};
    struct theme theme;
    struct theme_sink sink = {set, &theme};
    struct error err;
    assert_int_equal(theme_load("nowhere", no_folders, &sink, &err), STATUS_NOT_FOUND);
    assert_string_equal(err.text, "there is no theme 'nowhere'");
    assert_int_equal(theme_load("/nonexistent/a.ini", no_folders, &sink, &err), STATUS_IO);
    assert_int_equal(theme_load("/", no_folders, &sink, &err), STATUS_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_of_a_style),
        cmocka_unit_test(test_poorer_section_fills_in),
        cmocka_unit_test(test_general_keys),
        cmocka_unit_test(test_faults_leave_the_theme_alone),
        cmocka_unit_test(test_palette),
        cmocka_unit_test(test_built_in_themes),
        cmocka_unit_test(test_folders_come_first),
        cmocka_unit_test(test_faults_have_a_place),
        cmocka_unit_test(test_missing_themes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
