/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard: its command line, saving, opening, quitting. */
#include <stdlib.h>

#include "support/assert_near.h"
#include "support/screen.h"

static void test_the_command_line_sets_and_adds_lines(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":set promotion.conversion 12<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "12 %");
    screen_type(screen, "g:set promotion.conversion.max = 40 %<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "conversion.max"), "40 %");
    screen_type(screen, "9<Enter>"); /* over the field whose attribute that was */
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "9 %");
    screen_type(screen, "u");
    screen_type(screen, ":set office.rent 5k USD<Enter>:set office.cost 2 * rent<Enter>");
    assert_near(screen_value(screen, "office.cost"), 10000, 1e-12);
    screen_type(screen, ":set fee 3 %<Enter>");
    assert_string_equal(screen_text(screen, "shared", "fee"), "3 %");
    screen_type(screen, ":set promtion.conversion 1<Enter>");
    assert_true(screen_shows(screen, "there is no section 'promtion'"));
    screen_type(screen, ":set .conversion 5<Enter>");
    assert_true(screen_shows(screen, "unknown name '.conversion': write SECTION.NAME"));
    screen_type(screen, "uuuuu");
    assert_false(app_is_edited(screen->app));
}

static void test_the_command_line_correlates(void **state)
{
    struct screen *screen = *state;
    const char *pair = "promotion.campaigns, promotion.conversion, 0.5";
    screen_type(screen, ":set promotion.campaigns.dist 100 to 300<Enter>");
    screen_type(screen, ":set promotion.conversion.dist 5 % to 20 %<Enter>");
    screen_type(screen,
                ":set correlations.c1 promotion.campaigns, promotion.conversion, 0.5<Enter>");
    assert_string_equal(screen_text(screen, "correlations", "c1"), pair);
    screen_type(screen, ":set correlations.c1 promotion.campaigns, promotion.conversion, 5<Enter>");
    assert_true(screen_shows(screen, "a correlation lies between -1 and 1"));
    assert_string_equal(screen_text(screen, "correlations", "c1"), pair);
    screen_type(screen, "uuu");
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
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "11 %");
    screen_type(screen, ":<Up><Backspace><Backspace>14<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "14 %");
    screen_type(screen, ":undo<Enter>");
    assert_string_equal(screen_text(screen, "promotion", "conversion"), "11 %");
    screen_type(screen, ":und");
    assert_true(screen_shows(screen, "undo, without limit"));
    screen_type(screen, "<Esc>:frobnicate<Enter>");
    assert_true(screen_shows(screen, "unknown command 'frobnicate'"));
    screen_type(screen, ":<Down><Down><Up>");
    assert_true(screen_shows(screen, ":frobnicate"));
    /* the same line twice is one to come back to */
    screen_type(screen, "<Esc>:up<Enter>:down<Enter>:down<Enter>:<Up>");
    assert_true(screen_shows(screen, ":down"));
    screen_type(screen, "<Up>");
    assert_true(screen_shows(screen, ":up"));
    /* the list of candidates goes on with the one that is chosen */
    screen_type(screen, "<Ctrl-U>");
    for (int i = 0; i < 12; i++)
        screen_type(screen, "<Tab>");
    assert_true(screen_shows(screen, "quit and discard unsaved edits"));
}

static void test_commands_have_effects(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":theme light<Enter>");
    assert_true(screen->effects & EFFECT_THEME);
    assert_string_equal(app_request(screen->app)->theme, "light");
    screen_type(screen, "t");
    assert_true(screen->effects & EFFECT_THEME);
    assert_string_equal(app_request(screen->app)->theme, "");
    screen_type(screen, ":set mouse off<Enter>");
    assert_true(screen->effects & EFFECT_MOUSE);
    assert_false(app_request(screen->app)->mouse);
    screen_type(screen, ":report out.txt<Enter>");
    assert_true(screen->effects & EFFECT_REPORT);
    assert_string_equal(app_request(screen->app)->path, "out.txt");
    screen_type(screen, "<Ctrl-L>");
    assert_true(screen->effects & EFFECT_REPAINT);
    screen_type(screen, "<Ctrl-Z>");
    assert_true(screen->effects & EFFECT_SUSPEND);
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
    screen_type(screen, "q<Ctrl-C>");
    assert_false(screen_shows(screen, "unsaved edits"));
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
    assert_string_equal(app_request(screen->app)->path, "dashboard.ini");
    assert_false(app_request(screen->app)->overwrite);
    app_save_failed(screen->app, &changed);
    assert_true(screen_shows(screen, "it has changed"));
    screen_type(screen, "<Esc>");
    assert_false(screen->effects & EFFECT_SAVE);
    assert_true(app_is_edited(screen->app));
    screen_type(screen, "s");
    app_save_failed(screen->app, &changed);
    screen_type(screen, "o");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_true(app_request(screen->app)->overwrite);
    screen_type(screen, "s");
    app_save_failed(screen->app, &changed);
    screen_type(screen, "a<Ctrl-U>other.ini<Enter>");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_false(app_request(screen->app)->overwrite);
    assert_string_equal(app_request(screen->app)->path, "other.ini");
}

static void test_undo_goes_on_across_a_save(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "+5<Enter>S<Ctrl-U>new.ini<Enter>");
    assert_string_equal(app_request(screen->app)->path, "new.ini");
    app_saved(screen->app, screen_load("dashboard.ini"), "new.ini");
    assert_true(screen_shows(screen, "saved new.ini"));
    assert_true(screen_shows(screen, "promotion"));
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "210 campaigns");
    assert_true(app_is_edited(screen->app));
}

static void test_opening_another_file_asks_first(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":e other.ini<Enter>");
    assert_true(screen->effects & EFFECT_LOAD);
    assert_string_equal(app_request(screen->app)->path, "other.ini");
    screen_resize(screen, 16, 100);
    screen_type(screen, "JJ");
    assert_false(screen_shows(screen, "Result"));
    app_loaded(screen->app, screen_load("dashboard.ini"), "other.ini");
    assert_true(screen_shows(screen, "Result")); /* from its beginning */
    screen_resize(screen, 24, 80);
    app_loaded(screen->app, screen_load("untitled.ini"), "other.ini");
    assert_true(screen_shows(screen, "Untitled scenario"));
    app_loaded(screen->app, screen_load("dashboard.ini"), "other.ini");
    assert_true(screen_shows(screen, "opened other.ini"));
    screen_type(screen, "5<Enter>:e third.ini<Enter>");
    assert_false(screen->effects & EFFECT_LOAD);
    screen_type(screen, "d");
    assert_true(screen->effects & EFFECT_LOAD);
    screen_type(screen, ":e!<Enter>");
    assert_true(screen->effects & EFFECT_LOAD);
    assert_string_equal(app_request(screen->app)->path, "other.ini");
}

static void test_a_scenario_without_a_file_asks_for_a_name(void **state)
{
    struct screen *screen = *state;
    app_loaded(screen->app, screen_load("dashboard.ini"), "");
    screen_type(screen, "s"); /* edited or not */
    assert_true(screen_shows(screen, "Save as:"));
    screen_type(screen, "<Esc>5<Enter>s");
    assert_false(screen->effects & EFFECT_SAVE);
    screen_type(screen, "first.ini<Enter>");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_string_equal(app_request(screen->app)->path, "first.ini");
}

static void test_saving_by_command(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "s");
    assert_false(screen->effects & EFFECT_SAVE);
    assert_true(screen_shows(screen, "there are no edits to save"));
    screen_type(screen, ":wq<Enter>");
    assert_true(screen->effects & EFFECT_QUIT);
    assert_false(screen->effects & EFFECT_SAVE);
    screen_type(screen, "5<Ctrl-S>");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_near(screen_value(screen, "scenario.budget"), 5, 1e-12);
    screen_type(screen, ":w<Enter>");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_string_equal(app_request(screen->app)->path, "dashboard.ini");
    screen_type(screen, ":w copy.ini<Enter>");
    assert_string_equal(app_request(screen->app)->path, "copy.ini");
    screen_type(screen, ":q<Enter>");
    assert_true(screen_shows(screen, "unsaved edits"));
}

static void test_a_file_is_written_in_place_only_when_told(void **state)
{
    struct screen *screen = *state;
    const struct error changed = {.status = STATUS_CHANGED, .text = "it has changed"};
    const struct error linked = {.status = STATUS_IN_PLACE, .text = "it has other links"};
    screen_type(screen, "5<Enter>s");
    assert_false(app_request(screen->app)->in_place);
    app_save_failed(screen->app, &linked);
    assert_true(screen_shows(screen, "it has other links"));
    screen_type(screen, "<Esc>");
    assert_false(screen->effects & EFFECT_SAVE);
    /* both questions, one after the other, are both agreed to */
    screen_type(screen, "s");
    app_save_failed(screen->app, &changed);
    screen_type(screen, "o");
    app_save_failed(screen->app, &linked);
    screen_type(screen, "w");
    assert_true(screen->effects & EFFECT_SAVE);
    assert_true(app_request(screen->app)->overwrite && app_request(screen->app)->in_place);
    /* and for this save alone */
    screen_type(screen, "s");
    assert_false(app_request(screen->app)->overwrite || app_request(screen->app)->in_place);
}

static void test_a_failed_save_is_no_reason_to_leave(void **state)
{
    struct screen *screen = *state;
    const struct error full = {.status = STATUS_IO, .text = "no space left"};
    const struct error changed = {.status = STATUS_CHANGED, .text = "it has changed"};
    screen_type(screen, "5<Enter>qs");
    app_save_failed(screen->app, &full);
    assert_true(screen_shows(screen, "no space left"));
    assert_true(app_is_edited(screen->app));
    screen_type(screen, ":wq<Enter>");
    app_save_failed(screen->app, &changed);
    screen_type(screen, "<Ctrl-C>");
    assert_int_equal(screen->effects & (EFFECT_SAVE | EFFECT_QUIT), 0);
    screen_type(screen, ":wq<Enter>");
    app_save_failed(screen->app, &changed);
    screen_type(screen, "o");
    assert_int_equal(screen->effects & (EFFECT_SAVE | EFFECT_QUIT), EFFECT_SAVE | EFFECT_QUIT);
}

static void test_a_name_to_save_under_is_asked_for(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "S<Ctrl-U><Enter>");
    assert_false(screen->effects & EFFECT_SAVE);
    assert_true(screen_shows(screen, "type a file's name"));
    screen_type(screen, "<Esc>");
    assert_true(screen_shows(screen, "not saved"));
    app_failed(screen->app, "a word from outside");
    assert_true(screen_shows(screen, "a word from outside"));
}

static void test_commands_say_how_they_are_used(void **state)
{
    static const char *const lines[][2] = {
        {":set", "write :set NAME VALUE"},
        {":set mouse maybe", "write :set mouse on|off"},
        {":e", "write :e FILE"},
        {":view", "write :view NAME"},
        {":view nowhere", "there is no view 'nowhere'"},
        {":report", "write :report FILE"},
        {":undo 3", "'undo' takes no argument"},
        {":set nonsense 5", "unknown name 'nonsense'"},
    };
    struct screen *screen = *state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        screen_type(screen, lines[i][0]);
        screen_type(screen, "<Enter>");
        assert_true(screen_shows(screen, lines[i][1]));
    }
    assert_false(app_is_edited(screen->app));
    screen_type(screen, ":<Backspace>j"); /* an empty line is left by Backspace */
    assert_true(screen_shows(screen, "scenario.months"));
}

static void test_the_oldest_command_lines_are_forgotten(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":set shared.fee 1 %<Enter>");
    for (int i = 0; i < 120; i++)
        screen_type(screen, i % 2 == 0 ? ":down<Enter>" : ":up<Enter>");
    screen_type(screen, ":");
    for (int i = 0; i < 130; i++)
        screen_type(screen, "<Up>");
    assert_false(screen_shows(screen, ":set shared.fee"));
    for (int i = 0; i < 130; i++)
        screen_type(screen, "<Down>");
    screen_type(screen, "und<Tab><Tab><Shift-Tab><Enter>");
    assert_false(app_is_edited(screen->app));
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, screen_set_up, screen_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_command_line_sets_and_adds_lines),
        TEST(the_command_line_correlates),
        TEST(the_command_line_completes_and_remembers),
        TEST(commands_have_effects),
        TEST(quitting_asks_about_unsaved_edits),
        TEST(a_changed_file_is_overwritten_only_when_told),
        TEST(undo_goes_on_across_a_save),
        TEST(opening_another_file_asks_first),
        TEST(a_scenario_without_a_file_asks_for_a_name),
        TEST(saving_by_command),
        TEST(a_file_is_written_in_place_only_when_told),
        TEST(a_failed_save_is_no_reason_to_leave),
        TEST(a_name_to_save_under_is_asked_for),
        TEST(commands_say_how_they_are_used),
        TEST(the_oldest_command_lines_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
