/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "temp_dir.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void *must(void *result, const char *what)
{
    if (result == NULL) {
        perror(what);
        exit(99);
    }
    return result;
}

char *temp_dir_make(void)
{
    const char *parent = getenv("TMPDIR");
    char template[4096];

    snprintf(template, sizeof(template), "%s/proforma-test.XXXXXX",
             parent == NULL || parent[0] == '\0' ? "." : parent);
    must(mkdtemp(template), template);
    return must(realpath(template, NULL), template);
}

static int remove_inside(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type;
    return walk->level == 0 ? 0 : remove(path);
}

static int allow_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)walk;
    return type == FTW_D || type == FTW_DNR ? chmod(path, 0700) : 0;
}

void temp_dir_clear(const char *dir)
{
    nftw(dir, allow_one, 16, FTW_PHYS);
    nftw(dir, remove_inside, 16, FTW_DEPTH | FTW_PHYS);
}

void temp_dir_remove(char *dir)
{
    temp_dir_clear(dir);
    rmdir(dir);
    free(dir);
}

const char *temp_path(const char *dir, const char *name)
{
    static char paths[8][4096];
    static int next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof(paths[0]), "%s/%s", dir, name);
    return path;
}

void temp_write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = must(fopen(path, "wb"), path);

    if (fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(99);
    }
}

void temp_write(const char *path, const char *text)
{
    temp_write_bytes(path, text, strlen(text));
}

char *temp_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = file == NULL ? NULL : malloc((1 << 21) + 1);

    if (bytes != NULL) {
        size_t n = fread(bytes, 1, 1 << 21, file);

        bytes[n] = '\0';
        if (size != NULL)
            *size = n;
    }
    if (file != NULL)
        fclose(file);
    return bytes;
}

int temp_count(const char *dir, const char *part)
{
    DIR *stream = must(opendir(dir), dir);
    int n = 0;

    for (struct dirent *entry; (entry = readdir(stream)) != NULL;)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
             strstr(entry->d_name, part) != NULL;
    closedir(stream);
    return n;
}
