/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard when memory runs out, at every allocation in turn: it goes on, no edit is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/failing_alloc.h"
#include "support/screen.h"

/* Type KEYS with allocation after allocation failing; then everything still works and can be
 * undone.
 */
static void try_all(const char *keys)
{
    bool failed = true;
    for (int at = 1; failed; at++) {
        struct screen screen;
        screen_open(&screen, "memory.ini", 24, 80, true);
        failing_alloc_begin(at, false);
        screen_type(&screen, keys);
        failed = failing_alloc_end();
        screen_type(&screen, "<Esc><Esc><Esc>");
        free(screen_dump(&screen));
        for (int i = 0; i < 20 && app_is_edited(screen.app); i++)
            screen_type(&screen, "u");
        assert_false(app_is_edited(screen.app));
        screen_close(&screen);
    }
}

static void test_typing(void **state)
{
    (void)state;
    try_all("5<Enter><Down>7<Esc><Ctrl-R>");
}

static void test_a_formula(void **state)
{
    (void)state;
    try_all("<Enter><Ctrl-U>1 + fee<Enter>");
}

static void test_nudges_and_switches(void **state)
{
    (void)state;
    try_all("+-+/campaigns<Enter> u<Ctrl-R>r");
}

static void test_the_rest(void **state)
{
    (void)state;
    try_all("b<Left>l/fee<Enter>:set shared.new 4<Enter>S<Ctrl-U>x<Enter>");
}

static void test_the_best_values(void **state)
{
    (void)state;
    try_all(":optimize by promotion.conversion, seats.price subject to total.revenue < 700k<Enter>"
            "<Enter>");
}

static void test_seeking_a_goal(void **state)
{
    (void)state;
    try_all("/campaigns<Enter>=5k<Esc>:solve total.profit = 100k by promotion.conversion<Enter>"
            "<Enter>");
}

/* Comparing with another file, the answer to :diff, and what is drawn of it. */
static void test_comparing(void **state)
{
    (void)state;
    bool failed = true;
    for (int at = 1; failed; at++) {
        struct screen screen;
        screen_open(&screen, "memory.ini", 24, 80, true);
        screen_type(&screen, ":set seats.price 6<Enter>:diff other.ini<Enter>");
        struct scenario *other = screen_load("memory.ini");
        failing_alloc_begin(at, false);
        app_compared(screen.app, other, "other.ini");
        app_prepare(screen.app);
        app_draw(screen.app, &screen.canvas);
        failed = failing_alloc_end();
        screen_type(&screen, "v6u<Ctrl-R>");
        assert_true(screen_shows(&screen, "What the changes did"));
        screen_close(&screen);
    }
}

/* What is prepared for a view, and for the column beside the fields; then it is shown all the same.
 */
static void prepare_all(const char *keys, const char *shown)
{
    bool failed = true;
    for (int at = 1; failed; at++) {
        struct screen screen;
        screen_open(&screen, "memory.ini", 40, 120, true);
        screen_type(&screen, keys);
        failing_alloc_begin(at, false);
        for (int i = 0; i < 2; i++) {
            app_prepare(screen.app);
            app_draw(screen.app, &screen.canvas);
        }
        failed = failing_alloc_end();
        assert_true(screen_shows(&screen, shown));
        assert_true(screen_shows(&screen, "total.profit by +1 %"));
        screen_close(&screen);
    }
}

static void test_sensitivity(void **state)
{
    (void)state;
    prepare_all("v3/campaigns<Enter>", "-400 (-1.0 %)");
    prepare_all("v3/campaigns<Enter><Enter><Ctrl-U>100 + 100",
                "Select a parameter for its figures.");
}

static void test_explaining(void **state)
{
    (void)state;
    prepare_all("v7/campaigns<Enter>", "+1 % of it moves");
    prepare_all("lv7/revenue<Enter>n", "+1 % of a parameter does");
}

/* The search for what explains a claim that fails. */
static void test_causes_of_claims(void **state)
{
    (void)state;
    bool failed = true;
    for (int at = 1; failed; at++) {
        struct screen screen;
        screen_open(&screen, "claim.ini", 24, 80, true);
        screen_type(&screen, "v7");
        failing_alloc_begin(at, false);
        app_prepare(screen.app);
        failed = failing_alloc_end();
        assert_true(screen_shows(&screen, "stage 'rent' counted twice"));
        screen_close(&screen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typing),
        cmocka_unit_test(test_a_formula),
        cmocka_unit_test(test_nudges_and_switches),
        cmocka_unit_test(test_the_rest),
        cmocka_unit_test(test_the_best_values),
        cmocka_unit_test(test_seeking_a_goal),
        cmocka_unit_test(test_comparing),
        cmocka_unit_test(test_sensitivity),
        cmocka_unit_test(test_explaining),
        cmocka_unit_test(test_causes_of_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
