/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sensitivity in each format, to the byte: every figure under its own name, what is unknown left
 * out, bars that reach as far as the outcomes do. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "print/sensitivity.h"
#include "support/output.h"
#include "support/scenario_text.h"

static const char plan[] = "[scenario]\nmonths = 6\n"
                           "[shop]\nguests = 30 person\nprice = 4 USD/person\nfee = 10 %\n"
                           "tables = 7\nspare = 5\nrevenue = guests * price * (1 - fee)\n";

enum { N_ROWS = 5 };

/* A result in which hardly two numbers are the same, and what it is about. */
struct fixture {
    struct scenario *scenario;
    struct sensitivity_row rows[N_ROWS], *order[N_ROWS];
    struct sensitivity sensitivity;
    struct sensitivity_report report;
    struct output output;
};

static int set_up(void **state)
{
    static const char *const names[N_ROWS] = {"shop.fee", "shop.guests", "shop.price",
                                              "scenario.months", "shop.spare"};
    static const struct sensitivity_row rows[N_ROWS] = {
        {0,
         0.1,
         -120,
         -0.11,
         -0.12,
         false,
         {0.02, 0.3},
         117,
         84,
         33,
         false,
         true,
         NAN,
         false,
         false,
         0},
        {0, 30, 3.6, 1.01, 1.08, true, {10, 50}, 36, 180, 144, false, true, 2.5, false, false, 0},
        {0, 4, 27, 1.02, 1.09, false, {6, 3}, 162, 81, 82, false, true, 0.25, false, false, 0},
        {0, 6, NAN, NAN, NAN, false, {3, 9}, 107, 109, 2, false, true, 1, false, false, 0},
        {0, 5, 0, 0, 0, false, {4.5, 5.5}, 108, 108, 0, false, true, NAN, false, false, 0},
    };
    static const int order[N_ROWS] = {1, 2, 0, 3, 4};
    static struct fixture fixture;
    struct fixture *f = &fixture;
    *f = (struct fixture){.scenario = scenario_from_text(plan)};
    memcpy(f->rows, rows, sizeof rows);
    for (size_t i = 0; i < N_ROWS; i++) {
        f->rows[i].line = model_find(f->scenario->model, names[i]);
        f->order[i] = &f->rows[order[i]];
    }
    f->sensitivity =
        (struct sensitivity){.rows = f->rows, .n = N_ROWS, .value = 108, .order = f->order};
    f->report = (struct sensitivity_report){f->scenario, "total.profit", "USD", &f->sensitivity};
    output_open(&f->output);
    *state = f;
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
    f->sensitivity.n = 2;
    assert_true(sensitivity_write_json(f->output.stream, &f->report));
    assert_string_equal(
        output_text(&f->output),
        "{\n"
        "  \"of\": \"total.profit\",\n"
        "  \"value\": 108,\n"
        "  \"unit\": \"USD\",\n"
        "  \"parameters\": [\n"
        "    {\"name\": \"shop.guests\", \"value\": 30, \"derivative\": 3.6, \"elasticity\": "
        "1.01, \"one_percent\": 1.08, \"kink\": true, \"flip\": 2.5, \"low\": {\"value\": 10, "
        "\"outcome\": 36}, \"high\": {\"value\": 50, \"outcome\": 180}, \"swing\": 144},\n"
        "    {\"name\": \"shop.price\", \"value\": 4, \"derivative\": 27, \"elasticity\": 1.02, "
        "\"one_percent\": 1.09, \"kink\": false, \"flip\": 0.25, \"low\": {\"value\": 6, "
        "\"outcome\": 162}, \"high\": {\"value\": 3, \"outcome\": 81}, \"swing\": 82}\n"
        "  ]\n"
        "}\n");
}

static void test_csv(void **state)
{
    struct fixture *f = *state;
    sensitivity_write_csv(f->output.stream, &f->report);
    assert_string_equal(
        output_text(&f->output),
        "record,name,value,low,high,low_outcome,high_outcome,swing,derivative,elasticity,"
        "one_percent,kink,flip\n"
        "outcome,total.profit,108,,,,,,,,,,\n"
        "parameter,shop.guests,30,10,50,36,180,144,3.6,1.01,1.08,1,2.5\n"
        "parameter,shop.price,4,6,3,162,81,82,27,1.02,1.09,0,0.25\n"
        "parameter,shop.fee,0.1,0.02,0.3,117,84,33,-120,-0.11,-0.12,0,\n"
        "parameter,scenario.months,6,3,9,107,109,2,,,,0,1\n"
        "parameter,shop.spare,5,4.5,5.5,108,108,0,0,0,0,0,\n");
}

static void test_text(void **state)
{
    struct fixture *f = *state;
    sensitivity_write_text(f->output.stream, &f->report);
    assert_string_equal(
        output_text(&f->output),
        "total.profit = 108 USD\n"
        "\n"
        "parameter                range  36                        180    +1 %  flips at\n"
        "shop.guests             10..50  --------------|++++++++++++++    +1.1*      2.5\n"
        "shop.price                6..3!          +++++|-----------       +1.1      0.25\n"
        "shop.fee               2..30 %           +++++|--               -0.12      none\n"
        "scenario.months           3..9               -|+                              1\n"
        "\n"
        "Bars: the parameter at the low end of its range (-), at the high end (+). A\n"
        "range is min..max, else the middle 90 % of dist, else 10 % off the value.\n"
        "* on a kink or a jump: the next step up and the next one down differ\n"
        "! the range is upside down, or the value lies outside of it\n"
        "1 parameter does not move it within its range: shop.spare\n");
}

/* Outcomes that have no place get an arrow, or stand as numbers. */
static void test_text_of_infinities(void **state)
{
    struct fixture *f = *state;
    f->rows[0].high_outcome = -INFINITY;
    f->rows[1].low_outcome = f->rows[1].swing = NAN;
    f->rows[2].low_outcome = INFINITY;
    f->sensitivity.n = 3;
    sensitivity_write_text(f->output.stream, &f->report);
    assert_string_equal(
        output_text(&f->output),
        "total.profit = 108 USD\n"
        "\n"
        "parameter             range  81                           180    +1 %  flips at\n"
        "shop.guests          10..50  NaN..180                            +1.1*      2.5\n"
        "shop.price             6..3! ++++++++|---------------------->    +1.1      0.25\n"
        "shop.fee            2..30 %  <+++++++|---                       -0.12      none\n"
        "\n"
        "Bars: the parameter at the low end of its range (-), at the high end (+). A\n"
        "range is min..max, else the middle 90 % of dist, else 10 % off the value.\n"
        "* on a kink or a jump: the next step up and the next one down differ\n"
        "! the range is upside down, or the value lies outside of it\n");
}

static void test_text_of_nothing(void **state)
{
    struct fixture *f = *state;
    f->report.unit = "";
    f->sensitivity.value = NAN;
    sensitivity_write_text(f->output.stream, &f->report);
    assert_string_equal(output_text(&f->output),
                        "total.profit = NaN\n"
                        "It is not a number, so nothing can be said about what moves it.\n");
}

static void test_text_without_effect(void **state)
{
    struct fixture *f = *state;
    f->sensitivity.rows = f->order[4];
    f->sensitivity.order = &f->order[4];
    f->sensitivity.n = 1;
    sensitivity_write_text(f->output.stream, &f->report);
    assert_string_equal(output_text(&f->output), "total.profit = 108 USD\n"
                                                 "No parameter moves it.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_of_infinities, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_of_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_without_effect, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
