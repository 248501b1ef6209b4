/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a piece of the screen is for. Themes give each role its colours; views know only roles. A
 * row has the role's name in theme files, the letter that stands for it in screen goldens, and what
 * it is for. */
#ifndef PROFORMA_DRAW_ROLE_H
#define PROFORMA_DRAW_ROLE_H

#define ROLE_UI_LIST(X)                                                                            \
    X(NORMAL, "normal", '.', "everything that has no other role")                                  \
    X(TITLE, "title", 'T', "the scenario's title, headings of panels")                             \
    X(MUTED, "muted", 'm', "units, hints, what is there but seldom read")                          \
    X(STAGE, "stage", 's', "a stage's row in the list of fields")                                  \
    X(OFF, "off", 'o', "a stage that is switched off and its fields")                              \
    X(VALUE, "value", 'v', "numbers: a field's value, a result")                                   \
    X(FORMULA, "formula", 'f', "formula lines")                                                    \
    X(FOCUS, "focus", 'F', "the focused field")                                                    \
    X(EDIT, "edit", 'E', "the text being typed")                                                   \
    X(INVALID, "invalid", 'I', "typed text that doesn't parse, and why")                           \
    X(CHANGED, "changed", 'c', "what differs from the baseline")                                   \
    X(GOOD, "good", 'g', "a target that is met, a claim that holds, a change for the better")      \
    X(BAD, "bad", 'b', "a missed target, a failed claim, a loss, a change for the worse")          \
    X(WARNING, "warning", 'w', "warnings")                                                         \
    X(COST, "cost", 'C', "bars and lines of cost")                                                 \
    X(REVENUE, "revenue", 'R', "bars and lines of revenue")                                        \
    X(BALANCE, "balance", 'B', "lines of the cash balance, and of an outcome over a range")        \
    X(GHOST, "ghost", 'h', "the baseline's bars and lines behind the present ones")                \
    X(AXIS, "axis", 'a', "axes, zero lines, rules between panels")                                 \
    X(TAB, "tab", 't', "a view's tab")                                                             \
    X(TAB_ACTIVE, "tab_active", 'A', "the tab of the view that is shown")                          \
    X(STATUS, "status", 'S', "the status line")                                                    \
    X(KEY, "key", 'k', "keys in hints and in the help")                                            \
    X(MATCH, "match", 'M', "what a search found")

enum ui_role {
#define X(name, theme_name, letter, purpose) UI_##name,
    ROLE_UI_LIST(X)
#undef X
        N_UI_ROLES
};

const char *ui_role_name(enum ui_role role);
char ui_role_letter(enum ui_role role);

#endif
