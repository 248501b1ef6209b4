/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sweeps over one parameter and over two in each format, to the byte: which value belongs to which
 * parameter and outcome, and what stands out among them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "print/sweep.h"
#include "support/output.h"
#include "support/scenario_text.h"

static const char plan[] = "[shop]\nguests = 30 person\nprice = 4 USD/person\nfee = 10 %\n"
                           "revenue = guests * price * (1 - fee)\ncost = 70 USD\n";

/* A sweep with made-up outcomes, and what it is about. */
struct fixture {
    struct scenario *scenario;
    struct sweep_by by[2];
    struct sweep sweep;
    struct sweep_report report;
    struct output output;
};

static double prices[] = {1, 2, 3.5};
static double fees[] = {0, 0.25};
static double curve[] = {-43, 5, 77};
static double map[] = {11, 12, 21, 22, NAN, 32};

static int set_up(void **state)
{
    static struct fixture fixture;
    struct fixture *f = &fixture;
    *f = (struct fixture){.scenario = scenario_from_text(plan)};
    f->by[0] = (struct sweep_by){model_find(f->scenario->model, "shop.price"), {1, 3.5}, 2};
    f->by[1] = (struct sweep_by){model_find(f->scenario->model, "shop.fee"), {0, 0.25}, 1};
    f->sweep = (struct sweep){.n_axes = 1,
                              .axes = {{prices, 3, true, 3}, {fees, 2, true, 2}},
                              .outcomes = curve,
                              .n = 3,
                              .lowest = 0,
                              .highest = 2,
                              .crossings = {{1.75, false}, {3, true}},
                              .n_crossings = 2};
    f->report =
        (struct sweep_report){f->scenario, "total.profit", "USD", 38, f->by, &f->sweep, &f->sweep};
    output_open(&f->output);
    *state = f;
    return 0;
}

/* The same over both parameters. */
static int set_up_two(void **state)
{
    set_up(state);
    struct sweep *sweep = &((struct fixture *)*state)->sweep;
    sweep->n_axes = 2;
    sweep->outcomes = map;
    sweep->n = 6;
    sweep->highest = 5;
    sweep->n_unknown = 1;
    sweep->n_crossings = 0;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    output_close(&fixture->output);
    scenario_free(fixture->scenario);
    return 0;
}

static void test_json(void **state)
{
    struct fixture *f = *state;
    assert_true(sweep_write_json(f->output.stream, &f->report));
    assert_string_equal(output_text(&f->output),
                        "{\n"
                        "  \"of\": \"total.profit\",\n"
                        "  \"unit\": \"USD\",\n"
                        "  \"by\": [\"shop.price\"],\n"
                        "  \"value\": 38,\n"
                        "  \"crossings\": [\n"
                        "    {\"at\": 1.75, \"jump\": false},\n"
                        "    {\"at\": 3, \"jump\": true}\n"
                        "  ],\n"
                        "  \"lowest\": {\"at\": [1], \"outcome\": -43},\n"
                        "  \"highest\": {\"at\": [3.5], \"outcome\": 77},\n"
                        "  \"points\": [\n"
                        "    {\"at\": [1], \"outcome\": -43},\n"
                        "    {\"at\": [2], \"outcome\": 5},\n"
                        "    {\"at\": [3.5], \"outcome\": 77}\n"
                        "  ]\n"
                        "}\n");
}

static void test_csv(void **state)
{
    struct fixture *f = *state;
    sweep_write_csv(f->output.stream, &f->report);
    assert_string_equal(output_text(&f->output), "shop.price,total.profit\n"
                                                 "1,-43\n"
                                                 "2,5\n"
                                                 "3.5,77\n");
}

/* What is written below the picture, which other tests are about. */
static const char *facts(struct fixture *f)
{
    const char *at = strstr(output_text(&f->output), "\nX now");
    assert_non_null(at);
    return at + 1;
}

static void test_text(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(sweep_write_text(f->output.stream, &f->report), STATUS_OK);
    assert_string_equal(facts(f), "X now                4                    38\n"
                                  "o 0 at      1.75, 3 (a jump)\n"
                                  "  highest          3.5                    77\n"
                                  "  lowest             1                   -43\n"
                                  "\n"
                                  "            shop.price          total.profit\n"
                                  "                     1                   -43\n"
                                  "                     2                     5\n"
                                  "                   3.5                    77\n");
}

static void test_json_of_two(void **state)
{
    struct fixture *f = *state;
    assert_true(sweep_write_json(f->output.stream, &f->report));
    assert_string_equal(output_text(&f->output),
                        "{\n"
                        "  \"of\": \"total.profit\",\n"
                        "  \"unit\": \"USD\",\n"
                        "  \"by\": [\"shop.price\", \"shop.fee\"],\n"
                        "  \"value\": 38,\n"
                        "  \"lowest\": {\"at\": [1, 0], \"outcome\": 11},\n"
                        "  \"highest\": {\"at\": [3.5, 0.25], \"outcome\": 32},\n"
                        "  \"points\": [\n"
                        "    {\"at\": [1, 0], \"outcome\": 11},\n"
                        "    {\"at\": [1, 0.25], \"outcome\": 12},\n"
                        "    {\"at\": [2, 0], \"outcome\": 21},\n"
                        "    {\"at\": [2, 0.25], \"outcome\": 22},\n"
                        "    {\"at\": [3.5, 0], \"outcome\": null},\n"
                        "    {\"at\": [3.5, 0.25], \"outcome\": 32}\n"
                        "  ]\n"
                        "}\n");
}

static void test_csv_of_two(void **state)
{
    struct fixture *f = *state;
    sweep_write_csv(f->output.stream, &f->report);
    assert_string_equal(output_text(&f->output), "shop.price,shop.fee,total.profit\n"
                                                 "1,0,11\n"
                                                 "1,0.25,12\n"
                                                 "2,0,21\n"
                                                 "2,0.25,22\n"
                                                 "3.5,0,NaN\n"
                                                 "3.5,0.25,32\n");
}

static void test_text_of_two(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(sweep_write_text(f->output.stream, &f->report), STATUS_OK);
    assert_string_equal(facts(f), "X now                4        10 %                    38\n"
                                  "  highest          3.5        25 %                    32\n"
                                  "  lowest             1         0 %                    11\n"
                                  "At 1 of 6 points the outcome is not a finite number.\n"
                                  "\n"
                                  "                      1          2        3.5\n"
                                  "        25 %         12         22         32\n"
                                  "         0 %         11         21        NaN\n");
}

static void assert_begins(struct fixture *f, const char *begin)
{
    const char *text = output_text(&f->output);
    assert_memory_equal(text, begin, strlen(begin));
}

static void test_headings(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(sweep_write_text(f->output.stream, &f->report), STATUS_OK);
    assert_begins(f, "total.profit, USD\nby shop.price, 1..3.5 USD/person\n\n");
}

static void test_headings_of_two(void **state)
{
    struct fixture *f = *state;
    f->report.unit = "";
    assert_int_equal(sweep_write_text(f->output.stream, &f->report), STATUS_OK);
    assert_begins(f, "total.profit\nacross shop.price, 1..3.5 USD/person\n"
                     "up     shop.fee, 0..25 %\n\n25 %+...");
}

/* A condition is met or missed, and has no highest value. */
static void test_text_of_condition(void **state)
{
    static double met[] = {0, 1, NAN};
    struct fixture *f = *state;
    f->sweep.outcomes = met;
    f->sweep.zero = 0.5;
    f->sweep.lowest = 0;
    f->sweep.highest = 1;
    f->sweep.n_unknown = 1;
    f->sweep.crossings[0] = (struct sweep_crossing){1.75, true};
    f->sweep.n_crossings = 1;
    f->report.outcome = "total.profit >= 0";
    f->report.value = 1;
    assert_int_equal(sweep_write_text(f->output.stream, &f->report), STATUS_OK);
    assert_string_equal(facts(f), "X now                4                   met\n"
                                  "o turns at  1.75\n"
                                  "At 1 of 3 points the outcome is not a finite number.\n"
                                  "\n"
                                  "            shop.price     total.profit >= 0\n"
                                  "                     1                missed\n"
                                  "                     2                   met\n"
                                  "                   3.5                   NaN\n");
}

/* Of many points a picture is at least as fine as a chart has columns. */
static void test_refining(void **state)
{
    struct fixture *f = *state;
    sweep_refine(f->scenario, f->by, 1);
    assert_int_equal(f->by[0].intervals, 240);
    f->by[0].intervals = 500;
    sweep_refine(f->scenario, f->by, 1);
    assert_int_equal(f->by[0].intervals, 500);
    sweep_refine(f->scenario, f->by, 2);
    assert_in_range(f->by[0].intervals, 60, 78);
    assert_in_range(f->by[1].intervals, 10, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_headings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_json_of_two, set_up_two, tear_down),
        cmocka_unit_test_setup_teardown(test_csv_of_two, set_up_two, tear_down),
        cmocka_unit_test_setup_teardown(test_text_of_two, set_up_two, tear_down),
        cmocka_unit_test_setup_teardown(test_headings_of_two, set_up_two, tear_down),
        cmocka_unit_test_setup_teardown(test_text_of_condition, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refining, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
