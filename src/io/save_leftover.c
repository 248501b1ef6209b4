/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a save that was cut short by a crash leaves beside the file. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "io/save.h"

/* Whether NAME is what a save of BASE calls its temporary file: ".BASE.XXXXXX". */
static bool is_temporary_name(const char *name, const char *base)
{
    enum { N_RANDOM = 6 };
    size_t n = lesser_size(strlen(base), SAVE_MAX_NAME);
    if (name[0] != '.' || strncmp(name + 1, base, n) != 0 || name[1 + n] != '.')
        return false;
    name += n + 2;
    return strlen(name) == N_RANDOM &&
           strspn(name, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
               N_RANDOM;
}

char *file_find_leftover(const struct file *file)
{
    const char *slash = file->real_path ? strrchr(file->real_path, '/') : NULL;
    char *directory = !slash ? NULL
                      : slash == file->real_path
                          ? strdup("/")
                          : strndup(file->real_path, (size_t)(slash - file->real_path));
    DIR *stream = directory ? opendir(directory) : NULL;
    char *found = NULL;
    free(directory);
    if (!stream)
        return NULL;
    for (struct dirent *entry; !found && (entry = readdir(stream));) {
        if (is_temporary_name(entry->d_name, slash + 1))
            found = strdup(entry->d_name);
    }
    closedir(stream);
    return found;
}
