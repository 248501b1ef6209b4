/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/diagnose.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "io/save.h"

enum status command_new(const struct options *options)
{
    const char *name = options->arguments[0];
    struct save_target target = {.path = name, .flags = SAVE_NEW_ONLY};
    struct opening opening;
    struct error err = {0};
    char *bytes = NULL;
    size_t size;
    enum status status = opening_open_with(&opening, NULL, options);
    if (status != STATUS_OK)
        return status;
    status = file_render(opening.file, opening.scenario->source, &bytes, &size, &err);
    if (status == STATUS_OK && strcmp(name, "-") == 0)
        fwrite(bytes, 1, size, stdout);
    else if (status == STATUS_OK)
        status = file_write(bytes, size, &target, &err);
    if (status != STATUS_OK)
        diagnose_error(name, &err);
    free(bytes);
    opening_close(&opening);
    return status;
}
