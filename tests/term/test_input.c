/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "term/input.h"

enum { ESCAPE_MS = 50 };

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct input));
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static void feed(struct input *input, const char *bytes, size_t n)
{
    size_t room;
    unsigned char *to = input_room(input, &room);
    assert_true(n <= room);
    memcpy(to, bytes, n);
    input_added(input, n);
}

static void assert_none(struct input *input, int timeout)
{
    struct ui_event event;
    assert_false(input_next(input, false, &event));
    assert_int_equal(input_timeout(input, ESCAPE_MS), timeout);
}

static void assert_key(struct input *input, bool timed_out, int32_t key)
{
    struct ui_event event;
    assert_true(input_next(input, timed_out, &event));
    assert_int_equal(event.kind, EVENT_KEY);
    assert_int_equal(event.key, key);
}

static void assert_paste(struct input *input, bool timed_out, const char *text)
{
    struct ui_event event;
    assert_true(input_next(input, timed_out, &event));
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_int_equal(event.paste_size, strlen(text));
    assert_memory_equal(event.paste, text, event.paste_size);
}

static const struct {
    const char *bytes;
    int32_t key; /* KEY_NONE: no key at all */
} key_rows[] = {
    {"a", 'a'},
    {"\033]11;rgb:0000/0000/0000\a", KEY_NONE}, /* a terminal's answers */
    {"\033]10;rgb:ffff/ffff/ffff\033\\", KEY_NONE},
    {"\033P>|term(1.2) quit\033\\", KEY_NONE},
    {"\x03", KEY_CTRL('C')},
    {"\x08", KEY_BACKSPACE_KEY},
    {"\x7f", KEY_BACKSPACE_KEY},
    {"\t", KEY_TAB},
    {"\r", KEY_ENTER},
    {"\n", KEY_ENTER},
    {"\xe4\xb8\x87", 0x4e07},
    {"\xf0\x9f\x98\x80", 0x1f600},
    {"\033[A", KEY_UP_ARROW},
    {"\033OA", KEY_UP_ARROW},
    {"\033[B", KEY_DOWN_ARROW},
    {"\033OC", KEY_RIGHT_ARROW},
    {"\033[D", KEY_LEFT_ARROW},
    {"\033[1;5D", KEY_WORD_LEFT},
    {"\033[1;3C", KEY_WORD_RIGHT},
    {"\033[1;2C", KEY_RIGHT_ARROW},
    {"\033b", KEY_WORD_LEFT},
    {"\033f", KEY_WORD_RIGHT},
    {"\033\x7f", KEY_CTRL('W')},
    {"\033[H", KEY_HOME_KEY},
    {"\033[1~", KEY_HOME_KEY},
    {"\033OF", KEY_END_KEY},
    {"\033[8~", KEY_END_KEY},
    {"\033[2~", KEY_INSERT},
    {"\033[3~", KEY_DELETE},
    {"\033[3;5~", KEY_DELETE},
    {"\033[5~", KEY_PAGE_UP},
    {"\033[6~", KEY_PAGE_DOWN},
    {"\033[Z", KEY_BACK_TAB},
    {"\033OP", KEY_FUNCTION + 1},
    {"\033[11~", KEY_FUNCTION + 1},
    {"\033[[A", KEY_FUNCTION + 1},
    {"\033[[E", KEY_FUNCTION + 5},
    {"\033[15~", KEY_FUNCTION + 5},
    {"\033[24~", KEY_FUNCTION + 12},
    {"\033[24;2~", KEY_FUNCTION + 12},
    {"\033Op", '0'},
    {"\033Oy", '9'},
    {"\033On", '.'},
    {"\033OM", KEY_ENTER},
    /* Nothing of ours, but taken whole. */
    {"\033[?1;2c", KEY_NONE},
    {"\033[?64;1;2;6;9;15;16;17;18;21;22;28c", KEY_NONE},
    {"\033[<0;5;5;5;5;5;5M", KEY_NONE},
    {"\033[1;2;3;4;5;6A", KEY_NONE},
    {"\033[I", KEY_NONE},
    {"\033[99~", KEY_NONE},
    {"\033[99999999999999999999~", KEY_NONE},
    {"\033[[Z", KEY_NONE},
    {"\xc2\x9b", KEY_NONE},
    {"\xff", KEY_NONE},
    {"\xc0\x80", KEY_NONE},
    {"\xed\xa0\x80", KEY_NONE},
    {"", KEY_NONE},
};

static void test_keys(void **state)
{
    struct input *input = *state;
    for (size_t i = 0; i < sizeof key_rows / sizeof *key_rows; i++) {
        /* The letter behind it shows that nothing else was taken or left. */
        feed(input, key_rows[i].bytes, strlen(key_rows[i].bytes));
        feed(input, "z", 1);
        if (key_rows[i].key != KEY_NONE)
            assert_key(input, false, key_rows[i].key);
        assert_key(input, false, 'z');
        assert_none(input, -1);
    }
}

static void test_split_sequences_stay_one_key(void **state)
{
    struct input *input = *state;
    for (size_t i = 0; i < sizeof key_rows / sizeof *key_rows; i++) {
        const char *bytes = key_rows[i].bytes;
        size_t n = strlen(bytes);
        if (key_rows[i].key == KEY_NONE)
            continue;
        for (size_t k = 0; k + 1 < n; k++) {
            feed(input, bytes + k, 1);
            assert_none(input, k == 0 && *bytes == '\033' ? ESCAPE_MS : INPUT_CONTINUE_MS);
        }
        feed(input, bytes + n - 1, 1);
        assert_key(input, false, key_rows[i].key);
        assert_none(input, -1);
    }
}

static void test_beginnings_by_themselves(void **state)
{
    struct input *input = *state;
    feed(input, "\033", 1);
    assert_none(input, ESCAPE_MS);
    assert_key(input, true, KEY_ESCAPE);
    feed(input, "\033[", 2);
    assert_none(input, INPUT_CONTINUE_MS);
    assert_key(input, true, KEY_ESCAPE);
    assert_key(input, false, '[');
    feed(input, "\033q", 2);
    assert_key(input, false, KEY_ESCAPE);
    assert_key(input, false, 'q');
    feed(input, "\033\033[A", 4);
    assert_key(input, false, KEY_ESCAPE);
    assert_key(input, false, KEY_UP_ARROW);
    feed(input, "\033[1\033[B", 6);
    assert_key(input, false, KEY_DOWN_ARROW);
    feed(input, "\xe4\xb8", 2);
    assert_none(input, INPUT_CONTINUE_MS);
    struct ui_event event;
    assert_false(input_next(input, true, &event));
    assert_none(input, -1);
}

/* Esc, then a key that could begin an answer: nobody waits for its end. */
static void test_escape_before_a_bracket(void **state)
{
    struct input *input = *state;
    feed(input, "\033]", 2);
    assert_key(input, false, KEY_ESCAPE);
    assert_key(input, false, ']');
    assert_none(input, -1);
}

static void test_described_sequences(void **state)
{
    struct input *input = *state;
    input_add_sequence(input, "\033A", KEY_UP_ARROW);
    input_add_sequence(input, "\033[224z", KEY_FUNCTION + 1);
    input_add_sequence(input, "\033[Z", KEY_HOME_KEY);
    input_add_sequence(input, "x", KEY_END_KEY);
    input_add_sequence(input, "\033", KEY_END_KEY);
    input_add_sequence(input, "\033[0123456789012345", KEY_END_KEY);
    assert_int_equal(input->n_sequences, 3);
    feed(input, "\033A\033[224z\033[Z\033[225zx", 18);
    assert_key(input, false, KEY_UP_ARROW);
    assert_key(input, false, KEY_FUNCTION + 1);
    assert_key(input, false, KEY_HOME_KEY);
    assert_key(input, false, 'x');
    assert_none(input, -1);
}

static void test_paste(void **state)
{
    struct input *input = *state;
    static const char bytes[] = "\033[200~1\n:q!\r\033[A\033[201\033[201~z";
    feed(input, bytes, sizeof bytes - 1);
    assert_paste(input, false, "1\n:q!\r\033[A\033[201");
    assert_key(input, false, 'z');
    for (size_t i = 0; i < sizeof bytes - 3; i++) {
        feed(input, bytes + i, 1);
        assert_none(input, i == 0 ? ESCAPE_MS : INPUT_CONTINUE_MS);
    }
    feed(input, "~", 1);
    assert_paste(input, false, "1\n:q!\r\033[A\033[201");
    feed(input, "\033[200~\033[201~", 12);
    assert_paste(input, false, "");
    assert_none(input, -1);
}

/* Of two that begin alike, the longer one, whichever the description names first. */
static void test_the_longest_described_sequence(void **state)
{
    struct input *input = *state;
    input_add_sequence(input, "\033[9", KEY_FUNCTION + 3);
    input_add_sequence(input, "\033[9z", KEY_FUNCTION + 2);
    input_add_sequence(input, "\033[8z", KEY_FUNCTION + 4);
    input_add_sequence(input, "\033[8", KEY_FUNCTION + 5);
    feed(input, "\033[9z\033[8z", 8);
    assert_key(input, false, KEY_FUNCTION + 2);
    assert_key(input, false, KEY_FUNCTION + 4);
    assert_none(input, -1);
}

static void test_paste_without_end(void **state)
{
    struct input *input = *state;
    feed(input, "\033[200~12\033[2", 11);
    assert_none(input, INPUT_CONTINUE_MS);
    assert_paste(input, true, "12\033[2");
    feed(input, "3", 1);
    assert_key(input, false, '3');
}

static void test_paste_is_bounded(void **state)
{
    struct input *input = *state;
    struct ui_event event;
    char text[1024];
    memset(text, 'x', sizeof text);
    feed(input, "\033[200~", 6);
    for (size_t n = 0; n < 2 * INPUT_PASTE_SIZE; n += sizeof text) {
        feed(input, text, sizeof text);
        assert_none(input, INPUT_CONTINUE_MS);
    }
    feed(input, "\033[201~z", 7);
    assert_true(input_next(input, false, &event));
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_int_equal(event.paste_size, INPUT_PASTE_SIZE);
    assert_key(input, false, 'z');
}

static void assert_mouse(struct input *input, const char *bytes, enum mouse_action action, int row,
                         int column)
{
    struct ui_event event;
    feed(input, bytes, strlen(bytes));
    assert_true(input_next(input, false, &event));
    assert_int_equal(event.kind, EVENT_MOUSE);
    assert_int_equal(event.action, action);
    assert_int_equal(event.row, row);
    assert_int_equal(event.column, column);
    assert_none(input, -1);
}

static void test_mouse(void **state)
{
    struct input *input = *state;
    assert_mouse(input, "\033[<0;5;6M", MOUSE_CLICK, 5, 4);
    assert_mouse(input, "\033[<0;300;200M", MOUSE_CLICK, 199, 299);
    assert_mouse(input, "\033[<16;1;1M", MOUSE_CLICK, 0, 0);
    assert_mouse(input, "\033[<64;1;1M", MOUSE_WHEEL_UP, 0, 0);
    assert_mouse(input, "\033[<65;1;1M", MOUSE_WHEEL_DOWN, 0, 0);
    assert_mouse(input, "\033[M %&", MOUSE_CLICK, 5, 4);
    assert_mouse(input, "\033[M`!!", MOUSE_WHEEL_UP, 0, 0);
    static const char *const others[] = {"\033[<0;5;6m", "\033[<2;5;6M", "\033[<32;5;6M",
                                         "\033[<0;0;6M", "\033[<0M",     "\033[M#%&"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        feed(input, others[i], strlen(others[i]));
        assert_none(input, -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(test_split_sequences_stay_one_key, setup, teardown),
        cmocka_unit_test_setup_teardown(test_beginnings_by_themselves, setup, teardown),
        cmocka_unit_test_setup_teardown(test_escape_before_a_bracket, setup, teardown),
        cmocka_unit_test_setup_teardown(test_described_sequences, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_longest_described_sequence, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paste, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paste_without_end, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paste_is_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(test_mouse, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
