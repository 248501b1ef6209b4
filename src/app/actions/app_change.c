/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that need no typing: nudges, switches, undo and redo, back to the baseline. */
#include "app/actions/app_change.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/actions/app_edit.h"
#include "app/state/app_apply.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

/* The focused line, or NULL with a word about it on the status line. */
static const struct line *focused_parameter(struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    const struct line *line =
        field && field->line != NAMES_NONE ? &app->scenario->model->lines[field->line] : NULL;
    if (!line || line->kind != LINE_PARAMETER || !line->text) {
        app_say(app, "%s", _("only a number can be nudged"));
        return NULL;
    }
    return line;
}

/* Step and count of STEPS nudges of LINE that stay in its range; false where there is no room. */
static bool bounded_step(const struct line *line, double *step, int *steps)
{
    double target = line->value + *step * *steps;
    double bound = *steps > 0 ? line->max : line->min;
    if (isnan(bound) || (*steps > 0 ? target <= bound : target >= bound) ||
        fabs(target - bound) <= 1e-9 * fabs(bound))
        return true;
    *step = fabs(bound - line->value);
    *steps = *steps > 0 ? 1 : -1;
    return *steps > 0 ? line->value < bound : line->value > bound;
}

/* Up and down again is no change, in the text either: where TEXT has come back to the value of the
 * baseline's line, it is written as there ("3 %", not "3.0 %"). */
static void restore_spelling(const struct calendar *calendar, const struct line *baseline,
                             char *text, size_t size)
{
    struct value value;
    size_t n = strlen(baseline->text);
    if (value_parse(calendar, text, strlen(text), &value, NULL) == STATUS_OK &&
        value.number.value == baseline->value &&
        strcmp(value.unit_length > 0 ? text + value.unit_at : "", baseline->unit_text) == 0 &&
        n < size)
        memcpy(text, baseline->text, n + 1);
}

void app_nudge(struct app *app, int steps)
{
    const struct line *line = focused_parameter(app);
    if (!line)
        return;
    uint32_t index = (uint32_t)(line - app->scenario->model->lines);
    const struct scenario *baseline = app_baseline(app);
    uint32_t before = field_baseline(app->scenario, baseline, index);
    double from = before != NAMES_NONE ? baseline->model->lines[before].value : line->value;
    double step = model_step(app->scenario->model, index, from);
    struct field_name name;
    fields_name(app->scenario->model, fields_focused(&app->fields), &name);
    if (!bounded_step(line, &step, &steps)) {
        app_say(app, steps > 0 ? _("%s is at its maximum") : _("%s is at its minimum"), name.key);
        return;
    }
    char text[LINE_EDIT_SIZE];
    struct error err = {.text = ""};
    struct calendar calendar = model_line_calendar(app->scenario->model, index);
    enum status status = value_nudge(&calendar, line->text, step, steps, text, sizeof text, &err);
    if (status == STATUS_OK && before != NAMES_NONE)
        restore_spelling(&calendar, &baseline->model->lines[before], text, sizeof text);
    if (status == STATUS_OK)
        status = app_change(app, name.section, name.key, text, true, &err);
    if (status != STATUS_OK)
        app_fail_with(app, &err);
    app_rebuild(app, &name);
}

/* The stage that the focus is in, or NULL. */
static const struct section *focused_stage(const struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    const struct section *section = field ? &app->scenario->model->sections[field->section] : NULL;
    return section && section->kind == SECTION_STAGE ? section : NULL;
}

void app_switch(struct app *app)
{
    const struct section *stage = focused_stage(app);
    if (!stage) {
        app_say(app, "%s", _("only a stage can be switched on and off"));
        return;
    }
    struct field_name name;
    fields_name(app->scenario->model, fields_focused(&app->fields), &name);
    bool on = !stage->is_enabled;
    /* switching on again leaves no key behind where the file has none */
    const struct source_entry *entry = source_find(app->scenario->source, name.section, "enabled");
    bool had_key = entry && entry->loaded;
    const char *text = had_key ? "yes" : NULL;
    struct error err = {.text = ""};
    if (app_change(app, name.section, "enabled", on ? text : "no", false, &err) != STATUS_OK)
        app_fail_with(app, &err);
    else
        app_say(app, on ? _("%s is switched on, u undoes") : _("%s is switched off, u undoes"),
                name.section);
}

/* Say what CHANGE, undone or done again together with N more, has come to. */
static void say_applied(struct app *app, const struct change *change, const char *before, size_t n,
                        const char *hint)
{
    const char *now = scenario_text(app->scenario, change->section, change->key);
    char all[APP_STATUS_SIZE];
    if (n > 0)
        snprintf(all, sizeof all, _("and %zu more, %s"), n, hint);
    else
        snprintf(all, sizeof all, "%s", hint);
    if (strcmp(change->key, "enabled") == 0)
        app_say(app, "%s %s, %s", change->section,
                now && strcmp(now, "no") == 0 ? _("is off") : _("is on"), all);
    else
        app_say_change(app, change->key, before, now, all);
}

void app_undo(struct app *app)
{
    size_t n;
    const struct change *changes = history_last(&app->history, &n);
    struct scenario *backup;
    struct error err = {.text = ""};
    if (!changes) {
        app_say(app, "%s", _("nothing to undo"));
        return;
    }
    enum status status = app_apply_begin(app, n, &backup, &err);
    for (size_t i = n; status == STATUS_OK && i > 0; i--) {
        const struct change *change = &changes[i - 1];
        status = app_apply(app, change->section, change->key, change->before, &err);
    }
    app_apply_end(app, backup, status);
    if (status != STATUS_OK) {
        app_fail_with(app, &err);
        return;
    }
    app_focus_key(app, changes->section, changes->key);
    say_applied(app, changes, changes->after, n - 1, _("undone; Ctrl-R does it again"));
    history_undone(&app->history);
}

/* What was abandoned because it doesn't parse goes back into the editor. */
static void reopen(struct app *app, const struct change *change)
{
    app_focus_key(app, change->section, change->key);
    struct ui_event paste = {
        .kind = EVENT_PASTE, .paste = change->after, .paste_size = strlen(change->after)};
    app_edit_over(app, &paste);
    history_drop_next(&app->history);
}

/* Do CHANGE, the I'th of the next edit, again. */
static enum status redo_change(struct app *app, const struct change *change, size_t i,
                               struct error *err)
{
    bool ok;
    char *before = app_source_text(app, change->section, change->key, &ok);
    enum status status = ok ? app_apply(app, change->section, change->key, change->after, err)
                            : error_no_memory(err);
    if (status == STATUS_OK)
        history_put_before(&app->history, i, before);
    else
        free(before);
    return status;
}

void app_redo(struct app *app)
{
    size_t n;
    const struct change *changes = history_next(&app->history, &n);
    struct scenario *backup;
    struct error err = {.text = ""};
    if (!changes) {
        app_say(app, "%s", _("nothing to do again"));
        return;
    }
    enum status status = app_apply_begin(app, n, &backup, &err);
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        status = redo_change(app, &changes[i], i, &err);
    app_apply_end(app, backup, status);
    if (status == STATUS_FAULTY && changes->is_abandoned) {
        reopen(app, changes);
    } else if (status != STATUS_OK) {
        app_fail_with(app, &err);
    } else {
        history_redone(&app->history);
        app_focus_key(app, changes->section, changes->key);
        say_applied(app, changes, changes->before, n - 1, _("u undoes"));
    }
}

void app_reset(struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    if (!field)
        return;
    struct field_name name;
    fields_name(app->scenario->model, field, &name);
    const char *attribute = field->line != NAMES_NONE ? name.key : "enabled";
    const char *text = scenario_own_text(app_baseline(app), name.section, attribute);
    const char *now = scenario_own_text(app->scenario, name.section, attribute);
    bool is_same = text_is_same(text, now);
    struct error err = {.text = ""};
    if (is_same)
        app_say(app, _("%s is as in the baseline"), name.key[0] != '\0' ? name.key : name.section);
    else if (app_change(app, name.section, attribute, text, false, &err) != STATUS_OK)
        app_fail_with(app, &err);
}

void app_pin(struct app *app)
{
    analyses_forget(&app->analyses);
    if (app->pinned) {
        scenario_free(app->pinned);
        app->pinned = NULL;
        app_say(app, "%s", _("compared with the saved scenario again"));
        return;
    }
    app->pinned = scenario_clone(app->scenario);
    if (!app->pinned)
        app_fail_no_memory(app);
    else
        app_say(app, "%s",
                _("what is on the screen is the baseline now, b goes back to the saved one"));
}
