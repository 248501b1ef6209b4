/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays that grow: what is in them stays, room doubles, and what cannot be had changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/text/grow.h"

static void test_items_stay(void **state)
{
    (void)state;
    uint32_t *items = NULL;
    size_t capacity = 0, n_moves = 0;
    for (uint32_t n = 0; n < 1000; n++) {
        size_t before = capacity;
        assert_true(grow(&items, n, &capacity, sizeof *items));
        assert_true(capacity > n);
        n_moves += capacity != before;
        items[n] = n;
    }
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    assert_int_equal(capacity, 1024);
    assert_int_equal(n_moves, 8);
    free(items);
}

static void test_too_large(void **state)
{
    (void)state;
    uint64_t item = 0, *items = &item;
    size_t capacity = SIZE_MAX / 16;
    assert_false(grow(&items, capacity, &capacity, sizeof *items));
    assert_ptr_equal(items, &item);
    assert_true(capacity == SIZE_MAX / 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_stay),
        cmocka_unit_test(test_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
