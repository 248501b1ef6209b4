/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas: clipping, wide characters, marks, filtering, dumps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "draw/canvas.h"

static int set_up(void **state)
{
    struct canvas *canvas = calloc(1, sizeof *canvas);
    *state = canvas;
    return canvas == NULL || canvas_resize(canvas, 3, 8) != STATUS_OK;
}

static int tear_down(void **state)
{
    canvas_fini(*state);
    free(*state);
    return 0;
}

static void assert_dump(const struct canvas *canvas, const char *expected)
{
    char *dump = canvas_dump(canvas);
    assert_non_null(dump);
    assert_string_equal(dump, expected);
    free(dump);
}

static void test_text_is_clipped_to_the_rect(void **state)
{
    struct canvas *canvas = *state;
    struct rect rect = rect_part(canvas_rect(canvas), 1, 2, 1, 4);
    assert_int_equal(canvas_text(canvas, rect, 0, 0, UI_VALUE, "abcdefgh"), 8);
    canvas_text(canvas, rect, 1, 0, UI_VALUE, "below");
    canvas_text(canvas, rect, -1, 0, UI_VALUE, "above");
    canvas_text(canvas, canvas_rect(canvas), 2, -2, UI_NORMAL, "left");
    assert_dump(canvas, "\n  abcd\nft\n--\n\n..vvvv\n\n");
}

static void test_parts_stay_inside(void **state)
{
    struct rect outer = {1, 1, 4, 10};
    struct rect part = rect_part(outer, -1, 8, 3, 9);
    (void)state;
    assert_int_equal(part.row, 1);
    assert_int_equal(part.rows, 2);
    assert_int_equal(part.column, 9);
    assert_int_equal(part.columns, 2);
    assert_int_equal(rect_part(outer, 7, 0, 2, 2).rows, 0);
    assert_int_equal(rect_part(outer, -7, 0, 2, 2).rows, 0);
}

static void test_wide_characters_are_never_halved(void **state)
{
    struct canvas *canvas = *state;
    struct rect all = canvas_rect(canvas);
    assert_int_equal(canvas_text(canvas, all, 0, 0, UI_NORMAL, "数据"), 4);
    canvas_put(canvas, all, 0, 1, UI_NORMAL, 'x');
    assert_int_equal(canvas_text(canvas, all, 1, 0, UI_NORMAL, "数据"), 4);
    canvas_text(canvas, all, 1, 1, UI_NORMAL, "价");
    canvas_text(canvas, all, 2, 7, UI_NORMAL, "价");
    assert_dump(canvas, " x据\n 价\n\n--\n\n\n\n");
}

static void test_a_cut_text_says_so(void **state)
{
    struct canvas *canvas = *state;
    struct rect all = canvas_rect(canvas);
    assert_int_equal(canvas_text_cut(canvas, all, 0, 0, 4, UI_NORMAL, "abcdef"), 4);
    assert_int_equal(canvas_text_cut(canvas, all, 1, 0, 4, UI_NORMAL, "数据价"), 3);
    canvas->utf8 = true;
    assert_int_equal(canvas_text_cut(canvas, all, 2, 0, 4, UI_NORMAL, "abcdef"), 4);
    assert_int_equal(canvas_text_cut(canvas, all, 2, 4, 4, UI_NORMAL, "abcd"), 4);
    assert_dump(canvas, "abc~\n数~\nabc…abcd\n--\n\n\n\n");
}

static void test_right_aligned_text_ends_where_told(void **state)
{
    struct canvas *canvas = *state;
    struct rect all = canvas_rect(canvas);
    assert_int_equal(canvas_text_right(canvas, all, 0, 8, UI_VALUE, "1,000"), 3);
    assert_int_equal(canvas_text_right(canvas, all, 1, 4, UI_VALUE, "1,000"), -1);
    assert_int_equal(canvas_text_right(canvas, all, 2, 8, UI_VALUE, "5万元"), 3);
    assert_dump(canvas, "   1,000\n,000\n   5万元\n--\n...vvvvv\nvvvv\n...vvvvv\n");
}

static void test_untrusted_text_is_filtered(void **state)
{
    struct canvas *canvas = *state;
    struct rect all = canvas_rect(canvas);
    canvas_text(canvas, all, 0, 0, UI_NORMAL, "a\033[m");
    canvas_text(canvas, all, 1, 0, UI_NORMAL, "e\314\201x");
    canvas_text_n(canvas, all, 2, 0, UI_NORMAL, "abcdef", 2);
    assert_dump(canvas, "a\\x1B[m\ne\314\201x\nab\n--\n\n\n\n");
    assert_int_equal(canvas->cells[8].marks[0], 0x301);
    canvas_text(canvas, all, 1, 0, UI_NORMAL, "e\u0301\u0302\u0303\u0304");
    assert_dump(canvas, "a\\x1B[m\ne\u0301\u0302\u0303<U+0304\nab\n--\n\n\n\n");
}

static void test_paint_fill_and_rules(void **state)
{
    struct canvas *canvas = *state;
    struct rect all = canvas_rect(canvas);
    canvas_rule(canvas, all, 0, "ab");
    canvas_fill(canvas, rect_part(all, 1, 6, 9, 9), UI_COST, '#');
    canvas_paint(canvas, all, 1, -3, 5, UI_FOCUS);
    canvas->utf8 = true;
    canvas_rule(canvas, rect_part(all, 2, 0, 1, 3), 0, NULL);
    assert_dump(canvas, "ab -----\n      ##\n───   ##\n--\nTT.aaaaa\nFF....CC\naaa...CC\n");
}

static void test_sizes_are_bounded(void **state)
{
    struct canvas *canvas = *state;
    assert_int_equal(canvas_resize(canvas, 0, 10), STATUS_USAGE);
    assert_int_equal(canvas_resize(canvas, 100000, 100000), STATUS_USAGE);
    assert_int_equal(canvas->rows, 3);
    assert_int_equal(canvas_resize(canvas, 1, 1), STATUS_OK);
    canvas_text(canvas, canvas_rect(canvas), 0, 0, UI_NORMAL, "数");
    canvas_text(canvas, canvas_rect(canvas), 0, 0, UI_NORMAL, "ab");
    assert_dump(canvas, "a\n--\n\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_text_is_clipped_to_the_rect, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parts_stay_inside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wide_characters_are_never_halved, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_cut_text_says_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_right_aligned_text_ends_where_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_untrusted_text_is_filtered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paint_fill_and_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sizes_are_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
