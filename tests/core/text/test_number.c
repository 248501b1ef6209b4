/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: what is read and what is refused, and that what is shown reads back. */
#include <float.h>
#include <stdlib.h>

#include "core/text/number.h"
#include "core/text/text.h"
#include "support/assert_near.h"

static const enum number_style value_style = NUMBER_IN_VALUE, formula_style = NUMBER_IN_FORMULA;

static struct number scan_all(const char *text, enum number_style style)
{
    struct number number;
    struct error err;
    size_t n = strlen(text);

    if (number_scan(text, n, style, &number, &err) != STATUS_OK || number.length != n)
        fail_msg("'%s' isn't read as one number", text);
    return number;
}

static void test_values_are_read(void **state)
{
    static const struct {
        const char *text;
        double value;
    } rows[] = {
        {"0", 0},
        {"-12", -12},
        {"+5", 5},
        {"1_000_000", 1e6},
        {".5", .5},
        {"5.", 5},
        {"0.001_5", 0.0015},
        {"1.2e6", 1.2e6},
        {"1.2E-6", 1.2e-6},
        {"1e+3", 1e3},
        {"007", 7},
        {"1,000,000", 1e6},
        {"12,345.678", 12345.678},
        {"-1,000", -1000},
        {"5k", 5e3},
        {"5M", 5e6},
        {"5G", 5e9},
        {"5B", 5e9},
        {"100T", 1e14},
        {"3千", 3e3},
        {"5万", 5e4},
        {"2.5亿", 2.5e8},
        {"1.5e3k", 1.5e6},
        {"4.1 %", 0.041},
        {"4.1%", 0.041},
        {"12\t%", 0.12},
        {"5k%", 50},
        {"-3 %", -0.03},
        {"１２３", 123},
        {"１，０００", 1000},
        {"1，000", 1000},
        {"12％", 0.12},
        {"−5", -5},
        {"5e−3", 5e-3},
        {"５万", 5e4},
        {"0e99999999999999999999", 0},
        {"0e-99999999999999999999", 0},
        {"0.000000000000000000000000000000000000000000000000000000000000000000001", 1e-69},
        {"1.7976931348623157e308", DBL_MAX},
        {"4.9406564584124654e-324", 4.9406564584124654e-324},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_same_bits(scan_all(rows[i].text, value_style).value, rows[i].value);
    assert_same_bits(scan_all("-0", value_style).value, -0.0);
}

/* One rounding: 0.041 is not 4.1 * 0.01, nor 0.29 M what 0.29 * 1e6 gives. */
static void test_scale_is_applied_before_rounding(void **state)
{
    char text[NUMBER_TEXT_SIZE], plain[NUMBER_TEXT_SIZE];

    (void)state;
    for (int i = 1; i < 2000; i++) {
        snprintf(text, sizeof text, "%d.%d %%", i / 10, i % 10);
        snprintf(plain, sizeof plain, "%de-3", i);
        assert_same_bits(scan_all(text, value_style).value, strtod(plain, NULL));
        snprintf(text, sizeof text, "0.%04d万", i);
        snprintf(plain, sizeof plain, "%d", i);
        assert_same_bits(scan_all(text, value_style).value, strtod(plain, NULL));
    }
}

/* As the C library rounds, within and beyond what is converted by one operation. */
static void test_any_decimal_is_rounded_right(void **state)
{
    uint64_t seed = 1;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char text[64];
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        int digits = 1 + (int)(seed >> 60), exponent = (int)(seed >> 33 & 63) - 32;
        uint64_t number = seed >> 8;
        for (int k = 20 - digits; k > 0 && number > 9; k--)
            number /= 10;
        snprintf(text, sizeof text, "%s%llu.%de%d", i % 2 ? "-" : "", (unsigned long long)number,
                 i % 10, exponent);
        assert_same_bits(scan_all(text, value_style).value, strtod(text, NULL));
    }
}

static void test_parts_are_told(void **state)
{
    struct number number;

    (void)state;
    number = scan_all("-1,234.50k %", value_style);
    assert_near(number.value, -12345, 0);
    assert_int_equal(number.scale, 1);
    assert_int_equal(number.decimals, 2);
    assert_true(number.percent && number.grouped);
    assert_int_equal(number.digits, 9);
    number = scan_all("5万", value_style);
    assert_int_equal(number.scale, 4);
    assert_int_equal(number.decimals, 0);
    assert_false(number.percent || number.grouped);
    assert_int_equal(number.digits, 1);
    number = scan_all("1.25e6", value_style);
    assert_int_equal(number.scale, 0);
    assert_int_equal(number.decimals, 2);
    assert_int_equal(number.digits, 6);
}

/* Only the number is taken; what may follow is left. */
static void test_length_ends_with_the_number(void **state)
{
    static const struct {
        const char *text;
        enum number_style style;
        size_t length;
        double value;
    } rows[] = {
        {"100TB", NUMBER_IN_VALUE, 3, 100},    {"100T/day", NUMBER_IN_VALUE, 4, 1e14},
        {"5EUR", NUMBER_IN_VALUE, 1, 5},       {"5 USD", NUMBER_IN_VALUE, 1, 5},
        {"5万USD", NUMBER_IN_VALUE, 4, 5e4},   {"5万元", NUMBER_IN_VALUE, 4, 5e4},
        {"3Kelvin", NUMBER_IN_VALUE, 1, 3},    {"5 千瓦", NUMBER_IN_VALUE, 1, 5},
        {"5 GB", NUMBER_IN_VALUE, 1, 5},       {"10 % user", NUMBER_IN_VALUE, 4, 0.1},
        {"1,000,x", NUMBER_IN_VALUE, 5, 1000}, {"1, 2", NUMBER_IN_VALUE, 1, 1},
        {"5*x", NUMBER_IN_VALUE, 1, 5},        {"5-3", NUMBER_IN_VALUE, 1, 5},
        {"2^3", NUMBER_IN_FORMULA, 1, 2},      {"1,000", NUMBER_IN_FORMULA, 1, 1},
        {"5万)", NUMBER_IN_FORMULA, 4, 5e4},   {"4 %)", NUMBER_IN_FORMULA, 3, 0.04},
        {"2 x", NUMBER_IN_FORMULA, 1, 2},      {"7\xFF", NUMBER_IN_FORMULA, 1, 7},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct number number;
        const char *text = rows[i].text;
        assert_int_equal(number_scan(text, strlen(text), rows[i].style, &number, NULL), STATUS_OK);
        if (number.length != rows[i].length)
            fail_msg("'%s': %zu bytes", text, number.length);
        assert_same_bits(number.value, rows[i].value);
    }
}

static void test_what_is_no_number_is_not_found(void **state)
{
    static const char *const texts[] = {"",   ".",  "x",  "-", "-x",  "+",   ".x", "%",
                                        "_5", "-.", "万", "k", "inf", "nan", ",5", "\xFF"};
    struct number number;
    struct error err = {.text = "as before"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(number_scan(texts[i], strlen(texts[i]), value_style, &number, &err),
                         STATUS_NOT_FOUND);
    assert_int_equal(number_scan("-5", 2, formula_style, &number, &err), STATUS_NOT_FOUND);
    assert_int_equal(number_scan("−5", 4, formula_style, &number, &err), STATUS_NOT_FOUND);
    assert_string_equal(err.text, "as before");
}

static void test_faults_say_what_to_write(void **state)
{
    static const struct {
        const char *text, *message;
        size_t offset, length;
    } rows[] = {
        {"5 k USD", "'k' is a scale out of place; write 5k USD", 2, 1},
        {"5 万 USD", "'万' is a scale out of place; write 5万 USD", 2, 3},
        {"3K", "'K' is a scale out of place; write 3k", 1, 1},
        {"5m", "'m' is a scale out of place; write 5M", 1, 1},
        {"5bn", "'bn' is a scale out of place; write 5B", 1, 2},
        {"1.5 million USD", "'million' is a scale out of place; write 1.5M USD", 4, 7},
        {"3 百万 USD", "'百万' is a scale out of place; write 3e6 USD", 2, 6},
        {"5 k/user", "'k' is a scale out of place; write 5k/user", 2, 1},
        {"5千万", "'万' is a second scale; write 5e7", 4, 3},
        {"5e3千万", "'万' is a second scale behind '5e3千'; write one", 6, 3},
        {"5k M", "'M' is a second scale behind '5k'; write one", 3, 1},
        {"5 % k", "'k' is a second scale behind '5 %'; write one", 4, 1},
        {"0x10", "'0x10' is no number", 0, 4},
        {"5e", "'5e' is no number", 0, 2},
        {"5e+", "'5e' is no number", 0, 2},
        {"5e-x", "'5e' is no number", 0, 2},
        {"1.5.2", "'1.5.2' is no number", 0, 5},
        {"1e5.2", "'1e5.2' is no number", 0, 5},
        {"5..", "'5..' is no number", 0, 3},
        {"5k.5", "'5k.5' is no number", 0, 4},
        {"5万5", "'5万5' is no number", 0, 5},
        {"5H100", "'5H100' is no number", 0, 5},
        {"5x_y", "'5x_y' is no number", 0, 4},
        {"5_", "'5_' is no number", 0, 2},
        {"1__0", "'1__0' is no number", 0, 4},
        {"1._5", "'1._5' is no number", 0, 4},
        {"1.5_", "'1.5_' is no number", 0, 4},
        {"1e999", "'1e999' is too large", 0, 5},
        {"-9e307k", "'-9e307k' is too large", 0, 7},
        {"1e-400", "'1e-400' is too small; write 0 if that is meant", 0, 6},
        {"-1e-99999999999999999999",
         "'-1e-99999999999999999999' is too small; write 0 if that is meant", 0, 24},
        {"10 m^2", "'m' could be a scale and is no unit; write a longer word, such as metre^2", 3,
         1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct number number = {.value = 42};
        struct error err = {0};
        const char *text = rows[i].text;
        assert_int_equal(number_scan(text, strlen(text), value_style, &number, &err),
                         STATUS_FAULTY);
        assert_string_equal(err.text, rows[i].message);
        assert_int_equal(err.offset, rows[i].offset);
        assert_int_equal(err.length, rows[i].length);
        assert_near(number.value, 42, 0);
    }
}

static void test_commas_part_groups_of_three(void **state)
{
    static const char *const texts[] = {"1,00",      "0,5",     "1,0000",   "1000,000", "1,000,00",
                                        "0,500",     "1_0,000", "1,00_0",   "1,000_0",  "1,2",
                                        "1,234,5.6", "1，00",   "1_000,000"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct number number;
        struct error err = {0};
        assert_int_equal(number_scan(texts[i], strlen(texts[i]), value_style, &number, &err),
                         STATUS_FAULTY);
        assert_string_equal(err.text, "a comma parts groups of three digits only; the decimal "
                                      "point is '.'");
    }
}

/* In a formula the rest isn't a unit, so the advice is the number alone. */
static void test_advice_in_a_formula_is_short(void **state)
{
    struct number number;
    struct error err;

    (void)state;
    assert_int_equal(number_scan("5 k * x", 7, formula_style, &number, &err), STATUS_FAULTY);
    assert_string_equal(err.text, "'k' is a scale out of place; write 5k");
}

static void test_digits_are_bounded(void **state)
{
    char text[4096];
    struct number number;
    struct error err;

    (void)state;
    memset(text, '1', sizeof text);
    assert_int_equal(number_scan(text, 64, value_style, &number, &err), STATUS_OK);
    assert_near(number.value, 1.1111111111111111e63, 1e-15);
    assert_int_equal(number_scan(text, 65, value_style, &number, &err), STATUS_FAULTY);
    assert_string_equal(err.text, "a number has at most 64 digits");
    assert_int_equal(number_scan(text, sizeof text, value_style, &number, NULL), STATUS_FAULTY);
    memset(text, '0', sizeof text);
    assert_int_equal(number_scan(text, sizeof text, value_style, &number, &err), STATUS_OK);
    assert_same_bits(number.value, 0);
    assert_int_equal(number.length, sizeof text);
    memset(text, 'x', sizeof text);
    text[0] = '0';
    text[1] = '1';
    text[2] = '_';
    assert_int_equal(number_scan(text, sizeof text, value_style, &number, &err), STATUS_FAULTY);
    assert_true(strlen(err.text) < 100);
}

static void test_plain_form(void **state)
{
    static const struct {
        const char *text, *plain;
    } rows[] = {
        {"−１，２３４.5E+６", "-1234.5E6"},
        {"1_000", "1000"},
        {"+.5", ".5"},
        {"5.", "5."},
    };
    char plain[NUMBER_PLAIN_SIZE];
    char longest[NUMBER_PLAIN_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(number_plain(rows[i].text, strlen(rows[i].text), plain));
        assert_string_equal(plain, rows[i].plain);
    }
    memset(longest, '0', sizeof longest);
    assert_true(number_plain(longest, NUMBER_PLAIN_SIZE - 1, plain));
    assert_false(number_plain(longest, NUMBER_PLAIN_SIZE, plain));
}

static void test_shortest_texts(void **state)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0, "0"},
        {-0.0, "-0"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e6, "1000000"},
        {1e15, "1e15"},
        {9007199254740993.0, "9007199254740992"},
        {1e-7, "1e-7"},
        {1.5e300, "1.5e300"},
        {5e-324, "5e-324"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {-DBL_MAX, "-1.7976931348623157e308"},
        {INFINITY, "inf"},
        {-INFINITY, "-inf"},
        {NAN, "NaN"},
    };
    char text[NUMBER_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        number_format(text, rows[i].value);
        assert_string_equal(text, rows[i].text);
    }
}

/* The next of a sequence of 64 mixed bits (splitmix64). */
static uint64_t next_bits(uint64_t *seed)
{
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static double next_double(uint64_t *seed)
{
    double value;

    do {
        uint64_t bits = next_bits(seed);
        memcpy(&value, &bits, sizeof value);
    } while (!isfinite(value));
    return value;
}

/* Property: any double's text is at most 24 bytes and reads back bit by bit, and no shorter
 * precision does. */
static void test_formatted_numbers_read_back(void **state)
{
    char text[NUMBER_TEXT_SIZE], shorter[NUMBER_TEXT_SIZE];
    uint64_t seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        double value = next_double(&seed);
        if (i % 2 == 0) /* numbers of everyday size */
            value = (double)((int64_t)next_bits(&seed) >> (i % 60)) / 1000;
        number_format(text, value);
        assert_true(strlen(text) <= 24);
        assert_same_bits(scan_all(text, value_style).value, value);
        size_t digits = strcspn(text, "e") - (strchr(text, '.') != NULL) - (text[0] == '-');
        if (digits > 1 && text[0] != '0' && strchr(text, 'e') != NULL) {
            snprintf(shorter, sizeof shorter, "%.*e", (int)digits - 2, value);
            assert_true(strtod(shorter, NULL) != value);
        }
    }
}

static void test_grouped_texts(void **state)
{
    static const struct {
        double value;
        int decimals;
        const char *text;
    } rows[] = {
        {-30994765, 0, "-30,994,765"},
        {1234.567, 2, "1,234.57"},
        {1234.5, 0, "1,235"},
        {-1234.5, 0, "-1,235"},
        {2.5, 0, "3"},
        {0.125, 2, "0.13"},
        {1.005, 2, "1.01"},
        {1.0049, 2, "1.00"},
        {0.5, 17, "0.50000000000000000"},
        {999, 0, "999"},
        {1000, 0, "1,000"},
        {999.96, 1, "1,000.0"},
        {-0.001, 2, "0.00"},
        {-0.0, 0, "0"},
        {0.5, -3, "1"},
        {1.5, 99, "1.50000000000000000000"},
        {999999999999999, 0, "999,999,999,999,999"},
        {1e15, 0, "1.00e+15"},
        {-1.2345e18, 0, "-1.23e+18"},
        {INFINITY, 0, "inf"},
        {NAN, 2, "NaN"},
    };
    char text[NUMBER_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        number_format_grouped(text, rows[i].value, rows[i].decimals);
        assert_string_equal(text, rows[i].text);
    }
    number_format_grouped(text, -999999999999999.9, 20);
    assert_true(strlen(text) < NUMBER_TEXT_SIZE);
}

static void test_fitted_texts(void **state)
{
    static const struct {
        double value;
        int columns;
        const char *text;
    } rows[] = {
        {41000765, 12, "41,000,765"},
        {41000765, 6, "41.00M"},
        {10000000, 6, "10.00M"},
        {1005020000, 6, "1.005G"},
        {-30994765, 7, "-30.99M"},
        {-30994765, 6, "-31.0M"},
        {123456, 6, "123.5k"},
        {999999, 6, "1.000M"},
        {-309800000, 6, "-310M"},
        {-12000, 6, "-12.0k"},
        {365, 6, "365"},
        {0.01, 6, "0.01"},
        {0.012345, 7, "0.01235"},
        {0.012345, 6, "0.0123"},
        {-309.84, 8, "-309.8"},
        {999.96, 6, "1,000"},
        {1234.5678, 6, "1,235"},
        {1234.5, 6, "1,235"},
        {-2345.5, 6, "-2,346"},
        {0.12345, 6, "0.1235"},
        {1234500, 6, "1.235M"},
        {1.7976931348623157e308, 9, "1.798e308"},
        {1e18, 6, "1e18"},
        {1.234e18, 8, "1.234e18"},
        {1.234e18, 6, "1.2e18"},
        {999.99e12, 6, "1e15"},
        {-1.234e-7, 7, "-1.2e-7"},
        {-1.234e-307, 6, "0"},
        {-0.00012345, 6, "-1e-4"},
        {0, 6, "0"},
        {-0.0, 6, "0"},
        {NAN, 6, "NaN"},
        {-INFINITY, 6, "-inf"},
    };
    char text[NUMBER_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        number_format_fit(text, rows[i].value, rows[i].columns);
        assert_string_equal(text, rows[i].text);
    }
}

static void test_changes(void **state)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0, "0"},
        {-0.0, "0"},
        {2000, "+2.0k"},
        {3.65, "+3.7"},
        {3.65 * (1 - 1e-15), "+3.7"},
        {-25, "-25"},
        {-3, "-3"},
        {2.5, "+2.5"},
        {9.96, "+10"},
        {123.4, "+123"},
        {999.4, "+999"},
        {999.6, "+1.0k"},
        {-12345, "-12k"},
        {123456, "+123k"},
        {999600, "+1.0M"},
        {1.2e9, "+1.2G"},
        {999.9e12, "+1e15"},
        {-3.47e20, "-3.5e20"},
        {0.96, "+0.96"},
        {0.01234, "+0.012"},
        {0.00996, "+0.010"},
        {-0.0012, "-0.0012"},
        {-0.00012, "-1.2e-4"},
        {1.2e-123, "+1.2e-123"},
        {NAN, "NaN"},
        {INFINITY, "+inf"},
        {-INFINITY, "-inf"},
    };
    char text[NUMBER_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        number_format_change(text, rows[i].value);
        assert_string_equal(text, rows[i].text);
    }
}

/* Property: whatever the value, the text fits, and is near it where it isn't 0. */
static void test_fitted_texts_fit(void **state)
{
    char text[NUMBER_TEXT_SIZE];
    uint64_t seed = 2;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        double value =
            i % 2 == 0 ? next_double(&seed) : (double)((int64_t)next_bits(&seed) >> (i % 63)) / 100;
        int columns = 6 + i % 12;
        number_format_fit(text, value, columns);
        assert_true(strlen(text) <= (size_t)columns);
        if (strcmp(text, "0") != 0) {
            struct number number;
            assert_int_equal(number_scan(text, strlen(text), value_style, &number, NULL),
                             STATUS_OK);
            assert_near(number.value, value, 0.5);
        }
    }
}

static void test_round(void **state)
{
    (void)state;
    assert_same_bits(number_round(0.289150248, 5), 0.28915);
    assert_same_bits(number_round(-1999.6, 4), -2000);
    assert_same_bits(number_round(0.1, 17), 0.1);
    assert_same_bits(number_round(0, 3), 0);
    assert_same_bits(number_round(INFINITY, 3), INFINITY);
    assert_same_bits(number_round(NAN, 3), NAN);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_read),
        cmocka_unit_test(test_scale_is_applied_before_rounding),
        cmocka_unit_test(test_any_decimal_is_rounded_right),
        cmocka_unit_test(test_parts_are_told),
        cmocka_unit_test(test_length_ends_with_the_number),
        cmocka_unit_test(test_what_is_no_number_is_not_found),
        cmocka_unit_test(test_faults_say_what_to_write),
        cmocka_unit_test(test_commas_part_groups_of_three),
        cmocka_unit_test(test_advice_in_a_formula_is_short),
        cmocka_unit_test(test_digits_are_bounded),
        cmocka_unit_test(test_plain_form),
        cmocka_unit_test(test_shortest_texts),
        cmocka_unit_test(test_formatted_numbers_read_back),
        cmocka_unit_test(test_grouped_texts),
        cmocka_unit_test(test_fitted_texts),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_fitted_texts_fit),
        cmocka_unit_test(test_round),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
