/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: its table of commands, its history, what each command does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/gettext.h"
#include "ui/app_state.h"

/* The first word of *TEXT into WORD, *TEXT becoming what follows it and its blanks. */
static void take_word(const char **text, char *word, size_t size)
{
    size_t n = strcspn(*text, " ");
    snprintf(word, size, "%.*s", (int)(n < size ? n : size - 1), *text);
    *text += n;
    *text += strspn(*text, " ");
}

/* Whether ARGUMENTS is there; says how the command is used where it isn't. */
static bool has_argument(struct app *app, const char *arguments, const char *usage)
{
    if (arguments[0] != '\0')
        return true;
    app_fail(app, _("write :%s"), usage);
    return false;
}

static unsigned command_write(struct app *app, const char *arguments)
{
    if (arguments[0] != '\0')
        return app_save(app, arguments, false);
    return action_save(app, 0);
}

static unsigned command_write_quit(struct app *app, const char *arguments)
{
    if (arguments[0] == '\0' && !app_is_edited(app))
        return EFFECT_QUIT;
    return app_save(app, arguments[0] != '\0' ? arguments : app->file, true);
}

static unsigned command_quit(struct app *app, const char *arguments)
{
    (void)arguments;
    return app_quit(app);
}

static unsigned command_quit_now(struct app *app, const char *arguments)
{
    (void)app;
    (void)arguments;
    return EFFECT_QUIT;
}

static unsigned command_edit(struct app *app, const char *arguments)
{
    return has_argument(app, arguments, "e FILE") ? app_load(app, arguments, false)
                                                  : (unsigned)EFFECT_REDRAW;
}

static unsigned command_reload(struct app *app, const char *arguments)
{
    const char *path = arguments[0] != '\0' ? arguments : app->file;
    if (path[0] != '\0')
        return app_load(app, path, true);
    app_fail(app, "%s", _("there is no file to read again"));
    return EFFECT_REDRAW;
}

/* The first line with the bare NAME that can be set, or NAMES_NONE. */
static uint32_t find_bare(const struct model *model, const char *name)
{
    for (uint32_t i = 0; i < model->n_lines; i++) {
        const struct line *line = &model->lines[i];
        enum section_kind kind = model->sections[line->section].kind;
        if (line->kind != LINE_BUILTIN && kind != SECTION_TOTAL && kind != SECTION_CASH &&
            strcmp(line->name, name) == 0)
            return i;
    }
    return NAMES_NONE;
}

/* The section and key that NAME means: a line, an attribute of one, or a new line of a section. */
static bool resolve(struct app *app, const char *name, struct field_name *out)
{
    const struct model *model = app->scenario->model;
    uint32_t line = model_find(model, name);
    if (line != NAMES_NONE) {
        const struct field row = {model->lines[line].section, line};
        fields_name(model, &row, out);
        return true;
    }
    size_t n = strcspn(name, ".");
    if (n == 0 || name[n] == '\0' || name[n + 1] == '\0' || n >= sizeof out->section ||
        strlen(name + n + 1) >= sizeof out->key) {
        line = find_bare(model, name);
        if (line != NAMES_NONE)
            app_fail(app, _("unknown name '%s'; did you mean '%s.%s'?"), name,
                     model->sections[model->lines[line].section].name, name);
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

static unsigned set_mouse(struct app *app, const char *value)
{
    if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0) {
        app_fail(app, _("write :%s"), "set mouse on|off");
        return EFFECT_REDRAW;
    }
    app->mouse = strcmp(value, "on") == 0;
    app_say(app, "%s",
            app->mouse ? _("the mouse clicks and scrolls; Shift selects text as usual")
                       : _("the mouse is left to the terminal"));
    return EFFECT_MOUSE | EFFECT_REDRAW;
}

static unsigned command_set(struct app *app, const char *arguments)
{
    char name[2 * FIELD_NAME_SIZE];
    size_t n = strcspn(arguments, " =");
    const char *value = arguments + n + strspn(arguments + n, " ");
    value += *value == '=';
    value += strspn(value, " ");
    snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : sizeof name - 1), arguments);
    if (name[0] == '\0' || value[0] == '\0') {
        app_fail(app, _("write :%s"), "set NAME VALUE");
        return EFFECT_REDRAW;
    }
    if (strcmp(name, "mouse") == 0)
        return set_mouse(app, value);
    struct field_name field;
    if (!resolve(app, name, &field))
        return EFFECT_REDRAW;
    const char *old = scenario_text(app->scenario, field.section, field.key);
    char text[LINE_EDIT_SIZE];
    struct error err = {.text = ""};
    enum status status = app_check_text(value, &err);
    if (status == STATUS_OK)
        status = value_complete(old != NULL ? old : "", value, text, sizeof text, &err);
    if (status == STATUS_OK)
        status = app_change(app, field.section, field.key, text, false, &err);
    if (status != STATUS_OK) {
        app_fail_with(app, &err);
        return EFFECT_REDRAW;
    }
    app_focus_key(app, field.section, field.key);
    return EFFECT_REDRAW;
}

static unsigned command_theme(struct app *app, const char *arguments)
{
    snprintf(app->argument, sizeof app->argument, "%s", arguments);
    return EFFECT_THEME | EFFECT_REDRAW;
}

static unsigned command_view(struct app *app, const char *arguments)
{
    if (!has_argument(app, arguments, "view NAME"))
        return EFFECT_REDRAW;
    size_t view = view_find(arguments);
    if (view == SIZE_MAX)
        app_fail(app, _("there is no view '%s'"), arguments);
    else
        app_set_view(app, view);
    return EFFECT_REDRAW;
}

static unsigned command_report(struct app *app, const char *arguments)
{
    if (!has_argument(app, arguments, "report FILE") || !app_set_path(app, arguments))
        return EFFECT_REDRAW;
    return EFFECT_REPORT | EFFECT_REDRAW;
}

/* What is no outcome yet leaves the last good one in force. */
static void preview_outcome(struct app *app, const char *arguments)
{
    analyses_choose(&app->analyses, app->scenario,
                    arguments != NULL ? arguments : app->outcome_before, NULL);
}

static unsigned command_outcome(struct app *app, const char *arguments)
{
    struct error err = {.text = ""};
    if (!has_argument(app, arguments, "outcome EXPRESSION"))
        return EFFECT_REDRAW;
    if (analyses_choose(&app->analyses, app->scenario, arguments, &err) != STATUS_OK) {
        preview_outcome(app, NULL);
        app_fail_with(app, &err);
    } else {
        app_say(app, _("the outcome is %s"), app->analyses.outcome);
    }
    return EFFECT_REDRAW;
}

/* Another file to compare with; none any more without one. */
static unsigned command_diff(struct app *app, const char *arguments)
{
    if (arguments[0] == '\0' || strcmp(arguments, "off") == 0) {
        compare_clear(&app->analyses.compare);
        analyses_touch(&app->analyses);
        app_say(app, "%s", _("compared with no other file"));
        return EFFECT_REDRAW;
    }
    return app_set_path(app, arguments) ? EFFECT_COMPARE | EFFECT_REDRAW : EFFECT_REDRAW;
}

static const struct command commands[] = {
    {"set", "set NAME VALUE",
     N_("set a line or an attribute (promotion.conversion.min 2%); adds it where it is new"),
     command_set, NULL},
    {"outcome", "outcome EXPRESSION",
     N_("what views 3 to 6 look at: total.profit, cash.lowest, metrics.x"), command_outcome,
     preview_outcome},
    {"solve", "solve [GOAL]",
     N_("goal seek: total.profit = 0 by promotion.conversion; shows the values to take"), app_solve,
     NULL},
    {"optimize", "optimize WHAT",
     N_("show the best values: total.profit by a.x, b.y subject to cash.runway >= 12"),
     app_optimize, NULL},
    {"minimize", "minimize WHAT", N_("the same, with the outcome as low as it can be"),
     app_minimize, NULL},
    {"view", "view NAME", N_("show the view of that name or number"), command_view, NULL},
    {"theme", "theme [NAME]", N_("use a theme; without a name the next one"), command_theme, NULL},
    {"w", "w [FILE]", N_("save; save under another name"), command_write, NULL},
    {"wq", "wq [FILE]", N_("save and quit"), command_write_quit, NULL},
    {"q", "q", N_("quit; asks when there are unsaved edits"), command_quit, NULL},
    {"q!", "q!", N_("quit and discard unsaved edits"), command_quit_now, NULL},
    {"e", "e FILE", N_("open another scenario"), command_edit, NULL},
    {"e!", "e! [FILE]", N_("read the file again and discard unsaved edits"), command_reload, NULL},
    {"diff", "diff [FILE]", N_("compare with another file too; without one, with none"),
     command_diff, NULL},
    {"report", "report FILE", N_("write the results as text to a file"), command_report, NULL},
};

const struct command *command_at(size_t i)
{
    return i < sizeof commands / sizeof commands[0] ? &commands[i] : NULL;
}

/* The command that *LINE begins with, or NULL; WORD becomes its first word and *LINE the rest. */
static const struct command *find_command(const char **line, char word[APP_STEM_SIZE])
{
    const struct command *command;
    *line += strspn(*line, " :");
    take_word(line, word, APP_STEM_SIZE);
    for (size_t i = 0; (command = command_at(i)) != NULL; i++)
        if (strcmp(command->name, word) == 0)
            return command;
    return NULL;
}

unsigned app_command_run(struct app *app, const char *line)
{
    char word[APP_STEM_SIZE];
    const struct command *command = find_command(&line, word);
    if (word[0] == '\0')
        return EFFECT_REDRAW;
    if (command != NULL)
        return command->run(app, line);
    const struct action *action = action_find(word);
    if (action != NULL && line[0] == '\0')
        return action->run(app, 0);
    if (action != NULL)
        app_fail(app, _("'%s' takes no argument"), word);
    else
        app_fail(app, _("unknown command '%s', Tab lists them"), word);
    return EFFECT_REDRAW;
}

/* Remember the line; the oldest goes where there are too many. */
static void remember(struct app *app, const char *line)
{
    size_t n = app->n_commands;
    if (n > 0 && strcmp(app->commands[n - 1], line) == 0)
        return;
    char *copy = strdup(line);
    if (copy == NULL)
        return; /* a history that misses a line harms nobody */
    if (n == APP_MAX_COMMANDS) {
        free(app->commands[0]);
        memmove(app->commands, app->commands + 1, (n - 1) * sizeof app->commands[0]);
        n = --app->n_commands;
    }
    app->commands[n] = copy;
    app->n_commands++;
}

unsigned action_command(struct app *app, int32_t key)
{
    (void)key;
    line_edit_set(&app->line, "");
    app->completion.is_active = false;
    app->command_at = app->n_commands;
    app->mode = MODE_COMMAND;
    app->previewed = NULL;
    memcpy(app->outcome_before, app->analyses.outcome, sizeof app->outcome_before);
    return EFFECT_REDRAW;
}

unsigned action_outcome(struct app *app, int32_t key)
{
    action_command(app, key);
    line_edit_set(&app->line, "outcome ");
    return EFFECT_REDRAW;
}

/* Show what the line being typed would do, where its command does that; TEXT NULL: none. */
static void preview(struct app *app, const char *text)
{
    char word[APP_STEM_SIZE];
    const struct command *command = text != NULL ? find_command(&text, word) : NULL;
    if (command != NULL && command->preview == NULL)
        command = NULL;
    if (app->previewed != NULL && app->previewed != command)
        app->previewed->preview(app, NULL);
    if (command != NULL)
        command->preview(app, text);
    app->previewed = command;
}

static void recall(struct app *app, int by)
{
    if (by < 0 ? app->command_at == 0 : app->command_at >= app->n_commands)
        return;
    app->command_at = by < 0 ? app->command_at - 1 : app->command_at + 1;
    app->completion.is_active = false;
    line_edit_set(&app->line,
                  app->command_at < app->n_commands ? app->commands[app->command_at] : "");
}

static unsigned enter(struct app *app)
{
    char line[LINE_EDIT_SIZE];
    size_t n = app->line.size;
    while (n > 0 && app->line.text[n - 1] == ' ')
        n--;
    snprintf(line, sizeof line, "%.*s", (int)n, app->line.text);
    app->mode = MODE_FIELDS;
    if (n > 0)
        remember(app, line);
    return app_command_run(app, line);
}

static unsigned leave(struct app *app)
{
    app->mode = MODE_FIELDS;
    preview(app, NULL);
    return EFFECT_REDRAW;
}

unsigned app_command_event(struct app *app, const struct ui_event *event)
{
    int32_t key = event->kind == EVENT_KEY ? event->key : KEY_NONE;
    switch (key) {
    case KEY_ENTER:
        return enter(app);
    case KEY_ESCAPE:
    case KEY_CTRL('C'):
        return leave(app);
    case KEY_TAB:
    case KEY_BACK_TAB:
        complete_cycle(app, key == KEY_TAB ? 1 : -1);
        break;
    case KEY_UP_ARROW:
    case KEY_DOWN_ARROW:
        recall(app, key == KEY_UP_ARROW ? -1 : 1);
        break;
    default:
        if (key == KEY_BACKSPACE_KEY && app->line.size == 0)
            return leave(app);
        if (line_edit_update(&app->line, event) == LINE_EDIT_CHANGED)
            app->completion.is_active = false;
        break;
    }
    preview(app, app->line.text);
    return EFFECT_REDRAW;
}
