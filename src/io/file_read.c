/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a file whole, whatever the path turns out to be: inih takes a read error for the end of
 * the file, reads nothing from a directory without a word, and never returns from a FIFO. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "io/load.h"

static enum status fail(struct error *err)
{
    return error_set(err, STATUS_IO, "%s", strerror(errno));
}

static enum status too_large(struct error *err, size_t max)
{
    return error_set(err, STATUS_FAULTY, _("larger than %zu bytes"), max);
}

/* Read until the end of FD or until MAX + 1 bytes are there. */
static enum status read_all(int fd, size_t max, char **bytes, size_t *size, struct error *err)
{
    size_t capacity = 16384;
    size_t n = 0;
    char *buffer = malloc(capacity);
    while (buffer && grow_by(&buffer, n, 2, &capacity, 1)) {
        ssize_t got = read(fd, buffer + n, capacity - 1 - n);
        if (got > 0)
            n += (size_t)got;
        if (n > max) {
            free(buffer);
            return too_large(err, max);
        }
        if (got == 0) {
            buffer[n] = '\0';
            *bytes = buffer;
            *size = n;
            return STATUS_OK;
        }
        if (got < 0 && errno == EAGAIN) {
            /* Whoever gave us standard input may have made it non-blocking. */
            struct pollfd wait = {.fd = fd, .events = POLLIN};
            if (poll(&wait, 1, -1) >= 0)
                continue;
        }
        if (got < 0 && errno != EINTR) {
            fail(err);
            free(buffer);
            return STATUS_IO;
        }
    }
    free(buffer);
    return error_no_memory(err);
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Read a regular file; one that is written to meanwhile would come out as a mixture. */
static enum status read_regular(int fd, size_t max, char **bytes, size_t *size, struct error *err)
{
    struct stat before, after;
    if (fstat(fd, &before) != 0)
        return fail(err);
    if (S_ISDIR(before.st_mode))
        return error_set(err, STATUS_IO, "%s", strerror(EISDIR));
    if (!S_ISREG(before.st_mode))
        return error_set(err, STATUS_IO, _("not a regular file; for a pipe give '-'"));
    if (before.st_size < 0 || (uintmax_t)before.st_size > max)
        return too_large(err, max);
    char *read_bytes = NULL;
    size_t n = 0;
    enum status status = read_all(fd, max, &read_bytes, &n, err);
    if (status != STATUS_OK)
        return status;
    if (fstat(fd, &after) != 0)
        status = fail(err);
    else if ((uintmax_t)after.st_size != n || !same_time(before.st_mtim, after.st_mtim) ||
             !same_time(before.st_ctim, after.st_ctim))
        status = error_set(err, STATUS_IO, _("it changed while it was read; try again"));
    if (status != STATUS_OK) {
        free(read_bytes);
        return status;
    }
    *bytes = read_bytes;
    *size = n;
    return STATUS_OK;
}

enum status file_read(const char *path, size_t max, char **bytes, size_t *size, char **real_path,
                      struct error *err)
{
    char *resolved = NULL;
    if (strcmp(path, "-") == 0) {
        enum status status = read_all(STDIN_FILENO, max, bytes, size, err);
        if (status == STATUS_OK && real_path)
            *real_path = NULL;
        return status;
    }

    /* O_NONBLOCK, or opening a FIFO would wait for a writer. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(err);
    if (real_path) {
        resolved = realpath(path, NULL);
        if (!resolved) {
            fail(err);
            close(fd);
            return STATUS_IO;
        }
    }
    enum status status = read_regular(fd, max, bytes, size, err);
    close(fd);
    if (status == STATUS_OK && real_path)
        *real_path = resolved;
    else
        free(resolved);
    return status;
}
