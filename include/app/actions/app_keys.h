/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving among the fields, folding, choosing a view, and what is asked of the terminal. */
#ifndef PROFORMA_APP_ACTIONS_APP_KEYS_H
#define PROFORMA_APP_ACTIONS_APP_KEYS_H

#include "app/state/app_state.h"

/* Move the focus by rows, by screens, to one of the ends, by stages. */
void app_move(struct app *app, int by);
void app_move_pages(struct app *app, int pages);
void app_move_to_end(struct app *app, int direction);
void app_move_stages(struct app *app, int direction);
void app_fold(struct app *app, int is_folded);
void app_toggle_formulas(struct app *app);
/* Wait for the digit of a view. */
void app_choose_view(struct app *app);
/* Make the focused field the second parameter of the sweep. */
void app_choose_second(struct app *app);
void app_next_theme(struct app *app);
void app_cancel(struct app *app, int key);

/* What keys without a row of the keymap, and pastes, do in MODE_FIELDS and MODE_VIEW. */
void app_fields_event(struct app *app, const struct ui_event *event);
void app_view_event(struct app *app, const struct ui_event *event);

#endif
