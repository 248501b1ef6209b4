/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of comma-separated tables, as spreadsheets and scripts read them. Commas and line ends
 * between the fields are the caller's. */
#ifndef PROFORMA_PRINT_CSV_H
#define PROFORMA_PRINT_CSV_H

#include <stdio.h>

/* TEXT (filtered; NULL: nothing), quoted if it has to be. One that a spreadsheet would take for
 * a formula gets an apostrophe before it. */
void csv_put_text(FILE *out, const char *text);

/* NUMBER as the shortest text that reads back as the same double; NaN, inf, -inf. */
void csv_put_number(FILE *out, double number);

#endif
