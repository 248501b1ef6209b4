/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line: one table of options, parsing by it, and the help texts that follow from it.
 */
#ifndef PROFORMA_CLI_OPTIONS_H
#define PROFORMA_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/command.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, N_FORMATS };

/* Identifier, long name, letter or 0, argument or NULL, the commands that take it (bits), one line
 * for the help. */
#define OPTION_LIST(X)                                                                             \
    X(SET, "set", 's', "NAME=VALUE", ON_ALL, N_("change a value first; can be given again"))       \
    X(FORMAT, "format", 'f', "FORMAT", ON_COMPUTING,                                               \
      N_("write text, json or csv (check: text or json)"))                                         \
    X(OF, "of", 0, "EXPR", ON(DIFF) | ON(SENSITIVITY) | ON(SIMULATE) | ON(SWEEP),                  \
      N_("the outcome to look at, total.profit if left out"))                                      \
    X(MAXIMIZE, "maximize", 0, "EXPR", ON(OPTIMIZE),                                               \
      N_("the outcome that is to be as high as can be"))                                           \
    X(MINIMIZE, "minimize", 0, "EXPR", ON(OPTIMIZE),                                               \
      N_("the outcome that is to be as low as can be"))                                            \
    X(BY, "by", 0, "NAME", ON(OPTIMIZE) | ON(SOLVE) | ON(SWEEP),                                   \
      N_("the parameter to vary; can be given again"))                                             \
    X(TARGET, "target", 0, "GOAL", ON(SOLVE), N_("what has to be so, as 'total.profit = 0'"))      \
    X(MIN, "min", 0, "VALUE", ON(SOLVE), N_("where to begin looking"))                             \
    X(MAX, "max", 0, "VALUE", ON(SOLVE), N_("where to stop looking"))                              \
    X(SUBJECT_TO, "subject-to", 0, "COND", ON(OPTIMIZE),                                           \
      N_("a condition to meet; can be given again"))                                               \
    X(SAMPLES, "samples", 'n', "N", ON(SIMULATE), N_("how many samples, 100k if left out"))        \
    X(SEED, "seed", 0, "S", ON(SIMULATE), N_("the seed of the random numbers, 1 if left out"))     \
    X(THREADS, "threads", 0, "N", ON(SIMULATE),                                                    \
      N_("threads; any number of them gives the same result"))                                     \
    X(OUTPUT, "output", 'o', "OUT", ON(SET),                                                       \
      N_("write the edited scenario to OUT, not over FILE"))                                       \
    X(THEME, "theme", 't', "THEME", ON(DASHBOARD),                                                 \
      N_("colours: the name of a theme, or its file"))                                             \
    X(VIEW, "view", 'v', "VIEW", ON(DASHBOARD), N_("the view to begin with, by number or name"))   \
    X(ASCII, "ascii", 'a', NULL, ON(DASHBOARD), N_("draw with ASCII characters alone"))            \
    X(NO_MOUSE, "no-mouse", 0, NULL, ON(DASHBOARD), N_("leave the mouse to the terminal"))         \
    X(HELP, "help", 'h', NULL, ON_ALL, N_("show this help"))                                       \
    X(VERSION, "version", 'V', NULL, ON_ALL, N_("show the version"))

enum option_id {
#define X(id, name, letter, argument, commands, help) OPTION_##id,
    OPTION_LIST(X)
#undef X
        N_OPTIONS
};

/* How often an option was given, and its arguments in order (NULL where it takes none). */
struct option_values {
    const char **items;
    int n;
};

/* What the command line asks for. All strings are borrowed from argv. */
struct options {
    enum command command;
    const char **arguments; /* without the command's name */
    int n_arguments;
    struct option_values values[N_OPTIONS];
    enum format format;
    const char **memory; /* of all the values */
};

/*
 * Parse ARGV, whose elements getopt may reorder. On STATUS_USAGE what is wrong, with a hint, has
 * been printed to standard error. With --help or --version the arguments are not checked.
 */
enum status options_parse(int argc, char **argv, struct options *out);
void options_fini(struct options *options);

bool options_has(const struct options *options, enum option_id id);
/* The argument of an option, the last one where it was given again; NULL where it wasn't given. */
const char *options_value(const struct options *options, enum option_id id);

/* The outcome that --of names, else the one that is looked at without it. */
const char *options_outcome(const struct options *options);

void options_print_help(FILE *out, enum command command);
void options_print_version(FILE *out);

/* Print "proforma: TEXT" and where to find help to standard error; STATUS_USAGE. */
enum status options_usage_error(enum command command, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
