/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/diagnose.h"
#include "core/model/figure.h"
#include "core/text/names.h"
#include "core/text/text.h"

#define ON(command) (1u << COMMAND_##command)
#define ON_ALL ((1u << N_COMMANDS) - 1)
/* the commands that print what follows from a scenario */
#define ON_COMPUTING (ON_ALL & ~(ON(DASHBOARD) | ON(SET) | ON(KINDS) | ON(NEW)))

struct option_row {
    const char *name;
    char letter;          /* 0: the long name alone */
    const char *argument; /* NULL: it takes none */
    unsigned commands;
    const char *help; /* untranslated */
};

static const struct option_row option_table[N_OPTIONS] = {
#define X(id, name, letter, argument, commands, help) {name, letter, argument, commands, help},
    OPTION_LIST(X)
#undef X
};

const struct command_row command_table[N_COMMANDS] = {
#define X(id, name, arguments, min, max, summary, run) {name, arguments, min, max, summary, run},
    COMMAND_LIST(X)
#undef X
};

static const char *const format_names[N_FORMATS] = {"text", "json", "csv"};

/* What getopt_long returns for option I: beyond every letter. */
enum { FIRST_VALUE = UCHAR_MAX + 1 };

struct getopt_tables {
    struct option longs[N_OPTIONS + 1];
    char shorts[2 * N_OPTIONS + 2];
};

static void fill_getopt_tables(struct getopt_tables *tables)
{
    char *at = tables->shorts;
    *at++ = ':'; /* a missing argument is reported as ':' */
    for (int i = 0; i < N_OPTIONS; i++) {
        const struct option_row *row = &option_table[i];
        tables->longs[i] = (struct option){
            row->name, row->argument ? required_argument : no_argument, NULL, FIRST_VALUE + i};
        if (row->letter == 0)
            continue;
        *at++ = row->letter;
        if (row->argument)
            *at++ = ':';
    }
    *at = '\0';
    tables->longs[N_OPTIONS] = (struct option){0};
}

static enum option_id option_of(int result)
{
    if (result >= FIRST_VALUE)
        return (enum option_id)(result - FIRST_VALUE);
    for (int i = 0; i < N_OPTIONS; i++)
        if (option_table[i].letter == result)
            return (enum option_id)i;
    return N_OPTIONS;
}

enum status options_usage_error(enum command command, const char *format, ...)
{
    const char *name = command_table[command].name;
    va_list arguments;
    va_start(arguments, format);
    diagnose_vplain(format, arguments);
    va_end(arguments);
    diagnose_plain(_("try 'proforma%s%s --help'"), *name ? " " : "", name);
    return STATUS_USAGE;
}

/* The known word nearest to WORD, or NULL. COUNT words, the I-th by WORD_AT. */
static const char *nearest(const char *word, int count, const char *(*word_at)(int))
{
    const char *best = NULL;
    int edits = TEXT_FAR;
    for (int i = 0; i < count; i++)
        if (*word_at(i) && text_is_nearer(word, word_at(i), &edits))
            best = word_at(i);
    return best;
}

static const char *option_name_at(int i)
{
    return option_table[i].name;
}

static const char *command_name_at(int i)
{
    return command_table[i].name;
}

static const char *format_name_at(int i)
{
    return format_names[i];
}

/* What getopt_long refused: RESULT is '?' or ':', ARGUMENT the one that held it. */
static enum status refused_option(enum command command, int result, const char *argument)
{
    enum option_id id = option_of(optopt);
    char name[64];
    const char *near;
    if (result == ':')
        return options_usage_error(command, _("'--%s' needs an argument, %s"),
                                   option_table[id].name, option_table[id].argument);
    if (optopt >= FIRST_VALUE)
        return options_usage_error(command, _("'--%s' takes no argument"), option_table[id].name);
    if (optopt != 0)
        return options_usage_error(command, _("unknown option '-%c'"), optopt);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(argument + 2, "="), argument + 2);
    for (int i = 0; i < N_OPTIONS; i++)
        if (strncmp(option_table[i].name, name, strlen(name)) == 0)
            return options_usage_error(command, _("'--%s' may be more than one option"), name);
    near = nearest(name, N_OPTIONS, option_name_at);
    if (near)
        return options_usage_error(command, _("unknown option '--%s'; did you mean '--%s'?"), name,
                                   near);
    return options_usage_error(command, _("unknown option '--%s'"), name);
}

static enum status take_format(struct options *out, const char *argument)
{
    const char *near;
    for (int i = 0; i < N_FORMATS; i++)
        if (strcmp(argument, format_names[i]) == 0) {
            out->format = (enum format)i;
            return STATUS_OK;
        }
    near = nearest(argument, N_FORMATS, format_name_at);
    if (near)
        return options_usage_error(out->command, _("unknown format '%s'; did you mean '%s'?"),
                                   argument, near);
    return options_usage_error(out->command, _("unknown format '%s': it is text, json or csv"),
                               argument);
}

bool options_has(const struct options *options, enum option_id id)
{
    return options->values[id].n > 0;
}

const char *options_value(const struct options *options, enum option_id id)
{
    const struct option_values *values = &options->values[id];
    return values->n > 0 ? values->items[values->n - 1] : NULL;
}

const char *options_outcome(const struct options *options)
{
    const char *given = options_value(options, OPTION_OF);
    return given ? given : FIGURE_DEFAULT;
}

/* An option as it was met. */
struct given {
    enum option_id id;
    const char *argument;
};

/* Each option's arguments side by side, in the order in which they were met; OUT->memory has room
 * for all. */
static void sort_given(struct options *out, const struct given *given, size_t n)
{
    const char **at = out->memory;
    for (int id = 0; id < N_OPTIONS; id++) {
        struct option_values *values = &out->values[id];
        values->items = at;
        for (size_t i = 0; i < n; i++)
            if (given[i].id == (enum option_id)id)
                values->items[values->n++] = given[i].argument;
        at += values->n;
    }
}

static enum command find_command(const char *name)
{
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(command_table[i].name, name) == 0)
            return (enum command)i;
    return COMMAND_DASHBOARD;
}

/* The command is the first argument that is no option's: seen without parsing, for the hints. */
static enum command guess_command(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-' && find_command(argv[i]) != COMMAND_DASHBOARD)
            return find_command(argv[i]);
    return COMMAND_DASHBOARD;
}

/* A word that names no command may be a file; it is taken for a misspelt command where it looks
 * like one, and there is no such file. */
static enum status check_command_word(const struct options *out)
{
    const char *word = out->arguments[0];
    const char *near;
    FILE *file;
    if (strpbrk(word, "./") || strcmp(word, "-") == 0)
        return STATUS_OK;
    file = fopen(word, "re");
    if (file) {
        fclose(file);
        return STATUS_OK;
    }
    near = nearest(word, N_COMMANDS, command_name_at);
    if (near)
        return options_usage_error(COMMAND_DASHBOARD, _("unknown command '%s'; did you mean '%s'?"),
                                   word, near);
    if (out->n_arguments > 1)
        return options_usage_error(COMMAND_DASHBOARD, _("unknown command '%s'"), word);
    return STATUS_OK;
}

static enum status check_use(const struct options *out)
{
    const struct command_row *row = &command_table[out->command];
    enum status status;
    if (out->command == COMMAND_DASHBOARD && out->n_arguments > 0) {
        status = check_command_word(out);
        if (status != STATUS_OK)
            return status;
    }
    for (int i = 0; i < N_OPTIONS; i++)
        if (options_has(out, (enum option_id)i) &&
            !(option_table[i].commands & (1u << out->command)))
            return options_usage_error(out->command,
                                       *row->name ? _("'--%s' is no option of '%s'")
                                                  : _("'--%s' is no option of the dashboard"),
                                       option_table[i].name, row->name);
    if (out->command == COMMAND_CHECK && out->format == FORMAT_CSV)
        return options_usage_error(out->command, _("'check' writes text or json"));
    if (out->n_arguments < row->min_arguments)
        return options_usage_error(out->command, _("'%s' needs %s"), row->name, row->arguments);
    if (out->n_arguments > row->max_arguments)
        return options_usage_error(out->command, _("unexpected argument '%s'"),
                                   out->arguments[row->max_arguments]);
    return STATUS_OK;
}

/* The options of ARGV into GIVEN, which has room for all; *N becomes how many there are. */
static enum status read_options(int argc, char **argv, struct options *out, struct given *given,
                                size_t *n)
{
    struct getopt_tables tables;
    enum status status = STATUS_OK;
    fill_getopt_tables(&tables);
    opterr = 0;
    while (status == STATUS_OK) {
        int result = getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
        if (result == -1)
            break;
        if (result == '?' || result == ':')
            return refused_option(out->command, result, argv[optind - 1]);
        given[(*n)++] = (struct given){option_of(result), optarg};
        if (option_of(result) == OPTION_FORMAT)
            status = take_format(out, optarg);
    }
    return status;
}

enum status options_parse(int argc, char **argv, struct options *out)
{
    /* one argument may hold as many options as it has letters */
    size_t n = 0, most = 1;
    struct given *given;
    enum status status;

    for (int i = 0; i < argc; i++)
        most += strlen(argv[i]);
    *out = (struct options){.command = guess_command(argc, argv)};
    given = calloc(most, sizeof *given);
    out->arguments = calloc((size_t)argc + 1, sizeof *out->arguments);
    out->memory = calloc(most, sizeof *out->memory);
    if (!given || !out->arguments || !out->memory) {
        free(given);
        return diagnose_no_memory();
    }
    status = read_options(argc, argv, out, given, &n);
    sort_given(out, given, n);
    free(given);
    if (status != STATUS_OK)
        return status;
    out->command = optind < argc ? find_command(argv[optind]) : COMMAND_DASHBOARD;
    if (out->command != COMMAND_DASHBOARD)
        optind++;
    while (optind < argc)
        out->arguments[out->n_arguments++] = argv[optind++];
    if (options_has(out, OPTION_HELP) || options_has(out, OPTION_VERSION))
        return STATUS_OK;
    return check_use(out);
}

void options_fini(struct options *options)
{
    free(options->arguments);
    free(options->memory);
}

static void print_option(FILE *out, const struct option_row *row)
{
    char left[48];
    char letter[] = {'-', row->letter, ',', '\0'};
    snprintf(left, sizeof left, "%3s --%s%s%s", row->letter ? letter : "", row->name,
             row->argument ? " " : "", row->argument ? row->argument : "");
    fprintf(out, "  %-22s  %s\n", left, _(row->help));
}

void options_print_help(FILE *out, enum command command)
{
    const struct command_row *row = &command_table[command];
    fprintf(out, _("Usage: proforma%s%s [OPTION]... %s\n"), *row->name ? " " : "", row->name,
            row->arguments);
    if (command == COMMAND_DASHBOARD) {
        for (int i = 1; i < N_COMMANDS; i++)
            fprintf(out, _("       proforma %s [OPTION]... %s\n"), command_table[i].name,
                    command_table[i].arguments);
        fprintf(out, "\n%s\n\n", _("What-if modelling of business scenarios in the terminal."));
        for (int i = 0; i < N_COMMANDS; i++)
            fprintf(out, "  %-11s  %s\n", command_table[i].name, _(command_table[i].summary));
    } else {
        fprintf(out, "\n  %s\n", _(row->summary));
    }
    fputc('\n', out);
    for (int i = 0; i < N_OPTIONS; i++)
        if (option_table[i].commands & (1u << command))
            print_option(out, &option_table[i]);
    fprintf(out, "\n%s\n%s\n",
            _("FILE is a scenario; '-' is standard input (not for the dashboard)."),
            _("NAME is stage.parameter, shared.x or scenario.budget."));
    fprintf(out, "\n%s\n",
            _("Exit status: 0 done; 1 a target or a claim is missed, or a goal has no\n"
              "solution; 2 wrong usage; 3 the scenario is faulty; 4 a file could not be\n"
              "read or written."));
}

void options_print_version(FILE *out)
{
    fputs("proforma " PACKAGE_VERSION "\n", out);
    fputs(_("License GPL-3.0-or-later. This is free software; there is no warranty.\n"), out);
}
