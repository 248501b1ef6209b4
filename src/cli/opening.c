/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opening.h"

#include "cli/assignment.h"
#include "cli/diagnose.h"
#include "core/gettext.h"
#include "io/embedded.h"

const char opening_starter[] = "scenarios/starter.ini";

static enum status load(const char *path, struct file **file, struct source **source,
                        struct messages *messages)
{
    const struct embedded *starter;

    if (path)
        return file_load(path, file, source, messages);
    starter = embedded_find(opening_starter);
    return starter ? file_load_text("starter.ini", starter->text, starter->size, file, source,
                                    messages)
                   : STATUS_NOT_FOUND;
}

/* Load PATH, apply EDITS and evaluate. *SOURCE is the caller's until *OUT holds a scenario. */
static enum status build(struct opening *out, struct source **source, const char *path,
                         const struct edits *edits, size_t n_edits, struct messages *messages)
{
    enum status status = load(path, &out->file, source, messages);

    for (size_t i = 0; i < n_edits; i++)
        for (int j = 0; status == STATUS_OK && j < edits[i].n; j++)
            status = assignment_apply(*source, edits[i].assignments[j], edits[i].must_exist);
    if (status == STATUS_OK)
        status = scenario_new(*source, &out->scenario, messages);
    if (status == STATUS_OK)
        *source = NULL;
    return status;
}

enum status opening_open(struct opening *out, const char *path, const struct edits *edits,
                         size_t n_edits)
{
    struct source *source = NULL;
    struct messages messages = {0};
    enum status status;

    *out = (struct opening){0};
    status = build(out, &source, path, edits, n_edits, &messages);
    if (status)
        diagnose_messages(stderr, source, path ? path : opening_starter, &messages);
    if (status == STATUS_NO_MEMORY)
        diagnose_plain(_("out of memory"));
    source_free(source);
    messages_fini(&messages);
    if (status)
        opening_close(out);
    return status;
}

void opening_close(struct opening *opening)
{
    scenario_free(opening->scenario);
    file_free(opening->file);
    *opening = (struct opening){0};
}
