/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking actions and commands up in tables that are given, and running them. */
#include "app/state/action.h"

#include <stdbool.h>
#include <string.h>

static bool has_code(const struct action *action, int32_t key)
{
    for (size_t i = 0; i < ACTION_MAX_CODES && action->codes[i] != 0; i++)
        if (action->codes[i] == key)
            return true;
    return false;
}

const struct action *action_of_key(const struct action *table, enum key_context context,
                                   int32_t key)
{
    for (const struct action *action = table; action->keys; action++)
        if ((action->context == context || action->flags & ACTION_EVERYWHERE) &&
            (action->run || action->run_with) && has_code(action, key))
            return action;
    return NULL;
}

const struct action *action_find(const struct action *table, const char *name)
{
    for (const struct action *action = table; action->keys; action++)
        if (action->name[0] != '\0' && strcmp(action->name, name) == 0)
            return action;
    return NULL;
}

void action_run(const struct action *action, struct app *app, int32_t key)
{
    if (action->run)
        action->run(app);
    else
        action->run_with(app, action->flags & ACTION_TAKES_KEY ? (int)key : action->argument);
}

const struct command *command_find(const struct command *table, const char *name)
{
    for (const struct command *command = table; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}
