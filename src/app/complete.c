/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completing the command line: commands, actions with their keys, names of lines and views. */
#include "complete.h"

#include <stdio.h>
#include <string.h>

#include "core/text/gettext.h"

enum {
    MENU_ROWS = 10,
    ACTION_COLUMNS = 16,
    KEYS_COLUMNS = 14,
    NAME_COLUMNS = 32,
    NOTE_COLUMNS = 16
};

static bool begins_with(const char *text, const char *stem)
{
    return strncmp(text, stem, strlen(stem)) == 0;
}

/* TEXT as a candidate, behind BEFORE and before AFTER of the line; false if that is too long. */
static bool put(struct candidate *out, const char *before, const char *text, const char *after)
{
    int n = snprintf(out->text, sizeof out->text, "%s%s%s", before, text, after);
    snprintf(out->label, sizeof out->label, "%.*s", APP_STEM_SIZE - 1, text);
    out->keys = "";
    return n >= 0 && (size_t)n < sizeof out->text;
}

static bool first_word(const struct app_tables *tables, const char *stem, size_t i,
                       struct candidate *out)
{
    for (const struct command *command = tables->commands; command->name; command++) {
        if (!begins_with(command->name, stem) || i-- > 0)
            continue;
        const struct action *same = action_find(tables->actions, command->name);
        put(out, "", command->name, strchr(command->usage, ' ') ? " " : "");
        snprintf(out->label, sizeof out->label, "%s", command->usage);
        if (same)
            out->keys = same->keys;
        out->summary = _(command->summary);
        return true;
    }
    for (const struct action *action = tables->actions; action->keys; action++) {
        if (action->name[0] == '\0' || command_find(tables->commands, action->name) ||
            !begins_with(action->name, stem) || i-- > 0)
            continue;
        put(out, "", action->name, "");
        out->keys = action->keys;
        out->summary = _(action->summary);
        return true;
    }
    return false;
}

/* View I whose name goes on from WORD, behind BEFORE of the line. */
static bool view_name(const char *before, const char *word, size_t i, struct candidate *out)
{
    for (size_t at = 0; at < N_VIEWS; at++) {
        if (!begins_with(view_table[at].name, word) || i-- > 0)
            continue;
        out->summary = _(view_table[at].summary);
        return put(out, before, view_table[at].name, "");
    }
    return false;
}

/* The same of a line that can be set; its value is to follow. */
static bool line_name(const struct app *app, const char *before, const char *word, size_t i,
                      struct candidate *out)
{
    const struct model *model = app->scenario->model;
    char name[MODEL_NAME_SIZE];
    for (uint32_t at = 0; at < model->n_lines; at++) {
        const struct line *line = &model->lines[at];
        if (model_is_builtin(model, at))
            continue;
        model_line_name(model, at, name, sizeof name);
        if (!begins_with(name, word) || i-- > 0)
            continue;
        out->summary = line->text ? line->text : "";
        return put(out, before, name, " ");
    }
    return false;
}

/* Whether line INDEX can be an outcome, and whether it is listed among the first, which sum things
 * up. */
static bool is_outcome(const struct model *model, uint32_t index, bool first)
{
    enum section_kind kind = model_section_of(model, index)->kind;
    bool is_summary = kind == SECTION_TOTAL || kind == SECTION_METRICS ||
                      (kind == SECTION_CASH && !model->lines[index].is_series);
    bool is_other = kind <= SECTION_STAGE;
    return first ? is_summary : is_other;
}

/* What may stand in the place of a word. */
enum word_kind { WORD_OUTCOME, WORD_PARAMETER };

/* Name I that goes on from WORD, behind BEFORE of the line: totals, cash and metrics, then the
 * lines of stages. What has a value a month counts by its last one. */
static bool value_name(const struct app *app, enum word_kind kind, const char *before,
                       const char *word, size_t i, struct candidate *out)
{
    const struct model *model = app->scenario->model;
    char name[MODEL_NAME_SIZE], text[MODEL_NAME_SIZE + 8];
    for (uint32_t at = 0; at < 2 * model->n_lines; at++) {
        uint32_t index = at % model->n_lines;
        const struct line *line = &model->lines[index];
        if (!is_outcome(model, index, at < model->n_lines) ||
            (kind == WORD_PARAMETER && line->kind != LINE_PARAMETER && line->n_numbers == 0))
            continue;
        bool is_last = kind == WORD_OUTCOME && line->is_series && line->role == ROLE_NONE;
        model_line_name(model, index, name, sizeof name);
        snprintf(text, sizeof text, is_last ? "last(%s)" : "%s", name);
        if ((!begins_with(name, word) && !begins_with(text, word)) || i-- > 0)
            continue;
        double value =
            line->is_series && line->role == ROLE_NONE
                ? scenario_series(app->scenario, index)[scenario_months(app->scenario) - 1]
                : scenario_named(app->scenario, name);
        number_format_fit(out->note, value, NOTE_COLUMNS);
        out->summary = out->note;
        return put(out, before, text, "");
    }
    return false;
}

/* The last word of `optimize OUTCOME by NAME, NAME subject to CONDITION`, or of `solve GOAL by
 * NAME`. */
static bool question_word(const struct app *app, const char *stem, size_t i, struct candidate *out)
{
    char before[APP_STEM_SIZE];
    size_t n = strlen(stem);
    while (n > 0 && stem[n - 1] != ' ' && stem[n - 1] != ',')
        n--;
    snprintf(before, sizeof before, "%.*s", (int)n, stem);
    bool is_name = strstr(before, " by ") && !strstr(before, " subject to ");
    return value_name(app, is_name ? WORD_PARAMETER : WORD_OUTCOME, before, stem + n, i, out);
}

bool complete_candidate(const struct app *app, const char *stem, size_t i, struct candidate *out)
{
    char name[APP_STEM_SIZE], before[APP_STEM_SIZE + 1];
    size_t n = strcspn(stem, " ");
    const char *word = stem + n + 1;
    if (stem[n] == '\0')
        return first_word(app->tables, stem, i, out);
    snprintf(name, sizeof name, "%.*s", (int)n, stem);
    snprintf(before, sizeof before, "%s ", name);
    const struct command *command = command_find(app->tables->commands, name);
    switch (command ? command->argument : ARGUMENT_OTHER) {
    case ARGUMENT_LINE:
        return !strchr(word, ' ') && line_name(app, before, word, i, out);
    case ARGUMENT_OUTCOME:
        return value_name(app, WORD_OUTCOME, before, word, i, out);
    case ARGUMENT_QUESTION:
        return question_word(app, stem, i, out);
    case ARGUMENT_VIEW:
        return view_name(before, word, i, out);
    case ARGUMENT_OTHER:
        break;
    }
    return false;
}

void complete_cycle(struct app *app, int direction)
{
    struct app_completion *completion = &app->commands.completion;
    struct candidate candidate;
    if (!completion->is_active) {
        if (app->line.size >= sizeof completion->stem)
            return;
        snprintf(completion->stem, sizeof completion->stem, "%.*s", APP_STEM_SIZE - 1,
                 app->line.text);
        completion->at = 0;
    } else if (direction > 0) {
        completion->at++;
    } else if (completion->at > 0) {
        completion->at--;
    }
    if (!complete_candidate(app, completion->stem, completion->at, &candidate)) {
        completion->at = 0;
        if (!complete_candidate(app, completion->stem, 0, &candidate))
            return;
    }
    line_edit_set(&app->line, candidate.text);
    /* one candidate alone is done with: the next Tab is about the next word */
    struct candidate other;
    completion->is_active = complete_candidate(app, completion->stem, 1, &other);
}

void complete_draw(const struct app *app, struct canvas *canvas, struct rect body)
{
    struct candidate candidate;
    bool is_active = app->commands.completion.is_active;
    const char *stem = is_active ? app->commands.completion.stem : app->line.text;
    size_t most =
        body.rows - 1 < MENU_ROWS ? (size_t)(body.rows > 1 ? body.rows - 1 : 0) : (size_t)MENU_ROWS;
    size_t first = is_active && app->commands.completion.at >= most
                       ? app->commands.completion.at - most + 1
                       : 0;
    size_t n = 0;
    while (n < most && complete_candidate(app, stem, first + n, &candidate))
        n++;
    if (n == 0)
        return;
    struct rect menu = rect_part(body, body.rows - (int)n - 1, 0, (int)n + 1, body.columns);
    canvas_fill(canvas, menu, UI_NORMAL, ' ');
    canvas_rule(canvas, menu, 0, NULL);
    bool is_action = !strchr(stem, ' ');
    int label = is_action ? ACTION_COLUMNS : NAME_COLUMNS;
    int summary = label + 2 + (is_action ? KEYS_COLUMNS + 1 : 0);
    for (size_t i = 0; i < n; i++) {
        if (!complete_candidate(app, stem, first + i, &candidate))
            break;
        int row = (int)i + 1;
        bool is_chosen = is_active && first + i == app->commands.completion.at;
        canvas_text_cut(canvas, menu, row, 1, label, is_chosen ? UI_FOCUS : UI_NORMAL,
                        candidate.label);
        canvas_text_cut(canvas, menu, row, label + 2, KEYS_COLUMNS, UI_KEY, candidate.keys);
        canvas_text_cut(canvas, menu, row, summary, menu.columns - summary, UI_MUTED,
                        candidate.summary);
    }
}
