/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing a value: each keystroke is tried on the scenario, which the whole screen previews. */
#include <stdio.h>
#include <string.h>

#include "app_apply.h"
#include "core/gettext.h"
#include "ui/keymap.h"
#include "words.h"

/* Try what has been typed; where it doesn't do, say why and leave the last good value in force. */
static void preview(struct app *app)
{
    struct app_edit *edit = &app->edit;
    struct error err = {.text = ""};
    char text[LINE_EDIT_SIZE];
    char line[LINE_EDIT_SIZE];
    snprintf(line, sizeof line, "%s", app->line.text);
    const char *typed = words_trim(line);
    enum status status = STATUS_OK;
    if (typed[0] == '\0')
        status = error_set(&err, STATUS_FAULTY, _("type a value; Esc puts back %s"), edit->old);
    if (status == STATUS_OK)
        status = app_check_text(typed, &err);
    if (status == STATUS_OK)
        status = value_complete(edit->old, typed, text, sizeof text, &err);
    if (status == STATUS_OK)
        status = app_apply(app, edit->name.section, edit->name.key, text, &err);
    edit->is_invalid = status != STATUS_OK;
    snprintf(edit->reason, sizeof edit->reason, "%s", edit->is_invalid ? err.text : "");
}

bool app_edit_begin(struct app *app, const char *text)
{
    const struct field *field = fields_focused(&app->fields);
    if (field == NULL || field->line == NAMES_NONE) {
        app_say(app, "%s", _("a value is typed over a field; this is a heading"));
        return false;
    }
    struct app_edit *edit = &app->edit;
    fields_name(app->scenario->model, field, &edit->name);
    const char *old = scenario_text(app->scenario, edit->name.section, edit->name.key);
    if (old == NULL)
        old = "";
    if (strlen(old) >= sizeof edit->old || !line_edit_set(&app->line, text != NULL ? text : old)) {
        app_fail(app, "%s", _("this text is too long to be edited here"));
        return false;
    }
    snprintf(edit->old, sizeof edit->old, "%s", old);
    edit->was_there =
        source_text(app->scenario->source, edit->name.section, edit->name.key) != NULL;
    edit->is_invalid = false;
    edit->reason[0] = '\0';
    history_end_nudge(&app->history);
    app->mode = MODE_EDIT;
    app_reveal(app);
    return true;
}

/* Stay in the editor because memory ran out: nothing is lost, and what was tried can be again. */
static bool stay(struct app *app)
{
    app->edit.is_invalid = true;
    snprintf(app->edit.reason, sizeof app->edit.reason, "%s", _("out of memory"));
    return false;
}

bool app_edit_keep(struct app *app)
{
    const struct app_edit *edit = &app->edit;
    if (edit->is_invalid)
        return false;
    const char *before = edit->was_there ? edit->old : NULL;
    const char *after = source_text(app->scenario->source, edit->name.section, edit->name.key);
    if (history_push(&app->history, edit->name.section, edit->name.key, before, after, false) !=
        STATUS_OK)
        return stay(app);
    if (after != NULL && strcmp(after, edit->old) != 0)
        app_say_change(app, edit->name.key, edit->old, after, _("u undoes"));
    app->mode = MODE_FIELDS;
    app_rebuild(app, &edit->name);
    return true;
}

bool app_edit_abandon(struct app *app)
{
    const struct app_edit *edit = &app->edit;
    char text[LINE_EDIT_SIZE];
    struct error err;
    /* what is in force is what was typed, completed, unless that didn't parse */
    const char *now = source_text(app->scenario->source, edit->name.section, edit->name.key);
    snprintf(text, sizeof text, "%s", edit->is_invalid || !now ? app->line.text : now);
    const char *given_up = words_trim(text);
    if (app_apply(app, edit->name.section, edit->name.key, edit->was_there ? edit->old : NULL,
                  &err) != STATUS_OK)
        return stay(app);
    if (given_up[0] != '\0' && strcmp(given_up, edit->old) != 0 &&
        history_abandon(&app->history, edit->name.section, edit->name.key, given_up) == STATUS_OK)
        app_say(app, _("%s is %s again, Ctrl-R brings back %s"), edit->name.key, edit->old,
                given_up);
    app->mode = MODE_FIELDS;
    app_rebuild(app, &edit->name);
    return true;
}

void app_edit_event(struct app *app, const struct ui_event *event)
{
    const struct action *action =
        event->kind == EVENT_KEY ? action_of_key(CONTEXT_EDIT, event->key) : NULL;
    if (action && action->run) {
        action->run(app, event->key);
        return;
    }
    if (line_edit_update(&app->line, event) == LINE_EDIT_CHANGED)
        preview(app);
    app_reveal(app);
}

void action_type(struct app *app, int32_t key)
{
    if (!app_edit_begin(app, ""))
        return;
    struct ui_event event = {.kind = EVENT_KEY, .key = key};
    app_edit_event(app, &event);
}

void action_edit(struct app *app, int32_t key)
{
    const struct field *field = fields_focused(&app->fields);
    (void)key;
    if (field != NULL && field->line == NAMES_NONE) {
        struct field_name name;
        fields_name(app->scenario->model, field, &name);
        fields_fold(&app->fields, name.section, !fields_is_folded(&app->fields, name.section));
        app_rebuild(app, &name);
        return;
    }
    app_edit_begin(app, NULL);
}

void action_clear(struct app *app, int32_t key)
{
    (void)key;
    if (app_edit_begin(app, ""))
        preview(app);
}

void action_keep(struct app *app, int32_t key)
{
    (void)key;
    app_edit_keep(app);
}

void action_keep_next(struct app *app, int32_t key)
{
    (void)key;
    if (app_edit_keep(app))
        app_focus(app, app->fields.focus + 1);
}

void action_keep_previous(struct app *app, int32_t key)
{
    (void)key;
    if (app_edit_keep(app) && app->fields.focus > 0)
        app_focus(app, app->fields.focus - 1);
}

void action_abandon(struct app *app, int32_t key)
{
    (void)key;
    app_edit_abandon(app);
}

void action_keep_and_save(struct app *app, int32_t key)
{
    if (app_edit_keep(app))
        action_save(app, key);
}
