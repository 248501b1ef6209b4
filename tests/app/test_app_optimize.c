/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best values on the dashboard: shown, taken as one edit, put back without a trace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/assert_near.h"
#include "support/golden.h"
#include "support/screen.h"

static const char BOTH[] = ":optimize total.profit by promotion.conversion, seats.price"
                           " subject to total.revenue <= 700k<Enter>";

static void test_shown_and_taken_as_one_edit(void **state)
{
    struct screen *screen = *state;
    double before = screen_value(screen, "total.profit");
    screen_type(screen, BOTH);
    assert_true(screen_shows(screen, "Enter take  Esc back  ] view"));
    assert_true(screen_value(screen, "total.profit") > before);
    assert_true(screen_value(screen, "total.revenue") <= 700000);
    char *dump = screen_dump(screen);
    assert_golden("app-optimize", dump);
    free(dump);
    double best = screen_value(screen, "total.profit");
    screen_type(screen, "]");
    assert_true(screen_shows(screen, "Balance"));
    assert_true(screen_shows(screen, "total.profit -> "));
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "taken, u undoes all 2"));
    assert_near(screen_value(screen, "total.profit"), best, 0);
    screen_type(screen, "u");
    assert_true(screen_shows(screen, "and 1 more, undone; Ctrl-R does it again"));
    assert_false(app_is_edited(screen->app));
    assert_near(screen_value(screen, "total.profit"), before, 0);
    screen_type(screen, "<Ctrl-R>");
    assert_near(screen_value(screen, "total.profit"), best, 0);
    screen_type(screen, "uu");
    assert_true(screen_shows(screen, "nothing to undo"));
}

static void test_put_back_without_a_trace(void **state)
{
    static const char *const ways[] = {"<Esc>", "<Ctrl-C>"};
    struct screen *screen = *state;
    double before = screen_value(screen, "total.profit");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        screen_type(screen, BOTH);
        assert_true(app_is_edited(screen->app));
        screen_type(screen, "q5j"); /* answers nothing */
        assert_true(screen_shows(screen, "Enter take"));
        screen_type(screen, ways[i]);
        assert_true(screen_shows(screen, "put back"));
        assert_false(app_is_edited(screen->app));
        assert_near(screen_value(screen, "total.profit"), before, 0);
        screen_type(screen, "u");
        assert_true(screen_shows(screen, "nothing to undo"));
        screen_type(screen, "<Ctrl-R>");
        assert_true(screen_shows(screen, "nothing to do again"));
    }
}

/* The dashboard's outcome by the focused field, where nothing else is said. */
static void test_what_is_left_out(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, ":optimize<Enter>");
    assert_true(screen_shows(screen, "total.profit -> "));
    assert_near(screen_value(screen, "promotion.campaigns"), 0, 0);
    screen_type(screen, "<Esc>:outcome total.revenue<Enter>:optimize<Enter>");
    assert_near(screen_value(screen, "promotion.campaigns"), 250, 0);
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "250 campaigns");
    screen_type(screen, "<Enter>");
    assert_true(screen_shows(screen, "taken, u undoes it"));
    screen_type(screen, ":minimize total.cost by promotion.campaigns promotion.campaign_cost"
                        " subject to within(promotion.campaigns, 100, 10 %)<Enter>");
    assert_near(screen_value(screen, "promotion.campaign_cost"), 0, 0);
    screen_type(screen, "<Esc>");
    assert_near(screen_value(screen, "promotion.campaigns"), 250, 0);
}

/* Lines that the file doesn't have: they come and go with the trial. */
static void test_lines_that_are_new_in_the_file(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":optimize cash.npv by scenario.discount promotion.conversion"
                        " subject to promotion.conversion <= 5 %<Enter>");
    assert_true(screen_shows(screen, "Enter take"));
    assert_near(screen_value(screen, "promotion.conversion"), 0.05, 0);
    assert_true(screen_value(screen, "scenario.discount") > 0.5);
    screen_type(screen, "<Esc>");
    assert_false(app_is_edited(screen->app));
    assert_near(screen_value(screen, "scenario.discount"), 0, 0);
    screen_type(screen, ":optimize cash.npv by scenario.discount promotion.conversion"
                        " subject to promotion.conversion <= 5 %<Enter><Enter>");
    assert_true(app_is_edited(screen->app));
    screen_type(screen, "u");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Ctrl-R>");
    assert_near(screen_value(screen, "promotion.conversion"), 0.05, 0);
}

/* An edit of several values stands between others like one of a single value. */
static void test_among_other_edits(void **state)
{
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    screen_type(screen, "+");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "210 campaigns");
    screen_type(screen, BOTH);
    screen_type(screen, "<Enter>");
    screen_focus_campaigns(screen);
    screen_type(screen, "+");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "220 campaigns");
    screen_type(screen, "u");
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "210 campaigns");
    assert_true(screen_value(screen, "promotion.conversion") > 0.1);
    screen_type(screen, "u");
    assert_near(screen_value(screen, "promotion.conversion"), 0.1, 0);
    assert_string_equal(screen_text(screen, "promotion", "campaigns"), "210 campaigns");
    screen_type(screen, "u");
    assert_false(app_is_edited(screen->app));
    screen_type(screen, "<Ctrl-R><Ctrl-R>");
    assert_true(screen_value(screen, "promotion.conversion") > 0.1);
    screen_type(screen, "u+"); /* forgets what could be done again */
    screen_type(screen, "<Ctrl-R>");
    assert_true(screen_shows(screen, "nothing to do again"));
}

static void test_answers_without_values(void **state)
{
    static const struct {
        const char *line, *says;
    } rows[] = {
        {":optimize by promotion.conversion subject to total.profit > 1G",
         "no values were found that meet total.profit > 1G:"},
        {":optimize by promotion.conversion subject to promotion.conversion < 10 %, total.profit > "
         "200k",
         "no values were found that meet all conditions together"},
        {":optimize by promotion.conversion subject to promotion.conversion < 4 %, "
         "promotion.conversion > 5 %",
         "no values were found that meet all conditions together"},
        {":optimize sqrt(-1) by promotion.conversion", "is undefined at all values"},
        {":optimize total.carbon by promotion.conversion", "total.carbon stays 0"},
        {":optimize total.proft", "did you mean 'total.profit'"},
        {":optimize by promotion.conversoin", "did you mean 'promotion.conversion'"},
        {":optimize by promotion.cost", "is a formula"},
        {":optimize by promotion.conversion subject to total.profit >", "missing"},
        {":optimize by promotion.conversion, promotion.conversion", "is named twice"},
        {":optimize by scenario.months", "horizon"},
    };
    struct screen *screen = *state;
    screen_focus_campaigns(screen);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        screen_type(screen, rows[i].line);
        screen_type(screen, "<Enter>");
        if (!screen_shows(screen, rows[i].says)) {
            char *dump = screen_dump(screen);
            fail_msg("'%s' doesn't lead to '%s':\n%s", rows[i].line, rows[i].says, dump);
        }
        assert_false(app_is_edited(screen->app));
    }
    screen_type(screen, "<Home>:optimize<Enter>"); /* on a heading */
    assert_true(screen_shows(screen, "select a parameter, or name some: by NAME, NAME"));
}

static void test_completion(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":opti<Tab>total.pro<Tab>");
    assert_true(screen_shows(screen, ":optimize total.profit"));
    screen_type(screen, " by promotion.con<Tab>, seats.p<Tab> subject to cash.low<Tab>");
    assert_true(screen_shows(screen, "seats.price subject to cash.lowest"));
    screen_type(screen, "<Ctrl-U>minimize by total.<Tab>");
    assert_true(screen_shows(screen, ":minimize by total."));
    screen_type(screen, "<Esc>");
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, screen_set_up, screen_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shown_and_taken_as_one_edit),
        TEST(put_back_without_a_trace),
        TEST(what_is_left_out),
        TEST(among_other_edits),
        TEST(lines_that_are_new_in_the_file),
        TEST(answers_without_values),
        TEST(completion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
