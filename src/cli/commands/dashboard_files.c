/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/folders.h"
#include "io/save.h"
#include "print/report.h"

#include "dashboard.h"

/* Whether PATH can be a file here: the keys come from standard input. */
static enum status check_path(const char *path, struct error *err)
{
    if (strcmp(path, "-") != 0)
        return STATUS_OK;
    return error_set(err, STATUS_IO,
                     _("'-' is standard input, where the keys come from; write './-' for a file"));
}

/* Load and evaluate the scenario at PATH. What is wrong with it is one line in ERR: the first of
 * its errors, with its place. */
static enum status load(const char *path, struct file **file, struct scenario **scenario,
                        struct error *err)
{
    struct source *source = NULL;
    struct messages messages = {0};
    struct file *loaded = NULL;
    enum status status = file_load(path, &loaded, &source, &messages);
    if (status == STATUS_OK)
        status = scenario_new(source, scenario, &messages);
    if (status == STATUS_OK) {
        *file = loaded;
    } else if (messages.n > 0) {
        const struct message *first = &messages.items[0];
        const char *name = source && first->place.file < source->n_files
                               ? source->files[first->place.file].name
                               : path;
        if (first->place.line > 0)
            error_set(err, status, "%s:%u:%u: %s", name, first->place.line, first->place.column,
                      first->text);
        else
            error_set(err, status, "%s: %s", name, first->text);
    } else {
        error_set(err, status, "%s: %s", path, _("out of memory"));
    }
    if (status != STATUS_OK) {
        source_free(source);
        file_free(loaded);
    }
    messages_fini(&messages);
    return status;
}

/* Whether PATH is the file that is shown, so that saving is saving it and not another. */
static bool is_own_path(const struct file *file, const char *path)
{
    return file->real_path && strcmp(file->name, path) == 0;
}

void dashboard_save(struct dashboard *dashboard, const struct app_request *request)
{
    const char *path = request->path;
    char *state = folders_state();
    struct save_target target = {
        .path = is_own_path(dashboard->file, path) ? NULL : path,
        .flags =
            (request->overwrite ? SAVE_OVERWRITE : 0) | (request->in_place ? SAVE_IN_PLACE : 0),
        .state_dir = state,
    };
    struct file *file;
    struct scenario *scenario;
    struct error err = {0};
    enum status status = check_path(path, &err);
    if (status == STATUS_OK)
        status = file_save(dashboard->file, app_scenario(dashboard->app)->source, &target, &err);
    free(state);
    if (status == STATUS_OK)
        status = load(path, &file, &scenario, &err);
    if (status != STATUS_OK) {
        err.status = status;
        app_save_failed(dashboard->app, &err);
        return;
    }
    file_free(dashboard->file);
    dashboard->file = file;
    app_saved(dashboard->app, scenario, file->name);
}

/* Load PATH, which the app asks for; if that fails, the app has been told why. */
static bool load_asked(struct dashboard *dashboard, const char *path, struct file **file,
                       struct scenario **scenario)
{
    struct error err = {0};
    if (check_path(path, &err) == STATUS_OK && load(path, file, scenario, &err) == STATUS_OK)
        return true;
    app_failed(dashboard->app, err.text);
    return false;
}

void dashboard_load(struct dashboard *dashboard, const char *path)
{
    struct file *file;
    struct scenario *scenario;
    if (!load_asked(dashboard, path, &file, &scenario))
        return;
    file_free(dashboard->file);
    dashboard->file = file;
    app_loaded(dashboard->app, scenario, file->name);
}

void dashboard_compare(struct dashboard *dashboard, const char *path)
{
    struct file *file;
    struct scenario *scenario;
    if (!load_asked(dashboard, path, &file, &scenario))
        return;
    app_compared(dashboard->app, scenario, file->name);
    file_free(file);
}

/* The text report of what is shown, as a malloc'ed text; NULL when out of memory. */
static char *render_report(const struct scenario *scenario, size_t *size)
{
    struct report report;
    struct error err = {0};
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, size);
    bool is_whole = out && report_init(&report, scenario, &err) == STATUS_OK;
    if (!out)
        return NULL;
    if (is_whole)
        report_write_text(out, &report);
    report_fini(&report);
    if (fclose(out) != 0 || !is_whole) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

void dashboard_report(struct dashboard *dashboard, const char *path)
{
    struct save_target target = {.path = path};
    struct error err;
    size_t size = 0;
    char *bytes = render_report(app_scenario(dashboard->app), &size);
    char text[ERROR_TEXT_SIZE];
    enum status status = bytes ? file_write(bytes, size, &target, &err) : error_no_memory(&err);
    if (status == STATUS_CHANGED)
        error_set(&err, status, _("'%.200s' exists; write the report under another name"), path);
    snprintf(text, sizeof text, _("report written to '%.200s'"), path);
    if (status == STATUS_OK)
        app_notice(dashboard->app, text);
    else
        app_failed(dashboard->app, err.text);
    free(bytes);
}
