/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the dashboard share: it carries out what the app asks for, in files and on the
 * terminal. What events mean is the app's business. */
#ifndef PROFORMA_CLI_COMMANDS_DASHBOARD_H
#define PROFORMA_CLI_COMMANDS_DASHBOARD_H

#include "app/app.h"
#include "cli/options.h"
#include "draw/theme.h"
#include "io/load.h"
#include "term/terminal.h"

struct dashboard {
    struct app *app;
    struct terminal *terminal; /* NULL until it is open */
    struct canvas canvas;
    struct file *file; /* of the scenario that is shown */
    struct theme theme;
    bool ascii; /* --ascii, or the locale is not UTF-8 */
};

/* Load the theme NAME ("": the one after the present in the order of their names). */
enum status dashboard_load_theme(struct dashboard *dashboard, const char *name, struct error *err);

/* Carry out EFFECT_SAVE, EFFECT_LOAD, EFFECT_COMPARE, EFFECT_REPORT, and answer the app. */
void dashboard_save(struct dashboard *dashboard, const struct app_request *request);
void dashboard_load(struct dashboard *dashboard, const char *path);
void dashboard_compare(struct dashboard *dashboard, const char *path);
void dashboard_report(struct dashboard *dashboard, const char *path);

#endif
