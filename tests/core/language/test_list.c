/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that are lists: how they are parted, what holds for all, what is no list. */
#include "core/language/list.h"
#include "support/assert_near.h"

/* The numbers of TEXT as they would stand for themselves, with a bar between them. */
static void format_all(const char *text, char *out, size_t size)
{
    struct list list;
    out[0] = '\0';
    assert_int_equal(list_parse(text, strlen(text), &list, NULL), STATUS_OK);
    for (size_t i = 0; i < list.n; i++) {
        char number[64];
        assert_true(list_format(&list, text, i, number, sizeof number));
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%s%.*s%.*s", i > 0 ? "|" : "", number,
                 list.numbers[i].when.length > 0 ? 1 : 0, "@", (int)list.numbers[i].when.length,
                 text + list.numbers[i].when.at);
    }
    list_fini(&list);
}

static void test_lists(void **state)
{
    static const struct {
        const char *text, *numbers;
    } rows[] = {
        {"46k, 76k, 56k USD", "46k USD|76k USD|56k USD"},
        {"1,000, 1,350", "1,000|1,350"},
        {"100, 96, 88 %", "100 %|96 %|88 %"},
        {"100 %, 96 %", "100 %|96 %"},
        {"99, 109 from 2027-01, 119 from raise USD", "99 USD|109 USD@2027-01|119 USD@raise"},
        {"3 server, 4 from 5", "3 server|4 server@5"},
        {"5 from 2", "5@2"},
        {"66.6 % from 3 %", "66.6 %@3"},
        {"9, 10 from x % user", "9 % user|10 % user@x"},
        {"5 %/year, 6", "5 %/year|6 %/year"},
        {"1\xef\xbc\x8c"
         "2万 用户",
         "1 用户|2万 用户"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char numbers[256];
        format_all(rows[i].text, numbers, sizeof numbers);
        assert_string_equal(numbers, rows[i].numbers);
    }
}

static void test_what_is_none(void **state)
{
    static const char *const texts[] = {"5",           "1,000 USD",   "max(1, 2)", "from + 1",
                                        "5 * from",    "if(a, b, c)", "x",         "5 USD",
                                        "1,000,000.5", "series(1, 2)"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct list list;
        assert_int_equal(list_parse(texts[i], strlen(texts[i]), &list, NULL), STATUS_NOT_FOUND);
    }
}

/* Faults, and the byte at which each begins. */
static void test_faults(void **state)
{
    static const struct {
        const char *text;
        size_t at;
        const char *says;
    } rows[] = {
        {"46k,76k", 0, "for two numbers, write 46k, 76k: a blank follows"},
        {",5, 2", 0, "a comma parts two numbers if a blank follows it"},
        {"1,5, 2", 0, "for two numbers, write 1, 5; for one, 1.5"},
        {"1, , 2", 3, "a number is missing"},
        {"1, 2,", 5, "a number is missing"},
        {"1, a", 3, "is no number"},
        {"1 USD, 2 EUR", 9, "a list has one unit"},
        {"1, 2 from", 5, "a month is missing"},
        {"1, 2 + 3", 5, "is out of place in a list"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct list list;
        struct error err;
        assert_int_equal(list_parse(rows[i].text, strlen(rows[i].text), &list, &err),
                         STATUS_FAULTY);
        assert_int_equal(err.offset, rows[i].at);
        assert_non_null(strstr(err.text, rows[i].says));
    }
}

/* No more numbers than any horizon needs. */
static void test_most(void **state)
{
    static char text[3 * (LIST_MAX + 1) + 1];
    struct list list;
    (void)state;
    for (size_t i = 0; i <= LIST_MAX; i++)
        memcpy(text + 3 * i, "1, ", 4);
    size_t n = strlen(text) - 2;
    assert_int_equal(list_parse(text, n, &list, NULL), STATUS_FAULTY);
    assert_int_equal(list_parse(text, n - 3, &list, NULL), STATUS_OK);
    assert_int_equal(list.n, LIST_MAX);
    list_fini(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
