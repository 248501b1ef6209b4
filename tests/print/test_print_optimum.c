/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to an optimisation in each format, to the byte: what was found, what was not. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "print/optimum.h"
#include "support/output.h"
#include "support/scenario_text.h"

static const char plan[] = "[shop]\nguests = 30 person\nprice = 4 USD/person\nfee = 10 %\n"
                           "tables = 7\nrevenue = guests * price * (1 - fee)\n";

static const char *const conditions[] = {"cash.lowest >= -60", "shop.fee < 20 %",
                                         "shop.price * 2 == 9", "shop.guests > 50 or months > 3"};
static const char *const edits[] = {"shop.tables=8"};

/* An answer in which no two numbers are the same, and what it is about. */
struct fixture {
    struct scenario *scenario;
    uint32_t lines[4];
    struct optimum_field fields[4];
    struct optimum_condition conditions[4];
    struct optimize_request request;
    struct optimum optimum;
    struct optimum_report report;
    struct output output;
};

static int set_up(void **state)
{
    static const char *const names[] = {"shop.guests", "shop.price", "shop.fee", "shop.tables"};
    static const struct optimum_field found[] = {
        {0, 30, 33, 10, 33, "33 person", true, true},
        {0, 4, 4.5, 1, 6, "4.5 USD/person", false, true},
        {0, 0.1, 0.05, 0.05, 0.9, "5 %", false, true},
        {0, 7, 7, 2, 8, "7", true, false},
    };
    static const struct optimum_condition met[] = {
        {true, true, true, true, false, true, -58, -60},
        {true, true, false, true, false, true, 0.05, 0.2},
        {false, true, false, true, true, true, 9.01, 9.02},
        {false, false, false, true, false, false, 1, 2},
    };
    static struct fixture fixture;
    struct fixture *f = &fixture;
    *f = (struct fixture){.scenario = scenario_from_text(plan)};
    memcpy(f->fields, found, sizeof found);
    memcpy(f->conditions, met, sizeof met);
    for (size_t i = 0; i < 4; i++)
        f->lines[i] = f->fields[i].line = model_find(f->scenario->model, names[i]);
    f->request = (struct optimize_request){"total.profit", false, conditions, 4, f->lines, 4};
    f->optimum =
        (struct optimum){OPTIMUM_FOUND, 108, 141, "USD", true, f->fields, 4, f->conditions, 4};
    f->report =
        (struct optimum_report){f->scenario, &f->request, &f->optimum, "my plan.ini", edits, 1};
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
    assert_true(optimum_write_json(f->output.stream, &f->report));
    assert_string_equal(
        output_text(&f->output),
        "{\n"
        "  \"maximize\": \"total.profit\",\n"
        "  \"found\": true,\n"
        "  \"value\": 141,\n"
        "  \"before\": 108,\n"
        "  \"at\": [\n"
        "    {\"name\": \"shop.guests\", \"value\": 33, \"before\": 30, \"text\": \"33 person\", "
        "\"whole\": true},\n"
        "    {\"name\": \"shop.price\", \"value\": 4.5, \"before\": 4, \"text\": \"4.5 "
        "USD/person\", \"whole\": false},\n"
        "    {\"name\": \"shop.fee\", \"value\": 0.05, \"before\": 0.1, \"text\": \"5 %\", "
        "\"whole\": false},\n"
        "    {\"name\": \"shop.tables\", \"value\": 7, \"before\": 7, \"text\": \"7\", "
        "\"whole\": true}\n"
        "  ],\n"
        "  \"constraints\": [\n"
        "    {\"text\": \"cash.lowest >= -60\", \"met\": true, \"binding\": true, \"possible\": "
        "true, \"left\": -58, \"right\": -60},\n"
        "    {\"text\": \"shop.fee < 20 %\", \"met\": true, \"binding\": false, \"possible\": "
        "true, \"left\": 0.05, \"right\": 0.2},\n"
        "    {\"text\": \"shop.price * 2 == 9\", \"met\": true, \"binding\": false, "
        "\"possible\": true, \"left\": 9.01, \"right\": 9.02},\n"
        "    {\"text\": \"shop.guests > 50 or months > 3\", \"met\": false, \"binding\": false, "
        "\"possible\": true, \"left\": null, \"right\": null}\n"
        "  ]\n"
        "}\n");
}

static void test_csv(void **state)
{
    struct fixture *f = *state;
    optimum_write_csv(f->output.stream, &f->report);
    assert_string_equal(output_text(&f->output), "record,name,before,value,text\n"
                                                 "maximize,total.profit,108,141,USD\n"
                                                 "parameter,shop.guests,30,33,33 person\n"
                                                 "parameter,shop.price,4,4.5,4.5 USD/person\n"
                                                 "parameter,shop.fee,0.1,0.05,5 %\n"
                                                 "parameter,shop.tables,7,7,7\n"
                                                 "condition,cash.lowest >= -60,1,1,binding\n"
                                                 "condition,shop.fee < 20 %,1,1,\n"
                                                 "condition,shop.price * 2 == 9,0,1,\n"
                                                 "condition,shop.guests > 50 or months > 3,0,0,\n");
}

static void test_text(void **state)
{
    struct fixture *f = *state;
    optimum_write_text(f->output.stream, &f->report);
    assert_string_equal(output_text(&f->output),
                        "total.profit: 108 -> 141 USD\n"
                        "\n"
                        "  shop.guests    30 -> 33 person  highest of its range\n"
                        "  shop.price      4 -> 4.5 USD/person\n"
                        "  shop.fee     10 % -> 5 %  lowest of its range\n"
                        "  shop.tables     7  stays, without effect\n"
                        "\n"
                        "Conditions\n"
                        "  met     binding  cash.lowest >= -60 (-58 against -60)\n"
                        "  met              shop.fee < 20 % (0.05 against 0.2)\n"
                        "  met              shop.price * 2 == 9 (9.01 against 9.02)\n"
                        "  missed           shop.guests > 50 or months > 3\n"
                        "\n"
                        "In whole numbers, their neighbours tried: shop.guests\n"
                        "\n"
                        "To take them:\n"
                        "  proforma set 'my plan.ini' shop.tables=8 shop.guests=33 shop.price=4.5 "
                        "'shop.fee=5 %'\n");
}

/* What was not found has no values; what a condition comes to at best is said. */
static void test_infeasible(void **state)
{
    struct fixture *f = *state;
    f->optimum.state = OPTIMUM_INFEASIBLE;
    f->optimum.conditions[0].is_possible = f->optimum.conditions[2].is_possible = false;
    f->optimum.conditions[0].is_met = f->optimum.conditions[2].is_met = false;
    f->optimum.conditions[3].is_possible = f->optimum.conditions[0].is_binding = false;
    optimum_write_text(f->output.stream, &f->report);
    assert_string_equal(
        output_text(&f->output),
        "total.profit: no values were found that meet all conditions\n"
        "\n"
        "Conditions\n"
        "  missed  cash.lowest >= -60 (can't be met: -58 against -60 at best)\n"
        "  met     shop.fee < 20 % (0.05 against 0.2)\n"
        "  missed  shop.price * 2 == 9 (can't be met exactly: write within(x, y, 0.1%))\n"
        "  missed  shop.guests > 50 or months > 3 (can't be met)\n");
    optimum_write_csv(f->output.stream, &f->report);
    assert_non_null(strstr(output_text(&f->output),
                           "\nmaximize,total.profit,108,NaN,USD\n"
                           "condition,cash.lowest >= -60,1,0,impossible\n"));
    assert_true(optimum_write_json(f->output.stream, &f->report));
    assert_non_null(strstr(output_text(&f->output), "\n  \"found\": false,\n  \"value\": null,\n"
                                                    "  \"before\": 108,\n  \"at\": [],\n"));
}

/* The first line that is written of STATE. */
static void assert_headline(struct fixture *f, enum optimum_state state, const char *expected)
{
    f->optimum.state = state;
    optimum_write_text(f->output.stream, &f->report);
    assert_string_equal(output_text(&f->output), expected);
}

static void test_undefined(void **state)
{
    struct fixture *f = *state;
    f->optimum.n_conditions = 0;
    assert_headline(f, OPTIMUM_UNDEFINED,
                    "total.profit is undefined at all values that were tried\n");
}

static void test_no_better(void **state)
{
    struct fixture *f = *state;
    f->optimum.n_conditions = 0;
    f->optimum.n_fields = 0;
    f->optimum.is_better = false;
    f->optimum.value = 108;
    assert_headline(f, OPTIMUM_FOUND,
                    "total.profit stays 108 USD: no better values were found\n\n");
}

/* Standard input can't be written to. */
static void test_standard_input(void **state)
{
    struct fixture *f = *state;
    f->report.path = "-";
    optimum_write_text(f->output.stream, &f->report);
    assert_null(strstr(output_text(&f->output), "proforma set"));
}

static void test_minimum(void **state)
{
    struct fixture *f = *state;
    f->request.is_minimum = true;
    optimum_write_csv(f->output.stream, &f->report);
    assert_non_null(strstr(output_text(&f->output), "\nminimize,total.profit,108,141,USD\n"));
    assert_true(optimum_write_json(f->output.stream, &f->report));
    assert_non_null(strstr(output_text(&f->output), "\n  \"minimize\": \"total.profit\",\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_infeasible, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_undefined, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_better, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_standard_input, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_minimum, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
