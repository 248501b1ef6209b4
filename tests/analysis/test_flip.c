/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flip points: roots, jumps, touches, gaps, whole numbers, and which of several is nearest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/flip.h"
#include "support/assert_near.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

/* Where FORMULA flips by x, which is X now, in LOW..HIGH. */
static double flip_of(const char *formula, const char *x, double low, double high)
{
    char text[512];
    snprintf(text, sizeof text, "[shared]\nx = %s\n", x);
    struct scenario *scenario = scenario_from_text(text);
    struct probe *probe;
    struct flip_search search;
    assert_int_equal(probe_new(scenario, &formula, 1, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(flip_init(&search, probe, 0, scenario, NULL), STATUS_OK);
    flip_load(&search, scenario);
    double flip =
        flip_find(&search, scenario, model_find(scenario->model, "x"), (struct range){low, high});
    flip_fini(&search);
    probe_free(probe);
    scenario_free(scenario);
    return flip;
}

static void test_roots(void **state)
{
    (void)state;
    assert_near(flip_of("100 * x - 500", "8", 0, 80), 5, 0);
    assert_near(flip_of("x ^ 2 - 2", "8", 0, 80), sqrt(2), 1e-15);
    assert_near(flip_of("x ^ 2 - 2", "-8", -80, 80), -sqrt(2), 1e-15);
    assert_near(flip_of("x - 100", "8", 0, 80), NAN, 0);
    assert_near(flip_of("x + 100", "8", 0, 80), NAN, 0);
    /* within the range alone, but from a present value outside it on */
    assert_near(flip_of("x - 0.25", "8", 0.5, 80), NAN, 0);
    assert_near(flip_of("x - 5", "8", 0, 2), 5, 0);
    assert_near(flip_of("x - 5", "2", 6, 80), 5, 0);
    assert_near(flip_of("(x - 3) * (x - 5)", "2", 6, 20), 3, 1e-15);
    /* the nearest of several, to both sides and in one gap between two samples */
    assert_near(flip_of("(x - 1) * (x - 4) * (x - 9)", "6", 0, 10), 4, 1e-15);
    assert_near(flip_of("(x - 1) * (x - 4) * (x - 9)", "7", 0, 10), 9, 1e-15);
    assert_near(flip_of("(x - 4.99) * (x - 5.02)", "5", 0, 1000), 4.99, 1e-15);
}

static void test_jumps(void **state)
{
    (void)state;
    assert_near(flip_of("if(x > 3, 7, -7)", "8", 0, 80), 3, 0);
    assert_near(flip_of("if(x > 3, 7, -7)", "1", 0, 80), nextafter(3, 4), 0);
    assert_near(flip_of("floor(x) - 2.5", "8", 0, 80), nextafter(3, 0), 0);
    assert_near(flip_of("1 / (x - 3)", "8", 0, 80), 3 - 4.5e-16, 1e-15);
    assert_near(flip_of("x >= 3", "8", 0, 80), nextafter(3, 0), 0);
    assert_near(flip_of("x >= 3", "2", 0, 80), 3, 0);
    /* met to the last */
    assert_near(flip_of("floor(x) >= 3", "4.5", 0, 80), nextafter(3, 0), 0);
}

static void test_touches_and_gaps(void **state)
{
    (void)state;
    assert_near(flip_of("(x - 3) ^ 2", "8", 0, 80), NAN, 0);
    assert_near(flip_of("max(x - 3, 0)", "8", 0, 80), NAN, 0);
    assert_near(flip_of("0 * x", "8", 0, 80), NAN, 0);
    /* a stretch of zeros flips where it begins */
    assert_near(flip_of("max(x - 3, 0) + min(x - 2, 0)", "8", 0, 80), 3, 0);
    assert_near(flip_of("max(x - 3, 0) + min(x - 2, 0)", "1", 0, 80), 2, 0);
    /* 0 at present */
    assert_near(flip_of("x - 8", "8", 0, 80), 8, 0);
    assert_near(flip_of("(x - 8) ^ 2", "8", 0, 80), NAN, 0);
    assert_near(flip_of("(x - 8) ^ 2 * (x - 2)", "8", 0, 80), 2, 1e-15);
    assert_near(flip_of("max(x - 9, 0) + min(x - 2, 0)", "8", 0, 80), 8, 0);
    /* undefined on the way, and at present */
    assert_near(flip_of("if(x < 4, -1, sqrt(x - 5) + 1)", "8", 0, 80), nextafter(4, 0), 0);
    assert_near(flip_of("if(x < 4, -1, sqrt(x - 5))", "8", 0, 80), 5, 0);
    assert_near(flip_of("sqrt(5 - x) - 1", "8", 0, 80), 4, 1e-15);
    assert_near(flip_of("sqrt(x) + ln(-1)", "8", 0, 80), NAN, 0);
}

/* Whole numbers: the horizon, and a stage's first month. */
static void test_whole(void **state)
{
    static const char text[] = "[scenario]\nmonths = 12\n"
                               "[a]\nper = month\nrevenue = 10\nfirst_month = 3\n"
                               "[b]\ncost = 55\n[c]\nper = month\ncost = if(months > 20, 30, 0)\n";
    struct scenario *scenario = scenario_from_text(text);
    const char *expression = "total.profit";
    struct probe *probe;
    struct flip_search search;
    struct range range;
    (void)state;
    assert_int_equal(probe_new(scenario, &expression, 1, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(flip_init(&search, probe, 0, scenario, NULL), STATUS_OK);
    flip_load(&search, scenario);
    uint32_t months = scenario->model->months;
    uint32_t first = model_find(scenario->model, "a.first_month");
    assert_int_equal(variable_range(scenario->model, months, NAN, NAN, &range, NULL), STATUS_OK);
    /* 10 * (n - 2) - 55: positive from 8 on, up to 20 */
    assert_near(flip_find(&search, scenario, months, range), 7, 0);
    range.low = 8;
    assert_near(flip_find(&search, scenario, months, range), 21, 0);
    assert_int_equal(variable_range(scenario->model, first, NAN, NAN, &range, NULL), STATUS_OK);
    /* 10 * (13 - n) - 55 */
    assert_near(flip_find(&search, scenario, first, range), 8, 0);
    /* what is asked for afterwards is as before */
    assert_near(flip_find(&search, scenario, first, range), 8, 0);
    flip_fini(&search);
    probe_free(probe);
    scenario_free(scenario);
}

/* Searching one parameter leaves nothing behind for the next, and follows edits. */
static void test_many(void **state)
{
    struct scenario *scenario =
        scenario_from_text("[a]\nx = 4\ny = 5\nz = 1\ncost = 12\nrevenue = x * y\n");
    const char *expression = "total.profit";
    struct probe *probe;
    struct flip_search search;
    (void)state;
    uint32_t x = model_find(scenario->model, "a.x"), y = model_find(scenario->model, "a.y");
    uint32_t z = model_find(scenario->model, "a.z");
    assert_int_equal(probe_new(scenario, &expression, 1, 0, &probe, NULL, NULL), STATUS_OK);
    assert_int_equal(flip_init(&search, probe, 0, scenario, NULL), STATUS_OK);
    flip_load(&search, scenario);
    failing_alloc_begin(1, true);
    for (int i = 0; i < 2; i++) {
        assert_near(flip_find(&search, scenario, x, (struct range){0, 40}), 2.4, 0);
        assert_near(flip_find(&search, scenario, y, (struct range){0, 50}), 3, 0);
        assert_near(flip_find(&search, scenario, z, (struct range){0, 10}), NAN, 0);
    }
    assert_false(failing_alloc_end());
    assert_int_equal(scenario_set(scenario, "a", "y", "6", NULL), STATUS_OK);
    flip_load(&search, scenario);
    assert_near(flip_find(&search, scenario, x, (struct range){0, 40}), 2, 0);
    flip_fini(&search);
    probe_free(probe);
    scenario_free(scenario);
}

static void test_memory(void **state)
{
    struct scenario *scenario = scenario_from_text("[a]\nx = 4\nrevenue = x - 2\n");
    const char *expression = "total.profit";
    struct probe *probe;
    bool failed = true;
    int at;
    (void)state;
    assert_int_equal(probe_new(scenario, &expression, 1, 0, &probe, NULL, NULL), STATUS_OK);
    for (at = 1; failed; at++) {
        struct flip_search search;
        struct error err;
        failing_alloc_begin(at, false);
        enum status status = flip_init(&search, probe, 0, scenario, &err);
        failed = failing_alloc_end();
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
        flip_fini(&search);
    }
    assert_true(at > 6);
    probe_free(probe);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roots),
        cmocka_unit_test(test_jumps),
        cmocka_unit_test(test_touches_and_gaps),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
