/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts over a parameter's values: axes, curves and heat maps, in both character sets. */
#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draw/chart_curve.h"
#include "draw/chart_heat.h"
#include "support/assert_near.h"
#include "support/drawing.h"

static const struct calendar no_months = {0};

static void assert_label(struct chart_axis axis, double value, int count, const char *expected)
{
    char label[CHART_LABEL_SIZE];
    chart_axis_format(label, &axis, value, chart_axis_step(&axis, count));
    assert_string_equal(label, expected);
}

static void test_labels_are_in_the_parameters_terms(void **state)
{
    (void)state;
    assert_label((struct chart_axis){0.02, 0.3, true, false, no_months}, 0.1, 5, "10 %");
    assert_label((struct chart_axis){0.005, 0.012, true, false, no_months}, 0.01, 10, "1.0 %");
    assert_label((struct chart_axis){0, 2000, false, false, no_months}, 500, 8, "0.5k");
    assert_label((struct chart_axis){-20, 20, false, false, no_months}, -10, 4, "-10");
    assert_label((struct chart_axis){0, 1, true, false, no_months}, 0, 5, "0 %");
    struct chart_axis months = {1, 3, false, true, no_months};
    assert_near(chart_axis_step(&months, 10), 1, 0);
    months = (struct chart_axis){0, 18, false, true, {2026, 1, CALENDAR_MONTH, false}};
    assert_label(months, 13, 5, "2027-01");
    assert_label(months, 0, 5, "2025-12");
    assert_near(chart_axis_step(&months, 5), 6, 0);
    assert_near(chart_axis_step(&months, 40), 1, 0);
    months.calendar.unit = CALENDAR_QUARTER;
    assert_near(chart_axis_step(&months, 5), 4, 0);
}

enum { N = 121 };

static void fill_x(double *x, const struct chart_axis *axis)
{
    for (size_t i = 0; i < N; i++)
        x[i] = axis->low + (axis->high - axis->low) * (double)i / (N - 1);
}

/* Profit by conversion, not known between 12 % and 14 %, beside a baseline that is straight. */
static void draw_curves(struct canvas *canvas)
{
    struct chart_curves chart = {.axis = {0.02, 0.3, true, false, {0}}, .scale = {-20e6, 20e6}};
    double x[N], y[N], ghost[N];
    fill_x(x, &chart.axis);
    for (size_t i = 0; i < N; i++) {
        ghost[i] = -15e6 + 1e8 * x[i];
        y[i] = x[i] > 0.12 && x[i] < 0.14 ? NAN : 15e6 - 9e8 * (x[i] - 0.2) * (x[i] - 0.2);
    }
    const struct chart_curve curves[] = {{x, ghost, N, UI_GHOST}, {x, y, N, UI_BALANCE}};
    const struct chart_mark marks[] = {{0.2 - 0.1290994, 0, CHART_MARK_ZERO},
                                       {0.1, 6e6, CHART_MARK_NOW},
                                       {0.5, 0, CHART_MARK_ZERO},
                                       {0.2, 30e6, CHART_MARK_ZERO},
                                       {NAN, NAN, CHART_MARK_NOW}};
    chart.curves = curves;
    chart.n_curves = 2;
    chart.marks = marks;
    chart.n_marks = sizeof marks / sizeof *marks;
    struct chart_place place = {canvas_rect(canvas), 0, canvas->rows,
                                chart_label_columns(&chart.scale, canvas->rows)};
    chart_draw_curves(canvas, &place, &chart);
}

static void test_curves(void **state)
{
    (void)state;
    const struct {
        const char *name;
        int rows, columns;
        bool utf8;
    } cases[] = {{"chart-curve-utf8", 14, 60, true},
                 {"chart-curve-ascii", 14, 60, false},
                 {"chart-curve-small", 5, 20, true},
                 {"chart-curve-tiny", 3, 8, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct canvas canvas = drawing_new(cases[i].rows, cases[i].columns, cases[i].utf8);
        draw_curves(&canvas);
        drawing_check(&canvas, cases[i].name);
    }
}

/* A step and a pole: no line where the curve leaves the scale, and none across what is infinite. */
static void test_curve_beyond_its_scale(void **state)
{
    (void)state;
    struct chart_curves chart = {.axis = {-2, 2, false, false, {0}}, .scale = {-4, 4}};
    double x[N], pole[N], step[N];
    fill_x(x, &chart.axis);
    for (size_t i = 0; i < N; i++) {
        pole[i] = 1 / x[i];
        step[i] = x[i] < 1 ? -3 : 3;
    }
    const struct chart_curve curves[] = {{x, step, N, UI_GHOST}, {x, pole, N, UI_BALANCE}};
    chart.curves = curves;
    chart.n_curves = 2;
    struct canvas canvas = drawing_new(12, 44, false);
    struct chart_place place = {canvas_rect(&canvas), 0, 12, 3};
    chart_draw_curves(&canvas, &place, &chart);
    drawing_check(&canvas, "chart-curve-pole");
}

enum { MOST = 64 };

static void draw_heat(struct canvas *canvas, double offset)
{
    static double values[MOST * MOST];
    struct chart_heat heat = {.x = {0.02, 0.3, true, false, {0}},
                              .y = {0, 400, false, false, {0}},
                              .scale = {-20e6, 60e6},
                              .values = values,
                              .now_x = 0.1,
                              .now_y = 200};
    struct chart_place place = {canvas_rect(canvas), 0, canvas->rows - 1,
                                chart_axis_label_columns(&heat.y, canvas->rows - 2)};
    struct chart_heat_cells cells = chart_heat_cells(&place);
    assert_true(cells.rows > 1 && cells.columns > 1 && cells.rows <= MOST && cells.columns <= MOST);
    heat.n_x = (size_t)cells.columns;
    heat.n_y = (size_t)cells.rows;
    if (offset > 0)
        heat.scale = (struct chart_scale){40e6, 130e6};
    for (size_t i = 0; i < heat.n_x; i++)
        for (size_t j = 0; j < heat.n_y; j++) {
            double x = 0.02 + 0.28 * (double)i / (double)(heat.n_x - 1);
            double y = 400 * (double)j / (double)(heat.n_y - 1);
            bool is_known = x < 0.25 || y < 300;
            values[i * heat.n_y + j] = is_known ? y * (x * 8e5 - 5e4) + offset : NAN;
        }
    chart_draw_heat(canvas, &place, &heat);
    const struct chart_heat_key key = {heat.scale, NULL, NULL};
    chart_draw_heat_key(canvas, canvas_rect(canvas), canvas->rows - 1, 1, &key);
}

static void test_heat_maps(void **state)
{
    (void)state;
    const struct {
        const char *name;
        int rows, columns;
        bool utf8;
        double offset;
    } cases[] = {{"chart-heat-utf8", 17, 60, true, 0},
                 {"chart-heat-ascii", 17, 60, false, 0},
                 {"chart-heat-positive", 13, 40, false, 60e6},
                 {"chart-heat-small", 7, 24, true, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct canvas canvas = drawing_new(cases[i].rows, cases[i].columns, cases[i].utf8);
        draw_heat(&canvas, cases[i].offset);
        drawing_check(&canvas, cases[i].name);
    }
}

/* The cells of a map in rows of text, without its axes. */
static void assert_cells(const struct chart_heat *heat, int rows, int columns, const char *expected)
{
    struct canvas canvas = drawing_new(rows, columns, false);
    struct chart_place place = {canvas_rect(&canvas), 0, rows, columns};
    chart_draw_heat(&canvas, &place, heat);
    for (int i = 0; i < rows * columns; i++)
        assert_int_equal(canvas.cells[i].codepoint, expected[i]);
    canvas_fini(&canvas);
}

static void test_sign_and_size_of_every_cell(void **state)
{
    (void)state;
    const double line[] = {-8, -5, -3, -1, 2, 3, 5, 8};
    const double steps[] = {0, 1, 2, 3, 4, 5, INFINITY, NAN};
    const double condition[] = {0, 1, 1, 0, 0, 0, 1, 1};
    struct chart_heat heat = {.x = {0, 1, false, false, {0}},
                              .y = {0, 1, false, false, {0}},
                              .scale = {-8, 8},
                              .n_x = 8,
                              .n_y = 1,
                              .now_x = NAN,
                              .now_y = NAN};
    heat.values = line;
    assert_cells(&heat, 1, 8,
                 "@%=o:"
                 ":+#");
    heat.scale = (struct chart_scale){0, 8};
    heat.values = steps;
    assert_cells(&heat, 1, 8, "..::++#?");
    heat.scale = (struct chart_scale){-0.5, 0.5};
    heat.zero = 0.5;
    heat.values = condition;
    assert_cells(&heat, 1, 8, "@oo@@@o#");
    heat.zero = 0;
    heat.values = line; /* up and down: both cells of a column */
    heat.scale = (struct chart_scale){-8, 8};
    heat.n_x = 4;
    heat.n_y = 2;
    assert_cells(&heat, 2, 4,
                 "%o:#"
                 "@=o+");
}

/* Whatever the size and the values, nothing is written outside of the place. */
static void test_any_size_and_any_values(void **state)
{
    (void)state;
    const double x[] = {0, 1, 2, 2, 3, 4, 5, 6};
    const double hostile[] = {DBL_MAX, -DBL_MAX, NAN, 5e-324, -INFINITY, 0, DBL_MAX, 1e-310};
    const struct chart_mark marks[] = {{0, DBL_MAX, CHART_MARK_NOW}, {6, 0, CHART_MARK_ZERO}};
    const struct chart_curve curve = {x, hostile, 8, UI_BALANCE};
    struct chart_curves chart = {.axis = {0, 6, false, false, {0}},
                                 .curves = &curve,
                                 .n_curves = 1,
                                 .marks = marks,
                                 .n_marks = 2};
    chart_scale_add_all(&chart.scale, hostile, 8);
    struct chart_heat heat = {.x = {0, 6, true, false, {0}},
                              .y = {-DBL_MAX, DBL_MAX, false, false, {0}},
                              .scale = chart.scale,
                              .values = hostile,
                              .n_x = 4,
                              .n_y = 2};
    struct chart_curves wide = chart;
    wide.axis = (struct chart_axis){-DBL_MAX, DBL_MAX, true, false, no_months};
    const struct chart_heat_key key = {heat.scale, "low", NULL};
    for (int size = 1; size < 24; size++)
        for (int utf8 = 0; utf8 < 2; utf8++) {
            struct canvas canvas = drawing_new(12, 30, utf8);
            struct rect rect = rect_part(canvas_rect(&canvas), 3, 3, 1 + size % 7, size);
            struct chart_place place = {rect, size % 5 - 2, 1 + size % 9, size % 11};
            chart_draw_curves(&canvas, &place, &chart);
            chart_draw_curves(&canvas, &place, &wide);
            chart_draw_heat(&canvas, &place, &heat);
            chart_draw_heat_key(&canvas, rect, 0, size % 4, &key);
            drawing_check_outside(&canvas, rect);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_are_in_the_parameters_terms),
        cmocka_unit_test(test_curves),
        cmocka_unit_test(test_curve_beyond_its_scale),
        cmocka_unit_test(test_heat_maps),
        cmocka_unit_test(test_sign_and_size_of_every_cell),
        cmocka_unit_test(test_any_size_and_any_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
