/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mouse: a click on a field, a stage's mark or a tab, the wheel over what it scrolls. */
#include "app/actions/app_mouse.h"

#include "app/actions/app_edit.h"
#include "app/state/app_layout.h"

enum { WHEEL_STEP = 3, MARK_COLUMNS = 2 };

static bool is_in(struct rect rect, const struct ui_event *event)
{
    return event->row >= rect.row && event->row < rect.row + rect.rows &&
           event->column >= rect.column && event->column < rect.column + rect.columns;
}

static void scroll(struct app *app, const struct layout *layout, const struct ui_event *event)
{
    int by = event->action == MOUSE_WHEEL_UP ? -WHEEL_STEP : WHEEL_STEP;
    if (is_in(layout->fields, event))
        fields_scroll(&app->fields, by, layout->fields.rows);
    else if (is_in(layout->view, event))
        app_scroll_view(app, by);
}

static void click_field(struct app *app, const struct layout *layout, const struct ui_event *event)
{
    size_t row = (size_t)(app->fields.top + event->row - layout->fields.row);
    if (row >= app->fields.n)
        return;
    if (app->mode == MODE_EDIT) {
        if (row == app->fields.focus || !app_edit_keep(app))
            return;
    }
    app_focus(app, row);
    bool is_mark = app->fields.rows[row].line == NAMES_NONE &&
                   event->column < layout->fields.column + MARK_COLUMNS;
    if (is_mark || event->action == MOUSE_DOUBLE_CLICK)
        app_edit_field(app);
}

static void click(struct app *app, const struct layout *layout, const struct ui_event *event)
{
    if (app->mode == MODE_VIEW)
        app->mode = MODE_FIELDS;
    if (is_in(layout->tabs, event)) {
        size_t tab = app_tab_at(app, event->column);
        if (tab != SIZE_MAX)
            app_set_view(app, tab);
    } else if (is_in(layout->fields, event)) {
        click_field(app, layout, event);
    }
}

static bool is_wheel(const struct ui_event *event)
{
    return event->action == MOUSE_WHEEL_UP || event->action == MOUSE_WHEEL_DOWN;
}

void app_mouse_event(struct app *app, const struct ui_event *event)
{
    struct layout layout = app_layout(app, app->rows, app->columns);
    if (is_wheel(event))
        scroll(app, &layout, event);
    else
        click(app, &layout, event);
}

void app_mouse_wheel(struct app *app, const struct ui_event *event)
{
    struct layout layout = app_layout(app, app->rows, app->columns);
    if (is_wheel(event))
        scroll(app, &layout, event);
}
