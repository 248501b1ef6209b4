/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last line of the screen. */
#ifndef PROFORMA_UI_STATUS_LINE_H
#define PROFORMA_UI_STATUS_LINE_H

#include "ui/app_state.h"

void status_draw(const struct app *app, struct canvas *canvas, struct rect row);

#endif
