/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding fields by a part of their name, label or stage's title, as it is typed. */
#include "app/actions/app_search.h"

#include <stdio.h>
#include <string.h>

#include "app/fields/search.h"
#include "core/text/gettext.h"

static bool matches(const struct app *app, const struct field *row)
{
    const struct model *model = app->scenario->model;
    const char *pattern = app->search;
    char name[MODEL_NAME_SIZE];
    if (row->line == NAMES_NONE) {
        const struct section *section = &model->sections[row->section];
        return search_match(section->name, pattern) != SIZE_MAX ||
               (section->title && search_match(section->title, pattern) != SIZE_MAX);
    }
    const struct line *line = &model->lines[row->line];
    if (search_match(line->name, pattern) != SIZE_MAX ||
        search_match(model_label(line), pattern) != SIZE_MAX)
        return true;
    /* "promotion.conv" finds one field, "promotion" not each of the stage's */
    model_line_name(model, row->line, name, sizeof name);
    return strchr(pattern, '.') && search_match(name, pattern) != SIZE_MAX;
}

/* The rows as if nothing were folded, with the focus where it is. */
static enum status unfolded(const struct app *app, struct fields *all)
{
    struct field_name place;
    *all = (struct fields){.shows_formulas = app->fields.shows_formulas};
    const struct field *focused = fields_focused(&app->fields);
    if (!focused)
        return STATUS_NOT_FOUND;
    fields_name(app->scenario->model, focused, &place);
    return fields_build(all, app->scenario->model, app->saved->model, &place);
}

/* Move the focus to the next row (DIRECTION 1) or the one before (-1) that matches, around the end,
 * unfolding its stage; INCLUSIVE: the present row counts. False where nothing matches. */
static bool move(struct app *app, int direction, bool inclusive)
{
    struct fields all;
    if (unfolded(app, &all) != STATUS_OK || all.n == 0) {
        fields_fini(&all);
        return false;
    }
    bool found = false;
    for (size_t i = inclusive ? 0 : 1; i <= all.n && !found; i++) {
        size_t step = direction > 0 ? i : all.n - i % all.n;
        const struct field *row = &all.rows[(all.focus + step) % all.n];
        if (!matches(app, row))
            continue;
        struct field_name name;
        fields_name(app->scenario->model, row, &name);
        app_focus_name(app, &name);
        found = true;
    }
    fields_fini(&all);
    return found;
}

static void say_missing(struct app *app)
{
    app_say(app, _("no field matches '%s'"), app->search);
}

void app_search_begin(struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    if (!field)
        return;
    fields_name(app->scenario->model, field, &app->search_from);
    line_edit_set(&app->line, "");
    app->search[0] = '\0';
    app->mode = MODE_SEARCH;
}

void app_search_next(struct app *app, int direction)
{
    if (app->search[0] == '\0')
        app_say(app, "%s", _("nothing has been searched yet, / begins"));
    else if (!move(app, direction, false))
        say_missing(app);
}

void app_search_event(struct app *app, const struct ui_event *event)
{
    int32_t key = event->kind == EVENT_KEY ? event->key : KEY_NONE;
    if (key == KEY_ESCAPE || key == KEY_CTRL('C')) {
        app->search[0] = '\0';
        app->mode = MODE_FIELDS;
        app_focus_name(app, &app->search_from);
        return;
    }
    if (key == KEY_ENTER) {
        app->mode = MODE_FIELDS;
        return;
    }
    if (line_edit_update(&app->line, event) != LINE_EDIT_CHANGED)
        return;
    snprintf(app->search, sizeof app->search, "%.*s", (int)sizeof app->search - 1, app->line.text);
    app_focus_name(app, &app->search_from);
    if (app->search[0] != '\0' && !move(app, 1, true))
        say_missing(app);
}
