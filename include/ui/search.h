/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding fields by a part of their name, label, or section's title. Case matters to letters beyond
 * ASCII alone. */
#ifndef PROFORMA_UI_SEARCH_H
#define PROFORMA_UI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct app;

/* The byte at which TEXT holds PATTERN; SIZE_MAX where it doesn't or PATTERN is empty. */
size_t search_match(const char *text, const char *pattern);

/* Move the focus of APP to the next row (DIRECTION 1) or the one before (-1) that matches its search
 * text, around the end, unfolding its stage; INCLUSIVE: the present row counts. False where nothing
 * matches. */
bool search_move(struct app *app, int direction, bool inclusive);

#endif
