/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a save writes to: the real file behind the path, and whether it is still what was loaded. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/text/gettext.h"

#include "save_job.h"

enum status save_fail(const struct save_job *job, const char *call, struct error *err)
{
    return error_set(err, STATUS_IO, _("cannot write '%s': %s: %s"), job->shown, call,
                     strerror(errno));
}

static char *real_path(const struct save_job *job, const char *path)
{
    char *real;
    do {
        real = job->calls->realpath(path, NULL);
    } while (!real && errno == EINTR);
    return real;
}

/* The real path of a file that isn't there yet: its directory has to be. */
static enum status resolve_new(struct save_job *job, const char *path, struct error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *directory = !slash          ? strdup(".")
                      : slash == path ? strdup("/")
                                      : strndup(path, (size_t)(slash - path));
    char *real = directory ? real_path(job, directory) : NULL;
    int failure = errno;
    free(directory);
    if (!directory || (!real && failure == ENOMEM))
        return error_no_memory(err);
    errno = failure;
    if (!real)
        return save_fail(job, _("its folder"), err);
    size_t n = strcmp(real, "/") == 0 ? 0 : strlen(real);
    job->path = malloc(n + strlen(name) + 2);
    if (job->path) {
        memcpy(job->path, real, n);
        job->path[n] = '/';
        memcpy(job->path + n + 1, name, strlen(name) + 1);
    }
    free(real);
    return job->path ? STATUS_OK : error_no_memory(err);
}

static enum status resolve(struct save_job *job, const char *path, struct error *err)
{
    struct stat status;
    int result;
    job->path = real_path(job, path);
    if (job->path)
        return STATUS_OK;
    if (errno == ENOMEM)
        return error_no_memory(err);
    if (errno != ENOENT)
        return save_fail(job, _("its path"), err);
    RETRY(result, job->calls->lstat(path, &status));
    if (result == 0)
        return error_set(err, STATUS_IO, _("cannot write '%s': a symbolic link to nothing"),
                         job->shown);
    if (errno != ENOENT)
        return save_fail(job, "lstat", err);
    return resolve_new(job, path, err);
}

/* Open the target; only the absence of one is no failure. */
static enum status open_target(struct save_job *job, struct error *err)
{
    int result;
    RETRY(result, job->calls->lstat(job->path, &job->old));
    if (result != 0)
        return errno == ENOENT ? STATUS_OK : save_fail(job, "lstat", err);
    /* Asked before opening: opening a device can have effects. */
    if (!S_ISREG(job->old.st_mode))
        return error_set(err, STATUS_IO, _("cannot write '%s': not a regular file"), job->shown);
    job->exists = true;
    if ((job->flags & SAVE_NEW_ONLY) != 0)
        return error_set(err, STATUS_IO, _("'%s' exists"), job->shown);
    RETRY(job->fd, job->calls->open(job->path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (job->fd < 0)
        return save_fail(job, "open", err);
    RETRY(result, job->calls->fstat(job->fd, &job->old));
    if (result != 0)
        return save_fail(job, "fstat", err);
    if (!S_ISREG(job->old.st_mode))
        return error_set(err, STATUS_IO, _("cannot write '%s': not a regular file"), job->shown);
    return STATUS_OK;
}

enum status save_job_begin(struct save_job *job, const struct save_target *target, const char *path,
                           struct error *err)
{
    enum { TAIL = SAVE_SHOWN_SIZE - 4 };
    size_t n;
    if (target->path)
        path = target->path;
    n = strlen(path);
    *job = (struct save_job){.calls = target->calls ? target->calls : &save_calls_system,
                             .flags = target->flags,
                             .state_dir = target->state_dir,
                             .fd = -1};
    snprintf(job->shown, sizeof(job->shown), "%s%s", n > TAIL ? "..." : "",
             n > TAIL ? path + n - TAIL : path);
    enum status status = resolve(job, path, err);
    if (status == STATUS_OK) {
        const char *slash = strrchr(job->path, '/');
        job->dir_length = slash == job->path ? 1 : (size_t)(slash - job->path);
        status = open_target(job, err);
    }
    if (status != STATUS_OK)
        save_job_end(job);
    return status;
}

void save_job_end(struct save_job *job)
{
    if (job->fd >= 0)
        job->calls->close(job->fd);
    free(job->path);
    job->fd = -1;
    job->path = NULL;
}

enum status save_job_compare(struct save_job *job, const char *bytes, size_t size, bool *same,
                             struct error *err)
{
    char chunk[16384];
    size_t at = 0;
    assert(job->exists);
    *same = false;
    if (job->old.st_size < 0 || (uintmax_t)job->old.st_size != size)
        return STATUS_OK;
    for (;;) {
        ssize_t got;
        RETRY(got, job->calls->read(job->fd, chunk, sizeof(chunk)));
        if (got < 0)
            return save_fail(job, "read", err);
        if (got == 0)
            break;
        if ((size_t)got > size - at || memcmp(bytes + at, chunk, (size_t)got) != 0)
            return STATUS_OK;
        at += (size_t)got;
    }
    *same = at == size;
    return STATUS_OK;
}

char *save_template(const char *directory, size_t n, const char *prefix, const char *path)
{
    /* A name may have 255 bytes; ours adds up to 8. */
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t size = n + strlen(prefix) + SAVE_MAX_NAME + sizeof("/.XXXXXX");
    char *template = malloc(size);
    if (template)
        snprintf(template, size, "%.*s%s%s%.*s.XXXXXX", (int)n, directory,
                 n > 0 && directory[n - 1] == '/' ? "" : "/", prefix, SAVE_MAX_NAME, name);
    return template;
}
