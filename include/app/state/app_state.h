/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dashboard's state, and what every part of it may do to that. Private to the parts, each of
 * which has a header beside its .c: everybody else knows app/app.h.
 */
#ifndef PROFORMA_APP_STATE_APP_STATE_H
#define PROFORMA_APP_STATE_APP_STATE_H

#include "analysis/claims.h"
#include "analysis/solve/goal.h"
#include "analysis/solve/solve.h"
#include "app/fields/fields.h"
#include "app/fields/history.h"
#include "app/fields/line_edit.h"
#include "app/state/action.h"
#include "app/state/app_caller.h"
#include "views/panels/analyses.h"
#include "views/view.h"

enum app_mode {
    MODE_FIELDS,  /* keys are actions */
    MODE_EDIT,    /* a value is being typed */
    MODE_VIEW,    /* `v` was hit: a digit follows */
    MODE_COMMAND, /* the command line */
    MODE_SEARCH,
    MODE_SAVE_AS,  /* a file's name is being typed */
    MODE_SOLVE,    /* what the outcome has to be is being typed */
    MODE_QUESTION, /* a key answers */
    MODE_HELP,
};

/* What is particular to a mode. */
struct mode {
    enum key_context context; /* whose keys count */
    const char *prompt;       /* before the line being typed, untranslated; NULL where none is */
    bool asks; /* a question stays until it is answered, on screens that are too small as well */
    /* What keys without a row of the keymap, and pastes, do; NULL: nothing. */
    void (*event)(struct app *app, const struct ui_event *event);
    void (*mouse)(struct app *app, const struct ui_event *event);
    /* Draw the last line of the screen; NULL: the prompt and the line being typed. */
    void (*draw_status)(const struct app *app, struct canvas *canvas, struct rect row);
    /* Draw in place of fields and view; NULL: those. */
    void (*draw_page)(const struct app *app, struct canvas *canvas, struct rect rect);
    /* Draw over the end of fields and view; NULL: nothing. */
    void (*draw_menu)(const struct app *app, struct canvas *canvas, struct rect body);
};

/* The tables that lie above all parts of the dashboard, for those that look something up in them.
 */
struct app_tables {
    const struct mode *modes; /* by enum app_mode */
    const struct action *actions;
    const struct command *commands;
};

enum {
    APP_MIN_ROWS = 16,
    APP_MIN_COLUMNS = 60,
    APP_SEARCH_SIZE = 256,
    APP_STATUS_SIZE = 1024,
    APP_MAX_COMMANDS = 100, /* remembered command lines */
    APP_STEM_SIZE = 256,    /* bytes of a word that is being completed */
};

/* What the status line says. */
struct app_status {
    char text[APP_STATUS_SIZE]; /* "" for hints */
    bool is_error;
};

/* What is being typed into the focused field. */
struct app_edit {
    struct field_name name;
    char old[LINE_EDIT_SIZE]; /* the text in force when it began */
    bool was_there;           /* it stood in the source, not in a built-in kind */
    bool is_invalid;
    char reason[ERROR_TEXT_SIZE]; /* of that, or what else may have been meant; "": nothing */
};

/* Values that are shown until somebody takes them or puts the old ones back: each field and its
 * text before, NULL where the source had none. */
struct app_trial {
    struct field_name *names;
    char **before;
    size_t n;
    char said[APP_STATUS_SIZE]; /* about them, with the question */
};

/* Seeking the values of a parameter that meet a goal, and the answer so far. */
struct app_seek {
    struct probe *probe;
    struct solver *solver;
    uint32_t line;              /* the parameter */
    char outcome[OUTCOME_SIZE]; /* what stands before what is typed */
    bool is_fixed;              /* which is all of the goal, and nothing can be typed */
    struct goal goal;
    struct solving solving;
    double values[2 * SOLVE_MOST_SOLUTIONS + 1]; /* that can be taken, the nearest first */
    size_t n_values, at;                         /* the one that is chosen */
    bool is_invalid;                             /* what is typed is no value */
    char answer[APP_STATUS_SIZE];                /* or what is wrong with it */
};

/* Cycling through completions with Tab. */
struct app_completion {
    bool is_active;
    char stem[APP_STEM_SIZE]; /* the line up to the caret when it began */
    size_t at;                /* the candidate that is put in */
};

/* The command line, the text being typed aside. */
struct app_commands {
    char *entered[APP_MAX_COMMANDS]; /* oldest first */
    size_t n, at;                    /* at == n: the line being typed */
    struct app_completion completion;
    const struct command *previewed;   /* the command whose effect shows while it is typed */
    char outcome_before[OUTCOME_SIZE]; /* the outcome when the command line was opened */
};

struct question;

struct app {
    const struct app_tables *tables;
    struct scenario *scenario;
    struct scenario *saved;  /* as loaded or last saved */
    struct scenario *pinned; /* the baseline instead of it, or NULL */
    char *file;              /* path as shown; "" for the built-in starter */
    struct messages warnings;
    struct claim_causes causes; /* of the failed claims, once has_causes */
    bool has_causes;
    struct analyses analyses;
    int rows, columns; /* of the screen */

    enum app_mode mode;
    enum app_mode mode_below; /* what the help or a question returns to */
    struct fields fields;
    struct history history;
    struct app_edit edit;
    struct line_edit line; /* of MODE_EDIT, MODE_COMMAND, MODE_SEARCH, MODE_SAVE_AS, MODE_SOLVE */
    const struct question *question; /* app_question.h */
    struct app_trial trial;
    struct app_seek seek; /* in MODE_SOLVE */
    bool quits;           /* leave once the save that is under way has succeeded */

    size_t view; /* index into view_table */
    int view_scroll;
    int help_scroll;
    char search[APP_SEARCH_SIZE];
    struct field_name search_from; /* to return to when a search is given up */

    struct app_commands commands;
    struct app_status status;
    struct app_request request;
};

/* What every part may do to it: app_state.c. */

const struct mode *app_mode(const struct app *app);
const struct scenario *app_baseline(const struct app *app);
void app_clear_status(struct app *app);
/* One line on the status line. */
void app_say(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same about what can't be done. */
void app_fail(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
void app_fail_with(struct app *app, const struct error *err);
void app_fail_no_memory(struct app *app);
/* The values are other ones: the warnings anew, the causes of failed claims when they show next. */
void app_refresh(struct app *app);
/* SCENARIO, which is taken, in place of the present one; focus and folds stay as far as they can.
 */
void app_install(struct app *app, struct scenario *scenario);
/* Build the rows anew after the scenario or what is shown of it has changed; PLACE as in
 * fields_build. A focused line that would vanish makes formula lines visible. */
void app_rebuild(struct app *app, const struct field_name *place);
/* Scroll to the focus. */
void app_reveal(struct app *app);
/* Put the focus on ROW and scroll there. */
void app_focus(struct app *app, size_t row);
/* Put the focus on the line NAME, unfolding its stage and showing formulas as needed. */
void app_focus_name(struct app *app, const struct field_name *name);
/* The path of the next effect; false where memory ran out. */
bool app_set_path(struct app *app, const char *path);
/* Have the caller of app_update carry out EFFECT, one of enum effect. */
void app_request_effect(struct app *app, int effect);
void app_set_view(struct app *app, size_t view);
/* The BY'th view after the present one, around the end. */
void app_turn_view(struct app *app, int by);
void app_scroll_view(struct app *app, int by);
struct view_input app_view_input(const struct app *app);
/* Rows that the present view takes, all of it. */
int app_view_height(const struct app *app);

#endif
