/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histograms: bins, windows and heights that stay where they are, and the chart of them. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draw/chart_histogram.h"
#include "support/drawing.h"

enum { N = 4000 };

/* N values of about a normal distribution, evenly spread over it (the quantile is Tukey's
 * lambda's).
 */
static void fill_bell(double *values, double mean, double sd)
{
    for (int i = 0; i < N; i++) {
        double p = (i + 0.5) / N;
        values[i] = mean + sd * (pow(p, 0.135) - pow(1 - p, 0.135)) / 0.1975;
    }
}

static void fit(struct histogram *histogram, const double *values, const double *ghost)
{
    double low = values[0], high = values[N - 1];
    if (ghost != NULL) {
        low = fmin(low, ghost[0]);
        high = fmax(high, ghost[N - 1]);
    }
    histogram_fit(histogram, low, high);
    histogram_count(histogram, values, N, ghost, ghost != NULL ? N : 0);
}

static uint32_t sum(const uint32_t *counts)
{
    uint32_t total = 0;
    for (int i = 0; i < HISTOGRAM_BINS; i++)
        total += counts[i];
    return total;
}

static void test_every_value_is_in_the_bin_that_holds_it(void **state)
{
    (void)state;
    struct histogram histogram = {0};
    const double values[] = {-2.5, -1, -0.001, 0, 0.001, 1, 2.5, NAN, INFINITY, 7, -70};
    histogram_fit(&histogram, -2.5, 2.5);
    histogram_count(&histogram, values, sizeof values / sizeof *values, NULL, 0);
    assert_int_equal(sum(histogram.counts), 7);
    assert_int_equal(histogram.above, 1);
    assert_int_equal(histogram.below, 1);
    int zero = (int)-histogram.first; /* the bin that begins at 0 */
    assert_in_range(zero, 1, HISTOGRAM_BINS - 1);
    assert_int_equal(histogram.counts[zero], 2);
    assert_int_equal(histogram.counts[zero - 1], 1);
}

/* A bin holds its lower end; the window's upper end lies above it. */
static void test_ends_of_the_window(void **state)
{
    (void)state;
    struct histogram histogram = {0};
    histogram_fit(&histogram, -2.5, 2.5);
    double from = histogram.first * histogram.width;
    const double values[] = {from, from + HISTOGRAM_BINS * histogram.width};
    histogram_count(&histogram, values, 2, NULL, 0);
    assert_int_equal(histogram.counts[0], 1);
    assert_int_equal(histogram.above, 1);
    assert_int_equal(histogram.below, 0);
    assert_int_equal(sum(histogram.ghost), 0);
}

static void test_columns_are_what_their_bins_are(void **state)
{
    (void)state;
    static double values[N];
    struct histogram histogram = {0};
    fill_bell(values, 1e6, 4e5);
    fit(&histogram, values, NULL);
    for (int joined = 1; joined <= HISTOGRAM_MOST_JOINED; joined++) {
        uint32_t total = 0, most = 0;
        for (int i = 0; i < histogram_n_columns(&histogram, joined); i++) {
            uint32_t count = histogram_column(&histogram, histogram.counts, joined, i);
            total += count;
            most = count > most ? count : most;
        }
        assert_int_equal(total, N);
        assert_in_range(histogram.tops[joined], most, 2 * most);
    }
}

static void test_a_window_ends_at_zero_that_nothing_crosses(void **state)
{
    (void)state;
    struct histogram histogram = {0};
    histogram_fit(&histogram, 0, 100);
    assert_true(histogram.first >= 0);
    histogram_fit(&histogram, -100, -1);
    assert_true(histogram.first + HISTOGRAM_BINS <= 0);
    assert_true(histogram.first * histogram.width <= -100);
}

/* An edit that moves the outcome a little moves columns, not the scale; and going back and forth
 * ends where it began. */
static void test_small_changes_leave_the_scale_alone(void **state)
{
    (void)state;
    static double values[N];
    struct histogram histogram = {0}, before;
    fill_bell(values, 1e6, 4e5);
    fit(&histogram, values, NULL);
    before = histogram;
    fill_bell(values, 1.02e6, 3.9e5);
    fit(&histogram, values, NULL);
    assert_true(histogram.width == before.width && histogram.first == before.first);
    assert_memory_equal(histogram.tops, before.tops, sizeof before.tops);
    assert_memory_not_equal(histogram.counts, before.counts, sizeof before.counts);
    fill_bell(values, 1e6, 4e5);
    fit(&histogram, values, NULL);
    assert_memory_equal(&histogram, &before, sizeof before);
}

/* A baseline that is much narrower, and so much higher, doesn't press the present one flat. */
static void test_a_narrow_baseline_is_cut(void **state)
{
    (void)state;
    static double values[N], ghost[N];
    struct histogram histogram = {0};
    fill_bell(values, 1e6, 4e5);
    fill_bell(ghost, 1e6, 1e4);
    fit(&histogram, values, ghost);
    uint32_t most = 0;
    for (int i = 0; i < histogram_n_columns(&histogram, 20); i++) {
        uint32_t count = histogram_column(&histogram, histogram.counts, 20, i);
        most = count > most ? count : most;
    }
    assert_in_range(histogram.tops[20], most, 5 * most / 2);
}

static void test_large_changes_make_a_new_scale(void **state)
{
    (void)state;
    static double values[N];
    struct histogram histogram = {0};
    fill_bell(values, 1e6, 4e5);
    fit(&histogram, values, NULL);
    double width = histogram.width;
    fill_bell(values, 1e8, 4e7);
    fit(&histogram, values, NULL);
    assert_int_equal(sum(histogram.counts), N);
    assert_true(histogram.width > 50 * width);
    fill_bell(values, 1e6, 4e5);
    fit(&histogram, values, NULL);
    assert_int_equal(sum(histogram.counts), N);
    assert_true(histogram.width == width);
}

static void test_hostile_values(void **state)
{
    (void)state;
    const double ranges[][2] = {
        {0, 0},       {5, 5},          {-DBL_MAX, DBL_MAX}, {1e9, 1e9 + 1e-7}, {DBL_MIN, 5e-324},
        {-5e-324, 0}, {1e300, DBL_MAX}};
    const struct chart_pointer mark = {1, "P50"};
    struct canvas canvas = drawing_new(12, 40, true);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        struct histogram histogram = {0};
        double low = fmin(ranges[i][0], ranges[i][1]), high = fmax(ranges[i][0], ranges[i][1]);
        const double values[] = {low, high, NAN};
        histogram_fit(&histogram, low, high);
        assert_true(histogram.width > 0 && isfinite(histogram.first));
        histogram_count(&histogram, values, 3, values, 2);
        assert_int_equal(sum(histogram.counts) + histogram.below + histogram.above, 2);
        chart_draw_histogram(&canvas, canvas_rect(&canvas), 0, 12, &histogram, &mark, 1);
    }
    canvas_fini(&canvas);
}

static void assert_chart(const char *name, int rows, int columns, bool utf8, double mean,
                         double ghost_mean)
{
    static double values[N], ghost[N];
    struct histogram histogram = {0};
    struct canvas canvas = drawing_new(rows, columns, utf8);
    fill_bell(values, mean, 4e5);
    fill_bell(ghost, ghost_mean, 3e5);
    fit(&histogram, values, isnan(ghost_mean) ? NULL : ghost);
    const struct chart_pointer marks[] = {
        {values[N / 2], "P50"}, {values[N / 20], "P5"}, {values[N - N / 20], "P95"}};
    chart_draw_histogram(&canvas, canvas_rect(&canvas), 0, rows, &histogram, marks, 3);
    drawing_check(&canvas, name);
}

static void test_charts(void **state)
{
    (void)state;
    assert_chart("chart-histogram-utf8", 10, 44, true, 2e5, NAN);
    assert_chart("chart-histogram-ascii", 10, 44, false, 2e5, NAN);
    assert_chart("chart-histogram-ghost-utf8", 10, 60, true, -5e4, 4e5);
    assert_chart("chart-histogram-ghost-ascii", 10, 60, false, -5e4, 4e5);
    assert_chart("chart-histogram-positive", 7, 30, true, 5e6, NAN);
    assert_chart("chart-histogram-negative", 7, 30, false, -5e6, NAN);
    assert_chart("chart-histogram-small", 4, 20, true, 1e5, NAN);
    assert_chart("chart-histogram-wide", 8, 120, true, 1e5, NAN);
}

/* Whatever the size, nothing is written outside of the place. */
static void test_any_size(void **state)
{
    (void)state;
    static double values[N];
    const struct chart_pointer marks[] = {{0, "P50"}, {NAN, "P5"}, {1e30, "P95"}};
    for (int columns = 1; columns < 100; columns += 3) {
        struct histogram histogram = {0};
        struct canvas canvas = drawing_new(12, 110, columns % 2);
        struct rect rect = rect_part(canvas_rect(&canvas), 2, 3, 1 + columns % 8, columns);
        fill_bell(values, (columns - 50) * 1e4, 4e5);
        fit(&histogram, values, NULL);
        chart_draw_histogram(&canvas, rect, columns % 5 - 2, columns % 11, &histogram, marks, 3);
        drawing_check_outside(&canvas, rect);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_value_is_in_the_bin_that_holds_it),
        cmocka_unit_test(test_ends_of_the_window),
        cmocka_unit_test(test_columns_are_what_their_bins_are),
        cmocka_unit_test(test_a_window_ends_at_zero_that_nothing_crosses),
        cmocka_unit_test(test_small_changes_leave_the_scale_alone),
        cmocka_unit_test(test_a_narrow_baseline_is_cut),
        cmocka_unit_test(test_large_changes_make_a_new_scale),
        cmocka_unit_test(test_hostile_values),
        cmocka_unit_test(test_charts),
        cmocka_unit_test(test_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
