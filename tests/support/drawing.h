/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canvases to draw on, for tests of charts. */
#ifndef PROFORMA_TESTS_DRAWING_H
#define PROFORMA_TESTS_DRAWING_H

#include "draw/canvas.h"

/* An empty canvas; drawing_check or canvas_fini frees. */
struct canvas drawing_new(int rows, int columns, bool utf8);

/* Compare CANVAS, which is freed, with tests/golden/NAME.txt; fails the test where they differ. */
void drawing_check(struct canvas *canvas, const char *name);

/* Fail the test where CANVAS, which is freed, has anything outside of RECT. */
void drawing_check_outside(struct canvas *canvas, struct rect rect);

#endif
