/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep as text: a curve or a map in ASCII, what stands out, a table. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/number.h"
#include "draw/chart_curve.h"
#include "draw/chart_heat.h"
#include "print/layout.h"
#include "print/sweep.h"

enum {
    CHART_ROWS = 18,
    CHART_INTERVALS = 240,
    MAP_ROWS = 20,
    FACT_COLUMNS = 10, /* of what a fact is about */
    AT_COLUMNS = 12,   /* of a parameter's value */
    NUMBER_COLUMNS = 8,
    OUTCOME_COLUMNS = 22,
    MOST_NAME_COLUMNS = 50, /* of a parameter's name above its values */
    MAP_TABLE_COLUMNS = 6,  /* of values of the first parameter, at most */
    MAP_TABLE_ROWS = 11,    /* of values of the second one, at most */
    CELL_COLUMNS = 11,
    TEXT_SIZE = 4096,
};

static const struct line *line_of(const struct sweep_report *report, size_t axis)
{
    return &report->scenario->model->lines[report->by[axis].line];
}

static struct chart_axis axis_of(const struct model *model, const struct sweep_by *by)
{
    const struct line *line = &model->lines[by->line];
    return (struct chart_axis){by->range.low, by->range.high, variable_is_percent(line),
                               line->is_whole, line->number.calendar};
}

static struct chart_place place_map(struct rect rect, const struct chart_axis *y)
{
    int rows = MAP_ROWS - 1;
    return (struct chart_place){rect, 0, rows, chart_axis_label_columns(y, rows - 1)};
}

void sweep_refine(const struct scenario *scenario, struct sweep_by *by, size_t n)
{
    if (n == 1) {
        if (by->intervals < CHART_INTERVALS)
            by->intervals = CHART_INTERVALS;
        return;
    }
    struct chart_axis y = axis_of(scenario->model, &by[1]);
    struct chart_place place = place_map((struct rect){0, 0, MAP_ROWS, LAYOUT_WIDTH}, &y);
    struct chart_heat_cells cells = chart_heat_cells(&place);
    by[0].intervals = (size_t)cells.columns - 1;
    by[1].intervals = (size_t)cells.rows - 1;
}

/* The rows of CANVAS, which is freed. */
static enum status put_canvas(FILE *out, struct canvas *canvas)
{
    char *dump = canvas_dump(canvas), *end = dump ? strstr(dump, "\n--\n") : NULL;
    if (end)
        fprintf(out, "%.*s\n", (int)(end - dump), dump);
    free(dump);
    canvas_fini(canvas);
    return end ? STATUS_OK : STATUS_NO_MEMORY;
}

/* Whether the values of AXIS are nearer to each other than the digits that are usual show. */
static bool is_narrow(const struct sweep_report *report, size_t axis)
{
    struct range range = report->by[axis].range;
    double size = fmax(fabs(range.low), fabs(range.high)) * (range.high > range.low);
    return (range.high - range.low) / (double)report->by[axis].intervals < 1e-3 * size &&
           range.high - range.low < 0.1 * size;
}

/* VALUE of the parameter of AXIS: in digits that tell it from its neighbours. */
static void write_at(const struct sweep_report *report, size_t axis, double value,
                     char text[VARIABLE_TEXT_SIZE])
{
    struct range range = report->by[axis].range;
    if (!is_narrow(report, axis)) {
        variable_format(line_of(report, axis), value, NUMBER_COLUMNS, text);
        return;
    }
    /* a hundredth of a step, as a power of ten */
    double finest = floor(log10((range.high - range.low) / (double)report->by[axis].intervals)) - 2;
    double scale = pow(10, fabs(finest));
    double rounded = finest < 0 ? round(value * scale) / scale : round(value / scale) * scale;
    variable_format_exact(line_of(report, axis), isfinite(rounded) ? rounded : value, text);
}

/* "promotion.conversion, 5..60 %", after LABEL. */
static void put_parameter(FILE *out, const struct sweep_report *report, size_t axis,
                          const char *label)
{
    const struct line *line = line_of(report, axis);
    char text[TEXT_SIZE], name[MODEL_NAME_SIZE], range[VARIABLE_TEXT_SIZE];
    int column = layout_left(out, label, layout_width(label));
    model_line_name(report->scenario->model, report->by[axis].line, name, sizeof name);
    variable_format_range(line, report->by[axis].range, NUMBER_COLUMNS, range);
    if (is_narrow(report, axis)) {
        char low[VARIABLE_TEXT_SIZE], high[VARIABLE_TEXT_SIZE];
        write_at(report, axis, report->by[axis].range.low, low);
        write_at(report, axis, report->by[axis].range.high, high);
        snprintf(range, sizeof range, "%.60s..%.60s", low, high);
    }
    snprintf(text, sizeof text, "%s, %s%s%.200s", name, range, *variable_unit(line) ? " " : "",
             variable_unit(line));
    layout_wrap(out, text, column, 2);
}

static void put_heading(FILE *out, const struct sweep_report *report)
{
    char text[TEXT_SIZE];
    snprintf(text, sizeof text, "%.1000s%s%.200s", report->outcome, *report->unit ? ", " : "",
             report->unit);
    layout_wrap(out, text, 0, 2);
    if (report->sweep->n_axes == 1) {
        put_parameter(out, report, 0, _("by "));
    } else {
        put_parameter(out, report, 0, _("across "));
        put_parameter(out, report, 1, _("up     "));
    }
    fputc('\n', out);
}

/* The scale that holds NEEDED, from a round value to another one. */
static struct chart_scale settle(struct chart_scale needed)
{
    struct chart_scale scale = CHART_SCALE_EMPTY;
    chart_scale_settle(&scale, &needed);
    return scale;
}

static enum status put_curve(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->picture;
    struct canvas canvas = {0};
    struct chart_mark marks[SWEEP_MOST_CROSSINGS + 1];
    struct chart_curve curve = {sweep->axes[0].at, sweep->outcomes, sweep->n, UI_BALANCE};
    struct chart_curves chart = {.axis = axis_of(report->scenario->model, &report->by[0]),
                                 .scale = settle(chart_curve_scale(&curve, 1)),
                                 .curves = &curve,
                                 .n_curves = 1,
                                 .marks = marks};
    struct chart_place place = {.rows = CHART_ROWS};
    if (canvas_resize(&canvas, CHART_ROWS, LAYOUT_WIDTH) != STATUS_OK)
        return STATUS_NO_MEMORY;
    for (; chart.n_marks < sweep->n_crossings && chart.n_marks < SWEEP_MOST_CROSSINGS;
         chart.n_marks++)
        marks[chart.n_marks] =
            (struct chart_mark){sweep->crossings[chart.n_marks].at, sweep->zero, CHART_MARK_ZERO};
    marks[chart.n_marks++] =
        (struct chart_mark){line_of(report, 0)->value, report->value, CHART_MARK_NOW};
    place.rect = canvas_rect(&canvas);
    place.label_columns = chart_label_columns(&chart.scale, CHART_ROWS);
    chart_draw_curves(&canvas, &place, &chart);
    return put_canvas(out, &canvas);
}

static enum status put_map(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->picture;
    struct canvas canvas = {0};
    struct chart_heat heat = {.x = axis_of(report->scenario->model, &report->by[0]),
                              .y = axis_of(report->scenario->model, &report->by[1]),
                              .zero = sweep->zero,
                              .scale =
                                  settle(chart_heat_scale(sweep->outcomes, sweep->n, sweep->zero)),
                              .values = sweep->outcomes,
                              .n_x = sweep->axes[0].n,
                              .n_y = sweep->axes[1].n,
                              .now_x = line_of(report, 0)->value,
                              .now_y = line_of(report, 1)->value};
    const struct chart_heat_key key = {heat.scale,
                                       sweep->zero != 0 ? target_state_word(TARGET_MISSED) : NULL,
                                       sweep->zero != 0 ? target_state_word(TARGET_MET) : NULL};
    struct chart_place place;
    if (canvas_resize(&canvas, MAP_ROWS, LAYOUT_WIDTH) != STATUS_OK)
        return STATUS_NO_MEMORY;
    place = place_map(canvas_rect(&canvas), &heat.y);
    chart_draw_heat(&canvas, &place, &heat);
    chart_draw_heat_key(&canvas, place.rect, MAP_ROWS - 1, place.label_columns + 1, &key);
    return put_canvas(out, &canvas);
}

/* VALUE of the parameter of AXIS. */
static void put_at(FILE *out, const struct sweep_report *report, size_t axis, double value,
                   int columns)
{
    char text[VARIABLE_TEXT_SIZE];
    write_at(report, axis, value, text);
    layout_right(out, text, columns);
}

/* VALUE of the outcome, met or missed if it is a condition. */
static void put_outcome(FILE *out, const struct sweep *sweep, double value, int columns)
{
    if (sweep->zero != 0 && isfinite(value))
        layout_right(out, target_state_word(value > sweep->zero ? TARGET_MET : TARGET_MISSED),
                     columns);
    else
        layout_number(out, value, columns);
}

/* What the outcome is at point I of the sweep, or as the scenario is (I beyond the last). */
static void put_fact(FILE *out, const struct sweep_report *report, const char *label, size_t i)
{
    const struct sweep *sweep = report->sweep;
    bool is_now = i >= sweep->n;
    size_t n = sweep->n_axes > 1 ? sweep->axes[1].n : 1;
    layout_left(out, label, FACT_COLUMNS);
    put_at(out, report, 0, is_now ? line_of(report, 0)->value : sweep->axes[0].at[i / n],
           AT_COLUMNS);
    if (sweep->n_axes > 1)
        put_at(out, report, 1, is_now ? line_of(report, 1)->value : sweep->axes[1].at[i % n],
               AT_COLUMNS);
    put_outcome(out, sweep, is_now ? report->value : sweep->outcomes[i], OUTCOME_COLUMNS);
    fputc('\n', out);
}

static void put_crossings(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->picture;
    char text[TEXT_SIZE] = "", at[VARIABLE_TEXT_SIZE];
    size_t used = 0;
    int column = layout_left(out, sweep->zero != 0 ? _("o turns at") : _("o 0 at"), FACT_COLUMNS);
    for (size_t i = 0; i < sweep->n_crossings && i < SWEEP_MOST_CROSSINGS; i++) {
        const struct sweep_crossing *crossing = &sweep->crossings[i];
        write_at(report, 0, crossing->at, at);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s", i > 0 ? ", " : "", at,
                                 sweep_crossing_remark(sweep, crossing));
    }
    if (sweep->n_crossings > SWEEP_MOST_CROSSINGS)
        snprintf(text + used, sizeof text - used, _(" and %zu more"),
                 sweep->n_crossings - SWEEP_MOST_CROSSINGS);
    if (sweep->n_crossings == 0)
        snprintf(text, sizeof text, "%s", _("nowhere in this range"));
    fputs("  ", out);
    layout_wrap(out, text, column + 2, FACT_COLUMNS + 2);
}

/* What is odd about the outcomes, each in a sentence. */
static void put_oddities(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->sweep;
    char text[SWEEP_SENTENCE_SIZE], name[MODEL_NAME_SIZE];
    const char *sentence;
    for (size_t i = 0; i < sweep->n_axes; i++) {
        model_line_name(report->scenario->model, report->by[i].line, name, sizeof name);
        sentence = sweep_axis_sentence(sweep, i, name, text);
        if (sentence)
            layout_wrap(out, sentence, 0, 0);
    }
    sentence = sweep_constant_sentence(sweep);
    if (sentence)
        layout_wrap(out, sentence, 0, 0);
    if (sweep->n_unknown > 0) {
        snprintf(text, sizeof text, _("At %zu of %zu points the outcome is not a finite number."),
                 sweep->n_unknown, sweep->n);
        layout_wrap(out, text, 0, 0);
    }
}

static void put_facts(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->sweep;
    fputc('\n', out);
    put_fact(out, report, _("X now"), sweep->n);
    if (sweep->n_axes == 1)
        put_crossings(out, report);
    if (sweep->highest < sweep->n && sweep->zero == 0) {
        put_fact(out, report, _("  highest"), sweep->highest);
        put_fact(out, report, _("  lowest"), sweep->lowest);
    }
    put_oddities(out, report);
    fputc('\n', out);
}

/* Names that are too long for their columns stand in the heading alone. */
static void put_table(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->sweep;
    char name[MODEL_NAME_SIZE];
    int first = FACT_COLUMNS + AT_COLUMNS;
    model_line_name(report->scenario->model, report->by[0].line, name, sizeof name);
    if (layout_width(name) > MOST_NAME_COLUMNS)
        snprintf(name, sizeof name, "%s", _("parameter"));
    first = greater(first, layout_width(name));
    layout_right(out, name, first);
    fputs("  ", out);
    layout_right(
        out, layout_width(report->outcome) <= OUTCOME_COLUMNS - 2 ? report->outcome : _("outcome"),
        OUTCOME_COLUMNS - 2);
    fputc('\n', out);
    for (size_t i = 0; i < sweep->n; i++) {
        put_at(out, report, 0, sweep->axes[0].at[i], first);
        put_outcome(out, sweep, sweep->outcomes[i], OUTCOME_COLUMNS);
        fputc('\n', out);
    }
}

/* How many of N values a table has, MOST at most: in equal steps if there are such. */
static size_t count_shown(size_t n, size_t most)
{
    if (n <= most)
        return n;
    for (size_t count = most; count > most / 2; count--)
        if ((n - 1) % (count - 1) == 0)
            return count;
    return most;
}

/* Index I of COUNT that are spread over N. */
static size_t spread(size_t i, size_t count, size_t n)
{
    return (size_t)llround((double)i * (double)(n - 1) / (double)(count - 1));
}

static void put_map_table(FILE *out, const struct sweep_report *report)
{
    const struct sweep *sweep = report->sweep;
    const struct sweep_axis *x = &sweep->axes[0], *y = &sweep->axes[1];
    size_t columns = count_shown(x->n, MAP_TABLE_COLUMNS);
    size_t rows = count_shown(y->n, MAP_TABLE_ROWS);
    fprintf(out, "%*s", AT_COLUMNS, "");
    for (size_t c = 0; c < columns; c++)
        put_at(out, report, 0, x->at[spread(c, columns, x->n)], CELL_COLUMNS);
    fputc('\n', out);
    for (size_t r = rows; r-- > 0;) {
        size_t j = spread(r, rows, y->n);
        put_at(out, report, 1, y->at[j], AT_COLUMNS);
        for (size_t c = 0; c < columns; c++)
            put_outcome(out, sweep, sweep->outcomes[spread(c, columns, x->n) * y->n + j],
                        CELL_COLUMNS);
        fputc('\n', out);
    }
}

enum status sweep_write_text(FILE *out, const struct sweep_report *report)
{
    bool is_map = report->sweep->n_axes > 1;
    enum status status;
    put_heading(out, report);
    status = is_map ? put_map(out, report) : put_curve(out, report);
    if (status != STATUS_OK)
        return status;
    put_facts(out, report);
    if (is_map)
        put_map_table(out, report);
    else
        put_table(out, report);
    return STATUS_OK;
}
