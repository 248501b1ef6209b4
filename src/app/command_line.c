/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: its history, completion, what is shown of a command while it is typed. */
#include "command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/fields/words.h"
#include "core/text/gettext.h"

#include "complete.h"

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

/* Remember LINE; the oldest one goes if there are too many. */
static void remember(struct app_commands *commands, const char *line)
{
    if (commands->n > 0 && strcmp(commands->entered[commands->n - 1], line) == 0)
        return;
    char *copy = strdup(line);
    if (!copy)
        return; /* a history that misses a line harms nobody */
    if (commands->n == APP_MAX_COMMANDS) {
        free(commands->entered[0]);
        commands->n--;
        memmove(commands->entered, commands->entered + 1,
                commands->n * sizeof commands->entered[0]);
    }
    commands->entered[commands->n++] = copy;
}

void command_line_free(struct app *app)
{
    for (size_t i = 0; i < app->commands.n; i++)
        free(app->commands.entered[i]);
    app->commands.n = 0;
}

void command_line_open(struct app *app)
{
    struct app_commands *commands = &app->commands;
    line_edit_set(&app->line, "");
    app->mode = MODE_COMMAND;
    commands->at = commands->n;
    commands->completion.is_active = false;
    commands->previewed = NULL;
    memcpy(commands->outcome_before, app->analyses.outcome, sizeof commands->outcome_before);
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
    const struct command *before = app->commands.previewed;
    const struct command *command = text ? find_command(app, &text, word) : NULL;
    if (command && !command->preview)
        command = NULL;
    if (before && before != command)
        before->preview(app, NULL);
    if (command)
        command->preview(app, text);
    app->commands.previewed = command;
}

static void recall(struct app *app, int by)
{
    struct app_commands *commands = &app->commands;
    if (by < 0 ? commands->at == 0 : commands->at >= commands->n)
        return;
    commands->at += (size_t)by;
    commands->completion.is_active = false;
    line_edit_set(&app->line, commands->at < commands->n ? commands->entered[commands->at] : "");
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
        remember(&app->commands, line);
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
            app->commands.completion.is_active = false;
        break;
    }
    preview(app, app->line.text);
}
