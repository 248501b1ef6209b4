/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the cells that differ from those that are shown, with the roles of blanks that cost the
 * fewest bytes. */
#ifndef PROFORMA_TERM_TERM_CELLS_H
#define PROFORMA_TERM_TERM_CELLS_H

#include "draw/canvas.h"

/* Who writes cells. */
struct cells_writer {
    /* Write CELL, WIDTH (1 or 2) columns wide. */
    void (*put)(void *user, int row, int column, const struct cell *cell, int width);
    void *user;
    bool blank_is_normal[N_UI_ROLES]; /* a blank in this role looks like an ordinary one */
};

/* Of the first COLUMNS cells of ROW of CANVAS, write those that differ from SHOWN, and note them
 * there. Both canvases have that many columns. The roles of blanks can't be seen, so that they get
 * the role that saves bytes: that of the word before them if they only separate two words; that of
 * the number behind them if it has become shorter; else the ordinary one, which clearing leaves. */
void cells_write_row(const struct cells_writer *writer, struct canvas *shown,
                     const struct canvas *canvas, int row, int columns);

#endif
