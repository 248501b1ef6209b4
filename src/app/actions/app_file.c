/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving, opening, leaving, and the questions that go with them. The files are the caller's. */
#include "app/actions/app_file.h"

#include "app/actions/app_question.h"
#include "core/text/gettext.h"

static void ask_path(struct app *app, const char *path)
{
    line_edit_set(&app->line, path);
    app->mode = MODE_SAVE_AS;
}

static void request_save(struct app *app)
{
    app_request_effect(app, EFFECT_SAVE);
    if (app->quits)
        app_request_effect(app, EFFECT_QUIT);
}

void app_save(struct app *app, const char *path, bool quits)
{
    app->quits = quits;
    app->request.overwrite = false;
    app->request.in_place = false;
    if (path[0] == '\0') {
        ask_path(app, "");
    } else if (app_set_path(app, path)) {
        app->mode = MODE_FIELDS;
        request_save(app);
    } else {
        app->quits = false;
    }
}

void app_save_file(struct app *app)
{
    if (!app_is_edited(app) && app->file[0] != '\0')
        app_say(app, "%s", _("there are no edits to save"));
    else
        app_save(app, app->file, false);
}

void app_save_as(struct app *app)
{
    app->quits = false;
    ask_path(app, app->file);
}

static void answer_save_and_quit(struct app *app)
{
    app_save(app, app->file, true);
}

static void answer_discard_and_quit(struct app *app)
{
    app_request_effect(app, EFFECT_QUIT);
}

static const struct question question_quit = {
    .text = N_("There are unsaved edits:"),
    .choices =
        {
            {'s', "s", N_("save and quit"), answer_save_and_quit},
            {'d', "d", N_("discard and quit"), answer_discard_and_quit},
            {KEY_ESCAPE, "Esc", N_("stay"), NULL},
        },
};

void app_quit(struct app *app)
{
    if (app_is_edited(app))
        app_ask(app, &question_quit);
    else
        app_request_effect(app, EFFECT_QUIT);
}

static void answer_cancel_save(struct app *app)
{
    app->quits = false;
    app->request.overwrite = false;
    app_say(app, "%s", _("not saved"));
}

static void answer_save_as(struct app *app)
{
    ask_path(app, app->request.path);
}

static void answer_overwrite(struct app *app)
{
    app->request.overwrite = true;
    request_save(app);
}

static void answer_in_place(struct app *app)
{
    app->request.in_place = true;
    request_save(app);
}

static const struct question question_in_place = {
    .choices =
        {
            {KEY_ESCAPE, "Esc", N_("cancel"), answer_cancel_save},
            {'a', "a", N_("save as"), answer_save_as},
            {'w', "w", N_("write in place"), answer_in_place},
        },
};

static const struct question question_changed = {
    .choices =
        {
            {KEY_ESCAPE, "Esc", N_("cancel"), answer_cancel_save},
            {'a', "a", N_("save as"), answer_save_as},
            {'o', "o", N_("overwrite"), answer_overwrite},
        },
};

void app_file_save_failed(struct app *app, const struct error *err)
{
    if (err->status != STATUS_IN_PLACE) /* asked on the way to what was agreed to already */
        app->request.overwrite = false;
    app_fail_with(app, err);
    if (err->status == STATUS_CHANGED)
        app_ask(app, &question_changed);
    else if (err->status == STATUS_IN_PLACE)
        app_ask(app, &question_in_place);
    else
        app->quits = false;
}

static void answer_discard_and_load(struct app *app)
{
    app_request_effect(app, EFFECT_LOAD);
}

static const struct question question_load = {
    .text = N_("There are unsaved edits:"),
    .choices =
        {
            {'d', "d", N_("discard and open"), answer_discard_and_load},
            {KEY_ESCAPE, "Esc", N_("stay"), NULL},
        },
};

void app_load(struct app *app, const char *path, bool discards)
{
    if (!app_set_path(app, path))
        return;
    if (discards || !app_is_edited(app))
        app_request_effect(app, EFFECT_LOAD);
    else
        app_ask(app, &question_load);
}

void app_save_as_event(struct app *app, const struct ui_event *event)
{
    int32_t key = event->kind == EVENT_KEY ? event->key : KEY_NONE;
    if (key == KEY_ESCAPE || key == KEY_CTRL('C')) {
        app->mode = MODE_FIELDS;
        answer_cancel_save(app);
    } else if (key != KEY_ENTER) {
        line_edit_update(&app->line, event);
    } else if (app->line.size == 0) {
        app_say(app, "%s", _("type a file's name, or Esc"));
    } else {
        app_save(app, app->line.text, app->quits);
    }
}
