/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of figures: its rows fit together, and each of them shows wherever figures are shown
 * because it is in the table, and for no other reason. */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/figure.h"
#include "print/diff.h"
#include "print/report.h"
#include "support/assert_near.h"
#include "support/output.h"
#include "support/scenario_text.h"
#include "views/view_parts.h"

/* Two plans of which every figure is something, and another one in each. */
static const char plan[] = "[scenario]\nbudget = 100\nmonths = 12\nstart = 2026-03\n"
                           "discount = 10 %\n"
                           "[build]\nlast_month = 3\ncost = 150\ncarbon = 5\n"
                           "[sales]\nfirst_month = 4\nrevenue = 300\n";
static const char other_plan[] = "[scenario]\nbudget = 120\nmonths = 12\nstart = 2026-03\n"
                                 "discount = 10 %\n"
                                 "[build]\nlast_month = 3\ncost = 240\ncarbon = 7\n"
                                 "[sales]\nfirst_month = 4\nrevenue = 400\n";

/* The full name of FIGURE. */
static const char *name_of(const struct figure *figure)
{
    static char name[MODEL_NAME_SIZE];
    snprintf(name, sizeof name, "%s.%s", figure_section(figure), figure->name);
    return name;
}

static const char *long_label_of(const struct figure *figure)
{
    return figure->long_label ? figure->long_label : figure->label;
}

/* ---- The table ---- */

static void test_rows(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(plan);
    const struct model *model = scenario->model;
    const struct figure *figure;
    uint32_t n = 0;
    for (; (figure = figure_at(n)); n++) {
        const struct line *line = &model->lines[model->builtins + n];
        /* the number of the period is called by what a period is */
        assert_string_equal(line->name, n == 0 ? "month" : figure->name);
        assert_int_equal(model->sections[line->section].kind, figure->section);
        assert_int_equal(line->is_series, figure->is_series);
        assert_string_equal(model->sections[line->section].name, figure_section(figure));
    }
    assert_int_equal(model->builtins + n, model->n_lines);
    assert_null(figure_at(FIGURE_NONE));
    scenario_free(scenario);
}

/* A figure is complete: it has what every place that shows it asks for. */
static void test_columns(void **state)
{
    (void)state;
    const struct figure *figure;
    for (uint32_t i = 0; (figure = figure_at(i)); i++) {
        bool is_month = figure->format == FIGURE_MONTH_COUNT || figure->format == FIGURE_MONTH;
        bool is_listed = false, is_column = false;
        for (int list = 0; list < FIGURES_STAGE; list++)
            is_listed |= figure->places[list] > 0;
        for (int list = FIGURES_STAGE; list < N_FIGURE_LISTS; list++)
            is_column |= figure->places[list] > 0;
        assert_non_null(figure->unit);
        assert_int_equal(is_listed, figure->label != NULL);
        assert_int_equal(is_column, figure->column != NULL);
        assert_int_equal(figure_find(name_of(figure)), figure->label ? i : FIGURE_NONE);
        if (!figure->label)
            continue;
        assert_true(figure->places[FIGURES_DATA] > 0 && figure->places[FIGURES_REPORT] > 0);
        assert_true(!is_month || figure->never);
        assert_true(figure->better == 1 || figure->better == -1);
    }
    assert_int_equal(figure_find("profit"), FIGURE_NONE);
    assert_int_equal(figure_find("total.profits"), FIGURE_NONE);
    assert_int_equal(figure_find("cash.profit"), FIGURE_NONE);
    assert_int_not_equal(figure_find(FIGURE_DEFAULT), FIGURE_NONE);
}

/* The roles come first in [total], each under its own name. */
static void test_roles(void **state)
{
    (void)state;
    for (enum role role = 0; role < N_ROLES; role++) {
        uint32_t row = figure_of_role(role);
        assert_int_equal(figure_role(row), role);
        assert_int_equal(figure_at(row)->section, SECTION_TOTAL);
        assert_string_equal(figure_at(row)->name, model_role_name(role));
    }
    assert_int_equal(figure_role(figure_find("total.profit")), ROLE_NONE);
    assert_int_equal(figure_role(figure_find("cash.irr")), ROLE_NONE);
    assert_int_equal(figure_role(0), ROLE_NONE);
    assert_int_equal(figure_role(FIGURE_NONE), ROLE_NONE);
}

/* A list has each of its figures once, in the order of their places, of which no two are the same.
 */
static void test_lists(void **state)
{
    (void)state;
    for (int list = 0; list < N_FIGURE_LISTS; list++) {
        unsigned char last = 0;
        int n = 0, n_listed = 0;
        for (uint32_t row = FIGURE_NONE; figure_next((enum figure_list)list, &row); n++) {
            assert_true(figure_at(row)->places[list] > last);
            last = figure_at(row)->places[list];
        }
        for (uint32_t i = 0; figure_at(i); i++)
            n_listed += figure_at(i)->places[list] > 0;
        assert_int_equal(n, n_listed);
        assert_true(n > 0);
    }
}

static void test_units(void **state)
{
    (void)state;
    const struct model model = {.currency = "EUR"};
    const struct model years = {.currency = "EUR", .calendar = {.unit = CALENDAR_YEAR}};
    const struct figure *cost = figure_at(figure_find("total.cost"));
    assert_string_equal(figure_unit(figure_at(figure_find("cash.runway")), &years), "year");
    assert_string_equal(figure_unit(cost, &model), "EUR");
    assert_string_equal(figure_unit(figure_at(figure_find("total.carbon")), &model), "kgCO2e");
    assert_string_equal(figure_unit(figure_at(figure_find("total.margin")), &model), "");
    assert_string_equal(figure_unit(figure_at(figure_find("cash.breakeven")), &model), "month");
    assert_true(figure_is_percentage(figure_at(figure_find("total.margin"))));
    assert_true(figure_is_percentage(figure_at(figure_find("cash.irr"))));
    assert_false(figure_is_percentage(cost));
}

/* By its row a figure is what it is by its name, also after the model was built anew. */
static void test_values(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(plan);
    struct error err;
    for (int edit = 0; edit < 2; edit++) {
        for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_DATA, &row);)
            assert_same_bits(scenario_figure(scenario, row),
                             scenario_named(scenario, name_of(figure_at(row))));
        assert_int_equal(scenario_set(scenario, "more", "cost", "7 + 5", &err), STATUS_OK);
    }
    assert_near(scenario_figure(scenario, figure_find("total.profit")), 138, 1e-12);
    scenario_free(scenario);
}

/* Months add up to the figure, unless they are what there is at their ends; stages add up to it. */
static void test_parts(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(plan);
    const struct model *model = scenario->model;
    uint32_t months = scenario_months(scenario);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_MONTHS, &row);) {
        const double *series = scenario_figure_series(scenario, row);
        double sum = 0;
        for (uint32_t m = 0; m < months; m++)
            sum += series[m];
        if (figure_at(row)->is_level)
            assert_same_bits(series[months - 1],
                             scenario_figure(scenario, figure_find("cash.final")));
        else
            assert_near(sum, scenario_figure(scenario, row), 1e-12);
    }
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_STAGE, &row);) {
        double sum = 0;
        for (uint32_t s = 0; s < model->n_sections; s++)
            if (model->sections[s].kind == SECTION_STAGE)
                sum += scenario_stage_figure(scenario, s, row);
        assert_near(sum, scenario_figure(scenario, row), 1e-12);
    }
    assert_null(scenario_figure_series(scenario, figure_find("total.margin")));
    assert_null(scenario_figure_series(scenario, figure_find("cash.npv")));
    for (uint32_t i = 0; i < model->n_lines; i++)
        assert_int_equal(figure_of_line(model, i),
                         i < model->builtins ? FIGURE_NONE : i - model->builtins);
    scenario_free(scenario);
}

/* ---- Where they show ---- */

static void test_text_report(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(plan);
    struct report report;
    struct output output;
    assert_int_equal(report_init(&report, scenario, NULL), STATUS_OK);
    report_write_text(output_open(&output), &report);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_REPORT, &row);) {
        char line[80];
        snprintf(line, sizeof line, "\n  %-24s", long_label_of(figure_at(row)));
        assert_non_null(strstr(output_text(&output), line));
    }
    output_close(&output);
    report_fini(&report);
    scenario_free(scenario);
}

static void test_json_report(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(plan);
    struct report report;
    struct output output;
    assert_int_equal(report_init(&report, scenario, NULL), STATUS_OK);
    assert_true(report_write_json(output_open(&output), &report));
    json_t *root = json_loads(output_text(&output), 0, NULL);
    for (uint32_t i = 0; figure_at(i); i++) {
        const struct figure *figure = figure_at(i);
        json_t *section = json_object_get(root, figure_section(figure));
        json_t *value = json_object_get(section, figure->name);
        if (figure->label)
            assert_same_bits(json_number_value(value), scenario_figure(scenario, i));
        else
            assert_null(value);
    }
    json_decref(root);
    output_close(&output);
    report_fini(&report);
    scenario_free(scenario);
}

static void test_csv_report(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(plan);
    struct report report;
    struct output output;
    assert_int_equal(report_init(&report, scenario, NULL), STATUS_OK);
    report_write_csv(output_open(&output), &report);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_DATA, &row);) {
        const struct figure *figure = figure_at(row);
        char line[200], number[NUMBER_TEXT_SIZE];
        number_format(number, scenario_figure(scenario, row));
        snprintf(line, sizeof line, "\n%s,,%s,,%s,%s,\n", figure_section(figure), figure->name,
                 number, figure_unit(figure, scenario->model));
        assert_non_null(strstr(output_text(&output), line));
    }
    output_close(&output);
    report_fini(&report);
    scenario_free(scenario);
}

/* The difference between the two plans, compared by total.profit. */
struct difference {
    struct scenario *scenarios[2];
    struct probe *probes[2];
    struct diff diff;
};

static void difference_make(struct difference *out)
{
    static const char *const outcome = FIGURE_DEFAULT;
    *out = (struct difference){.diff = {.names = {"a", "b"}, .outcome = outcome, .unit = "USD"}};
    for (int i = 0; i < 2; i++) {
        out->scenarios[i] = scenario_from_text(i == 0 ? plan : other_plan);
        out->diff.scenarios[i] = out->scenarios[i];
        assert_int_equal(probe_new(out->scenarios[i], &outcome, 1, 0, &out->probes[i], NULL, NULL),
                         STATUS_OK);
    }
    struct bridge_end from = {out->scenarios[0], out->probes[0]};
    struct bridge_end to = {out->scenarios[1], out->probes[1]};
    assert_int_equal(comparison_make(&out->diff.comparison, out->diff.scenarios, 2, NULL),
                     STATUS_OK);
    assert_int_equal(bridge_make(&out->diff.bridge, &from, &to, NULL), STATUS_OK);
}

static void difference_free(struct difference *difference)
{
    comparison_fini(&difference->diff.comparison);
    bridge_fini(&difference->diff.bridge);
    for (int i = 0; i < 2; i++) {
        probe_free(difference->probes[i]);
        scenario_free(difference->scenarios[i]);
    }
}

static void test_diff(void **state)
{
    (void)state;
    struct difference difference;
    struct output text, csv;
    difference_make(&difference);
    diff_write_text(output_open(&text), &difference.diff);
    diff_write_csv(output_open(&csv), &difference.diff);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_DATA, &row);) {
        const struct figure *figure = figure_at(row);
        char line[2 * MODEL_NAME_SIZE];
        snprintf(line, sizeof line, "\n  %-32s", name_of(figure));
        const char *found = strstr(output_text(&text), line);
        assert_non_null(found);
        const char *percent = memchr(found + 1, '%', strcspn(found + 1, "\n"));
        assert_int_equal(percent != NULL, figure_is_percentage(figure));
        snprintf(line, sizeof line, "\n%s,%s,", figure_section(figure), name_of(figure));
        assert_non_null(strstr(output_text(&csv), line));
    }
    output_close(&text);
    output_close(&csv);
    difference_free(&difference);
}

/* The member KEY of the result NAME among those that a diff lists. */
static double result_of(const json_t *root, const char *name, const char *key)
{
    const json_t *results = json_object_get(root, "results");
    for (size_t i = 0; i < json_array_size(results); i++) {
        const json_t *result = json_array_get(results, i);
        if (strcmp(json_string_value(json_object_get(result, "name")), name) == 0)
            return json_number_value(json_object_get(result, key));
    }
    fail_msg("no result %s", name);
    return 0;
}

static void test_diff_json(void **state)
{
    (void)state;
    struct difference difference;
    struct output output;
    difference_make(&difference);
    assert_true(diff_write_json(output_open(&output), &difference.diff));
    json_t *root = json_loads(output_text(&output), 0, NULL);
    for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_DATA, &row);) {
        const char *name = name_of(figure_at(row));
        double a = scenario_figure(difference.scenarios[0], row);
        double b = scenario_figure(difference.scenarios[1], row);
        assert_same_bits(result_of(root, name, "a"), a);
        assert_same_bits(result_of(root, name, "b"), b);
        assert_same_bits(result_of(root, name, "change"), b - a);
    }
    json_decref(root);
    output_close(&output);
    difference_free(&difference);
}

/* The figures of LIST as a view draws them, COLUMNS wide. */
static void check_view(const struct scenario *scenario, enum figure_list list, int columns)
{
    struct canvas canvas = {.utf8 = true};
    struct view_input input = {.scenario = scenario, .baseline = scenario};
    assert_int_equal(canvas_resize(&canvas, 60, columns), STATUS_OK);
    struct view_pen pen = view_pen_begin(&canvas, canvas_rect(&canvas), 0);
    view_draw_figures(&input, &pen, "", list, list);
    char *dump = canvas_dump(&canvas);
    for (uint32_t row = FIGURE_NONE; figure_next(list, &row);) {
        char line[40];
        snprintf(line, sizeof line, "\n%.10s", figure_at(row)->label);
        assert_non_null(strstr(dump, line));
    }
    free(dump);
    canvas_fini(&canvas);
}

static void test_views(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(plan);
    for (enum figure_list list = FIGURES_SUMMARY; list <= FIGURES_CASH_END; list++) {
        check_view(scenario, list, 30);
        check_view(scenario, list, 64);
    }
    scenario_free(scenario);
}

/* What concerns only who has any is left out of a plan without it, but not of data. */
static void test_optional(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text("[a]\nrevenue = 1\n");
    struct report report;
    struct output text, csv;
    assert_int_equal(report_init(&report, scenario, NULL), STATUS_OK);
    report_write_text(output_open(&text), &report);
    report_write_csv(output_open(&csv), &report);
    assert_null(strstr(output_text(&text), "Carbon"));
    assert_non_null(strstr(output_text(&csv), "\ntotal,,carbon,,0,kgCO2e,\n"));
    output_close(&text);
    output_close(&csv);
    report_fini(&report);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_lists),       cmocka_unit_test(test_units),
        cmocka_unit_test(test_values),      cmocka_unit_test(test_text_report),
        cmocka_unit_test(test_json_report), cmocka_unit_test(test_csv_report),
        cmocka_unit_test(test_diff),        cmocka_unit_test(test_diff_json),
        cmocka_unit_test(test_views),       cmocka_unit_test(test_roles),
        cmocka_unit_test(test_parts),       cmocka_unit_test(test_optional),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
