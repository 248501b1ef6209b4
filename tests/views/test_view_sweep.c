/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Sweep view in the dashboard: it follows the focus, and says in words what is odd. */
#include "support/assert_near.h"
#include "support/screen.h"

static void test_the_focused_field_is_swept(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v4");
    screen_focus_campaigns(screen);
    assert_true(screen_shows(screen, "total.profit"));
    assert_true(screen_shows(screen, "by promotion.campaigns, 0..250"));
    screen_type(screen, "<Down>");
    assert_true(screen_shows(screen, "by campaign_cost, 0..10,000 USD/campaign"));
    /* a heading and a formula leave it as it is */
    screen_type(screen, "<Shift-Tab>");
    assert_true(screen_shows(screen, "by campaign_cost, 0..10,000 USD/campaign"));
}

static void test_it_follows_every_keystroke(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v4/转化<Enter>");
    assert_true(screen_shows(screen, "now             10 %"));
    screen_type(screen, "2");
    assert_true(screen_shows(screen, "now              2 %"));
    screen_type(screen, "0");
    assert_true(screen_shows(screen, "now             20 %"));
    assert_true(screen_shows(screen, "saved           10 %"));
    screen_type(screen, "<Enter>b");
    assert_true(screen_shows(screen, "pinned          20 %"));
}

static void test_zero_crossings_are_in_the_fields_terms(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v4/转化<Enter>");
    assert_true(screen_shows(screen, "0 at     15.97 %"));
    screen_type(screen, ":set office.cost 900k<Enter>/转化<Enter>");
    assert_true(screen_shows(screen, "0 at     nowhere here"));
    screen_type(screen, "u/转化<Enter>");
    screen_type(screen, ":outcome total.profit > 0<Enter>");
    assert_true(screen_shows(screen, "turns at 15.97 %"));
    assert_true(screen_shows(screen, "missed"));
}

static void test_the_second_parameter(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v4");
    screen_focus_campaigns(screen);
    screen_type(screen, "x");
    assert_true(screen_shows(screen, "goes over promotion.campaigns and the field"));
    assert_true(screen_shows(screen, "This is the second parameter"));
    screen_type(screen, "/转化<Enter>");
    assert_true(screen_shows(screen, "across promotion.conversion"));
    assert_true(screen_shows(screen, "up     campaigns, 0..250 campaigns"));
    screen_focus_campaigns(screen);
    assert_true(screen_shows(screen, "across promotion.conversion"));
    screen_type(screen, "1");
    assert_true(screen_shows(screen, "10 %, 1 "));
    screen_type(screen, "<Esc>x");
    assert_true(screen_shows(screen, "over one parameter again"));
    assert_true(screen_shows(screen, "by promotion.campaigns"));
    screen_type(screen, "<Shift-Tab>x");
    assert_true(screen_shows(screen, "a field with a number"));
    screen_type(screen, ":second<Enter>");
    assert_true(screen_shows(screen, "a field with a number"));
}

static void test_what_is_odd_is_said(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v4/discount<Enter>");
    assert_true(screen_shows(screen, "does not depend on"));
    screen_focus_campaigns(screen);
    screen_type(screen, " ");
    assert_true(screen_shows(screen, "the stage is off"));
    screen_type(screen, " :set office.cost 0 / (promotion.campaigns - promotion.campaigns)<Enter>");
    screen_focus_campaigns(screen);
    assert_true(screen_shows(screen, "not a number"));
    screen_type(screen, ":set office.cost if(promotion.campaigns < 50, 0 / 0, 1)<Enter>");
    screen_focus_campaigns(screen);
    assert_true(screen_shows(screen, "not a number in a part of"));
    screen_type(screen, ":set office.cost 1e6 / (promotion.campaigns - 0.11)<Enter>");
    screen_focus_campaigns(screen);
    assert_true(screen_shows(screen, "0.11 (a jump)"));
    screen_type(screen, ":set promotion.campaigns.min 300<Enter>");
    assert_true(screen_shows(screen, "down: 300..250"));
    screen_type(screen,
                ":set promotion.campaigns.min 3<Enter>:set promotion.campaigns 1 + 2<Enter>");
    assert_true(screen_shows(screen, "Select a field with a number"));
}

static void test_an_outcome_that_is_gone(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v4:outcome metrics.roi<Enter>/转化<Enter>");
    assert_true(screen_shows(screen, "metrics.roi"));
    assert_true(screen_shows(screen, "by promotion.conversion"));
    screen_type(screen, "l/roi<Enter>");
    screen_type(screen, ":set metrics.ratio 1<Enter>:outcome metrics.ratio<Enter>u");
    assert_true(screen_shows(screen, "unknown name"));
    screen_type(screen, ":outcome total.cost<Enter>");
    assert_true(screen_shows(screen, "total.cost"));
}

/* Nothing breaks whatever the size; what is drawn before anything was computed is empty. */
static void test_every_size(void **state)
{
    struct screen *screen = *state;
    static const int rows[] = {16, 17, 24, 31, 60}, columns[] = {60, 61, 80, 99, 140, 240};
    screen_type(screen, "v4");
    screen_focus_campaigns(screen);
    for (int map = 0; map < 2; map++) {
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            for (size_t j = 0; j < sizeof columns / sizeof *columns; j++) {
                screen_resize(screen, rows[i], columns[j]);
                screen_type(screen, "JJJJKKKKKK");
                assert_true(screen_shows(screen, "total.profit"));
            }
        screen_type(screen, "x<Down>");
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, screen_set_up, screen_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_focused_field_is_swept),
        TEST(it_follows_every_keystroke),
        TEST(zero_crossings_are_in_the_fields_terms),
        TEST(the_second_parameter),
        TEST(what_is_odd_is_said),
        TEST(an_outcome_that_is_gone),
        TEST(every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
