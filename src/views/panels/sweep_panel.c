/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/panels/sweep_panel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "draw/chart_curve.h"
#include "draw/chart_heat.h"

enum {
    MOST_TICKS = 8, /* between the rows of the table */
    MOST_MONTHS = 600,
    LEAST_POINTS = 4,  /* of a map, each way */
    RANGE_COLUMNS = 8, /* of an end of a range as text */
};

/* Operations that a keystroke may spend on the picture: about 4 ms. */
static const double BUDGET = 3e6;

void sweep_panel_fini(struct sweep_panel *panel)
{
    sweep_fini(&panel->now);
    sweep_fini(&panel->before);
}

static bool is_parameter(const struct model *model, uint32_t line)
{
    return line != NAMES_NONE && variable_is(&model->lines[line]);
}

/* The line of PARAMETER in MODEL; NAMES_NONE where it is none, or no parameter any more. */
static uint32_t find(const struct sweep_parameter *parameter, const struct model *model)
{
    uint32_t line = parameter->name[0] != '\0' ? model_find(model, parameter->name) : NAMES_NONE;
    return is_parameter(model, line) ? line : NAMES_NONE;
}

static void set_name(struct sweep_panel *panel, struct sweep_parameter *parameter,
                     const struct model *model, uint32_t line)
{
    char name[sizeof parameter->name] = "";
    if (line != NAMES_NONE)
        model_line_name(model, line, name, sizeof name);
    if (strcmp(name, parameter->name) == 0)
        return;
    memcpy(parameter->name, name, sizeof name);
    stamp_clear(&panel->stamp);
}

void sweep_panel_follow(struct sweep_panel *panel, const struct model *model, uint32_t focused)
{
    bool has_first = find(&panel->first, model) != NAMES_NONE;
    if (is_parameter(model, focused) && (!has_first || focused != find(&panel->second, model)))
        set_name(panel, &panel->first, model, focused);
}

bool sweep_panel_choose(struct sweep_panel *panel, const struct model *model, uint32_t line)
{
    if (!is_parameter(model, line))
        return false;
    bool is_again = find(&panel->second, model) == line;
    set_name(panel, &panel->first, model, line);
    set_name(panel, &panel->second, model, is_again ? NAMES_NONE : line);
    return true;
}

/* Make RANGE hold VALUE, at a round number beyond it. */
static void widen(struct range *range, double value, bool is_whole)
{
    double round_value = copysign(chart_round_up(fabs(value)), value);
    if (!isfinite(round_value))
        round_value = value;
    if (is_whole)
        round_value = fmin(ceil(round_value), MOST_MONTHS);
    if (value < range->low)
        range->low = value < 0 ? round_value : is_whole ? 1 : 0;
    if (value > range->high)
        range->high = value <= 0 ? 0 : round_value;
}

/* The range of LINE: its own bounds; where it has none, what follows from its value in the
 * baseline, so that it stays as it is while a value is being typed. */
static enum status find_range(const struct sweep_of *of, uint32_t line, struct range *range,
                              struct error *err)
{
    const struct line *here = &of->scenario->model->lines[line];
    uint32_t there = model_line_in(of->scenario->model, line, of->baseline->model);
    bool has_baseline = is_parameter(of->baseline->model, there);
    enum status status =
        variable_range(has_baseline ? of->baseline->model : of->scenario->model,
                       has_baseline ? there : line, here->min, here->max, range, err);
    if (status == STATUS_OK)
        widen(range, variable_present(here), here->is_whole);
    return status;
}

/* Everything about PARAMETER but its name. */
static enum status describe(struct sweep_parameter *parameter, const struct sweep_of *of,
                            struct error *err)
{
    const struct model *model = of->scenario->model, *baseline = of->baseline->model;
    uint32_t line = find(parameter, model), there = find(parameter, baseline);
    struct range range;
    enum status status = find_range(of, line, &range, err);
    if (status != STATUS_OK)
        return status;
    const struct line *here = &model->lines[line];
    parameter->axis = (struct chart_axis){range.low, range.high, variable_is_percent(here),
                                          here->is_whole, here->number.calendar};
    variable_format_range(here, range, RANGE_COLUMNS, parameter->range);
    snprintf(parameter->unit, sizeof parameter->unit, "%s", variable_unit(here));
    const struct section *section = model_section_of(model, line);
    parameter->is_off = section->kind == SECTION_STAGE && !section->is_enabled;
    parameter->now = variable_present(here);
    parameter->before =
        there != NAMES_NONE ? variable_present(&baseline->lines[there]) : (double)NAN;
    return STATUS_OK;
}

void sweep_panel_aim(struct sweep_panel *panel, const struct sweep_of *of)
{
    const struct model *model = of->scenario->model;
    uint32_t first = find(&panel->first, model), second = find(&panel->second, model);
    struct error err = {.text = ""};
    panel->n_by = 0;
    panel->reason[0] = '\0';
    if (first == NAMES_NONE) {
        snprintf(panel->reason, sizeof panel->reason, "%s",
                 _("Select a field with a number: the outcome is then shown over its range."));
        return;
    }
    size_t n_by = second == NAMES_NONE || second == first ? 1 : 2;
    enum status status = describe(&panel->first, of, &err);
    if (!status && n_by == 2)
        status = describe(&panel->second, of, &err);
    if (status == STATUS_OK)
        panel->n_by = n_by;
    else
        snprintf(panel->reason, sizeof panel->reason, "%s", err.text);
}

static struct sweep_by make_by(const struct sweep_parameter *parameter,
                               const struct scenario *scenario, size_t intervals)
{
    return (struct sweep_by){
        find(parameter, scenario->model), {parameter->axis.low, parameter->axis.high}, intervals};
}

/* Make SWEEP one of PROBE. */
static enum status renew(struct sweep *sweep, const struct probe *probe, struct error *err)
{
    sweep_fini(sweep);
    return probe ? sweep_init(sweep, probe, 0, err) : STATUS_OK;
}

/* The curve at round values into the rows' `now` or `before`. */
static enum status run_rows(struct sweep_panel *panel, struct sweep *sweep,
                            const struct scenario *scenario, bool is_now, struct error *err)
{
    const struct chart_axis *axis = &panel->first.axis;
    double step = chart_axis_step(axis, MOST_TICKS);
    double first = ceil(axis->low / step - 1e-9), last = floor(axis->high / step + 1e-9);
    panel->n_rows = 0;
    if (last - first < 1)
        return STATUS_OK;
    struct sweep_by by = make_by(&panel->first, scenario, (size_t)(last - first));
    by.range = (struct range){fmax(first * step, axis->low), fmin(last * step, axis->high)};
    enum status status = sweep_run(sweep, scenario, &by, 1, err);
    if (status != STATUS_OK)
        return status;
    panel->n_rows = lesser_size(sweep->n, SWEEP_MOST_ROWS);
    for (size_t i = 0; i < panel->n_rows; i++) {
        panel->rows[i].at = sweep->axes[0].at[i];
        if (is_now)
            panel->rows[i].now = sweep->outcomes[i];
        panel->rows[i].before = sweep->outcomes[i];
    }
    return STATUS_OK;
}

/* The curve of SCENARIO, as finely as the budget allows. */
static enum status run_curve(struct sweep_panel *panel, struct sweep *sweep,
                             const struct scenario *scenario, struct error *err)
{
    static const size_t finest_first[] = {240, 120, 60, 30, 20, 10};
    size_t i = 0, last = sizeof finest_first / sizeof *finest_first - 1;
    struct sweep_by by = make_by(&panel->first, scenario, finest_first[0]);
    double cost = sweep_cost(sweep, scenario, &by, 1);
    while (i < last && 2 * cost * (double)finest_first[i] > BUDGET)
        i++;
    by.intervals = finest_first[i];
    return sweep_run(sweep, scenario, &by, 1, err);
}

/* The baseline's curve, where it is another one. */
static enum status run_before(struct sweep_panel *panel, const struct sweep_of *of,
                              struct error *err)
{
    struct sweep *before = &panel->before;
    before->n = 0;
    if (!before->curve || find(&panel->first, of->baseline->model) == NAMES_NONE)
        return STATUS_OK;
    enum status status = run_rows(panel, before, of->baseline, false, err);
    if (status == STATUS_OK)
        status = run_curve(panel, before, of->baseline, err);
    if (!status && before->n == panel->now.n &&
        memcmp(before->outcomes, panel->now.outcomes, before->n * sizeof *before->outcomes) == 0)
        before->n = 0;
    return status;
}

static enum status run_map(struct sweep_panel *panel, const struct scenario *scenario, int rows,
                           int columns, struct error *err)
{
    struct sweep_by by[] = {make_by(&panel->first, scenario, 1),
                            make_by(&panel->second, scenario, 1)};
    double points = (double)rows * columns;
    double cost = sweep_cost(&panel->now, scenario, by, 2);
    double part = sqrt(fmin(1, BUDGET / (cost * fmax(points, 1))));
    by[0].intervals = (size_t)fmax(part * columns, LEAST_POINTS) - 1;
    by[1].intervals = (size_t)fmax(part * rows, LEAST_POINTS) - 1;
    panel->before.n = panel->n_rows = 0;
    return sweep_run(&panel->now, scenario, by, 2, err);
}

/* What the panel's chart has to hold. */
static struct chart_scale needed_scale(const struct sweep_panel *panel)
{
    const struct sweep *now = &panel->now, *before = &panel->before;
    const struct chart_curve curves[] = {{.y = now->outcomes, .n = now->n},
                                         {.y = before->outcomes, .n = before->n}};
    return now->n_axes > 1 ? chart_heat_scale(now->outcomes, now->n, now->zero)
                           : chart_curve_scale(curves, 2);
}

static enum status run(struct sweep_panel *panel, const struct sweep_of *of, int rows, int columns,
                       struct error *err)
{
    enum status status;
    if (panel->n_by == 2)
        return run_map(panel, of->scenario, rows, columns, err);
    status = run_rows(panel, &panel->now, of->scenario, true, err);
    if (status == STATUS_OK)
        status = run_curve(panel, &panel->now, of->scenario, err);
    if (status == STATUS_OK)
        sweep_find_crossings(&panel->now);
    if (status == STATUS_OK)
        status = run_before(panel, of, err);
    return status;
}

enum status sweep_panel_run(struct sweep_panel *panel, const struct sweep_of *of, int rows,
                            int columns, struct error *err)
{
    enum status status = STATUS_OK;
    bool has_probes = stamp_renew(&panel->probes, of->probes);
    if (!has_probes || stamp_is(panel->stamp, 0))
        panel->scale = CHART_SCALE_EMPTY;
    if (!has_probes) {
        status = renew(&panel->now, of->probe, err);
        if (status == STATUS_OK)
            status = renew(&panel->before, of->baseline_probe, err);
        if (status != STATUS_OK)
            stamp_clear(&panel->probes);
    }
    if (!of->probe)
        panel->n_by = 0;
    if (!status && panel->n_by > 0)
        status = run(panel, of, rows, columns, err);
    if (status != STATUS_OK)
        panel->n_by = 0;
    if (panel->n_by > 0) {
        struct chart_scale needed = needed_scale(panel);
        chart_scale_settle(&panel->scale, &needed);
    }
    return status;
}
