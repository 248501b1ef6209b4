/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Theme files: where they are found, and their entries one by one. What an entry means is not
 * known here (ui/theme.h); whoever loads passes it on.
 */
#ifndef PROFORMA_IO_THEME_LOAD_H
#define PROFORMA_IO_THEME_LOAD_H

#include "core/status.h"

enum {
    THEME_FILE_MAX = 64 * 1024, /* bytes of a theme file */
    THEME_MAX_NAMES = 64,
};

/* Who takes the entries of a theme file. */
struct theme_sink {
    /* Take one entry. On failure ERR says why: about VALUE, with the place in it, where its length
     * is not 0, else about the section and the key. */
    enum status (*set)(void *user, const char *section, const char *key, const char *value,
                       struct error *err);
    void *user;
};

/*
 * Load the theme NAME: the file NAME where it has a '/' in it; else NAME.ini in the first of
 * FOLDERS (NULL-terminated) that has it, else the one compiled into the program. STATUS_NOT_FOUND
 * where there is no such theme, STATUS_IO where its file can't be read, STATUS_FAULTY where it is
 * faulty: ERR's text is then "FILE:LINE:COLUMN: " and the first fault. Entries before that have
 * reached SINK by then.
 */
enum status theme_load(const char *name, const char *const *folders, const struct theme_sink *sink,
                       struct error *err);

/* The names of all themes in FOLDERS and in the program, sorted, each once, as malloc'ed strings in
 * NAMES. Returns how many; what can't be read or doesn't fit is left out. */
size_t theme_names(const char *const *folders, char *names[THEME_MAX_NAMES]);

#endif
