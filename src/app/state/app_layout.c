/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/state/app_layout.h"

#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum {
    ROOMY_ROWS = 30,       /* from here on there is room for blank lines */
    WIDE_COLUMNS = 100,    /* from here on ranges and baseline values have columns */
    EFFECTS_COLUMNS = 120, /* from here on what +1 % does has one */
    GAP = 2,               /* between fields and view */
    MIN_LIST = 28,
    VIEW_SHARE = 45,   /* percent of the columns that the view has at least */
    MORE_COLUMNS = 14, /* of the word about scrolling that shares the row of tabs */
    MORE_SHORT_COLUMNS = 7,
};

bool app_shows_effects(int columns)
{
    return columns >= EFFECTS_COLUMNS;
}

struct layout app_layout(const struct app *app, int rows, int columns)
{
    struct layout layout = {.is_too_small = rows < APP_MIN_ROWS || columns < APP_MIN_COLUMNS};
    if (layout.is_too_small)
        return layout;
    int blank = rows >= ROOMY_ROWS ? 1 : 0;
    int list = fields_columns(&app->fields, columns >= WIDE_COLUMNS, app_shows_effects(columns));
    int most = columns - GAP - columns * VIEW_SHARE / 100;
    list = bounded(list, MIN_LIST, most);
    struct rect all = {.rows = rows, .columns = columns};
    layout.title = rect_part(all, 0, 0, 1, columns);
    layout.tabs = rect_part(all, 1, 0, 1, columns);
    layout.body = rect_part(all, 2 + blank, 0, rows - 4 - 2 * blank, columns);
    layout.fields = rect_part(layout.body, 0, 0, layout.body.rows, list);
    layout.view = rect_part(layout.body, 0, list + GAP, layout.body.rows, columns);
    layout.targets = rect_part(all, rows - 2, 0, 1, columns);
    layout.status = rect_part(all, rows - 1, 0, 1, columns);
    layout.page = rect_part(all, 2, 0, rows - 3, columns);
    return layout;
}

int app_tab_columns(const struct app *app, const struct tabs *tabs, size_t i)
{
    const char *title = _(view_table[i].title);
    return tabs->is_short && i != app->view ? 3 : 4 + text_width(title, strlen(title));
}

struct tabs app_tabs(const struct app *app, int columns)
{
    struct tabs tabs = {.gap = 1};
    int width = 0;
    for (size_t i = 0; i < N_VIEWS; i++)
        width += app_tab_columns(app, &tabs, i);
    if (width + N_VIEWS - 1 + MORE_COLUMNS > columns)
        tabs = (struct tabs){.is_crowded = true};
    if (width + MORE_SHORT_COLUMNS > columns)
        tabs = (struct tabs){.is_short = true};
    return tabs;
}

size_t app_tab_at(const struct app *app, int column)
{
    struct tabs tabs = app_tabs(app, app->columns);
    for (size_t i = 0; i < N_VIEWS; i++) {
        int width = app_tab_columns(app, &tabs, i);
        if (column >= 0 && column < width)
            return i;
        column -= width + tabs.gap;
    }
    return SIZE_MAX;
}
