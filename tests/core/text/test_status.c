/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors that are cut where a character ends, and lists of messages that stay bounded and sort. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/status.h"
#include "core/text/text.h"

static const struct place nowhere = {0};

static void test_exit_codes(void **state)
{
    (void)state;
    assert_int_equal(status_exit_code(STATUS_OK), 0);
    assert_int_equal(status_exit_code(STATUS_MISSED), 1);
    assert_int_equal(status_exit_code(STATUS_USAGE), 2);
    assert_int_equal(status_exit_code(STATUS_FAULTY), 3);
    assert_int_equal(status_exit_code(STATUS_IO), 4);
    assert_int_equal(status_exit_code(STATUS_UNCONFIRMED), 4);
}

static void test_an_error_is_filled(void **state)
{
    struct error err;

    (void)state;
    memset(&err, 0xAA, sizeof err);
    assert_int_equal(error_set(&err, STATUS_IO, "%s: %d", "a", 7), STATUS_IO);
    assert_int_equal(err.status, STATUS_IO);
    assert_int_equal(err.offset, 0);
    assert_int_equal(err.length, 0);
    assert_string_equal(err.text, "a: 7");
    assert_int_equal(error_set_at(&err, STATUS_FAULTY, 12, 3, "b"), STATUS_FAULTY);
    assert_int_equal(err.offset, 12);
    assert_int_equal(err.length, 3);
    error_set_at(&err, STATUS_FAULTY, 12, 0, "b");
    assert_int_equal(err.length, 1);
    assert_int_equal(error_no_memory(&err), STATUS_NO_MEMORY);
    assert_int_equal(err.status, STATUS_NO_MEMORY);
    assert_string_equal(err.text, "out of memory");
    assert_int_equal(error_set(NULL, STATUS_USAGE, "c"), STATUS_USAGE);
    assert_int_equal(error_no_memory(NULL), STATUS_NO_MEMORY);
    assert_int_equal(error_set_at(NULL, STATUS_FAULTY, 1, 1, "c"), STATUS_FAULTY);
}

static void test_an_error_may_quote_itself(void **state)
{
    struct error err;

    (void)state;
    error_set(&err, STATUS_FAULTY, "inner");
    error_set(&err, STATUS_FAULTY, "outer: %s", err.text);
    assert_string_equal(err.text, "outer: inner");
}

/* Whatever the length before, a long text ends with a whole character. */
static void test_a_long_text_is_cut_at_a_character(void **state)
{
    static const char *const characters[] = {"x", "é", "数", "𝄞"};
    char text[2 * ERROR_TEXT_SIZE];
    struct error err;

    (void)state;
    for (size_t c = 0; c < sizeof characters / sizeof *characters; c++) {
        size_t width = strlen(characters[c]);
        for (size_t lead = 0; lead < 4; lead++) {
            size_t n = 0;
            while (n < lead)
                text[n++] = '.';
            for (; n + width < sizeof text; n += width)
                memcpy(text + n, characters[c], width);
            text[n] = '\0';
            error_set(&err, STATUS_FAULTY, "%s", text);
            size_t length = strlen(err.text);
            assert_int_equal(text_invalid_at(err.text, length), length);
            assert_int_equal(length, lead + (ERROR_TEXT_SIZE - 1 - lead) / width * width);
        }
    }
}

/* Bytes that are no UTF-8 don't make the cut run away. */
static void test_stray_bytes_are_cut(void **state)
{
    char text[2 * ERROR_TEXT_SIZE];
    struct error err;

    (void)state;
    memset(text, '\x80', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    error_set(&err, STATUS_FAULTY, "%s", text);
    assert_in_range(strlen(err.text), ERROR_TEXT_SIZE - 5, ERROR_TEXT_SIZE - 1);
}

static void test_messages_are_counted_and_bounded(void **state)
{
    struct messages list = {0};

    (void)state;
    for (int i = 0; i < 300; i++) {
        messages_add(&list, SEVERITY_ERROR, nowhere, "error %d", i);
        messages_add(&list, SEVERITY_WARNING, nowhere, "warning %d", i);
    }
    assert_int_equal(list.n_errors, 300);
    assert_int_equal(list.n_warnings, 300);
    assert_int_equal(list.n, MESSAGES_MAX_ERRORS + MESSAGES_MAX_WARNINGS);
    assert_string_equal(list.items[0].text, "error 0");
    messages_clear(&list);
    assert_int_equal(list.n + list.n_errors + list.n_warnings, 0);
    messages_sort(&list);
    messages_add(&list, SEVERITY_WARNING, nowhere, "again");
    assert_int_equal(list.n, 1);
    assert_int_equal(list.items[0].severity, SEVERITY_WARNING);
    messages_fini(&list);
    assert_null(list.items);
    messages_fini(&list);
}

static void test_messages_sort_by_place_then_order(void **state)
{
    static const struct place places[] = {
        {.file = 1, .line = 1, .column = 1}, {.file = 0, .line = 9, .column = 2},
        {.file = 0, .line = 9, .column = 1}, {.file = 0, .line = 2, .column = 5},
        {.file = 0, .line = 9, .column = 1},
    };
    static const char *const sorted[] = {"3", "2", "4", "1", "0"};
    struct messages list = {0};

    (void)state;
    for (int i = 0; i < 5; i++)
        messages_add(&list, SEVERITY_ERROR, places[i], "%d", i);
    messages_sort(&list);
    for (int i = 0; i < 5; i++)
        assert_string_equal(list.items[i].text, sorted[i]);
    messages_fini(&list);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exit_codes),
        cmocka_unit_test(test_an_error_is_filled),
        cmocka_unit_test(test_an_error_may_quote_itself),
        cmocka_unit_test(test_a_long_text_is_cut_at_a_character),
        cmocka_unit_test(test_stray_bytes_are_cut),
        cmocka_unit_test(test_messages_are_counted_and_bounded),
        cmocka_unit_test(test_messages_sort_by_place_then_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
