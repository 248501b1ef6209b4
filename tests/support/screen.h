/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard without a terminal, for tests: events in, state, effects and cells out. */
#ifndef PROFORMA_TESTS_SCREEN_H
#define PROFORMA_TESTS_SCREEN_H

#include "app/app.h"
#include "io/load.h"

struct screen {
    struct app *app;
    struct canvas canvas;
    struct file *file;
    unsigned effects; /* of all events since the last screen_type */
};

/* The dashboard on tests/data/NAME, in a terminal of ROWS x COLUMNS. Fails the test where it can't.
 */
void screen_open(struct screen *screen, const char *name, int rows, int columns, bool utf8);
void screen_close(struct screen *screen);

/* The same on the heap. */
struct screen *screen_new(const char *name, int rows, int columns, bool utf8);
void screen_free(struct screen *screen);

/* The fixture of the dashboard's tests: *STATE is a screen of 80x24 on dashboard.ini. */
int screen_set_up(void **state);
int screen_tear_down(void **state);
/* Put the focus on promotion.campaigns. */
void screen_focus_campaigns(struct screen *screen);

/* What NAME comes to, and the present text of KEY ("(none)" where there is none). */
double screen_value(const struct screen *screen, const char *name);
const char *screen_text(const struct screen *screen, const char *section, const char *key);

/* A scenario of tests/data, for answers to effects; the caller's. */
struct scenario *screen_load(const char *name);

/* Hit KEYS one after the other: characters, and names of keys as <Down> or <Ctrl-R>. */
void screen_type(struct screen *screen, const char *keys);
void screen_paste(struct screen *screen, const char *text);
void screen_mouse(struct screen *screen, enum mouse_action action, int row, int column);
void screen_resize(struct screen *screen, int rows, int columns);

/* Whether the drawn screen shows TEXT in one row. */
bool screen_shows(struct screen *screen, const char *text);
/* The row that shows TEXT; -1 where none does. */
int screen_row_of(struct screen *screen, const char *text);
/* Draw, and dump as canvas_dump does; malloc'ed. */
char *screen_dump(struct screen *screen);
/* The dashboard on tests/data/FILE after KEYS at 80x24, 120x40, 60x16 and 1x1 in both character
 * sets, against the goldens app-NAME-80x24-utf8 and so on. */
void screen_check_sizes(const char *name, const char *file, const char *keys);

#endif
