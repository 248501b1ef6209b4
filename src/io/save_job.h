/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One save under way: the target resolved and compared (save_target.c), replaced by a new file
 * beside it (save_beside.c) or written in place (save_in_place.c), with the steps that these have
 * in common (save_calls.c). Not for other modules. */
#ifndef PROFORMA_IO_SAVE_JOB_H
#define PROFORMA_IO_SAVE_JOB_H

#include "io/save.h"

enum { SAVE_SHOWN_SIZE = 128, SAVE_REASON_SIZE = 128 };

struct save_job {
    const struct save_calls *calls;
    unsigned flags;
    const char *state_dir;
    char shown[SAVE_SHOWN_SIZE]; /* the path in messages, its end where it is long */
    char *path;                  /* the real target: no symbolic links */
    size_t dir_length;           /* of path, up to its last slash but at least 1 */
    bool exists;
    int fd; /* of the target, for reading and writing; -1 where it doesn't exist */
    struct stat old;
    const char *bytes; /* to be written */
    size_t size;
};

/* Call EXPRESSION again while it fails for a signal. */
#define RETRY(result, expression)                                                                  \
    do {                                                                                           \
        (result) = (expression);                                                                   \
    } while ((result) < 0 && errno == EINTR)

/* STATUS_IO: CALL failed, for the reason in errno. */
enum status save_fail(const struct save_job *job, const char *call, struct error *err);
enum status save_no_memory(struct error *err);

/* Find the real target of TARGET's path, or of PATH where it has none, and open it if it exists. */
enum status save_job_begin(struct save_job *job, const struct save_target *target, const char *path,
                           struct error *err);
void save_job_end(struct save_job *job);
/* Whether the target holds exactly SIZE bytes; STATUS_IO where it can't be read. */
enum status save_job_compare(struct save_job *job, const char *bytes, size_t size, bool *same,
                             struct error *err);
/* Write job->bytes by the way that suits the target. */
enum status save_job_write(struct save_job *job, struct error *err);

/* Write SIZE bytes to FD, check that the file has no other size, and bring it to the disk. *CALL
 * becomes the name of what failed, with errno; NULL where nothing did. */
void save_write_all(const struct save_calls *calls, int fd, const char *bytes, size_t size,
                    const char **call);
/* Close FD. Returns CALL, the step before that failed, with its errno, or NULL where none did;
 * "close" where closing alone fails. EINTR of close is no failure: nothing is left open, and the
 * bytes are on the disk. */
const char *save_close(const struct save_calls *calls, int fd, const char *call);
/* Bring the directory entries of the directory of PATH to the disk; false with errno. */
bool save_sync_directory(const struct save_calls *calls, const char *path, size_t dir_length);
/* DIRECTORY (N bytes) "/" PREFIX, the last name of PATH, ".XXXXXX", for mkostemp, malloc'ed. */
char *save_template(const char *directory, size_t n, const char *prefix, const char *path);

/* A new file beside the target, renamed over it. REASON becomes why this target can't be written so
 * (then STATUS_IO), else "". */
enum status save_beside(struct save_job *job, char *reason, struct error *err);
/* Into the target itself, a copy of it in the state directory. */
enum status save_in_place(struct save_job *job, struct error *err);

#endif
