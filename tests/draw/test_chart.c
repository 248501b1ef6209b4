/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: scales, ticks, bars, lines and columns, drawn in both character sets and all sizes. */
#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "draw/chart.h"
#include "support/assert_near.h"
#include "support/drawing.h"

static void test_scale_holds_zero_and_all_finite_values(void **state)
{
    (void)state;
    struct chart_scale scale = CHART_SCALE_EMPTY;
    const double values[] = {3, NAN, INFINITY, -INFINITY, 5};
    chart_scale_add_all(&scale, values, 5);
    assert_same_bits(scale.low, 0);
    assert_same_bits(scale.high, 5);
    chart_scale_add(&scale, -2);
    assert_same_bits(scale.low, -2);
    chart_scale_add(&scale, DBL_MAX);
    chart_scale_add(&scale, -DBL_MAX);
    assert_true(isfinite(scale.high - scale.low));
}

static void test_steps_are_one_two_or_five(void **state)
{
    (void)state;
    const struct {
        double low, high;
        int count;
        double step;
    } rows[] = {{0, 41, 5, 10}, {-31e6, 10e6, 4, 20e6}, {0, 1, 5, 0.2},
                {0, 0, 5, 1},   {0, 100, 10, 10},       {0, 101, 10, 20},
                {0, 7, 0, 10},  {0, 1e-300, 5, 1},      {-1e300, 1e300, 1, 2e300}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_scale scale = {rows[i].low, rows[i].high};
        assert_near(chart_nice_step(&scale, rows[i].count), rows[i].step, 1e-12);
    }
}

static void assert_tick(double value, double low, double high, double step, const char *expected)
{
    struct chart_scale scale = {low, high};
    char text[CHART_LABEL_SIZE];
    chart_format_tick(text, value, &scale, step);
    assert_string_equal(text, expected);
}

static void test_ticks_share_suffix_and_decimals(void **state)
{
    (void)state;
    assert_tick(-20e6, -31e6, 10e6, 10e6, "-20M");
    assert_tick(0, -31e6, 10e6, 10e6, "0");
    assert_tick(-0.0, -31e6, 10e6, 10e6, "0");
    assert_tick(2e-10, 0, 1e-9, 2e-10, "2e-10");
    assert_tick(3 * 2e-10, 0, 1e-9, 2e-10, "6e-10");
    assert_tick(1e-9, 0, 1e-9, 2e-10, "1e-9");
    assert_tick(1000000.0002, 1e6, 1e6 + 1e-3, 2e-4, "1000000.0002");
    assert_tick(0, 0, 5000, 500, "0");
    assert_tick(2500, 0, 5000, 500, "2.5k");
    assert_tick(3000, 0, 5000, 500, "3.0k");
    assert_tick(500, 0, 900, 100, "500");
    assert_tick(500, 0, 1500, 500, "0.5k");
    assert_tick(0.2, 0, 1, 0.2, "0.2");
}

static void test_months_are_numbered_or_dated(void **state)
{
    (void)state;
    char text[CHART_MONTH_SIZE];
    struct chart_months months = {.n = 600};
    chart_format_month(text, &months, 12);
    assert_string_equal(text, "12");
    months.calendar.start_year = 2026;
    months.calendar.start_month = 11;
    chart_format_month(text, &months, 1);
    assert_string_equal(text, "2026-11");
    chart_format_month(text, &months, 3);
    assert_string_equal(text, "2027-01");
}

static void draw_bars(struct canvas *canvas)
{
    const struct {
        double value, ghost;
        enum ui_role role;
    } bars[] = {{10, NAN, UI_COST},    {5.3, NAN, UI_REVENUE}, {0.01, NAN, UI_COST},
                {0, NAN, UI_COST},     {5, 10, UI_COST},       {10, 5, UI_REVENUE},
                {-3, NAN, UI_REVENUE}, {-5, -2, UI_COST},      {-0.01, 4, UI_COST},
                {NAN, 4, UI_COST},     {INFINITY, 4, UI_COST}};
    struct chart_scale scale = CHART_SCALE_EMPTY;
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
        chart_scale_add(&scale, bars[i].value);
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
        chart_draw_bar(canvas, canvas_rect(canvas), (int)i, 1, canvas->columns - 2, &scale,
                       bars[i].value, bars[i].ghost, bars[i].role);
}

static void test_bars(void **state)
{
    (void)state;
    struct canvas canvas = drawing_new(11, 26, true);
    draw_bars(&canvas);
    drawing_check(&canvas, "chart-bars-utf8");
    canvas = drawing_new(11, 26, false);
    draw_bars(&canvas);
    drawing_check(&canvas, "chart-bars-ascii");
}

/* If zero lies within a cell, bars to both sides begin at the nearer of its edges. */
static void test_zero_within_a_cell(void **state)
{
    (void)state;
    static const double values[] = {10, -4, 1, -1};
    struct canvas canvas = drawing_new(8, 22, true);
    for (int i = 0; i < 8; i++) {
        /* in 20 columns zero lies at 5.7 and at 6.3 */
        struct chart_scale scale = {i < 4 ? -4 : -4.6, 10};
        chart_draw_bar(&canvas, canvas_rect(&canvas), i, 1, 20, &scale, values[i % 4], NAN,
                       UI_COST);
    }
    drawing_check(&canvas, "chart-bars-zero");
}

enum { MOST_MONTHS = 600 };

/* A balance that falls below zero and recovers, beside a flat baseline. */
static void fill_months(double *values, double *ghost, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        double t = n == 1 ? 0.5 : (double)i / (n - 1);
        values[i] = 10e6 - 120e6 * t * (1 - t);
        ghost[i] = 4e6;
    }
}

static void draw_lines(struct canvas *canvas, uint32_t n, int start_year)
{
    double values[MOST_MONTHS], ghost[MOST_MONTHS];
    struct chart_months months = {.n = n, .calendar = {start_year, 4, CALENDAR_MONTH, false}};
    struct chart_scale scale = CHART_SCALE_EMPTY;
    fill_months(values, ghost, n);
    chart_scale_add_all(&scale, values, n);
    struct chart_place place = {canvas_rect(canvas), 0, canvas->rows,
                                chart_label_columns(&scale, canvas->rows)};
    const struct chart_line lines[] = {{ghost, n, UI_GHOST}, {values, n, UI_BALANCE}};
    chart_draw_lines(canvas, &place, &scale, &months, lines, 2);
}

static void test_lines(void **state)
{
    (void)state;
    const struct {
        const char *name;
        int rows, columns;
        bool utf8;
        uint32_t months;
        int year;
    } cases[] = {{"chart-lines-utf8", 12, 48, true, 12, 0},
                 {"chart-lines-ascii", 12, 48, false, 12, 0},
                 {"chart-lines-dates", 12, 48, true, 36, 2026},
                 {"chart-lines-small", 5, 20, true, 12, 2026},
                 {"chart-lines-one-month", 6, 30, true, 1, 0},
                 {"chart-lines-600", 8, 40, false, 600, 2026}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct canvas canvas = drawing_new(cases[i].rows, cases[i].columns, cases[i].utf8);
        draw_lines(&canvas, cases[i].months, cases[i].year);
        drawing_check(&canvas, cases[i].name);
    }
}

static void draw_columns(struct canvas *canvas, const double *values, uint32_t n)
{
    struct chart_months months = {.n = n};
    struct chart_scale scale = CHART_SCALE_EMPTY;
    chart_scale_add_all(&scale, values, n);
    struct chart_place place = {canvas_rect(canvas), 0, canvas->rows, 4};
    chart_draw_columns(canvas, &place, &scale, &months, values);
}

static void test_columns(void **state)
{
    (void)state;
    const double values[] = {-9e3, -4e3, -100, 0, 100, 2.5e3, 5e3, 9e3, NAN, INFINITY, 12e3, 6e3};
    struct canvas canvas = drawing_new(6, 53, true);
    draw_columns(&canvas, values, 12);
    drawing_check(&canvas, "chart-columns-utf8");
    canvas = drawing_new(6, 53, false);
    draw_columns(&canvas, values, 12);
    drawing_check(&canvas, "chart-columns-ascii");
}

/* A sign that is next to nothing beside the other still has a row. */
static void test_columns_of_both_signs_show(void **state)
{
    (void)state;
    const double low[] = {-9e3, 40, -5e3, 80}, high[] = {9e3, -40, 5e3, -80};
    struct canvas canvas = drawing_new(5, 21, true);
    draw_columns(&canvas, low, 4);
    drawing_check(&canvas, "chart-columns-low");
    canvas = drawing_new(5, 21, true);
    draw_columns(&canvas, high, 4);
    drawing_check(&canvas, "chart-columns-high");
}

static void test_several_months_in_a_column_are_their_mean(void **state)
{
    (void)state;
    double values[40];
    for (int i = 0; i < 40; i++)
        values[i] = i % 2 == 0 ? 8 : 0;
    struct canvas canvas = drawing_new(2, 20, true);
    struct chart_months months = {.n = 40};
    struct chart_scale scale = {0, 8};
    struct chart_place place = {canvas_rect(&canvas), 0, 2, 30};
    chart_draw_columns(&canvas, &place, &scale, &months, values);
    for (int column = 0; column < 20; column++) {
        assert_int_equal(canvas.cells[column].codepoint, ' ');
        assert_int_equal(canvas.cells[20 + column].codepoint, 0x2588);
    }
    canvas_fini(&canvas);
}

/* Whatever the size and the values, nothing is written outside of the place. */
static void test_any_size_and_any_values(void **state)
{
    (void)state;
    const double hostile[] = {DBL_MAX, -DBL_MAX, NAN, 5e-324, -INFINITY, 0, DBL_MAX, 1e-310};
    const uint32_t n = sizeof hostile / sizeof *hostile;
    struct chart_scale scale = CHART_SCALE_EMPTY;
    chart_scale_add_all(&scale, hostile, n);
    const struct chart_line line = {hostile, n, UI_BALANCE};
    for (int size = 1; size < 24; size++) {
        for (int utf8 = 0; utf8 < 2; utf8++) {
            struct canvas canvas = drawing_new(12, 30, utf8);
            struct rect rect = rect_part(canvas_rect(&canvas), 3, 3, 1 + size % 7, size);
            for (uint32_t months_n = 1; months_n <= n; months_n++) {
                struct chart_months months = {.n = months_n,
                                              .calendar = {9999, 12, CALENDAR_MONTH, false}};
                struct chart_place place = {rect, size % 5 - 2, 1 + size % 9, size % 11};
                struct chart_line part = line;
                part.n = months_n;
                chart_draw_lines(&canvas, &place, &scale, &months, &part, 1);
                chart_draw_columns(&canvas, &place, &scale, &months, hostile);
                chart_draw_bar(&canvas, rect, 0, 0, size, &scale, hostile[months_n - 1], hostile[0],
                               UI_COST);
            }
            drawing_check_outside(&canvas, rect);
        }
    }
}

/* What is a hair beyond a round value is held, too: a constant that rounding has moved. */
static void test_a_settled_scale_holds_what_it_needs(void **state)
{
    static const double ends[] = {1e5, 100000.00000000003, 99999.99999999997, 0.3, 3 * 0.1, 7};
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        for (int sign = -1; sign <= 1; sign += 2) {
            struct chart_scale needed = CHART_SCALE_EMPTY, scale = CHART_SCALE_EMPTY;
            chart_scale_add(&needed, sign * ends[i]);
            chart_scale_settle(&scale, &needed);
            assert_true(scale.low <= needed.low && needed.high <= scale.high);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scale_holds_zero_and_all_finite_values),
        cmocka_unit_test(test_a_settled_scale_holds_what_it_needs),
        cmocka_unit_test(test_steps_are_one_two_or_five),
        cmocka_unit_test(test_ticks_share_suffix_and_decimals),
        cmocka_unit_test(test_months_are_numbered_or_dated),
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_zero_within_a_cell),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_columns_of_both_signs_show),
        cmocka_unit_test(test_several_months_in_a_column_are_their_mean),
        cmocka_unit_test(test_any_size_and_any_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
