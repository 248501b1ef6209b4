/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, and what each does. It lies above the parts that it names. */
#include <stdio.h>
#include <string.h>

#include "app/actions/app_file.h"
#include "app/actions/app_optimize.h"
#include "app/actions/app_solve.h"
#include "app/state/app_apply.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"

#include "keymap.h"

/* Whether ARGUMENTS is there; says how the command is used where it isn't. */
static bool has_argument(struct app *app, const char *arguments, const char *usage)
{
    if (arguments[0] != '\0')
        return true;
    app_fail(app, _("write :%s"), usage);
    return false;
}

static void command_write(struct app *app, const char *arguments)
{
    if (arguments[0] != '\0')
        app_save(app, arguments, false);
    else
        app_save_file(app);
}

static void command_write_quit(struct app *app, const char *arguments)
{
    if (arguments[0] == '\0' && !app_is_edited(app))
        app_request_effect(app, EFFECT_QUIT);
    else
        app_save(app, arguments[0] != '\0' ? arguments : app->file, true);
}

static void command_quit(struct app *app, const char *arguments)
{
    (void)arguments;
    app_quit(app);
}

static void command_quit_now(struct app *app, const char *arguments)
{
    (void)arguments;
    app_request_effect(app, EFFECT_QUIT);
}

static void command_edit(struct app *app, const char *arguments)
{
    if (has_argument(app, arguments, "e FILE"))
        app_load(app, arguments, false);
}

static void command_reload(struct app *app, const char *arguments)
{
    const char *path = arguments[0] != '\0' ? arguments : app->file;
    if (path[0] != '\0')
        app_load(app, path, true);
    else
        app_fail(app, "%s", _("there is no file to read again"));
}

/* The first line with the bare NAME that can be set, or NAMES_NONE. */
static uint32_t find_bare(const struct model *model, const char *name)
{
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (!model_is_builtin(model, i) && strcmp(model->lines[i].name, name) == 0)
            return i;
    return NAMES_NONE;
}

/* The bytes of the section's name that NAME begins with, which may have a point itself. */
static size_t section_length(const struct model *model, const char *name)
{
    char section[MODEL_NAME_SIZE];
    for (size_t n = strlen(name); n-- > 0;) {
        if (name[n] != '.' || n >= sizeof section)
            continue;
        snprintf(section, sizeof section, "%.*s", (int)n, name);
        if (model_find_section(model, section) != NAMES_NONE)
            return n;
    }
    return strcspn(name, ".");
}

/* The section and key that NAME means: a line, an attribute of one, or a new line of a section. */
static bool resolve(struct app *app, const char *name, struct field_name *out)
{
    const struct model *model = app->scenario->model;
    char full[MODEL_NAME_SIZE];
    uint32_t line = model_find(model, name);
    if (line != NAMES_NONE)
        model_line_name(model, line, full, sizeof full);
    /* what a stage only shares becomes its own */
    if (line != NAMES_NONE && (strcmp(full, name) == 0 || !strchr(name, '.'))) {
        const struct field row = {model->lines[line].section, line};
        fields_name(model, &row, out);
        return true;
    }
    size_t n = section_length(model, name);
    if (n == 0 || name[n] == '\0' || name[n + 1] == '\0' || n >= sizeof out->section ||
        strlen(name + n + 1) >= sizeof out->key) {
        line = find_bare(model, name);
        if (line != NAMES_NONE)
            app_fail(app, _("unknown name '%s'; did you mean '%s.%s'?"), name,
                     model_section_of(model, line)->name, name);
        else
            app_fail(app, _("unknown name '%s': write SECTION.NAME"), name);
        return false;
    }
    snprintf(out->section, sizeof out->section, "%.*s", (int)n, name);
    snprintf(out->key, sizeof out->key, "%s", name + n + 1);
    bool is_known =
        model_find_section(model, out->section) != NAMES_NONE || model_is_own_section(out->section);
    if (!is_known)
        app_fail(app, _("there is no section '%s'"), out->section);
    return is_known;
}

static void set_mouse(struct app *app, const char *value)
{
    if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0) {
        app_fail(app, _("write :%s"), "set mouse on|off");
        return;
    }
    app->request.mouse = strcmp(value, "on") == 0;
    app_request_effect(app, EFFECT_MOUSE);
    app_say(app, "%s",
            app->request.mouse ? _("the mouse clicks and scrolls; Shift selects text as usual")
                               : _("the mouse is left to the terminal"));
}

static void command_set(struct app *app, const char *arguments)
{
    char name[LINE_EDIT_SIZE];
    size_t n = strcspn(arguments, " =");
    const char *value = arguments + n + strspn(arguments + n, " ");
    value += *value == '=';
    value += strspn(value, " ");
    snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : sizeof name - 1), arguments);
    if (name[0] == '\0' || value[0] == '\0') {
        app_fail(app, _("write :%s"), "set NAME VALUE");
        return;
    }
    struct field_name field;
    if (strcmp(name, "mouse") == 0) {
        set_mouse(app, value);
        return;
    }
    if (!resolve(app, name, &field))
        return;
    const char *old = scenario_text(app->scenario, field.section, field.key);
    char text[LINE_EDIT_SIZE];
    struct error err = {.text = ""};
    enum status status = app_check_text(value, &err);
    if (status == STATUS_OK)
        status = value_complete(old ? old : "", value, text, sizeof text, &err);
    if (status == STATUS_OK)
        status = app_change(app, field.section, field.key, text, false, &err);
    if (status != STATUS_OK) {
        app_fail_with(app, &err);
        return;
    }
    app_focus_key(app, field.section, field.key);
}

/* `team data = 130k, 2026-10`: a row more. */
static void command_row(struct app *app, const char *arguments)
{
    struct field_name field;
    char name[2 * MODEL_NAME_SIZE];
    size_t n = strcspn(arguments, " "), at = n + strspn(arguments + n, " ");
    size_t length = strcspn(arguments + at, " =");
    const char *cells = arguments + at + length + strspn(arguments + at + length, " =");
    const struct model *model = app->scenario->model;
    snprintf(field.section, sizeof field.section, "%.*s", (int)lesser_size(n, 100), arguments);
    snprintf(field.key, sizeof field.key, "%.*s", (int)lesser_size(length, 100), arguments + at);
    if (n == 0 || length == 0 || *cells == '\0') {
        app_fail(app, _("write :%s"), "row SECTION NAME = CELLS");
        return;
    }
    uint32_t section = model_find_section(model, field.section);
    struct error err = {.text = ""};
    if (section == NAMES_NONE || !source_text(app->scenario->source, field.section, "rows"))
        app_fail(app, _("'%s' is no section with rows"), field.section);
    else if (source_text(app->scenario->source, field.section, field.key))
        app_fail(app, _("'%s' has '%s' already"), field.section, field.key);
    else if (app_check_text(cells, &err) != STATUS_OK ||
             app_change(app, field.section, field.key, cells, false, &err) != STATUS_OK)
        app_fail_with(app, &err);
    else {
        snprintf(name, sizeof name, "%.100s.%.100s", field.section, field.key);
        app_focus_key(app, name, "");
    }
}

static void command_theme(struct app *app, const char *arguments)
{
    snprintf(app->request.theme, sizeof app->request.theme, "%s", arguments);
    app_request_effect(app, EFFECT_THEME);
}

static void command_view(struct app *app, const char *arguments)
{
    if (has_argument(app, arguments, "view NAME") && !app_show_view(app, arguments))
        app_fail(app, _("there is no view '%s'"), arguments);
}

static void command_report(struct app *app, const char *arguments)
{
    if (has_argument(app, arguments, "report FILE") && app_set_path(app, arguments))
        app_request_effect(app, EFFECT_REPORT);
}

/* What is no outcome yet leaves the last good one in force. */
static void preview_outcome(struct app *app, const char *arguments)
{
    analyses_choose(&app->analyses, app->scenario,
                    arguments ? arguments : app->commands.outcome_before, NULL);
}

static void command_outcome(struct app *app, const char *arguments)
{
    struct error err = {.text = ""};
    if (!has_argument(app, arguments, "outcome EXPRESSION"))
        return;
    if (analyses_choose(&app->analyses, app->scenario, arguments, &err) != STATUS_OK) {
        preview_outcome(app, NULL);
        app_fail_with(app, &err);
    } else {
        app_say(app, _("the outcome is %s"), app->analyses.outcome);
    }
}

/* Another file to compare with; none any more without one. */
static void command_diff(struct app *app, const char *arguments)
{
    if (arguments[0] == '\0' || strcmp(arguments, "off") == 0) {
        compare_clear(&app->analyses.compare);
        analyses_touch(&app->analyses);
        app_say(app, "%s", _("compared with no other file"));
    } else if (app_set_path(app, arguments)) {
        app_request_effect(app, EFFECT_COMPARE);
    }
}

const struct command app_commands[] = {
    {"set", "set NAME VALUE", ARGUMENT_LINE,
     N_("set a line or an attribute (promotion.conversion.min 2%); adds it where it is new"),
     command_set, NULL},
    {"row", "row SECTION NAME = CELLS", ARGUMENT_OTHER,
     N_("add a row to a section with rows (team data = 130k, 2026-10)"), command_row, NULL},
    {"outcome", "outcome EXPRESSION", ARGUMENT_OUTCOME,
     N_("what views 3 to 6 look at: total.profit, cash.lowest, metrics.x"), command_outcome,
     preview_outcome},
    {"solve", "solve [GOAL]", ARGUMENT_QUESTION,
     N_("goal seek: total.profit = 0 by promotion.conversion; shows the values to take"), app_solve,
     NULL},
    {"optimize", "optimize WHAT", ARGUMENT_QUESTION,
     N_("show the best values: total.profit by a.x, b.y subject to cash.runway >= 12"),
     app_optimize, NULL},
    {"minimize", "minimize WHAT", ARGUMENT_QUESTION,
     N_("the same, with the outcome as low as it can be"), app_minimize, NULL},
    {"view", "view NAME", ARGUMENT_VIEW, N_("show the view of that name or number"), command_view,
     NULL},
    {"theme", "theme [NAME]", ARGUMENT_OTHER, N_("use a theme; without a name the next one"),
     command_theme, NULL},
    {"w", "w [FILE]", ARGUMENT_OTHER, N_("save; save under another name"), command_write, NULL},
    {"wq", "wq [FILE]", ARGUMENT_OTHER, N_("save and quit"), command_write_quit, NULL},
    {"q", "q", ARGUMENT_OTHER, N_("quit; asks when there are unsaved edits"), command_quit, NULL},
    {"q!", "q!", ARGUMENT_OTHER, N_("quit and discard unsaved edits"), command_quit_now, NULL},
    {"e", "e FILE", ARGUMENT_OTHER, N_("open another scenario"), command_edit, NULL},
    {"e!", "e! [FILE]", ARGUMENT_OTHER, N_("read the file again and discard unsaved edits"),
     command_reload, NULL},
    {"diff", "diff [FILE]", ARGUMENT_OTHER,
     N_("compare with another file too; without one, with none"), command_diff, NULL},
    {"report", "report FILE", ARGUMENT_OTHER, N_("write the results as text to a file"),
     command_report, NULL},

    {0},
};
