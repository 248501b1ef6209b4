/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goal seek on the dashboard: the prompt, its answers, taking one as one edit, leaving no trace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/golden.h"
#include "support/screen.h"

static void check(struct screen *screen, const char *golden)
{
    char *dump = screen_dump(screen);
    assert_golden(golden, dump);
    free(dump);
}

static void test_taken_as_one_edit(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/转化<Enter>=");
    assert_true(screen_shows(screen, "total.profit = 0   by conversion: 15.96694833 %"));
    screen_type(screen, "1M");
    assert_true(screen_shows(screen, "total.profit = 1M   by conversion: none in 2..30 %, proven"));
    screen_type(screen, "<Ctrl-U>100k");
    check(screen, "app-solve");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "conversion 10 % -> "));
    assert_near(screen_value(screen, "total.profit"), 100000, 1e-8);
    assert_true(screen_value(screen, "total.profit") >= 100000);
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "22.21694833 %");
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "10 %");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "u");
    assert_true(screen_shows(screen, "nothing to undo"));
}

/* What is tried is in no history, and no edit of the scenario. */
static void test_left_without_a_trace(void **state)
{
    static const char *const ways[] = {"<Esc>", "<Ctrl-C>"};
    struct screen *screen = *state;
    double before = screen_value(screen, "total.profit");
    for (size_t i = 0; i < 2; i++) {
        screen_type(screen, "/转化<Enter>=100k<Backspace><Backspace>5k<Tab><Up>");
        screen_type(screen, ways[i]);
        assert_string_equal(screen_text(screen, "promotion", "conversion"), "10 %");
        assert_near(screen_value(screen, "total.profit"), before, 0);
        assert_false(app_is_edited(screen->app));
        screen_type(screen, "u");
        assert_true(screen_shows(screen, "nothing to undo"));
    }
}

static void test_suffix_commas_and_unit_are_kept(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":solve cash.final = 150万 by scenario.budget<Enter>");
    assert_true(screen_shows(screen, "cash.final = 150万   by budget: "));
    screen_type(screen, "<Enter>");
    const char *text = screen_text(screen, "scenario", "budget");
    assert_string_equal(text + strlen(text) - strlen("万 USD"), "万 USD");
    assert_near(screen_value(screen, "cash.final"), 1.5e6, 1e-8);
    screen_type(screen, ":solve promotion.cost = 312,345.6 USD by promotion.campaign_cost<Enter>");
    screen_type(screen, "<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaign_cost"),
                        "1,561.728 USD/campaign");
    screen_type(screen, ":solve seats.revenue >= 100k by price<Enter>");
    assert_true(screen_shows(screen, "did you mean 'seats.price'?"));
}

static void test_several_values(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":solve (fee - 1 %) * (fee - 3 %) = 0 by fee<Enter>");
    assert_true(screen_shows(screen, "by fee: 3 %, also 1 %"));
    screen_type(screen, "<Tab>");
    assert_true(screen_shows(screen, "by fee: 1 %, also 3 %"));
    screen_type(screen, "<Down><Up>");
    assert_true(screen_shows(screen, "by fee: 1 %, also 3 %"));
    screen_type(screen, "<Enter>");
    assert_string_equal(screen_text(screen, "shared", "fee"), "1 %");
    assert_true(screen_shows(screen, "fee 2.5 % -> 1 %, u undoes"));
    /* "by" parts the goal from its parameter as a word of its own */
    screen_type(screen, ":set shared.standby 5<Enter>:solve standby = 7 by standby<Enter><Enter>");
    assert_string_equal(screen_text(screen, "shared", "standby"), "7");
}

static void test_conditions(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/转化<Enter>=>= -120k USD");
    assert_true(screen_shows(screen, "total.profit >= -120k USD   by conversion: met now, from "
                                     "8.46695 % on"));
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "by conversion: met now"));
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "=> 100k<Enter>");
    assert_true(screen_value(screen, "total.profit") > 100000);
    screen_type(screen, "u:outcome total.profit > 50k<Enter>=");
    assert_true(screen_shows(screen, "total.profit > 50k    by conversion: "));
    screen_type(screen, "5");
    assert_true(screen_shows(screen, "this goal is complete"));
    screen_type(screen, "<Enter><Backspace><Enter>");
    assert_true(screen_value(screen, "total.profit") > 50000);
    screen_type(screen, ":solve total.revenue > total.cost by seats.price<Enter>5");
    assert_true(screen_shows(screen, "total.revenue > total.cost5   this goal is complete"));
    screen_type(screen, "<Esc>");
}

static void test_what_cannot_be_sought(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "g=");
    assert_true(screen_shows(screen, "a goal is sought by a parameter; this is a heading"));
    screen_type(screen, "l/roi<Enter>=");
    assert_true(screen_shows(screen, "a goal is sought by a parameter; roi is a formula"));
    screen_type(screen, "/转化<Enter>=5 EUR");
    assert_true(screen_shows(screen, "the outcome's unit is USD"));
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "the outcome's unit is USD"));
    screen_type(screen, "<Esc>/discount<Enter>:set scenario.discount 5%<Enter>=");
    assert_true(screen_shows(screen, "by discount: it has no effect on total.profit"));
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "it has no effect on total.profit"));
    screen_type(screen, ":solve total.proft = 0<Enter>");
    assert_true(screen_shows(screen, "did you mean 'total.profit'?"));
    screen_type(screen, ":solve total.profit by office.cost<Enter>");
    assert_true(screen_shows(screen, "asks for nothing"));
    screen_type(screen, ":set shared.fee.min 9<Enter>:solve by fee<Enter>");
    assert_true(screen_shows(screen, "the range of 'shared.fee' is upside down"));
    screen_type(screen, ":set shared.fee.min 0<Enter>:set shared.step 7<Enter>");
    screen_type(screen, ":solve floor(step) = 2.5 by step<Enter>");
    assert_true(screen_shows(screen, "none found in 0..70; it is jumped over at 3"));
    screen_type(screen, "<Esc>:solve total.cost = 1 by scenario.months<Enter>");
    assert_true(screen_shows(screen, "none in 1..120, proven"));
    screen_type(screen, "<Esc>:solve sqrt(0 - step) = 1 by step<Enter>");
    assert_true(screen_shows(screen, "sqrt(0 - step) is undefined all over 0..70") ||
                screen_shows(screen, "none found in 0..70"));
}

static void test_sizes(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":solve promotion.revenue - promotion.cost + 2 * seats.price = -39k USD "
                        "by seats.price<Enter>");
    screen_resize(screen, 16, 60);
    check(screen, "app-solve-narrow");
    screen_type(screen, "<F1>");
    assert_true(screen_shows(screen, "While a goal is sought"));
    screen_type(screen, "<Esc>");
    assert_true(screen_shows(screen, "by price"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_taken_as_one_edit, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_left_without_a_trace, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_suffix_commas_and_unit_are_kept, screen_set_up,
                                        screen_tear_down),
        cmocka_unit_test_setup_teardown(test_several_values, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_conditions, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_sought, screen_set_up,
                                        screen_tear_down),
        cmocka_unit_test_setup_teardown(test_sizes, screen_set_up, screen_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
