/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys and actions. What an action does is in app_*.c. */
#include "ui/keymap.h"

#include <stdbool.h>
#include <string.h>

#include "core/gettext.h"
#include "ui/actions.h"
#include "ui/event.h"

#define FN(n) (KEY_FUNCTION + (n))

static const struct action actions[] = {
    {"up", "Up k", {KEY_UP_ARROW, 'k'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the field above"),
     action_up},
    {"down", "Down j", {KEY_DOWN_ARROW, 'j'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the field below"),
     action_down},
    {"page-up", "PgUp", {KEY_PAGE_UP}, CONTEXT_FIELDS, GROUP_MOVE, N_("a screen up"),
     action_page_up},
    {"page-down", "PgDn", {KEY_PAGE_DOWN}, CONTEXT_FIELDS, GROUP_MOVE, N_("a screen down"),
     action_page_down},
    {"first", "Home g", {KEY_HOME_KEY, 'g'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the first field"),
     action_first},
    {"last", "End G", {KEY_END_KEY, 'G'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the last field"),
     action_last},
    {"next-stage", "Tab", {KEY_TAB}, CONTEXT_FIELDS, GROUP_MOVE, N_("the next stage"),
     action_next_stage},
    {"previous-stage", "Shift-Tab", {KEY_BACK_TAB}, CONTEXT_FIELDS, GROUP_MOVE,
     N_("the previous stage"), action_previous_stage},
    {"fold", "Left", {KEY_LEFT_ARROW}, CONTEXT_FIELDS, GROUP_MOVE, N_("fold the stage"),
     action_fold},
    {"unfold", "Right", {KEY_RIGHT_ARROW}, CONTEXT_FIELDS, GROUP_MOVE, N_("unfold the stage"),
     action_unfold},
    {"formulas", "l", {'l'}, CONTEXT_FIELDS, GROUP_MOVE,
     N_("show or hide formula lines, metrics, targets and claims"), action_formulas},
    {"search", "/", {'/'}, CONTEXT_FIELDS, GROUP_MOVE, N_("search in names, labels and titles"),
     action_search},
    {"next-match", "n", {'n'}, CONTEXT_FIELDS, GROUP_MOVE, N_("the next field that matches"),
     action_next_match},
    {"previous-match", "N", {'N'}, CONTEXT_FIELDS, GROUP_MOVE,
     N_("the previous field that matches"), action_previous_match},

    {"", "0-9 .", {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'}, CONTEXT_FIELDS,
     GROUP_EDIT, N_("type a new value over the field; it keeps its unit"), action_type},
    {"clear", "Backspace Del", {KEY_BACKSPACE_KEY, KEY_DELETE}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("begin with an empty value, for one below 0"), action_clear},
    {"edit", "Enter i F2", {KEY_ENTER, 'i', FN(2)}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("edit the present text, or a formula"), action_edit},
    {"increase", "+", {'+'}, CONTEXT_FIELDS, GROUP_EDIT, N_("a step up"), action_nudge_up},
    {"decrease", "-", {'-'}, CONTEXT_FIELDS, GROUP_EDIT, N_("a step down"), action_nudge_down},
    {"leap-up", ">", {'>'}, CONTEXT_FIELDS, GROUP_EDIT, N_("ten steps up"), action_leap_up},
    {"leap-down", "<", {'<'}, CONTEXT_FIELDS, GROUP_EDIT, N_("ten steps down"),
     action_leap_down},
    {"switch", "Space", {' '}, CONTEXT_FIELDS, GROUP_EDIT, N_("switch the stage on or off"),
     action_switch},
    {"solve", "=", {'='}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("goal seek: the values of the field at which the outcome is what you type"), action_solve},
    {"undo", "u", {'u'}, CONTEXT_FIELDS, GROUP_EDIT, N_("undo, without limit"), action_undo},
    {"redo", "Ctrl-R", {KEY_CTRL('R')}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("do again what was undone, or what Esc gave up"), action_redo},
    {"reset", "r", {'r'}, CONTEXT_FIELDS, GROUP_EDIT, N_("put back the field's baseline value"),
     action_reset},
    {"pin", "b", {'b'}, CONTEXT_FIELDS, GROUP_EDIT,
     N_("compare with the present state from now on; again: with the saved one"), action_pin},

    {"next-view", "]", {']'}, CONTEXT_FIELDS, GROUP_VIEW, N_("the next view"), action_next_view},
    {"previous-view", "[", {'['}, CONTEXT_FIELDS, GROUP_VIEW, N_("the previous view"),
     action_previous_view},
    {"view", "v", {'v'}, CONTEXT_FIELDS, GROUP_VIEW, N_("then a digit: the view of that number"),
     action_view},
    {"outcome", "o", {'o'}, CONTEXT_FIELDS, GROUP_VIEW,
     N_("choose the outcome that views 3 to 6 look at"), action_outcome},
    {"second", "x", {'x'}, CONTEXT_FIELDS, GROUP_VIEW,
     N_("make the field the second parameter of the sweep; again: none"), action_second},
    {"scroll-down", "J", {'J'}, CONTEXT_FIELDS, GROUP_VIEW, N_("scroll the view down"),
     action_scroll_down},
    {"scroll-up", "K", {'K'}, CONTEXT_FIELDS, GROUP_VIEW, N_("scroll the view up"),
     action_scroll_up},
    {"theme", "t", {'t'}, CONTEXT_FIELDS, GROUP_VIEW, N_("the next theme"), action_theme},
    {"redraw", "Ctrl-L", {KEY_CTRL('L')}, CONTEXT_FIELDS, GROUP_VIEW,
     N_("draw the whole screen again"), action_redraw},

    {"save", "s Ctrl-S", {'s', KEY_CTRL('S')}, CONTEXT_FIELDS, GROUP_FILE, N_("save"),
     action_save},
    {"save-as", "S", {'S'}, CONTEXT_FIELDS, GROUP_FILE, N_("save under another name"),
     action_save_as},
    {"command", ":", {':'}, CONTEXT_FIELDS, GROUP_FILE,
     N_("command line: every action by its name"), action_command},
    {"help", "? F1", {'?', FN(1)}, CONTEXT_FIELDS, GROUP_FILE, N_("this help"), action_help},
    {"suspend", "Ctrl-Z", {KEY_CTRL('Z')}, CONTEXT_FIELDS, GROUP_FILE, N_("suspend"),
     action_suspend},
    {"quit", "q", {'q'}, CONTEXT_FIELDS, GROUP_FILE, N_("quit; asks when there are unsaved edits"),
     action_quit},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_FIELDS, GROUP_FILE,
     N_("cancel what is under way; no edit is lost"), action_cancel},

    {"", "Enter", {KEY_ENTER}, CONTEXT_EDIT, GROUP_EDIT, N_("keep the value"), action_keep},
    {"", "Tab Down", {KEY_TAB, KEY_DOWN_ARROW}, CONTEXT_EDIT, GROUP_EDIT,
     N_("keep it and go to the next field"), action_keep_next},
    {"", "Shift-Tab Up", {KEY_BACK_TAB, KEY_UP_ARROW}, CONTEXT_EDIT, GROUP_EDIT,
     N_("keep it and go to the previous field"), action_keep_previous},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_EDIT, GROUP_EDIT,
     N_("put back the old value; Ctrl-R then brings the typed one back"), action_abandon},
    {"", "Ctrl-S", {KEY_CTRL('S')}, CONTEXT_EDIT, GROUP_EDIT, N_("keep it and save"),
     action_keep_and_save},
    {"", "F1", {FN(1)}, CONTEXT_EDIT, GROUP_EDIT, N_("this help"), action_help},

    {"", "Enter", {KEY_ENTER}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("take the value, as one edit; what is typed is a value, or a condition as >= 12"),
     action_solve_take},
    {"", "Tab Down", {KEY_TAB, KEY_DOWN_ARROW}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("choose the next value that meets the goal"), action_solve_next},
    {"", "Shift-Tab Up", {KEY_BACK_TAB, KEY_UP_ARROW}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("the previous one"), action_solve_previous},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_SOLVE, GROUP_EDIT,
     N_("go back; nothing has changed"), action_solve_leave},
    {"", "F1", {FN(1)}, CONTEXT_SOLVE, GROUP_EDIT, N_("this help"), action_help},

    {"", "Enter", {KEY_ENTER}, CONTEXT_LINE, GROUP_TYPE, N_("do it"), NULL},
    {"", "Tab Shift-Tab", {KEY_TAB, KEY_BACK_TAB}, CONTEXT_LINE, GROUP_TYPE,
     N_("complete a command or a name; again: the next one"), NULL},
    {"", "Up Down", {KEY_UP_ARROW, KEY_DOWN_ARROW}, CONTEXT_LINE, GROUP_TYPE,
     N_("earlier command lines"), NULL},
    {"", "Esc Ctrl-C", {KEY_ESCAPE, KEY_CTRL('C')}, CONTEXT_LINE, GROUP_TYPE, N_("go back"), NULL},
    {"", "F1", {FN(1)}, CONTEXT_LINE, GROUP_TYPE, N_("this help"), action_help},
    {"", "Left Right", {KEY_LEFT_ARROW, KEY_RIGHT_ARROW}, CONTEXT_LINE, GROUP_TYPE,
     N_("by a character; with Ctrl by a word"), NULL},
    {"", "Home End", {KEY_HOME_KEY, KEY_END_KEY}, CONTEXT_LINE, GROUP_TYPE,
     N_("to the ends; Ctrl-A and Ctrl-E as well"), NULL},
    {"", "Ctrl-U Ctrl-K", {KEY_CTRL('U'), KEY_CTRL('K')}, CONTEXT_LINE, GROUP_TYPE,
     N_("cut to the beginning, to the end"), NULL},
    {"", "Ctrl-W Ctrl-Y", {KEY_CTRL('W'), KEY_CTRL('Y')}, CONTEXT_LINE, GROUP_TYPE,
     N_("cut a word; put back what was cut"), NULL},

    {"", "Down j", {KEY_DOWN_ARROW, 'j', 'J'}, CONTEXT_HELP, GROUP_READ, N_("a line down"),
     action_help_down},
    {"", "Up k", {KEY_UP_ARROW, 'k', 'K'}, CONTEXT_HELP, GROUP_READ, N_("a line up"),
     action_help_up},
    {"", "PgDn Space", {KEY_PAGE_DOWN, ' '}, CONTEXT_HELP, GROUP_READ, N_("a screen down"),
     action_help_page_down},
    {"", "PgUp", {KEY_PAGE_UP}, CONTEXT_HELP, GROUP_READ, N_("a screen up"),
     action_help_page_up},
    {"", "Esc q ? F1", {KEY_ESCAPE, 'q', '?', FN(1), KEY_CTRL('C'), KEY_ENTER}, CONTEXT_HELP,
     GROUP_READ, N_("close the help"), action_help_close},
};

const struct action *action_at(size_t i)
{
    return i < sizeof actions / sizeof actions[0] ? &actions[i] : NULL;
}

static bool has_code(const struct action *action, int32_t key)
{
    for (size_t i = 0; i < ACTION_MAX_CODES && action->codes[i] != 0; i++)
        if (action->codes[i] == key)
            return true;
    return false;
}

const struct action *action_of_key(enum key_context context, int32_t key)
{
    const struct action *action;
    for (size_t i = 0; (action = action_at(i)) != NULL; i++)
        if (action->context == context && has_code(action, key))
            return action;
    return NULL;
}

const struct action *action_find(const char *name)
{
    const struct action *action;
    for (size_t i = 0; (action = action_at(i)) != NULL; i++)
        if (action->name[0] != '\0' && strcmp(action->name, name) == 0)
            return action;
    return NULL;
}
