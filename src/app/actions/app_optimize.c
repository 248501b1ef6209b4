/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * :optimize and :minimize. The values found are put into the scenario at once, so that every view
 * shows what they come to, and a question asks whether to take them: then they are one edit. Put
 * back, they leave no trace.
 */
#include "app/actions/app_optimize.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/optimize/optimize.h"
#include "analysis/probe/variable.h"
#include "app/actions/app_question.h"
#include "app/fields/words.h"
#include "app/state/app_apply.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum { MOST_ITEMS = 32, VALUE_COLUMNS = 16 };

/* A command line taken apart, and the answer to it. */
struct question_asked {
    char text[LINE_EDIT_SIZE];
    const char *names[MOST_ITEMS], *conditions[MOST_ITEMS];
    size_t n_names, n_conditions;
    uint32_t fields[MOST_ITEMS];
    struct optimize_request request;
    struct optimum optimum;
};

/* ---- The command line ---- */

/* The parts of TEXT between commas, or where BY_BLANKS between blanks as well, that stand in no
 * brackets, into ITEMS; how many, MOST_ITEMS + 1 where there are more. */
static size_t split(char *text, bool by_blanks, const char **items)
{
    size_t n = 0;
    int depth = 0;
    char *begin = text;
    for (char *at = text;; at++) {
        char c = *at;
        depth += (c == '(') - (c == ')');
        if (c != '\0' && (depth > 0 || (c != ',' && !(by_blanks && c == ' '))))
            continue;
        *at = '\0';
        begin = text_trim_in_place(begin);
        if (*begin != '\0' && n == MOST_ITEMS)
            return MOST_ITEMS + 1;
        if (*begin != '\0')
            items[n++] = begin;
        begin = at + 1;
        if (c == '\0')
            return n;
    }
}

/* The parameters to vary, the focused one where none is named; false with a word about it. */
static bool find_fields(struct app *app, struct question_asked *asked)
{
    const struct model *model = app->scenario->model;
    const struct field *focused = fields_focused(&app->fields);
    struct error err = {.text = ""};
    if (asked->n_names == 0) {
        if (!focused || focused->line == NAMES_NONE || !variable_is(&model->lines[focused->line])) {
            app_fail(app, "%s", _("select a parameter, or name some: by NAME, NAME"));
            return false;
        }
        asked->fields[0] = focused->line;
    }
    for (size_t i = 0; i < asked->n_names; i++)
        if (variable_find(model, asked->names[i], &asked->fields[i], &err) != STATUS_OK) {
            app_fail_with(app, &err);
            return false;
        }
    asked->request.n_fields = asked->n_names > 0 ? asked->n_names : 1;
    return true;
}

/* Take ARGUMENTS apart: [OUTCOME] [by NAME, ...] [subject to CONDITION, ...]. */
static bool read_arguments(struct app *app, const char *arguments, struct question_asked *asked)
{
    snprintf(asked->text, sizeof asked->text, "%s", arguments);
    char *conditions = words_cut_before(asked->text, "subject to");
    char *names = words_cut_before(asked->text, "by");
    const char *outcome = text_trim_in_place(asked->text);
    if (conditions)
        asked->n_conditions = split(conditions, false, asked->conditions);
    if (names)
        asked->n_names = split(names, true, asked->names);
    if (asked->n_conditions > MOST_ITEMS || asked->n_names > MOST_ITEMS) {
        app_fail(app, _("more than %d of them"), MOST_ITEMS);
        return false;
    }
    asked->request.outcome = *outcome != '\0' ? outcome : app->analyses.outcome;
    asked->request.conditions = asked->conditions;
    asked->request.n_conditions = asked->n_conditions;
    asked->request.fields = asked->fields;
    return find_fields(app, asked);
}

/* ---- Showing values, taking them, putting them back ---- */

void app_trial_free(struct app *app)
{
    for (size_t i = 0; i < app->trial.n; i++)
        free(app->trial.before[i]);
    free(app->trial.before);
    free(app->trial.names);
    app->trial = (struct app_trial){0};
}

/* Put the old values back, all or none. */
static enum status put_back(struct app *app, struct error *err)
{
    const struct app_trial *trial = &app->trial;
    struct scenario *backup;
    enum status status = app_apply_begin(app, trial->n, &backup, err);
    for (size_t i = trial->n; status == STATUS_OK && i > 0; i--) {
        const struct field_name *name = &trial->names[i - 1];
        status = app_apply(app, name->section, name->key, trial->before[i - 1], err);
    }
    app_apply_end(app, backup, status);
    if (status == STATUS_OK)
        app_trial_free(app);
    return status;
}

/* Put TEXT into the scenario as the next of the trial's fields, remembering the one before. */
static enum status show_next(struct app *app, const char *text, struct error *err)
{
    struct app_trial *trial = &app->trial;
    const struct field_name *name = &trial->names[trial->n];
    bool ok;
    char *before = app_source_text(app, name->section, name->key, &ok);
    if (!ok)
        return error_no_memory(err);
    enum status status = app_apply(app, name->section, name->key, text, err);
    if (status != STATUS_OK) {
        free(before);
        return status;
    }
    trial->before[trial->n++] = before;
    return STATUS_OK;
}

/* What the scenario is to say for FIELD of MODEL; from malloc. */
static char *text_of(const struct model *model, const struct optimum_field *field)
{
    if (model->lines[field->line].n_numbers > 0)
        return variable_text(model, field->line, field->value);
    return strdup(field->text);
}

static bool is_changed(const struct optimum_field *field)
{
    return field->value != field->before;
}

/* Put all values into the scenario, or none. */
static enum status show(struct app *app, const struct optimum *optimum, struct error *err)
{
    struct app_trial *trial = &app->trial;
    const struct model *model = app->scenario->model;
    struct scenario *backup = NULL;
    trial->names = calloc(optimum->n_fields, sizeof *trial->names);
    trial->before = calloc(optimum->n_fields, sizeof *trial->before);
    char **texts = calloc(optimum->n_fields, sizeof *texts);
    enum status status = trial->names && trial->before && texts
                             ? app_apply_begin(app, optimum->n_fields, &backup, err)
                             : error_no_memory(err);
    /* a value of a line that is new in the file makes another model, of other indices */
    for (size_t i = 0, n = 0; status == STATUS_OK && i < optimum->n_fields; i++) {
        const struct field row = {model->lines[optimum->fields[i].line].section,
                                  optimum->fields[i].line};
        if (!is_changed(&optimum->fields[i]))
            continue;
        fields_name(model, &row, &trial->names[n++]);
        texts[i] = text_of(model, &optimum->fields[i]);
        if (!texts[i])
            status = error_no_memory(err);
    }
    for (size_t i = 0; status == STATUS_OK && i < optimum->n_fields; i++)
        if (is_changed(&optimum->fields[i]))
            status = show_next(app, texts[i], err);
    for (size_t i = 0; texts && i < optimum->n_fields; i++)
        free(texts[i]);
    free(texts);
    app_apply_end(app, backup, status);
    if (status != STATUS_OK)
        app_trial_free(app);
    return status;
}

static void answer_take(struct app *app);
static void answer_put_back(struct app *app);
static void answer_view(struct app *app);

static const struct question question_take = {
    .choices =
        {
            {KEY_ENTER, "Enter", N_("take"), answer_take},
            {KEY_ESCAPE, "Esc", N_("back"), answer_put_back},
            {']', "]", N_("view"), answer_view},
        },
};

static void answer_take(struct app *app)
{
    const struct app_trial *trial = &app->trial;
    enum status status = STATUS_OK;
    history_open(&app->history);
    for (size_t i = 0; status == STATUS_OK && i < trial->n; i++) {
        const struct field_name *name = &trial->names[i];
        status = history_push(&app->history, name->section, name->key, trial->before[i],
                              scenario_own_text(app->scenario, name->section, name->key), false);
    }
    if (status != STATUS_OK) {
        history_cancel(&app->history);
        app_fail_no_memory(app);
        app_ask(app, &question_take);
        return;
    }
    history_close(&app->history);
    app_say(app, ngettext("taken, u undoes it", "taken, u undoes all %zu", trial->n), trial->n);
    app_trial_free(app);
}

static void answer_put_back(struct app *app)
{
    struct error err = {.text = ""};
    if (put_back(app, &err) == STATUS_OK) {
        app_say(app, "%s", _("put back"));
    } else {
        app_fail_with(app, &err);
        app_ask(app, &question_take);
    }
}

static void ask_to_take(struct app *app, const char *said)
{
    snprintf(app->trial.said, sizeof app->trial.said, "%s", said);
    app_say(app, "%s", said);
    app_ask(app, &question_take);
}

/* What the values come to in the next view, the question staying. */
static void answer_view(struct app *app)
{
    char said[APP_STATUS_SIZE];
    memcpy(said, app->trial.said, sizeof said);
    app_turn_view(app, 1);
    ask_to_take(app, said);
}

/* ---- The answer in a line ---- */

/* Text that grows up to the status line's size. */
struct sentence {
    char text[APP_STATUS_SIZE];
    size_t used;
};

static void add(struct sentence *sentence, const char *format, ...) PRINTF_LIKE(2, 3);

static void add(struct sentence *sentence, const char *format, ...)
{
    va_list arguments;
    size_t room = sizeof sentence->text - sentence->used;
    va_start(arguments, format);
    int n = vsnprintf(sentence->text + sentence->used, room, format, arguments);
    va_end(arguments);
    if (n > 0)
        sentence->used += (size_t)n < room ? (size_t)n : room - 1;
}

/* "total.profit -> 648,066, cash.runway >= 12 binds: seats.price 68" */
static void describe(const struct app *app, const struct question_asked *asked,
                     char out[APP_STATUS_SIZE])
{
    const struct optimum *optimum = &asked->optimum;
    struct sentence sentence = {.text = ""};
    char value[NUMBER_TEXT_SIZE], name[MODEL_NAME_SIZE];
    number_format_fit(value, optimum->value, VALUE_COLUMNS);
    add(&sentence, "%s -> %s", asked->request.outcome, value);
    for (size_t i = 0; i < optimum->n_conditions; i++)
        if (optimum->conditions[i].is_binding)
            add(&sentence, _(", %s binds"), asked->conditions[i]);
    for (size_t i = 0, n = 0; i < optimum->n_fields; i++) {
        const struct optimum_field *field = &optimum->fields[i];
        if (!is_changed(field))
            continue;
        model_line_name(app->scenario->model, field->line, name, sizeof name);
        add(&sentence, "%s %s %.*s", n++ == 0 ? ":" : ",", name,
            app->scenario->model->lines[field->line].n_numbers > 0
                ? (int)strlen(field->text)
                : (int)value_number_length(field->text),
            field->text);
    }
    memcpy(out, sentence.text, sizeof sentence.text);
}

/* "no values were found that meet cash.lowest >= 1M: 89,252 at best" */
static void say_infeasible(struct app *app, const struct question_asked *asked)
{
    const struct optimum *optimum = &asked->optimum;
    char left[NUMBER_TEXT_SIZE];
    size_t i = 0;
    while (i < optimum->n_conditions && optimum->conditions[i].is_possible)
        i++;
    if (i == optimum->n_conditions) {
        app_fail(app, "%s", _("no values were found that meet all conditions together"));
    } else if (optimum->conditions[i].has_sides) {
        number_format_fit(left, optimum->conditions[i].left, VALUE_COLUMNS);
        app_fail(app, _("no values were found that meet %s: %s at best"), asked->conditions[i],
                 left);
    } else {
        app_fail(app, _("no values were found that meet %s"), asked->conditions[i]);
    }
}

static void answer(struct app *app, const struct question_asked *asked)
{
    const struct optimum *optimum = &asked->optimum;
    struct error err = {.text = ""};
    char value[NUMBER_TEXT_SIZE], said[APP_STATUS_SIZE], undefined[ERROR_TEXT_SIZE];
    number_format_fit(value, optimum->value, VALUE_COLUMNS);
    describe(app, asked, said);
    optimum_undefined_sentence(asked->request.outcome, undefined);
    if (optimum->state == OPTIMUM_UNDEFINED)
        app_fail(app, "%s", undefined);
    else if (optimum->state == OPTIMUM_INFEASIBLE)
        say_infeasible(app, asked);
    else if (!optimum->is_better)
        app_say(app, _("no better values were found: %s stays %s"), asked->request.outcome, value);
    else if (show(app, optimum, &err) != STATUS_OK)
        app_fail_with(app, &err);
    else
        ask_to_take(app, said);
}

static void ask(struct app *app, const char *arguments, bool is_minimum)
{
    struct question_asked asked = {.request.is_minimum = is_minimum};
    struct error err = {.text = ""};
    if (!read_arguments(app, arguments, &asked))
        return;
    if (optimize(app->scenario, &asked.request, &asked.optimum, NULL, &err) != STATUS_OK)
        app_fail_with(app, &err);
    else
        answer(app, &asked);
    optimum_fini(&asked.optimum);
}

void app_optimize(struct app *app, const char *arguments)
{
    ask(app, arguments, false);
}

void app_minimize(struct app *app, const char *arguments)
{
    ask(app, arguments, true);
}
