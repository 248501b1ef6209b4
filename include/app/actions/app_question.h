/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions on the status line, which one key answers. */
#ifndef PROFORMA_APP_ACTIONS_APP_QUESTION_H
#define PROFORMA_APP_ACTIONS_APP_QUESTION_H

#include "app/state/app_state.h"

struct choice {
    int32_t key;
    const char *keys;             /* as shown */
    const char *label;            /* untranslated */
    void (*run)(struct app *app); /* NULL: nothing but going back */
};

/* A question on the status line; Esc and Ctrl-C always go back. */
struct question {
    const char *text;         /* untranslated; NULL: the text of app->status */
    struct choice choices[4]; /* ends with key 0 */
};

void app_ask(struct app *app, const struct question *question);
void app_question_event(struct app *app, const struct ui_event *event);

#endif
