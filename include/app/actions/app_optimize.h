/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best values: asked for, shown before they are taken. */
#ifndef PROFORMA_APP_ACTIONS_APP_OPTIMIZE_H
#define PROFORMA_APP_ACTIONS_APP_OPTIMIZE_H

#include "app/state/app_state.h"

/* The commands: [OUTCOME] [by NAME, ...] [subject to CONDITION, ...]. */
void app_optimize(struct app *app, const char *arguments);
void app_minimize(struct app *app, const char *arguments);
/* Forget what the values were that are shown. */
void app_trial_free(struct app *app);

#endif
