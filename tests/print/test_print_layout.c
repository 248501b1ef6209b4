/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in columns: padded by what is displayed, wrapped before the 80th column. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/text.h"
#include "print/layout.h"
#include "support/output.h"

static void assert_output(struct output *output, const char *expected)
{
    assert_string_equal(output_text(output), expected);
    output_close(output);
}

static void test_padding(void **state)
{
    static const struct {
        const char *text;
        int columns;
        const char *left, *right;
        int taken;
    } rows[] = {
        {"abc", 5, "abc  ", "  abc", 5},
        {"数据", 5, "数据 ", " 数据", 5},
        {"e\u0301", 3, "e\u0301  ", "  e\u0301", 3},
        {"数据收集", 5, "数据收集", "数据收集", 8},
        {"", 2, "  ", "  ", 2},
        {"abc", 0, "abc", "abc", 3},
        {"\x1b[1m", 8, "\\x1B[1m ", " \\x1B[1m", 8},
    };
    struct output output;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(layout_left(output_open(&output), rows[i].text, rows[i].columns),
                         rows[i].taken);
        assert_output(&output, rows[i].left);
        assert_int_equal(layout_right(output_open(&output), rows[i].text, rows[i].columns),
                         rows[i].taken);
        assert_output(&output, rows[i].right);
    }
    assert_int_equal(layout_width("数据\x07"), 8);
}

/* Numbers leave the first column blank, so that columns never touch. */
static void test_numbers(void **state)
{
    struct output output;
    FILE *out = output_open(&output);
    (void)state;
    layout_number(out, -30994765, 12);
    layout_number(out, 12345678901, 8);
    layout_number(out, (double)NAN, 7);
    layout_percent(out, 0.205, 9);
    assert_output(&output, " -30,994,765  12.35G    NaN   20.5 %");
}

static void test_wrapping(void **state)
{
    static const struct {
        const char *text;
        int column, indent;
        const char *wrapped;
    } rows[] = {
        {"", 0, 0, "\n"},
        {"  a   b  ", 0, 0, " a b\n"},
        {"ends at the edge", 79 - 16, 2, "ends at the edge\n"},
        {"ends beyond the edge", 79 - 19, 2, "ends beyond the\n  edge\n"},
        {"数据收集", 79 - 5, 4, "数据\n    收集\n"},
        {"GPU训练 done", 79 - 5, 1, "GPU训\n 练 done\n"},
        {"x 数", 79 - 2, 1, "x\n 数\n"},
        {"tab\x07 gone", 79 - 6, 0, "tab\\x07\ngone\n"},
    };
    struct output output;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        layout_wrap(output_open(&output), rows[i].text, rows[i].column, rows[i].indent);
        assert_output(&output, rows[i].wrapped);
    }
}

/* No line of a long text is wider than LAYOUT_WIDTH, unless it is a single word. */
static void test_long_text(void **state)
{
    char text[2000] = "", word[120];
    struct output output;
    (void)state;
    for (int i = 0; strlen(text) < sizeof text - 60; i++)
        strcat(text, i % 3 == 0 ? "数据收集 " : i % 3 == 1 ? "of words " : "and blanks, ");
    layout_wrap(output_open(&output), text, 30, 10);
    for (const char *line = output_text(&output); *line; line += strcspn(line, "\n") + 1) {
        int first = line == output_text(&output) ? 30 : 0;
        int width = first + text_width(line, strcspn(line, "\n"));
        assert_in_range(width, 50, LAYOUT_WIDTH);
    }
    output_close(&output);
    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    layout_wrap(output_open(&output), word, 0, 2);
    assert_int_equal(strlen(output_text(&output)), sizeof word);
    output_close(&output);
}

static void test_shell_words(void **state)
{
    static const struct {
        const char *text, *word;
    } rows[] = {
        {"plan.ini", "plan.ini"},
        {"a/b_c-d.ini:4,5@6+7=8%", "a/b_c-d.ini:4,5@6+7=8%"},
        {"plans/数据.ini", "plans/数据.ini"},
        {"shop.price=4 USD", "'shop.price=4 USD'"},
        {"a's plan", "'a'\\''s plan'"},
        {"$HOME", "'$HOME'"},
        {"~", "'~'"},
        {"two\nlines", "'two\\x0Alines'"},
    };
    struct output output;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        layout_shell_word(output_open(&output), rows[i].text);
        assert_output(&output, rows[i].word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_padding),   cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_wrapping),  cmocka_unit_test(test_shell_words),
        cmocka_unit_test(test_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
