/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole screen against tests/golden/app-*.txt: every view and size, and what comes over them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/golden.h"
#include "support/screen.h"

/* The screen after KEYS at 80x24. */
static void draw(const char *name, const char *keys)
{
    struct screen screen;
    char golden[128];
    screen_open(&screen, "dashboard.ini", 24, 80, true);
    screen_type(&screen, keys);
    snprintf(golden, sizeof golden, "app-%s", name);
    char *dump = screen_dump(&screen);
    bool matches = golden_matches(golden, dump);
    free(dump);
    screen_close(&screen);
    assert_true(matches);
}

static void test_summary(void **state)
{
    (void)state;
    screen_check_sizes("summary", "dashboard.ini", "/conv<Enter>12<Enter><Down>");
}

static void test_cash(void **state)
{
    (void)state;
    screen_check_sizes("cash", "dashboard.ini", "]b<Down><Down>7");
}

static void test_sensitivity(void **state)
{
    (void)state;
    screen_check_sizes("sensitivity", "dashboard.ini", "v3/campaigns<Enter>150<Enter>");
    screen_check_sizes("sensitivity-odd", "sensitivity.ini", "v3/hill<Enter>4");
}

static void test_sweep(void **state)
{
    (void)state;
    screen_check_sizes("sweep", "dashboard.ini", "v4/campaigns<Enter>100<Enter>n/转化<Enter>");
}

static void test_sweep_over_two(void **state)
{
    (void)state;
    screen_check_sizes("sweep-two", "dashboard.ini",
                       "v4/campaign_rev<Enter>5k<Enter>/campaigns<Enter>x/转化<Enter>");
}

static void test_explain(void **state)
{
    (void)state;
    screen_check_sizes("explain", "dashboard.ini", "lv7/revenue<Enter>n");
}

static void test_what_is_typed_shows_where_it_belongs(void **state)
{
    (void)state;
    draw("editing", "/campaigns<Enter>5");
    draw("invalid", "/campaigns<Enter>5 +");
    draw("editing-unit", "/campaign_cost<Enter>5k USD");
    draw("editing-formula", "/campaign_cost<Enter>5 * 7");
    draw("editing-long", "/campaign_cost<Enter>1234567890123456789012");
    draw("long-formula",
         "l/seats<Enter>n<Enter><Ctrl-U>if(month > 6, prev(seats, begin) * 1.05, 40)");
}

static void test_overlays_and_questions(void **state)
{
    (void)state;
    draw("command", ":s<Tab>");
    draw("names", ":set promotion.");
    draw("search", "/camp");
    draw("question", "5<Enter>q");
    draw("views", "v");
    draw("save-as", "S");
    draw("help", "/campaigns<Enter>?");
    draw("help-editing", "/campaigns<Enter>5<F1>");
}

static void test_stages_that_are_folded_or_off(void **state)
{
    (void)state;
    draw("folded", "/promo<Enter><Left><Tab> ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_summary),
        cmocka_unit_test(test_cash),
        cmocka_unit_test(test_sensitivity),
        cmocka_unit_test(test_sweep),
        cmocka_unit_test(test_sweep_over_two),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_what_is_typed_shows_where_it_belongs),
        cmocka_unit_test(test_overlays_and_questions),
        cmocka_unit_test(test_stages_that_are_folded_or_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
