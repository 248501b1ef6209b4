/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A theme: how each role looks, depending on how many colours the terminal has, and whether charts
 * may use more than ASCII. It is data: io/theme_load.h finds theme files, term/terminal.h turns
 * styles into what a terminal understands.
 */
#ifndef PROFORMA_DRAW_THEME_H
#define PROFORMA_DRAW_THEME_H

#include "core/text/status.h"
#include "draw/role.h"

/* What the terminal can show, poorest first, and the section of a theme file that says what roles
 * look like then. A role that a section leaves out looks as in the section before. */
#define THEME_DEPTH_LIST(X)                                                                        \
    X(MONO, "mono", "attributes only: no colours, or NO_COLOR is set")                             \
    X(8, "8", "the 8 colours of every colour terminal")                                            \
    X(256, "256", "the palette of 256 colours")                                                    \
    X(TRUE, "true", "any colour, red, green and blue from 0 to 255")

enum theme_depth {
#define X(id, section, purpose) THEME_##id,
    THEME_DEPTH_LIST(X)
#undef X
        N_THEME_DEPTHS
};

enum theme_attribute {
    THEME_BOLD = 1 << 0,
    THEME_DIM = 1 << 1,
    THEME_UNDERLINE = 1 << 2,
    THEME_REVERSE = 1 << 3,
};

/* A colour: THEME_DEFAULT, a number in the terminal's palette (0 to 255), or, only in THEME_TRUE,
 * THEME_RGB plus 0xRRGGBB. */
enum { THEME_DEFAULT = -1, THEME_RGB = 1 << 24 };

struct theme_style {
    int32_t foreground, background;
    uint8_t attributes; /* bits of enum theme_attribute */
};

enum { THEME_NAME_SIZE = 50, THEME_TITLE_SIZE = 100 };

struct theme {
    char name[THEME_NAME_SIZE];   /* of its file, without ".ini" */
    char title[THEME_TITLE_SIZE]; /* one line for the user; "" if it has none */
    bool ascii;                   /* charts are drawn with ASCII characters only */
    struct {
        bool is_set;
        struct theme_style style;
    } roles[N_THEME_DEPTHS][N_UI_ROLES];
};

/* An empty theme: every role looks like the terminal's own text. NAME is cut to fit. */
void theme_init(struct theme *theme, const char *name);

/*
 * Take over one entry of a theme file: `title` or `glyphs` of [theme], or a role of a depth's
 * section. A role's VALUE is "FOREGROUND on BACKGROUND ATTRIBUTE...", each part optional, as in
 * "yellow", "252 on 236 bold", "on #303030 underline". STATUS_FAULTY if a theme can't have such an
 * entry; if its value is wrong, err->offset and err->length are the place in VALUE.
 */
enum status theme_set(struct theme *theme, const char *section, const char *key, const char *value,
                      struct error *err);

/* How ROLE looks in DEPTH. */
struct theme_style theme_style(const struct theme *theme, enum theme_depth depth,
                               enum ui_role role);

/* COLOR, which is not THEME_DEFAULT, as 0xRRGGBB. The palette is the usual one: 16 colours, a cube
 * of 6 x 6 x 6, 24 greys. theme_rgb(208) is 0xff8700. */
int32_t theme_rgb(int32_t color);

#endif
