/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: its history, completion, what is shown of a command while it is typed. */
#include "command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete.h"
#include "core/gettext.h"
#include "words.h"

/* The command that *LINE begins with, or NULL; WORD becomes its first word and *LINE the rest. */
static const struct command *find_command(const struct app *app, const char **line,
                                          char word[APP_STEM_SIZE])
{
    *line += strspn(*line, " :");
    words_take(line, word, APP_STEM_SIZE);
    return command_find(app->tables->commands, word);
}

static void run(struct app *app, const char *line)
{
    char word[APP_STEM_SIZE];
    const struct command *command = find_command(app, &line, word);
    const struct action *action = action_find(app->tables->actions, word);
    if (word[0] == '\0')
        return;
    if (command)
        command->run(app, line);
    else if (action && line[0] == '\0')
        action_run(action, app, 0);
    else if (action)
        app_fail(app, _("'%s' takes no argument"), word);
    else
        app_fail(app, _("unknown command '%s', Tab lists them"), word);
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

void command_line_open(struct app *app)
{
    line_edit_set(&app->line, "");
    app->completion.is_active = false;
    app->command_at = app->n_commands;
    app->mode = MODE_COMMAND;
    app->previewed = NULL;
    memcpy(app->outcome_before, app->analyses.outcome, sizeof app->outcome_before);
}

void command_line_open_outcome(struct app *app)
{
    command_line_open(app);
    line_edit_set(&app->line, "outcome ");
}

/* Show what the line being typed would do, where its command does that; TEXT NULL: none. */
static void preview(struct app *app, const char *text)
{
    char word[APP_STEM_SIZE];
    const struct command *command = text != NULL ? find_command(app, &text, word) : NULL;
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

static void enter(struct app *app)
{
    char line[LINE_EDIT_SIZE];
    size_t n = app->line.size;
    while (n > 0 && app->line.text[n - 1] == ' ')
        n--;
    snprintf(line, sizeof line, "%.*s", (int)n, app->line.text);
    app->mode = MODE_FIELDS;
    if (n > 0)
        remember(app, line);
    run(app, line);
}

static void leave(struct app *app)
{
    app->mode = MODE_FIELDS;
    preview(app, NULL);
}

unsigned app_command(struct app *app, const char *line)
{
    app->request.effects = EFFECT_REDRAW;
    app_clear_status(app);
    command_line_open(app);
    if (line_edit_set(&app->line, line)) {
        enter(app);
    } else {
        leave(app);
        app_fail(app, "%s", _("this text is too long to be edited here"));
    }
    return app->request.effects;
}

void command_line_event(struct app *app, const struct ui_event *event)
{
    int32_t key = event->kind == EVENT_KEY ? event->key : KEY_NONE;
    switch (key) {
    case KEY_ENTER:
        enter(app);
        return;
    case KEY_ESCAPE:
    case KEY_CTRL('C'):
        leave(app);
        return;
    case KEY_TAB:
    case KEY_BACK_TAB:
        complete_cycle(app, key == KEY_TAB ? 1 : -1);
        break;
    case KEY_UP_ARROW:
    case KEY_DOWN_ARROW:
        recall(app, key == KEY_UP_ARROW ? -1 : 1);
        break;
    default:
        if (key == KEY_BACKSPACE_KEY && app->line.size == 0) {
            leave(app);
            return;
        }
        if (line_edit_update(&app->line, event) == LINE_EDIT_CHANGED)
            app->completion.is_active = false;
        break;
    }
    preview(app, app->line.text);
}
