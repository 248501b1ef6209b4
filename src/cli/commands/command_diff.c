/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two files as they are named, or as git names them when it calls an external diff program. */
#include <stdlib.h>
#include <string.h>

#include "cli/diagnose.h"
#include "cli/expression.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "print/diff.h"
#include "print/layout.h"

/*
 * What git calls a program of diff.external or diff.NAME.command with: the path in the repository,
 * then of the old and of the new version a file, its object's name and mode; after a rename also
 * the new path and what git says about it; for a path that isn't merged, the path alone.
 */
enum {
    GIT_PATH,
    GIT_OLD_FILE,
    GIT_OLD_OBJECT,
    GIT_NEW_FILE = 4,
    GIT_NEW_OBJECT,
    GIT_ARGUMENTS = 7,
    GIT_RENAMED_PATH = 7,
    GIT_RENAMED_ARGUMENTS = 9,
    OBJECT_COLUMNS = 10, /* of an object's name, as far as it is shown */
};

static const char no_file[] = "/dev/null";

/* One of the two versions. */
struct side {
    const char *path;  /* what to read */
    const char *place; /* where it belongs; NULL: where it is */
    char *name;        /* as shown */
    struct opening opening;
    struct probe *probe;
};

struct job {
    const struct options *options;
    bool is_for_git;
    struct side sides[2];
};

static bool is_git_call(const struct options *options)
{
    return options->n_arguments == GIT_ARGUMENTS || options->n_arguments == GIT_RENAMED_ARGUMENTS;
}

/* "plan.ini (3f2a1b9c4d)"; git has no name for what isn't in the repository. */
static char *name_version(const char *place, const char *file, const char *object)
{
    char *name = NULL;
    int n = strcmp(file, no_file) == 0 ? asprintf(&name, _("%s (not there)"), place)
            : strspn(object, "0") == strlen(object)
                ? asprintf(&name, _("%s (in the working tree)"), place)
                : asprintf(&name, "%s (%.*s)", place, OBJECT_COLUMNS, object);
    return n < 0 ? NULL : name;
}

/* "plan.ini --set price=89" */
static char *name_edited(const char *path, const struct option_values *sets)
{
    char *name = strdup(path);
    for (int i = 0; name && i < sets->n; i++) {
        char *longer = NULL;
        if (asprintf(&longer, "%s --set '%s'", name, sets->items[i]) < 0)
            longer = NULL;
        free(name);
        name = longer;
    }
    return name;
}

static bool name_sides(struct job *job)
{
    const struct option_values none = {0}, *sets = &job->options->values[OPTION_SET];
    const char **arguments = job->options->arguments;
    if (job->is_for_git) {
        const char *old_place = arguments[GIT_PATH], *new_place = old_place;
        if (job->options->n_arguments == GIT_RENAMED_ARGUMENTS)
            new_place = arguments[GIT_RENAMED_PATH];
        job->sides[0] = (struct side){.path = arguments[GIT_OLD_FILE], .place = old_place};
        job->sides[1] = (struct side){.path = arguments[GIT_NEW_FILE], .place = new_place};
        job->sides[0].name =
            name_version(old_place, arguments[GIT_OLD_FILE], arguments[GIT_OLD_OBJECT]);
        job->sides[1].name =
            name_version(new_place, arguments[GIT_NEW_FILE], arguments[GIT_NEW_OBJECT]);
    } else {
        for (int s = 0; s < 2; s++) {
            const char *path = arguments[s];
            bool is_empty = strcmp(path, no_file) == 0;
            job->sides[s] = (struct side){
                .path = path,
                .place = is_empty ? path : NULL,
                .name = name_edited(path, s == 0 ? &none : sets),
            };
        }
    }
    if (job->sides[0].name && job->sides[1].name)
        return true;
    diagnose_no_memory();
    return false;
}

/* Open side S, saying what is wrong on FAULTS (may be NULL); the edits of --set are B's. */
static enum status open_side(struct job *job, int s, FILE *faults)
{
    const struct option_values *sets = &job->options->values[OPTION_SET];
    struct edits edits = {sets->items, sets->n, true};
    struct side *side = &job->sides[s];
    return opening_open_as(&side->opening, side->path, side->place, &edits, s == 0 ? 0 : 1, faults);
}

/* Both, so that whatever is wrong with either is told. */
static enum status open_sides(struct job *job)
{
    enum status highest = STATUS_OK;
    for (int s = 0; s < 2; s++) {
        enum status status = open_side(job, s, stderr);
        if (status_exit_code(status) > status_exit_code(highest))
            highest = status;
    }
    return highest;
}

/*
 * The same for git, which shows what is on standard output, and ends where a program that it has
 * called fails: a version that is no scenario is only named. Where neither is one, the file is
 * about something else, and what is wrong with it as a scenario is nobody's concern.
 */
static enum status open_sides_for_git(struct job *job)
{
    enum status statuses[2];
    for (int s = 0; s < 2; s++) {
        statuses[s] = open_side(job, s, NULL);
        if (statuses[s] == STATUS_NO_MEMORY || statuses[s] == STATUS_USAGE)
            return statuses[s];
    }
    if (statuses[0] && statuses[1]) {
        layout_put(stdout, job->sides[1].place, strlen(job->sides[1].place));
        fputs(_(": neither version is a scenario; 'proforma check' says why\n"), stdout);
        return STATUS_FAULTY;
    }
    for (int s = 0; s < 2; s++)
        if (statuses[s]) {
            layout_put(stdout, job->sides[s].name, strlen(job->sides[s].name));
            fputs(_(" is no valid scenario; 'git diff --no-ext-diff' shows its text\n"), stdout);
            return open_side(job, s, stdout);
        }
    return STATUS_OK;
}

static enum status compile(struct job *job)
{
    struct expression outcome = {"of", options_outcome(job->options)};
    enum status status = STATUS_OK;
    for (int s = 1; status == STATUS_OK && s >= 0; s--) {
        struct side *side = &job->sides[s];
        status = expression_compile(side->opening.scenario, &outcome, 1, 0, &side->probe);
        if (status == STATUS_USAGE)
            diagnose_plain(_("that is so in '%s'"), side->name);
    }
    return status;
}

static bool write_diff(const struct diff *diff, enum format format)
{
    if (format == FORMAT_JSON)
        return diff_write_json(stdout, diff);
    if (format == FORMAT_CSV)
        diff_write_csv(stdout, diff);
    else
        diff_write_text(stdout, diff);
    return true;
}

static enum status compare(struct job *job)
{
    const struct side *a = &job->sides[0], *b = &job->sides[1];
    struct diff diff = {
        .names = {a->name, b->name},
        .outcome = options_outcome(job->options),
        .unit = b->probe->items[0].unit,
        .scenarios = {a->opening.scenario, b->opening.scenario},
    };
    struct bridge_end from = {diff.scenarios[0], a->probe}, to = {diff.scenarios[1], b->probe};
    struct error err;
    enum status status = comparison_make(&diff.comparison, diff.scenarios, 2, &err);
    if (status == STATUS_OK)
        status = bridge_make(&diff.bridge, &from, &to, &err);
    if (status == STATUS_OK && !write_diff(&diff, job->options->format))
        status = STATUS_NO_MEMORY;
    if (status != STATUS_OK)
        diagnose_no_memory();
    comparison_fini(&diff.comparison);
    bridge_fini(&diff.bridge);
    return status;
}

static enum status run(struct job *job)
{
    enum status status;
    if (!name_sides(job))
        return STATUS_NO_MEMORY;
    status = job->is_for_git ? open_sides_for_git(job) : open_sides(job);
    if (job->is_for_git && (status == STATUS_FAULTY || status == STATUS_IO))
        return STATUS_OK;
    if (status == STATUS_OK)
        status = compile(job);
    return status == STATUS_OK ? compare(job) : status;
}

/* A path alone comes from git, about a conflict, where git is the caller. */
static enum status check_arguments(const struct options *options)
{
    int n = options->n_arguments;
    if (n == 1)
        return options_usage_error(COMMAND_DIFF, _("'%s' needs %s"), "diff", "A B");
    if (n != 2 && !is_git_call(options))
        return options_usage_error(COMMAND_DIFF, _("unexpected argument '%s'"),
                                   options->arguments[2]);
    if (n == 2 && strcmp(options->arguments[0], "-") == 0 &&
        strcmp(options->arguments[1], "-") == 0)
        return options_usage_error(COMMAND_DIFF, _("standard input can be one of the two only"));
    return STATUS_OK;
}

enum status command_diff(const struct options *options)
{
    struct job job = {.options = options, .is_for_git = is_git_call(options)};
    enum status status;
    if (options->n_arguments == 1 && getenv("GIT_DIFF_PATH_COUNTER")) {
        fputs(_("* Unmerged path "), stdout);
        layout_put(stdout, options->arguments[0], strlen(options->arguments[0]));
        fputc('\n', stdout);
        return STATUS_OK;
    }
    status = check_arguments(options);
    if (status != STATUS_OK)
        return status;
    status = run(&job);
    for (int s = 0; s < 2; s++) {
        probe_free(job.sides[s].probe);
        opening_close(&job.sides[s].opening);
        free(job.sides[s].name);
    }
    return status;
}
