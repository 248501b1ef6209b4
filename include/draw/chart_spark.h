/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A curve as small as a word: one row of blocks. */
#ifndef PROFORMA_DRAW_CHART_SPARK_H
#define PROFORMA_DRAW_CHART_SPARK_H

#include "draw/canvas.h"

/* Draw the N (1 or more) VALUES into COLUMNS (1 or more) cells of row 0 of RECT from COLUMN on, the
 * smallest lowest; values that are not finite leave a blank. Each cell shows one of them. */
void chart_draw_spark(struct canvas *canvas, struct rect rect, int column, int columns,
                      enum ui_role role, const double *values, uint32_t n);

#endif
