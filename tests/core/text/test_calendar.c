/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of months: what they number, what looks like one and is none, what periods are called. */
#include "core/text/calendar.h"
#include "support/assert_near.h"

static const struct calendar monthly = {2026, 1, CALENDAR_MONTH, false};

static void assert_number(const struct calendar *calendar, const char *text, double number)
{
    struct calendar_word word;
    struct error err = {.text = ""};
    if (calendar_read_month(calendar, text, strlen(text), &word, &err) != STATUS_OK)
        fail_msg("'%s': %s", text, err.text);
    assert_true(word.number == number);
    assert_int_equal(word.length, strcspn(text, " .)+"));
}

static void test_words_number_months_from_the_start(void **state)
{
    static const struct calendar spring = {2026, 4, CALENDAR_MONTH, false};
    (void)state;
    assert_number(&monthly, "2026-01", 1);
    assert_number(&monthly, "2027-03 + 1", 15);
    assert_number(&monthly, "2025-12)", 0);
    assert_number(&monthly, "2024-12", -12);
    assert_number(&monthly, "2026-Q3", 7);
    assert_number(&monthly, "2026-02..2026-05", 2);
    assert_number(&monthly, "1900-01", -1511);
    assert_number(&monthly, "2199-12", 2088);
    assert_number(&spring, "2026-03", 0);
    assert_number(&spring, "2027-Q1", 10);
}

static void test_words_name_the_period_that_holds_them(void **state)
{
    static const struct calendar quarters = {2026, 4, CALENDAR_QUARTER, false};
    static const struct calendar years = {2026, 4, CALENDAR_YEAR, true};
    (void)state;
    assert_number(&quarters, "2026-04", 1);
    assert_number(&quarters, "2026-06", 1);
    assert_number(&quarters, "2026-Q3", 2);
    assert_number(&quarters, "2026-03", 0);
    assert_number(&quarters, "2025-12", -1);
    assert_number(&years, "2027-03", 1);
    assert_number(&years, "2027-04", 2);
    assert_number(&years, "2027", 1);
    assert_number(&years, "2026", 0);
}

static void assert_fault(const struct calendar *calendar, const char *text, size_t length,
                         const char *message)
{
    struct calendar_word word;
    struct error err = {.text = ""};
    assert_int_equal(calendar_read_month(calendar, text, strlen(text), &word, &err), STATUS_FAULTY);
    assert_string_equal(err.text, message);
    assert_int_equal(err.offset, 0);
    assert_int_equal(err.length, length);
}

static void test_what_looks_like_a_word_says_what_to_write(void **state)
{
    static const struct calendar years = {0, 0, CALENDAR_MONTH, true};
    static const char form[] = "a month is written 2027-03, a quarter 2027-Q1";
    char message[200];
    (void)state;
    for (size_t i = 0; i < 7; i++) {
        static const char *const rest[] = {"13", "3", "00", "Q5", "q3", "0.5", "031"};
        char text[40];
        snprintf(text, sizeof text, "2027-%s", rest[i]);
        snprintf(message, sizeof message, "'%s' is no month: %s; to subtract, write 2027 - %s",
                 text, form, rest[i]);
        assert_fault(&monthly, text, strlen(text), message);
    }
    assert_fault(&monthly, "1000-10 * x", 7,
                 "'1000-10' is no month: its year has to be 1900 to 2199; to subtract, write "
                 "1000 - 10");
    assert_fault(&monthly, "2027-03-15", 10,
                 "'2027-03-15' is a day; a month is written without one: 2027-03");
    assert_fault(NULL, "2027-03", 7,
                 "'2027-03' is no month: it needs 'start' in [scenario], such as start = 2026-01; "
                 "to subtract, write 2027 - 03");
    assert_fault(&years, "2027", 4,
                 "the year 2027 needs 'start' in [scenario], such as start = 2026-01");
}

static void test_other_texts_are_left_alone(void **state)
{
    static const char *const texts[] = {"",        "2027",   "12-10",    "20270-10", "2027 - 10",
                                        "2027-x1", "2027-Q", "2027-Quo", "2027 -10", "x"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct calendar_word word;
        struct error err = {.text = "untouched"};
        assert_int_equal(calendar_read_month(&monthly, texts[i], strlen(texts[i]), &word, &err),
                         STATUS_NOT_FOUND);
        assert_string_equal(err.text, "untouched");
    }
}

static void test_years_are_words_where_they_may_be(void **state)
{
    static const struct calendar years = {2026, 7, CALENDAR_MONTH, true};
    static const char *const none[] = {"1899", "2200", "2027k", "2027.5", "12", "20270"};
    struct calendar_word word;
    (void)state;
    assert_number(&years, "2027", 7);
    assert_number(&years, "2027 + 1", 7);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(calendar_read_month(&years, none[i], strlen(none[i]), &word, NULL),
                         STATUS_NOT_FOUND);
}

static void test_starts_are_months_quarters_and_years(void **state)
{
    static const char *const none[] = {"",        "26-01", "2026-1",     "2026-13",
                                       "2026-Q0", "2200",  "2026-01-01", "2026-01 "};
    struct calendar calendar = {0};
    (void)state;
    assert_true(calendar_read_start("2026-04", &calendar));
    assert_int_equal(calendar.start_month, 4);
    assert_true(calendar_read_start("2025-Q3", &calendar));
    assert_int_equal(calendar.start_month, 7);
    assert_true(calendar_read_start("2027", &calendar));
    assert_int_equal(calendar.start_year, 2027);
    assert_int_equal(calendar.start_month, 1);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(calendar_read_start(none[i], &calendar));
    assert_int_equal(calendar.start_year, 2027);
}

static void assert_called(struct calendar calendar, double number, const char *name)
{
    char text[CALENDAR_TEXT_SIZE];
    calendar_format(&calendar, number, text);
    assert_string_equal(text, name);
}

static void test_periods_are_called_by_their_first_month(void **state)
{
    char text[CALENDAR_TEXT_SIZE];
    (void)state;
    assert_called((struct calendar){0}, 12, "12");
    assert_called(monthly, 0, "2025-12");
    assert_called(monthly, 14, "2027-02");
    assert_called((struct calendar){2026, 4, CALENDAR_QUARTER, false}, 2, "2026-Q3");
    assert_called((struct calendar){2026, 5, CALENDAR_QUARTER, false}, 2, "2026-08");
    assert_called((struct calendar){2026, 1, CALENDAR_YEAR, false}, 0, "2025");
    assert_called((struct calendar){2026, 4, CALENDAR_YEAR, false}, 3, "2028-04");
    calendar_format_word(&monthly, 7, true, text);
    assert_string_equal(text, "2026-Q3");
    calendar_format_word(&monthly, 8, true, text);
    assert_string_equal(text, "2026-08");
    calendar_format_word(&(struct calendar){2026, 1, CALENDAR_YEAR, false}, 2, false, text);
    assert_string_equal(text, "2027-01");
}

static void test_units_are_found_by_name(void **state)
{
    static const struct calendar years = {0, 0, CALENDAR_YEAR, false};
    (void)state;
    assert_int_equal(calendar_find_unit("quarter", 7), CALENDAR_QUARTER);
    assert_int_equal(calendar_find_unit("week", 4), N_CALENDAR_UNITS);
    assert_string_equal(calendar_period(&years)->plural, "years");
    assert_int_equal(calendar_period(NULL)->months, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_number_months_from_the_start),
        cmocka_unit_test(test_words_name_the_period_that_holds_them),
        cmocka_unit_test(test_what_looks_like_a_word_says_what_to_write),
        cmocka_unit_test(test_other_texts_are_left_alone),
        cmocka_unit_test(test_years_are_words_where_they_may_be),
        cmocka_unit_test(test_starts_are_months_quarters_and_years),
        cmocka_unit_test(test_periods_are_called_by_their_first_month),
        cmocka_unit_test(test_units_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
