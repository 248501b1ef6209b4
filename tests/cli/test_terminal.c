/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stories of the terminal itself: keys that come in pieces, the mouse, sizes, terminals that can do
 * less, and every way out. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/assert_near.h"
#include "support/story.h"

#define ESC "\033"

static const char paste_off[] = ESC "[?2004l", mouse_off[] = ESC "[?1006l" ESC "[?1000l";
static const char main_screen[] = ESC "[?1049l";

static void quit(struct host *host)
{
    story_quit(host, "q");
    assert_true(host_is_cooked(host));
}

/* ---- Input ---- */

static void test_a_split_sequence_is_one_key(void **state)
{
    static const char *const starts[] = {ESC "[", ESC "O"};
    struct host *host = story_start(*state);

    host_send(host, "/campaign_cost\r");
    host_wait_until(host, host_has_cursor_by, "campaign_cost ");
    for (int i = 0; i < 2; i++) {
        host_send(host, starts[i]);
        host_wait_quiet(host, 300); /* longer than a lone Escape is waited for */
        host_send(host, "A");
        host_wait_until(host, host_has_cursor_by, "campaigns ");
        host_send(host, ESC "[B");
        host_wait_until(host, host_has_cursor_by, "campaign_cost ");
    }
    quit(host);
}

static void test_many_keys_at_once(void **state)
{
    struct host *host = story_start(*state);

    story_find_conversion(host);
    for (int i = 0; i < 1000; i++)
        host_send(host, "77\177\177");
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    story_quit(host, ":q!\r");
}

static void test_the_mouse_clicks(void **state)
{
    struct host *host = story_start(*state);
    int row, column;
    char click[64];

    host_wait_until(host, host_has_sent, ESC "[?1000h" ESC "[?1006h");
    host_find(host, "campaign_cost", &row, &column);
    snprintf(click, sizeof click, ESC "[<0;%d;%dM" ESC "[<0;%d;%dm", column + 1, row + 1,
             column + 1, row + 1);
    host_send(host, click);
    host_wait_until(host, host_has_cursor_by, "campaign_cost");
    host_find(host, "2 Cash", &row, &column);
    snprintf(click, sizeof click, ESC "[<0;%d;%dM", column + 2, row + 1);
    host_send(host, click);
    host_wait_until_gone(host, "Margin");
    quit(host);
    assert_true(host_has_sent(host, mouse_off));
}

static void test_the_mouse_can_be_left_alone(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host, &(struct host_options){.folder = story->folder}, "--no-mouse", "case.ini",
               NULL);
    host_wait_for(host, story_profit);
    assert_false(host_has_sent(host, ESC "[?1000h"));
    host_send(host, ":set mouse on\r");
    host_wait_until(host, host_has_sent, ESC "[?1000h");
    quit(host);
    assert_true(host_has_sent(host, mouse_off));
}

static void test_an_interrupt_is_a_key(void **state)
{
    struct host *host = story_start(*state);

    story_find_conversion(host);
    host_send(host, "41\r");
    host_wait_for(host, "case.ini *");
    kill(host->pid, SIGINT);
    host_send(host, "u");
    host_wait_for(host, story_profit);
    quit(host);
}

/* ---- Sizes ---- */

static void test_a_storm_of_sizes(void **state)
{
    static const struct {
        int rows, columns;
    } sizes[] = {{10, 40}, {1, 1}, {120, 300}, {2, 200}, {200, 2}, {3, 3}, {16, 60}, {40, 120}};
    struct host *host = story_start(*state);

    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            host_resize(host, sizes[i].rows, sizes[i].columns);
    host_wait_for(host, story_profit);
    host_wait_for(host, "claims fail");
    quit(host);
}

static void test_a_start_in_one_cell(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host, &(struct host_options){.folder = story->folder, .rows = 1, .columns = 1},
               "case.ini", NULL);
    host_wait_until(host, host_has_sent, ESC "[?1049h");
    host_resize(host, 24, 80);
    host_wait_for(host, story_profit);
    quit(host);
}

/* ---- Terminals that can do less ---- */

static bool has_reverse_cursor(struct host *host, const char *unused)
{
    (void)unused;
    return host_has_reverse_cursor(host);
}

static void test_the_focus_shows_without_colours(void **state)
{
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    static const char *const vt100[] = {"TERM=vt100", NULL};
    struct story *story = *state;
    struct host *host = story_start_with(story, (struct host_options){.environment = no_color});

    assert_false(host_has_colours(host));
    host_wait_until(host, has_reverse_cursor, "the focus");
    quit(host);
    host = story_start_with(story, (struct host_options){.environment = vt100});
    assert_false(host_has_colours(host));
    assert_false(host_has_sent(host, ESC "[?2004h"));
    host_wait_until(host, has_reverse_cursor, "the focus");
    quit(host);
}

static void test_what_a_locale_lacks_keeps_its_columns(void **state)
{
    static const char *const plain[] = {"LC_ALL=C", NULL};
    struct host *host = story_start_with(*state, (struct host_options){.environment = plain});
    int row, column, other_row, other_column;

    host_find(host, "USD/TB", &row, &column);
    host_find(host, "USD/campaign", &other_row, &other_column);
    assert_int_equal(column, other_column);
    assert_true(host_shows(host, "5?  USD/campaign")); /* 5万 takes three columns */
    quit(host);
}

static void test_no_terminal_name_at_all(void **state)
{
    static const char *const empty[] = {"TERM=", NULL};
    static const char *const unset[] = {"TERM", NULL};
    struct story *story = *state;

    quit(story_start_with(story, (struct host_options){.environment = empty}));
    quit(story_start_with(story, (struct host_options){.environment = unset}));
}

/* ---- Ways out ---- */

static void assert_given_back(struct host *host)
{
    assert_true(host_is_cooked(host));
    assert_true(host_has_sent(host, paste_off));
    assert_true(host_has_sent(host, mouse_off));
    assert_true(host_has_sent(host, main_screen));
}

static void test_signals_give_the_terminal_back(void **state)
{
    static const int numbers[] = {SIGHUP, SIGTERM};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct host *host = story_start(*state);

        kill(host->pid, numbers[i]);
        assert_int_equal(host_wait_for_end(host, NULL), 128 + numbers[i]);
        assert_given_back(host);
    }
}

static void test_a_crash_gives_the_terminal_back(void **state)
{
    struct host *host = story_start(*state);

    kill(host->pid, SIGSEGV);
    assert_int_not_equal(host_wait_for_end(host, NULL), 0);
    assert_given_back(host);
}

static void test_a_dead_line_ends_it(void **state)
{
    for (int ignores = 0; ignores < 2; ignores++) {
        struct host *host =
            story_start_with(*state, (struct host_options){.ignores_hangup = ignores});
        long cpu_ms;

        host_hang_up(host);
        assert_int_not_equal(host_wait_for_end(host, &cpu_ms), 0);
        assert_true(cpu_ms < 1000);
    }
}

static void test_a_stalled_line_does_not_hold_it(void **state)
{
    struct host *host = story_start(*state);

    host_stall(host, "\f\f\f\f\f\f\f\f"); /* Ctrl-L: everything again */
    kill(host->pid, SIGTERM);
    assert_true(host_ends_unread(host, 3000));
    assert_int_equal(host_wait_for_end(host, NULL), 128 + SIGTERM);
    assert_true(host_is_cooked(host));
}

/* ---- Without the dashboard ---- */

static void test_a_simulation_is_ended(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host, &(struct host_options){.folder = story->folder, .rows = 120, .columns = 80},
               "simulate", "case.ini", "--samples", "1e12", NULL);
    host_wait_for(host, "0 % ---------------- ");
    host_wait_for(host, " left, Ctrl-C ends it");
    host_send(host, "\003");
    host_wait_for(host, "interrupted: 1,000,000,000,000 samples were asked for");
    host_wait_for(host, "curvature and interplay");
    assert_false(host_shows(host, "Ctrl-C ends it"));
    assert_int_equal(host_wait_for_end(host, NULL), 0);
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, story_set_up, story_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(test_a_split_sequence_is_one_key),
        STORY(test_many_keys_at_once),
        STORY(test_the_mouse_clicks),
        STORY(test_the_mouse_can_be_left_alone),
        STORY(test_an_interrupt_is_a_key),
        STORY(test_a_storm_of_sizes),
        STORY(test_a_start_in_one_cell),
        STORY(test_the_focus_shows_without_colours),
        STORY(test_what_a_locale_lacks_keeps_its_columns),
        STORY(test_no_terminal_name_at_all),
        STORY(test_signals_give_the_terminal_back),
        STORY(test_a_crash_gives_the_terminal_back),
        STORY(test_a_dead_line_ends_it),
        STORY(test_a_stalled_line_does_not_hold_it),
        STORY(test_a_simulation_is_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
