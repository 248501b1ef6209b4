/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/sensitivity.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "core/text/gettext.h"

enum {
    MOST_MONTHS = 600,
    FLIP_RUNS = 220,    /* lanes that a flip point takes */
    MONTHS_RUNS = 2000, /* what that of `months` costs: single lanes over other horizons */
    IRR_STEPS = 300,    /* a month: what an internal rate of return costs */
    MANY_CELLS = 8192,  /* of which eight lanes take half a megabyte */
    SLOWER = 4,
};

/* Of an outcome: smaller effects are the rounding of sums that cancel out. */
static const double NOISE = 1e-13;

/* Whether LINE is something to vary: what a target or a claim is written as is not. */
static bool is_parameter(const struct model *model, uint32_t index)
{
    const struct line *line = &model->lines[index];
    enum section_kind kind = model_section_of(model, index)->kind;
    return (line->kind == LINE_PARAMETER || line->n_numbers > 0) && kind != SECTION_TARGETS &&
           kind != SECTION_CLAIMS;
}

enum status sensitivity_init(struct sensitivity *s, const struct probe *probe, size_t item,
                             const struct scenario *scenario, struct error *err)
{
    const struct model *model = scenario->model;
    assert(item < probe->n);
    struct sensitivity made = {.probe = probe, .item = item, .value = (double)NAN};
    made.rows = calloc((size_t)model->n_lines + 1, sizeof *made.rows);
    made.order = calloc((size_t)model->n_lines + 1, sizeof *made.order);
    made.queue = calloc((size_t)model->n_lines + 1, sizeof *made.queue);
    if (!made.rows || !made.order || !made.queue) {
        sensitivity_fini(&made);
        return error_no_memory(err);
    }
    for (uint32_t i = 0; i < model->n_lines; i++) {
        if (!is_parameter(model, i))
            continue;
        made.order[made.n] = &made.rows[made.n];
        made.rows[made.n++] =
            (struct sensitivity_row){.line = i,
                                     .is_list = model->lines[i].n_numbers > 0,
                                     .is_number = model->lines[i].list != NAMES_NONE,
                                     .list = model->lines[i].list,
                                     .flip = (double)NAN};
    }
    *s = made;
    return STATUS_OK;
}

void sensitivity_fini(struct sensitivity *s)
{
    gradient_fini(&s->gradient);
    run_fini(&s->lanes);
    run_fini(&s->horizon);
    flip_fini(&s->flips);
    free(s->rows);
    free(s->order);
    free(s->queue);
    *s = (struct sensitivity){0};
}

static uint32_t outcome_register(const struct sensitivity *s)
{
    return s->probe->items[s->item].reg;
}

static void derive_row(struct sensitivity *s, const struct model *model,
                       struct sensitivity_row *row)
{
    uint32_t reg = probe_register(s->probe, row->line);
    double whole = variable_whole(&model->lines[row->line]);
    row->value = variable_present(&model->lines[row->line]);
    if (model->lines[row->line].is_whole) {
        row->derivative = row->elasticity = row->one_percent = (double)NAN;
        row->is_kink = false;
        return;
    }
    /* + 0 makes 0 of -0, which would be written with its sign */
    row->derivative = reg == REGISTER_NONE ? 0 : *gradient_of(&s->gradient, reg) + 0.0;
    row->one_percent = row->derivative * (whole / 100) + 0.0;
    row->elasticity = isfinite(s->value) && s->value != 0
                          ? row->derivative * (whole / s->value) + 0.0
                          : (double)NAN;
    if (isfinite(s->value) && fabs(row->one_percent) < NOISE * fabs(s->value))
        row->one_percent = row->elasticity = 0;
    row->is_kink = reg != REGISTER_NONE && gradient_is_kink(&s->gradient, reg);
}

enum status sensitivity_derive(struct sensitivity *s, const struct scenario *scenario,
                               struct error *err)
{
    uint32_t output = outcome_register(s);
    if (!s->gradient.record) {
        enum status status =
            gradient_init(&s->gradient, s->probe->program, 1, s->probe->months, err);
        if (status != STATUS_OK)
            return status;
    }
    probe_load(s->probe, &s->gradient.run, scenario);
    gradient_run(&s->gradient, output, 1);
    gradient_find_kinks(&s->gradient, output);
    s->value = probe_value(s->probe, &s->gradient.run, s->item, 0);
    for (size_t i = 0; i < s->n; i++)
        derive_row(s, scenario->model, &s->rows[i]);
    return STATUS_OK;
}

/* NaN behind everything else; what swings alike as it stands in the model. */
static int compare_swings(const void *a, const void *b)
{
    const struct sensitivity_row *x = *(struct sensitivity_row *const *)a;
    const struct sensitivity_row *y = *(struct sensitivity_row *const *)b;
    if (isnan(x->swing) != isnan(y->swing))
        return isnan(x->swing) ? 1 : -1;
    if (x->swing != y->swing && !isnan(x->swing))
        return x->swing > y->swing ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* What one run costs in one lane, in steps. The rate of return is found by trial, and what doesn't
 * fit the second-level cache takes its time. */
static double steps_of_run(const struct probe *probe)
{
    const struct program *program = probe->program;
    double months = probe->months, steps = 1;
    for (uint32_t i = 0; i < program->n_segments; i++)
        steps += program->segments[i].n * (program->segments[i].is_monthly ? months : 1);
    for (uint32_t i = 0; i < program->n_code; i++)
        steps += program->code[i].op == OP_IRR ? IRR_STEPS * months : 0;
    return steps * (program_n_cells(program, probe->months) > MANY_CELLS ? SLOWER : 1);
}

/* Run N rows of the queue from AT on, each in two lanes of its own. */
static void run_rows(struct sensitivity *s, size_t at, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        const struct sensitivity_row *row = s->queue[at + k];
        double *cell = run_cell(&s->lanes, probe_register(s->probe, row->line), 0);
        cell[2 * k] = row->range.low;
        cell[2 * k + 1] = row->range.high;
    }
    run_block(&s->lanes, 2 * n);
    for (uint32_t k = 0; k < n; k++) {
        struct sensitivity_row *row = s->queue[at + k];
        double *cell = run_cell(&s->lanes, probe_register(s->probe, row->line), 0);
        cell[2 * k] = cell[2 * k + 1] = row->value;
        row->low_outcome = probe_value(s->probe, &s->lanes, s->item, 2 * k);
        row->high_outcome = probe_value(s->probe, &s->lanes, s->item, 2 * k + 1);
        row->is_estimated = false;
    }
}

/* Fill the queue with the rows that the outcome depends on; how many. Until they have run, their
 * outcomes are those of the tangent, and `swing` is how far these are apart. */
static size_t enqueue(struct sensitivity *s, const struct model *model)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        struct sensitivity_row *row = &s->rows[i];
        row->value = variable_present(&model->lines[row->line]);
        row->range = variable_spread(model, row->line);
        row->low_outcome = row->high_outcome = s->value;
        row->is_estimated = false;
        if (probe_register(s->probe, row->line) == REGISTER_NONE || row->line == model->months)
            continue;
        row->low_outcome += row->derivative * (row->range.low - row->value);
        row->high_outcome += row->derivative * (row->range.high - row->value);
        row->swing = fabs(row->derivative * (row->range.high - row->range.low));
        row->swing = isnan(row->swing) ? (double)INFINITY : row->swing; /* that have to run */
        row->is_estimated = true;
        s->queue[n++] = row;
    }
    return n;
}

/* Run as many rows of the queue as MOST steps allow, those first that seem to count most. */
static void run_queue(struct sensitivity *s, size_t n, double most)
{
    uint32_t at_once = s->lanes.lanes / 2;
    double fitting = fmax(most, 0) / (2 * steps_of_run(s->probe));
    if (fitting < (double)n) {
        qsort(s->queue, n, sizeof *s->queue, compare_swings);
        n = (size_t)fitting;
    }
    for (size_t at = 0; at < n; at += at_once)
        run_rows(s, at, n - at < at_once ? (uint32_t)(n - at) : at_once);
}

/* The outcome after the scenario's number of months has become MONTHS. */
static double over_months(struct sensitivity *s, const struct scenario *scenario, double months)
{
    run_set_months(&s->horizon, (uint32_t)months);
    probe_load(s->probe, &s->horizon, scenario);
    run_block(&s->horizon, 1);
    return probe_value(s->probe, &s->horizon, s->item, 0);
}

/* How far apart the outcomes lie; two that are infinite alike 0. */
static double distance(double a, double b, double c)
{
    double low = fmin(fmin(a, b), c), high = fmax(fmax(a, b), c);
    if (isnan(a) || isnan(b) || isnan(c))
        return (double)NAN;
    return low == high ? 0 : high - low;
}

static enum status make_runs(struct sensitivity *s, struct error *err)
{
    enum status status = STATUS_OK;
    if (!s->lanes.cells)
        status = run_init(&s->lanes, s->probe->program, 0, s->probe->months, err);
    if (!status && !s->horizon.cells)
        status = run_init(&s->horizon, s->probe->program, 1, MOST_MONTHS, err);
    return status;
}

enum status sensitivity_find_swings(struct sensitivity *s, const struct scenario *scenario,
                                    double most, struct error *err)
{
    enum status status = make_runs(s, err);
    if (status != STATUS_OK)
        return status;
    probe_load(s->probe, &s->lanes, scenario);
    run_block(&s->lanes, 1);
    s->value = probe_value(s->probe, &s->lanes, s->item, 0);
    run_queue(s, enqueue(s, scenario->model), most);
    for (size_t i = 0; i < s->n; i++) {
        struct sensitivity_row *row = &s->rows[i];
        if (row->line == scenario->model->months) {
            row->low_outcome = over_months(s, scenario, row->range.low);
            row->high_outcome = over_months(s, scenario, row->range.high);
        }
        row->swing = distance(row->low_outcome, row->high_outcome, s->value);
    }
    return STATUS_OK;
}

static struct sensitivity_row *find_row(const struct sensitivity *s, uint32_t line)
{
    size_t from = 0, to = s->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (s->rows[middle].line < line)
            from = middle + 1;
        else
            to = middle;
    }
    return from < s->n && s->rows[from].line == line ? &s->rows[from] : NULL;
}

const struct sensitivity_row *sensitivity_of(const struct sensitivity *s, uint32_t line)
{
    return find_row(s, line);
}

/* How many runs, in one lane each, the flip point of LINE takes. */
static double runs_of_flip(const struct sensitivity *s, const struct model *model, uint32_t line)
{
    if (line == model->months)
        return MONTHS_RUNS;
    return probe_register(s->probe, line) == REGISTER_NONE ? 0 : FLIP_RUNS;
}

static void find_flip(struct sensitivity *s, const struct scenario *scenario,
                      struct sensitivity_row *row)
{
    struct range range;
    bool has_range =
        !variable_range(scenario->model, row->line, (double)NAN, (double)NAN, &range, NULL);
    row->flip = has_range ? flip_find(&s->flips, scenario, row->line, range) : (double)NAN;
    row->is_flip_known = true;
}

/* The same if ROW is one, without it, and for no more than *LEFT runs, from which they go. */
static void find_flip_if(struct sensitivity *s, const struct scenario *scenario,
                         struct sensitivity_row *row, double *left)
{
    double runs = row ? runs_of_flip(s, scenario->model, row->line) : 0;
    if (!row || row->is_flip_known || runs > *left)
        return;
    find_flip(s, scenario, row);
    *left -= runs;
}

enum status sensitivity_find_flips(struct sensitivity *s, const struct scenario *scenario,
                                   uint32_t first, double most, struct error *err)
{
    if (!s->flips.curve) {
        enum status status = flip_init(&s->flips, s->probe, s->item, scenario, err);
        if (status != STATUS_OK)
            return status;
    }
    flip_load(&s->flips, scenario);
    for (size_t i = 0; i < s->n; i++) {
        s->rows[i].value = variable_present(&scenario->model->lines[s->rows[i].line]);
        s->rows[i].is_flip_known = false;
    }
    double left = most / steps_of_run(s->probe);
    find_flip_if(s, scenario, find_row(s, first), &left);
    for (size_t i = 0; i < s->n; i++)
        if (!s->order[i]->is_number)
            find_flip_if(s, scenario, s->order[i], &left);
    for (size_t i = 0; i < s->n && !s->skips_numbers; i++)
        find_flip_if(s, scenario, s->order[i], &left);
    return STATUS_OK;
}

void sensitivity_sort(struct sensitivity *s)
{
    qsort(s->order, s->n, sizeof *s->order, compare_swings);
}

bool sensitivity_has_effect(const struct sensitivity_row *row)
{
    return row->swing != 0 || (row->derivative != 0 && !isnan(row->derivative));
}

size_t sensitivity_n_without(const struct sensitivity *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        n += !s->rows[i].is_number && !sensitivity_has_effect(&s->rows[i]);
    return n;
}

bool sensitivity_has_remark(const struct sensitivity *s, enum sensitivity_remark remark)
{
    bool is_moved = false;
    for (size_t i = 0; i < s->n; i++)
        is_moved |= sensitivity_has_effect(&s->rows[i]);
    if (remark == SENSITIVITY_UNMOVED)
        return !is_moved;
    for (size_t i = 0; i < s->n; i++) {
        const struct sensitivity_row *row = &s->rows[i];
        bool is_so = remark == SENSITIVITY_KINK          ? row->is_kink
                     : remark == SENSITIVITY_UPSIDE_DOWN ? row->range.low > row->range.high
                                                         : row->range.low == row->range.high;
        if (is_so && !row->is_number && sensitivity_has_effect(row))
            return true;
    }
    return false;
}

const char *sensitivity_sentence(enum sensitivity_remark remark)
{
    static const char *const sentences[] = {
        [SENSITIVITY_UNMOVED] = N_("No parameter moves it."),
        [SENSITIVITY_KINK] =
            N_("on a kink or a jump: the next step up and the next one down differ"),
        [SENSITIVITY_UPSIDE_DOWN] = N_("the range is upside down, or the value lies outside of it"),
        [SENSITIVITY_EMPTY] = N_("a range that is one value shows nothing: give it min and max"),
    };
    return _(sentences[remark]);
}
