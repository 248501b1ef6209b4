/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding fields by a part of their name, label or stage's title. */
#ifndef PROFORMA_APP_ACTIONS_APP_SEARCH_H
#define PROFORMA_APP_ACTIONS_APP_SEARCH_H

#include "app/state/app_state.h"

/* Open the line that the part is typed into. */
void app_search_begin(struct app *app);
/* Move the focus to the next match (DIRECTION 1) or the previous one (-1). */
void app_search_next(struct app *app, int direction);

/* What keys without a row of the keymap, and pastes, do in MODE_SEARCH. */
void app_search_event(struct app *app, const struct ui_event *event);

#endif
