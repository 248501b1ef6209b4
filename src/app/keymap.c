/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys and actions. It names functions of all parts of the dashboard and lies above
 * them. */
#include "keymap.h"

#include <stdbool.h>

#include "app/actions/app_change.h"
#include "app/actions/app_edit.h"
#include "app/actions/app_file.h"
#include "app/actions/app_keys.h"
#include "app/actions/app_search.h"
#include "app/actions/app_solve.h"
#include "core/text/gettext.h"

#include "command_line.h"
#include "help.h"

#define FN(n) (KEY_FUNCTION + (n))

enum {
    LEAP = 10,     /* steps */
    VIEW_STEP = 3, /* rows that J and K scroll */
};

/* clang-format off */
const struct action app_actions[] = {
    {"up", "Up k", {KEY_UP_ARROW, 'k'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the field above"),
     .run_with = app_move, .argument = -1},
    {"down", "Down j", {KEY_DOWN_ARROW, 'j'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the field below"),
     .run_with = app_move, .argument = 1},
    {"page-up", "PgUp", {KEY_PAGE_UP}, CONTEXT_FIELDS, GROUP_MOVE, N_("a screen up"),
     .run_with = app_move_pages, .argument = -1},
    {"page-down", "PgDn", {KEY_PAGE_DOWN}, CONTEXT_FIELDS, GROUP_MOVE, N_("a screen down"),
     .run_with = app_move_pages, .argument = 1},
    {"first", "Home g", {KEY_HOME_KEY, 'g'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the first field"),
     .run_with = app_move_to_end, .argument = -1},
    {"last", "End G", {KEY_END_KEY, 'G'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the last field"),
     .run_with = app_move_to_end, .argument = 1},
    {"next-stage", "Tab", {KEY_TAB}, CONTEXT_FIELDS, GROUP_MOVE, N_("the next stage"),
     .run_with = app_move_stages, .argument = 1},
    {"previous-stage", "Shift-Tab", {KEY_BACK_TAB}, CONTEXT_FIELDS, GROUP_MOVE,
     N_("the previous stage"), .run_with = app_move_stages, .argument = -1},
    {"fold", "Left", {KEY_LEFT_ARROW}, CONTEXT_FIELDS, GROUP_MOVE, N_("fold the stage"),
     .run_with = app_fold, .argument = true},
    {"unfold", "Right", {KEY_RIGHT_ARROW}, CONTEXT_FIELDS, GROUP_MOVE, N_("unfold the stage"),
     .run_with = app_fold, .argument = false},
    {"formulas", "l", {'l'}, CONTEXT_FIELDS, GROUP_MOVE,
     N_("show or hide formula lines, metrics, targets and claims"), .run = app_toggle_formulas},
    {"search", "/", {'/'}, CONTEXT_FIELDS, GROUP_MOVE, N_("search in names, labels and titles"),
     .run = app_search_begin},
    {"next-match", "n", {'n'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the next field that matches"),
     .run_with = app_search_next, .argument = 1},
    {"previous-match", "N", {'N'}, CONTEXT_FIELDS, GROUP_MOVE,
     N_("the previous field that matches"), .run_with = app_search_next, .argument = -1},

    {"", "0-9 .", {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'},
     CONTEXT_FIELDS, GROUP_EDIT, N_("type a new value over the field; it keeps its unit"),
     .run_with = app_edit_type, .flags = ACTION_TAKES_KEY},
    {"clear", "Backspace Del", {KEY_BACKSPACE_KEY, KEY_DELETE}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("begin with an empty value, for one below 0"), .run = app_edit_clear},
    {"edit", "Enter i F2", {KEY_ENTER, 'i', FN(2)}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("edit the present text, or a formula"), .run = app_edit_field},
    {"increase", "+", {'+'}, CONTEXT_FIELDS, GROUP_EDIT, N_("a step up"),
     .run_with = app_nudge, .argument = 1, .flags = ACTION_NUDGES},
    {"decrease", "-", {'-'}, CONTEXT_FIELDS, GROUP_EDIT, N_("a step down"),
     .run_with = app_nudge, .argument = -1, .flags = ACTION_NUDGES},
    {"leap-up", ">", {'>'}, CONTEXT_FIELDS, GROUP_EDIT, N_("ten steps up"),
     .run_with = app_nudge, .argument = LEAP, .flags = ACTION_NUDGES},
    {"leap-down", "<", {'<'}, CONTEXT_FIELDS, GROUP_EDIT, N_("ten steps down"),
     .run_with = app_nudge, .argument = -LEAP, .flags = ACTION_NUDGES},
    {"switch", "Space", {' '}, CONTEXT_FIELDS, GROUP_EDIT, N_("switch the stage on or off"),
     .run = app_switch},
    {"solve", "=", {'='}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("goal seek: the values of the field at which the outcome is what you type"),
     .run = app_solve_begin},
    {"undo", "u", {'u'}, CONTEXT_FIELDS, GROUP_EDIT, N_("undo, without limit"), .run = app_undo},
    {"redo", "Ctrl-R", {KEY_CTRL('R')}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("do again what was undone, or what Esc gave up"), .run = app_redo},
    {"reset", "r", {'r'}, CONTEXT_FIELDS, GROUP_EDIT, N_("put back the field's baseline value"),
     .run = app_reset},
    {"pin", "b", {'b'}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("compare with the present state from now on; again: with the saved one"), .run = app_pin},

    {"next-view", "]", {']'}, CONTEXT_FIELDS, GROUP_VIEW, N_("the next view"),
     .run_with = app_turn_view, .argument = 1},
    {"previous-view", "[", {'['}, CONTEXT_FIELDS, GROUP_VIEW, N_("the previous view"),
     .run_with = app_turn_view, .argument = -1},
    {"view", "v", {'v'}, CONTEXT_FIELDS, GROUP_VIEW, N_("then a digit: the view of that number"),
     .run = app_choose_view},
    {"outcome", "o", {'o'}, CONTEXT_FIELDS, GROUP_VIEW,
     N_("choose the outcome that views 3 to 6 look at"), .run = command_line_open_outcome},
    {"second", "x", {'x'}, CONTEXT_FIELDS, GROUP_VIEW,
     N_("make the field the second parameter of the sweep; again: none"), .run = app_choose_second},
    {"scroll-down", "J", {'J'}, CONTEXT_FIELDS, GROUP_VIEW, N_("scroll the view down"),
     .run_with = app_scroll_view, .argument = VIEW_STEP},
    {"scroll-up", "K", {'K'}, CONTEXT_FIELDS, GROUP_VIEW, N_("scroll the view up"),
     .run_with = app_scroll_view, .argument = -VIEW_STEP},
    {"theme", "t", {'t'}, CONTEXT_FIELDS, GROUP_VIEW, N_("the next theme"), .run = app_next_theme},
    {"redraw", "Ctrl-L", {KEY_CTRL('L')}, CONTEXT_FIELDS, GROUP_VIEW,
     N_("draw the whole screen again"),
     .run_with = app_request_effect, .argument = EFFECT_REPAINT, .flags = ACTION_EVERYWHERE},

    {"save", "s Ctrl-S", {'s', KEY_CTRL('S')}, CONTEXT_FIELDS, GROUP_FILE, N_("save"),
     .run = app_save_file},
    {"save-as", "S", {'S'}, CONTEXT_FIELDS, GROUP_FILE, N_("save under another name"),
     .run = app_save_as},
    {"command", ":", {':'}, CONTEXT_FIELDS, GROUP_FILE,
     N_("command line: every action by its name"), .run = command_line_open},
    {"help", "? F1", {'?', FN(1)}, CONTEXT_FIELDS, GROUP_FILE, N_("this help"), .run = help_open},
    {"suspend", "Ctrl-Z", {KEY_CTRL('Z')}, CONTEXT_FIELDS, GROUP_FILE, N_("suspend"),
     .run_with = app_request_effect, .argument = EFFECT_SUSPEND, .flags = ACTION_EVERYWHERE},
    {"quit", "q", {'q'}, CONTEXT_FIELDS, GROUP_FILE, N_("quit; asks when there are unsaved edits"),
     .run = app_quit},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_FIELDS, GROUP_FILE,
     N_("cancel what is under way; no edit is lost"),
     .run_with = app_cancel, .flags = ACTION_TAKES_KEY},

    {"", "Enter", {KEY_ENTER}, CONTEXT_EDIT, GROUP_EDIT, N_("keep the value"),
     .run_with = app_edit_keep_and_move, .argument = 0},
    {"", "Tab Down", {KEY_TAB, KEY_DOWN_ARROW}, CONTEXT_EDIT, GROUP_EDIT,
     N_("keep it and go to the next field"), .run_with = app_edit_keep_and_move, .argument = 1},
    {"", "Shift-Tab Up", {KEY_BACK_TAB, KEY_UP_ARROW}, CONTEXT_EDIT, GROUP_EDIT,
     N_("keep it and go to the previous field"),
     .run_with = app_edit_keep_and_move, .argument = -1},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_EDIT, GROUP_EDIT,
     N_("put back the old value; Ctrl-R then brings the typed one back"), .run = app_edit_abandon},
    {"", "Ctrl-S", {KEY_CTRL('S')}, CONTEXT_EDIT, GROUP_EDIT, N_("keep it and save"),
     .run = app_edit_keep_and_save},
    {"", "F1", {FN(1)}, CONTEXT_EDIT, GROUP_EDIT, N_("this help"), .run = help_open},

    {"", "Enter", {KEY_ENTER}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("take the value, as one edit; what is typed is a value, or a condition as >= 12"),
     .run = app_solve_take},
    {"", "Tab Down", {KEY_TAB, KEY_DOWN_ARROW}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("choose the next value that meets the goal"), .run_with = app_solve_choose, .argument = 1},
    {"", "Shift-Tab Up", {KEY_BACK_TAB, KEY_UP_ARROW}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("the previous one"), .run_with = app_solve_choose, .argument = -1},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("go back; nothing has changed"), .run = app_solve_leave},
    {"", "F1", {FN(1)}, CONTEXT_SOLVE, GROUP_EDIT, N_("this help"), .run = help_open},

    {"", "Enter", {KEY_ENTER}, CONTEXT_LINE, GROUP_TYPE, N_("do it"), .run = NULL},
    {"", "Tab Shift-Tab", {KEY_TAB, KEY_BACK_TAB}, CONTEXT_LINE, GROUP_TYPE,
     N_("complete a command or a name; again: the next one"), .run = NULL},
    {"", "Up Down", {KEY_UP_ARROW, KEY_DOWN_ARROW}, CONTEXT_LINE, GROUP_TYPE,
     N_("earlier command lines"), .run = NULL},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_LINE, GROUP_TYPE,
     N_("go back"), .run = NULL},
    {"", "F1", {FN(1)}, CONTEXT_LINE, GROUP_TYPE, N_("this help"), .run = help_open},
    {"", "Left Right", {KEY_LEFT_ARROW, KEY_RIGHT_ARROW}, CONTEXT_LINE, GROUP_TYPE,
     N_("by a character; with Ctrl by a word"), .run = NULL},
    {"", "Home End", {KEY_HOME_KEY, KEY_END_KEY}, CONTEXT_LINE, GROUP_TYPE,
     N_("to the ends; Ctrl-A and Ctrl-E as well"), .run = NULL},
    {"", "Ctrl-U Ctrl-K", {KEY_CTRL('U'), KEY_CTRL('K')}, CONTEXT_LINE, GROUP_TYPE,
     N_("cut to the beginning, to the end"), .run = NULL},
    {"", "Ctrl-W Ctrl-Y", {KEY_CTRL('W'), KEY_CTRL('Y')}, CONTEXT_LINE, GROUP_TYPE,
     N_("cut a word; put back what was cut"), .run = NULL},

    {"", "Down j", {KEY_DOWN_ARROW, 'j', 'J'}, CONTEXT_HELP, GROUP_READ, N_("a line down"),
     .run_with = help_scroll, .argument = 1},
    {"", "Up k", {KEY_UP_ARROW, 'k', 'K'}, CONTEXT_HELP, GROUP_READ, N_("a line up"),
     .run_with = help_scroll, .argument = -1},
    {"", "PgDn Space", {KEY_PAGE_DOWN, ' '}, CONTEXT_HELP, GROUP_READ, N_("a screen down"),
     .run_with = help_scroll_pages, .argument = 1},
    {"", "PgUp", {KEY_PAGE_UP}, CONTEXT_HELP, GROUP_READ, N_("a screen up"),
     .run_with = help_scroll_pages, .argument = -1},
    {"", "Esc q ? F1", {KEY_ESCAPE, 'q', '?', FN(1), KEY_CTRL('C'), KEY_ENTER},
     CONTEXT_HELP, GROUP_READ, N_("close the help"), .run = help_close},

    {0},
};
/* clang-format on */
