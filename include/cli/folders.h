/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's folders for the program, by the XDG base directories: malloc'ed paths, which need not
 * exist; NULL where there is no home, or memory ran out. */
#ifndef PROFORMA_CLI_FOLDERS_H
#define PROFORMA_CLI_FOLDERS_H

char *folders_state(void);  /* for copies of originals */
char *folders_themes(void); /* for the user's own themes */

#endif
