/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The block elements of Unicode that charts are drawn with. Private to the charts. */
#ifndef PROFORMA_DRAW_CHART_BLOCKS_H
#define PROFORMA_DRAW_CHART_BLOCKS_H

enum { EIGHTHS = 8 }; /* of a cell */

enum {
    LOWER_EIGHTHS = 0x2580, /* LOWER_EIGHTHS + k is the lower k eighths of a cell, k = 1 to 8 */
    UPPER_HALF = 0x2580,
    FULL_BLOCK = 0x2588,
    LEFT_EIGHTHS = 0x2590, /* LEFT_EIGHTHS - k is the left k eighths of a cell, k = 1 to 8 */
    RIGHT_HALF = 0x2590,
    LIGHT_SHADE = 0x2591,
    MEDIUM_SHADE = 0x2592,
    DARK_SHADE = 0x2593,
    UPPER_EIGHTH = 0x2594,
    RIGHT_EIGHTH = 0x2595,
};

#endif
