/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Compare view: how it looks beside the baseline and beside other files, in every size; what
 * :diff asks for; that it follows what is typed, and that nothing in it is out of date.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/golden.h"
#include "support/screen.h"

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {40, 120}, {16, 60}};

/* Edits of dashboard.ini as another file has them; they end with a section NULL. */
static const char *const last_week[][3] = {{"promotion", "conversion", "12 %"},
                                           {"promotion", "campaigns", "180 campaigns"},
                                           {"seats", "price", "89 USD/user"},
                                           {"seats", "revenue", "seats * price * 0.95"},
                                           {"office", "rent", "5000 USD"},
                                           {"office", "cost", "115000 + rent"},
                                           {NULL, NULL, NULL}};
static const char *const cautious[][3] = {{"promotion", "enabled", "no"},
                                          {"scenario", "months", "18"},
                                          {"scenario", "budget", "80万 USD"},
                                          {NULL, NULL, NULL}};

static struct scenario *load_edited(const char *const (*edits)[3])
{
    struct scenario *scenario = screen_load("dashboard.ini");
    struct error err;
    for (; (*edits)[0] != NULL; edits++)
        if (scenario_set(scenario, (*edits)[0], (*edits)[1], (*edits)[2], &err) != STATUS_OK)
            fail_msg("%s", err.text);
    return scenario;
}

static void compare_with(struct screen *screen, const char *const (*edits)[3], const char *path)
{
    char command[128];
    snprintf(command, sizeof command, ":diff %s<Enter>", path);
    screen_type(screen, command);
    assert_true(screen->effects & EFFECT_COMPARE);
    assert_string_equal(app_request(screen->app)->path, path);
    app_compared(screen->app, load_edited(edits), path);
}

static void check(struct screen *screen, const char *name)
{
    char *dump = screen_dump(screen);
    bool matches = golden_matches(name, dump);
    free(dump);
    assert_true(matches);
}

/* The screen after KEYS in every size and both character sets, beside N_OTHERS files. */
static void draw_all_sizes(const char *name, const char *keys, int n_others)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int utf8 = 0; utf8 <= 1; utf8++) {
            struct screen screen;
            char golden[128];
            screen_open(&screen, "dashboard.ini", 24, 80, utf8 == 1);
            if (n_others > 0)
                compare_with(&screen, last_week, "plans/week.ini");
            if (n_others > 1)
                compare_with(&screen, cautious, "cautious.ini");
            screen_type(&screen, keys);
            screen_resize(&screen, sizes[i].rows, sizes[i].columns);
            snprintf(golden, sizeof golden, "view-compare-%s-%dx%d-%s", name, sizes[i].columns,
                     sizes[i].rows, utf8 == 1 ? "utf8" : "ascii");
            check(&screen, golden);
            screen_close(&screen);
        }
}

static void test_beside_the_saved_scenario(void **state)
{
    (void)state;
    draw_all_sizes("saved", "v6:set promotion.conversion 12<Enter>:set seats.price 89<Enter>", 0);
}

static void test_beside_files(void **state)
{
    (void)state;
    draw_all_sizes("file", "", 1);
    draw_all_sizes("files", "/campaigns<Enter>+", 2);
}

static void test_special_cases(void **state)
{
    (void)state;
    struct screen screen;
    screen_open(&screen, "dashboard.ini", 24, 80, true);
    screen_type(&screen, "v6");
    check(&screen, "view-compare-nothing");
    screen_type(&screen, ":outcome cash.runway<Enter>:set office.cost 9M<Enter>");
    check(&screen, "view-compare-lost");
    compare_with(&screen, cautious, "cautious.ini");
    screen_type(&screen, ":set office.rent 5 USD<Enter>:outcome office.rent<Enter>");
    check(&screen, "view-compare-no-outcome");
    screen_type(&screen, ":diff<Enter>:outcome total.cost<Enter>b");
    screen_type(&screen, ":set promotion.campaigns 150<Enter>:set seats.price 80<Enter>J");
    check(&screen, "view-compare-pinned");
    screen_close(&screen);
}

static void test_command(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, ":diff<Enter>");
    assert_false(screen->effects & EFFECT_COMPARE);
    compare_with(screen, last_week, "plans/week.ini");
    assert_true(screen_shows(screen, "week.ini")); /* the view has come up */
    assert_true(screen_shows(screen, "Parameters"));
    screen_type(screen, "v1:diff other.ini<Enter>");
    app_failed(screen->app, "other.ini: no such file");
    assert_true(screen_shows(screen, "no such file"));
    assert_false(screen_shows(screen, "week.ini"));
    /* the same file again is read anew, and there is no end of them but a limit */
    compare_with(screen, cautious, "plans/week.ini");
    assert_true(screen_shows(screen, "structure"));
    for (int i = 1; i < 8; i++) {
        char path[32];
        snprintf(path, sizeof path, "%d.ini", i);
        compare_with(screen, last_week, path);
    }
    free(screen_dump(screen));
    compare_with(screen, last_week, "ninth.ini");
    assert_true(screen_shows(screen, "8 files are compared already"));
    compare_with(screen, last_week, "7.ini");
    assert_true(screen_shows(screen, "compared with 7.ini"));
    screen_type(screen, ":diff off<Enter>");
    assert_true(screen_shows(screen, "Nothing differs from the saved scenario"));
}

/* Every keystroke of a value shows, and Esc puts it back. */
static void test_it_follows(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v6/campaigns<Enter>");
    assert_true(screen_shows(screen, "Nothing differs"));
    screen_type(screen, "1");
    assert_true(screen_shows(screen, "promot….campaigns"));
    assert_true(screen_shows(screen, "+39,800"));
    screen_type(screen, "5");
    assert_true(screen_shows(screen, "+37,000"));
    screen_type(screen, "0");
    assert_true(screen_shows(screen, "+10,000"));
    screen_type(screen, "<Esc>");
    assert_true(screen_shows(screen, "Nothing differs"));
}

/* Amounts are rounded so that they lead from one end to the other. */
static void test_amounts_add_up(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 40, 120);
    screen_type(screen,
                "v6:outcome scenario.budget + promotion.campaigns + promotion.conversion<Enter>"
                ":set scenario.budget 1000000.4 USD<Enter>");
    screen_type(screen, ":set promotion.campaigns 200.3<Enter>");
    assert_true(screen_shows(screen, "1,000,200"));
    assert_true(screen_shows(screen, "1,000,201"));
    assert_true(screen_shows(screen, "scenario.budget                   +1 "));
    assert_true(screen_shows(screen, "promotion.campaigns                0 "));
}

/* The role of the change, which ends the row that shows TEXT. */
static enum ui_role role_of_change(struct screen *screen, const char *text)
{
    int row = screen_row_of(screen, text), column = screen->canvas.columns - 1;
    assert_true(row >= 0);
    const struct cell *cells = &screen->canvas.cells[row * screen->canvas.columns];
    while (column > 0 && cells[column].codepoint == ' ')
        column--;
    return (enum ui_role)cells[column].role;
}

static void test_less_of_costs_and_carbon_is_better(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 60, 120);
    screen_type(screen, "v6:set office.carbon 5 kgCO2e<Enter>:set office.revenue 7 USD<Enter>"
                        ":set office.cost 120002 USD<Enter>");
    assert_int_equal(role_of_change(screen, "office.carbon                5 "), UI_BAD);
    assert_int_equal(role_of_change(screen, "office.cost            120,002 "), UI_BAD);
    assert_int_equal(role_of_change(screen, "office.revenue               7 "), UI_GOOD);
}

/* Keys that were typed ahead scroll what is out of date: a model that is gone. */
static void test_typed_ahead(void **state)
{
    struct screen *screen = *state;
    compare_with(screen, last_week, "week.ini");
    for (int i = 0; i < 3; i++) {
        screen_type(screen, ":set office.cost months * 9000<Enter>JJKu<Ctrl-R>JuJ");
        assert_true(screen_shows(screen, "week.ini"));
        screen_type(screen, ":diff week.ini<Enter>");
        app_compared(screen->app, load_edited(cautious), "week.ini");
        screen_type(screen, "JKKKKKKKKKKK");
        screen_resize(screen, 16, 60);
        screen_resize(screen, 24, 80);
        assert_true(screen_shows(screen, "What the changes did"));
        screen_type(screen, "bJ");
        assert_true(screen_shows(screen, "week.ini"));
        screen_type(screen, "bK");
    }
}

/* Whatever the size and wherever it is scrolled to. */
static void test_every_size(void **state)
{
    struct screen *screen = *state;
    compare_with(screen, last_week, "a_file_with_quite_a_long_name.ini");
    compare_with(screen, cautious, "cautious.ini");
    for (int rows = 1; rows < 60; rows += 7)
        for (int columns = 1; columns < 200; columns += 13) {
            screen_resize(screen, rows, columns);
            free(screen_dump(screen));
            screen_type(screen, "JJJJJJJJJJ");
            free(screen_dump(screen));
            screen_type(screen, "KKKKKKKKKK");
        }
    screen_resize(screen, 24, 80);
    assert_true(screen_shows(screen, "What the changes did"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beside_the_saved_scenario),
        cmocka_unit_test(test_beside_files),
        cmocka_unit_test(test_special_cases),
        cmocka_unit_test_setup_teardown(test_command, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_it_follows, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_amounts_add_up, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_less_of_costs_and_carbon_is_better, screen_set_up,
                                        screen_tear_down),
        cmocka_unit_test_setup_teardown(test_typed_ahead, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_every_size, screen_set_up, screen_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
