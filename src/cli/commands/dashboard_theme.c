/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/folders.h"
#include "core/text/gettext.h"
#include "io/theme_load.h"

#include "dashboard.h"

enum { N_FOLDERS = 2 };

static enum status set_entry(void *user, const char *section, const char *key, const char *value,
                             struct error *err)
{
    return theme_set(user, section, key, value, err);
}

static enum status load(struct theme *out, const char *name, const char *const *folders,
                        struct error *err)
{
    struct theme theme;
    const char *base = strrchr(name, '/');
    char plain[THEME_NAME_SIZE];
    size_t n;
    enum status status;
    snprintf(plain, sizeof plain, "%s", base ? base + 1 : name);
    n = strlen(plain);
    if (n > 4 && strcmp(plain + n - 4, ".ini") == 0)
        plain[n - 4] = '\0';
    theme_init(&theme, plain);
    status = theme_load(name, folders, &(struct theme_sink){set_entry, &theme}, err);
    if (status == STATUS_OK)
        *out = theme;
    return status;
}

/* Load the theme whose name follows that of the present one, passing over faulty ones. */
static enum status load_next(struct theme *theme, const char *const *folders, struct error *err)
{
    char *names[THEME_MAX_NAMES];
    size_t n = theme_names(folders, names), present = n > 0 ? n - 1 : 0;
    enum status status = n > 0 ? STATUS_FAULTY : STATUS_OK;
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], theme->name) == 0)
            present = i;
    for (size_t i = 1; i <= n && status; i++)
        status = load(theme, names[(present + i) % n], folders, err);
    for (size_t i = 0; i < n; i++)
        free(names[i]);
    return status;
}

/* Add to ERR, which says that there is no theme NAME, those that there are. */
static void list_names(const char *const *folders, struct error *err)
{
    char *names[THEME_MAX_NAMES];
    size_t n = theme_names(folders, names);
    for (size_t i = 0; i < n; i++) {
        size_t used = strlen(err->text);
        snprintf(err->text + used, sizeof err->text - used, "%s%s",
                 i == 0 ? _("; there are ") : ", ", names[i]);
        free(names[i]);
    }
}

enum status dashboard_load_theme(struct dashboard *dashboard, const char *name, struct error *err)
{
    char *own = folders_themes();
    const char *const folders[N_FOLDERS + 1] = {own ? own : "", PKGDATADIR "/themes", NULL};
    enum status status = *name ? load(&dashboard->theme, name, folders, err)
                               : load_next(&dashboard->theme, folders, err);
    if (status == STATUS_NOT_FOUND)
        list_names(folders, err);
    free(own);
    return status;
}
