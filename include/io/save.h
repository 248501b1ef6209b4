/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing scenarios so that a file is at every moment either the complete old one or the complete
 * new one. A new file is written beside the old one, then renamed over it. If a rename would lose a
 * hard link, the owner or extended attributes, the file is written in place, after a copy of the
 * original was set aside. The caller has to ignore SIGXFSZ and SIGPIPE.
 */
#ifndef PROFORMA_IO_SAVE_H
#define PROFORMA_IO_SAVE_H

#include <sys/stat.h>
#include <sys/types.h>

#include "io/load.h"

/* How many bytes of a file's name are a part of the names of its temporary file and its copy. */
enum { SAVE_MAX_NAME = 240 };

enum save_flag {
    /* Write even if the file isn't as it was loaded, is gone, or is another one that exists. */
    SAVE_OVERWRITE = 1 << 0,
    /* Fail with STATUS_IO if the file exists. */
    SAVE_NEW_ONLY = 1 << 1,
    /* If renaming would lose something of the file, or if its directory can't be written, write
     * into the file itself. Without this flag such a file gives STATUS_IN_PLACE. */
    SAVE_IN_PLACE = 1 << 2
};

/* The system calls a save makes, so that tests can fail each of them. */
struct save_calls {
    char *(*realpath)(const char *path, char *resolved);
    int (*open)(const char *path, int flags);
    int (*mkostemp)(char *template, int flags);
    int (*fstat)(int fd, struct stat *status);
    int (*lstat)(const char *path, struct stat *status);
    ssize_t (*flistxattr)(int fd, char *list, size_t size);
    ssize_t (*read)(int fd, void *bytes, size_t size);
    ssize_t (*write)(int fd, const void *bytes, size_t size);
    int (*fchown)(int fd, uid_t owner, gid_t group);
    int (*fchmod)(int fd, mode_t mode);
    off_t (*lseek)(int fd, off_t offset, int whence);
    int (*ftruncate)(int fd, off_t size);
    int (*fsync)(int fd);
    int (*close)(int fd);
    int (*rename)(const char *from, const char *to);
    int (*link)(const char *from, const char *to);
    int (*unlink)(const char *path);
    int (*mkdir)(const char *path, mode_t mode);
};

/* The real ones. */
extern const struct save_calls save_calls_system;

/* Where and how to write. */
struct save_target {
    const char *path;      /* NULL: the file that was loaded */
    unsigned flags;        /* of enum save_flag */
    const char *state_dir; /* for the copy before writing in place; made if it doesn't exist; NULL:
                              no file is written in place */
    const struct save_calls *calls; /* NULL: save_calls_system */
};

/*
 * Make the text of FILE with the edits that were made since to SOURCE, which was loaded with it, as
 * a malloc'ed *BYTES. STATUS_FAULTY if a text can't be written into an INI file.
 */
enum status file_render(const struct file *file, const struct source *source, char **bytes,
                        size_t *size, struct error *err);

/*
 * Save FILE with the edits of SOURCE to TARGET. If there are no edits, the bytes are those that
 * were loaded. In another directory, a relative `extends` is rewritten so that it names the same
 * base. FILE remembers what was written, but its document and SOURCE stay as they are: load the
 * file again.
 *
 * STATUS_CHANGED: nothing was written, since the file isn't what was loaded, is gone, or, at
 * another path, exists; ask, then save with SAVE_OVERWRITE. STATUS_UNCONFIRMED: it is written, but
 * the disk has not confirmed it. STATUS_IO: nothing was changed, or err->text names the copy of the
 * original. STATUS_USAGE: there is no path to save to.
 */
enum status file_save(struct file *file, const struct source *source,
                      const struct save_target *target, struct error *err);

/* Write SIZE bytes to TARGET's path in the same way. STATUS_CHANGED if it exists and neither
 * SAVE_OVERWRITE nor SAVE_NEW_ONLY is given. */
enum status file_write(const char *bytes, size_t size, const struct save_target *target,
                       struct error *err);

/* The malloc'ed name of a file beside FILE that an interrupted save of it has left, for the user to
 * look at and remove; NULL if there is none. */
char *file_find_leftover(const struct file *file);

#endif
