/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last line of the screen: what was said, what is being typed, what is asked, else hints. */
#include "status_line.h"

#include <string.h>

#include "app/actions/app_question.h"
#include "app/actions/app_solve.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum {
    LABEL_SHARE = 40, /* percent of the line that an outcome before a goal's value may take */
    HINT_SHARE = 62,  /* percent of the line that hints may take */
    HINT_LEAST = 30,  /* columns that are theirs in any case, so that help stays in sight */
};

struct hint {
    const char *keys;
    const char *word; /* untranslated */
};

static const struct hint hints_field[] = {
    {"0-9", N_("type")},     {"Enter", N_("edit")}, {"?", N_("help")},    {"u", N_("undo")},
    {"+ -", N_("nudge")},    {"]", N_("view")},     {":", N_("command")}, {"s", N_("save")},
    {"Space", N_("on/off")}, {NULL, NULL},
};

static const struct hint hints_stage[] = {
    {"Space", N_("on/off")}, {"Enter", N_("fold")}, {"?", N_("help")},
    {"l", N_("formulas")},   {"u", N_("undo")},     {"]", N_("view")},
    {":", N_("command")},    {"s", N_("save")},     {NULL, NULL},
};

static const struct hint hints_group[] = {
    {"Enter", N_("fold")}, {"l", N_("formulas")}, {"?", N_("help")},
    {"/", N_("search")},   {"u", N_("undo")},     {"]", N_("view")},
    {":", N_("command")},  {"s", N_("save")},     {NULL, NULL},
};

static const struct hint hints_edit[] = {
    {"Enter", N_("keep")}, {"Tab", N_("next")}, {"Esc", N_("put back")},
    {"F1", N_("help")},    {NULL, NULL},
};

static const struct hint hints_seek[] = {
    {"Enter", N_("take")}, {"Esc", N_("back")}, {"F1", N_("help")}, {NULL, NULL}};

static const struct hint hints_seek_many[] = {{"Enter", N_("take")},
                                              {"Tab", N_("the next")},
                                              {"Esc", N_("back")},
                                              {"F1", N_("help")},
                                              {NULL, NULL}};

static const struct hint hints_seek_none[] = {
    {"Esc", N_("back")}, {"F1", N_("help")}, {NULL, NULL}};

static const struct hint hints_help[] = {
    {"Up Down PgUp PgDn", N_("scroll")},
    {"Esc", N_("close")},
    {NULL, NULL},
};

/* Draw HINTS from COLUMN on, as many as fit before END; the column behind them. */
static int draw_hints(struct canvas *canvas, struct rect row, int column, int end,
                      const struct hint *hints)
{
    for (; hints->keys; hints++) {
        const char *word = _(hints->word);
        int width = (int)strlen(hints->keys) + 1 + text_width(word, strlen(word));
        if (column + width > end)
            break;
        column += canvas_text(canvas, row, 0, column, UI_KEY, hints->keys) + 1;
        column += canvas_text(canvas, row, 0, column, UI_MUTED, word) + 2;
    }
    return column;
}

/* Whether the focused parameter's value lies outside its range. */
static bool is_outside(const struct app *app, const struct field *field)
{
    if (field->line == NAMES_NONE)
        return false;
    const struct line *line = &app->scenario->model->lines[field->line];
    return line->kind == LINE_PARAMETER && (line->value < line->min || line->value > line->max);
}

/* The full name of what is focused, its range and its baseline value, at the right. */
static void draw_focus(const struct app *app, struct canvas *canvas, struct rect row, int from,
                       bool with_name)
{
    const struct field *field = fields_focused(&app->fields);
    char text[ERROR_TEXT_SIZE];
    if (!field)
        return;
    field_describe(app->scenario, app_baseline(app), field, with_name, text, sizeof text);
    int width = text_width(text, strlen(text));
    int room = row.columns - 1 - from;
    enum ui_role role = is_outside(app, field) ? UI_WARNING : UI_MUTED;
    if (width <= room)
        canvas_text_right(canvas, row, 0, row.columns - 1, role, text);
    else
        canvas_text_cut(canvas, row, 0, from, room, role, text);
}

static void draw_idle(const struct app *app, struct canvas *canvas, struct rect row)
{
    const struct field *field = fields_focused(&app->fields);
    const struct hint *hints = hints_group;
    if (field && field->line != NAMES_NONE)
        hints = hints_field;
    else if (field && app->scenario->model->sections[field->section].kind == SECTION_STAGE)
        hints = hints_stage;
    char text[ERROR_TEXT_SIZE] = "";
    if (field)
        field_describe(app->scenario, app_baseline(app), field, true, text, sizeof text);
    int end = row.columns - 3 - text_width(text, strlen(text)); /* with a gap of two */
    int most = row.columns * HINT_SHARE / 100;
    end = bounded(end, HINT_LEAST, most);
    int column = draw_hints(canvas, row, 1, end, hints);
    draw_focus(app, canvas, row, column, true);
}

/* LABEL, the text being typed with the terminal's cursor in it, and in ROLE what is SAID of it; the
 * column behind that. */
static int draw_line(const struct app *app, struct canvas *canvas, struct rect row,
                     const char *label, enum ui_role role, const char *said)
{
    int column = canvas_text(canvas, row, 0, 0, UI_KEY, label);
    int width = row.columns - column;
    if (width < 2)
        return row.columns;
    struct line_edit_window window = line_edit_window(&app->line, width);
    canvas_text_n(canvas, row, 0, column, UI_NORMAL, app->line.text + window.from, window.n);
    canvas->cursor_row = row.row;
    canvas->cursor_column = row.column + column + window.caret_column;
    int used = text_width(app->line.text + window.from, window.n);
    used = used > 0 ? used : 1; /* the caret's column: nothing moves at the first character */
    column += used + 3;
    if (said[0] != '\0' && column < row.columns)
        column += canvas_text_cut(canvas, row, 0, column, row.columns - column, role, said);
    return column;
}

void status_draw_question(const struct app *app, struct canvas *canvas, struct rect row)
{
    const struct question *question = app->question;
    const char *text = question->text ? _(question->text) : app->status.text;
    int choices = 0;
    for (const struct choice *choice = question->choices; choice->key != 0; choice++) {
        const char *label = _(choice->label);
        choices += (int)strlen(choice->keys) + 1 + text_width(label, strlen(label)) + 2;
    }
    int column =
        1 + canvas_text_cut(canvas, row, 0, 1, row.columns - 2 - choices, UI_WARNING, text);
    column += 2;
    for (const struct choice *choice = question->choices; choice->key != 0; choice++) {
        column += canvas_text(canvas, row, 0, column, UI_KEY, choice->keys) + 1;
        column += canvas_text(canvas, row, 0, column, UI_NORMAL, _(choice->label)) + 2;
    }
    canvas->cursor_row = row.row;
    canvas->cursor_column = row.column + (column < row.columns ? column : row.columns - 1);
}

void status_draw_views(const struct app *app, struct canvas *canvas, struct rect row)
{
    (void)app;
    int column = 1 + canvas_text(canvas, row, 0, 1, UI_NORMAL, _("View:")) + 2;
    for (size_t i = 0; i < N_VIEWS; i++) {
        column += canvas_printf(canvas, row, 0, column, UI_KEY, "%zu", i + 1) + 1;
        column += canvas_text(canvas, row, 0, column, UI_NORMAL, _(view_table[i].title)) + 2;
    }
}

void status_draw_edit(const struct app *app, struct canvas *canvas, struct rect row)
{
    if (app->edit.reason[0] != '\0') {
        canvas_text_cut(canvas, row, 0, 1, row.columns - 2,
                        app->edit.is_invalid ? UI_INVALID : UI_WARNING, app->edit.reason);
        return;
    }
    int column = draw_hints(canvas, row, 1, row.columns, hints_edit);
    draw_focus(app, canvas, row, column + 1, false);
}

void status_draw_fields(const struct app *app, struct canvas *canvas, struct rect row)
{
    if (app->status.text[0] != '\0')
        canvas_text_cut(canvas, row, 0, 1, row.columns - 2,
                        app->status.is_error ? UI_BAD : UI_STATUS, app->status.text);
    else
        draw_idle(app, canvas, row);
}

void status_draw_seek(const struct app *app, struct canvas *canvas, struct rect row)
{
    const struct app_seek *seek = &app->seek;
    enum ui_role role = seek->n_values > 0 ? UI_STATUS : UI_WARNING;
    const struct hint *hints = seek->n_values > 1   ? hints_seek_many
                               : seek->n_values > 0 ? hints_seek
                                                    : hints_seek_none;
    char label[OUTCOME_SIZE + 8];
    app_solve_label(app, row.columns * LABEL_SHARE / 100, label, sizeof label);
    int column =
        draw_line(app, canvas, row, label, seek->is_invalid ? UI_INVALID : role, seek->answer);
    draw_hints(canvas, row, column + 3, row.columns, hints);
    if (app->line.size == 0 && !seek->is_fixed) /* what nothing typed means */
        canvas_text(canvas, row, 0, text_width(label, strlen(label)), UI_MUTED, "0");
}

void status_draw_help(const struct app *app, struct canvas *canvas, struct rect row)
{
    (void)app;
    draw_hints(canvas, row, 1, row.columns, hints_help);
}

void status_draw(const struct app *app, struct canvas *canvas, struct rect row)
{
    const struct mode *mode = app_mode(app);
    if (mode->draw_status)
        mode->draw_status(app, canvas, row);
    else
        draw_line(app, canvas, row, _(mode->prompt), app->status.is_error ? UI_BAD : UI_MUTED,
                  app->status.text);
}
