/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing a value: each keystroke is tried on the scenario, which the whole screen previews. */
#include "app/actions/app_edit.h"

#include <stdio.h>
#include <string.h>

#include "app/actions/app_file.h"
#include "app/fields/words.h"
#include "app/state/app_apply.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

/* Try what has been typed; where it doesn't do, say why and leave the last good value in force. */
static void preview(struct app *app)
{
    struct app_edit *edit = &app->edit;
    struct error err = {.text = ""};
    char text[LINE_EDIT_SIZE];
    char line[LINE_EDIT_SIZE];
    snprintf(line, sizeof line, "%s", app->line.text);
    const char *typed = text_trim_in_place(line);
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
    char reading[NUMBER_TEXT_SIZE], other[NUMBER_TEXT_SIZE];
    if (!edit->is_invalid && value_is_small_percentage(edit->old, typed, reading, other))
        snprintf(edit->reason, sizeof edit->reason, _("this is %s; for %s %%, type %s"), reading,
                 other, other);
}

/* Begin typing over the focused field, with TEXT in the editor (NULL: its own); false where it is
 * no field. */
static bool begin(struct app *app, const char *text)
{
    const struct field *field = fields_focused(&app->fields);
    if (!field || field->line == NAMES_NONE) {
        app_say(app, "%s", _("a value is typed over a field; this is a heading"));
        return false;
    }
    struct app_edit *edit = &app->edit;
    fields_name(app->scenario->model, field, &edit->name);
    const char *old = scenario_text(app->scenario, edit->name.section, edit->name.key);
    if (!old)
        old = "";
    if (strlen(old) >= sizeof edit->old || !line_edit_set(&app->line, text ? text : old)) {
        app_fail(app, "%s", _("this text is too long to be edited here"));
        return false;
    }
    snprintf(edit->old, sizeof edit->old, "%s", old);
    edit->was_there = scenario_own_text(app->scenario, edit->name.section, edit->name.key);
    edit->is_invalid = false;
    edit->reason[0] = '\0';
    history_end_nudge(&app->history);
    app->mode = MODE_EDIT;
    app_reveal(app);
    return true;
}

/* Stay in the editor because memory ran out: nothing is lost, and what was tried can be again. */
static void stay(struct app *app)
{
    struct error err;
    error_no_memory(&err);
    app->edit.is_invalid = true;
    snprintf(app->edit.reason, sizeof app->edit.reason, "%s", err.text);
}

bool app_edit_keep(struct app *app)
{
    const struct app_edit *edit = &app->edit;
    if (edit->is_invalid)
        return false;
    const char *before = edit->was_there ? edit->old : NULL;
    const char *after = scenario_own_text(app->scenario, edit->name.section, edit->name.key);
    if (history_push(&app->history, edit->name.section, edit->name.key, before, after, false) !=
        STATUS_OK) {
        stay(app);
        return false;
    }
    if (after && strcmp(after, edit->old) != 0)
        app_say_change(app, edit->name.key, edit->old, after, _("u undoes"));
    app->mode = MODE_FIELDS;
    app_rebuild(app, &edit->name);
    return true;
}

void app_edit_abandon(struct app *app)
{
    const struct app_edit *edit = &app->edit;
    char text[LINE_EDIT_SIZE];
    struct error err;
    /* what is in force is what was typed, completed, unless that didn't parse */
    const char *now = scenario_own_text(app->scenario, edit->name.section, edit->name.key);
    snprintf(text, sizeof text, "%s", edit->is_invalid || !now ? app->line.text : now);
    const char *given_up = text_trim_in_place(text);
    if (app_apply(app, edit->name.section, edit->name.key, edit->was_there ? edit->old : NULL,
                  &err) != STATUS_OK) {
        stay(app);
        return;
    }
    if (given_up[0] != '\0' && strcmp(given_up, edit->old) != 0 &&
        history_abandon(&app->history, edit->name.section, edit->name.key, given_up) == STATUS_OK)
        app_say(app, _("%s is %s again, Ctrl-R brings back %s"), edit->name.key, edit->old,
                given_up);
    app->mode = MODE_FIELDS;
    app_rebuild(app, &edit->name);
}

void app_edit_event(struct app *app, const struct ui_event *event)
{
    if (line_edit_update(&app->line, event) == LINE_EDIT_CHANGED)
        preview(app);
    app_reveal(app);
}

void app_edit_over(struct app *app, const struct ui_event *event)
{
    if (begin(app, ""))
        app_edit_event(app, event);
}

void app_edit_type(struct app *app, int key)
{
    app_edit_over(app, &(struct ui_event){.kind = EVENT_KEY, .key = key});
}

bool app_open_list(struct app *app, uint32_t line, bool is_open)
{
    const struct model *model = app->scenario->model;
    if (line == NAMES_NONE)
        return false;
    uint32_t list = model->lines[line].list != NAMES_NONE ? model->lines[line].list : line;
    if (model->lines[list].n_numbers == 0 || fields_is_open(&app->fields, model, list) == is_open)
        return false;
    struct field_name name;
    fields_name(model, &(struct field){model->lines[list].section, list}, &name);
    if (fields_open(&app->fields, model, list, is_open) != STATUS_OK)
        app_fail_no_memory(app);
    app_rebuild(app, &name);
    return true;
}

void app_edit_field(struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    if (field && field->line != NAMES_NONE &&
        app->scenario->model->lines[field->line].n_numbers > 0) {
        app_open_list(app, field->line,
                      !fields_is_open(&app->fields, app->scenario->model, field->line));
        return;
    }
    if (field && field->line == NAMES_NONE) {
        struct field_name name;
        fields_name(app->scenario->model, field, &name);
        const struct model *model = app->scenario->model;
        fields_fold(&app->fields, model, name.section,
                    !fields_is_folded(&app->fields, model, name.section));
        app_rebuild(app, &name);
        return;
    }
    begin(app, NULL);
}

void app_edit_clear(struct app *app)
{
    if (begin(app, ""))
        preview(app);
}

void app_edit_keep_and_move(struct app *app, int by)
{
    if (!app_edit_keep(app) || (by < 0 && app->fields.focus == 0))
        return;
    app_focus(app, app->fields.focus + (size_t)by);
}

void app_edit_keep_and_save(struct app *app)
{
    if (app_edit_keep(app))
        app_save_file(app);
}
