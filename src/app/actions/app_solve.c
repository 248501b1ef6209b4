/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Goal seek: a prompt in which what the outcome has to be is typed, the answer beside it at every
 * keystroke. Nothing is tried on the scenario itself: the value that is taken is one edit.
 */
#include "app/actions/app_solve.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/probe/variable.h"
#include "app/fields/words.h"
#include "app/state/app_apply.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum { VALUE_COLUMNS = 12, MOST_OTHERS = 3 };

void app_seek_free(struct app *app)
{
    solver_free(app->seek.solver);
    probe_free(app->seek.probe);
    app->seek.solver = NULL;
    app->seek.probe = NULL;
}

void app_solve_leave(struct app *app)
{
    app_seek_free(app);
    app->mode = MODE_FIELDS;
}

static const struct line *line_of(const struct app *app)
{
    return &app->scenario->model->lines[app->seek.line];
}

/* ---- The answer in words ---- */

static void add(struct app_seek *seek, const char *format, ...) PRINTF_LIKE(2, 3);

static void add(struct app_seek *seek, const char *format, ...)
{
    size_t used = strlen(seek->answer), room = sizeof seek->answer - used;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(seek->answer + used, room, format, arguments);
    va_end(arguments);
}

/* VALUE of the parameter, in the digits that would be taken. */
static void write_value(const struct app *app, double value, char out[VARIABLE_TEXT_SIZE])
{
    variable_format_exact(line_of(app), solver_tidy(app->seek.solver, value), out);
}

/* "met now, from 82.2 to 120": the stretch that the present value lies in. */
static void say_met(struct app *app)
{
    struct app_seek *seek = &app->seek;
    const struct solving *solving = &seek->solving;
    const struct solution *here = solving->solutions;
    char low[VARIABLE_TEXT_SIZE], high[VARIABLE_TEXT_SIZE];
    while (here->nearest != solving->present)
        here++;
    write_value(app, here->low, low);
    write_value(app, here->high, high);
    bool has_low = here->low > solving->range.low, has_high = here->high < solving->range.high;
    if (here->low == here->high)
        add(seek, _("met now, at %s"), low);
    else if (has_low && has_high)
        add(seek, _("met now, from %s to %s"), low, high);
    else if (has_low)
        add(seek, _("met now, from %s on"), low);
    else if (has_high)
        add(seek, _("met now, up to %s"), high);
    else
        add(seek, "%s", _("met now, and all over the range"));
}

/* "28.9 %, also 3 %, 41 %": the chosen value, then the next ones. */
static void say_values(struct app *app)
{
    struct app_seek *seek = &app->seek;
    char text[VARIABLE_TEXT_SIZE];
    if (seek->values[seek->at] == seek->solving.present) {
        say_met(app);
        return;
    }
    write_value(app, seek->values[seek->at], text);
    add(seek, "%s", text);
    for (size_t i = 1; i < seek->n_values && i <= MOST_OTHERS; i++) {
        write_value(app, seek->values[(seek->at + i) % seek->n_values], text);
        add(seek, "%s%s", i > 1 ? ", " : _(", also "), text);
    }
    if (seek->n_values > MOST_OTHERS + 1)
        add(seek, ", ...");
}

static void say_none(struct app *app)
{
    struct app_seek *seek = &app->seek;
    const struct solving *solving = &seek->solving;
    char range[VARIABLE_TEXT_SIZE], at[VARIABLE_TEXT_SIZE], before[VARIABLE_TEXT_SIZE];
    variable_format_range(line_of(app), solving->range, VALUE_COLUMNS, range);
    if (!solving->has_effect)
        add(seek, _("it has no effect on %s"), seek->outcome);
    else if (isnan(solving->least))
        add(seek, _("%s is undefined all over %s"), seek->outcome, range);
    else if (solving->proven_none)
        add(seek, _("none in %s, proven"), range);
    else
        add(seek, _("none found in %s"), range);
    if (solving->n_jumps == 0)
        return;
    variable_format(line_of(app), solving->jumps[0].x[0], VALUE_COLUMNS, before);
    variable_format(line_of(app), solving->jumps[0].x[1], VALUE_COLUMNS, at);
    if (line_of(app)->is_whole)
        add(seek, _("; it is passed between %s and %s"), before, at);
    else
        add(seek, _("; it is jumped over at %s"), at);
}

/* ---- Searching ---- */

static void sort_by_distance(double *values, size_t n, double present)
{
    for (size_t i = 1; i < n; i++) {
        double value = values[i];
        size_t at = i;
        for (; at > 0 && fabs(values[at - 1] - present) > fabs(value - present); at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

/* What can be taken, nearest first: a condition's present value where it is met, and its limits. */
static void collect(struct app_seek *seek)
{
    const struct solving *solving = &seek->solving;
    size_t n = 0;
    seek->at = 0;
    if (solving->value == solving->present)
        seek->values[n++] = solving->present;
    n += solving_values(solving, seek->values + n);
    sort_by_distance(seek->values, n, solving->present);
    seek->n_values = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || seek->values[i] != seek->values[i - 1])
            seek->values[seek->n_values++] = seek->values[i];
}

static void say_answer(struct app *app)
{
    struct app_seek *seek = &app->seek;
    seek->answer[0] = '\0';
    add(seek, _("by %s: "), line_of(app)->name);
    if (seek->n_values > 0)
        say_values(app);
    else
        say_none(app);
}

/* The answer to what is typed; nothing typed is 0. */
static void search(struct app *app)
{
    struct app_seek *seek = &app->seek;
    struct error err = {.text = ""};
    const char *typed = app->line.text + strspn(app->line.text, " ");
    const struct calendar *calendar = &app->scenario->model->calendar;
    enum status status = STATUS_OK;
    seek->n_values = 0;
    if (!seek->is_fixed)
        status =
            *typed == '\0'
                ? goal_read_value(calendar, "0", seek->probe->items[0].unit, &seek->goal, &err)
                : goal_read_value(calendar, typed, seek->probe->items[0].unit, &seek->goal, &err);
    else if (*typed != '\0')
        status = error_set(&err, STATUS_FAULTY, "%s",
                           _("this goal is complete: Enter takes the "
                             "value"));
    seek->is_invalid = status != STATUS_OK;
    if (seek->is_invalid) {
        snprintf(seek->answer, sizeof seek->answer, "%s", err.text);
        return;
    }
    solver_solve(seek->solver, &seek->goal, SOLVE_QUICKLY, &seek->solving);
    collect(seek);
    say_answer(app);
}

/* The parameter to vary: the focused one. */
static bool find_line(struct app *app, uint32_t *line)
{
    const struct field *field = fields_focused(&app->fields);
    const struct model *model = app->scenario->model;
    if (!field || field->line == NAMES_NONE) {
        app_say(app, "%s", _("a goal is sought by a parameter; this is a heading"));
        return false;
    }
    *line = field->line;
    if (variable_is(&model->lines[*line]))
        return true;
    app_say(app, _("a goal is sought by a parameter; %s is a formula"), model->lines[*line].name);
    return false;
}

/* Open the prompt on READING, which is taken, with TYPED in the editor; OUTCOME is the text before
 * it. */
static bool open(struct app *app, struct goal_reading *reading, const char *outcome,
                 size_t n_outcome, const char *typed)
{
    struct app_seek *seek = &app->seek;
    struct error err = {.text = ""};
    struct range range;
    uint32_t line = 0;
    bool is_found = find_line(app, &line);
    enum status status = is_found ? variable_range(app->scenario->model, line, (double)NAN,
                                                   (double)NAN, &range, &err)
                                  : STATUS_FAULTY;
    if (status == STATUS_OK)
        status = solver_new(reading->probe, 0, app->scenario, line, range, &seek->solver, &err);
    if (status != STATUS_OK) {
        if (is_found)
            app_fail_with(app, &err);
        goal_reading_fini(reading);
        return false;
    }
    seek->probe = reading->probe;
    seek->goal = reading->goal;
    seek->line = line;
    snprintf(seek->outcome, sizeof seek->outcome, "%.*s", (int)n_outcome, outcome);
    line_edit_set(&app->line, typed);
    history_end_nudge(&app->history);
    app->mode = MODE_SOLVE;
    search(app);
    return true;
}

void app_solve_begin(struct app *app)
{
    struct goal_reading reading = {0};
    struct error err = {.text = ""};
    uint32_t line;
    const char *outcome = app->analyses.outcome;
    if (!find_line(app, &line))
        return;
    if (probe_new(app->scenario, &outcome, 1, 0, &reading.probe, NULL, &err) != STATUS_OK) {
        app_fail_with(app, &err);
        return;
    }
    /* an outcome that is a condition says itself what has to be */
    enum operation op = reading.probe->items[0].op;
    app->seek.is_fixed = op != OP_COPY;
    reading.goal.op = op;
    open(app, &reading, outcome, strlen(outcome), "");
}

/* Focus the parameter NAME; false with a word about it. */
static bool focus_parameter(struct app *app, const char *name)
{
    const struct model *model = app->scenario->model;
    struct error err = {.text = ""};
    uint32_t line;
    if (variable_find(model, name, &line, &err) != STATUS_OK) {
        app_fail_with(app, &err);
        return false;
    }
    const struct field row = {model->lines[line].section, line};
    struct field_name place;
    fields_name(model, &row, &place);
    app_focus_name(app, &place);
    return true;
}

void app_solve(struct app *app, const char *arguments)
{
    char text[LINE_EDIT_SIZE];
    struct goal_reading reading;
    struct error err = {.text = ""};
    snprintf(text, sizeof text, "%s", arguments);
    char *name = words_cut_before(text, "by");
    const char *goal = text_trim_in_place(text);
    if (name && !focus_parameter(app, text_trim_in_place(name)))
        return;
    if (*goal == '\0') {
        app_solve_begin(app);
        return;
    }
    if (goal_read(app->scenario, goal, &reading, &err) != STATUS_OK) {
        app_fail_with(app, &err);
        return;
    }
    /* a value behind the outcome can be typed anew; other goals stand as they are */
    bool has_value = reading.probe->items[0].op == OP_COPY && goal[reading.outcome_length] != '\0';
    size_t n = has_value ? reading.outcome_length : strlen(goal);
    app->seek.is_fixed = !has_value;
    open(app, &reading, goal, n, has_value ? goal + n + strspn(goal + n, " =") : "");
}

/* ---- Keys of the prompt ---- */

void app_solve_take(struct app *app)
{
    struct app_seek *seek = &app->seek;
    struct error err = {.text = ""};
    if (seek->is_invalid)
        return;
    if (seek->n_values == 0 || seek->values[seek->at] == seek->solving.present) {
        app_say(app, "%s", seek->answer);
        app_solve_leave(app);
        return;
    }
    const struct field row = {line_of(app)->section, seek->line};
    struct field_name name;
    fields_name(app->scenario->model, &row, &name);
    double value = solver_tidy(seek->solver, seek->values[seek->at]);
    char *text = variable_text(app->scenario->model, seek->line, value);
    app_solve_leave(app);
    enum status status =
        text ? app_change(app, name.section, name.key, text, false, &err) : error_no_memory(&err);
    free(text);
    if (status != STATUS_OK)
        app_fail_with(app, &err);
}

void app_solve_choose(struct app *app, int by)
{
    struct app_seek *seek = &app->seek;
    if (seek->n_values > 0) {
        seek->at = (seek->at + seek->n_values + (size_t)by) % seek->n_values;
        say_answer(app);
    }
}

void app_solve_event(struct app *app, const struct ui_event *event)
{
    if (line_edit_update(&app->line, event) == LINE_EDIT_CHANGED)
        search(app);
}

void app_solve_label(const struct app *app, int columns, char *out, size_t size)
{
    const struct app_seek *seek = &app->seek;
    const char *typed = app->line.text + strspn(app->line.text, " ");
    bool has_relation = *typed != '\0' && strchr("<>=!", *typed);
    size_t n = strlen(seek->outcome), fit = text_fit(seek->outcome, n, columns, NULL);
    snprintf(out, size, "%.*s%s%s", (int)fit, seek->outcome, fit < n ? ".." : "",
             seek->is_fixed ? ""
             : has_relation ? " "
                            : " = ");
}
