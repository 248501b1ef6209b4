/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door to a change of the scenario. */
#ifndef PROFORMA_APP_STATE_APP_APPLY_H
#define PROFORMA_APP_STATE_APP_APPLY_H

#include "app/state/app_state.h"

/* scenario_set, with rows, focus and warnings kept in step. */
enum status app_apply(struct app *app, const char *section, const char *key, const char *text,
                      struct error *err);
/* Around N calls of app_apply that are to be made all or none: BACKUP is for the second one, which
 * goes back to it if STATUS, what has come of them, is a failure. */
enum status app_apply_begin(const struct app *app, size_t n, struct scenario **backup,
                            struct error *err);
void app_apply_end(struct app *app, struct scenario *backup, enum status status);
/* app_apply as a change that can be undone, and a line about it on the status line. */
enum status app_change(struct app *app, const char *section, const char *key, const char *text,
                       bool is_nudge, struct error *err);
/* Refuse what a scenario's file can't give back: STATUS_FAULTY. */
enum status app_check_text(const char *text, struct error *err);
/* A copy of the text of KEY in the source, NULL where there is none; *OK false where memory ran
 * out. */
char *app_source_text(const struct app *app, const char *section, const char *key, bool *ok);
/* Say that KEY went from BEFORE to AFTER (NULL: none), and in HINT what else can be done. */
void app_say_change(struct app *app, const char *key, const char *before, const char *after,
                    const char *hint);
/* Put the focus on the row that KEY of SECTION shows in ("conversion.min" at conversion). */
void app_focus_key(struct app *app, const char *section, const char *key);

#endif
