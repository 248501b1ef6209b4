/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Theme files: where they are found, and their entries one by one. What an entry means is not
 * known here (ui/theme.h); whoever loads passes it on.
 */
#ifndef PROFORMA_IO_THEME_LOAD_H
#define PROFORMA_IO_THEME_LOAD_H

#include "core/status.h"

enum { THEME_MAX_NAMES = 64, THEME_FILE_MAX = 64 * 1024 };

/* Who takes the entries of a theme file. */
struct theme_sink {
    /* One entry; on failure ERR says why, with the offset in VALUE. */
    enum status (*set)(void *user, const char *section, const char *key, const char *value,
                       struct error *err);
    void *user;
};

/*
 * Load the theme NAME: the file NAME where it has a '/' in it; else NAME.ini in the first of
 * FOLDERS (NULL-terminated, may hold "") that has it, else the one compiled into the program.
 * compiled into the program. STATUS_NOT_FOUND where there is no such theme, STATUS_IO where its file
 * can't be read, STATUS_FAULTY where it is faulty: ERR's text is then "FILE:LINE:COLUMN: " and the first
 * fault. Entries before a fault have reached SINK by then.
 */
enum status theme_load(const char *name, const char *const *folders,
                       const struct theme_sink *sink, struct error *err);

/* The names of all themes that theme_load finds, sorted, each once: malloc'ed strings in NAMES,
 * THEME_MAX_NAMES at most. Returns how many. */
size_t theme_names(const char *const *folders, char *names[THEME_MAX_NAMES]);

#endif
