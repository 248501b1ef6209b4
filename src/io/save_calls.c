/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system calls of a save, and the steps that all ways of saving make of them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "save_job.h"
#ifdef __linux__
#include <sys/xattr.h>
#endif

static int call_open(const char *path, int flags)
{
    return open(path, flags);
}

static int call_fstat(int fd, struct stat *status)
{
    return fstat(fd, status);
}

static int call_lstat(const char *path, struct stat *status)
{
    return lstat(path, status);
}

static ssize_t call_flistxattr(int fd, char *list, size_t size)
{
#ifdef __linux__
    return flistxattr(fd, list, size);
#else
    (void)fd, (void)list, (void)size;
    errno = ENOTSUP;
    return -1;
#endif
}

const struct save_calls save_calls_system = {
    .realpath = realpath,
    .open = call_open,
    .mkostemp = mkostemp,
    .fstat = call_fstat,
    .lstat = call_lstat,
    .flistxattr = call_flistxattr,
    .read = read,
    .write = write,
    .fchown = fchown,
    .fchmod = fchmod,
    .lseek = lseek,
    .ftruncate = ftruncate,
    .fsync = fsync,
    .close = close,
    .rename = rename,
    .link = link,
    .unlink = unlink,
    .mkdir = mkdir,
};

static const char *write_bytes(const struct save_calls *calls, int fd, const char *bytes,
                               size_t size)
{
    size_t at = 0;
    while (at < size) {
        ssize_t put;
        RETRY(put, calls->write(fd, bytes + at, size - at));
        if (put < 0)
            return "write";
        if (put == 0) {
            errno = ENOSPC;
            return "write";
        }
        at += (size_t)put;
    }
    return NULL;
}

void save_write_all(const struct save_calls *calls, int fd, const char *bytes, size_t size,
                    const char **call)
{
    struct stat status;
    int result;
    *call = write_bytes(calls, fd, bytes, size);
    if (*call)
        return;
    RETRY(result, calls->ftruncate(fd, (off_t)size));
    if (result != 0) {
        *call = "ftruncate";
        return;
    }
    RETRY(result, calls->fstat(fd, &status));
    if (result != 0 || (uintmax_t)status.st_size != size) {
        if (result == 0)
            errno = EIO;
        *call = "fstat";
        return;
    }
    /* Only after EINTR again: after EIO the kernel may have dropped the pages and report success.
     */
    RETRY(result, calls->fsync(fd));
    if (result != 0)
        *call = "fsync";
}

bool save_sync_directory(const struct save_calls *calls, const char *path, size_t dir_length)
{
    char *directory = strndup(path, dir_length);
    int fd, result, failure;
    if (!directory)
        return false;
    RETRY(fd, calls->open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    free(directory);
    if (fd < 0)
        return false;
    RETRY(result, calls->fsync(fd));
    failure = errno;
    calls->close(fd);
    errno = failure;
    /* EINVAL: a file system that doesn't do this for directories. */
    return result == 0 || failure == EINVAL;
}

const char *save_close(const struct save_calls *calls, int fd, const char *call)
{
    int failure = errno;
    if (calls->close(fd) != 0 && errno != EINTR && !call)
        return "close";
    errno = failure;
    return call;
}
