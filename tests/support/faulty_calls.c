/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty_calls.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct fault fault;
static int n_calls;
static const char *failed;
static char trace[4096]; /* the names of the calls, each behind a blank */

void faulty_begin(struct fault next)
{
    fault = next;
    n_calls = 0;
    failed = NULL;
    trace[0] = '\0';
}

int faulty_count(void)
{
    return n_calls;
}

const char *faulty_name(void)
{
    return failed;
}

const char *faulty_trace(void)
{
    return trace[0] == ' ' ? trace + 1 : trace;
}

/* Directories are made one in another, as many as the tests' folder lies deep: noted once. */
static void note(const char *name)
{
    size_t used = strlen(trace), n = strlen(name);

    if (strcmp(name, "mkdir") == 0 && used > n && strcmp(trace + used - n, name) == 0)
        return;
    snprintf(trace + used, sizeof(trace) - used, " %s", name);
}

/* Whether this call, named NAME, is the one. */
static bool is_hit(const char *name)
{
    bool is_now = ++n_calls == fault.at;

    note(name);
    if (fault.only != NULL)
        is_now = strcmp(fault.only, name) == 0;
    else if (failed != NULL && fault.is_lasting)
        is_now = strcmp(failed, name) == 0;
    if (!is_now)
        return false;
    if (fault.kind == FAULT_KILL)
        kill(getpid(), SIGKILL);
    failed = name;
    return true;
}

static bool fails(const char *name)
{
    if (!is_hit(name) || fault.kind != FAULT_ERROR)
        return false;
    errno = fault.error;
    return true;
}

static char *faulty_realpath(const char *path, char *resolved)
{
    return fails("realpath") ? NULL : save_calls_system.realpath(path, resolved);
}

static int faulty_open(const char *path, int flags)
{
    return fails("open") ? -1 : save_calls_system.open(path, flags);
}

static int faulty_mkostemp(char *template, int flags)
{
    return fails("mkostemp") ? -1 : save_calls_system.mkostemp(template, flags);
}

static int faulty_fstat(int fd, struct stat *status)
{
    return fails("fstat") ? -1 : save_calls_system.fstat(fd, status);
}

static int faulty_lstat(const char *path, struct stat *status)
{
    return fails("lstat") ? -1 : save_calls_system.lstat(path, status);
}

static ssize_t faulty_flistxattr(int fd, char *list, size_t size)
{
    return fails("flistxattr") ? -1 : save_calls_system.flistxattr(fd, list, size);
}

static ssize_t faulty_read(int fd, void *bytes, size_t size)
{
    return fails("read") ? -1 : save_calls_system.read(fd, bytes, size);
}

static ssize_t faulty_write(int fd, const void *bytes, size_t size)
{
    if (fails("write"))
        return -1;
    if (fault.kind == FAULT_SHORT_WRITE && failed != NULL && size > 1)
        size = 1;
    return save_calls_system.write(fd, bytes, size);
}

static int faulty_fchown(int fd, uid_t owner, gid_t group)
{
    return fails("fchown") ? -1 : save_calls_system.fchown(fd, owner, group);
}

static int faulty_fchmod(int fd, mode_t mode)
{
    return fails("fchmod") ? -1 : save_calls_system.fchmod(fd, mode);
}

static off_t faulty_lseek(int fd, off_t offset, int whence)
{
    return fails("lseek") ? -1 : save_calls_system.lseek(fd, offset, whence);
}

static int faulty_ftruncate(int fd, off_t size)
{
    return fails("ftruncate") ? -1 : save_calls_system.ftruncate(fd, size);
}

/* The disk is left in peace: a thousand saves take seconds otherwise. */
static int faulty_fsync(int fd)
{
    (void)fd;
    return fails("fsync") ? -1 : 0;
}

/* As Linux does, the descriptor is closed all the same. */
static int faulty_close(int fd)
{
    bool is_failing = fails("close");
    int error = errno, result = save_calls_system.close(fd);

    if (!is_failing)
        return result;
    errno = error;
    return -1;
}

static int faulty_rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : save_calls_system.rename(from, to);
}

static int faulty_link(const char *from, const char *to)
{
    return fails("link") ? -1 : save_calls_system.link(from, to);
}

static int faulty_unlink(const char *path)
{
    return fails("unlink") ? -1 : save_calls_system.unlink(path);
}

static int faulty_mkdir(const char *path, mode_t mode)
{
    return fails("mkdir") ? -1 : save_calls_system.mkdir(path, mode);
}

const struct save_calls faulty_calls = {
    .realpath = faulty_realpath,
    .open = faulty_open,
    .mkostemp = faulty_mkostemp,
    .fstat = faulty_fstat,
    .lstat = faulty_lstat,
    .flistxattr = faulty_flistxattr,
    .read = faulty_read,
    .write = faulty_write,
    .fchown = faulty_fchown,
    .fchmod = faulty_fchmod,
    .lseek = faulty_lseek,
    .ftruncate = faulty_ftruncate,
    .fsync = faulty_fsync,
    .close = faulty_close,
    .rename = faulty_rename,
    .link = faulty_link,
    .unlink = faulty_unlink,
    .mkdir = faulty_mkdir,
};
