/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line, which runs commands and actions by their names. */
#ifndef PROFORMA_APP_COMMAND_LINE_H
#define PROFORMA_APP_COMMAND_LINE_H

#include "app/state/app_state.h"

void command_line_open(struct app *app);
/* The same, about the outcome. */
void command_line_open_outcome(struct app *app);
/* Forget the lines that were entered. */
void command_line_free(struct app *app);

/* What keys without a row of the keymap, and pastes, do in MODE_COMMAND. */
void command_line_event(struct app *app, const struct ui_event *event);

#endif
