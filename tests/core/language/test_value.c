/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values: parameter or formula, the text of an edit, nudges that undo each other. */
#include "core/language/value.h"
#include "support/assert_near.h"

static void test_parameters(void **state)
{
    static const struct {
        const char *text;
        double value;
        const char *unit;
    } rows[] = {
        {"100 TB/day", 100, "TB/day"},
        {"100TB", 100, "TB"},
        {"5万 USD/campaign", 5e4, "USD/campaign"},
        {"5万元", 5e4, "元"},
        {"49 USD/user/month", 49, "USD/user/month"},
        {"10 %", 0.1, ""},
        {"10 % user", 0.1, "user"},
        {"-12", -12, ""},
        {"1,000,000 USD", 1e6, "USD"},
        {"2 kgCO2e / kWh", 2, "kgCO2e / kWh"},
        {"3 USD·TB*GPU^2 user^-1", 3, "USD·TB*GPU^2 user^-1"},
        {"1 用户", 1, "用户"},
        {"0.6 revenue", 0.6, "revenue"},
        {"2 x^99", 2, "x^99"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value value;
        const char *text = rows[i].text;
        assert_int_equal(value_parse(NULL, text, strlen(text), &value, NULL), STATUS_OK);
        assert_int_equal(value.kind, VALUE_NUMBER);
        assert_same_bits(value.number.value, rows[i].value);
        assert_int_equal(value.unit_length, strlen(rows[i].unit));
        assert_memory_equal(text + value.unit_at, rows[i].unit, value.unit_length);
    }
}

static void test_everything_else_is_a_formula(void **state)
{
    static const char *const texts[] = {
        "5 * x",  "12 / months", "12/months", "12 /months", "(5)",    "x",        "-x",
        "5 + 3",  "5-3",         "2^3",       "5 or x",     "5 to 7", "min(1,2)", "5 USD +",
        "5 x^y",  "5 x^2.5",     "5 x^",      "5 x ^2",     "5 USD/", "5 2",      "5 USD//TB",
        "5 f(x)", "5, 6",        "5 %%",      "5 x^-",      "\xFF"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct value value = {.kind = VALUE_NUMBER};
        assert_int_equal(value_parse(NULL, texts[i], strlen(texts[i]), &value, NULL), STATUS_OK);
        if (value.kind != VALUE_FORMULA)
            fail_msg("'%s' isn't taken for a formula", texts[i]);
    }
}

static void test_faulty_values(void **state)
{
    struct value value;
    struct error err;

    (void)state;
    assert_int_equal(value_parse(NULL, "", 0, &value, &err), STATUS_FAULTY);
    assert_string_equal(err.text, "there is no value");
    assert_int_equal(value_parse(NULL, "5 k USD", 7, &value, &err), STATUS_FAULTY);
    assert_int_equal(err.offset, 2);
    assert_int_equal(value_parse(NULL, "1.5.2 USD", 9, &value, &err), STATUS_FAULTY);
}

static void test_typed_values_keep_the_unit(void **state)
{
    static const struct {
        const char *old, *typed, *text;
    } rows[] = {
        {"10 %", "12", "12 %"},
        {"10%", "12", "12%"},
        {"5万 USD", "6", "6 USD"},
        {"5万 USD", "6万", "6万 USD"},
        {"5万USD", "6k", "6k USD"},
        {"5万USD", "6", "6 USD"},
        {"100 TB/day", " 120 ", "120 TB/day"},
        {"10 % user", "12", "12 % user"},
        {"10 % user", "12%", "12% user"},
        {"10 USD", "12 %", "12 %"},
        {"10 %", "12％", "12％"},
        {"10 USD", "12 EUR", "12 EUR"},
        {"10 USD", "2 * x", "2 * x"},
        {"10", "5 USD", "5 USD"},
        {"2 * x", "5", "5"},
        {"", "5", "5"},
        {"10 USD", "", ""},
        {"10 USD", "5e", "5e"},
        {" 10 USD ", "-1,234.5", "-1,234.5 USD"},
        {"1e3 USD", "2", "2 USD"},
        {"1.5万 %", "2", "2 %"},
    };
    char out[40];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(value_complete(rows[i].old, rows[i].typed, out, sizeof out, NULL),
                         STATUS_OK);
        assert_string_equal(out, rows[i].text);
    }
}

static void test_a_completed_value_must_fit(void **state)
{
    char out[8] = "before";
    struct error err;

    (void)state;
    assert_int_equal(value_complete("10 USDT", "12", out, 7, &err), STATUS_FAULTY);
    assert_string_equal(out, "before");
    assert_int_equal(value_complete("10 USDT", "12", out, 8, &err), STATUS_OK);
    assert_string_equal(out, "12 USDT");
}

/* Property: what is completed means the number that was typed, in the old unit. */
static void test_completing_changes_the_number_alone(void **state)
{
    static const char *const olds[] = {"5 USD", "5万USD",  "5%",      "5 % of_it", "1,000 x/y^2",
                                       "5",     "-1e3 GB", "5k/user", "1.5亿",     "2 · x"};
    static const char *const typed[] = {"1", "-2.5", "1,000", "3k", "4万", "5e3", "7.", "0.1M"};
    char text[80];

    (void)state;
    for (size_t i = 0; i < sizeof olds / sizeof *olds; i++)
        for (size_t j = 0; j < sizeof typed / sizeof *typed; j++) {
            struct value old, new, plain;
            if (value_parse(NULL, olds[i], strlen(olds[i]), &old, NULL) != STATUS_OK ||
                old.kind != VALUE_NUMBER)
                continue;
            assert_int_equal(value_complete(olds[i], typed[j], text, sizeof text, NULL), STATUS_OK);
            assert_int_equal(value_parse(NULL, text, strlen(text), &new, NULL), STATUS_OK);
            assert_int_equal(value_parse(NULL, typed[j], strlen(typed[j]), &plain, NULL),
                             STATUS_OK);
            assert_int_equal(new.kind, VALUE_NUMBER);
            assert_int_equal(new.number.percent, old.number.percent);
            assert_near(new.number.value, plain.number.value * (old.number.percent ? 0.01 : 1),
                        1e-15);
            assert_int_equal(new.unit_length, old.unit_length);
            assert_memory_equal(text + new.unit_at, olds[i] + old.unit_at, new.unit_length);
        }
}

static void test_nudges(void **state)
{
    static const struct {
        const char *text;
        double step;
        int steps;
        const char *nudged;
    } rows[] = {
        {"200 campaigns", 10, 1, "210 campaigns"},
        {"10 %", 0.005, 1, "10.5 %"},
        {"10 %", 0.01, -1, "9 %"},
        {"5万 USD", 2000, 1, "5.2万 USD"},
        {"5万 USD", 10000, 10, "15万 USD"},
        {"0.01 USD/TB", 0.0005, 1, "0.0105 USD/TB"},
        {"1.50", 0.25, 2, "2.00"},
        {"1,000,000", 50000, -1, "950,000"},
        {"999,999.5", 1, 1, "1,000,000.5"},
        {"1_000_000", 1, -1, "999_999"},
        {"1.2e6 x", 1e5, 1, "1.3e6 x"},
        {"0.3", 0.1, -3, "0.0"},
        {"0.1", 0.1, -2, "-0.1"},
        {"-5", 10, 1, "5"},
        {"5", 10, -1, "-5"},
        {"−5", 1, 1, "-4"},
        {"１２", 1, 1, "13"},
        {".5", 0.05, 1, "0.55"},
        {"5.", 1, 1, "6"},
        {"9", 1, 1, "10"},
        {"10", 1, -1, "9"},
        {"1000", 1, -1, "999"},
        {"0", 1, 1, "1"},
        {"0", 0.1 + 0.2, 1, "0.3"},
        {"7 x", 1, 0, "7 x"},
        {"0e5", 1e5, 1, "1e5"},
        {"2147483647", 1, -2147483647, "0"},
    };
    char out[80];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(
            value_nudge(NULL, rows[i].text, rows[i].step, rows[i].steps, out, sizeof out, NULL),
            STATUS_OK);
        assert_string_equal(out, rows[i].nudged);
    }
}

static void test_faulty_nudges(void **state)
{
    static const struct {
        const char *text;
        double step;
        const char *message;
    } rows[] = {
        {"x * 2", 1, "a formula has no steps"},
        {"5e", 1, "'5e' is no number"},
        {"5", NAN, "the step doesn't fit the number"},
        {"5", INFINITY, "the step doesn't fit the number"},
        {"5", 1e-300, "the step doesn't fit the number"},
        {"5", 1e200, "the step doesn't fit the number"},
        {"1e300", 1, "the step doesn't fit the number"},
        {"1.7e308", 1e308, "'2.7e308' is too large"},
        {"0e-99999999999", 1, "the step doesn't fit the number"},
        {"0e99999999999", 1, "the step doesn't fit the number"},
    };
    char out[80] = "before", zeros[300];
    struct error err;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(value_nudge(NULL, rows[i].text, rows[i].step, 1, out, sizeof out, &err),
                         STATUS_FAULTY);
        assert_string_equal(err.text, rows[i].message);
        assert_string_equal(out, "before");
    }
    assert_int_equal(value_nudge(NULL, "200 campaigns", 10, 1, out, 14, NULL), STATUS_OK);
    assert_int_equal(value_nudge(NULL, "200 campaigns", 10, 1, out, 13, &err), STATUS_FAULTY);
    assert_string_equal(err.text, "the value is too long");
    memset(zeros, '0', sizeof zeros - 1);
    zeros[sizeof zeros - 1] = '\0';
    assert_int_equal(value_nudge(NULL, zeros, 1, 1, out, sizeof out, &err), STATUS_FAULTY);
    assert_string_equal(err.text, "the number has too many digits");
    assert_int_equal(value_nudge(NULL, zeros + 175, 1, 1, out, sizeof out, &err), STATUS_FAULTY);
    memset(zeros + 1, 'x', 60);
    zeros[61] = ' ';
    memset(zeros + 62, 'y', sizeof zeros - 63);
    assert_int_equal(value_nudge(NULL, zeros, 1, 1, out, sizeof out, &err), STATUS_FAULTY);
}

/* Property: as many steps down as up give the same number, bit by bit, and the same rest. */
/* A month's word moves by periods, stays a word and has no unit. */
static void test_months(void **state)
{
    static const struct calendar months = {2026, 1, CALENDAR_MONTH, false};
    static const struct calendar years = {2026, 4, CALENDAR_YEAR, true};
    char out[64];
    struct value value;
    struct error err;
    (void)state;
    assert_int_equal(value_parse(&months, "2027-03", 7, &value, NULL), STATUS_OK);
    assert_int_equal(value.kind, VALUE_NUMBER);
    assert_true(value.number.is_month && value.number.value == 15);
    assert_int_equal(value_parse(&months, "2027-03 USD", 11, &value, NULL), STATUS_OK);
    assert_int_equal(value.kind, VALUE_FORMULA);
    assert_int_equal(value_parse(NULL, "2027-03", 7, &value, &err), STATUS_FAULTY);

    assert_int_equal(value_nudge(&months, "2026-12", 1, 1, out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2027-01");
    assert_int_equal(value_nudge(&months, "2026-Q1", 3, -1, out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2025-Q4");
    assert_int_equal(value_nudge(&months, "2026-Q1", 1, 1, out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2026-02");
    assert_int_equal(value_nudge(&years, "2027", 1, 1, out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2027-04"); /* 2027 is the year that begins in April 2026 */
    assert_int_equal(value_nudge(&months, "2199-12", 1, 1, out, sizeof out, &err), STATUS_FAULTY);
    assert_int_equal(value_nudge(&months, "2026-12", 1, 1, out, 7, &err), STATUS_FAULTY);

    assert_int_equal(value_replace(&months, "2026-12", 14.4, out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2027-02");
    assert_int_equal(value_replace(&months, "2026-Q1", 1, out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2026-Q1");
    assert_int_equal(value_replace(&years, "2027-01", 1.2, out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2027-01");
    assert_int_equal(value_replace(&months, "2026-12", (double)NAN, out, sizeof out, &err),
                     STATUS_FAULTY);

    assert_int_equal(value_complete("12 USD", "2027-03", out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "2027-03");
    assert_int_equal(value_complete("2027-03", "5", out, sizeof out, NULL), STATUS_OK);
    assert_string_equal(out, "5");
    assert_int_equal(value_number_length("2027-03"), 7);
    assert_int_equal(value_number_length("5k USD"), 2);
    assert_int_equal(value_number_length("5 * x"), 0);
}

static void test_nudges_undo_each_other(void **state)
{
    static const char *const tails[] = {"", "%", " %", "k", "万 USD", "e5 x", " USD/TB", "M %"};
    static const int steps[] = {1, 10, -1, -10, 7, 1000};
    char text[80], up[80], down[80];
    uint32_t seed = 99;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        int decimals = (int)(seed >> 28);
        snprintf(text, sizeof text, "%.*f%s", decimals, (double)(int32_t)seed / (1 << (i % 31)),
                 tails[i % 8]);
        struct value before, after;
        assert_int_equal(value_parse(NULL, text, strlen(text), &before, NULL), STATUS_OK);
        double step = value_default_step(before.number.value);
        if (i % 3 == 0)
            step = (double)(seed % 1000) / 7;
        int n = steps[i % 6];
        assert_int_equal(value_nudge(NULL, text, step, n, up, sizeof up, NULL), STATUS_OK);
        assert_int_equal(value_nudge(NULL, up, step, -n, down, sizeof down, NULL), STATUS_OK);
        assert_int_equal(value_parse(NULL, down, strlen(down), &after, NULL), STATUS_OK);
        assert_near(after.number.value, before.number.value, 0);
        assert_int_equal(after.number.scale, before.number.scale);
        assert_int_equal(after.unit_length, before.unit_length);
    }
}

static void test_default_steps(void **state)
{
    static const struct {
        double value, step;
    } rows[] = {
        {200, 10},  {100, 5},    {365, 20},      {0.1, 0.005},  {50000, 2000}, {0.01, 0.0005},
        {-200, 10}, {0, 1},      {NAN, 1},       {INFINITY, 1}, {1, 0.05},     {12, 0.5},
        {160, 10},  {1e-310, 1}, {1e308, 5e306}, {1900, 100},   {4, 0.2},      {0.07, 0.005},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_same_bits(value_default_step(rows[i].value), rows[i].step);
}

static void test_replace(void **state)
{
    static const struct {
        const char *text;
        double value;
        const char *wanted;
    } rows[] = {
        {"10 %", 0.289, "28.9 %"},
        {"10 %", 0.28915024800891204, "28.915024800891204 %"},
        {"5万 USD/campaign", 67000, "6.7万 USD/campaign"},
        {"400k USD", 0, "0k USD"},
        {"400k USD", -1234567, "-1234.567k USD"},
        {"1,000 visitors", 2345678, "2,345,678 visitors"},
        {"1_000", 2345678.5, "2_345_678.5"},
        {"2.50", 3, "3"},
        {"1e3 unit", 4500, "4.5e3 unit"},
        {"1", 1e-9, "0.000000001"},
    };
    char out[128];
    struct error err;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value value;
        assert_int_equal(value_replace(NULL, rows[i].text, rows[i].value, out, sizeof out, NULL),
                         STATUS_OK);
        assert_string_equal(out, rows[i].wanted);
        assert_int_equal(value_parse(NULL, out, strlen(out), &value, NULL), STATUS_OK);
        assert_same_bits(value.number.value, rows[i].value);
    }
    assert_int_equal(value_replace(NULL, "x * 2", 1, out, sizeof out, &err), STATUS_FAULTY);
    assert_int_equal(value_replace(NULL, "5", NAN, out, sizeof out, &err), STATUS_FAULTY);
    assert_int_equal(value_replace(NULL, "5", 1e-300, out, sizeof out, &err), STATUS_FAULTY);
    assert_int_equal(value_replace(NULL, "5 USD", 1234, out, 8, &err), STATUS_FAULTY);
}

static void test_small_percentages(void **state)
{
    static const struct {
        const char *old, *typed, *reading, *other;
    } rows[] = {
        {"10 %", "0.1", "0.1 %", "10"},   {"10 %", " 0.07 ", "0.07 %", "7"},
        {"5 %", "-0.5", "-0.5 %", "-50"}, {"10 %", "0.1 %", NULL, NULL},
        {"10 %", "1", NULL, NULL},        {"10 %", "0", NULL, NULL},
        {"10 USD", "0.1", NULL, NULL},    {"10 %", "0.1 * x", NULL, NULL},
        {"10 %", "0.1 USD", NULL, NULL},  {"a * 10", "0.1", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char reading[NUMBER_TEXT_SIZE], other[NUMBER_TEXT_SIZE];
        bool is_one = value_is_small_percentage(rows[i].old, rows[i].typed, reading, other);
        assert_int_equal(is_one, rows[i].reading != NULL);
        if (is_one) {
            assert_string_equal(reading, rows[i].reading);
            assert_string_equal(other, rows[i].other);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_everything_else_is_a_formula),
        cmocka_unit_test(test_faulty_values),
        cmocka_unit_test(test_typed_values_keep_the_unit),
        cmocka_unit_test(test_a_completed_value_must_fit),
        cmocka_unit_test(test_completing_changes_the_number_alone),
        cmocka_unit_test(test_small_percentages),
        cmocka_unit_test(test_nudges),
        cmocka_unit_test(test_faulty_nudges),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_nudges_undo_each_other),
        cmocka_unit_test(test_default_steps),
        cmocka_unit_test(test_replace),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
