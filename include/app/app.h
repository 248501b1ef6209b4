/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dashboard: its state, what events do to it, and drawing it. It does no input and no output:
 * what has to happen outside is returned as effects, which the caller carries out and answers.
 */
#ifndef PROFORMA_APP_APP_H
#define PROFORMA_APP_APP_H

#include "app/state/app_caller.h"
#include "core/scenario.h"
#include "draw/canvas.h"
#include "draw/event.h"

/* A new dashboard on SCENARIO, which is taken. FILE is its path as shown ("" for the built-in
 * starter, which has to be saved under a name). */
enum status app_new(struct scenario *scenario, const char *file, struct app **out);
void app_free(struct app *app);

/* The state after EVENT; the effects to carry out, of which app_request tells the rest. Values are
 * evaluated before it returns. */
unsigned app_update(struct app *app, const struct ui_event *event);
/* The same for LINE as if it had been typed on the command line, "set office.cost 5". */
unsigned app_command(struct app *app, const char *line);
/* What the effects of the last event are about. Borrowed until the next one. */
const struct app_request *app_request(const struct app *app);
/* Compute what the screen shows beyond the scenario's own results: to be called once before
 * drawing, after all events that are at hand. */
void app_prepare(struct app *app);
/* Draw everything into CANVAS, cursor included. Allocates nothing. */
void app_draw(const struct app *app, struct canvas *canvas);

const struct scenario *app_scenario(const struct app *app);

/* Answers to effects. */
/* Saved to PATH: SCENARIO, loaded again from the saved file, is taken and becomes both the present
 * one and the saved baseline; undo goes on across it. */
void app_saved(struct app *app, struct scenario *scenario, const char *path);
/* A save failed: what it was about stays edited. STATUS_CHANGED asks whether to overwrite,
 * STATUS_IN_PLACE whether to write in place. */
void app_save_failed(struct app *app, const struct error *err);
/* SCENARIO (taken) replaces the present one: its own undo history, baseline and place. */
void app_loaded(struct app *app, struct scenario *scenario, const char *path);
/* SCENARIO (taken) of PATH is compared with the present one; the Compare view shows. */
void app_compared(struct app *app, struct scenario *scenario, const char *path);
/* Show TEXT on the status line: as a notice, or as what could not be done. */
void app_notice(struct app *app, const char *text);
void app_failed(struct app *app, const char *text);

#endif
