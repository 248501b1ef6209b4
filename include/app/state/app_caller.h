/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dashboard's state and its caller: what the dashboard asks for, as effects, and what the
 * caller may ask of the state. Everything else for callers is in app/app.h.
 */
#ifndef PROFORMA_APP_STATE_APP_CALLER_H
#define PROFORMA_APP_STATE_APP_CALLER_H

#include <stdbool.h>

/* What the caller has to do after app_update; bits. */
enum effect {
    EFFECT_NONE = 0,
    EFFECT_REDRAW = 1 << 0,  /* the screen is out of date */
    EFFECT_REPAINT = 1 << 1, /* send every cell again (Ctrl-L) */
    EFFECT_SAVE = 1 << 2,    /* save to the path; answer with app_saved or app_save_failed */
    EFFECT_LOAD = 1 << 3,    /* load the path; answer with app_loaded or app_failed */
    EFFECT_REPORT = 1 << 4,  /* write the text report to the path; answer as with a theme */
    EFFECT_THEME = 1 << 5,   /* use the theme; answer with app_notice or app_failed */
    EFFECT_MOUSE = 1 << 6,   /* turn mouse reporting on or off */
    EFFECT_SUSPEND = 1 << 7, /* stop this process as Ctrl-Z does */
    EFFECT_QUIT = 1 << 8,    /* leave; after a save where EFFECT_SAVE is set as well */
    EFFECT_COMPARE = 1 << 9, /* load the path; answer with app_compared or app_failed */
};

enum { APP_THEME_SIZE = 256 }; /* bytes of a theme's name with its NUL */

/* The effects of an event and all that they are about. */
struct app_request {
    unsigned effects; /* bits of enum effect, of the last event */
    char *path;       /* of a file; NULL until one is asked for */
    bool overwrite;   /* a save may overwrite what has changed on the disk, or is another file */
    bool in_place;    /* a save may write into the file, after a copy of it was put aside, if it
                         can't be replaced as a whole */
    bool mouse;       /* mouse reporting is wanted */
    char theme[APP_THEME_SIZE]; /* its name; "" for the next one */
};

struct app;

/* True if there are edits that have not been saved. */
bool app_is_edited(const struct app *app);
/* Show the view NAME, or the one of that number; false if there is none. */
bool app_show_view(struct app *app, const char *name);

#endif
