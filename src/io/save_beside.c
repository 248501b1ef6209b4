/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new file beside the target, complete and on the disk before it takes the target's name:
 * whenever the program or the machine stops, the name leads to the old file or to the new one. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"

#include "save_job.h"

/* Give FD the owner and mode that the target has, or a new file gets; the call that failed or NULL.
 */
static const char *take_identity(const struct save_job *job, int fd)
{
    mode_t mode = job->old.st_mode & 07777;
    int result;
    if (!job->exists) {
        mode_t mask = umask(0);
        umask(mask);
        mode = 0666 & ~mask;
    } else {
        /* Before the mode: a change of owner clears set-id bits. */
        RETRY(result, job->calls->fchown(fd, job->old.st_uid, job->old.st_gid));
        if (result != 0)
            return "fchown";
    }
    RETRY(result, job->calls->fchmod(fd, mode));
    return result == 0 ? NULL : "fchmod";
}

/* Give the finished file the name of a target that didn't exist, unless somebody took it since. */
static const char *give_new_name(const struct save_job *job, const char *temporary)
{
    const struct save_calls *calls = job->calls;
    struct stat status;
    int result;
    RETRY(result, calls->link(temporary, job->path));
    if (result == 0) {
        /* The new file is in place; a second name for it does no harm. */
        calls->unlink(temporary);
        return NULL;
    }
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
        return "link";
    /* A file system without hard links. */
    RETRY(result, calls->lstat(job->path, &status));
    if (result == 0)
        errno = EEXIST;
    if (result == 0 || errno != ENOENT)
        return "lstat";
    RETRY(result, calls->rename(temporary, job->path));
    return result == 0 ? NULL : "rename";
}

static const char *give_name(const struct save_job *job, const char *temporary)
{
    int result;
    if (!job->exists && (job->flags & SAVE_OVERWRITE) == 0)
        return give_new_name(job, temporary);
    RETRY(result, job->calls->rename(temporary, job->path));
    return result == 0 ? NULL : "rename";
}

/* Fill the temporary file and give it its name; the call that failed, with errno, or NULL. */
static const char *finish_temporary(const struct save_job *job, int fd, const char *temporary)
{
    const char *call = take_identity(job, fd);
    if (!call)
        save_write_all(job->calls, fd, job->bytes, job->size, &call);
    call = save_close(job->calls, fd, call);
    return call ? call : give_name(job, temporary);
}

/* Why a target that exists must be written in place, if CALL failed for a reason that is. */
static void find_reason(const struct save_job *job, const char *call, char *reason)
{
    if (!job->exists)
        return;
    if (strcmp(call, "mkostemp") == 0 && (errno == EACCES || errno == EPERM || errno == EROFS))
        snprintf(reason, SAVE_REASON_SIZE, "%s", _("its directory can't be written"));
    else if (strcmp(call, "fchown") == 0 && (errno == EPERM || errno == EINVAL))
        snprintf(reason, SAVE_REASON_SIZE, "%s", _("it belongs to somebody else"));
    else if (strcmp(call, "rename") == 0 && errno == EBUSY)
        snprintf(reason, SAVE_REASON_SIZE, "%s", _("it is a mount point"));
}

enum status save_beside(struct save_job *job, char *reason, struct error *err)
{
    char *temporary = save_template(job->path, job->dir_length, ".", job->path);
    const char *call = NULL;
    int fd;
    reason[0] = '\0';
    if (!temporary)
        return error_no_memory(err);
    RETRY(fd, job->calls->mkostemp(temporary, O_CLOEXEC));
    if (fd < 0) {
        call = "mkostemp";
    } else {
        call = finish_temporary(job, fd, temporary);
        if (call) {
            int failure = errno;
            job->calls->unlink(temporary);
            errno = failure;
        }
    }
    free(temporary);
    if (call) {
        find_reason(job, call, reason);
        if (errno == EEXIST && strcmp(call, "mkostemp") != 0)
            return error_set(err, (job->flags & SAVE_NEW_ONLY) != 0 ? STATUS_IO : STATUS_CHANGED,
                             _("'%s' exists"), job->shown);
        return save_fail(job, call, err);
    }
    if (!save_sync_directory(job->calls, job->path, job->dir_length))
        return error_set(err, STATUS_UNCONFIRMED,
                         _("'%s' is written, but the disk has not confirmed it: %s"), job->shown,
                         strerror(errno));
    return STATUS_OK;
}
