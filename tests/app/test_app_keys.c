/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard: moving, folding, searching, views, help, mouse, sizes. */
#include <stdlib.h>
#include <string.h>

#include "app/keymap.h"
#include "support/assert_near.h"
#include "support/screen.h"
#include "views/view.h"

static void test_folding_hides_the_lines_and_search_finds_them(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "<Left>");
    assert_false(screen_shows(screen, "campaign_cost"));
    screen_type(screen, "/转化<Enter>9<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "9 %");
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
    /* three that match, from the first one back to the last and to the second */
    screen_type(screen, "g/CAMPAIGN<Enter>");
    assert_true(screen_shows(screen, "promotion.campaigns"));
    screen_type(screen, "N");
    assert_true(screen_shows(screen, "promotion.campaign_revenue"));
    screen_type(screen, "N");
    assert_true(screen_shows(screen, "promotion.campaign_cost"));
    /* a stage by its name, its fields by their own */
    screen_type(screen, "g/promotion<Enter>n");
    assert_true(screen_shows(screen, "[promotion]"));
    screen_type(screen, "/promotion.c<Enter>n");
    assert_true(screen_shows(screen, "promotion.campaign_cost"));
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
    assert_string_equal(screen_text(screen, "metrics", "roi"), "7 / 2");
    assert_near(screen_value(screen, "metrics.roi"), 3.5, 1e-12);
    screen_type(screen, "lu");
    assert_false(app_is_edited(screen->app));
}

/* The outcome follows while its name is typed, and comes back where that is given up. */
static void test_the_outcome_is_chosen(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "o");
    assert_true(screen_shows(screen, ":outcome"));
    assert_true(screen_shows(screen, "total.margin"));
    screen_type(screen, "cash.l<Tab>");
    assert_true(screen_shows(screen, ":outcome cash.lowest"));
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "the outcome is cash.lowest"));
    screen_type(screen, "o2 * total.cost<Esc>");
    screen_type(screen, ":outcome total.nothing<Enter>");
    assert_true(screen_shows(screen, "unknown name 'total.nothing'"));
    screen_type(screen, ":outcome total.cost > <Enter>");
    assert_false(screen_shows(screen, "the outcome is"));
    screen_type(screen, "olast(seats.se<Tab><Enter>");
    assert_true(screen_shows(screen, "the outcome is last(seats.seats)"));
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
    assert_near(screen_value(screen, "scenario.budget"), 1e6, 1e-12);
}

static void test_the_mouse_focuses_folds_and_scrolls(void **state)
{
    struct screen *screen = *state;
    int row = screen_row_of(screen, "campaign_cost");
    screen_mouse(screen, MOUSE_CLICK, row, 5);
    assert_true(screen_shows(screen, "promotion.campaign_cost"));
    screen_mouse(screen, MOUSE_DOUBLE_CLICK, row, 5);
    screen_type(screen, "<Ctrl-U>3<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "campaign_cost"), "3 USD/campaign");
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

/* The role of the first cell in ROW that shows CODEPOINT, and its column. */
static enum ui_role role_of(struct screen *screen, int row, int32_t codepoint, int *column)
{
    free(screen_dump(screen));
    const struct cell *cells = &screen->canvas.cells[row * screen->canvas.columns];
    for (*column = 0; *column < screen->canvas.columns; ++*column)
        if (cells[*column].codepoint == codepoint)
            return (enum ui_role)cells[*column].role;
    fail_msg("row %d does not show U+%04X", row, (unsigned)codepoint);
    return UI_NORMAL;
}

/* What is searched shows where it is, behind characters that are two columns wide. */
static void test_matches_are_marked(void **state)
{
    struct screen *screen = *state;
    int column, row;
    screen_type(screen, "/化");
    row = screen_row_of(screen, "转化率");
    assert_int_equal(role_of(screen, row, 0x5316, &column), UI_MATCH);
    assert_int_not_equal(role_of(screen, row, 0x8f6c, &column), UI_MATCH);
    assert_int_not_equal(role_of(screen, row, 0x7387, &column), UI_MATCH);
}

static void test_a_value_outside_its_range_shows(void **state)
{
    static const char *const values[] = {"1", "31"};
    struct screen *screen = *state;
    int column;
    screen_type(screen, "/转化<Enter>");
    assert_int_equal(role_of(screen, 23, '%', &column), UI_MUTED);
    for (size_t i = 0; i < 2; i++) {
        screen_type(screen, values[i]);
        screen_type(screen, "<Enter><Down><Up>");
        assert_int_equal(role_of(screen, 23, '%', &column), UI_WARNING);
    }
}

/* A tab is where it is drawn, up to its end, on narrow screens and on wide ones. */
static void test_a_click_on_each_tab(void **state)
{
    static const int widths[] = {60, 80, 120, 160};
    struct screen *screen = *state;
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
        for (int view = 0; view < N_VIEWS; view++) {
            int column, next;
            screen_resize(screen, 24, widths[w]);
            role_of(screen, 1, '1' + view, &column);
            screen_mouse(screen, MOUSE_CLICK, 1, column);
            assert_int_equal(role_of(screen, 1, '1' + view, &column), UI_TAB_ACTIVE);
            if (view + 1 == N_VIEWS)
                continue;
            role_of(screen, 1, '2' + view, &next);
            screen_mouse(screen, MOUSE_CLICK, 1, next - 3);
            assert_int_equal(role_of(screen, 1, '1' + view, &column), UI_TAB_ACTIVE);
        }
}

/* The mouse does nothing where there is nothing. */
static void test_the_wheel_beside_what_scrolls(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 16, 100);
    for (int row = 0; row < 16; row += row == 1 ? 13 : 1)
        screen_mouse(screen, MOUSE_WHEEL_DOWN, row, 70);
    assert_true(screen_shows(screen, "Result"));
    screen_mouse(screen, MOUSE_WHEEL_DOWN, 8, 70);
    assert_false(screen_shows(screen, "Result"));
}

static void test_another_field_is_explained_from_its_beginning(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 16, 100);
    screen_type(screen, "JJ");
    assert_false(screen_shows(screen, "Result"));
    screen_type(screen, "<Down>");
    assert_true(screen_shows(screen, "Result"));
}

static void test_blank_rows_where_there_is_room(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 29, 80);
    assert_int_equal(screen_row_of(screen, "▾ Scenario"), 2);
    screen_resize(screen, 30, 80);
    assert_int_equal(screen_row_of(screen, "▾ Scenario"), 3);
}

static void test_a_small_screen_says_so_and_recovers(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 15, 59);
    assert_true(screen_shows(screen, "needs at least 60x16"));
    screen_type(screen, "5<Enter>");
    assert_near(screen_value(screen, "scenario.budget"), 1e6, 1e-12);
    screen_resize(screen, 1, 1);
    screen_resize(screen, 24, 80);
    assert_true(screen_shows(screen, "Market promotion"));
    /* a question is answered there as well */
    screen_type(screen, "5<Enter>q");
    screen_resize(screen, 15, 59);
    assert_true(screen_shows(screen, "discard and quit"));
    screen_type(screen, "d");
    assert_true(screen->effects & EFFECT_QUIT);
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
    assert_near(screen_value(screen, "scenario.budget"), 7, 1e-12);
    screen_type(screen, "<Esc>");
    assert_near(screen_value(screen, "scenario.budget"), 1e6, 1e-12);
}

/* Each group of keys once, the line editor's right behind those of what is typed. */
static void test_the_help_says_all_once(void **state)
{
    static const char *const titles[] = {"While a value is typed", "While a text is typed",
                                         "While a goal is sought", "Moving among the fields"};
    struct screen *screen = *state;
    screen_type(screen, "5<F1>");
    screen_resize(screen, 200, 80);
    char *dump = screen_dump(screen), *last = dump;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        char *at = strstr(dump, titles[i]);
        assert_non_null(at);
        assert_null(strstr(at + 1, titles[i]));
        assert_true(i > 1 || at > last);
        last = at;
    }
    free(dump);
}

static void test_pages_ends_and_stages(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "G");
    assert_true(screen_shows(screen, "office.cost"));
    screen_type(screen, "<PgUp>");
    assert_true(screen_shows(screen, "[scenario]"));
    screen_type(screen, "<PgDn>");
    assert_true(screen_shows(screen, "office.cost"));
    screen_type(screen, "<Shift-Tab>");
    assert_true(screen_shows(screen, "[office]"));
    screen_type(screen, "<Shift-Tab><Shift-Tab><Down>");
    assert_true(screen_shows(screen, "promotion.campaigns"));
    screen_type(screen, "<Tab><Tab><Tab><Tab>");
    assert_true(screen_shows(screen, "[office]"));
    screen_type(screen, "<Home>");
    assert_true(screen_shows(screen, "[scenario]"));
    /* a page of 12 rows, two of which stay in sight */
    screen_resize(screen, 16, 60);
    screen_type(screen, "<PgDn><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up>");
    assert_true(screen_shows(screen, "[scenario]"));
}

static void test_the_view_scrolls_as_far_as_it_goes(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 16, 100);
    assert_true(screen_shows(screen, "J more below"));
    screen_type(screen, "J");
    assert_false(screen_shows(screen, "Result"));
    assert_true(screen_shows(screen, "J K more"));
    for (int i = 0; i < 40; i++)
        screen_mouse(screen, MOUSE_WHEEL_DOWN, 8, 70);
    assert_true(screen_shows(screen, "K more above"));
    assert_true(screen_shows(screen, "roi")); /* the end of it is in sight */
    for (int i = 0; i < 40; i++)
        screen_type(screen, "K");
    assert_true(screen_shows(screen, "Result"));
}

static void test_a_view_is_asked_for_by_its_digit(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v9");
    assert_true(screen_shows(screen, "no view of that number"));
    screen_type(screen, "v8");
    assert_true(screen_shows(screen, "no view of that number"));
    screen_type(screen, "v<Esc>");
    assert_true(screen_shows(screen, "Result"));
    assert_false(app_is_edited(screen->app));
}

static void test_a_click_keeps_what_parses(void **state)
{
    struct screen *screen = *state;
    int row = screen_row_of(screen, "campaign_cost");
    screen_type(screen, "/fee<Enter>5 +");
    screen_mouse(screen, MOUSE_CLICK, row, 5);
    assert_true(screen_shows(screen, "5 +"));
    screen_type(screen, " 1");
    screen_mouse(screen, MOUSE_CLICK, row, 5);
    assert_near(screen_value(screen, "shared.fee"), 6, 1e-12);
    /* on the field itself it is no reason to stop */
    screen_type(screen, "4");
    screen_mouse(screen, MOUSE_CLICK, row, 5);
    screen_type(screen, "2<Enter>");
    assert_near(screen_value(screen, "promotion.campaign_cost"), 42, 1e-12);
    screen_type(screen, ":und");
    screen_mouse(screen, MOUSE_CLICK, 1, 13); /* what is being typed stays */
    assert_true(screen_shows(screen, ":und"));
}

static void test_keys_without_meaning_say_so(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "Z");
    assert_true(screen_shows(screen, "? lists those that do"));
    screen_type(screen, "<Ctrl-C>");
    assert_true(screen_shows(screen, "q quits"));
    screen_type(screen, "<Up>4");
    assert_true(screen_shows(screen, "this is a heading"));
    assert_false(app_is_edited(screen->app));
}

/* What the program does to the dashboard before the first key. */
static void test_commands_and_views_without_keys(void **state)
{
    struct screen *screen = *state;
    static char long_line[1 << 14] = "set promotion.campaigns 1";
    assert_int_equal(app_command(screen->app, "set promotion.campaigns=77 "), EFFECT_REDRAW);
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "77 campaigns");
    assert_true(screen_shows(screen, "campaigns 200 -> 77, u undoes"));
    assert_true(app_show_view(screen->app, "cash"));
    assert_true(screen_shows(screen, "Balance"));
    assert_false(screen_shows(screen, "u undoes"));
    assert_true(app_show_view(screen->app, "1") && !app_show_view(screen->app, "8"));
    screen_type(screen, ":<Up>");
    assert_true(screen_shows(screen, ":set promotion.campaigns=77"));
    screen_type(screen, "<Esc>u");
    assert_false(app_is_edited(screen->app));
    assert_true(app_command(screen->app, "q!") & EFFECT_QUIT);
    memset(long_line + strlen(long_line), '1', sizeof long_line - strlen(long_line) - 1);
    app_command(screen->app, long_line);
    assert_true(screen_shows(screen, "too long"));
    assert_false(app_is_edited(screen->app));
}

/* One key, one action; every action with a name can be reached from the command line. */
static void test_no_key_does_two_things(void **state)
{
    (void)state;
    for (const struct action *a = app_actions; a->keys; a++) {
        for (size_t k = 0; k < ACTION_MAX_CODES && a->codes[k] != 0; k++)
            if (a->run || a->run_with)
                assert_ptr_equal(action_of_key(app_actions, a->context, a->codes[k]), a);
        assert_false(a->run && a->run_with);
        if (a->name[0] != '\0')
            assert_ptr_equal(action_find(app_actions, a->name), a);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, screen_set_up, screen_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(folding_hides_the_lines_and_search_finds_them),
        TEST(search_goes_round_and_returns),
        TEST(formula_lines_show_on_demand),
        TEST(the_outcome_is_chosen),
        TEST(views_change_by_key_command_and_click),
        TEST(the_mouse_focuses_folds_and_scrolls),
        TEST(matches_are_marked),
        TEST(a_value_outside_its_range_shows),
        TEST(a_click_on_each_tab),
        TEST(the_wheel_beside_what_scrolls),
        TEST(another_field_is_explained_from_its_beginning),
        TEST(blank_rows_where_there_is_room),
        TEST(a_small_screen_says_so_and_recovers),
        TEST(the_help_is_about_where_one_stands),
        TEST(the_help_says_all_once),
        TEST(pages_ends_and_stages),
        TEST(the_view_scrolls_as_far_as_it_goes),
        TEST(a_view_is_asked_for_by_its_digit),
        TEST(a_click_keeps_what_parses),
        TEST(keys_without_meaning_say_so),
        TEST(commands_and_views_without_keys),
        TEST(no_key_does_two_things),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
