/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of tables: quoted where they have to be, harmless to spreadsheets and terminals. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "print/csv.h"
#include "support/output.h"

static void test_texts(void **state)
{
    static const struct {
        const char *text, *field;
    } rows[] = {
        {NULL, ""},
        {"", ""},
        {"plain text", "plain text"},
        {"数据收集", "数据收集"},
        {"a,b", "\"a,b\""},
        {"say \"no\"", "\"say \"\"no\"\"\""},
        {"\"", "\"\"\"\""},
        {" leads with a blank", "\" leads with a blank\""},
        {"ends with one ", "ends with one "},
        {"two\nlines", "\"two\\x0Alines\""},
        {"two\rlines", "\"two\\x0Dlines\""},
        {"\x1b[2J", "\\x1B[2J"},
        {"a\tb", "a b"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct output output;
        csv_put_text(output_open(&output), rows[i].text);
        assert_string_equal(output_text(&output), rows[i].field);
        output_close(&output);
    }
}

/* What a spreadsheet would take for a formula gets an apostrophe; in the middle it is harmless. */
static void test_guards(void **state)
{
    static const struct {
        const char *text, *field;
    } rows[] = {
        {"=1+1", "\"'=1+1\""},
        {"+1", "\"'+1\""},
        {"-1", "\"'-1\""},
        {"@sum", "\"'@sum\""},
        {"\t=1", "\"' =1\""},
        {"\r=1", "\"'\\x0D=1\""},
        {"=\"a\"", "\"'=\"\"a\"\"\""},
        {"1=1", "1=1"},
        {"a+b-c@d", "a+b-c@d"},
        {"'=1", "'=1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct output output;
        csv_put_text(output_open(&output), rows[i].text);
        assert_string_equal(output_text(&output), rows[i].field);
        output_close(&output);
    }
}

/* Numbers are no texts: a negative one needs no apostrophe. */
static void test_numbers(void **state)
{
    static const struct {
        double number;
        const char *field;
    } rows[] = {
        {0, "0"},          {-1, "-1"},          {0.1, "0.1"},
        {1e300, "1e300"},  {1e6, "1000000"},    {1.0 / 3, "0.3333333333333333"},
        {INFINITY, "inf"}, {-INFINITY, "-inf"}, {(double)NAN, "NaN"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct output output;
        csv_put_number(output_open(&output), rows[i].number);
        assert_string_equal(output_text(&output), rows[i].field);
        output_close(&output);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_guards),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
