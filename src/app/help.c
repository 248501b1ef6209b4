/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: the focused line, then the keys for where one stands, from the table of actions. */
#include "help.h"

#include <stdio.h>
#include <string.h>

#include "app/state/app_layout.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum { KEYS_COLUMNS = 16, WHEEL_STEP = 3 };

/* A page that is written line by line, the part from row `skip` on being drawn. */
struct page {
    const struct app_tables *tables;
    struct canvas *canvas;
    struct rect rect;
    int skip;
    int n; /* lines so far */
};

static void write_heading(struct page *page, const char *text)
{
    if (page->n > 0)
        page->n++;
    canvas_text_cut(page->canvas, page->rect, page->n++ - page->skip, 1, page->rect.columns - 2,
                    UI_TITLE, text);
}

/* TEXT from COLUMN on, broken between words; at least one line. */
static void write_wrapped(struct page *page, int column, const char *text)
{
    int columns = page->rect.columns - 1 - column;
    do {
        size_t n = text_row(text, strlen(text), columns, text_width);
        if (text_width(text, n) > columns)
            n = text_fit(text, n, columns, NULL);
        canvas_text_n(page->canvas, page->rect, page->n++ - page->skip, column, UI_NORMAL, text, n);
        text += n;
        if (n == 0) /* no room for a single character */
            break;
        text += strspn(text, " ");
    } while (text[0] != '\0');
}

static void write_row(struct page *page, const char *keys, const char *text)
{
    canvas_text_cut(page->canvas, page->rect, page->n - page->skip, 1, KEYS_COLUMNS - 1, UI_KEY,
                    keys);
    write_wrapped(page, 1 + KEYS_COLUMNS, text);
}

static void write_text(struct page *page, const char *text)
{
    if (text && text[0] != '\0')
        write_wrapped(page, 1, text);
}

static const struct {
    enum key_context context;
    enum key_group group;
    const char *title;
} groups[] = {
    {CONTEXT_EDIT, GROUP_EDIT, N_("While a value is typed")},
    {CONTEXT_SOLVE, GROUP_EDIT, N_("While a goal is sought")},
    {CONTEXT_FIELDS, GROUP_MOVE, N_("Moving among the fields")},
    {CONTEXT_FIELDS, GROUP_EDIT, N_("Changing values")},
    {CONTEXT_FIELDS, GROUP_VIEW, N_("Views")},
    {CONTEXT_FIELDS, GROUP_FILE, N_("Files, and the rest")},
    {CONTEXT_LINE, GROUP_TYPE, N_("While a text is typed: commands, searches, values")},
    {CONTEXT_HELP, GROUP_READ, N_("In this help")},
};

static void write_group(struct page *page, size_t group)
{
    write_heading(page, _(groups[group].title));
    for (const struct action *action = page->tables->actions; action->keys; action++)
        if (action->context == groups[group].context && action->group == groups[group].group)
            write_row(page, action->keys, _(action->summary));
}

/* What is known of the focused line. */
static void write_focus(struct page *page, const struct app *app)
{
    const struct field *field = fields_focused(&app->fields);
    if (!field)
        return;
    const struct model *model = app->scenario->model;
    const struct section *section = &model->sections[field->section];
    char text[ERROR_TEXT_SIZE];
    if (field->line == NAMES_NONE) {
        snprintf(text, sizeof text, "[%s]", section->name);
        write_heading(page, text);
        if (section->title && strcmp(section->title, section->name) != 0)
            write_text(page, section->title);
        write_text(page, section->note);
        return;
    }
    const struct line *line = &model->lines[field->line];
    snprintf(text, sizeof text, "%s.%s = %s", section->name, line->name,
             line->text ? line->text : "");
    write_heading(page, text);
    if (strcmp(model_label(line), line->name) != 0)
        write_text(page, model_label(line));
    write_text(page, line->note);
    if (line->source) {
        snprintf(text, sizeof text, _("source: %s"), line->source);
        write_text(page, text);
    }
}

static void write_commands(struct page *page)
{
    char usage[64];
    write_heading(page, _("Commands, after ':'"));
    for (const struct command *command = page->tables->commands; command->name; command++) {
        snprintf(usage, sizeof usage, ":%s", command->usage);
        write_row(page, usage, _(command->summary));
    }
    write_text(page, _("Every action above is a command as well: Tab lists their names."));
}

static void write_views(struct page *page)
{
    char name[64];
    write_heading(page, _("What the views show"));
    for (size_t i = 0; i < N_VIEWS; i++) {
        snprintf(name, sizeof name, "v %zu %s", i + 1, _(view_table[i].title));
        write_row(page, name, _(view_table[i].summary));
    }
}

/* The groups of keys that count in CONTEXT, with what belongs to them. */
static void write_context(struct page *page, enum key_context context)
{
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        if (groups[i].context != context)
            continue;
        write_group(page, i);
        if (groups[i].group == GROUP_VIEW)
            write_views(page);
    }
    if (context == CONTEXT_LINE)
        write_commands(page);
}

/* All of it; the lines it takes. */
static int write_page(const struct app *app, struct canvas *canvas, struct rect rect, int skip)
{
    struct page page = {.tables = app->tables, .canvas = canvas, .rect = rect, .skip = skip};
    enum key_context here = app->tables->modes[app->mode_below].context;
    bool is_typing = here == CONTEXT_EDIT || here == CONTEXT_SOLVE;
    write_focus(&page, app);
    write_text(&page, here == CONTEXT_EDIT
                          ? _("A number without a unit keeps the old one; what is no number is a "
                              "formula.")
                          : _("Type a number over a value: everything follows every keystroke."));
    if (app_shows_effects(app->columns))
        write_text(&page, _("Beside each field stands what +1 % of it does to the outcome, by the "
                            "exact derivative; * where that is on a kink."));
    write_context(&page, here);
    if (is_typing) /* the line editor's keys count there as well */
        write_context(&page, CONTEXT_LINE);
    for (enum key_context context = 0; context < N_KEY_CONTEXTS; context++)
        if (context != here && !(is_typing && context == CONTEXT_LINE))
            write_context(&page, context);
    write_heading(&page, _("Mouse"));
    write_text(&page,
               _("A click focuses a field, folds a stage at its mark, or chooses a tab; a double "
                 "click edits. The wheel scrolls what is under it."));
    write_text(&page, _("Shift selects text as usual; :set mouse off leaves the mouse to the "
                        "terminal."));
    return page.n;
}

void help_draw(const struct app *app, struct canvas *canvas, struct rect rect)
{
    canvas_fill(canvas, rect, UI_NORMAL, ' ');
    write_page(app, canvas, rect, app->help_scroll);
}

static struct rect help_rect(const struct app *app)
{
    struct layout layout = app_layout(app, app->rows, app->columns);
    return layout.page;
}

void help_open(struct app *app)
{
    app->mode_below = app->mode;
    app->mode = MODE_HELP;
    app->help_scroll = 0;
}

void help_close(struct app *app)
{
    app->mode = app->mode_below;
}

void help_scroll(struct app *app, int by)
{
    struct canvas nowhere = {0};
    struct rect rect = help_rect(app);
    int most = write_page(app, &nowhere, rect, 0) - rect.rows;
    app->help_scroll = bounded(app->help_scroll + by, 0, greater(most, 0));
}

void help_scroll_pages(struct app *app, int pages)
{
    help_scroll(app, pages * (help_rect(app).rows - 2));
}

void help_mouse(struct app *app, const struct ui_event *event)
{
    if (event->action == MOUSE_WHEEL_UP || event->action == MOUSE_WHEEL_DOWN)
        help_scroll(app, event->action == MOUSE_WHEEL_UP ? -WHEEL_STEP : WHEEL_STEP);
}
