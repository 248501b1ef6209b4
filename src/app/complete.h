/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completing the command line. */
#ifndef PROFORMA_APP_COMPLETE_H
#define PROFORMA_APP_COMPLETE_H

#include "app/state/app_state.h"

/* What a command line can go on as. */
struct candidate {
    char text[APP_STEM_SIZE];    /* the line, completed */
    char label[APP_STEM_SIZE];   /* as listed */
    const char *keys;            /* that do the same, or "" */
    const char *summary;         /* what it does or is now */
    char note[NUMBER_TEXT_SIZE]; /* for a summary that is a number */
};
/* Candidate I of what begins with STEM; false beyond the last. */
bool complete_candidate(const struct app *app, const char *stem, size_t i, struct candidate *out);
/* Put in the next candidate (DIRECTION 1) or the previous one (-1). */
void complete_cycle(struct app *app, int direction);
/* Draw the candidates at the bottom of BODY. */
void complete_draw(const struct app *app, struct canvas *canvas, struct rect body);

#endif
