/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things are on the dashboard's screen. */
#ifndef PROFORMA_APP_STATE_APP_LAYOUT_H
#define PROFORMA_APP_STATE_APP_LAYOUT_H

#include "app/state/app_state.h"

/* The parts of a screen. */
struct layout {
    bool is_too_small;
    struct rect title, tabs, fields, view, targets, status;
    struct rect body; /* fields and view together */
    struct rect page; /* all but the title, the tabs and the status line */
};
struct layout app_layout(const struct app *app, int rows, int columns);
/* Whether a screen of COLUMNS has the column of what +1 % of each field does. */
bool app_shows_effects(int columns);

/* How the tabs go into their row. */
struct tabs {
    int gap;         /* columns between two */
    bool is_short;   /* all but the active one show their number alone */
    bool is_crowded; /* what is said about scrolling behind them has to be short */
};
/* The roomiest way that fits into COLUMNS. */
struct tabs app_tabs(const struct app *app, int columns);
/* Columns of the tab of view I, its blanks included: " 1 Summary ", or " 1 ". */
int app_tab_columns(const struct app *app, const struct tabs *tabs, size_t i);
/* The view whose tab stands at COLUMN of the row of tabs, or SIZE_MAX. */
size_t app_tab_at(const struct app *app, int column);

#endif
