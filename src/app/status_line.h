/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last line of the screen. */
#ifndef PROFORMA_APP_STATUS_LINE_H
#define PROFORMA_APP_STATUS_LINE_H

#include "app/state/app_state.h"

void status_draw(const struct app *app, struct canvas *canvas, struct rect row);

/* The same in particular modes: what was said, or else hints about the focused field; how to go on
 * while a value is typed; the views to choose from; the goal and its answer; a question and what
 * answers it; how to read the help. */
void status_draw_fields(const struct app *app, struct canvas *canvas, struct rect row);
void status_draw_edit(const struct app *app, struct canvas *canvas, struct rect row);
void status_draw_views(const struct app *app, struct canvas *canvas, struct rect row);
void status_draw_seek(const struct app *app, struct canvas *canvas, struct rect row);
void status_draw_question(const struct app *app, struct canvas *canvas, struct rect row);
void status_draw_help(const struct app *app, struct canvas *canvas, struct rect row);

#endif
