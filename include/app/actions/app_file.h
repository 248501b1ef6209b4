/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving, opening, leaving. The files are the business of whoever calls app_update. */
#ifndef PROFORMA_APP_ACTIONS_APP_FILE_H
#define PROFORMA_APP_ACTIONS_APP_FILE_H

#include "app/state/app_state.h"

/* Save the edits, if there are any, to the scenario's own file. */
void app_save_file(struct app *app);
/* Ask for a name to save under. */
void app_save_as(struct app *app);
/* Save to PATH ("": ask for one), then leave if QUITS. */
void app_save(struct app *app, const char *path, bool quits);
/* Open PATH; ask first if there are edits, unless DISCARDS. */
void app_load(struct app *app, const char *path, bool discards);
/* Leave; ask first if there are edits. */
void app_quit(struct app *app);

/* What keys without a row of the keymap, and pastes, do in MODE_SAVE_AS. */
void app_save_as_event(struct app *app, const struct ui_event *event);

/* Say what became of a save, ERR, and ask what to do if there is another way. */
void app_file_save_failed(struct app *app, const struct error *err);

#endif
