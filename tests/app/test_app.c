/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard: typing values, nudges, switches, undo and redo. */
#include <stdlib.h>

#include "support/assert_near.h"
#include "support/screen.h"

static void test_typing_previews_every_keystroke(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "3");
    assert_near(screen_value(screen, "promotion.cost"), 3000, 1e-12);
    screen_type(screen, "0");
    assert_near(screen_value(screen, "promotion.cost"), 30000, 1e-12);
    assert_true(app_is_edited(screen->app));
    screen_type(screen, "<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "30 campaigns");
    assert_true(screen_shows(screen, "campaigns 200 -> 30, u undoes"));
    assert_true(screen_shows(screen, "dashboard.ini *"));
}

static void test_escape_puts_back_and_redo_brings_it_again(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "77<Esc>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "200 campaigns");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Ctrl-R>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "77 campaigns");
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "200 campaigns");
    assert_false(app_is_edited(screen->app));
}

static void test_invalid_text_leaves_the_last_good_value(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "40 +");
    assert_near(screen_value(screen, "promotion.cost"), 40000, 1e-12);
    screen_type(screen, "<Enter>"); /* stays in the editor */
    screen_type(screen, " 2<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "40 + 2");
    assert_near(screen_value(screen, "promotion.cost"), 42000, 1e-12);
}

static void test_abandoned_text_that_does_not_parse_comes_back_to_the_editor(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "40 *<Ctrl-C>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "200 campaigns");
    screen_type(screen, "<Ctrl-R> 3<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "40 * 3");
}

static void test_abandoned_text_leaves_older_redo_alone(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "50<Enter>uuu60<Esc>");
    screen_type(screen, "<Ctrl-R>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "60 campaigns");
    screen_type(screen, "<Ctrl-R>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "50 campaigns");
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "60 campaigns");
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "200 campaigns");
}

static void test_a_small_percentage_is_named(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/conversion<Enter>0.1");
    assert_true(screen_shows(screen, "this is 0.1 %; for 10 %, type 10"));
    screen_type(screen, "5");
    assert_true(screen_shows(screen, "this is 0.15 %; for 15 %, type 15"));
    screen_type(screen, " %");
    assert_false(screen_shows(screen, "this is"));
    screen_type(screen, "<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "0.15 %");
}

static void test_enter_edits_the_present_text(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/campaign_revenue<Enter><Enter>");
    assert_true(screen_shows(screen, "8k USD/campaign"));
    screen_type(screen, "<Home><Del>9<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaign_revenue"), "9k USD/campaign");
}

static void test_tab_and_arrows_keep_and_move(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "10<Tab>2<Down>50<Up>7<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "10 campaigns");
    assert_string_equal(screen_text(screen, "promotion", "campaign_cost"), "7 USD/campaign");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "50 %");
}

static void test_backspace_begins_an_empty_value(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "<Backspace>");
    assert_near(screen_value(screen, "scenario.budget"), 1e6, 1e-12);
    screen_type(screen, "-5<Enter>");
    assert_near(screen_value(screen, "scenario.budget"), -5, 1e-12);
}

static void test_what_a_file_cannot_hold_is_refused(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "5 ;x<Enter>");
    assert_true(screen_shows(screen, "' ;' would begin a comment"));
    screen_type(screen, "<Esc>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "200 campaigns");
    screen_type(screen, "<Del>;5<Enter><Esc>:set promotion.campaigns ;5<Enter>");
    assert_true(screen_shows(screen, "leading ';'"));
    assert_false(app_is_edited(screen->app));
}

static void test_a_formula_can_replace_a_number_and_be_undone(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "<Enter><Ctrl-U>2 * months<Enter>");
    assert_near(screen_value(screen, "promotion.cost"), 24000, 1e-12);
    assert_true(screen_shows(screen, "= 2 * months"));
    screen_type(screen, "u");
    assert_near(screen_value(screen, "promotion.cost"), 200000, 1e-12);
    assert_false(app_is_edited(screen->app));
}

static void test_a_paste_is_text_and_never_commands(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_paste(screen, "1\nqqq:q!\n");
    assert_false(screen->effects & EFFECT_QUIT);
    assert_near(screen_value(screen, "promotion.cost"), 200000, 1e-12);
    screen_type(screen, "<Esc>");
    screen_paste(screen, "12");
    assert_near(screen_value(screen, "promotion.cost"), 12000, 1e-12);
    screen_type(screen, "<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "12 campaigns");
}

static void test_nudges_join_and_stop_at_the_range(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "+");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "210 campaigns");
    assert_true(screen_shows(screen, "campaigns 200 -> 210, u undoes"));
    screen_type(screen, ">");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "250 campaigns");
    screen_type(screen, "+");
    assert_true(screen_shows(screen, "campaigns is at its maximum"));
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "200 campaigns");
    screen_type(screen, "+-");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Ctrl-R>");
    assert_true(screen_shows(screen, "nothing to do again"));
    screen_type(screen, "/conversion<Enter>+"); /* by a step that needs a decimal, and back */
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "10.5 %");
    screen_type(screen, "-");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "10 %");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, ">");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "15 %");
    screen_type(screen, "<");
    screen_type(screen, "<"); /* a step shortened by the range */
    screen_type(screen, "<");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "2 %");
    screen_type(screen, "-");
    assert_true(screen_shows(screen, "conversion is at its minimum"));
}

/* A nudge is as large as the baseline's value makes it, however large the present one is. */
static void test_nudges_by_the_baseline(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/price<Enter>9900<Enter>+");
    assert_string_equal(screen_text(screen, "seats", "price"), "9905 USD/user");
    screen_type(screen, "b+"); /* the baseline is what is there now */
    assert_string_equal(screen_text(screen, "seats", "price"), "10405 USD/user");
}

/* What is done in between parts them. */
static void test_nudges_apart(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "+<Down><Up>+");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "220 campaigns");
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "210 campaigns");
    screen_type(screen, "u");
    assert_false(app_is_edited(screen->app));
}

static void test_space_switches_the_stage(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, " ");
    assert_near(screen_value(screen, "promotion.cost"), 0, 0);
    assert_true(screen_shows(screen, "off"));
    screen_type(screen, " ");
    assert_near(screen_value(screen, "promotion.cost"), 200000, 1e-12);
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "uu");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "+");
    assert_true(screen_shows(screen, "campaigns 200 -> 210"));
    screen_type(screen, "u");
    screen_type(screen, "g ");
    assert_true(screen_shows(screen, "only a stage can be switched"));
}

static void test_reset_and_pin(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "30<Enter>b40<Enter>r");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "30 campaigns");
    screen_type(screen, "br");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "200 campaigns");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "uu");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "40 campaigns");
    /* on a heading, the stage's switch */
    screen_type(screen, "/office<Enter> ");
    assert_near(screen_value(screen, "office.cost"), 0, 0);
    screen_type(screen, "r");
    assert_near(screen_value(screen, "office.cost"), 120000, 0);
    assert_string_equal(screen_text(screen, "office", "enabled"), "(none)");
}

/* The views compare with what was pinned, from the next screen on. */
static void test_views_follow_the_pin(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 40, 120);
    screen_focus_campaigns(screen);
    screen_type(screen, "v3+");
    assert_true(screen_shows(screen, "-97,471 USD  -2,000"));
    screen_type(screen, "b");
    assert_true(screen_shows(screen, "-97,471 USD  ="));
    screen_type(screen, "b");
    assert_true(screen_shows(screen, "-97,471 USD  -2,000"));
}

static void test_nothing_typed_is_nothing_given_up(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "<Enter><Esc>");
    assert_false(screen_shows(screen, "Ctrl-R brings back"));
    screen_type(screen, "<Ctrl-R>");
    assert_true(screen_shows(screen, "nothing to do again"));
    screen_type(screen, "<Enter><Esc>200 campaigns<Esc><Ctrl-R>");
    assert_true(screen_shows(screen, "nothing to do again"));
}

/* Keys that count everywhere leave what is typed alone. */
static void test_a_screen_drawn_again_while_typing(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "5<Ctrl-L>");
    assert_true(screen->effects & EFFECT_REPAINT);
    screen_type(screen, "7<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "57 campaigns");
}

/* What explains a claim is looked for once a value is kept, not at each of its keys. */
static void test_causes_between_edits(void **state)
{
    struct screen screen;
    (void)state;
    screen_open(&screen, "claim.ini", 24, 80, true);
    screen_type(&screen, "v7/tables<Enter>");
    assert_true(screen_shows(&screen, "stage 'rent' counted twice"));
    screen_type(&screen, "3");
    assert_false(screen_shows(&screen, "stage 'rent' counted twice"));
    screen_type(&screen, "<Enter>");
    assert_true(screen_shows(&screen, "stage 'rent' counted twice"));
    screen_close(&screen);
}

/* Whatever is typed, nothing breaks and undo leads back to the file. */
/* A text that doesn't parse moves the old one in memory: what shows it has to look for it again. */
static void test_invalid_text_while_texts_are_compared(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "l/roi<Enter><Enter> + 1<Enter>v6");
    assert_true(screen_shows(screen, "Written differently"));
    screen_type(screen, "<Enter>");
    screen_paste(screen, " + 0 * 11111111111111111111111111111111111111111111111111111 +");
    assert_true(screen_shows(screen, "Written differently"));
    screen_type(screen, "<Esc>");
    assert_true(screen_shows(screen, "Written differently"));
}

static void test_any_keys_can_be_undone(void **state)
{
    static const char *const keys[] = {
        "<Up>",
        "<Down>",
        "<Tab>",
        "<Left>",
        "<Right>",
        "<Enter>",
        "<Esc>",
        "<Backspace>",
        "<PgDn>",
        "5",
        "%",
        " ",
        "u",
        "<Ctrl-R>",
        "+",
        "-",
        ">",
        "<",
        "r",
        "b",
        "l",
        "]",
        "k * 2",
        "<Ctrl-U>",
        "n",
        "/co<Enter>",
        "万",
        "<Home>",
        ":set promotion.campaigns 3 * months<Enter>",
        ":set shared.new 4<Enter>",
    };
    struct screen *screen = *state;
    uint32_t random = 1;
    for (int i = 0; i < 3000; i++) {
        random = random * 1664525 + 1013904223;
        screen_type(screen, keys[(random >> 16) % (sizeof keys / sizeof keys[0])]);
        if (i % 50 == 0)
            free(screen_dump(screen));
    }
    screen_type(screen, "<Esc><Esc><Esc>");
    for (int i = 0; i < 3000 && app_is_edited(screen->app); i++)
        screen_type(screen, "u");
    assert_false(app_is_edited(screen->app));
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, screen_set_up, screen_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(typing_previews_every_keystroke),
        TEST(escape_puts_back_and_redo_brings_it_again),
        TEST(invalid_text_leaves_the_last_good_value),
        TEST(abandoned_text_that_does_not_parse_comes_back_to_the_editor),
        TEST(abandoned_text_leaves_older_redo_alone),
        TEST(a_small_percentage_is_named),
        TEST(enter_edits_the_present_text),
        TEST(tab_and_arrows_keep_and_move),
        TEST(backspace_begins_an_empty_value),
        TEST(what_a_file_cannot_hold_is_refused),
        TEST(a_formula_can_replace_a_number_and_be_undone),
        TEST(a_paste_is_text_and_never_commands),
        TEST(nudges_join_and_stop_at_the_range),
        TEST(nudges_by_the_baseline),
        TEST(nudges_apart),
        TEST(space_switches_the_stage),
        TEST(reset_and_pin),
        TEST(views_follow_the_pin),
        TEST(nothing_typed_is_nothing_given_up),
        TEST(a_screen_drawn_again_while_typing),
        TEST(causes_between_edits),
        TEST(invalid_text_while_texts_are_compared),
        TEST(any_keys_can_be_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
