/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: the steps, one after the other. */
#include "model_build.h"

#include <stdlib.h>

#include "core/model/model_private.h"

/* An error stops none of them, so that all that is wrong with a scenario is said at once. */
static void (*const steps[])(struct builder *builder) = {
    build_read,         build_resolve, build_months,      build_check_lines,
    build_correlations, build_graph,   build_check_units,
};

enum status model_build(const struct source *source, struct model **out, struct messages *messages)
{
    struct model *model = calloc(1, sizeof *model);
    if (model && !(model->private = calloc(1, sizeof *model->private))) {
        free(model);
        model = NULL;
    }
    if (!model)
        return STATUS_NO_MEMORY;
    struct builder builder = {
        .source = source, .model = model, .arena = &model->private->arena, .messages = messages};
    /* of a file that could be read in part, only what each line says on its own is checked */
    size_t n_steps = messages->n_errors > 0 ? 1 : sizeof steps / sizeof *steps;
    for (size_t i = 0; i < n_steps && !builder.out_of_memory; i++)
        steps[i](&builder);
    for (size_t i = 0; i < builder.n_templates; i++)
        template_free(builder.templates[i]);
    free(builder.templates);
    names_fini(&builder.all_names);
    free(builder.entries);
    if (builder.out_of_memory || messages->n_errors > 0) {
        messages_sort(messages);
        model_free(model);
        return builder.out_of_memory ? STATUS_NO_MEMORY : STATUS_FAULTY;
    }
    messages_sort(&model->warnings);
    *out = model;
    return STATUS_OK;
}
