/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map from strings to indices: every key is found again, no other is, the nearest is offered.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/names.h"

static void put(struct names *map, const char *key, uint32_t index)
{
    assert_int_equal(names_put(map, key, strlen(key), index), STATUS_OK);
}

static void test_an_empty_map_knows_nothing(void **state)
{
    struct names map = {0};

    (void)state;
    assert_int_equal(names_find(&map, "a", 1), NAMES_NONE);
    assert_int_equal(names_find(&map, "", 0), NAMES_NONE);
    assert_null(names_nearest(&map, "a", 1));
    names_fini(&map);
}

static void test_keys_are_whole(void **state)
{
    struct names map = {0};

    (void)state;
    put(&map, "cost", 3);
    put(&map, "", 4);
    put(&map, "数据", 0);
    assert_int_equal(names_find(&map, "cost", 4), 3);
    assert_int_equal(names_find(&map, "cost_of", 4), 3);
    assert_int_equal(names_find(&map, "cos", 3), NAMES_NONE);
    assert_int_equal(names_find(&map, "costs", 5), NAMES_NONE);
    assert_int_equal(names_find(&map, "Cost", 4), NAMES_NONE);
    assert_int_equal(names_find(&map, "", 0), 4);
    assert_int_equal(names_find(&map, "数据", strlen("数据")), 0);
    names_fini(&map);
    assert_int_equal(names_find(&map, "cost", 4), NAMES_NONE);
}

static void test_many_keys(void **state)
{
    enum { N = 20000 };
    static char keys[N][12];
    struct names map = {0};

    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        snprintf(keys[i], sizeof keys[i], "key_%u", (unsigned)i);
        put(&map, keys[i], i);
    }
    assert_int_equal(map.n, N);
    assert_true(map.n <= map.capacity / 4 * 3);
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(names_find(&map, keys[i], strlen(keys[i])), i);
    assert_int_equal(names_find(&map, "key_20000", 9), NAMES_NONE);
    names_fini(&map);
}

static void test_the_nearest_is_offered(void **state)
{
    struct names map = {0};
    char longest[66];

    (void)state;
    put(&map, "conversion", 0);
    put(&map, "campaigns", 1);
    put(&map, "cost", 2);
    put(&map, "most", 3);
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    put(&map, longest, 4);
    put(&map, "vat", 5);
    assert_string_equal(names_nearest(&map, "conversoin", 10), "conversion");
    assert_string_equal(names_nearest(&map, "campain", 7), "campaigns");
    assert_string_equal(names_nearest(&map, "costs and", 5), "cost");
    assert_string_equal(names_nearest(&map, "lost", 4), "cost"); /* not `most`: put later */
    assert_null(names_nearest(&map, "co", 2));
    assert_null(names_nearest(&map, "va", 2)); /* `vat`: half of two letters is too much */
    assert_null(names_nearest(&map, "revenue", 7));
    assert_null(names_nearest(&map, "", 0));
    assert_null(names_nearest(&map, longest, 65));
    names_fini(&map);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_map_knows_nothing),
        cmocka_unit_test(test_keys_are_whole),
        cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_the_nearest_is_offered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
