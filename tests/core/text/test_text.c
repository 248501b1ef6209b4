/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8: validity, names, columns, and that nothing unsafe passes the filter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/text.h"

static void test_characters_one_by_one(void **state)
{
    static const struct {
        const char *text;
        size_t n, taken;
        int32_t codepoint;
    } rows[] = {
        {"a", 1, 1, 'a'},
        {"é", 2, 2, 0xE9},
        {"万x", 4, 3, 0x4E07},
        {"𝄞", 4, 4, 0x1D11E},
        {"", 0, 0, -1},
        {"\0", 1, 1, 0},
        {"\x80", 1, 1, -1},             /* a continuation alone */
        {"\xC3", 1, 1, -1},             /* cut short */
        {"\xE4\xB8", 2, 1, -1},         /* cut short */
        {"\xC0\x80", 2, 1, -1},         /* overlong NUL */
        {"\xED\xA0\x80", 3, 1, -1},     /* a surrogate */
        {"\xF4\x90\x80\x80", 4, 1, -1}, /* beyond U+10FFFF */
        {"\xFF\xFE", 2, 1, -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t codepoint = 7;
        assert_int_equal(text_next(rows[i].text, rows[i].n, &codepoint), rows[i].taken);
        assert_int_equal(codepoint, rows[i].codepoint);
    }
}

static void test_the_first_invalid_byte(void **state)
{
    (void)state;
    assert_int_equal(text_invalid_at("数据 data", 11), 11);
    assert_int_equal(text_invalid_at("数据 data", 5), 3);
    assert_int_equal(text_invalid_at("ab\xFFz", 4), 2);
    assert_int_equal(text_invalid_at("", 0), 0);
}

static void test_names(void **state)
{
    static const struct {
        const char *text;
        size_t length;
    } rows[] = {
        {"conversion = 5", 10},
        {"_x9", 3},
        {"9x", 0},
        {"", 0},
        {"单价=5", 6},
        {"Ünit_2 ", 7},
        {"a.b", 1},
        {"a-b", 1},
        {"％", 0},
        {"e\u0301tat/", 6},
        {"\u0301a", 0},
        {"\u3164", 0},
        {"a\u3164b", 1},
        {"a\u200Bb", 1},
        {"x\xFF", 1},
        {"〇", 3},
        {"数１", 6},
        {"$", 0},
        {"a\u115F", 1},
        {"़", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(text_name_length(rows[i].text, strlen(rows[i].text)), rows[i].length);
    assert_false(text_is_name_start(-1) || text_is_name_part(-1));
}

static void test_nfc(void **state)
{
    (void)state;
    char *composed = text_nfc("e\u0301tat rest", 6);
    assert_string_equal(composed, "état");
    free(composed);
    composed = text_nfc("", 0);
    assert_string_equal(composed, "");
    free(composed);
    assert_null(text_nfc("\xFF", 1));
}

static void test_columns(void **state)
{
    int used = -1;

    (void)state;
    assert_int_equal(text_width("abc", 3), 3);
    assert_int_equal(text_width("数据", 6), 4);
    assert_int_equal(text_width("e\u0301", 3), 1);
    assert_int_equal(text_width("a\tb\x7F", 4), 2);
    assert_int_equal(text_fit("数据x", 7, 3, &used), 3);
    assert_int_equal(used, 2);
    assert_int_equal(text_fit("数据x", 7, 4, &used), 6);
    assert_int_equal(text_fit("e\u0301e\u0301", 6, 1, &used), 3);
    assert_int_equal(used, 1);
    assert_int_equal(text_fit("abc", 3, 0, NULL), 0);
    assert_int_equal(text_fit("abc", 3, 9, &used), 3);
    assert_int_equal(used, 3);
}

static void test_trimming(void **state)
{
    char text[] = "\t one  two \t";
    char blanks[] = "  ";
    size_t n = strlen(text);
    (void)state;
    assert_int_equal(text_trim_end(text, n), n - 2);
    assert_int_equal(text_trim_end(text, 2), 0);
    assert_ptr_equal(text_trim(text, &n), text + 2);
    assert_int_equal(n, 8);
    assert_string_equal(text_trim_in_place(text), "one  two");
    assert_string_equal(text_trim_in_place(blanks), "");
}

static void test_blanks(void **state)
{
    (void)state;
    assert_true(text_is_blank(' ') && text_is_blank('\t'));
    assert_false(text_is_blank('\n') || text_is_blank('\0') || text_is_blank('x'));
    assert_int_equal(text_skip_blanks("a \t b", 5, 1), 4);
    assert_int_equal(text_skip_blanks("a \t b", 5, 4), 4);
    assert_int_equal(text_skip_blanks("a \t b", 3, 1), 3);
    assert_int_equal(text_skip_blanks("a", 1, 1), 1);
}

static void test_same_texts(void **state)
{
    static const char *const words[] = {"min", "max"};
    (void)state;
    char copy[] = "min";
    assert_true(text_is_same(NULL, NULL) && text_is_same(copy, "min"));
    assert_false(text_is_same(NULL, "") || text_is_same("", NULL) || text_is_same("a", "b"));
    assert_true(text_is_among("max", words, 2) && text_is_among(copy, words, 2));
    assert_false(text_is_among("max", words, 1) || text_is_among("ma", words, 2));
}

/* What is a character is encoded as it is decoded. */
static void test_encoding(void **state)
{
    (void)state;
    for (int32_t codepoint = -2; codepoint < 0x110010; codepoint++) {
        char out[4];
        int32_t back = -1;
        size_t n = text_encode(codepoint, out);
        bool is_character =
            codepoint >= 0 && codepoint < 0x110000 && (codepoint < 0xd800 || codepoint > 0xdfff);
        assert_int_equal(n > 0, is_character);
        if (n == 0)
            continue;
        assert_int_equal(text_next(out, n, &back), n);
        assert_int_equal(back, codepoint);
    }
}

static void test_torn_characters(void **state)
{
    static const struct {
        const char *text;
        size_t cut, kept;
    } rows[] = {
        {"abc", 3, 3},
        {"aé", 3, 3},
        {"aé", 2, 1},
        {"数据", 6, 6},
        {"数据", 5, 3},
        {"数据", 4, 3},
        {"a\U0001F600", 5, 5},
        {"a\U0001F600", 4, 1},
        {"a\U0001F600", 2, 1},
        {"é", 1, 0},
        {"", 0, 0},
        {"a\xFF", 2, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[16];
        snprintf(text, sizeof text, "%.*s", (int)rows[i].cut, rows[i].text);
        text_drop_torn(text);
        assert_int_equal(strlen(text), rows[i].kept);
        assert_memory_equal(text, rows[i].text, rows[i].kept);
    }
}

static void test_rows(void **state)
{
    static const struct {
        const char *text;
        int columns;
        const char *row;
    } rows[] = {
        {"one two three", 20, "one two three"},
        {"one two three", 8, "one two"},
        {"one two three", 7, "one two"},
        {"one two three", 6, "one"},
        {"one   two", 6, "one"},
        {"  one two", 5, "  one"},
        {"unbreakable word", 4, "unbreakable"},
        {"数据收集", 5, "数据"},
        {"数据 收集", 5, "数据"},
        {"数据 收集", 7, "数据 收"},
        {"a数据b收集", 3, "a数"},
        {"GPU训练GPU小时", 10, "GPU训练GPU"},
        {"GPU训练GPU小时", 8, "GPU训练"},
        {"数", 1, "数"},
        {"e\u0301数\u0301据", 3, "e\u0301数\u0301"},
        {"", 5, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n = text_row(rows[i].text, strlen(rows[i].text), rows[i].columns, text_width);
        assert_int_equal(n, strlen(rows[i].row));
        assert_memory_equal(rows[i].text, rows[i].row, n);
    }
}

static void check_filter(const char *text, size_t n, const char *expected)
{
    char out[200];

    assert_int_equal(text_filter(out, sizeof out, text, n), strlen(expected));
    assert_string_equal(out, expected);
}

static void test_the_filter_leaves_text(void **state)
{
    static const char *const texts[] = {"",        "plain text", "数据收集 50 %", "état",
                                        "e\u0301", "½·€",        "\u00A0",        "👍"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_filter(texts[i], strlen(texts[i]), texts[i]);
}

/* Words of several scripts, each with its columns. */
static void test_the_filter_leaves_scripts(void **state)
{
    static const struct {
        const char *text;
        int columns;
    } rows[] = {
        {"กี้", 1},                                                /* Thai, a vowel and a tone */
        {"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", 7}, /* Persian, not joined */
        {"\u0915\u094D\u200D\u0937", 2},                         /* Hindi, a half form */
        {"\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD", 4},       /* Hebrew, pointed */
        {"\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F", 4}, /* Arabic, shadda and vowel */
        {"Vie\u0323\u0302t", 4},                                 /* Vietnamese in NFD */
        {"1\uFE0F\u20E3", 1},                                    /* a keycap */
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_filter(rows[i].text, strlen(rows[i].text), rows[i].text);
        assert_int_equal(text_width(rows[i].text, strlen(rows[i].text)), rows[i].columns);
    }
}

static void test_the_filter_shows_what_hides(void **state)
{
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"a\tb", "a b"},
        {"\x1B[31m", "\\x1B[31m"},
        {"a\nb\r", "a\\x0Ab\\x0D"},
        {"\x7F", "\\x7F"},
        {"\xC2\x9B", "<U+009B>"},
        {"\u202Eabc", "<U+202E>abc"},
        {"\u2066", "<U+2066>"},
        {"a\u200Bb", "a<U+200B>b"},
        {"\uFEFF", "<U+FEFF>"},
        {"\u00AD", "<U+00AD>"},
        {"\u2028\u2029", "<U+2028><U+2029>"},
        {"\U000E0041", "<U+E0041>"},
        {"\u115F\u3164\u1160\uFFA0", "<U+115F><U+3164><U+1160><U+FFA0>"},
        {"a\u034F", "a<U+034F>"},
        {"e\u0301\u0302\u0303\u0304\u0305", "e\u0301\u0302\u0303<U+0304><U+0305>"},
        {"a\u200Db", "a<U+200D>b"},
        {"\u0645\u200C b", "\u0645<U+200C> b"},
        {"\u0645\u200C\u200C\u0645", "\u0645<U+200C><U+200C>\u0645"},
        {"\u0645\u200C\u064E", "\u0645<U+200C><U+064E>"},
        {"👍\u200Dx", "👍<U+200D>x"},
        /* a family stands side by side */
        {"👨\u200D👩\u200D👧", "👨👩👧"},
        {"👩\U0001F3FD\u200D🚀", "👩\U0001F3FD🚀"},
        {"\u0301x", "<U+0301>x"},
        {"\t\u0301", " <U+0301>"},
        {"\x01\u0301", "\\x01<U+0301>"},
        {"ok\xC3", "ok\\xC3"},
        {"\xE4\xB8z", "\\xE4\\xB8z"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_filter(rows[i].text, strlen(rows[i].text), rows[i].shown);
    check_filter("a\0b", 3, "a\\x00b");
}

static void test_the_filter_cuts_at_characters_and_markers(void **state)
{
    char out[16];

    (void)state;
    assert_int_equal(text_filter(out, 4, "数据", 6), 3);
    assert_string_equal(out, "数");
    assert_int_equal(text_filter(out, 6, "数据", 6), 3);
    assert_int_equal(text_filter(out, 7, "数据", 6), 6);
    assert_int_equal(text_filter(out, 5, "ab\x1B", 3), 2);
    assert_string_equal(out, "ab");
    assert_int_equal(text_filter(out, 1, "ab", 2), 0);
    assert_string_equal(out, "");
    out[0] = 'z';
    assert_int_equal(text_filter(out, 0, "ab", 2), 0);
    assert_int_equal(out[0], 'z');
}

/* Property: no bytes give anything but valid text in which the filter finds nothing more. */
static void test_filtered_text_is_clean(void **state)
{
    char bytes[64], once[1024], twice[1024];
    uint32_t seed = 12345;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        size_t n = (size_t)(i % 64);
        for (size_t j = 0; j < n; j++) {
            static const unsigned char lead[] = {0xC2, 0xCC, 0xE2, 0x80, 0x81, 0xAE, 0xF3, 0xA0};
            seed = seed * 1664525u + 1013904223u;
            bytes[j] = (char)(seed >> 31 ? lead[seed >> 20 & 7] : seed >> 16);
        }
        size_t length = text_filter(once, sizeof once, bytes, n);
        assert_int_equal(text_invalid_at(once, length), length);
        assert_int_equal(strlen(once), length);
        assert_int_equal(text_filter(twice, sizeof twice, once, length), length);
        assert_string_equal(once, twice);
    }
}

static void test_distances(void **state)
{
    static const struct {
        const char *a, *b;
        int limit, distance;
    } rows[] = {
        {"", "", 2, 0},        {"cost", "cost", 0, 0},      {"cost", "coast", 2, 1},
        {"cost", "cot", 2, 1}, {"cost", "most", 2, 1},      {"cost", "csot", 2, 1},
        {"cost", "", 9, 4},    {"kitten", "sitting", 9, 3}, {"kitten", "sitting", 2, 3},
        {"ca", "abc", 9, 3},   {"abcd", "wxyz", 1, 2},
    };
    char longest[66];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(text_distance(rows[i].a, rows[i].b, rows[i].limit), rows[i].distance);
        assert_int_equal(text_distance(rows[i].b, rows[i].a, rows[i].limit), rows[i].distance);
    }
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(text_distance(longest, longest, 2), 0);
    assert_int_equal(text_distance(longest, longest + 1, 2), 3);
    assert_int_equal(text_distance(longest + 1, longest + 2, 2), 1);
}

static void test_misspellings(void **state)
{
    static const struct {
        const char *word, *known;
        int before, after; /* edits; `after` is `before` where KNOWN is not nearer */
    } rows[] = {
        {"report", "report", TEXT_FAR, 0},
        {"reprot", "report", TEXT_FAR, 1},
        {"rport", "report", TEXT_FAR, 1},
        {"rprot", "report", TEXT_FAR, 2},
        {"rprot", "report", 2, 2},
        {"reports", "rep", TEXT_FAR, TEXT_FAR},
        {"no", "on", TEXT_FAR, TEXT_FAR},
        {"sun", "sum", TEXT_FAR, 1},
        {"suns", "sum", TEXT_FAR, TEXT_FAR},
        {"", "", TEXT_FAR, TEXT_FAR},
        {"sum", "sum", 1, 0},
        {"sum", "sum", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int edits = rows[i].before;
        bool is_nearer = text_is_nearer(rows[i].word, rows[i].known, &edits);
        assert_int_equal(edits, rows[i].after);
        assert_int_equal(is_nearer, rows[i].after < rows[i].before);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters_one_by_one),
        cmocka_unit_test(test_the_first_invalid_byte),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_nfc),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_trimming),
        cmocka_unit_test(test_blanks),
        cmocka_unit_test(test_same_texts),
        cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_torn_characters),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_the_filter_leaves_text),
        cmocka_unit_test(test_the_filter_leaves_scripts),
        cmocka_unit_test(test_the_filter_shows_what_hides),
        cmocka_unit_test(test_the_filter_cuts_at_characters_and_markers),
        cmocka_unit_test(test_filtered_text_is_clean),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_misspellings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
