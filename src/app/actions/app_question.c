/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions on the status line, which one key answers. */
#include "app/actions/app_question.h"

void app_ask(struct app *app, const struct question *question)
{
    app->question = question;
    app->mode_below = MODE_FIELDS;
    app->mode = MODE_QUESTION;
}

void app_question_event(struct app *app, const struct ui_event *event)
{
    if (event->kind != EVENT_KEY)
        return;
    int32_t key = event->key == KEY_CTRL('C') ? KEY_ESCAPE : event->key;
    for (const struct choice *choice = app->question->choices; choice->key != 0; choice++) {
        if (choice->key != key)
            continue;
        app->mode = app->mode_below;
        app_clear_status(app);
        if (choice->run)
            choice->run(app);
        return;
    }
}
