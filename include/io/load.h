/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading scenarios: the file, the bases it extends, and the text of them all as one struct source.
 * Of the entries only `extends` of [scenario] means anything here.
 */
#ifndef PROFORMA_IO_LOAD_H
#define PROFORMA_IO_LOAD_H

#include "core/source.h"
#include "io/document.h"

enum { LOAD_MAX_CHAIN = 8 }; /* files that extend one another, the scenario's own included */

/* The scenario's own file as it was read: what saving starts from. For other modules to read. */
struct file {
    char *name;      /* as given; "-" is standard input */
    char *real_path; /* without symbolic links; NULL for standard input and built-in text */
    char *base_path; /* the real path of the file it extends; NULL where it extends none */
    struct document *document; /* its bytes too */
    char *written; /* the bytes last saved to it, where that was since it was read; else NULL */
    size_t written_size;
};

/*
 * Load the scenario at PATH ("-": standard input) with its bases.
 *
 * STATUS_OK: *FILE and *SOURCE are the caller's. STATUS_FAULTY (a fault in a file, a circle) and
 * STATUS_IO (a file can't be read): *FILE is left alone; *SOURCE, the caller's too, is for the
 * files that MESSAGES refer to. STATUS_NO_MEMORY: both are left alone. MESSAGES gets
 * every fault, sorted, each with its place; one about a file as a whole has line 0.
 */
enum status file_load(const char *path, struct file **file, struct source **source,
                      struct messages *messages);

/* The same for the file at PATH as if it stood at PLACE, which need not be there: that is what
 * messages call it, and what it extends is looked for beside it. "/dev/null" is the empty scenario.
 * Not for saving: *FILE has no real path. */
enum status file_load_as(const char *path, const char *place, struct file **file,
                         struct source **source, struct messages *messages);

/* The same for SIZE bytes of TEXT under NAME, as if read from standard input. */
enum status file_load_text(const char *name, const char *text, size_t size, struct file **file,
                           struct source **source, struct messages *messages);

void file_free(struct file *file);

/*
 * Read the regular file at PATH, or standard input where PATH is "-", whole, at most MAX bytes,
 * into a malloc'ed *BYTES with a NUL behind. STATUS_IO, with what is wrong (the path is not in the
 * text): it isn't there, is no regular file, or changed while it was read; STATUS_FAULTY: it is
 * larger. REAL_PATH, where not NULL, gets a malloc'ed path without symbolic links (NULL for
 * standard input).
 */
enum status file_read(const char *path, size_t max, char **bytes, size_t *size, char **real_path,
                      struct error *err);

#endif
