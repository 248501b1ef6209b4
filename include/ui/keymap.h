/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every key of the dashboard, one row an action: the keys that do it, its name on the command line,
 * what the help says. Help, hints, completion and the check of the manual follow from the table.
 */
#ifndef PROFORMA_UI_KEYMAP_H
#define PROFORMA_UI_KEYMAP_H

#include <stddef.h>
#include <stdint.h>

struct app;

/* Where a key counts. */
enum key_context {
    CONTEXT_FIELDS, /* moving among the fields */
    CONTEXT_EDIT,   /* typing into a field */
    CONTEXT_SOLVE,  /* typing what the outcome has to be */
    CONTEXT_LINE,   /* typing a command, a search, a file's name */
    CONTEXT_HELP,   /* reading the help */
    N_KEY_CONTEXTS
};

/* Headings of the help. */
enum key_group { GROUP_MOVE, GROUP_EDIT, GROUP_VIEW, GROUP_FILE, GROUP_TYPE, GROUP_READ };

enum { ACTION_MAX_CODES = 12 };

struct action {
    const char *name; /* on the command line, "undo"; "" where it is none */
    const char *keys; /* as the help shows them, "Up k" */
    int32_t codes[ACTION_MAX_CODES]; /* the keys, as enum key or characters; 0 ends */
    enum key_context context;
    enum key_group group;
    const char *summary; /* untranslated */
    /* Do it; KEY is the key that was hit, 0 from the command line.
     * NULL: the line editor's own keys, here for the help. */
    void (*run)(struct app *app, int32_t key);
};

/* Row I; NULL beyond the last. */
const struct action *action_at(size_t i);
/* The action that KEY does in CONTEXT, or NULL. */
const struct action *action_of_key(enum key_context context, int32_t key);
/* The action that the command line knows as NAME, or NULL. */
const struct action *action_find(const char *name);

/* A command of the command line that takes arguments or has no key. */
struct command {
    const char *name;    /* "set" */
    const char *usage;   /* "set NAME VALUE" */
    const char *summary; /* untranslated */
    /* Run it with what follows its name, without blanks at the ends. */
    void (*run)(struct app *app, const char *arguments);
    /* Show what it would do while ARGUMENTS are being typed; NULL: show the state before again.
     * NULL where it waits for Enter. */
    void (*preview)(struct app *app, const char *arguments);
};

/* Row I; NULL beyond the last. */
const struct command *command_at(size_t i);

#endif
