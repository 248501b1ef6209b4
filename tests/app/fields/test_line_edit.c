/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/fields/line_edit.h"
#include "core/text/text.h"

static enum line_edit_result press(struct line_edit *line, int32_t key)
{
    struct ui_event event = {.kind = EVENT_KEY, .key = key};
    return line_edit_update(line, &event);
}

static enum line_edit_result paste(struct line_edit *line, const char *text, size_t n)
{
    struct ui_event event = {.kind = EVENT_PASTE, .paste = text, .paste_size = n};
    return line_edit_update(line, &event);
}

/* The text with '|' at the caret. */
static void assert_line(const struct line_edit *line, const char *expected)
{
    char shown[LINE_EDIT_SIZE + 1];
    memcpy(shown, line->text, line->caret);
    shown[line->caret] = '|';
    memcpy(shown + line->caret + 1, line->text + line->caret, line->size - line->caret + 1);
    assert_string_equal(shown, expected);
}

static void test_typing(void **state)
{
    (void)state;
    struct line_edit line = {0};
    assert_int_equal(press(&line, '1'), LINE_EDIT_CHANGED);
    assert_int_equal(press(&line, 0x4e07), LINE_EDIT_CHANGED);
    assert_int_equal(press(&line, 0x1f600), LINE_EDIT_CHANGED);
    assert_line(&line, "1万😀|");
    assert_int_equal(press(&line, KEY_HOME_KEY), LINE_EDIT_MOVED);
    assert_int_equal(press(&line, '-'), LINE_EDIT_CHANGED);
    assert_line(&line, "-|1万😀");
}

static void test_keys_that_are_none_of_its_own(void **state)
{
    (void)state;
    static const int32_t keys[] = {KEY_ENTER,   KEY_ESCAPE,    KEY_TAB,          KEY_UP_ARROW,
                                   KEY_PAGE_UP, KEY_BACK_TAB,  KEY_FUNCTION + 2, KEY_CTRL('C'),
                                   KEY_INSERT,  KEY_CTRL('R'), KEY_LAST_SPECIAL};
    struct line_edit line = {0};
    assert_true(line_edit_set(&line, "ab"));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_int_equal(press(&line, keys[i]), LINE_EDIT_IGNORED);
    struct ui_event event = {.kind = EVENT_MOUSE};
    assert_int_equal(line_edit_update(&line, &event), LINE_EDIT_IGNORED);
    assert_line(&line, "ab|");
}

static void test_moving(void **state)
{
    (void)state;
    static const struct {
        int32_t key;
        const char *expected;
    } rows[] = {
        {KEY_RIGHT_ARROW, "cost + 数e\u0301.x_1|"}, {KEY_WORD_LEFT, "cost + 数e\u0301.|x_1"},
        {KEY_LEFT_ARROW, "cost + 数e\u0301|.x_1"},  {KEY_CTRL('B'), "cost + 数|e\u0301.x_1"},
        {KEY_WORD_LEFT, "cost + |数e\u0301.x_1"},   {KEY_WORD_LEFT, "|cost + 数e\u0301.x_1"},
        {KEY_LEFT_ARROW, "|cost + 数e\u0301.x_1"},  {KEY_WORD_RIGHT, "cost| + 数e\u0301.x_1"},
        {KEY_WORD_RIGHT, "cost + 数e\u0301|.x_1"},  {KEY_CTRL('A'), "|cost + 数e\u0301.x_1"},
        {KEY_CTRL('F'), "c|ost + 数e\u0301.x_1"},   {KEY_CTRL('E'), "cost + 数e\u0301.x_1|"},
        {KEY_HOME_KEY, "|cost + 数e\u0301.x_1"},    {KEY_END_KEY, "cost + 数e\u0301.x_1|"},
    };
    struct line_edit line = {0};
    assert_true(line_edit_set(&line, "cost + 数e\u0301.x_1"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(press(&line, rows[i].key), LINE_EDIT_MOVED);
        assert_line(&line, rows[i].expected);
    }
}

static void test_deleting(void **state)
{
    (void)state;
    struct line_edit line = {0};
    assert_true(line_edit_set(&line, "ae\u0301万b"));
    assert_int_equal(press(&line, KEY_BACKSPACE_KEY), LINE_EDIT_CHANGED);
    assert_int_equal(press(&line, KEY_CTRL('H')), LINE_EDIT_CHANGED);
    assert_line(&line, "ae\u0301|");
    assert_int_equal(press(&line, KEY_BACKSPACE_KEY), LINE_EDIT_CHANGED);
    assert_line(&line, "a|");
    assert_int_equal(press(&line, KEY_DELETE), LINE_EDIT_MOVED);
    press(&line, KEY_HOME_KEY);
    assert_int_equal(press(&line, KEY_BACKSPACE_KEY), LINE_EDIT_MOVED);
    assert_int_equal(press(&line, KEY_CTRL('D')), LINE_EDIT_CHANGED);
    assert_line(&line, "|");
    assert_int_equal(press(&line, KEY_CTRL('D')), LINE_EDIT_MOVED);
}

static void test_cutting(void **state)
{
    (void)state;
    struct line_edit line = {0};
    assert_true(line_edit_set(&line, "5万 USD/campaign "));
    assert_int_equal(press(&line, KEY_CTRL('W')), LINE_EDIT_CHANGED);
    assert_line(&line, "5万 |");
    assert_int_equal(press(&line, KEY_CTRL('Y')), LINE_EDIT_CHANGED);
    assert_int_equal(press(&line, KEY_CTRL('Y')), LINE_EDIT_CHANGED);
    assert_line(&line, "5万 USD/campaign USD/campaign |");
    press(&line, KEY_WORD_LEFT);
    press(&line, KEY_CTRL('U'));
    assert_line(&line, "|campaign ");
    assert_int_equal(press(&line, KEY_CTRL('U')), LINE_EDIT_MOVED);
    press(&line, KEY_RIGHT_ARROW);
    press(&line, KEY_CTRL('K'));
    assert_line(&line, "c|");
    press(&line, KEY_CTRL('Y'));
    assert_line(&line, "campaign |");
    assert_int_equal(press(&line, KEY_CTRL('W')), LINE_EDIT_CHANGED);
    assert_line(&line, "|");
}

static void test_paste_is_one_clean_line(void **state)
{
    (void)state;
    static const char text[] = "\r\n1\t2\r\n3\0\033[2J\x9b\xff\u200b\u202e\u2028:q\n\n";
    struct line_edit line = {0};
    assert_true(line_edit_set(&line, "[]"));
    press(&line, KEY_LEFT_ARROW);
    assert_int_equal(paste(&line, text, sizeof text - 1), LINE_EDIT_CHANGED);
    assert_line(&line, "[1 2 3[2J:q|]");
    assert_int_equal(paste(&line, "\n\033", 2), LINE_EDIT_MOVED);
}

static void test_size_is_bounded(void **state)
{
    (void)state;
    static char text[2 * LINE_EDIT_SIZE];
    struct line_edit line = {0};
    memset(text, 'x', sizeof text - 1);
    assert_false(line_edit_set(&line, text));
    assert_line(&line, "|");
    assert_int_equal(paste(&line, text, sizeof text - 1), LINE_EDIT_CHANGED);
    assert_int_equal(line.size, LINE_EDIT_SIZE - 1);
    assert_int_equal(press(&line, 'x'), LINE_EDIT_MOVED);
    press(&line, KEY_BACKSPACE_KEY);
    assert_int_equal(press(&line, 0x4e07), LINE_EDIT_MOVED);
    assert_int_equal(press(&line, 'x'), LINE_EDIT_CHANGED);
    text[LINE_EDIT_SIZE - 1] = '\0';
    assert_true(line_edit_set(&line, text));
}

/* The caret is in sight at every place, over a character that is wholly in sight, and what shows
 * fits. */
static void check_windows(struct line_edit *line, int columns)
{
    press(line, KEY_HOME_KEY);
    for (size_t last = SIZE_MAX; line->caret != last; press(line, KEY_RIGHT_ARROW)) {
        struct line_edit_window window = line_edit_window(line, columns);
        int before = text_width(line->text + window.from, line->caret - window.from);
        last = line->caret;
        assert_true(window.from <= line->caret);
        assert_int_equal(window.caret_column, before);
        assert_in_range(window.caret_column, 0, columns - 1);
        assert_true(text_width(line->text + window.from, window.n) <= columns);
        if (line->caret < line->size)
            assert_true(line->caret < window.from + window.n);
    }
}

static void test_window(void **state)
{
    (void)state;
    struct line_edit line = {0};
    assert_true(line_edit_set(&line, "12345678"));
    struct line_edit_window window = line_edit_window(&line, 9);
    assert_int_equal(window.from, 0);
    assert_int_equal(window.n, 8);
    assert_int_equal(window.caret_column, 8);
    window = line_edit_window(&line, 8);
    assert_int_equal(window.from, 4);
    assert_int_equal(window.n, 4);
    assert_int_equal(window.caret_column, 4);
    for (int columns = 2; columns < 20; columns++)
        check_windows(&line, columns);
    assert_true(line_edit_set(&line, "a万b万万c万e\u0301万万def万"));
    for (int columns = 2; columns < 30; columns++)
        check_windows(&line, columns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typing),
        cmocka_unit_test(test_keys_that_are_none_of_its_own),
        cmocka_unit_test(test_moving),
        cmocka_unit_test(test_deleting),
        cmocka_unit_test(test_cutting),
        cmocka_unit_test(test_paste_is_one_clean_line),
        cmocka_unit_test(test_size_is_bounded),
        cmocka_unit_test(test_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
