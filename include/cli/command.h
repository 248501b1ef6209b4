/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The subcommands: one row each, from which the parser, the help and the check of the manual page
 * follow, and one file each, which holds the function in the last column. The dashboard is the row
 * without a name.
 */
#ifndef PROFORMA_CLI_COMMAND_H
#define PROFORMA_CLI_COMMAND_H

#include <limits.h>

#include "core/text/gettext.h"
#include "core/text/status.h"

struct options;

/* Identifier, name, its arguments as the help shows them, how many it takes at least and at most,
 * one line for the help, function. */
#define COMMAND_LIST(X)                                                                            \
    X(DASHBOARD, "", "[FILE]", 0, 1,                                                               \
      N_("the dashboard; without FILE, on the built-in starter scenario"), command_dashboard)      \
    X(REPORT, "report", "FILE", 1, 1, N_("everything that follows from a scenario"),               \
      command_report)                                                                              \
    X(CHECK, "check", "FILE...", 1, INT_MAX,                                                       \
      N_("errors, warnings, targets and claims; status 1 if one is missed"), command_check)        \
    X(SET, "set", "FILE NAME=VALUE...", 1, INT_MAX,                                                \
      N_("edit a scenario without a screen, comments kept"), command_set)                          \
    X(DIFF, "diff", "A B", 1, 9, N_("what differs between two scenarios, and what that changes"),  \
      command_diff)                                                                                \
    X(OPTIMIZE, "optimize", "FILE [NAME]...", 1, INT_MAX,                                          \
      N_("the values of parameters at which an outcome is best"), command_optimize)                \
    X(SENSITIVITY, "sensitivity", "FILE", 1, 1, N_("how much each parameter moves an outcome"),    \
      command_sensitivity)                                                                         \
    X(SOLVE, "solve", "FILE", 1, 1, N_("the values of a parameter that meet a goal"),              \
      command_solve)                                                                               \
    X(SWEEP, "sweep", "FILE", 1, 1,                                                                \
      N_("an outcome over one or two ranges, --by NAME=LOW..HIGH:STEPS"), command_sweep)           \
    X(SIMULATE, "simulate", "FILE", 1, 1,                                                          \
      N_("what the outcome may be, by the uncertainty of the parameters"), command_simulate)       \
    X(KINDS, "kinds", "[KIND]", 0, 1, N_("the built-in stage models, as text to paste"),           \
      command_kinds)                                                                               \
    X(NEW, "new", "FILE", 1, 1, N_("a commented starter scenario to edit"), command_new)

enum command {
#define X(id, name, arguments, min, max, summary, run) COMMAND_##id,
    COMMAND_LIST(X)
#undef X
        N_COMMANDS
};

/* Each carries out what OPTIONS say, printing its result to standard output and what is wrong to
 * standard error, and returns the status the program ends with. */
#define X(id, name, arguments, min, max, summary, run)                                             \
    enum status run(const struct options *options);
COMMAND_LIST(X)
#undef X

struct command_row {
    const char *name;      /* "" for the dashboard */
    const char *arguments; /* "FILE NAME=VALUE..." */
    int min_arguments, max_arguments;
    const char *summary; /* untranslated */
    enum status (*run)(const struct options *options);
};

extern const struct command_row command_table[N_COMMANDS];

#endif
