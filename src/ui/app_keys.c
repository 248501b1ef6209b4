/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving among the fields, folding, choosing a view, and what is asked of the terminal. */
#include <string.h>

#include "app_layout.h"
#include "core/gettext.h"
#include "ui/app_state.h"
#include "ui/keymap.h"

enum { VIEW_STEP = 3 /* rows that J and K scroll */ };

static int page(const struct app *app)
{
    int rows = app_layout(app, app->rows, app->columns).fields.rows;
    return rows > 2 ? rows - 2 : 1; /* so that two rows stay in sight */
}

static void move(struct app *app, int by)
{
    int row = (int)app->fields.focus + by;
    if (row >= (int)app->fields.n)
        row = (int)app->fields.n - 1;
    app_focus(app, row < 0 ? 0 : (size_t)row);
}

void action_up(struct app *app, int32_t key)
{
    (void)key;
    move(app, -1);
}

void action_down(struct app *app, int32_t key)
{
    (void)key;
    move(app, 1);
}

void action_page_up(struct app *app, int32_t key)
{
    (void)key;
    move(app, -page(app));
}

void action_page_down(struct app *app, int32_t key)
{
    (void)key;
    move(app, page(app));
}

void action_first(struct app *app, int32_t key)
{
    (void)key;
    move(app, -(int)app->fields.n);
}

void action_last(struct app *app, int32_t key)
{
    (void)key;
    move(app, (int)app->fields.n);
}

void action_next_stage(struct app *app, int32_t key)
{
    (void)key;
    for (size_t row = app->fields.focus + 1; row < app->fields.n; row++)
        if (app->fields.rows[row].line == NAMES_NONE) {
            app_focus(app, row);
            break;
        }
}

void action_previous_stage(struct app *app, int32_t key)
{
    size_t row = fields_heading(&app->fields, app->fields.focus);
    (void)key;
    if (row == app->fields.focus && row > 0)
        row = fields_heading(&app->fields, row - 1);
    app_focus(app, row);
}

static void fold(struct app *app, bool folded)
{
    const struct field *field = fields_focused(&app->fields);
    if (field == NULL)
        return;
    struct field_name name;
    fields_name(app->scenario->model, field, &name);
    if (fields_is_folded(&app->fields, name.section) == folded)
        return;
    if (fields_fold(&app->fields, name.section, folded) != STATUS_OK)
        app_fail(app, "%s", _("out of memory"));
    name.key[0] = '\0';
    app_rebuild(app, &name);
}

void action_fold(struct app *app, int32_t key)
{
    (void)key;
    fold(app, true);
}

void action_unfold(struct app *app, int32_t key)
{
    (void)key;
    fold(app, false);
}

void action_formulas(struct app *app, int32_t key)
{
    const struct field *field = fields_focused(&app->fields);
    struct field_name name;
    (void)key;
    if (field == NULL)
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

void action_next_view(struct app *app, int32_t key)
{
    (void)key;
    app_set_view(app, (app->view + 1) % N_VIEWS);
}

void action_previous_view(struct app *app, int32_t key)
{
    (void)key;
    app_set_view(app, (app->view + N_VIEWS - 1) % N_VIEWS);
}

void action_view(struct app *app, int32_t key)
{
    (void)key;
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

void action_second(struct app *app, int32_t key)
{
    struct sweep_panel *panel = &app->analyses.sweep;
    const struct field *field = fields_focused(&app->fields);
    (void)key;
    if (field == NULL || !sweep_panel_choose(panel, app->scenario->model, field->line))
        app_say(app, "%s", _("the second parameter is a field with a number: select one"));
    else if (panel->second.name[0] == '\0')
        app_say(app, "%s", _("the sweep is over one parameter again"));
    else
        app_say(app, _("the sweep goes over %s and the field you select now; x takes it back"),
                panel->second.name);
}

void action_scroll_down(struct app *app, int32_t key)
{
    (void)key;
    app_scroll_view(app, VIEW_STEP);
}

void action_scroll_up(struct app *app, int32_t key)
{
    (void)key;
    app_scroll_view(app, -VIEW_STEP);
}

void action_theme(struct app *app, int32_t key)
{
    (void)key;
    app->request.theme[0] = '\0';
    app_request_effect(app, EFFECT_THEME);
}

void action_redraw(struct app *app, int32_t key)
{
    (void)key;
    app_request_effect(app, EFFECT_REPAINT);
}

void action_suspend(struct app *app, int32_t key)
{
    (void)key;
    app_request_effect(app, EFFECT_SUSPEND);
}

void action_cancel(struct app *app, int32_t key)
{
    app->search[0] = '\0';
    if (key == KEY_CTRL('C'))
        app_say(app, "%s", _("q quits"));
}

/* A paste is text for the focused field, whatever keys it would be. */
static void paste(struct app *app, const struct ui_event *event)
{
    if (!app_edit_begin(app, ""))
        return;
    app_edit_event(app, event);
}

void app_fields_event(struct app *app, const struct ui_event *event)
{
    if (event->kind == EVENT_PASTE)
        paste(app, event);
    if (event->kind != EVENT_KEY)
        return;
    const struct action *action = action_of_key(CONTEXT_FIELDS, event->key);
    if (!action) {
        app_say(app, "%s", _("this key does nothing here, ? lists those that do"));
        return;
    }
    if (action->run != action_nudge_up && action->run != action_nudge_down &&
        action->run != action_leap_up && action->run != action_leap_down)
        history_end_nudge(&app->history);
    action->run(app, event->key);
}
