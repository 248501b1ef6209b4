/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of the screen: the title, the tabs; fields and view in it. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/state/app_layout.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "status_line.h"

enum {
    ARROW_UP = 0x2191,
    ARROW_DOWN = 0x2193,
};

/* The file's name without its folders. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] != '\0' ? slash + 1 : path;
}

static void draw_title(const struct app *app, struct canvas *canvas, struct rect row)
{
    const struct model *model = app->scenario->model;
    const char *file = app->file[0] != '\0' ? base_name(app->file) : _("not saved yet");
    char facts[128];
    uint32_t months = scenario_months(app->scenario);
    const struct period *period = calendar_period(&model->calendar);
    snprintf(facts, sizeof facts, "%s  %u %s", model->currency, (unsigned)months,
             ngettext(period->name, period->plural, months));
    int end = canvas_text_right(canvas, row, 0, row.columns - 1, UI_MUTED, facts) - 3;
    if (app_is_edited(app))
        canvas_put(canvas, row, 0, end - 1, UI_CHANGED, '*');
    end -= 2;
    int width = lesser(text_width(file, strlen(file)), row.columns / 3);
    canvas_text_cut(canvas, row, 0, end - width, width, UI_NORMAL, file);
    bool has_title = model->title && model->title[0] != '\0';
    canvas_text_cut(canvas, row, 0, 1, end - width - 3, has_title ? UI_TITLE : UI_MUTED,
                    model_title(model));
}

static void draw_tabs(const struct app *app, struct canvas *canvas, struct rect row)
{
    struct tabs tabs = app_tabs(app, row.columns);
    int column = 0;
    for (size_t i = 0; i < N_VIEWS; i++) {
        enum ui_role role = i == app->view ? UI_TAB_ACTIVE : UI_TAB;
        int width = app_tab_columns(app, &tabs, i);
        struct rect tab = rect_part(row, 0, column, 1, width);
        canvas_fill(canvas, tab, role, ' ');
        canvas_printf(canvas, tab, 0, 1, role, "%zu", i + 1);
        canvas_text(canvas, rect_part(tab, 0, 0, 1, width - 1), 0, 3, role, _(view_table[i].title));
        column += width + tabs.gap;
    }
}

/* What the column of effects is about, in the blank row above the fields. */
static void draw_effects_title(const struct fields_look *look, struct canvas *canvas,
                               const struct layout *layout, const char *outcome)
{
    struct rect row =
        rect_part(canvas_rect(canvas), layout->fields.row - 1, 0, 1, layout->fields.columns);
    char text[OUTCOME_SIZE + 32];
    snprintf(text, sizeof text, _("%s by +1 %%"), outcome);
    int end = fields_effect_end(look, layout->fields.columns),
        width = text_width(text, strlen(text));
    canvas_text_cut(canvas, row, 0, width < end ? end - width : 0, end, UI_MUTED, text);
}

static void draw_fields(const struct app *app, struct canvas *canvas, const struct layout *layout)
{
    const struct analyses *analyses = &app->analyses;
    struct fields_look look = {
        .fields = &app->fields,
        .scenario = app->scenario,
        .baseline = app_baseline(app),
        .edit = app->mode == MODE_EDIT ? &app->line : NULL,
        .is_invalid = app->edit.is_invalid,
        .search = app->mode == MODE_SEARCH ? app->search : "",
        .has_effects = app_shows_effects(canvas->columns),
        .effects = analyses_has_effects(analyses) ? &analyses->tornado.sensitivity : NULL,
    };
    struct rect rect = layout->fields;
    fields_draw(&look, canvas, rect);
    if (look.has_effects && look.effects && rect.row > layout->tabs.row + 1)
        draw_effects_title(&look, canvas, layout, analyses->outcome);
    /* marks between the list and the view where the list goes on */
    if (app->fields.top > 0)
        canvas_put(canvas, layout->body, 0, rect.columns, UI_MUTED, canvas->utf8 ? ARROW_UP : '^');
    if ((size_t)(app->fields.top + rect.rows) < app->fields.n)
        canvas_put(canvas, layout->body, rect.rows - 1, rect.columns, UI_MUTED,
                   canvas->utf8 ? ARROW_DOWN : 'v');
}

static void draw_view(const struct app *app, struct canvas *canvas, const struct layout *layout)
{
    struct view_input input = app_view_input(app);
    int rows = layout->view.rows;
    int height = view_table[app->view].draw(&input, canvas, layout->view);
    bool above = app->view_scroll > 0;
    bool below = height > app->view_scroll + rows;
    if (!above && !below)
        return;
    bool is_short = app_tabs(app, layout->tabs.columns).is_crowded;
    const char *more = below ? _("J more below") : _("K more above");
    if (is_short)
        more = below ? _("J more") : _("K more");
    canvas_text_right(canvas, layout->tabs, 0, layout->tabs.columns - 1, UI_MUTED,
                      above && below && !is_short ? _("J K more") : more);
}

/* The text that fits best into a screen that is too small for anything else. */
static void draw_too_small(const struct app *app, struct canvas *canvas)
{
    char text[4][128];
    struct rect all = canvas_rect(canvas);
    snprintf(text[0], sizeof text[0], _("This terminal is %dx%d, proforma needs at least %dx%d"),
             canvas->columns, canvas->rows, APP_MIN_COLUMNS, APP_MIN_ROWS);
    snprintf(text[1], sizeof text[1], _("proforma needs %dx%d, this is %dx%d"), APP_MIN_COLUMNS,
             APP_MIN_ROWS, canvas->columns, canvas->rows);
    snprintf(text[2], sizeof text[2], _("needs %dx%d"), APP_MIN_COLUMNS, APP_MIN_ROWS);
    snprintf(text[3], sizeof text[3], "%dx%d", APP_MIN_COLUMNS, APP_MIN_ROWS);
    size_t i = 0;
    while (i < 3 && text_width(text[i], strlen(text[i])) > canvas->columns)
        i++;
    canvas_text_cut(canvas, all, 0, 0, canvas->columns, UI_NORMAL, text[i]);
    if (app_mode(app)->asks && canvas->rows > 1)
        status_draw(app, canvas, rect_part(all, canvas->rows - 1, 0, 1, canvas->columns));
}

/* Fields, view and what is always in sight. */
static void draw_body(const struct app *app, struct canvas *canvas, const struct layout *layout)
{
    struct view_input input = app_view_input(app);
    draw_view(app, canvas, layout);
    draw_fields(app, canvas, layout); /* later: a long text being typed goes over the view */
    view_draw_targets(&input, canvas, layout->targets);
}

void app_draw(const struct app *app, struct canvas *canvas)
{
    const struct mode *mode = app_mode(app);
    canvas_clear(canvas);
    struct layout layout = app_layout(app, canvas->rows, canvas->columns);
    if (layout.is_too_small) {
        draw_too_small(app, canvas);
        return;
    }
    draw_title(app, canvas, layout.title);
    draw_tabs(app, canvas, layout.tabs);
    if (mode->draw_page)
        mode->draw_page(app, canvas, layout.page);
    else
        draw_body(app, canvas, &layout);
    status_draw(app, canvas, layout.status);
    if (mode->draw_menu)
        mode->draw_menu(app, canvas, layout.body);
}
