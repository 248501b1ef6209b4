/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are compiled into the program: the starter scenario and the built-in themes. The table
 * is made from them when the program is built. */
#ifndef PROFORMA_IO_EMBEDDED_H
#define PROFORMA_IO_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *name; /* its path in the source tree: "scenarios/starter.ini" */
    const char *text; /* ends with a NUL that is not part of it */
    size_t size;
};

/* Ends with a row whose name is NULL. */
extern const struct embedded embedded_files[];

/* The file NAME; NULL if there is none. */
const struct embedded *embedded_find(const char *name);

#endif
