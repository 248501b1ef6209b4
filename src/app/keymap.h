/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every key and every command of the dashboard, one row each. The manual is checked against these
 * tables; help, hints and completion get them through struct app.
 */
#ifndef PROFORMA_APP_KEYMAP_H
#define PROFORMA_APP_KEYMAP_H

#include "app/state/action.h"

extern const struct action app_actions[];   /* ends with a row without keys */
extern const struct command app_commands[]; /* ends with a row without a name */

#endif
