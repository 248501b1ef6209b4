/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving among the fields, folding, choosing a view, and what is asked of the terminal. */
#include "app/actions/app_keys.h"

#include "app/actions/app_edit.h"
#include "app/state/app_layout.h"
#include "core/text/gettext.h"

void app_move(struct app *app, int by)
{
    int row = (int)app->fields.focus + by;
    if (row >= (int)app->fields.n)
        row = (int)app->fields.n - 1;
    app_focus(app, row < 0 ? 0 : (size_t)row);
}

void app_move_pages(struct app *app, int pages)
{
    int rows = app_layout(app, app->rows, app->columns).fields.rows;
    app_move(app, pages * (rows > 2 ? rows - 2 : 1)); /* so that two rows stay in sight */
}

void app_move_to_end(struct app *app, int direction)
{
    app_move(app, direction * (int)app->fields.n);
}

static void move_to_next_stage(struct app *app)
{
    for (size_t row = app->fields.focus + 1; row < app->fields.n; row++)
        if (app->fields.rows[row].line == NAMES_NONE) {
            app_focus(app, row);
            break;
        }
}

static void move_to_previous_stage(struct app *app)
{
    size_t row = fields_heading(&app->fields, app->fields.focus);
    if (row == app->fields.focus && row > 0)
        row = fields_heading(&app->fields, row - 1);
    app_focus(app, row);
}

void app_move_stages(struct app *app, int direction)
{
    if (direction > 0)
        move_to_next_stage(app);
    else
        move_to_previous_stage(app);
}

void app_fold(struct app *app, int is_folded)
{
    const struct field *field = fields_focused(&app->fields);
    if (!field)
        return;
    struct field_name name;
    fields_name(app->scenario->model, field, &name);
    if (app_open_list(app, field->line, !is_folded))
        return;
    if (fields_is_folded(&app->fields, app->scenario->model, name.section) == (bool)is_folded)
        return;
    if (fields_fold(&app->fields, app->scenario->model, name.section, is_folded) != STATUS_OK)
        app_fail_no_memory(app);
    name.key[0] = '\0';
    app_rebuild(app, &name);
}

void app_toggle_formulas(struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    struct field_name name;
    if (!field)
        return;
    fields_name(app->scenario->model, field, &name);
    app->fields.shows_formulas = !app->fields.shows_formulas;
    enum status status = fields_build(&app->fields, app->scenario->model, app->saved->model, &name);
    if (status == STATUS_OK && fields_find(&app->fields, app->scenario->model, &name) == SIZE_MAX) {
        name.key[0] = '\0'; /* the focused formula line is hidden now: its stage instead */
        app_rebuild(app, &name);
    }
    app_focus(app, app->fields.focus);
}

void app_choose_view(struct app *app)
{
    app->mode = MODE_VIEW;
}

void app_view_event(struct app *app, const struct ui_event *event)
{
    app->mode = MODE_FIELDS;
    if (event->kind != EVENT_KEY || event->key == KEY_ESCAPE || event->key == KEY_CTRL('C'))
        return;
    if (event->key >= '1' && event->key < '1' + N_VIEWS)
        app_set_view(app, (size_t)(event->key - '1'));
    else
        app_say(app, "%s", _("there is no view of that number"));
}

void app_choose_second(struct app *app)
{
    struct sweep_panel *panel = &app->analyses.sweep;
    const struct field *field = fields_focused(&app->fields);
    if (!field || !sweep_panel_choose(panel, app->scenario->model, field->line))
        app_say(app, "%s", _("the second parameter is a field with a number: select one"));
    else if (panel->second.name[0] == '\0')
        app_say(app, "%s", _("the sweep is over one parameter again"));
    else
        app_say(app, _("the sweep goes over %s and the field you select now; x takes it back"),
                panel->second.name);
}

void app_next_theme(struct app *app)
{
    app->request.theme[0] = '\0';
    app_request_effect(app, EFFECT_THEME);
}

void app_cancel(struct app *app, int key)
{
    app->search[0] = '\0';
    if (key == KEY_CTRL('C'))
        app_say(app, "%s", _("q quits"));
}

void app_fields_event(struct app *app, const struct ui_event *event)
{
    if (event->kind == EVENT_PASTE) /* text for the focused field, whatever keys it would be */
        app_edit_over(app, event);
    else
        app_say(app, "%s", _("this key does nothing here, ? lists those that do"));
}
