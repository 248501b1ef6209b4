/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz_scenario.h"

#include <stdlib.h>

#include "io/load.h"

void fuzz_check(bool holds)
{
    if (!holds)
        abort();
}

static bool has_base(const char *text, size_t size)
{
    struct messages messages = {0};
    struct document *document = NULL;
    bool has = document_parse(text, size, 0, &document, &messages) == STATUS_OK &&
               document_find(document, "scenario", "extends") != NULL;
    document_free(document);
    messages_fini(&messages);
    return has;
}

struct scenario *fuzz_scenario(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct messages messages = {0};
    struct file *file = NULL;
    struct source *source = NULL;
    struct scenario *scenario = NULL;

    if (has_base(text, size))
        return NULL;
    enum status status = file_load_text("fuzz", text, size, &file, &source, &messages);
    if (status == STATUS_OK)
        status = scenario_new(source, &scenario, &messages);
    fuzz_check((status == STATUS_OK) == (messages.n_errors == 0));
    for (size_t i = 0; i < messages.n; i++)
        fuzz_check(*messages.items[i].text != '\0');
    if (status != STATUS_OK)
        source_free(source);
    file_free(file);
    messages_fini(&messages);
    return scenario;
}
