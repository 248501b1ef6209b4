/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goal seek: a prompt in which what the outcome has to be is typed, the answer beside it. */
#ifndef PROFORMA_APP_ACTIONS_APP_SOLVE_H
#define PROFORMA_APP_ACTIONS_APP_SOLVE_H

#include "app/state/app_state.h"

/* Open the prompt about the outcome by the focused field. */
void app_solve_begin(struct app *app);
/* The command: [GOAL] [by NAME]. */
void app_solve(struct app *app, const char *arguments);
/* Take the chosen value as an edit; choose the BY'th after it; give up. */
void app_solve_take(struct app *app);
void app_solve_choose(struct app *app, int by);
void app_solve_leave(struct app *app);
void app_seek_free(struct app *app);

/* What keys without a row of the keymap, and pastes, do in MODE_SOLVE. */
void app_solve_event(struct app *app, const struct ui_event *event);
/* What stands before the text being typed, "total.profit = ", its outcome in COLUMNS at most. */
void app_solve_label(const struct app *app, int columns, char *out, size_t size);

#endif
