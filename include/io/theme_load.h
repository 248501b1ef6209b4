/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Theme files: finding them, and reading their entries one by one. What an entry means is not known
 * here (see draw/theme.h): the caller passes it on.
 */
#ifndef PROFORMA_IO_THEME_LOAD_H
#define PROFORMA_IO_THEME_LOAD_H

#include "core/text/status.h"

enum {
    THEME_FILE_MAX = 64 * 1024, /* bytes of a theme file */
    THEME_MAX_NAMES = 64,
};

/* Who takes the entries of a theme file. */
struct theme_sink {
    /* Take one entry. On failure ERR says why. If its length is not 0, it is about VALUE and has
     * the place in it, else it is about the section and the key. */
    enum status (*set)(void *user, const char *section, const char *key, const char *value,
                       struct error *err);
    void *user;
};

/*
 * Load the theme NAME: if it has a '/' in it, the file NAME; else NAME.ini in the first of FOLDERS
 * (NULL-terminated) that has it, else the one that is compiled into the program. STATUS_NOT_FOUND
 * if there is no such theme, STATUS_IO if its file can't be read. STATUS_FAULTY if it is faulty:
 * then ERR's text is "FILE:LINE:COLUMN: " and the first fault, and the entries before have reached
 * SINK.
 */
enum status theme_load(const char *name, const char *const *folders, const struct theme_sink *sink,
                       struct error *err);

/* Put the names of all themes in FOLDERS and in the program, sorted, each once, into NAMES, as
 * malloc'ed strings. Returns how many; what can't be read or doesn't fit is left out. */
size_t theme_names(const char *const *folders, char *names[THEME_MAX_NAMES]);

#endif
