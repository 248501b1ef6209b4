/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: the focused line, then the keys for where one stands. */
#ifndef PROFORMA_APP_HELP_H
#define PROFORMA_APP_HELP_H

#include "app/state/app_state.h"

void help_open(struct app *app);
void help_close(struct app *app);
/* Scroll by rows, by screens, as far as it goes. */
void help_scroll(struct app *app, int by);
void help_scroll_pages(struct app *app, int pages);
/* What the mouse does in MODE_HELP. */
void help_mouse(struct app *app, const struct ui_event *event);
void help_draw(const struct app *app, struct canvas *canvas, struct rect rect);

#endif
