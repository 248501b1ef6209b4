/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the dashboard can do. An action has keys; a command takes arguments or has no key. The
 * tables of both (app/keymap.h) name functions of all parts of the dashboard, so they lie on top:
 * what looks something up in them is given them.
 */
#ifndef PROFORMA_APP_STATE_ACTION_H
#define PROFORMA_APP_STATE_ACTION_H

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
    CONTEXT_ANSWER, /* a key answers: which ones, the table doesn't say */
    N_KEY_CONTEXTS
};

/* Headings of the help. */
enum key_group { GROUP_MOVE, GROUP_EDIT, GROUP_VIEW, GROUP_FILE, GROUP_TYPE, GROUP_READ };

enum { ACTION_MAX_CODES = 12 };

/* Bits. */
enum action_flag {
    ACTION_EVERYWHERE = 1 << 0, /* its keys count in every context */
    ACTION_NUDGES = 1 << 1,     /* one after the other on a field are one edit */
    ACTION_TAKES_KEY = 1 << 2,  /* its argument is the key that was hit, 0 from the command line */
};

struct action {
    const char *name;                /* on the command line, "undo"; "" where it is none */
    const char *keys;                /* as the help shows them, "Up k" */
    int32_t codes[ACTION_MAX_CODES]; /* the keys, as enum key or characters; 0 ends */
    enum key_context context;
    enum key_group group;
    const char *summary; /* untranslated */
    /* One of the two does it. Neither: keys that the mode itself knows, here for the help. */
    void (*run)(struct app *app);
    void (*run_with)(struct app *app, int argument);
    int argument;
    unsigned flags;
};

/* The row of TABLE, which ends with one without keys, that does something at KEY in CONTEXT, or
 * NULL. */
const struct action *action_of_key(const struct action *table, enum key_context context,
                                   int32_t key);
/* The row that the command line knows as NAME, or NULL. */
const struct action *action_find(const struct action *table, const char *name);
/* Do it; KEY is the key that was hit, 0 from the command line. */
void action_run(const struct action *action, struct app *app, int32_t key);

/* What a command is about, for completion. */
enum argument_kind {
    ARGUMENT_OTHER,    /* nothing that can be listed */
    ARGUMENT_LINE,     /* a line that can be set, then its value */
    ARGUMENT_OUTCOME,  /* an outcome */
    ARGUMENT_QUESTION, /* outcomes, and parameters between "by" and "subject to" */
    ARGUMENT_VIEW,     /* a view */
};

/* A command of the command line that takes arguments or has no key. */
struct command {
    const char *name;  /* "set" */
    const char *usage; /* "set NAME VALUE" */
    enum argument_kind argument;
    const char *summary; /* untranslated */
    /* Run it with what follows its name, without blanks at the ends. */
    void (*run)(struct app *app, const char *arguments);
    /* Show what it would do while ARGUMENTS are being typed; NULL: show the state before again.
     * NULL where it waits for Enter. */
    void (*preview)(struct app *app, const char *arguments);
};

/* The row of TABLE, which ends with one without a name, that is called NAME, or NULL. */
const struct command *command_find(const struct command *table, const char *name);

#endif
