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
    char shown[SAVE_SHOWN_SIZE]; /* the path for messages; if it is long, its end */
    char *path;                  /* the real target, without symbolic links */
    size_t dir_length;           /* of path, up to its last slash but at least 1 */
    bool exists;
    int fd; /* of the target, for reading and writing; -1 if it doesn't exist */
    struct stat old;
    const char *bytes; /* to be written */
    size_t size;
};

/* Evaluate EXPRESSION again as long as a signal interrupts it. */
#define RETRY(result, expression)                                                                  \
    do {                                                                                           \
        (result) = (expression);                                                                   \
    } while ((result) < 0 && errno == EINTR)

/* STATUS_IO: CALL failed, for the reason in errno. */
enum status save_fail(const struct save_job *job, const char *call, struct error *err);

/* Find the real target of TARGET's path, or of PATH if it has none, and open it if it exists. */
enum status save_job_begin(struct save_job *job, const struct save_target *target, const char *path,
                           struct error *err);
void save_job_end(struct save_job *job);
/* Put into *SAME whether the target, which exists, holds exactly the SIZE bytes BYTES. STATUS_IO if
 * it can't be read. */
enum status save_job_compare(struct save_job *job, const char *bytes, size_t size, bool *same,
                             struct error *err);
/* Write job->bytes in the way that suits the target. */
enum status save_job_write(struct save_job *job, struct error *err);

/* Write SIZE bytes to FD, check that the file has no other size, and bring it to the disk. *CALL
 * becomes the name of the call that failed, with its errno; NULL if none did. */
void save_write_all(const struct save_calls *calls, int fd, const char *bytes, size_t size,
                    const char **call);
/* Close FD. CALL is what failed before, with its errno, or NULL. Returns it; or "close", if nothing
 * but closing fails. EINTR of close is no failure: nothing is left open, and the bytes are on the
 * disk. */
const char *save_close(const struct save_calls *calls, int fd, const char *call);
/* Bring the directory entries of the directory of PATH to the disk; false with errno. */
bool save_sync_directory(const struct save_calls *calls, const char *path, size_t dir_length);
/* A malloc'ed template for mkostemp: DIRECTORY (N bytes), "/", PREFIX, the last name of PATH,
 * ".XXXXXX". */
char *save_template(const char *directory, size_t n, const char *prefix, const char *path);

/* Write a new file beside the target and rename it over the target. If this target can't be written
 * so, REASON becomes why, with STATUS_IO; else it becomes "". */
enum status save_beside(struct save_job *job, char *reason, struct error *err);
/* Write into the target itself, after copying it into the state directory. */
enum status save_in_place(struct save_job *job, struct error *err);

#endif
