/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard's life: made, told of events and of answers to its effects, freed. */
#include "app/app.h"

#include <stdlib.h>
#include <string.h>

#include "app/actions/app_edit.h"
#include "app/actions/app_file.h"
#include "app/actions/app_keys.h"
#include "app/actions/app_mouse.h"
#include "app/actions/app_optimize.h"
#include "app/actions/app_question.h"
#include "app/actions/app_search.h"
#include "app/actions/app_solve.h"
#include "app/state/app_layout.h"
#include "core/text/gettext.h"

#include "command_line.h"
#include "complete.h"
#include "help.h"
#include "keymap.h"
#include "status_line.h"

enum { DEFAULT_ROWS = 24, DEFAULT_COLUMNS = 80 };

/* Whose keys count, who gets what is typed, what shows: a row each mode. */
static const struct mode modes[] = {
    [MODE_FIELDS] = {.context = CONTEXT_FIELDS,
                     .event = app_fields_event,
                     .mouse = app_mouse_event,
                     .draw_status = status_draw_fields},
    [MODE_EDIT] = {.context = CONTEXT_EDIT,
                   .event = app_edit_event,
                   .mouse = app_mouse_event,
                   .draw_status = status_draw_edit},
    [MODE_VIEW] = {.context = CONTEXT_ANSWER,
                   .event = app_view_event,
                   .mouse = app_mouse_event,
                   .draw_status = status_draw_views},
    [MODE_COMMAND] = {.context = CONTEXT_LINE,
                      .prompt = ":",
                      .event = command_line_event,
                      .mouse = app_mouse_wheel,
                      .draw_menu = complete_draw},
    [MODE_SEARCH] = {.context = CONTEXT_LINE,
                     .prompt = "/",
                     .event = app_search_event,
                     .mouse = app_mouse_wheel},
    [MODE_SAVE_AS] = {.context = CONTEXT_LINE,
                      .prompt = N_("Save as: "),
                      .event = app_save_as_event,
                      .mouse = app_mouse_wheel},
    [MODE_SOLVE] = {.context = CONTEXT_SOLVE,
                    .event = app_solve_event,
                    .mouse = app_mouse_wheel,
                    .draw_status = status_draw_seek},
    [MODE_QUESTION] = {.context = CONTEXT_ANSWER,
                       .asks = true,
                       .event = app_question_event,
                       .mouse = app_mouse_wheel,
                       .draw_status = status_draw_question},
    [MODE_HELP] = {.context = CONTEXT_HELP,
                   .mouse = help_mouse,
                   .draw_status = status_draw_help,
                   .draw_page = help_draw},
};

static const struct app_tables tables = {modes, app_actions, app_commands};

/* Look for the causes of failed claims where they show; not between two keystrokes of a value,
 * since that takes many evaluations. */
static void find_causes(struct app *app)
{
    struct error err;
    if (app->view != VIEW_EXPLAIN || app->has_causes || app->mode == MODE_EDIT)
        return;
    app->has_causes = claim_causes_find(app->scenario, &app->causes, &err) == STATUS_OK;
}

/* The outcome, what the present view shows of it, and what stands beside the fields. */
static void prepare_view(struct app *app)
{
    const struct view *view = &view_table[app->view];
    struct view_input input = app_view_input(app);
    struct analyses_scenarios of = {input.scenario, input.baseline};
    struct error err = {.text = ""};
    bool has_effects = app_shows_effects(app->columns);
    if (!view->prepare && !has_effects)
        return;
    enum status status = analyses_update(&app->analyses, &of, &err);
    if (status == STATUS_OK && has_effects)
        status = analyses_derive(&app->analyses, app->scenario, &err);
    if (status == STATUS_OK && view->prepare)
        status = view->prepare(&app->analyses, &input, &err);
    if (status != STATUS_OK)
        app_fail_with(app, &err);
}

void app_prepare(struct app *app)
{
    find_causes(app);
    prepare_view(app);
}

enum status app_new(struct scenario *scenario, const char *file, struct app **out)
{
    struct app *app = calloc(1, sizeof *app);
    if (!app)
        return STATUS_NO_MEMORY;
    app->tables = &tables;
    app->saved = scenario_clone(scenario);
    app->file = strdup(file);
    app->rows = DEFAULT_ROWS;
    app->columns = DEFAULT_COLUMNS;
    app->request.mouse = true;
    analyses_init(&app->analyses);
    if (!app->saved || !app->file ||
        fields_build(&app->fields, scenario->model, app->saved->model, NULL) != STATUS_OK) {
        app_free(app);
        return STATUS_NO_MEMORY;
    }
    app->scenario = scenario;
    fields_focus_first(&app->fields);
    app_refresh(app);
    *out = app;
    return STATUS_OK;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    scenario_free(app->scenario);
    scenario_free(app->saved);
    scenario_free(app->pinned);
    messages_fini(&app->warnings);
    claim_causes_fini(&app->causes);
    analyses_fini(&app->analyses);
    fields_fini(&app->fields);
    history_fini(&app->history);
    app_trial_free(app);
    app_seek_free(app);
    command_line_free(app);
    free(app->file);
    free(app->request.path);
    free(app);
}

/* Keys where typed digits can't be seen: leaving and redrawing alone. */
static bool is_ignored(const struct app *app, const struct ui_event *event)
{
    if (!app_layout(app, app->rows, app->columns).is_too_small || event->kind == EVENT_RESIZE)
        return false;
    if (event->kind != EVENT_KEY)
        return true;
    if (app_mode(app)->asks)
        return false;
    int32_t key = event->key;
    return app->mode != MODE_FIELDS ||
           (key != 'q' && key != 's' && key != KEY_CTRL('L') && key != KEY_CTRL('Z'));
}

/* A key or a paste: what its row of the keymap does, or else the mode. */
static void type(struct app *app, const struct ui_event *event)
{
    const struct mode *mode = app_mode(app);
    const struct action *action =
        event->kind == EVENT_KEY ? action_of_key(app_actions, mode->context, event->key) : NULL;
    if (action) {
        if (!(action->flags & ACTION_NUDGES))
            history_end_nudge(&app->history);
        action_run(action, app, event->key);
    } else if (mode->event) {
        mode->event(app, event);
    }
}

static void resize(struct app *app, int rows, int columns)
{
    app->rows = rows;
    app->columns = columns;
    app_reveal(app);
    app_scroll_view(app, 0);
}

unsigned app_update(struct app *app, const struct ui_event *event)
{
    bool is_about_size = event->kind == EVENT_RESIZE;
    app->request.effects = EFFECT_NONE;
    if (is_ignored(app, event))
        return EFFECT_NONE;
    app_request_effect(app, EFFECT_REDRAW);
    if (!is_about_size && !app_mode(app)->asks)
        app_clear_status(app);
    if (is_about_size)
        resize(app, event->rows, event->columns);
    else if (event->kind == EVENT_MOUSE)
        app_mode(app)->mouse(app, event);
    else
        type(app, event);
    return app->request.effects;
}

const struct scenario *app_scenario(const struct app *app)
{
    return app->scenario;
}

const struct app_request *app_request(const struct app *app)
{
    return &app->request;
}

/* SCENARIO and PATH replace the present ones, focus and folds staying where they can; false, and
 * nothing has changed but that SCENARIO is freed, where memory ran out. */
static bool replace(struct app *app, struct scenario *scenario, const char *path)
{
    struct scenario *saved = scenario_clone(scenario);
    char *file = strdup(path);
    if (!saved || !file) {
        scenario_free(scenario);
        scenario_free(saved);
        free(file);
        app_fail_no_memory(app);
        return false;
    }
    scenario_free(app->saved);
    free(app->file);
    app->saved = saved;
    app->file = file;
    app_install(app, scenario);
    return true;
}

void app_saved(struct app *app, struct scenario *scenario, const char *path)
{
    app->quits = false;
    app->request.overwrite = false;
    app->request.in_place = false;
    history_end_nudge(&app->history);
    if (replace(app, scenario, path))
        app_say(app, _("saved %s"), app->file);
}

void app_save_failed(struct app *app, const struct error *err)
{
    app_file_save_failed(app, err);
}

void app_loaded(struct app *app, struct scenario *scenario, const char *path)
{
    if (!replace(app, scenario, path))
        return;
    scenario_free(app->pinned);
    app->pinned = NULL;
    analyses_forget(&app->analyses);
    history_fini(&app->history);
    fields_fini(&app->fields);
    app->mode = MODE_FIELDS;
    app->view_scroll = 0;
    app->search[0] = '\0';
    app_rebuild(app, NULL);
    fields_focus_first(&app->fields);
    app_say(app, _("opened %s"), app->file);
}

void app_compared(struct app *app, struct scenario *scenario, const char *path)
{
    struct error err = {.text = ""};
    if (compare_add(&app->analyses.compare, scenario, path, &err) != STATUS_OK) {
        app_fail_with(app, &err);
        return;
    }
    analyses_touch(&app->analyses);
    app_set_view(app, VIEW_COMPARE);
    app_say(app, _("compared with %s; ':diff off' ends it"), path);
}

void app_notice(struct app *app, const char *text)
{
    app_say(app, "%s", text);
}

void app_failed(struct app *app, const char *text)
{
    app_fail(app, "%s", text);
}
