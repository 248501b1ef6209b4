/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard: events in, values, effects and texts out. */
#include "support/assert_near.h"
#include "support/screen.h"

#include <stdlib.h>

#include "ui/keymap.h"

static int set_up(void **state)
{
    struct screen *screen = malloc(sizeof *screen);
    if (screen == NULL)
        return 1;
    screen_open(screen, "dashboard.ini", 24, 80, true);
    *state = screen;
    return 0;
}

static int tear_down(void **state)
{
    screen_close(*state);
    free(*state);
    return 0;
}

static double value(const struct screen *screen, const char *name)
{
    return scenario_named(app_scenario(screen->app), name);
}

static const char *text(const struct screen *screen, const char *section, const char *key)
{
    const char *text = scenario_text(app_scenario(screen->app), section, key);
    return text != NULL ? text : "(none)";
}

/* Put the focus on promotion.campaigns. */
static void focus_campaigns(struct screen *screen)
{
    screen_type(screen, "/campaigns<Enter>");
}

static void test_typing_previews_every_keystroke(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "3");
    assert_near(value(screen, "promotion.cost"), 3000, 1e-12);
    screen_type(screen, "0");
    assert_near(value(screen, "promotion.cost"), 30000, 1e-12);
    assert_true(app_is_edited(screen->app));
    screen_type(screen, "<Enter>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "30 campaigns");
    assert_true(screen_shows(screen, "campaigns 200 -> 30, u undoes"));
    assert_true(screen_shows(screen, "dashboard.ini *"));
}

static void test_escape_puts_back_and_redo_brings_it_again(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "77<Esc>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "200 campaigns");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Ctrl-R>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "77 campaigns");
    screen_type(screen, "u");
    assert_string_equal(text(screen, "promotion", "campaigns"), "200 campaigns");
    assert_false(app_is_edited(screen->app));
}

static void test_invalid_text_leaves_the_last_good_value(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "40 +");
    assert_near(value(screen, "promotion.cost"), 40000, 1e-12);
    screen_type(screen, "<Enter>"); /* stays in the editor */
    screen_type(screen, " 2<Enter>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "40 + 2");
    assert_near(value(screen, "promotion.cost"), 42000, 1e-12);
}

static void test_abandoned_text_that_does_not_parse_comes_back_to_the_editor(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "40 *<Ctrl-C>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "200 campaigns");
    screen_type(screen, "<Ctrl-R> 3<Enter>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "40 * 3");
}

static void test_abandoned_text_leaves_older_redo_alone(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "50<Enter>uuu60<Esc>");
    screen_type(screen, "<Ctrl-R>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "60 campaigns");
    screen_type(screen, "<Ctrl-R>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "50 campaigns");
    screen_type(screen, "u");
    assert_string_equal(text(screen, "promotion", "campaigns"), "60 campaigns");
    screen_type(screen, "u");
    assert_string_equal(text(screen, "promotion", "campaigns"), "200 campaigns");
}

static void test_enter_edits_the_present_text(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/campaign_revenue<Enter><Enter>");
    assert_true(screen_shows(screen, "8k USD/campaign"));
    screen_type(screen, "<Home><Del>9<Enter>");
    assert_string_equal(text(screen, "promotion", "campaign_revenue"), "9k USD/campaign");
}

static void test_tab_and_arrows_keep_and_move(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "10<Tab>2<Down>50<Up>7<Enter>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "10 campaigns");
    assert_string_equal(text(screen, "promotion", "campaign_cost"), "7 USD/campaign");
    assert_string_equal(text(screen, "promotion", "conversion"), "50 %");
}

static void test_backspace_begins_an_empty_value(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "<Backspace>");
    assert_near(value(screen, "scenario.budget"), 1e6, 1e-12);
    screen_type(screen, "-5<Enter>");
    assert_near(value(screen, "scenario.budget"), -5, 1e-12);
}

static void test_what_a_file_cannot_hold_is_refused(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "5 ;x<Enter>");
    assert_true(screen_shows(screen, "' ;' would begin a comment"));
    screen_type(screen, "<Esc>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "200 campaigns");
    screen_type(screen, "<Del>;5<Enter><Esc>:set promotion.campaigns ;5<Enter>");
    assert_true(screen_shows(screen, "leading ';'"));
    assert_false(app_is_edited(screen->app));
}

static void test_a_formula_can_replace_a_number_and_be_undone(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "<Enter><Ctrl-U>2 * months<Enter>");
    assert_near(value(screen, "promotion.cost"), 24000, 1e-12);
    assert_true(screen_shows(screen, "= 2 * months"));
    screen_type(screen, "u");
    assert_near(value(screen, "promotion.cost"), 200000, 1e-12);
    assert_false(app_is_edited(screen->app));
}

static void test_a_paste_is_text_and_never_commands(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_paste(screen, "1\nqqq:q!\n");
    assert_false(screen->effects & EFFECT_QUIT);
    assert_near(value(screen, "promotion.cost"), 200000, 1e-12);
    screen_type(screen, "<Esc>");
    screen_paste(screen, "12");
    assert_near(value(screen, "promotion.cost"), 12000, 1e-12);
    screen_type(screen, "<Enter>");
    assert_string_equal(text(screen, "promotion", "campaigns"), "12 campaigns");
}

static void test_nudges_join_and_stop_at_the_range(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "+");
    assert_string_equal(text(screen, "promotion", "campaigns"), "210 campaigns");
    assert_true(screen_shows(screen, "campaigns 200 -> 210, u undoes"));
    screen_type(screen, ">");
    assert_string_equal(text(screen, "promotion", "campaigns"), "250 campaigns");
    screen_type(screen, "+");
    assert_true(screen_shows(screen, "campaigns is at its maximum"));
    screen_type(screen, "u");
    assert_string_equal(text(screen, "promotion", "campaigns"), "200 campaigns");
    screen_type(screen, "+-");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Ctrl-R>");
    assert_true(screen_shows(screen, "nothing to do again"));
}

static void test_space_switches_the_stage(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, " ");
    assert_near(value(screen, "promotion.cost"), 0, 0);
    assert_true(screen_shows(screen, "off"));
    screen_type(screen, " ");
    assert_near(value(screen, "promotion.cost"), 200000, 1e-12);
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "uu");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "g ");
    assert_true(screen_shows(screen, "only a stage can be switched"));
}

static void test_reset_and_pin(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "30<Enter>b40<Enter>r");
    assert_string_equal(text(screen, "promotion", "campaigns"), "30 campaigns");
    screen_type(screen, "br");
    assert_string_equal(text(screen, "promotion", "campaigns"), "200 campaigns");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "uu");
    assert_string_equal(text(screen, "promotion", "campaigns"), "40 campaigns");
}

static void test_folding_hides_the_lines_and_search_finds_them(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "<Left>");
    assert_false(screen_shows(screen, "campaign_cost"));
    screen_type(screen, "/转化<Enter>9<Enter>");
    assert_string_equal(text(screen, "promotion", "conversion"), "9 %");
    assert_true(screen_shows(screen, "campaign_cost"));
}

static void test_search_goes_round_and_returns(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "/COST<Enter>");
    assert_true(screen_shows(screen, "promotion.campaign_cost"));
    screen_type(screen, "n");
    assert_true(screen_shows(screen, "office.cost"));
    screen_type(screen, "n");
    assert_true(screen_shows(screen, "promotion.campaign_cost"));
    screen_type(screen, "N");
    assert_true(screen_shows(screen, "office.cost"));
    screen_type(screen, "/fee");
    screen_type(screen, "<Esc>");
    assert_true(screen_shows(screen, "office.cost"));
    screen_type(screen, "/nowhere<Enter>n");
    assert_true(screen_shows(screen, "no field matches 'nowhere'"));
}

static void test_formula_lines_show_on_demand(void **state)
{
    struct screen *screen = *state;
    assert_false(screen_shows(screen, "= campaigns"));
    screen_type(screen, "l");
    assert_true(screen_shows(screen, "= campaigns"));
    screen_type(screen, "/roi<Enter><Enter><Ctrl-U>7 / 2<Enter>");
    assert_string_equal(text(screen, "metrics", "roi"), "7 / 2");
    assert_near(value(screen, "metrics.roi"), 3.5, 1e-12);
    screen_type(screen, "lu");
    assert_false(app_is_edited(screen->app));
}

static void test_the_command_line_sets_and_adds_lines(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":set promotion.conversion 12<Enter>");
    assert_string_equal(text(screen, "promotion", "conversion"), "12 %");
    screen_type(screen, ":set promotion.conversion.max = 40 %<Enter>");
    assert_string_equal(text(screen, "promotion", "conversion.max"), "40 %");
    screen_type(screen, ":set office.rent 5k USD<Enter>:set office.cost 2 * rent<Enter>");
    assert_near(value(screen, "office.cost"), 10000, 1e-12);
    screen_type(screen, ":set fee 3 %<Enter>");
    assert_string_equal(text(screen, "shared", "fee"), "3 %");
    screen_type(screen, ":set promtion.conversion 1<Enter>");
    assert_true(screen_shows(screen, "there is no section 'promtion'"));
    screen_type(screen, "uuuuu");
    assert_false(app_is_edited(screen->app));
}

static void test_the_command_line_completes_and_remembers(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":se<Tab>");
    assert_true(screen_shows(screen, ":set"));
    assert_true(screen_shows(screen, "search in names"));
    screen_type(screen, "promotion.conv");
    assert_true(screen_shows(screen, " promotion.conversion             10 %"));
    screen_type(screen, "<Tab>11<Enter>");
    assert_string_equal(text(screen, "promotion", "conversion"), "11 %");
    screen_type(screen, ":<Up><Backspace><Backspace>14<Enter>");
    assert_string_equal(text(screen, "promotion", "conversion"), "14 %");
    screen_type(screen, ":undo<Enter>");
    assert_string_equal(text(screen, "promotion", "conversion"), "11 %");
    screen_type(screen, ":und");
    assert_true(screen_shows(screen, "undo, without limit"));
    screen_type(screen, "<Esc>:frobnicate<Enter>");
    assert_true(screen_shows(screen, "unknown command 'frobnicate'"));
}

static void test_commands_have_effects(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":theme light<Enter>");
    assert_true(screen->effects & EFFECT_THEME);
    assert_string_equal(app_argument(screen->app), "light");
    screen_type(screen, "t");
    assert_true(screen->effects & EFFECT_THEME);
    assert_string_equal(app_argument(screen->app), "");
    screen_type(screen, ":set mouse off<Enter>");
    assert_true(screen->effects & EFFECT_MOUSE);
    assert_false(app_mouse(screen->app));
    screen_type(screen, ":report out.txt<Enter>");
    assert_true(screen->effects & EFFECT_REPORT);
    assert_string_equal(app_path(screen->app), "out.txt");
    screen_type(screen, "<Ctrl-L>");
    assert_true(screen->effects & EFFECT_REPAINT);
    screen_type(screen, "<Ctrl-Z>");
    assert_true(screen->effects & EFFECT_SUSPEND);
}

static void test_views_change_by_key_command_and_click(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "]");
    assert_true(screen_shows(screen, "Balance"));
    screen_type(screen, "[v7");
    assert_true(screen_shows(screen, "scenario.budget"));
    screen_type(screen, ":view summary<Enter>");
    assert_true(screen_shows(screen, "Result"));
    screen_mouse(screen, MOUSE_CLICK, 1, 13);
    assert_true(screen_shows(screen, "Balance"));
    assert_near(value(screen, "scenario.budget"), 1e6, 1e-12);
}

static void test_quitting_asks_about_unsaved_edits(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "q");
    assert_true(screen->effects & EFFECT_QUIT);
    screen_type(screen, "5<Enter>q");
    assert_false(screen->effects & EFFECT_QUIT);
    assert_true(screen_shows(screen, "unsaved edits"));
    screen_type(screen, "<Esc>");
    assert_false(screen->effects & EFFECT_QUIT);
    screen_type(screen, "qd");
    assert_true(screen->effects & EFFECT_QUIT);
    assert_false(screen->effects & EFFECT_SAVE);
    screen_type(screen, "qs");
    assert_true(screen->effects & EFFECT_QUIT);
    assert_true(screen->effects & EFFECT_SAVE);
    screen_type(screen, ":q!<Enter>");
    assert_true(screen->effects & EFFECT_QUIT);
    screen_type(screen, ":wq<Enter>");
    assert_true(screen->effects & EFFECT_SAVE);
}

static void test_a_changed_file_is_overwritten_only_when_told(void **state)
{
    struct screen *screen = *state;
    const struct error changed = {.status = STATUS_CHANGED, .text = "it has changed"};
    screen_type(screen, "5<Enter>s");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_string_equal(app_path(screen->app), "dashboard.ini");
    assert_false(app_overwrite(screen->app));
    app_save_failed(screen->app, &changed);
    assert_true(screen_shows(screen, "it has changed"));
    screen_type(screen, "<Esc>");
    assert_false(screen->effects & EFFECT_SAVE);
    assert_true(app_is_edited(screen->app));
    screen_type(screen, "s");
    app_save_failed(screen->app, &changed);
    screen_type(screen, "o");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_true(app_overwrite(screen->app));
    screen_type(screen, "s");
    app_save_failed(screen->app, &changed);
    screen_type(screen, "a<Ctrl-U>other.ini<Enter>");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_false(app_overwrite(screen->app));
    assert_string_equal(app_path(screen->app), "other.ini");
}

static void test_undo_goes_on_across_a_save(void **state)
{
    struct screen *screen = *state;
    focus_campaigns(screen);
    screen_type(screen, "+5<Enter>S<Ctrl-U>new.ini<Enter>");
    assert_string_equal(app_path(screen->app), "new.ini");
    app_saved(screen->app, screen_load("dashboard.ini"), "new.ini");
    assert_true(screen_shows(screen, "saved new.ini"));
    assert_true(screen_shows(screen, "promotion"));
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "u");
    assert_string_equal(text(screen, "promotion", "campaigns"), "210 campaigns");
    assert_true(app_is_edited(screen->app));
}

static void test_opening_another_file_asks_first(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":e other.ini<Enter>");
    assert_true(screen->effects & EFFECT_LOAD);
    assert_string_equal(app_path(screen->app), "other.ini");
    app_loaded(screen->app, screen_load("dashboard.ini"), "other.ini");
    assert_true(screen_shows(screen, "opened other.ini"));
    screen_type(screen, "5<Enter>:e third.ini<Enter>");
    assert_false(screen->effects & EFFECT_LOAD);
    screen_type(screen, "d");
    assert_true(screen->effects & EFFECT_LOAD);
    screen_type(screen, ":e!<Enter>");
    assert_true(screen->effects & EFFECT_LOAD);
    assert_string_equal(app_path(screen->app), "other.ini");
}

static void test_a_scenario_without_a_file_asks_for_a_name(void **state)
{
    struct screen *screen = *state;
    app_loaded(screen->app, screen_load("dashboard.ini"), "");
    screen_type(screen, "5<Enter>s");
    assert_false(screen->effects & EFFECT_SAVE);
    screen_type(screen, "first.ini<Enter>");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_string_equal(app_path(screen->app), "first.ini");
}

static void test_the_mouse_focuses_folds_and_scrolls(void **state)
{
    struct screen *screen = *state;
    int row = screen_row_of(screen, "campaign_cost");
    screen_mouse(screen, MOUSE_CLICK, row, 5);
    assert_true(screen_shows(screen, "promotion.campaign_cost"));
    screen_mouse(screen, MOUSE_DOUBLE_CLICK, row, 5);
    screen_type(screen, "<Ctrl-U>3<Enter>");
    assert_string_equal(text(screen, "promotion", "campaign_cost"), "3 USD/campaign");
    screen_mouse(screen, MOUSE_CLICK, screen_row_of(screen, "Market promotion"), 0);
    assert_false(screen_shows(screen, "campaign_cost   "));
    screen_resize(screen, 16, 60);
    screen_type(screen, "l");
    assert_true(screen_shows(screen, "budget"));
    for (int i = 0; i < 9; i++)
        screen_mouse(screen, MOUSE_WHEEL_DOWN, 5, 5);
    assert_true(screen_shows(screen, "stated"));
    assert_false(screen_shows(screen, "budget"));
}

static void test_a_small_screen_says_so_and_recovers(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 15, 59);
    assert_true(screen_shows(screen, "needs at least 60x16"));
    screen_type(screen, "5<Enter>");
    assert_near(value(screen, "scenario.budget"), 1e6, 1e-12);
    screen_resize(screen, 1, 1);
    screen_resize(screen, 24, 80);
    assert_true(screen_shows(screen, "Market promotion"));
}

static void test_the_help_is_about_where_one_stands(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "?");
    assert_true(screen_shows(screen, "Moving among the fields"));
    for (int i = 0; i < 20; i++)
        screen_type(screen, "<PgDn>");
    assert_true(screen_shows(screen, ":set mouse off"));
    screen_type(screen, "<Esc>7<F1>");
    assert_true(screen_shows(screen, "While a value is typed"));
    screen_type(screen, "<Esc>");
    assert_near(value(screen, "scenario.budget"), 7, 1e-12);
    screen_type(screen, "<Esc>");
    assert_near(value(screen, "scenario.budget"), 1e6, 1e-12);
}

/* One key, one action; every action with a name can be reached from the command line. */
static void test_no_key_does_two_things(void **state)
{
    const struct action *a;
    (void)state;
    for (size_t i = 0; (a = action_at(i)) != NULL; i++) {
        for (size_t k = 0; k < ACTION_MAX_CODES && a->codes[k] != 0; k++)
            if (a->run != NULL)
                assert_ptr_equal(action_of_key(a->context, a->codes[k]), a);
        if (a->name[0] != '\0')
            assert_ptr_equal(action_find(a->name), a);
    }
}

/* Whatever is typed, nothing breaks and undo leads back to the file. */
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

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(typing_previews_every_keystroke),
        TEST(escape_puts_back_and_redo_brings_it_again),
        TEST(invalid_text_leaves_the_last_good_value),
        TEST(abandoned_text_that_does_not_parse_comes_back_to_the_editor),
        TEST(abandoned_text_leaves_older_redo_alone),
        TEST(enter_edits_the_present_text),
        TEST(tab_and_arrows_keep_and_move),
        TEST(backspace_begins_an_empty_value),
        TEST(what_a_file_cannot_hold_is_refused),
        TEST(a_formula_can_replace_a_number_and_be_undone),
        TEST(a_paste_is_text_and_never_commands),
        TEST(nudges_join_and_stop_at_the_range),
        TEST(space_switches_the_stage),
        TEST(reset_and_pin),
        TEST(folding_hides_the_lines_and_search_finds_them),
        TEST(search_goes_round_and_returns),
        TEST(formula_lines_show_on_demand),
        TEST(the_command_line_sets_and_adds_lines),
        TEST(the_command_line_completes_and_remembers),
        TEST(commands_have_effects),
        TEST(views_change_by_key_command_and_click),
        TEST(quitting_asks_about_unsaved_edits),
        TEST(a_changed_file_is_overwritten_only_when_told),
        TEST(undo_goes_on_across_a_save),
        TEST(opening_another_file_asks_first),
        TEST(a_scenario_without_a_file_asks_for_a_name),
        TEST(the_mouse_focuses_folds_and_scrolls),
        TEST(a_small_screen_says_so_and_recovers),
        TEST(the_help_is_about_where_one_stands),
        TEST(no_key_does_two_things),
        TEST(any_keys_can_be_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
