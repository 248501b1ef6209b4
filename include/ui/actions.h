/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the rows of the keymap do (ui/keymap.h says what each is for). KEY is the key that was hit,
 * 0 from the command line; each returns effects (ui/app.h).
 */
#ifndef PROFORMA_UI_ACTIONS_H
#define PROFORMA_UI_ACTIONS_H

#include <stdint.h>

struct app;

/* app_keys.c */
unsigned action_up(struct app *app, int32_t key);
unsigned action_down(struct app *app, int32_t key);
unsigned action_page_up(struct app *app, int32_t key);
unsigned action_page_down(struct app *app, int32_t key);
unsigned action_first(struct app *app, int32_t key);
unsigned action_last(struct app *app, int32_t key);
unsigned action_next_stage(struct app *app, int32_t key);
unsigned action_previous_stage(struct app *app, int32_t key);
unsigned action_fold(struct app *app, int32_t key);
unsigned action_unfold(struct app *app, int32_t key);
unsigned action_formulas(struct app *app, int32_t key);
unsigned action_next_view(struct app *app, int32_t key);
unsigned action_previous_view(struct app *app, int32_t key);
unsigned action_view(struct app *app, int32_t key);
unsigned action_second(struct app *app, int32_t key);
unsigned action_scroll_down(struct app *app, int32_t key);
unsigned action_scroll_up(struct app *app, int32_t key);
unsigned action_theme(struct app *app, int32_t key);
unsigned action_redraw(struct app *app, int32_t key);
unsigned action_suspend(struct app *app, int32_t key);
unsigned action_cancel(struct app *app, int32_t key);

/* app_search.c */
unsigned action_search(struct app *app, int32_t key);
unsigned action_next_match(struct app *app, int32_t key);
unsigned action_previous_match(struct app *app, int32_t key);

/* app_edit.c */
unsigned action_type(struct app *app, int32_t key);
unsigned action_edit(struct app *app, int32_t key);
unsigned action_clear(struct app *app, int32_t key);
unsigned action_keep(struct app *app, int32_t key);
unsigned action_keep_next(struct app *app, int32_t key);
unsigned action_keep_previous(struct app *app, int32_t key);
unsigned action_abandon(struct app *app, int32_t key);
unsigned action_keep_and_save(struct app *app, int32_t key);

/* app_change.c */
unsigned action_nudge_up(struct app *app, int32_t key);
unsigned action_nudge_down(struct app *app, int32_t key);
unsigned action_leap_up(struct app *app, int32_t key);
unsigned action_leap_down(struct app *app, int32_t key);
unsigned action_switch(struct app *app, int32_t key);
unsigned action_undo(struct app *app, int32_t key);
unsigned action_redo(struct app *app, int32_t key);
unsigned action_reset(struct app *app, int32_t key);
unsigned action_pin(struct app *app, int32_t key);

/* app_solve.c */
unsigned action_solve(struct app *app, int32_t key);
unsigned action_solve_take(struct app *app, int32_t key);
unsigned action_solve_next(struct app *app, int32_t key);
unsigned action_solve_previous(struct app *app, int32_t key);
unsigned action_solve_leave(struct app *app, int32_t key);

/* app_file.c */
unsigned action_save(struct app *app, int32_t key);
unsigned action_save_as(struct app *app, int32_t key);
unsigned action_quit(struct app *app, int32_t key);

/* app_command.c */
unsigned action_command(struct app *app, int32_t key);
unsigned action_outcome(struct app *app, int32_t key);

/* help.c */
unsigned action_help(struct app *app, int32_t key);
unsigned action_help_down(struct app *app, int32_t key);
unsigned action_help_up(struct app *app, int32_t key);
unsigned action_help_page_down(struct app *app, int32_t key);
unsigned action_help_page_up(struct app *app, int32_t key);
unsigned action_help_close(struct app *app, int32_t key);

#endif
