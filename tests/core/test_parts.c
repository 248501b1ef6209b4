/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists, kinds of one's own and rows: what they come to, and edits of parts of an entry. */
#include "core/scenario.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

static const char lists[] = "[scenario]\nmonths = 6\n"
                            "[shared]\nraise = 4\n"
                            "[s]\nper = month\n"
                            "sold  = 46k,  76k, 56k USD\n"
                            "price = 99, 109 from 3, 119 from raise, 120 USD\n"
                            "kept  = 100, 90 %\n"
                            "revenue = sold * kept + price\n"
                            "[late]\nper = month\nfirst_month = 3\nx = 1, 2 from 5\nrevenue = x\n"
                            "[t]\nper = total\nhours = 1, 2, 3\ncost = sum(hours)\n";

/* The months of the line NAME. */
static void assert_series(const struct scenario *scenario, const char *name, const double *expected)
{
    uint32_t line = model_find(scenario->model, name);
    assert_int_not_equal(line, NAMES_NONE);
    const double *series = scenario_series(scenario, line);
    assert_non_null(series);
    for (uint32_t m = 0; m < scenario_months(scenario); m++)
        assert_near(series[m], expected[m], 1e-12);
}

static void set(struct scenario *scenario, const char *section, const char *key, const char *text)
{
    struct error err = {.text = ""};
    if (scenario_set(scenario, section, key, text, &err) != STATUS_OK)
        fail_msg("%s.%s = %s: %s", section, key, text, err.text);
}

static void test_lists(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(lists);
    assert_series(scenario, "s.sold", (const double[]){46e3, 76e3, 56e3, 56e3, 56e3, 56e3});
    assert_series(scenario, "s.price", (const double[]){99, 99, 109, 119, 120, 120});
    assert_series(scenario, "s.kept", (const double[]){1, 0.9, 0.9, 0.9, 0.9, 0.9});
    assert_series(scenario, "late.x", (const double[]){0, 0, 1, 1, 2, 2});
    assert_near(scenario_named(scenario, "t.cost"), 15, 1e-12); /* 1 + 2 + 3 + 3 + 3 + 3 */
    assert_near(scenario_value(scenario, model_find(scenario->model, "s.sold[2]")), 76e3, 0);
    scenario_free(scenario);
}

/* `from` goes by a parameter: numbers that it has overtaken are skipped. */
static void test_from_a_parameter(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(lists);
    set(scenario, "shared", "raise", "2");
    assert_series(scenario, "s.price", (const double[]){99, 119, 120, 120, 120, 120});
    char warnings[1000];
    scenario_warnings_text(scenario, warnings, sizeof warnings);
    assert_string_equal(warnings,
                        "8: s.price[2] is skipped: what stands behind it comes before it\n");
    set(scenario, "shared", "raise", "9");
    assert_series(scenario, "s.price", (const double[]){99, 99, 109, 109, 109, 109});
    scenario_warnings_text(scenario, warnings, sizeof warnings);
    assert_string_equal(warnings, "");
    scenario_free(scenario);
}

/* An edit of a number touches its bytes alone, and the ones behind it are found where they have
 * moved to. */
static void test_numbers_are_edited_in_place(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(lists);
    unsigned long generation = scenario->generation;
    set(scenario, "s", "sold[1]", "46500 USD");
    set(scenario, "s", "sold[3]", "5k USD");
    set(scenario, "s", "sold[2]", "7 USD");
    assert_string_equal(scenario_text(scenario, "s", "sold"), "46500,  7, 5k USD");
    assert_string_equal(scenario_text(scenario, "s", "sold[3]"), "5k USD");
    assert_series(scenario, "s.sold", (const double[]){46500, 7, 5e3, 5e3, 5e3, 5e3});
    set(scenario, "s", "kept[1]", "95 %");
    assert_string_equal(scenario_text(scenario, "s", "kept"), "95, 90 %");
    assert_int_equal(scenario->generation, generation); /* no model was built */
    set(scenario, "s", "sold", "1 USD, 2");
    assert_series(scenario, "s.sold", (const double[]){1, 2, 2, 2, 2, 2});
    struct error err;
    assert_int_equal(scenario_set(scenario, "s", "sold[1]", "1 + x", &err), STATUS_FAULTY);
    assert_int_equal(scenario_set(scenario, "s", "sold[1]", NULL, &err), STATUS_FAULTY);
    /* % and unit hold for all numbers */
    assert_int_equal(scenario_set(scenario, "s", "sold[2]", "2 EUR", &err), STATUS_FAULTY);
    assert_int_equal(scenario_set(scenario, "s", "sold[2]", "2 % USD", &err), STATUS_FAULTY);
    assert_int_equal(scenario_set(scenario, "s", "sold[2]", "2", &err), STATUS_FAULTY);
    assert_int_equal(scenario_set(scenario, "s", "sold[2]", "2 USD, 3", &err), STATUS_FAULTY);
    assert_string_equal(scenario_text(scenario, "s", "sold"), "1 USD, 2");
    scenario_free(scenario);
}

static const char rows[] = "[scenario]\nmonths = 6\n"
                           "[kind.role]\nper = month\nsalary = ? USD/year\nheads = 1\nload = 50 %\n"
                           "load.max = 80 %\n"
                           "cost = heads * salary / months_per_year * (1 + load)\n"
                           "[cto]\nkind = role\nsalary = 120k\nload = 20 %\n"
                           "[team]\nkind = role\nrows = salary, first_month, heads\n"
                           "load = 10 %\n"
                           "ann  = 12k\n"
                           "bob  = 24k, 3,  2   \n"
                           "cy   = 36k, , 1\n"
                           "cy.load    = 100 %\n"
                           "dee  = 1200k\n"
                           "dee.enabled = no\n"
                           "[dan]\nkind = role\nsalary = 12k\n"
                           "[count]\nper = month\npeople = all(team.heads)\nrevenue = people\n";

static void test_rows(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(rows);
    /* 12k * 1.1 / 12, then 2 * 24k * 1.1 / 12 more; 36k * 2 / 12 */
    assert_series(scenario, "team.cost", (const double[]){7100, 7100, 11500, 11500, 11500, 11500});
    assert_series(scenario, "count.people", (const double[]){2, 2, 4, 4, 4, 4});
    assert_near(scenario_named(scenario, "cto.cost"), 6 * 120e3 / 12 * 1.2, 1e-9);
    assert_near(scenario_named(scenario, "dan.cost"), 6 * 12e3 / 12 * 1.5, 1e-9);
    assert_near(scenario_named(scenario, "team.bob.cost"), 4 * 4400, 1e-9);
    assert_near(scenario_total(scenario, ROLE_COST), 60200 + 72e3 + 9e3, 1e-9);
    scenario_free(scenario);
}

/* What a kind or a section says is one parameter; what a row or a stage says is its own. */
static void test_what_is_shared(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(rows);
    const struct model *model = scenario->model;
    assert_int_equal(model_find(model, "team.ann.load"), model_find(model, "team.load"));
    assert_int_equal(model_find(model, "dan.load"), model_find(model, "kind.role.load"));
    assert_int_not_equal(model_find(model, "team.cy.load"), model_find(model, "team.load"));
    assert_near(model->lines[model_find(model, "team.cy.load")].max, 0.8, 0);
    set(scenario, "team", "load", "60 %");
    assert_near(scenario_named(scenario, "team.ann.cost"), 6 * 1600, 1e-9);
    set(scenario, "kind.role", "load", "0 %");
    assert_near(scenario_named(scenario, "dan.cost"), 6000, 1e-9);
    assert_near(scenario_named(scenario, "team.ann.cost"), 6 * 1600, 1e-9);
    scenario_free(scenario);
}

static void test_cells_are_edited_in_place(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(rows);
    set(scenario, "team.bob", "salary", "30k USD/year");
    assert_string_equal(scenario_text(scenario, "team", "bob"), "30k USD/year, 3,  2");
    set(scenario, "team.bob", "heads", "10");
    set(scenario, "team.bob", "first_month", "6");
    assert_string_equal(scenario_text(scenario, "team", "bob"), "30k USD/year, 6,  10");
    assert_near(scenario_named(scenario, "team.bob.cost"), 27500, 1e-9);
    set(scenario, "team.ann", "load", "0 %"); /* of its own, now */
    assert_string_equal(scenario_text(scenario, "team", "ann.load"), "0 %");
    set(scenario, "team.dee", "enabled", "yes");
    assert_string_equal(scenario_text(scenario, "team", "dee.enabled"), "yes");
    assert_near(scenario_named(scenario, "team.dee.cost"), 6 * 110e3, 1e-9);
    set(scenario, "team", "enabled", "no");
    assert_near(scenario_named(scenario, "team.cost"), 0, 0);
    scenario_free(scenario);
}

static const char by_age[] = "[scenario]\nmonths = 6\n"
                             "[late]\nper = month\nfirst_month = 3\nnew = 100, 50\n"
                             "kept = 100, 80, 60 %\n"
                             "same = 70 %\n"
                             "here = cohorts(new, kept)\n"
                             "paid = spread(new, kept)\n"
                             "held = cohorts(new, same)\n"
                             "revenue = here\n";

/* By age the list counts from 0, whenever its stage begins. */
static void test_by_age(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(by_age);
    assert_series(scenario, "late.here", (const double[]){0, 0, 100, 130, 150, 180});
    assert_series(scenario, "late.paid", (const double[]){0, 0, 100, 130, 150, 120});
    assert_series(scenario, "late.held", (const double[]){0, 0, 70, 105, 140, 175});
    set(scenario, "late", "kept[2]", "50 %");
    assert_series(scenario, "late.here", (const double[]){0, 0, 100, 100, 135, 165});
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_from_a_parameter),
        cmocka_unit_test(test_numbers_are_edited_in_place),
        cmocka_unit_test(test_by_age),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_what_is_shared),
        cmocka_unit_test(test_cells_are_edited_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
