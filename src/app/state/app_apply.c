/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door to a change: it is put into the scenario, can be undone, and is spoken of. */
#include "app/state/app_apply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

enum status app_apply(struct app *app, const char *section, const char *key, const char *text,
                      struct error *err)
{
    struct field_name place;
    const struct field *focused = fields_focused(&app->fields);
    const struct model *model = app->scenario->model;
    if (focused)
        fields_name(model, focused, &place);
    enum status status = scenario_set(app->scenario, section, key, text, err);
    if (status != STATUS_OK) {
        analyses_touch(&app->analyses); /* the old text may lie elsewhere now */
        return status;
    }
    if (app->scenario->model != model)
        app_rebuild(app, focused ? &place : NULL);
    app_refresh(app);
    return STATUS_OK;
}

enum status app_apply_begin(const struct app *app, size_t n, struct scenario **backup,
                            struct error *err)
{
    *backup = n > 1 ? scenario_clone(app->scenario) : NULL; /* one alone is all or none anyway */
    if (n > 1 && !*backup)
        return error_no_memory(err);
    return STATUS_OK;
}

void app_apply_end(struct app *app, struct scenario *backup, enum status status)
{
    if (backup && status != STATUS_OK)
        app_install(app, backup);
    else
        scenario_free(backup);
}

enum status app_check_text(const char *text, struct error *err)
{
    if (text[0] == ';')
        return error_set_at(err, STATUS_FAULTY, 0, 1, "%s",
                            _("a leading ';' would make the value a comment"));
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == '\n' || text[i] == '\r')
            return error_set_at(err, STATUS_FAULTY, i, 1, "%s", _("a value stands on one line"));
        if (text_is_blank(text[i]) && text[i + 1] == ';')
            return error_set_at(err, STATUS_FAULTY, i, 2, "%s",
                                _("' ;' would begin a comment in the file"));
    }
    return STATUS_OK;
}

void app_say_change(struct app *app, const char *key, const char *before, const char *after,
                    const char *hint)
{
    before = before ? before : _("none");
    after = after ? after : _("none");
    size_t a = value_number_length(before);
    size_t b = value_number_length(after);
    if (a == 0 || b == 0 || strcmp(before + a, after + b) != 0) { /* a unit both have goes unsaid */
        a = strlen(before);
        b = strlen(after);
    }
    app_say(app, "%s %.*s -> %.*s, %s", key, (int)a, before, (int)b, after, hint);
}

char *app_source_text(const struct app *app, const char *section, const char *key, bool *ok)
{
    const char *text = scenario_own_text(app->scenario, section, key);
    char *copy = text ? strdup(text) : NULL;
    *ok = !text || copy;
    return copy;
}

enum status app_change(struct app *app, const char *section, const char *key, const char *text,
                       bool is_nudge, struct error *err)
{
    bool ok;
    char *before = app_source_text(app, section, key, &ok);
    const char *shown = scenario_text(app->scenario, section, key);
    char *old = shown ? strdup(shown) : NULL;
    enum status status =
        ok && (!shown || old) ? app_apply(app, section, key, text, err) : error_no_memory(err);
    if (status == STATUS_OK) {
        status = history_push(&app->history, section, key, before,
                              scenario_own_text(app->scenario, section, key), is_nudge);
        if (status != STATUS_OK) {
            app_apply(app, section, key, before, NULL);
            error_no_memory(err);
        }
    }
    if (status == STATUS_OK)
        app_say_change(app, key, old, scenario_text(app->scenario, section, key), _("u undoes"));
    free(before);
    free(old);
    return status;
}

/* The row that KEY of SECTION shows in: the line "conversion" for "conversion.min", the heading
 * where the key is no line; false where the section has none. */
static bool row_of_key(const struct app *app, const char *section, const char *key,
                       struct field_name *name)
{
    snprintf(name->section, sizeof name->section, "%s", section);
    snprintf(name->key, sizeof name->key, "%s", key);
    const struct model *model = app->scenario->model;
    uint32_t at = model_find_section(model, section);
    if (at == NAMES_NONE)
        return false;
    const struct section *it = &model->sections[at];
    if (it->kind != SECTION_CLAIMS)
        name->key[strcspn(name->key, ".")] = '\0';
    for (uint32_t i = 0; i < it->n_lines; i++)
        if (strcmp(model->lines[it->first_line + i].name, name->key) == 0)
            return true;
    name->key[0] = '\0';
    return it->kind == SECTION_STAGE || it->kind == SECTION_SCENARIO;
}

void app_focus_key(struct app *app, const char *section, const char *key)
{
    struct field_name name, here;
    if (!row_of_key(app, section, key, &name))
        return;
    if (name.key[0] == '\0' && fields_focused(&app->fields)) {
        fields_name(app->scenario->model, fields_focused(&app->fields), &here);
        if (strcmp(here.section, section) == 0)
            return; /* what is the stage's own shows wherever one stands in it */
    }
    app_focus_name(app, &name);
}
