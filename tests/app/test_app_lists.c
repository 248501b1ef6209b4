/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists on the dashboard: opened and closed, their numbers edited in place, all of them at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/screen.h"

static int set_up(void **state)
{
    *state = screen_new("lists.ini", 24, 80, true);
    return 0;
}

static void assert_sold(const struct screen *screen, const char *text)
{
    assert_string_equal(screen_text(screen, "shop", "sold"), text);
}

static void test_opened_and_closed(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/sold<Enter>");
    assert_true(screen_shows(screen, "\xe2\x96\xb8sold"));
    assert_false(screen_shows(screen, "[1] 2026-07"));
    screen_type(screen, "<Right>");
    assert_true(screen_shows(screen, "\xe2\x96\xbesold"));
    assert_true(screen_shows(screen, "[1] 2026-07"));
    assert_true(screen_shows(screen, "[3] 2026-09"));
    screen_type(screen, "<Down><Down><Left>"); /* from a number, too */
    assert_false(screen_shows(screen, "[1] 2026-07"));
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "[2] 2026-08"));
    screen_type(screen, "<Enter>");
    assert_false(screen_shows(screen, "[2] 2026-08"));
    assert_false(app_is_edited(screen->app));
}

static void test_numbers_are_edited_in_place(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/sold<Enter><Right><Down><Down>80k<Enter>");
    assert_sold(screen, "46k,  80k, 56k USD");
    screen_type(screen, "+");
    assert_sold(screen, "46k,  85k, 56k USD");
    screen_type(screen, "uu");
    assert_sold(screen, "46k,  76k, 56k USD");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Ctrl-R><Ctrl-R>");
    assert_sold(screen, "46k,  85k, 56k USD");
    screen_type(screen, "r"); /* as it was saved */
    assert_sold(screen, "46k,  76k, 56k USD");
    /* % and unit hold for all numbers: the rest of them must not follow */
    screen_type(screen, "5 %<Enter>");
    assert_true(screen_shows(screen, "% and unit hold for all numbers"));
    screen_type(screen, "<Esc>");
    assert_sold(screen, "46k,  76k, 56k USD");
}

static void test_set_all(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":set shop.sold 46k, 80k<Enter>");
    assert_sold(screen, "46k, 80k USD");
    assert_near(screen_value(screen, "shop.revenue"),
                46e3 + 80e3 * 0.96 + 6 * 80e3 * 0.92 + 2 * 99 + 3 * 109 + 3 * 119, 1e-12);
    screen_type(screen, ":set shop.sold[1] 50k<Enter>");
    assert_sold(screen, "50k, 80k USD");
    screen_type(screen, "uu");
    assert_sold(screen, "46k,  76k, 56k USD");
    assert_false(app_is_edited(screen->app));
}

/* Goal seek and optimiser take a list as one: all its numbers change by the same percentage, in one
 * edit. */
static void test_changed_together(void **state)
{
    struct screen *screen = *state;
    double before = screen_value(screen, "total.revenue");
    screen_type(screen, ":solve total.revenue = 0.9M by shop.sold<Enter>");
    assert_true(screen_shows(screen, "by sold: +"));
    screen_type(screen, "<Enter>");
    assert_near(screen_value(screen, "total.revenue"), 0.9e6, 1e-8);
    double first = screen_value(screen, "shop.sold[1]"),
           last = screen_value(screen, "shop.sold[3]");
    assert_near(first / 46e3, last / 56e3, 1e-12);
    screen_type(screen, "u");
    assert_sold(screen, "46k,  76k, 56k USD");
    assert_near(screen_value(screen, "total.revenue"), before, 0);
    screen_type(screen, ":minimize total.revenue by shop.kept<Enter><Enter>");
    assert_string_equal(screen_text(screen, "shop", "kept"),
                        "54.347826086957, 52.173913043478, 50 %");
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "shop", "kept"), "100, 96, 92 %");
    assert_false(app_is_edited(screen->app));
}

/* In Sensitivity a list is one row, and below it stand its numbers while it is open. */
static void test_one_row_in_sensitivity(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":view sensitivity<Enter>/sold<Enter>");
    assert_true(screen_shows(screen, ">sold shop"));
    assert_false(screen_shows(screen, "sold[1] shop"));
    screen_type(screen, "<Right>");
    assert_true(screen_shows(screen, "sold[1] shop"));
    screen_type(screen, "<Down>");
    assert_true(screen_shows(screen, ">sold[1] shop"));
    screen_type(screen, "<Left>");
    assert_false(screen_shows(screen, "sold[1] shop"));
}

static void test_explained(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":view explain<Enter>/price<Enter>");
    assert_true(screen_shows(screen, "99, 109 from 2026-09, 119 ... from raise"));
}

static void test_looks(void **state)
{
    (void)state;
    screen_check_sizes("lists", "lists.ini", "/sold<Enter><Right><Down>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_opened_and_closed, set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_are_edited_in_place, set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_set_all, set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_changed_together, set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_one_row_in_sensitivity, set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_explained, set_up, screen_tear_down),
        cmocka_unit_test(test_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
