/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard's loop: events in, effects carried out, one drawing for all that is pending. */
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/diagnose.h"
#include "cli/opening.h"
#include "core/text/text.h"
#include "io/save.h"
#include "views/view.h"

#include "dashboard.h"

static const char default_theme[] = "dark";

/* The name of a view that WORD may have been meant to be, or NULL. */
static const char *nearest_view(const char *word)
{
    const char *near = NULL;
    int edits = TEXT_FAR;
    for (int i = 0; i < N_VIEWS; i++)
        if (text_is_nearer(word, view_table[i].name, &edits))
            near = view_table[i].name;
    return near;
}

static enum status check_options(const struct options *options)
{
    const char *view = options_value(options, OPTION_VIEW);
    if (options->n_arguments > 0 && strcmp(options->arguments[0], "-") == 0)
        return options_usage_error(
            COMMAND_DASHBOARD, _("the dashboard reads no standard input; use 'proforma report -'"));
    if (view && view_find(view) == SIZE_MAX) {
        const char *near = nearest_view(view);
        if (near)
            return options_usage_error(COMMAND_DASHBOARD,
                                       _("unknown view '%s'; did you mean '%s'?"), view, near);
        return options_usage_error(COMMAND_DASHBOARD, _("unknown view '%s'"), view);
    }
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return options_usage_error(COMMAND_DASHBOARD,
                                   _("the dashboard needs a terminal; use 'proforma report FILE' "
                                     "or 'proforma check FILE'"));
    return STATUS_OK;
}

static void update_charset(struct dashboard *dashboard)
{
    dashboard->canvas.utf8 = !dashboard->ascii && !dashboard->theme.ascii;
}

static void change_theme(struct dashboard *dashboard, const char *name)
{
    struct error err = {0};
    char text[2 * THEME_NAME_SIZE];
    if (dashboard_load_theme(dashboard, name, &err)) {
        app_failed(dashboard->app, err.text);
        return;
    }
    terminal_set_theme(dashboard->terminal, &dashboard->theme);
    update_charset(dashboard);
    snprintf(text, sizeof text, _("theme %s"), dashboard->theme.name);
    app_notice(dashboard->app, text);
}

/* Carry out what the app asks for; false where it is to end. A save that failed keeps it going,
 * since the app then has unsaved edits still. */
static bool carry_out(struct dashboard *dashboard)
{
    const struct app_request *request = app_request(dashboard->app);
    unsigned effects = request->effects;
    if (effects & EFFECT_SAVE)
        dashboard_save(dashboard, request);
    if (effects & EFFECT_LOAD)
        dashboard_load(dashboard, request->path);
    if (effects & EFFECT_COMPARE)
        dashboard_compare(dashboard, request->path);
    if (effects & EFFECT_REPORT)
        dashboard_report(dashboard, request->path);
    if (effects & EFFECT_THEME)
        change_theme(dashboard, request->theme);
    if (effects & EFFECT_MOUSE)
        terminal_set_mouse(dashboard->terminal, request->mouse);
    if (effects & EFFECT_REPAINT)
        terminal_repaint(dashboard->terminal);
    if (effects & EFFECT_SUSPEND)
        terminal_suspend(dashboard->terminal);
    return !(effects & EFFECT_QUIT) || ((effects & EFFECT_SAVE) && app_is_edited(dashboard->app));
}

/* False where the app asks to end. Without memory for a larger canvas the one that is there is
 * drawn: nobody's edits end for that. */
static bool handle(struct dashboard *dashboard, const struct ui_event *event)
{
    if (event->kind == EVENT_RESIZE)
        (void)canvas_resize(&dashboard->canvas, event->rows, event->columns);
    app_update(dashboard->app, event);
    return carry_out(dashboard);
}

static void draw(struct dashboard *dashboard)
{
    app_prepare(dashboard->app);
    app_draw(dashboard->app, &dashboard->canvas);
    terminal_present(dashboard->terminal, &dashboard->canvas);
}

/* Say that a save was once cut short, as what it left may hold somebody's work. */
static void tell_of_leftover(struct dashboard *dashboard)
{
    char *name = file_find_leftover(dashboard->file);
    char text[ERROR_TEXT_SIZE];
    if (!name)
        return;
    snprintf(text, sizeof text, _("'%.200s' is left from a save that was cut short"), name);
    app_failed(dashboard->app, text);
    free(name);
}

/* Make the edit ASSIGNMENT as if it had been typed, so that it can be undone and saved. */
static void set(struct dashboard *dashboard, const char *assignment)
{
    char *command = NULL;
    if (asprintf(&command, "set %s", assignment) < 0)
        return;
    app_command(dashboard->app, command);
    carry_out(dashboard);
    free(command);
}

static void begin(struct dashboard *dashboard, const struct options *options)
{
    struct ui_event size = {.kind = EVENT_RESIZE};
    const struct option_values *sets = &options->values[OPTION_SET];
    const char *view = options_value(options, OPTION_VIEW);
    terminal_size(dashboard->terminal, &size.rows, &size.columns);
    handle(dashboard, &size);
    for (int i = 0; i < sets->n; i++)
        set(dashboard, sets->items[i]);
    if (view)
        app_show_view(dashboard->app, view);
    if (terminal_notice(dashboard->terminal))
        app_notice(dashboard->app, terminal_notice(dashboard->terminal));
    tell_of_leftover(dashboard);
    draw(dashboard);
}

/* Until the user quits (true), or there is no one there any more (false). */
static bool loop(struct dashboard *dashboard)
{
    struct ui_event event;
    while (terminal_wait(dashboard->terminal, -1, &event) == TERMINAL_EVENT) {
        if (!handle(dashboard, &event))
            return true;
        if (!terminal_has_more(dashboard->terminal))
            draw(dashboard);
    }
    return false;
}

/* End as the signal that asked for it does, so that whoever started the program sees it. */
static enum status end_by(int number)
{
    if (number == 0)
        return STATUS_IO;
    signal(number, SIG_DFL);
    raise(number);
    return STATUS_IO;
}

static enum status run(struct dashboard *dashboard, const struct options *options)
{
    const char *no_color = getenv("NO_COLOR");
    struct terminal_options terminal = {
        .theme = &dashboard->theme,
        .no_color = no_color && *no_color,
        .mouse = !options_has(options, OPTION_NO_MOUSE),
    };
    struct error err = {0};
    enum status status = terminal_open(&terminal, &dashboard->terminal, &err);
    int number;
    if (status != STATUS_OK) {
        diagnose_plain(_("%s; use 'proforma report FILE'"), err.text);
        return status;
    }
    update_charset(dashboard);
    begin(dashboard, options);
    if (!loop(dashboard)) {
        number = terminal_signal(dashboard->terminal);
        terminal_close(dashboard->terminal);
        return end_by(number);
    }
    terminal_close(dashboard->terminal);
    return STATUS_OK;
}

/* Whether the edits of the command line are right: said before the screen is taken over. */
static enum status check_edits(const char *name, const struct options *options)
{
    struct opening opening;
    enum status status = opening_open_with(&opening, name, options);
    if (status == STATUS_OK)
        opening_close(&opening);
    return status;
}

/* The scenario, as it is in its file, into the app; what is wrong has been printed. */
static enum status open_scenario(struct dashboard *dashboard, const struct options *options)
{
    const char *name = options->n_arguments > 0 ? options->arguments[0] : NULL;
    struct opening opening;
    enum status status = options_has(options, OPTION_SET) ? check_edits(name, options) : STATUS_OK;
    if (status == STATUS_OK)
        status = opening_open(&opening, name, NULL, 0);
    if (status != STATUS_OK)
        return status;
    dashboard->file = opening.file;
    status = app_new(opening.scenario, name ? name : "", &dashboard->app);
    if (status != STATUS_OK) {
        scenario_free(opening.scenario);
        diagnose_no_memory();
    }
    return status;
}

enum status command_dashboard(const struct options *options)
{
    struct dashboard dashboard = {0};
    struct error err = {0};
    const char *theme = options_value(options, OPTION_THEME);
    enum status status = check_options(options);
    if (status != STATUS_OK)
        return status;
    dashboard.ascii =
        options_has(options, OPTION_ASCII) || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    status = dashboard_load_theme(&dashboard, theme ? theme : default_theme, &err);
    if (status != STATUS_OK)
        diagnose_plain("%s", err.text);
    else
        status = open_scenario(&dashboard, options);
    if (status == STATUS_OK)
        status = run(&dashboard, options);
    app_free(dashboard.app);
    file_free(dashboard.file);
    canvas_fini(&dashboard.canvas);
    return status;
}
