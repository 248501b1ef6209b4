/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stories of the whole program in a terminal, from its start to its exit status. */
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "support/assert_near.h"
#include "support/story.h"
#include "support/temp_dir.h"

#define UP "\033[A"
#define ESC "\033"

/* What a line of the copy is now; a static string. */
static const char *line_of(const struct story *story, const char *key)
{
    static char line[256];
    size_t size;
    char *bytes = temp_read(temp_path(story->folder, "case.ini"), &size);
    char *at = bytes ? strstr(bytes, key) : NULL;

    snprintf(line, sizeof line, "%.*s", at ? (int)strcspn(at, "\n") : 0, at ? at : "");
    free(bytes);
    return line;
}

static void test_every_key_shows_its_result(void **state)
{
    struct host *host = story_start(*state);

    story_find_conversion(host);
    host_send(host, "4");
    host_wait_for(host, "-36,994,765");
    host_send(host, "1");
    host_wait_for(host, "5,235");
    host_send(host, ESC);
    host_wait_for(host, story_profit);
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    host_send(host, "u");
    host_wait_for(host, story_profit);
    story_quit(host, "q");
    assert_string_equal(line_of(*state, "conversion "), "conversion           = 10 %");
}

static void test_save_changes_one_value(void **state)
{
    struct story *story = *state;
    size_t size, saved_size;
    char *bytes = temp_read(temp_path(story->folder, "case.ini"), &size), *saved, *at;
    struct host *host = story_start(story);

    story_find_conversion(host);
    host_send(host, "41\rs");
    host_wait_for(host, "saved case.ini");
    story_quit(host, "q");
    saved = temp_read(temp_path(story->folder, "case.ini"), &saved_size);
    at = strstr(saved, "= 41 %");
    assert_non_null(at);
    memcpy(at, "= 10 %", 6);
    assert_int_equal(saved_size, size);
    assert_memory_equal(saved, bytes, size);
    free(bytes);
    free(saved);
}

static void test_keys_typed_ahead_are_all_taken(void **state)
{
    struct story *story = *state;

    host_start(&story->host, &(struct host_options){.folder = story->folder}, "case.ini", NULL);
    story_quit(&story->host, "/promotion.conversion\r41\r:wq\r");
    assert_string_equal(line_of(story, "conversion "), "conversion           = 41 %");
}

static void test_quitting_asks_about_edits(void **state)
{
    struct host *host = story_start(*state);

    story_find_conversion(host);
    host_send(host, "41\rq");
    host_wait_for(host, "unsaved");
    host_send(host, ESC);
    host_wait_until_gone(host, "unsaved edits:");
    host_send(host, "q");
    host_wait_for(host, "unsaved");
    story_quit(host, "d");
    assert_string_equal(line_of(*state, "conversion "), "conversion           = 10 %");
}

static void test_a_change_on_the_disk_is_noticed(void **state)
{
    struct story *story = *state;
    struct host *host = story_start(story);

    story_find_conversion(host);
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    temp_write(temp_path(story->folder, "case.ini"), "[other]\ncost = 1\n");
    host_send(host, "s");
    host_wait_for(host, "has changed");
    assert_string_equal(line_of(story, "cost"), "cost = 1");
    host_send(host, "o");
    host_wait_for(host, "saved case.ini");
    assert_string_equal(line_of(story, "conversion "), "conversion           = 41 %");
    story_quit(host, "q");
}

/* Saving and leaving at once: not before it is saved. */
static void test_a_save_that_fails_is_no_way_out(void **state)
{
    struct story *story = *state;
    struct host *host = story_start(story);

    story_find_conversion(host);
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    temp_write(temp_path(story->folder, "case.ini"), "[other]\ncost = 1\n");
    host_send(host, ":wq\r");
    host_wait_for(host, "has changed");
    story_quit(host, "o");
    assert_string_equal(line_of(story, "conversion "), "conversion           = 41 %");
}

static void test_a_faulty_file_leaves_the_present_one(void **state)
{
    struct story *story = *state;
    struct host *host;

    temp_write(temp_path(story->folder, "bad.ini"), "[a]\ncost = nothing\n");
    host = story_start(story);
    host_send(host, ":e bad.ini\r");
    host_wait_for(host, "bad.ini:2:8: unknown name 'nothing'");
    host_wait_for(host, story_profit);
    temp_write(temp_path(story->folder, "good.ini"), "[a]\ncost = 1234567\n");
    host_send(host, ":e good.ini\r");
    host_wait_for(host, "1,234,567");
    host_wait_until_gone(host, story_profit);
    story_quit(host, "q");
}

static void test_standard_input_is_no_file(void **state)
{
    struct host *host = story_start(*state);

    story_find_conversion(host);
    host_send(host, ":e -\r");
    host_wait_for(host, "'-' is standard input");
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    host_send(host, ":w -\r");
    host_wait_for(host, "'-' is standard input");
    story_quit(host, "qd");
}

static void test_the_starter_is_saved_under_a_name(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;
    size_t size;
    char *saved;

    host_start(host, &(struct host_options){.folder = story->folder}, NULL);
    host_wait_for(host, "Helpdesk AI");
    host_send(host, "s");
    host_wait_for(host, "Save as:");
    host_send(host, "mine.ini\r");
    host_wait_for(host, "saved mine.ini");
    story_quit(host, "q");
    saved = temp_read(temp_path(story->folder, "mine.ini"), &size);
    assert_non_null(saved);
    free(saved);
}

static void test_a_report_goes_to_a_file(void **state)
{
    struct story *story = *state;
    struct host *host = story_start(story);
    size_t size;
    char *report;

    host_send(host, ":report out.txt\r");
    host_wait_for(host, "report written to 'out.txt'");
    report = temp_read(temp_path(story->folder, "out.txt"), &size);
    assert_non_null(report);
    assert_non_null(strstr(report, story_profit));
    free(report);
    story_quit(host, "q");
}

static void test_another_file_is_compared(void **state)
{
    struct story *story = *state;
    struct host *host = story_start(story);

    temp_write(temp_path(story->folder, "other.ini"),
               "[scenario]\nextends = case.ini\n[promotion]\nconversion = 41 %\n");
    host_send(host, ":diff nowhere.ini\r");
    host_wait_for(host, "nowhere.ini: No such file");
    host_send(host, ":diff other.ini\r");
    host_wait_for(host, "compared with other.ini");
    host_wait_for(host, "What the changes did to");
    host_wait_for(host, "pro….conversion  -31.00M");
    story_quit(host, "q");
}

static void test_options_are_edits_and_a_view(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host, &(struct host_options){.folder = story->folder}, "--set",
               "promotion.conversion=41", "--view", "summary", "case.ini", NULL);
    host_wait_for(host, "5,235");
    host_wait_for(host, "case.ini *");
    host_send(host, "u");
    host_wait_for(host, story_profit);
    story_quit(host, "q");
}

static void test_themes(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;
    const char *folders[] = {".config", ".config/proforma", ".config/proforma/themes"};

    for (int i = 0; i < 3; i++)
        assert_int_equal(mkdir(temp_path(story->folder, folders[i]), 0700), 0);
    temp_write(temp_path(story->folder, ".config/proforma/themes/own.ini"),
               "[theme]\ntitle = one of my own\nglyphs = ascii\n[mono]\nfocus = reverse\n");
    host_start(host, &(struct host_options){.folder = story->folder}, "--theme", "own", "case.ini",
               NULL);
    host_wait_for(host, story_profit);
    assert_false(host_has_colours(host));
    host_send(host, ":theme light\r");
    host_wait_for(host, "theme light");
    assert_true(host_has_colours(host));
    host_send(host, "t");
    host_wait_for(host, "theme mono");
    host_send(host, ":theme nosuch\r");
    host_wait_for(host, "'nosuch'");
    host_send(host, "\x0c:set mouse off\r");
    host_wait_for(host, "the mouse is left to the terminal");
    story_quit(host, "q");
}

static void test_a_mouse_click_changes_the_view(void **state)
{
    struct host *host = story_start(*state);

    host_wait_for(host, "Margin");
    host_send(host, ESC "[<0;17;2M" ESC "[<0;17;2m");
    host_wait_until_gone(host, "Margin");
    host_wait_for(host, "NPV");
    story_quit(host, "q");
}

/* Two clicks are a double click, which folds; a third is one by itself again. */
static void test_three_clicks(void **state)
{
    struct host *host = story_start(*state);
    char click[64], clicks[256];
    int row, column;

    host_wait_for(host, "volume_per_day");
    host_find(host, "Data collection", &row, &column);
    snprintf(click, sizeof click, ESC "[<0;%d;%dM" ESC "[<0;%d;%dm", column + 1, row + 1,
             column + 1, row + 1);
    snprintf(clicks, sizeof clicks, "%s%s%s]", click, click, click);
    host_send(host, clicks);
    host_wait_for(host, "NPV");
    assert_false(host_shows(host, "volume_per_day"));
    story_quit(host, "q");
}

static void test_a_small_terminal_says_so_and_recovers(void **state)
{
    struct host *host = story_start(*state);

    host_resize(host, 10, 40);
    host_wait_for(host, "60");
    host_wait_until_gone(host, story_profit);
    host_resize(host, 1, 1);
    host_resize(host, 40, 120);
    host_wait_for(host, story_profit);
    story_find_conversion(host);
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    story_quit(host, ":q!\r");
}

static void test_a_paste_runs_no_command(void **state)
{
    struct host *host = story_start(*state);

    story_find_conversion(host);
    host_send(host, "\r" ESC "[200~:q!\rq\r" ESC "[201~");
    host_wait_for(host, ":q!");
    host_send(host, ESC);
    host_wait_for(host, story_profit);
    story_quit(host, "q");
}

static void test_suspended_and_resumed(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host,
               &(struct host_options){
                   .folder = story->folder,
                   .script = "set -m; \"$0\" case.ini; echo stopped; read line; fg; echo ended $?"},
               NULL);
    host_wait_for(host, story_profit);
    story_find_conversion(host);
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    host_send(host, "\x1a");
    host_wait_for(host, "stopped");
    host_wait_until_gone(host, "5,235");
    host_send(host, "\n");
    host_wait_for(host, "5,235");
    host_send(host, ":q!\r");
    host_wait_for(host, "ended 0");
    assert_int_equal(host_wait_for_end(host, NULL), 0);
}

static void test_a_broken_connection_ends_it_at_once(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;
    long cpu_ms;

    host_start(host, &(struct host_options){.folder = story->folder, .ignores_hangup = true},
               "case.ini", NULL);
    host_wait_for(host, story_profit);
    story_find_conversion(host);
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    host_hang_up(host);
    assert_int_equal(host_wait_for_end(host, &cpu_ms), 4);
    assert_true(cpu_ms < 1000);
    assert_string_equal(line_of(story, "conversion "), "conversion           = 10 %");
}

static void test_a_signal_gives_the_terminal_back(void **state)
{
    struct host *host = story_start(*state);

    kill(host->pid, SIGTERM);
    assert_int_equal(host_wait_for_end(host, NULL), 128 + SIGTERM);
    host_wait_until_gone(host, story_profit);
}

static void test_ctrl_c_loses_nothing(void **state)
{
    struct host *host = story_start(*state);

    story_find_conversion(host);
    host_send(host, "41\r");
    host_wait_for(host, "5,235");
    host_send(host, "\x03");
    host_send(host, UP);
    host_wait_for(host, "5,235");
    story_quit(host, ":q!\r");
}

static void test_no_color_and_plain_characters(void **state)
{
    static const char *const environment[] = {"NO_COLOR=1", "LC_ALL=C", NULL};
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host, &(struct host_options){.folder = story->folder, .environment = environment},
               "case.ini", NULL);
    host_wait_for(host, story_profit);
    assert_false(host_has_colours(host));
    for (const char *at = host->text; *at; at++)
        assert_true((unsigned char)*at < 0x80);
    story_quit(host, "q");
}

static void test_colours_and_an_unknown_terminal(void **state)
{
    /* ncurses doesn't give back what it took for a terminal that it can't open. */
    static const char *const environment[] = {"TERM=no-such-terminal",
                                              "ASAN_OPTIONS=detect_leaks=0", NULL};
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host, &(struct host_options){.folder = story->folder, .environment = environment},
               "case.ini", NULL);
    host_wait_for(host, "'no-such-terminal'");
    assert_true(host_has_colours(host));
    story_quit(host, "q");
}

static void test_a_terminal_that_can_do_nothing(void **state)
{
    static const char *const environment[] = {"TERM=dumb", NULL};
    struct story *story = *state;
    struct host *host = &story->host;

    host_start(host, &(struct host_options){.folder = story->folder, .environment = environment},
               "case.ini", NULL);
    assert_int_equal(host_wait_for_end(host, NULL), 4);
    host_wait_for(host, "use 'proforma report FILE'");
}

static void test_a_faulty_scenario_is_told_before_the_screen(void **state)
{
    struct story *story = *state;
    struct host *host = &story->host;

    temp_write(temp_path(story->folder, "bad.ini"), "[a]\ncost = nothing\n");
    host_start(host, &(struct host_options){.folder = story->folder}, "bad.ini", NULL);
    assert_int_equal(host_wait_for_end(host, NULL), 3);
    host_wait_for(host, "bad.ini:2:8: error: unknown name 'nothing'");
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, story_set_up, story_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(test_every_key_shows_its_result),
        STORY(test_save_changes_one_value),
        STORY(test_keys_typed_ahead_are_all_taken),
        STORY(test_quitting_asks_about_edits),
        STORY(test_a_change_on_the_disk_is_noticed),
        STORY(test_a_save_that_fails_is_no_way_out),
        STORY(test_a_faulty_file_leaves_the_present_one),
        STORY(test_standard_input_is_no_file),
        STORY(test_the_starter_is_saved_under_a_name),
        STORY(test_a_report_goes_to_a_file),
        STORY(test_another_file_is_compared),
        STORY(test_options_are_edits_and_a_view),
        STORY(test_themes),
        STORY(test_a_mouse_click_changes_the_view),
        STORY(test_three_clicks),
        STORY(test_a_small_terminal_says_so_and_recovers),
        STORY(test_a_paste_runs_no_command),
        STORY(test_suspended_and_resumed),
        STORY(test_a_broken_connection_ends_it_at_once),
        STORY(test_a_signal_gives_the_terminal_back),
        STORY(test_ctrl_c_loses_nothing),
        STORY(test_no_color_and_plain_characters),
        STORY(test_colours_and_an_unknown_terminal),
        STORY(test_a_terminal_that_can_do_nothing),
        STORY(test_a_faulty_scenario_is_told_before_the_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
