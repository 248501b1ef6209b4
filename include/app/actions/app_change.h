/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that need no typing: nudges, switches, undo and redo, back to the baseline. */
#ifndef PROFORMA_APP_ACTIONS_APP_CHANGE_H
#define PROFORMA_APP_ACTIONS_APP_CHANGE_H

#include "app/state/app_state.h"

/* Move the focused number by STEPS of its steps, within its range. */
void app_nudge(struct app *app, int steps);
/* Switch the focused stage on or off. */
void app_switch(struct app *app);
void app_undo(struct app *app);
void app_redo(struct app *app);
/* Put back the baseline's text of the focused field. */
void app_reset(struct app *app);
/* The present state becomes the baseline; the saved one again if it was another already. */
void app_pin(struct app *app);

#endif
