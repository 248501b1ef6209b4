/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/folders.h"

#include <stdio.h>
#include <stdlib.h>

/* HEAD TAIL as one malloc'ed path; NULL where HEAD is no absolute path. */
static char *join(const char *head, const char *tail)
{
    char *path = NULL;
    if (!head || *head != '/' || asprintf(&path, "%s%s", head, tail) < 0)
        return NULL;
    return path;
}

char *folders_state(void)
{
    char *path = join(getenv("XDG_STATE_HOME"), "/proforma");
    return path ? path : join(getenv("HOME"), "/.local/state/proforma");
}

char *folders_themes(void)
{
    char *path = join(getenv("XDG_CONFIG_HOME"), "/proforma/themes");
    return path ? path : join(getenv("HOME"), "/.config/proforma/themes");
}
