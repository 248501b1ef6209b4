/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A story of the whole program: a folder with a copy of the article's case, and a terminal. */
#ifndef PROFORMA_TESTS_STORY_H
#define PROFORMA_TESTS_STORY_H

#include "host.h"

extern const char story_profit[]; /* the profit of the article's case, as the dashboard shows it */

struct story {
    char *folder; /* with case.ini */
    struct host host;
};

/* For cmocka: *STATE becomes a struct story in which nothing runs yet. */
int story_set_up(void **state);
int story_tear_down(void **state);

/* Start the dashboard on the copy, and wait for it; the same in a terminal as OPTIONS say, whose
 * folder is filled in. */
struct host *story_start(struct story *story);
struct host *story_start_with(struct story *story, struct host_options options);
/* The focus on promotion.conversion, 10 % in the file. */
void story_find_conversion(struct host *host);
/* Send KEYS, upon which the program has to end with status 0. */
void story_quit(struct host *host, const char *keys);

#endif
