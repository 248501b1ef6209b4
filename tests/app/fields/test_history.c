/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo as data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/fields/history.h"

static void test_a_push_forgets_what_was_undone(void **state)
{
    struct history history = {0};
    size_t n;
    (void)state;
    assert_int_equal(history_push(&history, "s", "a", "1", "2", false), STATUS_OK);
    assert_int_equal(history_push(&history, "s", "b", NULL, "3", false), STATUS_OK);
    assert_null(history_last(&history, &n)->before);
    history_undone(&history);
    assert_string_equal(history_next(&history, &n)->key, "b");
    assert_int_equal(history_push(&history, "s", "a", "2", "4", false), STATUS_OK);
    assert_null(history_next(&history, &n));
    assert_int_equal(history.n, 2);
    history_fini(&history);
    assert_null(history_last(&history, &n));
}

static void test_nudges_of_one_key_join(void **state)
{
    struct history history = {0};
    size_t n;
    (void)state;
    history_push(&history, "s", "a", "1", "2", true);
    history_push(&history, "s", "a", "2", "3", true);
    assert_int_equal(history.n, 1);
    assert_string_equal(history_last(&history, &n)->before, "1");
    assert_string_equal(history_last(&history, &n)->after, "3");
    history_push(&history, "s", "a", "3", "1", true); /* back where it began */
    assert_int_equal(history.n, 0);
    history_push(&history, "s", "a", "1", "2", true);
    history_push(&history, "s", "b", "1", "2", true);
    history_end_nudge(&history);
    history_push(&history, "s", "b", "2", "3", true);
    assert_int_equal(history.n, 3);
    history_fini(&history);
}

/* A nudge behind one that was undone and done again is another step. */
static void test_nudges_done_again_do_not_join(void **state)
{
    struct history history = {0};
    size_t n;
    (void)state;
    history_push(&history, "s", "a", "1", "2", true);
    history_undone(&history);
    history_put_before(&history, 0, strdup("1"));
    history_redone(&history);
    history_push(&history, "s", "a", "2", "3", true);
    assert_int_equal(history.n, 2);
    assert_string_equal(history_last(&history, &n)->before, "2");
    history_fini(&history);
}

static void test_what_is_abandoned_comes_first_in_redo(void **state)
{
    struct history history = {0};
    size_t n;
    (void)state;
    history_push(&history, "s", "a", "1", "2", false);
    history_undone(&history);
    history_abandon(&history, "s", "a", "7 +");
    assert_true(history_next(&history, &n)->is_abandoned);
    history_drop_next(&history);
    assert_string_equal(history_next(&history, &n)->after, "2");
    history_abandon(&history, "s", "b", "9 USD");
    history_put_before(&history, 0, strdup("5"));
    history_redone(&history);
    assert_string_equal(history_last(&history, &n)->before, "5");
    assert_string_equal(history_last(&history, &n)->after, "9 USD");
    assert_false(history_last(&history, &n)->is_abandoned);
    assert_string_equal(history_next(&history, &n)->after, "2");
    history_fini(&history);
}

static void test_several_changes_are_one_edit(void **state)
{
    struct history history = {0};
    size_t n;
    (void)state;
    history_push(&history, "s", "a", "1", "2", true);
    history_open(&history);
    history_push(&history, "s", "a", "2", "2", false); /* no change */
    history_push(&history, "s", "a", "2", "3", false);
    history_push(&history, "s", "b", "2", "3", false);
    history_push(&history, "s", "c", NULL, "3", false);
    history_close(&history);
    history_push(&history, "s", "b", "3", "4", false);
    static const bool parts[] = {false, false, true, true, false};
    assert_int_equal(history.n, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(history.changes[i].is_part, parts[i]);
    assert_false(history.changes[0].is_nudge);
    history_undone(&history);
    assert_string_equal(history_last(&history, &n)->key, "a");
    assert_int_equal(n, 3);
    history_undone(&history);
    assert_int_equal(history.done, 1);
    assert_string_equal(history_next(&history, &n)->key, "a");
    assert_int_equal(n, 3);
    history_redone(&history);
    assert_string_equal(history_next(&history, &n)->after, "4");
    assert_int_equal(n, 1);
    /* one that is undone before leaves nothing that the next would be a part of */
    while (history.done > 0)
        history_undone(&history);
    history_open(&history);
    history_push(&history, "s", "b", "3", "4", false);
    history_close(&history);
    assert_false(history_last(&history, &n)->is_part);
    assert_int_equal(history.n, 1);
    history_fini(&history);
}

static void test_an_edit_can_be_given_up(void **state)
{
    struct history history = {0};
    size_t n;
    (void)state;
    history_push(&history, "s", "a", "1", "2", false);
    history_push(&history, "s", "a", "2", "3", false);
    history_undone(&history);
    history_open(&history);
    history_cancel(&history); /* nothing was pushed, so what was undone is still there */
    assert_string_equal(history_next(&history, &n)->after, "3");
    history_open(&history);
    history_push(&history, "s", "a", "2", "4", false);
    history_push(&history, "s", "b", "2", "4", false);
    history_cancel(&history);
    assert_null(history_next(&history, &n));
    assert_string_equal(history_last(&history, &n)->after, "2");
    history_push(&history, "s", "b", "2", "5", false);
    assert_false(history_last(&history, &n)->is_part);
    history_fini(&history);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_push_forgets_what_was_undone),
        cmocka_unit_test(test_nudges_of_one_key_join),
        cmocka_unit_test(test_nudges_done_again_do_not_join),
        cmocka_unit_test(test_what_is_abandoned_comes_first_in_redo),
        cmocka_unit_test(test_several_changes_are_one_edit),
        cmocka_unit_test(test_an_edit_can_be_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
