/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of a goal seek in each format, to the byte. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/probe/variable.h"
#include "print/solve.h"
#include "support/output.h"
#include "support/scenario_text.h"

static const char plan[] = "[scenario]\nmonths = 1\n"
                           "[shop]\nguests = 30 person\nprice = 4 USD/person\nprice.max = 20\n"
                           "spare = 5\nrevenue = guests * price\ncost = 150 USD\n";

/* An answer, and what it is of. */
struct fixture {
    struct scenario *scenario;
    struct goal_reading reading;
    struct solver *solver;
    struct solving solving;
    struct solve_report report;
    struct output output;
};

/* Seek GOAL by NAME in LOW to HIGH. */
static void seek(struct fixture *f, const char *name, double low, double high, const char *goal)
{
    uint32_t line;
    *f = (struct fixture){.scenario = scenario_from_text(plan)};
    line = model_find(f->scenario->model, name);
    assert_int_equal(goal_read(f->scenario, goal, &f->reading, NULL), STATUS_OK);
    assert_int_equal(solver_new(f->reading.probe, 0, f->scenario, line, (struct range){low, high},
                                &f->solver, NULL),
                     STATUS_OK);
    solver_solve(f->solver, &f->reading.goal, SOLVE_THOROUGHLY, &f->solving);
    f->report = (struct solve_report){f->scenario, "plan.ini",  line,      name,
                                      goal,        &f->reading, f->solver, &f->solving};
    output_open(&f->output);
}

static void finish(struct fixture *f, const char *expected)
{
    assert_string_equal(output_text(&f->output), expected);
    output_close(&f->output);
    solver_free(f->solver);
    goal_reading_fini(&f->reading);
    scenario_free(f->scenario);
}

static void test_json(void **state)
{
    (void)state;
    struct fixture f;
    seek(&f, "shop.price", 1, 16, "(shop.price - 2) * (shop.price - 8) = 0");
    assert_true(solve_write_json(f.output.stream, &f.report));
    finish(&f, "{\n"
               "  \"by\": \"shop.price\",\n"
               "  \"target\": \"(shop.price - 2) * (shop.price - 8) = 0\",\n"
               "  \"now\": 4,\n"
               "  \"value\": 2,\n"
               "  \"outcome\": 0,\n"
               "  \"solutions\": [2, 8],\n"
               "  \"more\": false,\n"
               "  \"proven_none\": false,\n"
               "  \"range\": {\"from\": 1, \"to\": 16},\n"
               "  \"met\": [\n"
               "    {\"from\": 2, \"to\": 2},\n"
               "    {\"from\": 8, \"to\": 8}\n"
               "  ],\n"
               "  \"jumps\": []\n"
               "}\n");
}

static void test_json_of_jump(void **state)
{
    (void)state;
    struct fixture f;
    seek(&f, "shop.price", 0, 16, "if(shop.price < 8, 10, 14) = 11");
    assert_true(solve_write_json(f.output.stream, &f.report));
    finish(&f, "{\n"
               "  \"by\": \"shop.price\",\n"
               "  \"target\": \"if(shop.price < 8, 10, 14) = 11\",\n"
               "  \"now\": 4,\n"
               "  \"value\": null,\n"
               "  \"outcome\": null,\n"
               "  \"solutions\": [],\n"
               "  \"more\": false,\n"
               "  \"proven_none\": false,\n"
               "  \"range\": {\"from\": 0, \"to\": 16},\n"
               "  \"met\": [],\n"
               "  \"jumps\": [\n"
               "    {\"at\": 8, \"from\": 10, \"to\": 14}\n"
               "  ]\n"
               "}\n");
}

static void test_csv(void **state)
{
    (void)state;
    struct fixture f;
    seek(&f, "shop.price", 1, 16, "shop.price * shop.price >= 64");
    solve_write_csv(f.output.stream, &f.report);
    finish(&f, "by,value,outcome\n"
               "shop.price,8,64\n");
}

static void test_text(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double low, high;
        const char *goal, *text;
    } rows[] = {
        {"shop.price", 1, 16, "total.profit = 0",
         "total.profit = 0 with shop.price at 5 (now 4)\n"
         "To take it: proforma set plan.ini shop.price=5\n"
         "Searched: 1..16\n"},
        {"shop.price", 1, 16, "(shop.price - 2) * (shop.price - 8) = 0",
         "(shop.price - 2) * (shop.price - 8) = 0 with shop.price at 2 (now 4)\n"
         "Also at 8\n"
         "To take it: proforma set plan.ini shop.price=2\n"
         "Searched: 1..16\n"},
        {"shop.price", 1, 16, "total.profit >= 90",
         "total.profit >= 90 with shop.price at 8 (now 4)\n"
         "It is met from 8 to 16\n"
         "To take it: proforma set plan.ini shop.price=8\n"
         "Searched: 1..16\n"},
        {"shop.price", 1, 16, "total.profit < -20",
         "total.profit < -20 now, with shop.price at 4\n"
         "It is met from 1 to 4.33333\n"
         "Searched: 1..16\n"},
        {"shop.price", 1, 16, "total.profit = 1000",
         "No shop.price in 1..16 meets total.profit = 1000: proven\n"
         "There total.profit goes from -120 to 330 USD\n"},
        {"shop.price", 0, 16, "if(shop.price < 8, 10, 14) = 11",
         "No shop.price in 0..16 was found that meets if(shop.price < 8, 10, 14) = 11;\n"
         "  that is no proof\n"
         "There if(shop.price < 8, 10, 14) goes from 10 to 14\n"
         "At 8 it jumps from 10 to 14\n"},
        {"shop.spare", 1, 16, "total.profit = 0",
         "shop.spare has no effect on total.profit\n"
         "There total.profit is -30 USD\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        seek(&f, rows[i].name, rows[i].low, rows[i].high, rows[i].goal);
        solve_write_text(f.output.stream, &f.report);
        finish(&f, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_of_jump),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
