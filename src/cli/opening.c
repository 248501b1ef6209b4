/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opening.h"

#include <stdlib.h>

#include "cli/diagnose.h"
#include "core/text/gettext.h"
#include "io/embedded.h"

#include "assignment.h"

const char opening_starter[] = "scenarios/starter.ini";

/* Where a scenario is, and what it is called if not by that path (NULL). */
struct origin {
    const char *path, *place;
};

static enum status load(const struct origin *origin, struct file **file, struct source **source,
                        struct messages *messages)
{
    const struct embedded *starter;
    if (origin->place)
        return file_load_as(origin->path, origin->place, file, source, messages);
    if (origin->path)
        return file_load(origin->path, file, source, messages);
    starter = embedded_find(opening_starter);
    return starter
               ? file_load_text("starter.ini", starter->text, starter->size, file, source, messages)
               : STATUS_NOT_FOUND;
}

static enum status apply(struct source *source, const struct edits *edits, size_t n_edits)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < n_edits; i++)
        for (int j = 0; status == STATUS_OK && j < edits[i].n; j++)
            status = assignment_apply(source, edits[i].assignments[j], edits[i].must_exist);
    return status;
}

/* Load, apply EDITS and evaluate. *SOURCE is the caller's until *OUT holds a scenario. */
static enum status build(struct opening *out, struct source **source, const struct origin *origin,
                         const struct edits *edits, size_t n_edits, struct messages *messages)
{
    enum status status = load(origin, &out->file, source, messages);
    if (status == STATUS_OK)
        status = apply(*source, edits, n_edits);
    if (status == STATUS_OK)
        status = scenario_new(*source, &out->scenario, messages);
    if (status == STATUS_OK)
        *source = NULL;
    return status;
}

/* Whether SOURCE, which is freed, is without a fault. */
static bool is_faultless(struct source *source)
{
    struct scenario *scenario = NULL;
    struct messages messages = {0};
    bool faultless = source && scenario_new(source, &scenario, &messages) == STATUS_OK;
    if (!faultless)
        source_free(source);
    scenario_free(scenario);
    messages_fini(&messages);
    return faultless;
}

/* The first of the edits with which FILE has a fault that it doesn't have without; NULL where it
 * is faulty itself, or none is. */
static const char *find_culprit(const struct file *file, const struct edits *edits, size_t n_edits)
{
    struct source *source = NULL;
    struct file *again = NULL;
    struct messages messages = {0};
    const char *culprit = NULL;
    enum status status = file_load_text(file->name, file->document->bytes, file->document->size,
                                        &again, &source, &messages);
    bool is_sound = status == STATUS_OK && is_faultless(source_clone(source));
    for (size_t i = 0; is_sound && i < n_edits && !culprit; i++)
        for (int j = 0; j < edits[i].n && !culprit; j++)
            if (assignment_apply(source, edits[i].assignments[j], edits[i].must_exist) ||
                !is_faultless(source_clone(source)))
                culprit = edits[i].assignments[j];
    source_free(source);
    file_free(again);
    messages_fini(&messages);
    return culprit;
}

/* Print what is wrong with PATH to OUT. A fault that has no place lies in an edit. */
static void diagnose(FILE *out, const struct opening *opening, const struct source *source,
                     const char *path, const struct messages *messages, const struct edits *edits,
                     size_t n_edits)
{
    const char *culprit = NULL;
    char *label = NULL;
    if (opening->file && messages->n > 0 && messages->items[0].place.line == 0)
        culprit = find_culprit(opening->file, edits, n_edits);
    if (culprit && asprintf(&label, _("%s with '%s'"), path, culprit) < 0)
        label = NULL;
    diagnose_messages(out, source, label ? label : path, messages);
    free(label);
}

static enum status open_origin(struct opening *out, const struct origin *origin,
                               const struct edits *edits, size_t n_edits, FILE *faults)
{
    const char *name = origin->place ? origin->place : origin->path;
    struct source *source = NULL;
    struct messages messages = {0};
    enum status status;
    *out = (struct opening){0};
    status = build(out, &source, origin, edits, n_edits, &messages);
    if (status && faults)
        diagnose(faults, out, source, name ? name : opening_starter, &messages, edits, n_edits);
    if (status == STATUS_NO_MEMORY)
        diagnose_no_memory();
    source_free(source);
    messages_fini(&messages);
    if (status != STATUS_OK)
        opening_close(out);
    return status;
}

enum status opening_open(struct opening *out, const char *path, const struct edits *edits,
                         size_t n_edits)
{
    return open_origin(out, &(struct origin){.path = path}, edits, n_edits, stderr);
}

enum status opening_open_as(struct opening *out, const char *path, const char *place,
                            const struct edits *edits, size_t n_edits, FILE *faults)
{
    return open_origin(out, &(struct origin){path, place}, edits, n_edits, faults);
}

enum status opening_open_with(struct opening *out, const char *path, const struct options *options)
{
    const struct option_values *sets = &options->values[OPTION_SET];
    struct edits edits = {sets->items, sets->n, true};
    return opening_open(out, path, &edits, 1);
}

void opening_close(struct opening *opening)
{
    scenario_free(opening->scenario);
    file_free(opening->file);
    *opening = (struct opening){0};
}
