/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every part of the dashboard may do to its state: say, focus, build the rows anew, choose a
 * view, ask for effects. It knows no event and draws nothing. */
#include "app/state/app_state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/state/app_layout.h"
#include "core/text/bounds.h"

void app_refresh(struct app *app)
{
    scenario_warnings(app->scenario, &app->warnings);
    app->has_causes = false;
    analyses_touch(&app->analyses);
}

const struct mode *app_mode(const struct app *app)
{
    return &app->tables->modes[app->mode];
}

const struct scenario *app_baseline(const struct app *app)
{
    return app->pinned ? app->pinned : app->saved;
}

bool app_is_edited(const struct app *app)
{
    return source_is_edited(app->scenario->source);
}

void app_clear_status(struct app *app)
{
    app->status.text[0] = '\0';
    app->status.is_error = false;
}

void app_say(struct app *app, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(app->status.text, sizeof app->status.text, format, arguments);
    va_end(arguments);
    app->status.is_error = false;
}

void app_fail(struct app *app, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(app->status.text, sizeof app->status.text, format, arguments);
    va_end(arguments);
    app->status.is_error = true;
}

void app_fail_with(struct app *app, const struct error *err)
{
    app_fail(app, "%s", err->text);
}

void app_fail_no_memory(struct app *app)
{
    struct error err;
    error_no_memory(&err);
    app_fail_with(app, &err);
}

void app_install(struct app *app, struct scenario *scenario)
{
    const struct field *focused = fields_focused(&app->fields);
    struct field_name place;
    if (focused)
        fields_name(app->scenario->model, focused, &place);
    scenario_free(app->scenario);
    app->scenario = scenario;
    analyses_forget(&app->analyses);
    app_refresh(app);
    app_rebuild(app, focused ? &place : NULL);
}

void app_reveal(struct app *app)
{
    fields_reveal(&app->fields, app_layout(app, app->rows, app->columns).fields.rows);
}

void app_rebuild(struct app *app, const struct field_name *place)
{
    const struct model *model = app->scenario->model;
    enum status status = fields_build(&app->fields, model, app->saved->model, place);
    if (status == STATUS_OK && place && !app->fields.shows_formulas &&
        !fields_is_folded(&app->fields, model, place->section) &&
        fields_find(&app->fields, model, place) == SIZE_MAX) {
        app->fields.shows_formulas = true;
        status = fields_build(&app->fields, model, app->saved->model, place);
    }
    if (status != STATUS_OK)
        app_fail_no_memory(app);
    app_reveal(app);
}

void app_focus(struct app *app, size_t row)
{
    if (row >= app->fields.n)
        return;
    if (row != app->fields.focus)
        app->view_scroll = 0;
    app->fields.focus = row;
    app_reveal(app);
}

void app_focus_name(struct app *app, const struct field_name *name)
{
    if (name->key[0] != '\0')
        fields_fold(&app->fields, app->scenario->model, name->section, false);
    app_rebuild(app, name);
    size_t row = fields_find(&app->fields, app->scenario->model, name);
    if (row == SIZE_MAX)
        return;
    app->view_scroll = 0;
    app_focus(app, row);
}

bool app_set_path(struct app *app, const char *path)
{
    char *copy = strdup(path);
    if (!copy) {
        app_fail_no_memory(app);
        return false;
    }
    free(app->request.path);
    app->request.path = copy;
    return true;
}

void app_request_effect(struct app *app, int effect)
{
    app->request.effects |= (unsigned)effect;
}

void app_set_view(struct app *app, size_t view)
{
    if (view != app->view)
        app->view_scroll = 0;
    app->view = view;
}

void app_turn_view(struct app *app, int by)
{
    app_set_view(app, (app->view + N_VIEWS + (size_t)by) % N_VIEWS);
}

bool app_show_view(struct app *app, const char *name)
{
    size_t view = view_find(name);
    if (view == SIZE_MAX)
        return false;
    app_clear_status(app);
    app_set_view(app, view);
    return true;
}

/* The list that FIELD is or is a number of, if it is open. */
static uint32_t open_list(const struct app *app, const struct field *field)
{
    const struct model *model = app->scenario->model;
    if (!field || field->line == NAMES_NONE)
        return NAMES_NONE;
    uint32_t list = model->lines[field->line].list;
    list = list == NAMES_NONE ? field->line : list;
    bool is_open = model->lines[list].n_numbers > 0 && fields_is_open(&app->fields, model, list);
    return is_open ? list : NAMES_NONE;
}

struct view_input app_view_input(const struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    struct rect rect = app_layout(app, app->rows, app->columns).view;
    return (struct view_input){
        .scenario = app->scenario,
        .baseline = app_baseline(app),
        .baseline_is_pinned = app->pinned,
        .open_list = open_list(app, field),
        .line = field ? field->line : NAMES_NONE,
        .section = field ? field->section : NAMES_NONE,
        .warnings = &app->warnings,
        .causes = app->has_causes ? &app->causes : NULL,
        .analyses = &app->analyses,
        .scroll = app->view_scroll,
        .rows = rect.rows,
        .columns = rect.columns,
        .is_typed = app->mode == MODE_EDIT,
    };
}

int app_view_height(const struct app *app)
{
    struct canvas nowhere = {0}; /* everything drawn on it is clipped away */
    struct view_input input = app_view_input(app);
    struct rect rect = app_layout(app, app->rows, app->columns).view;
    return rect.rows == 0 ? 0 : view_table[app->view].draw(&input, &nowhere, rect);
}

void app_scroll_view(struct app *app, int by)
{
    int rows = app_layout(app, app->rows, app->columns).view.rows;
    int most = app_view_height(app) - rows;
    app->view_scroll = bounded(app->view_scroll + by, 0, greater(most, 0));
}
