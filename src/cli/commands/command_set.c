/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/diagnose.h"
#include "cli/folders.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "io/save.h"

static bool is_stream(const char *name)
{
    return strcmp(name, "-") == 0;
}

static enum status write_stream(const struct opening *opening, struct error *err)
{
    char *bytes;
    size_t size;
    enum status status = file_render(opening->file, opening->scenario->source, &bytes, &size, err);
    if (status == STATUS_OK) {
        fwrite(bytes, 1, size, stdout);
        free(bytes);
    }
    return status;
}

static enum status write_file(const struct opening *opening, const char *output, struct error *err)
{
    char *state = folders_state();
    struct save_target target = {
        .path = output,
        .flags = SAVE_IN_PLACE | (output ? SAVE_OVERWRITE : 0),
        .state_dir = state,
    };
    enum status status = file_save(opening->file, opening->scenario->source, &target, err);
    free(state);
    return status;
}

/* What the edits themselves made doubtful; the file's own warnings are for `check`. */
static void put_edit_warnings(const struct opening *opening, const char *name)
{
    struct messages all = {0}, edited = {0};
    scenario_warnings(opening->scenario, &all);
    for (size_t i = 0; i < all.n; i++)
        if (all.items[i].place.line == 0)
            messages_add(&edited, SEVERITY_WARNING, all.items[i].place, "%s", all.items[i].text);
    diagnose_messages(stderr, opening->scenario->source, name, &edited);
    messages_fini(&edited);
    messages_fini(&all);
}

enum status command_set(const struct options *options)
{
    const char *name = options->arguments[0];
    const char *given = options_value(options, OPTION_OUTPUT);
    const char *output = given ? given : is_stream(name) ? "-" : NULL;
    struct edits edits[] = {
        {options->values[OPTION_SET].items, options->values[OPTION_SET].n, false},
        {options->arguments + 1, options->n_arguments - 1, false},
    };
    struct opening opening;
    struct error err = {0};
    enum status status;
    if (edits[0].n + edits[1].n == 0 && !given)
        return options_usage_error(COMMAND_SET, _("'set' needs NAME=VALUE"));
    status = opening_open(&opening, name, edits, 2);
    if (status != STATUS_OK)
        return status;
    put_edit_warnings(&opening, name);
    status = output && is_stream(output) ? write_stream(&opening, &err)
                                         : write_file(&opening, output, &err);
    if (status != STATUS_OK)
        diagnose_error(output && status != STATUS_FAULTY ? output : name, &err);
    opening_close(&opening);
    return status;
}
