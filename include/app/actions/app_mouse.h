/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mouse: clicks and the wheel. */
#ifndef PROFORMA_APP_ACTIONS_APP_MOUSE_H
#define PROFORMA_APP_ACTIONS_APP_MOUSE_H

#include "app/state/app_state.h"

/* Clicks and the wheel. */
void app_mouse_event(struct app *app, const struct ui_event *event);
/* The wheel alone: what is being typed or asked stays. */
void app_mouse_wheel(struct app *app, const struct ui_event *event);

#endif
