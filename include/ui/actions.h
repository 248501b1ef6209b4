/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the rows of the keymap do (ui/keymap.h says what each is for). KEY is the key that was hit,
 * 0 from the command line.
 */
#ifndef PROFORMA_UI_ACTIONS_H
#define PROFORMA_UI_ACTIONS_H

#include <stdint.h>

struct app;

/* app_keys.c */
void action_up(struct app *app, int32_t key);
void action_down(struct app *app, int32_t key);
void action_page_up(struct app *app, int32_t key);
void action_page_down(struct app *app, int32_t key);
void action_first(struct app *app, int32_t key);
void action_last(struct app *app, int32_t key);
void action_next_stage(struct app *app, int32_t key);
void action_previous_stage(struct app *app, int32_t key);
void action_fold(struct app *app, int32_t key);
void action_unfold(struct app *app, int32_t key);
void action_formulas(struct app *app, int32_t key);
void action_next_view(struct app *app, int32_t key);
void action_previous_view(struct app *app, int32_t key);
void action_view(struct app *app, int32_t key);
void action_second(struct app *app, int32_t key);
void action_scroll_down(struct app *app, int32_t key);
void action_scroll_up(struct app *app, int32_t key);
void action_theme(struct app *app, int32_t key);
void action_redraw(struct app *app, int32_t key);
void action_suspend(struct app *app, int32_t key);
void action_cancel(struct app *app, int32_t key);

/* app_search.c */
void action_search(struct app *app, int32_t key);
void action_next_match(struct app *app, int32_t key);
void action_previous_match(struct app *app, int32_t key);

/* app_edit.c */
void action_type(struct app *app, int32_t key);
void action_edit(struct app *app, int32_t key);
void action_clear(struct app *app, int32_t key);
void action_keep(struct app *app, int32_t key);
void action_keep_next(struct app *app, int32_t key);
void action_keep_previous(struct app *app, int32_t key);
void action_abandon(struct app *app, int32_t key);
void action_keep_and_save(struct app *app, int32_t key);

/* app_change.c */
void action_nudge_up(struct app *app, int32_t key);
void action_nudge_down(struct app *app, int32_t key);
void action_leap_up(struct app *app, int32_t key);
void action_leap_down(struct app *app, int32_t key);
void action_switch(struct app *app, int32_t key);
void action_undo(struct app *app, int32_t key);
void action_redo(struct app *app, int32_t key);
void action_reset(struct app *app, int32_t key);
void action_pin(struct app *app, int32_t key);

/* app_solve.c */
void action_solve(struct app *app, int32_t key);
void action_solve_take(struct app *app, int32_t key);
void action_solve_next(struct app *app, int32_t key);
void action_solve_previous(struct app *app, int32_t key);
void action_solve_leave(struct app *app, int32_t key);

/* app_file.c */
void action_save(struct app *app, int32_t key);
void action_save_as(struct app *app, int32_t key);
void action_quit(struct app *app, int32_t key);

/* app_command.c */
void action_command(struct app *app, int32_t key);
void action_outcome(struct app *app, int32_t key);

/* help.c */
void action_help(struct app *app, int32_t key);
void action_help_down(struct app *app, int32_t key);
void action_help_up(struct app *app, int32_t key);
void action_help_page_down(struct app *app, int32_t key);
void action_help_page_up(struct app *app, int32_t key);
void action_help_close(struct app *app, int32_t key);

#endif
