/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing a value over the focused field. */
#ifndef PROFORMA_APP_ACTIONS_APP_EDIT_H
#define PROFORMA_APP_ACTIONS_APP_EDIT_H

#include "app/state/app_state.h"

/* Begin with the key KEY, with EVENT (a key or a paste) in an empty text; with the present text, or
 * fold the stage or open the list that is focused; with an empty text. */
void app_edit_type(struct app *app, int key);
void app_edit_over(struct app *app, const struct ui_event *event);
void app_edit_field(struct app *app);
void app_edit_clear(struct app *app);

/* Open or close the list that LINE is, or is a number of, and focus it; false if it is that way
 * already, or LINE (NAMES_NONE as well) has to do with none. */
bool app_open_list(struct app *app, uint32_t line, bool is_open);

/* Keep what is typed and leave the editor; false, staying there, if it doesn't parse. */
bool app_edit_keep(struct app *app);
/* The same, then move the focus by BY rows, -1 to 1. */
void app_edit_keep_and_move(struct app *app, int by);
void app_edit_keep_and_save(struct app *app);
/* Put back the old text and leave the editor; if memory runs out, the editor stays. */
void app_edit_abandon(struct app *app);

/* What keys without a row of the keymap, and pastes, do in MODE_EDIT. */
void app_edit_event(struct app *app, const struct ui_event *event);

#endif
