/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views, each alone: goldens in several sizes and both character sets, and rules that hold for
 * every size and every scenario. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/claims.h"
#include "support/golden.h"
#include "support/scenario_text.h"
#include "views/panels/analyses.h"
#include "views/view.h"
#include "views/view_parts.h"

static const char shop[] =
    "[scenario]\ntitle = Shop\nbudget = 50k USD\nmonths = 12\nstart = 2026-04\ndiscount = 8 %\n"
    "[shared]\nvat = 20 %\n"
    "[promotion]\ntitle = 市场推广\nkind = promotion\ncampaigns = 200 campaigns\n"
    "campaign_cost = 1万 USD/campaign\nconversion = 10 %\nconversion.min = 2 %\n"
    "conversion.max = 30 %\nconversion.dist = pert(0.5*value, value, 2*value)\n"
    "conversion.note = from the spring trial\nconversion.source = CRM export, March\n"
    "campaign_revenue = 12万 USD/campaign\n"
    "[shop]\ntitle = Online shop\nper = month\nvisitors = prev(visitors, at_first) * 1.1\n"
    "at_first = 900\ncost = 30k + 0.1 * visitors * margin\nmargin = 4\n"
    "revenue = visitors * margin * 20\n"
    "[operations]\nkind = operations\nannual_cost = 25万 USD/year\n"
    "[consulting]\nenabled = no\ncost = 1000 USD\nrevenue = 4000 USD\n"
    "[metrics]\nroi = total.profit / total.cost\nshare = promotion.cost / total.cost\n"
    "big = total.revenue * 1000\n"
    "[targets]\nprofitable = total.profit > 0\na_year_of_cash = cash.runway >= 12\n"
    "always = 1\n"
    "[claims]\ntotal.cost = 2637000\ntotal.revenue = 240万\ntotal.profit = 1234\n";

static const char broken[] = "[scenario]\nbudget = 0\nmonths = 1\n"
                             "[a]\nzero = 0\ncost = 1 / zero\nrevenue = cost - cost\n"
                             "[metrics]\nm = a.revenue\n"
                             "[targets]\nt = total.profit > 0\n"
                             "[claims]\ntotal.profit = 5\n";

/* A view's input with all that it borrows. */
struct fixture {
    struct scenario *scenario, *baseline;
    struct messages warnings;
    struct claim_causes causes;
    struct analyses analyses;
    struct view_input input;
};

static void edit(struct fixture *fixture, const char *section, const char *key, const char *text)
{
    struct error err;
    assert_int_equal(scenario_set(fixture->scenario, section, key, text, &err), STATUS_OK);
}

/* Warnings and causes as they are now. */
static void settle(struct fixture *fixture)
{
    struct error err;
    scenario_warnings(fixture->scenario, &fixture->warnings);
    assert_int_equal(claim_causes_find(fixture->scenario, &fixture->causes, &err), STATUS_OK);
    fixture->input = (struct view_input){.scenario = fixture->scenario,
                                         .baseline = fixture->baseline,
                                         .line = NAMES_NONE,
                                         .section = NAMES_NONE,
                                         .warnings = &fixture->warnings,
                                         .causes = &fixture->causes,
                                         .analyses = &fixture->analyses};
    analyses_touch(&fixture->analyses);
}

/* What VIEW shows of the outcome, as it is now. */
static void prepare(struct fixture *fixture, int view)
{
    struct analyses_scenarios of = {fixture->scenario, fixture->baseline};
    struct error err;
    assert_int_equal(analyses_update(&fixture->analyses, &of, &err), STATUS_OK);
    if (view_table[view].prepare != NULL)
        assert_int_equal(view_table[view].prepare(&fixture->analyses, &fixture->input, &err),
                         STATUS_OK);
}

static void make_fixture(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){.scenario = scenario_from_text(text)};
    fixture->baseline = scenario_clone(fixture->scenario);
    assert_non_null(fixture->baseline);
    analyses_init(&fixture->analyses);
    settle(fixture);
}

static void free_fixture(struct fixture *fixture)
{
    analyses_fini(&fixture->analyses);
    claim_causes_fini(&fixture->causes);
    messages_fini(&fixture->warnings);
    scenario_free(fixture->scenario);
    scenario_free(fixture->baseline);
}

static void select_line(struct fixture *fixture, const char *name)
{
    const struct model *model = fixture->scenario->model;
    fixture->input.line = model_find(model, name);
    fixture->input.section = fixture->input.line == NAMES_NONE
                                 ? model_find_section(model, name)
                                 : model->lines[fixture->input.line].section;
    assert_int_not_equal(fixture->input.section, NAMES_NONE);
}

static void assert_view(struct fixture *fixture, int view, int rows, int columns, bool utf8,
                        const char *name)
{
    struct canvas canvas = {.utf8 = utf8};
    assert_int_equal(canvas_resize(&canvas, rows, columns), STATUS_OK);
    prepare(fixture, view);
    view_table[view].draw(&fixture->input, &canvas, canvas_rect(&canvas));
    char *dump = canvas_dump(&canvas);
    assert_non_null(dump);
    assert_golden(name, dump);
    free(dump);
    canvas_fini(&canvas);
}

static void test_summary(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, shop);
    assert_view(&fixture, VIEW_SUMMARY, 20, 36, true, "view-summary-36x20");
    edit(&fixture, "promotion", "conversion", "4 %");
    edit(&fixture, "consulting", "enabled", "yes");
    edit(&fixture, "operations", "enabled", "no");
    settle(&fixture);
    assert_view(&fixture, VIEW_SUMMARY, 12, 28, false, "view-summary-28x12-edited");
    assert_view(&fixture, VIEW_SUMMARY, 36, 70, true, "view-summary-70x36-edited");
    assert_view(&fixture, VIEW_SUMMARY, 40, 130, false, "view-summary-130x40-edited");
    fixture.input.scroll = 9;
    fixture.input.baseline_is_pinned = true;
    assert_view(&fixture, VIEW_SUMMARY, 12, 44, true, "view-summary-44x12-scrolled");
    free_fixture(&fixture);
}

static void test_cash(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, shop);
    assert_view(&fixture, VIEW_CASH, 12, 28, false, "view-cash-28x12");
    edit(&fixture, "promotion", "campaigns", "300");
    settle(&fixture);
    assert_view(&fixture, VIEW_CASH, 20, 36, true, "view-cash-36x20-edited");
    assert_view(&fixture, VIEW_CASH, 50, 110, true, "view-cash-110x50-edited");
    fixture.input.scroll = 14;
    assert_view(&fixture, VIEW_CASH, 20, 50, true, "view-cash-50x20-scrolled");
    free_fixture(&fixture);
}

/* The balance falls below the start twice, further the first time. */
static void test_cash_that_dips_twice(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, "[scenario]\nbudget = 100 USD\nmonths = 8\nstart = 2026-01\n"
                           "[a]\nper = month\nrevenue = series(30, 20, 10, 80, 70, 5, 15, 60)\n"
                           "cost = series(10, 60, 65, 15, 25, 45, 50, 20)\n");
    assert_view(&fixture, VIEW_CASH, 32, 60, true, "view-cash-two-dips");
    free_fixture(&fixture);
}

static void test_explain(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, shop);
    edit(&fixture, "promotion", "conversion", "40 %");
    settle(&fixture);
    select_line(&fixture, "promotion.conversion");
    assert_view(&fixture, VIEW_EXPLAIN, 36, 60, true, "view-explain-parameter");
    select_line(&fixture, "promotion.revenue");
    assert_view(&fixture, VIEW_EXPLAIN, 24, 30, false, "view-explain-formula");
    select_line(&fixture, "shop.visitors");
    assert_view(&fixture, VIEW_EXPLAIN, 30, 70, true, "view-explain-series");
    select_line(&fixture, "promotion");
    assert_view(&fixture, VIEW_EXPLAIN, 24, 60, true, "view-explain-stage");
    select_line(&fixture, "metrics.roi");
    assert_view(&fixture, VIEW_EXPLAIN, 12, 30, true, "view-explain-narrow");
    select_line(&fixture, "claims.total.cost");
    assert_view(&fixture, VIEW_EXPLAIN, 8, 60, true, "view-explain-claim");
    select_line(&fixture, "targets.profitable");
    assert_view(&fixture, VIEW_EXPLAIN, 8, 60, true, "view-explain-target");
    free_fixture(&fixture);
}

static void test_printed_claims(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, "[training]\ncost = days * rate\ndays = 90\nrate = 10万\n"
                           "[ads]\ncost = count * each\ncount = 200\neach = 2\n"
                           "[rent]\ncost = 5000\n[claims]\ntotal.cost = 36180000\n"
                           "total.cost.printed = 3*30*10 + 200*2 + 7\n");
    select_line(&fixture, "rent.cost");
    assert_view(&fixture, VIEW_EXPLAIN, 24, 60, true, "view-explain-printed");
    assert_view(&fixture, VIEW_EXPLAIN, 30, 32, false, "view-explain-printed-narrow");
    free_fixture(&fixture);
}

static void test_values_that_are_not_finite(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, broken);
    assert_view(&fixture, VIEW_SUMMARY, 24, 50, true, "view-summary-nan");
    assert_view(&fixture, VIEW_CASH, 24, 50, true, "view-cash-nan");
    select_line(&fixture, "a.revenue");
    assert_view(&fixture, VIEW_EXPLAIN, 24, 50, true, "view-explain-nan");
    select_line(&fixture, "scenario.discount");
    assert_view(&fixture, VIEW_EXPLAIN, 8, 50, true, "view-explain-default");
    free_fixture(&fixture);
}

/* 1,005,020,000 is wider than the column that does for most scenarios. */
static void test_large_amounts_keep_their_digits(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, "[a]\ncost = 180002010\nrevenue = 1005020000\n");
    edit(&fixture, "a", "cost", "9");
    assert_view(&fixture, VIEW_SUMMARY, 8, 36, true, "view-summary-large");
    free_fixture(&fixture);
}

static void test_bottom_line(void **state)
{
    (void)state;
    static const int widths[] = {1, 8, 20, 28, 40, 60, 80, 120};
    enum { N = sizeof widths / sizeof *widths };
    struct fixture fixture;
    make_fixture(&fixture, shop);
    struct canvas canvas = {.utf8 = false};
    edit(&fixture, "promotion", "conversion", "4 %");
    settle(&fixture);
    assert_int_equal(canvas_resize(&canvas, N, 120), STATUS_OK);
    for (int i = 0; i < N; i++)
        view_draw_targets(&fixture.input, &canvas,
                          rect_part(canvas_rect(&canvas), i, 0, 1, widths[i]));
    char *dump = canvas_dump(&canvas);
    assert_non_null(dump);
    assert_golden("view-bottom-line", dump);
    free(dump);
    canvas_fini(&canvas);
    free_fixture(&fixture);
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_VIEWS; i++) {
        const char number[] = {(char)('1' + i), '\0'};
        assert_int_equal(view_find(number), i);
        assert_int_equal(view_find(view_table[i].name), i);
        assert_non_null(view_table[i].draw);
    }
    assert_true(view_find("0") == SIZE_MAX && view_find("8") == SIZE_MAX);
    assert_true(view_find("") == SIZE_MAX && view_find("cas") == SIZE_MAX);
}

/* What VIEW shows, as a text; the caller's. */
static char *show(struct fixture *fixture, int view)
{
    struct canvas canvas = {.utf8 = true};
    assert_int_equal(canvas_resize(&canvas, 40, 70), STATUS_OK);
    prepare(fixture, view);
    view_table[view].draw(&fixture->input, &canvas, canvas_rect(&canvas));
    char *dump = canvas_dump(&canvas);
    assert_non_null(dump);
    canvas_fini(&canvas);
    return dump;
}

/* Where what is no number began is said of all lines but that one. */
static void test_where_it_began(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, broken);
    select_line(&fixture, "a.revenue");
    char *dump = show(&fixture, VIEW_EXPLAIN);
    assert_non_null(strstr(dump, "began in  a.cost"));
    free(dump);
    select_line(&fixture, "a.cost");
    dump = show(&fixture, VIEW_EXPLAIN);
    assert_null(strstr(dump, "began in"));
    free(dump);
    free_fixture(&fixture);
}

/* A smaller loss than what is claimed is more, not less. */
static void test_claims_of_losses(void **state)
{
    (void)state;
    struct fixture fixture;
    make_fixture(&fixture, "[a]\ncost = 900\n[claims]\ntotal.profit = -1000\ntotal.cost = 1000\n");
    char *dump = show(&fixture, VIEW_SUMMARY);
    assert_non_null(strstr(dump, "+10.0 %"));
    assert_non_null(strstr(dump, "-10.0 %"));
    free(dump);
    free_fixture(&fixture);
}

/* Every view at SIZE: inside of its rect, the same rows wherever it is scrolled to. */
static void assert_holds_at(struct fixture *fixture, int rows, int columns, bool utf8)
{
    struct canvas canvas = {.utf8 = utf8};
    assert_int_equal(canvas_resize(&canvas, rows + 4, columns + 4), STATUS_OK);
    struct rect rect = rect_part(canvas_rect(&canvas), 2, 2, rows, columns);
    for (int view = 0; view < N_VIEWS; view++) {
        fixture->input.scroll = 0;
        fixture->input.rows = rows;
        fixture->input.columns = columns;
        prepare(fixture, view);
        int total = view_table[view].draw(&fixture->input, &canvas, rect);
        assert_true(total > 0);
        for (int scroll = 1; scroll < total + 3; scroll += 1 + total / 5) {
            fixture->input.scroll = scroll;
            assert_int_equal(view_table[view].draw(&fixture->input, &canvas, rect), total);
        }
    }
    view_draw_targets(&fixture->input, &canvas, rect_part(rect, 0, 0, 1, columns));
    for (int i = 0; i < canvas.rows * canvas.columns; i++) {
        int row = i / canvas.columns - 2, column = i % canvas.columns - 2;
        if (row < 0 || row >= rows || column < 0 || column >= columns)
            assert_int_equal(canvas.cells[i].codepoint, ' ');
    }
    canvas_fini(&canvas);
}

static void assert_holds(const char *text, const char *selected)
{
    static const int sizes[][2] = {{1, 1},   {4, 20},  {12, 28}, {20, 36},
                                   {16, 60}, {36, 70}, {50, 130}};
    struct fixture fixture;
    make_fixture(&fixture, text);
    select_line(&fixture, selected);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int utf8 = 0; utf8 < 2; utf8++)
            assert_holds_at(&fixture, sizes[i][0], sizes[i][1], utf8);
    free_fixture(&fixture);
}

static void test_every_size(void **state)
{
    (void)state;
    assert_holds(shop, "shop.visitors");
    assert_holds(shop, "promotion");
    assert_holds(broken, "a.cost");
    assert_holds("[s]\ncost = 1\n", "s");
}

static void test_forty_stages_and_six_hundred_months(void **state)
{
    (void)state;
    char text[8192];
    size_t used = (size_t)snprintf(text, sizeof text, "[scenario]\nmonths = 600\n");
    for (int i = 0; i < 40; i++)
        used += (size_t)snprintf(text + used, sizeof text - used,
                                 "[阶段%d]\nper = month\ncost = month * %d\nrevenue = 1%d * x\n"
                                 "x = -1e%d\n",
                                 i, i, i, i % 7 == 0 ? 300 : i % 9);
    assert_holds(text, "阶段7.cost");
}

static void assert_wrapped(const char *text, const char *expected)
{
    struct canvas canvas = {0};
    assert_int_equal(canvas_resize(&canvas, 4, 6), STATUS_OK);
    struct view_pen pen = view_pen_begin(&canvas, canvas_rect(&canvas), 0);
    view_wrapped(&pen, 1, UI_NORMAL, text);
    char *dump = canvas_dump(&canvas);
    assert_non_null(dump);
    *strstr(dump, "--") = '\0';
    assert_string_equal(dump, expected);
    free(dump);
    canvas_fini(&canvas);
}

/* Lines end at blanks, beside wide characters, or where nothing more fits. */
static void test_wrapped_text(void **state)
{
    (void)state;
    assert_wrapped("ab  cd ef", " ab\n cd ef\n\n\n");
    assert_wrapped("ab 数据数", " ab 数\n 据数\n\n\n");
    assert_wrapped("数据abcd", " 数据\n abcd\n\n\n");
    assert_wrapped("abcdefgh", " abcde\n fgh\n\n\n");
    assert_wrapped("", "\n\n\n\n");
}

/* All amounts of a column have the decimals that suit the largest, as long as they fit. */
static void test_amounts_in_a_column(void **state)
{
    static const struct {
        double value, largest;
        int columns;
        const char *text;
    } rows[] = {
        {1000, 1000, 12, "1,000"},          {12.5, 1000, 12, "13"},
        {999.5, 999.5, 12, "999.50"},       {10, 10, 12, "10.00"},
        {1.25, 9.99, 12, "1.2500"},         {-0.0, 5, 12, "0.0000"},
        {1234567, 1234567, 9, "1,234,567"}, {1234567, 1234567, 8, "1.235M"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[VIEW_TEXT_SIZE];
        view_format_in_column(text, rows[i].value, rows[i].largest, rows[i].columns);
        assert_string_equal(text, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_summary),
        cmocka_unit_test(test_cash),
        cmocka_unit_test(test_cash_that_dips_twice),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_printed_claims),
        cmocka_unit_test(test_values_that_are_not_finite),
        cmocka_unit_test(test_where_it_began),
        cmocka_unit_test(test_claims_of_losses),
        cmocka_unit_test(test_large_amounts_keep_their_digits),
        cmocka_unit_test(test_bottom_line),
        cmocka_unit_test(test_wrapped_text),
        cmocka_unit_test(test_amounts_in_a_column),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_forty_stages_and_six_hundred_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
