/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing into the target itself, where a new file would lose its other names, its owner or its
 * attributes. A copy of the old bytes is on the disk first, and stays until the new ones are. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/text/gettext.h"

#include "save_job.h"

/* Make DIRECTORY and the ones above it; false with errno. */
static bool make_directories(const struct save_calls *calls, const char *directory)
{
    char *path = strdup(directory);
    int failure = 0;
    if (!path)
        return false;
    for (char *at = path + 1; failure == 0; at++) {
        char end = *at;
        if (end != '/' && end != '\0')
            continue;
        *at = '\0';
        int result;
        RETRY(result, calls->mkdir(path, 0700));
        /* On the way down a directory that is there may refuse with another error than EEXIST. */
        if (result != 0 && errno != EEXIST && end == '\0')
            failure = errno;
        *at = end;
        if (end == '\0')
            break;
    }
    free(path);
    errno = failure;
    return failure == 0;
}

/* Copy the target's bytes to FD; the call that failed or NULL. */
static const char *copy_target(const struct save_job *job, int fd)
{
    char chunk[16384];
    if (job->calls->lseek(job->fd, 0, SEEK_SET) != 0)
        return "lseek";
    for (;;) {
        ssize_t got;
        RETRY(got, job->calls->read(job->fd, chunk, sizeof(chunk)));
        if (got < 0)
            return "read";
        if (got == 0)
            return NULL;
        for (ssize_t at = 0; at < got;) {
            ssize_t put;
            RETRY(put, job->calls->write(fd, chunk + at, (size_t)(got - at)));
            if (put <= 0)
                return "write";
            at += put;
        }
    }
}

/* Fill the copy and bring it to the disk; the call that failed, with errno, or NULL. */
static const char *finish_copy(const struct save_job *job, int fd, const char *copy)
{
    const struct save_calls *calls = job->calls;
    const char *call = copy_target(job, fd);
    int result;
    if (!call) {
        RETRY(result, calls->fsync(fd));
        call = result == 0 ? NULL : "fsync";
    }
    call = save_close(calls, fd, call);
    if (!call && !save_sync_directory(calls, copy, strlen(job->state_dir)))
        call = "fsync";
    if (call) {
        int failure = errno;
        calls->unlink(copy);
        errno = failure;
    }
    return call;
}

/* Make the copy of the target; *COPY becomes its path, malloc'ed. */
static enum status set_copy_aside(const struct save_job *job, char **copy, struct error *err)
{
    char *path = save_template(job->state_dir, strlen(job->state_dir), "", job->path);
    const char *call = NULL;
    int fd = -1;
    if (!path)
        return error_no_memory(err);
    if (!make_directories(job->calls, job->state_dir)) {
        call = "mkdir";
    } else {
        RETRY(fd, job->calls->mkostemp(path, O_CLOEXEC));
        call = fd < 0 ? "mkostemp" : finish_copy(job, fd, path);
    }
    if (call) {
        error_set(err, STATUS_IO, _("cannot write '%s': no copy of it in '%.100s': %s: %s"),
                  job->shown, job->state_dir, call, strerror(errno));
        free(path);
        return STATUS_IO;
    }
    *copy = path;
    return STATUS_OK;
}

enum status save_in_place(struct save_job *job, struct error *err)
{
    assert(job->exists && job->state_dir);
    const struct save_calls *calls = job->calls;
    const char *call = NULL;
    char *copy = NULL;
    enum status status = set_copy_aside(job, &copy, err);
    if (status != STATUS_OK)
        return status;
    if (calls->lseek(job->fd, 0, SEEK_SET) != 0)
        call = "lseek";
    else
        save_write_all(calls, job->fd, job->bytes, job->size, &call);
    call = save_close(calls, job->fd, call);
    job->fd = -1;
    if (call)
        status =
            error_set(err, STATUS_IO, _("cannot write '%s': %s: %s; the original is in '%.120s'"),
                      job->shown, call, strerror(errno), copy);
    else
        calls->unlink(copy);
    free(copy);
    return status;
}
