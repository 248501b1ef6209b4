/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/load.h"

struct scenario *scenario_try_text(const char *text, struct messages *messages)
{
    struct file *file = NULL;
    struct source *source = NULL;
    struct scenario *scenario = NULL;
    enum status status = file_load_text("test.ini", text, strlen(text), &file, &source, messages);
    if (!status)
        status = scenario_new(source, &scenario, messages);
    if (status)
        source_free(source);
    file_free(file);
    return scenario;
}

struct scenario *scenario_from_text(const char *text)
{
    struct messages messages = {0};
    struct scenario *scenario = scenario_try_text(text, &messages);
    for (size_t i = 0; i < messages.n && !scenario; i++)
        fprintf(stderr, "test.ini:%u:%u: %s\n", (unsigned)messages.items[i].place.line,
                (unsigned)messages.items[i].place.column, messages.items[i].text);
    messages_fini(&messages);
    if (!scenario)
        abort();
    return scenario;
}

void scenario_warnings_text(const struct scenario *scenario, char *out, size_t size)
{
    struct messages list = {0};
    size_t used = 0;
    out[0] = '\0';
    scenario_warnings(scenario, &list);
    for (size_t i = 0; i < list.n && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%u: %s\n",
                                 (unsigned)list.items[i].place.line, list.items[i].text);
    messages_fini(&list);
}
