/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON piece by piece: layout, escapes, numbers. */
#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "print/json.h"
#include "support/assert_near.h"
#include "support/output.h"

static void test_layout(void **state)
{
    static const double numbers[] = {1, 2.5};
    struct output output;
    struct json json;
    (void)state;
    json_begin(&json, output_open(&output));
    json_open_object(&json, NULL, false);
    json_add_text(&json, "text", "t");
    json_add_text(&json, "nothing", NULL);
    json_add_bool(&json, "yes", true);
    json_add_bool(&json, "no", false);
    json_open_object(&json, "row", true);
    json_add_number(&json, "a", 1);
    json_add_null(&json, "b");
    json_close(&json);
    json_open_array(&json, "rows", false);
    json_open_array(&json, NULL, true);
    json_close(&json);
    json_open_object(&json, NULL, false);
    json_close(&json);
    json_add_text(&json, NULL, "last");
    json_close(&json);
    json_add_numbers(&json, "numbers", numbers, 2);
    json_add_numbers(&json, "none", numbers, 0);
    json_close(&json);
    assert_true(json_end(&json));
    assert_string_equal(output_text(&output), "{\n"
                                              "  \"text\": \"t\",\n"
                                              "  \"nothing\": null,\n"
                                              "  \"yes\": true,\n"
                                              "  \"no\": false,\n"
                                              "  \"row\": {\"a\": 1, \"b\": null},\n"
                                              "  \"rows\": [\n"
                                              "    [],\n"
                                              "    {},\n"
                                              "    \"last\"\n"
                                              "  ],\n"
                                              "  \"numbers\": [1, 2.5],\n"
                                              "  \"none\": []\n"
                                              "}\n");
    output_close(&output);
}

/* TEXT as a document of its own; it reads back as it was. */
static void check_text(const char *text, const char *expected)
{
    struct output output;
    struct json json;
    json_begin(&json, output_open(&output));
    json_add_text(&json, NULL, text);
    assert_true(json_end(&json));
    json_t *read = json_loads(output_text(&output), JSON_DECODE_ANY, NULL);
    assert_string_equal(json_string_value(read), text);
    json_decref(read);
    char *line = strchr(output.text, '\n');
    assert_non_null(line);
    *line = '\0';
    assert_string_equal(output.text, expected);
    output_close(&output);
}

static void test_escapes(void **state)
{
    (void)state;
    check_text("", "\"\"");
    check_text("say \"no\" \\ yes", "\"say \\\"no\\\" \\\\ yes\"");
    check_text("数据 ½ é", "\"数据 ½ é\"");
    check_text("a\tb\nc\rd", "\"a\\tb\\nc\\rd\"");
    check_text("\x1b[2J", "\"\\u001B[2J\"");
    check_text("a\x7f", "\"a\\u007F\"");
    /* with what a terminal may obey, all but ASCII is escaped */
    check_text("é\u202e", "\"\\u00E9\\u202E\"");
    check_text("\xc2\x9b", "\"\\u009B\"");
}

static void test_invalid_text(void **state)
{
    struct output output;
    struct json json;
    (void)state;
    json_begin(&json, output_open(&output));
    json_add_text(&json, NULL, "\xff");
    assert_false(json_end(&json));
    output_close(&output);
}

static void test_numbers(void **state)
{
    static const struct {
        double number;
        const char *text;
    } rows[] = {
        {0, "0\n"},           {-0.0, "-0.0\n"},      {-1, "-1\n"},
        {0.1, "0.1\n"},       {1e300, "1e300\n"},    {2251799813685248.5, "2251799813685248.5\n"},
        {INFINITY, "null\n"}, {-INFINITY, "null\n"}, {(double)NAN, "null\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct output output;
        struct json json;
        json_begin(&json, output_open(&output));
        json_add_number(&json, NULL, rows[i].number);
        assert_true(json_end(&json));
        assert_string_equal(output_text(&output), rows[i].text);
        if (isfinite(rows[i].number))
            assert_same_bits(strtod(output_text(&output), NULL), rows[i].number);
        output_close(&output);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_invalid_text),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
