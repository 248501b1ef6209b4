/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fan chart: bands, median and zero line in both character sets and all sizes. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "draw/chart_fan.h"
#include "support/drawing.h"

enum { MOST_MONTHS = 600, N_PERCENTILES = 5 };

static double values[N_PERCENTILES][MOST_MONTHS];

static const struct chart_fan fan = {values[0], values[1], values[2], values[3], values[4]};

/* A balance that falls and recovers, less sure from month to month. */
static struct chart_scale fill(uint32_t n)
{
    static const double deviations[N_PERCENTILES] = {-1.64, -0.67, 0, 0.67, 1.64};
    struct chart_scale scale = CHART_SCALE_EMPTY;
    for (uint32_t i = 0; i < n; i++) {
        double t = (i + 1.0) / n;
        for (int k = 0; k < N_PERCENTILES; k++)
            values[k][i] = 10e6 - 60e6 * t * (1 - t) + deviations[k] * 8e6 * t;
    }
    for (int k = 0; k < N_PERCENTILES; k++)
        chart_scale_add_all(&scale, values[k], n);
    return scale;
}

static void assert_fan(const char *name, int rows, int columns, bool utf8, uint32_t n, int year)
{
    struct chart_months months = {.n = n, .calendar = {year, 1, CALENDAR_MONTH, false}};
    struct canvas canvas = drawing_new(rows, columns, utf8);
    struct chart_scale scale = fill(n);
    struct chart_place place = {canvas_rect(&canvas), 0, rows, chart_label_columns(&scale, rows)};
    chart_draw_fan(&canvas, &place, &scale, &months, &fan);
    drawing_check(&canvas, name);
}

static void test_charts(void **state)
{
    (void)state;
    assert_fan("chart-fan-utf8", 12, 48, true, 24, 2026);
    assert_fan("chart-fan-ascii", 12, 48, false, 24, 2026);
    assert_fan("chart-fan-small", 5, 22, false, 12, 0);
    assert_fan("chart-fan-one-month", 6, 30, true, 1, 0);
    assert_fan("chart-fan-600", 8, 40, true, 600, 2026);
}

static void test_months_without_a_value_are_left_out(void **state)
{
    (void)state;
    struct chart_months months = {.n = 4};
    struct canvas canvas = drawing_new(3, 20, false);
    struct chart_scale scale = fill(4);
    for (int k = 0; k < N_PERCENTILES; k++)
        values[k][3] = k % 2 == 0 ? (double)NAN : (double)-INFINITY;
    struct chart_place place = {canvas_rect(&canvas), 0, 3, 30};
    chart_draw_fan(&canvas, &place, &scale, &months, &fan);
    for (int row = 0; row < 3; row++)
        for (int column = 18; column < 20; column++) {
            int32_t codepoint = canvas.cells[row * 20 + column].codepoint;
            assert_true(codepoint == ' ' || codepoint == '-');
        }
    canvas_fini(&canvas);
}

/* A scale is kept while it fits, and ends at round values. */
static void test_scales_settle(void **state)
{
    (void)state;
    struct chart_scale scale = CHART_SCALE_EMPTY;
    const struct {
        double low, high, settled_low, settled_high;
    } rows[] = {
        {-3.1, 9.2, -4, 10}, {-3.9, 9.9, -4, 10}, {-2, 6, -4, 10}, {-2, 11, -2, 12},
        {0, 5, 0, 5},        {0, 0.4, 0, 0.4},    {0, 0, 0, 0},    {-1e300, 1e300, -1e300, 1e300},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_scale needed = {rows[i].low, rows[i].high};
        chart_scale_settle(&scale, &needed);
        assert_true(fabs(scale.low - rows[i].settled_low) <= 1e-9 * fabs(scale.low));
        assert_true(fabs(scale.high - rows[i].settled_high) <= 1e-9 * fabs(scale.high));
    }
}

/* Whatever the size and the values, nothing is written outside of the place. */
static void test_any_size_and_any_values(void **state)
{
    (void)state;
    const double hostile[] = {DBL_MAX, -DBL_MAX, NAN, 5e-324, -INFINITY, 0, DBL_MAX, 1e-310};
    const uint32_t n = sizeof hostile / sizeof *hostile;
    struct chart_scale scale = CHART_SCALE_EMPTY;
    chart_scale_add_all(&scale, hostile, n);
    for (int k = 0; k < N_PERCENTILES; k++)
        for (uint32_t i = 0; i < n; i++)
            values[k][i] = hostile[(i + (uint32_t)k) % n];
    for (int size = 1; size < 24; size++) {
        struct canvas canvas = drawing_new(12, 30, size % 2);
        struct rect rect = rect_part(canvas_rect(&canvas), 3, 3, 1 + size % 7, size);
        for (uint32_t i = 1; i <= n; i++) {
            struct chart_months months = {.n = i, .calendar = {9999, 12, CALENDAR_MONTH, false}};
            struct chart_place place = {rect, size % 5 - 2, 1 + size % 9, size % 11};
            chart_draw_fan(&canvas, &place, &scale, &months, &fan);
        }
        drawing_check_outside(&canvas, rect);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_charts),
        cmocka_unit_test(test_months_without_a_value_are_left_out),
        cmocka_unit_test(test_scales_settle),
        cmocka_unit_test(test_any_size_and_any_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
